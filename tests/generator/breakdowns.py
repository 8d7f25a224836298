"""Campaigns whose total stands in one text and whose platforms' shares in others, with or without a sum that is too large.

The shares come in one report or each in its own, in both languages.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.generator.campaign_pages import Campaign, Form, Group, Page, gold
from tests.generator.campaign_words import ACTORS, PLATFORMS, REASONS
from tests.generator.campaigns import LANGS, Draw
from tests.generator.telling import Telling

BY_PLATFORM = frozenset({"active of a platform", "平台主语"})
STEP = 100


class Broken(Draw):
    """Draws such campaigns."""

    def broken_down(self, number: int, *, exceeds: bool) -> Form:
        """An announcement with its totals, and what three platforms say of one of them."""
        draw = self.random
        published = date(2008, 1, 1) + timedelta(days=40 * number + 40)
        campaign = Campaign(
            number=number,
            planted="none",
            actor=draw.choice(ACTORS),
            month=(published.replace(day=1) - timedelta(days=1)).replace(day=1),
            published=published,
            platform=PLATFORMS[0],
            reason=draw.choice(REASONS),
            facts=self.facts("none", beside=None),
        )
        self.write(campaign, "p", [Group((campaign.telling(key),)) for key in campaign.facts if key != "part"])
        shares = self.shares(campaign.facts["posts"].value, exceeds=exceeds)
        together = draw.random() < 0.5
        for n in range(1 if together else len(shares)):
            told = shares if together else (shares[n],)
            self.write(campaign, f"r{n}", [Group((campaign.telling("whole"),))], shares=told, days=1)
        return {**gold(campaign), "exceeds": exceeds}

    def shares(self, total: int, *, exceeds: bool) -> tuple[tuple[int, int], ...]:
        """For each platform, by number, what it removed."""
        weights = [0.2 + self.random.random() for _ in PLATFORMS]
        room = (1.15 if exceeds else 0.6) + 0.35 * self.random.random()
        return tuple((n, int(total * room * w / sum(weights)) // STEP * STEP) for n, w in enumerate(weights))

    def write(
        self,
        campaign: Campaign,
        name: str,
        groups: list[Group],
        *,
        shares: tuple[tuple[int, int], ...] = (),
        days: int = 0,
    ) -> None:
        """One document: figures of all, then of single platforms."""
        page = self.page(campaign, name, groups)
        for platform, value in shares:
            page.campaign = replace(campaign, platform=PLATFORMS[platform])
            told = Telling("posts", "content", "remove", (), value)
            page.say(Group((told,), only=BY_PLATFORM), dated=False)
            page.claims[-1]["platforms"] = [PLATFORMS[platform]["en"]]
        page.campaign = campaign
        campaign.documents.append(page.form(days=days))

    def page(self, campaign: Campaign, name: str, groups: list[Group]) -> Page:
        """The figures of all platforms, in words that name none of them."""
        lang = self.random.choice(LANGS)
        before = {key: list(fact.claims) for key, fact in campaign.facts.items()}
        while True:
            page = Page(f"b{campaign.number}-{name}", lang, campaign, self.random)
            for group in groups:
                page.say(group, dated=not page.sentences)
            if not any(platform[lang] in text for platform in PLATFORMS for text in page.sentences):
                return page
            for key, fact in campaign.facts.items():
                fact.claims[:] = before[key]


def broken_down(count: int, *, seed: int) -> list[Form]:
    """So many such campaigns, every second one with shares that are more than the total."""
    draw = Broken(seed)
    return [draw.broken_down(number, exceeds=number % 2 == 1) for number in range(count)]
