// Who agrees with whom, and on how many claims?
MATCH (one)-[:ASSERTS]->(claim:Claim)<-[:ASSERTS]-(other)
WHERE one.id < other.id
RETURN one.name AS one, other.name AS other, count(claim) AS agree_on
ORDER BY agree_on DESC, one, other
LIMIT 50
