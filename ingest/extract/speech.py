"""From speeches to claims: each sentence of a speech is typed, the cue turns it round or softens it, the rest becomes candidates."""

from collections.abc import Iterator

from ingest.extract.attribution import Attribution
from ingest.extract.claims import Typed, type_claim
from ingest.extract.indirect import reports_others
from ingest.extract.modality import clause_modality
from ingest.extract.reading import ClaimMade
from ingest.extract.tokens import Sentence, Token
from ingest.knowledge.lexicon import Lexicon
from ingest.knowledge.phrases import fold
from ingest.knowledge.propositions import load_concepts
from ingest.knowledge.standing import load_standing
from schema.model import Modality, SpeechKind, Stance

Span = tuple[int, int]
MIN_WORDS = 3
WORTHY = 2  # concepts that a sentence must touch to be kept beside other claims
MAX_CANDIDATE = 400  # code points of a candidate's wording
_FLIPPED = {Stance.SUPPORTS: Stance.OPPOSES, Stance.OPPOSES: Stance.SUPPORTS, Stance.NEUTRAL: Stance.NEUTRAL}


def claims_of(
    attribution: Attribution, others: list[Attribution], sentences: list[Sentence], text: str, lexicon: Lexicon
) -> Iterator[ClaimMade]:
    """The claims of one speech, in reading order: catalogued ones, then candidates.

    Words that lie in a speech within this speech (`others`) are that speaker's, not this one's.
    """
    speaker = attribution.speaker
    unsaid = attribution.negated and attribution.cue_class.name not in load_standing(lexicon.language).held  # not to say it is no side
    if unsaid or (speaker.entity is None and not speaker.group):
        return
    before: list[Token] = []
    typed_any = False
    candidates: list[tuple[int, Span, Modality]] = []
    nested = [span for other in others if other is not attribution for span in other.content if _within(span, attribution.content)]
    for sentence, tokens in _units(attribution, sentences, nested):
        words = [t for t in tokens if t.is_word]
        if len(words) < MIN_WORDS or reports_others(sentence, tokens, lexicon):
            continue
        span = (tokens[0].start, max(t.end for t in tokens))
        modality = _modality(attribution, sentence, tokens, lexicon)
        typed = type_claim(tokens, text[slice(*span)], before, lexicon)
        if typed is not None:
            typed_any = True
            stance = _stance(typed, attribution, modality)
            label = typed.proposition.labels["en"]
            yield ClaimMade(speaker, typed.proposition, label, stance, modality, attribution.kind, (span,), typed.confidence)
        elif any(t.pos in ("VERB", "AUX") or t.feats.get("Variant") == "Short" for t in words) and span[1] - span[0] <= MAX_CANDIDATE:
            candidates.append((_weight(words, lexicon), span, modality))
        before = list(tokens)
    for span, modality in _worthy(candidates, alone=not typed_any):
        stance = attribution.cue_class.stance if modality is not Modality.QUESTION else Stance.NEUTRAL
        stance = _FLIPPED[stance] if attribution.negated else stance
        yield ClaimMade(speaker, None, text[slice(*span)], stance, modality, attribution.kind, (span,), 0.5)


def _worthy(candidates: list[tuple[int, Span, Modality]], alone: bool) -> list[tuple[Span, Modality]]:
    """The untyped sentences that are kept as candidate claims: those that touch two concepts of the field or more; where the speech has
    no other claim at all, the one that touches most.
    """
    kept = [c for c in candidates if c[0] >= WORTHY]
    if not kept and alone and candidates:
        kept = [max(candidates, key=lambda c: c[0])]
    return [(span, modality) for _, span, modality in kept]


def _weight(words: list[Token], lexicon: Lexicon) -> int:
    """How many concepts of the field a sentence touches."""
    return len(load_concepts(lexicon.language).touched([(fold(t.text), fold(t.lemma)) for t in words]))


def _within(span: Span, content: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end and end - start > span[1] - span[0] for start, end in content)


def _units(attribution: Attribution, sentences: list[Sentence], nested: list[Span]) -> Iterator[tuple[Sentence, list[Token]]]:
    """The sentences, or the parts of a sentence, that a speech's content covers, without what lies in nested speeches."""
    first, last = min((s for s, _ in attribution.content), default=0), max((e for _, e in attribution.content), default=0)
    for sentence in sentences:
        if sentence.end <= first or last <= sentence.start or (attribution.kind is SpeechKind.DIRECT and sentence.inside is None):
            continue
        tokens = [
            t for t in sentence.tokens if t.quote is None and any(start <= t.start and t.end <= end for start, end in attribution.content)
        ]
        while tokens and not tokens[0].is_word:
            tokens = tokens[1:]
        while tokens and not tokens[-1].is_word and tokens[-1].text not in ".!?…":
            tokens = tokens[:-1]
        if tokens and not any(t.start < stop and begin < t.end for t in tokens for begin, stop in nested):
            yield sentence, tokens


def _modality(attribution: Attribution, sentence: Sentence, tokens: list[Token], lexicon: Lexicon) -> Modality:
    if attribution.modality is not Modality.ASSERTED:
        return attribution.modality
    if attribution.negated and attribution.cue_class.name in load_standing(lexicon.language).hinted:
        return Modality.HEDGED
    root = next((t for t in tokens if t.rel == "root"), None) or min(tokens, key=lambda t: (len(list(sentence.ancestors(t))), t.index))
    return clause_modality(sentence, root, lexicon)


def _stance(typed: Typed, attribution: Attribution, modality: Modality) -> Stance:
    if modality is Modality.QUESTION or attribution.cue_class.stance is Stance.NEUTRAL:
        return Stance.NEUTRAL
    stance = typed.stance if attribution.cue_class.stance is Stance.SUPPORTS else _FLIPPED[typed.stance]
    return _FLIPPED[stance] if attribution.negated else stance
