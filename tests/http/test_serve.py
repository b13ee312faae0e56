"""`policygraph serve` as a person starts it: a process of its own over the embedded engine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from articles import BUNDLES, PROTECTS
from asgi import NOW

from api.commands import listen
from api.errors import PortTaken, SettingsError
from api.examples import ASK_QUERY, README_QUERY
from api.settings import ApiSettings
from graph.engine import running_endpoint
from graph.settings import StoreSettings
from graph.store import open_store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def settings(home: Path) -> StoreSettings:
    return StoreSettings(home=home, heap="384m")


@pytest.fixture(scope="module")
def server(home: Path, settings: StoreSettings) -> Iterator["subprocess.Popen[str]"]:
    with open_store(settings) as store:
        for bundle in BUNDLES:
            store.writer().write(bundle, NOW)
        process = start(home)
        wait_for_line(process)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def start(home: Path, *arguments: str) -> "subprocess.Popen[str]":
    environment = os.environ | {"POLICYGRAPH_HOME": str(home), "POLICYGRAPH_ENGINE_HEAP": "384m", "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "policygraph", "serve", *(arguments or ("--port", "0"))]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_line(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:(\d+)", process.stdout.readline())
    assert found
    process.address = found.group()  # type: ignore[attr-defined]
    for _ in range(200):
        try:
            if httpx.get(f"{process.address}/health/live").status_code == 200:  # type: ignore[attr-defined]
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("the server does not answer")


def test_the_question_over_the_embedded_engine(server: "subprocess.Popen[str]") -> None:
    with httpx.Client(base_url=server.address, timeout=30) as client:  # type: ignore[attr-defined]
        assert client.get("/health").json()["counts"]["Claim"] == 3
        for words in ("regulation protects incumbents", "регулирование защищает лидеров"):
            body = client.post("/graphql", json={"query": README_QUERY, "variables": {"words": words}}).json()
            (claim,) = body["data"]["claims"]["nodes"]
            names = {v["statement"]["subject"]["name"] for v in claim["sides"]["opponents"]["voices"]}
            assert (claim["id"], names) == (PROTECTS.id, {"OpenAI", "Sam Altman"})
        answer = client.post("/graphql", json={"query": ASK_QUERY}).json()["data"]["ask"]
        assert answer["about"]["id"] == PROTECTS.id
        assert "Licences lock in the big labs" in client.get("/").text
        assert client.get(f"/id/{PROTECTS.id}", headers={"Accept": "text/turtle"}).text.startswith("@prefix")
        page = client.post("/graphql", json={"query": "{ claims(first: 1) { pageInfo { endCursor } } }"}).json()["data"]["claims"]
        query = f'{{ claims(first: 5, after: "{page["pageInfo"]["endCursor"]}") {{ nodes {{ id }} pageInfo {{ hasPreviousPage }} }} }}'
        rest = client.post("/graphql", json={"query": query}).json()["data"]["claims"]
        assert (len(rest["nodes"]), rest["pageInfo"]["hasPreviousPage"]) == (2, True)


def test_a_taken_port_is_said_clearly_and_starts_nothing(server: "subprocess.Popen[str]", tmp_path: Path) -> None:
    port = server.address.rsplit(":", 1)[1]  # type: ignore[attr-defined]
    second = start(tmp_path, "--port", port)
    out, error = second.communicate(timeout=60)
    assert (second.returncode, out) == (2, "")
    assert "in use" in error
    assert "--port" in error
    assert "Traceback" not in error
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("signal_", [signal.SIGINT, signal.SIGTERM])
def test_the_engine_ends_with_the_server(server: "subprocess.Popen[str]", home: Path, settings: StoreSettings, signal_: int) -> None:
    process = server if server.poll() is None else start(home)
    if process is not server:
        wait_for_line(process)
    assert running_endpoint(settings) is not None
    process.send_signal(signal_)
    _, error = process.communicate(timeout=60)
    assert "Traceback" not in error
    deadline = time.monotonic() + 30
    while running_endpoint(settings) is not None:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_listen_refuses_a_taken_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTaken, match="in use"):
            listen("127.0.0.1", taken.getsockname()[1])
    with pytest.raises(PortTaken):
        listen("203.0.113.7", 0)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("POLICYGRAPH_PORT", "http"),
        ("POLICYGRAPH_PORT", "70000"),
        ("POLICYGRAPH_PORT", "-1"),
        ("POLICYGRAPH_CORS_ORIGINS", "example.org"),
        ("POLICYGRAPH_CORS_ORIGINS", "https://example.org/path"),
        ("POLICYGRAPH_MAX_QUERY_COST", "0"),
        ("POLICYGRAPH_QUERY_SECONDS", "soon"),
    ],
)
def test_a_setting_that_cannot_be_understood(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        ApiSettings.from_environment({variable: value})


def test_settings_from_the_environment() -> None:
    assert ApiSettings.from_environment({}) == ApiSettings()
    given = {"POLICYGRAPH_HOST": "0.0.0.0", "POLICYGRAPH_PORT": "0", "POLICYGRAPH_CORS_ORIGINS": "https://a.example, http://b.example:3000"}
    found = ApiSettings.from_environment(given | {"POLICYGRAPH_MAX_QUERY_DEPTH": "9", "POLICYGRAPH_QUERY_SECONDS": "3"})
    assert (found.host, found.port, found.cors_origins) == ("0.0.0.0", 0, ("https://a.example", "http://b.example:3000"))
    assert (found.limits.depth, found.limits.seconds) == (9, 3.0)
