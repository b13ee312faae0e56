// Who signed which letter or law?
MATCH (actor)-[:SIGNED]->(policy:Policy)
RETURN policy.name AS policy, collect(actor.name) AS signed_by
ORDER BY policy
