"""From a page to a bundle: lawful, proved by verbatim words, the same bytes every time."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.page import Page
from ingest.read import read_document
from schema.ids import article_id
from schema.law import violations
from schema.model import Bundle, Modality
from schema.ontology import load_ontology

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(p.name.removesuffix(".txt") for p in (ROOT / "ingest" / "samples").glob("*.txt"))
ATTITUDES = ("asserts", "disputes", "discusses")
CASES = tomllib.loads((ROOT / "tests" / "cases" / "attribution.toml").read_text(encoding="utf-8"))["case"]


def page_of(sample: str) -> Page:
    _, head, body = (ROOT / "ingest" / "samples" / f"{sample}.txt").read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return Page(
        address=fields["url"],
        text=body,
        language=fields["language"],
        title=fields["title"],
        url=fields["url"],
        outlet=fields["outlet"],
        author=fields.get("author"),
        published=date.fromisoformat(fields["published"]),
        license=fields["license"],
    )


def page(text: str, language: str = "en", address: str = "https://example.org/1", **fields: Any) -> Page:
    return Page(address=address, text=text, language=language, **fields)


@pytest.fixture(scope="module")
def bundles() -> dict[str, Bundle]:
    return {sample: read_document(page_of(sample)) for sample in SAMPLES}


# ---- the samples


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_gives_a_lawful_bundle(bundles: dict[str, Bundle], sample: str) -> None:
    bundle = bundles[sample]
    assert violations(bundle, load_ontology()) == []
    assert bundle.article.id == article_id(page_of(sample).address)
    assert any(s.predicate in ATTITUDES for s in bundle.statements)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_statement_is_proved_by_verbatim_words(bundles: dict[str, Bundle], sample: str) -> None:
    text = page_of(sample).text
    for statement in bundles[sample].statements:
        assert statement.evidence
        assert all(text[e.start : e.end] == e.quote and e.quote.strip() for e in statement.evidence)
        spans = [(e.start, e.end) for e in statement.evidence]
        assert spans == sorted(set(spans))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_stance_is_that_of_its_own_speaker(bundles: dict[str, Bundle], sample: str) -> None:
    for statement in bundles[sample].statements:
        if statement.predicate in ATTITUDES:
            assert statement.speaker == statement.subject
            assert statement.speech != "author"
        if statement.speech == "author":
            assert statement.speaker is None


@pytest.mark.parametrize("sample", SAMPLES)
def test_nodes_and_claims_are_used_and_in_the_order_of_their_ids(bundles: dict[str, Bundle], sample: str) -> None:
    bundle = bundles[sample]
    used = {end for s in bundle.statements for end in (s.subject, s.object, s.speaker)}
    assert {n.id for n in bundle.nodes} <= used
    assert {c.id for c in bundle.claims} <= used
    for things in (bundle.nodes, bundle.claims, bundle.statements):
        assert [t.id for t in things] == sorted({t.id for t in things})


def test_a_node_of_one_article_says_which(bundles: dict[str, Bundle]) -> None:
    groups = [(b, n) for b in bundles.values() for n in b.nodes if n.type == "Group"]
    assert groups
    assert all(node.article_id == bundle.article.id and node.kind in ("collective", "unnamed_source") for bundle, node in groups)


def test_the_day_and_the_run_stand_on_every_statement(bundles: dict[str, Bundle]) -> None:
    for sample, bundle in bundles.items():
        assert {s.said_on for s in bundle.statements} == {page_of(sample).published}
        assert {s.run_id for s in bundle.statements} == {bundle.run.id}
    assert len({b.run.knowledge for b in bundles.values()}) == 1


def test_sources_that_are_not_named_are_no_world_wide_node(bundles: dict[str, Bundle]) -> None:
    owners: dict[str, str] = {}
    for bundle in bundles.values():
        for node in bundle.nodes:
            if node.article_id is not None:
                assert owners.setdefault(node.id, bundle.article.id) == bundle.article.id


# ---- the same again


@pytest.mark.parametrize("sample", SAMPLES[::4])
def test_the_same_page_twice_gives_the_same_bytes(bundles: dict[str, Bundle], sample: str) -> None:
    assert read_document(page_of(sample)).model_dump_json() == bundles[sample].model_dump_json()


def test_known_entities_and_claims_are_the_same_in_every_article_and_language() -> None:
    english = read_document(page("Sam Altman told the BBC that AI will destroy millions of jobs.", "en"))
    russian = read_document(page("Сэм Альтман заявил, что ИИ уничтожит рабочие места.", "ru", "https://example.org/2"))
    for bundle in (english, russian):
        assert violations(bundle, load_ontology()) == []
    people = [{n.id for n in b.nodes if n.name == "Sam Altman"} for b in (english, russian)]
    claims = [{c.id for c in b.claims if not c.candidate} for b in (english, russian)]
    assert people[0] == people[1] != set()
    assert claims[0] == claims[1] != set()


def test_an_unnamed_source_is_another_one_in_another_article() -> None:
    text = "Some critics say that AI will destroy millions of jobs."
    nodes = [{n.id for n in read_document(page(text, address=f"https://example.org/{n}")).nodes if n.type == "Group"} for n in (1, 2)]
    assert [len(n) for n in nodes] == [1, 1]
    assert nodes[0] != nodes[1]


def test_another_text_at_the_same_address_is_the_same_article_with_other_statements() -> None:
    one, other = (
        read_document(page(f"{name} said that AI will destroy millions of jobs.")) for name in ("Odette Farrow", "Desmond Harker")
    )
    assert one.article.id == other.article.id
    assert {s.id for s in one.statements} & {s.id for s in other.statements} == set()


# ---- never plain

PLAIN = [
    ("en", "Odette Farrow said that AI will destroy millions of jobs.", True),
    ("ru", "Вера Самохина сказала, что ИИ уничтожит рабочие места.", True),
    ("en", "Odette Farrow suggested that AI will destroy millions of jobs.", False),
    ("en", "Odette Farrow said that AI might destroy millions of jobs.", False),
    ("en", "Odette Farrow asked whether AI will destroy millions of jobs.", False),
    ("en", "Perhaps AI will destroy millions of jobs, Odette Farrow said.", False),
    ("en", "“Will AI destroy millions of jobs?” Odette Farrow asked.", False),
    ("en", "“Will AI destroy millions of jobs?” said Odette Farrow.", False),
    ("en", "If Odette Farrow says that AI will destroy millions of jobs, nobody will listen.", False),
    ("ru", "Вера Самохина предположила, что ИИ уничтожит рабочие места.", False),
    ("ru", "Вера Самохина сказала, что ИИ, возможно, уничтожит рабочие места.", False),
    ("ru", "Вера Самохина спросила, уничтожит ли ИИ рабочие места.", False),
    ("ru", "«Уничтожит ли ИИ рабочие места?» — спросила Вера Самохина.", False),
    ("ru", "Если Вера Самохина скажет, что ИИ уничтожит рабочие места, её не услышат.", False),
]


@pytest.mark.parametrize(("language", "text", "plain"), PLAIN)
def test_hedged_asked_and_imagined_speech_is_never_plain(language: str, text: str, plain: bool) -> None:
    stances = [s for s in read_document(page(text, language)).statements if s.predicate in ("asserts", "disputes")]
    assert any(s.is_plain for s in stances) is plain


@pytest.mark.parametrize(
    ("language", "text", "inner"),
    [
        pytest.param(
            "en",
            "Desmond Harker said that Odette Farrow had claimed that AI will destroy millions of jobs.",
            "Odette Farrow",
            id="en that within that",
        ),
        pytest.param(
            "en",
            "“Odette Farrow claims that AI will destroy millions of jobs,” said Desmond Harker.",
            "Odette Farrow",
            id="en within a quote",
        ),
        pytest.param(
            "ru",
            "Глеб Тарханов рассказал, что Вера Самохина заявила, что ИИ уничтожит рабочие места.",
            "Вера Самохина",
            id="ru that within that",
        ),
        pytest.param(
            "ru",
            "«Вера Самохина утверждает, что ИИ уничтожит рабочие места», — сказал Глеб Тарханов.",
            "Вера Самохина",
            id="ru within a quote",
        ),
    ],
)
def test_speech_within_speech_is_nobodys_plain_assertion(language: str, text: str, inner: str) -> None:
    bundle = read_document(page(text, language))
    assert inner in {n.name for n in bundle.nodes}
    assert [s for s in bundle.statements if s.predicate in ("asserts", "disputes") and s.is_plain] == []


def test_a_relation_in_somebodys_words_is_reported_and_names_the_speaker() -> None:
    bundle = read_document(page("Odette Farrow said that Halden Robotics acquired the startup Corvane Software."))
    (statement,) = [s for s in bundle.statements if s.predicate == "acquires"]
    names = {n.id: n.name for n in bundle.nodes}
    assert statement.modality is Modality.REPORTED
    assert names[statement.speaker or ""] == "Odette Farrow"
    assert not statement.is_plain


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_cases_of_attribution_give_lawful_bundles(language: str) -> None:
    text = "\n\n".join(c["text"] for c in CASES if c["lang"] == language)
    bundle = read_document(page(text, language))
    assert violations(bundle, load_ontology()) == []
    assert {s.modality for s in bundle.statements} >= {Modality.ASSERTED, Modality.HEDGED}
