"""The same function over many items, in worker processes, with the answers in the order of the items.

A text that breaks the reader costs that text alone: an exception becomes its error, and when a worker dies (no memory, a crash in a native
library) the item that killed it is found and reported, and the others go on.
"""

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self, TypeVar

from ingest.errors import IngestError, ReaderFailed

A = TypeVar("A")
B = TypeVar("B")
_AHEAD = 4  # items in flight for each worker: enough to keep it busy, few enough to keep memory flat


class Workers:
    """A pool of `count` processes, started when first used; with a count of 1 everything runs in this process."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end(hurry=error is not None)

    def in_order(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[tuple[A, B | IngestError]]:
        """Each item with its answer, or with why there is none. `function` and items must pickle when there are several workers."""
        if self._count == 1:
            for item in items:
                yield item, _guarded(function, item)
            return
        waiting: deque[tuple[A, Future[B | IngestError]]] = deque()
        for item in items:
            waiting.append((item, self._submit(function, item)))
            if len(waiting) >= self._count * _AHEAD:
                yield self._first(function, waiting)
        while waiting:
            yield self._first(function, waiting)

    def _first(self, function: Callable[[A], B], waiting: "deque[tuple[A, Future[B | IngestError]]]") -> tuple[A, B | IngestError]:
        item, future = waiting.popleft()
        try:
            return item, future.result()
        except BrokenProcessPool:
            answer = self._alone(function, item)
            rest = [other for other, _ in waiting]
            waiting.clear()
            waiting.extend((other, self._submit(function, other)) for other in rest)
            return item, answer

    def _alone(self, function: Callable[[A], B], item: A) -> B | IngestError:
        """The item by itself in a fresh process: if that dies too, it was this item."""
        self._end(hurry=True)
        try:
            return self._submit(function, item).result()
        except BrokenProcessPool:
            self._end(hurry=True)
            return ReaderFailed("killed the process that read it", "Report it with the text; it may need more memory than there is")

    def _submit(self, function: Callable[[A], B], item: A) -> "Future[B | IngestError]":
        if self._pool is None:
            context = multiprocessing.get_context("spawn")  # forking a process with threads may hang
            self._pool = ProcessPoolExecutor(self._count, mp_context=context, initializer=_start)
        try:
            return self._pool.submit(_guarded, function, item)
        except BrokenProcessPool as error:
            broken: Future[B | IngestError] = Future()
            broken.set_exception(error)
            return broken

    def _end(self, hurry: bool) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=not hurry, cancel_futures=True)
            self._pool = None


def _start() -> None:
    """Leave Ctrl-C to the parent, and one thread to each process: the processes are what runs side by side."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def _guarded(function: Callable[[A], B], item: A) -> B | IngestError:
    try:
        return function(item)
    except IngestError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one text must not end the run; what broke is reported with the text
        failed = ReaderFailed(f"broke the reader ({type(error).__name__}: {error})", "Report it with the text: this is a defect of ours")
        failed.add_note(traceback.format_exc())
        return failed
