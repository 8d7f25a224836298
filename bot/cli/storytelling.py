"""A story for a reader: each fact with the word for how its reports agree, and the sentences where they do not.

What departs comes first and in full: the regulator's sentence above the reports', the figure between » and «. What
agrees takes one line.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping

import typer

from bot.cli.tables import width
from bot.core.phrasing.acts import act
from bot.core.phrasing.numbers import figure_text
from bot.core.records import Agreement, ClaimRow, Fact, Status, Story, StoryNote

INDENT = "  "
# Where a source's name ends and its sentence begins.
NAMES = 14
# From what an editor must see to what only counts.
ORDER = (Status.DIFFERS, Status.LOOSER, Status.REPORTS_ONLY, Status.ROUNDED, Status.AGREES, Status.PRIMARY_ONLY)
COLOURS = {Status.DIFFERS: typer.colors.RED, Status.LOOSER: typer.colors.YELLOW, Status.AGREES: typer.colors.GREEN}
WORDS = {
    Status.PRIMARY_ONLY: "primary text only",
    Status.REPORTS_ONLY: "not in the primary text",
}
NOTED = {"copy": "counted once", "doubt": "perhaps a translation"}
Claims = Mapping[str, ClaimRow]


def story_lines(story: Story, *, claims: Claims, room: int) -> Iterator[str]:
    """The lines of one story, at most `room` columns wide; `claims` are those of its documents, by id."""
    reports = sum(document != story.primary for document in story.documents)
    primary = "primary text" if story.primary else "no primary text"
    yield from _wrapped(typer.style(story.title or "untitled", bold=True), story.title or "untitled", room=room)
    yield f"{story.id} · {_day(story, claims)} · {primary} · {reports} report{'s' if reports != 1 else ''}"
    for status in ORDER:
        facts = [fact for fact in story.facts if fact.agreement.status is status]
        if status is Status.PRIMARY_ONLY and facts:
            told = ", ".join(_figure(fact, claims) for fact in facts)
            yield from _folded(f"{_word(facts[0].agreement)}: {told}", room=room)
            continue
        for fact in facts:
            yield from fact_lines(fact, claims=claims, primary=story.primary, room=room)
    for note in story.notes:
        yield from note_lines(note, claims=claims, room=room)


def note_lines(note: StoryNote, *, claims: Claims, room: int) -> Iterator[str]:
    """A note, with the sources of the texts that it counts."""
    names = {row.document.id: row.document.source for row in claims.values()}
    told = ", ".join(names[document] for document in note.docs if document in names)
    whose = f" ({told})" if note.counted and told else ""
    yield from _folded(f"{typer.style(NOTED.get(note.kind, note.kind), bold=True)}: {note.note}{whose}", room=room)


def _day(story: Story, claims: Claims) -> str:
    """The day the story's first text was published, by its claims; else when it was first seen, told as that."""
    days = {row.document.id: row.document.published for row in claims.values()}
    told = next((day for document in story.documents if (day := days.get(document))), None)
    if told is not None:
        return told.day.isoformat()
    return f"first seen {story.first_seen:%Y-%m-%d}" if story.first_seen else "undated"


def fact_lines(fact: Fact, *, claims: Claims, primary: str | None, room: int, whole: bool = False) -> Iterator[str]:
    """One fact. Its sentences are shown where a report departs, or all of them for the `whole` of it."""
    agreement = fact.agreement
    of = f"{agreement.agree} of {agreement.reports} reports agree"
    count = f" ({of if agreement.reports > 1 else 'one report'})" if agreement.reports and primary else ""
    yield from _folded(f"{_word(agreement)}: {_figure(fact, claims)}{_rounding(fact, claims)}{count}", room=room)
    each = dict(zip(fact.claims, fact.each or (agreement,) * len(fact.claims), strict=False))
    departs = agreement.status in {Status.DIFFERS, Status.LOOSER}
    if not (departs or whole):
        return
    for claim in fact.claims:
        row = claims.get(claim)
        if row is None:
            continue
        own = row.document.id == primary
        mine = each[claim]
        if own or whole or mine.status in {Status.DIFFERS, Status.LOOSER}:
            yield _quoted(row, room=room)
        if not own and mine.note:
            yield from _folded(mine.note, room=room, indent=INDENT * 2)


def marked(row: ClaimRow, *, room: int) -> str:
    """A claim's sentence with its figure between » and «, cut around the figure to fit."""
    start, end = row.start - row.sentence_start, row.end - row.sentence_start
    text = row.sentence_text
    if row.field != row.sentence_field or not 0 <= start < end <= len(text):
        text, start, end = row.quote, 0, len(row.quote)
    before, inside, after = (" ".join(part.split(" ")) for part in (text[:start], text[start:end], text[end:]))
    left = room - width(inside) - 2
    ahead = min(width(after), max(left // 2, left - width(before)))
    behind = left - ahead
    before = before if width(before) <= behind else "…" + _cut(before, behind - 1, from_end=True)
    after = after if width(after) <= ahead else _cut(after, ahead - 1, from_end=False) + "…"
    return f"{before}{typer.style(f'»{inside}«', bold=True)}{after}".replace("\n", " ")


def _quoted(row: ClaimRow, *, room: int) -> str:
    name = row.document.source[:NAMES]
    space = " " * (NAMES - width(name) + 1)
    return f"{INDENT * 2}{name}{space}{marked(row, room=max(24, room - NAMES - 1 - 2 * len(INDENT)))}"


def _word(agreement: Agreement) -> str:
    word = WORDS.get(agreement.status, str(agreement.status)) + (f" in {agreement.kind}" if agreement.kind else "")
    return typer.style(word, bold=True, fg=COLOURS.get(agreement.status))


def _figure(fact: Fact, claims: Claims) -> str:
    """The fact as its first claim gives it: "927,600+ accounts penalised"."""
    row = claims.get(fact.claims[0]) if fact.claims else None
    return f"{figure_text(row)} {act(row)}".strip() if row else f"{fact.value:,} {fact.unit} {fact.action}"


def _rounding(fact: Fact, claims: Claims) -> str:
    """How reports round it: ", told as 67,000 and 66,000+"."""
    rows = [claims[claim] for claim in fact.claims if claim in claims]
    if fact.agreement.status is not Status.ROUNDED or not rows:
        return ""
    others = dict.fromkeys(figure_text(row) for row in rows[1:])
    others.pop(figure_text(rows[0]), None)
    return f", told as {' and '.join(others)}" if others else ""


def _cut(text: str, room: int, *, from_end: bool) -> str:
    """As much of a text as fits, its beginning or its end."""
    kept = ""
    for letter in reversed(text) if from_end else text:
        if width(kept) + width(letter) > room:
            break
        kept = letter + kept if from_end else kept + letter
    return kept


def _folded(text: str, *, room: int, indent: str = INDENT) -> Iterator[str]:
    """A paragraph in lines that fit."""
    yield from textwrap.wrap(
        text, width=room, initial_indent=indent, subsequent_indent=indent + INDENT, break_long_words=False
    )


def _wrapped(styled: str, plain: str, *, room: int) -> Iterator[str]:
    yield styled if width(plain) <= room else typer.style(_cut(plain, room - 1, from_end=False) + "…", bold=True)


def claims_of(documents: tuple[str, ...], ask: Callable[[str], tuple[ClaimRow, ...]]) -> dict[str, ClaimRow]:
    """The claims of a story's documents by their ids."""
    return {row.id: row for document in documents for row in ask(document)}
