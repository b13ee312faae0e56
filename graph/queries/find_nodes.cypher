// One page of the entities that meet the conditions, in order of their names. `words`: each must begin a word of a name.
// `actors`: ids of who takes a stance on the wished claims.
// :param given => {types: ['Person'], kinds: [], words: ['lecun'], on_claims: [], predicates: ['asserts'], down: false, after_key: '',
//   after_id: '', limit: 20}
CALL () {
  UNWIND $given.on_claims AS claim
  MATCH (s:Statement {object: claim})
  WHERE s.predicate IN $given.predicates AND s.polarity = 'affirmed'
  RETURN collect(DISTINCT s.subject) AS actors
}
MATCH (n:Person|Company|Organization|Group|AIModel|Product|Policy|Event|Place|Topic)
WHERE ($given.types = [] OR labels(n)[0] IN $given.types)
  AND ($given.kinds = [] OR n.kind IN $given.kinds)
  AND ($given.on_claims = [] OR n.id IN actors)
  AND ALL(word IN $given.words WHERE ANY(own IN n.words WHERE own STARTS WITH word))
WITH n.sort AS key, n.id AS id, labels(n)[0] AS type
ORDER BY CASE WHEN $given.down THEN key END DESC, CASE WHEN NOT $given.down THEN key END,
         CASE WHEN $given.down THEN id END DESC, CASE WHEN NOT $given.down THEN id END
WITH collect({key: key, id: id, type: type}) AS found
WITH size(found) AS total,
     [item IN found WHERE $given.after_id = '' OR CASE WHEN $given.down
              THEN item.key < $given.after_key OR (item.key = $given.after_key AND item.id < $given.after_id)
              ELSE item.key > $given.after_key OR (item.key = $given.after_key AND item.id > $given.after_id) END] AS rest
RETURN total, total - size(rest) AS passed, rest[0..$given.limit] AS page
