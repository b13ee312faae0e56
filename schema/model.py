"""The kernel: what one article says, and the words that prove it.

All values are frozen; all offsets are Unicode code points, end exclusive.
"""

from datetime import date
from enum import StrEnum
from functools import cached_property

from pydantic import Field

from schema.frozen import Frozen
from schema.ids import STATEMENT, evidence_id, make_id, text_digest
from schema.ontology import Stance


class Polarity(StrEnum):
    """Whether the statement is made or denied."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"


class Modality(StrEnum):
    """How firmly it is said. Only `asserted` becomes a direct edge."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    QUESTION = "question"
    HYPOTHETICAL = "hypothetical"
    REPORTED = "reported"


class SpeechKind(StrEnum):
    """How an assertion stands in its article; `author` is the article's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    AUTHOR = "author"


class Node(Frozen):
    """An entity. `name` is canonical; `names` gives it by language; `article_id` is set when the node belongs to one article alone."""

    id: str
    type: str
    name: str = Field(min_length=1)
    names: dict[str, str] = Field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    same_as: tuple[str, ...] = ()
    article_id: str | None = None


class Claim(Frozen):
    """A proposition. `labels` gives its wording by language, `wordings` other ways to say it, for search.

    A candidate is a claim that nobody has catalogued yet: its label is the words of the article that made it.
    """

    id: str
    labels: dict[str, str] = Field(min_length=1)
    wordings: tuple[str, ...] = ()
    candidate: bool = False
    topics: tuple[str, ...] = ()

    def label(self, language: str = "en") -> str:
        """The wording in a language, or in the first one there is."""
        return self.labels.get(language) or next(iter(self.labels.values()))


class Article(Frozen):
    """A document and its stored text version. `address` is what its id is made from."""

    id: str
    address: str
    text: str
    language: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    license: str | None = None

    @cached_property
    def text_sha256(self) -> str:
        """Digest of the text version that every offset counts in."""
        return text_digest(self.text)


class Evidence(Frozen):
    """Verbatim words. The law of the house: `article.text[start:end] == quote`."""

    id: str
    article_id: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str = Field(min_length=1)

    @classmethod
    def of(cls, article: Article, start: int, end: int) -> "Evidence":
        """The evidence between two offsets of an article's text."""
        return cls(
            id=evidence_id(article.id, article.text_sha256, start, end),
            article_id=article.id,
            start=start,
            end=end,
            quote=article.text[start:end],
        )


class Run(Frozen):
    """What read the article: extractor name and version, and the hash of the knowledge files (`knowledge version`)."""

    id: str
    extractor: str
    knowledge: str


class Statement(Frozen):
    """One fact as one article gives it. `speaker` is the node whose words carry it, None in the article's own voice."""

    id: str
    article_id: str
    run_id: str
    subject: str
    predicate: str
    object: str
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    speech: SpeechKind = SpeechKind.AUTHOR
    speaker: str | None = None
    said_on: date | None = None
    confidence: float = Field(ge=0.0, le=1.0)
    qualifiers: dict[str, str] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = Field(min_length=1)

    @property
    def is_plain(self) -> bool:
        """Whether it may become a direct edge: affirmed, asserted, and nobody else's reported opinion."""
        return self.polarity is Polarity.AFFIRMED and self.modality is Modality.ASSERTED


def statement_id(
    article: Article,
    subject: str,
    predicate: str,
    object_: str,
    polarity: Polarity,
    modality: Modality,
    speaker: str | None,
    spans: tuple[tuple[int, int], ...],
) -> str:
    """Id of a statement: what it says and the offsets of all its evidence."""
    words = sorted(f"{start}-{end}" for start, end in spans)
    return make_id(STATEMENT, article.id, article.text_sha256, subject, predicate, object_, polarity, modality, speaker or "", *words)


class Bundle(Frozen):
    """Everything one article says. Written in one transaction; replaces exactly what the article said before."""

    article: Article
    run: Run
    nodes: tuple[Node, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()


__all__ = [
    "Article",
    "Bundle",
    "Claim",
    "Evidence",
    "Modality",
    "Node",
    "Polarity",
    "Run",
    "SpeechKind",
    "Stance",
    "Statement",
    "statement_id",
]
