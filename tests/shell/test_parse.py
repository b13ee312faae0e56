"""Documents to pages: front matter, JSON records, web pages."""

from datetime import date
from io import BytesIO

import orjson
import pytest

from ingest.errors import EmptyInput, IngestError, InputTooBig, MalformedRecord, NoArticle, UnknownFormat
from ingest.page import Page
from ingest.parse.document import Document, Format, format_of_content, format_of_media_type, format_of_name
from ingest.parse.fields import parse_date
from ingest.parse.pages import parse
from ingest.parse.records import numbered_lines, record_of_line

PARAGRAPH = "<p>The regulation of artificial intelligence protects incumbents, said Bob Smith of Example Labs on Tuesday.</p>"
OTHER = "<p>A second paragraph tells readers what the committee is going to decide about the matter in autumn.</p>"


def document(body: str | bytes, format: Format, **more: object) -> Document:
    raw = body.encode() if isinstance(body, str) else body
    return Document.model_validate({"body": raw, "address": "file:///a", "format": format, **more})


def pages(body: str | bytes, format: Format, **more: object) -> list[Page | IngestError]:
    return list(parse(document(body, format, **more)))


def only(body: str | bytes, format: Format, **more: object) -> Page:
    (page,) = pages(body, format, **more)
    assert isinstance(page, Page)
    return page


def problem(item: Page | IngestError) -> str:
    assert isinstance(item, IngestError)
    return item.problem


class TestText:
    def test_front_matter_describes_and_offsets_count_after_it(self) -> None:
        block = "title: A: b\nurl: https://x.org/a#\npublished: 2026-03-04\noutlet: O\nauthor: P  Q\nlanguage: en-GB\nlicense: CC0\nnote:\n"
        body = f"---\n{block}---\nText.\n"
        assert only(body, Format.TXT) == Page(
            address="https://x.org/a",
            text="Text.\n",
            language="en",
            title="A: b",
            url="https://x.org/a",
            outlet="O",
            author="P Q",
            published=date(2026, 3, 4),
            license="CC0",
        )

    @pytest.mark.parametrize(
        "body", ["---\nnot a block\n---\ntext", "---\nkey: value\nnever closed", "Text.\n---\ntitle: x\n---\n", "--- \n"]
    )
    def test_what_only_looks_like_front_matter_is_text(self, body: str) -> None:
        assert only(body, Format.TXT).text == body

    @pytest.mark.parametrize(
        ("block", "said"),
        [
            ("tilte: x", "line 2: unknown key 'tilte'"),
            ("title: x\ntitle: y", "line 3: key 'title' stands twice"),
            ("published: 2026-13-40", "no date"),
            ("url: example.org/a", "no web address"),
            ("url: javascript:alert(1)", "no web address"),
        ],
    )
    def test_a_broken_block_is_refused(self, block: str, said: str) -> None:
        with pytest.raises(MalformedRecord, match=said):
            pages(f"---\n{block}\n---\ntext", Format.TXT)

    def test_nothing_after_the_block(self) -> None:
        with pytest.raises(EmptyInput):
            pages("---\ntitle: x\n---\n \n", Format.TXT)

    def test_a_fetched_text_cannot_claim_another_address(self) -> None:
        page = only("---\nurl: https://victim.org/a\n---\ntext", Format.TXT, url="https://x.org/b")
        assert (page.address, page.url) == ("https://x.org/b", "https://x.org/b")

    def test_operator_overrules_and_feed_fills_in(self) -> None:
        page = only(
            "---\ntitle: T\nlanguage: en\n---\ntext", Format.TXT, language="ru", title="Feed", author="F", published=date(2026, 1, 1)
        )
        assert (page.language, page.title, page.author, page.published) == ("ru", "T", "F", date(2026, 1, 1))


class TestJson:
    def test_every_field(self) -> None:
        record = {
            "text": " a\n",
            "title": "T",
            "url": "https://x.org/a",
            "published": "2026-03-04T23:00:00+03:00",
            "outlet": "O",
            "author": "A",
        }
        page = only(orjson.dumps({**record, "lang": "RU", "id": 7, "other": [1]}), Format.JSON)
        assert page.text == " a\n"
        assert (page.address, page.language, page.published) == ("https://x.org/a", "ru", date(2026, 3, 4))

    def test_address_is_url_then_id_then_place(self) -> None:
        body = orjson.dumps([{"text": "a", "id": 7, "url": "https://x.org"}, {"text": "a", "id": 7}, {"text": "a"}])
        assert [page.address for page in pages(body, Format.JSON) if isinstance(page, Page)] == ["https://x.org", "7", "file:///a#3"]

    def test_a_bad_record_is_given_with_its_number_and_the_rest_goes_on(self) -> None:
        found = pages(
            '[{"text": "a"}, {"text": 5}, 7, {"title": "x"}, {"text": "a", "id": [1]}, {"text": "\\u0000"}, {"text": "b"}]', Format.JSON
        )
        assert [problem(item) for item in found if isinstance(item, IngestError)] == [
            "record 2: 'text' is no string",
            "record 3: is no JSON object",
            "record 4: has neither 'text' nor 'html'",
            "record 5: 'id' is neither a string nor a whole number",
            "record 6: 'text' holds a NUL character",
        ]
        assert [item.text for item in found if isinstance(item, Page)] == ["a", "b"]

    @pytest.mark.parametrize("body", ["{", "[" * 100_000, '{"a":' * 50_000, '{"text": "\\ud800"}', '{"text": NaN}'])
    def test_no_json(self, body: str) -> None:
        with pytest.raises(MalformedRecord, match="no valid JSON"):
            pages(body, Format.JSON)

    def test_empty_list(self) -> None:
        with pytest.raises(EmptyInput):
            pages("[]", Format.JSON)

    def test_html_in_a_record(self) -> None:
        page = only(orjson.dumps({"html": f"<article>{PARAGRAPH}{OTHER}</article>", "id": "k", "title": "T"}), Format.JSON)
        assert (page.address, page.title) == ("k", "T")
        assert page.text.count("\n") == 1


