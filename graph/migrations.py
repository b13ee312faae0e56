"""The store's schema, in numbered steps that go forward only. The store records the last one done; a newer store is refused."""

from collections.abc import Callable

from neo4j import Driver, RoutingControl

from graph.dialect import Dialect
from graph.errors import StoreNewer, StoreUnprepared
from schema.cypher import constraints, range_indexes, script, search_labels
from schema.ids import text_digest
from schema.ontology import Ontology

Step = Callable[[Driver, str | None, Dialect, Ontology], None]


def _constraints(driver: Driver, database: str | None, _dialect: Dialect, ontology: Ontology) -> None:
    """A unique id for every label, and the range indexes."""
    for statement in [*constraints(ontology), *range_indexes(ontology)]:
        driver.execute_query(statement, database_=database)


def _search(driver: Driver, database: str | None, dialect: Dialect, ontology: Ontology) -> None:
    """The full-text indexes."""
    dialect.make_search_indexes(driver, database, ontology)


def _captions(driver: Driver, database: str | None, _dialect: Dialect, _ontology: Ontology) -> None:
    """A caption for every claim, in whatever language it has one."""
    driver.execute_query("MATCH (c:Claim) WHERE c.label IS NULL SET c.label = coalesce(c.label_en, c.label_ru, c.id)", database_=database)


STEPS: tuple[Step, ...] = (_constraints, _search, _captions)
VERSION = len(STEPS)


def found_schema(driver: Driver, database: str | None) -> tuple[int, str]:
    """The last step the store has done, 0 for an empty one, and the fingerprint of the vocabulary's labels it was done for."""
    records, _, _ = driver.execute_query(
        "MATCH (s:Store {id: 'store'}) RETURN s.version AS version, s.labels AS labels", database_=database, routing_=RoutingControl.READ
    )
    return (int(records[0]["version"] or 0), str(records[0]["labels"])) if records else (0, "")


def fingerprint(ontology: Ontology) -> str:
    """Changes when the vocabulary asks for other constraints or indexes; the steps are then done again, since all are `IF NOT EXISTS`."""
    return text_digest(script(ontology) + " ".join(search_labels(ontology)))[:16]


def migrate(driver: Driver, database: str | None, dialect: Dialect, ontology: Ontology) -> list[str]:
    """Do the steps that are missing. Returns what they did. Every step may be done twice, so a killed migration is simply run again."""
    found, labels = found_schema(driver, database)
    if found > VERSION:
        raise StoreNewer(found, VERSION)
    wanted = fingerprint(ontology)
    if found == VERSION and labels == wanted:
        return []
    done: list[str] = []
    with dialect.turn():
        for number, step in enumerate(STEPS, start=1):
            step(driver, database, dialect, ontology)
            record = {"version": max(number, found), "labels": wanted if number == VERSION else labels}
            driver.execute_query("MERGE (s:Store {id: 'store'}) SET s += $record", {"record": record}, database_=database)
            done.append(f"{number}: {(step.__doc__ or '').strip()}")
    return done


def require_current(driver: Driver, database: str | None, ontology: Ontology) -> None:
    """Raise StoreNewer or StoreUnprepared unless the store has exactly this program's schema."""
    found, labels = found_schema(driver, database)
    if found > VERSION:
        raise StoreNewer(found, VERSION)
    if found < VERSION or labels != fingerprint(ontology):
        raise StoreUnprepared(found, VERSION)
