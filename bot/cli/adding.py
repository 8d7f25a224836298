"""`tallywire sources add URL`: find a source, show what it brings, write its file when that is wanted."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import typer

from bot.cli.discovery import Discovery, Explorer
from bot.cli.drafting import drafted
from bot.cli.invocation import Exit, Invocation, say, stop
from bot.cli.opml import free_id
from bot.cli.trying import SHOWN, figures, figures_of
from bot.core.records import BotError
from bot.fetch import Fetcher
from bot.readers import Readers
from bot.settings import Settings, load
from extractors import NameKind, meanings, near_names


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found, with the figures of its first items."""

    found: Discovery
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the file is to say: its id, the source's name, the regulator whose words these are."""

    id: str | None = None
    name: str | None = None
    regulator: str | None = None


def add_source(call: Invocation, url: str, *, wish: Wish, yes: bool) -> None:
    """Add the source that an address leads to; ends the command (1) where it leads to none."""
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        advice = (
            '; a folder is a source of kind = "folder" (`tallywire config keys source`)' if Path(url).is_dir() else ""
        )
        raise typer.BadParameter(f'"{url}" is not a web address (http:// or https://){advice}')
    settings = call.settings() if call.config.is_dir() else call.bot_settings()
    taken = {source.id for source in settings.sources} | {broken.id for broken in settings.broken}
    if wish.id in taken:
        stop(f'The id "{wish.id}" is taken; choose another with --id.', status=Exit.USAGE)
    if wish.id is not None and free_id(wish.id, taken=()) != wish.id:
        stop(f'"{wish.id}" is no id: small letters, digits and hyphens make one.', status=Exit.USAGE)
    wish = replace(wish, regulator=_regulator(wish.regulator, settings))
    try:
        seen = asyncio.run(_looked(call, settings, url))
    except BotError as error:
        stop(f"{error}\nNothing was written.")
    _show(seen)
    known = next((source.id for source in settings.sources if source.url == seen.found.source.url), None)
    if known is not None:
        stop(f'This is the source "{known}" already. Nothing was written.', status=Exit.USAGE)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    path = call.config / "sources" / f"{wish.id or free_id(_stem(host), taken=taken)}.toml"
    if not yes and not _wanted(path):
        say(f"Nothing was written; --yes writes {path}.")
        return
    named = replace(seen.found.source, name=wish.name or wish.regulator or host, regulator=wish.regulator)
    _write(call, path, replace(seen.found, source=named))
    typer.echo(str(path))
    say(f"`tallywire sources test {path.stem}` shows each step; `tallywire once --source {path.stem}` reads it.")


def _regulator(typed: str | None, settings: Settings) -> str | None:
    """The canonical name of the regulator that is meant; ends the command (2) where several are."""
    found = meanings(typed, kind=NameKind.REGULATOR, extra=settings.names) if typed else ()
    if len(found) > 1:
        stop(f'"{typed}" stands for several regulators; write one of: {", ".join(found)}.', status=Exit.USAGE)
    if typed and not found:
        near = near_names(typed, kind=NameKind.REGULATOR, extra=settings.names)
        meant = f" Near it: {', '.join(near)}." if near else ""
        say(f'"{typed}" is no regulator known by name; it is taken as it stands.{meant}')
    return found[0] if found else typed


async def _looked(call: Invocation, settings: Settings, url: str) -> _Seen:
    """Find the source and read its first items. Raises FetchError or ReadError where there is none."""
    async with Fetcher(settings.bot, now=call.clock()) as fetcher, Readers(settings.bot.limits) as readers:
        found = await Explorer(fetcher, readers, settings).discover(url)
        told = []
        for entry in found.entries[:SHOWN]:
            try:
                result = await figures_of(entry, found.source, fetcher=fetcher, readers=readers, settings=settings)
                told.append(f"could not be read: {result.problem}" if result.problem else figures(result.extraction))
            except BotError as error:
                told.append(f"could not be read: {error}")
        return _Seen(found, tuple(told))


def _write(call: Invocation, path: Path, found: Discovery) -> None:
    """Write the file, and take it back if it should be no valid source."""
    text = drafted(found.source, found.entries, how=found.how, day=call.clock()().date(), proposal=found.proposal)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    broken = next((one for one in load(call.config, environ=call.environ).broken if one.id == path.stem), None)
    if broken is not None:
        path.unlink()
        stop("\n".join(map(str, broken.mistakes)))


def _show(seen: _Seen) -> None:
    found = seen.found
    dated = sum(entry.published is not None for entry in found.entries)
    say(f"Found a {found.source.kind}: {found.source.url} ({found.how}), {len(found.entries)} items, {dated} dated")
    options = found.source.list or found.source.json
    if options is not None:
        names = ("item", "items", "title", "link", "date", "date_format")
        chosen = {key: getattr(options, key, None) for key in names}
        say("Chosen: " + ", ".join(f"{key} = {value!r}" for key, value in chosen.items() if value))
    for entry, line in zip(found.entries, seen.figures, strict=False):
        day = entry.published.day.isoformat() if entry.published else "undated"
        say(
            f"  {day}  {entry.title or '(no title in the listing)'}\n    {entry.url or 'no address'}\n    figures: {line}"
        )
    if found.others:
        say("Other feeds named there: " + ", ".join(found.others[:SHOWN]))


def _stem(host: str) -> str:
    """A host without its last label: ofcom.org of ofcom.org.uk; an address of numbers as it is."""
    return host if host.replace(".", "").isdigit() else host.rpartition(".")[0] or host


def _wanted(path: Path) -> bool:
    return sys.stdin.isatty() and typer.confirm(f"Write {path}?", err=True)
