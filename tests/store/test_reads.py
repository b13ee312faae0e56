"""What a read sends over the wire: no more than the answer is made of."""

import random
from datetime import UTC, datetime
from typing import Any

from bundles import make_bundle

from graph.packaged import load_query

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_an_article_that_states_nothing_brings_no_evidence_of_others(engine: Any) -> None:
    """ArcadeDB matches a pattern that begins at a null with everything there is."""
    rng = random.Random(1)
    told = next(b for b in iter(lambda: make_bundle(rng), None) if b.statements)
    other = next(b for b in iter(lambda: make_bundle(rng), None) if b.article.id != told.article.id)
    silent = other.model_copy(update={"statements": ()})
    writer = engine.writer()
    writer.write(told, NOW)
    writer.write(silent, NOW)
    rows, _, _ = engine.store.driver.execute_query(
        load_query("article_statements"), given={"ids": [silent.article.id]}, database_=engine.store.target.database
    )
    assert [(row["props"], row["quotes"]) for row in rows] == [(None, [])]
