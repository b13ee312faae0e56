// What do unnamed sources say, and in whose article?
MATCH (source:Group {kind: 'unnamed_source'})<-[:SUBJECT]-(statement:Statement)-[:OBJECT]->(claim:Claim)
MATCH (article:Article)-[:STATES]->(statement)
RETURN source.name AS source, statement.predicate AS says, claim.label AS claim, article.outlet AS outlet
ORDER BY source, claim
