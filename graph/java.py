"""The command that runs the embedded engine's own Java, and what its complaints mean."""

import importlib.util
import socket
from pathlib import Path

from graph.engine_files import EngineFiles
from graph.errors import EngineDied, EngineError, EngineFolderTaken, EngineMemory, EngineMissing, EnginePortTaken

DATABASE = "kg"
USER = "root"


def find_wheel() -> Path:
    """The folder of the installed arcadedb_embedded package, which is never imported: its Java runs in a process of its own."""
    spec = importlib.util.find_spec("arcadedb_embedded")
    if spec is None or not spec.submodule_search_locations:
        raise EngineMissing("the package arcadedb-embedded is not installed")
    wheel = Path(next(iter(spec.submodule_search_locations)))
    if not (wheel / "jre" / "bin" / "java").is_file():
        raise EngineMissing(f"{wheel} holds no Java")
    return wheel


def java_command(files: EngineFiles, heap: str, bolt: int, http: int) -> list[str]:
    """The command line. The password is in a file, never in an argument that others can list."""
    wheel = find_wheel()
    server = {
        "server.rootPath": files.folder,
        "server.rootPasswordPath": files.password,
        "server.logsDirectory": files.folder / "log",
        "server.mode": "production",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "server.defaultDatabases": f"{DATABASE}[{USER}]",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt,
        "bolt.defaultDatabase": DATABASE,
    }
    return [
        str(wheel / "jre" / "bin" / "java"),
        f"-Xmx{heap}",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        f"-XX:ErrorFile={files.folder / 'log' / 'java-crash.log'}",
        "-Dfile.encoding=UTF8",
        "-Djava.awt.headless=true",
        "-Dpolyglot.engine.WarnInterpreterOnly=false",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
        "--add-opens=java.base/java.nio.channels.spi=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        *(f"-Darcadedb.{key}={value}" for key, value in server.items()),
        "-cp",
        f"{wheel / 'jars'}/*",
        "com.arcadedb.server.ArcadeDBServer",
    ]


def choose_port(wished: int, variable: str) -> int:
    """A free port of the loopback: the wished one, or any when it is 0. Raises EnginePortTaken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wished))
        except OSError as error:
            raise EnginePortTaken(wished, variable) from error
        return int(probe.getsockname()[1])


def explain_death(files: EngineFiles, heap: str, log: str) -> EngineError:
    """The error that a dead Java's log speaks of."""
    lower = log.lower()
    lines = [line for line in log.splitlines() if line.strip() and not line.lstrip().startswith("at ")]
    for sign in (
        "could not reserve enough space",
        "too small maximum heap",
        "invalid maximum heap",
        "too small initial heap",
        "outofmemory",
    ):
        if sign in lower:
            return EngineMemory(heap, next(line.strip().rstrip(".") + "." for line in lines if sign in line.lower()))
    if "insufficient memory" in lower or "cannot allocate memory" in lower:
        return EngineMemory(heap, "the machine has not enough memory.")
    for sign in ("is locked by another process", "lockexception", "already locked"):
        if sign in lower:
            return EngineFolderTaken(files.folder, next(line.strip() for line in lines if sign in line.lower()))
    return EngineDied(files.log, "\n".join(lines[-15:]) or "(nothing was logged)")
