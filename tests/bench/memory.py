"""Peak memory of the processes that read, write and export: it must not grow with what is in the store.

Run by itself it is such a process: `memory.py write HOME COUNT`, `memory.py export HOME`, or `memory.py measure`, a small one that starts
the others: on Linux the peak of a process counts what its parent had when it forked.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (200, 1000)  # one page of an export, and five
ROOT = Path(__file__).resolve().parents[2]


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
            figures[f"writing {size} bundles, MB"], engine = _peak([*own, "write", home, str(size)])
            figures[f"exporting {size} bundles as N-Quads, MB"], _ = _peak([*own, "export", home])
            figures[f"the engine's Java after writing {size}, MB"] = engine
        command = [sys.executable, "-m", "policygraph", "ingest", "--samples", "--json"]
        figures["ingest of the samples with both languages' models, MB"], _ = _peak(command, POLICYGRAPH_HOME=str(Path(folder) / "samples"))
    return figures


def _peak(command: list[str], **environment: str) -> tuple[float, float]:
    """Peak of the process alone, and what number it printed."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)} | environment)
    assert process.stdout
    printed = process.stdout.read().strip()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise AssertionError(f"{command} ended with {process.returncode}")
    return usage.ru_maxrss / 1024, float(printed) if printed.isdigit() else 0.0


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
        status = Path(f"/proc/{store.lease.endpoint.java}/status")
        peak = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
    return int(peak[0]) // 1024 if peak else 0


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
    if sys.argv[1] == "write":
        sys.stdout.write(str(_write(Path(sys.argv[2]), int(sys.argv[3]))))
    elif sys.argv[1] == "measure":
        sys.stdout.write(json.dumps(_measure()))
    else:
        _export(Path(sys.argv[2]))
