"""The jars of a release: fetched by Maven into a cache that is kept, and checked against the lock file at every use."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j_server.errors import JarsChanged, JarsUnfetched, JavaMissing, MavenMissing
from neo4j_server.releases import BROWSER, HERE, JAVA_WHEEL, Release, read_lock

CACHE = HERE.parents[1] / ".cache" / "neo4j"


def find_java() -> Path:
    """The `java` of the wheel. Raises JavaMissing."""
    spec = importlib.util.find_spec(JAVA_WHEEL)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        java = Path(folder) / "java-runtime" / "bin" / "java"
        if java.is_file():
            return java
    raise JavaMissing(JAVA_WHEEL)


def obtain_jars(release: Release, cache: Path = CACHE) -> Path:
    """The folder with the checked jars, fetched when it is not there. Raises MavenMissing, JarsUnfetched, JarsChanged."""
    folder = cache / release.version / "jars"
    with _alone(cache / f"{release.version}.lock"):
        if not folder.is_dir():
            fetch_jars(release, folder)
        faults = find_faults(folder, read_lock(release))
        if faults:
            shutil.rmtree(folder)
            raise JarsChanged(release.version, faults)
    return folder


def fetch_jars(release: Release, folder: Path) -> None:
    """Have Maven copy the jars; the folder appears whole or not at all."""
    maven = shutil.which("mvn")
    if maven is None:
        raise MavenMissing
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
        shutil.copy(HERE / "pom.xml", draft)
        made = subprocess.run(  # noqa: S603 - our own command line, no shell
            [
                maven,
                "--quiet",
                "--batch-mode",
                f"--file={draft}/pom.xml",
                f"-Dneo4j.version={release.version}",
                f"-Dbrowser.version={BROWSER}",
                "-DincludeScope=runtime",
                f"-DoutputDirectory={draft}/jars",
                "dependency:copy-dependencies",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if made.returncode:
            raise JarsUnfetched(release.version, made.stdout[-2000:])
        (Path(draft) / "jars").rename(folder)


def find_faults(folder: Path, lock: dict[str, str]) -> list[str]:
    """What differs between a folder and a lock: a missing file, one too many, another digest."""
    found = digests(folder)
    return (
        [f"{name} is missing" for name in sorted(lock.keys() - found.keys())]
        + [f"{name} is not in the lock" for name in sorted(found.keys() - lock.keys())]
        + [f"{name} has another SHA-256" for name in sorted(lock.keys() & found.keys()) if lock[name] != found[name]]
    )


def digests(folder: Path) -> dict[str, str]:
    """File name to SHA-256."""
    found: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def write_lock(release: Release, cache: Path = CACHE) -> int:
    """Fetch the jars anew and lock what came. Look at the diff before committing it. Returns how many there are."""
    folder = cache / release.version / "jars"
    with _alone(cache / f"{release.version}.lock"):
        shutil.rmtree(folder, ignore_errors=True)
        fetch_jars(release, folder)
        found = digests(folder)
        release.lock.parent.mkdir(exist_ok=True)
        release.lock.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(found.items())), encoding="utf-8")
    return len(found)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)
