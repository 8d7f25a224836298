"""`tallywire` and `python -m bot`: runs a command and turns whatever goes wrong into a sentence and a status."""

from __future__ import annotations

import gc
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

from bot.cli.invocation import Exit
from bot.core.errors import BotError, ConfigError, QueryError

# Imports make many objects and no garbage: looking for it less often takes a sixth off a query (measured, 2 cores).
COLLECT_AFTER = 100_000

_FLAGS = ("--verbose", "--quiet", "--debug", "--version")
_VALUES = ("--config", "--output")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status."""
    gc.set_threshold(COLLECT_AFTER)
    logging.getLogger().addHandler(logging.NullHandler())  # a library's own warnings are no news for a reader
    if isinstance(sys.stdout, io.TextIOWrapper):  # data is UTF-8 whatever the locale says
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    from bot.cli.program import program

    given = global_first(sys.argv[1:] if arguments is None else arguments)
    try:
        program(command_word(given))(given, prog_name="tallywire")
    except SystemExit as ended:
        sys.exit(_flushed(ended.code))
    except BrokenPipeError:
        sys.exit(_flushed(Exit.DONE))
    except KeyboardInterrupt:
        _tell("stopped")
        sys.exit(Exit.FAILED)
    except Exception as error:  # noqa: BLE001 - the one place where a traceback becomes a sentence
        if "--debug" in given:
            traceback.print_exc()
        else:
            _tell(sentence(error))
        sys.exit(Exit.USAGE if isinstance(error, ConfigError | QueryError) else Exit.FAILED)
    sys.exit(_flushed(Exit.DONE))


def global_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with global options in front, so that `tallywire once --output DIR` works too."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in _FLAGS:
            front.append(word)
        elif word in _VALUES:
            front += [word, *([following] if (following := next(words, None)) is not None else [])]
        elif word.startswith(tuple(f"{name}=" for name in _VALUES)):
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def command_word(given: Sequence[str]) -> str | None:
    """The first word after the global options, as `global_first` puts them."""
    words = iter(given)
    for word in words:
        if word in _VALUES:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def sentence(error: Exception) -> str:
    """What went wrong, for the person who typed the command."""
    if isinstance(error, BotError):
        return str(error)
    if isinstance(error, ExceptionGroup):  # tasks that ran side by side: the first to fail stopped the others
        return sentence(error.exceptions[0])
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"Something went wrong inside ({type(error).__name__}: {error}). Run again with --debug to see where."


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _flushed(status: object) -> int:
    """The status to leave with, once stdout has taken everything or its reader is gone."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _tell(f"stdout: {error.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.FAILED)
    return status if isinstance(status, int) else int(Exit.DONE if status is None else Exit.FAILED)


if __name__ == "__main__":
    main()
