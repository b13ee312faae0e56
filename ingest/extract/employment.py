"""Employment as news prose gives it beside a name: "OpenAI CEO Sam Altman", "Sam Altman, chief executive of OpenAI"."""

from collections.abc import Iterator

from ingest.extract.discourse import BODIES, Discourse
from ingest.extract.ends import End
from ingest.extract.entities import Entity
from ingest.extract.mention import Mention
from ingest.extract.relations import Relation, find_relations
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from schema.model import Modality, Polarity

BEFORE, AFTER = 9, 14  # words that a role and its body may take beside the name


def relations_of(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> list[Relation]:
    """All relations of a sentence; a post that is told with its role counts once."""
    posts = list(find_employment(sentence, discourse, lexicon))
    told = {(id(r.subject.entity), r.predicate, id(r.object.entity)) for r in posts}
    others = [
        r for r in find_relations(sentence, discourse, lexicon) if (id(r.subject.entity), r.predicate, id(r.object.entity)) not in told
    ]
    return sorted([*posts, *others], key=lambda r: (r.evidence, r.predicate))


def find_employment(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> Iterator[Relation]:
    """`employed_by` with its role, or `founded`, for each person of a sentence that a role noun and a body stand beside."""
    mentions = [(m, e) for m, e in discourse.mentions_in(sentence.start, sentence.end)]
    for mention, person in mentions:
        if person.type != "Person":
            continue
        inside = [t for t in sentence.tokens if mention.start <= t.start < mention.end]
        if not inside:
            continue
        for window in (_before(sentence, inside[0], mentions), _after(sentence, inside[-1], mentions)):
            found = _role_and_body(window, mentions, lexicon)
            if found is not None:
                role, body_mention, body = found
                first = min(mention.start, window[0].start if window[0].start < mention.start else mention.start, body_mention.start)
                last = max(mention.end, role[-1].end, body_mention.end)
                text = discourse.text[role[0].start : role[-1].end]
                founder = bool(lexicon.founder_of.at(role, 0)) or bool(lexicon.founder_of.at(role, len(role) - 1))
                yield Relation(
                    End(person, (mention.start, mention.end)),
                    "founded" if founder else "employed_by",
                    End(body, (body_mention.start, body_mention.end)),
                    Polarity.AFFIRMED,
                    Modality.ASSERTED,
                    (min(first, role[0].start), last),
                    qualifiers=() if founder else (("role", text),),
                )
                break


def _before(sentence: Sentence, first: Token, mentions: list[tuple[Mention, Entity]]) -> list[Token]:
    """The words right before a name, back to a comma, a verb, a preposition's rim or another person."""
    window: list[Token] = []
    people = [m for m, e in mentions if e.type == "Person"]
    for token in reversed(sentence.tokens[max(0, first.index - BEFORE) : first.index]):
        if token.pos in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text in ',;:()—–«»“”"' or token.quote is not None:
            break
        if any(m.start <= token.start < m.end for m in people):
            break
        window.insert(0, token)
    return window


def _after(sentence: Sentence, last: Token, mentions: list[tuple[Mention, Entity]]) -> list[Token]:
    """The apposition after a name: from its comma or bracket to the next one, or to a verb."""
    rest = sentence.tokens[last.index + 1 : last.index + 2 + AFTER]
    if not rest or rest[0].text not in ",(—–-" or (rest[0].text == "-" and rest[0].start == last.end):
        return []
    window: list[Token] = []
    people = [m for m, e in mentions if e.type == "Person"]
    bodies = [m for m, e in mentions if e.type in BODIES]
    for token in rest[1:]:
        if token.text == "," and window and not any(m.start <= t.start < m.end for m in bodies for t in window):
            continue  # "Name, role, body": the comma between a role and its body
        if token.pos in ("VERB", "AUX") or token.text in ",;:()—–" or token.quote is not None:
            break
        if any(m.start <= token.start < m.end for m in people):
            return []
        window.append(token)
    return window


def _role_and_body(
    window: list[Token], mentions: list[tuple[Mention, Entity]], lexicon: Lexicon
) -> tuple[list[Token], Mention, Entity] | None:
    roles = [(first, after) for book in (lexicon.roles, lexicon.founder_of) for first, after, _ in book.find(window)]
    bodies = [(m, e) for m, e in mentions if e.type in BODIES and any(m.start <= t.start < m.end for t in window)]
    if not roles or len(bodies) != 1:
        return None
    first, after = roles[0]
    tokens = window[first:after]
    inside = {t.index for t in tokens}
    head = next((t for t in tokens if t.head not in inside), tokens[0])
    if head.feats.get("Number") == "Plur":
        return None  # "employees of X, A": several, and A need not be one of them
    if any(bodies[0][0].start <= t.start < bodies[0][0].end for t in tokens):
        return None
    return tokens, *bodies[0]
