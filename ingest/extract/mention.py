"""A mention: where something is named."""

from dataclasses import dataclass

from ingest.knowledge.gazetteer import Entry


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the prepared text. `entry` is the known entity, None for a name that only the text knows."""

    start: int
    end: int
    type: str
    text: str
    entry: Entry | None = None
    kind: str | None = None
