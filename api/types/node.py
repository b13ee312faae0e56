"""The Node interface of Relay's global object identification."""

import re

import strawberry

from api.errors import BadId

_ID = re.compile(r"[acenrs][0-9a-f]{32}")


@strawberry.interface(description="An object with a global id.")
class Node:
    id: strawberry.ID = strawberry.field(description="Opaque global id, the same for ever.")


def check_ids(ids: list[strawberry.ID] | None) -> tuple[str, ...]:
    """Ids as the Reader takes them. Raises BadId for what cannot be one."""
    for given in ids or ():
        if not _ID.fullmatch(given):
            raise BadId(given)
    return tuple(str(given) for given in ids or ())


def make_id(text: str) -> strawberry.ID:
    """Text as GraphQL's type of ids, unchecked."""
    return strawberry.ID(text)
