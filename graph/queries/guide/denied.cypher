// What do people say that it is not so?
MATCH (actor)<-[:SUBJECT]-(statement:Statement {polarity: 'negated'})-[:OBJECT]->(thing)
RETURN actor.name AS actor, statement.predicate AS denies_that_it, coalesce(thing.name, thing.label) AS what
ORDER BY actor, what
