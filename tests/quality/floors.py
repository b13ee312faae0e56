"""The floors: what each figure of the extractor must reach. Kept in `tests/floors.toml`, one line a figure."""

import re
import tomllib
from pathlib import Path

FILE = Path(__file__).parents[1] / "floors.toml"
SLACK = 1.0  # points below what was measured, so that a text more or less does not fail the suite


def read_limits() -> dict[str, int]:
    """How many records of each public set a part reads; a part that is not named reads all."""
    return dict(tomllib.loads(FILE.read_text(encoding="utf-8"))["limits"])


def read_floors(part: str) -> dict[str, float]:
    """The floors of a part: `row/figure` -> per cent."""
    return dict(tomllib.loads(FILE.read_text(encoding="utf-8")).get(part, {}))


def flat(report: dict[str, dict[str, float]]) -> dict[str, float]:
    """The figures of a part as `row/figure`."""
    return {f"{row}/{name}": value for row, figures in report.items() for name, value in figures.items()}


def raise_floors(part: str, measured: dict[str, float]) -> list[str]:
    """Write higher floors where the figures allow; a floor is never lowered. Returns the lines that changed."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    changed: list[str] = []
    section = ""
    for number, line in enumerate(lines):
        if line.startswith("["):
            section = line[1 : line.index("]")]
        found = re.match(r'"([^"]+)" = ([\d.]+)', line)
        if section == part and found and found[1] in measured:
            higher = round(measured[found[1]] - SLACK, 1)
            if higher > float(found[2]):
                lines[number] = line.replace(found[0], f'"{found[1]}" = {higher}', 1)
                changed.append(f"[{part}] {lines[number]} (was {found[2]})")
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return changed
