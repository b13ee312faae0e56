"""The command as a person runs it: exit codes, messages, bytes. Inputs here fail before any model is loaded, or are tiny."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


def run(*arguments: str, stdin: bytes = b"", home: Path | None = None, **environment: str) -> tuple[int, str, str]:
    env = {**os.environ, "POLICYGRAPH_HOME": str(home or "/nonexistent"), "NO_COLOR": "1", **environment}
    done = subprocess.run([sys.executable, "-m", "policygraph", *arguments], input=stdin, capture_output=True, env=env, timeout=300)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_version_and_help_are_quick() -> None:
    before = time.monotonic()
    code, out, _ = run("--version")
    assert (code, out.split()[0]) == (0, "policygraph")
    code, out, _ = run("--help")
    assert code == 0
    assert "extract" in out
    assert time.monotonic() - before < 10  # 0.8 s on a free machine; the bound only catches an import of the models


def test_the_overview_loads_no_package_of_ours() -> None:
    program = "import sys, policygraph, contextlib\nwith contextlib.suppress(SystemExit):\n  policygraph.app(['--help'])\n"
    program += "sys.exit(any(m.split('.')[0] in ('spacy', 'neo4j', 'pydantic', 'trafilatura', 'ingest', 'graph') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ingest", "--dry-run"), "no input was given"),
        (("ingest", "--dry-run", "--language", "de", "x.txt"), "--language 'de' is not supported"),
        (("ingest", "--dry-run", "--encoding", "klingon", "x.txt"), "is no encoding"),
        (("ingest", "--frobnicate"), "No such option"),
        (("ingest", "nightly", "--sources", "/nonexistent.toml", "--check"), "there is no such file"),
        (("ingest", "replay"), "no night was given"),
        (("ingest", "replay", "yesterday"), "is no date"),
        (("ingest", "replay", "2026-03-04"), "the archive has no night 2026-03-04"),
        (("ingset",), "Did you mean 'ingest'?"),
        (("extract", "--workers", "0"), "--workers"),
    ],
)
def test_misconfigured_is_2_and_says_what_to_do(arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert said in err
    assert "Traceback" not in out + err


def test_a_bad_variable_is_named() -> None:
    code, _, err = run("ingest", "--dry-run", "x.txt", POLICYGRAPH_MAX_BYTES="many")
    assert code == 2
    assert "POLICYGRAPH_MAX_BYTES='many'" in err


class TestHostileInputs:
    def test_every_input_is_named_with_its_reason_and_the_next_step(self, tmp_path: Path) -> None:
        files = {
            "empty.txt": b"",
            "space.txt": b" \n",
            "nul.txt": b"a\0b",
            "pdf.txt": b"%PDF-1.7",
            "unsure.txt": "Да.".encode("cp1251"),
            "broken.json": b"{",
            "deep.json": b"[" * 100_000,
            "menu.html": b"<html><body><a href=/>Home</a></body></html>",
            "photo.png": b"\x89PNG",
            "odd\nname [bold]\x1b[31m.txt": b"",
        }
        for name, body in files.items():
            (tmp_path / name).write_bytes(body)
        with (tmp_path / "big.txt").open("wb") as big:
            big.truncate(50_000_001)
        arguments = [str(tmp_path / name) for name in (*files, "big.txt", "missing.txt")]
        code, out, err = run("ingest", "--dry-run", "--json", *arguments, "http://127.0.0.1:9/", "ftp://x.org/a")
        assert code == 1
        report = json.loads(out)
        assert report["skipped"] == len(report["inputs"]) == len(files) + 4
        problems = {entry["input"].rpartition("/")[2]: entry["problem"] for entry in report["inputs"]}
        assert problems["big.txt"] == "is larger than 50 MB"
        assert problems["missing.txt"] == "there is no such file or folder"
        assert "NUL" in problems["nul.txt"]
        assert "PDF" in problems["pdf.txt"]
        assert "no article" in problems["menu.html"]
        assert "valid JSON" in problems["deep.json"]
        assert "unknown file type '.png'" in problems["photo.png"]
        assert problems[r"odd\nname [bold]\x1b[31m.txt"] == "is empty"
        assert len(err.splitlines()) == len(files) + 4
        assert "\x1b" not in out + err
        assert all(entry["remedy"] for entry in report["inputs"])

    def test_an_endless_input_is_read_to_the_cap_and_no_further(self) -> None:
        code, _, err = run("ingest", "--dry-run", "--format", "txt", "/dev/zero", POLICYGRAPH_MAX_BYTES="100000")
        assert code == 1
        assert "is larger than 0.1 MB" in err

    def test_a_flood_of_bad_lines_is_cut_on_the_terminal_and_whole_in_json(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text("{bad\n" * 500)
        code, out, err = run("ingest", "--dry-run", "--json", str(tmp_path / "a.jsonl"))
        assert code == 1
        assert json.loads(out)["skipped"] == 500
        assert len(err.splitlines()) == 21

    def test_a_folder_without_anything(self, tmp_path: Path) -> None:
        code, _, err = run("ingest", "--dry-run", str(tmp_path))
        assert code == 1
        assert "has no .txt, .html, .json or .jsonl file in it" in err


class TestExtract:
    BAD = b'{bad\n[1]\n{"id": 7}\n\n{"id": "x", "text": 5}\n{"id": "y", "text": " "}\n'

    def test_bad_lines_never_stop_it(self) -> None:
        code, out, err = run("extract", "--jsonl", stdin=self.BAD)
        records = [json.loads(line) for line in out.splitlines()]
        assert code == 1
        assert err == ""
        assert [(record["id"], record["line"]) for record in records] == [(None, 1), (None, 2), (7, 3), ("x", 5), ("y", 6)]
        assert all(record["error"] for record in records)

    def test_workers_give_the_same_bytes(self) -> None:
        assert run("extract", "--jsonl", stdin=self.BAD * 50) == run("extract", "--jsonl", "--workers", "2", stdin=self.BAD * 50)

    def test_an_answer(self) -> None:
        line = json.dumps({"id": "1", "text": "Regulation protects incumbents, Ann Author said.", "lang": "en"}).encode() + b"\n"
        first, second = (run("extract", "--jsonl", stdin=line) for _ in range(2))
        assert first == second
        assert first[0] == 0
        assert json.loads(first[1])["id"] == "1"

    def test_a_missing_file(self) -> None:
        code, _, err = run("extract", "--jsonl", "/nonexistent.jsonl")
        assert code == 1
        assert "cannot be opened" in err


def test_ctrl_c_ends_it_without_a_traceback() -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "policygraph", "extract", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell starts what runs in its background with Ctrl-C ignored
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"{bad\n")
    running.stdin.flush()
    assert running.stdout.readline()
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_is_no_error_to_shout_about() -> None:
    command = f"yes '{{bad' | head -20000 | {sys.executable} -m policygraph extract --jsonl | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60)
    assert json.loads(done.stdout)["line"] == 1
    assert b"Traceback" not in done.stderr
