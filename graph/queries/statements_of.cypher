// For each parent (subject, object or article) one page of its statements.
// :param parents => ['n0123456789abcdef0123456789abcdef'];
// :param subjects => []; :param objects => []; :param articles => []; :param predicates => []; :param modalities => [];
// :param subject_types => []; :param said_from => ''; :param said_to => ''; :param min_confidence => 0.0;
// :param order => 'said_on'; :param down => true; :param after_key => ''; :param after_id => ''; :param limit => 20
UNWIND $parents AS parent
CALL (parent) {
  CALL (parent) {
    MATCH (s:Statement {subject: parent}) RETURN s
    UNION
    MATCH (s:Statement {object: parent}) RETURN s
    UNION
    MATCH (s:Statement {article_id: parent}) RETURN s
  }
  WITH s
  WHERE ($subjects = [] OR s.subject IN $subjects)
    AND ($objects = [] OR s.object IN $objects)
    AND ($articles = [] OR s.article_id IN $articles)
    AND ($predicates = [] OR s.predicate IN $predicates)
    AND ($modalities = [] OR s.modality IN $modalities)
    AND ($subject_types = [] OR s.subject_type IN $subject_types)
    AND ($said_from = '' OR s.day >= $said_from)
    AND ($said_to = '' OR (s.day <> '' AND s.day <= $said_to))
    AND s.confidence >= $min_confidence
  WITH CASE $order WHEN 'confidence' THEN s.confidence ELSE s.day END AS key, s.id AS id
  ORDER BY CASE WHEN $down THEN key END DESC, CASE WHEN NOT $down THEN key END,
           CASE WHEN $down THEN id END DESC, CASE WHEN NOT $down THEN id END
  WITH collect({key: key, id: id}) AS found
  WITH size(found) AS total,
       [item IN found WHERE $after_id = '' OR CASE WHEN $down
              THEN item.key < $after_key OR (item.key = $after_key AND item.id < $after_id)
              ELSE item.key > $after_key OR (item.key = $after_key AND item.id > $after_id) END] AS rest
  WITH total, total - size(rest) AS passed, rest[0..$limit] AS page
  RETURN total, passed, page
}
CALL (page) {
  UNWIND page AS item
  MATCH (s:Statement {id: item.id})
  WITH s{.id, .article_id, .run_id, .subject, .predicate, .object, .polarity, .modality, .speech, .speaker, .said_on, .confidence,
         .qualifiers, .evidence} AS props,
       [(s)-[:PROVEN_BY]->(e:Evidence) | e{.id, .article_id, .start, .end, .quote}] AS quotes
  RETURN collect({props: props, quotes: quotes}) AS items
}
RETURN parent, total, passed, page, items
