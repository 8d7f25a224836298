"""A short form of `make faults`: a hostile case of each group, a small farm, twenty kills, a disk that fails ten times."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.query import DocumentQuery
from bot.core.records import SourceState
from bot.store import Store, store_url
from tests.shell.conftest import NOW
from tests.shell.test_lasting import article, feed

if TYPE_CHECKING:
    from tests.shell.conftest import Web

ROOT = Path(__file__).parents[2]
FAULTS = ROOT / "tests" / "faults"
FINE = {SourceState.OK, SourceState.QUIET}
LOST = {SourceState.BROKEN}
AWAY = {SourceState.BLOCKED}
ANY = FINE | LOST
# A host that asks us to wait, or does not answer, is not asked again in the round.
ALONE = {"http/429_secs": "127.0.0.2", "slow/silent": "127.77.0.1"}
# One case of each group, and how its source may fare: read, not what it was, or refused.
CASES = {
    "ok/feed": FINE,
    "size/bomb_feed": LOST,
    "size/endless_chunked": LOST,
    "slow/silent": LOST,
    "wire/gzip_cut": LOST,
    "redir/loop": LOST,
    "ssrf/mapped": LOST,
    "ssrf/feed_links": ANY,
    "http/429_secs": AWAY,
    "http/s403": AWAY,
    "soft/challenge": AWAY,
    "soft/guid_same": FINE,
    "xml/laughs": LOST,
    "html/tables": ANY,
    "redos/digits": ANY,
    "enc/gbk_as_utf8": ANY,
    "inject/ansi": FINE,
    "date/y99999": FINE,
}


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


def asked(port: int, path: str) -> Any:  # Any: whatever the server tells of itself
    """What a server of this suite tells of itself."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", path)
        return json.loads(connection.getresponse().read())


@contextmanager
def serving(*command: str, port: int, ready: str) -> Iterator[None]:
    """A server of the fault suite."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL) as server:
        try:
            for _ in range(200):
                try:
                    asked(port, ready)
                    break
                except OSError:
                    time.sleep(0.1)
            yield
        finally:
            server.kill()


def write_sources(folder: Path, files: dict[str, str], *, bot: str) -> None:
    """A configuration."""
    sources = folder / "config" / "sources"
    sources.mkdir(parents=True)
    (folder / "config" / "bot.toml").write_text(bot, encoding="utf-8")
    for name, text in files.items():
        (sources / f"{name}.toml").write_text(text, encoding="utf-8")


def once(folder: Path) -> subprocess.CompletedProcess[str]:
    """One round over everything, in a process of its own."""
    command = [sys.executable, "-m", "bot", "once", "--all"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180, check=False)


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """This very program in every process."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.mark.usefixtures("at_home")
def test_a_hostile_web_ends_in_the_right_states_and_reaches_nothing_inside(tmp_path: Path) -> None:
    """All in one round; those that close a host live on addresses of their own. Each failure names its cause."""
    port, canary = free_port(), free_port()
    hosts = {case: f"{ALONE.get(case, '127.0.0.1')}:{port}" for case in CASES}
    names = {case: case.replace("/", "-") for case in CASES}
    files = {
        names[case]: f'name = "{case}"\nkind = "feed"\nurl = "http://{host}/{case}"\narticle = false\n'
        for case, host in hosts.items()
    }
    write_sources(
        tmp_path,
        files,
        bot=f"[network]\nallow_private = {json.dumps(sorted({*hosts.values()}))}\n[politeness]\ndelay = '0s'\n[limits]\nfetch_seconds = 12\n",
    )
    command = (str(FAULTS / "hostile.py"), "--port", str(port), "--canary", str(canary))
    with serving(*command, port=port, ready="/__catalog"):
        ran = once(tmp_path)
        seen = asked(port, "/__canary")
    assert (ran.returncode, seen["canary_hits"], seen["leaked"]) == (3, [], [])
    assert "Traceback" not in ran.stderr
    with Store.reading(store_url(tmp_path / "output" / "tallywire.sqlite3"), now=NOW) as store:
        health = store.health()
    wrong = {
        case: str(health[names[case]].state)
        for case, states in CASES.items()
        if health[names[case]].state not in states
    }
    assert wrong == {}
    silent = [case for case in CASES if health[names[case]].state not in FINE and not health[names[case]].cause]
    assert silent == []


