"""What the README and the docs say exists, and what exists is in the README."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import policygraph
from ingest.settings import PREFIX, IngestSettings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(command: Any, path: str) -> Iterator[str]:
    below = getattr(command, "commands", None)
    if below:
        for name, inner in below.items():
            yield from commands(inner, f"{path} {name}")
    else:
        yield path


def test_every_command_has_its_row_and_its_help() -> None:
    found = [leaf for name in policygraph.COMMANDS for leaf in commands(policygraph.load(name), f"policygraph {name}")]
    assert sorted(re.findall(r"^\| `(policygraph [a-z0-9 -]+)` \|", README, re.MULTILINE)) == sorted(found)


def test_the_overview_says_what_the_packages_say() -> None:
    """The overview has its own line for each command, so that it need not load them; a group's own help begins with the same words."""
    for name, entry in policygraph.COMMANDS.items():
        assert policygraph.load(name).help, name
        assert len(entry.help) < 100, name


def test_every_variable_has_its_row() -> None:
    files = [ROOT / "policygraph.py", *(path for package in policygraph.PACKAGES for path in (ROOT / package).rglob("*.py"))]
    read = {name for path in files for name in re.findall(r"POLICYGRAPH_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8"))}
    read |= {PREFIX + field.upper() for field in IngestSettings.model_fields}
    assert set(re.findall(r"^\| `(POLICYGRAPH_[A-Z_]+)` \|", README, re.MULTILINE)) == read


def test_every_file_and_link_in_the_docs_exists() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = page.read_text(encoding="utf-8")
        links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)#:]+(?:#[^)]*)?)\)", text)]
        assert [link for link in links if not (page.parent / link).exists()] == []
        named = re.findall(r"`((?:schema|graph|ingest|api)/[a-z_/]+\.(?:py|toml))`", text)
        assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_make_targets_in_the_readme_exist() -> None:
    targets = set(re.findall(r"^([a-z0-9]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`?make ([a-z0-9]+)", README)) <= targets
    assert {"demo", "neo4j", "test", "check", "format", "lock", "serve", "clean", "help"} <= targets
