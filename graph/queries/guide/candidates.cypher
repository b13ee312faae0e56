// Which claims has nobody catalogued yet, and how often are they made?
MATCH (claim:Claim {candidate: true})<-[:OBJECT]-(statement:Statement)
RETURN claim.label AS claim, count(statement) AS statements
ORDER BY statements DESC, claim
LIMIT 50
