"""An answer as tables on a terminal."""

import tomllib
from functools import cache
from importlib import resources

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.answers import Answer, Sides, Voice, Voices
from schema.frozen import Frozen
from schema.model import Modality, Polarity


class AnswerWords(Frozen):
    """The words around an answer, in one language: `graph/data/answer.toml`."""

    understood: str
    turned: str
    ambiguous: str
    nothing: str
    silent: str
    nearest: str
    supporters: str
    opponents: str
    neutral: str
    guarded: str
    related: str
    columns: tuple[str, ...]
    more: str
    copies: str


@cache
def load_answer_words(language: str) -> AnswerWords:
    """The words of a language."""
    text = resources.files("graph").joinpath("data/answer.toml").read_text(encoding="utf-8")
    return AnswerWords.model_validate(tomllib.loads(text)[language])


def print_answer(answer: Answer, console: Console | None = None) -> None:
    """Print an answer: what was understood, the side asked for first, the guarded voices last and apart."""
    console = console or Console()
    words = load_answer_words(answer.language)
    if answer.understood is None:
        console.print(Text(words.ambiguous if answer.ambiguous else words.nothing, style="bold"))
    else:
        console.print(Text(f"{words.understood}: {answer.understood.label(answer.language)}", style="bold"))
        if answer.turned:
            console.print(Text(words.turned))
        if answer.sides.total == 0:
            console.print(Text(words.silent))
        _print_sides(console, answer.sides, answer)
        for other in answer.related:
            label = other.labels.get(answer.language) or next(iter(other.labels.values()))
            console.print(Text(f"{words.related} ({other.relation}): {label}", style="bold"))
            _print_sides(console, other.sides, answer)
    if answer.nearest:
        console.print(Text(words.nearest, style="bold"))
        for claim in answer.nearest:
            console.print(Text(f"  {claim.score:.2f}  {claim.label(answer.language)}"))


def _print_sides(console: Console, sides: Sides, answer: Answer) -> None:
    order = ("opponents", "supporters") if answer.asks == "opposes" else ("supporters", "opponents")
    for name in (*order, "neutral", "guarded"):
        voices: Voices = getattr(sides, name)
        if voices.total:
            console.print(_table(voices, getattr(load_answer_words(answer.language), name), answer))


def _table(voices: Voices, title: str, answer: Answer) -> Table:
    words = load_answer_words(answer.language)
    table = Table(title=Text(f"{title} ({voices.total})"), title_justify="left", show_lines=True)
    for column in words.columns:
        table.add_column(column)
    for voice in voices.shown:
        table.add_row(*(Text(cell) for cell in _row(voice, words.copies)))
    if voices.total > len(voices.shown):
        table.add_row(Text(words.more.format(n=voices.total - len(voices.shown))))
    return table


def _row(voice: Voice, copies: str) -> tuple[str, ...]:
    how = [voice.speech.value]
    if voice.modality is not Modality.ASSERTED:
        how.append(voice.modality.value)
    if voice.polarity is Polarity.NEGATED:
        how.append(voice.polarity.value)
    who = voice.actor_name if voice.speaker is None else f"{voice.actor_name} ← {voice.speaker}"
    source = [voice.outlet, voice.title, voice.url, copies.format(n=voice.copies) if voice.copies else None]
    return (
        f"{who} ({voice.kind or voice.actor_type})",
        voice.said_on.isoformat() if voice.said_on else "",
        ", ".join(how),
        "\n".join(f"“{quote}”" for quote in voice.quotes),
        "\n".join(part for part in source if part),
    )