class TestLines:
    def test_ten_thousand_lines_with_bad_ones(self) -> None:
        lines = [b'{"text": "t", "id": "%d"}' % n if n % 10 else b"{broken" for n in range(1, 10_001)]
        found = pages(b"\n".join(lines), Format.JSONL)
        bad = [problem(item) for item in found if isinstance(item, IngestError)]
        assert len(found) == 10_000
        assert len(bad) == 1000
        assert bad[0].startswith("line 10: is no valid JSON")

    def test_blank_lines_count_but_give_nothing(self) -> None:
        first, second = pages(b'\xef\xbb\xbf{"text": "a"}\n\n \r\nx\n', Format.JSONL)
        assert isinstance(first, Page)
        assert problem(second).startswith("line 4: ")

    def test_an_endless_line_is_read_past(self) -> None:
        found = list(numbered_lines(BytesIO(b"a" * 5000 + b"\n" + b"{}\n" + b"b" * 5000), 100))
        assert [number for number, _ in found] == [1, 2, 3]
        assert isinstance(found[0][1], InputTooBig)
        assert found[1][1] == b"{}\n"
        assert isinstance(found[2][1], InputTooBig)

    def test_deep_json_is_an_error_of_its_line(self) -> None:
        with pytest.raises(MalformedRecord):
            record_of_line(b"[" * 200_000)


class TestHtml:
    PAGE = (
        '<html lang="en"><head><title>T | Site</title><meta property="og:site_name" content="Site">'
        '<link rel="canonical" href="https://x.org/a"><meta name="author" content="Ann Author">'
        '<meta property="article:published_time" content="2026-03-01T10:00:00Z"></head>'
        f"<body><nav><a href=/>Home</a></nav><article><h1>The Title</h1>{PARAGRAPH}{OTHER}</article><footer>Imprint</footer></body></html>"
    )

    def test_article_and_metadata(self) -> None:
        page = only(self.PAGE, Format.HTML)
        assert page.text.splitlines()[-2].startswith("The regulation")
        assert page.text.splitlines()[-1].startswith("A second paragraph")
        assert "Imprint" not in page.text
        assert "Home" not in page.text
        assert (page.address, page.title, page.outlet, page.author) == ("https://x.org/a", "The Title", "Site", "Ann Author")
        assert page.published == date(2026, 3, 1)

    def test_a_fetched_page_cannot_claim_another_address(self) -> None:
        assert only(self.PAGE, Format.HTML, url="https://evil.org/").address == "https://evil.org/"

    def test_meta_charset(self) -> None:
        body = "<html><head><meta charset=windows-1251></head><body><article>" + (
            "<p>Закон о регулировании принят вчера в третьем чтении, сообщила пресс-служба.</p>"
            "<p>Представители отрасли считают, что новые правила помогут крупным компаниям.</p>"
        )
        assert "Закон о регулировании" in only(body.encode("cp1251"), Format.HTML).text

    @pytest.mark.parametrize(
        "body",
        [
            "<html><body><a href=/>Home</a></body></html>",
            "<html></html>",
            "just words",
            "<html><body>" + "<div>" * 100_000 + PARAGRAPH,
            "<html><body><p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + PARAGRAPH,
        ],
        ids=["menu", "empty", "no markup", "100,000 deep", "100,000 attributes"],
    )
    def test_no_article(self, body: str) -> None:
        with pytest.raises(NoArticle):
            pages(body, Format.HTML)


def test_formats_by_name_type_and_content() -> None:
    assert [format_of_name(n) for n in ("a.TXT", "b.htm", "c.json", "d.ndjson")] == [Format.TXT, Format.HTML, Format.JSON, Format.JSONL]
    assert format_of_media_type("application/xhtml+xml") is Format.HTML
    assert [format_of_content(b) for b in (b"\n<!DOCTYPE html>", b" [1]", b"words")] == [Format.HTML, Format.JSON, Format.TXT]
    for name in ("a.pdf", "noext", ".txt"):
        with pytest.raises(UnknownFormat):
            format_of_name(name)
    with pytest.raises(UnknownFormat, match="image/png"):
        format_of_media_type("image/png")


@pytest.mark.parametrize("value", ["2026-03-04", " 2026-03-04T01:02:03Z", "Wed, 04 Mar 2026 10:00:00 +0300", "20260304"])
def test_dates(value: str) -> None:
    assert parse_date(value) == date(2026, 3, 4)


@pytest.mark.parametrize("value", ["yesterday", "", "2026", "04.03.2026", "9" * 5000])
def test_no_dates(value: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_date(value)
