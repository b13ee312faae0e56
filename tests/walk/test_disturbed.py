"""kill -9 at random points of an ingest of the real samples, then the same command again: the same N-Quads as an undisturbed run.

(`tests/store/test_kills.py` kills writers of made-up bundles, where commits are far denser.)
"""

import os
import random
import signal
import time
from pathlib import Path

from command import PATIENCE, await_articles, export, ingest, lines_of_articles, start, stored_quads

from graph.engine_files import Endpoint
from schema.model import Bundle

COMMAND = ("ingest", "--samples", "--json")
LAST = 8  # articles after which a kill may come at the latest, of the ten there are
JITTER = 0.3  # seconds after the commit


def test_the_ingest_process_killed(kills: int, bundles: list[Bundle], wanted: bytes, tmp_path: Path) -> None:
    """One data folder; each run goes on where the last was killed, and is killed later. No article is ever half there."""
    home = tmp_path / "home"
    rng = random.Random(11)
    whole = lines_of_articles(wanted, bundles)
    for after in sorted(rng.randint(0, LAST) for _ in range(kills)):
        process = start(home, *COMMAND)
        await_articles(home, after, process)
        time.sleep(rng.random() * JITTER)
        process.kill()
        process.communicate(timeout=PATIENCE)
        assert process.returncode == -signal.SIGKILL, "it ended before it was killed"
        there = {id_: lines for id_, lines in lines_of_articles(stored_quads(home), bundles).items() if lines}
        assert len(there) >= after
        assert there == {id_: whole[id_] for id_ in there}
    summary = ingest(home)
    assert summary["skipped"] == 0
    assert export(home) == wanted


def test_the_engine_killed(kills: int, bundles: list[Bundle], wanted: bytes, tmp_path: Path) -> None:
    """Java alone, which its sidecar starts again under the writer, and by turns the sidecar, with which Java ends."""
    rng = random.Random(12)
    for number in range(kills):
        home = tmp_path / f"home{number}"
        process = start(home, *COMMAND)
        endpoint = await_articles(home, rng.randint(0, LAST), process)
        time.sleep(rng.random() * JITTER)
        os.kill(victim(endpoint, number), signal.SIGKILL)
        _, err = process.communicate(timeout=PATIENCE)
        assert process.returncode in (0, 1, 2), err.decode()
        if process.returncode:
            assert b"Traceback" not in err
        summary = ingest(home)
        assert summary["skipped"] == 0
        assert summary["ingested"] + summary["unchanged"] == len(bundles)
        assert export(home) == wanted


def victim(endpoint: Endpoint, number: int) -> int:
    return endpoint.java if number % 2 == 0 else endpoint.sidecar
