"""The real samples, read once, and what the reference store makes of them."""

import sys
from pathlib import Path

import pytest

from schema.model import Bundle

sys.path.insert(0, str(Path(__file__).parent))

from command import reference_quads, sample_bundles


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> list[Bundle]:
    return sample_bundles(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def wanted(bundles: list[Bundle]) -> bytes:
    """The N-Quads of an undisturbed run, by the reference."""
    return reference_quads(bundles)


@pytest.fixture
def kills(request: pytest.FixtureRequest) -> int:
    """How often to kill: `--kills 10` is the full count."""
    return int(request.config.getoption("--kills"))
