"""How a method becomes a field of the GraphQL schema."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import strawberry

F = TypeVar("F", bound=Callable[..., Any])


def resolver(description: str) -> Callable[[F], F]:
    """`strawberry.field` as a decorator that keeps the method's type for mypy."""
    return cast("Callable[[F], F]", strawberry.field(description=description))
