"""GraphQL over HTTP, as its specification has it (https://graphql.github.io/graphql-over-http/draft/)."""

from typing import Any

import orjson
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import Response

from api.errors import ApiError, BodyTooLarge, MediaTypeRefused, MethodRefused, NotAcceptable, RequestError, TooSlow
from api.execution import Executor, GraphRequest, GraphResult, told
from api.loading import Context
from api.media import best_type

GRAPHQL_JSON = "application/graphql-response+json"
JSON = "application/json"
_KEYS = ("query", "operationName", "variables", "extensions")


async def answer_graphql(request: Request, executor: Executor, context: Context) -> Response:
    """The response to one GraphQL request. A response in `application/json` keeps status 200 for a well-formed request that fails."""
    media = best_type(request.headers.get("accept"), (JSON, GRAPHQL_JSON)) or ""
    try:
        if not media:
            raise NotAcceptable(f"Answers come as {GRAPHQL_JSON} or {JSON}. Accept one of them.")
        asked = await read_request(request, executor.limits.request_bytes)
    except RequestError as error:
        return _response({"errors": [told(error)]}, media or JSON, error.status)
    found = await executor.run(asked, context, read_only=request.method == "GET")
    return _response(found.body, media, _status(found, media, request.method))


async def read_request(request: Request, limit: int) -> GraphRequest:
    """The GraphQL request in an HTTP request. Raises RequestError."""
    if request.method == "GET":
        if len(request.url.query) > limit:
            raise BodyTooLarge(limit)
        content: dict[str, Any] = {key: request.query_params[key] for key in _KEYS if key in request.query_params}
        for key in ("variables", "extensions"):
            if content.get(key) is not None:
                content[key] = _json(content[key].encode(), f"`{key}`")
        return _checked(content)
    if request.method != "POST":
        raise MethodRefused("Send the query with POST, or with GET.")
    media, _, parameters = request.headers.get("content-type", "").partition(";")
    if media.strip().lower() != JSON:
        raise MediaTypeRefused(f"Send the query as JSON with `Content-Type: {JSON}`.")
    charset = parameters.strip().lower().replace('"', "")
    if charset.startswith("charset=") and charset != "charset=utf-8":
        raise MediaTypeRefused("Send JSON in UTF-8.")
    return _checked(_json(await _body(request, limit), "the body"))


async def _body(request: Request, limit: int) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise BodyTooLarge(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise BodyTooLarge(limit)
    return bytes(body)


def _json(raw: bytes, what: str) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise RequestError(f"{what[0].upper()}{what[1:]} is no JSON: {error}.") from error


def _checked(content: Any) -> GraphRequest:
    if isinstance(content, list):
        raise RequestError("Batches are not taken. Send one query at a time, with several fields in it.")
    if not isinstance(content, dict):
        raise RequestError("The body must be a JSON object with a `query`.")
    if not isinstance(content.get("query"), str) or not content["query"].strip():
        raise RequestError("`query` must be a string with the query.")
    if not isinstance(content.get("operationName"), str | None):
        raise RequestError("`operationName` must be a string or null.")
    for key in ("variables", "extensions"):
        if not isinstance(content.get(key), dict | None):
            raise RequestError(f"`{key}` must be a JSON object or null.")
    return GraphRequest(query=content["query"], operation=content.get("operationName") or None, variables=content.get("variables") or {})


def _status(found: GraphResult, media: str, method: str) -> int:
    error = found.refused
    if error is None:
        return 200
    if isinstance(error, TooSlow):
        return 503
    if method == "GET" and isinstance(error, MethodRefused):
        return 405
    if media == JSON and isinstance(error, GraphQLError):
        return 200
    return error.status if isinstance(error, ApiError) else 400


def _response(body: dict[str, Any], media: str, status: int) -> Response:
    headers = {"Vary": "Accept"} | ({"Allow": "GET, POST"} if status == 405 else {})
    return Response(orjson.dumps(body), status, headers, media_type=f"{media}; charset=utf-8")
