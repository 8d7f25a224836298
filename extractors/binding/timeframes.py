"""The times that hold for more than their own clause, and which of them dates a figure that states none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.dated import Dated, has, near, titled_year
from extractors.binding.frames import separate
from extractors.binding.reach import parted
from extractors.records import Action, Kind, Line, Period

# So many characters before a date say what it covers.
COVER = 40
# The days that a month has at least.
MONTH = 27


def timeframes_of(reading: Reading, candidates: Sequence[Candidate], dated: Sequence[Dated]) -> tuple[Dated, ...]:
    """The spans of time that hold for more than their own clause, in order of the text.

    A span is a frame if its sentence speaks of a campaign, report or count, if it says until when is counted, or if a
    figure of an act is tied to it; in the last case beyond its own paragraph only when it stands in the lead.
    """
    lead = next((reading.sentences[c.sentence].paragraph for c in candidates if c.quote.field == "text"), 0)
    found = [
        frame
        for one in dated
        if (frame := _as_frame(reading, one, [c for c in candidates if c.sentence == one.sentence], lead=lead))
        is not None
    ]
    if any(one.date.span.field == "title" for one in found):
        return tuple(found)
    return (*titled_year(reading, [c.quote for c in candidates]), *found)


def _as_frame(reading: Reading, d: Dated, here: Sequence[Candidate], *, lead: int) -> Dated | None:
    """A time as a frame, None where it holds for its own clause alone; `here` are the figures of its sentence."""
    spaced, titled = reading.language.spaced, d.date.span.field == "title"
    if d.begun and not here and not d.compared and d.period.start and not titled and spaced:
        return replace(d, period=replace(d.period, end=None), strong=True)
    single = d.day and d.period.start == d.period.end
    bracketed = near(reading, d.date.span, before=1, after=0)[0].strip() in ("(", "[")
    aside = d.compared or d.ahead or d.alone or (d.since and not d.begun and d.period.end is not None)
    if single or _to_come(reading, d) or aside or (bracketed and spaced and not titled):
        return None
    if titled:
        return replace(d, strong=not d.announced)
    if d.totals:
        return None
    leads = d.paragraph <= lead and not d.announced
    bound = any(_dates_what_happened(c, leads=leads) and tied(c, d) and not parted(reading, c, d) for c in here)
    text = f" {reading.text(reading.sentences[d.sentence].span).lower()} "
    strong = (
        (not here and reading.sentences[d.sentence].line is Line.HEADING)
        or has(text, reading.language.grammar.role("frame_words"), spaced=spaced)
        or (bound and d.paragraph <= lead)
        or _covers(reading, d, alone=not here)
    )
    return replace(d, strong=strong) if strong or (bound and not d.announced) else None


def _to_come(reading: Reading, d: Dated) -> bool:
    """Whether a time begins, or where it has no beginning ends, after the text was published."""
    published = reading.source.published
    day = d.period.start or d.period.end
    return published is not None and day is not None and day > published


def _dates_what_happened(candidate: Candidate, *, leads: bool) -> bool:
    """Whether a figure's time may hold for others: of an act anywhere, of losses in the lead."""
    lost = candidate.kind is Kind.MONEY and candidate.polarity is Polarity.DONE
    return candidate.action is not Action.OTHER or (leads and lost)


def _covers(reading: Reading, d: Dated, *, alone: bool) -> bool:
    """Whether a date says what a text covers ("as of 5 January", "the report for 2022", "a plan that started in May")."""
    role = reading.language.grammar.role
    before = near(reading, d.date.span, before=COVER, after=0)[0]
    if d.period.start is None:
        return not any(before.rstrip().endswith(f" {word}") for word in role("by_words"))
    if not alone or not reading.language.spaced:
        return False
    if d.period.end is None:
        return has(before, role("begin_verbs"), spaced=True)
    if d.paragraph == 0 and _is_range(reading, d):
        return True
    return d.paragraph <= 1 and any(before.rstrip().endswith(f" {word}") for word in role("cover_words"))


def _is_range(reading: Reading, d: Dated) -> bool:
    """As in "between 1 October and 31 December", "January to June": a span that both its ends are named for."""
    joints = reading.language.grammar.role("span_joints")
    return any(word in joints for word in reading.text(d.date.span).lower().split()[1:])


def frame_of(reading: Reading, candidate: Candidate, frames: Sequence[Dated], dated: Sequence[Dated]) -> Dated | None:
    """The frame named last before in the same paragraph, else the first of the document."""
    paragraph = reading.sentences[candidate.sentence].paragraph
    if candidate.quote.field == "title":
        return next((d for d in frames if d.strong), None)
    before = [d for d in frames if d.paragraph == paragraph and d.sentence < candidate.sentence]
    if separate(reading, candidate):
        return before[-1] if before and before[-1].sentence == candidate.sentence else None
    same = has(reading.text(reading.sentences[candidate.sentence].span).lower(), _same_frame(reading), spaced=True)
    titled = next((d for d in frames if d.date.span.field == "title" and d.strong), None)
    if before and not same and not (titled and _covered(titled.period, before[-1].period)):
        return before[-1]
    ahead = [d for d in frames if d.strong and d.sentence < candidate.sentence and d.date.span.field == "text"]
    ahead = [d for d in ahead if d.paragraph == 0 or d.period.end is not None]
    if titled and ahead and _within(ahead[0].period, titled.period):
        titled = None  # the text says it more exactly
    closed = [d for d in ahead if d.paragraph == 0 and d.period.start and d.period.end]
    opening = next((d for d in closed if d.covers), closed[0] if closed else None)
    following = next((d for d in frames if d.strong and paragraph == 0 and d.paragraph <= 1), None)
    strong = titled or opening or (ahead[-1] if ahead else following)
    strong = _exact(strong, dated)
    earlier = [d for d in frames if d.sentence < candidate.sentence and d.period.start and d.period.end]
    return strong or (earlier[-1] if earlier else None)


def _covered(titled: Period, stated: Period) -> bool:
    """Whether a title that gives a month or more outdoes an open time that one sentence has ("since 2020 ...")."""
    if titled.start is None or titled.end is None or stated.start is None or stated.end is not None:
        return False
    return (titled.end - titled.start).days >= MONTH


def _same_frame(reading: Reading) -> frozenset[str]:
    """The words that lead back to the time of the whole text ("in the current period")."""
    return reading.language.grammar.role("whole_frame") if reading.language.spaced else frozenset()


def _exact(frame: Dated | None, dated: Sequence[Dated]) -> Dated | None:
    """The closed span that the text gives for an open one ("since the act took effect", "From 1 February to 31 December")."""
    if frame is None or frame.period.end is not None:
        return frame
    others = [d for d in dated if d.date is not frame.date and not d.day and not d.compared]
    closed = (d for d in others if d.period.start == frame.period.start and d.period.end)
    return next(closed, frame)


def _within(inner: Period, outer: Period) -> bool:
    """Whether a span lies inside another and is not the same."""
    first = inner.start or inner.end
    if inner == outer or first is None:
        return False
    if outer.start is None:
        return inner.start is not None and inner.end == outer.end
    if first < outer.start:
        return False
    return outer.end is None or (inner.end is not None and inner.end <= outer.end)


def tied(candidate: Candidate, dated: Dated) -> bool:
    """Whether the local room ties the date to the figure, or, where it does not say, whether it is in the clause."""
    if candidate.dates is not None:
        return dated.date.span in candidate.dates
    return candidate.clause.holds(dated.date.span)
