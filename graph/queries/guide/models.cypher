// Who develops or releases what, and what is based on what?
MATCH path = (maker)-[:DEVELOPS|RELEASES|BASED_ON]->(work)
RETURN path
LIMIT 200
