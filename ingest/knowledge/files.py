"""The data files and their common version."""

import hashlib
import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

ROOT = resources.files("ingest").joinpath("data")


def data_file(path: str) -> dict[str, Any]:
    """A TOML file of the knowledge, by its path under the data folder."""
    return tomllib.loads(ROOT.joinpath(path).read_text(encoding="utf-8"))


@cache
def knowledge_version() -> str:
    """SHA-256 (first 16 hex digits) over the names and bytes of all data files: it stands on every run."""
    digest = hashlib.sha256()
    for path, file in sorted(_files(ROOT, "")):
        digest.update(path.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found.extend(_files(entry, f"{prefix}{entry.name}/"))
        elif entry.name.endswith((".toml", ".npz")):
            found.append((prefix + entry.name, entry))
    return found
