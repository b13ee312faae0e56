"""The knowledge files: what must hold of every one of them, whoever edits it next."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.knowledge import files
from ingest.knowledge.files import ROOT, knowledge_version
from ingest.knowledge.gazetteer import load_gazetteer
from ingest.knowledge.lexicon import load_lexicon
from ingest.knowledge.patterns import load_patterns
from ingest.knowledge.propositions import load_propositions
from schema.model import Modality, Polarity, Stance
from schema.ontology import load_ontology

DATA = Path(str(ROOT))
FILES = sorted(p.relative_to(DATA).as_posix() for p in DATA.rglob("*.toml"))
GAZETTEER = [f for f in FILES if f.startswith("gazetteer/")]
LEXICON = [f for f in FILES if f.startswith("lexicon/")]
LANGUAGES = ("en", "ru")


@cache
def data_file(file: str) -> dict[str, Any]:
    return files.data_file(file)


def entries() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file, key, entry) of the whole gazetteer."""
    for file in GAZETTEER:
        for key, entry in data_file(file)["entities"].items():
            yield file, key, entry


def aliases(entry: dict[str, Any]) -> set[str]:
    return {*entry.get("en", ()), *entry.get("ru", ())}


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list of a file by its place."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, f"{place}.{name}")
    elif isinstance(value, list):
        yield place, value


# ---- all files


@pytest.mark.parametrize("file", FILES)
def test_each_file_says_where_its_knowledge_comes_from(file: str) -> None:
    source = data_file(file).get("source")
    assert isinstance(source, str)
    assert len(source) > 30


@pytest.mark.parametrize("file", FILES)
def test_no_entry_is_blank_or_padded(file: str) -> None:
    wrong = [
        (place, item)
        for place, items in leaves(data_file(file))
        for item in items
        if isinstance(item, str) and (item.strip() != item or not item)
    ]
    assert [w for w in wrong if not w[0].endswith(".patterns")] == []


def test_the_version_of_the_knowledge_is_that_of_its_bytes() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", knowledge_version())


# ---- the gazetteer


def test_every_entry_has_a_type_a_kind_of_it_and_names_in_both_languages() -> None:
    nodes = load_ontology().nodes
    wrong = []
    for file, key, entry in entries():
        if entry["type"] not in load_ontology().entity_types:
            wrong.append((file, key, "type"))
        elif entry.get("kind") is not None and entry["kind"] not in nodes[entry["type"]].kinds:
            wrong.append((file, key, f"kind {entry['kind']}"))
        if not entry.get("en") or not entry.get("ru"):
            wrong.append((file, key, "names"))
        if set(entry) - {"type", "kind", "en", "ru", "ambiguous", "context"}:
            wrong.append((file, key, "fields"))
        if not re.fullmatch(r"[a-z][a-z0-9_]*", key):
            wrong.append((file, key, "key"))
    assert wrong == []


def test_no_key_twice_and_no_alias_twice_in_one_list() -> None:
    assert [k for k, n in Counter(key for _, key, _ in entries()).items() if n > 1] == []
    assert [(key, lang) for _, key, e in entries() for lang in LANGUAGES if len(e.get(lang, [])) != len(set(e.get(lang, [])))] == []


def test_ambiguous_aliases_are_aliases_and_have_a_context_to_be_read_in() -> None:
    assert [(key, a) for _, key, e in entries() for a in e.get("ambiguous", ()) if a not in aliases(e)] == []
    assert [key for _, key, e in entries() if e.get("ambiguous") and not e.get("context")] == []


def test_an_ambiguous_alias_can_be_told_in_each_language_that_has_it() -> None:
    """A context word of another alphabet never stands in the text; names in Latin letters stand in Russian texts too."""
    wrong = []
    for _, key, entry in entries():
        words = entry.get("context", ())
        for language, letters in (("ru", "[а-яё]"), ("en", "[a-z]")):
            odd = [a for a in entry.get(language, ()) if a in entry.get("ambiguous", ()) and re.search(letters, a, re.IGNORECASE)]
            if odd and not any(re.search(letters, w, re.IGNORECASE) for w in words):
                wrong.append((key, language))
    assert wrong == []


def test_one_alias_of_two_entities_is_ambiguous_in_each() -> None:
    owners: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for _, key, entry in entries():
        for alias in aliases(entry):
            owners[alias].append((key, alias in entry.get("ambiguous", ())))
    assert {a: keys for a, keys in owners.items() if len(keys) > 1 and not all(sure for _, sure in keys)} == {}