@pytest.mark.usefixtures("at_home")
def test_a_small_farm_is_visited_politely_and_completely(tmp_path: Path) -> None:
    """Sites that fail, limit and forbid among good ones: every verdict of the farm's audit is true, nothing twice."""
    port = free_port()
    shares = ("--limited", ".2", "--robots", ".1", "--err", ".1", "--dead", ".1", "--items", "4")
    command = (str(FAULTS / "farm.py"), "--port", str(port), "--hosts", "12", "--feeds", "24", *shares)
    with serving(*command, port=port, ready="/__audit"):
        farm = asked(port, "/__sources")
        files = {
            f"f{one['id']}": f'name = "{one["id"]}"\nkind = "feed"\nurl = "{one["url"]}"\narticle = false\n'
            for one in farm
        }
        write_sources(tmp_path, files, bot="[network]\nallow_private = true\n")
        asked(port, "/__reset")
        first = once(tmp_path)
        asked(port, "/__bump?n=1")
        second = once(tmp_path)
        audit = asked(port, "/__audit")
    assert {first.returncode, second.returncode} == {3}
    assert audit["verdict"] == dict.fromkeys(audit["verdict"], True), audit
    assert audit["totals"]["given304"] > 0
    kinds = Counter(one["kind"] for one in farm)
    readable = len(farm) - kinds["err"] - kinds["dead"]
    with Store.reading(store_url(tmp_path / "output" / "tallywire.sqlite3"), now=NOW) as store:
        urls = [row.document.url for row in store.documents(DocumentQuery(limit=0)).rows]
    assert len(urls) == len(set(urls))
    assert readable * 4 <= len(urls) <= readable * 4 + 1


def write_two_feeds(web: Web, folder: Path) -> None:
    """A feed of three pages and one of two texts, read without worker processes: five documents in all."""
    web.page("/feed", feed("One", "Two", "Three"), etag='"1"')
    web.page("/texts", feed("Four", "Five"), etag='"2"')
    for title in ("One", "Two", "Three"):
        web.page(f"/{title}", article(title))

    def file(path: str, more: str) -> str:
        return f'name = "{path}"\nkind = "feed"\nurl = "{web.url(path)}"\nlang = "en"\n{more}'

    write_sources(
        folder,
        {"pages": file("/feed", ""), "texts": file("/texts", "article = false\n")},
        bot=f'[network]\nallow_private = ["{web.place}"]\n[politeness]\ndelay = "0s"\n[limits]\nworkers = 0\n',
    )


@pytest.mark.usefixtures("at_home")
def test_twenty_kills_lose_nothing_and_double_nothing(web: Web, tmp_path: Path) -> None:
    """Wherever a round was killed, the next one leaves every item stored once, in a file that is whole."""
    write_two_feeds(web, tmp_path)
    command = [sys.executable, str(FAULTS / "killed.py"), str(tmp_path / "config"), str(tmp_path), "20"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True).stdout
    points = [json.loads(line) for line in told.splitlines()]
    assert len(points) == 20
    assert sum(point["ended"] == -9 for point in points) >= 19
    whole = dict.fromkeys(("documents", "items", "versions", "story_documents"), 5) | {"whole": True}
    assert [point for point in points if not whole.items() <= point.items()] == []


@pytest.mark.usefixtures("at_home")
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace injects the faults")
def test_a_disk_that_fills_up_or_fails_stops_a_round_in_one_sentence_and_loses_nothing(
    web: Web, tmp_path: Path
) -> None:
    """At every hundredth call on the store's files; `make faults` does it at every one."""
    write_two_feeds(web, tmp_path)
    place = (str(tmp_path / "config"), str(tmp_path / "disk"), "5")
    command = [sys.executable, str(FAULTS / "failing.py"), *place, "--faults", "ENOSPC,EIO", "--step", "100"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True).stdout
    points = [json.loads(line) for line in told.splitlines()]
    assert {point["fault"] for point in points} == {"ENOSPC", "EIO"}
    assert len(points) >= 8
    fine = dict.fromkeys(("fired", "whole", "kept", "told"), True)
    assert [point for point in points if not fine.items() <= point.items()] == []
