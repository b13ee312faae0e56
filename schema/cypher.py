"""The vocabulary as Cypher: constraints, indexes and the upserts the Writer is made of. Pure strings; no driver.

One label a node: ArcadeDB's MERGE is index-backed for one label only. Every upsert takes `$rows` and runs once for many rows.
"""

from schema.ontology import Ontology, RelationType

RECORDS = ("Statement", "Evidence", "Run")
"""Labels that are no part of the vocabulary: how facts are kept, not what they are about."""

STRUCTURE = ("STATES", "SUBJECT", "OBJECT", "SPEAKER", "PROVEN_BY", "QUOTED_FROM", "READ_BY")
"""Edges between records. A relation of the vocabulary may not have one of these names."""

STATEMENT_INDEXES = ("article_id", "subject", "object", "edge", "day")
"""Properties of a Statement that reads start from. `edge` is the key of the direct edge it supports, absent when it is not plain."""


def labels(ontology: Ontology) -> tuple[str, ...]:
    """Every label of the store, entity types first."""
    return (*ontology.entity_types, "Article", "Claim", *RECORDS)


def constraints(ontology: Ontology) -> list[str]:
    """A unique `id` for every label."""
    return [f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE" for label in labels(ontology)]


def range_indexes(ontology: Ontology) -> list[str]:
    """The indexes that reads and rewrites need."""
    made = [f"CREATE INDEX statement_{name} IF NOT EXISTS FOR (n:Statement) ON (n.{name})" for name in STATEMENT_INDEXES]
    made.append("CREATE INDEX evidence_article_id IF NOT EXISTS FOR (n:Evidence) ON (n.article_id)")
    made.append("CREATE INDEX article_published IF NOT EXISTS FOR (n:Article) ON (n.published)")
    made += [f"CREATE INDEX {label.lower()}_sort IF NOT EXISTS FOR (n:{label}) ON (n.sort)" for label in (*ontology.entity_types, "Claim")]
    return made


def search_labels(ontology: Ontology) -> tuple[str, ...]:
    """Labels whose `terms` are searched. The full-text index of a label is named `search_<Label>`."""
    return (*ontology.entity_types, "Claim", "Article", "Evidence")


def upsert_node(label: str, rows: str = "rows") -> str:
    """Make or replace nodes; a row is `{id, props}` and props are all the properties there will be."""
    return f"UNWIND ${rows} AS row\nMERGE (n:{label} {{id: row.id}})\nSET n = row.props"


def update_counts(label: str, rows: str = "rows") -> str:
    """Change how many articles make each contribution of a thing whose properties stay; a row is `{id, counts}`."""
    return f"UNWIND ${rows} AS row\nMATCH (n:{label} {{id: row.id}})\nSET n.counts = row.counts"


def delete_nodes(label: str, ids: str = "ids") -> str:
    """Remove nodes and what hangs on them."""
    return f"UNWIND ${ids} AS id\nMATCH (n:{label} {{id: id}})\nDETACH DELETE n"


def link(start: str, edge: str, end: str, rows: str = "rows", properties: tuple[str, ...] = ()) -> str:
    """Make edges that are known to be absent; a row is `{from, to}` and the properties by name."""
    content = " {" + ", ".join(f"{name}: row.{name}" for name in properties) + "}" if properties else ""
    return f"UNWIND ${rows} AS row\nMATCH (a:{start} {{id: row.from}})\nMATCH (b:{end} {{id: row.to}})\nCREATE (a)-[:{edge}{content}]->(b)"


def upsert_edge(relation: RelationType, rows: str = "rows") -> str:
    """Make or replace direct edges; a row is `{via, props}`, and `via` is one of the statements behind the edge."""
    return (
        f"UNWIND ${rows} AS row\nMATCH (s:Statement {{id: row.via}})-[:SUBJECT]->(a)\nMATCH (s)-[:OBJECT]->(b)\n"
        f"MERGE (a)-[e:{relation.edge}]->(b)\nSET e = row.props"
    )


def delete_edge(relation: RelationType, vias: str = "vias") -> str:
    """Remove direct edges by one of the statements behind each."""
    return (
        f"UNWIND ${vias} AS via\nMATCH (s:Statement {{id: via}})-[:SUBJECT]->(a)\nMATCH (s)-[:OBJECT]->(b)\n"
        f"MATCH (a)-[e:{relation.edge}]->(b)\nDELETE e"
    )


def together(blocks: list[str]) -> str:
    """Several updates as one statement, done one after the other: one round trip, and one text that an engine plans once."""
    return "\n".join("CALL () {\n  " + block.replace("\n", "\n  ") + "\n}" for block in blocks)


def shared_labels(ontology: Ontology) -> tuple[str, ...]:
    """Labels of what several articles share."""
    return (*ontology.entity_types, "Claim", "Run")


def read_states(ontology: Ontology) -> str:
    """Variants and counts of shared things (ids in a parameter for each label), and what other articles say behind direct edges."""
    things = [
        f"UNWIND ${label} AS id\nMATCH (n:{label} {{id: id}})\nRETURN '{label}' AS label, id, n.variants AS variants, n.counts AS counts"
        for label in shared_labels(ontology)
    ]
    supports = (
        "UNWIND $edges AS id\nMATCH (s:Statement {edge: id})\nWHERE s.article_id <> $article\n"
        "WITH id, collect({id: s.id, day: s.day, sha: s.text_sha256, confidence: s.confidence}) AS variants\n"
        "RETURN 'edge' AS label, id, variants, [] AS counts"
    )
    return "\nUNION ALL\n".join([*things, supports])


def write_things(ontology: Ontology) -> str:
    """Shared things: `$<Label>` whole, `$<Label>_counts` counts only."""
    labels_ = shared_labels(ontology)
    return together([upsert_node(label, label) for label in labels_] + [update_counts(label, f"{label}_counts") for label in labels_])


def write_facts(ontology: Ontology) -> str:
    """An article (`$article`), its evidence and statements (`$statements`: `{id, article, run, props}`), and their links."""
    statements = (
        "UNWIND $statements AS row\nMATCH (a:Article {id: row.article})\nMATCH (r:Run {id: row.run})\n"
        "MERGE (s:Statement {id: row.id})\nSET s = row.props\nMERGE (a)-[:STATES]->(s)\nCREATE (s)-[:READ_BY]->(r)"
    )
    ends = [
        link("Statement", edge, label, f"{edge}_{label}")
        for edge in ("SUBJECT", "OBJECT", "SPEAKER")
        for label in (*ontology.entity_types, "Article", "Claim")
    ]
    proofs = [
        link("Statement", "PROVEN_BY", "Evidence", "PROVEN_BY_Evidence", ("position",)),
        link("Evidence", "QUOTED_FROM", "Article", "QUOTED_FROM_Article"),
    ]
    return together([upsert_node("Article", "article"), upsert_node("Evidence", "evidence"), statements, *ends, *proofs])


def write_edges(ontology: Ontology) -> str:
    """Direct edges: a parameter for each relation."""
    return together([upsert_edge(relation, relation.edge) for relation in ontology.relations.values()])


def take_back(ontology: Ontology) -> str:
    """What an article no longer says: direct edges by relation, links of `$changed` statements, `$gone` ones, `$unquoted` evidence."""
    unlink = "UNWIND $changed AS id\nMATCH (s:Statement {id: id})-[e:READ_BY|PROVEN_BY]->()\nDELETE e"
    edges = [delete_edge(relation, relation.edge) for relation in ontology.relations.values()]
    return together([*edges, unlink, delete_nodes("Statement", "gone"), delete_nodes("Evidence", "unquoted")])


def remove_things(ontology: Ontology) -> str:
    """Shared things that no article lists any more, and articles: ids by label."""
    return together([delete_nodes(label, label) for label in (*shared_labels(ontology), "Article")])


def script(ontology: Ontology) -> str:
    """All constraints and indexes as one script that cypher-shell or Neo4j Browser runs (full-text indexes are the engine's own affair)."""
    return ";\n".join([*constraints(ontology), *range_indexes(ontology)]) + ";\n"
