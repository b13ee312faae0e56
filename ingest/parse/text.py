"""A plain text to a page."""

from ingest.errors import EmptyInput
from ingest.page import Page
from ingest.parse.document import Document
from ingest.parse.encoding import decode
from ingest.parse.fields import language_code, one_line, published_date, web_address
from ingest.parse.front_matter import split_front_matter


def parse_text(document: Document) -> Page:
    """The page of one text, its front matter taken off. The text after it is kept to the letter. Raises what its parts raise."""
    fields, text = split_front_matter(decode(document.body, document.declared, document.encoding))
    if not text.strip():
        raise EmptyInput("has nothing after its front matter", "Write the article below the second line of dashes")
    url = document.url or web_address(fields.get("url"))
    return Page(
        address=url or document.address,
        text=text,
        language=language_code(fields.get("language")),
        title=one_line(fields.get("title")),
        url=url,
        outlet=one_line(fields.get("outlet")),
        author=one_line(fields.get("author")),
        published=published_date(fields.get("published")),
        license=one_line(fields.get("license")),
    )
