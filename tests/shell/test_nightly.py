"""Nights, against a real server and the reference store: what is new is taken, what is bad is reported, and nothing stops the rest."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from graph.reference import ReferenceStore
from ingest.archive import Archive, Taken
from ingest.errors import InputNotFound, NightRunning, NothingToDo, SourcesError, Unreadable
from ingest.night_run import run_night
from ingest.nightly import NightReport, SourceReport, night_lock, replay
from ingest.parse.document import Format
from ingest.pipeline import Result
from ingest.settings import IngestSettings
from ingest.sources import Source, load_sources
from ingest.state import Seen, State
from ingest.workers import Workers

Site = Any  # the fixture's type, in conftest.py


def page(number: int, word: str = "Tuesday") -> tuple[int, dict[str, str], bytes]:
    text = (
        f"<html><head><title>Title {number}</title></head><body><article><p>The regulator said on {word} that licence number {number} "
        "would protect incumbents from competition.</p><p>Critics of the plan answered that it would do nothing of the kind.</p></article>"
    )
    return 200, {"Content-Type": "text/html; charset=utf-8"}, text.encode()


def feed(site: Site, *numbers: int) -> tuple[int, dict[str, str], bytes]:
    items = "".join(
        f"<item><link>{site.root}/{n}</link><title>Feed title {n}</title><pubDate>Tue, 03 Mar 2026 10:00:00 GMT</pubDate></item>"
        for n in numbers
    )
    return 200, {"Content-Type": "application/rss+xml"}, f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


class House:
    """A home, a store, and nights in it."""

    def __init__(self, settings: IngestSettings) -> None:
        self.settings = settings
        self.store = ReferenceStore()
        self.archive = Archive(settings.home / "archive")

    def write(self, bundle: Any) -> bool:
        return self.store.write(bundle, datetime(2026, 3, 4, tzinfo=UTC)).changed

    def night(self, *sources: Source, workers: int = 1) -> NightReport:
        return run_night(sources, self.settings, self.write, workers)

    def titles(self) -> list[str | None]:
        return sorted((bundle.article.title for bundle in self.store.bundles.values()), key=str)


@pytest.fixture
def house(settings: IngestSettings) -> House:
    return House(settings)


def rss(site: Site, **more: object) -> Source:
    return Source.model_validate({"name": "rss", "kind": "feed", "url": f"{site.root}/feed", "language": "en", **more})


def counts(report: SourceReport) -> tuple[int, ...]:
    return report.listed, report.unchanged, report.taken, report.skipped, report.left, report.ingested


class TestFeed:
    def test_the_same_night_twice_changes_nothing(self, site: Site, house: House) -> None:
        site.pages |= {"/feed": feed(site, 1, 2), "/1": page(1), "/2": page(2)}
        first, second = house.night(rss(site)), house.night(rss(site))
        assert counts(first.sources[0]) == (2, 0, 2, 0, 0, 2)
        assert counts(second.sources[0]) == (2, 2, 0, 0, 0, 0)
        assert (first.exit_code, second.exit_code) == (0, 0)
        assert house.titles() == ["Title 1", "Title 2"]
        (article, _) = sorted((b.article for b in house.store.bundles.values()), key=lambda a: a.address)
        assert (article.address, article.published) == (f"{site.root}/1", date(2026, 3, 3))

    def test_a_changed_article_is_taken_and_a_new_one_first(self, site: Site, house: House) -> None:
        site.pages |= {"/feed": feed(site, 1), "/1": page(1), "/2": page(2)}
        house.night(rss(site))
        site.pages |= {"/feed": feed(site, 1, 2), "/1": page(1, "Friday")}
        site.asked.clear()
        assert counts(house.night(rss(site)).sources[0]) == (2, 0, 2, 0, 0, 2)
        assert site.paths() == ["/feed", "/2", "/1"]
        assert any("Friday" in bundle.article.text for bundle in house.store.bundles.values())

    def test_not_modified_costs_no_body_and_failed_articles_are_tried_again(self, site: Site, house: House) -> None:
        def conditional(tag: str, answer: tuple[int, dict[str, str], bytes]) -> Callable[[BaseHTTPRequestHandler], None]:
            def handle(handler: BaseHTTPRequestHandler) -> None:
                same = handler.headers.get("If-None-Match") == tag
                handler.send_response(304 if same else answer[0])
                for name, value in {**answer[1], "ETag": tag, "Content-Length": "0" if same else str(len(answer[2]))}.items():
                    handler.send_header(name, value)
                handler.end_headers()
                handler.wfile.write(b"" if same else answer[2])

            return handle

        site.pages |= {"/feed": conditional('"f"', feed(site, 1, 2)), "/1": conditional('"1"', page(1)), "/2": (404, {}, b"")}
        first = house.night(rss(site)).sources[0]
        assert counts(first) == (2, 0, 1, 1, 0, 1)
        assert first.warnings == (f"{site.root}/2: the server answers 404: no such page. Check the address.",)
        site.pages["/2"] = page(2)
        assert counts(house.night(rss(site)).sources[0]) == (2, 1, 1, 0, 0, 1)

    def test_max_leaves_the_rest_for_the_next_night(self, site: Site, house: House) -> None:
        site.pages |= {"/feed": feed(site, 1, 2, 3), **{f"/{n}": page(n) for n in (1, 2, 3)}}
        assert counts(house.night(rss(site, max=2)).sources[0]) == (3, 0, 2, 0, 1, 2)
        assert counts(house.night(rss(site, max=2)).sources[0]) == (3, 1, 1, 0, 1, 1)
        assert house.titles() == ["Title 1", "Title 2", "Title 3"]

    def test_below_min_the_source_fails_and_nothing_of_it_is_written(self, site: Site, house: House) -> None:
        site.pages |= {"/feed": feed(site, 1, 2), "/1": page(1)}
        report = house.night(rss(site, min=2))
        assert report.exit_code == 1
        assert "fewer than its minimum of 2" in (report.sources[0].failed or "")
        assert house.store.bundles == {}

    def test_a_broken_source_stops_alone(self, site: Site, house: House, tmp_path: Path) -> None:
        site.pages |= {"/feed": (200, {}, b"<html>gone</html>"), "/1": page(1)}
        pages = Source(name="page", kind="page", urls=(f"{site.root}/1",), language="en")
        report = house.night(rss(site), Source(name="folder", kind="folder", path=tmp_path / "no"), pages)
        assert [bool(source.failed) for source in report.sources] == [True, True, False]
        assert report.exit_code == 1
        assert house.titles() == ["Title 1"]

    def test_the_report_is_left_as_a_file(self, site: Site, house: House) -> None:
        site.pages |= {"/feed": feed(site, 1), "/1": page(1)}
        report = house.night(rss(site), rss(site, name="off", enabled=False))
        (file,) = (house.settings.home / "reports").iterdir()
        assert json.loads(file.read_text()) == json.loads(report.model_dump_json())
        assert [source.source for source in report.sources] == ["rss"]


class TestFolder:
    def source(self, path: Path, **more: object) -> Source:
        return Source.model_validate({"name": "folder", "kind": "folder", "path": path, "language": "en", **more})

    def test_new_and_changed_files_only(self, house: House, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        (folder / "deep").mkdir(parents=True)
        (folder / "a.txt").write_text("Alpha said so.")
        (folder / "deep" / "b\nc.txt").write_text("Beta said so.")
        (folder / ".hidden.txt").write_text("Not this.")
        (folder / "notes.doc").write_text("Nor this.")
        assert counts(house.night(self.source(folder)).sources[0]) == (2, 0, 2, 0, 0, 2)
        (folder / "a.txt").write_text("Alpha said otherwise.")
        assert counts(house.night(self.source(folder)).sources[0]) == (2, 1, 1, 0, 0, 1)

    def test_an_unreadable_file_is_in_quarantine_until_it_changes(self, house: House, tmp_path: Path) -> None:
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "bad.txt").write_bytes(b"a\0b")
        (folder / "good.txt").write_text("Alpha said so.")
        first, second = (house.night(self.source(folder)).sources[0] for _ in range(2))
        assert "NUL" in first.warnings[0]
        assert "is in quarantine until it changes: is binary: it holds NUL bytes" in second.warnings[0]
        assert counts(second) == (2, 1, 0, 1, 0, 0)
        (folder / "bad.txt").write_text("Beta said so.")
        assert counts(house.night(self.source(folder)).sources[0]) == (2, 1, 1, 0, 0, 1)

    def test_bad_lines_are_skipped_with_a_warning_and_the_good_ones_stay(self, house: House, tmp_path: Path) -> None:
        lines = ['{"text": "Alpha said so.", "id": "1"}', "{bad", '{"text": " ", "id": "2"}', '{"text": "Beta said so.", "id": "3"}']
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines))
        for expected in ((1, 0, 1, 0, 0, 2), (1, 1, 0, 0, 0, 0)):
            report = house.night(self.source(tmp_path / "in")).sources[0]
            assert counts(report) == expected
        assert house.night(self.source(tmp_path / "in")).exit_code == 0
        assert sorted(bundle.article.address for bundle in house.store.bundles.values()) == ["1", "3"]

    def test_workers_give_the_same_night(self, house: House, settings: IngestSettings, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        for number in range(6):
            (tmp_path / "in" / f"{number}.txt").write_text(f"Speaker {number} said so.")
        other = House(settings.model_copy(update={"home": tmp_path / "other"}))
        alone, together = house.night(self.source(tmp_path / "in")), other.night(self.source(tmp_path / "in"), workers=2)
        assert alone.sources == together.sources
        assert house.store.bundles == other.store.bundles


class TestReplay:
    def test_a_night_again_into_an_empty_store_without_network(self, site: Site, house: House) -> None:
        site.pages |= {"/feed": feed(site, 1, 2), "/1": page(1), "/2": page(2)}
        house.night(rss(site))
        before, house.store = house.store.bundles, ReferenceStore()
        site.asked.clear()
        with Workers(1) as workers:
            outcomes = list(replay(house.archive, house.archive.nights(), False, house.write, workers))
        assert [outcome.result for outcome in outcomes] == [Result.INGESTED] * 2
        assert house.store.bundles == before
        assert site.asked == []

    def test_an_old_night_does_not_bring_old_words_back(self, house: House) -> None:
        for night, word in ((1, "old"), (2, "new")):
            taken = Taken(
                source="s", sha256=house.archive.put(f"Alpha said {word}.".encode()), address="file:///a", format=Format.TXT, language="en"
            )
            house.archive.log(date(2026, 3, night), taken)

        def texts(nights: list[int], superseded: bool) -> list[str]:
            house.store = ReferenceStore()
            with Workers(1) as workers:
                list(replay(house.archive, [date(2026, 3, n) for n in nights], superseded, house.write, workers))
            return [bundle.article.text for bundle in house.store.bundles.values()]

        assert texts([1], superseded=False) == []
        assert texts([1], superseded=True) == ["Alpha said old."]
        assert texts([1, 2], superseded=False) == texts([1, 2], superseded=True) == ["Alpha said new."]


def test_archive_keeps_bytes_once_and_notices_damage(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest = archive.put(b"body")
    assert archive.put(b"body") == digest
    assert archive.get(digest) == b"body"
    (file,) = tmp_path.rglob("*.gz")
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(Unreadable, match="damaged"):
        archive.get(digest)
    file.unlink()
    with pytest.raises(InputNotFound):
        archive.get(digest)


def test_state_survives_reopening(tmp_path: Path) -> None:
    seen = Seen(address="a", source="s", sha256="d", etag="e", quarantined="q")
    with State(tmp_path / "state.sqlite") as state:
        assert state.get("a") is None
        state.put(seen.model_copy(update={"etag": None}))
        state.put(seen)
    with State(tmp_path / "state.sqlite") as state:
        assert state.get("a") == seen


def test_two_nights_at_once(tmp_path: Path) -> None:
    with night_lock(tmp_path), pytest.raises(NightRunning, match=r"process \d+"), night_lock(tmp_path):
        pass
    with night_lock(tmp_path):
        pass


class TestSources:
    GOOD = '[[source]]\nname = "a"\nkind = "folder"\npath = "in"\n'

    def test_paths_count_from_the_file_and_a_folder_of_files_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "1.toml").write_text(self.GOOD)
        (tmp_path / "2.toml").write_text(self.GOOD.replace('"a"', '"b"') + "enabled = false\n")
        assert [source.path for source in load_sources(tmp_path)] == [tmp_path / "in"] * 2

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[[source]\n", "Mend the file"),
            (GOOD + GOOD, "source 'a': the name is taken"),
            (GOOD + "mim = 3\n", "source 'a', mim: Extra inputs"),
            (GOOD + "min = 60\n", "min 60 is more than max 50"),
            (GOOD + 'url = "https://x.org"\n', "a folder needs 'path'"),
            ('[[source]]\nname = "a"\nkind = "feed"\n', "a feed needs 'url'"),
            ('[[source]]\nname = "a"\nkind = "feed"\nurl = "ftp://x.org"\n', "is not a web address"),
            ('[[source]]\nkind = "feed"\nurl = "https://x.org"\n', "source 'number 1', name: Field required"),
            ('[[source]]\nname = "a b"\nkind = "feed"\nurl = "https://x.org"\n', "source 'a b', name"),
            (GOOD + 'language = "de"\n', "source 'a', language"),
            ("[sources]\n", "'sources' is not a list"),
            ("source = 7\n", "is not a list"),
        ],
    )
    def test_what_is_wrong_is_named(self, tmp_path: Path, text: str, said: str) -> None:
        (tmp_path / "s.toml").write_text(text)
        with pytest.raises(SourcesError, match=said):
            load_sources(tmp_path / "s.toml")

    def test_nothing_enabled_or_no_file(self, tmp_path: Path) -> None:
        (tmp_path / "s.toml").write_text(self.GOOD + "enabled = false\n")
        with pytest.raises(NothingToDo):
            load_sources(tmp_path / "s.toml")
        with pytest.raises(SourcesError, match="no such file"):
            load_sources(tmp_path / "none.toml")
