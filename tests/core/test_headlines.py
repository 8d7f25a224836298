"""Headlines grouped as they come."""

from __future__ import annotations

from bot.core.stories import Grouping, Headline
from bot.core.stories.headlines import OPEN_SECONDS

DAY = 24 * 3600


def groups(*titles: str, step: float = 60) -> list[str]:
    """The group of each title, one a minute."""
    grouping = Grouping()
    return [grouping.join(Headline(id=str(n), title=title, ts=n * step)) for n, title in enumerate(titles)]


def test_headlines_of_one_story_share_a_group_named_by_the_first() -> None:
    """Another story founds its own."""
    assert groups(
        "Watchdog fines bank over data leak",
        "Bank fined by watchdog for data leak",
        "Heavy snow closes airport in the north",
    ) == ["0", "0", "2"]


def test_an_answer_is_never_changed_by_a_later_line() -> None:
    """What was said stays said: the prefix of a run is the run of the prefix."""
    titles = [f"Agency number {n % 3} closes accounts of group {n % 5}" for n in range(30)]
    assert groups(*titles)[:12] == groups(*titles[:12])


def test_the_twelfth_package_is_not_the_thirteenth() -> None:
    """Ordinals that contradict keep alike headlines apart."""
    assert groups("EU agrees 12th sanctions package", "EU agrees 13th sanctions package") == ["0", "1"]
    assert groups("第12轮整治行动启动", "第13轮整治行动启动") == ["0", "1"]


def test_a_group_that_is_long_quiet_is_closed() -> None:
    """The same headline a week later is another story."""
    same = "Watchdog fines bank over data leak"
    assert groups(same, same, step=OPEN_SECONDS + DAY) == ["0", "1"]


def test_the_text_helps_where_the_headline_is_short() -> None:
    """It counts less than the title."""
    grouping = Grouping()
    body = "The watchdog fined the northern savings bank over a leak of customer data."
    first = grouping.join(Headline(id="a", title="Bank fined", text=body))
    assert grouping.join(Headline(id="b", title="Savings data leak fine", text=body)) == first


def test_lines_without_time_or_words_are_grouped_too() -> None:
    """An empty title founds a group of its own."""
    grouping = Grouping()
    assert [grouping.join(Headline(id=n, title=t)) for n, t in (("a", ""), ("b", ""), ("c", "News"))] == ["a", "b", "c"]
