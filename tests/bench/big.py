"""The processes of scale.py: `big.py fill SHAPE` writes a generated graph, `big.py ask` asks the questions of canon.py. The store is the
one that the environment means."""

import asyncio
import json
import math
import sys
import time
from pathlib import Path
from typing import Any

from canon import BY_GUIDE, BY_READER, Cast
from growth import NOW, SHAPES, grow
from steps import ROOT, peak_of

from graph.settings import StoreSettings
from graph.store import Store, open_store

ROUNDS = 40  # of a question by the Reader, on other things each time
GUIDE_ROUNDS = 10
WARM = 10


def fill(shape: str) -> float:
    """Write the bundles one by one; the peak of the engine's Java in MB."""
    with open_store(StoreSettings.from_environment()) as store:
        writer = store.writer()
        for bundle in grow(SHAPES[shape]):
            writer.write(bundle, NOW)
        return peak_of(store.lease.endpoint.java) if store.lease else 0.0


def ask() -> dict[str, dict[str, float]]:
    """Milliseconds of each question: the median and the 95th of a hundred. Each is asked some times before, unmeasured."""
    with open_store(StoreSettings.from_environment(), writable=False) as store:
        cast = _cast(store)
        figures = asyncio.run(_ask_reader(store, cast))
        for name in BY_GUIDE:
            text = (ROOT / "graph" / "queries" / "guide" / f"{name}.cypher").read_text(encoding="utf-8").replace("Yann LeCun", cast.person)
            with store.driver.session(database=store.target.database, default_access_mode="READ") as session:
                figures[name] = _judged([_timed(lambda text=text: session.run(text).consume()) for _ in range(GUIDE_ROUNDS + 3)][3:])
    return figures


async def _ask_reader(store: Store, cast: Cast) -> dict[str, dict[str, float]]:
    figures = {}
    async with store.reader() as reader:
        for name, question in BY_READER.items():
            seconds = []
            for number in range(-WARM, ROUNDS):
                started = time.perf_counter()
                await question(reader, cast, number)
                if number >= 0:
                    seconds.append(time.perf_counter() - started)
            figures[name] = _judged(seconds)
    return figures


def _cast(store: Store) -> Cast:
    """Every hundredth in order of how many statements there are of it: from the most spoken of to the least."""

    def ids(text: str) -> list[str]:
        return [record["id"] for record in store.driver.execute_query(text, database_=store.target.database).records]

    by_number = "RETURN s.{0} AS id, count(*) AS number ORDER BY number DESC, id"
    actors = ids("MATCH (s:Statement) WHERE s.subject_type <> 'Article' " + by_number.format("subject"))
    claims = ids("MATCH (s:Statement) WHERE s.object_type = 'Claim' " + by_number.format("object"))
    articles = ids("MATCH (a:Article) RETURN a.id AS id ORDER BY id")
    (person,) = ids(
        "MATCH (s:Statement {subject_type: 'Person'}) WITH s.subject AS subject, count(*) AS number ORDER BY number DESC, subject LIMIT 1 "
        "MATCH (p:Person {id: subject}) RETURN p.name AS id"
    )
    return Cast(*(found[:: max(1, len(found) // 40)] for found in (actors, claims, articles)), person)


def _timed(work: Any) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _judged(seconds: list[float]) -> dict[str, float]:
    ranked = sorted(seconds)
    return {
        "median": round(1000 * ranked[len(ranked) // 2], 1),
        "p95": round(1000 * ranked[math.ceil(0.95 * len(ranked)) - 1], 1),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.stdout.write(json.dumps(fill(sys.argv[2]) if sys.argv[1] == "fill" else ask()))
