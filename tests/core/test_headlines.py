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


def test_rare_words_find_their_story_among_any_number_of_lines_with_common_ones() -> None:
    """Common words are followed last, and not to all groups."""
    common = ("regulator", "report", "market", "week", "country", "online", "service", "company", "chief", "court")
    pairs = [(a, b) for a in "bcdfghjklmnprtvwyz" for b in "bcdfghjklmnprtvwyz"]
    endings = ("abor", "emul", "idan", "ovik", "urel", "agin", "ipom", "oqua")
    lines = [
        f"{' '.join(a + end + b for end in endings)} {common[n % 10]} {common[(n + 1) % 10]}"
        for n, (a, b) in enumerate(pairs)
    ]
    wanted = "Salmon farm escape alarms anglers"
    found = groups(wanted, *lines, f"Anglers alarmed: salmon escape farm {' '.join(common)}")
    assert found == [*map(str, range(len(lines) + 1)), "0"]


def test_a_group_that_its_words_no_longer_lead_to_is_closed_like_any_other() -> None:
    """A word leads to the latest groups only; the groups that came after may be closed before."""
    letters = "bdfghklmnprtvz"
    crowd = [f"Watchdog {' '.join(f'{a}{v}{b}{v}n' for v in 'aeiou')}" for a in letters for b in "bdfgk"]
    grouping = Grouping()
    first = grouping.join(Headline(id="first", title="Watchdog raids harbour warehouse", ts=0))
    for n, title in enumerate(crowd):
        grouping.join(Headline(id=f"c{n}", title=title, ts=1))
    assert len({grouping.join(Headline(id=f"d{n}", title=title, ts=2)) for n, title in enumerate(crowd)}) == len(crowd)
    late = grouping.join(Headline(id="late", title="Harbour warehouse raids", ts=OPEN_SECONDS))
    assert late == first
    assert grouping.join(Headline(id="next", title="Snow closes airport", ts=OPEN_SECONDS + DAY)) == "next"
    assert grouping.join(Headline(id="end", title="Harbour warehouse raids", ts=3 * OPEN_SECONDS)) == "end"
