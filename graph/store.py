"""Opening a store: two doors, a Writer and a Reader, over whichever engine the settings mean."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from neo4j import Driver

from graph.connection import Target, find_target, open_async_driver, open_driver
from graph.dialect import Dialect, EmbeddedDialect, Neo4jDialect
from graph.engine import EngineLease, lease_engine
from graph.migrations import migrate, require_current
from graph.reader import GraphReader
from graph.settings import StoreSettings
from graph.writer import GraphWriter
from schema.ontology import Ontology, load_ontology


class Store:
    """An open store. Made by `open_store`."""

    def __init__(self, driver: Driver, target: Target, dialect: Dialect, ontology: Ontology, lease: EngineLease | None) -> None:
        self.driver = driver
        self.target = target
        self.dialect = dialect
        self.ontology = ontology
        self.lease = lease

    def writer(self) -> GraphWriter:
        """The door for writes; one for each thread."""
        return GraphWriter(self.driver, self.target, self.dialect, self.ontology)

    def reader(self) -> GraphReader:
        """The door for reads; belongs to the event loop it is first used in. Close it, or use it with `async with`."""
        return GraphReader(open_async_driver(self.target), self.target, self.dialect, self.ontology)


@contextmanager
def open_store(settings: StoreSettings, *, writable: bool = True) -> Iterator[Store]:
    """Connect (spawning the embedded engine where it is meant), verify, and bring the schema up to date.

    `writable=False` uses the read credentials and changes nothing: a store whose schema is not current raises StoreUnprepared. Raises
    StoreNewer, StoreUnreachable, and EngineError.
    """
    ontology = load_ontology()
    with ExitStack() as stack:
        lease = lease_engine(settings) if settings.embedded else None
        dialect: Dialect = Neo4jDialect()
        if lease is not None:
            stack.callback(lease.close)
            dialect = EmbeddedDialect(lease)
        target = find_target(settings, lease)
        if not writable:
            target = target.model_copy(update={"auth": target.read_auth})
        driver = stack.enter_context(open_driver(target))
        if writable or lease is not None:
            migrate(driver, target.database, dialect, ontology)
        else:
            require_current(driver, target.database, ontology)
        yield Store(driver, target, dialect, ontology, lease)
