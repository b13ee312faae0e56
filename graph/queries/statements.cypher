// Statements by id, each with its evidence.
// :param given => {ids: ['s0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id
MATCH (s:Statement {id: id})
RETURN s{.id, .article_id, .run_id, .subject, .predicate, .object, .polarity, .modality, .speech, .speaker, .said_on, .confidence,
         .qualifiers, .evidence} AS props,
       [(s)-[:PROVEN_BY]->(e:Evidence) | e{.id, .article_id, .start, .end, .quote}] AS quotes
