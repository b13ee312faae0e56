// Extraction runs by id.
// :param ids => ['r0123456789abcdef0123456789abcdef']
UNWIND $ids AS id
MATCH (r:Run {id: id})
RETURN r{.id, .extractor, .knowledge} AS props
