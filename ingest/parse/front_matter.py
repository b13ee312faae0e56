"""The block of `key: value` lines that a text file may begin with."""

from ingest.errors import MalformedRecord

KEYS = frozenset({"title", "url", "published", "outlet", "author", "language", "license", "note"})
_FENCE = "---"
_MOST_LINES = 40


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields and the text after them, in which all offsets count.

    A text that merely begins with a rule of dashes has no front matter and comes back whole. Raises MalformedRecord for a block with an
    unknown or a repeated key: a misspelt field would be lost without a word.
    """
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != _FENCE:
        return {}, text
    end = next((number for number, line in enumerate(lines[1 : _MOST_LINES + 2], start=1) if line.strip() == _FENCE), None)
    block = [line.strip() for line in lines[1:end]] if end is not None else []
    if end is None or not all(":" in line for line in block if line):
        return {}, text
    fields: dict[str, str] = {}
    for number, line in enumerate(block, start=2):
        key, _, value = line.partition(":")
        key = key.strip().lower()
        if not line:
            continue
        if key not in KEYS:
            raise MalformedRecord(f"line {number}: unknown key {key!r} in the front matter", f"Use {', '.join(sorted(KEYS))}")
        if key in fields:
            raise MalformedRecord(f"line {number}: key {key!r} stands twice in the front matter", "Keep one of them")
        fields[key] = value.strip()
    return fields, "".join(lines[end + 1 :])
