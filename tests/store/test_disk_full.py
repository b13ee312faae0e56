"""A full disk, for real: the data lies on a small tmpfs. A clear error, nothing half written, and with space again all goes on."""

import asyncio
import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bundles import make_bundle
from processes import wait_until
from servers import GIVEN, RELEASES, made, settings_of
from test_neo4j import dumped

from graph.check import check_store
from graph.engine import running_endpoint
from graph.errors import StoreFailed
from graph.reference import ReferenceStore
from graph.settings import StoreSettings
from graph.store import open_store
from schema.model import Bundle

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of its own in memory. Skips the test where mounting is refused; never under CI."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        assert not os.environ.get("CI"), mounted.stderr
        pytest.skip(f"mounting is refused: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill_up(folder: Path, leave: int) -> Path:
    """Take the space that is left, but for `leave` bytes."""
    ballast = folder / "ballast"
    free = os.statvfs(folder)
    with ballast.open("wb") as file:
        file.write(bytes(max(0, free.f_bavail * free.f_frsize - leave)))
    return ballast


def bundles() -> list[Bundle]:
    rng = random.Random(61)
    return [make_bundle(rng, addresses=10**6, most=12) for _ in range(400)]


def write_until_full(settings: StoreSettings, written: list[Bundle]) -> int:
    """How many articles were written before the disk was full."""
    done = 0
    with pytest.raises(StoreFailed, match=r"could not do .* disk space"), open_store(settings) as store:  # noqa: PT012 - somewhere in the loop
        writer = store.writer()
        for bundle in written:
            writer.write(bundle, NOW)
            done += 1
    return done


def assert_whole(settings: StoreSettings, written: list[Bundle], done: int) -> None:
    """What was acknowledged is there, nothing is half there, and the rest can be written."""

    async def check(store: Any) -> Any:
        async with store.reader() as reader:
            return await check_store(reader, store.ontology)

    with open_store(settings) as store:
        report = asyncio.run(check(store))
        assert report.problems == ()
        assert report.articles in (done, done + 1), "the last one may have reached the log before its COMMIT failed"
        reference, writer = ReferenceStore(), store.writer()
        for bundle in written[: done + 5]:
            writer.write(bundle, NOW)
            reference.write(bundle, NOW)
        assert asyncio.run(quads(store)) == asyncio.run(dumped(reference))


async def quads(store: Any) -> str:
    async with store.reader() as reader:
        return await dumped(reader)


@pytest.mark.parametrize("release", [] if GIVEN else ["newest"])
def test_neo4j_on_a_full_disk(release: str, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "160m") as disk:
        server = made(RELEASES[release], disk / "server")
        server.start()
        settings = settings_of(server, tmp_path)
        try:
            with open_store(settings):
                pass
            ballast = fill_up(disk, 500_000)
            written = bundles()
            done = write_until_full(settings, written)
            assert done < len(written)
            server.kill()
            ballast.unlink()
            server.start()
            assert_whole(settings, written, done)
        finally:
            server.kill()


def test_the_embedded_engine_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64m") as disk:
        settings = StoreSettings(home=disk / "home", heap="384m")
        with open_store(settings):
            pass
        wait_until(lambda: running_endpoint(settings) is None)
        ballast = fill_up(disk, 3_000_000)
        written = bundles()
        done = write_until_full(settings, written)
        assert done < len(written)
        wait_until(lambda: running_endpoint(settings) is None)
        ballast.unlink()
        assert_whole(settings, written, done)
        wait_until(lambda: running_endpoint(settings) is None)
