// Who disputes what?
MATCH path = (actor)-[:DISPUTES]->(claim:Claim)
RETURN path
LIMIT 200
