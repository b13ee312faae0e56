"""Any object by its global id. The first letter of an id says what it is the id of."""

from api.loading import Info
from api.types.articles import Article, Evidence, Run
from api.types.claims import Claim
from api.types.entities import Entity
from api.types.node import Node
from api.types.statements import Statement
from schema.ids import ARTICLE, CLAIM, EVIDENCE, NODE, RUN, STATEMENT


async def load_object(info: Info, identifier: str) -> Node | None:
    """The object with an id, None where unknown. Loads of one tick share a round trip for each kind of thing."""
    loaders = info.context.loaders
    letter = identifier[0]
    if letter == NODE and (node := await loaders.nodes.load(identifier)):
        return Entity.made(node, info.context)
    if letter == CLAIM and (claim := await loaders.claims.load(identifier)):
        return Claim.of(claim)
    if letter == ARTICLE and (article := await loaders.articles.load(identifier)):
        return Article.of(article)
    if letter == STATEMENT and (statement := await loaders.statements.load(identifier)):
        return Statement.made(statement, info.context)
    if letter == EVIDENCE and (evidence := await loaders.evidence.load(identifier)):
        return Evidence.of(evidence)
    if letter == RUN and (run := await loaders.runs.load(identifier)):
        return Run.of(run)
    return None
