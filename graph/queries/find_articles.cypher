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
WITH collect(coalesce(key, '')) AS keys, collect(coalesce(id, '')) AS ids,
     sum(CASE WHEN $given.after_id = '' THEN 0
              WHEN $given.down AND (key < $given.after_key OR (key = $given.after_key AND id < $given.after_id)) THEN 0
              WHEN NOT $given.down AND (key > $given.after_key OR (key = $given.after_key AND id > $given.after_id)) THEN 0
              ELSE 1 END) AS passed
WITH keys, ids, size(ids) AS total, passed,
     CASE WHEN $given.limit < size(ids) - passed THEN passed + $given.limit ELSE size(ids) END AS end
WITH total, passed, [place IN range(passed, end - 1) | {key: keys[place], id: ids[place]}] AS page
RETURN total, passed, page
