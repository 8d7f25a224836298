"""The body of an article: one reader's choice, completed and pruned run by run, or another's where it is doubtful."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import takewhile

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document

from bot.core.article.agreement import completed, letters, markup_of, taken
from bot.core.article.asides import is_aside
from bot.core.article.rails import PROSE_WEIGHT, places, without_rails
from bot.core.article.runs import HEADINGS, Run, reach, runs
from bot.core.article.stated import Stated
from bot.core.markup import text_of, tidy
from bot.core.moments import moment

MAIN_SHARE = 0.7
OUTSIDE_WEIGHT = 100.0
SURE_WEIGHT = 300.0
MOST_DROPPED = 0.3
LINKED = 0.8
MOST_LINKED = 0.15
RUNS_SHARE = 0.15
RUNS_SHARE_UNSURE = 0.7
FIRST_RUNS = 8
LESS_SHOWN = 3
SHORTEST_STATED = 200
OFTEN = 3
LONGEST_DATELINE = 120.0
MOST_REPEATED = 0.5
SHORTEST_STANDFIRST = 40
CLEARLY_MORE = 1.5
OUTER_SHARES = (1.0, 0.5, 0.25)


def body_of(tree: HtmlElement, *, said: Stated, title: str) -> str:
    """The text of the article of a page, a line a block or row of a table; empty where there is none.

    A line at its head that repeats the title is no part of the text. A page that states its text for machines and shows
    less than a third of it is read by what it states. The tree is changed.
    """
    shown = _shown(tree, said=said, title=title)
    if len(said.body) <= LESS_SHOWN * len(shown) + SHORTEST_STATED:
        return shown
    return text_of(said.body)


def _shown(tree: HtmlElement, *, said: Stated, title: str) -> str:
    found = without_rails(tree)
    text = _first_reading(tree)
    first = taken(found, text)
    if _length(found, first) < RUNS_SHARE * len(text):
        found = runs(tree, with_hidden=True)
        first = taken(found, text)
    if _prose(found, first) < SURE_WEIGHT and _length(found, first) < RUNS_SHARE_UNSURE * len(text):
        # Where nothing is shown, the reader itself takes what is stated, but as one line and without its markup.
        return text_of(said.body) if len(said.body) >= len(text) else _lines(text, titles=_title_keys(title, said))
    first = completed(found, first)
    if _prose(found, first) < SURE_WEIGHT:
        second = _densest(found)
        more = _prose(found, second) > CLEARLY_MORE * _prose(found, first)
        first = second if more and _length(found, second) > _length(found, first) else first
    chosen = _pruned(found, first, titles=_title_keys(title, said)) | _standfirst(found, first, said=said)
    return "\n".join(found[number].text for number in sorted(chosen))


def _title_keys(title: str, said: Stated) -> set[str]:
    return {letters(line).casefold() for line in (title, *said.headlines)}


def _lines(text: str, *, titles: set[str]) -> str:
    """The first reader's own lines, where the runs of the page are too unlike them to be chosen by them."""
    lines = [line for line in tidy(text).split("\n") if not is_aside(line)]
    head = [line for line in lines[:FIRST_RUNS] if letters(line).casefold() not in titles]
    return "\n".join(head + lines[FIRST_RUNS:])


def _standfirst(found: Sequence[Run], chosen: set[int], *, said: Stated) -> set[int]:
    """The run before the text that the page also gives as its own description."""
    described = letters(said.description or "").casefold()
    if len(described) < SHORTEST_STANDFIRST or not chosen:
        return set()
    for number, run in enumerate(found[: min(chosen)]):
        text = letters(run.text).casefold()
        if (
            len(text) >= SHORTEST_STANDFIRST
            and run.kind != "h1"
            and (text.startswith(described) or described.startswith(text))
        ):
            return {number}
    return set()


def _first_reading(tree: HtmlElement) -> str:
    """The text that trafilatura finds (its tables kept: figures stand in them)."""
    read = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    return read.text or "" if isinstance(read, Document) else ""


def _prose(found: Sequence[Run], chosen: set[int]) -> float:
    return sum(found[number].weight for number in chosen if found[number].weight > 0)


def _densest(found: Sequence[Run]) -> set[int]:
    """The runs of the element that has most prose close below it (as Readability counts: children in full, less further down)."""
    sums: defaultdict[HtmlElement, float] = defaultdict(float)
    for run in found:
        if run.weight > 0 and not is_aside(run.text):
            for share, place in zip(OUTER_SHARES, run.element.iterancestors(), strict=False):
                sums[place] += share * run.weight
    if not sums:
        return set()
    best = max(sums, key=lambda place: sums[place])
    return {number for number, run in enumerate(found) if _within(run, best)}


