"""Writing an article replaces exactly what it said before."""

from datetime import UTC, date, datetime
from typing import Any

from schema.ids import article_id, claim_id, node_id, run_id
from schema.model import Article, Bundle, Claim, Evidence, Modality, Node, Polarity, Run, Statement, statement_id

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LECUN = Node(id=node_id("Person", "lecun"), type="Person", name="Yann LeCun", names={"ru": "Ян Лекун"}, aliases=("LeCun", "Лекун"))
META = Node(id=node_id("Company", "meta"), type="Company", name="Meta")
PROTECTS = Claim(id=claim_id("protects"), labels={"en": "regulation protects incumbents", "ru": "регулирование защищает гигантов"})


def say(
    address: str,
    text: str,
    said: list[tuple[Node | Article, str, Node | Claim]],
    knowledge: str = "k1",
    modality: Modality = Modality.ASSERTED,
    published: date | None = date(2024, 1, 1),
    nodes: tuple[Node, ...] | None = None,
    **more: Any,
) -> Bundle:
    """A bundle whose statements all rest on the whole text."""
    article = Article(id=article_id(address), address=address, text=text, language="en", published=published)
    run = Run(id=run_id("rules", knowledge), extractor="rules", knowledge=knowledge)
    ends = {end.id: end for subject, _, object_ in said for end in (subject, object_)}
    span = (0, len(text))
    statements = tuple(
        Statement(
            id=statement_id(article, s.id, predicate, o.id, Polarity.AFFIRMED, modality, None, (span,)),
            article_id=article.id,
            run_id=run.id,
            subject=s.id,
            predicate=predicate,
            object=o.id,
            modality=modality,
            confidence=0.5,
            evidence=(Evidence.of(article, *span),),
            **more,
        )
        for s, predicate, o in said
    )
    listed = tuple(end for end in ends.values() if isinstance(end, Node)) if nodes is None else nodes
    return Bundle(
        article=article, run=run, nodes=listed, claims=tuple(end for end in ends.values() if isinstance(end, Claim)), statements=statements
    )


def edges(subject: Any, id_: str) -> Any:
    return subject.ask(subject.reader.edges_of([id_]))[0]


def test_a_new_extractor_replaces_its_statements_and_nothing_else(subject: Any) -> None:
    writer = subject.writer()
    writer.write(say("one", "Yann LeCun works for Meta.", [(LECUN, "employed_by", META), (LECUN, "asserts", PROTECTS)]), NOW)
    writer.write(say("two", "Regulation protects incumbents.", [(LECUN, "asserts", PROTECTS)]), NOW)
    report = writer.write(say("one", "Yann LeCun works for Meta.", [(LECUN, "employed_by", META)], knowledge="k2"), NOW)
    assert (report.added, report.replaced, report.removed) == (0, 1, 1)
    stats = subject.ask(subject.reader.stats())
    assert (stats["Person"], stats["Company"], stats["Claim"], stats["Article"]) == (1, 1, 1, 2)
    assert (stats["statements"], stats["evidence"], stats["edges"]) == (2, 2, 2)
    assert subject.ask(subject.reader.runs([run_id("rules", "k1"), run_id("rules", "k2")])).count(None) == 0


def test_an_article_that_falls_silent_leaves_only_itself(subject: Any) -> None:
    writer = subject.writer()
    writer.write(say("one", "Yann LeCun works for Meta.", [(LECUN, "employed_by", META)]), NOW)
    writer.write(say("one", "Nothing.", []), NOW)
    stats = subject.ask(subject.reader.stats())
    assert {label: count for label, count in stats.items() if count} == {"Article": 1}
    assert subject.ask(subject.reader.nodes([LECUN.id, META.id])) == [None, None]


def test_only_plain_speech_becomes_an_edge(subject: Any) -> None:
    writer = subject.writer()
    for number, modality in enumerate(Modality):
        writer.write(say(f"{number}", f"{modality}: so it is", [(LECUN, "asserts", PROTECTS)], modality=modality), NOW)
    assert len(subject.ask(subject.reader.statements_of([LECUN.id], *_all()))[0].items) == len(Modality)
    (edge,) = edges(subject, LECUN.id)
    assert len(edge.statements) == 1


def test_one_text_at_ten_addresses_counts_once(subject: Any) -> None:
    writer = subject.writer()
    for number in range(10):
        published = date(2024, 1, 1 + number)
        writer.write(say(f"copy {number}", "Meta employs Yann LeCun.", [(LECUN, "employed_by", META)], published=published), NOW)
    writer.write(say("own", "LeCun works at Meta.", [(LECUN, "employed_by", META)], published=None, said_on=date(2023, 7, 7)), NOW)
    (edge,) = edges(subject, META.id)
    assert (len(edge.statements), edge.articles, edge.first, edge.last) == (11, 2, date(2023, 7, 7), date(2024, 1, 10))
    writer.delete([article_id("own"), article_id("copy 9")])
    (edge,) = edges(subject, META.id)
    assert (len(edge.statements), edge.articles, edge.first, edge.last) == (9, 1, date(2024, 1, 1), date(2024, 1, 9))


def test_names_are_a_vote_that_can_be_taken_back(subject: Any) -> None:
    writer = subject.writer()
    for number, name in enumerate(["Lecun", "LeCun", "LeCun"]):
        node = LECUN.model_copy(update={"name": name, "aliases": (), "names": {}})
        writer.write(say(f"{number}", f"{name} works.", [(node, "employed_by", META)]), NOW)
    (stored,) = subject.ask(subject.reader.nodes([LECUN.id]))
    assert (stored.name, stored.aliases) == ("LeCun", ("Lecun",))
    writer.delete([article_id("1"), article_id("2")])
    (stored,) = subject.ask(subject.reader.nodes([LECUN.id]))
    assert (stored.name, stored.aliases) == ("Lecun", ())


def test_long_lists_and_strange_letters(subject: Any) -> None:
    aliases = tuple(f"alias {number} 😀" for number in range(10_000))
    text = "👩‍👩‍👧 e\u0301 𝔸 \u202eأهلا\u202c 中文 \U0010ffff\ufffe " + "слово " * 20_000
    node = LECUN.model_copy(update={"aliases": aliases, "name": "\U0001f600 " + "я" * 5_000})
    bundle = say("long", text, [(node, "employed_by", META)], published=date(1, 1, 1), said_on=date(9999, 12, 31))
    subject.writer().write(bundle, NOW)
    reader = subject.reader
    assert subject.ask(reader.nodes([node.id])) == [node]
    assert subject.ask(reader.articles([bundle.article.id])) == [bundle.article]
    assert subject.ask(reader.statements([bundle.statements[0].id])) == [bundle.statements[0]]
    assert [hit.id for hit in subject.ask(reader.search("9999 ALIAS", ["Person"], 5))] == [node.id]


def test_times_are_kept_in_utc(engine: Any) -> None:
    from datetime import timedelta, timezone

    tokyo = datetime(2026, 1, 1, 8, 30, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    engine.writer().write(say("one", "Meta employs.", [(LECUN, "employed_by", META)]), tokyo)
    rows = engine.store.driver.execute_query("MATCH (a:Article) RETURN a.recorded_at AS at", database_=engine.store.target.database).records
    assert rows[0]["at"] == "2025-12-31T23:30:00.123456Z"


def _all() -> tuple[Any, Any]:
    from graph.reading import StatementFilter, Window

    return StatementFilter(), Window()
