// All that articles contribute to shared things, by id: one JSON text for each distinct contribution.
// :param given => {ids: ['n0123456789abcdef0123456789abcdef']}
UNWIND $given.ids AS id MATCH (n:Person {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Company {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Organization {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Group {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:AIModel {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Product {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Policy {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Event {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Place {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Topic {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Claim {id: id}) RETURN n.id AS id, n.variants AS variants
UNION ALL
UNWIND $given.ids AS id MATCH (n:Run {id: id}) RETURN n.id AS id, n.variants AS variants
