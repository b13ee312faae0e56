"""The Writer: whole articles in, one transaction each."""

import random
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from neo4j import Driver, Session, Transaction
from neo4j.exceptions import DriverError, Neo4jError

from graph import changes
from graph.changes import NOTHING, Before, Facts, Shared
from graph.connection import Target
from graph.contributions import Key
from graph.dialect import Dialect
from graph.errors import EvidenceLawError, NullRefused, WriteConflict
from graph.races import lost_answer, lost_race, lost_turn, refusal
from graph.records import Props, marked_article, utc
from schema import cypher
from schema.frozen import Frozen
from schema.law import violations
from schema.model import Bundle
from schema.ontology import Ontology

ATTEMPTS = 12


class WriteReport(Frozen):
    """What a write did. Counts are of statements; `changed` is False when the article already said exactly this."""

    article_id: str
    changed: bool
    added: int = 0
    replaced: int = 0
    removed: int = 0


class Writer(Protocol):
    """Writes. Reads nothing back to its caller."""

    def write(self, bundle: Bundle, recorded_at: datetime) -> WriteReport:
        """Replace exactly what the article said before, in one transaction.

        The same bundle again changes nothing and keeps the time it was recorded. Raises EvidenceLawError with every reason, before
        anything is written; ValueError for a time without zone; WriteConflict.
        """
        ...

    def delete(self, article_ids: Iterable[str]) -> int:
        """Remove articles and what they alone said, one transaction each. Returns how many there were."""
        ...


def refuse_unlawful(bundle: Bundle, ontology: Ontology) -> None:
    """The door: raise EvidenceLawError with every reason."""
    found = violations(bundle, ontology)
    if found:
        raise EvidenceLawError(bundle.article.id, found)


