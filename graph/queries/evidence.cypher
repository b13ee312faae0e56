// Quotes by id.
// :param ids => ['e0123456789abcdef0123456789abcdef']
UNWIND $ids AS id
MATCH (e:Evidence {id: id})
RETURN e{.id, .article_id, .start, .end, .quote} AS props
