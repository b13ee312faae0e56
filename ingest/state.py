"""What earlier nights saw at each address, so that a night takes only what is new or changed."""

import sqlite3
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from schema.frozen import Frozen

_TABLE = """
CREATE TABLE IF NOT EXISTS seen (
  address TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  sha256 TEXT NOT NULL,       -- of the bytes
  etag TEXT,
  modified TEXT,              -- the server's Last-Modified, as it wrote it
  quarantined TEXT            -- why this version cannot be read, NULL when it was
) STRICT
"""


class Seen(Frozen):
    """The last version of an address that was settled: read and written, or found unreadable for good (`quarantined` says why)."""

    address: str
    source: str
    sha256: str
    etag: str | None = None
    modified: str | None = None
    quarantined: str | None = None


class State:
    """One SQLite file. Every change is on disk when the call returns."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def get(self, address: str) -> Seen | None:
        """What is known of an address."""
        with closing(self._connection.execute("SELECT * FROM seen WHERE address = ?", (address,))) as cursor:
            row = cursor.fetchone()
            return Seen(**dict(zip([column[0] for column in cursor.description], row, strict=True))) if row else None

    def put(self, seen: Seen) -> None:
        """Settle an address."""
        values = seen.model_dump()
        marks = ", ".join(f":{name}" for name in values)
        self._connection.execute(f"REPLACE INTO seen ({', '.join(values)}) VALUES ({marks})", values)  # noqa: S608 - field names of ours
