"""Errors of the graph package. Each carries its facts and says what to do next.

GraphError
├── SettingsError           a variable cannot be understood
├── EngineError             the embedded engine cannot be had
│   ├── EngineMissing       no engine for this platform is installed
│   ├── EngineFolderTaken   another engine has the data folder open
│   ├── EnginePortTaken     the wished port is in use
│   ├── EngineMemory        Java cannot have the memory it was told to take
│   ├── EngineDied          Java ended; carries the tail of its log
│   └── EngineStays         the engine was told to end and did not
├── StoreUnreachable        the database does not answer, or refuses the credentials
├── StoreFailed             the database answers, but could not do what it was asked: a full disk, a broken file
├── StoreNewer              a newer version of this program wrote the store
├── StoreUnprepared         the store has no schema yet, or an older one
├── EvidenceLawError        a bundle breaks the evidence law; nothing was written
├── NullRefused             a row holds a null where the engines would make a false node
├── WriteConflict           a write lost too many races with other writers
├── SnapshotError           a line of a snapshot cannot be read
├── ExportRefused           an export cannot be written as asked
├── CursorError             a cursor this program did not make
└── QueryRefused            a statement that writes, or that is not packaged, came to the read door
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schema.law import Violation


class GraphError(Exception):
    """Base of every error raised by this package. `exit_code` is 2 where settings or store are not right and nothing was done."""

    exit_code = 1


class SettingsError(GraphError):
    """A variable cannot be understood."""

    exit_code = 2

    def __init__(self, variable: str, value: str, remedy: str) -> None:
        self.variable = variable
        self.value = value
        super().__init__(f"{variable}={value!r} cannot be understood. {remedy}")


class EngineError(GraphError):
    """The embedded engine cannot be had."""

    exit_code = 2


class EngineMissing(EngineError):
    """No engine for this platform is installed."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"The embedded engine is not available here ({reason}). "
            "Install arcadedb-embedded on a platform it has a wheel for, or set POLICYGRAPH_STORE to the bolt:// address of a Neo4j."
        )


class EngineFolderTaken(EngineError):
    """Another engine has the data folder open."""

    def __init__(self, home: Path, detail: str) -> None:
        self.home = home
        self.detail = detail
        super().__init__(
            f"Another engine has the data folder {home} open ({detail}). "
            "End that engine (`policygraph engine stop`, where it is ours), or choose another folder with POLICYGRAPH_HOME."
        )


class EnginePortTaken(EngineError):
    """The wished port is in use."""

    def __init__(self, port: int, variable: str) -> None:
        self.port = port
        self.variable = variable
        super().__init__(f"Port {port} of 127.0.0.1 is in use. Set {variable} to a free port, or to 0 to have one found.")


class EngineMemory(EngineError):
    """Java cannot have the memory it was told to take."""

    def __init__(self, heap: str, detail: str) -> None:
        self.heap = heap
        self.detail = detail
        super().__init__(f"Java cannot run with a heap of {heap}: {detail} Set POLICYGRAPH_ENGINE_HEAP (for example 512m or 1g).")


class EngineDied(EngineError):
    """Java ended; carries the tail of its log."""

    def __init__(self, log: Path, tail: str) -> None:
        self.log = log
        self.tail = tail
        super().__init__(f"The embedded engine ended while starting. The end of {log}:\n{tail}")


class EngineStays(EngineError):
    """The engine was told to end and did not."""

    def __init__(self, log: Path, seconds: float) -> None:
        self.log = log
        self.seconds = seconds
        super().__init__(f"The embedded engine did not end in {seconds:.0f} s. Look at {log}, and try `policygraph engine stop` again.")


class StoreUnreachable(GraphError):
    """The database does not answer, or refuses the credentials."""

    exit_code = 2

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(
            f"The store at {address} cannot be used: {reason} Check POLICYGRAPH_STORE, POLICYGRAPH_STORE_USER, "
            "POLICYGRAPH_STORE_PASSWORD and POLICYGRAPH_STORE_DATABASE."
        )


class StoreFailed(GraphError):
    """The database answers, but could not do what it was asked. The article that was being written is there whole or not at all."""

    exit_code = 2

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(
            f"The store at {address} could not do what it was asked: {reason}. "
            "Look at its log and its disk space, then run again: an article is written whole or not at all."
        )


class StoreNewer(GraphError):
    """A newer version of this program wrote the store."""

    exit_code = 2

    def __init__(self, found: int, known: int) -> None:
        self.found = found
        self.known = known
        super().__init__(f"The store has schema version {found}, this program knows {known}. Upgrade policy-graph.")


class StoreUnprepared(GraphError):
    """The store has no schema yet, or an older one."""

    exit_code = 2

    def __init__(self, found: int, known: int) -> None:
        self.found = found
        self.known = known
        super().__init__(f"The store has schema version {found}, this program needs {known}. Run `policygraph store migrate`.")


class EvidenceLawError(GraphError):
    """A bundle breaks the evidence law; nothing was written. `violations` has every reason."""

    def __init__(self, article_id: str, violations: "list[Violation]") -> None:
        self.article_id = article_id
        self.violations = tuple(violations)
        reasons = "\n".join(f"- {violation.place}: {violation.reason}" for violation in violations)
        super().__init__(f"Article {article_id} breaks the evidence law and was not written:\n{reasons}\nMend what made the bundle.")


class NullRefused(GraphError):
    """A row holds a null where the engines would make a false node."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"{place} is null or empty and was not written. Give it a value before it reaches the store.")


class WriteConflict(GraphError):
    """A write lost too many races with other writers."""

    def __init__(self, article_id: str, attempts: int) -> None:
        self.article_id = article_id
        self.attempts = attempts
        super().__init__(f"Article {article_id} could not be written in {attempts} attempts. Run again, with fewer writers at a time.")


class SnapshotError(GraphError):
    """A line of a snapshot cannot be read. The lines before it were written."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(
            f"Line {line} of the snapshot cannot be read ({reason}). The lines before it were written. "
            "Make the snapshot again with `policygraph export jsonl`, and import it again: what is there already stays as it is."
        )


class ExportRefused(GraphError):
    """An export cannot be written as asked."""

    exit_code = 2

    def __init__(self, reason: str, remedy: str) -> None:
        self.reason = reason
        super().__init__(f"The export was not made: {reason}. {remedy}")


class CursorError(GraphError):
    """A cursor this program did not make."""

    def __init__(self, cursor: str, reason: str) -> None:
        self.cursor = cursor
        self.reason = reason
        super().__init__(f"{cursor!r} is no cursor of this list ({reason}). Use a cursor from a page of the same list and order.")


class QueryRefused(GraphError):
    """A statement that writes, or that is not packaged, came to the read door."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"The read {name!r} was refused: {reason}. Reads are the .cypher files of graph/queries.")
