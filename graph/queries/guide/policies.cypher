// Who is for and who is against a policy?
MATCH path = (actor)-[:SUPPORTS_POLICY|OPPOSES_POLICY|PUSHES_REGULATION]->(policy)
RETURN path
LIMIT 200
