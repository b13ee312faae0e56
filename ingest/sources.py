"""The sources of a night: one small TOML file, or a folder of them.

[[source]]
name = "quayside"                      # letters, digits, - and _; names the source in reports
kind = "feed"                          # feed (RSS or Atom), folder, or page
url = "https://quayside.example/rss"   # feed; a page has urls = [...], a folder has path = "..."
min = 1                                # fewer readable articles than this and the source has failed: nothing of it is written
max = 50                               # more new or changed articles than this are left for the next night
language = "en"                        # optional: instead of detecting it
outlet = "The Quayside Ledger"         # optional: instead of what the page says; so is license
enabled = true
"""

import tomllib
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from ingest.addresses import checked_url
from ingest.errors import AddressRefused, NothingToDo, SourcesError
from schema.frozen import Frozen


class Source(Frozen):
    """One source. `path` is absolute once it is loaded."""

    name: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    kind: Literal["feed", "folder", "page"]
    url: str | None = None
    urls: tuple[str, ...] = ()
    path: Path | None = None
    min: int = Field(default=1, ge=0)
    max: int = Field(default=50, ge=1)
    language: Literal["en", "ru"] | None = None
    encoding: str | None = None
    outlet: str | None = None
    license: str | None = None
    enabled: bool = True

    @model_validator(mode="after")
    def _place_fits_kind(self) -> Self:
        needed = {"feed": "url", "folder": "path", "page": "urls"}[self.kind]
        for field in ("url", "urls", "path"):
            if bool(getattr(self, field)) != (field == needed):
                raise ValueError(f"a {self.kind} needs {needed!r} and neither of the other places")
        if self.min > self.max:
            raise ValueError(f"min {self.min} is more than max {self.max}")
        for url in (self.url, *self.urls):
            if url:
                try:
                    checked_url(url)
                except AddressRefused as error:
                    raise ValueError(f"{url!r} {error.problem}") from error
        return self

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self.url or str(self.path or ", ".join(self.urls))


def load_sources(path: Path) -> tuple[Source, ...]:
    """Every source of a file, or of the `*.toml` files of a folder in the order of their names. Raises SourcesError, naming the entry.

    Disabled sources are among them. Raises NothingToDo when none is enabled.
    """
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    sources: dict[str, Source] = {}
    for file in files:
        for source in _read(file):
            if source.name in sources:
                raise SourcesError(f"{file}, source {source.name!r}", "the name is taken by another source", "Give each its own name")
            sources[source.name] = source
    if not any(source.enabled for source in sources.values()):
        raise NothingToDo(f"{path} has no enabled source", "Add a [[source]], or set enabled = true")
    return tuple(sources.values())


def _read(file: Path) -> list[Source]:
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SourcesError(str(file), "there is no such file", "Name it with --sources") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourcesError(str(file), str(error), "Mend the file; its format is in docs/cli.md") from error
    entries = raw.pop("source", [])
    if raw or not isinstance(entries, list):
        raise SourcesError(
            str(file), f"{next(iter(raw), 'source')!r} is not a list of [[source]]", "Begin each source with a line [[source]]"
        )
    return [_source(file, number, entry) for number, entry in enumerate(entries, start=1)]


def _source(file: Path, number: int, entry: Any) -> Source:
    name = entry.get("name", f"number {number}") if isinstance(entry, dict) else f"number {number}"
    try:
        source = Source.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise SourcesError(
            f"{file}, source {name!r}{', ' if field else ''}{field}", first["msg"], "See docs/cli.md for the fields"
        ) from error
    return source if source.path is None else source.model_copy(update={"path": (file.parent / source.path.expanduser()).absolute()})
