"""Every engine answers as the reference does: whole answers, over random bundles, orders, replacements and deletions."""

import random
from datetime import UTC, datetime
from typing import Any

from answers import dump, everything, questions
from bundles import bundles, make_bundle
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from graph.reading import StatementFilter, StatementOrder, Window
from graph.reference import ReferenceStore

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def assert_equal_answers(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    for name, answer in wanted.items():
        assert found[name] == answer, name


@hypothesis_settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(written=st.lists(bundles, min_size=1, max_size=6), removed=st.integers(0, 4))
def test_answers_equal_the_reference(engine: Any, written: list[Any], removed: int) -> None:
    engine.clear()
    reference = ReferenceStore()
    writer = engine.writer()
    for bundle in written:
        assert writer.write(bundle, NOW) == reference.write(bundle, NOW)
    assert_equal_answers(engine.ask(everything(engine.reader, written)), engine.ask(everything(reference, written)))
    gone = [bundle.article.id for bundle in written[:removed]]
    assert writer.delete(gone) == reference.delete(gone)
    assert_equal_answers(engine.ask(everything(engine.reader, written)), engine.ask(everything(reference, written)))


def test_questions_equal_the_reference(engine: Any) -> None:
    rng = random.Random(7)
    written = [make_bundle(rng, addresses=20, most=12) for _ in range(15)]
    reference = ReferenceStore()
    writer = engine.writer()
    for bundle in written:
        assert writer.write(bundle, NOW) == reference.write(bundle, NOW)
    assert_equal_answers(engine.ask(everything(engine.reader, written)), engine.ask(everything(reference, written)))
    assert_equal_answers(engine.ask(questions(engine.reader, written)), engine.ask(questions(reference, written)))


def test_pages_join_to_the_whole_list(subject: Any) -> None:
    rng = random.Random(3)
    for _ in range(6):
        subject.writer().write(make_bundle(rng, addresses=6, most=10), NOW)
    for order in StatementOrder:
        for down in (True, False):
            find = lambda window: subject.ask(subject.reader.find_statements(StatementFilter(), window, order, down))  # noqa: B023, E731
            whole = find(Window())
            assert whole.total == len(whole.items) > 10
            assert not whole.has_next
            assert not whole.has_previous
            forward, after = [], None
            while True:
                page = find(Window(first=4, after=after))
                assert page.has_previous == bool(forward)
                assert page.total == whole.total
                forward += page.items
                if not page.has_next:
                    break
                after = page.cursors[-1]
            assert tuple(forward) == whole.items
            backward, before = [], None
            while True:
                page = find(Window(last=3, before=before))
                assert page.has_next == bool(backward)
                backward = [*page.items, *backward]
                if not page.has_previous:
                    break
                before = page.cursors[0]
            assert tuple(backward) == whole.items


@hypothesis_settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(written=st.lists(bundles, min_size=2, max_size=5, unique_by=lambda bundle: bundle.article.id), rng=st.randoms(use_true_random=False))
def test_the_graph_does_not_depend_on_order_or_history(engine: Any, written: list[Any], rng: random.Random) -> None:
    engine.clear()
    for bundle in written:
        engine.writer().write(bundle, NOW)
    straight = dump(engine)
    engine.clear()
    detour = [*written, *(make_bundle(rng) for _ in range(3))]
    rng.shuffle(detour)
    writer = engine.writer()
    for bundle in detour:
        writer.write(bundle, NOW)
    wanted = {bundle.article.id for bundle in written}
    writer.delete([bundle.article.id for bundle in detour if bundle.article.id not in wanted])
    for bundle in written:
        writer.write(bundle, NOW)
    assert dump(engine) == straight


def test_deleting_everything_leaves_nothing(engine: Any) -> None:
    rng = random.Random(11)
    written = [make_bundle(rng, addresses=5) for _ in range(12)]
    writer = engine.writer()
    for bundle in written:
        writer.write(bundle, NOW)
    writer.delete({bundle.article.id for bundle in written})
    assert dump(engine) == {"nodes": [], "edges": []}


def test_the_same_bundle_again_changes_nothing(engine: Any) -> None:
    bundle = make_bundle(random.Random(5), most=10)
    writer = engine.writer()
    assert writer.write(bundle, NOW).changed
    before = dump(engine)
    assert not writer.write(bundle, datetime(2027, 1, 1, tzinfo=UTC)).changed
    assert dump(engine) == before
