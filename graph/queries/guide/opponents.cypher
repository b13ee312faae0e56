// Who disagrees with whom, and on how many claims?
MATCH (one)-[:ASSERTS]->(claim:Claim)<-[:DISPUTES]-(other)
WHERE one.id <> other.id
RETURN one.name AS asserts, other.name AS disputes, count(claim) AS disagree_on
ORDER BY disagree_on DESC, asserts, disputes
LIMIT 50