class GraphWriter:
    """The Writer over Bolt, for both engines. Not for use by several threads at once; open one for each."""

    def __init__(self, driver: Driver, target: Target, dialect: Dialect, ontology: Ontology) -> None:
        self._driver = driver
        self._target = target
        self._dialect = dialect
        self._ontology = ontology
        derived = (
            cypher.read_states,
            cypher.take_back,
            cypher.write_things,
            cypher.write_facts,
            cypher.write_edges,
            cypher.remove_things,
        )
        self._blocks = {made.__name__: made(ontology) for made in derived}

    def write(self, bundle: Bundle, recorded_at: datetime) -> WriteReport:
        """See Writer."""
        refuse_unlawful(bundle, self._ontology)
        moment = utc(recorded_at)
        report = self._retry(bundle.article.id, lambda tx: self._replace(tx, bundle.article.id, bundle, moment))
        assert report is not None  # noqa: S101 - an article that is written is there
        return report

    def delete(self, article_ids: Iterable[str]) -> int:
        """See Writer."""
        return sum(self._retry(id_, lambda tx, id_=id_: self._replace(tx, id_, None, "")) is not None for id_ in article_ids)

    def _retry(self, article_id: str, work: "Work") -> WriteReport | None:
        """Run a transaction until it commits, for some 15 s. Writes are idempotent: a COMMIT whose answer was lost may be sent again."""
        lost: DriverError | Neo4jError | None = None
        for attempt in range(ATTEMPTS):
            try:
                with self._dialect.turn(), self._driver.session(database=self._target.database) as session:
                    return self._attempt(session, work)
            except (Neo4jError, DriverError) as error:
                if not (error.is_retryable() or lost_race(error) or lost_answer(error)):
                    raise refusal(error, self._target.address) from error
                lost = error
                time.sleep(min(0.05 * 2**attempt, 2.0) * (0.5 + random.random()))  # noqa: S311 - spreads writers, keeps no secret
        if lost is not None and not lost_turn(lost):
            raise refusal(lost, self._target.address) from lost
        raise WriteConflict(article_id, ATTEMPTS) from lost

    def _attempt(self, session: Session, work: "Work") -> WriteReport | None:
        with session.begin_transaction() as transaction:
            self._dialect.begin(transaction)
            report = work(transaction)
            if report is None or not report.changed:
                transaction.rollback()
            else:
                with self._dialect.committing():
                    transaction.commit()
            return report

    def _replace(self, tx: Transaction, article_id: str, bundle: Bundle | None, moment: str) -> WriteReport | None:
        before = _read_before(tx, article_id)
        if bundle is None and before.digest is None:
            return None
        digest = changes.bundle_digest(bundle) if bundle else None
        if digest == before.digest:
            return WriteReport(article_id=article_id, changed=False)
        added, taken = changes.touched_things(before, bundle)
        facts = changes.change_facts(before, bundle, article_id)
        touched = [(c.label, c.id) for c in added] + [(label, id_) for label, id_, _ in taken]
        stored, others = self._read_states(tx, touched, facts, article_id)
        things = changes.change_things(added, taken, stored)
        upserts, removals = changes.change_edges(facts, others)
        gone = {"gone": facts.gone, "changed": facts.changed, "unquoted": facts.unquoted}
        self._run(tx, "take_back", gone | {self._edge(name): vias for name, vias in removals.items()})
        self._run(tx, "write_things", things.upserts | {f"{label}_counts": rows for label, rows in things.counts.items()})
        if bundle and digest:
            rows = [{"id": p["id"], "article": article_id, "run": p["run_id"], "props": p} for p in facts.statements]
            evidence = [{"id": props["id"], "props": props} for props in facts.evidence]
            article = [{"id": article_id, "props": marked_article(bundle, digest, moment)}]
            self._run(tx, "write_facts", {"article": article, "evidence": evidence, "statements": rows} | facts.links)
        self._run(tx, "write_edges", {self._edge(name): rows for name, rows in upserts.items()})
        self._run(tx, "remove_things", things.removals | ({} if bundle else {"Article": [article_id]}))
        replaced = len(facts.changed)
        return WriteReport(
            article_id=article_id, changed=True, added=len(facts.statements) - replaced, replaced=replaced, removed=len(facts.gone)
        )

    def _read_states(
        self, tx: Transaction, keys: list[Key], facts: Facts, article_id: str
    ) -> tuple[dict[Key, Shared], dict[str, list[Props]]]:
        ids: dict[str, list[str]] = {label: [] for label in cypher.shared_labels(self._ontology)}
        for label, id_ in dict.fromkeys(keys):
            ids[label].append(id_)
        things: dict[Key, Shared] = {}
        others: dict[str, list[Props]] = {}
        if keys:
            for record in tx.run(self._blocks["read_states"]["things"], given=ids):
                things[record["label"], record["id"]] = Shared(dict(zip(record["variants"], record["counts"], strict=True)))
        if facts.edges:
            for record in tx.run(self._blocks["read_states"]["edge"], given={"rows": sorted(facts.edges), "article": article_id}):
                others[record["id"]] = record["variants"]
        return things, others

    def _run(self, tx: Transaction, name: str, rows_by_block: Mapping[str, Sequence[Any]]) -> None:
        """Run those of the derived statements that have rows. A null that would make a false node is refused here."""
        for block, rows in rows_by_block.items():
            for row in rows:
                for key, value in row.items() if isinstance(row, dict) else [("id", row)]:
                    if not value and key in _REQUIRED:
                        raise NullRefused(f"{key} in {block}")
        for block, text in self._blocks[name].items():
            if rows_by_block.get(block):
                tx.run(text, given={"rows": rows_by_block[block]}).consume()

    def _edge(self, predicate: str) -> str:
        return self._ontology.relations[predicate].edge


_REQUIRED = frozenset({"id", "from", "to", "via", "article", "run"})


class Work(Protocol):
    """What is done in one transaction."""

    def __call__(self, tx: Transaction) -> WriteReport | None: ...


def _read_before(tx: Transaction, article_id: str) -> Before:
    record = tx.run(
        "MATCH (a:Article {id: $id})\n"
        "CALL () { MATCH (s:Statement {article_id: $id})\n"
        "  WITH s{.id, .digest, .edge, .predicate} AS props RETURN collect(props) AS statements }\n"
        "CALL () { MATCH (e:Evidence {article_id: $id}) RETURN collect(e.id) AS evidence }\n"
        "RETURN a.bundle_digest AS digest, a.contributes AS marks, statements, evidence",
        id=article_id,
    ).single()
    if record is None:
        return NOTHING
    stated = {props["id"]: props for props in record["statements"]}
    return Before(record["digest"], frozenset(record["marks"]), stated, frozenset(record["evidence"]))
