// Which words prove each assertion, and where do they stand?
MATCH (actor)-[edge:ASSERTS]->(claim:Claim)
UNWIND edge.statements AS id
MATCH (:Statement {id: id})-[:PROVEN_BY]->(evidence:Evidence)-[:QUOTED_FROM]->(article:Article)
RETURN actor.name AS actor, claim.label AS claim, evidence.quote AS quote, article.published AS published, article.url AS url
ORDER BY actor, claim, published, quote
LIMIT 100
