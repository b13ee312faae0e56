// Who has been on both sides of one claim?
MATCH (actor)-[:ASSERTS]->(claim:Claim)
MATCH (actor)-[:DISPUTES]->(claim)
RETURN actor.name AS actor, claim.label AS claim
ORDER BY actor, claim
