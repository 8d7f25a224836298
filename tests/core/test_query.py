"""Filters as texts become selections, or every mistake is named at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.core.config import Filters
from bot.core.query import Selection, event_kinds, limit, moment, number, selected, selection
from bot.core.records import QueryError
from extractors import ExtraNames

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


def test_options_become_a_selection() -> None:
    """Each option lands in its field, words of a fixed list in any case."""
    options = {
        "regulator": ["Ofcom", " "],
        "platform": ["Weibo", "Douyin"],
        "action": ["Close"],
        "unit": ["account"],
        "kind": ["count"],
        "role": ["regulator"],
        "lang": ["en"],
        "source": ["cac"],
        "agreement": ["differs"],
        "since": ["2023-05-29"],
        "until": ["2023-05-30T08:00+08:00"],
        "min": ["50,000"],
        "max": ["1e6"],
        "q": [" spam "],
    }
    assert selection(options, now=NOW) == Selection(
        regulators=("Ofcom",),
        platforms=("Weibo", "Douyin"),
        actions=("close",),
        units=("account",),
        kinds=("count",),
        roles=("regulator",),
        langs=("en",),
        sources=("cac",),
        agreements=("differs",),
        since=date(2023, 5, 29),
        until=datetime(2023, 5, 30, 8, tzinfo=timezone(timedelta(hours=8))),
        min=50000.0,
        max=1000000.0,
        q="spam",
    )


def test_a_regulator_or_platform_may_be_named_by_any_spelling() -> None:
    """The canonical name first, then the text as it stands: a store may hold that; each once, whatever its case."""
    options = {"regulator": ["CAC", "国家网信办", "Nobody"], "platform": ["tiktok", "ExVid"]}
    names = ExtraNames(platforms=(("Example Video", ("ExVid",)),))
    found = selection(options, now=NOW, names=names)
    assert found.regulators == ("Cyberspace Administration of China", "CAC", "国家网信办", "Nobody")
    assert found.platforms == ("TikTok", "Example Video", "ExVid")


def test_no_option_selects_everything() -> None:
    """An empty selection is the one with nothing in it."""
    assert selection({}, now=NOW) == Selection()


def test_all_mistakes_are_named_at_once_with_what_is_allowed() -> None:
    """One run of the command shows everything that has to be mended."""
    with pytest.raises(QueryError) as caught:
        selection({"action": ["clsoe"], "unit": ["xyz"], "since": ["soon"], "min": ["many"]}, now=NOW)
    first, second, third, fourth = caught.value.mistakes
    assert first.startswith("action: 'clsoe' is unknown. Allowed: remove, close, ")
    assert first.endswith("Did you mean 'close'?")
    assert second.startswith("unit: 'xyz' is unknown. Allowed: account, ")
    assert third.startswith("since: 'soon' is no point in time. Allowed: a date (2023-05-29)")
    assert fourth == "min: 'many' is no number. Allowed: figures such as 50000 or 1.5."
    assert str(caught.value).count("\n") == 3


def test_an_option_that_can_be_given_once_is_refused_twice() -> None:
    """Two beginnings contradict each other."""
    with pytest.raises(QueryError, match="since: given 2 times"):
        selection({"since": ["7d", "8d"]}, now=NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7d", datetime(2026, 11, 17, 18, tzinfo=UTC)),
        ("36h", datetime(2026, 11, 23, 6, tzinfo=UTC)),
        ("30m", datetime(2026, 11, 24, 17, 30, tzinfo=UTC)),
        ("2w", datetime(2026, 11, 10, 18, tzinfo=UTC)),
        (" 2023-05-29 ", date(2023, 5, 29)),
        ("2023-05-29T08:00:00Z", datetime(2023, 5, 29, 8, tzinfo=UTC)),
        ("2023-05-29T08:00", datetime(2023, 5, 29, 8, tzinfo=UTC)),
    ],
)
def test_a_moment_is_a_date_a_date_time_or_how_long_ago(text: str, expected: date) -> None:
    """Without a zone a date-time is UTC; how long ago counts from the now that is given."""
    assert moment(text, now=NOW) == expected


@pytest.mark.parametrize("text", ["", "yesterday", "2023-13-01", "7", "d", "2023", "-7d"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="is no point in time"):
        moment(text, now=NOW)


def test_too_long_ago_is_a_mistake_not_a_crash() -> None:
    """The calendar ends before 999,999 weeks."""
    with pytest.raises(QueryError, match="'999999w' is too long ago"):
        selection({"since": ["999999w"]}, now=NOW)


@pytest.mark.parametrize("text", ["nan", "inf", "x", ""])
def test_what_is_no_finite_number_is_refused(text: str) -> None:
    """Neither infinity nor NaN compares as a user means it."""
    with pytest.raises(ValueError, match="is no number"):
        number(text)


def test_a_limit_is_a_whole_number_and_zero_means_all() -> None:
    """Negative and other words are refused."""
    assert (limit("0"), limit("250")) == (0, 250)
    for text in ("-1", "ten", "1.5", "99999999999"):
        with pytest.raises(QueryError, match="no number of rows"):
            limit(text)


def test_kinds_of_events_are_checked_too() -> None:
    """The same sentences as for claims."""
    assert event_kinds(["edited", "removed"]) == ("edited", "removed")
    with pytest.raises(QueryError, match="Did you mean 'edited'"):
        event_kinds(["edit"])


def test_the_filters_of_a_digest_are_a_selection() -> None:
    """A digest and a query mean the same by the same words."""
    filters = Filters(regulators=("Ofcom",), actions=("fine",), langs=("en",), sources=("ofcom",), min=5.0, q="x")
    assert selected(filters) == Selection(
        regulators=("Ofcom",), actions=("fine",), langs=("en",), sources=("ofcom",), min=5.0, q="x"
    )
