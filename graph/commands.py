"""`policygraph engine …` and `policygraph store …`."""

import asyncio
import json
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from graph.check import CheckReport, check_store
from graph.engine import reset_engine, running_endpoint, start_engine, stop_engine
from graph.migrations import VERSION, found_schema
from graph.settings import StoreSettings
from graph.store import Store, open_store

engine_app = typer.Typer(no_args_is_help=True, help="Start, stop, look at or reset the embedded engine.")
store_app = typer.Typer(no_args_is_help=True, help="Bring the store up to date, check it, count what is in it, fill it from a snapshot.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, as when the output is piped.")]


@engine_app.command("start")
def engine_start(as_json: AsJson = False) -> None:
    """Start the embedded engine and keep it running until `policygraph engine stop`. Other commands then find it warm."""
    settings = StoreSettings.from_environment()
    start_engine(settings)
    _show(_engine_facts(settings), as_json)


@engine_app.command("stop")
def engine_stop(as_json: AsJson = False) -> None:
    """Stop the embedded engine, whoever uses it."""
    settings = StoreSettings.from_environment()
    _show({"stopped": stop_engine(settings)}, as_json)


@engine_app.command("status")
def engine_status(as_json: AsJson = False) -> None:
    """Say whether the embedded engine runs, where it listens, and where its data and password are."""
    _show(_engine_facts(StoreSettings.from_environment()), as_json)


@engine_app.command("reset")
def engine_reset(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Stop the embedded engine and remove all its data. There is no way back."""
    settings = StoreSettings.from_environment()
    if not yes:
        typer.confirm(f"Remove the whole graph in {settings.home}?", abort=True, err=True)
    reset_engine(settings)
    _show({"reset": True, "home": str(settings.home)}, as_json)


@store_app.command("migrate")
def store_migrate(as_json: AsJson = False) -> None:
    """Bring the store's schema up to date. Every other command that writes does this too."""
    with open_store(StoreSettings.from_environment()) as store:
        _show({"version": VERSION, "store": store.target.address}, as_json)


@store_app.command("check")
def store_check(as_json: AsJson = False) -> None:
    """Judge the whole store by the evidence law: every quote against its text, every edge against its statements. Exit 1 on a problem."""
    with open_store(StoreSettings.from_environment(), writable=False) as store:
        report = asyncio.run(_check(store))
    if _wants_json(as_json):
        _print(report.model_dump(mode="json"))
    else:
        _show({"articles": report.articles, "statements": report.statements, "edges": report.edges}, as_json)
        if report.problems:
            table = Table("place", "problem", title=f"{len(report.problems)} problems")
            for problem in report.problems:
                table.add_row(problem.place, problem.reason)
            Console().print(table)
    if report.problems:
        raise typer.Exit(1)


@store_app.command("import")
def store_import(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `policygraph export jsonl` wrote; `.gz` is unpacked, - is standard input.")
    ],
    as_json: AsJson = False,
) -> None:
    """Write every article of a snapshot into this store. Articles that are there already are replaced, the others stay."""
    import gzip

    from graph.snapshot import write_snapshot

    if str(file) != "-" and not file.is_file():
        typer.echo(f"There is no file {file}. Make one with `policygraph export jsonl -o FILE`.", err=True)
        raise typer.Exit(2)
    with ExitStack() as stack:
        if str(file) == "-":
            lines: Iterable[str] = sys.stdin
        elif file.suffix == ".gz":
            lines = stack.enter_context(gzip.open(file, "rt", encoding="utf-8", newline="\n"))
        else:
            lines = stack.enter_context(file.open(encoding="utf-8", newline="\n"))
        store = stack.enter_context(open_store(StoreSettings.from_environment()))
        articles, changed = write_snapshot(store.writer(), lines)
        _show({"articles": articles, "changed": changed, "store": store.target.address}, as_json)


@store_app.command("status")
def store_status(as_json: AsJson = False) -> None:
    """Count what the store holds, and say which schema version it has."""
    with open_store(StoreSettings.from_environment(), writable=False) as store:
        version, _ = found_schema(store.driver, store.target.database)
        counts = asyncio.run(_stats(store))
        _show({"store": store.target.address, "engine": store.dialect.name, "version": version} | counts, as_json)


def _engine_facts(settings: StoreSettings) -> dict[str, Any]:
    endpoint = running_endpoint(settings)
    facts: dict[str, Any] = {"running": endpoint is not None, "home": str(settings.home)}
    if endpoint is not None:
        facts |= {
            "bolt": f"bolt://127.0.0.1:{endpoint.bolt}",
            "database": "kg",
            "user": "root",
            "password_file": str(settings.home / "engine" / "password"),
            "heap": endpoint.heap,
            "java": endpoint.java,
        }
        facts["kept"] = (settings.home / "engine" / "keep").exists()
    return facts


async def _check(store: Store) -> CheckReport:
    async with store.reader() as reader:
        return await check_store(reader, store.ontology)


async def _stats(store: Store) -> dict[str, int]:
    async with store.reader() as reader:
        return await reader.stats()


def _wants_json(asked: bool) -> bool:
    return asked or not sys.stdout.isatty()


def _show(facts: dict[str, Any], as_json: bool) -> None:
    """A table on a terminal, JSON when piped."""
    if _wants_json(as_json):
        _print(facts)
        return
    table = Table(show_header=False)
    for name, value in facts.items():
        table.add_row(name, str(value))
    Console().print(table)


def _print(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
