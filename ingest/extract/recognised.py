"""What the recogniser's names are: their true ends, and whether they name a person, a body, a place, a policy, or nothing."""

import re

from ingest.extract.analyse import NameSpan
from ingest.extract.mention import Mention
from ingest.extract.tokens import Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold

_GRADE = re.compile(r"[a-z]?[-–]?\d+(?:[-–]\d+)?")
_OWNER = re.compile(r"([A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,2})['’]s (?=[A-Z])")
_QUOTED = re.compile(r"«[A-ZА-ЯЁ][^«»,.!?:;\n]*(?<! )»")
_TITLED = re.compile(r"[A-ZА-ЯЁ]")


def head_before(start: int, tokens: list[Token], places: dict[int, int], lexicon: Lexicon) -> str | None:
    """The type that a word right before a name gives it: "the model X", "the company X"."""
    index = places.get(start)
    if not index:
        return None
    before = tokens[max(0, index - 3) : index]
    while before and before[-1].text in '«"“':
        before = before[:-1]
    for phrases, kind in ((lexicon.model_heads, "AIModel"), (lexicon.org_heads, "Company")):
        for i in range(len(before)):
            hit = phrases.at(before, i)
            if hit and hit[0] == len(before):
                return kind
    return None


def recognised(text: str, name: NameSpan, tokens: list[Token], places: dict[int, int], lexicon: Lexicon) -> Mention | None:
    """The mention that a recognised name is, with its rims put right and its type by its own words; None for what names nothing."""
    start, end = _trim(text, name.start, name.end)
    if name.label == "ORG":
        start, end = _whole(text, start, end, tokens, places, lexicon)
    titled = _TITLED.match(text[start:end]) or (name.label == "ORG" and _TITLED.search(text[start:end]))
    if end - start < 2 or not titled:
        return None
    words = [fold(w) for w in re.findall(r"[\w'’-]+", text[start:end])]
    inside = [fold(t.lemma) for t in tokens[places.get(start, 0) : places.get(start, 0) + 9] if start <= t.start < end]
    forms = {*words, *(lemma for lemma in inside[:1] if name.label == "PER" or lemma not in lexicon.org_heads)}
    if not words or (len(words) == 1 and not lexicon.not_person.isdisjoint(forms if name.label in ("PER", "ORG") else words)):
        return None
    head_word = words[-1] if lexicon.language == "en" else words[0]
    is_org_word = _tells_body(words, inside, lexicon)
    if is_org_word and len(words) == 1 and text[end : end + 2].strip() in ("«", "“"):
        return None  # «концерн "…"»: the name follows
    if name.label == "PER":
        start = _person_start(start, end, tokens, places, lexicon)
        if any(w in lexicon.not_person for w in words):
            return None
        if is_org_word:
            return Mention(start, end, "Organization", text[start:end])
        return Mention(start, end, "Person", text[start:end])
    if name.label in ("ORG", "LAW"):
        index = places.get(start)
        following = next((t for t in tokens[index:] if t.start >= end), None) if index is not None else None
        if following is not None and following.start == end + 1 and following.text[0].isupper() and following.text in lexicon.policy_heads:
            return Mention(start, following.end, "Policy", text[start : following.end])
    if name.label == "ORG":
        if len(words) > 8 or _is_plain_phrase(words, is_org_word, (start, end), tokens, places, lexicon):
            return None
        if len(words) in (2, 3) and words[0] in lexicon.first_names and not is_org_word:
            return Mention(start, end, "Person", text[start:end])
        if _is_policy(words, lexicon):
            return Mention(start, end, "Policy", text[start:end])
        company = head_word in ("inc", "corp", "ltd", "llc", "gmbh", "plc", "пао", "ооо", "ао", "labs") or _org_head_word(
            start, tokens, places, lexicon
        )
        return Mention(start, end, "Company" if company else "Organization", text[start:end])
    if name.label == "LAW" or (name.label in ("PRODUCT", "EVENT") and _is_policy(words, lexicon)):
        return Mention(start, end, "Policy", text[start:end]) if _is_policy(words, lexicon) else None
    kinds = {"LOC": "Place", "EVENT": "Event"}  # a small model's products are mostly none
    return Mention(start, end, kinds[name.label], text[start:end]) if name.label in kinds else None


