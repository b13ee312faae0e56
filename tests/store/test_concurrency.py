"""Several writers and readers at once."""

import asyncio
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from answers import dump, everything
from bundles import make_bundle

from graph.reading import Reader
from graph.reference import ReferenceStore

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_writers_at_once_give_what_one_gives(engine: Any) -> None:
    rng = random.Random(21)
    chosen = {bundle.article.id: bundle for bundle in (make_bundle(rng, addresses=40) for _ in range(40))}
    written = list(chosen.values())
    parts = [[*written[i::4], *written[(i + 1) % 4 :: 4]] for i in range(4)]

    def work(part: list[Any]) -> None:
        writer = engine.writer()
        for bundle in part:
            writer.write(bundle, NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, parts))
    found = dump(engine)
    engine.clear()
    work(written)
    assert found == dump(engine)
    reference = ReferenceStore()
    for bundle in written:
        reference.write(bundle, NOW)
    assert engine.ask(everything(engine.reader, written)) == engine.ask(everything(reference, written))


def test_a_reader_never_sees_half_an_article(engine: Any) -> None:
    """Two versions of one article alternate while readers look: every answer is one of the two, whole."""
    rng = random.Random(33)
    versions = [make_bundle(rng, addresses=1, most=40) for _ in range(2)]
    expected = [sorted(version.statements, key=lambda statement: statement.id) for version in versions]
    article = versions[0].article.id
    engine.writer().write(versions[0], NOW)
    done = threading.Event()

    def write() -> None:
        writer = engine.writer()
        for turn in range(24):
            writer.write(versions[turn % 2], NOW)
        done.set()

    async def look(reader: Reader) -> int:
        looks = 0
        while not done.is_set():
            (stated,) = await reader.article_statements([article])
            assert stated in expected
            (page,) = await reader.statements_of([article], *_all())
            assert sorted(page.items, key=lambda statement: statement.id) in expected
            looks += 1
        return looks

    async def look_from_three(reader: Reader) -> list[int]:
        return await asyncio.gather(*(look(reader) for _ in range(3)))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        looks = engine.ask(look_from_three(engine.reader))
    finally:
        thread.join()
    assert min(looks) > 3


def _all() -> tuple[Any, Any]:
    from graph.reading import StatementFilter, Window

    return StatementFilter(), Window()
