"""Full-text search over everything."""

import asyncio

import strawberry

from api.errors import BadCursor, InputError
from api.fields import resolver
from api.loading import Info
from api.paging import PageInfo, decode_cursor, encode_cursor
from api.types.lookup import load_object
from api.types.node import Node
from api.vocabulary import NodeTypeName, ScopeName
from graph.reading import Hit, Window

MAX_QUERY = 500
MAX_HITS = 1_000


@strawberry.type(description="A hit.")
class SearchEdge:
    cursor: str = strawberry.field(description="Opaque position; valid for the same search.")
    score: float = strawberry.field(description="Relevance; comparable within one answer only.")
    hit: strawberry.Private[Hit]

    @resolver("What was found; null where it was replaced while the answer was read.")
    async def node(self, info: Info) -> Node | None:
        return await load_object(info, self.hit.id)


@strawberry.type(description="A page of hits, best first. A search has no total: it ends at 1,000 hits.")
class SearchConnection:
    edges: list[SearchEdge] = strawberry.field(description="The hits.")
    page_info: PageInfo = strawberry.field(description="Position of the page.")

    @resolver("What was found, alone.")
    async def nodes(self, info: Info) -> list[Node]:
        found = await asyncio.gather(*(load_object(info, edge.hit.id) for edge in self.edges))
        return [node for node in found if node is not None]


async def search(info: Info, query: str, types: list[NodeTypeName] | None, scope: ScopeName | None, asked: Window) -> SearchConnection:
    """A page of hits. The cursor of a hit is its rank and id, so a page that no longer fits is refused, not guessed."""
    if not query.strip() or len(query) > MAX_QUERY:
        raise InputError(f"`query` may have 1 to {MAX_QUERY} characters.")
    if asked.first is None:
        raise InputError("A search runs forward: use `first` and `after`.")
    wanted = _types(info, types, scope)
    start, known = _rank(asked.after)
    hits = await info.context.reader.search(query, wanted, min(start + asked.first + 1, MAX_HITS))
    if known is not None and (start > len(hits) or hits[start - 1].id != known):
        raise BadCursor
    page = hits[start : start + asked.first]
    edges = [SearchEdge(cursor=encode_cursor(f"{start + n}|{hit.id}"), score=hit.score, hit=hit) for n, hit in enumerate(page, start=1)]
    return SearchConnection(
        edges=edges,
        page_info=PageInfo(
            has_next_page=len(hits) > start + asked.first,
            has_previous_page=start > 0,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )


def _types(info: Info, types: list[NodeTypeName] | None, scope: ScopeName | None) -> list[str]:
    if types:
        return [str(name) for name in types]
    if scope == "evidence":
        return ["Evidence"]
    return list(info.context.ontology.nodes) if scope == "nodes" else []


def _rank(cursor: str | None) -> tuple[int, str | None]:
    if cursor is None:
        return 0, None
    rank, _, identifier = decode_cursor(cursor).partition("|")
    if not (rank.isascii() and rank.isdecimal()) or not 1 <= int(rank[:5]) <= MAX_HITS or len(rank) > 4:
        raise BadCursor
    return int(rank), identifier
