"""Errors of the ingest package.

IngestError                       problem, remedy; printed as "NAME: problem. Remedy"
├── MisconfiguredError            an option, a variable or a file of settings is wrong: nothing was done (exit 2)
│   ├── NothingToDo               no input was given, or none was found
│   ├── SourcesError              the sources file is wrong; says where
│   ├── NightRunning              another night holds the lock
│   ├── EvaluationDataMissing     annotated texts that are no part of the project are not there; carries where they were sought
│   ├── AnalyserMissing           a language's model is not installed; carries language and package
│   └── StaleModel                a trained model is missing or older than its data files; carries the file
├── TransientError                may pass by itself: tried again the next night
│   ├── Unreachable               no connection, a time-out, a broken answer
│   ├── ServerBusy                429 or 5xx; carries the status
│   └── ReaderFailed              the reader broke off on this text: a defect of ours
└── TerminalError                 will fail the same way until the input changes: quarantined
    ├── InputNotFound             no such file, or 404/410
    ├── Unreadable                a file or folder the system does not let us read
    ├── UnknownFormat             not text, HTML, JSON or JSON lines
    ├── EmptyInput                nothing in it
    ├── BinaryInput               not text; says what it looks like
    ├── UnknownEncoding           the bytes are text in no encoding we can be sure of
    ├── InputTooBig               over the size cap
    ├── MalformedRecord           a JSON object or a front matter that breaks the format
    ├── NotAFeed                  neither RSS nor Atom
    ├── AddressRefused            not http(s), or an address that is not public
    ├── RobotsRefused             the site's robots.txt asks us to stay out
    ├── RequestRefused            4xx, too many redirects, or an answer we cannot take
    ├── BundleRefused             the store refused what was read (the evidence law)
    └── UnreadableText            read_document cannot read the text
        ├── EmptyText             no words in it
        ├── NoArticle             a page without an article
        ├── UnknownLanguage       neither Russian nor English; carries the language
        └── TextTooLong           over the limit, in code points; carries the limit
"""


class IngestError(Exception):
    """Base of every error raised by this package: what is wrong, and what to do next. Neither ends with a full stop."""

    exit_code = 1

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}. {remedy}.")

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by attributes: worker processes send these home, and subclasses have constructors of their own."""
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[IngestError], args: tuple[object, ...], attributes: dict[str, object]) -> IngestError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(attributes)
    return error


class MisconfiguredError(IngestError):
    """An option, a variable or a settings file is wrong. Nothing was done."""

    exit_code = 2


class NothingToDo(MisconfiguredError):
    """No input was given, or none was found."""


class SourcesError(MisconfiguredError):
    """The sources file is wrong. Carries the place (`source 'quayside', url`)."""

    def __init__(self, place: str, problem: str, remedy: str) -> None:
        self.place = place
        super().__init__(f"{place}: {problem}", remedy)


class NightRunning(MisconfiguredError):
    """Another night holds the lock."""


class EvaluationDataMissing(MisconfiguredError):
    """Annotated texts are not there. Carries what they are and where they were sought."""

    def __init__(self, what: str, place: object, remedy: str) -> None:
        self.what = what
        self.place = place
        super().__init__(f"{what}; there is no {place}", remedy)


class AnalyserMissing(MisconfiguredError):
    """The model of a language is not installed, or is not the one that was checked."""

    def __init__(self, language: str, package: str) -> None:
        self.language = language
        self.package = package
        super().__init__(
            f"the {language} analyser needs the package {package}", "Install it with `make install`, or `pip install policy-graph`"
        )


class StaleModel(MisconfiguredError):
    """A trained model is missing, or its data files have changed since it was trained."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        super().__init__(f"the model ingest/data/{file} {problem}", "Make it anew with `python -m ingest.training.claims`")


class TransientError(IngestError):
    """May pass by itself: tried again the next night."""


class Unreachable(TransientError):
    """No connection, a time-out, or an answer that breaks off."""


class ServerBusy(TransientError):
    """The server answers 429 or 5xx. `wait` is its Retry-After in seconds, when it says."""

    def __init__(self, status: int, wait: float | None = None) -> None:
        self.status = status
        self.wait = wait
        super().__init__(f"the server answers {status}", "Try again later; the next night does so by itself")


class ReaderFailed(TransientError):
    """The reader broke off on this text. A defect of ours, so the next version may read it."""


class TerminalError(IngestError):
    """Will fail the same way until the input changes."""


class InputNotFound(TerminalError):
    """No such file, or the server says 404 or 410."""


class Unreadable(TerminalError):
    """The system does not let us read it."""


class UnknownFormat(TerminalError):
    """Neither text, HTML, JSON nor JSON lines."""


class EmptyInput(TerminalError):
    """Nothing in it."""


class BinaryInput(TerminalError):
    """Not text."""


class UnknownEncoding(TerminalError):
    """Text in no encoding that we can be sure of."""


class InputTooBig(TerminalError):
    """Over the size cap, in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            f"is larger than {limit / 1_000_000:g} MB", "Split it, or raise POLICYGRAPH_MAX_BYTES if that size is really an article"
        )


class MalformedRecord(TerminalError):
    """A JSON object, a line of JSON lines, or a front matter that breaks the format."""


class NotAFeed(TerminalError):
    """Neither RSS nor Atom."""


class AddressRefused(TerminalError):
    """Not http or https, or an address that is not on the public internet."""


class RobotsRefused(TerminalError):
    """The site's robots.txt asks us to stay out."""


class RequestRefused(TerminalError):
    """The server refuses, redirects without end, or answers with something we cannot take."""


class BundleRefused(TerminalError):
    """The store refused what was read."""


class UnreadableText(TerminalError):
    """Base of what read_document raises."""


class EmptyText(UnreadableText):
    """No words in it."""

    def __init__(self) -> None:
        super().__init__("has no words in it", "Give a text with at least one sentence")


class NoArticle(UnreadableText):
    """A page without an article: a front page, a login wall, a list of links."""

    def __init__(self) -> None:
        super().__init__("has no article in the page", "Give the address of one article, or save its text as .txt")


class UnknownLanguage(UnreadableText):
    """Neither Russian nor English. `language` is what it looks like, an ISO 639-1 code."""

    def __init__(self, language: str) -> None:
        self.language = language
        super().__init__(f"is in an unsupported language ({language})", "Use --language ru or --language en if that is wrong")


class TextTooLong(UnreadableText):
    """Over the limit. `limit` counts code points."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"is longer than {limit:,} characters", "Split it into articles")
