"""Which currency a sum is in: its sign, code or word, and the region where several countries share one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.lexicon.numeral import tidy
from extractors.lexicon.scanner import Token
from extractors.quantities.figure import Figure, Page
from extractors.records import Number


@dataclass(frozen=True, slots=True)
class Evidence:
    """The unmistakable currencies of a text and the countries (ISO 3166) that it names, in order of appearance."""

    codes: frozenset[str]
    places: tuple[tuple[int, str], ...]

    def near(self, start: int, end: int) -> tuple[str, ...]:
        """The countries named between two places of the text, the last one first."""
        first = bisect_left(self.places, (start, ""))
        return tuple(place for _, place in reversed(self.places[first : bisect_left(self.places, (end, ""))]))


# A single letter stands for a currency before numbers from here on.
LETTERED = 1_000
# Hundredths are written with two digits.
DIGITS = 2
_CODE = re.compile(r"[A-Z]{3}")


def read_currency(figure: Figure, page: Page, *, taken: set[int]) -> bool:
    """Reads the currency on either side of a figure; true if there is one. `taken` are tokens of earlier figures."""
    return _in_front(figure, page, taken=taken) or _behind(figure, page)


def _in_front(figure: Figure, page: Page, *, taken: set[int]) -> bool:
    """A sign, code or word before the number: $5, EUR 30m, 人民币900元."""
    token = page.previous(figure.left, start=figure.start)
    if token is not None and lettered(token, figure, page):
        figure.left, figure.start, figure.sign = figure.left - 1, token.start, str(token.tags["letter_currency"])
        return True
    if token is None or "currency" not in token.tags or figure.left - 1 in taken:
        return False
    if not _meant(token, page, touches=token.end == figure.start) or _is_weak(token, figure, page):
        return False
    named = "currency_word" in token.tags
    behind = page.next(figure.right, end=figure.end)
    if named and page.words.spaced and behind is not None and "currency" in behind.tags:
        return False  # "of yuan 5 dollars"
    figure.left, figure.start = figure.left - 1, token.start
    figure.sign = str(token.tags["currency"])
    _swallow(figure, page)
    return True


def lettered(token: Token, figure: Figure, page: Page) -> bool:
    """As in "P10 million", "R500,000": a capital that touches a large number; "R18" and "P2" are something else."""
    touches = token.end == figure.start and "letter_currency" in token.tags
    return touches and page.original[token.start].isupper() and figure.value >= LETTERED


def _swallow(figure: Figure, page: Page) -> None:
    """A second naming of the same money (人民币900元, "US$5 dollars") and the small change behind it."""
    token = page.next(figure.right, end=figure.end)
    if token is not None and "currency" in token.tags and _meant(token, page, touches=token.start == figure.end):
        own = str(token.tags["currency"])
        if (own == figure.sign or own.islower()) and not _belongs_to_next(token, figure.right, page):
            figure.right, figure.end = figure.right + 1, token.end
    _change(figure, page)


def _behind(figure: Figure, page: Page) -> bool:
    """A word, code or sign behind the number: 1.2bn naira, 115USD, 50元, 75 USD million."""
    skip = page.hyphen(figure.right, end=figure.end)
    token = page.next(figure.right + skip, end=figure.end + skip)
    if token is None or "currency" not in token.tags:
        return _small(figure, page)
    if not _meant(token, page, touches=token.start == figure.end) or _is_weak(token, figure, page):
        return False
    if _belongs_to_next(token, figure.right + skip, page):
        return False
    figure.right, figure.end = figure.right + skip + 1, token.end
    figure.sign = str(token.tags["currency"])
    scale = page.next(figure.right, end=figure.end)
    if scale is not None and "scale" in scale.tags and figure.numeral.scale == 1:
        figure.value = tidy(figure.value * int(str(scale.tags["scale"])))
        figure.right, figure.end = figure.right + 1, scale.end
    if page.words.spaced is False:
        _swallow(figure, page)
    _change(figure, page)
    return True


def _belongs_to_next(token: Token, index: int, page: Page) -> bool:
    """Whether a sign touches the number behind it: "from 20 $30"."""
    behind = page.next(index + 1, end=token.end)
    if behind is None or "literal" not in behind.tags:
        return False
    return not page.plain[token.start : token.end].isalpha()


def _meant(token: Token, page: Page, *, touches: bool) -> bool:
    """Whether a short form is money here: "RM 42" and "42rm" are, "try 5" is not."""
    written = page.original[token.start : token.end]
    if "currency_word" in token.tags or touches or not written.isascii() or not written[0].isalpha():
        return True
    return written.lower() not in page.words.careful or written[0].isupper()


def _is_weak(token: Token, figure: Figure, page: Page) -> bool:
    """Whether a word like "won" stands behind too small a number to be money ("3 won")."""
    return page.plain[token.start : token.end] in page.words.weak and figure.value < 100


def _change(figure: Figure, page: Page) -> None:
    """Hundredths said after the whole: "$20 and 43c", 5元3角."""
    while True:
        index, end = figure.right, figure.end
        token = page.next(index, end=end)
        if token is not None and "and" in token.tags and page.words.spaced:
            index, end = index + 1, token.end
            token = page.next(index, end=end)
        small = _hundredths(index, end, page) or _bare_hundredths(index, end, page)
        if small is None:
            return
        part, figure.right = small
        figure.end = page.tokens[figure.right - 1].end
        figure.value = tidy(figure.value + part)


def _bare_hundredths(index: int, end: int, page: Page) -> tuple[Number, int] | None:
    """Two digits that end the clause: "15 dollars 50.", "15 dollars and 15"; not "15 dollars, 50 people"."""
    token = page.next(index, end=end)
    small = token.tags.get("literal") if token is not None else None
    if token is None or not isinstance(small, int) or token.end - token.start != DIGITS or not page.words.spaced:
        return None
    named = page.plain[max(0, end - 1) : end].isalpha()
    rest = page.plain[token.end : token.end + 2]
    ends = not rest.strip() or (rest[0] in ".,;!?)" and not rest[1:2].isdigit())
    return (Decimal(small) / 100, index + 1) if named and ends and token.start > end else None


def _hundredths(index: int, end: int, page: Page) -> tuple[Number, int] | None:
    """A small number with a word for a part of the money, as value and the token behind it."""
    token = page.next(index, end=end)
    if token is None:
        return None
    small = token.tags.get("literal", token.tags.get("value", token.tags.get("digit")))
    unit = page.next(index + 1, end=token.end)
    if not isinstance(small, int) or small > 99 or unit is None or "subunit" not in unit.tags:
        return None
    return Decimal(small) / int(str(unit.tags["subunit"])), index + 2


def _small(figure: Figure, page: Page) -> bool:
    """A sum of small change alone: "50 cents", "99p"."""
    token = page.next(figure.right, end=figure.end)
    if token is None or "subunit" not in token.tags or "subunit_alone" not in token.tags:
        return False
    figure.value = tidy(Decimal(figure.value) / int(str(token.tags["subunit"])))
    figure.sign = str(token.tags["subunit_alone"])
    figure.right, figure.end = figure.right + 1, token.end
    return True


def share_currency(figures: Sequence[Figure], page: Page) -> None:
    """As in "penalties of 15 million and 10 million euros": the currency behind the second sum is the first one's, too."""
    if not page.words.spaced:
        return
    for one, following in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        if one.kind != "number" or following.kind != "money" or following.start != following.numeral.start:
            continue
        scaled = one.numeral.scale > 1 and one.numeral.scale == following.numeral.scale
        token = page.next(one.right, end=one.end)
        joined = token is not None and "and" in token.tags and page.plain[token.end : following.start] == " "
        if scaled and joined:
            one.kind, one.sign = "money", following.sign


