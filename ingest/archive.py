"""Every page as it was fetched, kept by the SHA-256 of its bytes, and a log of which night took which: any night can be replayed."""

import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from ingest.errors import InputNotFound, Unreadable
from ingest.parse.document import Document, Format
from schema.frozen import Frozen


class Taken(Frozen):
    """One page that a night took: where its bytes are, and everything a Document needs besides them."""

    source: str
    sha256: str
    address: str
    format: Format
    url: str | None = None
    declared: str | None = None
    encoding: str | None = None
    language: str | None = None
    outlet: str | None = None
    license: str | None = None
    title: str | None = None
    author: str | None = None
    published: date | None = None


class Archive:
    """Files below one folder: `pages/ab/abcd….gz` and `nights/2026-03-01.jsonl`. Nothing in it is ever changed, only added."""

    def __init__(self, folder: Path) -> None:
        self._pages = folder / "pages"
        self._nights = folder / "nights"

    def put(self, body: bytes) -> str:
        """Keep some bytes; returns their digest. Keeping the same again costs a look. A crash leaves no half file under a digest."""
        digest = hashlib.sha256(body).hexdigest()
        place = self._place(digest)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(gzip.compress(body, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(place)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of a digest, verified. Raises InputNotFound or Unreadable."""
        try:
            body = gzip.decompress(self._place(digest).read_bytes())
        except FileNotFoundError:
            raise InputNotFound(f"page {digest} is not in the archive", "Fetch it again with the next night") from None
        except (OSError, EOFError) as error:
            raise Unreadable(f"page {digest} of the archive is damaged ({error})", "Restore it from a backup, or remove it") from error
        if hashlib.sha256(body).hexdigest() != digest:
            raise Unreadable(f"page {digest} of the archive is damaged", "Restore it from a backup, or remove it")
        return body

    def log(self, night: date, taken: Taken) -> None:
        """Note that a night took a page."""
        self._nights.mkdir(parents=True, exist_ok=True)
        with (self._nights / f"{night}.jsonl").open("a", encoding="utf-8") as file:
            file.write(taken.model_dump_json(exclude_none=True) + "\n")

    def nights(self) -> list[date]:
        """The nights there are, oldest first."""
        return sorted(date.fromisoformat(path.stem) for path in self._nights.glob("????-??-??.jsonl"))

    def night(self, night: date) -> Iterator[Taken]:
        """What a night took, in its order. A line that a crash cut short is passed over."""
        with (self._nights / f"{night}.jsonl").open(encoding="utf-8") as file:
            for line in file:
                try:
                    yield Taken.model_validate_json(line)
                except ValidationError:
                    continue

    def document(self, taken: Taken) -> Document:
        """The document as it was taken. Raises InputNotFound or Unreadable."""
        return Document(body=self.get(taken.sha256), **taken.model_dump(exclude={"source", "sha256"}))

    def _place(self, digest: str) -> Path:
        return self._pages / digest[:2] / f"{digest}.gz"
