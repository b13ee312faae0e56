"""Peak memory of the processes that read, write and export: it must not grow with what is in the store.

Run by itself it is such a process: `memory.py write HOME COUNT`, `memory.py export HOME`, or `memory.py measure`, a small one that starts
the others: on Linux the peak of a process counts what its parent had when it forked.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from steps import peak_of, run_step

SIZES = (200, 1000)  # one page of an export, and five


def measure() -> dict[str, float]:
    """Peak resident memory in MB."""
    found = subprocess.run([sys.executable, __file__, "measure"], stdout=subprocess.PIPE, check=True).stdout
    figures: dict[str, float] = json.loads(found)
    return figures


def _measure() -> dict[str, float]:
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            home = str(Path(folder) / str(size))
            own = [sys.executable, str(Path(__file__))]
            written = run_step([*own, "write", home, str(size)])
            figures[f"writing {size} bundles, MB"] = written.peak
            figures[f"exporting {size} bundles as N-Quads, MB"] = run_step([*own, "export", home]).peak
            figures[f"the engine's Java after writing {size}, MB"] = float(written.printed)
        command = [sys.executable, "-m", "policygraph", "ingest", "--samples", "--json"]
        samples = run_step(command, POLICYGRAPH_HOME=str(Path(folder) / "samples"))
        figures["ingest of the samples with both languages' models, MB"] = samples.peak
    return figures


def _write(home: Path, count: int) -> int:
    """Write generated bundles; the peak of the engine's Java in MB, where the system tells."""
    from writing import NOW, generate

    from graph.settings import StoreSettings
    from graph.store import open_store

    with open_store(StoreSettings(home=home)) as store:
        writer = store.writer()
        for bundle in generate(count):
            writer.write(bundle, NOW)
        assert store.lease
        return int(peak_of(store.lease.endpoint.java))


def _export(home: Path) -> None:
    from graph.nquads import nquads
    from graph.settings import StoreSettings
    from graph.store import open_store
    from schema.ontology import load_ontology

    async def run() -> None:
        with open_store(StoreSettings(home=home), writable=False) as store:
            async with store.reader() as reader:
                with (home / "all.nq").open("w", encoding="utf-8") as file:
                    async for line in nquads(reader, load_ontology()):
                        file.write(line)

    asyncio.run(run())


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
    sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
    if sys.argv[1] == "write":
        sys.stdout.write(str(_write(Path(sys.argv[2]), int(sys.argv[3]))))
    elif sys.argv[1] == "measure":
        sys.stdout.write(json.dumps(_measure()))
    else:
        _export(Path(sys.argv[2]))
