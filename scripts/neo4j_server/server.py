"""One Neo4j server: its folder, its conf, its process. Ended with the process that started it, however that ends."""

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import neo4j
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ClientError, ServiceUnavailable

from neo4j_server.errors import ServerDied
from neo4j_server.jars import CACHE, find_java, obtain_jars
from neo4j_server.releases import ADMIN_MAIN, Release

USER = "neo4j"
PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
FOLDERS = ("conf", "data", "logs", "run", "plugins", "import")


def conf_text(bolt: int, http: int, more: Mapping[str, str] = MappingProxyType({}), page_cache: str = "64m") -> str:
    """neo4j.conf: loopback only, no usage report, small caches, and `more`."""
    lines = {
        "server.default_listen_address": "127.0.0.1",
        "server.default_advertised_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.http.advertised_address": f"127.0.0.1:{http}",
        "server.https.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "server.memory.pagecache.size": page_cache,
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "keep_none",
    }
    return "".join(f"{name}={value}\n" for name, value in (lines | dict(more)).items())


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A Neo4j in a folder. `start` may be called again after `stop` or `kill`: data, ports and password stay."""

    release: Release
    home: Path
    bolt: int = 0
    http: int = 0
    heap: str = "512m"
    cache: Path = CACHE
    flags: tuple[str, ...] = ()
    more: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def uri(self) -> str:
        """The Bolt address."""
        return f"bolt://127.0.0.1:{self.bolt}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser."""
        return f"http://127.0.0.1:{self.http}/browser/"

    @property
    def password_file(self) -> Path:
        """The generated password (0600)."""
        return self.home / "password"

    @property
    def log(self) -> Path:
        """What the server prints."""
        return self.home / "logs" / "console.log"

    def password(self) -> str:
        """The generated password."""
        return self.password_file.read_text(encoding="utf-8")

    def prepare(self) -> None:
        """Make the folders, the password and the conf. Ports that are 0 are chosen."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in FOLDERS:
            (self.home / name).mkdir(exist_ok=True)
        self.bolt, self.http = self.bolt or free_port(), self.http or free_port()
        if not self.password_file.exists():
            fd = os.open(self.password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(fd, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(24))
        (self.home / "conf" / "neo4j.conf").write_text(conf_text(self.bolt, self.http, self.more), encoding="utf-8")

    def start(self, seconds: float = 120.0) -> None:
        """Start the server and wait until it takes a login. Raises ServerDied and the errors of `obtain_jars`."""
        self.launch()
        try:
            self._await(time.monotonic() + seconds)
        except BaseException:
            self.kill()
            raise

    def launch(self) -> None:
        """Start the process and wait for nothing. Raises the errors of `obtain_jars`."""
        self.prepare()
        command = self._java(self.release.main, "--console-mode")
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command line, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.home,
                start_new_session=True,  # Ctrl-C is ours to handle
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )

    def stop(self, seconds: float = 60.0) -> None:
        """End the server in good order; by force when it takes too long."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def kill(self) -> None:
        """End the server as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def admin(self, *arguments: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
        """Run `neo4j-admin` on the data of this folder, while the server is stopped, in the folder `cwd`."""
        self.prepare()
        environment = os.environ | {"NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        command = [*self._virtual_machine(), ADMIN_MAIN, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd or self.home, env=environment)  # noqa: S603

    def log_tail(self) -> str:
        """The end of what the server printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:] if self.log.exists() else ""

    def _virtual_machine(self) -> list[str]:
        jars = obtain_jars(self.release, self.cache)
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in PACKAGES]
        return [str(find_java()), f"-Xmx{self.heap}", "-XX:+UseSerialGC", *self.flags, "-Dfile.encoding=UTF-8", *opens, "-cp", f"{jars}/*"]

    def _java(self, main: str, *arguments: str) -> list[str]:
        return [*self._virtual_machine(), main, f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", *arguments]

    def _await(self, deadline: float) -> None:
        assert self.process is not None  # noqa: S101 - called from `start` alone
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise ServerDied(self.release.version, f"ended with {self.process.returncode}", self.log_tail())
            if _answers(self.bolt) and self._login():
                return
            time.sleep(0.1)
        raise ServerDied(self.release.version, "did not answer in time", self.log_tail())

    def _login(self) -> bool:
        """Whether the password works; sets it at the first start."""
        try:
            for given in (self.password(), "neo4j"):
                try:
                    with GraphDatabase.driver(self.uri, auth=(USER, given), telemetry_disabled=True) as driver:
                        if given != self.password():
                            _set_password(driver, given, self.password())
                        driver.execute_query("RETURN 1", database_="neo4j" if given == self.password() else "system")
                        return True
                except AuthError:
                    continue
        except (ServiceUnavailable, ClientError, OSError):
            pass
        return False


def _set_password(driver: neo4j.Driver, old: str, new: str) -> None:
    driver.execute_query("ALTER CURRENT USER SET PASSWORD FROM $old TO $new", {"old": old, "new": new}, database_="system")


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, see prctl(2)


__all__: Sequence[str] = ("USER", "Server", "conf_text", "free_port")
