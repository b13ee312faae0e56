"""The order of search results: small, deterministic, and the same for every engine, whose own scores differ."""

from collections.abc import Iterable

from graph.reading import Hit
from schema.frozen import Frozen


class Candidate(Frozen):
    """What may answer a query. Counts of the query's distinct stems: `found` anywhere, `leading` in a name, label, title or quote;
    `length`: number of distinct stems in that name, label, title or quote."""

    id: str
    type: str
    found: int
    leading: int
    length: int


def rank(candidates: Iterable[Candidate], stems: int, limit: int) -> list[Hit]:
    """The best hits for a query of so many distinct stems, best first; ties in order of id.

    A hit scores the share of the query it holds, the share it holds up front, and the share of its front that the query is: so the whole
    name comes before a longer name, that before a title, and that before a text.
    """
    scored = []
    for candidate in candidates:
        if candidate.found:
            share = candidate.found / stems
            front = candidate.leading / stems
            precise = candidate.leading / candidate.length if candidate.length else 0.0
            scored.append(Hit(id=candidate.id, type=candidate.type, score=round((share + front + front * precise) / 3, 6)))
    return sorted(scored, key=lambda hit: (-hit.score, hit.id))[: max(limit, 0)]
