"""The text in some bytes, or why there is none.

Order of trust: byte order mark, what the sender declared, UTF-8, and at last a guess by charset-normalizer, taken only when its language
model recognises the words (or, in English, when every odd byte is a quote or a dash). A guess that may be wrong is refused: a misread
letter would make every quote false.
"""

import codecs

from ingest.errors import BinaryInput, EmptyInput, UnknownEncoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: the shorter mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file", "Convert it with pdftotext first"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "Unpack it, or save it as text"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it with gunzip first"),
    (b"BZh", "a bzip2 archive", "Unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "Unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it first"),
    (b"\x89PNG", "a PNG image", "Give text"),
    (b"\xff\xd8\xff", "a JPEG image", "Give text"),
    (b"GIF8", "a GIF image", "Give text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Save it as text"),
    (b"{\\rtf", "an RTF document", "Save it as text"),
    (b"\x7fELF", "a program", "Give text"),
    (b"SQLite format 3\x00", "an SQLite database", "Export its texts as JSON lines"),
)
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5")
_LATIN = ("cp1252", "mac_roman")  # in order of preference
_TYPOGRAPHY = frozenset(
    "\u2018\u2019\u201c\u201d\u201e\u2013\u2014\u2026\u2022\u20ac\u2122\u00a0\u00a3\u00a7\u00a9\u00ab\u00ae\u00b0\u00b7\u00bb"
)
_MOSTLY_ASCII = 0.05  # share of other bytes up to which a text is Latin: English with curly quotes has 0.002 to 0.02
# No Russian letters: Mac Cyrillic read as cp1251 is full of them.
_STRAY = "\u0402\u0403\u0453\u0409\u040a\u040c\u040b\u040f\u0452\u0459\u045a\u045c\u045b\u045f"
_NO_CHARSETS = frozenset({"unicode_escape", "raw_unicode_escape", "utf_7", "punycode", "idna"})  # Python's, or a way to hide markup
_SAMPLE = 200_000  # bytes that the guess looks at
_SURE = 0.25  # coherence from which the words are recognised, measured on Russian and English news of 40 characters and more
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def decode(raw: bytes, declared: str | None = None, encoding: str | None = None) -> str:
    """The text of some bytes, without its byte order mark. Line ends stay as they are, since offsets count them.

    `declared` is tried, `encoding` is an order: with it nothing else is.
    Raises EmptyInput, BinaryInput or UnknownEncoding.
    """
    if not raw.strip():
        raise EmptyInput("is empty", "Give a file with text in it")
    for signature, what, remedy in _SIGNATURES:
        if raw.startswith(signature):
            raise BinaryInput(f"is {what}, not text", remedy)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _checked(_strict(raw[len(mark) :], name))
    if encoding is not None:
        return _checked(_strict(raw, encoding))
    if b"\x00" in raw:
        raise BinaryInput("is binary: it holds NUL bytes", "Give text; UTF-16 needs its byte order mark")
    if declared is not None:
        text = _declared(raw, declared)
        if text is not None:
            return _checked(text)
    try:
        return _checked(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _mostly_utf8(raw):
            raise UnknownEncoding(f"is UTF-8 but broken at byte {error.start}", "Save it again as UTF-8") from error
    return _checked(_guess(raw))


def _strict(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(
            f"is not {name}: byte {error.start} breaks it", "Save it again as UTF-8, or name the right --encoding"
        ) from error


def _declared(raw: bytes, declared: str) -> str | None:
    """The text in the declared encoding, or None when the declaration is wrong. Latin-1 means Windows-1252, as in every browser."""
    try:
        name = codecs.lookup(declared.strip()).name
        return None if name.replace("-", "_") in _NO_CHARSETS else raw.decode("cp1252" if name in ("iso8859-1", "ascii") else name)
    except (LookupError, UnicodeError):
        return None


def _mostly_utf8(raw: bytes) -> bool:
    text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - broken > 10 * broken


def _guess(raw: bytes) -> str:
    sample = raw[:_SAMPLE]
    unsure = UnknownEncoding("is in an encoding that cannot be told for sure", "Save it as UTF-8, or name it with --encoding (e.g. cp1251)")
    name = _latin(sample) if sum(byte > 0x7F for byte in sample) <= _MOSTLY_ASCII * len(sample) else _cyrillic(sample)
    if name is None:
        raise unsure
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise unsure from error


def _latin(sample: bytes) -> str | None:
    """The encoding in which the other bytes are quotes, dashes and the like, or at worst small letters within words."""

    def signs(name: str) -> float:
        others = [c for c in sample.decode(name, errors="replace") if c > "\x7f"]
        return sum(1.0 if c in _TYPOGRAPHY else 0.5 if c.islower() else 0.0 for c in others) / len(others)

    best = max(_LATIN, key=signs)
    return best if signs(best) >= 0.5 else None


def _cyrillic(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_CYRILLIC)).best()
    if best is None or best.coherence < _SURE:
        return None
    stray = sum(map(str(best).count, _STRAY))
    return None if stray > len(sample) // 500 else best.encoding


def _checked(text: str) -> str:
    """The same text, refused when it is no text after all. NUL counts: no store keeps it."""
    if not text.strip():
        raise EmptyInput("is empty", "Give a file with text in it")
    controls = sum(map(text.count, map(chr, _CONTROLS)))
    if "\x00" in text or controls > 4 + len(text) // 1000:
        raise BinaryInput("is binary: it is full of control characters", "Give text")
    return text
