"""The small process that owns the embedded engine: `python -m graph.sidecar HOME HEAP BOLT_PORT HTTP_PORT`.

It starts Java, restarts it on the same ports when it dies under its clients, and ends it when nobody holds `clients.lock` any more and
no `keep` file asks it to stay. Whoever uses the engine holds that lock, and the kernel drops it when they die, so no engine outlives
its users, even after kill -9. On Linux Java is told to die with this process too.
"""

import contextlib
import ctypes
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from graph.engine_files import EngineFiles
from graph.errors import EngineError
from graph.java import choose_port, explain_death, java_command
from graph.locks import open_lock, try_exclusive

POLL_SECONDS = 0.2
RESTARTS = 3


class Stop(Exception):
    """Somebody asked the sidecar to end."""


def main(arguments: list[str]) -> int:
    """Own the engine until it is not needed. Exit status 0, or 1 with the reason in `failure.json`."""
    home, heap, bolt, web = arguments
    files = EngineFiles(Path(home))
    owner = open_lock(files.owner_lock)
    for attempt in range(20):  # somebody may be looking whether the lock is held at this very moment
        if try_exclusive(owner):
            break
        time.sleep(0.01 * attempt)
    else:
        return 1
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, _stop)
    files.endpoint.unlink(missing_ok=True)
    try:
        ports = choose_port(int(bolt), "POLICYGRAPH_ENGINE_PORT"), choose_port(int(web), "POLICYGRAPH_ENGINE_HTTP_PORT")
        _supervise(files, heap, *ports)
    except EngineError as error:
        files.write_json(files.failure, {"kind": type(error).__name__, "facts": {k: str(v) for k, v in vars(error).items()}})
        return 1
    except Stop:
        pass
    finally:
        files.endpoint.unlink(missing_ok=True)
        files.keep.unlink(missing_ok=True)
    return 0


def _supervise(files: EngineFiles, heap: str, bolt: int, web: int) -> None:
    clients = open_lock(files.clients_lock)
    for restart in range(RESTARTS + 1):
        with files.log.open("wb" if restart == 0 else "ab") as log:
            java = subprocess.Popen(  # noqa: S603 - our own command line, no shell
                java_command(files, heap, bolt, web),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=files.folder,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # this process has one thread
            )
        try:
            _wait_ready(java, web)
            if java.poll() is None:
                facts: dict[str, object] = {"sidecar": os.getpid(), "java": java.pid, "bolt": bolt, "http": web, "heap": heap}
                files.write_json(files.endpoint, facts)
                started = time.monotonic()
                while java.poll() is None:
                    time.sleep(POLL_SECONDS)
                    if not files.keep.exists() and try_exclusive(clients):
                        return
                if time.monotonic() - started < 1.0:
                    break
            elif restart == 0:
                break
        finally:
            _end(java)
    raise explain_death(files, heap, files.log_tail())


def _wait_ready(java: "subprocess.Popen[bytes]", web: int) -> None:
    while java.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", web, timeout=2)
        try:
            connection.request("GET", "/api/v1/ready")
            if connection.getresponse().status == 204:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.05)


def _end(java: "subprocess.Popen[bytes]") -> None:
    if java.poll() is None:
        java.terminate()
        try:
            java.wait(20)
        except subprocess.TimeoutExpired:
            java.kill()
            java.wait()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stop


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, see prctl(2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
