// What articles contribute to shared things, as marks `<label> <id> <digest>`, and when each was recorded.
// :param given => {ids: ['a0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.contributes AS marks, a.recorded_at AS recorded_at
