"""Commands that take a text or lines of them and need no store: extract, read, group, reconcile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.shell.written import NOW, PAGE, write

if TYPE_CHECKING:
    from tests.shell.conftest import Command


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
