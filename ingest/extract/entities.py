"""Entities: mentions of one article put together, with cross-script names; every entity gets its node."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.extract.inflect import inflects
from ingest.extract.mention import Mention
from ingest.extract.nominative import Nominative
from ingest.extract.persons import bearer, bears, is_full, known_person, same_person, words_in
from ingest.extract.transliterate import same_name
from ingest.knowledge.gazetteer import Entry, Gazetteer
from schema.ids import node_id
from schema.model import Node

MIN_SOUND = 5  # letters of a name that may be told by its sound


@dataclass
class Entity:
    """What an article names. `key` is the gazetteer's, None for a name that only texts know; `local` belongs to this article alone."""

    type: str
    name: str
    kind: str | None = None
    entry: Entry | None = None
    local: bool = False
    mentions: list[Mention] = field(default_factory=list)
    gender: str | None = None

    def node(self, article_id: str, language: str) -> Node:
        """The node of the store."""
        owner = article_id if self.local else None
        if self.entry is not None:
            names = self.entry.names
            aliases = tuple(a for a in self.entry.aliases if a not in names.values())
            return Node(
                id=node_id(self.type, self.entry.key),
                type=self.type,
                kind=self.kind,
                name=names.get("en") or self.name,
                names=names,
                aliases=aliases,
            )
        seen = tuple(sorted({m.text for m in self.mentions if m.text != self.name}))
        identity = node_id(self.type, self.name, owner)
        return Node(
            id=identity, type=self.type, kind=self.kind, name=self.name, names={language: self.name}, aliases=seen, article_id=owner
        )


def resolve_entities(mentions: list[Mention], gazetteer: Gazetteer, nominative: Nominative, breaks: Sequence[int] = ()) -> list[Entity]:
    """Entities in order of first mention. A bare surname goes to the one person of the article who bears it; without one it stays local.

    `breaks` are the starts of paragraphs.
    """
    entities: list[Entity] = []
    by_key: dict[str, Entity] = {}
    persons: list[Entity] = []
    waiting: list[Mention] = []
    for mention in mentions:
        entry = mention.entry or _cross_script(mention, gazetteer, nominative)
        if entry is not None:
            entity = by_key.get(entry.key)
            if entity is None:
                entity = by_key[entry.key] = Entity(entry.type, next(iter(entry.names.values())), entry.kind, entry)
                entities.append(entity)
                if entry.type == "Person":
                    persons.append(entity)
            entity.mentions.append(mention)
        elif mention.type == "Person" and is_full(mention.text):
            name = nominative.person(mention.text)
            entity = next((p for p in persons if any(same_person(name, other) for other in _names(p))), None)
            if entity is None:
                entity = Entity("Person", name)
                entities.append(entity)
                persons.append(entity)
            entity.mentions.append(mention)
        else:
            waiting.append(mention)
    waiting += _settle_namesakes(persons, breaks)
    entities = [e for e in entities if e.mentions]
    persons = [p for p in persons if p.mentions]
    for mention in waiting:
        _place(mention, entities, persons, nominative)
    entities.sort(key=lambda e: min(m.start for m in e.mentions))
    for entity in entities:
        entity.mentions.sort(key=lambda m: m.start)
        if entity.type == "Person":
            entity.gender = nominative.gender(entity.entry.names.get("ru", entity.name) if entity.entry else entity.name)
    return entities


def _settle_namesakes(persons: list[Entity], breaks: Sequence[int]) -> list[Mention]:
    """Give bare surnames that the gazetteer knows to the bearer who is meant. Returns those of whom that is not told."""
    introduced = sorted((m.start, number) for number, p in enumerate(persons) for m in p.mentions if is_full(m.text))
    untold: list[Mention] = []
    for owner, person in enumerate(persons):
        for mention in [m for m in person.mentions if not is_full(m.text)]:
            rivals = [n for n, p in enumerate(persons) if n != owner and any(bears(name, mention.text) for name in _names(p))]
            if not rivals:
                continue
            meant = bearer(mention.start, owner, [owner, *rivals], introduced, breaks)
            if meant != owner:
                person.mentions.remove(mention)
                if meant is None:
                    untold.append(mention)
                else:
                    persons[meant].mentions.append(mention)
    return untold


def _place(mention: Mention, entities: list[Entity], persons: list[Entity], nominative: Nominative) -> None:
    words = words_in(mention.text)
    if mention.type == "Person":
        bearers = [p for p in persons if any(bears(name, words[-1]) for name in _names(p))]
        if len(bearers) == 1:
            bearers[0].mentions.append(mention)
            return
        name, local = nominative.person(mention.text), True
    else:
        name, local = nominative.name(mention.text), False
        if mention.type == "Organization" and len(words) > 1 and words[0].islower():
            name = name[0].upper() + name[1:]  # «правительство Эритреи» and «Правительство Эритреи» are one
        if len(words) == 1:
            # A single word may be the first or the last word of one longer name of the article, or its initials.
            longer = [e for e in entities if e.type in ("Company", "Organization") and any(_shortens(mention.text, n) for n in _names(e))]
            if len(longer) == 1 and mention.type in ("Company", "Organization"):
                longer[0].mentions.append(mention)
                return
    for entity in entities:
        if entity.entry is None and entity.local == local and entity.name == name and _compatible(entity.type, mention.type):
            entity.mentions.append(mention)
            return
    entities.append(Entity(mention.type, name, mention.kind, None, local, [mention]))
    if mention.type == "Person":
        persons.append(entities[-1])


def _compatible(one: str, other: str) -> bool:
    bodies = ("Company", "Organization")
    return one == other or (one in bodies and other in bodies)


def _names(entity: Entity) -> list[str]:
    if entity.entry is not None:
        return [a for a in entity.entry.aliases if a not in entity.entry.ambiguous]
    return [entity.name]


@lru_cache(maxsize=100_000)
def _shortens(word: str, name: str) -> bool:
    parts = words_in(name)
    if len(parts) < 2:
        return False
    initials = "".join(p[0] for p in parts if p[0].isupper())
    return (inflects(parts[0], word) and len(word) > 3) or (word.isupper() and len(word) > 2 and word == initials)


def _cross_script(mention: Mention, gazetteer: Gazetteer, nominative: Nominative) -> Entry | None:
    """A known person or body under a spelling that no alias has: same name in the other script, sound by sound."""
    if mention.type not in ("Person", "Company", "Organization"):
        return None
    if mention.type == "Person":
        return known_person(nominative.person(mention.text), gazetteer) if is_full(mention.text) else None
    name = mention.text
    if len(name) < MIN_SOUND or name.isupper():
        return None  # initials sound like too many others
    hits = Counter(
        e.key for e in gazetteer.candidates(name, mention.type) if any(_sounds(a, name) for a in e.aliases if a not in e.ambiguous)
    )
    return gazetteer.entries[next(iter(hits))] if len(hits) == 1 else None


def _sounds(alias: str, name: str) -> bool:
    """In one script a body has the spellings that its aliases give."""
    return alias.isascii() != name.isascii() and not alias.isupper() and same_name(alias, name)
