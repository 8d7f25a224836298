"""The command line as a newcomer and as a script meet it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import typer.main

from bot.__main__ import global_first, sentence
from bot.cli.program import ROOMS, program
from bot.core.records import FetchError, StoreError

if TYPE_CHECKING:
    from tests.shell.conftest import Command, Ran, Web

NOW = "2026-11-24T12:00:00+00:00"
PAGE = """<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="2026-11-23T08:00:00Z">
</head><body><article><h1>{title}</h1><p>The Cyberspace Administration of China said on Monday that platforms removed
about {posts} posts between March and May 2026 for spreading false information, and restricted 930,000 accounts.</p>
<p>The regulator said that the campaign goes on and that reports from the public are welcome at any time.</p>
</article></body></html>"""


def write(path: Path, text: str) -> Path:
    """A file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `once` has been run: two pages read, one folder missing, one source file broken."""
    root = tmp_path_factory.mktemp("collected")
    write(root / "pages/a.html", PAGE.format(title="Posts removed", posts="1.4 million"))
    write(root / "pages/b.html", PAGE.format(title="Posts removed, says regulator", posts="1.5 million"))
    write(root / "config/sources/saved.toml", 'name = "Saved pages"\nkind = "folder"\nurl = "../../pages"\n')
    write(root / "config/sources/gone.toml", 'name = "Gone"\nkind = "folder"\nurl = "../../nowhere"\n')
    write(root / "config/sources/broken.toml", 'nme = "Broken"\n')
    write(root / "config/digests/daily.toml", 'name = "Daily"\n')
    write(root / "config/bot.toml", "[limits]\nworkers = 1\n")
    environ = {**os.environ, "TALLYWIRE_NOW": NOW}  # noqa: TID251 - a process needs its own
    command = [sys.executable, "-m", "bot", "--config", "config", "--output", "output", "once"]
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)
    write(root / "once.txt", f"{done.returncode}\n{done.stdout}\n{done.stderr}")
    return root


@pytest.fixture
def asked(tallywire: Command, collected: Path) -> Command:
    """A command on what was collected."""

    def run(*arguments: str) -> Ran:
        return tallywire("--config", str(collected / "config"), "--output", str(collected / "output"), *arguments)

    return run


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


# Text in, claims out


def test_text_on_stdin_becomes_a_table_or_json(tallywire: Command) -> None:
    """Without config, store or network."""
    text = "The regulator removed 1.4 million posts in May 2024."
    table = tallywire("extract", "-", stdin=text)
    assert (table.status, "1,400,000" in table.out) == (0, True)
    form = tallywire("extract", "-", "--json", "--mentions", "--published", "2024-06-01", stdin=text).json
    [claim] = form["claims"]
    span = claim["span"]
    assert text[span["start"] : span["end"]] == claim["quote"]
    assert form["id"] == "-"
    assert form["mentions"]


def test_a_file_is_read_by_what_it_is(tallywire: Command, tmp_path: Path) -> None:
    """HTML as a page, all else as text; its id is its name."""
    write(tmp_path / "page.html", PAGE.format(title="Posts removed", posts="1.4 million"))
    form = tallywire("extract", "page.html", "--json").json
    assert form["id"] == "page.html"
    assert 930_000 in [claim["value"] for claim in form["claims"]]
    write(tmp_path / "note.txt", "a < b and nothing else")
    assert tallywire("extract", "note.txt", "--json").json["claims"] == []


def test_a_page_that_takes_too_long_is_given_up(tallywire: Command, tmp_path: Path) -> None:
    """Reading and extraction share the time a page has; the command ends and says so."""
    write(tmp_path / "config/bot.toml", "[limits]\nparse_seconds = 1\n")
    paragraph = (
        "<p>The regulator closed 67,000 accounts in May 2023 and 8,000 in June, it said in a note of 3 July.</p>"
    )
    write(tmp_path / "long.html", f"<html><body><article>{paragraph * 30_000}</article></body></html>")
    ended = tallywire("extract", "long.html")
    assert ended.status == 1
    assert "long.html: reading it took longer than 1 s" in ended.err


def test_a_language_without_a_room_is_named(tallywire: Command) -> None:
    """Never silently empty."""
    told = tallywire("extract", "-", "--lang", "ko", stdin="계정 67,000개를 폐쇄했다.")
    assert told.status == 0
    assert '"ko"' in told.err


def test_lines_are_answered_in_order_and_bad_ones_named(tallywire: Command) -> None:
    """Status 3, the rest goes on."""
    lines = '{"id": "a", "text": "Police arrested 12 people."}\nnope\n\n{"id": "b"}\n{"id": "c", "text": ""}\n'
    ended = tallywire("extract", "--jsonl", "--lang", "en", stdin=lines)
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert [row["id"] for row in rows] == ["a", None, "b", "c"]
    assert [row.get("line") for row in rows] == [None, 2, 4, None]
    assert ended.status == 3
    assert "2 lines could not be read." in ended.err


def test_a_lone_surrogate_does_not_end_the_stream(tallywire: Command) -> None:
    """JSON can carry one, UTF-8 cannot."""
    ended = tallywire("extract", "--jsonl", stdin='{"id": "a\\ud800", "text": "x \\ud800"}\n')
    assert json.loads(ended.out)["id"] == "a\ud800"


def test_saved_pages_indexes_and_feeds_are_read(tallywire: Command, tmp_path: Path) -> None:
    """`read` in its three forms."""
    write(tmp_path / "a.html", PAGE.format(title="Posts removed", posts="1.4 million"))
    write(
        tmp_path / "f.xml",
        "<rss version='2.0'><channel><item><title>T</title><link>https://e.org/t</link>"
        "<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>",
    )
    items = "".join(
        f'<li><a href="/n/{n}">A headline of some length, number {n}</a> 2026-11-2{n}</li>' for n in range(5)
    )
    write(tmp_path / "i.html", f"<html><body><ul>{items}</ul></body></html>")
    article = tallywire("read", "--jsonl", stdin='{"id": "a", "html_path": "a.html"}\n{"id": "z", "html_path": "no"}\n')
    first, second = map(json.loads, article.out.splitlines())
    assert (first["title"], first["published"][:10], first["lang"]) == ("Posts removed", "2026-11-23", "en")
    assert second == {"id": "z", "line": 2, "error": "no: No such file or directory"}
    assert article.status == 3
    index = tallywire(
        "read", "--jsonl", "--list", stdin='{"id": "i", "html_path": "i.html", "url": "https://e.org/"}\n'
    )
    assert [item["url"] for item in index.json["items"]] == [f"https://e.org/n/{n}" for n in range(5)]
    feed = tallywire("read", "--jsonl", "--feed", stdin='{"id": "f", "feed_path": "f.xml"}\n')
    assert feed.json["entries"] == [{"title": "T", "link": "https://e.org/t", "published": "2026-11-23T08:00:00+00:00"}]


def test_headlines_are_grouped_as_they_come(tallywire: Command) -> None:
    """The second of the same belongs to the first; bad lines are named."""
    lines = [
        {"id": "a", "title": "Regulator closes 67,000 social media accounts", "ts": NOW},
        {"id": "b", "title": "Regulator closes 67,000 social media accounts", "ts": 1764000000},
        {"id": "c", "title": "Rain expected in the north on Friday", "ts": 1764000000000},
        {"id": "d", "title": "x", "ts": "soon"},
    ]
    ended = tallywire("group", "--jsonl", stdin="".join(json.dumps(line) + "\n" for line in lines))
    rows = [json.loads(line) for line in ended.out.splitlines()]
    assert [row.get("cluster") for row in rows] == ["a", "a", "c", None]
    assert "ts" in rows[3]["error"]


def test_documents_are_reconciled_into_stories(tallywire: Command) -> None:
    """Every document in one story, every claim in one fact; a repeated id is refused."""
    texts = [
        {"id": "p", "kind": "regulator", "title": "", "text": "The regulator removed 1.4 million posts in May 2024."},
        {"id": "r", "title": "", "text": "The regulator removed 1.4 million posts in May 2024, it said."},
        {"id": "r", "title": "", "text": "again"},
    ]
    lines = "".join(json.dumps(text | {"lang": "en", "published": "2024-06-01"}) + "\n" for text in texts)
    ended = tallywire("reconcile", "--jsonl", stdin=lines)
    first, *stories = [json.loads(line) for line in ended.out.splitlines()]
    assert first == {"id": "r", "line": 3, "error": 'id: "r" came before'}
    assert sorted(doc for story in stories for doc in story["docs"]) == ["p", "r"]
    assert ended.status == 3


# Collected once, asked many times


def test_once_reads_what_it_can_and_names_the_rest(collected: Path) -> None:
    """Status 3: the missing folder and the broken file cost themselves only."""
    status, *told = (collected / "once.txt").read_text(encoding="utf-8").splitlines()
    text = "\n".join(told)
    assert status == "3", text
    assert "nme: unknown key. Did you mean 'name'?" in text
    assert "gone: broken:" in text
    assert "2 documents new" in text
    assert "Traceback" not in text
    logged = [json.loads(line) for line in told if line.startswith("{")]
    assert any(line["event"] == "visited" and line["source"] == "saved" and line["visit"] for line in logged)


def test_claims_come_as_json_ndjson_csv_and_table(asked: Command) -> None:
    """The same rows in each."""
    rows = asked("claims", "--json").json
    assert (rows["next"], rows["truncated"]) == (None, False)
    ids = [row["id"] for row in rows["data"]]
    assert len(ids) >= 4
    assert [json.loads(line)["id"] for line in asked("claims", "--ndjson").out.splitlines()] == ids
    table = list(csv.DictReader(io.StringIO(asked("claims", "--csv").out)))
    assert [row["id"] for row in table] == ids
    assert {"period.start", "document.url"} <= table[0].keys()
    text = asked("claims").out
    assert all(claim in text for claim in ids)
    two = asked("claims", "--json", "--csv")
    assert two.status == 2
    assert "exclude each other" in two.err


def test_a_limit_cuts_and_the_cursor_goes_on(asked: Command) -> None:
    """NDJSON has all rows whatever the limit."""
    first = asked("claims", "--json", "--limit", "1").json
    assert (len(first["data"]), first["truncated"]) == (1, True)
    second = asked("claims", "--json", "--limit", "1", "--cursor", first["next"]).json
    assert first["data"] != second["data"]
    assert len(asked("claims", "--ndjson", "--limit", "1").out.splitlines()) >= 4
    assert "--limit 0 shows all" in asked("claims", "--limit", "1").err
    assert asked("claims", "--json", "--limit", "0").json["truncated"] is False


def test_filters_are_or_within_and_and_between(asked: Command) -> None:
    """A filter that cannot be read is a usage mistake."""
    both = asked("claims", "--json", "--action", "remove", "--action", "restrict").json["data"]
    assert {row["action"] for row in both} == {"remove", "restrict"}
    assert asked("claims", "--json", "--action", "remove", "--unit", "account").json["data"] == []
    wrong = asked("claims", "--since", "yesterday", "--action", "delete")
    assert wrong.status == 2
    assert "yesterday" in wrong.err
    assert "delete" in wrong.err
    assert asked("claims", "--versions", "old").status == 2


def test_the_other_lists_answer_too(asked: Command) -> None:
    """Documents, stories, events, series."""
    assert len(asked("documents", "--json").json["data"]) == 2
    assert asked("stories", "--json").json["data"][0]["facts"]
    assert isinstance(asked("events", "--json").json["data"], list)
    points = asked("series", "--by", "year", "--json").json["data"]
    assert points[0]["claims"]
    assert len(asked("series", "--by", "year", "--limit", "1", "--json").json["data"]) == 1
    for noun in ("documents", "stories", "series"):
        assert asked(noun).status == 0
        assert asked(noun, "--csv").out.count("\n") >= 2
    assert asked("series", "--by", "campaign", "--json").json["data"][0]["campaign"]
    assert asked("series", "--by", "week").status == 2
    assert asked("events", "--kind", "nope").status == 2


def test_a_claim_is_explained_from_its_sentence(asked: Command) -> None:
    """The figure marked, offsets, rule, versions."""
    [row, *_] = asked("claims", "--json", "--action", "remove").json["data"]
    text = asked("explain", row["id"]).out
    assert f"»{row['quote']}«" in text
    assert row["rule"] in text
    assert "version 1" in text
    form = asked("explain", row["id"], "--json").json
    assert "".join(form["marked"]) == row["sentence_text"]
    assert form["versions"][0]["version"] == 1
    missing = asked("explain", "nope")
    assert missing.status == 1
    assert "There is no claim nope" in missing.err


def test_sources_are_listed_with_their_state(asked: Command) -> None:
    """Read well, broken, and with a broken file."""
    rows = {row["id"]: row for row in asked("sources", "list", "--json").json["data"]}
    assert rows["saved"]["state"] == "ok"
    assert rows["saved"]["documents"] == 2
    assert rows["gone"]["state"] == "broken"
    assert rows["gone"]["cause"]
    assert "unknown key" in rows["broken"]["cause"]
    assert asked("sources", "check").status == 2


def test_a_second_round_finds_nothing_due(asked: Command) -> None:
    """And says how to visit all the same; the broken file still counts."""
    ended = asked("once")
    assert "0 sources visited" in ended.err
    unknown = asked("once", "--source", "savd")
    assert unknown.status == 2
    assert "Did you mean 'saved'?" in unknown.err


def test_digests_are_previewed_sent_and_not_sent_twice(asked: Command, collected: Path) -> None:
    """Preview stores nothing; the edition is on disk in four forms."""
    preview = asked("digest", "preview", "daily")
    assert preview.status == 0
    assert "930,000" in preview.out
    assert asked("digest", "list", "--json").json["data"][0]["editions"] == []
    assert "would go to" in asked("digest", "send", "daily", "--dry-run").err
    sent = asked("digest", "send", "daily")
    assert sent.status == 0
    assert {Path(line).suffix for line in sent.out.splitlines()} == {".html", ".md", ".txt", ".json"}
    assert (collected / "output/digests/daily/2026-11-24.html").exists()
    again = asked("digest", "send", "daily")
    assert "nothing was sent" in again.err
    [row] = asked("digest", "list", "--json").json["data"]
    assert [edition["date"] for edition in row["editions"]] == ["2026-11-24"]
    assert "has reached everyone" in asked("digest", "resend", "daily", "--edition", "2026-11-24").err
    assert asked("digest", "resend", "daily", "--edition", "2020-01-01").status == 1
    nope = asked("digest", "send", "nope")
    assert nope.status == 2
    assert "There are: daily." in nope.err


def test_doctor_names_what_is_wrong_and_exits_1(asked: Command) -> None:
    """Every check with its note."""
    ended = asked("doctor", "--json")
    checks = {check["name"]: check for check in ended.json["checks"]}
    assert ended.status == 1
    assert not checks["config"]["ok"]
    assert not checks["source gone"]["ok"]
    assert checks["source saved"]["ok"]
    assert checks["store integrity"]["ok"]
    assert "WRONG" in asked("doctor").out


def test_replay_keeps_claims_that_did_not_change(asked: Command) -> None:
    """Same ids, nothing differs."""
    before = asked("claims", "--json").json["data"]
    told = asked("replay")
    assert "2 documents read again, 0 claims differ." in told.err
    assert [row["id"] for row in asked("claims", "--json").json["data"]] == [row["id"] for row in before]


def test_nothing_collected_yet_is_an_empty_answer(tallywire: Command, tmp_path: Path) -> None:
    """Not a failure; and asking makes nothing on disk."""
    write(tmp_path / "config/bot.toml", "")
    ended = tallywire("claims", "--json")
    assert (ended.status, ended.json["data"]) == (0, [])
    assert "Nothing has been collected" in ended.err
    assert not (tmp_path / "output").exists()


# Sources


def test_a_feed_is_found_shown_and_written_only_on_yes(tallywire: Command, web: Web, tmp_path: Path) -> None:
    """At the address itself, or named by the page there."""
    write(
        tmp_path / "config/bot.toml",
        f'[network]\nallow_private = ["{web.place}"]\n[politeness]\ndelay = "0s"\n[limits]\nworkers = 0\n',
    )
    feed = f"<rss version='2.0'><channel><item><title>Posts</title><link>{web.url('/a')}</link></item></channel></rss>"
    web.page("/feed", feed, content_type="application/rss+xml")
    web.page("/a", PAGE.format(title="Posts removed", posts="1.4 million"))
    web.page("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>')
    shown = tallywire("sources", "add", web.url("/"))
    assert shown.status == 0
    assert "930,000" in shown.err
    assert "Nothing was written" in shown.err
    written = tallywire("sources", "add", web.url("/"), "--yes", "--id", "posts", "--name", "Posts")
    assert written.out.strip() == "config/sources/posts.toml"
    assert f'url = "{web.url("/feed")}"' in (tmp_path / "config/sources/posts.toml").read_text(encoding="utf-8")
    taken = tallywire("sources", "add", web.url("/"), "--yes", "--id", "posts")
    assert taken.status == 2
    assert "is taken" in taken.err
    tested = tallywire("sources", "test", "posts")
    assert tested.status == 0
    assert "items      1, 0 of them dated" in tested.out
    del web.answers["/feed"]
    failed = tallywire("sources", "test", "posts")
    assert failed.status == 1
    assert "404" in failed.out
    none = tallywire("sources", "add", web.url("/a"))
    assert none.status == 1
    assert "no list of links on it reads like announcements" in none.err
    page = tallywire("extract", web.url("/a"), "--json")
    assert page.json["id"] == web.url("/a")
    assert tallywire("extract", web.url("/nope")).status == 1


def test_opml_goes_in_and_out(tallywire: Command, tmp_path: Path) -> None:
    """Known addresses are not written twice; ids are made of names."""
    outline = '<outline text="{}" xmlUrl="https://e.org/{}"/>'
    body = "".join(outline.format(name, n) for n, name in enumerate(["Ofcom news", "Ofcom news", "网信办", "a&amp;b"]))
    opml = f"<opml version='2.0'><body><outline text='folder'>{body}</outline></body></opml>"
    write(tmp_path / "in.opml", opml)
    first = tallywire("sources", "import", "in.opml")
    names = [Path(line).stem for line in first.out.splitlines()]
    assert names == ["ofcom-news", "ofcom-news-2", "source", "a-b"]
    assert tallywire("config", "check").status == 0
    assert "0 written, 4 were sources already." in tallywire("sources", "import", "in.opml").err
    out = tallywire("sources", "export").out
    assert out.count("<outline") == 4
    write(tmp_path / "out.opml", out)
    assert "4 were sources already" in tallywire("sources", "import", "out.opml").err
    for bad in ("not xml", "<rss/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><opml/>"):
        write(tmp_path / "bad.opml", bad)
        assert tallywire("sources", "import", "bad.opml").status == 2


# As processes


def process(*arguments: str, cwd: Path, **more: Any) -> subprocess.Popen[str]:  # Any: options of Popen
    """The program in a process of its own."""
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}  # noqa: TID251 - a process needs its own
    return subprocess.Popen([sys.executable, "-m", "bot", *arguments], cwd=cwd, env=environ, text=True, **more)


def test_a_query_loads_only_what_it_needs(collected: Path) -> None:
    """Each of these would cost more than the query itself."""
    code = (
        "import sys\nfrom bot.__main__ import main\n"
        "try:\n    main(['claims', '--json'])\nexcept SystemExit:\n    pass\n"
        "print('@', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=collected, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("@")[2].split())
    heavy = {"spacy", "httpx", "fastapi", "pydantic", "structlog", "rich", "alembic", "trafilatura", "bot.cycle"}
    assert not loaded & heavy


def test_a_reader_that_goes_away_is_no_error(collected: Path) -> None:
    """`tallywire claims | head -1`: quiet."""
    with process("claims", "--ndjson", cwd=collected, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait() in {0, 1}


def test_run_visits_answers_and_ends_with_0_on_sigterm(tmp_path: Path) -> None:
    """What is in flight is finished; nothing is said but what happened; the API answers meanwhile."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    write(tmp_path / "pages/a.html", PAGE.format(title="Posts removed", posts="1.4 million"))
    write(tmp_path / "config/sources/saved.toml", 'name = "Saved"\nkind = "folder"\nurl = "../../pages"\n')
    with process("run", "--serve", "--port", str(port), cwd=tmp_path, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        visited = next(event for line in running.stderr if (event := json.loads(line))["event"] == "visited")
        assert visited["new"] == 1
        answer = httpx.get(f"http://127.0.0.1:{port}/v1/claims?limit=1", trust_env=False)
        assert answer.json()["data"][0]["document"]["source"] == "saved"
        running.send_signal(signal.SIGTERM)
        told = [json.loads(line)["event"] for line in running.stderr]
        assert running.wait(timeout=30) == 0
    assert told == ["stopping", "stopped"]
