"""From a query to its result: parse, measure, validate, run; and what a caller is told when something fails."""

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Awaitable
from inspect import isawaitable
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute,
    parse,
    recommended_rules,
    specified_rules,
    validate,
)

from api.errors import ApiError, BadCursor, MethodRefused, RequestError, TooSlow
from api.limits import check_size
from api.loading import Context
from api.settings import Limits
from graph.errors import CursorError
from schema.frozen import Frozen

logger = logging.getLogger("policygraph.api")

CACHED = 500
CACHED_LENGTH = 10_000
_RULES = (*specified_rules, *recommended_rules)


class GraphRequest(Frozen):
    """One GraphQL request, whatever it came in."""

    query: str
    operation: str | None = None
    variables: dict[str, Any] = {}  # noqa: RUF012 - pydantic copies it


class GraphResult(Frozen):
    """The response map, and whether the query was refused before it ran (then it holds no `data`)."""

    body: dict[str, Any]
    refused: ApiError | GraphQLError | None = None

    model_config = Frozen.model_config | {"arbitrary_types_allowed": True}


class Executor:
    """Runs queries against one schema. Keeps the documents of recent valid queries."""

    def __init__(self, schema: GraphQLSchema, limits: Limits) -> None:
        self.schema = schema
        self.limits = limits
        self._documents: OrderedDict[str, DocumentNode] = OrderedDict()

    async def run(self, request: GraphRequest, context: Context, read_only: bool = False) -> GraphResult:
        """The result of a request; raises nothing. `read_only` refuses all but queries (HTTP GET)."""
        try:
            document = self.prepare(request)
            _check_operation(document, request.operation, read_only)
        except (ApiError, GraphQLError) as error:
            return GraphResult(body={"errors": [told(error, "GRAPHQL_PARSE_FAILED")]}, refused=error)
        except InvalidQuery as invalid:
            errors = [told(error, "GRAPHQL_VALIDATION_FAILED") for error in invalid.errors]
            return GraphResult(body={"errors": errors}, refused=invalid.errors[0])
        try:
            found = await asyncio.wait_for(self._execute(document, request, context), self.limits.seconds)
        except TimeoutError:
            slow = TooSlow(self.limits.seconds)
            return GraphResult(body={"errors": [told(slow)]}, refused=slow)
        body: dict[str, Any] = {} if found.errors is None else {"errors": [told(error) for error in found.errors]}
        if found.data is None and found.errors and all(error.path is None for error in found.errors):
            return GraphResult(body=body, refused=found.errors[0])  # variables that do not fit: nothing was run
        return GraphResult(body={"data": found.data} | body)

    def prepare(self, request: GraphRequest) -> DocumentNode:
        """A document that is within the limits and valid. Raises LimitExceeded, GraphQLError (syntax) or InvalidQuery."""
        document = self._documents.get(request.query)
        known = document is not None
        if document is None:
            document = parse(request.query, max_tokens=self.limits.tokens)
        else:
            self._documents.move_to_end(request.query)
        check_size(self.schema, document, request.variables, self.limits)
        if not known:
            if errors := validate(self.schema, document, _RULES, max_errors=5):
                raise InvalidQuery(errors)
            if len(request.query) <= CACHED_LENGTH:
                self._documents[request.query] = document
                if len(self._documents) > CACHED:
                    self._documents.popitem(last=False)
        return document

    async def _execute(self, document: DocumentNode, request: GraphRequest, context: Context) -> ExecutionResult:
        found: Awaitable[ExecutionResult] | ExecutionResult = execute(
            self.schema, document, context_value=context, variable_values=request.variables, operation_name=request.operation
        )
        return await found if isawaitable(found) else found


class InvalidQuery(Exception):
    """What validation found; never leaves this module."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        self.errors = errors
        super().__init__(errors[0].message)


def told(error: ApiError | GraphQLError, code: str = "BAD_USER_INPUT") -> dict[str, Any]:
    """An error as the caller sees it: message, place and code. Text that was not written for callers is logged and replaced.

    `code` is for errors of GraphQL itself, which carry none.
    """
    if isinstance(error, ApiError):
        return {"message": str(error), "extensions": {"code": error.code}}
    told: dict[str, Any] = dict(error.formatted)
    cause = _cause(error)
    if cause is None:
        told["extensions"] = {"code": code}
    elif isinstance(cause, CursorError):
        told |= {"message": str(BadCursor()), "extensions": {"code": BadCursor.code}}
    elif isinstance(cause, ApiError):
        told["extensions"] = {"code": cause.code}
    else:
        reference = secrets.token_hex(4)
        logger.error("resolver failed, reference %s", reference, exc_info=cause)
        told |= {
            "message": f"Something went wrong here. Reference {reference} stands in the server's log.",
            "extensions": {"code": "INTERNAL"},
        }
    return told


def _cause(error: GraphQLError) -> BaseException | None:
    """What a resolver raised, None for an error of GraphQL itself."""
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _check_operation(document: DocumentNode, name: str | None, read_only: bool) -> None:
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    chosen = [o for o in operations if name is None or (o.name is not None and o.name.value == name)]
    if name is None and len(operations) > 1:
        names = ", ".join(o.name.value for o in operations if o.name)
        raise RequestError(f"The query has {len(operations)} operations. Say which to run with `operationName`: {names}.")
    if not chosen:
        raise RequestError("The query has no operation." if name is None else f"The query has no operation named {name!r}.")
    if read_only and chosen[0].operation is not OperationType.QUERY:
        raise MethodRefused("Only queries may be sent with GET. Use POST.")
