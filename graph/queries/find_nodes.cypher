// One page of the entities that meet the conditions, in order of their names. `words`: each must begin a word of a name.
// `actors`: ids of who takes a stance on the wished claims, when `on_claims` is not empty.
// :param types => ['Person']; :param kinds => []; :param words => ['lecun']; :param on_claims => []; :param predicates => ['asserts'];
// :param down => false; :param after_key => ''; :param after_id => ''; :param limit => 20
OPTIONAL MATCH (s:Statement)
WHERE $on_claims <> [] AND s.object IN $on_claims AND s.predicate IN $predicates AND s.polarity = 'affirmed'
WITH collect(DISTINCT s.subject) AS actors
MATCH (n:Person|Company|Organization|Group|AIModel|Product|Policy|Event|Place|Topic)
WHERE ($types = [] OR labels(n)[0] IN $types)
  AND ($kinds = [] OR n.kind IN $kinds)
  AND ($on_claims = [] OR n.id IN actors)
  AND ALL(word IN $words WHERE ANY(own IN n.words WHERE own STARTS WITH word))
WITH n.sort AS key, n.id AS id, labels(n)[0] AS type
ORDER BY CASE WHEN $down THEN key END DESC, CASE WHEN NOT $down THEN key END,
         CASE WHEN $down THEN id END DESC, CASE WHEN NOT $down THEN id END
WITH collect({key: key, id: id, type: type}) AS found
WITH size(found) AS total,
     [item IN found WHERE $after_id = '' OR CASE WHEN $down
              THEN item.key < $after_key OR (item.key = $after_key AND item.id < $after_id)
              ELSE item.key > $after_key OR (item.key = $after_key AND item.id > $after_id) END] AS rest
RETURN total, total - size(rest) AS passed, rest[0..$limit] AS page
