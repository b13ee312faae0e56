"""Errors of the api package. Each has a code that stands in `extensions.code`, and an HTTP status for when it is the whole answer.

ApiError
├── SettingsError         a variable cannot be understood
├── PortTaken             another program listens where we should
├── RequestError          the HTTP request is no GraphQL request
│   ├── MethodRefused     neither GET nor POST
│   ├── MediaTypeRefused  a body that is not JSON
│   ├── NotAcceptable     no media type we can answer in
│   └── BodyTooLarge      more bytes than the cap
├── LimitExceeded         the query asks for too much
│   └── TooSlow           the answer took longer than the time allowed
└── InputError            a value in the query is wrong
    ├── BadPaging         `first`, `last`, `after`, `before` do not fit together
    ├── BadCursor         a cursor that belongs to no such list
    ├── BadId             something that is no global id
    ├── NotFound          nothing has the id
    └── Gone              something was replaced while the answer was read
"""


class ApiError(Exception):
    """Base of every error raised by this package. Its text is written for the caller and may be shown."""

    code = "INTERNAL"
    status = 500
    exit_code = 2


class SettingsError(ApiError):
    """A variable cannot be understood."""

    code = "SETTINGS"

    def __init__(self, variable: str, value: str, remedy: str) -> None:
        self.variable = variable
        self.value = value
        super().__init__(f"{variable}={value!r} cannot be understood. {remedy}")


class PortTaken(ApiError):
    """Another program listens where we should."""

    code = "PORT_TAKEN"

    def __init__(self, host: str, port: int, reason: str) -> None:
        self.host = host
        self.port = port
        super().__init__(
            f"Cannot listen on {host} port {port}: {reason}. "
            "Choose another with --port or POLICYGRAPH_PORT (0 finds a free one), or end the program that listens there."
        )


class RequestError(ApiError):
    """The HTTP request is no GraphQL request."""

    code = "BAD_REQUEST"
    status = 400


class MethodRefused(RequestError):
    """Neither GET nor POST, or a GET that would change something."""

    code = "METHOD_NOT_ALLOWED"
    status = 405


class MediaTypeRefused(RequestError):
    """A body that is not JSON."""

    code = "UNSUPPORTED_MEDIA_TYPE"
    status = 415


class NotAcceptable(RequestError):
    """No media type we can answer in."""

    code = "NOT_ACCEPTABLE"
    status = 406


class BodyTooLarge(RequestError):
    """More bytes than the cap."""

    code = "REQUEST_TOO_LARGE"
    status = 413

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"The request is larger than {limit} bytes. Send a shorter query.")


class LimitExceeded(ApiError):
    """The query asks for too much."""

    code = "QUERY_TOO_LARGE"
    status = 400

    def __init__(self, what: str, found: int, limit: int) -> None:
        self.what = what
        self.found = found
        self.limit = limit
        super().__init__(f"The query's {what} is more than {limit}. Ask for less at a time: smaller pages, fewer fields, less nesting.")


class TooSlow(LimitExceeded):
    """The answer took longer than the time allowed."""

    code = "TIMEOUT"
    status = 503

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        ApiError.__init__(self, f"The query took longer than {seconds:g} seconds and was ended. Ask for smaller pages or filter more.")


class InputError(ApiError):
    """A value in the query is wrong."""

    code = "BAD_USER_INPUT"
    status = 400


class BadPaging(InputError):
    """`first`, `last`, `after`, `before` do not fit together."""

    code = "BAD_PAGING"


class BadCursor(InputError):
    """A cursor that belongs to no such list."""

    code = "BAD_CURSOR"

    def __init__(self) -> None:
        super().__init__(
            "The cursor belongs to no such list. Use `endCursor` or `startCursor` of a page of the same list, filter and order."
        )


class BadId(InputError):
    """Something that is no global id."""

    code = "BAD_ID"

    def __init__(self, given: str) -> None:
        self.given = given
        shown = given if len(given) <= 40 else given[:40] + "…"
        super().__init__(f"{shown!r} is no id. An id is a letter and 32 hex digits, as the `id` fields of this API give them.")


class NotFound(InputError):
    """Nothing has the id."""

    code = "NOT_FOUND"
    status = 404

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"Nothing has the id {given[:40]!r}. Ids stand in the answers of the API and in the exports.")


class Gone(InputError):
    """Something was replaced while the answer was read."""

    code = "CHANGED_MEANWHILE"
    status = 409

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        super().__init__(f"{identifier} was replaced while the answer was read. Ask again.")
