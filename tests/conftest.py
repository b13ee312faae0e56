"""Options and fixtures of the whole suite."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schema.ids import article_id, run_id
from schema.model import Article, Bundle, Claim, Evidence, Modality, Node, Polarity, Run, SpeechKind, Statement, statement_id

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; look at the diff before committing it")
    parser.addoption("--raise-floors", action="store_true", help="write higher floors of quality where the figures allow; never lower ones")
    parser.addoption("--kills", type=int, default=3, help="how often each process is killed in tests/walk")


def pytest_configure(config: pytest.Config) -> None:
    for option in ("--update-golden", "--raise-floors"):
        if config.getoption(option) and os.environ.get("CI"):
            raise pytest.UsageError(f"{option} is for people: what it writes is reviewed, never refreshed by CI")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file: `golden("ontology.ttl", text)`. `--update-golden` writes it instead."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"there is no {name}; make it with `python -m pytest --update-golden`"
        assert text == path.read_text(encoding="utf-8"), f"{name} is out of date; refresh it with `python -m pytest --update-golden`"

    return compare


@dataclass(frozen=True)
class Fact:
    """One statement of a made-up article; the first place of each quote is its evidence."""

    subject: Node
    predicate: str
    object: Node | Claim
    quotes: tuple[str, ...]
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    speech: SpeechKind = SpeechKind.INDIRECT
    speaker: Node | None = None
    said_on: date | None = None
    confidence: float = 0.9
    qualifiers: dict[str, str] = field(default_factory=dict)


MakeBundle = Callable[..., Bundle]


@pytest.fixture(scope="session")
def fact() -> type[Fact]:
    return Fact


@pytest.fixture(scope="session")
def make_bundle() -> MakeBundle:
    """`make_bundle(address, text, *facts, title=…)`: a lawful bundle from readable facts."""

    def make(address: str, text: str, *facts: Fact, **fields: Any) -> Bundle:
        article = Article(id=article_id(address), address=address, text=text, **{"language": "en", "url": address, **fields})
        run = Run(id=run_id("by hand", "1"), extractor="by hand", knowledge="1")
        things = [thing for f in facts for thing in (f.subject, f.object, f.speaker) if thing is not None]
        return Bundle(
            article=article,
            run=run,
            nodes=tuple({thing.id: thing for thing in things if isinstance(thing, Node)}.values()),
            claims=tuple({thing.id: thing for thing in things if isinstance(thing, Claim)}.values()),
            statements=tuple(_statement(f, article, run) for f in facts),
        )

    return make


def _statement(f: Fact, article: Article, run: Run) -> Statement:
    spans = tuple((at, at + len(quote)) for quote in f.quotes for at in [article.text.index(quote)])
    speaker = f.speaker.id if f.speaker else None
    return Statement(
        id=statement_id(article, f.subject.id, f.predicate, f.object.id, f.polarity, f.modality, speaker, spans),
        article_id=article.id,
        run_id=run.id,
        subject=f.subject.id,
        predicate=f.predicate,
        object=f.object.id,
        polarity=f.polarity,
        modality=f.modality,
        speech=f.speech,
        speaker=speaker,
        said_on=f.said_on,
        confidence=f.confidence,
        qualifiers=f.qualifiers,
        evidence=tuple(Evidence.of(article, start, end) for start, end in spans),
    )
