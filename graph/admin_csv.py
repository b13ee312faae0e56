"""The whole graph as the CSV files that `neo4j-admin database import full` reads: the same nodes and edges that the Writer makes.

One file for each label and each edge type, with its header; and `arguments`, which names them and the format, for `@arguments`. The
import makes no constraints and indexes: `policygraph store migrate` adds them afterwards, and the store is then as if written article by
article. Memory: the shared things and one short record for each plain statement; articles are streamed.
See https://neo4j.com/docs/operations-manual/current/import/ for the format.
"""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, TextIO

from graph.changes import bundle_digest
from graph.contributions import contributions, merge
from graph.errors import ExportRefused
from graph.reading import Reader, Stored
from graph.records import Props, edge_props, evidence_props, marked_article, statement_props, support, thing_props, utc
from graph.snapshot import stored_bundles
from schema.ontology import Ontology

ARRAY = "\x1f"
"""Unit separator: between the members of a list. Words that hold one cannot be exported."""

LISTS = frozenset({"aliases", "same_as", "words", "variants", "wordings", "topics", "contributes", "evidence", "statements"})
TYPES = {
    "counts": "int[]",
    "candidate": "boolean",
    "confidence": "double",
    "stated": "int",
    "start": "int",
    "end": "int",
    "position": "int",
}
TYPES |= {"articles": "int"} | dict.fromkeys(LISTS, "string[]")
DIRECT = ("statements", "first", "last", "articles", "confidence")


class AdminFiles:
    """The files of one export, each opened at its first row."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ExportRefused(f"{folder} is not empty", "Name a new folder.")
        self._folder = folder
        self._files: dict[str, TextIO] = {}

    def node(self, label: str, props: Props, columns: tuple[str, ...]) -> None:
        """One node."""
        self._row(
            f"--nodes={label}", f"nodes-{label}.csv", tuple(name for name in columns if name != "id"), [props["id"]], ["id:ID"], props
        )

    def edge(self, type_: str, start: str, end: str, props: Props, columns: tuple[str, ...] = ()) -> None:
        """One edge."""
        self._row(f"--relationships={type_}", f"edges-{type_}.csv", columns, [start, end], [":START_ID", ":END_ID"], props)

    def close(self) -> int:
        """Close all and write `arguments`. Returns the number of files."""
        options = ["--delimiter=,", f"--array-delimiter=U+{ord(ARRAY):04X}", "--multiline-fields=true", "--read-buffer-size=16m"]
        for file in self._files.values():
            file.close()
        sources = sorted(f"{option}=./{name}" for option, name in (key.split(" ") for key in self._files))
        (self._folder / "arguments").write_text("\n".join([*options, *sources]) + "\n", encoding="utf-8")
        return len(sources)

    def _row(self, option: str, name: str, columns: tuple[str, ...], keys: list[str], heads: list[str], props: Props) -> None:
        key = f"{option} {name}"
        if key not in self._files:
            self._files[key] = (self._folder / name).open("w", encoding="utf-8", newline="")
            self._files[key].write(",".join([*heads, *(f"{column}:{TYPES.get(column, 'string')}" for column in columns)]) + "\n")
        self._files[key].write(",".join([*map(_cell, keys), *(_cell(props.get(column)) for column in columns)]) + "\n")


async def write_admin_csv(reader: Reader, ontology: Ontology, folder: Path) -> int:
    """Write the files into an empty or new folder. Returns how many. Raises ExportRefused, OSError."""
    files = AdminFiles(folder)
    variants: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    supports: dict[tuple[str, str, str], list[Props]] = defaultdict(list)
    async for stored in stored_bundles(reader):
        for contribution in contributions(stored.bundle):
            variants[contribution.label, contribution.id][contribution.variant] += 1
        _write_article(files, stored, supports, ontology)
    for (label, id_), counts in sorted(variants.items()):
        marks = {"variants": sorted(counts), "counts": [counts[variant] for variant in sorted(counts)]}
        files.node(label, thing_props(merge(label, counts)) | marks | {"id": id_}, _thing_columns(label))
    for (edge, subject, object_), behind in sorted(supports.items()):
        files.edge(edge, subject, object_, edge_props(behind), DIRECT)
    return files.close()


def _write_article(files: AdminFiles, stored: Stored, supports: dict[tuple[str, str, str], list[Props]], ontology: Ontology) -> None:
    bundle, article = stored.bundle, stored.bundle.article
    files.node("Article", marked_article(bundle, bundle_digest(bundle), utc(stored.recorded_at)), ARTICLE)
    types = {node.id: node.type for node in bundle.nodes} | {claim.id: "Claim" for claim in bundle.claims} | {article.id: "Article"}
    for evidence in {evidence.id: evidence for statement in bundle.statements for evidence in statement.evidence}.values():
        files.node("Evidence", evidence_props(evidence), EVIDENCE)
        files.edge("QUOTED_FROM", evidence.id, article.id, {})
    for statement in bundle.statements:
        props = statement_props(statement, bundle, types)
        files.node("Statement", props, STATEMENT)
        files.edge("STATES", article.id, statement.id, {})
        files.edge("READ_BY", statement.id, statement.run_id, {})
        for edge, end in (("SUBJECT", statement.subject), ("OBJECT", statement.object), ("SPEAKER", statement.speaker)):
            if end is not None:
                files.edge(edge, statement.id, end, {})
        for position, quote in enumerate(dict.fromkeys(props["evidence"])):
            files.edge("PROVEN_BY", statement.id, quote, {"position": position}, ("position",))
        if statement.is_plain:
            supports[ontology.relations[statement.predicate].edge, statement.subject, statement.object].append(support(props))


ARTICLE = (
    *("address", "text", "language", "title", "url", "outlet", "author", "published", "license", "text_sha256"),
    *("words", "terms", "heads", "bundle_digest", "recorded_at", "contributes", "stated"),
)
EVIDENCE = ("article_id", "start", "end", "quote", "terms", "heads")
STATEMENT = (
    *("article_id", "run_id", "subject", "predicate", "object", "polarity", "modality", "speech", "speaker", "said_on", "confidence"),
    *("qualifiers", "evidence", "subject_type", "object_type", "day", "text_sha256", "edge", "digest"),
)
ENTITY = ("name", "names", "aliases", "kind", "same_as", "article_id", "sort", "words", "terms", "heads", "variants", "counts")
CLAIM = (
    "labels",
    "wordings",
    "candidate",
    "topics",
    "sort",
    "label",
    "label_en",
    "label_ru",
    "words",
    "terms",
    "heads",
    "variants",
    "counts",
)
RUN = ("extractor", "knowledge", "variants", "counts")


def _thing_columns(label: str) -> tuple[str, ...]:
    return {"Claim": CLAIM, "Run": RUN}.get(label, ENTITY)


def _cell(value: Any) -> str:
    """A value; nothing at all where there is none, which differs from an empty text."""
    if value is None:
        return ""
    if isinstance(value, list):
        texts = [_text(member) for member in value]
        if any(ARRAY in text for text in texts):
            raise ExportRefused("a list holds the character U+001F", "Use `policygraph export jsonl` instead, which can carry it.")
        return _quoted(ARRAY.join(texts))
    return _quoted(_text(value))


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
