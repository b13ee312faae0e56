"""Walking a whole list of a Reader, page by page, in the Reader's order."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from graph.reading import Page, Window

T = TypeVar("T")


async def walk(fetch: Callable[[Window], Awaitable[Page[T]]], size: int = 200) -> AsyncIterator[tuple[T, ...]]:
    """The items of every page. Holds one page in memory at a time."""
    window = Window(first=size)
    while True:
        page = await fetch(window)
        if page.items:
            yield page.items
        if not page.has_next or not page.cursors:
            return
        window = Window(first=size, after=page.cursors[-1])
