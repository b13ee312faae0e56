"""Filters as the parameters of the packaged reads."""

from typing import Any

from graph.cursors import Position
from graph.reading import ArticleFilter, ClaimFilter, NodeFilter, StatementFilter
from graph.terms import words
from schema.model import Stance
from schema.ontology import Ontology

Parameters = dict[str, Any]
NO_PREDICATE = "-"
"""Stands for an impossible predicate, since an empty list is no condition."""


def statement_parameters(where: StatementFilter, ontology: Ontology) -> Parameters:
    """For find_statements and statements_of."""
    predicates = list(where.predicates)
    if where.stances:
        taken = stance_predicates(where.stances, ontology)
        predicates = [name for name in taken if name in predicates] if predicates else taken
        predicates = predicates or [NO_PREDICATE]
    return {
        "subjects": list(where.subjects),
        "objects": list(where.objects),
        "articles": list(where.articles),
        "predicates": predicates,
        "modalities": [str(modality) for modality in where.modalities],
        "subject_types": list(where.subject_types),
        "said_from": where.said_from.isoformat() if where.said_from else "",
        "said_to": where.said_to.isoformat() if where.said_to else "",
        "min_confidence": where.min_confidence,
    }


def node_parameters(where: NodeFilter, ontology: Ontology) -> Parameters:
    """For find_nodes."""
    return {
        "types": list(where.types),
        "kinds": list(where.kinds),
        "words": words([where.name or ""]),
        "on_claims": list(where.on_claims),
        "predicates": stance_predicates(where.stances, ontology),
    }


def claim_parameters(where: ClaimFilter, ontology: Ontology) -> Parameters:
    """For find_claims."""
    return {
        "words": words([where.text or ""]),
        "topics": list(where.topics),
        "candidate": where.candidate,
        "asserted_by": list(where.asserted_by),
        "predicates": stance_predicates(where.stances, ontology),
    }


def article_parameters(where: ArticleFilter) -> Parameters:
    """For find_articles."""
    return {
        "languages": list(where.languages),
        "outlets": list(where.outlets),
        "published_from": where.published_from.isoformat() if where.published_from else "",
        "published_to": where.published_to.isoformat() if where.published_to else "",
        "words": words([where.title or ""]),
    }


def page_parameters(position: Position) -> Parameters:
    """Where the page starts, and how long it is."""
    key, id_ = position.start if position.start is not None else ("", "")
    limit = position.limit if position.limit is not None else 2**31 - 1
    return {"down": position.down, "after_key": key, "after_id": id_, "limit": limit}


def stance_predicates(stances: tuple[Stance, ...], ontology: Ontology) -> list[str]:
    """The relations that express any of the stances; of every stance when there are none given."""
    return [relation.name for relation in ontology.relations.values() if relation.stance and (not stances or relation.stance in stances)]
