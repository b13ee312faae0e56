"""Opening the official driver for either engine. The one place that knows addresses and credentials."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import neo4j
from neo4j import AsyncDriver, AsyncGraphDatabase, Driver, GraphDatabase
from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError

from graph.engine import DATABASE, USER, EngineLease
from graph.errors import StoreUnreachable
from graph.settings import StoreSettings
from schema.frozen import Frozen


class Target(Frozen):
    """A database and how to log in to it. `auth` for writing, `read_auth` for reading."""

    address: str
    database: str | None
    auth: Any
    read_auth: Any


def find_target(settings: StoreSettings, lease: EngineLease | None) -> Target:
    """The database that the settings mean; `lease` is the running embedded engine, None for a Neo4j."""
    if lease is not None:
        auth = (USER, lease.files.read_password())
        return Target(address=lease.address, database=DATABASE, auth=auth, read_auth=auth)
    token = settings.token.get_secret_value()
    auth_given: Any = neo4j.bearer_auth(token) if token else (settings.user, settings.password.get_secret_value())
    if not token and not settings.password.get_secret_value():
        auth_given = None
    read = (settings.read_user, settings.read_password.get_secret_value()) if settings.read_user else auth_given
    return Target(address=settings.store, database=settings.database, auth=auth_given, read_auth=read)


@contextmanager
def open_driver(target: Target) -> Iterator[Driver]:
    """A verified driver for writing. Raises StoreUnreachable."""
    with explained(target.address), GraphDatabase.driver(target.address, auth=target.auth, **OPTIONS) as driver:
        _verify(driver, target)
        yield driver


def open_async_driver(target: Target) -> AsyncDriver:
    """A driver for reading; it connects at the first read."""
    with explained(target.address):
        return AsyncGraphDatabase.driver(target.address, auth=target.read_auth, **OPTIONS)


OPTIONS: dict[str, Any] = {
    "user_agent": "policy-graph",
    "max_transaction_retry_time": 30.0,
    "connection_acquisition_timeout": 30.0,
    "telemetry_disabled": True,
    "warn_notification_severity": "OFF",
    "notifications_min_severity": "OFF",
}


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Turn the driver's refusals to connect or log in into StoreUnreachable."""
    try:
        yield
    except AuthError as error:
        raise StoreUnreachable(address, "user name or password is wrong.") from error
    except (neo4j.exceptions.ServiceUnavailable, ConfigurationError, ValueError, OSError) as error:
        raise StoreUnreachable(address, f"{error}.") from error
    except Neo4jError as error:
        if error.code and ("DatabaseNotFound" in error.code or "Security" in error.code):
            raise StoreUnreachable(address, f"{error.message}.") from error
        raise


def _verify(driver: Driver, target: Target) -> None:
    try:
        with driver.session(database=target.database) as session:
            session.run("RETURN 1 AS one").consume()
    except DriverError as error:
        raise StoreUnreachable(target.address, f"{error}.") from error
