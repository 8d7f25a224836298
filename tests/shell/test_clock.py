"""The clock a command goes by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import clock, machine
from bot.core.records import ConfigError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_the_machines_clock_is_in_utc_and_goes_on() -> None:
    """Without TALLYWIRE_NOW."""
    now = clock({})
    assert now is machine
    assert now().tzinfo is UTC
    assert now() <= now()


def test_a_given_instant_stands_still() -> None:
    """So that everything a command does carries one moment."""
    now = clock({"TALLYWIRE_NOW": "2026-11-24T13:00:00+01:00"})
    assert now() == now() == NOON
    assert now().tzinfo is UTC


def test_a_process_that_waits_has_a_clock_that_goes_on_from_there() -> None:
    """`run` and `serve` wait for times to come."""
    now = clock({"TALLYWIRE_NOW": "2026-11-24T12:00:00Z"}, moving=True)
    first = now()
    assert NOON <= first <= now() < NOON + timedelta(minutes=1)


@pytest.mark.parametrize("text", ["yesterday", "2026-11-24", "2026-11-24T12:00:00", "25:00Z"])
def test_what_is_no_instant_with_zone_is_a_mistake(text: str) -> None:
    """A clock that is guessed is worse than none."""
    with pytest.raises(ConfigError, match=r"TALLYWIRE_NOW.*not an ISO instant with zone"):
        clock({"TALLYWIRE_NOW": text})
