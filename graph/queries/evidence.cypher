// Quotes by id.
// :param given => {ids: ['e0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id
MATCH (e:Evidence {id: id})
RETURN e{.id, .article_id, .start, .end, .quote} AS props
