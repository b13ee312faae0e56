"""Ends: which entity a noun phrase at one end of a relation is: by its name, the name it carries, its apposition, a list, or an anaphor."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.anaphora import antecedent
from ingest.extract.clauses import coordinated, noun_phrase
from ingest.extract.discourse import Discourse
from ingest.extract.entities import Entity
from ingest.extract.mention import Mention
from ingest.extract.naming import named_by
from ingest.extract.roles import fill
from ingest.extract.tokens import NAME_RELATIONS, Sentence, Token
from ingest.knowledge.frames import load_frames

Span = tuple[int, int]
_NAMING = ("appos", "nmod", "nummod", *NAME_RELATIONS)
_BODIES = frozenset({"Company", "Organization"})
_THINGS = frozenset({"AIModel", "Product", "Policy", "Article"})


@dataclass(frozen=True)
class End:
    """One end of a relation: an entity where it is named."""

    entity: Entity
    span: Span


def ends_of(
    sentence: Sentence, head: Token, types: frozenset[str], discourse: Discourse, *, depth: int = 0, alone: bool = False
) -> list[End]:
    """The entities of a noun phrase that are of these types. Several where it is a list ("experts, including A and B").

    `alone`: without what is coordinated with its name. `depth`: 1 within another noun phrase, whose anaphors are not looked into.
    """
    if head.quote is not None:
        return []
    direct = discourse.mention_at(head.start)
    if direct is not None and (direct[1].type in types or direct[1].type != "Topic"):  # "AI models" may carry a name all the same
        mention, entity = direct
        if entity.type not in types:
            return []
        joined = [] if alone else _joined(sentence, mention, head, types, discourse)
        return [End(entity, (mention.start, mention.end)), *joined]
    if head.pos in ("NOUN", "PROPN", "X", "VERB", "ADJ", "ADV", "NUM", "PRON"):
        carried = _carried(sentence, head, types, discourse)
        for found in (carried[:1] if alone else carried, _called(sentence, head, types, discourse)):
            if found:
                return found
        listed = _listed(sentence, head, types, discourse)
        if listed or depth:
            return listed
        for found in (_through(sentence, head, types, discourse), _apposed(sentence, head, types, discourse)):
            if found:
                return found
    entity_back = antecedent(sentence, head, types, discourse) if not depth else None
    if entity_back is None or entity_back.type not in types:
        return []
    phrase = [t for t in noun_phrase(sentence, head) if t.rel != "case"] if head.pos == "NOUN" else [head]
    return [End(entity_back, (phrase[0].start, phrase[-1].end))]


def kinds_of(head: Token, discourse: Discourse) -> frozenset[str]:
    """The types of what a common noun may be the kind of: "model" of models, "startup" of companies. Empty where nothing is known."""
    lexicon, frames = discourse.lexicon, load_frames(discourse.lexicon.language)
    books = (
        (lexicon.model_heads, ("AIModel", "Product")),
        (lexicon.org_heads, ("Company", "Organization")),
        (lexicon.policy_heads, ("Policy",)),
        (lexicon.titles, ("Person",)),
        (lexicon.roles, ("Person",)),
        (frames.venue, ("Product", "AIModel")),
    )
    return frozenset(kind for book, kinds in books if book.at([head], 0) for kind in kinds)


def _carried(sentence: Sentence, head: Token, types: frozenset[str], discourse: Discourse) -> list[End]:
    """The name that a noun carries: "the model LLaMA", "the open letter X", "the Grok chatbot", «стартап «Самоток»»."""
    phrase = noun_phrase(sentence, head)
    kinds = kinds_of(head, discourse)
    quoted = _quoted_behind(sentence, head, discourse)
    if quoted is not None and quoted[1].type in types & kinds:
        mention, entity = quoted
        return [End(entity, (mention.start, mention.end)), *_joined(sentence, mention, sentence.tokens[head.index + 2], types, discourse)]
    carried: list[tuple[Mention, Token, End]] = []
    for mention, entity in discourse.mentions_in(phrase[0].start, phrase[-1].end):
        if entity.type not in types:
            continue
        name = _head_of(sentence, mention)
        if name is not None and _hangs_as_name(sentence, head, name, entity.type in kinds):
            if carried and mention.start > carried[-1][0].end + 1:
                break
            carried.append((mention, name, End(entity, (mention.start, mention.end))))
    if not carried:
        return []
    mention, name, end = carried[-1]  # «компания Alphabet DeepMind»: of two names on end the last is the name
    return [end, *_joined(sentence, mention, name, types, discourse)]


def _quoted_behind(sentence: Sentence, head: Token, discourse: Discourse) -> tuple[Mention, Entity] | None:
    """The name in quotation marks right behind a noun, whatever the parser hangs it on: «чат-бота «Лумо»»."""
    behind = sentence.tokens[head.index + 1 : head.index + 3]
    named = discourse.mention_at(behind[1].start) if len(behind) == 2 and behind[0].text in '«“„"' else None
    return named if named is not None and named[0].start == behind[1].start else None


def _hangs_as_name(sentence: Sentence, head: Token, name: Token, agrees: bool) -> bool:
    token: Token | None = name
    while token is not None and token.index != head.index:
        genitive = token.rel == "nmod" and token.feats.get("Case") == "Gen" and not token.text.isascii()
        if token.rel not in _NAMING or sentence.deps(token.index, "case") or genitive:
            return False
        bare = token.rel in ("nmod", "compound") or (token.rel == "appos" and token.text.isascii() and token.index == head.index + 1)
        if bare and not agrees and "Case" in head.feats:
            return False  # «критик OpenAI», «разработчик ChatGPT»: whose critic, not which
        if token.rel == "compound" and not agrees:
            return False
        token = sentence.head_of(token)
    return token is not None


def _called(sentence: Sentence, head: Token, types: frozenset[str], discourse: Discourse) -> list[End]:
    """The name behind "called", «под названием»."""
    naming = load_frames(discourse.lexicon.language).naming
    for child in sentence.deps(head.index):
        words = [child, *sentence.deps(child.index)]
        hit = next((w for w in words if naming.at([w], 0)), None) if child.rel.split(":")[0] in ("acl", "nmod", "amod", "obl") else None
        if hit is None:
            continue
        below = {t.index for t in sentence.subtree(hit.index)}
        for mention, entity in discourse.mentions_in(hit.end, sentence.end):
            name = _head_of(sentence, mention)
            if name is not None and name.index in below and entity.type in types and name.index - hit.index <= 4:
                return [End(entity, (mention.start, mention.end))]
    return []


def _through(sentence: Sentence, head: Token, types: frozenset[str], discourse: Discourse) -> list[End]:
    """What a part, a version or a unit stands for: "the weights of X", «команда X»."""
    frames = load_frames(discourse.lexicon.language)
    wanted = types & _THINGS if frames.transparent.at([head], 0) else types & _BODIES if frames.unit.at([head], 0) else frozenset()
    if not wanted:
        return []
    inner = [t for role in ("of", "gen", "poss", "at") for t in fill(sentence, head, role)] + sentence.deps(head.index, "compound")
    for token in inner:
        found = ends_of(sentence, token, wanted, discourse, depth=1)
        if found:
            return found
    return []


def _apposed(sentence: Sentence, head: Token, types: frozenset[str], discourse: Discourse) -> list[End]:
    """The name in apposition or as subject: "X is a startup that released Y", "X, a company founded by Y"."""
    if head.pos not in ("NOUN", "PRON"):
        return []
    kinds = kinds_of(head, discourse)
    for token in named_by(sentence, head):
        found = ends_of(sentence, token, types & kinds if kinds else types, discourse, depth=1)
        if found:
            return found
    phrase = noun_phrase(sentence, head)
    before = sentence.tokens[phrase[0].index - 1] if phrase[0].index else None
    if head.rel in ("obl:npmod", "appos", "dep") and before is not None and before.text == "," and kinds:
        earlier = [(m, e) for m, e in discourse.mentions_in(sentence.start, before.start) if e.type in types & kinds]
        return [End(e, (m.start, m.end)) for m, e in earlier[-1:]]
    return []


def _listed(sentence: Sentence, head: Token, types: frozenset[str], discourse: Discourse) -> list[End]:
    """The names behind "including" that follow a noun in the plural."""
    including = load_frames(discourse.lexicon.language).including
    for first, after, _ in including.find(sentence.tokens):
        between = sentence.tokens[head.index + 1 : first]
        apart = sum(not t.is_word for t in between)
        if first <= head.index or any(t.pos in ("VERB", "AUX") for t in between) or apart > 1:
            continue
        return list(_run_of_names(sentence, after, types, discourse))
    return []


def _run_of_names(sentence: Sentence, index: int, types: frozenset[str], discourse: Discourse) -> Iterator[End]:
    """Names from a position on, as long as nothing but commas, conjunctions and words before a name stands between them."""
    tokens = sentence.tokens
    last = 0
    while index < len(tokens):
        token = tokens[index]
        named = discourse.mention_at(token.start)
        if named is not None:
            after = next((t for t in tokens[index:] if t.start >= named[0].end), None)
            alone = after is None or not after.is_word or after.pos in ("CCONJ", "VERB", "AUX")
            if named[0].start != last and named[1].type in types and alone:  # "including Senate leader X": not the Senate
                last = named[0].start
                yield End(named[1], (named[0].start, named[0].end))
        elif token.pos in ("VERB", "AUX", "SCONJ") or (not token.is_word and token.text not in ',«»“”"'):
            return
        index += 1


def _joined(sentence: Sentence, mention: Mention, name: Token, types: frozenset[str], discourse: Discourse) -> list[End]:
    """The names that are coordinated with some word of a name, though not with its head ("Claude 3 Opus and Claude 3 Haiku")."""
    inside = [t for t in sentence.tokens if mention.start <= t.start < mention.end]
    others = [c for t in inside if t.index != name.index or t.rel != "conj" for c in sentence.deps(t.index, "conj")]
    if mention.type == "Person":  # "A, B and thousands of others": nobody is in apposition to somebody else
        others += [t for t in sentence.deps(name.index, "appos") if any(m.type == "Person" for m in _at(discourse, t))]
    found = []
    for token in [c for other in others for c in coordinated(sentence, other)]:
        named = discourse.mention_at(token.start)
        if named is not None and named[0].start > mention.start and named[1].type in types:
            found.append(End(named[1], (named[0].start, named[0].end)))
    return found


def _at(discourse: Discourse, token: Token) -> list[Mention]:
    named = discourse.mention_at(token.start)
    return [named[0]] if named is not None else []


def _head_of(sentence: Sentence, mention: Mention) -> Token | None:
    """The token of a name that hangs on something outside it."""
    inside = [t for t in sentence.tokens if mention.start <= t.start < mention.end]
    indices = {t.index for t in inside}
    return next((t for t in inside if t.head not in indices), None)
