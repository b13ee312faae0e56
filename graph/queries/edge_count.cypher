// How many direct edges there are.
// :param given => {relations: ['ASSERTS', 'DEVELOPS']}
MATCH ()-[e]->()
WHERE type(e) IN $given.relations
RETURN count(e) AS count
