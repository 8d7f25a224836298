"""`tallywire run` and `tallywire serve`: processes that go on until they are told to stop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.app import Bot
from bot.cli.invocation import Exit, Invocation, say, stop
from bot.logs import configure

if TYPE_CHECKING:
    from bot.store import Store

LOOPBACK = ("127.0.0.1", "::1", "localhost")
TOKEN = "TALLYWIRE_TOKEN"  # noqa: S105 - the variable's name, not its value


def run_bot(call: Invocation, *, host: str | None, port: int) -> None:
    """Run until SIGTERM; with `host`, answer HTTP too."""
    from bot.app.running import run

    settings = call.settings()
    if host is not None:
        _check_door(call, host)
    configure(settings.bot.log, secrets=settings.secrets, verbose=call.verbose, quiet=call.quiet)
    bot = Bot(settings, call.output, call.clock(moving=True))

    async def live(store: Store) -> None:
        if host is None:
            await run(bot, store=store, environ=call.environ)
            return
        server = _server(bot, call, host=host, port=port)
        serving = asyncio.create_task(server.serve())
        await run(bot, store=store, environ=call.environ)
        server.should_exit = True
        await serving

    with bot.writing("tallywire run") as store:
        asyncio.run(live(store))


def serve_alone(call: Invocation, *, host: str, port: int) -> None:
    """Answer HTTP until told to stop."""
    settings = call.bot_settings()
    _check_door(call, host)
    configure(settings.bot.log, secrets=settings.secrets, verbose=call.verbose, quiet=call.quiet)
    bot = Bot(settings, call.output, call.clock(moving=True))
    server = _server(bot, call, host=host, port=port)
    say(f"Answering at http://{host}:{port}/v1/claims until Ctrl-C.")
    server.run()


def _server(bot: Bot, call: Invocation, *, host: str, port: int) -> Any:  # Any: uvicorn's server, an optional extra
    try:
        import uvicorn

        from bot.web import api
    except ModuleNotFoundError as error:
        stop(f"Answering HTTP needs {error.name}: pip install 'tallywire[serve]'", status=Exit.USAGE)
    token = call.environ.get(TOKEN)
    app = api(asking=bot.asking, now=bot.now, token=token, names=bot.settings.names)
    return uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False))


def _check_door(call: Invocation, host: str) -> None:
    if host not in LOOPBACK and not call.environ.get(TOKEN):
        stop(f"Answering beyond this machine ({host}) wants a token: set {TOKEN}.", status=Exit.USAGE)
