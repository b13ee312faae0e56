"""RDF terms as text: IRIs and literals in the syntax that N-Triples, N-Quads and Turtle share.

Literals are written as canonical N-Triples does it (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples).
"""

import re
from collections.abc import Iterable

from schema.ontology import Ontology

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SH = "http://www.w3.org/ns/shacl#"
STANDARD_PREFIXES = {"rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "sh": SH}

# What the vocabulary file does not hold: the properties of the kernel itself, with what they mean.
KERNEL = {
    "polarity": "Whether the statement is made or denied.",
    "modality": "How firmly it is said; only `asserted` becomes a direct edge.",
    "stance": "Position of the subject on the claim.",
    "speech": "How the words stand in the article: direct, indirect, mixed, or the author's own.",
    "speaker": "Whose words carry the statement; absent in the article's own voice.",
    "saidOn": "When it was said.",
    "confidence": "Confidence of the extractor, 0 to 1.",
    "evidence": "The words that prove the statement.",
    "kind": "Kind of the entity within its type.",
    "candidate": "True for a claim that nobody has catalogued yet.",
    "topic": "Topic of a claim, by its key.",
    "articleOf": "The one article that an unnamed source belongs to.",
    "textSha256": "SHA-256 of the text version that all offsets count in.",
    "extractor": "Name and version of what read the article.",
    "knowledge": "Hash of the knowledge files it read with.",
}

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_NEEDS_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\xa0\u2028\u2029\ud800-\udfff]')
_LANGUAGE = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")


def _escaped(match: re.Match[str]) -> str:
    character = match.group()
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half a surrogate pair is no character and has no UTF-8
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def escape(text: str) -> str:
    """Text as it stands between the quotes of a literal."""
    return _NEEDS_ESCAPE.sub(_escaped, text)


def literal(text: str, language: str | None = None) -> str:
    """A string, tagged with its language where that is a well-formed tag."""
    if language is not None and _LANGUAGE.fullmatch(language):
        return f'"{escape(text)}"@{language.lower()}'
    return f'"{escape(text)}"'


def typed(text: str, datatype: str) -> str:
    """A literal of an XML Schema type, e.g. `typed("2026-11-24", "date")`. The text must be its canonical form."""
    return f'"{escape(text)}"^^<{XSD}{datatype}>'


def decimal(number: float) -> str:
    """A number as xsd:decimal, six places at most, in canonical form."""
    text = f"{number:.6f}".rstrip("0")
    return typed(text + "0" if text.endswith(".") else text, "decimal")


def iri(address: str) -> str:
    """An IRI in angle brackets; characters that no IRI may hold are percent-encoded."""
    return f"<{_NOT_IN_IRI.sub(_percent, address)}>"


def is_absolute(address: str) -> bool:
    """Whether an address can stand in a dump, where nothing is relative."""
    return _ABSOLUTE.match(address) is not None


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


def expand(compact: str, ontology: Ontology) -> str:
    """The full IRI of a compact one, e.g. `schema:Person`."""
    prefix, local = compact.split(":", 1)
    return ontology.prefixes[prefix] + local


def kind_name(node_type: str, kind: str) -> str:
    """Local name of the class of a kind, e.g. `Organization-think_tank`."""
    return f"{node_type}-{kind}"


def qualifier_name(qualifier: str) -> str:
    """Local name of the property of a qualifier, e.g. `qualifier-role`."""
    return f"qualifier-{qualifier}"


def turtle_prefixes(ontology: Ontology) -> Iterable[str]:
    """The prefix lines of a Turtle document: the project's own as `pg:`, the standards, the vocabulary's."""
    for prefix, address in {"pg": ontology.namespace, **STANDARD_PREFIXES, **ontology.prefixes}.items():
        yield f"@prefix {prefix}: <{address}> ."


def turtle_block(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    """One subject with its predicates and objects, a line each."""
    return subject + "\n    " + " ;\n    ".join(f"{predicate} {objects}" for predicate, objects in pairs) + " .\n"
