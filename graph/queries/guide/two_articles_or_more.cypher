// Which edges rest on more than one text?
MATCH (one)-[edge]->(other)
WHERE edge.articles > 1
RETURN coalesce(one.name, one.title) AS one, type(edge) AS relation, coalesce(other.name, other.label) AS other, edge.articles AS texts, edge.first AS first, edge.last AS last
ORDER BY texts DESC, one, relation, other
