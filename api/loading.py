"""What one request has at hand: the Reader behind loaders that turn the loads of one tick into one round trip."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

import strawberry
from strawberry.dataloader import DataLoader

from graph.reading import DirectEdge, Page, Reader, StatementFilter, StatementOrder, Window
from schema.model import Statement
from schema.ontology import Ontology

T = TypeVar("T")


class Loaders:
    """One loader for each list method of the Reader. They live for one request, so nothing stale is ever served."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.nodes = _loader(reader.nodes)
        self.claims = _loader(reader.claims)
        self.articles = _loader(reader.articles)
        self.statements = _loader(reader.statements)
        self.evidence = _loader(reader.evidence)
        self.runs = _loader(reader.runs)
        self.edges: DataLoader[str, list[DirectEdge]] = DataLoader(reader.edges_of)
        self.article_statements: DataLoader[str, list[Statement]] = DataLoader(reader.article_statements)
        self._pages: dict[tuple[StatementFilter, Window, StatementOrder, bool], DataLoader[str, Page[Statement]]] = {}

    def statements_of(
        self, parent: str, where: StatementFilter, window: Window, order: StatementOrder, descending: bool
    ) -> Awaitable[Page[Statement]]:
        """A parent's page of statements; all parents with the same question share one round trip."""
        asked = (where, window, order, descending)
        if asked not in self._pages:

            async def pages(parents: Sequence[str]) -> Sequence[Page[Statement]]:
                return await self.reader.statements_of(parents, *asked)

            self._pages[asked] = DataLoader(pages)
        return self._pages[asked].load(parent)


def _loader(read: Callable[[Sequence[str]], Awaitable[list[T | None]]]) -> "DataLoader[str, T | None]":
    async def load(ids: Sequence[str]) -> Sequence[T | None]:
        return await read(ids)

    return DataLoader(load)


@dataclass(frozen=True)
class Context:
    """What resolvers see of their request."""

    reader: Reader
    ontology: Ontology
    loaders: Loaders = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "loaders", Loaders(self.reader))

    @property
    def assertion_relations(self) -> tuple[str, ...]:
        """Names of the relations that express a stance."""
        return tuple(relation.name for relation in self.ontology.relations.values() if relation.stance is not None)


Info: TypeAlias = strawberry.Info[Context, None]
