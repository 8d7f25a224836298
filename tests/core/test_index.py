"""Index pages without configuration: the group of links that reads like announcements, and its dates."""

from __future__ import annotations

import pytest

from bot.core.article import index_items

INDEX = """<html lang="en"><body><nav><a href="/about">About our office</a></nav><ul>
<li><a href="/n/1">Sixty accounts closed</a> <span>29 May 2023</span></li>
<li><span>28 May 2023</span> <a href="/n/2"><b>Ten apps removed</b></a> <a href="/n/2#c">short</a></li>
<li><a href="javascript:x()">Nothing at all</a> 27 May 2023</li>
<li><a href="/n/4">Two dates here</a> 26 May 2023 <i>until 27 May 2023</i></li></ul></body></html>"""
TITLES = ("Sixty accounts closed", "Ten apps were removed", "A fine was imposed today", "The report for the spring")


def read(body: str) -> list[tuple[str, str, str | None]]:
    """The items of a page: path, title, day."""
    items = index_items(f'<html lang="en"><body>{body}</body></html>', url="https://r.example/list", limit=500)
    return [
        (item.url.removeprefix("https://r.example"), item.title, item.published.iso if item.published else None)
        for item in items
    ]


def rows(form: str, *days: str) -> str:
    """A row for each day: {0} its number, {1} its day, {2} its title."""
    return "".join(form.format(n, day, TITLES[n % len(TITLES)]) for n, day in enumerate(days))


def days(body: str) -> list[str | None]:
    """The days of the items of a page."""
    return [day for _, _, day in read(body)]


def test_an_index_page_is_read_without_configuration() -> None:
    """Its repeated links, each with the date in its own part of the page; the site's furniture is left out."""
    found = index_items(INDEX, url="https://r.example/n/", limit=10)
    assert [(i.url, i.title, i.published and i.published.iso) for i in found] == [
        ("https://r.example/n/1", "Sixty accounts closed", "2023-05-29"),
        ("https://r.example/n/2", "Ten apps removed", "2023-05-28"),
        ("https://r.example/n/4", "Two dates here", "2023-05-26"),
    ]
    assert len(index_items(INDEX, url="https://r.example/n/", limit=1)) == 1


def test_an_index_page_shows_whether_months_come_first() -> None:
    """By its dates that can be read one way only; without any, none is read."""
    row = '<li><a href="/n/{0}">Accounts closed {0}</a> <span>{1}</span></li>'

    def days(*dates: str) -> list[str | None]:
        page = '<html lang="en"><ul>' + "".join(row.format(n, text) for n, text in enumerate(dates)) + "</ul></html>"
        items = index_items(page, url="https://r.example/", limit=9)
        return [item.published.iso if item.published else None for item in items]

    assert days("5/29/2023", "3/4/2023") == ["2023-05-29", "2023-03-04"]
    assert days("29/5/2023", "3/4/2023") == ["2023-05-29", "2023-04-03"]
    assert days("3/4/2023") == []


def test_a_long_menu_is_no_list_of_announcements() -> None:
    """However many its links are."""
    menu = "".join(f'<li><a href="/m/{n}">A department of this office {n}</a></li>' for n in range(60))
    body = f'<div class="main-menu"><nav><ul>{menu}</ul></nav></div><div>{rows("<p><a href=/n/{0}>{2}</a> {1}</p>", "1 May 2023", "2 May 2023", "3 May 2023")}</div>'
    assert [url for url, _, _ in read(body)] == ["/n/0", "/n/1", "/n/2"]
    assert read(f"<nav><ul>{menu}</ul></nav>") == []


def test_rows_that_differ_in_number_or_stripe_only_are_one_group() -> None:
    """And the cell of a table tells its links apart."""
    form = '<tr class="row-{0} odd"><td><a href="/dept/{0}">Department {0}</a></td><td><a href="/n/{0}">{2}</a></td><td>{1}</td></tr>'
    stripes = rows(form, "1 May 2023", "2 May 2023").replace("odd", "even", 1)
    assert read(f"<table>{stripes}</table>") == [
        ("/n/0", TITLES[0], "2023-05-01"),
        ("/n/1", TITLES[1], "2023-05-02"),
    ]


