// One page of the claims that meet the conditions, in order of their labels. `words`: each must begin a word of a label or wording.
// :param given => {words: ['regulation'], topics: [], candidate: null, asserted_by: [], predicates: ['asserts'], down: false,
//   after_key: '', after_id: '', limit: 20}
CALL () {
  UNWIND $given.asserted_by AS actor
  MATCH (s:Statement {subject: actor})
  WHERE s.predicate IN $given.predicates AND s.polarity = 'affirmed'
  RETURN collect(DISTINCT s.object) AS asserted
}
MATCH (c:Claim)
WHERE ($given.topics = [] OR ANY(topic IN c.topics WHERE topic IN $given.topics))
  AND ($given.candidate IS NULL OR c.candidate = $given.candidate)
  AND ($given.asserted_by = [] OR c.id IN asserted)
  AND ALL(word IN $given.words WHERE ANY(own IN c.words WHERE own STARTS WITH word))
WITH c.sort AS key, c.id AS id
ORDER BY CASE WHEN $given.down THEN key END DESC, CASE WHEN NOT $given.down THEN key END,
         CASE WHEN $given.down THEN id END DESC, CASE WHEN NOT $given.down THEN id END
WITH collect({key: key, id: id}) AS found
WITH size(found) AS total,
     [item IN found WHERE $given.after_id = '' OR CASE WHEN $given.down
              THEN item.key < $given.after_key OR (item.key = $given.after_key AND item.id < $given.after_id)
              ELSE item.key > $given.after_key OR (item.key = $given.after_key AND item.id > $given.after_id) END] AS rest
WITH total, total - size(rest) AS passed, rest[0..$given.limit] AS page
RETURN total, passed, page
