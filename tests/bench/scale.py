"""Large graphs: moved from the embedded engine into Neo4j and back, and asked twenty questions on every engine.

`make bench-scale`, or `python tests/bench/scale.py SHAPE [move|ask]... [--folder FOLDER]` with a shape of growth.py. A folder that is
given is kept, with the filled store in it, and used again. Prints JSON. 500k takes about half an hour, and so does 1m.
"""

import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from neo4j_server.releases import RELEASES
from neo4j_server.server import Server
from steps import Step, peak_of, run_step

HERE = Path(__file__).resolve().parent
Figures = dict[str, Any]


def main(
    shape: str,
    parts: Annotated[list[str] | None, typer.Argument(help="move, ask", show_default="both")] = None,
    folder: Annotated[Path | None, typer.Option(help="Keep the stores here, and use what is there.")] = None,
) -> None:
    """Fill, move and ask."""
    with ExitStack() as stack:
        kept = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        figures: Figures = {"fill": fill(kept / "first", shape)}
        servers = {name: stack.enter_context(imported(name, kept, figures)) for name in RELEASES}
        if "move" in (parts or ["move"]):
            figures["move"] = there_and_back(servers, kept)
        if "ask" in (parts or ["ask"]):
            environments = {"embedded": at(kept / "first")} | {name: reached(server) for name, server in servers.items()}
            figures["p95, ms"] = {name: json.loads(own("ask", **environment).printed) for name, environment in environments.items()}
    print(json.dumps(figures, indent=2))  # noqa: T201 - its answer


def at(home: Path) -> dict[str, str]:
    """The embedded engine of a folder."""
    return {"POLICYGRAPH_HOME": str(home), "POLICYGRAPH_ENGINE_HEAP": "1g"}


def reached(server: Server) -> dict[str, str]:
    """A Neo4j."""
    return {"POLICYGRAPH_STORE": server.uri, "POLICYGRAPH_STORE_PASSWORD": server.password()}


def own(*arguments: str, **environment: str) -> Step:
    """This file as a process."""
    return run_step([sys.executable, str(HERE / "big.py"), *arguments], **environment)


def policygraph(*arguments: str, **environment: str) -> Step:
    """The program as a process."""
    return run_step([sys.executable, "-m", "policygraph", *arguments], **environment)


def told(step: Step) -> Figures:
    """Seconds and peak."""
    return {"s": round(step.seconds, 1), "MB": round(step.peak)}


def fill(home: Path, shape: str) -> Figures:
    """Write the generated articles one by one, unless they are there."""
    if home.exists():
        return {"there": True}
    step = own("fill", shape, **at(home))
    return told(step) | {"Java, MB": float(step.printed)}


@contextmanager
def imported(name: str, kept: Path, figures: Figures) -> Iterator[Server]:
    """A Neo4j of that release with the graph in it, by `export neo4j-admin` and `neo4j-admin database import`."""
    csv = kept / "csv"
    if not csv.exists():
        figures["export neo4j-admin"] = told(policygraph("export", "neo4j-admin", str(csv), **at(kept / "first")))
    server = Server(RELEASES[name], kept / f"neo4j-{name}", heap="1g")
    if not server.home.exists():
        started = time.perf_counter()
        made = server.admin("database", "import", "full", "neo4j", "--overwrite-destination", "@arguments", cwd=csv)
        if made.returncode:
            raise AssertionError(made.stdout + made.stderr)
        figures[f"neo4j-admin import, {name}"] = {"s": round(time.perf_counter() - started, 1)}
    server.start()
    try:
        figures[f"store migrate, {name}"] = told(policygraph("store", "migrate", **reached(server)))
        yield server
    finally:
        server.stop()


def there_and_back(servers: dict[str, Server], kept: Path) -> Figures:
    """N-Quads of the first store, of each Neo4j, and of a second embedded store filled from the last one's snapshot: the same bytes."""
    second = at(Path(tempfile.mkdtemp(dir=kept)))
    figures: Figures = {}
    first = quads(at(kept / "first"), kept, "the first store", figures)
    for name, server in servers.items():
        if quads(reached(server), kept, name, figures) != first:
            raise AssertionError(f"{name} has other N-Quads")
        figures[f"Java of {name}, MB"] = round(peak_of(server.process.pid)) if server.process else 0
    snapshot = str(kept / "graph.jsonl")
    figures[f"export jsonl, {name}"] = told(policygraph("export", "jsonl", "-o", snapshot, **reached(server)))
    figures["store import, embedded"] = told(policygraph("store", "import", snapshot, **second))
    if quads(second, kept, "the second store", figures) != first:
        raise AssertionError("what came back has other N-Quads")
    return figures


def quads(store: dict[str, str], kept: Path, name: str, figures: Figures) -> str:
    """The digest of a store's N-Quads."""
    path = kept / "all.nq"
    figures[f"export nquads, {name}"] = told(policygraph("export", "nquads", "-o", str(path), **store))
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    figures[f"N-Quads, {name}"] = {"MB": round(path.stat().st_size / 1e6), "sha256": digest}
    return digest


if __name__ == "__main__":
    typer.run(main)
