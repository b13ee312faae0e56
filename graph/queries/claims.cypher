// Claims by id.
// :param given => {ids: ['c0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id
MATCH (c:Claim {id: id})
RETURN c{.id, .labels, .wordings, .candidate, .topics} AS props
