"""Content negotiation: which of our media types a client likes best (RFC 9110, 12.5.1)."""

from collections.abc import Sequence


def best_type(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered type with the greatest quality, the earlier one where two are equal; None when none is accepted."""
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.lower().split(",")[:50]]
    best, found = 0.0, None
    for media in offered:
        quality = _quality(media, ranges)
        if quality > best:
            best, found = quality, media
    return found


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media, quality


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most exact range that holds the type."""
    for wanted in (media, media.split("/")[0] + "/*", "*/*"):
        for given, quality in ranges:
            if given == wanted:
                return quality
    return 0.0
