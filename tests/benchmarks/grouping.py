"""What grouping costs a document as the number of documents grows: texts into stories, and headlines online."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.core.stories import Grouping, Headline, Told, announcements
from tests.core.told_texts import figure, text

STORY = 4  # documents that tell one announcement
A_DAY = 1000
WORDS = tuple(a + b + c for a in "bdfgklmn" for b in "aeiou" for c in ("rt", "st", "lk", "ns", "rm", "ll"))
REGULATORS = tuple(f"Authority {n}" for n in range(60))


def texts(count: int, *, day: date | None = None) -> list[Told]:
    """So many texts, four of each announcement, a thousand a day or all on one day."""
    draw = random.Random(5)  # noqa: S311  # a draw of examples, no secret
    made: list[Told] = []
    while len(made) < count:
        published = day or date(2020, 1, 1) + timedelta(days=len(made) // A_DAY)
        regulator = draw.choice(REGULATORS)
        values = [draw.randrange(1000, 9_999_999) for _ in range(3)]
        title = draw.sample(WORDS, 6)
        for n in range(STORY):
            told = values if n == 0 else [value // 1000 * 1000 or value for value in values]
            figures = [figure(f"It closed [{value:,}] accounts.", actor=regulator) for value in told]
            words = " ".join([*title[:4], *draw.sample(WORDS, 20)])
            one = text(f"t{len(made)}", *figures, primary=n == 0, title=" ".join(title), text=words)
            made.append(replace(one, published=published, regulators=(regulator,)))
    return made[:count]


def headlines(count: int) -> list[Headline]:
    """So many headlines, four of each story, a minute between two."""
    draw = random.Random(5)  # noqa: S311  # as above
    made: list[Headline] = []
    while len(made) < count:
        words = draw.sample(WORDS, 9)
        made += [
            Headline(f"h{len(made) + n}", " ".join(draw.sample(words, 7)), ts=60.0 * (len(made) + n))
            for n in range(STORY)
        ]
    return made[:count]


def cost(work: Callable[[], object], *, documents: int) -> float:
    """CPU milliseconds a document."""
    before = time.process_time()
    work()
    return (time.process_time() - before) / documents * 1000


def joined(lines: Sequence[Headline]) -> None:
    """All lines, one after the other."""
    grouping = Grouping()
    for line in lines:
        grouping.join(line)


def report(sizes: Sequence[int] = (1_000, 10_000, 100_000)) -> str:
    """The cost a document at each size, as lines."""
    lines = []
    for count in sizes:
        made, lots = texts(count), headlines(count)
        stories = cost(lambda made=made: announcements(made), documents=count)  # type: ignore[misc]  # mypy cannot infer a bound default
        online = cost(lambda lots=lots: joined(lots), documents=count)  # type: ignore[misc]  # as above
        lines.append(f"{count:>8,} documents: stories {stories:.2f} ms, headlines online {online:.2f} ms a document")
    crowd = texts(10_000, day=date(2020, 1, 1))
    told = cost(lambda: announcements(crowd), documents=len(crowd))
    lines.append(f"{len(crowd):>8,} documents of one day: stories {told:.2f} ms a document")
    return "\n".join(lines) + "\n"
