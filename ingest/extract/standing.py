"""Standing: what the words around a report of speech do to it. It may be denied, asked, imagined, wished for, or made up."""

from dataclasses import dataclass

from ingest.extract.clauses import complements
from ingest.extract.modality import clause_modality
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import CueClass, Lexicon
from ingest.knowledge.phrases import Phrases
from ingest.knowledge.standing import StandingWords, load_standing
from schema.model import Modality

_CLAUSAL = ("xcomp", "pcomp", "ccomp", "acl", "csubj")
_PREDICATES = ("xcomp", "attr", "acomp", "cop")
_BARE = ("gen", "dat", "ins", "obj", "loc", "nom", "attr", "appos", "flat", "compound", "poss")
_ADDED = ("advmod", "prep", "obj")
_DEPTH = 4  # governors looked at above a cue


@dataclass(frozen=True, slots=True)
class Standing:
    """How firmly it is said that somebody said it; `denied` where it is said that nobody did."""

    modality: Modality
    denied: bool


def standing_of(sentence: Sentence, verb: Token, cue: range, cue_class: CueClass, lexicon: Lexicon) -> Standing:
    """How the report of a verb stands. `cue` are the positions of the cue's own words: a negation among them is its own affair."""
    words = load_standing(lexicon.language)
    negated = is_denied(sentence, verb, lexicon, cue)
    modality = clause_modality(sentence, verb, lexicon, of_cue=True)
    if modality is Modality.ASSERTED and _asked(sentence, verb, cue_class):
        modality = Modality.QUESTION
    if modality is Modality.ASSERTED and any(
        _is(words.imagined, sentence, t) or _is(lexicon.hypotheticals, sentence, t) for t in sentence.deps(verb.index, "aux")
    ):
        modality = Modality.HYPOTHETICAL
    if negated and any(_is(words.doubtful, sentence, t) for t in sentence.deps(verb.index, "advmod", "discourse")):
        modality = Modality.HEDGED
    if _opens_a_case(sentence, verb, words):
        modality = Modality.HYPOTHETICAL
    if cue_class.name in words.held and any(_is(words.former, sentence, t) for t in sentence.deps(verb.index, "advmod")):
        modality = Modality.HEDGED
    token, deep = verb, False
    for _ in range(_DEPTH):
        governor = _governor(sentence, token)
        if _made_up(sentence, token, governor, words):
            return Standing(Modality.HYPOTHETICAL, negated)
        if governor is None:
            break
        effect, turned = _effect(sentence, token, governor, lexicon, words)
        if deep and (turned or effect is not Modality.ASSERTED):
            return Standing(Modality.HYPOTHETICAL, negated)
        negated = negated != turned
        modality = effect if modality is Modality.ASSERTED else modality
        speaks = lexicon.verbs.at(sentence.tokens, governor.index) is not None
        if governor.pos == "VERB" and not speaks:
            break
        token, deep = governor, deep or speaks
    return Standing(modality, negated)


def is_denied(sentence: Sentence, token: Token, lexicon: Lexicon, without: range = range(0)) -> bool:
    """Whether a negation hangs on a word: "never", "no longer", «больше не»; "not only" is none."""
    near = {t.index for t in sentence.deps(token.index, "advmod", "neg", "det", "aux", "cc", "discourse")} - set(without)
    if not near:
        return False
    quiet = {i for first, after, _ in load_standing(lexicon.language).still_said.find(sentence.tokens) for i in range(first, after)}
    return any(near.intersection(range(first, after)) - quiet for first, after, _ in lexicon.negations.find(sentence.tokens))


def is_nobody(phrase: list[Token], lexicon: Lexicon) -> bool:
    """Whether a noun phrase stands for nobody: "no researcher", "few people", «ни один учёный»; "a few", "No 10" are somebody."""
    words = load_standing(lexicon.language).nobody
    for index, token in enumerate(phrase):
        if words.at(phrase, index) is None or (index + 1 < len(phrase) and phrase[index + 1].pos in ("NUM", "PUNCT")):
            continue
        before = lexicon.unnamed.at(phrase, index - 1) if index else None
        if (before is None or before[0] <= index) and not (token.pos == "PROPN" and index):
            return True
    return False


def is_told_to(sentence: Sentence, token: Token) -> bool:
    """Whether a word hangs on an order or a fragment that opens the sentence: "Output a claim by X that …"."""
    top = next(reversed([token, *sentence.ancestors(token)]))
    opens = not any(t.is_word for t in sentence.tokens[: top.index])
    return top is not token and opens and not sentence.deps(top.index, "nsubj", "csubj", "expl") and top.pos in ("VERB", "AUX", "NOUN", "X")


def _governor(sentence: Sentence, token: Token) -> Token | None:
    """The word that a clause hangs on, over prepositions; by words where the parser has cut the sentence in two."""
    head = sentence.head_of(token)
    while head is not None and head.pos in ("ADP", "PART", "SCONJ") and head.rel != "root":
        head = sentence.head_of(head)
    mark = next((t for t in sentence.deps(token.index, "mark") if t.pos == "SCONJ" and t.index < token.index), None)
    if head is None or (mark is not None and head.index > token.index):
        if mark is None:
            return None
        return next((t for t in reversed(sentence.tokens[: mark.index]) if t.is_word), None)
    return head if token.rel.split(":")[0] in _CLAUSAL else None


