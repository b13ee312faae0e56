"""The quality gate: no figure of the extractor falls below its floor.

The same scorers as `policygraph eval`. Samples and claims are part of the project; the other texts are not, and where they are missing the
test is skipped and says so. `python -m pytest tests/quality --raise-floors` writes higher floors, never lower ones.
"""

import re
import sys
from pathlib import Path

import pytest

from ingest.errors import EvaluationDataMissing
from ingest.evaluation.data import find_data
from ingest.evaluation.parts import PARTS
from ingest.evaluation.records import unwatched
from ingest.settings import IngestSettings

sys.path.insert(0, str(Path(__file__).parent))

from floors import FILE, flat, raise_floors, read_floors, read_limits

OURS = ("samples", "claims")  # texts that are part of the project


@pytest.mark.parametrize("part", PARTS)
def test_no_figure_falls_below_its_floor(part: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        place = PARTS[part].needs(find_data(IngestSettings.from_environment().eval_data))
    except EvaluationDataMissing as missing:
        if part in OURS:
            raise
        pytest.skip(f"{part}: the data is not part of the project, and no floor was checked ({missing.place} is missing)")
    measured = flat(PARTS[part].score(place, read_limits().get(part), unwatched))
    raised = raise_floors(part, measured) if request.config.getoption("--raise-floors") else []
    floors = read_floors(part)
    told = [f"{name} {measured[name]:g} (floor {floors[name]:g})" for name in floors if name in measured]
    with capsys.disabled():
        sys.stdout.write(f"\n{part}: {', '.join(told)}\n" + "".join(f"raised {line}\n" for line in raised))
    assert floors.keys() - measured.keys() == set(), "a floor for a figure that there is not"
    assert {name: measured[name] for name, floor in floors.items() if measured[name] < floor} == {}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_floors(part: str) -> None:
    assert read_floors(part)


def test_floors_only_rise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "floors.toml"
    copy.write_text('# why\n[a]\n"x/f1" = 50.0 # a reason\n"y/f1" = 50.0\n[b]\n"x/f1" = 1.0\n', encoding="utf-8")
    monkeypatch.setattr("floors.FILE", copy)
    assert raise_floors("a", {"x/f1": 60.0, "y/f1": 40.0, "z/f1": 99.0}) == ['[a] "x/f1" = 59.0 # a reason (was 50.0)']
    assert copy.read_text(encoding="utf-8") == '# why\n[a]\n"x/f1" = 59.0 # a reason\n"y/f1" = 50.0\n[b]\n"x/f1" = 1.0\n'


def test_the_floors_name_parts_alone() -> None:
    sections = re.findall(r"^\[(\w+)\]", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(sections) == {"limits", *PARTS}
