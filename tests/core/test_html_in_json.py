"""An index page that stands in a field of an API's answer: read by [list] selectors."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.core.config import JsonOptions, Limits, ListOptions, Source
from bot.core.records import Entry, ReadError, Request, Snapshot
from bot.core.sources import kind, step
from bot.core.sources.diagnosis import list_steps

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://r.example/unit/list?page=1"
HTML = """<ul><li><a href="/art/1.html">A notice</a><span>2026-11-20</span></li>
<li><a href="/art/2.html">Another</a><span>2026-11-19</span></li></ul><a class="next" href="?page=2">more</a>"""
OPTIONS = ListOptions("li", date="span", next="a.next", pages=2, json="data.html")
SOURCE = Source("s", "S", "list", URL, lang="en", list=OPTIONS)


def answer(value: object, *, url: str = URL) -> Snapshot:
    """An API's answer."""
    return Snapshot(url, url, 200, (("Content-Type", "application/json"),), json.dumps(value).encode(), NOW, "0" * 64)


def entries(value: object, *, source: Source = SOURCE) -> tuple[Entry, ...]:
    """The entries of one answer."""
    found = step(kind("list"), source, limits=Limits(), seen=(answer(value),))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("held", [HTML, HTML.split("\n"), [HTML]])
def test_the_field_is_read_as_the_page_it_holds(held: object) -> None:
    """In one text or in pieces; links are those of the answer's address."""
    found = entries({"data": {"html": held}}, source=replace(SOURCE, list=replace(OPTIONS, next=None)))
    assert [entry.url for entry in found] == ["https://r.example/art/1.html", "https://r.example/art/2.html"]
    assert [entry.title for entry in found] == ["A notice", "Another"]
    assert [entry.published.day for entry in found if entry.published] == [date(2026, 11, 20), date(2026, 11, 19)]


def test_the_next_answer_is_asked_for_by_the_link_in_the_page() -> None:
    """And its items follow."""
    first = answer({"data": {"html": HTML}})
    wanted = step(kind("list"), SOURCE, limits=Limits(), seen=(first,))
    assert isinstance(wanted, Request)
    assert wanted.url == "https://r.example/unit/list?page=2"
    second = answer({"data": {"html": HTML.replace("/art/", "/old/")}}, url=wanted.url)
    both = step(kind("list"), SOURCE, limits=Limits(), seen=(first, second))
    assert isinstance(both, tuple)
    assert len(both) == 4


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"data": {}}, r"list\.json: 'data\.html' leads to nothing, not to a text; the answer has the keys data"),
        ({"data": {"html": []}}, "leads to a list, not to a text"),
        ({"data": {"html": ["<li>", 3]}}, "leads to a list, not to a text"),
        ([], r'the answer is a list itself: list\.json = "\."'),
    ],
)
def test_a_path_that_leads_to_no_text_is_told(value: object, told: str) -> None:
    """With what the answer has instead."""
    with pytest.raises(ReadError, match=told):
        entries(value)


def test_a_page_where_json_was_is_told() -> None:
    """A site that stopped answering with JSON."""
    page = replace(answer(""), body=b"<html><ul></ul></html>")
    with pytest.raises(ReadError, match="not JSON"):
        step(kind("list"), SOURCE, limits=Limits(), seen=(page,))


def test_selectors_are_counted_within_the_field() -> None:
    """`sources test` explains them as on any list page."""
    steps = {one.key: one.matches for one in list_steps(answer({"data": {"html": HTML}}), source=SOURCE)}
    assert (steps["list.item"], steps["list.date"], steps["list.next"]) == (2, 2, 1)


def test_a_json_source_whose_items_are_html_is_led_to_the_list() -> None:
    """The message names the line to write."""
    source = Source("s", "S", "json", URL, json=JsonOptions("data.html", "title", "url"))
    with pytest.raises(ReadError, match=r'it is HTML: .* "list" reads that by \[list\] json = "data\.html"'):
        step(kind("json"), source, limits=Limits(), seen=(answer({"data": {"html": HTML}}),))
