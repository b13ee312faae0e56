// How many nodes there are of every label.
MATCH (n)
RETURN labels(n)[0] AS label, count(n) AS count
