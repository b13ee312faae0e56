"""Errors that mean no more than that somebody else was at the same thing at the same moment."""

from neo4j.exceptions import DriverError, Neo4jError


def lost_race(error: Neo4jError | DriverError) -> bool:
    """Whether another session made or removed what this one was at. The driver does not count these as worth a retry, and they are."""
    code = getattr(error, "code", None) or ""
    return "ConstraintValidationFailed" in code or "EntityNotFound" in code
