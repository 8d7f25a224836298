"""The log: one line an event, on stderr and in a file; readable on a terminal, JSON elsewhere, secrets masked.

Commands that tell a person what they did put only errors on stderr, whoever reads it: a cron mail wants sentences.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars, merge_contextvars

from bot.core.config import Log

MASK = "•••"
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
SHORTEST_SECRET = 4  # masking every "1" in a log would hide the log

__all__ = ["bind_contextvars", "bound_contextvars", "configure", "logger"]

Event = MutableMapping[str, Any]  # Any: structlog's own event


def logger() -> structlog.typing.FilteringBoundLogger:
    """The log, for a room of the shell."""
    log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
    return log


def configure(
    log: Log,
    *,
    secrets: Iterable[str] = (),
    verbose: bool = False,
    quiet: bool = False,
    calm: bool = False,
    stream: TextIO | None = None,
) -> None:
    """Set the log up once for a command. `verbose` and `quiet` win over the configured level.

    `calm` is for commands that tell a person what they did: stderr then gets errors only, unless `verbose`, a file gets
    all.
    """
    stream = stream or sys.stderr
    level = "debug" if verbose else "error" if quiet else log.level
    hidden = tuple(sorted({s for s in secrets if len(s) >= SHORTEST_SECRET}, key=len, reverse=True))
    if log.file is not None:
        log.file.parent.mkdir(parents=True, exist_ok=True)
    terminal = stream.isatty()
    structlog.configure(
        processors=[
            merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            _Mask(hidden),
            _Tee(
                log.file, structlog.dev.ConsoleRenderer(colors=True) if terminal else _json, calm=calm and not verbose
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )


class _Mask:
    """Takes secrets out of every text of an event."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._secrets = secrets

    def __call__(self, _log: object, _name: str, event: Event) -> Event:
        return {key: self._masked(value) for key, value in event.items()}

    def _masked(self, value: object) -> object:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Mapping):
            return {key: self._masked(one) for key, one in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._masked(one) for one in value]
        text = value if isinstance(value, str) else repr(value)
        for secret in self._secrets:
            text = text.replace(secret, MASK)
        return text


class _Tee:
    """Writes each event as JSON to the file, where there is one, and renders it for the stream."""

    def __init__(self, file: Path | None, render: structlog.typing.Processor, *, calm: bool) -> None:
        self._file = file
        self._render = render
        self._calm = calm

    def __call__(self, log: Any, name: str, event: Event) -> Any:  # Any: structlog's own types
        if self._file is not None:
            line = _json(log, name, dict(event))
            with self._file.open("a", encoding="utf-8") as kept:  # anew each time: the file may be rotated away
                kept.write((line if isinstance(line, str) else line.decode()) + "\n")
        if self._calm and LEVELS[name] < logging.ERROR:
            raise structlog.DropEvent
        return self._render(log, name, event)


_json = structlog.processors.JSONRenderer(ensure_ascii=False)
