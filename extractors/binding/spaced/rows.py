"""Tables: the header row says what each column counts."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.spaced.scene import Scene
from extractors.binding.spaced.topics import Topic, topic
from extractors.records import Line, Span

BAR = "|"


def column_topic(scenes: Sequence[Scene], scene: Scene, place: int) -> Topic | None:
    """The topic of the header above the cell that holds a token; None outside tables and without a header."""
    header = _header(scenes, scene)
    cell = _above(header, scene, place) if header is not None else None
    return topic(header, start=cell[0], end=cell[1]) if header is not None and cell is not None else None


def column_dates(scenes: Sequence[Scene], scene: Scene, place: int) -> tuple[Span, ...]:
    """As in "| Measure | 2023 | 2024 |": the date that heads the column of a token."""
    header = _header(scenes, scene)
    cell = _above(header, scene, place) if header is not None else None
    if header is None or cell is None:
        return ()
    return tuple(span for start, end, span in header.dates if cell[0] <= start and end <= cell[1])


def _above(header: Scene, scene: Scene, place: int) -> tuple[int, int] | None:
    """The cell of the header above the one that holds a token; a row without a label has one cell less."""
    cells = _cells(header)
    column = _column(scene, place) + len(cells) - len(_cells(scene))
    return cells[column] if 0 <= column < len(cells) else None


def _header(scenes: Sequence[Scene], scene: Scene) -> Scene | None:
    """The first row of the table, if it has no figures and at least three cells."""
    if scene.sentence.line is not Line.ROW:
        return None
    first = scene
    for row in reversed(scenes[: scene.index]):
        if row.sentence.line is not Line.ROW or row.sentence.span.field != scene.sentence.span.field:
            break
        first = row
    return first if first is not scene and not first.figures and len(_cells(first)) > 1 else None


def _cells(scene: Scene) -> list[tuple[int, int]]:
    """The tokens of each cell, bars at the edges left out."""
    bars = [i for i, word in enumerate(scene.lower) if word == BAR] + [len(scene.lower)]
    cells, start = [], 0
    for bar in bars:
        if bar > start or (start and bar < len(scene.lower)):
            cells.append((start, bar))
        start = bar + 1
    return cells


def _column(scene: Scene, place: int) -> int:
    return next((i for i, (start, end) in enumerate(_cells(scene)) if start <= place < end), 0)
