"""Our four package names are generic: nothing may shadow them, here or in an installation."""

import sys
from importlib import import_module, metadata
from pathlib import Path

import pytest

import policygraph

ROOT = Path(policygraph.__file__).resolve().parent
TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", policygraph.PACKAGES)
def test_the_imported_packages_are_ours(name: str) -> None:
    assert Path(str(import_module(name).__file__)).resolve().parent == ROOT / name


def test_no_distribution_of_these_names_is_installed() -> None:
    names = {distribution.metadata["Name"].lower() for distribution in metadata.distributions()}
    assert not names & set(policygraph.PACKAGES)
    assert "policy-graph" in names


def test_a_shadowed_package_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "api", raising=False)
    with pytest.raises(SystemExit) as stopped:
        policygraph.check_packages()
    assert stopped.value.code == 2
    assert "the package 'api' is" in capsys.readouterr().err


def test_tests_shadow_nothing() -> None:
    assert [path for path in TESTS.rglob("*") if path.is_dir() and path.name in policygraph.PACKAGES] == []
    assert list(TESTS.rglob("__init__.py")) == []
