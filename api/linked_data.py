"""`/id/{id}`: every object at its own address, as a page for people or as RDF, whichever the client accepts."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from api.errors import BadId, InputError, NotAcceptable, NotFound
from api.execution import Executor, GraphRequest, told
from api.loading import Context
from api.media import best_type
from api.pages import page
from api.pages.resource import RESOURCE_QUERY, resource
from api.types.node import check_ids, make_id
from graph.rdf import RdfFormat, UnknownIdError, rdf_document
from schema.ids import EVIDENCE, STATEMENT

_FORMATS = {"html": "text/html", "turtle": "text/turtle", "jsonld": "application/ld+json"}
_OFFERED = (*_FORMATS.values(), "application/json")
_VARY = {"Vary": "Accept"}


async def answer_id(request: Request, executor: Executor, context: Context) -> Response:
    """The object of the path. 404 where nothing has the id; statements and evidence redirect to their article's RDF (303)."""
    identifier = request.path_params["id"]
    try:
        check_ids([make_id(identifier)])
        media = _media(request)
        if media == "text/html":
            return await _html(identifier, executor, context)
        return await _rdf(identifier, RdfFormat.TURTLE if media == "text/turtle" else RdfFormat.JSONLD, context, request)
    except (BadId, UnknownIdError):
        return _missing(request, identifier)
    except (NotAcceptable, InputError) as error:
        return PlainTextResponse(str(error), error.status, _VARY)


def _media(request: Request) -> str:
    wanted = request.query_params.get("format")
    if wanted is not None:
        if wanted not in _FORMATS:
            raise InputError(f"There is no such format. Use one of {', '.join(_FORMATS)}.")
        return _FORMATS[wanted]
    media = best_type(request.headers.get("accept"), _OFFERED)
    if media is None:
        raise NotAcceptable(f"This comes as {', '.join(_FORMATS.values())}. Accept one of them.")
    return media


async def _html(identifier: str, executor: Executor, context: Context) -> Response:
    found = await executor.run(GraphRequest(query=RESOURCE_QUERY, variables={"id": identifier}), context)
    data = found.body.get("data")
    if data is None or found.body.get("errors"):
        return HTMLResponse(page("Not now", "<h1>The store does not answer now</h1><p>Try again in a minute.</p>", "../"), 503, _VARY)
    if data["node"] is None:
        raise UnknownIdError(identifier)
    return HTMLResponse(resource(data["node"]), headers=_VARY)


async def _rdf(identifier: str, form: RdfFormat, context: Context, request: Request) -> Response:
    if identifier[0] == STATEMENT and (statement := await context.loaders.statements.load(identifier)):
        return _see(statement.article_id, request)
    if identifier[0] == EVIDENCE and (evidence := await context.loaders.evidence.load(identifier)):
        return _see(evidence.article_id, request)
    document = await rdf_document(context.reader, context.ontology, identifier, form)
    media = "text/turtle; charset=utf-8" if form is RdfFormat.TURTLE else "application/ld+json"
    return Response(document, headers=_VARY, media_type=media)


def _see(article: str, request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{article}{query}", 303, _VARY)


def _missing(request: Request, identifier: str) -> Response:
    if best_type(request.headers.get("accept"), _OFFERED) == "text/html":
        body = "<h1>Nothing has this id</h1><p>Ids stand in the answers of the API and in the exports.</p>"
        return HTMLResponse(page("Not found", body, "../"), 404, _VARY)
    return JSONResponse({"errors": [told(NotFound(identifier))]}, 404, _VARY)