@pytest.mark.parametrize(
    ("types", "least"),
    [
        (("Company", "Organization"), 150),
        (("Person",), 150),
        (("AIModel", "Product"), 100),
        (("Policy",), 40),
        (("Topic",), 30),
    ],
)
def test_the_field_is_covered(types: tuple[str, ...], least: int) -> None:
    assert sum(entry["type"] in types for _, _, entry in entries()) >= least


def test_topics_of_propositions_are_in_the_gazetteer() -> None:
    topics = {key for _, key, e in entries() if e["type"] == "Topic"}
    assert {t for p in load_propositions().values() for t in p.topics} - topics == set()


def test_every_alias_is_found_where_it_stands() -> None:
    gazetteer = load_gazetteer()
    lost = []
    for key, entry in gazetteer.entries.items():
        for alias in entry.aliases:
            found = gazetteer.find(f"| {alias} |", 0, len(alias) + 4)
            if not any(key in {e.key for e in place.entries} for place in found):
                lost.append((key, alias))
    assert lost == []


# ---- the lexicon


@pytest.mark.parametrize("file", LEXICON)
def test_no_word_twice_in_a_list(file: str) -> None:
    doubles = {place: [w for w, n in Counter(items).items() if n > 1] for place, items in leaves(data_file(file))}
    assert {place: words for place, words in doubles.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cue_is_of_one_class(language: str) -> None:
    speech = data_file("lexicon/speech.toml")
    for table in (speech[language], speech["nouns"][language], speech["according"][language]):
        places = defaultdict(list)
        for name, words in table.items():
            for word in words:
                places[word].append(name)
        assert {w: names for w, names in places.items() if len(names) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_verbs_of_speech_enough(language: str) -> None:
    words = {w for verbs in data_file("lexicon/speech.toml")[language].values() for w in verbs}
    assert len(words) >= 80
    assert len({w for w in words if " " not in w}) >= 80


def test_classes_of_cues_are_known_and_used() -> None:
    speech = data_file("lexicon/speech.toml")
    for entry in speech["classes"].values():
        assert Stance(entry["stance"])
        assert Modality(entry["modality"])
    used = {name for language in LANGUAGES for table in (speech, speech["nouns"], speech["according"]) for name in table[language]}
    assert used <= set(speech["classes"])


@pytest.mark.parametrize("file", [f for f in LEXICON if f.rsplit("/", 1)[1] not in ("names.toml", "pronouns.toml")])
def test_both_languages_have_the_same_lists(file: str) -> None:
    raw = data_file(file)
    places = [place.split(".") for place, _ in leaves(raw)]
    tables = [{tuple(p for p in place if p != language) for place in places if language in place} for language in LANGUAGES]
    assert tables[0] == tables[1] != set()


def patterns() -> list[tuple[str, str]]:
    raw = data_file("lexicon/boilerplate.toml")
    return [(place, item) for place, items in leaves(raw) if place.endswith(".patterns") for item in items]


def test_patterns_compile_and_none_takes_everything() -> None:
    for place, pattern in patterns():
        compiled = re.compile(pattern, re.IGNORECASE)
        ordinary = "The committee met on Tuesday and heard four people. Комитет собрался во вторник."
        assert not compiled.search(ordinary), f"{place}: {pattern}"


def test_no_pattern_is_catastrophic() -> None:
    """Lines as long as the reader lets patterns see, of what patterns repeat."""
    units = [
        "a",
        " ",
        "a ",
        "Аа ",
        "- ",
        ". ",
        "1",
        "1:",
        "Facebook ",
        "Facebook, ",
        "/",
        "X, ",
        "by A ",
        "(a) ",
        "Фото: ",
        "«",
        "МОСКВА, ",
    ]
    lines = [(unit * 400)[:399] + end for unit in units for end in ("", "!", "\u00ad")]
    slow = []
    for place, pattern in patterns():
        compiled = re.compile(pattern, re.IGNORECASE)
        start = time.perf_counter()
        for line in lines:
            compiled.search(line)
        if time.perf_counter() - start > 0.25:
            slow.append((place, pattern, time.perf_counter() - start))
    assert slow == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lexicon_loads_and_a_long_line_costs_little(language: str) -> None:
    lexicon = load_lexicon(language)
    start = time.perf_counter()
    for line in ("слово word " * 40_000, "a" * 400_000, " " * 400_000, "— " * 200_000):
        assert not lexicon.is_boilerplate(line)
        assert not lexicon.is_byline(line)
        assert not lexicon.ends_article(line)
        assert not lexicon.is_caption(line)
        lexicon.dateline(line)
    assert time.perf_counter() - start < 1


# ---- relations


def test_relation_patterns_are_of_the_ontology() -> None:
    relations, nodes = load_ontology().relations, load_ontology().nodes
    known = {"verb", "noun", "named", "subject", "object", "needs", "subject_type", "object_type", "polarity", "modality", "without"}
    wrong = []
    for name, table in data_file("relations.toml").items():
        if name == "source":
            continue
        assert name in relations
        assert set(table) == set(LANGUAGES), f"{name} has not both languages"
        for language in LANGUAGES:
            for pattern in table[language]:
                anchors = [k for k in ("verb", "noun", "named") if k in pattern]
                types = [*pattern.get("subject_type", ()), *pattern.get("object_type", ())]
                if len(anchors) != 1 or set(pattern) - known or not set(types) <= set(nodes):
                    wrong.append((name, pattern))
                if not set(pattern.get("subject_type", ())) <= set(relations[name].subjects):
                    wrong.append((name, "subject_type", pattern))
                if not set(pattern.get("object_type", ())) <= set(relations[name].objects):
                    wrong.append((name, "object_type", pattern))
                Polarity(pattern.get("polarity", "affirmed"))
                Modality(pattern.get("modality", "asserted"))
    assert wrong == []


def test_no_relation_pattern_twice() -> None:
    doubles = []
    for name, table in data_file("relations.toml").items():
        for language in LANGUAGES if name != "source" else ():
            seen: Counter[str] = Counter()
            for pattern in table[language]:
                for lemma in pattern.get("verb") or pattern.get("noun") or pattern["named"]:
                    rest = {k: v for k, v in pattern.items() if k not in ("verb", "noun", "named")}
                    seen[f"{lemma} {sorted(rest.items())}"] += 1
            doubles += [(name, language, what) for what, n in seen.items() if n > 1]
    assert doubles == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_load_with_ends_that_the_ontology_allows(language: str) -> None:
    for found in load_patterns(language).values():
        for pattern in found:
            assert pattern.subject_types
            assert pattern.object_types
            assert pattern.subject
            assert pattern.object


# ---- propositions


def test_the_catalogue_is_large_and_said_in_both_languages() -> None:
    raw = data_file("propositions.toml")["propositions"]
    assert len(raw) >= 40
    wrong = [
        (key, f"{side}_{lang}")
        for key, p in raw.items()
        for side in ("affirm", "deny", "near")
        for lang in LANGUAGES
        if len(p[f"{side}_{lang}"]) < 2
    ]
    assert wrong == []
    assert all(p["en"] and p["ru"] and p["topics"] and p["slots"] for p in raw.values())


def test_no_exemplar_stands_for_two_things() -> None:
    places = defaultdict(set)
    for key, proposition in load_propositions().items():
        for exemplar in proposition.exemplars:
            places[exemplar.text].add((key, exemplar.side))
    sides = {
        text: found
        for text, found in places.items()
        if len(found) > 1 and len({key for key, side in found if side != "near"}) != len([1 for _, side in found if side != "near"])
    }
    assert sides == {}


def test_labels_are_single() -> None:
    for language in LANGUAGES:
        assert [label for label, n in Counter(p.labels[language] for p in load_propositions().values()).items() if n > 1] == []


def test_contradictions_are_known_and_go_both_ways() -> None:
    catalogue = load_propositions()
    assert [
        (k, o) for k, p in catalogue.items() for o in p.contradicts if o not in catalogue or o == k or k not in catalogue[o].contradicts
    ] == []


def test_slots_name_concepts_and_every_concept_has_words_in_both_languages() -> None:
    concepts = data_file("concepts.toml")["concepts"]
    assert {c for p in load_propositions().values() for slot in p.slots for c in slot} - set(concepts) == set()
    assert [name for name, words in concepts.items() if not words.get("en") or not words.get("ru")] == []
    doubles = [(name, lang) for name, words in concepts.items() for lang in LANGUAGES if len(words[lang]) != len(set(words[lang]))]
    assert doubles == []