def _pruned(found: Sequence[Run], chosen: set[int], *, titles: set[str]) -> set[int]:
    """Without what belongs to another article, what stands outside the main element, lone links, asides, the title."""
    left = _of_one_article(found, chosen, titles=titles)
    left -= _outside(found, left)
    left -= _lone_links(found, left)
    left -= {number for number in left if is_aside(found[number].text)}
    left -= _repeated(found, left)
    left -= _datelines(found, left)
    head = sorted(left)[:FIRST_RUNS]
    return left - {number for number in head if letters(found[number].text).casefold() in titles}


def _of_one_article(found: Sequence[Run], chosen: set[int], *, titles: set[str]) -> set[int]:
    """Without the other articles, where several <article> elements hold one each (pages that scroll on and on).

    The one that is meant holds the title, each of the others an <h1> of its own.
    """
    groups: defaultdict[HtmlElement, set[int]] = defaultdict(set)
    for number in chosen:
        around = next((place for place in places(found[number].element) if place.tag == "article"), None)
        if around is not None:
            groups[around].add(number)
    large = {place: group for place, group in groups.items() if _prose(found, group) >= SURE_WEIGHT}
    titled = {
        place
        for run in found
        if run.kind in HEADINGS and letters(run.text).casefold() in titles
        for place in places(run.element)
        if place in large
    }
    if len(titled) != 1:
        return set(chosen)
    others = [group for place, group in large.items() if place not in titled and place.find(".//h1") is not None]
    return chosen.difference(*others)


def _outside(found: Sequence[Run], chosen: set[int]) -> set[int]:
    """What is no long prose and stands outside the element that holds most of the prose."""
    main = _main(found, chosen)
    if main is None:
        return set()
    inside = {number for number in chosen if _within(found[number], main)}
    alike = {markup_of(found[number]) for number in inside if found[number].weight >= PROSE_WEIGHT}
    out = {
        number
        for number in chosen - inside
        if found[number].weight < OUTSIDE_WEIGHT
        and not (found[number].kind == "tr" and number > min(inside))
        and markup_of(found[number]) not in alike
    }
    sure = _prose(found, inside) >= SURE_WEIGHT
    return out if sure or _length(found, out) < MOST_DROPPED * _length(found, chosen) else set()


def _main(found: Sequence[Run], chosen: set[int]) -> HtmlElement | None:
    """The innermost element that holds most of the prose."""
    sums: defaultdict[HtmlElement, float] = defaultdict(float)
    for number in chosen:
        run = found[number]
        if run.weight > 0:
            for place in places(run.element):
                sums[place] += run.weight
    wanted = MAIN_SHARE * _prose(found, chosen)
    enough = [place for place, total in sums.items() if total >= wanted]
    return max(enough, key=lambda place: sum(1 for _ in place.iterancestors()), default=None)


def _lone_links(found: Sequence[Run], chosen: set[int]) -> set[int]:
    """Runs that are a link and nothing else, where the article is no list of links."""
    linked = {number for number in chosen if found[number].links and found[number].share >= LINKED}
    return linked if _length(found, linked) < MOST_LINKED * _length(found, chosen) else set()


def _datelines(found: Sequence[Run], chosen: set[int]) -> set[int]:
    """Short runs with a date before the first prose: when, by whom and how often read, all of which is no text."""
    head = takewhile(lambda number: found[number].weight <= 0, sorted(chosen))
    return {number for number in head if reach(found[number].text) <= LONGEST_DATELINE and moment(found[number].text)}


def _repeated(found: Sequence[Run], chosen: set[int]) -> set[int]:
    """Sentences without a figure that stand there time and again: what a page says of each of its frames."""
    texts = (found[number].text for number in chosen if found[number].weight >= OUTSIDE_WEIGHT)
    times = Counter(text for text in texts if not any(character.isdigit() for character in text))
    repeated = {number for number in chosen if times[found[number].text] >= OFTEN}
    return repeated if _length(found, repeated) < MOST_REPEATED * _length(found, chosen) else set()


def _within(run: Run, element: HtmlElement) -> bool:
    return any(place is element for place in places(run.element))


def _length(found: Sequence[Run], chosen: set[int]) -> int:
    return sum(len(found[number].text) for number in chosen)
