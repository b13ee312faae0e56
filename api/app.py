"""The web application: routes over one store."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import metadata

import orjson
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.build import build_schema, core_schema, schema_sdl
from api.examples import README_QUERY
from api.execution import Executor, GraphRequest
from api.graphql_http import answer_graphql
from api.headers import SecurityHeaders
from api.linked_data import answer_id
from api.loading import Context
from api.media import best_type
from api.pages import ASSETS, asset, explorer
from api.pages.landing import landing
from api.settings import ApiSettings
from graph.reading import Reader
from schema.ontology import Ontology, load_ontology

logger = logging.getLogger("policygraph.api")
_GET = ["GET", "HEAD"]


def create_app(
    open_reader: Callable[[], AbstractAsyncContextManager[Reader]], settings: ApiSettings, ontology: Ontology | None = None
) -> Starlette:
    """The application. `open_reader` is entered in the server's event loop and left when the server ends."""
    service = Service(open_reader, settings, ontology or load_ontology())
    routes = [
        Route("/", service.landing, methods=_GET),
        Route("/graphql", service.graphql, methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]),
        Route("/schema.graphql", service.sdl, methods=_GET),
        Route("/health", service.health, methods=_GET),
        Route("/health/live", service.live, methods=_GET),
        Route("/id/{id}", service.identity, methods=_GET),
        Route("/static/{name}", service.static, methods=_GET),
    ]
    middleware = [Middleware(SecurityHeaders), Middleware(GZipMiddleware, minimum_size=1_000)]
    if settings.cors_origins:
        origins = Middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "Accept"],
        )
        middleware.insert(1, origins)
    return Starlette(routes=routes, middleware=middleware, lifespan=service.lifespan, exception_handlers={Exception: _failed})


class Service:
    """What the routes share: the reader, the executor, and texts that are made once."""

    def __init__(self, open_reader: Callable[[], AbstractAsyncContextManager[Reader]], settings: ApiSettings, ontology: Ontology) -> None:
        self._open_reader = open_reader
        self._ontology = ontology
        schema = build_schema(ontology)
        self._executor = Executor(core_schema(schema), settings.limits)
        self._sdl = schema_sdl(schema)
        self._version = metadata.version("policy-graph")
        self._reader: Reader | None = None

    @asynccontextmanager
    async def lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        """Hold the reader while the server runs."""
        async with self._open_reader() as reader:
            self._reader = reader
            yield
            self._reader = None

    def context(self) -> Context:
        """Fresh loaders for one request."""
        if self._reader is None:
            raise RuntimeError("the application was called before its start or after its end")
        return Context(self._reader, self._ontology)

    async def graphql(self, request: Request) -> Response:
        """GraphQL, and the explorer for browsers that come without a query."""
        if request.method in _GET and "query" not in request.query_params:
            wanted = best_type(request.headers.get("accept"), ("application/json", "text/html"))
            if wanted == "text/html":
                return HTMLResponse(explorer(), headers={"Vary": "Accept"})
        return await answer_graphql(request, self._executor, self.context())

    async def landing(self, _request: Request) -> Response:
        """The first page."""
        found = await self._executor.run(GraphRequest(query=README_QUERY), self.context())
        counts = await self._counts()
        return HTMLResponse(landing(None if found.body.get("errors") else found.body["data"], counts or {}))

    async def sdl(self, _request: Request) -> Response:
        """The schema in SDL."""
        return PlainTextResponse(self._sdl)

    async def health(self, _request: Request) -> Response:
        """Whether the service can answer: 200, or 503 when the store does not."""
        counts = await self._counts()
        state = "ok" if counts is not None else "unavailable"
        content = {"status": state, "store": state, "counts": counts or {}, "ontology": self._ontology.version, "version": self._version}
        return Response(orjson.dumps(content), 200 if counts is not None else 503, {"Cache-Control": "no-store"}, "application/json")

    async def live(self, _request: Request) -> Response:
        """Whether the process answers, store or not."""
        return JSONResponse({"status": "ok", "version": self._version})

    async def identity(self, request: Request) -> Response:
        """Linked data."""
        return await answer_id(request, self._executor, self.context())

    async def static(self, request: Request) -> Response:
        """What the pages need."""
        name = request.path_params["name"]
        if name not in ASSETS:
            return PlainTextResponse("There is no such file.", 404)
        return Response(asset(name), media_type=ASSETS[name], headers={"Cache-Control": "max-age=300"})

    async def _counts(self) -> dict[str, int] | None:
        try:
            return await self.context().reader.stats()
        except Exception:
            logger.exception("the store does not answer")
            return None


async def _failed(_request: Request, _error: Exception) -> Response:
    """For what nobody expected. Starlette has logged it."""
    return JSONResponse({"errors": [{"message": "Something went wrong here.", "extensions": {"code": "INTERNAL"}}]}, 500)
