"""Writes bundles made from seeds; run as a process of its own, to be killed: `write_many.py HOME FIRST LAST`."""

import random
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bundles import make_bundle

from graph.settings import StoreSettings
from graph.store import open_store


def main(home: str, first: int, last: int) -> None:
    with open_store(StoreSettings(home=Path(home), heap="384m")) as store:
        writer = store.writer()
        for seed in range(first, last):
            writer.write(make_bundle(random.Random(seed), addresses=40), datetime(2026, 1, 1, tzinfo=UTC))
            print(seed, flush=True)  # noqa: T201 - the parent counts


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
