"""`tallywire replay`: the stored pages read again with today's extractors."""

from __future__ import annotations

import asyncio

from bot.app import Bot
from bot.app.replaying import replayed
from bot.cli.invocation import Exit, Invocation, say, stop
from bot.logs import configure


def replay_all(call: Invocation) -> None:
    """Replay everything and tell what changed; ends the command with 3 when something could not be read again."""
    settings = call.settings()
    configure(settings.bot.log, secrets=settings.secrets, verbose=call.verbose, quiet=call.quiet, calm=True)
    bot = Bot(settings, call.output, call.clock())
    with bot.writing("tallywire replay") as store:
        done = asyncio.run(replayed(store, bot=bot))
    for problem in done.problems:
        say(problem)
    if not call.quiet:
        say(f"{done.documents} documents read again, {done.changed} claims differ.")
    if done.problems:
        stop(f"{len(done.problems)} could not be read again and stay as they were.", status=Exit.PARTLY)
