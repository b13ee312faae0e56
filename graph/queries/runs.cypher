// Extraction runs by id.
// :param given => {ids: ['r0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id
MATCH (r:Run {id: id})
RETURN r{.id, .extractor, .knowledge} AS props
