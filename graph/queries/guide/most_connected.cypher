// Who has the most direct edges?
MATCH (node)-[edge]-()
WHERE edge.statements IS NOT NULL AND node.name IS NOT NULL
RETURN node.name AS node, count(edge) AS edges
ORDER BY edges DESC, node
LIMIT 20
