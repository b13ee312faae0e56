"""Where an export goes: standard output, or a file that appears whole or not at all."""

import gzip
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

_BLOCK = 1 << 16  # bytes gathered before a write
Sink = BinaryIO | gzip.GzipFile


@contextmanager
def open_output(output: Path | None) -> Iterator[Sink]:
    """Standard output, or a file; one ending in `.gz` is compressed, with the same bytes for the same text.

    A file is written beside its place and moved there at the end, so that no reader sees half of it and a failure keeps the old one.
    """
    if output is None:
        yield sys.stdout.buffer
        return
    handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            if output.suffix == ".gz":
                with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                    yield packed
            else:
                yield file
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(output)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


async def drain(pieces: AsyncIterator[str], sink: Sink, title: str, progress: bool) -> int:
    """Write text pieces as UTF-8, with a count of bytes on standard error where `progress` is wanted. Returns the bytes."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    written = 0
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not progress) as bar:
        task = bar.add_task(title, total=None)
        block = bytearray()
        async for piece in pieces:
            block += piece.encode("utf-8", "replace")
            if len(block) >= _BLOCK:
                sink.write(block)
                written += len(block)
                bar.update(task, completed=written)
                block.clear()
        sink.write(block)
        sink.flush()
    return written + len(block)
