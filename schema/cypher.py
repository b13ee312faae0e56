"""The vocabulary as Cypher: constraints, indexes and the upserts the Writer is made of. Pure strings; no driver.

One label a node: ArcadeDB's MERGE is index-backed for one label only. Every upsert takes `$given.rows` and runs once for many rows. All
parameters stand in the one map `$given`: Neo4j plans a text anew for other types and sizes of parameters, but not of what is in a map.
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


Blocks = dict[str, str]
"""Statements by name, in the order they are run; each takes `$given.rows` and is run where there are rows. Small texts: planning one
text for all of them takes Neo4j seconds."""


def upsert_node(label: str) -> str:
    """Make or replace nodes; a row is `{id, props}` and props are all the properties there will be."""
    return f"UNWIND $given.rows AS row\nMERGE (n:{label} {{id: row.id}})\nSET n = row.props"


def update_counts(label: str) -> str:
    """Change how many articles make each contribution of a thing whose properties stay; a row is `{id, counts}`."""
    return f"UNWIND $given.rows AS row\nMATCH (n:{label} {{id: row.id}})\nSET n.counts = row.counts"


def delete_nodes(label: str) -> str:
    """Remove nodes and what hangs on them; a row is an id."""
    return f"UNWIND $given.rows AS id\nMATCH (n:{label} {{id: id}})\nDETACH DELETE n"


def link(start: str, edge: str, end: str, properties: tuple[str, ...] = ()) -> str:
    """Make edges that are known to be absent; a row is `{from, to}` and the properties by name."""
    content = " {" + ", ".join(f"{name}: row.{name}" for name in properties) + "}" if properties else ""
    return (
        f"UNWIND $given.rows AS row\nMATCH (a:{start} {{id: row.from}})\nMATCH (b:{end} {{id: row.to}})\nCREATE (a)-[:{edge}{content}]->(b)"
    )


def upsert_edge(relation: RelationType) -> str:
    """Make or replace direct edges; a row is `{via, props}`, and `via` is one of the statements behind the edge."""
    return (
        "UNWIND $given.rows AS row\nMATCH (s:Statement {id: row.via})-[:SUBJECT]->(a)\nMATCH (s)-[:OBJECT]->(b)\n"
        f"MERGE (a)-[e:{relation.edge}]->(b)\nSET e = row.props"
    )


def delete_edge(relation: RelationType) -> str:
    """Remove direct edges; a row is one of the statements behind each."""
    return (
        "UNWIND $given.rows AS via\nMATCH (s:Statement {id: via})-[:SUBJECT]->(a)\nMATCH (s)-[:OBJECT]->(b)\n"
        f"MATCH (a)-[e:{relation.edge}]->(b)\nDELETE e"
    )


def shared_labels(ontology: Ontology) -> tuple[str, ...]:
    """Labels of what several articles share."""
    return (*ontology.entity_types, "Claim", "Run")


def read_states(ontology: Ontology) -> Blocks:
    """Under `things` the variants and counts of shared things, whose ids stand in `$given` by label, in one round trip; under `edge`
    what other articles than `$given.article` say behind the direct edges of `$given.rows`."""
    things = "\nUNION ALL\n".join(
        f"UNWIND $given.{label} AS id MATCH (n:{label} {{id: id}})\n"
        f"RETURN '{label}' AS label, id, n.variants AS variants, n.counts AS counts"
        for label in shared_labels(ontology)
    )
    supports = (
        "UNWIND $given.rows AS id\nMATCH (s:Statement {edge: id})\nWHERE s.article_id <> $given.article\n"
        "WITH id, collect({id: s.id, day: s.day, sha: s.text_sha256, confidence: s.confidence}) AS variants\n"
        "RETURN id, variants"
    )
    return {"things": things, "edge": supports}


def write_things(ontology: Ontology) -> Blocks:
    """Shared things: under `<Label>` whole, under `<Label>_counts` counts only."""
    whole = {label: upsert_node(label) for label in shared_labels(ontology)}
    return whole | {f"{label}_counts": update_counts(label) for label in shared_labels(ontology)}


def write_facts(ontology: Ontology) -> Blocks:
    """An article, its evidence and statements (a row is `{id, article, run, props}`), and their links by `<EDGE>_<Label>`."""
    statements = (
        "UNWIND $given.rows AS row\nMATCH (a:Article {id: row.article})\nMATCH (r:Run {id: row.run})\n"
        "MERGE (s:Statement {id: row.id})\nSET s = row.props\nMERGE (a)-[:STATES]->(s)\nCREATE (s)-[:READ_BY]->(r)"
    )
    ends = {
        f"{edge}_{label}": link("Statement", edge, label)
        for edge in ("SUBJECT", "OBJECT", "SPEAKER")
        for label in (*ontology.entity_types, "Article", "Claim")
    }
    proofs = {
        "PROVEN_BY_Evidence": link("Statement", "PROVEN_BY", "Evidence", ("position",)),
        "QUOTED_FROM_Article": link("Evidence", "QUOTED_FROM", "Article"),
    }
    return {"article": upsert_node("Article"), "evidence": upsert_node("Evidence"), "statements": statements, **ends, **proofs}


def write_edges(ontology: Ontology) -> Blocks:
    """Direct edges by relation."""
    return {relation.edge: upsert_edge(relation) for relation in ontology.relations.values()}


def take_back(ontology: Ontology) -> Blocks:
    """What an article no longer says: direct edges by relation, links of `changed` statements, `gone` ones, `unquoted` evidence."""
    unlink = "UNWIND $given.rows AS id\nMATCH (s:Statement {id: id})-[e:READ_BY|PROVEN_BY]->()\nDELETE e"
    edges = {relation.edge: delete_edge(relation) for relation in ontology.relations.values()}
    return {**edges, "changed": unlink, "gone": delete_nodes("Statement"), "unquoted": delete_nodes("Evidence")}


def remove_things(ontology: Ontology) -> Blocks:
    """Shared things that no article lists any more, and articles; by label."""
    return {label: delete_nodes(label) for label in (*shared_labels(ontology), "Article")}


def script(ontology: Ontology) -> str:
    """All constraints and indexes as one script that cypher-shell or Neo4j Browser runs (full-text indexes are the engine's own affair)."""
    return ";\n".join([*constraints(ontology), *range_indexes(ontology)]) + ";\n"
