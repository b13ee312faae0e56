// How many direct edges there are.
// :param relations => ['ASSERTS', 'DEVELOPS']
MATCH ()-[e]->()
WHERE type(e) IN $relations
RETURN count(e) AS count
