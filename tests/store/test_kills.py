"""Kills at random moments: of a writing process, of the engine, of its sidecar. Running again gives what an undisturbed run gives."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from answers import dump
from bundles import make_bundle
from processes import alive, wait_until

from graph.engine import lease_engine, running_endpoint, stop_engine
from graph.engine_files import EngineFiles
from graph.errors import EngineError
from graph.locks import open_lock, try_exclusive, try_shared
from graph.settings import StoreSettings
from graph.store import open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SCRIPT = Path(__file__).parent / "write_many.py"
SEEDS = 60


def undisturbed(engine: Any) -> dict[str, Any]:
    engine.clear()
    writer = engine.writer()
    for seed in range(SEEDS):
        writer.write(make_bundle(random.Random(seed), addresses=40), NOW)
    found = dump(engine)
    engine.clear()
    return found


def start_writing(settings: StoreSettings) -> "subprocess.Popen[bytes]":
    root = str(Path(__file__).parents[2])
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(settings.home), "0", str(SEEDS)],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": root},
    )


def test_a_writer_killed_at_random_moments(embedded: Any, settings: StoreSettings) -> None:
    wanted = undisturbed(embedded)
    rng = random.Random(9)
    for _ in range(3):
        with start_writing(settings) as process:
            assert process.stdout
            for _ in range(rng.randint(1, 25)):
                process.stdout.readline()
            time.sleep(rng.random() * 0.03)
            process.kill()
    with start_writing(settings) as process:
        process.communicate()
    assert process.returncode == 0
    assert dump(embedded) == wanted


def test_the_engine_killed_under_a_writer(embedded: Any, settings: StoreSettings) -> None:
    """The sidecar starts Java again on the same ports; the Writer tries again; nothing acknowledged is lost, nothing is half there."""
    wanted = undisturbed(embedded)
    java = running_endpoint(settings)
    assert java is not None
    killer = threading.Timer(0.5, lambda: os.kill(java.java, signal.SIGKILL))
    killer.start()
    writer = embedded.writer()
    for seed in range(SEEDS):
        writer.write(make_bundle(random.Random(seed), addresses=40), NOW)
    killer.join()
    again = running_endpoint(settings)
    assert again is not None
    assert again.java != java.java
    assert dump(embedded) == wanted


def test_no_engine_outlives_its_users(tmp_path: Path) -> None:
    own = StoreSettings(home=tmp_path, heap="256m")
    first = lease_engine(own)
    second = lease_engine(own)
    assert first.endpoint == second.endpoint
    assert oct(first.files.password.stat().st_mode)[-3:] == "600"
    first.close()
    time.sleep(0.8)
    assert running_endpoint(own) == second.endpoint
    second.close()
    wait_until(lambda: running_endpoint(own) is None)
    wait_until(lambda: not alive(second.endpoint.java))


def test_a_killed_sidecar_leaves_no_engine_and_a_stale_file_harms_nobody(tmp_path: Path) -> None:
    own = StoreSettings(home=tmp_path, heap="256m")
    with open_store(own) as store:
        store.writer().write(make_bundle(random.Random(1)), NOW)
    wait_until(lambda: running_endpoint(own) is None)
    lease = lease_engine(own)
    dead = lease.endpoint
    os.kill(dead.sidecar, signal.SIGKILL)
    wait_until(lambda: not alive(dead.java))
    lease.close()
    assert lease.files.endpoint.exists()
    with open_store(own) as store:
        assert store.lease is not None
        assert store.lease.endpoint.java != dead.java
        (count,) = store.driver.execute_query("MATCH (a:Article) RETURN count(a) AS n", database_=store.target.database).records[0]
        assert count == 1
    assert stop_engine(own) in (True, False)
    wait_until(lambda: running_endpoint(own) is None)


def test_an_engine_that_is_just_starting_is_stopped(tmp_path: Path) -> None:
    """It holds its data folder before it says where it listens."""
    own = StoreSettings(home=tmp_path, heap="256m")
    files = EngineFiles(own.home)
    files.prepare()
    failed: list[Exception] = []

    def start() -> None:
        try:
            lease_engine(own).close()
        except EngineError as error:
            failed.append(error)

    starting = threading.Thread(target=start)
    starting.start()
    wait_until(lambda: held(files))
    assert files.read_endpoint() is None
    assert stop_engine(own)
    assert not held(files)
    starting.join()
    assert running_endpoint(own) is None
    assert not stop_engine(own)


def held(files: EngineFiles) -> bool:
    """Whether a sidecar has the data folder."""
    fd = open_lock(files.owner_lock)
    try:
        return not try_shared(fd)
    finally:
        os.close(fd)


def test_a_sidecar_that_is_just_ending_is_waited_for(tmp_path: Path) -> None:
    """It lets the lock of its users go before the lock of the data folder: who comes in between starts an engine of their own."""
    own = StoreSettings(home=tmp_path, heap="256m")
    files = EngineFiles(own.home)
    files.prepare()
    ending = open_lock(files.owner_lock)
    assert try_exclusive(ending)
    threading.Timer(0.3, os.close, [ending]).start()
    lease = lease_engine(own)
    assert alive(lease.endpoint.java)
    lease.close()
    wait_until(lambda: running_endpoint(own) is None)
