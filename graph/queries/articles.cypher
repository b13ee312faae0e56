// Articles by id, with their text.
// :param given => {ids: ['a0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id
MATCH (a:Article {id: id})
RETURN a{.id, .address, .text, .language, .title, .url, .outlet, .author, .published, .license} AS props
