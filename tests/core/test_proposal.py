"""Selectors proposed for a list page, what a page offers beside, and how a source's selectors fare on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.core.article.offers import offers
from bot.core.article.proposal import Proposal, proposed
from bot.core.config import JsonOptions, Limits, ListOptions, PageOptions, Source
from bot.core.records import Entry, ReadError, Snapshot
from bot.core.sources import kind, step
from bot.core.sources.diagnosis import json_steps, list_steps, page_steps

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://r.example/list"
TITLES = ("Sixty accounts closed", "Ten apps were removed", "A fine was imposed today", "The report for the spring")
DAYS = ("23 November 2026", "20 November 2026", "19 November 2026", "2 November 2026")
LIST = Source("s", "S", "list", URL, list=ListOptions("li"))


def served(body: str, *, kind: str = "text/html; charset=utf-8") -> Snapshot:
    """A page as if it had been fetched."""
    return Snapshot(URL, URL, 200, (("Content-Type", kind),), body.encode(), NOW, "0" * 64)


def page(form: str, *, around: str = "{}", days: tuple[str, ...] = DAYS) -> str:
    """A page of rows: {0} a number, {1} a day, {2} a title."""
    rows = "".join(form.format(n, day, TITLES[n]) for n, day in enumerate(days))
    menu = "".join(f'<li><a href="/m/{n}">Department number {n}</a></li>' for n in range(30))
    return f'<html lang="en"><body><ul class="menu">{menu}</ul>{around.format(rows)}</body></html>'


def selectors(body: str) -> tuple[ListOptions, tuple[Entry, ...]]:
    """What is proposed, and what a list source reads by it."""
    found = proposed(body, url=URL)
    assert isinstance(found, Proposal)
    source = replace(LIST, list=found.options, lang=found.lang)
    entries = step(kind("list"), source, limits=Limits(), seen=(served(body),))
    assert isinstance(entries, tuple)
    return found.options, entries


@pytest.mark.parametrize(
    ("body", "item", "link", "date"),
    [
        (page('<div class="row-{0} news"><a href="/n/{0}">{2}</a> <i class=when>{1}</i></div>'), "div.news", "a", "i.when"),
        (page('<li class="odd"><a href="/n/{0}">{2}</a> <time datetime="2026-11-0{0}">{1}</time></li>',
              around="<ul id=news>{}</ul>", days=("3 days ago",) * 4), "#news > li", "a", None),
        (page("<tr><td>{1}</td><td><a href=/dept/{0}>D</a></td><td><a href=/n/{0}>{2}</a></td></tr>",
              around="<table class=t><tbody>{}</tbody></table>"), "table.t tr", "td:nth-of-type(3) a", "td:nth-of-type(1)"),
        (page('<p><b>{2}</b> {1}<span> <a class=dl href="/n/{0}.pdf">PDF</a></span></p>', around="<main>{}</main>"),
         "main > p", "a", None),
        (page('<a class=card href="/n/{0}"><h3>{2}</h3><span>{1}</span></a>', around="<section>{}</section>"),
         "a.card", "a", "span"),
        (page("<article><h2><a href=/n/{0}>{2}</a></h2><em>{1}</em></article>"), "article", "a", "em"),
    ],
)  # fmt: skip
def test_selectors_are_short_and_find_the_announcements_only(body: str, item: str, link: str, date: str | None) -> None:
    """They are tried on the page; a date that no selector gives is left to the articles."""
    options, entries = selectors(body)
    assert (options.item, options.link) == (item, link)
    assert [entry.url for entry in entries] == [
        f"https://r.example/n/{n}{'.pdf' if 'PDF' in body else ''}" for n in range(4)
    ]
    if date is not None:
        assert options.date == date
        assert [entry.published is not None for entry in entries] == [True] * 4


def test_a_date_that_could_be_read_two_ways_comes_with_its_format() -> None:
    """Told by those on the page that can be read one way only; and a language where its months need one."""
    options, entries = selectors(
        page("<li class=n><a href=/n/{0}>{2}</a><b>{1}</b></li>", days=("11/23/2026", "11/3/2026", "10/30/2026"))
    )
    assert options.date_format == "%m/%d/%Y"
    assert [entry.published.iso if entry.published else None for entry in entries] == [
        "2026-11-23", "2026-11-03", "2026-10-30",
    ]  # fmt: skip


def test_links_that_are_labels_take_the_headings_as_titles() -> None:
    """A selector for them is proposed."""
    options, entries = selectors(page("<div class=d><h4>{2}</h4><i>{1}</i><a href=/n/{0}.pdf>Download</a></div>"))
    assert options.title == "h4"
    assert [entry.title for entry in entries] == list(TITLES)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Nothing</p>",
        page("<p><a href=/n/{0}>{0}</a></p>"),
        # one class for all, rows and menu alike, and nothing above them that tells them apart
        "<body>"
        + "".join(f"<a href=/n/{n}>{TITLES[n % 4]}</a> {DAYS[n % 4]}<br><a href=/m/{n}.txt>Menu</a>" for n in range(9)),
    ],
)
def test_what_no_selector_can_tell_apart_is_not_proposed(body: str) -> None:
    """Refused, not invented."""
    assert proposed(body, url=URL) is None


def test_a_page_names_its_feeds_those_of_comments_last() -> None:
    """In its head, or by links that look like one."""
    found = offers(
        '<head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">'
        '<link rel="alternate" type="application/atom+xml" href="news.atom"><link rel="stylesheet" href="/feed.xml">'
        '<link rel="alternate" hreflang="de" href="/de"></head><a href="/press/rss.xml">Press</a><a href="/about">x</a>',
        url=URL,
    )
    assert [address for address, _ in found.feeds] == [
        "https://r.example/news.atom", "https://r.example/press/rss.xml", "https://r.example/comments/feed/",
    ]  # fmt: skip
    assert not found.scripted


@pytest.mark.parametrize(
    ("body", "scripted"),
    [
        ('<div id="root"></div><script src=a.js></script>', "yes"),
        ("<noscript>On, please</noscript><script>x()</script>", "yes"),
        ("<script src=a></script><script src=b></script><script src=c></script>", "yes"),
        ("<script>x()</script><p>A short page", "no"),
        ('<div id="root">' + "Text that was there from the start. " * 20 + "</div><script src=a.js></script>", "no"),
        ("<p>Short, and no script", "no"),
    ],
)
def test_a_page_that_scripts_draw_is_told_from_a_short_one(body: str, scripted: str) -> None:
    """By its text before they have run."""
    assert offers(body, url=URL).scripted == (scripted == "yes")


@pytest.mark.parametrize(
    ("body", "data"),
    [
        (
            '<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"a": 1}</script>',
            "script#__NEXT_DATA__",
        ),
        ('<div id="app"></div><script type="application/json">{}</script>', 'script[type="application/json"]'),
        ('<div id="app"></div><script src="a.js"></script>', None),
        ("<p>" + "Text. " * 200 + '</p><script type="application/json">{}</script>', None),
    ],
)
def test_the_data_of_a_page_that_scripts_draw_are_found(body: str, data: str | None) -> None:
    """Where it brings them itself."""
    assert offers(body, url=URL).data == data


TABLE = "<table><tr><td><a href=/n/1>One</a></td><td>23.11.2026</td></tr><tr><td><a href=/n/2>Two</a></td><td>soon</td></tr></table>"


def hints(options: ListOptions, body: str = TABLE) -> dict[str, tuple[str, ...]]:
    """The hints at each key of a list source on a page."""
    return {one.key: one.hints for one in list_steps(served(body), source=replace(LIST, list=options))}


@pytest.mark.parametrize(
    ("item", "hint"),
    [
        ("table > tbody > tr", "'table > tr' finds 2"),
        ("table tbody tr", "'table tr' finds 2"),
        ("tr:nth-child(5) > td", "'tr > td' finds 4"),
        ("div.gone table tr", "its end 'table tr' finds 2"),
        ("div.gone > ul:has(> b)", ""),
    ],
)
def test_a_selector_that_finds_nothing_is_tried_a_little_different(item: str, hint: str) -> None:
    """Browsers add tbody; places and wrappers change."""
    found = hints(ListOptions(item))["list.item"]
    assert hint in " ".join(found) if hint else not found


def test_a_selector_that_will_not_last_is_told() -> None:
    """Three counted places, or more than four levels."""
    deep = "<div><div><div><div><div><p><a href=/1>x</a></p></div></div></div></div></div>"
    assert "5 levels" in hints(ListOptions("div > div > div > div > div"), deep)["list.item"][0]
    counted = "div:nth-child(1) > div:nth-child(1) > div:nth-of-type(1)"
    assert "counts places 3 times" in hints(ListOptions(counted), deep)["list.item"][0]


def test_each_key_is_counted_with_a_sample() -> None:
    """Dates that are not read are shown, titles that are all the same, a next page."""
    options = ListOptions("tr", title="td a", date="td:nth-of-type(2)", next="a.more", pages=2)
    steps = {one.key: one for one in list_steps(served(TABLE), source=replace(LIST, list=options, lang="de"))}
    assert [(one.key, one.matches, one.of, one.sample) for one in steps.values()] == [
        ("list.item", 2, 2, ""), ("list.title", 2, 2, "One"), ("list.link", 2, 2, ""),
        ("list.date", 2, 2, "23.11.2026"), ("list.next", 0, 1, ""),
    ]  # fmt: skip
    assert "1 are not read as dates: 'soon'" in steps["list.date"].hints[0]
    form = replace(options, date_format="%Y")
    assert "does not follow date_format" in hints(form)["list.date"][0]
    same = "<ul>" + "<li><a href=/a>Read more</a></li>" * 3 + "</ul>"
    assert "a label, not their title" in hints(ListOptions("li", title="a"), same)["list.title"][0]
    assert [one.matches for one in list_steps(served("<a href=/1>x</a>"), source=replace(LIST, list=ListOptions("a", link="@href")))] == [1, 1]  # fmt: skip
    assert list_steps(served(TABLE), source=replace(LIST, list=None)) == ()
    with pytest.raises(ReadError, match="cannot be read"):
        hints(ListOptions("tr["))


def test_page_selectors_and_json_paths_are_counted_too() -> None:
    """As far as they lead."""
    article = served("<h1>The title</h1><div class=b>Text</div><i class=x>1</i>")
    source = replace(LIST, page=PageOptions(body="div.gone", title="h1", remove=(".x",)))
    steps = page_steps(article, source=source)
    assert [(one.key, one.matches, one.sample) for one in steps] == [
        ("page.body", 0, ""), ("page.title", 1, "The title"), ("page.remove", 1, "1"),
    ]  # fmt: skip
    assert "without it the body is found" in steps[0].hints[-1]
    assert page_steps(article, source=LIST) == ()
    api = replace(LIST, kind="json", list=None, json=JsonOptions("rows", "t", "https://r.example/{id}", date="d"))
    answer = served('{"rows": [{"t": "A", "d": "2026-11-23"}, {"t": ""}, 7]}', kind="application/json")
    assert [(one.key, one.matches, one.of, one.sample) for one in json_steps(answer, source=api)] == [
        ("json.items", 2, 2, ""), ("json.title", 1, 2, "A"), ("json.date", 1, 2, "2026-11-23"),
    ]  # fmt: skip
    assert json_steps(served("{}"), source=api)[0].matches == 0
    assert json_steps(answer, source=LIST) == ()
