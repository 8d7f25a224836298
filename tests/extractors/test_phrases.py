"""One value, every way to say it: the phrase tables of each language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.dates import dates
from extractors.languages import known, language
from extractors.lexicon.calendar import calendar_words
from extractors.lexicon.language import Language
from extractors.lexicon.numbers import number_words
from extractors.quantities import noise, quantities, vague
from extractors.records import SourceText, Span

TABLES = Path(__file__).parent.parent / "phrases"
Row = dict[str, Any]  # Any: rows of a TOML table, read key by key below


def cases(kind: str) -> list[Any]:  # Any: pytest names no public type for its parameters
    """Every text of one kind of row, with its language and row."""
    return list(_cases(kind))


def _cases(kind: str) -> Iterator[Any]:  # Any: as above
    for path in sorted(TABLES.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get(kind, []):
            for say in row["say"]:
                yield pytest.param(path.stem, row, say, id=f"{path.stem}-{say}")


def room(code: str) -> Language:
    """A language with a room, or one that has only its numbers and calendar yet, in the English room."""
    found = language(code)
    if found is not None:
        return found
    english = language("en")
    assert english is not None
    return replace(english, code=code, numbers=number_words(code), calendar=calendar_words(code))


def unmarked(say: str) -> tuple[str, str | None]:
    """A text without its "~" marks, and what stood between them (None without a pair)."""
    if say.count("~") != 2:
        return say, None
    return say.replace("~", ""), say.split("~")[1]


def source(text: str, row: Row | None = None) -> SourceText:
    """A text published when and where its row says."""
    row = row or {}
    return SourceText(id="phrase", text=text, published=row.get("published"), region=row.get("region"))


def test_every_language_has_a_phrase_table() -> None:
    """A language without phrases is a language nobody has checked."""
    assert {path.stem for path in TABLES.glob("*.toml")} >= set(known())


@pytest.mark.parametrize(("code", "row", "say"), cases("quantity"))
def test_a_quantity_is_read_however_it_is_said(code: str, row: Row, say: str) -> None:
    """Value, upper end, kind, bound, currency and span."""
    text, marked = unmarked(say)
    given = source(text, row)
    found = [q for q in quantities(given, "text", room(code)) if q.value != row.get("skip")]
    assert len(found) == 1
    one = found[0]
    assert one.value == pytest.approx(Decimal(str(row["value"])))
    assert one.value_max == row.get("value_max")
    assert (one.kind, one.bound, one.currency) == (
        row.get("kind", "number"),
        row.get("bound", "exact"),
        row.get("currency"),
    )
    assert row.get("form") in (None, one.form)
    if not row.get("loose"):
        assert given.read(one.span) == (marked or text)


@pytest.mark.parametrize(("code", "row", "say"), cases("none"))
def test_what_only_looks_like_a_number_is_no_quantity(code: str, row: Row, say: str) -> None:
    """Names, ordinals, idioms and vague figures."""
    assert quantities(source(say), "text", room(code)) == ()


@pytest.mark.parametrize(("code", "row", "say"), cases("vague"))
def test_a_vague_figure_has_honest_limits(code: str, row: Row, say: str) -> None:
    """Hundreds of thousands are 100,000 to 999,999."""
    text, marked = unmarked(say)
    found = vague(source(text), "text", room(code))
    assert [(one.min, one.max, source(text).read(one.span)) for one in found] == [(row["min"], row["max"], marked)]


@pytest.mark.parametrize(("code", "row", "say"), cases("noise"))
def test_a_number_that_counts_nothing_is_told_by_kind(code: str, row: Row, say: str) -> None:
    """Durations, ages, ordinals, times, measures, identifiers."""
    text, marked = unmarked(say)
    assert (marked, row["kind"]) in [
        (source(text).read(one.span), one.kind) for one in noise(source(text), "text", room(code))
    ]


@pytest.mark.parametrize(("code", "row", "say"), cases("date"))
def test_a_date_is_read_however_it_is_said(code: str, row: Row, say: str) -> None:
    """First and last day, open ends, and nothing where there is no date."""
    found = [day for day in dates(source(say, row), "text", room(code)) if not day.rolling]
    wanted = [] if row.get("nothing") else [(row.get("start"), row.get("end"))]
    assert [(day.start, day.end) for day in found] == wanted


@pytest.mark.parametrize(("code", "row", "say"), cases("rolling"))
def test_a_window_that_moves_is_marked(code: str, row: Row, say: str) -> None:
    """The past two weeks are no dates of a document."""
    found = dates(source(say, row), "text", room(code))
    assert [(day.start, day.end, day.rolling) for day in found] == [(row["start"], row["end"], True)]


def test_a_title_is_read_like_a_text() -> None:
    """Spans name the field they count in."""
    given = SourceText(id="t", title="TikTok removes 3,000 videos in May", text="", published=date(2024, 6, 2))
    assert [q.span for q in quantities(given, "title", room("en"))] == [Span("title", 15, 20)]
    assert [d.span for d in dates(given, "title", room("en"))] == [Span("title", 31, 34)]
