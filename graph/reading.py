"""The Reader's port: what may be asked of a store. Lists of ids in, typed objects out, in the order of the ids."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from schema.frozen import Frozen
from schema.model import Article, Bundle, Claim, Evidence, Modality, Node, Run, Stance, Statement

T = TypeVar("T")


class Page(Frozen, Generic[T]):
    """One page of a keyset-ordered list. `total` counts the whole list; `cursors` has one opaque position for each item."""

    items: tuple[T, ...]
    cursors: tuple[str, ...]
    total: int
    has_next: bool
    has_previous: bool


class Window(Frozen):
    """Which page: forward with `first`/`after` or backward with `last`/`before`. Cursors are opaque; a foreign one raises CursorError."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


class StatementOrder(StrEnum):
    """Key of a list of statements; ties are broken by id."""

    SAID_ON = "said_on"
    CONFIDENCE = "confidence"


class StatementFilter(Frozen):
    """Conditions on statements, joined by AND; an empty tuple or None means no condition. Dates are inclusive."""

    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()
    modalities: tuple[Modality, ...] = ()
    subject_types: tuple[str, ...] = ()
    said_from: date | None = None
    said_to: date | None = None
    min_confidence: float = 0.0


class NodeFilter(Frozen):
    """Conditions on entities. `name`: every word must begin a word of the name or of an alias, case ignored. `on_claims`: takes a stance on
    any of them, in an affirmed statement; `stances` narrows which."""

    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    name: str | None = None
    on_claims: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()


class ClaimFilter(Frozen):
    """Conditions on claims. `asserted_by`: any of these actors takes a stance on it."""

    text: str | None = None
    topics: tuple[str, ...] = ()
    asserted_by: tuple[str, ...] = ()
    stances: tuple[Stance, ...] = ()
    candidate: bool | None = None


class ArticleFilter(Frozen):
    """Conditions on articles. Dates are inclusive."""

    languages: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    title: str | None = None


class Hit(Frozen):
    """A search result. `type` is a node type or `Evidence`; `score` is comparable within one answer only."""

    id: str
    type: str
    score: float


class DirectEdge(Frozen):
    """The projection of all plain statements that say the same: what people explore."""

    subject: str
    predicate: str
    object: str
    statements: tuple[str, ...]
    first: date | None
    last: date | None
    articles: int
    confidence: float


class Stored(Frozen):
    """All that an article says, as it was written, and when. Nodes, claims and statements are in order of their ids."""

    recorded_at: datetime
    bundle: Bundle


class Reader(Protocol):
    """Reads. Never writes: read transactions only, and statements that write are refused before they reach the engine."""

    async def nodes(self, ids: Sequence[str]) -> list[Node | None]: ...
    async def claims(self, ids: Sequence[str]) -> list[Claim | None]: ...
    async def articles(self, ids: Sequence[str]) -> list[Article | None]: ...
    async def statements(self, ids: Sequence[str]) -> list[Statement | None]: ...
    async def evidence(self, ids: Sequence[str]) -> list[Evidence | None]: ...
    async def runs(self, ids: Sequence[str]) -> list[Run | None]: ...

    async def find_statements(
        self, where: StatementFilter, window: Window, order: StatementOrder = StatementOrder.SAID_ON, descending: bool = True
    ) -> Page[Statement]: ...
    async def find_nodes(self, where: NodeFilter, window: Window) -> Page[Node]: ...
    async def find_claims(self, where: ClaimFilter, window: Window) -> Page[Claim]: ...
    async def find_articles(self, where: ArticleFilter, window: Window) -> Page[Article]: ...

    async def statements_of(
        self,
        parents: Sequence[str],
        where: StatementFilter,
        window: Window,
        order: StatementOrder = StatementOrder.SAID_ON,
        descending: bool = True,
    ) -> list[Page[Statement]]:
        """For each parent (subject, object or article) its page of statements: one round trip for all parents."""
        ...

    async def search(self, query: str, types: Sequence[str], limit: int) -> list[Hit]:
        """Full-text search over names, claim labels, article titles and texts, and quotes; best first. `types` empty: all."""
        ...

    async def edges_of(self, ids: Sequence[str]) -> list[list[DirectEdge]]:
        """For each node the direct edges that touch it, ordered by predicate, subject, object."""
        ...

    async def article_statements(self, article_ids: Sequence[str]) -> list[list[Statement]]:
        """For each article everything it says, ordered by id."""
        ...

    async def stored(self, article_ids: Sequence[str]) -> list[Stored | None]:
        """Articles with everything they say, and what each itself contributes to the things that others share."""
        ...

    async def stats(self) -> dict[str, int]:
        """Number of nodes by label and, under `statements`, `evidence` and `edges`, of the rest."""
        ...
