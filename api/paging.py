"""Connections: pages of a keyset-ordered list, as Relay's specification has them (https://relay.dev/graphql/connections.htm)."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeAlias, TypeVar

import strawberry

from api.errors import BadCursor, BadPaging
from graph.reading import Page, Window

T = TypeVar("T")
U = TypeVar("U")

DEFAULT_SIZE = 20
MAX_SIZE = 100
MAX_CURSOR = 2_000

First: TypeAlias = Annotated[
    int | None, strawberry.argument(description="How many from the start: 1 to 100; 20 when neither end is asked for.")
]
After: TypeAlias = Annotated[str | None, strawberry.argument(description="Only what comes after this cursor; goes with `first`.")]
Last: TypeAlias = Annotated[int | None, strawberry.argument(description="How many from the end: 1 to 100.")]
Before: TypeAlias = Annotated[str | None, strawberry.argument(description="Only what comes before this cursor; goes with `last`.")]


@strawberry.type(description="Position of a page in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="More after this page.")
    has_previous_page: bool = strawberry.field(description="More before this page.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first edge.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last edge.")


@strawberry.type(description="An item of a page with its position.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(description="Opaque position; valid for the same list, filter and order.")
    node: T = strawberry.field(description="The item.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = strawberry.field(description="The items with their cursors.")
    nodes: list[T] = strawberry.field(description="The items alone.")
    page_info: PageInfo = strawberry.field(description="Position of the page.")
    total_count: int = strawberry.field(description="Size of the whole list.")


def window(first: int | None, after: str | None, last: int | None, before: str | None) -> Window:
    """The page asked for. Raises BadPaging where the arguments do not fit together."""
    if first is not None and last is not None:
        raise BadPaging("`first` and `last` exclude each other. Use `first` with `after`, or `last` with `before`.")
    if last is not None or (first is None and before is not None):
        if after is not None:
            raise BadPaging("`after` goes with `first`, `before` with `last`.")
        return Window(last=_size("last", last), before=_cursor(before))
    if before is not None:
        raise BadPaging("`after` goes with `first`, `before` with `last`.")
    return Window(first=_size("first", first), after=_cursor(after))


def connection(page: Page[T], wrap: Callable[[T], U]) -> Connection[U]:
    """A page of the Reader as a connection, each item wrapped in its GraphQL type."""
    nodes = [wrap(item) for item in page.items]
    return Connection(
        edges=[Edge(cursor=cursor, node=node) for cursor, node in zip(page.cursors, nodes, strict=True)],
        nodes=nodes,
        page_info=PageInfo(
            has_next_page=page.has_next,
            has_previous_page=page.has_previous,
            start_cursor=page.cursors[0] if page.cursors else None,
            end_cursor=page.cursors[-1] if page.cursors else None,
        ),
        total_count=page.total,
    )


def cut(items: Sequence[T], key: Callable[[T], str], where: Window) -> Page[T]:
    """A page of a list that is already here whole, by the unique key of its items."""
    keys = [key(item) for item in items]
    start, end = 0, len(items)
    if where.after is not None:
        start = _position(keys, where.after) + 1
    if where.before is not None:
        end = _position(keys, where.before)
    if where.last is not None:
        start = max(start, end - where.last)
    elif where.first is not None:
        end = min(end, start + where.first)
    return Page(
        items=tuple(items[start:end]),
        cursors=tuple(encode_cursor(k) for k in keys[start:end]),
        total=len(items),
        has_next=end < len(items),
        has_previous=start > 0,
    )


def encode_cursor(key: str) -> str:
    """An opaque cursor for a key."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> str:
    """The key of a cursor. Raises BadCursor for what `encode_cursor` did not make."""
    try:
        key = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError) as error:
        raise BadCursor from error
    if encode_cursor(key) != cursor:
        raise BadCursor
    return key


def _position(keys: Sequence[str], cursor: str) -> int:
    try:
        return keys.index(decode_cursor(cursor))
    except ValueError as error:
        raise BadCursor from error


def _size(name: str, given: int | None) -> int:
    if given is None:
        return DEFAULT_SIZE
    if not 1 <= given <= MAX_SIZE:
        raise BadPaging(f"`{name}` is {given}; it may be 1 to {MAX_SIZE}.")
    return given


def _cursor(given: str | None) -> str | None:
    if given is not None and (not given or len(given) > MAX_CURSOR):
        raise BadCursor
    return given
