"""`python -m neo4j_server run|fetch|lock`: run one in the foreground, fetch the jars, or lock what is published now."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from neo4j_server.errors import ServerError
from neo4j_server.jars import obtain_jars, write_lock
from neo4j_server.releases import RELEASES
from neo4j_server.server import USER, Server


def main() -> int:
    """Exit status 0, or 2 with the reason on standard error."""
    parser = argparse.ArgumentParser(prog="neo4j_server", description=__doc__)
    parser.add_argument("action", choices=["run", "fetch", "lock"])
    parser.add_argument("--release", choices=list(RELEASES), default="newest")
    parser.add_argument("--home", type=Path, default=Path(".policygraph/neo4j"), help="folder of the data, kept between runs")
    parser.add_argument("--bolt", type=int, default=7687)
    parser.add_argument("--http", type=int, default=7474)
    parser.add_argument("--heap", default="1g")
    given = parser.parse_args()
    release = RELEASES[given.release]
    try:
        if given.action == "lock":
            print(f"{release.lock.name}: {write_lock(release)} jars")
        elif given.action == "fetch":
            print(f"Neo4j {release.version}: {len(list(obtain_jars(release).iterdir()))} jars, all as locked")
        else:
            run(Server(release, given.home.absolute() / release.version, given.bolt, given.http, given.heap))
    except ServerError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def run(server: Server) -> None:
    """Run until Ctrl-C or SIGTERM; the data stays."""
    signal.signal(signal.SIGTERM, _interrupt)
    print(f"Starting Neo4j {server.release.version} ...", flush=True)
    try:
        server.start()
        print(
            f"\nNeo4j Browser   {server.browser}\nlogin           {USER}, password {server.password()}\nconnect URL     {server.uri}\n\n"
            "For policygraph, in another terminal:\n"
            f"  export POLICYGRAPH_STORE={server.uri} POLICYGRAPH_STORE_PASSWORD=$(cat {server.password_file})\n"
            "  policygraph ingest --samples\n\n"
            f"The data is kept in {server.home}. Ctrl-C stops.",
            flush=True,
        )
        if server.process is not None:
            server.process.wait()
            print(f"Neo4j ended by itself; see {server.log}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
    finally:
        server.stop()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
