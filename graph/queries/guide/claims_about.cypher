// Which claims speak of regulation? (another word: change the second line)
MATCH (claim:Claim)
WHERE toLower(claim.label) CONTAINS 'regulation'
RETURN claim
ORDER BY claim.sort
LIMIT 100
