"""What errors of the driver mean: that somebody else was at the same thing, that an answer was lost on the way, or that it is over."""

from neo4j.exceptions import AuthError, DriverError, IncompleteCommit, Neo4jError, ServiceUnavailable, SessionExpired

from graph.errors import GraphError, StoreFailed, StoreUnreachable


def lost_race(error: Neo4jError | DriverError) -> bool:
    """Whether another session made or removed what this one was at. The driver does not count these as worth a retry, and they are."""
    code = getattr(error, "code", None) or ""
    return "ConstraintValidationFailed" in code or "EntityNotFound" in code


def lost_answer(error: Neo4jError | DriverError) -> bool:
    """Whether the connection broke at COMMIT. The driver cannot know whether it was done and gives up; our writes may be done again."""
    return isinstance(error, IncompleteCommit)


def lost_turn(error: Neo4jError | DriverError) -> bool:
    """Whether the engine gave this transaction up for another one: a deadlock, a lock that was not to be had, an outdated page."""
    return lost_race(error) or ".TransientError.Transaction." in (getattr(error, "code", None) or "")


def refusal(error: Neo4jError | DriverError, address: str) -> GraphError:
    """Our error for one that is not worth another attempt."""
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return StoreUnreachable(address, "it stopped answering.")
    if isinstance(error, AuthError):
        return StoreUnreachable(address, "user name or password is wrong.")
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return StoreFailed(address, " ".join(text.split()).rstrip("."))
