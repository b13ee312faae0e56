"""The commands of this package: `ingest` (with `nightly` and `replay`) and `extract`."""

import codecs
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from ingest.errors import IngestError, InputNotFound, MisconfiguredError, NothingToDo
from ingest.parse.document import Format


class _FilesByDefault(typer.core.TyperGroup):
    """`ingest FILE` is `ingest files FILE`: whatever is no command and no call for help is an input or an option of `files`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["files", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_FilesByDefault,
    no_args_is_help=True,
    add_completion=False,
    epilog="`policygraph ingest INPUT...` is short for `policygraph ingest files INPUT...`.",
    help="Read articles into the graph: files, folders, addresses, standard input, or the sources of a night.",
)

_Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that read side by side; each needs about 1 GB.")]
_Format = Annotated[Format | None, typer.Option("--format", help="What the inputs are, where their names do not say.")]
_Encoding = Annotated[str | None, typer.Option(help="The encoding of the inputs, e.g. cp1251, instead of finding it out.")]
_Language = Annotated[str | None, typer.Option(help="The language of the inputs, en or ru, instead of detecting it.")]
_AsJson = Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Read, but write nothing.")]


@app.command("files")
def ingest_files(
    inputs: Annotated[list[str] | None, typer.Argument(help="Files (.txt, .html, .json, .jsonl), folders, addresses, or - .")] = None,
    samples: Annotated[bool, typer.Option("--samples", help="Read the sample articles that come with the program.")] = False,
    format: _Format = None,
    encoding: _Encoding = None,
    language: _Language = None,
    workers: _Workers = 1,
    dry_run: _DryRun = False,
    as_json: _AsJson = False,
) -> None:
    """Read inputs into the graph. A bad input is reported and the others go on: exit 0 all well, 1 some skipped, 2 nothing was done."""
    from ingest.fetch import Fetcher
    from ingest.inputs import Given, pages_of, sample_names
    from ingest.pipeline import ingest_pages
    from ingest.settings import IngestSettings
    from ingest.workers import Workers

    arguments = [*(inputs or ()), *(sample_names() if samples else ())]
    if not arguments:
        raise NothingToDo("no input was given", "Name files, folders or addresses, or use --samples")
    settings = IngestSettings.from_environment()
    given = Given(format=format, encoding=_checked_encoding(encoding), language=_checked_language(language))
    fetcher = Fetcher(settings)
    pages = (page for argument in arguments for page in pages_of(argument, given, settings, fetcher))
    with Workers(workers) as pool, _writing(dry_run) as write:
        _finish(ingest_pages(pages, write, pool), as_json)


@app.command("nightly")
def ingest_nightly(
    sources: Annotated[Path, typer.Option("--sources", help="The sources file, or a folder of them.")],
    check: Annotated[bool, typer.Option("--check", help="Check the sources file and do nothing else.")] = False,
    workers: _Workers = 1,
    as_json: _AsJson = False,
) -> None:
    """Take what is new or changed at every source. Exit 0 all well, 1 some sources failed, 2 misconfigured."""
    from ingest import night_report
    from ingest.night_run import run_night
    from ingest.settings import IngestSettings
    from ingest.sources import load_sources

    loaded = load_sources(sources)
    if check:
        night_report.show_sources(loaded, as_json)
        return
    settings = IngestSettings.from_environment()
    with _writing(dry_run=False) as write:
        if write is None:
            raise AssertionError("a night writes")
        report = run_night(loaded, settings, write, workers)
    night_report.show_night(report, as_json)
    raise typer.Exit(report.exit_code)


@app.command("replay")
def ingest_replay(
    night: Annotated[str | None, typer.Argument(help="The night, YYYY-MM-DD.")] = None,
    archive: Annotated[bool, typer.Option("--archive", help="Every night there is, oldest first.")] = False,
    superseded: Annotated[bool, typer.Option("--superseded", help="Also versions that a later night replaced.")] = False,
    workers: _Workers = 1,
    dry_run: _DryRun = False,
    as_json: _AsJson = False,
) -> None:
    """Read the archived pages of a night again: after a reset, or with a better reader. Needs no network."""
    from ingest.archive import Archive
    from ingest.nightly import replay
    from ingest.settings import IngestSettings
    from ingest.workers import Workers

    kept = Archive(IngestSettings.from_environment().home / "archive")
    if (night is None) == (not archive):
        raise NothingToDo("no night was given" if night is None else "a night and --archive were given", "Name one, or use --archive")
    nights = [_checked_night(night)] if night is not None else kept.nights()
    missing = [str(wanted) for wanted in nights if wanted not in kept.nights()]
    if missing or not nights:
        there = ", ".join(map(str, kept.nights()[-5:])) or "none"
        raise NothingToDo(f"the archive has no night {', '.join(missing) or 'at all'}", f"The last ones are: {there}")
    with Workers(workers) as pool, _writing(dry_run) as write:
        _finish(replay(kept, nights, superseded, write, pool), as_json)


def extract(
    file: Annotated[str, typer.Argument(help="A file, an address, or - for standard input.")] = "-",
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read JSON lines, write one line of JSON for each, in order.")] = False,
    format: _Format = None,
    encoding: _Encoding = None,
    language: _Language = None,
    workers: _Workers = 1,
) -> None:
    """Print what a text says, as JSON. Needs no store; the same input gives the same bytes. Exit 1 when a text could not be read."""
    from ingest.extracting import extract_handle
    from ingest.settings import IngestSettings
    from ingest.workers import Workers

    settings = IngestSettings.from_environment()
    if not jsonl:
        from ingest.inputs import Given

        _extract_file(file, Given(format=format, encoding=_checked_encoding(encoding), language=_checked_language(language)), settings)
        return
    failed = False
    with _opened(file) as handle, Workers(workers) as pool:
        for line, good in extract_handle(handle, settings.max_bytes, pool):
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            failed = failed or not good
    raise typer.Exit(int(failed))


def _extract_file(file: str, given: Any, settings: Any) -> None:
    from ingest.extracting import extract_page, pretty
    from ingest.fetch import Fetcher
    from ingest.inputs import pages_of
    from ingest.report import printable, warn

    values, failed = [], False
    for name, page in pages_of(file, given, settings, Fetcher(settings)):
        try:
            if isinstance(page, IngestError):
                raise page
            values.append(extract_page(page))
        except MisconfiguredError:
            raise
        except IngestError as error:
            failed = True
            warn(f"{printable(name)}: {printable(str(error))}")
    if values:
        sys.stdout.buffer.write(pretty(values))
    raise typer.Exit(int(failed))


@contextmanager
def _opened(file: str) -> Iterator[Any]:
    if file == "-":
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            handle = stack.enter_context(Path(file).open("rb"))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise InputNotFound(f"{file!r} cannot be opened ({reason})", "Check its name") from error
        yield handle


@contextmanager
def _writing(dry_run: bool) -> Iterator[Any]:
    """A function that writes one article and says whether the store changed; None for a dry run, which opens no store."""
    if dry_run:
        yield None
        return
    from graph.settings import StoreSettings
    from graph.store import open_store

    recorded = datetime.now(UTC)
    with open_store(StoreSettings.from_environment()) as store:
        writer = store.writer()
        yield lambda bundle: writer.write(bundle, recorded).changed


def _finish(outcomes: Any, as_json: bool) -> None:
    from ingest.report import Tally, show

    tally = Tally()
    for _ in tally.follow(outcomes):
        pass
    if as_json:
        sys.stdout.buffer.write(tally.json() + b"\n")
    else:
        show(tally.table())
    raise typer.Exit(int(tally.failed))


def _checked_encoding(value: str | None) -> str | None:
    try:
        return codecs.lookup(value).name if value is not None else None
    except LookupError:
        raise MisconfiguredError(f"--encoding {value!r} is no encoding", "Use utf-8, cp1251, koi8-r, ...") from None


def _checked_language(value: str | None) -> str | None:
    if value not in (None, "en", "ru"):
        raise MisconfiguredError(f"--language {value!r} is not supported", "Use en or ru")
    return value


def _checked_night(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise MisconfiguredError(f"{value!r} is no date", "Write the night as YYYY-MM-DD") from None
