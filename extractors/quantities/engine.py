"""Numbers, percentages and sums of money with their bounds: one pass over the numerals of a field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.lexicon.language import Language
from extractors.lexicon.numeral import Numeral
from extractors.lexicon.numerals import Reading, reading
from extractors.quantities.figure import Figure, Page, figure
from extractors.quantities.hedges import read_before, read_behind, read_behind_noun
from extractors.quantities.money import currency, lettered, read_currency, share_currency, signs_in
from extractors.quantities.ranges import merged, share_bounds, without_scores
from extractors.quantities.shares import in_every, of_base, read_fraction, read_percent, whole_share
from extractors.records import Bound, DateSpan, Field, Quantity, SourceText, Span


def quantities(
    source: SourceText, field: Field, language: Language, *, dates: Sequence[DateSpan] = ()
) -> tuple[Quantity, ...]:
    """Every number, percentage and sum of money of a field, in order, claim or not; none inside one of the `dates`."""
    text = source.title if field == "title" else source.text
    page, found = page_of(text, language)
    figures = without_scores(merged(_figures(found, page, taken_by(dates, field=field)), page), page)
    share_bounds(figures, page)
    share_currency(figures, page)
    seen = signs_in(figures, page)
    if (
        field == "title"
        and not language.spaced
        and any(one.kind == "money" and one.sign in page.words.shared for one in figures)
    ):
        seen = replace(seen, places=(*seen.places, *signs_in((), page_of(source.text, language)[0]).places))
    traditional = any(mark in text for mark in _TRADITIONAL) if not language.spaced else False
    made = []
    before: Figure | None = None
    for one in figures:
        read_behind_noun(one, page)
        code, inferred = None, False
        if one.kind == "money" and one.sign is not None:
            code, inferred = currency(one, before, page, region=source.region, seen=seen, traditional=traditional)
        made.append(_quantity(one, page, field=field, code=code, inferred=inferred))
        before = one
    return tuple(made)


_TRADITIONAL = "萬億個條從這們網號國會發與為對時說"  # signs of the Traditional script that no Simplified text has


def page_of(text: str, language: Language) -> tuple[Page, Reading]:
    """A text as the rules look at it, and its numerals."""
    found = reading(text, words=language.numbers)
    return Page(found.text, text, found.tokens, language.numbers), found


def taken_by(dates: Sequence[DateSpan], *, field: Field) -> list[Span]:
    """The spans of the dates of one field, in order."""
    return sorted(date.span for date in dates if date.span.field == field)


def _figures(found: Reading, page: Page, dates: Sequence[Span]) -> list[Figure]:
    """The numerals that are figures, each with what stands around it."""
    figures: list[Figure] = []
    taken: set[int] = set()
    place = index = 0
    numerals = _with_whole_words(found)
    while index < len(numerals):
        numeral = numerals[index]
        index += 1
        while place < len(dates) and dates[place].end <= numeral.start:
            place += 1
        if place < len(dates) and dates[place].start < numeral.end:
            continue
        one = _read(numeral, numerals[index] if index < len(numerals) else None, page, taken=taken)
        if one is None:
            continue
        figures.append(one)
        taken.update(range(one.left, one.right))
        while index < len(numerals) and numerals[index].first < one.right:
            index += 1
    return figures


def _with_whole_words(found: Reading) -> list[Numeral]:
    """The numerals, and the words that are a share by themselves, in order."""
    words = [
        Numeral(token.start, token.end, at, at + 1, whole_share(token.tags["whole"])[0], "share")
        for at, token in enumerate(found.tokens)
        if "whole" in token.tags
    ]
    return sorted([*found.numerals, *words], key=lambda numeral: numeral.first) if words else list(found.numerals)


def _read(numeral: Numeral, other: Numeral | None, page: Page, *, taken: set[int]) -> Figure | None:
    """One numeral as a figure, or None where it is none: an ordinal, a lone 一."""
    if numeral.kind == "ordinal" or _is_leftover(numeral, page) or _unfit_in_front(numeral, page):
        return None
    one = figure(numeral)
    before = page.previous(one.left, start=one.start)
    if (
        before is not None
        and "letter_currency" in before.tags
        and before.end == one.start
        and not lettered(before, one, page)
    ):
        return None  # "R18", "P2P"
    if numeral.inner:
        one.bound = Bound(numeral.inner)
    if not _read_kind(one, other, page, taken=taken):
        return None
    while read_behind(one, page):
        if one.kind != "percent" and one.end < one.outer_end:
            _late_unit(one, page)
    read_before(one, page, taken=taken)
    return one


def _read_kind(one: Figure, other: Numeral | None, page: Page, *, taken: set[int]) -> bool:
    """Reads what the figure measures; false if it is no figure."""
    whole = page.tokens[one.left].tags.get("whole")
    if whole is not None and one.form == "share":
        one.kind = "percent"
        one.bound = whole_share(whole)[1]
        return True
    if one.numeral.kind == "fraction":
        return read_fraction(one, page)
    if other is not None and (in_every(one, other, page) or of_base(one, other, page)):
        return True
    if read_percent(one, page):
        return True
    if read_currency(one, page, taken=taken):
        one.kind = "money"
        return True
    return page.words.bare_words or _counted(one, page)


def _is_leftover(numeral: Numeral, page: Page) -> bool:
    """Whether the words only go on from a number that ended before them (五十|千)."""
    if page.words.spaced or numeral.form != "words" or not numeral.first:
        return False
    before = page.tokens[numeral.first - 1]
    return before.end == numeral.start and not {"digit", "times"}.isdisjoint(before.tags)


def _unfit_in_front(numeral: Numeral, page: Page) -> bool:
    """Whether a word in front makes the number an ordinal (第三), vague (几十万) or a pointer (这一个)."""
    token = page.previous(numeral.first, start=numeral.start)
    if token is None:
        return False
    if "pointing" in token.tags and numeral.value == 1 and token.end == numeral.start:
        behind = page.next(numeral.last, end=numeral.end)
        return behind is None or not {"share", "percent"} & behind.tags.keys()
    return "ordinal_before" in token.tags or ("vague" in token.tags and token.end == numeral.start)


_SUPPORT = frozenset(
    {"measure_word", "after", "inner", "time", "measure", "age_after", "share", "percent", "to", "currency"}
)


def _counted(one: Figure, page: Page) -> bool:
    """Whether a number in words has something behind or before it that shows that it counts (三家, 约三)."""
    numeral = one.numeral
    if numeral.form != "words" or numeral.value > 10 or numeral.last - numeral.first > 1:
        return True
    behind = page.next(one.right, end=one.end)
    if behind is not None and not _SUPPORT.isdisjoint(behind.tags):
        return True
    before = page.previous(one.left, start=one.start)
    if before is not None and not {"to", "before"}.isdisjoint(before.tags):
        return True
    after = page.plain[one.end : one.end + 1]
    if page.plain[max(0, one.start - 1) : one.start] in page.words.stated and (
        not after.isalpha() or after in page.words.goes_on
    ):
        return True
    sides = page.plain[max(0, one.start - 1) : one.start] + page.plain[one.end : one.end + 1]
    return not any(mark.isalpha() for mark in sides)


def _late_unit(one: Figure, page: Page) -> None:
    """A percent sign or currency behind an inner bound: 5000余元, 新台币62亿余元, 30多%, "5,000-plus dollars"."""
    end = one.outer_end
    token = page.next(one.right, end=end)
    if token is None or not ({"percent", "currency", "scale"} & token.tags.keys()):
        return
    if one.kind == "money" and (page.words.spaced or token.tags.get("currency") not in ("yuan", one.sign)):
        return
    if "currency" in token.tags:
        one.kind, one.sign = "money", one.sign or str(token.tags["currency"])
    elif "percent" in token.tags:
        one.kind = "percent"
    else:
        return
    one.right, one.end = one.right + 1, token.end


def _is_negative(one: Figure, page: Page) -> bool:
    """Whether a minus sign touches the figure and nothing touches the sign ("-1.3%", "minus 4")."""
    before = page.plain[max(0, one.start - 2) : one.start]
    if before.endswith("-"):
        return len(before) == 1 or before[0] in " (\n"
    return page.plain[max(0, one.start - 6) : one.start] == "minus "


def _quantity(one: Figure, page: Page, *, field: Field, code: str | None, inferred: bool) -> Quantity:
    """A finished figure as a record."""
    return Quantity(
        span=Span(field, one.span_start, one.span_end),
        core=Span(field, one.start, one.end),
        kind=one.kind,
        value=one.value,
        value_max=one.high,
        bound=one.bound or Bound.EXACT,
        currency=code,
        currency_inferred=inferred,
        form=one.form,
        negative=_is_negative(one, page),
    )
