"""The lock files: everything by hash, from no address, and without what would overwrite us."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
FORBIDDEN = {"schema", "api", "pymorphy2", "yargy", "ipymarkup", "dawg-python"}


def pins(lock: str) -> dict[str, str]:
    """Name to version; a name that stands twice, for two Pythons, keeps the last."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ \\;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 50
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|^-", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_what_would_overwrite_us_or_is_dead_is_not_in_it(lock: str) -> None:
    assert not FORBIDDEN & set(pins(lock))


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=~!;\[ ]", requirement)[0].lower().replace("_", "-") for requirement in requirements}

    runtime = names(project["project"]["dependencies"]) | names(project["dependency-groups"]["build"])
    assert runtime <= set(pins("requirements.lock"))
    assert runtime | names(project["dependency-groups"]["dev"]) <= set(pins("requirements-dev.lock"))


def test_both_locks_agree() -> None:
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: version for name, version in runtime.items() if dev.get(name) != version} == {}
