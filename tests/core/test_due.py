"""What is due, walked through years of clock changes: no digest day lost, none doubled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.core.config import At, Source
from bot.core.due import DAY, Due, Rule, due, following, latest, moment, sources_due
from bot.core.records import SourceHealth

MINUTE = timedelta(minutes=1)
# Zones whose clocks do awkward things, with three years in which they did: changes at midnight (Sao Paulo, Beirut),
# by half an hour (Lord Howe), around Ramadan (Casablanca), offsets of 45 minutes (Kathmandu), none at all (Shanghai).
YEARS = {
    "Europe/Berlin": 2025,
    "America/New_York": 2025,
    "America/Los_Angeles": 2021,
    "America/Sao_Paulo": 2016,
    "Asia/Beirut": 2024,
    "Australia/Lord_Howe": 2025,
    "Africa/Casablanca": 2024,
    "Asia/Kathmandu": 2025,
}


def local(text: str, zone: str, *, fold: int = 0) -> datetime:
    """A wall-clock time as a UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def walk(at: At, *, first: date, days: int) -> list[date]:
    """The local dates for which editions were made by a bot that looks just before and just at every due time.

    Between two moments nothing can become due: `latest` is the only thing that moves, and it moves at a moment. The
    looks just before each moment and a minute after it show that the moments themselves are right.
    """
    zone = ZoneInfo(at.timezone)
    now = datetime(first.year, first.month, first.day, tzinfo=zone).astimezone(UTC) - MINUTE
    end = now + DAY * days
    rules, made = (Rule("d", at),), {"d": now}
    dates: list[date] = []
    while (coming := following(now, at=at)) is not None and coming < end:
        assert not due(coming - timedelta(seconds=1), rules, made)
        [found] = due(coming, rules, made)
        assert found == Due("d", coming, made["d"])
        made["d"] = coming
        assert not due(coming + MINUTE, rules, made)
        dates.append(coming.astimezone(zone).date())
        now = coming
    return dates


@pytest.mark.parametrize("zone", YEARS)
def test_no_day_of_three_years_is_lost_or_doubled_at_any_hour(zone: str) -> None:
    """24 hours by 8 zones by 3 years."""
    first = date(YEARS[zone], 1, 1)
    days = (date(YEARS[zone] + 3, 1, 1) - first).days
    wanted = [first + DAY * n for n in range(days)]
    for hour in range(24):
        assert walk(At(hour, 0, zone), first=first, days=days) == wanted, hour


@pytest.mark.parametrize("zone", YEARS)
def test_a_bot_that_ticks_all_the_time_makes_one_edition_a_day(zone: str) -> None:
    """Every ten minutes for four days around each clock change of a year, at eight hours."""
    year = YEARS[zone]
    midnights = [datetime(year, 1, 1, tzinfo=UTC) + DAY * n for n in range(365)]
    offsets = [m.astimezone(ZoneInfo(zone)).utcoffset() for m in midnights]
    changes = [midnights[n] for n in range(1, 365) if offsets[n] != offsets[n - 1]] or [midnights[100]]
    rules = [Rule(str(hour), At(hour, 30, zone)) for hour in (0, 1, 2, 3, 4, 7, 22, 23)]
    for change in changes:
        start = change - DAY * 2
        made = {rule.id: latest(start, at=rule.at) for rule in rules}
        days: dict[str, list[date]] = {rule.id: [] for rule in rules}
        for tick in range(4 * 24 * 6):
            now = start + MINUTE * 10 * tick
            for found in due(now, rules, made):
                made[found.id] = now
                days[found.id].append(found.moment.astimezone(ZoneInfo(zone)).date())
        for told in days.values():
            assert len(told) >= 3  # the first and last day of the four may be cut by the zone
            assert all(later - earlier == DAY for earlier, later in pairwise(told))


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("Europe/Berlin", "2026-03-29", (2, 30), "2026-03-29T01:00:00"),  # 02:00 became 03:00
        ("Europe/Berlin", "2026-10-25", (2, 30), "2026-10-25T00:30:00"),  # 02:30 came twice: the first
        ("America/Sao_Paulo", "2018-11-04", (0, 0), "2018-11-04T03:00:00"),  # the day began at 01:00
        ("America/Sao_Paulo", "2018-11-04", (0, 45), "2018-11-04T03:00:00"),
        ("Australia/Lord_Howe", "2026-10-04", (2, 15), "2026-10-03T15:30:00"),  # half an hour was skipped
        ("America/New_York", "2026-11-01", (1, 30), "2026-11-01T05:30:00"),
        ("Pacific/Apia", "2011-12-30", (7, 0), "2011-12-30T10:00:00"),  # the whole day was skipped
        ("Asia/Shanghai", "2026-07-01", (7, 0), "2026-06-30T23:00:00"),
    ],
)
def test_a_skipped_time_comes_after_the_gap_and_a_repeated_one_comes_first(
    zone: str, day: str, at: tuple[int, int], instant: str
) -> None:
    """Known changes, with the instants worked out by hand."""
    assert moment(date.fromisoformat(day), at=At(*at, zone)) == datetime.fromisoformat(instant).replace(tzinfo=UTC)


