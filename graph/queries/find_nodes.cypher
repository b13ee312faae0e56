// One page of the entities that meet the conditions, in order of their names. `words`: each must begin a word of a name.
// `on_claims`: only those who take a stance on any of these claims.
// :param given => {types: ['Person'], kinds: [], words: ['lecun'], on_claims: [], predicates: ['asserts'], down: false, after_key: '',
//   after_id: '', limit: 20}
CALL () {
  UNWIND $given.on_claims AS claim
  MATCH (s:Statement {object: claim})-[:SUBJECT]->(n)
  WHERE s.predicate IN $given.predicates AND s.polarity = 'affirmed'
  RETURN n
  UNION
  MATCH (n:Person|Company|Organization|Group|AIModel|Product|Policy|Event|Place|Topic)
  WHERE $given.on_claims = []
  RETURN n
}
WITH n
WHERE ($given.types = [] OR labels(n)[0] IN $given.types)
  AND ($given.kinds = [] OR n.kind IN $given.kinds)
  AND ALL(word IN $given.words WHERE ANY(own IN n.words WHERE own STARTS WITH word))
WITH n.sort AS key, n.id AS id
ORDER BY CASE WHEN $given.down THEN key END DESC, CASE WHEN NOT $given.down THEN key END,
         CASE WHEN $given.down THEN id END DESC, CASE WHEN NOT $given.down THEN id END
WITH collect(coalesce(key, '')) AS keys, collect(coalesce(id, '')) AS ids,
     sum(CASE WHEN $given.after_id = '' THEN 0
              WHEN $given.down AND (key < $given.after_key OR (key = $given.after_key AND id < $given.after_id)) THEN 0
              WHEN NOT $given.down AND (key > $given.after_key OR (key = $given.after_key AND id > $given.after_id)) THEN 0
              ELSE 1 END) AS passed
WITH keys, ids, size(ids) AS total, passed,
     CASE WHEN $given.limit < size(ids) - passed THEN passed + $given.limit ELSE size(ids) END AS end
WITH total, passed, [place IN range(passed, end - 1) | {key: keys[place], id: ids[place]}] AS page
RETURN total, passed, page
