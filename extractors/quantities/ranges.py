"""Two figures that are the ends of one: "between 3 and 5 million", 300-400, 1万至2万, 十五至二十万元."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.lexicon.numeral import tidy
from extractors.quantities.figure import Figure, Page
from extractors.records import Bound, Number


def merged(figures: list[Figure], page: Page) -> list[Figure]:
    """The figures with every pair of ends made one."""
    done: list[Figure] = []
    for figure in figures:
        if done and _is_range(done[-1], figure, page):
            _merge(done[-1], figure, page)
        elif done and _is_change(done[-1], figure, page):
            done[-1].kind, done[-1].sign = figure.kind, figure.sign  # "rose from 5 to 7 per cent"
            done.append(figure)
        else:
            done.append(figure)
    return done


def without_scores(figures: list[Figure], page: Page) -> list[Figure]:
    """The figures without scores, seasons and the like: two plain numbers around a hyphen that are no range ("2-1")."""
    dropped: set[int] = set()
    for at, (left, right) in enumerate(pairwise(figures)):
        touching = right.start == left.end + 1 and page.plain[left.end] == "-"
        if touching and left.kind == right.kind == "number" and left.form == right.form == "digits":
            dropped.update((at, at + 1))
    return [figure for at, figure in enumerate(figures) if at not in dropped]


def share_bounds(figures: Sequence[Figure], page: Page) -> None:
    """Gives the alternatives of one maximum its bound: "up to £18 million or 10%"."""
    for left, right in pairwise(figures):
        if left.bound is not Bound.AT_MOST or right.bound is not None or left.kind == "number":
            continue
        connector = page.next(left.right, end=left.span_end)
        if connector is not None and connector.tags.get("to") == 3 and page.next(right.left, end=connector.end):
            right.bound = Bound.AT_MOST if right.kind != "number" else None


def _is_range(left: Figure, right: Figure, page: Page) -> bool:
    """Whether two neighbours are one range."""
    if left.high is not None or right.high is not None or (left.form == "share" and right.form != "share"):
        return False
    if _two_bounds(left, right, page):
        return True
    connector = page.next(left.right, end=left.span_end)
    if connector is None or "to" not in connector.tags or right.left != left.right + 1:
        return False
    if page.next(right.left, end=connector.end) is None and page.tokens[right.left].start != connector.end:
        return False
    own = right.outer_start >= 0 and right.outer_start != connector.start  # hingga is "to" and "up to"
    if (own and right.bound is not Bound.ABOUT) or not _alike(left, right):
        return False
    return _ordered(left, right) and _connects(int(str(connector.tags["to"])), left, right, page, mark=connector.start)


def _is_change(left: Figure, right: Figure, page: Page) -> bool:
    """Whether two figures are "from A to B" of which only B has its sign or unit."""
    connector = page.next(left.right, end=left.span_end)
    if connector is None or connector.tags.get("to") != 1 or right.left != left.right + 1 or left.kind != "number":
        return False
    before = page.previous(left.left, start=left.span_start)
    behind = right.numeral.start == right.start and right.kind != "number"
    return behind and before is not None and before.tags.get("from") == 1


def _alike(left: Figure, right: Figure) -> bool:
    """Whether the ends are of one kind, or the left leaves sign and percent to the right."""
    return left.kind in (right.kind, "number") or (left.kind == "money" and right.kind == "number")


def _ordered(left: Figure, right: Figure) -> bool:
    """Whether the lower end comes first, with the scale of the right one if the left has none."""
    return _low(left, right) < right.value


def _low(left: Figure, right: Figure) -> Number:
    """The left end as it is meant: "3 to 5 million" starts at three million, 八到九百 at eight hundred."""
    one, two = left.numeral, right.numeral
    digit = two.lead > 1 and one.scale == 1 and one.form == "words" and 0 < one.value < 10
    if digit and one.value + 1 == two.value // (two.lead * two.scale):
        return tidy(left.value * two.lead * two.scale)
    if one.scale == 1 and two.scale > 1 and one.value < two.coefficient:
        return tidy(left.value * two.scale)
    return left.value


def _connects(strength: int, left: Figure, right: Figure, page: Page, *, mark: int) -> bool:
    """Whether the word between makes a range here: "and" needs "between", "or" needs neighbours."""
    before = page.previous(left.left, start=left.span_start)
    opened = before is not None and "from" in before.tags
    if strength == 2:
        return (opened and before is not None and int(str(before.tags["from"])) == 2) or _closed(right, page)
    if strength == 3:
        return (
            left.kind == right.kind == "number" and left.value + 1 == right.value and left.bound in (None, Bound.ABOUT)
        )
    if opened and before is not None and _changes(before.start, page):
        return False  # "rose from 3,000 to 5,000"
    if page.plain[mark] == "-" and page.words.spaced and left.kind != right.kind == "money":
        return left.sign is not None
    return True


def _changes(start: int, page: Page) -> bool:
    """Whether a word of change stands before: "rose from 3,000 to 5,000", "the number quadrupled, from 808 to 3,300"."""
    return not page.words.change.isdisjoint(word.strip(",") for word in page.words_before(start, count=6))


def _closed(right: Figure, page: Page) -> bool:
    """Whether a word behind the right end closes a range (之间)."""
    behind = page.next(right.right, end=right.span_end)
    return behind is not None and "closing" in behind.tags


def _two_bounds(left: Figure, right: Figure, page: Page) -> bool:
    """Whether a lower and an upper bound follow each other: "more than 10 and less than 20", 大于10小于20."""
    pair = {left.bound, right.bound}
    if pair != {Bound.AT_LEAST, Bound.AT_MOST} or left.kind != right.kind:
        return False
    low, high = (left, right) if left.bound is Bound.AT_LEAST else (right, left)
    between = page.plain[left.span_end : right.span_start].strip(" ,")
    return low.value < high.value and between in page.words.both and right.span_start - left.span_end < 12


def _merge(left: Figure, right: Figure, page: Page) -> None:
    """Makes the left figure the whole range."""
    if left.bound in (Bound.AT_LEAST, Bound.AT_MOST) and right.bound is not None:
        ends = sorted((left.value, right.value))
        left.value, left.high, left.bound = ends[0], ends[1], Bound.EXACT
        left.start = left.span_start
    else:
        left.value, left.high = _low(left, right), right.value
    if right.outer_start >= 0 and page.previous(right.left, start=right.start) is page.tokens[left.right]:
        right.bound = None
    before = page.previous(left.left, start=left.span_start)
    if before is not None and "from" in before.tags:
        left.left, left.outer_start = left.left - 1, before.start
    behind = page.next(right.right, end=right.span_end)
    if behind is not None and "closing" in behind.tags:
        right.right, right.outer_end = right.right + 1, behind.end
    left.kind = right.kind if right.kind != "number" else left.kind
    left.sign = right.sign or left.sign
    left.right, left.end = right.right, right.end
    left.outer_end = max(left.outer_end, right.outer_end)
    left.bound = left.bound or (right.bound if right.bound is not Bound.ABOUT else None)
    left.numeral = right.numeral
    left.form = "mixed" if left.form != right.form else left.form
