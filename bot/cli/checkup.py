"""`tallywire doctor`: everything that can be said of an installation without changing it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import typer

from bot.app import Bot
from bot.app.wiring import database_url
from bot.cli.columns import CHECKS
from bot.cli.invocation import Exit, Invocation
from bot.cli.listing import source_rows
from bot.cli.output import Shape, write_json, write_rows
from bot.core.health import TELLING_FAILURES, widespread
from bot.core.memory import Check
from bot.core.records import ConfigError, StoreError
from bot.settings import Settings, check, load
from bot.store.upkeep import checks

TROUBLED = ("blocked", "broken")


def tell_checks(call: Invocation, *, as_json: bool) -> None:
    """Print every check; ends the command with 1 when one of them is not well."""
    done = [*all_checks(call)]
    rows = [{"name": one.name, "ok": one.ok, "note": one.note} for one in done]
    if as_json:
        write_json({"checks": rows})
    else:
        write_rows(rows, form=Shape.TABLE, columns=CHECKS, empty="")
    if not all(one.ok for one in done):
        raise typer.Exit(Exit.FAILED)


def all_checks(call: Invocation) -> Iterator[Check]:
    """Config, output folder, store, clock, limits, sources, optional parts."""
    settings: Settings | None = None
    with suppress(ConfigError):  # its mistakes are named by the first check
        settings = load(call.config, environ=call.environ)
    yield _config(call)
    yield _writable(call.output)
    yield Check("clock", ok=True, note=f"{call.clock()().isoformat(timespec='seconds')} (UTC)")
    yield _parts()
    if settings is None:
        return
    yield from checks(database_url(settings.bot.store_url, output=call.output))
    yield Check("limits", ok=True, note=_limits(settings))
    yield from _sources(call, settings)


def _config(call: Invocation) -> Check:
    if not call.config.is_dir():
        return Check("config", ok=False, note=f"there is no folder {call.config}/; `tallywire init` writes one")
    mistakes = check(call.config, environ=call.environ)
    return Check("config", ok=not mistakes, note="; ".join(map(str, mistakes)) or f"{call.config}/ is well")


def _writable(output: Path) -> Check:
    folder = next(one for one in (output, *output.absolute().parents) if one.exists())
    fine = folder.is_dir() and os.access(folder, os.W_OK)
    return Check("output", ok=fine, note=f"{output}/ {'can' if fine else 'cannot'} be written")


def _parts() -> Check:
    wanted = {"fastapi": "serve", "uvicorn": "serve", "psycopg": "postgresql", "apprise": "chat"}
    there = [name for name in wanted if find_spec(name)]
    missing = [f"{name} ({extra})" for name, extra in wanted.items() if name not in there]
    return Check(
        "optional parts", ok=True, note=f"there: {', '.join(there) or 'none'}; not: {', '.join(missing) or 'none'}"
    )


def _limits(settings: Settings) -> str:
    limits = settings.bot.limits
    told = []
    for one in fields(limits):
        value = getattr(limits, one.name)
        told.append(
            f"{one.name} {value.total_seconds():.0f} s" if isinstance(value, timedelta) else f"{one.name} {value}"
        )
    return ", ".join(told)


def _sources(call: Invocation, settings: Settings) -> Iterator[Check]:
    try:
        with Bot(settings, call.output, call.clock()).asking() as store:
            rows = source_rows(settings, store)
            healths = store.health()
    except StoreError as error:
        yield Check("sources", ok=False, note=str(error))
        return
    if widespread(healths.values()):
        yield Check("sources", ok=False, note="most sources fail at once: look at this machine's own connection first")
    for row in rows:
        fine = row["state"] not in TROUBLED
        cause = f": {row['cause']}" if row["cause"] else ""
        last = f", last read well {_minute(row['last_success'])}" if row["last_success"] else ""
        known = healths.get(str(row["id"]))
        if known is not None and known.failures >= TELLING_FAILURES:
            last += f", failed {known.failures} times in a row, next visit {_minute(row['next_visit'])}"
        foreign = row.get("unsupported")
        languages = f"; documents in languages without a room: {foreign}" if foreign else ""
        yield Check(f"source {row['id']}", ok=fine, note=f"{row['state']}{cause}{last}{languages}")


def _minute(instant: object) -> str:
    """An instant as a row gives it, for a reader: to the minute."""
    return str(instant)[:16].replace("T", " ")
