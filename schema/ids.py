"""Deterministic identifiers: made from raw values, the same for ever.

An id is a letter for the kind of thing and 32 hex digits of a SHA-256 over the parts, each preceded by its length, so that no two lists
of parts collide. Values are hashed as they are: no trimming, no case folding; cleaning rules change, ids must not.
"""

import hashlib

ARTICLE, CLAIM, EVIDENCE, NODE, RUN, STATEMENT = "a", "c", "e", "n", "r", "s"


def make_id(letter: str, *parts: str) -> str:
    """The id for a list of raw parts."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8")
        digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return letter + digest.hexdigest()[:32]


def text_digest(text: str) -> str:
    """SHA-256 of a text version, hex, over its UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def article_id(address: str) -> str:
    """Id of the article at an address (URL, file URI, or the caller's own key)."""
    return make_id(ARTICLE, address)


def node_id(node_type: str, key: str, article: str | None = None) -> str:
    """Id of an entity. `key` is its gazetteer key or its full name as read; `article` is set for nodes that belong to one article alone."""
    return make_id(NODE, node_type, key) if article is None else make_id(NODE, node_type, key, article)


def claim_id(key: str) -> str:
    """Id of a claim. `key` is the proposition's key, or the candidate's own words."""
    return make_id(CLAIM, key)


def evidence_id(article: str, text_sha256: str, start: int, end: int) -> str:
    """Id of the words between two offsets of one text version of an article."""
    return make_id(EVIDENCE, article, text_sha256, str(start), str(end))


def run_id(extractor: str, knowledge: str) -> str:
    """Id of an extraction run: which extractor with which knowledge version."""
    return make_id(RUN, extractor, knowledge)
