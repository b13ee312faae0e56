"""What a write must do: the difference between what an article said and what it says now. Pure; no driver.

Rows are grouped by label because every upsert is made for one label (see schema/cypher.py).
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from graph.contributions import Contribution, Key, add, canonical, contributions, merge, ordered
from graph.records import Props, edge_props, evidence_props, statement_props, support, thing_props
from schema.ids import text_digest
from schema.model import Bundle


class Before(NamedTuple):
    """What the store holds of an article. `statements` by id: digest, edge key and predicate."""

    digest: str | None
    marks: frozenset[str]
    statements: dict[str, Props]
    evidence: frozenset[str]


NOTHING = Before(None, frozenset(), {}, frozenset())


class Shared(NamedTuple):
    """The stored state of a shared thing."""

    variants: dict[str, int]


class Things(NamedTuple):
    """Shared things to write: whole, counts only, and ids to remove; by label."""

    upserts: dict[str, list[Props]]
    counts: dict[str, list[Props]]
    removals: dict[str, list[str]]


class Facts(NamedTuple):
    """Statements and evidence to write and to take back, the links of new statements by `<EDGE>_<Label>`, and the direct edges touched:
    by edge key, predicate and one statement that is or was behind it."""

    statements: list[Props]
    evidence: list[Props]
    gone: list[str]
    changed: list[str]
    unquoted: list[str]
    links: dict[str, list[Props]]
    edges: dict[str, tuple[str, str]]
    supports: dict[str, list[Props]]


def bundle_digest(bundle: Bundle) -> str:
    """One short name for all a bundle says, in whatever order it lists it."""
    return text_digest(canonical(ordered(bundle).model_dump(mode="json")))


def touched_things(before: Before, bundle: Bundle | None) -> tuple[list[Contribution], list[tuple[str, str, str]]]:
    """Contributions to add, and `(label, id, variant digest)` to take back. What stays the same is in neither."""
    now = {contribution.mark: contribution for contribution in contributions(bundle)} if bundle else {}
    added = [contribution for mark, contribution in now.items() if mark not in before.marks]
    taken = []
    for mark in before.marks - set(now):
        label, id_, digest = mark.split(" ")
        taken.append((label, id_, digest))
    return added, sorted(taken)


def change_things(added: list[Contribution], taken: list[tuple[str, str, str]], stored: dict[Key, Shared]) -> Things:
    """Apply contributions to the stored states."""
    deltas: dict[Key, Counter[str]] = defaultdict(Counter)
    for contribution in added:
        deltas[contribution.label, contribution.id][contribution.variant] += 1
    for label, id_, digest in taken:
        for variant in stored[label, id_].variants:
            if text_digest(variant)[:16] == digest:
                deltas[label, id_][variant] -= 1
    things = Things(defaultdict(list), defaultdict(list), defaultdict(list))
    for (label, id_), delta in sorted(deltas.items()):
        old = stored[label, id_].variants if (label, id_) in stored else {}
        new = add(old, delta)
        if not new:
            things.removals[label].append(id_)
            continue
        thing = merge(label, new)
        marks = {"variants": sorted(new), "counts": [new[variant] for variant in sorted(new)]}
        if old.keys() == new.keys() and merge(label, old) == thing:
            things.counts[label].append({"id": id_, "counts": marks["counts"]})
        else:
            things.upserts[label].append({"id": id_, "props": thing_props(thing) | marks})
    return things


def change_facts(before: Before, bundle: Bundle | None, article_id: str) -> Facts:
    """Compare the statements by digest and the evidence by id. `supports`: what this article says now behind each touched edge."""
    now: dict[str, Props] = {}
    quotes: dict[str, Props] = {}
    types: dict[str, str] = {}
    if bundle:
        types = {node.id: node.type for node in bundle.nodes} | {claim.id: "Claim" for claim in bundle.claims} | {article_id: "Article"}
        now = {statement.id: statement_props(statement, bundle, types) for statement in bundle.statements}
        quotes = {evidence.id: evidence_props(evidence) for statement in bundle.statements for evidence in statement.evidence}
    fresh = [props for id_, props in now.items() if id_ not in before.statements]
    changed = [props for id_, props in now.items() if id_ in before.statements and before.statements[id_]["digest"] != props["digest"]]
    gone = [before.statements[id_] for id_ in sorted(before.statements.keys() - now.keys())]
    new_quotes = [props for id_, props in quotes.items() if id_ not in before.evidence]
    edges = {props["edge"]: (props["predicate"], props["id"]) for props in [*gone, *fresh, *changed] if props.get("edge")}
    supports: dict[str, list[Props]] = defaultdict(list)
    for props in now.values():
        if props.get("edge") in edges:
            supports[props["edge"]].append(support(props))
    return Facts(
        statements=[*fresh, *changed],
        evidence=new_quotes,
        gone=[props["id"] for props in gone],
        changed=[props["id"] for props in changed],
        unquoted=sorted(before.evidence - quotes.keys()),
        links=_links(fresh, changed, new_quotes, types, article_id),
        edges=edges,
        supports=supports,
    )


def _links(fresh: list[Props], changed: list[Props], quotes: list[Props], types: dict[str, str], article_id: str) -> dict[str, list[Props]]:
    links: dict[str, list[Props]] = defaultdict(list)
    for props in fresh:
        for edge in ("SUBJECT", "OBJECT", "SPEAKER"):
            end = props.get(edge.lower())
            if end:
                links[f"{edge}_{types[end]}"].append({"from": props["id"], "to": end})
    for props in [*fresh, *changed]:
        for position, quote in enumerate(dict.fromkeys(props["evidence"])):
            links["PROVEN_BY_Evidence"].append({"from": props["id"], "to": quote, "position": position})
    links["QUOTED_FROM_Article"] = [{"from": props["id"], "to": article_id} for props in quotes]
    return links


def change_edges(facts: Facts, others: dict[str, list[Props]]) -> tuple[dict[str, list[Props]], dict[str, list[str]]]:
    """Direct edges to write (rows) and to take back (a statement that was behind each), by predicate. `others`: what other articles say."""
    upserts: dict[str, list[Props]] = defaultdict(list)
    removals: dict[str, list[str]] = defaultdict(list)
    for key, (predicate, via) in facts.edges.items():
        supports = [*others.get(key, ()), *facts.supports.get(key, ())]
        if supports:
            upserts[predicate].append({"via": supports[-1]["id"], "props": edge_props(supports)})
        else:
            removals[predicate].append(via)
    return upserts, removals
