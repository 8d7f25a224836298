"""Bounds: the words before, inside and behind a figure that say about, at least or at most."""

from __future__ import annotations

import re

from extractors.quantities.figure import Figure, Page
from extractors.records import Bound

_NOUN = re.compile(r"(?:[ -][a-z'-]{1,20}){1,3}?(?= )|[\u4e00-\u9fff]{1,4}?")


def read_before(figure: Figure, page: Page, *, taken: set[int]) -> None:
    """Reads the bound words in front of a figure, through "another" and "a total of"."""
    index, start = figure.left, figure.start
    neutral = 0
    while (token := page.previous(index, start=start)) is not None and index - 1 not in taken:
        if "before" in token.tags and not _refused(token.start, token.end, page):
            figure.bound = _stronger(Bound(str(token.tags["before"])), figure.bound)
            figure.outer_start = token.start
            neutral = 0
        elif "before_implicit" in token.tags and token.end == figure.start and _implicit(figure, page):
            figure.bound, figure.outer_start = Bound(str(token.tags["before_implicit"])), token.start
        elif "between" in token.tags and neutral < 2 and figure.outer_start < 0:
            neutral += 1
        else:
            return
        index, start = index - 1, token.start


def _stronger(new: Bound, known: Bound | None) -> Bound:
    """Of two bounds the one that says more: "about more than 40" is more than, "equal to 40 or less" is less."""
    if known in (None, Bound.EXACT):
        return new
    return known if new in (Bound.ABOUT, Bound.EXACT) else new


def _implicit(figure: Figure, page: Page) -> bool:
    """Whether the number begins with a multiplier that has no digit before it (上百)."""
    tags = page.tokens[figure.numeral.first].tags
    return "times" in tags or "scale" in tags


def _refused(start: int, end: int, page: Page) -> bool:
    """Whether a bound word is none here: "brings the total up to 7,400", "findings about three networks"."""
    if _enumerates(start, end, page):
        return True
    bound, before = " ".join(page.plain[start:end].split()), page.words_before(start, count=4)
    nearest = before[-1] if before else ""
    if not page.words.refused_next.get(bound, frozenset()).isdisjoint((nearest, nearest[-1:])):
        return True
    return not page.words.refused.get(bound, frozenset()).isdisjoint(before)


def _enumerates(start: int, end: int, page: Page) -> bool:
    """Whether a bound word is the letter of a list's item: the "c." of "a. ... b. ... c. 754,629 complaints"."""
    return end - start == len("c.") and page.plain[end - 1] == "." and page.plain[:start].rstrip(" ")[-1:] in ("", "\n")


def read_behind(figure: Figure, page: Page) -> bool:
    """Reads one bound word right behind a figure (余, "or more", 以上); true if there was one."""
    token = page.next(figure.right, end=figure.end if figure.outer_end < 0 else figure.outer_end)
    if token is None or "after" not in token.tags:
        return False
    if page.words.spaced and page.plain[token.start].isalpha() and token.start == figure.end:
        return False
    if figure.bound is None or figure.bound is Bound.ABOUT or figure.bound is Bound.EXACT:
        figure.bound = _bound(token.tags["after"], figure.bound)
    figure.right, figure.outer_end = figure.right + 1, token.end
    return True


def _bound(word: object, known: Bound | None) -> Bound | None:
    """A bound by its word; "or equal" adds nothing."""
    return known if word == "same" else Bound(str(word))


def read_behind_noun(figure: Figure, page: Page) -> None:
    """Reads a bound that follows the counted noun or measure word: "300 posts or more", 500人以上.

    The span stays with the number, since the noun belongs to no quantity.
    """
    if figure.bound is not None or figure.right >= len(page.tokens):
        return
    index = figure.right
    token = page.tokens[index]
    if "measure_word" in token.tags and token.start == figure.span_end and index + 1 < len(page.tokens):
        token = page.tokens[index + 1]
    if "behind_noun" not in token.tags or token.start - figure.span_end > 60:
        return
    between = page.plain[figure.span_end : token.start]
    if (
        between.strip()
        and _NOUN.fullmatch(between.rstrip() + (" " if page.words.spaced else ""), 0) is None
        and not _few(between, page)
    ):
        return
    figure.bound = Bound(str(token.tags["behind_noun"]))


def _few(between: str, page: Page) -> bool:
    """Whether only a short noun stands between: three words, or four characters of an unspaced script."""
    if page.words.spaced:
        words = between.split()
        return 0 < len(words) <= 3 and all(word.replace("-", "").replace("'", "").isalpha() for word in words)
    return len(between) <= 2 and between.isalpha()