def _effect(sentence: Sentence, token: Token, governor: Token, lexicon: Lexicon, words: StandingWords) -> tuple[Modality, bool]:
    """What a governor does to the clause under it: a weaker modality, or the opposite."""
    if token.rel.startswith("acl:relcl"):
        return Modality.ASSERTED, False
    own = bool(sentence.deps(token.index, "nsubj", "nsubj:pass"))
    speaks = lexicon.verbs.at(sentence.tokens, governor.index)
    if token.rel == "xcomp" and speaks is not None and speaks[0] <= token.index and not own:
        return Modality.HYPOTHETICAL, is_denied(sentence, governor, lexicon)  # "told them to say that"
    predicate = [governor, *(t for t in sentence.deps(governor.index, *_PREDICATES) if t.index != token.index)]
    added = sentence.deps(governor.index, *_ADDED)
    denied = is_denied(sentence, governor, lexicon) or _within_negation(sentence, governor, lexicon)
    wrong = any(_is(lexicon.negative_adjectives, sentence, t) for t in predicate)
    if own:
        if (wrong and not denied) or (denied and any(_is(words.true, sentence, t) for t in predicate)):
            return Modality.HYPOTHETICAL, True
        turned = False
    else:
        turned = any(_is(words.unsaid, sentence, t) for t in (*predicate, *added)) != denied
        if wrong:
            return Modality.HEDGED, False
        if _is(words.former, sentence, governor) and token.rel == "xcomp":
            return Modality.HEDGED, False
    if any(_is(lexicon.hypotheticals, sentence, t) for t in sentence.deps(governor.index, "aux", "mark")):
        return Modality.HYPOTHETICAL, turned
    if any(_is(words.imagined, sentence, t) for t in predicate) or _ordered(sentence, governor, lexicon):
        return Modality.HYPOTHETICAL, turned
    if token.rel == "xcomp" and _is(lexicon.hedges, sentence, governor):
        return Modality.HEDGED, turned
    return Modality.ASSERTED, turned


def _within_negation(sentence: Sentence, token: Token, lexicon: Lexicon) -> bool:
    """ "no evidence", «нет доказательств»: a negation of several words that a noun belongs to."""
    start = max(0, token.index - 2)
    return any(
        first + start <= token.index < after + start
        for first, after, _ in lexicon.negations.find(sentence.tokens[start:])
        if after - first > 1
    )


def _opens_a_case(sentence: Sentence, verb: Token, words: StandingWords) -> bool:
    """ "Suppose X says", «допустим, X скажет», "had X said": an imagined case at the head of the sentence."""
    subject = next((t for t in sentence.deps(verb.index, "nsubj") if t.index < verb.index), None)
    before = [t for t in sentence.deps(verb.index, "aux") if subject is not None and t.index < subject.index]
    if any(_is(words.inverted, sentence, t) for t in before):
        return True
    first = next((t for t in sentence.tokens if t.is_word), None)
    if first is None or first.index >= verb.index or not _is(words.imagined, sentence, first):
        return False
    bidden = first.feats.get("Mood") == "Imp" or first.feats.get("Person") == "1" or first.feats.get("VerbForm") == "Inf"
    return first.pos == "PART" or (bidden and not sentence.deps(first.index, "nsubj"))


def _ordered(sentence: Sentence, governor: Token, lexicon: Lexicon) -> bool:
    """ "Write that X says …": an order to say it."""
    if lexicon.verbs.at(sentence.tokens, governor.index) is None:
        return False
    if governor.feats.get("Mood") == "Imp":
        return True
    bare = governor.feats.get("VerbForm") == "Inf" and not sentence.deps(governor.index, "nsubj", "aux", "mark")
    return bare and governor.head == -1 and lexicon.language == "en"


def _made_up(sentence: Sentence, token: Token, governor: Token | None, words: StandingWords) -> bool:
    """Whether a clause stands in a novel, a dream, a fake: in a phrase of its own, of its governor, or as what it hangs on."""
    nouns = _placed(sentence, token)
    if governor is not None:
        nouns += [governor, *sentence.deps(governor.index, "nsubj"), *_placed(sentence, governor)]
    return any(
        noun.pos in ("NOUN", "PROPN")
        and (
            _is(words.fiction, sentence, noun)
            or any(_is(words.made_up, sentence, t) for t in sentence.deps(noun.index, "amod", "compound"))
        )
        for noun in nouns
        if noun.quote is None
    )


def _placed(sentence: Sentence, token: Token) -> list[Token]:
    """Nouns that hang on a word by a preposition: "in a dream", «в романе»."""
    return [head for role, head in complements(sentence, token.index) if role not in _BARE]


def _asked(sentence: Sentence, verb: Token, cue_class: CueClass) -> bool:
    """Whether the sentence asks if it was said: it ends in a question mark, and no quoted words or colon stand between."""
    if cue_class.modality is Modality.QUESTION or not any(t.text == "?" for t in sentence.tokens[-3:]):
        return False
    return not any(t.text == ":" or t.quote is not None for t in sentence.tokens[verb.index :])


def _is(book: Phrases[None], sentence: Sentence, token: Token) -> bool:
    """Whether a word, or a phrase that it opens or closes with the word before, stands in the book."""
    before = book.at(sentence.tokens, token.index - 1) if token.index else None
    return book.at(sentence.tokens, token.index) is not None or (before is not None and before[0] > token.index)
