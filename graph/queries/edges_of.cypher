// Direct edges that touch nodes. `relations`: the relationship types of the vocabulary.
// :param given => {ids: ['n0123456789abcdef0123456789abcdef'], relations: ['ASSERTS', 'DEVELOPS']}
UNWIND $given.ids AS id MATCH (n:Person {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Company {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Organization {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Group {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:AIModel {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Product {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Policy {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Event {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Place {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Topic {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Article {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
UNION ALL
UNWIND $given.ids AS id MATCH (n:Claim {id: id})-[e]-() WHERE type(e) IN $given.relations
RETURN id, startNode(e).id AS subject, type(e) AS edge, endNode(e).id AS object, e{.*} AS props
