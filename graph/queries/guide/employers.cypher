// Who works for whom?
MATCH path = (person:Person)-[:EMPLOYED_BY]->(employer)
RETURN path
LIMIT 200
