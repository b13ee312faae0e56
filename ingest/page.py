"""A page: the text of one document and what is known of it before it is read."""

from datetime import date

from pydantic import Field

from schema.frozen import Frozen


class Page(Frozen):
    """Input of `read_document`. `address` makes the article's id; offsets in everything read from it count code points of `text`."""

    address: str = Field(min_length=1)
    text: str
    language: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: date | None = None
    license: str | None = None
