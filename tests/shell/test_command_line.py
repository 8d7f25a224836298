"""The command line as a newcomer and as a script meet it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from tests.shell.conftest import Command, Ran, Web

from tests.shell.written import NOW, PAGE, write


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


# Collected once, asked many times


def test_once_reads_what_it_can_and_names_the_rest(collected: Path) -> None:
    """Status 3: the missing folder and the broken file cost themselves only; in sentences, whoever reads stderr."""
    status, *told = (collected / "once.txt").read_text(encoding="utf-8").splitlines()
    text = "\n".join(told)
    assert status == "3", text
    assert "nme: unknown key. Did you mean 'name'?" in text
    assert "gone: broken:" in text
    assert "2 documents new" in text
    assert "Traceback" not in text
    assert not [line for line in told if line.startswith("{")]


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
    assert 'There is no claim "nope"' in missing.err


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
