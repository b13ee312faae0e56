// Which outlet carries how many statements of each kind?
MATCH (article:Article)-[:STATES]->(statement:Statement)
RETURN article.outlet AS outlet, statement.predicate AS says, count(statement) AS statements
ORDER BY statements DESC, outlet, says
