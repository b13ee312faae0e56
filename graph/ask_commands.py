"""The commands `policygraph ask` and `policygraph export`."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from graph.answers import Answer
from graph.errors import GraphError
from graph.reading import Reader
from schema.ontology import load_ontology

if TYPE_CHECKING:
    from graph.store import Store

NOTHING_FOUND = 3
T = TypeVar("T")

export_app = typer.Typer(help="Write the graph for other tools.", no_args_is_help=True)

Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write, whole or not at all; `.gz` compresses. Default: standard output.")
]
Identifier = Annotated[str, typer.Argument(metavar="ID", help="Id of an entity, a claim or an article.")]


def ask(
    question: Annotated[
        str, typer.Argument(help='A question in English or Russian, e.g. "who argues that regulation protects incumbents".')
    ],
    as_json: Annotated[
        bool | None, typer.Option("--json/--table", help="Print JSON or a table. Default: a table on a terminal, JSON when piped.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Voices shown on each side.")] = 20,
    language: Annotated[Literal["en", "ru"] | None, typer.Option(help="Language of labels. Default: that of the question.")] = None,
) -> None:
    """Ask who argues what, with the words that prove it.

    Exit code 0: found; 3: nothing found (no claim in the graph is close enough to the question, or nobody speaks on it).
    """
    from graph.ask_table import print_answer  # rich and the question data load only for those who ask
    from graph.questions import answer

    async def run(reader: Reader) -> Answer:
        return await answer(reader, load_ontology(), question, limit, language)

    found = _with_reader(run)
    if as_json if as_json is not None else not sys.stdout.isatty():
        typer.echo(found.model_dump_json(indent=2))
    else:
        print_answer(found)
    if not found.found:
        raise typer.Exit(NOTHING_FOUND)


@export_app.command("nquads")
def export_nquads(output: Output = None) -> None:
    """The whole graph as N-Quads, one named graph an article; streamed."""
    from graph.nquads import nquads

    _export(lambda reader: nquads(reader, load_ontology()), output, "N-Quads")


@export_app.command("turtle")
def export_turtle(identifier: Identifier, output: Output = None) -> None:
    """One entity, claim or article as Turtle."""
    from graph.rdf import RdfFormat, rdf_document

    _export(lambda reader: _once(rdf_document(reader, load_ontology(), identifier, RdfFormat.TURTLE)), output, "Turtle")


@export_app.command("jsonld")
def export_jsonld(identifier: Identifier, output: Output = None) -> None:
    """One entity, claim or article as JSON-LD with its context inside."""
    from graph.rdf import RdfFormat, rdf_document

    _export(lambda reader: _once(rdf_document(reader, load_ontology(), identifier, RdfFormat.JSONLD)), output, "JSON-LD")


@export_app.command("csv")
def export_csv(
    output: Output = None,
    verbatim: Annotated[
        bool, typer.Option("--verbatim", help="Leave cells as they are that a spreadsheet may take for a formula.")
    ] = False,
) -> None:
    """The table of assertions: actor, kind, claim, stance, modality, date, quote, article; one row an assertion."""
    from graph.export import assertions_csv

    _export(lambda reader: assertions_csv(reader, load_ontology(), verbatim), output, "CSV")


@export_app.command("jsonl")
def export_jsonl(output: Output = None) -> None:
    """Everything, article texts included, as JSON Lines for `policygraph store import`: the one export that loses nothing."""
    from graph.snapshot import snapshot

    _export(snapshot, output, "JSON Lines")


@export_app.command("neo4j-admin")
def export_neo4j_admin(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """CSV files with headers for `neo4j-admin database import`, the quickest way into a large Neo4j."""
    from graph.admin_csv import write_admin_csv

    try:
        files = _with_reader(lambda reader: write_admin_csv(reader, load_ontology(), folder))
    except OSError as error:
        typer.echo(f"The export cannot be written: {error}. Choose another folder.", err=True)
        raise typer.Exit(2) from error
    typer.echo(
        f"{files} files in {folder}. With the server stopped, in that folder:\n"
        "  neo4j-admin database import full neo4j --overwrite-destination @arguments\n"
        "then start it and run `policygraph store migrate`, which adds constraints and indexes.",
        err=True,
    )


@export_app.command("graphml")
def export_graphml(
    output: Output = None,
    language: Annotated[Literal["en", "ru"], typer.Option(help="Language of labels.")] = "en",
) -> None:
    """All nodes and direct edges as GraphML, for Gephi and others."""
    from graph.graphml import graphml

    _export(lambda reader: graphml(reader, language), output, "GraphML")


def _export(pieces: Callable[[Reader], AsyncIterator[str]], output: Path | None, title: str) -> None:
    from graph.output import drain, open_output

    progress = sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())

    def run() -> None:
        with open_output(output) as sink:
            _with_reader(lambda reader: drain(pieces(reader), sink, title, progress))

    try:
        run()
    except BrokenPipeError:
        # Whoever read us has enough (`| head`). Python would complain once more when it closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        typer.echo(f"The export cannot be written: {error}. Choose another file with --output.", err=True)
        raise typer.Exit(2) from error


async def _once(piece: Awaitable[str]) -> AsyncIterator[str]:
    yield await piece


def _with_reader(use: Callable[[Reader], Awaitable[T]]) -> T:
    """Open the store of the environment for reading, use it, close it. The store's own errors end the command with exit code 2."""
    from graph.settings import StoreSettings
    from graph.store import open_store

    async def run(store: "Store") -> T:
        async with store.reader() as reader:
            return await use(reader)

    try:
        with open_store(StoreSettings.from_environment(), writable=False) as store:
            return asyncio.run(run(store))
    except GraphError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
