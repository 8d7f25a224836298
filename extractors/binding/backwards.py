"""Times that are told by pointing back: "a year earlier", "(previous quarter: 2.4 million)"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.dated import Dated, has, near
from extractors.records import Period, Span

# So near a figure stand the words that move its time back ("667,000 a year earlier", "(previous quarter: 2.4 million)").
BESIDE = 40
# A sentence that begins with when it was comes to its figure within so many characters.
OPENING = 60
# "to", a figure and "from".
LINKED = 3
YEAR = 12
# Every month has so many days.
SHORTEST = 28
WEEK, FORTNIGHT = 7, 14


def points_back(reading: Reading, dated: Dated) -> bool:
    """Whether a date itself only points back, as "the previous quarter" does to the quarter told of."""
    words = reading.language.grammar.role("background")
    said = reading.text(dated.date.span).lower()
    return reading.language.spaced and has(said, words, spaced=True) and not any(c.isdigit() for c in said)


def beside(reading: Reading, candidate: Candidate, own: Dated) -> Period | None:
    """As in "In 2024 it had 810,000 items deleted, against 667,000 a year earlier": a date of the whole sentence moved back.

    "In the same period of 2022" says itself of when it is.
    """
    words = reading.language.grammar.role("background")
    if not reading.language.spaced or own.compared is not None:
        return None
    if has(reading.text(own.date.span).lower(), words, spaced=True):
        return None
    base = own.date.span.end <= candidate.quote.start and is_base(reading, candidate)
    return moved_back(reading, candidate, own.period) if base or earlier_told(reading, candidate) else None


def earlier_told(reading: Reading, candidate: Candidate) -> bool:
    """Whether the words beside a figure put it one period back; a change is never of the period it is compared with."""
    words = reading.language.grammar.role("background")
    if not reading.language.spaced:
        return has(reading.text(candidate.clause).lower(), words, spaced=False)
    return candidate.change is None and has(_told(reading, candidate), words, spaced=True)


def is_base(reading: Reading, candidate: Candidate) -> bool:
    """As in "58,279, up from 2,059", "fell to 691 million from 827 million": a figure that another is compared with."""
    before = near(reading, candidate.quote, before=BESIDE, after=0)[0].rstrip()
    if any(before.endswith(f" {word}") for word in reading.language.grammar.role("base_links")):
        return True
    words = before.split()
    if len(words) < LINKED or words[-1] not in reading.language.grammar.role("base_froms"):
        return False
    scaled = words[-2].isalpha() and len(words) > LINKED and _is_number(words[-3])
    number, reached = (words[-3], words[-4]) if scaled else (words[-2], words[-3])
    return _is_number(number) and reached in reading.language.grammar.role("reached")


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or word[1:2].isdigit()


def _told(reading: Reading, candidate: Candidate) -> str:
    """The words beside a figure; before one that opens its sentence also those before a comma ("The year before, it was 73")."""
    sentence, quote = reading.sentences[candidate.sentence].span, candidate.quote
    end = max(quote.end, min(sentence.end, quote.end + BESIDE))
    after = re.split(r"[,;)]|[.] |[(](?=[^)]*[0-9])", reading.text(Span(quote.field, quote.end, end)).lower())[0]
    if quote.start - sentence.start <= OPENING:
        opening = reading.text(Span(quote.field, sentence.start, quote.start)).lower()
        if not any(letter.isdigit() for letter in opening):
            return f"{opening} {after}"
    before = re.split(r"[,;(]|[.] ", near(reading, quote, before=BESIDE, after=0)[0])[-1]
    return f"{before} {after}"


def background(reading: Reading, candidate: Candidate, frame: Dated) -> Period | None:
    """As in "the previous year", "a month earlier": the frame moved back by its own length."""
    back = earlier_told(reading, candidate) or is_base(reading, candidate)
    return moved_back(reading, candidate, frame.period) if back else None


def moved_back(reading: Reading, candidate: Candidate, period: Period) -> Period | None:
    """Whole months, from whichever day, moved back by their own number, or by a year where the words say "a year earlier"."""
    start, end = period.start, period.end
    if start is not None and end is not None and WEEK <= (end - start).days + 1 <= FORTNIGHT:
        length = end - start + timedelta(days=1)
        return Period(start - length, end - length, period.year_inferred)
    stop = end + timedelta(days=1) if end is not None and end < date.max else None
    if start is None or stop is None or start.day != stop.day or start.day > SHORTEST:
        return None
    months = (stop.year - start.year) * YEAR + stop.month - start.month
    yearly = reading.language.spaced and has(
        _told(reading, candidate), reading.language.grammar.role("year_back"), spaced=True
    )
    step = max(YEAR, months) if yearly else months
    return Period(_earlier(start, step), _earlier(stop, step) - timedelta(days=1), period.year_inferred)


def _earlier(day: date, months: int) -> date:
    """The same day of the month, so many months before."""
    total = day.year * YEAR + day.month - 1 - months
    return date(total // YEAR, total % YEAR + 1, day.day)
