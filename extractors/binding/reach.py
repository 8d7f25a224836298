"""How far a time that the text states reaches: over its sentence, over its paragraph, over the whole document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.dated import Dated, has
from extractors.records import Action, Kind, Period, Span

# How many figures are of which time, first and last day.
Times = Counter[tuple[date | None, date | None]]
# So many characters before a verb are searched for the auxiliaries of the perfect, which are among so many words.
BEFORE = 30
AUXILIARIES = 4
# A relative clause has its pronoun among so many words.
RELATIVE = 3
# So near a figure stand the words that make it a rate.
RATE = 40


def in_one_breath(
    reading: Reading, candidates: Sequence[Candidate], index: int, told: Sequence[Period | None]
) -> Period | None:
    """As in "closed 1,287 accounts between 1 and 31 July, muted 4,914 and deleted 27,600 posts": one time for all.

    `told` has the times of the figures before, None for those that are only there for comparison. Not where the
    sentence starts anew (";") or turns to what came earlier ("after ...", "who had ...").
    """
    candidate = candidates[index]
    links = (candidate.inherits, candidate.whole)
    if any(at is not None and at < index and candidates[at].sentence == candidate.sentence for at in links):
        return None
    for at in range(index - 1, -1, -1):
        before = candidates[at]
        if before.sentence != candidate.sentence:
            return None
        between = Span(candidate.quote.field, before.quantity.span.end, candidate.quantity.span.start)
        words = reading.text(between).lower()
        if _starts_anew(reading, words) or has(words, reading.language.grammar.role("turns_back"), spaced=True):
            return None
        if told[at] is not None:
            return told[at]
    return None


def _starts_anew(reading: Reading, words: str) -> bool:
    """Whether a semicolon parts two figures, and the second part does not take up the first ("; the fines amounted to")."""
    _, mark, rest = words.rpartition(";")
    return bool(mark) and not any(
        f" {rest.strip()} ".startswith(f" {word} ") for word in reading.language.grammar.role("taking_up")
    )


def between(candidate: Candidate, d: Dated) -> Span:
    """The words between a figure and a date, empty where they overlap."""
    start, end = min(d.date.span.end, candidate.quote.end), max(d.date.span.start, candidate.quote.start)
    return Span(candidate.quote.field, min(start, end), end)


def parted(reading: Reading, candidate: Candidate, d: Dated) -> bool:
    """As in "In May it was fined after 1.1 million customers ...": a clause of another time parts figure and date."""
    if not reading.language.spaced:
        return False
    _, comma, words = reading.text(between(candidate, d)).lower().rpartition(",")
    if comma and d.date.span.start >= candidate.quote.end and _relative(reading, words):
        return True
    reported = d.announced and d.date.span.end <= candidate.quote.start
    turns = reading.language.grammar.role("turns_back") | (
        reading.language.grammar.role("say_links") if reported else frozenset()
    )
    return has(words, turns, spaced=True)


def _relative(reading: Reading, words: str) -> bool:
    """As in "two against Meta, which it accused in October", "173 disputes, of which 21 by June": told of something else."""
    return any(word in reading.language.grammar.role("relatives") for word in words.split()[:RELATIVE])


def to_come(reading: Reading, d: Dated) -> bool:
    """Whether a date lies wholly after the day of publication: nothing has been counted then."""
    published = reading.source.published
    return published is not None and d.period.start is not None and d.period.start > published


def came_before(reading: Reading, candidate: Candidate) -> bool:
    """As in "a group that had defrauded 138 people": a relative clause of what came before, which no frame dates."""
    start = reading.sentences[candidate.sentence].span.start
    words = reading.text(Span(candidate.quote.field, start, candidate.quote.start)).lower().rpartition(",")[2]
    return has(words, reading.language.grammar.role("relative_before"), spaced=reading.language.spaced)


def reaches(reading: Reading, candidate: Candidate, frame: Dated, times: Times) -> bool:
    """Whether a frame dates a figure: from the title or the lead any, from elsewhere one that is the text's main time.

    `times` counts the times of the figures before. A fine, or a count of no known act, has a time of its own or
    none, but in a text whose title states the time it is of that time.
    """
    fine = candidate.kind is Kind.MONEY and candidate.action is Action.FINE
    titled = frame.date.span.field == "title"
    if fine or candidate.action is Action.OTHER:
        known = (titled and (fine or candidate.kind is Kind.COUNT)) or _told_of_lead(reading, candidate, frame)
        return known and _foremost(frame, times)
    if _is_rate(reading, candidate):
        return False
    closed = frame.period.start is not None and frame.period.end is not None
    paragraph = reading.sentences[candidate.sentence].paragraph
    if titled or not closed or frame.paragraph in (0, paragraph):
        return True
    # a lead tells in the perfect what the next paragraph dates
    told = frame.paragraph > paragraph or not _in_perfect(reading, candidate)
    return told and _foremost(frame, times)


def _told_of_lead(reading: Reading, candidate: Candidate, frame: Dated) -> bool:
    """As in "Phishing made up 3,779 cases": a count of no act under a lead that gives the span of all.

    What may, must or will be is of no time that is over, and so is a rate.
    """
    lead = frame.strong and frame.paragraph == 0 and frame.period.start is not None and frame.period.end is not None
    if not lead or candidate.kind is not Kind.COUNT or _is_rate(reading, candidate):
        return False
    words = {token.lower for token in reading.sentences[candidate.sentence].tokens}
    return words.isdisjoint(reading.language.grammar.role("modal"))


def _foremost(frame: Dated, times: Times) -> bool:
    """Whether more of the figures before are of a frame's time than of any other; with none before it is."""
    own = (frame.period.start, frame.period.end)
    return times[own] > max((number for time, number in times.items() if time != own), default=-1)