def test_dates_stand_beside_the_links_or_in_headings_above() -> None:
    """Where no part of the page is an item's own."""
    after = rows("<a href=/n/{0}>{2}</a> {1}<br>", "3 May 2023", "2 May 2023", "1 May 2023")
    assert days(f"<p>{after}</p>") == ["2023-05-03", "2023-05-02", "2023-05-01"]
    before = rows("{1} <a href=/n/{0}>{2}</a><br>", "3 May 2023", "2 May 2023", "1 May 2023")
    assert days(f"<p>{before}</p>") == ["2023-05-03", "2023-05-02", "2023-05-01"]
    headed = (
        "<h1>Updated 9 May 2023</h1><div><h2>3 May 2023</h2><p><a href=/n/0>Sixty accounts closed</a></p>"
        "<p><a href=/n/1>Ten apps were removed</a></p><h2>1 May 2023</h2><p><a href=/n/2>A fine was imposed</a></p></div>"
    )
    assert days(headed) == ["2023-05-03", "2023-05-03", "2023-05-01"]


def test_an_address_may_hold_the_day() -> None:
    """Where nothing on the page dates the items."""
    addresses = ("2023/05/03/closed", "2023/05/02/removed", "2023/05/01/imposed")
    body = "".join(f"<p><a href=/{address}>{TITLES[n]}</a></p>" for n, address in enumerate(addresses))
    assert days(f"<div>{body}</div>") == ["2023-05-03", "2023-05-02", "2023-05-01"]


def test_of_several_dates_that_one_counts_by_which_the_list_is_sorted() -> None:
    """Not a deadline or the day of a hearing."""
    pairs = (("9 June 2023", "4 May 2023"), ("1 July 2023", "3 May 2023"), ("2 June 2023", "1 May 2023"))
    body = "".join(
        f"<li><a href=/n/{n}>{TITLES[n]}</a> <i>until {until}</i> <b>{day}</b></li>"
        for n, (until, day) in enumerate(pairs)
    )
    assert days(f"<ul>{body}</ul>") == ["2023-05-04", "2023-05-03", "2023-05-01"]


@pytest.mark.parametrize(
    ("first", "second", "iso"), [("6/23/23", "6/22/23", "2023-06-23"), ("11 Jan 23", "10 Jan 23", "2023-01-11")]
)
def test_a_cell_that_is_a_day_may_write_its_year_short(first: str, second: str, iso: str) -> None:
    """In a sentence two digits are no year."""
    table = rows("<tr><td>{1}</td><td><a href=/n/{0}>{2}</a></td></tr>", first, second)
    assert days(f"<table>{table}</table>")[0] == iso
    sentence = rows("<tr><td>of {1} items</td><td><a href=/n/{0}>{2}</a></td></tr>", first, second)
    assert not any(days(f"<table>{sentence}</table>"))


def test_links_that_are_labels_take_their_items_title() -> None:
    """Its heading, else its longest words; a title attribute where the text is cut short."""
    form = "<div class=item><h3>{2}</h3><p>{1}</p><a href=/n/{0}.pdf>PDF</a></div>"
    assert [title for _, title, _ in read(rows(form, "1 May 2023", "2 May 2023", "3 May 2023"))] == list(TITLES[:3])
    plain = form.replace("h3", "b")
    assert [title for _, title, _ in read(rows(plain, "1 May 2023", "2 May 2023", "3 May 2023"))] == list(TITLES[:3])
    cut = '<li>{1} <a href=/n/{0} title="{2} by the office">{2} ...</a></li>'
    assert read(f"<ul>{rows(cut, '1 May 2023', '2 May 2023')}</ul>")[0][1] == f"{TITLES[0]} by the office"
    one_off = '<li>{1} <a href=/n/{0} title="示例信息服务管理规定">示例信息服务管理...</a></li>'
    assert read(f"<ul>{rows(one_off, '1 May 2023', '2 May 2023')}</ul>")[0][1] == "示例信息服务管理规定"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>No link at all, of 5 May 2023</p>",
        '<p><a href="/one">A single link stands here</a> 5 May 2023</p>',
        '<a href="#a">Up to the top</a><a href="/list#b">Down to the end</a>',
        '<a href="/a">1</a><a href="/b">2</a><a href="/c">3</a>',
        "<div>" * 5000 + '<a href="/a">x</a>',
    ],
)
def test_a_page_without_announcements_gives_none(body: str) -> None:
    """Rather than whatever links it has."""
    assert read(body) == []


def test_a_page_of_very_many_links_is_read_in_time() -> None:
    """The time grows with the page, not with its square."""
    body = "".join(f"<li><a href=/n/{n}>An announcement of note {n}</a> 1 May 2023</li>" for n in range(5000))
    assert len(index_items(f"<ul>{body}</ul>", url="https://r.example/", limit=10_000)) == 5000
