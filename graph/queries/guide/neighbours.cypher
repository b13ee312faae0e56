// What surrounds one person?
MATCH path = (person:Person {name: 'Yann LeCun'})-[edge]-(other)
WHERE edge.statements IS NOT NULL
RETURN path
LIMIT 100
