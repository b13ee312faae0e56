// Entities by id.
// :param given => {ids: ['n0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id MATCH (n:Person {id: id}) RETURN 'Person' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Company {id: id}) RETURN 'Company' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Organization {id: id}) RETURN 'Organization' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Group {id: id}) RETURN 'Group' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:AIModel {id: id}) RETURN 'AIModel' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Product {id: id}) RETURN 'Product' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Policy {id: id}) RETURN 'Policy' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Event {id: id}) RETURN 'Event' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Place {id: id}) RETURN 'Place' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Topic {id: id}) RETURN 'Topic' AS type, n{.id, .name, .names, .aliases, .kind, .same_as, .article_id} AS props
