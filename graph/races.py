"""Errors that mean no more than that somebody else was at the same thing at the same moment, or that an answer was lost on the way."""

from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError


def lost_race(error: Neo4jError | DriverError) -> bool:
    """Whether another session made or removed what this one was at. The driver does not count these as worth a retry, and they are."""
    code = getattr(error, "code", None) or ""
    return "ConstraintValidationFailed" in code or "EntityNotFound" in code


def lost_answer(error: Neo4jError | DriverError) -> bool:
    """Whether the connection broke at COMMIT. The driver cannot know whether it was done and gives up; our writes may be done again."""
    return isinstance(error, IncompleteCommit)
