"""The embedded engine as its users see it: connect to the one that runs in the data folder, or spawn it; stop, status, reset."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from graph import errors
from graph.engine_files import Endpoint, EngineFiles
from graph.java import DATABASE, USER, find_wheel
from graph.locks import CommitGuard, exclusive, open_lock, try_shared, wait_shared
from graph.settings import StoreSettings

__all__ = ["DATABASE", "USER", "EngineLease", "lease_engine", "reset_engine", "running_endpoint", "start_engine", "stop_engine"]


class EngineLease:
    """A user's hold on the running engine. The engine ends when the last lease is closed or its process dies."""

    def __init__(self, files: EngineFiles, endpoint: Endpoint, fd: int) -> None:
        self.files = files
        self.endpoint = endpoint
        self.guard = CommitGuard(files.folder)
        self._fd: int | None = fd

    @property
    def address(self) -> str:
        """The Bolt address."""
        return f"bolt://127.0.0.1:{self.endpoint.bolt}"

    def close(self) -> None:
        """Let the engine go; may be called twice."""
        self.guard.close()
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


def lease_engine(settings: StoreSettings) -> EngineLease:
    """Connect to the engine of the data folder or spawn it, and hold it. Raises an EngineError that says what is wrong."""
    files = EngineFiles(settings.home)
    files.prepare()
    clients = open_lock(files.clients_lock)
    try:
        wait_shared(clients)  # an engine that is just ending holds this lock alone until it has ended
        with exclusive(files.spawn_lock):
            deadline = time.monotonic() + settings.start_seconds
            endpoint = _await_running(files, deadline) or _spawn(files, settings, deadline)
    except BaseException:
        os.close(clients)
        raise
    return EngineLease(files, endpoint, clients)


def start_engine(settings: StoreSettings) -> Endpoint:
    """Have the engine run until `stop_engine`."""
    files = EngineFiles(settings.home)
    lease = lease_engine(settings)
    try:
        files.keep.touch()
        return lease.endpoint
    finally:
        lease.close()


def stop_engine(settings: StoreSettings) -> bool:
    """End the engine whoever uses it, and wait until it has ended. False when none was running.

    One that is just starting is ended as soon as it says where it listens; one that is just ending is waited for. Raises EngineStays.
    """
    files = EngineFiles(settings.home)
    if not files.folder.exists() or not _owned(files):
        return False
    told: set[int] = set()
    deadline = time.monotonic() + settings.start_seconds
    while _owned(files):
        if time.monotonic() > deadline:
            raise errors.EngineStays(files.log, settings.start_seconds)
        files.keep.unlink(missing_ok=True)
        endpoint = files.read_endpoint()
        if endpoint is not None and endpoint.sidecar not in told:
            told.add(endpoint.sidecar)
            with contextlib.suppress(ProcessLookupError):
                os.kill(endpoint.sidecar, signal.SIGTERM)
        time.sleep(0.02)
    return True


def reset_engine(settings: StoreSettings) -> None:
    """End the engine and remove its data. There is no way back."""
    stop_engine(settings)
    files = EngineFiles(settings.home)
    if files.folder.exists():
        with exclusive(files.spawn_lock):
            for folder in (files.databases, files.folder / "config", files.folder / "backups", files.folder / "log"):
                shutil.rmtree(folder, ignore_errors=True)
            files.password.unlink(missing_ok=True)


def running_endpoint(settings: StoreSettings) -> Endpoint | None:
    """Where the engine listens; None when none runs."""
    files = EngineFiles(settings.home)
    return files.read_endpoint() if files.folder.exists() and _owned(files) else None


def _owned(files: EngineFiles) -> bool:
    fd = open_lock(files.owner_lock)
    try:
        return not try_shared(fd)
    finally:
        os.close(fd)


def _await_running(files: EngineFiles, deadline: float) -> Endpoint | None:
    """Where the engine that runs listens; None when there is none, or when its sidecar was just ending and has ended by now."""
    while _owned(files) and time.monotonic() < deadline:
        endpoint = files.read_endpoint()
        if endpoint is not None:
            return endpoint
        time.sleep(0.02)
    return None


def _spawn(files: EngineFiles, settings: StoreSettings, deadline: float) -> Endpoint:
    find_wheel()
    _end_orphan(files)
    files.endpoint.unlink(missing_ok=True)
    files.failure.unlink(missing_ok=True)
    files.keep.unlink(missing_ok=True)
    package = str(Path(__file__).parent.parent)
    path = os.pathsep.join([package, *filter(None, [os.environ.get("PYTHONPATH")])])
    sidecar = subprocess.Popen(  # noqa: S603 - our own command line, no shell
        [sys.executable, "-m", "graph.sidecar", str(settings.home), settings.heap, str(settings.bolt_port), str(settings.http_port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        cwd=files.folder,
        env=os.environ | {"PYTHONPATH": path},
    )
    try:
        return _await_endpoint(files, settings, sidecar, deadline)
    finally:
        sidecar.returncode = sidecar.returncode or 0  # it outlives this object by design; Popen must not warn of it


def _await_endpoint(files: EngineFiles, settings: StoreSettings, sidecar: "subprocess.Popen[bytes]", deadline: float) -> Endpoint:
    while time.monotonic() < deadline:
        endpoint = files.read_endpoint()
        if endpoint is not None and endpoint.sidecar == sidecar.pid:
            return endpoint
        if sidecar.poll() is not None and files.read_endpoint() is None:
            raise _failure(files)
        time.sleep(0.02)
    raise errors.EngineDied(files.log, f"(no answer in {settings.start_seconds:.0f} s)\n{files.log_tail(2000)}")


def _failure(files: EngineFiles) -> errors.EngineError:
    """The error the sidecar left behind."""
    try:
        content: dict[str, Any] = json.loads(files.failure.read_text())
    except (FileNotFoundError, ValueError):
        return errors.EngineDied(files.log, files.log_tail(2000) or "(nothing was logged)")
    facts: dict[str, str] = content["facts"]
    match content["kind"]:
        case "EngineMissing":
            return errors.EngineMissing(facts["reason"])
        case "EngineFolderTaken":
            return errors.EngineFolderTaken(files.folder, facts["detail"])
        case "EnginePortTaken":
            return errors.EnginePortTaken(int(facts["port"]), facts["variable"])
        case "EngineMemory":
            return errors.EngineMemory(facts["heap"], facts["detail"])
        case _:
            return errors.EngineDied(files.log, facts.get("tail", ""))


def _end_orphan(files: EngineFiles) -> None:
    """End a Java whose sidecar was killed where the kernel does not do it for us. Its command line must name our folder."""
    endpoint = files.read_endpoint()
    if endpoint is None:
        return
    try:
        listed = subprocess.run(["ps", "-o", "args=", "-p", str(endpoint.java)], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607 - ps has no fixed place
    except OSError:
        return
    if f"-Darcadedb.server.rootPath={files.folder}" in listed:
        os.kill(endpoint.java, signal.SIGKILL)
        time.sleep(0.2)
