"""What can go wrong, each in one sentence with its subject."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.states import SourceState


class BotError(Exception):
    """Whatever the bot can say in one sentence.

    BotError
      ConfigError     a mistake in config/ (with file:line)
      QueryError      a filter that asks for what there is not
      FetchError      a page that could not be had
      ReadError       a page that could not be read
      StoreError      the database
      DeliveryError   an edition that did not reach someone
    """

    def __init__(self, message: str, *, subject: str = "") -> None:
        super().__init__(message)
        self.subject = subject


class QueryError(BotError):
    """Filters that cannot be read: all their mistakes at once, each naming what is allowed."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class FetchError(BotError):
    """A page that could not be had. `state` tells refused (BLOCKED) from failed (BROKEN)."""

    def __init__(
        self,
        message: str,
        *,
        subject: str = "",
        state: SourceState = SourceState.BROKEN,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message, subject=subject)
        self.state = state
        self.retry_after = retry_after
        self.status = status


class ReadError(BotError):
    """A page that came and could not be read."""


class StoreError(BotError):
    """The database: newer than this program, locked by another, full."""


class DeliveryError(BotError):
    """An edition that did not reach a recipient."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a config file, in a sentence that names what is allowed."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class ConfigError(BotError):
    """All mistakes of a configuration at once."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes
