// Who funds, buys or invests in what?
MATCH path = (giver)-[:FUNDS|INVESTED_IN|ACQUIRES]->(taker)
RETURN path
LIMIT 200
