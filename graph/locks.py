"""Advisory file locks. The kernel drops them when their holder dies, however it dies, so none is ever stale."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path


def open_lock(path: Path) -> int:
    """A file descriptor to lock; close it to let the lock go. Children do not inherit it."""
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def try_exclusive(fd: int) -> bool:
    """Take the lock alone if nobody has it."""
    return _attempt(fd, fcntl.LOCK_EX)


def try_shared(fd: int) -> bool:
    """Take the lock together with others if nobody has it alone."""
    return _attempt(fd, fcntl.LOCK_SH)


def wait_shared(fd: int) -> None:
    """Take the lock together with others, waiting for whoever has it alone."""
    fcntl.flock(fd, fcntl.LOCK_SH)


def release(fd: int) -> None:
    """Let the lock go and keep the descriptor."""
    fcntl.flock(fd, fcntl.LOCK_UN)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock alone, waiting for it. Safe between threads and between processes."""
    fd = open_lock(path)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


class CommitGuard:
    """Keeps readers of the embedded engine from seeing part of a commit.

    The engine applies a commit page by page and a reader in another session may see the first pages before the last. So a writer holds
    `commit.lock` alone for the length of its COMMIT message (a few milliseconds; its statements before that are invisible anyway), and a
    reader holds it with other readers for the length of one read. `gate.lock` is a turnstile: a waiting writer closes it, so that a
    stream of overlapping readers cannot starve it. Both locks end with their holder, so a killed process blocks nobody.
    """

    def __init__(self, folder: Path) -> None:
        self._gate = folder / "gate.lock"
        self._data = folder / "commit.lock"
        self._spare: list[tuple[int, int]] = []

    @contextmanager
    def committing(self) -> Iterator[None]:
        """Around a COMMIT."""
        with exclusive(self._gate), exclusive(self._data):
            yield

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """Around one read; waits without blocking the event loop."""
        gate, data = self._spare.pop() if self._spare else (open_lock(self._gate), open_lock(self._data))
        try:
            while not try_shared(gate):  # noqa: ASYNC110 - another process holds it, no event can tell
                await asyncio.sleep(0.001)
            while not try_shared(data):  # noqa: ASYNC110
                await asyncio.sleep(0.001)
            release(gate)
            yield
        finally:
            release(gate)
            release(data)
            self._spare.append((gate, data))

    def close(self) -> None:
        """Close the descriptors that are kept for reuse."""
        while self._spare:
            for fd in self._spare.pop():
                os.close(fd)


def _attempt(fd: int, kind: int) -> bool:
    try:
        fcntl.flock(fd, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
