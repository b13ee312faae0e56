"""compose.yaml and the Dockerfile, read and judged; neither is run by the tests, since they have no Docker."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import policygraph

ROOT = Path(__file__).resolve().parents[2]
SERVICE_KEYS = {"image", "build", "restart", "environment", "ports", "volumes", "healthcheck", "command", "depends_on", "profiles"}
"""Those keys of the Compose specification (05-services) that this file uses."""


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def test_the_parts_fit(compose: dict[str, Any]) -> None:
    assert {key for key in compose if not key.startswith("x-")} == {"name", "services", "volumes"}
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]*", compose["name"])
    services = compose["services"]
    assert set(services) == {"neo4j", "migrate", "api", "nightly"}
    built = {service["image"] for service in services.values() if "build" in service}
    for service in services.values():
        assert set(service) <= SERVICE_KEYS
        assert service["image"] in built or ":" in service["image"], "a foreign image has a version"
        for needed, wish in service.get("depends_on", {}).items():
            assert wish["condition"] in {"service_started", "service_healthy", "service_completed_successfully"}
            assert wish["condition"] != "service_healthy" or "healthcheck" in services[needed]
            assert needed in services
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source.startswith("./") or source in compose["volumes"]


def test_nothing_is_open_to_the_network_and_no_password_is_written_down(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))
        secrets = [str(value) for name, value in service["environment"].items() if "PASSWORD" in name or "AUTH" in name]
        assert secrets
        assert all("${NEO4J_PASSWORD:?" in value for value in secrets)


def test_the_commands_and_variables_exist(compose: dict[str, Any]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for service in compose["services"].values():
        command = service.get("command")
        assert command is None or command[0] in policygraph.COMMANDS
        for name in service["environment"]:
            assert not name.startswith("POLICYGRAPH_") or f"| `{name}` |" in readme


def test_the_neo4j_is_one_that_the_tests_run(compose: dict[str, Any]) -> None:
    releases = (ROOT / "scripts" / "neo4j_server" / "releases.py").read_text(encoding="utf-8")
    version = compose["services"]["neo4j"]["image"].split(":")[1].removesuffix("-community")
    assert f'"{version}"' in releases


def test_the_image_has_all_packages_and_no_root() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for package in policygraph.PACKAGES:
        assert f"COPY {package} {package}\n" in text
    assert re.search(r"^USER (?!root)\w+$", text, re.MULTILINE)
    assert "--require-hashes" in text
    listed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert listed[0] == "*"
    for name in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        assert all(f"!{part}" in listed for part in name.split())
