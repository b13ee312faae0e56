"""From a question in English or Russian to who says so and who denies it, with their words.

The question is read by frames (`graph.frames`), claims that share words with it are fetched by full-text search, and `graph.wording`
decides whether one of them is what was asked. Below the thresholds nothing is taken: the answer is "nothing found" with the nearest
claims.
"""

from collections.abc import Sequence
from typing import Literal

from graph.answers import Answer, Related, Sides, Subject, sides, voice
from graph.frames import Asks, Question
from graph.paging import walk
from graph.reading import Reader, StatementFilter
from graph.wording import Match, Matcher, load_matcher
from schema.model import Claim, Stance, Statement
from schema.ontology import Ontology

_CANDIDATES = 150
_NEAREST = 5
_OTHER: dict[Asks, Asks] = {"supports": "opposes", "opposes": "supports", "any": "any"}


class Ranked:
    """A claim with the match of its best wording."""

    def __init__(self, claim: Claim, match: Match, accepted: bool) -> None:
        self.claim = claim
        self.match = match
        self.accepted = accepted

    @property
    def subject(self) -> Subject:
        """As it stands in an answer."""
        labels = self.claim.labels
        return Subject(id=self.claim.id, type="Claim", labels=labels, score=round(self.match.score, 3), wording=self.match.wording)


async def answer(
    reader: Reader,
    ontology: Ontology,
    text: str,
    limit: int = 20,
    language: Literal["en", "ru"] | None = None,
    matcher: Matcher | None = None,
) -> Answer:
    """Answer one question. `limit` bounds each list of voices; totals count all of them."""
    matcher = matcher or load_matcher()
    data = matcher.data
    question = data.read(text)
    spoken = language or question.language
    if question.of == "thing":
        policy = await _policy(reader, ontology, matcher, question)
        if policy is not None:
            stances = {data.relations.supports: Stance.SUPPORTS, data.relations.opposes: Stance.OPPOSES}
            found = await _sides(reader, policy.id, stances, limit)
            return Answer(question=text, language=spoken, asks=question.asks, understood=policy, sides=found)
    ranked = rank(matcher, question, await _candidates(reader, matcher.query(question.content)))
    best, ambiguous = choose(ranked, data.scoring.margin)
    nearest = tuple(r.subject for r in ranked if r is not best and r.match.score >= data.scoring.nearest)[:_NEAREST]
    if best is None:
        return Answer(question=text, language=spoken, asks=question.asks, ambiguous=ambiguous, nearest=nearest)
    stances = {relation.name: relation.stance for relation in ontology.relations.values() if relation.stance is not None}
    return Answer(
        question=text,
        language=spoken,
        asks=_OTHER[question.asks] if best.match.reversed_ else question.asks,
        turned=best.match.reversed_,
        understood=best.subject,
        nearest=nearest,
        sides=await _sides(reader, best.claim.id, stances, limit),
        related=await _related(reader, best.claim.id, data.relations.related, stances, limit),
    )


def rank(matcher: Matcher, question: Question, claims: Sequence[Claim]) -> list[Ranked]:
    """Claims by how well they fit, best first: accepted before others, catalogued before candidates, then by score and id."""
    content = matcher.content(question.content, thing=question.of == "thing")
    threshold = matcher.data.scoring.thing if question.of == "thing" else matcher.data.scoring.clause
    ranked = []
    for claim in claims:
        wordings = list(dict.fromkeys((*claim.labels.values(), *claim.wordings)))
        matches = [matcher.match(content, wording) for wording in wordings]
        taken = max((m for m in matches if m.reaches(threshold)), key=lambda m: m.score, default=None)
        best = taken or max(matches, key=lambda m: (m.ordered, m.score), default=None)
        if best is not None:
            ranked.append(Ranked(claim, best, accepted=taken is not None))
    return sorted(ranked, key=lambda r: (not r.accepted, r.claim.candidate, -r.match.score, r.claim.id))


def choose(ranked: Sequence[Ranked], margin: float) -> tuple[Ranked | None, bool]:
    """The claim that was asked about, and whether two catalogued ones fit too equally to tell."""
    if not ranked or not ranked[0].accepted:
        return None, False
    first = ranked[0]
    for second in ranked[1:2]:
        if second.accepted and second.claim.candidate == first.claim.candidate and first.match.score - second.match.score < margin:
            return None, not first.claim.candidate
    return first, False


async def _candidates(reader: Reader, query: str) -> list[Claim]:
    hits = await reader.search(query, ["Claim"], _CANDIDATES)
    return [claim for claim in await reader.claims([hit.id for hit in hits]) if claim is not None]


async def _policy(reader: Reader, ontology: Ontology, matcher: Matcher, question: Question) -> Subject | None:
    """The one law, order or letter that bears exactly the name asked for."""
    types = ontology.relations[matcher.data.relations.opposes].objects
    hits = await reader.search(matcher.query(question.content), list(types), _NEAREST * 4)
    asked = matcher.content(question.content).words
    found = []
    for node in await reader.nodes([hit.id for hit in hits]):
        names = [] if node is None else [node.name, *node.names.values(), *node.aliases]
        fitting = next((name for name in names if asked and matcher.content(name).words == asked), None)
        if node is not None and fitting is not None:
            found.append(Subject(id=node.id, type="Policy", labels={**node.names} or {"en": node.name}, score=1.0, wording=fitting))
    return found[0] if len(found) == 1 else None


async def _related(reader: Reader, claim: str, relations: Sequence[str], stances: dict[str, Stance], limit: int) -> tuple[Related, ...]:
    (edges,) = await reader.edges_of([claim])
    others = {edge.object if edge.subject == claim else edge.subject: edge.predicate for edge in edges if edge.predicate in relations}
    ids = sorted(others)
    return tuple(
        [
            Related(id=other.id, relation=others[other.id], labels=other.labels, sides=await _sides(reader, other.id, stances, limit))
            for other in await reader.claims(ids)
            if other is not None
        ]
    )


async def _sides(reader: Reader, target: str, stances: dict[str, Stance], limit: int) -> Sides:
    where = StatementFilter(objects=(target,), predicates=tuple(stances))
    statements: list[Statement] = []
    async for page in walk(lambda window: reader.find_statements(where, window)):
        statements.extend(page)
    node_ids = list(dict.fromkeys([s.subject for s in statements] + [s.speaker for s in statements if s.speaker is not None]))
    article_ids = list(dict.fromkeys(s.article_id for s in statements))
    nodes = dict(zip(node_ids, await reader.nodes(node_ids), strict=True))
    articles = dict(zip(article_ids, await reader.articles(article_ids), strict=True))
    voices = [
        voice(s, stances[s.predicate], nodes[s.subject], nodes[s.speaker] if s.speaker is not None else None, articles[s.article_id])
        for s in statements
    ]
    return sides(voices, limit)
