"""What a command is told from outside: folders, environment, clock, how much to say."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from bot.clock import Clock, clock

if TYPE_CHECKING:
    from bot.settings import Settings
    from extractors import ExtraNames

INIT = (
    "`tallywire init {}` writes a commented starter config there; `tallywire demo` shows the whole product without one."
)


class Exit(IntEnum):
    """The four exit statuses of the contract."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    PARTLY = 3


@dataclass(frozen=True, slots=True)
class Invocation:
    """The global options of one call, and the environment it was made in."""

    config: Path = Path("config")
    output: Path = Path("output")
    config_given: bool = False
    verbose: bool = False
    quiet: bool = False
    debug: bool = False

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment's variables."""
        return os.environ  # noqa: TID251 - the one place where a command reads them

    @property
    def program(self) -> str:
        """How the reader starts this program: by its name where that is found, else by the path that was typed."""
        typed = Path(sys.argv[0])
        return str(typed) if typed.name == "tallywire" and shutil.which("tallywire") is None else "tallywire"

    def clock(self, *, moving: bool = False) -> Clock:
        """The clock this command goes by (TALLYWIRE_NOW or the machine's)."""
        return clock(self.environ, moving=moving)

    def settings(self) -> Settings:
        """All of config/, for commands that cannot do without. Ends the command (2) when there is none."""
        from bot.settings import load

        self.want_config()
        return load(self.config, environ=self.environ)

    def bot_settings(self) -> Settings:
        """Only bot.toml and names.toml, if they are there, for commands that work without any config."""
        from bot.settings import load_bot

        if self.config_given:
            self.want_config()
        return load_bot(self.config, environ=self.environ)

    def store_address(self) -> str | None:
        """Where bot.toml says the store is, if it does: all that a query needs to know of config/."""
        from bot.settings import store_address

        if self.config_given:
            self.want_config()
        return store_address(self.config, environ=self.environ)

    def own_names(self) -> ExtraNames:
        """The spellings that names.toml adds, none where it is not there."""
        from bot.settings import own_names

        return own_names(self.config, environ=self.environ)

    def want_config(self) -> None:
        """End the command (2) when there is no config folder."""
        if self.config.is_file():
            stop(f"{self.config} is a file; --config wants the folder it belongs to.", status=Exit.USAGE)
        if not self.config.is_dir():
            stop(f"There is no config folder {self.config}/.\n{INIT.format(self.config)}", status=Exit.USAGE)


def invocation(context: typer.Context) -> Invocation:
    """The global options of a command's call."""
    found = context.find_root().obj
    return found if isinstance(found, Invocation) else Invocation()


def say(text: str, *, context: typer.Context | None = None) -> None:
    """A message for the person at the terminal: stderr, left out with --quiet."""
    if context is None or not invocation(context).quiet:
        typer.echo(text, err=True)


def stop(text: str, *, status: Exit = Exit.FAILED) -> NoReturn:
    """End the command with a sentence on stderr and a status."""
    typer.echo(text, err=True)
    raise typer.Exit(status)


def on_terminal() -> bool:
    """Whether stdout is a terminal."""
    return sys.stdout.isatty()
