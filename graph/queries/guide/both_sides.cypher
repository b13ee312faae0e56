// Which claims have people on both sides, and who are they?
MATCH (yes)-[:ASSERTS]->(claim:Claim)<-[:DISPUTES]-(no)
RETURN claim.label AS claim, collect(DISTINCT yes.name) AS asserted_by, collect(DISTINCT no.name) AS disputed_by
ORDER BY claim
