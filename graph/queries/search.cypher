// Candidates of a full-text search: one index for each type; `query` are stems joined by blanks (see graph/terms.py).
// The order is made by graph/ranking.py from what is returned here.
// :param given => {indexes: ['search_Person', 'search_Claim'], query: 'regulat openai', stems: ['regulat', 'openai']}
UNWIND $given.indexes AS index
CALL db.index.fulltext.queryNodes(index, $given.query) YIELD node, score
RETURN node.id AS id, labels(node)[0] AS type,
       size([stem IN $given.stems WHERE node.terms CONTAINS (' ' + stem + ' ')]) AS found,
       size([stem IN $given.stems WHERE node.heads CONTAINS (' ' + stem + ' ')]) AS leading,
       size(split(node.heads, ' ')) - 2 AS length
ORDER BY score DESC
LIMIT 5000
