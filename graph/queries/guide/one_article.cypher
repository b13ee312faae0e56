// What does one article say? (another title: change the first line)
MATCH (article:Article {title: 'Hearing'})-[:STATES]->(statement:Statement)
MATCH path = (subject)<-[:SUBJECT]-(statement)-[:OBJECT]->(object)
RETURN path
