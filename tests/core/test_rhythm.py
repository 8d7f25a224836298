"""What is usual for a source is learnt from its own visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.config import Limits, Source
from bot.core.records import SourceState, Visit
from bot.core.rhythm import UNKNOWN, Rhythm, departure, learnt, pace, too_silent

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = Source("reg", "Regulator", "feed", "https://r.example/feed", adaptive=True)


def visits(*found: int, entries: int = 20, dated: int = 20, apart: timedelta = HOUR) -> tuple[Visit, ...]:
    """Visits with so many new documents each, the newest first."""
    return tuple(
        Visit("reg", NOW - apart * n, NOW - apart * n, SourceState.QUIET, entries=entries, new=new, dated=dated)
        for n, new in enumerate(found)
    )


def paced(*found: int, apart: timedelta = HOUR) -> timedelta:
    """How often a source with these visits is visited."""
    return pace(SOURCE, learnt(visits(*found, apart=apart), ()), limits=Limits())


def test_a_source_is_visited_by_how_often_it_changes() -> None:
    """A third of the usual gap, between half an hour and six hours."""
    assert paced(0, 1, 0, 1, 0, 1, 0) == HOUR * 6 / 3 / 3
    assert paced(1, 1, 1, 1, 1, 1) == timedelta(minutes=30)
    assert paced(*([0] * 30)) == 6 * HOUR
    assert paced(0, 0, 1, 0, 0, 0, 0, 0, 0, 0) == 3 * HOUR


def test_a_pace_that_is_not_known_or_was_set_stays() -> None:
    """Few visits say nothing; `every` in the file is the user's word; failed visits are no looks."""
    assert paced(0, 0, 0, 0, 0) == HOUR
    settled = replace(SOURCE, adaptive=False)
    assert pace(settled, learnt(visits(*([0] * 30)), ()), limits=Limits()) == HOUR
    failing = tuple(replace(visit, state=SourceState.BROKEN) for visit in visits(*([0] * 30)))
    assert pace(SOURCE, learnt(failing, ()), limits=Limits()) == HOUR


def test_a_listing_that_lost_most_of_its_items_or_all_its_dates_is_named() -> None:
    """Against the last ten that brought any."""
    usual = learnt(visits(0, 0, 0, 0, 0, 0), ())
    assert (usual.items, usual.dated) == (20, 20)
    assert departure(usual, entries=4, dated=4) == "the listing brought 4 items where it usually brings 20"
    assert departure(usual, entries=5, dated=5) is None
    assert departure(usual, entries=20, dated=0) == "none of its 20 items has a date any more"
    assert departure(usual, entries=0, dated=0) is None
    assert departure(UNKNOWN, entries=1, dated=0) is None
    undated = learnt(visits(0, 0, 0, 0, 0, dated=0), ())
    assert departure(undated, entries=20, dated=0) is None
    assert learnt(visits(0, 0, 0, 0), ()).items == 0
    assert learnt(visits(0, 0, 0, 0, 0, entries=0), ()).items == 0


def test_what_stays_changed_becomes_usual() -> None:
    """After half of ten listings the new size is the measure."""
    mixed = (*visits(0, 0, 0, 0, 0, 0, entries=3, dated=3), *visits(0, 0, 0, 0))
    assert departure(learnt(mixed, ()), entries=3, dated=3) is None


def test_a_silence_longer_than_any_before_is_named() -> None:
    """Three times the longest pause, and two weeks at least."""
    news = visits(1, 1, 1, 1, 1, apart=timedelta(days=6))
    rhythm = learnt((), news)
    assert rhythm.longest_pause == timedelta(days=6)
    late = NOW + timedelta(days=19)
    said = too_silent(rhythm, last_news=NOW, now=late)
    assert said == "nothing new since 2026-11-24; its longest pause before was 6 days"
    assert too_silent(rhythm, last_news=NOW, now=NOW + timedelta(days=18)) is None
    busy = learnt((), visits(1, 1, 1, 1, 1))
    assert too_silent(busy, last_news=NOW, now=NOW + timedelta(days=14)) is None
    assert "was 1 h" in (too_silent(busy, last_news=NOW, now=late) or "")
    assert too_silent(learnt((), news[:4]), last_news=NOW, now=late) is None
    assert too_silent(Rhythm(longest_pause=HOUR), last_news=None, now=late) is None
