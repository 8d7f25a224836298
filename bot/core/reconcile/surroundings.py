"""The words around a figure in its sentence: what it counts, and whether it is told as an addition or as the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.reconcile.topics import Topic, topics
from bot.core.records import ClaimRow
from bot.core.stories import Figure, figure_of

# Where the words that belong to a figure end.
STOPS = re.compile(r"[，,、；;。.!?！？\n]|\band\b|\bwhile\b|\bwhereas\b|\bbut\b|\bplus\b")
CLAUSE = re.compile(r"[；;。!?！？\n]|\.\s")
# "another 930,000", "a further 930,000", "930,000 more accounts", "930,000 additional", 另有92.76万个
BEFORE = re.compile(
    r"(?:\banother|\ba\s+further|\bfurther|\badditional|\ban\s+additional|\bother|\bon\s+top\s+of\s+(?:that|those|these|this)"
    r"|另有|另外|另|再有|还有|還有|此外还有)\W*(?:(?:some|about|around|nearly|almost|over|more\s+than|roughly|close\s+to|"
    r"up\s+to|as\s+many\s+as|at\s+least|approximately|约|近|超过|超|共|的)\s*)*$",
    re.IGNORECASE,
)
INSIDE = re.compile(r"\banother\b|\bfurther\b|\badditional\b|\bmore\s+(?!than)\w|\bextra\b|另", re.IGNORECASE)
AFTER = re.compile(
    r"^\W*(?:or\s+so\s+)?(?:\w+\s+){0,2}?(?:more\b(?!\s+than)|additional\b|further\b|others?\b|were\s+additionally\b|were\s+also\b)",
    re.IGNORECASE,
)
EARLIER = re.compile(r"\d")
NEXT = re.compile(r"[\d，；;。]|\.\s")
TOTAL = re.compile(
    r"\bin\s+total\b|\baltogether\b|\bin\s+all\b|\ba\s+total\s+of\b|\ball\s+told\b|\boverall\b|总共|共计|合计|总计|一共|累计|累計|總共|合計|共",
    re.IGNORECASE,
)


def before(figure: Figure) -> str:
    """The sentence up to the figure."""
    return figure.sentence[: figure.at]


def after(figure: Figure) -> str:
    """The sentence from the figure on."""
    return figure.sentence[figure.at + len(figure.quote) :]


def is_addition(figure: Figure) -> bool:
    """Whether the text tells a figure on top of what it told before: "another 930,000", "930,000 more", 另有."""
    near = before(figure)[-48:]
    return bool(BEFORE.search(near) or INSIDE.search(figure.quote) or AFTER.search(after(figure)[:40]))


def is_total(figure: Figure) -> bool:
    """Whether the text says that a figure is all there is: "in total", 共计."""
    # What stands before another figure was said of that one: "in all 520, of which 275".
    near = EARLIER.split(CLAUSE.split(before(figure))[-1])[-1][-32:]
    return bool(TOTAL.search(f"{near} {figure.quote}") or TOTAL.search(NEXT.split(after(figure)[:24])[0]))


def group_name(row: ClaimRow, *, others: Sequence[ClaimRow]) -> str | None:
    """The one group that a claim's own words name, in English: "public institutions" for 事业单位."""
    near = [
        other for other in others if other.sentence_text == row.sentence_text and other.document.id == row.document.id
    ]
    figures = [figure_of(other) for other in near]
    named = {topic.name for topic in topics_of(figure_of(row), others=figures)}
    return named.pop() if len(named) == 1 else None


def topics_of(figure: Figure, *, others: Sequence[Figure]) -> frozenset[Topic]:
    """What a figure counts, by its own words, then those after it, then those before, up to the next figure or stop.

    `others` are the figures of the same text: words between two figures belong to one of them only.
    """
    for stretch in _stretches(figure, others=others):
        if found := topics(stretch):
            return found
    return frozenset()


def nearest_words(figure: Figure, *, others: Sequence[Figure]) -> tuple[str, ...]:
    """The words on both sides of a figure up to the next figure or stop, those first that mostly belong to it."""
    *_, first, second = _stretches(figure, others=others)
    # In English the first is all up to the next figure; in Chinese both end at a stop already.
    return STOPS.split(first)[0] if not _is_wide(figure) else first, second


def _is_wide(figure: Figure) -> bool:
    """Whether the sentence is Chinese."""
    return any("\u4e00" <= c <= "\u9fff" for c in figure.sentence)


def _stretches(figure: Figure, *, others: Sequence[Figure]) -> tuple[str, ...]:
    spaced = not _is_wide(figure)
    near = [f for f in others if f.id != figure.id and f.sentence == figure.sentence]
    ends = [f.at + len(f.quote) for f in near if f.at < figure.at]
    starts = [f.at for f in near if f.at > figure.at]
    ahead = figure.sentence[figure.at + len(figure.quote) : min(starts, default=None)]
    behind = figure.sentence[max(ends, default=0) : figure.at]
    close_ahead, close_behind = STOPS.split(ahead)[0], STOPS.split(behind)[-1]
    own = (figure.quote, figure.reason or "")
    # English tells what is counted after the number, Chinese mostly before it.
    return (*own, ahead, close_behind) if spaced else (*own, close_behind, close_ahead)
