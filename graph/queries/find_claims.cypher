// One page of the claims that meet the conditions, in order of their labels. `words`: each must begin a word of a label or wording.
// :param given => {words: ['regulation'], topics: [], candidate: null, asserted_by: [], predicates: ['asserts'], down: false,
//   after_key: '', after_id: '', limit: 20}
CALL () {
  UNWIND $given.asserted_by AS actor
  MATCH (s:Statement {subject: actor})-[:OBJECT]->(c:Claim)
  WHERE s.predicate IN $given.predicates AND s.polarity = 'affirmed'
  RETURN c
  UNION
  MATCH (c:Claim)
  WHERE $given.asserted_by = []
  RETURN c
}
WITH c
WHERE ($given.topics = [] OR ANY(topic IN c.topics WHERE topic IN $given.topics))
  AND ($given.candidate IS NULL OR c.candidate = $given.candidate)
  AND ALL(word IN $given.words WHERE ANY(own IN c.words WHERE own STARTS WITH word))
WITH c.sort AS key, c.id AS id
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
