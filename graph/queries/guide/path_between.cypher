// How is one person connected with a document?
MATCH (person:Person {name: 'Yann LeCun'})
MATCH (policy:Policy {name: 'Pause letter'})
MATCH path = shortestPath((person)-[:ASSERTS|DISPUTES|SIGNED|EMPLOYED_BY|MEMBER_OF|SUPPORTS_POLICY|OPPOSES_POLICY*..6]-(policy))
RETURN path
