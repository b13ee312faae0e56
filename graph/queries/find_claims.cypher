// One page of the claims that meet the conditions, in order of their labels. `words`: each must begin a word of a label or wording.
// :param words => ['regulation']; :param topics => []; :param candidate => null; :param asserted_by => []; :param predicates => ['asserts'];
// :param down => false; :param after_key => ''; :param after_id => ''; :param limit => 20
OPTIONAL MATCH (s:Statement)
WHERE $asserted_by <> [] AND s.subject IN $asserted_by AND s.predicate IN $predicates AND s.polarity = 'affirmed'
WITH collect(DISTINCT s.object) AS asserted
MATCH (c:Claim)
WHERE ($topics = [] OR ANY(topic IN c.topics WHERE topic IN $topics))
  AND ($candidate IS NULL OR c.candidate = $candidate)
  AND ($asserted_by = [] OR c.id IN asserted)
  AND ALL(word IN $words WHERE ANY(own IN c.words WHERE own STARTS WITH word))
WITH c.sort AS key, c.id AS id
ORDER BY CASE WHEN $down THEN key END DESC, CASE WHEN NOT $down THEN key END,
         CASE WHEN $down THEN id END DESC, CASE WHEN NOT $down THEN id END
WITH collect({key: key, id: id}) AS found
WITH size(found) AS total,
     [item IN found WHERE $after_id = '' OR CASE WHEN $down
              THEN item.key < $after_key OR (item.key = $after_key AND item.id < $after_id)
              ELSE item.key > $after_key OR (item.key = $after_key AND item.id > $after_id) END] AS rest
WITH total, total - size(rest) AS passed, rest[0..$limit] AS page
RETURN total, passed, page
