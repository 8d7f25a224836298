"""Figures that no time governs: what stands open on the day of writing, what was done "so far", what happened "since"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.dated import Dated, has
from extractors.records import Action, Kind, Period, Span


def stands_now(reading: Reading, candidate: Candidate) -> bool:
    """As in "fourteen proceedings are open", "nine suspects are in custody": a stock of the day of writing."""
    return has(_segment(reading, candidate), reading.language.grammar.role("stands_now"), spaced=True)


def until_now(reading: Reading, candidate: Candidate, frame: Period | None) -> bool:
    """As in "581 apps have been blocked so far", "has since taken down 43,000": done outside any span that is over.

    A count "so far" of an effort that goes on is of the effort's time, which has no end.
    """
    role, segment = reading.language.grammar.role, _segment(reading, candidate)
    if has(segment, role("now_since"), spaced=True):
        return True
    return frame is not None and frame.end is not None and has(segment, role("until_now"), spaced=True)


def of_no_date(reading: Reading, candidate: Candidate) -> bool:
    """As in "On the day of the raid police seized 40 phones", "within a day of going live": a time of its own, which has no date."""
    return has(_segment(reading, candidate), reading.language.grammar.role("undated"), spaced=True)


def dates_ground(reading: Reading, candidate: Candidate, d: Dated) -> bool:
    """As in "was fined 2 million for the 2022 hack", "... over a breach in 2018": the date of what a fine is paid for.

    "For" and a name tell who pays, and what was imposed in a year "alone" is of that year.
    """
    fine = candidate.kind is Kind.MONEY and candidate.action is Action.FINE
    if not (fine and reading.language.spaced) or d.alone or d.date.span.start < candidate.quote.end:
        return False
    words = reading.text(Span(candidate.quote.field, candidate.quote.end, d.date.span.start)).split()
    causes = reading.language.grammar.role("led_to")
    led = any(one in causes and not two[:1].isupper() for one, two in pairwise(words))
    return led and not any(word[-1] in ";:" for word in words)


def _segment(reading: Reading, candidate: Candidate) -> str:
    """The words around a figure between marks that part clauses, behind the figure also a comma, in lower case."""
    if not reading.language.spaced:
        return ""
    sentence, quote = reading.sentences[candidate.sentence].span, candidate.quote
    ahead = reading.text(Span(quote.field, sentence.start, quote.start))
    behind = reading.text(Span(quote.field, quote.end, max(quote.end, sentence.end)))
    before = re.split(r"[;:]", ahead)[-1]
    return f"{before}{reading.text(quote)}{re.split(r'[;:,.]', behind)[0]}".lower()


def paid_for(reading: Reading, candidates: Sequence[Candidate], index: int) -> int | None:
    """Where the sum ends that a figure is the ground of: "was fined 2 million after it had sent texts, calls and 300 letters", "... for 65 million e-mails".

    None for any other figure. What a sum is paid for happened before it, and the day of the sum is not its day. What follows with "and" and a
    verb ("..., and closed two inquiries") is no longer what it is paid for.
    """
    candidate, role = candidates[index], reading.language.grammar.role
    if not reading.language.spaced or candidate.kind is Kind.MONEY or candidate.action is Action.FINE:
        return None
    sums = [c for c in candidates[:index] if c.sentence == candidate.sentence and c.kind is Kind.MONEY]
    if not sums or sums[-1].action is not Action.FINE:
        return None
    words = reading.text(Span(candidate.quote.field, sums[-1].quote.end, candidate.quote.start)).lower()
    joined = any(part.split()[:1] and part.split()[0] in role("conjunctions") for part in words.split(",")[1:])
    led = has(words, role("led_to"), spaced=True) and ";" not in words and not joined
    return sums[-1].quote.end if led else None
