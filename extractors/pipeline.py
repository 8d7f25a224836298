"""Text to claims, on one screen: sentences, mentions, overlaps settled, figures bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.binding import spaced, unspaced
from extractors.binding.assembly import claims
from extractors.binding.candidate import Local, Reading
from extractors.binding.windows import numbered, windows
from extractors.dates import dates
from extractors.languages import language
from extractors.lexicon.folding import fold
from extractors.lexicon.gazetteer import NO_NAMES, ExtraNames, gazetteer
from extractors.lexicon.language import Language
from extractors.names import names
from extractors.quantities import quantities
from extractors.records import DateSpan, Extraction, Field, NameKind, Quantity, Sentence, SourceText, Span, Vague
from extractors.script import guess
from extractors.sentences import sentences

# So far after a date a word of scale is looked for.
AHEAD = 12
# Nobody counts more than this: a larger number is a mistake or a joke, and no claim.
LARGEST = 10**15
FIELDS: tuple[Field, Field] = ("title", "text")


def extract(source: SourceText, *, extra: ExtraNames = NO_NAMES) -> Extraction:
    """Every claim, date and name of one document; `extra` are the reader's own names and spellings.

    A document whose language has no room comes back with nothing but `unsupported`, the code of that language.
    """
    code = source.lang or guess(source)
    room = language(code)
    if room is None:
        return Extraction(source.id, code, unsupported=code)
    everything = read(source, language=room, extra=extra)
    reading = replace(
        everything,
        quantities=tuple(q for q in everything.quantities if max(q.value, q.value_max or 0) <= LARGEST),
        dates=tuple(day for day in everything.dates if not day.rolling),
        windows=tuple(day.span for day in everything.dates if day.rolling),
    )
    bound = [(window, bind(window)) for window in windows(reading)]
    return Extraction(
        id=source.id,
        lang=code,
        claims=numbered(claims(window, local.candidates) for window, local in bound),
        dates=everything.dates,
        platforms=canonical(reading, kind=NameKind.PLATFORM),
        regulators=canonical(reading, kind=NameKind.REGULATOR),
        vague=tuple(Vague(v.span, v.unit, v.action, v.min, v.max) for _, local in bound for v in local.vague),
        quantities=everything.quantities,
    )


def read(source: SourceText, *, language: Language, extra: ExtraNames = NO_NAMES) -> Reading:
    """The sentences and mentions of a document, before anything is bound."""
    known = gazetteer(extra)
    found = [_field(source, field, language) for field in FIELDS]
    return Reading(
        source=source,
        folded=replace(source, title=fold(source.title), text=fold(source.text)),
        language=language,
        sentences=tuple(s for field in found for s in field[0]),
        quantities=tuple(q for field in found for q in field[1]),
        dates=tuple(d for field in found for d in field[2]),
        names=tuple(n for field in FIELDS for n in names(source, field, known, language)),
    )


def bind(reading: Reading) -> Local:
    """The figures bound within their sentences, by the room for the language's way of writing."""
    return spaced.bind(reading) if reading.language.spaced else unspaced.bind(reading)


def canonical(reading: Reading, *, kind: NameKind) -> tuple[str, ...]:
    """The names of one kind under their canonical form, each once, in order of appearance."""
    return tuple(dict.fromkeys(n.canonical for n in reading.names if n.kind is kind))


def _field(
    source: SourceText, field: Field, language: Language
) -> tuple[tuple[Sentence, ...], tuple[Quantity, ...], tuple[DateSpan, ...]]:
    """One field's sentences, quantities and dates; of a date and a quantity on the same words the date stays."""
    days = tuple(d for d in dates(source, field, language) if not _overreaches(source, d, language))
    figures = quantities(source, field, language, dates=days)
    return sentences(source, field, language), _beside(figures, [d.span for d in days]), days


def _overreaches(source: SourceText, day: DateSpan, language: Language) -> bool:
    """Whether a date has taken a number that begins a count ("in April, 13 lakh of them", "in July 47 clones")."""
    words = source.read(day.span)
    after = source.read(Span(day.span.field, day.span.end, day.span.end + AHEAD)).split()
    if not words[-1:].isdigit() or not after:
        return False
    scale = after[0].lower() in language.grammar.role("scales")
    month_and_two = words[-3:-2] == " " and words[:-3].isalpha() and day.start != day.end
    return language.spaced and (scale or month_and_two)


def _beside(figures: Sequence[Quantity], taken: Sequence[Span]) -> tuple[Quantity, ...]:
    """The quantities that share no character with a span that is taken; both come in order of appearance."""
    kept: list[Quantity] = []
    place = 0
    for figure in figures:
        while place < len(taken) and taken[place].end <= figure.span.start:
            place += 1
        if place == len(taken) or not taken[place].overlaps(figure.core):
            kept.append(figure)
    return tuple(kept)
