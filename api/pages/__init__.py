"""The HTML pages: templates filled with escaped values, nothing from another host."""

from functools import cache
from html import escape
from importlib import resources
from string import Template

import orjson

from api.examples import EXAMPLES

ASSETS = {"style.css": "text/css", "explorer.js": "text/javascript"}


@cache
def asset(name: str) -> bytes:
    """A file that the pages need, one of ASSETS."""
    return resources.files("api.pages").joinpath(name).read_bytes()


@cache
def explorer() -> str:
    """The page on which people write queries."""
    examples = orjson.dumps(EXAMPLES).decode().replace("<", "\\u003c")
    return Template(asset("explorer.html").decode()).substitute(examples=examples)


def page(title: str, body: str, root: str, head: str = "") -> str:
    """A page. `body` and `head` are HTML, `title` is text, `root` leads from the page to the root of the site."""
    return Template(asset("page.html").decode()).substitute(title=escape(title), body=body, root=root, head=head)
