"""Every starter source works on a saved page of its structure: `tests/snapshots/<id>/` is walked."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.article import read_article
from bot.core.config import BotConfig, Limits, Source
from bot.core.records import Entry, Request, Snapshot
from bot.core.sources import kind
from bot.settings import check, load

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "config"
SNAPSHOTS = ROOT / "tests" / "snapshots"
IDS = sorted(path.stem for path in (CONFIG / "sources").glob("*.toml"))
NOW = datetime(2026, 9, 20, 8, 0, tzinfo=UTC)


def expected(source_id: str) -> dict[str, Any]:  # Any: a JSON file, its fields are told in snapshots/README.md
    """What must come out of a source's saved pages."""
    loaded = json.loads((SNAPSHOTS / source_id / "expected.json").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def source(source_id: str) -> Source:
    """A starter source as the bot reads it."""
    found = next((s for s in load(CONFIG, environ={}).sources if s.id == source_id), None)
    assert found, f"config/sources/{source_id}.toml is broken"
    return found


def saved(request: Request, file: Path, content_type: str) -> Snapshot:
    """A saved page as if it had just been fetched."""
    body = file.read_bytes()
    headers = (("Content-Type", content_type),)
    return Snapshot(request.url, request.url, 200, headers, body, NOW, hashlib.sha256(body).hexdigest())


def entries(of: Source, file: Path, content_type: str) -> tuple[Entry, ...]:
    """Drive the source's kind with one saved listing."""
    visit = kind(of.kind).visit(of, limits=Limits())
    request = next(visit)
    assert request.url == of.url
    try:
        visit.send(saved(request, file, content_type))
    except StopIteration as done:
        found = done.value
        assert isinstance(found, tuple)
        return found
    pytest.fail("one page is the whole listing, yet another one was asked for")


def listing(source_id: str) -> tuple[Path, str]:
    """The saved listing of a source and the type it is served with."""
    folder = SNAPSHOTS / source_id
    file = next(path for name in ("listing.html", "listing.json", "feed.xml") if (path := folder / name).exists())
    return file, expected(source_id).get("content_type", "text/html; charset=utf-8")


def test_the_starter_configuration_has_no_mistake() -> None:
    """And enough real sources, each with evidence and an expectation."""
    assert check(CONFIG, environ={}) == ()
    settings = load(CONFIG, environ={})
    assert len(settings.sources) >= 41
    assert {s.kind for s in settings.sources} >= {"feed", "list", "json"}
    for one in settings.sources:
        assert one.verified, f"{one.id} does not say when its structure was seen"
        assert one.expect.items_min >= 1
        assert one.expect.quiet_after


def test_every_source_has_saved_pages_and_every_folder_a_source() -> None:
    """Neither is forgotten when the other changes."""
    assert sorted(path.name for path in SNAPSHOTS.iterdir() if path.is_dir()) == IDS


@pytest.mark.parametrize("source_id", IDS)
def test_the_saved_listing_gives_the_expected_entries(source_id: str) -> None:
    """Title, link and day of every item, in the page's order."""
    found = entries(source(source_id), *listing(source_id))
    wanted = expected(source_id)["entries"]
    assert [e.title for e in found] == [w["title"] for w in wanted]
    assert [e.url for e in found] == [w["link"] for w in wanted]
    assert [e.published and e.published.day.isoformat() for e in found] == [w["day"] for w in wanted]


@pytest.mark.parametrize("source_id", [i for i in IDS if "article" in expected(i)])
def test_the_saved_article_is_read_by_the_sources_own_selectors(source_id: str) -> None:
    """Title, date and paragraphs, without what stands around them."""
    of, wanted = source(source_id), expected(source_id)["article"]
    article = read_article(
        (SNAPSHOTS / source_id / "article.html").read_bytes(),
        url=expected(source_id)["entries"][0]["link"],
        content_type="text/html; charset=utf-8",
        encoding=of.encoding,
        page=of.page,
        lang=of.lang,
    )
    assert article.title == wanted["title"]
    assert (article.published and article.published.iso) == wanted.get("published")
    paragraphs = [line for line in article.text.split("\n") if line.strip()]
    assert paragraphs[: len(wanted["paragraphs"])] == wanted["paragraphs"]


def test_a_source_with_selectors_for_the_article_has_a_saved_article() -> None:
    """What is configured is shown to work."""
    configured = {s.id for s in load(CONFIG, environ={}).sources if s.page != type(s.page)()}
    assert configured == {i for i in IDS if "article" in expected(i)}


@pytest.mark.parametrize(
    ("source_id", "kept"),
    [
        ("cac-consultations", ["关于《示例信息服务管理办法（征求意见稿）》公开征求意见的通知"]),
        ("pib-india", []),
        ("eur-lex", ["Sample Commission Implementing Regulation on the digital services of very large platforms"]),
    ],
)
def test_include_keeps_the_items_it_is_meant_for(source_id: str, kept: list[str]) -> None:
    """By their titles; India's press bureau is told apart by the text only, where a ministry is named."""
    of = source(source_id)
    patterns = [re.compile(pattern) for pattern in of.include]
    titles = [entry.title for entry in entries(of, *listing(source_id))]
    assert [title for title in titles if any(pattern.search(title) for pattern in patterns)] == kept
    assert any(pattern.search("Ministry of Electronics & IT") for pattern in patterns) == (source_id == "pib-india")


def test_a_changed_page_no_longer_gives_the_entries() -> None:
    """The test above looks at the selectors, not at some guess that would succeed anyway."""
    of = source("cac")
    assert of.list
    broken = replace(of, list=replace(of.list, item="#somewhereElse li"))
    assert entries(of, *listing("cac"))
    assert not entries(broken, *listing("cac"))


# Lines of bot.toml that show an example, not a default.
EXAMPLES = ("contact", "pages", "url", "file", "host", "port", "from", "user ", "password", "tls")


def test_the_commented_lines_of_bot_toml_are_the_defaults(tmp_path: Path) -> None:
    """Whoever takes a comment sign away changes nothing."""
    lines = [line.removeprefix("# ") for line in (CONFIG / "bot.toml").read_text(encoding="utf-8").splitlines()]
    defaults = [line for line in lines if " = " in line.split("#")[0] and not line.startswith(EXAMPLES)]
    assert len(defaults) >= 18
    kept = [line for line in lines if line in defaults or (line.startswith("[") and line.rstrip().endswith("]"))]
    kept.remove("[smtp]")
    (tmp_path / "bot.toml").write_text("\n".join(kept), encoding="utf-8")
    assert load(tmp_path, environ={}).bot == BotConfig()
