"""Agreement: which runs of a page its first reader took, and which it ought to have taken with them.

A reader that works on the whole page (trafilatura) sees much that a rule over single runs cannot, but loses paragraphs
where a page holds its text in several containers. So its answer is laid over the runs: what it took is marked, and
prose that is marked up as the prose it took is added.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence

from bot.core.article.runs import HEADINGS, Run

SHORTEST_SOUGHT = 12  # a shorter run is looked for as a line, not anywhere in the text
SHORTEST_WINDOWED = 30
WINDOW = 12
WINDOWS_FOUND = 0.6
REPEATED = 20
SHARE = 0.25
_NO_LETTERS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits of a text, for comparing."""
    return _NO_LETTERS.sub("", text)


def taken(found: Sequence[Run], text: str) -> set[int]:
    """The positions of the runs that stand in a reader's text, as often as they stand there."""
    whole = letters(text)
    # Whole lines first: a search through the whole text for each of its paragraphs takes the square of its length.
    lines = Counter(letters(part) for line in text.split("\n") for part in {line, *line.split("|")})
    times: Counter[str] = Counter()
    kept = set()
    for number, run in enumerate(found):
        sought = letters(run.text)
        if not (_stands(sought, whole, lines) or (run.kind == "tr" and _row_stands(run, lines))):
            continue
        times[sought] += 1
        if len(sought) < REPEATED or times[sought] <= max(1, lines[sought] or whole.count(sought)):
            kept.add(number)
    return kept


def _row_stands(row: Run, lines: Container[str]) -> bool:
    """Whether half of a row stands there: the reader drops cells that hold paragraphs."""
    cells = [letters(cell) for cell in row.text.split(" | ")]
    return sum(len(cell) for cell in cells if cell in lines) * 2 >= sum(map(len, cells)) > 0


def _stands(sought: str, whole: str, lines: Container[str]) -> bool:
    if not sought or sought in lines:
        return bool(sought)
    if len(sought) < SHORTEST_SOUGHT:
        return False
    if sought in whole:
        return True
    if len(sought) < SHORTEST_WINDOWED:
        return False
    windows = [sought[start : start + WINDOW] for start in range(0, len(sought) - WINDOW + 1, WINDOW // 2)]
    return sum(window in whole for window in windows) >= WINDOWS_FOUND * len(windows)


def completed(found: Sequence[Run], kept: set[int]) -> set[int]:
    """The runs taken, and the prose left out whose markup is that of a good part of what was taken."""
    all_of: Counter[tuple[str, ...]] = Counter()
    kept_of: Counter[tuple[str, ...]] = Counter()
    for number, run in enumerate(found):
        if run.kind not in HEADINGS:
            all_of[markup_of(run)] += len(run.text)
            kept_of[markup_of(run)] += len(run.text) * (number in kept)
    whole = sum(kept_of.values())
    added = {
        number
        for number, run in enumerate(found)
        if run.weight > 0 and kept_of[markup_of(run)] > SHARE * max(all_of[markup_of(run)], whole)
    }
    return _whole_tables(found, kept | added)


def _whole_tables(found: Sequence[Run], kept: set[int]) -> set[int]:
    """All rows of a table of which a row was taken: a reader that drops a cell loses the row here, and its figures."""
    tables = [next(run.element.iterancestors("table"), None) if run.kind == "tr" else None for run in found]
    known = {table for number, table in enumerate(tables) if number in kept and table is not None}
    return kept | {number for number, table in enumerate(tables) if table in known}


def markup_of(run: Run) -> tuple[str, ...]:
    """Tag and class of a run's block and of the element around it: what its neighbours share."""
    around = run.element.getparent()
    outer = (str(around.tag), around.get("class") or "") if around is not None else ("", "")
    return (run.kind, run.element.get("class") or "", *outer)
