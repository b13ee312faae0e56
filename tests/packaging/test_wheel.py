"""The wheel holds everything and runs outside the source folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(folder),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("policy_graph-*.whl")
    return made


def test_every_file_of_the_packages_is_in_it(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    packages = [ROOT / name for name in ("schema", "graph", "ingest", "api")]
    files = [path for folder in packages for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {path.relative_to(ROOT).as_posix() for path in files if not path.name.startswith(".")}
    assert {"schema/ontology.toml", "policygraph.py"} <= inside
    assert any(name.startswith("ingest/samples/") for name in wanted)
    assert wanted - inside == set()
    assert [name for name in inside if name.startswith(("tests/", "docs/", "shared/"))] == []


def test_it_runs_outside_the_source_folder(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own that borrows our dependencies by a .pth file, but not our sources."""
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(tmp_path / "env")}))
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    python = tmp_path / "env" / "bin" / "python"
    env = {**os.environ, "POLICYGRAPH_HOME": str(tmp_path / "home")}
    env.pop("PYTHONPATH", None)

    def run(*arguments: str, stdin: str = "") -> str:
        done = subprocess.run([python, *arguments], input=stdin, capture_output=True, text=True, cwd=tmp_path, env=env, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    places = run("-c", "import schema, graph, ingest, api, policygraph as p; print([m.__file__ for m in (schema, graph, ingest, api, p)])")
    assert str(ROOT) + "/schema" not in places
    assert places.count(str(site)) == 5
    assert run("-m", "policygraph", "--version").startswith("policygraph ")
    answer = run("-m", "policygraph", "extract", "--jsonl", stdin='{"id": "1", "text": "Ann Author said that rules help.", "lang": "en"}\n')
    assert json.loads(answer)["id"] == "1"
