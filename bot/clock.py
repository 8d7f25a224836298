"""What time it is: the machine's clock, or the one TALLYWIRE_NOW puts in its place."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from bot.core.errors import ConfigError, Mistake

VARIABLE = "TALLYWIRE_NOW"
Clock = Callable[[], datetime]


def machine() -> datetime:
    """The machine's clock, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the door


def fixed(instant: datetime) -> Clock:
    """A clock that stands still, so that everything a command does carries one moment."""
    return lambda: instant


def running_from(instant: datetime) -> Clock:
    """A clock that starts at an instant and goes on, for `run` and `serve`, which wait for times to come."""
    started = time.monotonic()
    return lambda: instant + timedelta(seconds=time.monotonic() - started)


def clock(environ: Mapping[str, str], *, moving: bool = False) -> Clock:
    """The clock of a command: TALLYWIRE_NOW (an ISO instant with zone) if set, else the machine's.

    Raises ConfigError when the variable is no such instant.
    """
    text = environ.get(VARIABLE)
    if not text:
        return machine
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        why = f'"{text}" is not an ISO instant with zone, such as 2026-11-24T07:00:00+01:00'
        raise ConfigError((Mistake(VARIABLE, None, why),))
    return running_from(instant.astimezone(UTC)) if moving else fixed(instant.astimezone(UTC))
