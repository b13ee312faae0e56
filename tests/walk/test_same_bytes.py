"""The same articles give the same N-Quads, byte for byte: both stores, every run, any number of workers, before and after a restart."""

import random
from pathlib import Path

import pytest
from command import export, ingest, reference_quads, sample_bundles
from processes import wait_until

from graph.engine import running_endpoint
from graph.settings import StoreSettings
from schema.model import Bundle


def test_reading_again_and_in_another_order(bundles: list[Bundle], wanted: bytes, tmp_path: Path) -> None:
    again = sample_bundles(tmp_path)
    assert again == bundles
    random.Random(4).shuffle(again)
    assert reference_quads(again) == wanted
    assert len(wanted.splitlines()) > 1000


@pytest.mark.parametrize(("workers", "hash_seed"), [(1, "1"), (2, "2")])
def test_the_embedded_engine_equals_the_reference(
    workers: int, hash_seed: str, bundles: list[Bundle], wanted: bytes, tmp_path: Path
) -> None:
    """Each command starts an engine of its own, so that the second export is after a restart; the second run uses the other count."""
    home = tmp_path / "home"
    assert ingest(home, workers, hash_seed) == {"ingested": len(bundles), "unchanged": 0, "skipped": 0}
    wait_until(lambda: running_endpoint(StoreSettings(home=home)) is None)
    assert export(home) == wanted
    assert ingest(home, 3 - workers) == {"ingested": 0, "unchanged": len(bundles), "skipped": 0}
    wait_until(lambda: running_endpoint(StoreSettings(home=home)) is None)
    assert export(home) == wanted
