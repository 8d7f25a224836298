"""`tallywire once`: a round of visits with its progress bar and its summary."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from bot.app import Bot
from bot.app.rounds import Report, Round, Wanted, chosen, note_files, visit_all
from bot.cli.invocation import Exit, Invocation, stop
from bot.core.config import Source
from bot.core.records import Visit
from bot.logs import configure
from bot.settings import BrokenFile, Settings


def visit_once(
    call: Invocation, settings: Settings, *, names: tuple[str, ...], everything: bool, revisit: bool
) -> None:
    """Visit what is due or asked for; ends the command with 3 when something could not be read."""
    configure(settings.bot.log, secrets=settings.secrets, verbose=call.verbose, quiet=call.quiet, calm=True)
    bot = Bot(settings, call.output, call.clock())
    wanted = Wanted(names=names, all=everything, revisit=revisit)
    broken = [one for one in settings.broken if not names or one.id in names]
    with bot.writing("tallywire once") as store:
        note_files(store, bot=bot)
        sources = chosen(wanted, settings.sources, store, bot=bot)
        with _progress(sources, call) as report:
            done = asyncio.run(visit_all(sources, store=store, bot=bot, revisit=revisit, report=report))
    _tell(done, broken, call, names={source.id: source.name for source in settings.sources})


def _tell(done: Round, broken: Sequence[BrokenFile], call: Invocation, *, names: dict[str, str]) -> None:
    for file in broken:
        _say("\n".join(map(str, file.mistakes)))
    for visit in sorted(done.visits, key=lambda visit: visit.source):
        for failure in visit.failures:
            _say(f"{visit.source}: {failure.state}: {failure.reason}")
    failed = [visit for visit in done.visits if visit.failures]
    if not call.quiet:
        new, edited = sum(v.new for v in done.visits), sum(v.edited for v in done.visits)
        _say(f"{_count(len(done.visits), 'source')} visited: {_count(new, 'document')} new, {edited} edited.")
        if done.interrupted:
            _say("Stopped before the end; what is left is due at the next round.")
        if not done.visits and not broken and not done.interrupted:
            _say("Nothing was due; --all visits everything." if names else "There are no sources yet.")
    if failed or broken:
        stop(f"{_count(len(failed) + len(broken), 'source')} could not be read whole.", status=Exit.PARTLY)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


@contextmanager
def _progress(sources: Sequence[Source], call: Invocation) -> Iterator[Report]:
    """A bar on a terminal, nothing else; what happens is logged anyway."""
    if call.quiet or not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("visiting", total=len(sources))
        yield _drawn(lambda name, advance: bar.update(task, description=name, advance=advance))


def _drawn(update: Callable[[str, int], None]) -> Report:
    def report(source: Source, made: Visit | None) -> None:
        update(source.id, 0 if made is None else 1)

    return report


def _silent(source: Source, made: Visit | None) -> None:
    """No bar."""
