"""Links are made absolute, and two spellings of one item are one item."""

from __future__ import annotations

import pytest

from bot.core.links import dropped, identity, resolved

BASE = "https://regulator.example/news/index.html"


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("a1.html", "https://regulator.example/news/a1.html"),
        ("/a?b=1&c=2", "https://regulator.example/a?b=1&c=2"),
        ("//other.example/x", "https://other.example/x"),
        (" https://other.example/\n x", "https://other.example/ x"),
        ("?page=2", "https://regulator.example/news/index.html?page=2"),
    ],
)
def test_a_link_is_made_absolute(link: str, absolute: str) -> None:
    """Against the page it stands on."""
    assert resolved(link, base=BASE) == absolute


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "mailto:a@b.example", "file:///etc/passwd", "data:text/html,x", "gopher://h/x", "", None,
     "http://[::1", "https://a.example/" + "x" * 5000],
)  # fmt: skip
def test_what_is_no_web_address_is_no_link(link: str | None) -> None:
    """A feed can link to anything; nothing but http and https is ever followed."""
    assert resolved(link, base=BASE) is None


def test_files_link_to_files_only_from_files() -> None:
    """A folder's listing is the one place where file: is at home."""
    assert resolved("b.html", base="file:///saved/a.html") == "file:///saved/b.html"


def test_parameters_of_the_configuration_are_dropped() -> None:
    """From the query and from the path, the rest byte for byte."""
    url = "https://r.example/user.do;jsessionid=A1.node1?mode=view&cp=1&name=%EC%9D%B4&nop=20"
    assert (
        resolved(url, base=BASE, drop=("jsessionid", "cp", "nop"))
        == "https://r.example/user.do?mode=view&name=%EC%9D%B4"
    )
    assert dropped("https://r.example/a?utm_source=x&id=3#top", ("UTM_*",)) == "https://r.example/a?id=3#top"


@pytest.mark.parametrize(
    "other",
    [
        "https://R.example/a?b=2&a=1&utm_source=rss&utm_medium=feed",
        "https://r.example:443/a?a=1&b=2",
        "https://r.example/a?a=1&b=2#xtor=RSS-1",
        "https://r.example/a?a=1&b=2&fbclid=abc",
    ],
)
def test_spellings_of_one_address_have_one_identity(other: str) -> None:
    """Tracking, order, port and case are no part of it."""
    assert identity(other) == identity("https://r.example/a?a=1&b=2")


def test_fragments_that_name_an_item_count() -> None:
    """A page of many notices links to each by its anchor."""
    assert identity("https://r.example/n#notice-1") != identity("https://r.example/n#notice-2")
    assert identity("https://r.example/n?x=1", drop=("x",)) == identity("https://r.example/n")
