"""Things that several articles share, as the sum of what each article says of them.

Entities, claims and runs belong to no article. What an article says of one is its *contribution*. The store keeps, on the thing, the
distinct contributions (variants) and how many articles make each; and on the article, which variants it made. So a write subtracts what
the article contributed before and adds what it contributes now, and the thing's properties are a function of the variants and their
counts alone: never of the order of writes, of kills, or of the number of writers. A thing without variants is gone.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from schema.frozen import Frozen
from schema.ids import text_digest
from schema.model import Bundle, Claim, Node, Run

Thing = Node | Claim | Run
Key = tuple[str, str]
"""Label and id."""


class Contribution(Frozen):
    """What one article says of a thing. `variant` is canonical JSON, `digest` its short name."""

    label: str
    id: str
    variant: str

    @property
    def digest(self) -> str:
        """Short name of the variant."""
        return text_digest(self.variant)[:16]

    @property
    def mark(self) -> str:
        """How the article remembers it."""
        return f"{self.label} {self.id} {self.digest}"


def contributions(bundle: Bundle) -> Iterator[Contribution]:
    """Everything shared that a bundle lists."""
    for node in bundle.nodes:
        yield Contribution(label=node.type, id=node.id, variant=canonical(node.model_dump(mode="json")))
    for claim in bundle.claims:
        yield Contribution(label="Claim", id=claim.id, variant=canonical(claim.model_dump(mode="json")))
    yield Contribution(label="Run", id=bundle.run.id, variant=canonical(bundle.run.model_dump(mode="json")))


def ordered(bundle: Bundle) -> Bundle:
    """The same bundle with nodes, claims and statements in order of their ids."""
    by_id = {name: tuple(sorted(getattr(bundle, name), key=lambda thing: thing.id)) for name in ("nodes", "claims", "statements")}
    return bundle.model_copy(update=by_id)


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def merge(label: str, variants: Mapping[str, int]) -> Thing:
    """The thing that variants with these counts describe.

    Variants are asked in order of their count, the most frequent first, ties in order of their JSON: the first that has a value gives it;
    lists are united in that order. A name or label that lost becomes an alias or a wording, so that it is still found.
    """
    ranked = [json.loads(variant) for variant, _ in sorted(variants.items(), key=lambda item: (-item[1], item[0]))]
    first = ranked[0]
    if label == "Run":
        return Run.model_validate(first)
    if label == "Claim":
        labels = _first_wins(entry["labels"] for entry in ranked)
        lost = [text for entry in ranked for text in entry["labels"].values() if text not in labels.values()]
        return Claim(
            id=first["id"],
            labels=labels,
            wordings=_united([*(entry["wordings"] for entry in ranked), lost]),
            candidate=all(entry["candidate"] for entry in ranked),
            topics=_united(entry["topics"] for entry in ranked),
        )
    names = _first_wins(entry["names"] for entry in ranked)
    shown = {first["name"], *names.values()}
    lost = [text for entry in ranked for text in (entry["name"], *entry["names"].values()) if text not in shown]
    return Node(
        id=first["id"],
        type=first["type"],
        name=first["name"],
        names=names,
        aliases=_united([*(entry["aliases"] for entry in ranked), lost]),
        kind=next((entry["kind"] for entry in ranked if entry["kind"]), None),
        same_as=_united(entry["same_as"] for entry in ranked),
        article_id=first["article_id"],
    )


def add(variants: Mapping[str, int], more: Counter[str]) -> dict[str, int]:
    """The counts after some articles contributed (+1) or took back (-1)."""
    total = Counter(variants)
    total.update(more)
    return {variant: count for variant, count in total.items() if count > 0}


def _first_wins(maps: Iterable[dict[str, str]]) -> dict[str, str]:
    won: dict[str, str] = {}
    for entry in maps:
        for key, value in entry.items():
            won.setdefault(key, value)
    return dict(sorted(won.items()))


def _united(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for entry in lists for value in entry))
