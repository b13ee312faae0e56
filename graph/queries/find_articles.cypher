// One page of the articles that meet the conditions, in order of publication. `words`: each must begin a word of the title.
// :param languages => ['en']; :param outlets => []; :param published_from => ''; :param published_to => ''; :param words => [];
// :param down => true; :param after_key => ''; :param after_id => ''; :param limit => 20
MATCH (a:Article)
WHERE ($languages = [] OR a.language IN $languages)
  AND ($outlets = [] OR a.outlet IN $outlets)
  AND ($published_from = '' OR a.published >= $published_from)
  AND ($published_to = '' OR a.published <= $published_to)
  AND ALL(word IN $words WHERE ANY(own IN a.words WHERE own STARTS WITH word))
WITH coalesce(a.published, '') AS key, a.id AS id
ORDER BY CASE WHEN $down THEN key END DESC, CASE WHEN NOT $down THEN key END,
         CASE WHEN $down THEN id END DESC, CASE WHEN NOT $down THEN id END
WITH collect({key: key, id: id}) AS found
WITH size(found) AS total,
     [item IN found WHERE $after_id = '' OR CASE WHEN $down
              THEN item.key < $after_key OR (item.key = $after_key AND item.id < $after_id)
              ELSE item.key > $after_key OR (item.key = $after_key AND item.id > $after_id) END] AS rest
WITH total, total - size(rest) AS passed, rest[0..$limit] AS page
RETURN total, passed, page