def _in_perfect(reading: Reading, candidate: Candidate) -> bool:
    """As in "has so far imposed", "have been filed": what has been done until now is of no time that is over."""
    at = candidate.act.start if candidate.act else candidate.quote.start
    start = max(reading.sentences[candidate.sentence].span.start, at - BEFORE)
    stretch = re.split(r"[,;:.]", reading.text(Span(candidate.quote.field, start, at)).lower())[-1]
    words = stretch.split()[-AUXILIARIES:]
    return any(word in reading.language.grammar.role("perfect") for word in words)


def in_window(reading: Reading, candidate: Candidate) -> bool:
    """As in "more than $9 billion in the past five years": a window that moves with the day of reading has no dates."""
    sentence = reading.sentences[candidate.sentence].span
    for window in reading.windows:
        if window.field != candidate.quote.field or not sentence.holds(window):
            continue
        if not has(reading.text(window).lower(), reading.language.grammar.role("moving"), spaced=True):
            continue  # "within a day" says how fast
        after = window.start >= candidate.quote.end
        start, end = (candidate.quote.end, window.start) if after else (window.end, candidate.quote.start)
        if start > end or any(start <= q.span.start < end for q in reading.quantities if q.span.field == window.field):
            continue
        words = reading.text(Span(window.field, start, end))
        if not any(mark in words for mark in (",", ";", ":", "(")):
            return True
    return False


def _is_rate(reading: Reading, candidate: Candidate) -> bool:
    """As in "about 500,000 accounts a year", "on a typical day 40,000 groups": a standing rate is of no time."""
    role, field = reading.language.grammar.role, candidate.quote.field
    sentence, quote = reading.sentences[candidate.sentence].span, candidate.quote
    ahead = reading.text(Span(field, max(sentence.start, quote.start - RATE), quote.start)).lower()
    behind = reading.text(Span(field, quote.end, max(quote.end, min(sentence.end, quote.end + RATE)))).lower()
    rate = has(re.split(r"[,;.] ", behind)[0], role("rates"), spaced=True)
    return rate or has(re.split(r"[,;.] ", ahead)[-1], role("standing"), spaced=True)
