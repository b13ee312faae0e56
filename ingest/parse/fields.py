"""The values that describe an article, as people write them: dates, languages, single lines."""

from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit

from ingest.errors import MalformedRecord


def parse_date(value: str) -> date:
    """The day in an ISO 8601 date or time, or in an RFC 2822 one, in the zone it is written in. Raises ValueError."""
    value = value.strip()
    for parse in (date.fromisoformat, lambda v: datetime.fromisoformat(v).date(), lambda v: parsedate_to_datetime(v).date()):
        try:
            return parse(value)
        except (ValueError, TypeError, IndexError):
            continue
    raise ValueError(f"{value[:40]!r} is no date")


def published_date(value: str | None) -> date | None:
    """The day a record says it was published. Raises MalformedRecord."""
    if not value:
        return None
    try:
        return parse_date(value)
    except ValueError:
        raise MalformedRecord(f"published {value!r} is no date", "Write it as YYYY-MM-DD") from None


def language_code(value: str | None) -> str | None:
    """`ru` for `ru`, `RU` and `ru-RU`."""
    return value.strip().lower().replace("_", "-").split("-")[0] or None if value else None


def one_line(value: str | None) -> str | None:
    """The value with every run of white space as one space; None when there is nothing."""
    return " ".join(value.split()) or None if value else None


def web_address(value: str | None) -> str | None:
    """An http(s) address without its fragment, otherwise as it is written. Raises MalformedRecord."""
    if not value or not value.strip():
        return None
    try:
        parts = urlsplit(value.strip())
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise MalformedRecord(f"url {value!r} is no web address", "Write it with https:// in front, or leave it out")
    return urlunsplit(parts._replace(fragment=""))