def test_a_late_start_gives_one_edition_that_catches_up() -> None:
    """Three missed mornings are one edition, from where the last one ended."""
    at = At(7, 0, "Europe/Berlin")
    last = local("2026-11-20T07:00", "Europe/Berlin")
    now = local("2026-11-23T09:12", "Europe/Berlin")
    assert due(now, [Rule("d", at)], {"d": last}) == (Due("d", local("2026-11-23T07:00", "Europe/Berlin"), last),)
    assert due(now + MINUTE, [Rule("d", at)], {"d": now}) == ()


def test_a_first_edition_is_due_at_the_last_time_of_day_that_passed() -> None:
    """A new digest need not wait a day; it has no last edition to begin from."""
    now = local("2026-11-23T09:12", "Europe/Berlin")
    [found] = due(now, [Rule("d", At(7, 0, "Europe/Berlin"))], {})
    assert found.since is None


def test_days_of_the_week_are_those_of_the_zone() -> None:
    """Monday at 00:30 in Auckland is Sunday in Greenwich."""
    at = At(0, 30, "Pacific/Auckland", frozenset({0}))
    moments = [latest(datetime(2026, 11, day, 23, tzinfo=UTC), at=at) for day in range(8, 23)]
    assert {m.astimezone(ZoneInfo("Pacific/Auckland")).weekday() for m in moments if m} == {0}
    assert len(set(moments)) == 3


def test_a_rule_without_days_is_never_due() -> None:
    """Nothing to wait for."""
    at = At(7, 0, "UTC", frozenset())
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert latest(now, at=at) is None
    assert following(now, at=at) is None
    assert due(now, [Rule("d", at)], {}) == ()


NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def source(**fields: object) -> Source:
    """A source with a few fields of interest."""
    return Source(id="s", name="S", kind="feed", url="https://e.org/f", **fields)  # type: ignore[arg-type]  # told by name


def is_due(one: Source, health: SourceHealth | None) -> bool:
    """Whether it is visited at NOW."""
    return bool(sources_due(NOW, [one], {"s": health} if health else {}))


def test_a_source_that_was_never_visited_is_due() -> None:
    """Unless it rests."""
    assert is_due(source(), None)
    assert is_due(source(), SourceHealth("s"))
    assert not is_due(source(enabled=False), None)


def test_a_source_is_due_when_its_next_visit_has_come() -> None:
    """And not a minute before; one whose last visit broke off has no next one and is due at once."""
    seen = NOW - timedelta(hours=1)
    assert is_due(source(), SourceHealth("s", last_visit=seen, next_visit=NOW))
    assert is_due(source(), SourceHealth("s", last_visit=None, next_visit=None))
    assert not is_due(source(), SourceHealth("s", last_visit=seen, next_visit=NOW + MINUTE))
