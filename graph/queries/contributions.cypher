// What articles contribute to shared things, as marks `<label> <id> <digest>`, and when each was recorded.
// :param ids => ['a0123456789abcdef0123456789abcdef']
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.contributes AS marks, a.recorded_at AS recorded_at
