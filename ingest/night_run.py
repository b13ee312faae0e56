"""One night in its house: the lock, the folders, the clock, and the report that is left behind."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ingest.archive import Archive
from ingest.collect import Collector
from ingest.fetch import Fetcher
from ingest.nightly import Night, NightReport, night_lock
from ingest.pipeline import Write
from ingest.report import printable, progress, warn
from ingest.settings import IngestSettings
from ingest.sources import Source
from ingest.state import State
from ingest.workers import Workers


def run_night(sources: Sequence[Source], settings: IngestSettings, write: Write, workers: int) -> NightReport:
    """Run every enabled source, one after the other, and leave `reports/<time>.json`. Raises NightRunning."""
    started = datetime.now(UTC)
    reports = []
    archive = Archive(settings.home / "archive")
    with night_lock(settings.home), State(settings.home / "state.sqlite") as state, Workers(workers) as pool, progress() as bar:
        collector = Collector(Fetcher(settings), archive, state, settings.max_bytes)
        night = Night(started.date(), collector, archive, state, write, pool)
        enabled = [source for source in sources if source.enabled]
        task = bar.add_task("Sources", total=len(enabled))
        for source in enabled:
            bar.update(task, description=source.name)
            reports.append(night.run(source, lambda line: warn(printable(line))))
            if reports[-1].failed:
                warn(printable(f"{source.name}: failed: {reports[-1].failed}"))
            bar.advance(task)
        report = NightReport(started=started, ended=datetime.now(UTC), sources=tuple(reports))
        _leave(report, settings.home / "reports")
    return report


def _leave(report: NightReport, folder: Path) -> None:
    """Write the report whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{report.started:%Y-%m-%dT%H%M%SZ}.json"
    draft = place.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        file.write(report.model_dump_json(indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