def signs_in(figures: Iterable[Figure], page: Page) -> Evidence:
    """What a text says about the currency of a sign that several countries share."""
    named = (token for token in page.tokens if "places" in token.tags and not page.original[token.start].islower())
    places = tuple((token.start, str(token.tags["places"])) for token in named)
    return Evidence(frozenset(one.sign for one in figures if one.sign and _CODE.fullmatch(one.sign)), places)


def currency(
    one: Figure, before: Figure | None, page: Page, *, region: str | None, seen: Evidence, traditional: bool
) -> tuple[str, bool]:
    """The ISO code of a figure's sign and whether it was inferred.

    By region, else by the country that the paragraph names last before the sum, else by the one that the whole text
    names, else by custom. A sum in brackets behind one in the same currency ("A$49.5 million ($33 million)") is a
    conversion and in the currency that the bare sign means by custom.
    """
    sign = str(one.sign)
    if _CODE.fullmatch(sign):
        return sign, False
    places = page.words.shared[sign]
    code, inferred = _shared(one, places, page, region=region, seen=seen, traditional=traditional)
    converted = before is not None and before.sign == code and page.plain[before.end : one.start].strip() == "("
    return (places["default"], True) if converted else (code, inferred)


def _shared(
    one: Figure, places: Mapping[str, str], page: Page, *, region: str | None, seen: Evidence, traditional: bool
) -> tuple[str, bool]:
    """The code of a sign that several countries share."""
    if region is not None and region.upper() in places:
        return places[region.upper()], False
    paragraph = page.plain.rfind("\n", 0, one.start) + 1
    near = seen.near(paragraph, one.start) if page.words.spaced else ()
    here = next((place for place in near if place in places), None)
    if here is not None:
        return places[here], True
    own = {code for place, code in places.items() if len(place) == 2 and place.isupper()}
    if "traditional" in places and not traditional:
        own = set()  # 元 on a page in Simplified script is no dollar because the page names dollars, too
    for found in (own & seen.codes, {places[place] for _, place in seen.places if place in places}):
        if len(found) == 1:
            return found.pop(), True
    if page.words.code in places:
        return places[page.words.code], True
    if traditional and "traditional" in places:
        return places["traditional"], True
    return places["default"], True
