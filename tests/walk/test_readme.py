"""The first question of the README, asked of the samples, is answered as the README shows."""

import asyncio
import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console

from graph.ask_table import print_answer
from graph.questions import answer
from graph.reference import ReferenceStore
from schema.model import Bundle
from schema.ontology import load_ontology

README = Path(__file__).parents[2] / "README.md"
WIDTH = 118  # columns of the terminal that the README shows


def test_the_first_answer_of_the_readme(bundles: list[Bundle]) -> None:
    shown = re.search(r'<!-- answer -->\n```\n\$ policygraph ask "([^"]+)"\n(.*?)```', README.read_text(encoding="utf-8"), re.DOTALL)
    assert shown
    store = ReferenceStore()
    for bundle in bundles:
        store.write(bundle, datetime(2026, 1, 1, tzinfo=UTC))
    found = asyncio.run(answer(store, load_ontology(), shown[1]))
    printed = StringIO()
    print_answer(found, Console(file=printed, width=WIDTH))
    assert [line.rstrip() for line in printed.getvalue().splitlines()] == shown[2].splitlines()
