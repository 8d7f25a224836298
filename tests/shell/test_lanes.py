"""Who asks when: sources of one host one behind the other, and no more pages in hand than there are seats."""

from __future__ import annotations

import asyncio

import pytest

from bot.app.lanes import side_by_side
from bot.core.config import Politeness, Source
from bot.fetch.deadline import Deadline
from bot.fetch.turns import Turns


def sources(*urls: str) -> list[Source]:
    """A source for each address, named by its place."""
    return [Source(str(n), str(n), "feed", url) for n, url in enumerate(urls)]


def test_sources_of_one_host_share_a_lane() -> None:
    """A host is host:port in any case of letters; a source without one stands alone."""
    given = sources("https://a.example/1", "https://b.example/", "https://A.example/2", "https://a.example:81/", "", "")
    lanes = side_by_side(given, per_host=1)
    assert [[source.id for source in lane] for lane in lanes] == [["0", "2"], ["1"], ["3"], ["4"], ["5"]]


def test_a_host_that_may_be_asked_twice_at_once_has_two_lanes() -> None:
    """In the order given, and never an empty one."""
    given = sources(*(f"https://a.example/{n}" for n in range(5)), "https://b.example/")
    lanes = side_by_side(given, per_host=2)
    assert [[source.id for source in lane] for lane in lanes] == [["0", "2", "4"], ["1", "3"], ["5"]]


def test_a_page_in_hand_keeps_its_seat_until_the_next_is_wanted() -> None:
    """With one seat: a second visit gets its turn when the first goes on to its next page, or ends."""
    told: list[str] = []

    async def one(turns: Turns) -> None:
        with turns.visit():
            for page in (1, 2):
                turns.leave()
                async with Deadline(30) as deadline, turns.turn("a", deadline=deadline):
                    told.append(f"a asks {page}")
                told.append(f"a reads {page}")
                await asyncio.sleep(0.05)
                told.append(f"a has read {page}")

    async def other(turns: Turns) -> None:
        await asyncio.sleep(0.01)
        async with Deadline(30) as deadline, turns.turn("b", deadline=deadline):
            told.append("b asks")

    async def go() -> None:
        turns = Turns(Politeness(delay=0.2), concurrency=1)
        await asyncio.gather(one(turns), other(turns), other(turns))
        async with Deadline(30) as deadline, turns.turn("c", deadline=deadline):
            told.append("c asks")

    asyncio.run(go())
    assert told == [
        "a asks 1",
        "a reads 1",
        "a has read 1",
        "b asks",
        "a asks 2",
        "a reads 2",
        "a has read 2",
        "b asks",
        "c asks",
    ]


def test_a_visit_that_waits_for_its_next_turn_holds_no_seat() -> None:
    """The second between robots.txt and the page it allows is another host's."""
    told: list[str] = []

    async def one(turns: Turns) -> None:
        with turns.visit():
            for page in ("robots.txt", "page"):
                async with Deadline(30) as deadline, turns.turn("a", deadline=deadline):
                    told.append(page)

    async def other(turns: Turns) -> None:
        async with Deadline(30) as deadline, turns.turn("b", deadline=deadline):
            told.append("other")

    async def go() -> None:
        turns = Turns(Politeness(delay=0.2), concurrency=1)
        await asyncio.gather(one(turns), other(turns))

    asyncio.run(go())
    assert told == ["robots.txt", "other", "page"]


def test_a_visit_that_fails_or_asks_again_holds_one_seat() -> None:
    """Two turns without a leave in between are one seat, and an error gives it back."""

    async def failing(turns: Turns) -> None:
        with turns.visit():
            for _ in range(2):
                async with Deadline(30) as deadline, turns.turn("a", deadline=deadline):
                    pass
            raise ConnectionError

    async def go() -> int:
        turns = Turns(Politeness(delay=0), concurrency=1)
        for _ in range(3):
            with pytest.raises(ConnectionError):
                await failing(turns)
        async with asyncio.timeout(5), Deadline(30) as deadline, turns.turn("a", deadline=deadline):
            return 1

    assert asyncio.run(go()) == 1
