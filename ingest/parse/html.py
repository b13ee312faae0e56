"""A web page to the text of its article, paragraphs kept one a line, and what the page says of itself."""

import re
from typing import Any

from ingest.errors import MalformedRecord, NoArticle
from ingest.page import Page
from ingest.parse.document import Document
from ingest.parse.encoding import decode
from ingest.parse.fields import one_line, parse_date, web_address

_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{0,100}encoding\s*=\s*["'])([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{4000,}")
_MOST_ATTRIBUTES = 2000  # libxml2 is quadratic in them: a tag with 100,000 takes a minute
_HEAD = 4096  # bytes in which a page declares its encoding
_LEAST = 80  # code points below which what is left of a page is a menu or a notice, not an article


def parse_html(document: Document) -> Page:
    """The page of one HTML document. Raises NoArticle, or what `decode` raises."""
    found = _DECLARED.search(document.body[:_HEAD])
    declared = document.declared or (found.group(1).decode("ascii") if found else None)
    return page_of_markup(decode(document.body, declared, document.encoding), document)


def page_of_markup(markup: str, document: Document) -> Page:
    """The same for markup that is decoded already."""
    if any(len(tag.group().split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(markup)):
        raise NoArticle
    article = _extract(markup, document.url)
    text = (article.text or "").strip() if article is not None else ""
    if len(text) < _LEAST:
        raise NoArticle
    url = document.url or _own_address(article.url)
    return Page(
        address=url or document.address,
        text=text,
        title=one_line(article.title),
        url=url,
        outlet=one_line(article.sitename),
        author=one_line(article.author),
        published=_day(article.date),
        license=one_line(article.license),
    )


def _extract(markup: str, url: str | None) -> Any:
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            markup,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except RecursionError:
        raise NoArticle from None


def _own_address(value: str | None) -> str | None:
    try:
        return web_address(value)
    except MalformedRecord:
        return None


def _day(value: str | None) -> Any:
    try:
        return parse_date(value) if value else None
    except ValueError:
        return None
