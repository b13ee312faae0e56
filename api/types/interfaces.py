"""What objects have in common: a global id, evidence."""

import strawberry

from api.fields import resolver
from api.loading import Info
from api.paging import After, Before, Connection, First, Last, connection, cut, window
from api.types.articles import Evidence
from api.types.node import Node
from schema import model


@strawberry.interface(description="Anything that carries evidence: the words it was read from.")
class Sourced:
    async def proof(self, info: Info) -> list[model.Evidence]:
        """All evidence, in its order."""
        raise NotImplementedError

    @resolver("Verbatim evidence, in the order of the text.")
    async def evidence(
        self, info: Info, first: First = None, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[Evidence]:
        asked = window(first, after, last, before)
        return connection(cut(await self.proof(info), lambda e: e.id, asked), Evidence.of)


__all__ = ["Node", "Sourced"]
