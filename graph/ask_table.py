"""An answer as tables on a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.answers import Answer, Sides, Voice, Voices
from schema.model import Modality, Polarity

_WORDS = {
    "en": {
        "understood": "Understood as",
        "turned": "The question denies this claim, so the sides are exchanged.",
        "ambiguous": "Several claims fit the question equally; ask about one of them.",
        "nothing": "Nothing found: no claim in the graph says what was asked.",
        "silent": "Nobody in the graph takes a stance on it.",
        "nearest": "Nearest claims",
        "supporters": "Say that it is true",
        "opponents": "Say that it is false",
        "neutral": "Raise it without taking a side",
        "guarded": "On neither side: hedged, asked, supposed, denied, or told by others",
        "related": "Another claim",
        "columns": ("Who", "When", "How", "Words", "Source"),
        "more": "… and {n} more",
        "copies": "(+{n} copies)",
    },
    "ru": {
        "understood": "Понято как",
        "turned": "Вопрос отрицает это утверждение, поэтому стороны поменяны местами.",
        "ambiguous": "К вопросу одинаково подходят несколько утверждений; спросите об одном из них.",
        "nothing": "Ничего не найдено: ни одно утверждение в графе не говорит того, о чём спрошено.",
        "silent": "Никто в графе не высказывается об этом.",
        "nearest": "Ближайшие утверждения",
        "supporters": "Говорят, что это верно",
        "opponents": "Говорят, что это неверно",
        "neutral": "Поднимают вопрос, не занимая стороны",
        "guarded": "Ни на чьей стороне: с оговоркой, вопросом, предположением, отрицанием или в чужом пересказе",
        "related": "Другое утверждение",
        "columns": ("Кто", "Когда", "Как", "Слова", "Источник"),
        "more": "… и ещё {n}",
        "copies": "(+{n} копий)",
    },
}


def print_answer(answer: Answer, console: Console | None = None) -> None:
    """Print an answer: what was understood, the side asked for first, the guarded voices last and apart."""
    console = console or Console()
    words = _WORDS[answer.language]
    if answer.understood is None:
        console.print(Text(str(words["ambiguous" if answer.ambiguous else "nothing"]), style="bold"))
    else:
        console.print(Text(f"{words['understood']}: {answer.understood.label(answer.language)}", style="bold"))
        if answer.turned:
            console.print(Text(str(words["turned"])))
        if answer.sides.total == 0:
            console.print(Text(str(words["silent"])))
        _print_sides(console, answer.sides, answer)
        for other in answer.related:
            label = other.labels.get(answer.language) or next(iter(other.labels.values()))
            console.print(Text(f"{words['related']} ({other.relation}): {label}", style="bold"))
            _print_sides(console, other.sides, answer)
    if answer.nearest:
        console.print(Text(str(words["nearest"]), style="bold"))
        for claim in answer.nearest:
            console.print(Text(f"  {claim.score:.2f}  {claim.label(answer.language)}"))


def _print_sides(console: Console, sides: Sides, answer: Answer) -> None:
    order = ("opponents", "supporters") if answer.asks == "opposes" else ("supporters", "opponents")
    for name in (*order, "neutral", "guarded"):
        voices: Voices = getattr(sides, name)
        if voices.total:
            console.print(_table(voices, str(_WORDS[answer.language][name]), answer))


def _table(voices: Voices, title: str, answer: Answer) -> Table:
    words = _WORDS[answer.language]
    table = Table(title=Text(f"{title} ({voices.total})"), title_justify="left", show_lines=True)
    for column in words["columns"]:
        table.add_column(column)
    for voice in voices.shown:
        table.add_row(*(Text(cell) for cell in _row(voice, str(words["copies"]))))
    if voices.total > len(voices.shown):
        table.add_row(Text(str(words["more"]).format(n=voices.total - len(voices.shown))))
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
