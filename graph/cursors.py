"""Opaque positions in keyset-ordered lists, and the arithmetic of pages."""

import base64
import json
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

from graph.errors import CursorError
from graph.reading import Page, Window

T = TypeVar("T")
Key = str | float


class Position(NamedTuple):
    """Where a page starts in the direction it is read; `limit` None means to the end. `start` None means at the first item."""

    down: bool
    start: tuple[Key, str] | None
    limit: int | None
    backward: bool


def make_cursor(order: str, key: Key, id_: str) -> str:
    """A position as text that only this module reads."""
    raw = json.dumps([order, key, id_], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def read_cursor(cursor: str, order: str) -> tuple[Key, str]:
    """The position back. Raises CursorError for anything `make_cursor` did not make for the same order."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        content = json.loads(raw)
    except ValueError as error:
        raise CursorError(cursor, "it is malformed") from error
    wanted: type | tuple[type, ...] = (int, float) if order == "confidence" else str
    if not (isinstance(content, list) and len(content) == 3 and isinstance(content[2], str) and content[2]):
        raise CursorError(cursor, "it is malformed")
    if content[0] != order:
        raise CursorError(cursor, f"it belongs to another list than one ordered by {order}")
    if not isinstance(content[1], wanted) or isinstance(content[1], bool):
        raise CursorError(cursor, "it is malformed")
    key: Any = content[1]
    return key, content[2]


def find_position(window: Window, order: str, descending: bool) -> Position:
    """Where to start and which way to read. Raises CursorError for a bad cursor, ValueError for a window that mixes both directions."""
    if (window.first is not None or window.after is not None) and (window.last is not None or window.before is not None):
        raise ValueError("A window has either first and after, or last and before. Leave out one pair.")
    for size in (window.first, window.last):
        if size is not None and size < 0:
            raise ValueError(f"A page of {size} items cannot be. Ask for 0 or more.")
    backward = window.last is not None or window.before is not None
    cursor = window.before if backward else window.after
    start = read_cursor(cursor, order) if cursor is not None else None
    return Position(descending != backward, start, window.last if backward else window.first, backward)


def make_page(items: Sequence[T], keys: Sequence[tuple[Key, str]], total: int, passed: int, order: str, position: Position) -> Page[T]:
    """A page from items in the direction they were read. `passed`: how many items lie before them in that direction."""
    more = passed + len(items) < total
    cursors = [make_cursor(order, *key) for key in keys]
    if position.backward:
        items, cursors = [*reversed(items)], [*reversed(cursors)]
    return Page[Any](
        items=tuple(items),
        cursors=tuple(cursors),
        total=total,
        has_next=passed > 0 if position.backward else more,
        has_previous=more if position.backward else passed > 0,
    )
