// Who asserts what?
MATCH path = (actor)-[:ASSERTS]->(claim:Claim)
RETURN path
LIMIT 200
