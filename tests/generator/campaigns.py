"""Campaigns told through the sentence grammars: a regulator's text, and three to six reports in two languages.

One report departs as planted, or none does. Reports round, leave figures out and copy each other; every tenth campaign
runs in the same weeks as the one before it, by the same regulator, with one figure in common.
`python -m tests.core.campaign_scores` prints the scores, by kind of departure.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from tests.generator.campaign_pages import Campaign, Fact, Form, Group, Page, gold
from tests.generator.campaign_words import (
    ACTORS,
    OTHERS,
    PART,
    PLATFORMS,
    POSING,
    POSTS,
    REASONS,
    SITES,
    TITLES,
    WHOLE,
    Slot,
    cut,
    rounded,
)
from tests.generator.telling import ADDITIONS, TOTALS, Telling

PLANTED = (
    *("none", "rounded", "magnitude", "myriad", "unit", "addition", "period", "action", "object", "subset", "digit"),
    "vague",
)
KINDS = {"myriad": "magnitude", "addition": "scope", "subset": "scope", "digit": "value"}
# Announcements follow each other at this distance; two at once share their days.
DAYS_APART = 11
FIRST = date(2008, 1, 1)
VAGUE = {"en": "Millions of {} were removed as well.", "zh": "数百万条{}被清理。"}
LANGS = ("en", "zh")


class Draw:
    """Draws campaigns; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # a draw of examples, no secret

    def campaign(self, number: int, *, planted: str, beside: Campaign | None) -> Campaign:
        """One campaign with all its documents; `beside` is one that runs at the same time."""
        draw = self.random
        published = beside.published if beside else FIRST + timedelta(days=DAYS_APART * number + 40)
        last = published.replace(day=1) - timedelta(days=1)
        campaign = Campaign(
            number=number,
            planted=planted,
            actor=beside.actor if beside else draw.choice(ACTORS),
            month=last.replace(day=1),
            published=published,
            platform=draw.choice(PLATFORMS),
            reason=draw.choice(REASONS),
            facts=self.facts(planted, beside=beside),
        )
        self.tell(campaign, "p", lang=draw.choice(LANGS), planted="none", groups=self.groups(campaign, primary=True))
        count = draw.randrange(3, 7)
        wrong = draw.randrange(count)
        for n in range(count):
            departs = planted if n == wrong or planted == "rounded" else "none"
            lang = self.language(campaign, departs)
            self.tell(campaign, f"r{n}", lang=lang, planted=departs, groups=self.groups(campaign, planted=departs))
        if draw.random() < 0.4:
            self.copy(campaign, draw.choice(campaign.documents[1:]))
        return campaign

    def language(self, campaign: Campaign, departs: str) -> str:
        """Of a report. Chinese has one verb for posts that are removed and accounts that are closed, so a slip is English."""
        return "en" if departs == "unit" and "sites" not in campaign.facts else self.random.choice(LANGS)

    def facts(self, planted: str, *, beside: Campaign | None) -> dict[str, Fact]:
        """The figures of one campaign; what the departure needs is among them."""
        chosen = {"whole": WHOLE, "part": PART, "posts": POSTS}
        units: set[tuple[str, str]] = set()
        for slot in self.random.sample(OTHERS, 2):
            if slot.unit not in {unit for unit, _ in units}:
                units.add((slot.unit, slot.action))
                chosen["sites" if slot is SITES else f"{slot.unit}s"] = slot
        if planted == "object" or self.random.random() < 0.2:
            one, other = self.random.sample(POSING, 2)
            chosen |= {"one": one, "other": other}
        facts = {key: Fact(key, chosen[key], value) for key, value in self.numbers(chosen).items()}
        if beside is not None:
            common = next(
                iter([key for key in facts if key in beside.facts and key not in {"whole", "part", "posts"}]), "posts"
            )
            facts[common].value = beside.facts[common].value
        return facts

    def numbers(self, slots: Mapping[str, Slot]) -> dict[str, int]:
        """Numbers with three or four digits that carry them, none of which can be mistaken for another of the campaign."""
        while True:
            values = {key: self.number(slot) for key, slot in slots.items()}
            pairs = combinations(values.values(), 2)
            if all(not 0.7 < one / other < 1.43 for one, other in pairs):
                return values

    def number(self, slot: Slot) -> int:
        """A number of the usual size with three or four digits that carry it."""
        while True:
            value = self.random.randrange(*slot.sizes)
            keep: int = 10 ** max(0, len(str(value)) - self.random.choice((3, 4)))
            if len(str(value // keep).rstrip("0")) > 1:
                return value // keep * keep

    def groups(self, campaign: Campaign, *, primary: bool = False, planted: str = "none") -> list[Group]:
        """Which figures a document tells, sentence by sentence."""
        departing = self.departing(campaign, planted)
        if departing is not None:
            first, told = departing
        else:
            whole, part = campaign.telling("whole"), campaign.telling("part")
            first, told = [Group((whole, part))], {"whole", "part"}
        rest = [key for key in campaign.facts if key not in told]
        if planted == "subset":
            rest.remove("whole")
        if not primary:
            rest = [key for key in rest if key == "posts" or self.random.random() < 0.75]
        if planted == "vague":
            rest.remove("posts")
        groups = [*first, *(Group((campaign.telling(key),)) for key in rest)]
        self.random.shuffle(groups)
        if primary:
            return groups
        return [replace(g, tellings=tuple(self.loosely(t, planted) for t in g.tellings)) for g in groups]

    def loosely(self, telling: Telling, planted: str) -> Telling:
        """A figure as reports tell it: as it stands, rounded, or "more than" a round one."""
        form = self.random.random() if planted != "rounded" else 0.4 + 0.6 * self.random.random()
        if form < 0.4 or telling.bound == "kept" or telling.value < 1000:
            return replace(telling, bound="exact")
        if form < 0.6:
            return replace(telling, value=rounded(telling.value))
        if form < 0.8:
            return replace(telling, value=rounded(telling.value), bound="about")
        return replace(telling, value=cut(telling.value), bound="at_least")

    def departing(self, campaign: Campaign, planted: str) -> tuple[list[Group], set[str]] | None:
        """The sentences that tell a figure wrongly, and which figures are told with them; None where all is told well."""
        tell = campaign.telling
        if planted == "addition":
            part = tell("part", part=False)
            self.departs(campaign, "whole", planted)
            return [Group((part, tell("whole")), only=ADDITIONS)], {"whole", "part"}
        if planted == "subset":
            self.departs(campaign, "part", planted)
            wrong = tell("part", part=False, action="penalise")
            return [Group((wrong,), only=TOTALS)], {"part"}
        if planted == "action":
            self.departs(campaign, "part", planted)
            return [Group((tell("whole"),)), Group((tell("part", part=False, action="suspend"),))], {"whole", "part"}
        if planted == "object":
            self.departs(campaign, "other", planted)
            wrong = tell("other", nouns=("one",))
            return [Group((tell("whole"), tell("part"))), Group((wrong,))], {"whole", "part", "one", "other"}
        changed = self.changed(campaign, planted)
        return (
            None
            if changed is None
            else ([Group((tell("whole"), tell("part"))), Group((changed,))], {"whole", "part", changed.key})
        )

    def changed(self, campaign: Campaign, planted: str) -> Telling | None:
        """A figure with another number or unit."""
        key = self.random.choice([key for key in campaign.facts if key not in {"whole", "part", "apps"}])
        value = campaign.facts[key].value
        told = campaign.telling(key, bound="kept")
        if planted == "unit":
            key = "sites" if "sites" in campaign.facts else "posts"
            told = campaign.telling(key, bound="kept", unit="account", nouns=("accounts",))
        elif planted in {"magnitude", "myriad"}:
            told = replace(told, value=value * (10 if planted == "magnitude" else 10_000))
        elif planted == "digit":
            told = replace(told, value=self.digit(value))
        else:
            return None
        self.departs(campaign, key, planted)
        return told

    def departs(self, campaign: Campaign, key: str, planted: str) -> None:
        """Note the departure on its fact."""
        campaign.facts[key].departs = f"{KINDS.get(planted, planted)}: {planted} planted"

    def digit(self, value: int) -> int:
        """The number with one of its first two digits changed by enough to be no rounding."""
        text = str(value)
        place = self.random.randrange(2)
        other = self.random.choice([d for d in "123456789" if abs(int(d) - int(text[place])) > 1])
        return int(text[:place] + other + text[place + 1 :])

    def tell(self, campaign: Campaign, name: str, *, lang: str, planted: str, groups: list[Group]) -> None:
        """Write one document."""
        page = Page(f"g{campaign.number}-{name}", lang, campaign, self.random)
        page.other_month = planted == "period"
        for group in groups:
            page.say(group, dated=not page.sentences or campaign.planted == "period")
        if planted == "vague":
            page.sentences.append(VAGUE[lang].format(campaign.facts["posts"].slot.nouns[lang][0]))
        if planted == "period":
            for key in page.dated & campaign.dated:
                self.departs(campaign, key, planted)
        if name == "p":
            campaign.dated = page.dated
        days = 0 if name == "p" else self.random.randrange(4)
        campaign.documents.append(page.form(days=days))

    def copy(self, campaign: Campaign, original: Form) -> None:
        """A reprint under another headline, cut at the end where there is enough of it."""
        paragraphs = original["text"].split("\n\n")
        kept = paragraphs[:-1] if len(paragraphs) > 3 else paragraphs
        text = "\n\n".join(kept)
        name = f"{original['id']}x"
        claims = [claim for claim in original["claims"] if claim["paragraph"] < len(kept)]
        for fact in campaign.facts.values():
            numbers = [claim.split("#")[1] for claim in fact.claims if claim.startswith(f"{original['id']}#")]
            fact.claims += [f"{name}#{number}" for number in numbers if number in {claim["id"] for claim in claims}]
        title = self.random.choice(TITLES[original["lang"]])
        campaign.documents.append(
            {**original, "id": name, "title": title, "text": text, "claims": claims, "copy_of": original["id"]}
        )


def drawn(count: int, *, seed: int = 7, planted: tuple[str, ...] = PLANTED) -> list[Form]:
    """So many campaigns, the departures in turn."""
    draw = Draw(seed)
    made: list[Campaign] = []
    for number in range(count):
        beside = made[-1] if number % 10 == 9 else None
        made.append(draw.campaign(number, planted=planted[number % len(planted)], beside=beside))
    return [gold(campaign) for campaign in made]
