// One page of the articles that meet the conditions, in order of publication. `words`: each must begin a word of the title.
// :param given => {languages: ['en'], outlets: [], published_from: '', published_to: '', words: [], down: true, after_key: '',
//   after_id: '', limit: 20}
MATCH (a:Article)
WHERE ($given.languages = [] OR a.language IN $given.languages)
  AND ($given.outlets = [] OR a.outlet IN $given.outlets)
  AND ($given.published_from = '' OR a.published >= $given.published_from)
  AND ($given.published_to = '' OR a.published <= $given.published_to)
  AND ALL(word IN $given.words WHERE ANY(own IN a.words WHERE own STARTS WITH word))
WITH coalesce(a.published, '') AS key, a.id AS id
ORDER BY CASE WHEN $given.down THEN key END DESC, CASE WHEN NOT $given.down THEN key END,
         CASE WHEN $given.down THEN id END DESC, CASE WHEN NOT $given.down THEN id END
WITH collect({key: key, id: id}) AS found
WITH size(found) AS total,
     [item IN found WHERE $given.after_id = '' OR CASE WHEN $given.down
              THEN item.key < $given.after_key OR (item.key = $given.after_key AND item.id < $given.after_id)
              ELSE item.key > $given.after_key OR (item.key = $given.after_key AND item.id > $given.after_id) END] AS rest
WITH total, total - size(rest) AS passed, rest[0..$given.limit] AS page
RETURN total, passed, page
