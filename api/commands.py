"""The command `policygraph serve`."""

import errno
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.errors import PortTaken
from api.settings import ApiSettings
from graph.reading import Reader
from graph.settings import StoreSettings
from graph.store import Store, open_store

GRACE_SECONDS = 10


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on. Default: POLICYGRAPH_HOST, else 127.0.0.1 (this machine only).")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port; 0 finds a free one. Default: POLICYGRAPH_PORT, else 8000.")
    ] = None,
) -> None:
    """Serve the GraphQL API, the explorer and the linked data until Ctrl+C.

    Starts the embedded engine where none runs, and ends what it started.
    """
    given = ApiSettings.from_environment()
    settings = given.model_copy(update={"host": host or given.host, "port": given.port if port is None else port})
    listener = listen(settings.host, settings.port)
    with listener, open_store(StoreSettings.from_environment(), writable=False) as store:
        _announce(settings, listener.getsockname()[1])
        application = create_app(lambda: _reader(store), settings)
        config = uvicorn.Config(
            application, log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE_SECONDS, server_header=False, lifespan="on"
        )
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises PortTaken before anything else is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        reason = "the port is in use" if error.errno == errno.EADDRINUSE else error.strerror or str(error)
        raise PortTaken(host, port, reason) from error
    return listener


@asynccontextmanager
async def _reader(store: Store) -> AsyncIterator[Reader]:
    async with store.reader() as reader:
        yield reader


def _announce(settings: ApiSettings, port: int) -> None:
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{'127.0.0.1' if shown in ('0.0.0.0', '[::]') else shown}:{port}"  # noqa: S104 - read, not bound
    typer.echo(f"policy-graph serves on {address} (Ctrl+C ends it)")
    for path, what in (("/", "start page"), ("/graphql", "GraphQL and its explorer"), ("/schema.graphql", "schema"), ("/health", "health")):
        typer.echo(f"  {address}{path:<16} {what}")
    if shown not in ("127.0.0.1", "localhost", "[::1]"):
        typer.echo("  Other machines can reach it: put a proxy with TLS in front.", err=True)
