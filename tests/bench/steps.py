"""Commands as processes of their own: how long each took, and the most memory it held."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Step:
    """Seconds by the clock, peak resident memory in MB, and what the process printed."""

    seconds: float
    peak: float
    printed: str


def run_step(command: list[str], **environment: str) -> Step:
    """Run a command to its end. Raises AssertionError where it fails. On Linux the peak counts what this process had when it forked."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=kept | {"PYTHONPATH": str(ROOT)} | environment)
    assert process.stdout
    printed = process.stdout.read().strip()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise AssertionError(f"{command} ended with {process.returncode}")
    return Step(time.perf_counter() - started, usage.ru_maxrss / 1024, printed)


def peak_of(pid: int) -> float:
    """The most memory a living process has held so far, in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    found = [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")] if status.exists() else []
    return int(found[0]) / 1024 if found else 0.0
