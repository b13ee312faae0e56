// Which claims have a word that begins like this stem? (our stems, see graph/stems.py)
CALL db.index.fulltext.queryNodes('search_Claim', 'regul*') YIELD node, score
RETURN node.label AS claim
ORDER BY claim
LIMIT 20
