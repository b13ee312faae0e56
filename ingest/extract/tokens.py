"""Analysed text: tokens with lemmas and a dependency tree, the same for both languages.

Relations are Universal Dependencies (universaldependencies.org/u/dep); the English parser's labels are mapped to them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

NAME_RELATIONS = ("flat", "flat:name", "flat:foreign", "compound")


@dataclass(frozen=True, slots=True)
class Token:
    """A word. `start`/`end` are code points of the prepared text; `head` is the index of its governor, -1 for a root.

    `quote` is the index of the quotation that this token stands for, when the analysis saw a placeholder instead of the quoted words.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    rel: str
    head: int
    feats: dict[str, str]
    quote: int | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is no punctuation."""
        return self.pos != "PUNCT"


def without_cycles(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens as a forest: a parser that chooses each governor by itself may close a circle, which is cut where it is first met."""
    heads = [t.head for t in tokens]
    settled = [False] * len(heads)
    for start in range(len(heads)):
        path: list[int] = []
        at = start
        while at >= 0 and not settled[at]:
            settled[at] = True
            path.append(at)
            at = heads[at]
        if at in path:
            heads[at] = -1
    return tuple(t if t.head == head else replace(t, head=head) for t, head in zip(tokens, heads, strict=True))


@dataclass(frozen=True)
class Sentence:
    """One analysed sentence; the indices of its tokens are positions in `tokens`. `paragraph` counts from 0 within the article.

    `inside` is the index of the quotation it was found in, None for the article's own running text.
    """

    tokens: tuple[Token, ...]
    paragraph: int
    inside: int | None = None
    children: tuple[tuple[int, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                children[token.head].append(token.index)
        object.__setattr__(self, "children", tuple(tuple(c) for c in children))

    @property
    def start(self) -> int:
        """Offset of the first code point."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last code point."""
        return self.tokens[-1].end

    def deps(self, index: int, *relations: str) -> list[Token]:
        """Dependents of a token, left to right; with `relations`, those alone (`nsubj` also finds `nsubj:pass`)."""
        found = [self.tokens[i] for i in self.children[index]]
        if not relations:
            return found
        return [t for t in found if t.rel in relations or t.rel.split(":")[0] in relations]

    def head_of(self, token: Token) -> Token | None:
        """The governor, None for a root."""
        return None if token.head < 0 else self.tokens[token.head]

    def subtree(self, index: int) -> list[Token]:
        """A token and all it governs, left to right. Guards against a cycle in a broken parse."""
        seen = {index}
        queue = [index]
        while queue:
            for child in self.children[queue.pop()]:
                if child not in seen:
                    seen.add(child)
                    queue.append(child)
        return [self.tokens[i] for i in sorted(seen)]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governors, nearest first."""
        seen = {token.index}
        while token.head >= 0 and token.head not in seen:
            token = self.tokens[token.head]
            seen.add(token.index)
            yield token

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that lie wholly within a span."""
        return [t for t in self.tokens if t.start >= start and t.end <= end]
