"""Which figure is a stated subset of which: as the words say, and where listed figures add up to a total."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.dated import has
from extractors.records import Kind, Sentence, Span

# Smaller totals are sums of their neighbours by chance.
LEAST_TOTAL = 10
MOST_PARTS = 12
# A list may reach into so many paragraphs after its total.
REACH = 3
# A bracket and a blank stand between a figure and the rate behind it; "of which" stands so near behind a figure.
BRACKET = 3
BEHIND = 12
# A line of a list has no more tokens.
LINE = 16


def assign_parts(reading: Reading, candidates: Sequence[Candidate]) -> tuple[int | None, ...]:
    """For each candidate the index of the figure it is a part of, None where the text states no whole."""
    wholes = [c.whole for c in candidates]
    if not reading.language.spaced:
        return tuple(wholes)
    for part in range(len(candidates)):
        wholes[part] = _told_before(reading, candidates, wholes, part)
    wholes = [_uncompared(reading, candidates, part, whole) for part, whole in enumerate(wholes)]
    for total in reversed(range(len(candidates))):  # small lists first: their totals may be parts of a greater one
        for part in _addends(reading, candidates, wholes, total):
            wholes[part] = total
    for total in range(len(candidates)):
        for part in (*_added_up(reading, candidates, wholes, total), *_brought(reading, candidates, wholes, total)):
            wholes[part] = total
    for part in range(len(candidates)):
        wholes[part] = _mended(reading, candidates, wholes, part)
    return tuple(wholes)


def _mended(reading: Reading, candidates: Sequence[Candidate], wholes: Sequence[int | None], part: int) -> int | None:
    """The whole of a figure, where the one found is only a figure like it told before."""
    whole = wholes[part]
    if whole is None:
        return None
    base, here = candidates[whole], candidates[part]
    if base.quote.field != here.quote.field or not reading.language.grammar.role("subset_links"):
        return whole
    if _rated(reading, base, here) or _goes_on(reading, candidates, wholes, part):
        return wholes[whole]
    return whole


def _rated(reading: Reading, base: Candidate, here: Candidate) -> bool:
    """As in "took down 1,812 videos (91%)": the rate says which share of something the figure is, and is no share of it."""
    start, quote = base.quote.end, here.quote
    if here.kind is not Kind.PERCENT or not 0 <= quote.start - start <= BRACKET:
        return False
    text = reading.source.title if quote.field == "title" else reading.source.text
    return text[start : quote.start].strip() == "(" and text[quote.end : quote.end + 1] == ")"


def _goes_on(reading: Reading, candidates: Sequence[Candidate], wholes: Sequence[int | None], part: int) -> bool:
    """As in "Of the requests 13,600 related to sites and 2,750 to posts": a list goes on, its last item is no part of the one before."""
    here = candidates[part]
    whole = wholes[part]
    above = wholes[whole] if whole is not None else None
    if whole is None or above is None or here.inherits != whole:
        return False
    base = candidates[whole]
    listed = base.sentence == here.sentence != candidates[above].sentence and base.kind is here.kind
    return listed and not _subset(reading, here, after=base.quote.end)


def _subset(reading: Reading, here: Candidate, *, after: int) -> bool:
    """As in "10 of which were successful": whether the words from a place to right behind a figure make it a part."""
    sentence, quote = reading.sentences[here.sentence].span, here.quote
    end = min(max(quote.end, sentence.end), quote.end + BEHIND)
    words = reading.text(Span(quote.field, min(after, quote.start), end)).lower()
    return has(words, reading.language.grammar.role("subset_links"), spaced=True)


def _told_before(
    reading: Reading, candidates: Sequence[Candidate], wholes: Sequence[int | None], part: int
) -> int | None:
    """The whole of the list that an elided figure continues; of a share across a full stop what its paragraph told first.

    As in "1,900 of the disputes were about X and 600 about Y" and "It removed 3.6 million videos, 2.4 million of them ...
    Found before anyone complained: 98.4%".
    """
    here = candidates[part]
    whole = wholes[part]
    if whole is None:
        source = None if here.rule != "elided_head" or here.inherits is None else candidates[here.inherits]
        same = source is not None and (source.sentence, source.kind, source.unit) == (
            here.sentence,
            here.kind,
            here.unit,
        )
        listed = wholes[here.inherits] if same and here.inherits is not None else None
        return None if listed is None or candidates[listed].quantity.value < here.quantity.value else listed
    base = candidates[whole]
    if here.kind is not Kind.PERCENT or here.rule == "share_by_head" or base.sentence == here.sentence:
        return whole
    paragraph = reading.sentences[base.sentence].paragraph
    return next(
        (
            i
            for i, c in enumerate(candidates[:whole])
            if (c.kind, c.unit, c.action, c.quote.field) == (base.kind, base.unit, base.action, base.quote.field)
            and wholes[i] is None
            and reading.sentences[c.sentence].paragraph == paragraph
        ),
        whole,
    )


def _uncompared(reading: Reading, candidates: Sequence[Candidate], part: int, whole: int | None) -> int | None:
    """As in "lost $2.03 billion, down from $2.74 billion ... $945 million of the total": the figure, not what it is set beside."""
    if whole is None or whole > part:
        return whole
    base, here = candidates[whole], candidates[part]
    start = reading.sentences[base.sentence].span.start
    before = f" {reading.text(Span(base.quote.field, start, base.quote.start)).lower().rstrip()}"
    role = reading.language.grammar.role
    beside = base.rule == "compared" or any(
        before.endswith(f" {words}") for words in role("base_links") | role("setting_beside")
    )
    if not beside or base.quote.field == "title":
        return whole
    told = [
        i
        for i in range(whole)
        if (candidates[i].sentence, candidates[i].kind, candidates[i].unit) == (base.sentence, base.kind, base.unit)
        and (here.kind is Kind.PERCENT or candidates[i].quantity.value > here.quantity.value)
    ]
    return told[-1] if told else whole


def _addends(
    reading: Reading, candidates: Sequence[Candidate], wholes: Sequence[int | None], total: int
) -> tuple[int, ...]:
    """The figures after a total that add up to it exactly, those that are parts of something else left out."""
    whole = candidates[total]
    if whole.kind is Kind.PERCENT or whole.quantity.value < LEAST_TOTAL or whole.quote.field == "title":
        return ()
    beside = _summing(reading, candidates, wholes, total, first=total + 1)
    starts = range(total + 2, min(len(candidates), total + MOST_PARTS)) if not beside else ()
    for first in starts:
        if candidates[first].unit is not whole.unit:
            continue
        later = _summing(reading, candidates, wholes, total, first=first)
        if later and all(candidates[i].unit is whole.unit for i in later):
            return later
    return beside


def _summing(
    reading: Reading, candidates: Sequence[Candidate], wholes: Sequence[int | None], total: int, *, first: int
) -> tuple[int, ...]:
    """The figures from one on that add up to a total."""
    whole = candidates[total]
    run: list[int] = []
    summed = 0.0
    for index in range(first, len(candidates)):
        part = candidates[index]
        if not _could_be_part(reading, whole, part):
            if part.kind is whole.kind and part.action is whole.action:
                break
            continue
        if wholes[index] not in (None, total):
            continue
        run.append(index)
        summed += float(part.quantity.value)
        if summed == float(whole.quantity.value) and len(run) > 1:
            return tuple(run)
        if summed > float(whole.quantity.value) or len(run) == MOST_PARTS:
            break
    return ()


def _added_up(
    reading: Reading, candidates: Sequence[Candidate], wholes: Sequence[int | None], total: int
) -> tuple[int, ...]:
    """As in "... and €150 million, adding up to €475 million", a last line "Total: 2,807": what stands before a sum."""
    whole = candidates[total]
    if wholes[total] is not None or whole.kind is Kind.PERCENT or whole.quantity.value < LEAST_TOTAL:
        return ()
    if not _says(reading, whole, "adding_words"):
        return ()
    run: list[int] = []
    summed = 0.0
    for index in range(total - 1, -1, -1):
        part = candidates[index]
        if part.quote.field != whole.quote.field or not _near(reading, part, whole):
            break
        if part.kind is not whole.kind or part.quantity.currency != whole.quantity.currency or part.repeats is not None:
            continue
        if wholes[index] is not None:
            break
        run.append(index)
        summed += float(part.quantity.value)
        if summed >= float(whole.quantity.value):
            break
    return tuple(run) if summed == float(whole.quantity.value) and len(run) > 1 else ()


def _brought(
    reading: Reading, candidates: Sequence[Candidate], wholes: Sequence[int | None], total: int
) -> tuple[int, ...]:
    """As in "closed 155 lenders, bringing the number closed since 2018 to 5,178": the last slice of a running total."""
    whole = candidates[total]
    before = candidates[:total]
    if not before or not _says(reading, whole, "bringing_words"):
        return ()
    slices = [
        index
        for index, part in enumerate(before)
        if part.sentence == whole.sentence and part.unit is whole.unit and part.quantity.value < whole.quantity.value
    ]
    return tuple(slices[:1]) if slices and wholes[slices[0]] is None else ()


def _says(reading: Reading, whole: Candidate, role: str) -> bool:
    """Whether a phrase of a role stands before a figure, after the figure before it in its sentence."""
    sentence = reading.sentences[whole.sentence].span
    phrases = reading.language.grammar.role(role)
    if not any(words in reading.text(sentence).lower() for words in phrases):
        return False
    start = max(
        (
            q.span.end
            for q in reading.quantities
            if sentence.holds(q.span) and q.span.end <= whole.quote.start and q.kind == whole.quantity.kind
        ),
        default=sentence.start,
    )
    text = f" {reading.text(Span(sentence.field, start, whole.quote.end)).lower()} ".replace(":", " ").replace(",", " ")
    return any(f" {words} " in text for words in phrases)


def _near(reading: Reading, first: Candidate, second: Candidate) -> bool:
    """Whether few paragraphs lie between two figures, or only lines of a list."""
    if reading.sentences[second.sentence].paragraph - reading.sentences[first.sentence].paragraph <= REACH:
        return True
    return all(_is_line(s) for s in reading.sentences[first.sentence + 1 : second.sentence + 1])


def _is_line(sentence: Sentence) -> bool:
    """Whether a sentence is a line of a list: short, without an end."""
    tokens = sentence.tokens
    return bool(tokens) and len(tokens) <= LINE and tokens[-1].text not in ".!?"


def _could_be_part(reading: Reading, whole: Candidate, part: Candidate) -> bool:
    near = _near(reading, whole, part)
    same = part.kind is whole.kind and part.quantity.currency == whole.quantity.currency
    return near and same and part.quantity.value < whole.quantity.value
