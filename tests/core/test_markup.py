"""HTML as the text a reader sees, and the configuration's selectors."""

from __future__ import annotations

import pytest

from bot.core.markup import attribute_of, css_of, looks_like_markup, picked, plain, select, soup, text_of, without
from bot.core.records import ReadError


def test_blocks_become_lines_and_cells_are_parted() -> None:
    """Figures in tables and lists are kept in their rows."""
    tree = soup(
        "<div><p>One <b>bold</b>\nword.</p>two<br>three<ul><li>a<li>b</ul>"
        "<table><tr><th>Year</th><th>Accounts</th></tr><tr><td>2023</td><td>67,000</td></tr></table></div>"
    )
    assert plain(tree).split("\n") == ["One bold word.", "two", "three", "a", "b", "Year | Accounts", "2023 | 67,000"]


def test_scripts_styles_and_comments_are_not_read() -> None:
    """Their numbers are no figures."""
    tree = soup("<p>5<script>var a = 6</script><style>p{7}</style><!-- 8 --><noscript>9</noscript></p>")
    assert plain(tree) == "5"


def test_depth_is_no_matter() -> None:
    """Five thousand levels are walked without recursion, and no text is lost."""
    assert plain(soup("<div>" * 5000 + "67,000 accounts")) == "67,000 accounts"


def test_selector_at_attribute_takes_the_attribute() -> None:
    """As in "a@title"; "@href" is the attribute of the tag itself."""
    tree = soup('<ul><li><a href="/x" title="Whole   title" class="a b">Whole…</a></li></ul>')
    item = select(tree, "li")[0]
    assert picked(item, "a@title") == "Whole title"
    assert picked(item, "a@class") == "a b"
    assert picked(item, "a") == "Whole…"
    assert picked(item, "a@missing") is None
    assert picked(item, "b") is None
    assert picked(select(tree, "a")[0], "@href") == "/x"


def test_an_at_sign_in_a_selector_is_no_attribute() -> None:
    """Addresses stand in attribute selectors."""
    assert css_of("a[href*='x@y.example']") == "a[href*='x@y.example']"
    assert attribute_of("a[href*='x@y.example']") is None
    assert (css_of("time @datetime"), attribute_of("time@datetime")) == ("time", "datetime")


@pytest.mark.parametrize("selector", ["li >", "a[", ":nonsense(3)"])
def test_a_bad_selector_is_named(selector: str) -> None:
    """In a sentence, without a traceback."""
    with pytest.raises(ReadError, match="cannot be read"):
        select(soup("<p>"), selector)


def test_text_of_leaves_plain_text_alone() -> None:
    """A "<" in a sentence is no tag; entities are read."""
    assert text_of("3 < 5 posts") == "3 < 5 posts"
    assert text_of("<p>A &amp; B</p>") == "A & B"
    assert text_of("A &amp; B") == "A & B"
    assert not looks_like_markup("1 < 2 and 3 > 2")
    assert looks_like_markup("x <br/> y")


def test_removed_parts_are_gone() -> None:
    """`[page] remove`."""
    assert plain(without(soup("<p>a<i class=share>b</i></p><p class=x>c</p>"), (".share", ".x"))) == "a"
