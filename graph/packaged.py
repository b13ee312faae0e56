"""The packaged reads: one `.cypher` file each. The door that nothing else, and nothing that writes, goes through.

ArcadeDB accepts writes in READ sessions, so the access mode alone protects nothing.
"""

import re
from functools import cache
from importlib import resources

from graph.errors import QueryRefused

_WRITES = re.compile(
    r"\b(?:CREATE|MERGE|DELETE|DETACH|SET|REMOVE|DROP|FOREACH|LOAD|INSERT|ALTER|GRANT|DENY|REVOKE|TERMINATE|IN\s+TRANSACTIONS)\b",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(r"\bCALL\s+([A-Za-z][\w.]*)", re.IGNORECASE)
_ALLOWED = frozenset({"db.index.fulltext.queryNodes"})
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)


def names() -> list[str]:
    """Every packaged read."""
    folder = resources.files("graph").joinpath("queries")
    return sorted(file.name.removesuffix(".cypher") for file in folder.iterdir() if file.name.endswith(".cypher"))


@cache
def load_query(name: str) -> str:
    """The text of a packaged read. Raises QueryRefused for any other name and for a text that writes."""
    if not re.fullmatch(r"[a-z_]+", name):
        raise QueryRefused(name, "that is no name of a packaged read")
    file = resources.files("graph").joinpath("queries", f"{name}.cypher")
    if not file.is_file():
        raise QueryRefused(name, "there is no such file")
    text = file.read_text(encoding="utf-8")
    refuse_writes(name, text)
    return text


def refuse_writes(name: str, text: str) -> None:
    """Raise QueryRefused for a text that could change the store. Words in strings and comments do not count."""
    bare = _QUOTED.sub(" ", text)
    found = _WRITES.search(bare)
    if found:
        raise QueryRefused(name, f"it says {found.group().upper()}")
    if "`" in bare:
        raise QueryRefused(name, "it hides a name in backticks")
    for procedure in _PROCEDURE.findall(bare):
        if procedure not in _ALLOWED:
            raise QueryRefused(name, f"it calls {procedure}")
