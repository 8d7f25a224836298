"""The surface of the command line: help, usage mistakes, the clock, what a newcomer meets first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main

from bot.__main__ import global_first, sentence
from bot.cli.program import ROOMS, program
from bot.core.records import FetchError, StoreError
from tests.shell.written import write

if TYPE_CHECKING:
    from tests.shell.conftest import Command


def every_command(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The paths of all commands and groups; typer's own classes have another place in each of its versions."""
    yield path
    for name, inner in getattr(command, "commands", {}).items():
        yield from every_command(inner, (*path, name))


COMMANDS = list(every_command(typer.main.get_command(program())))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_help_has_an_example_that_names_its_command(tallywire: Command, path: tuple[str, ...]) -> None:
    """And it says what the command is for."""
    told = tallywire(*path, "--help")
    assert told.status == 0
    example = re.search(r"Example: (.*)", told.out, re.DOTALL)
    assert example, told.out
    assert " ".join(("tallywire", *path)) in " ".join(example[1].split())


def test_the_whole_surface_of_the_contract_is_there() -> None:
    """Names of sections 1 to 4."""
    wanted = (
        "extract read group reconcile init once run serve demo doctor replay explain claims documents stories events"
    )
    names = {" ".join(path) for path in COMMANDS}
    assert {*wanted.split(), "series"} <= names
    assert {"config check", "config schema"} <= names
    assert {f"sources {verb}" for verb in ("list", "add", "test", "check", "import", "export")} <= names
    assert {f"digest {verb}" for verb in ("list", "preview", "send", "resend")} <= names


def test_each_room_holds_the_commands_it_is_listed_with() -> None:
    """To run one only its room is loaded, so the list must be right."""
    for room, names in ROOMS.items():
        for name in names:
            [only] = getattr(typer.main.get_command(program(name)), "commands", {})
            assert only == name, room
    assert {path[0] for path in COMMANDS if path} == {name for names in ROOMS.values() for name in names}


def test_the_list_of_commands_cuts_no_sentence(tallywire: Command) -> None:
    """On 80 columns."""
    for group in ((), ("config",), ("sources",), ("digest",)):
        assert "..." not in tallywire(*group, "--help").out.partition("Commands:")[2]


def test_version_and_no_command(tallywire: Command) -> None:
    """The version is data; without a command the help is shown, as for a usage error."""
    assert re.fullmatch(r"tallywire \d+\.\d+\.\d+\n", tallywire("--version").out)
    assert tallywire().status == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("extrct",), "Did you mean 'extract'?"),
        (("claims", "--sinc", "7d"), "--since"),
        (("claims", "--limit", "-1"), "--limit"),
        (("extract",), "what to read is missing"),
        (("extract", "nofile.txt"), "There is no file nofile.txt."),
        (("extract", "."), "is a folder"),
        (("extract", "x", "--jsonl"), "--jsonl reads stdin"),
        (("extract", "-", "--published", "soon"), '--published: "soon" is not a day'),
        (("read",), "add --jsonl"),
        (("read", "--jsonl", "--list", "--feed"), "exclude each other"),
        (("group",), "add --jsonl"),
        (("reconcile",), "add --jsonl"),
        (("config", "schema", "nope"), '"nope" is not one of bot, source, digest, names'),
        (("config", "keys", "nope"), '"nope" is not one of bot, source, digest, names'),
        (("sources", "add", "ftp://x"), "is not a web address"),
        (("sources", "import", "nofile"), "There is no file nofile."),
        (("sources", "import", "."), ". is a folder; give the OPML file itself."),
        (("serve", "--host", "0.0.0.0"), "wants a token: set TALLYWIRE_TOKEN"),
        (("--config", "nope", "extract", "-"), "There is no config folder nope/."),
        (("--config", __file__, "once"), "is a file; --config wants the folder"),
    ],
)
def test_a_usage_mistake_is_a_sentence_and_status_2(tallywire: Command, arguments: tuple[str, ...], told: str) -> None:
    """Nothing was done, nothing is on stdout."""
    ended = tallywire(*arguments)
    assert ended.status == 2
    assert told in " ".join(ended.err.split())
    assert ended.out == ""
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("once",),
        ("run",),
        ("replay",),
        ("claims",),
        ("series",),
        ("explain", "x"),
        ("sources", "list"),
        ("sources", "check"),
        ("sources", "test", "x"),
        ("digest", "list"),
        ("digest", "send", "x"),
        ("config", "check"),
    ],
    ids=" ".join,
)
def test_without_any_config_a_command_names_init(tallywire: Command, arguments: tuple[str, ...]) -> None:
    """Status 2, and nothing is made on disk."""
    ended = tallywire(*arguments)
    assert ended.status == 2
    assert "There is no config folder config/." in ended.err
    assert "`tallywire init config`" in ended.err
    assert not Path("output").exists()


def test_init_writes_a_config_that_is_well_and_touches_nothing_that_is_there(tallywire: Command) -> None:
    """The first two things a newcomer does."""
    assert tallywire("init").status == 0
    assert tallywire("config", "check").status == 0
    again = tallywire("init")
    assert again.status == 2
    assert "is there already" in again.err


def test_global_options_may_stand_anywhere() -> None:
    """People write them last; what stands after -- is left alone."""
    given = ["once", "--output", "o", "--source", "x", "--config=c", "--verbose", "--", "--debug"]
    assert global_first(given) == ["--output", "o", "--config=c", "--verbose", "once", "--source", "x", "--", "--debug"]
    assert global_first(["once", "--config"]) == ["--config", "once"]


def test_what_goes_wrong_is_a_sentence() -> None:
    """Whatever it is."""
    assert sentence(FetchError("e.org cannot be reached")) == "e.org cannot be reached"
    assert sentence(PermissionError(13, "Permission denied", "output")) == "output: Permission denied"
    assert sentence(OSError(28, "No space left on device")) == "No space left on device"
    assert sentence(ExceptionGroup("side by side", [StoreError("disk full")])) == "disk full"
    assert "--debug" in sentence(KeyError("x"))


def test_a_traceback_comes_with_debug_only(tallywire: Command, tmp_path: Path) -> None:
    """An output folder that is a file."""
    write(tmp_path / "config/sources/a.toml", 'name = "A"\nkind = "folder"\nurl = "x"\n')
    write(tmp_path / "output", "")
    plain = tallywire("once")
    assert plain.status == 1
    assert "output" in plain.err
    assert "Traceback" not in plain.err
    assert "Traceback" in tallywire("--debug", "once").err


def test_a_clock_that_is_none_is_a_usage_mistake(tallywire: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """TALLYWIRE_NOW wants an instant with zone."""
    monkeypatch.setenv("TALLYWIRE_NOW", "2026-11-24T12:00")
    ended = tallywire("doctor")
    assert ended.status == 2
    assert "TALLYWIRE_NOW" in ended.err
