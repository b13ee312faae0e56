"""Annotated records: one JSON object a line, read one at a time, and watched while they are."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

Record = dict[str, Any]
T = TypeVar("T")


class Watch(Protocol):
    """Passes items through while somebody watches how far it has come, as a progress bar does."""

    def __call__(self, items: Sequence[T], title: str, /) -> Iterable[T]: ...


def unwatched(items: Sequence[T], title: str, /) -> Iterable[T]:  # noqa: ARG001 - the signature of a Watch
    """Nobody watches."""
    return items


def read_records(path: Path, limit: int | None = None) -> list[Record]:
    """The first `limit` records of a file, in its order."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for number, line in enumerate(lines) if limit is None or number < limit]
