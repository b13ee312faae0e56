"""Everything a store holds as JSON Lines, one article's bundle a line, and back: how a graph moves between engines without loss.

A line is `{"recorded_at": …, "bundle": {…}}`. N-Quads cannot serve for this: they hold no article text, which belongs to its publisher, and
without the text no evidence can be checked. So a snapshot is for its owner, not for publication.
"""

import json
from collections.abc import AsyncIterator, Iterable, Iterator

from pydantic import ValidationError

from graph.errors import SnapshotError
from graph.paging import walk
from graph.reading import ArticleFilter, Reader, Stored
from graph.writer import Writer

PAGE = 100


async def stored_bundles(reader: Reader) -> AsyncIterator[Stored]:
    """Every article's bundle, in the Reader's order of articles. Memory: one page of bundles."""
    async for articles in walk(lambda window: reader.find_articles(ArticleFilter(), window), PAGE):
        for stored in await reader.stored([article.id for article in articles]):
            if stored is not None:
                yield stored


async def snapshot(reader: Reader) -> AsyncIterator[str]:
    """Every line with its line feed. The same store gives the same bytes."""
    async for stored in stored_bundles(reader):
        yield json.dumps(stored.model_dump(mode="json"), ensure_ascii=False, sort_keys=True) + "\n"


def read_snapshot(lines: Iterable[str]) -> Iterator[Stored]:
    """The bundles of a snapshot. Raises SnapshotError with the number of the line that is wrong."""
    for number, line in enumerate(lines, start=1):
        try:
            yield Stored.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            raise SnapshotError(number, f"{'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}") from error


def write_snapshot(writer: Writer, lines: Iterable[str]) -> tuple[int, int]:
    """Write every bundle of a snapshot, each in one transaction. Returns how many there were and how many changed the store."""
    total = changed = 0
    for stored in read_snapshot(lines):
        total += 1
        changed += writer.write(stored.bundle, stored.recorded_at).changed
    return total, changed
