"""`tallywire demo`: the whole product on bundled pages, as a newcomer runs it and with figures of our own."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.errors import BotError
from bot.core.query import ClaimQuery, EventQuery, Selection
from bot.core.records import ClaimRow, Event, EventKind, SourceState
from bot.demo.folder import prepared, readdressed
from bot.demo.site import Site
from bot.demo.tour import Tour, tour

ROOT = Path(__file__).parent.parent.parent
PAGES = ROOT / "bot" / "demo" / "pages"
TALLYWIRE = (sys.executable, "-m", "bot")
FORMS = ("html", "md", "txt", "json")
SITE = Site(
    {host: f"127.0.0.1:{port}" for port, host in enumerate(("cac", "ftc", "harbour", "ledger", "chenbao"), 9001)}
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A demo that ran: the folder it was called from and what it printed."""

    folder: Path
    text: str

    def part(self, title: str) -> list[str]:
        """The lines of one part, without its heading and command."""
        found = next(part for part in self.text.split("\n\n") if part.startswith(title))
        return found.splitlines()[2:]


def command(line: str, *, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command the demo told us to try."""
    program, *arguments = shlex.split(line)
    assert program == "tallywire"
    return subprocess.run([*TALLYWIRE, *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """The demo as its user sees it, run once."""
    folder = tmp_path_factory.mktemp("demo")
    run = command("tallywire demo", folder=folder)
    assert (run.returncode, run.stderr) == (0, "")
    return Shown(folder, run.stdout)


def test_every_source_is_told_with_its_health(shown: Shown) -> None:
    """Two regulators, three outlets; the one that edited a page brought something, the others are quiet."""
    rows = [line.split() for line in shown.part("Sources")[1:]]
    assert sorted(row[2] for row in rows) == ["media", "media", "media", "regulator", "regulator"]
    assert {row[0]: row[3] for row in rows if row[3] != SourceState.QUIET} == {"chenbao": SourceState.OK}


def test_figures_are_told_with_hedge_unit_action_period_and_words(shown: Shown) -> None:
    """In English and in Chinese."""
    table = "\n".join(shown.part("Figures"))
    assert re.search(
        r"at least 927,600 +account +penalise +2023-03-10 to 2023-05-22 +platform-ledger +more than", table
    )
    assert re.search(r"at least 927,600 +account +penalise +.* chenbao +\S*92\.76万余个", table)


def test_the_departure_is_told_with_both_sentences(shown: Shown) -> None:
    """The outlet that adds the part to the whole stands beside the announcement."""
    lines = shown.part("Where coverage departs")
    place = next(i for i, line in enumerate(lines) if "Another 930,000 accounts" in line)
    assert "927,600" in lines[place - 2]
    assert lines[place - 1].startswith("    cac (version 1): ")
    assert "92.76万余个" in lines[place - 1]
    assert not any("platform-ledger" in line for line in lines)


def test_the_silent_edit_is_told_with_both_sentences(shown: Shown) -> None:
    """Before and after, word for word."""
    note, before, after = shown.part("Edited since")
    assert "666,000" in note
    assert "66,600" in note
    assert before.startswith("    chenbao (version 1): ")
    assert "66.6万余个" in before
    assert after.startswith("    chenbao (version 2): ")
    assert "6.66万余个" in after


def test_an_edition_of_each_day_is_written_in_four_forms(shown: Shown) -> None:
    """The first tells the figures and the departure, the second the edit."""
    paths = [shown.folder / line for line in shown.part("Digests")]
    assert [path.name for path in paths] == [f"2023-05-{day}.{form}" for day in (29, 30) for form in FORMS]
    assert all(path.stat().st_size > 200 for path in paths)
    first, second = paths[2].read_text(encoding="utf-8"), paths[6].read_text(encoding="utf-8")
    assert "927,600+" in first
    assert "666,000+ became 66,600+" in second
    assert "107,000" not in first, "an announcement of two weeks ago is stored, and is no news"


def test_every_command_it_names_works_on_what_it_left_behind(shown: Shown) -> None:
    """Those above the parts and those to try next, as they stand."""
    named = re.findall(r"^(?:\$ |  )(tallywire --config .*)$", shown.text, flags=re.MULTILINE)
    assert len(named) >= 9
    for line in named:
        run = command(line, folder=shown.folder)
        assert run.returncode == 0, f"{line}\n{run.stderr}"
        assert run.stdout or "digest send" in line, line


def test_claims_can_be_asked_for_as_json(shown: Shown) -> None:
    """Every figure with its words, address and announcement."""
    run = command(
        "tallywire --config output/demo/config --output output/demo claims --json --min 900000", folder=shown.folder
    )
    rows = json.loads(run.stdout)["data"]
    assert {row["document"]["source"] for row in rows} >= {"cac", "harbour-post", "platform-ledger", "chenbao"}
    for row in rows:
        assert row["quote"] in row["sentence_text"]
        assert row["document"]["url"].startswith("http://127.0.0.")


def test_it_writes_into_its_own_folder_alone(shown: Shown) -> None:
    """The user's own store and editions are not its business."""
    assert [str(path.relative_to(shown.folder)) for path in shown.folder.glob("*/*")] == ["output/demo"]


@pytest.fixture(scope="module")
def altered(tmp_path_factory: pytest.TempPathFactory) -> Tour:
    """The demo over pages in which three figures were changed: the announcement's, a report's, and the edit."""
    pages = tmp_path_factory.mktemp("altered") / "pages"
    shutil.copytree(PAGES, pages)
    changes = {
        "visit-1/cac/2023-05/27/c_1686800000000101.html": ("92.76万余个", "83.21万余个"),
        "visit-1/harbour/2023/05/29/china-shuts-accounts.html": ("Another 930,000", "Another 832,000"),
        "visit-2/chenbao/2023/0528/zimeiti.html": ("6.66万余个", "5.55万余个"),
    }
    for name, (before, after) in changes.items():
        page = pages / name
        text = page.read_text(encoding="utf-8")
        assert before in text
        page.write_text(text.replace(before, after), encoding="utf-8")
    return tour(pages.parent / "output", pages=pages)


def test_a_changed_page_changes_the_claims(altered: Tour) -> None:
    """The announcement's figure is read, not known."""
    with altered.bot.asking() as store:
        rows = store.claims(ClaimQuery(where=Selection(sources=("cac",), units=("account",), min=500_000))).rows
    assert [row.value for row in rows] == [832_100]
    assert "83.21万余" in rows[0].quote


def test_a_changed_page_changes_the_departures(altered: Tour) -> None:
    """The double count is found with its new figures, and the sentence for the reader names them."""
    with altered.bot.asking() as store:
        rows = store.claims(ClaimQuery(where=Selection(agreements=("differs",), sources=("harbour-post",)))).rows
    (counted_twice,) = [row for row in rows if row.value == 832_000]
    assert counted_twice.agreement
    assert counted_twice.agreement.kind == "scope"
    assert "832,100" in (counted_twice.agreement.note or "")


def test_a_changed_page_changes_the_edit(altered: Tour) -> None:
    """Both ends of the edit come out of the two visits."""
    with altered.bot.asking() as store:
        events = store.events(EventQuery(kinds=(EventKind.FIGURE_CHANGED,))).rows
        moves = [
            _ends(event, before=store.claim(event.before or ""), after=store.claim(event.after or ""))
            for event in events
        ]
    assert moves == [(666_000, 55_500)]


def test_a_changed_page_changes_the_digest(altered: Tour) -> None:
    """In every form."""
    for path in altered.editions[0]:
        text = path.read_text(encoding="utf-8")
        assert "832,100" in text or "832100" in text, path.name
    for path in altered.editions[1]:
        text = path.read_text(encoding="utf-8")
        assert "55,500" in text or "55500" in text, path.name


def test_the_second_visit_finds_nothing_new_but_the_edit(altered: Tour) -> None:
    """Nothing is read as new twice."""
    first, second = altered.rounds
    assert {visit.source: visit.new for visit in first} == {
        "cac": 3,
        "chenbao": 1,
        "ftc": 2,
        "harbour-post": 2,
        "platform-ledger": 2,
    }
    assert {visit.source: (visit.new, visit.edited) for visit in second if visit.new or visit.edited} == {
        "chenbao": (0, 1)
    }
    assert not [failure for visits in altered.rounds for visit in visits for failure in visit.failures]


def _ends(event: Event, *, before: ClaimRow | None, after: ClaimRow | None) -> tuple[float, float]:
    assert before, event.note
    assert after, event.note
    return before.value, after.value


def test_the_folder_is_emptied_when_a_demo_made_it(tmp_path: Path) -> None:
    """A second run starts anew, with the addresses of its own site."""
    prepared(tmp_path / "demo", site=SITE)
    (tmp_path / "demo" / "left-over").write_text("", encoding="utf-8")
    config = prepared(tmp_path / "demo", site=SITE)
    assert not (tmp_path / "demo" / "left-over").exists()
    assert 'url = "http://127.0.0.1:9001/' in (config / "sources" / "cac.toml").read_text(encoding="utf-8")


def test_a_site_served_at_other_ports_takes_the_settings_along(tmp_path: Path) -> None:
    """A port may be taken; the reader's own sources stay."""
    config = prepared(tmp_path / "demo", site=SITE)
    (config / "sources" / "mine.toml").write_text('name = "Mine"', encoding="utf-8")
    moved = Site({host: address.replace(":90", ":91") for host, address in SITE.addresses.items()})
    assert readdressed(tmp_path / "demo", site=moved)
    assert 'url = "http://127.0.0.1:9101/' in (config / "sources" / "cac.toml").read_text(encoding="utf-8")
    assert (config / "sources" / "mine.toml").exists()
    assert not readdressed(tmp_path / "elsewhere", site=moved)


def test_a_folder_that_is_not_the_demos_is_left_alone(tmp_path: Path) -> None:
    """Whatever stands there is kept, and the sentence says so."""
    (tmp_path / "output" / "demo").mkdir(parents=True)
    mine = tmp_path / "output" / "demo" / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    run = command("tallywire demo", folder=tmp_path)
    assert run.returncode == 1
    assert "output/demo/ holds files that no demo has made" in run.stderr
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file stands in its way."""
    (tmp_path / "output").write_text("", encoding="utf-8")
    with pytest.raises(BotError, match="cannot be written"):
        prepared(tmp_path / "output" / "demo", site=SITE)
