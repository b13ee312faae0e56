// One page of all statements that meet the conditions, from a scan. Empty lists and strings are no condition.
// :param given => {subjects: [], objects: [], articles: [], predicates: [], modalities: [], subject_types: [], said_from: '',
//   said_to: '', min_confidence: 0.0, order: 'said_on', down: true, after_key: '', after_id: '', limit: 20}
MATCH (s:Statement)
WHERE ($given.subjects = [] OR s.subject IN $given.subjects)
  AND ($given.objects = [] OR s.object IN $given.objects)
  AND ($given.articles = [] OR s.article_id IN $given.articles)
  AND ($given.predicates = [] OR s.predicate IN $given.predicates)
  AND ($given.modalities = [] OR s.modality IN $given.modalities)
  AND ($given.subject_types = [] OR s.subject_type IN $given.subject_types)
  AND ($given.said_from = '' OR s.day >= $given.said_from)
  AND ($given.said_to = '' OR (s.day <> '' AND s.day <= $given.said_to))
  AND s.confidence >= $given.min_confidence
WITH CASE $given.order WHEN 'confidence' THEN s.confidence ELSE s.day END AS key, s.id AS id
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
CALL (page) {
  UNWIND page AS item
  MATCH (s:Statement {id: item.id})
  WITH s{.id, .article_id, .run_id, .subject, .predicate, .object, .polarity, .modality, .speech, .speaker, .said_on, .confidence,
         .qualifiers, .evidence} AS props,
       [(s)-[:PROVEN_BY]->(e:Evidence) | e{.id, .article_id, .start, .end, .quote}] AS quotes
  RETURN collect({props: props, quotes: quotes}) AS items
}
RETURN total, passed, page, items
