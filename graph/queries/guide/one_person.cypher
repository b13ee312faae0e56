// What does one person say, of everything? (another name: change the first line)
MATCH (person:Person {name: 'Yann LeCun'})<-[:SUBJECT]-(statement:Statement)-[:OBJECT]->(thing)
RETURN statement.predicate AS says, coalesce(thing.name, thing.label) AS what, statement.modality AS how, statement.day AS day
ORDER BY day DESC, says, what
