"""The command `policygraph`: the one place that knows every package, and loads only the one that is asked for.

Errors of our packages become one line on standard error and an exit code; POLICYGRAPH_DEBUG=1 shows where they come from.
"""

import os
import sys
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, NamedTuple, NoReturn

import typer
import typer.core

PACKAGES = ("schema", "graph", "ingest", "api")


class Entry(NamedTuple):
    """Where a command lives, and the line that the overview has for it."""

    module: str
    attribute: str
    help: str


COMMANDS = {
    "ingest": Entry("ingest.commands", "app", "Read articles into the graph: files, folders, addresses, or a night's sources."),
    "extract": Entry("ingest.commands", "extract", "Print what a text says, as JSON. Needs no store."),
    "ask": Entry("graph.ask_commands", "ask", "Answer a question with the words that prove the answer."),
    "export": Entry("graph.ask_commands", "export_app", "Write the graph as CSV, Gephi, JSON, RDF or for neo4j-admin."),
    "serve": Entry("api.commands", "serve", "Serve the GraphQL API and the linked data."),
    "engine": Entry("graph.commands", "engine_app", "Start, stop, look at or reset the embedded engine."),
    "store": Entry("graph.commands", "store_app", "Bring the store up to date, check it, count what is in it, fill it from a snapshot."),
    "eval": Entry("ingest.evaluation.commands", "app", "Score the extractor on annotated texts."),
}


class Root(typer.core.TyperGroup):
    """Lists the commands without loading any, and loads one when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        """In the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - typer's signature
        """A command for the overview: its name and its line."""
        entry = COMMANDS.get(cmd_name)
        return None if entry is None else typer.core.TyperCommand(cmd_name, help=entry.help)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The real command."""
        if args and args[0] in COMMANDS:
            return args[0], load(args[0]), args[1:]
        self.commands = {name: self.get_command(ctx, name) for name in COMMANDS}  # for "Did you mean ...?"
        return super().resolve_command(ctx, args)


def load(name: str) -> Any:
    """The command of a name, from its package."""
    entry = COMMANDS[name]
    found = getattr(import_module(entry.module), entry.attribute)
    if not isinstance(found, typer.Typer):
        single = typer.Typer(add_completion=False)
        single.command(name)(found)
        found = single
    command = typer.main.get_command(found)
    command.name = name
    return command


app = typer.Typer(cls=Root, no_args_is_help=True, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policygraph {metadata.version('policy-graph')}")
        raise typer.Exit


@app.callback()
def root(version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False) -> None:
    """A knowledge graph of AI-policy actors and claims; every edge carries the words that prove it."""


def check_packages() -> None:
    """Stop where another distribution has overwritten or shadows a package of ours: PyPI has a `schema` and an `api` of its own."""
    home = Path(__file__).resolve().parent
    for name in PACKAGES:
        spec = find_spec(name)
        place = Path(spec.origin).resolve().parent if spec and spec.origin else None
        if place != home / name:
            _stop(f"the package {name!r} is {place or 'missing'}, not ours. Install policy-graph in a virtual environment of its own.", 2)


def main() -> None:
    """Run the command line."""
    check_packages()
    try:
        app(prog_name="policygraph")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever read us has gone; do not fail again at exit
        sys.exit(1)
    except Exception as error:
        if os.environ.get("POLICYGRAPH_DEBUG"):
            raise
        ours = type(error).__module__ in {f"{package}.errors" for package in PACKAGES}
        if ours or isinstance(error, OSError):
            _stop(str(error), getattr(error, "exit_code", 1))
        _stop(f"{type(error).__name__}: {error}. This is a defect; POLICYGRAPH_DEBUG=1 shows where. Please report it.", 1)


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(f"policygraph: {message}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
