"""What differs between the engines: how a full-text index is made and how writers take turns. Everything else is the same Cypher."""

import base64
import http.client
import json
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from neo4j import Driver, Transaction

from graph.engine import DATABASE, USER, EngineLease
from graph.errors import GraphError
from graph.locks import exclusive
from schema.cypher import search_labels
from schema.ontology import Ontology


class Dialect(Protocol):
    """One engine's own ways."""

    name: str

    def make_search_indexes(self, driver: Driver, database: str | None, ontology: Ontology) -> None:
        """Index `terms` of every searched label, split at blanks: the stems in it are ours, so that all engines find the same."""

    def turn(self) -> AbstractContextManager[None]:
        """Around a whole write: wait for the other writers."""

    def begin(self, transaction: Transaction) -> None:
        """First thing in a write transaction: wait for the other writers."""

    def committing(self) -> AbstractContextManager[None]:
        """Around a COMMIT."""

    def reading(self) -> AbstractAsyncContextManager[None]:
        """Around one read."""


class Neo4jDialect:
    """Neo4j 5.26 and newer. Writers queue at the lock of one node; a commit is applied as a whole."""

    name = "neo4j"

    def make_search_indexes(self, driver: Driver, database: str | None, ontology: Ontology) -> None:
        """`whitespace` is one of the analyzers that ship with Neo4j."""
        for label in search_labels(ontology):
            driver.execute_query(
                f"CREATE FULLTEXT INDEX search_{label} IF NOT EXISTS FOR (n:{label}) ON EACH [n.terms] "
                "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
                database_=database,
            )
        driver.execute_query("CALL db.awaitIndexes(300)", database_=database)

    def turn(self) -> nullcontext[None]:
        """Nothing to wait for outside the transaction."""
        return nullcontext()

    def begin(self, transaction: Transaction) -> None:
        """Take the write lock of the store's own node until the end of the transaction."""
        transaction.run("MERGE (s:Store {id: 'store'}) SET s.held = true").consume()

    def committing(self) -> nullcontext[None]:
        """Nothing to guard."""
        return nullcontext()

    def reading(self) -> nullcontext[None]:
        """Nothing to guard; a statement that met a commit half-way is read again, see graph/reader.py."""
        return nullcontext()


class EmbeddedDialect:
    """ArcadeDB in the data folder. Writers queue at a file lock, for its optimistic transactions would redo lost work."""

    name = "embedded"

    def __init__(self, lease: EngineLease) -> None:
        self._lease = lease

    def make_search_indexes(self, driver: Driver, database: str | None, ontology: Ontology) -> None:  # noqa: ARG002 - by SQL over HTTP
        """SQL over HTTP, since its Cypher has no CREATE FULLTEXT INDEX."""
        for label in search_labels(ontology):
            self._sql(f"CREATE PROPERTY {label}.terms IF NOT EXISTS STRING")
            self._sql(
                f"CREATE INDEX search_{label} IF NOT EXISTS ON {label} (terms) FULL_TEXT "
                'METADATA {"analyzer": "org.apache.lucene.analysis.core.WhitespaceAnalyzer"}'
            )

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One writer at a time, between threads and between processes."""
        with exclusive(self._lease.files.write_lock):
            yield

    def begin(self, transaction: Transaction) -> None:
        """The file lock is enough."""

    @contextmanager
    def committing(self) -> Iterator[None]:
        """See CommitGuard."""
        with self._lease.guard.committing():
            yield

    def reading(self) -> AbstractAsyncContextManager[None]:
        """See CommitGuard."""
        return self._lease.guard.reading()

    def _sql(self, command: str) -> None:
        login = base64.b64encode(f"{USER}:{self._lease.files.read_password()}".encode()).decode()
        connection = http.client.HTTPConnection("127.0.0.1", self._lease.endpoint.http, timeout=300)
        try:
            body = json.dumps({"language": "sql", "command": command})
            headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
            connection.request("POST", f"/api/v1/command/{DATABASE}", body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            if answer.status != 200:
                raise GraphError(f"The embedded engine refused {command!r}: {text[:500]} Report this with the engine's log.")
        finally:
            connection.close()
