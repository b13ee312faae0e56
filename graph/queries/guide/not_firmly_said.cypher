// What is said, but not firmly: hedged, asked, supposed or reported?
MATCH (actor)<-[:SUBJECT]-(statement:Statement)-[:OBJECT]->(claim:Claim)
WHERE statement.modality <> 'asserted'
RETURN actor.name AS actor, statement.modality AS how, statement.predicate AS says, claim.label AS claim
ORDER BY how, actor, claim
