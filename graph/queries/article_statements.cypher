// Everything that articles say, each statement with its evidence; `stated` counts what the article says it states.
// :param given => {ids: ['a0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id
MATCH (a:Article {id: id})
OPTIONAL MATCH (s:Statement {article_id: id})
RETURN id, a.stated AS stated, s{.id, .article_id, .run_id, .subject, .predicate, .object, .polarity, .modality, .speech, .speaker, .said_on, .confidence,
         .qualifiers, .evidence} AS props,
       CASE WHEN s IS NULL THEN [] // ArcadeDB would take every evidence there is for a null
            ELSE [(s)-[:PROVEN_BY]->(e:Evidence) | e{.id, .article_id, .start, .end, .quote}] END AS quotes
ORDER BY id, s.id
