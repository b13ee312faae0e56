"""What the embedded engine keeps in the data folder.

`<home>/engine/` holds: `databases/` the data; `password` (0600); `endpoint.json` where the running engine listens; `failure.json` why the
last start failed; `keep` while `engine start` wants it running; `engine.log`; and four locks: `owner.lock` (held by the sidecar),
`clients.lock` (shared by everybody who uses the engine), `gate.lock` and `commit.lock` (see graph/locks.py), `write.lock` (one writer).
"""

import json
import os
import secrets
from pathlib import Path

from schema.frozen import Frozen


class Endpoint(Frozen):
    """Where a running engine listens, and the processes behind it."""

    sidecar: int
    java: int
    bolt: int
    http: int
    heap: str


class EngineFiles:
    """Paths below the data folder, and the small files in them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "engine"
        self.databases = self.folder / "databases"
        self.password = self.folder / "password"
        self.endpoint = self.folder / "endpoint.json"
        self.failure = self.folder / "failure.json"
        self.keep = self.folder / "keep"
        self.log = self.folder / "engine.log"
        self.owner_lock = self.folder / "owner.lock"
        self.clients_lock = self.folder / "clients.lock"
        self.spawn_lock = self.folder / "spawn.lock"
        self.write_lock = self.folder / "write.lock"

    def prepare(self) -> None:
        """Make the folder, for the owner alone, and the password."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self.password.exists():
            fd = os.open(self.password, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(fd, "w") as file:
                file.write(secrets.token_urlsafe(32))

    def read_password(self) -> str:
        """The generated password of the engine's one user."""
        return self.password.read_text()

    def read_endpoint(self) -> Endpoint | None:
        """Where the engine says it listens; None when it does not say. Trust it only while `owner.lock` is held."""
        try:
            return Endpoint.model_validate_json(self.endpoint.read_text())
        except (FileNotFoundError, ValueError):
            return None

    def write_json(self, path: Path, content: dict[str, object]) -> None:
        """Write a small file so that no reader sees half of it."""
        temporary = path.with_suffix(".new")
        temporary.write_text(json.dumps(content))
        temporary.replace(path)

    def log_tail(self, size: int = 20_000) -> str:
        """The end of the log."""
        try:
            raw = self.log.read_bytes()
        except FileNotFoundError:
            return ""
        return raw[-size:].decode("utf-8", "replace")
