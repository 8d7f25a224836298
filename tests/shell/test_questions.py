"""Questions by name on the command line: any spelling will do, and an empty answer says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.store import Store, store_url
from tests.shell.written import write
from tests.store.making import LATER, NOW, document, read

if TYPE_CHECKING:
    from tests.shell.conftest import Command

CAC = "Cyberspace Administration of China"


@pytest.fixture
def asked(tallywire: Command, tmp_path: Path) -> Command:
    """A command on a store with two documents: one with two claims on accounts and Weibo, one with one claim."""
    write(tmp_path / "config/bot.toml", "")
    write(tmp_path / "config/names.toml", '[platforms]\n"Example Video" = ["ExVid"]\n')
    with Store.open(store_url(tmp_path / "output/tallywire.sqlite3"), now=NOW) as store:
        for made in (
            document("d1", text="They closed 67,000 accounts. They removed 1,400,000 posts from Weibo."),
            document("d2", text="They suspended 12 accounts.", source="paper", role="media"),
        ):
            store.remember(read(made), item_key=made.id, entry_hash="e", extractor="x1", now=LATER)
    return tallywire


def ids(told: str) -> list[str]:
    """The ids of an answer in JSON."""
    return [row["id"] for row in json.loads(told)["data"]]


@pytest.mark.parametrize("name", ["CAC", "国家网信办", CAC.lower()])
@pytest.mark.parametrize("command", ["claims", "documents", "series"])
def test_every_list_is_filtered_by_any_spelling(asked: Command, command: str, name: str) -> None:
    """The same rows as by the canonical name, and nothing to remark."""
    told = asked(command, "--regulator", name, "--json")
    assert told.json == asked(command, "--regulator", CAC, "--json").json
    assert told.json["data"]
    assert not told.err


@pytest.mark.parametrize("command", ["claims", "documents", "stories", "events", "series"])
@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"], ["--ndjson"]], ids="".join)
def test_a_name_that_nobody_knows_is_told_with_the_nearest_and_what_is_there(
    asked: Command, command: str, form: list[str]
) -> None:
    """In every shape, on stderr; an empty answer is no failure."""
    told = asked(command, "--regulator", "CACC", *form)
    assert told.status == 0
    assert '"CACC" is no regulator known by name' in told.err
    assert f"Near it: {CAC}" in told.err
    assert f"of: {CAC} (" in told.err
    assert asked("--quiet", command, "--regulator", "CACC", "--json").err == ""


def test_names_without_rows_are_told_with_those_that_have_some(asked: Command) -> None:
    """Platform, source and language likewise."""
    told = asked("claims", "--platform", "youtube", "--source", "nope", "--lang", "xx").err.splitlines()
    assert told == [
        "Nothing matches.",
        "There are no claims on YouTube. The store has claims on: Weibo (1).",
        'There are no claims from "nope". The store has claims from: cac (2), paper (1).',
        'There are no claims in "xx". The store has claims in: en (3).',
    ]


def test_a_doubtful_name_is_told_beside_an_answer_too(asked: Command) -> None:
    """A slip must not narrow an answer in silence, nor initials widen it; what has no rows is no news then."""
    told = asked("claims", "--regulator", "CAC", "--regulator", "NCC", "--regulator", "nope", "--json")
    assert len(ids(told.out)) == 3
    shared, unknown = told.err.splitlines()
    assert shared == (
        '"NCC" stands for National Communications Commission and for Nigerian Communications Commission: '
        "all of them were asked for."
    )
    assert unknown == (
        f'"nope" is no regulator known by name (config/names.toml adds names). The store has claims of: {CAC} (3).'
    )


def test_the_users_own_names_are_known(asked: Command) -> None:
    """From names.toml."""
    told = asked("claims", "--platform", "ExVid").err
    assert "There are no claims on Example Video." in told


def test_nothing_collected_is_said_once(tallywire: Command, tmp_path: Path) -> None:
    """One sentence, whatever is asked."""
    write(tmp_path / "config/bot.toml", "")
    for command in (["claims", "--regulator", "CACC"], ["stories"], ["series"], ["explain", "ab"]):
        told = tallywire(*command)
        assert told.err.splitlines() == [
            "Nothing has been collected in output/ yet; `tallywire once` visits the sources."
        ]
        assert told.status == (1 if command[0] == "explain" else 0)


def test_the_beginning_of_an_id_will_do(asked: Command) -> None:
    """As long as it is the only one; else those that begin so are named."""
    known = ids(asked("claims", "--json").out)
    start = next(known[0][:n] for n in range(1, 20) if sum(one.startswith(known[0][:n]) for one in known) == 1)
    assert asked("explain", start, "--json").json["id"] == known[0]
    several = asked("explain", "")
    assert several.status == 1
    assert "write more of it" in several.err
    assert all(f"  {one}  " in several.err for one in known)
    assert "67,000 accounts closed (cac)" in several.err
    none = asked("explain", "zz")
    assert (none.status, none.out) == (1, "")
    assert 'There is no claim "zz"' in none.err


def test_more_candidates_than_fit_are_cut(tallywire: Command, tmp_path: Path) -> None:
    """Eight are named."""
    write(tmp_path / "config/bot.toml", "")
    with Store.open(store_url(tmp_path / "output/tallywire.sqlite3"), now=NOW) as store:
        text = " ".join(f"They closed {n} accounts." for n in range(10, 20))
        store.remember(read(document("d1", text=text)), item_key="k", entry_hash="e", extractor="x", now=LATER)
    told = tallywire("explain", "").err.splitlines()
    assert (len(told), told[-1]) == (10, "  ...")
