"""Types of unknown names, decided over the whole article: a recogniser labels each place by itself and often differently.

What speaks for a type: the recogniser's labels, how often it gives them; a first name or a title before it; a role noun that it owns
("chief executive of X"); and that news prose gives a person's full name at first mention.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract.inflect import inflects
from ingest.extract.mention import Mention
from ingest.extract.persons import is_full
from ingest.extract.tokens import Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold

ARTICLE = 1_000  # code points from which a text counts as an article that gives full names first
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_INITIALS = re.compile(r"(?<![\w.])(?:[A-ZА-ЯЁ]\.[ -]?){1,2}\Z")
_BODIES = ("Company", "Organization")


def retype(mentions: list[Mention], tokens: Sequence[Token], lexicon: Lexicon, length: int) -> list[Mention]:
    """The same places, each unknown name with one type throughout."""
    surnames = {fold(_WORD.findall(m.text)[-1]) for m in mentions if m.type == "Person" and len(_WORD.findall(m.text)) > 1}
    places = {t.start: i for i, t in enumerate(tokens)}
    votes: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.entry is None and mention.type in ("Person", "Place", *_BODIES):
            counter = votes.setdefault(_key(mention, lexicon), Counter())
            counter[mention.type] += 1
            counter.update(_evidence(mention, tokens, places.get(mention.start), lexicon))
    decided = {key: _decide(key, counter, surnames, lexicon, length) for key, counter in votes.items()}
    families = [m.text.rstrip("0123456789.- ") for m in mentions if m.entry is None and m.type == "AIModel"]
    for mention in mentions:
        if _key(mention, lexicon) in decided and any(inflects(family, mention.text) for family in families if len(family) > 3):
            decided[_key(mention, lexicon)] = "AIModel"  # "Skerrik" in an article about Skerrik 2
    return [
        replace(m, type=decided[_key(m, lexicon)]) if m.entry is None and m.type in ("Person", "Place", *_BODIES) else m for m in mentions
    ]


def _key(mention: Mention, lexicon: Lexicon) -> str:
    """What counts as the same name: the folded text; Russian endings are cut off by length."""
    text = fold(mention.text)
    return text[:-1] if lexicon.language == "ru" and len(text) > 5 and text[-1] in "аеиоуыюя" else text


def _decide(key: str, votes: Counter[str], surnames: set[str], lexicon: Lexicon, length: int) -> str:
    words = key.split()
    if len(words) == 1 and any(s == key or s[:-1] == key for s in surnames):
        return "Person"
    alone = len(words) == 1 and votes["Person"] and 2 * votes["titled"] <= votes["Person"] and key not in lexicon.first_names
    if alone and length >= ARTICLE and lexicon.language == "en":
        votes["Person"] = 0
        votes["titled"] = 0
        votes["Organization"] += 1
    votes["Person"] += votes.pop("titled", 0)
    order = ("Organization", "Company", "Person", "Place")
    return max(order, key=lambda t: (votes[t], -order.index(t)))


def _evidence(mention: Mention, tokens: Sequence[Token], index: int | None, lexicon: Lexicon) -> Counter[str]:
    found: Counter[str] = Counter()
    if index is None:
        return found
    before = tokens[max(0, index - 4) : index]
    if before and lexicon.titles.at(before, len(before) - 1) and before[-1].is_word:
        found["titled"] += 1
    # «правительство X» names a place, «глава партии Иван Петров» a person
    public = bool(before) and lexicon.public_bodies.at(before, len(before) - 1) is not None
    other = public or (mention.type == "Person" and is_full(mention.text))
    if before and lexicon.org_heads.at(before, len(before) - 1) and not (other and lexicon.language == "ru"):
        found["Company"] += 3  # "the company X"
    # "chief executive of X", «глава X»: what a role noun governs is a body.
    for offset in range(len(before)):
        hit = lexicon.roles.at(before, offset)
        rest = before[hit[0] :] if hit else ()
        if hit and len(rest) == 1 and rest[0].pos == "ADP":
            found["Organization"] += 3
    return found


def missed_people(mentions: list[Mention], tokens: Sequence[Token], text: str, lexicon: Lexicon) -> list[Mention]:
    """Full names that the recogniser missed: two or three capitalised words, the first a known first name, or a title right beside them.

    The surname may be one that the gazetteer knows: "Odette Altman", «О. Альтман» are not the Altman of the gazetteer.
    """
    surnames = {m.start for m in mentions if m.type == "Person" and m.entry is not None and not is_full(m.text)}
    covered = {p for m in mentions if m.start not in surnames for p in range(m.start, m.end)}
    found = []
    for start in sorted(surnames):
        initials = _INITIALS.search(text, max(0, start - 8), start)
        if initials:
            end = next(m.end for m in mentions if m.start == start)
            found.append(Mention(initials.start(), end, "Person", text[initials.start() : end]))
    index = 0
    while index < len(tokens):
        run = _capitalised(tokens, index, covered)
        if 2 <= len(run) <= 3 and not any(fold(t.text) in lexicon.not_person or fold(t.text) in lexicon.org_suffixes for t in run):
            known = fold(run[0].text) in lexicon.first_names
            beside = _title_after(tokens, index + len(run), lexicon)
            if known or (beside and not any(t in lexicon.org_heads for t in (run[-1].text, run[0].text))):
                found.append(Mention(run[0].start, run[-1].end, "Person", text[run[0].start : run[-1].end]))
        index += max(1, len(run))
    return found


def missed_repeats(mentions: list[Mention], tokens: Sequence[Token], text: str) -> list[Mention]:
    """Places where a surname or an unknown one-word name of the article stands again and the recogniser passed over it."""
    covered = {p for m in mentions for p in range(m.start, m.end)}
    names: dict[str, str] = {}
    for mention in mentions:
        words = _WORD.findall(mention.text)
        if mention.type == "Person" and len(words) > 1 and len(words[-1]) > 3:
            names.setdefault(words[-1], "Person")
        elif mention.entry is None and len(words) == 1 and len(words[0]) > 4 and mention.text[0].isupper():
            names.setdefault(words[0], mention.type)
    alike: dict[str, list[str]] = {}
    for name in names:
        alike.setdefault(fold(name[:2]), []).append(name)
    found = []
    for token in tokens:
        if token.start in covered or not token.text[:1].isupper() or len(token.text) < 4:
            continue
        again = next((name for name in alike.get(fold(token.text[:2]), ()) if inflects(name, token.text)), None)
        if again is not None:
            found.append(Mention(token.start, token.end, names[again], text[token.start : token.end]))
    return found


def _capitalised(tokens: Sequence[Token], index: int, covered: set[int]) -> list[Token]:
    run: list[Token] = []
    for token in tokens[index : index + 4]:
        joined = not run or token.start == run[-1].end + 1
        if not (joined and _WORD.fullmatch(token.text) and token.text[0].isupper() and not token.text.isupper()) or token.start in covered:
            break
        run.append(token)
    return run


def _title_after(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """A comma and a title: "Odile Varganne, an economist at …"."""
    if index >= len(tokens) or tokens[index].text not in (",", "("):
        return False
    window = tokens[index + 1 : index + 6]
    for offset, token in enumerate(window):
        if lexicon.titles.at(window, offset):
            return True
        if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "ADV"):
            return False
    return False
