"""The reference store: what a store means, in plain Python. For tests: every engine must answer as this one does.

It keeps the bundles and computes everything else from them at each read. Nothing is shared with the engines but the rules that are theirs
by definition: the merge of contributions, words and stems, cursors, and the ranking of hits.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from graph.contributions import Thing, contributions, merge, ordered
from graph.cursors import Key, find_position, make_page
from graph.ranking import Candidate, rank
from graph.reading import ArticleFilter, ClaimFilter, DirectEdge, Hit, NodeFilter, Page, StatementFilter, StatementOrder, Stored, Window
from graph.records import utc
from graph.terms import sort_key, stems, words
from graph.writer import WriteReport, refuse_unlawful
from schema.model import Article, Bundle, Claim, Evidence, Node, Polarity, Run, Stance, Statement
from schema.ontology import Ontology, load_ontology

T = TypeVar("T")


class ReferenceStore:
    """Writer and Reader in memory. The two doors are one object here, and nowhere else."""

    def __init__(self, ontology: Ontology | None = None) -> None:
        self.ontology = ontology or load_ontology()
        self.bundles: dict[str, Bundle] = {}
        self.recorded: dict[str, str] = {}

    def write(self, bundle: Bundle, recorded_at: datetime) -> WriteReport:
        """See Writer."""
        refuse_unlawful(bundle, self.ontology)
        moment = utc(recorded_at)
        id_ = bundle.article.id
        old = self.bundles.get(id_)
        if old is not None and ordered(old) == ordered(bundle):
            return WriteReport(article_id=id_, changed=False)
        before = {statement.id: (statement, statement.said_on or old.article.published) for statement in old.statements} if old else {}
        after = {statement.id: (statement, statement.said_on or bundle.article.published) for statement in bundle.statements}
        self.bundles[id_] = bundle
        self.recorded[id_] = moment
        return WriteReport(
            article_id=id_,
            changed=True,
            added=len(after.keys() - before.keys()),
            replaced=sum(before[key] != after[key] for key in after.keys() & before.keys()),
            removed=len(before.keys() - after.keys()),
        )

    def delete(self, article_ids: Iterable[str]) -> int:
        """See Writer."""
        return sum(self.bundles.pop(id_, None) is not None for id_ in article_ids)

    async def stored(self, article_ids: Sequence[str]) -> list[Stored | None]:
        """See Reader."""
        found = {
            id_: Stored(recorded_at=datetime.fromisoformat(self.recorded[id_]), bundle=ordered(bundle))
            for id_, bundle in self.bundles.items()
        }
        return [found.get(id_) for id_ in article_ids]

    async def nodes(self, ids: Sequence[str]) -> list[Node | None]:
        """See Reader."""
        return _pick(self._things(Node), ids)

    async def claims(self, ids: Sequence[str]) -> list[Claim | None]:
        """See Reader."""
        return _pick(self._things(Claim), ids)

    async def runs(self, ids: Sequence[str]) -> list[Run | None]:
        """See Reader."""
        return _pick(self._things(Run), ids)

    async def articles(self, ids: Sequence[str]) -> list[Article | None]:
        """See Reader."""
        return _pick({id_: bundle.article for id_, bundle in self.bundles.items()}, ids)

    async def statements(self, ids: Sequence[str]) -> list[Statement | None]:
        """See Reader."""
        return _pick({statement.id: statement for statement in self._statements()}, ids)

    async def evidence(self, ids: Sequence[str]) -> list[Evidence | None]:
        """See Reader."""
        return _pick(self._evidence(), ids)

    async def find_statements(
        self, where: StatementFilter, window: Window, order: StatementOrder = StatementOrder.SAID_ON, descending: bool = True
    ) -> Page[Statement]:
        """See Reader."""
        return self._statement_page(self._statements(), where, window, order, descending)

    async def statements_of(
        self,
        parents: Sequence[str],
        where: StatementFilter,
        window: Window,
        order: StatementOrder = StatementOrder.SAID_ON,
        descending: bool = True,
    ) -> list[Page[Statement]]:
        """See Reader."""
        return [
            self._statement_page(
                [s for s in self._statements() if parent in (s.subject, s.object, s.article_id)], where, window, order, descending
            )
            for parent in parents
        ]

    async def find_nodes(self, where: NodeFilter, window: Window) -> Page[Node]:
        """See Reader."""
        actors = {s.subject for s in self._statements() if s.object in where.on_claims and self._takes(s, where.stances)}
        found = [
            node
            for node in self._things(Node).values()
            if (not where.types or node.type in where.types)
            and (not where.kinds or node.kind in where.kinds)
            and (not where.on_claims or node.id in actors)
            and _begins(where.name, [node.name, *node.names.values(), *node.aliases])
        ]
        return _page(found, lambda node: sort_key(node.name), window, "sort", False)

    async def find_claims(self, where: ClaimFilter, window: Window) -> Page[Claim]:
        """See Reader."""
        asserted = {s.object for s in self._statements() if s.subject in where.asserted_by and self._takes(s, where.stances)}
        found = [
            claim
            for claim in self._things(Claim).values()
            if (not where.topics or set(claim.topics) & set(where.topics))
            and (where.candidate is None or claim.candidate == where.candidate)
            and (not where.asserted_by or claim.id in asserted)
            and _begins(where.text, [*claim.labels.values(), *claim.wordings])
        ]
        return _page(found, lambda claim: sort_key(claim.label()), window, "sort", False)

    async def find_articles(self, where: ArticleFilter, window: Window) -> Page[Article]:
        """See Reader."""
        found = [
            article
            for article in (bundle.article for bundle in self.bundles.values())
            if (not where.languages or article.language in where.languages)
            and (not where.outlets or article.outlet in where.outlets)
            and (where.published_from is None or (article.published is not None and article.published >= where.published_from))
            and (where.published_to is None or (article.published is not None and article.published <= where.published_to))
            and _begins(where.title, [article.title or ""])
        ]
        return _page(found, lambda article: article.published.isoformat() if article.published else "", window, "published", True)

    async def search(self, query: str, types: Sequence[str], limit: int) -> list[Hit]:
        """See Reader."""
        wanted = set(stems(query))
        candidates = []
        for id_, type_, front, rest in self._texts():
            heads = {stem for text in front for stem in stems(text)}
            terms = heads | {stem for text in rest for stem in stems(text)}
            if wanted & terms and (not types or type_ in types):
                counts = {"found": len(wanted & terms), "leading": len(wanted & heads), "length": len(heads)}
                candidates.append(Candidate(id=id_, type=type_, **counts))
        return rank(candidates, len(wanted), limit)

    async def edges_of(self, ids: Sequence[str]) -> list[list[DirectEdge]]:
        """See Reader."""
        edges = self._edges()
        return [[edge for edge in edges if id_ in (edge.subject, edge.object)] for id_ in ids]

    async def article_statements(self, article_ids: Sequence[str]) -> list[list[Statement]]:
        """See Reader."""
        stated = sorted(self._statements(), key=lambda statement: statement.id)
        return [[statement for statement in stated if statement.article_id == id_] for id_ in article_ids]

    async def stats(self) -> dict[str, int]:
        """See Reader."""
        counts = Counter(node.type for node in self._things(Node).values())
        counts["Claim"] = len(self._things(Claim))
        counts["Article"] = len(self.bundles)
        rest = {"statements": len(self._statements()), "evidence": len(self._evidence()), "edges": len(self._edges())}
        return {label: counts[label] for label in self.ontology.nodes} | rest

    def _things(self, kind: type[T]) -> dict[str, T]:
        variants: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for bundle in self.bundles.values():
            for contribution in contributions(bundle):
                variants[contribution.label, contribution.id][contribution.variant] += 1
        things: list[Thing] = [merge(label, counts) for (label, _), counts in variants.items()]
        return {thing.id: thing for thing in things if isinstance(thing, kind)}

    def _statements(self) -> list[Statement]:
        return [statement for bundle in self.bundles.values() for statement in bundle.statements]

    def _evidence(self) -> dict[str, Evidence]:
        return {evidence.id: evidence for statement in self._statements() for evidence in statement.evidence}

    def _edges(self) -> list[DirectEdge]:
        supports: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
        for statement in self._statements():
            if statement.is_plain:
                supports[statement.predicate, statement.subject, statement.object].append(statement)
        edges = []
        for (predicate, subject, object_), statements in sorted(supports.items()):
            days = sorted(day for s in statements if (day := s.said_on or self.bundles[s.article_id].article.published) is not None)
            edges.append(
                DirectEdge(
                    subject=subject,
                    predicate=predicate,
                    object=object_,
                    statements=tuple(sorted(s.id for s in statements)),
                    first=days[0] if days else None,
                    last=days[-1] if days else None,
                    articles=len({self.bundles[s.article_id].article.text_sha256 for s in statements}),
                    confidence=max(s.confidence for s in statements),
                )
            )
        return edges

    def _texts(self) -> Iterable[tuple[str, str, list[str], list[str]]]:
        for node in self._things(Node).values():
            yield node.id, node.type, [node.name, *node.names.values(), *node.aliases], []
        for claim in self._things(Claim).values():
            yield claim.id, "Claim", [*claim.labels.values(), *claim.wordings], []
        for bundle in self.bundles.values():
            yield bundle.article.id, "Article", [bundle.article.title or ""], [bundle.article.text]
        for evidence in self._evidence().values():
            yield evidence.id, "Evidence", [evidence.quote], []

    def _takes(self, statement: Statement, stances: tuple[Stance, ...]) -> bool:
        stance = self.ontology.relations[statement.predicate].stance
        return stance is not None and (not stances or stance in stances) and statement.polarity is Polarity.AFFIRMED

    def _statement_page(
        self, statements: list[Statement], where: StatementFilter, window: Window, order: StatementOrder, descending: bool
    ) -> Page[Statement]:
        def day(statement: Statement) -> str:
            known = statement.said_on or self.bundles[statement.article_id].article.published
            return known.isoformat() if known else ""

        def key(statement: Statement) -> Key:
            return statement.confidence if order is StatementOrder.CONFIDENCE else day(statement)

        types = {node.id: node.type for node in self._things(Node).values()}
        types |= dict.fromkeys(self._things(Claim), "Claim") | dict.fromkeys(self.bundles, "Article")
        found = [
            s
            for s in statements
            if (not where.subjects or s.subject in where.subjects)
            and (not where.objects or s.object in where.objects)
            and (not where.articles or s.article_id in where.articles)
            and (not where.predicates or s.predicate in where.predicates)
            and (not where.stances or self.ontology.relations[s.predicate].stance in where.stances)
            and (not where.modalities or s.modality in where.modalities)
            and (not where.subject_types or types[s.subject] in where.subject_types)
            and (where.said_from is None or day(s) >= where.said_from.isoformat())
            and (where.said_to is None or "" < day(s) <= where.said_to.isoformat())
            and s.confidence >= where.min_confidence
        ]
        return _page(found, key, window, str(order), descending)


def _pick(things: dict[str, T], ids: Sequence[str]) -> list[T | None]:
    return [things.get(id_) for id_ in ids]


def _begins(question: str | None, texts: list[str]) -> bool:
    own = words(texts)
    return all(any(word.startswith(begin) for word in own) for begin in words([question or ""]))


def _page(found: list[Any], key: Callable[[Any], Key], window: Window, order: str, descending: bool) -> Page[Any]:
    position = find_position(window, order, descending)
    keyed = sorted(((key(item), item.id, item) for item in found), key=lambda entry: entry[:2], reverse=position.down)
    start = position.start
    rest = [e for e in keyed if start is None or (e[:2] < start if position.down else e[:2] > start)]
    page = rest[: position.limit]
    return make_page([e[2] for e in page], [(e[0], e[1]) for e in page], len(keyed), len(keyed) - len(rest), order, position)
