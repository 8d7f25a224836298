"""The sentences in which a reader is told how a report departs. Every number in them is a claim's."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.phrasing.acts import DONE, NOUNS, OTHER_NOUN, act
from bot.core.phrasing.days import days_text
from bot.core.phrasing.numbers import figure_text
from bot.core.reconcile.links import Link
from bot.core.reconcile.topics import Topic
from bot.core.stories import Figure

PRIMARY = "The primary text"


def counted_twice(link: Link, *, part: Figure, told: Figure) -> str:
    """A whole that a report adds to its own part."""
    return (
        f"{PRIMARY} gives {figure_text(link.primary)} in all, the {figure_text(part)} {_done(part)} included; "
        f"this report adds {figure_text(link.report)} to {figure_text(told)}."
    )


def part_on_top(link: Link, *, whole: Figure, told: Figure) -> str:
    """A part that a report adds to its own whole."""
    return (
        f"{PRIMARY} gives {figure_text(link.primary)} as a part of {figure_text(whole)}; "
        f"this report adds {figure_text(link.report)} to {figure_text(told)}."
    )


def part_as_whole(link: Link, *, whole: Figure) -> str:
    """A part that a report gives as all there is."""
    return (
        f"{PRIMARY} gives {figure_text(link.primary)} as a part of {figure_text(whole)}; "
        f"this report gives {figure_text(link.report)} as the whole."
    )


def exchanged(link: Link, *, part: Figure) -> str:
    """A whole told as a part of its own part."""
    return (
        f"In the primary text {figure_text(part)} is a part of {figure_text(link.primary)}; "
        "this report has it the other way round."
    )


def mixed_up(link: Link, *, mine: frozenset[Topic], told: frozenset[Topic], other: Figure) -> str:
    """A value given to another group."""
    return (
        f"{PRIMARY} has {figure_text(link.primary)} for {_names(mine)} and {figure_text(other)} for {_names(told)}; "
        f"this report gives {figure_text(link.report)} to {_names(told)}."
    )


def magnitude(link: Link) -> str:
    """A slip by a power of ten."""
    return f"{PRIMARY} gives {figure_text(link.primary)}; this report gives {figure_text(link.report)}, off by a power of ten."


def unit(link: Link) -> str:
    """Another thing counted."""
    return (
        f"{PRIMARY} counts {_noun(link.primary)} ({figure_text(link.primary)}); "
        f"this report makes them {_noun(link.report)} ({figure_text(link.report)})."
    )


def action(link: Link) -> str:
    """Another act."""
    return f"{PRIMARY} says {act(link.primary)} ({figure_text(link.primary)}); this report says {_done(link.report)}."


def period(link: Link) -> str:
    """Another period."""
    return (
        f"{PRIMARY} counts {figure_text(link.primary)} for {days_text(link.primary.start, link.primary.end)}; "
        f"this report places {figure_text(link.report)} in {days_text(link.report.start, link.report.end)}."
    )


def value(link: Link) -> str:
    """Another number."""
    return f"{PRIMARY} gives {figure_text(link.primary)} ({act(link.primary)}); this report gives {figure_text(link.report)}."


def looser(link: Link) -> str:
    """A vaguer number that is true."""
    return f"{PRIMARY} gives {figure_text(link.primary)}; this report, more loosely, {figure_text(link.report)}."


def listed(names: Iterable[str]) -> str:
    """Names as a reader says them: "Weibo, Douyin and Kuaishou"."""
    *most, last = sorted(names)
    return f"{', '.join(most)} and {last}" if most else last


def _names(topics: frozenset[Topic]) -> str:
    return listed({topic.name for topic in topics})


def _done(figure: Figure) -> str:
    return DONE.get(figure.action, "told")


def _noun(figure: Figure) -> str:
    return NOUNS.get(figure.unit, OTHER_NOUN)[1]