def _person_start(start: int, end: int, tokens: list[Token], places: dict[int, int], lexicon: Lexicon) -> int:
    """A person's name without what the recogniser took in at its head: a common noun or a title ("COO Jon Gray")."""
    index = places.get(start)
    while index is not None and index + 1 < len(tokens) and tokens[index + 1].end <= end:
        first, second = tokens[index], tokens[index + 1]
        common = lexicon.language == "ru" and first.pos == "NOUN" and second.pos == "PROPN" and fold(first.lemma) not in lexicon.first_names
        title = lexicon.titles.at([first], 0) is not None and fold(first.text) not in lexicon.first_names
        if not (common or title):
            break
        index += 1
        start = second.start
    return start


def _tells_body(words: list[str], inside: list[str], lexicon: Lexicon) -> bool:
    """Whether a name's own words say "a body": an institute at either end; what companies' names end with (in Russian, begin with)."""
    ends = words[-1:] if lexicon.language == "en" else [words[0], words[-1]]
    if lexicon.language == "en" and all(_is_plain(w, lexicon) for w in words[:-1]):
        ends = [w for w in ends if w not in lexicon.loose_suffixes]
    heads = {words[0], words[-1], *inside[:2], *inside[-1:]}
    return any(w in lexicon.org_heads for w in heads) or any(w in lexicon.org_suffixes for w in ends)


def _is_plain(word: str, lexicon: Lexicon) -> bool:
    return lexicon.is_word(word) or word in lexicon.joining or word in lexicon.not_person or _GRADE.fullmatch(word) is not None


def _is_plain_phrase(
    words: list[str], is_org_word: bool, span: tuple[int, int], tokens: list[Token], places: dict[int, int], lexicon: Lexicon
) -> bool:
    """English words that the dictionary has, with nothing in or beside them that says "a body": "Islam", "Professional Development".

    Several such words are a body where they do something or stand before a colon: headings and titles of courses have capitals too.
    """
    start, end = span
    if lexicon.language == "en" and len(words) == 1 and words[0] in lexicon.org_heads:
        return True  # "the Administration": which one is not told
    if (
        lexicon.language != "en"
        or is_org_word
        or not all(_is_plain(w, lexicon) for w in words)
        or _org_head_word(start, tokens, places, lexicon)
    ):
        return False
    first = places.get(start)
    inside = [t for t in tokens[first : first + 12] if t.end <= end] if first is not None else []
    after = tokens[first + len(inside) : first + len(inside) + 1] if first is not None else []
    acts = any(t.rel in ("nsubj", "nsubj:pass", "nmod:poss", "obl:agent") for t in inside) or any(t.text == ":" for t in after)
    return len(words) == 1 or not acts


def _is_policy(words: list[str], lexicon: Lexicon) -> bool:
    return len(words) > 1 and (words[-1] in lexicon.policy_heads or words[0] in lexicon.policy_heads)


def _org_head_word(start: int, tokens: list[Token], places: dict[int, int], lexicon: Lexicon) -> bool:
    """A word for a business right before the name."""
    return head_before(start, tokens, places, lexicon) == "Company"


def _whole(text: str, start: int, end: int, tokens: list[Token], places: dict[int, int], lexicon: Lexicon) -> tuple[int, int]:
    """A body's name to the closing quote where it opens one, and without the joining words that it was taken to end with."""
    quoted = _QUOTED.match(text, start - 1) if start else None
    if quoted is not None and quoted.end() - 1 > end and len(quoted.group().split()) <= 6:
        return start, quoted.end() - 1
    owner = _OWNER.match(text, start, end)
    last = fold(text[start:end].split()[-1])
    if owner is not None and last not in lexicon.org_heads and last not in lexicon.org_suffixes:
        return start, owner.end(1)  # "Pearson's Generative AI Foundations"
    first = places.get(start)
    if first is None:
        return start, end
    inside = [t for t in tokens[first : first + 12] if t.end <= end]
    while len(inside) > 1 and inside[-1].end == end and inside[-1].pos in ("ADP", "CCONJ", "DET") and inside[-1].text.islower():
        inside.pop()
        end = inside[-1].end
    return start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without quotes, articles, possessive and punctuation at the rims."""
    while start < end and (text[start] in " \n«»\"“”„'‘’([*_" or text[start:end].lower().startswith("the ")):
        start += 4 if text[start:end].lower().startswith("the ") else 1
    while end > start and (text[end - 1] in " \n«»\"“”„'‘’)],.;:!?*_" or text[start:end].endswith(("'s", "’s"))):
        end -= 2 if text[start:end].endswith(("'s", "’s")) else 1
    for opening, closing in ("()", "«»", "“”"):
        inner = text[start:end]
        if inner.count(opening) != inner.count(closing):
            cut = min(inner.index(mark) for mark in (opening, closing) if mark in inner)
            end = start + len(inner[:cut].rstrip())
    return start, end
