"""The texts of a drawn campaign as they grow, and what they say in the form of the gold files."""

from __future__ import annotations

import random
from calendar import month_name, monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from tests.generator.campaign_words import ACCOUNTS, TITLES, Slot
from tests.generator.telling import Telling, told_sentence

Form = dict[str, Any]  # Any: JSON as the gold files have it


@dataclass(slots=True)
class Fact:
    """A figure of the world, and the claims that speak of it."""

    key: str
    slot: Slot
    value: int
    claims: list[str] = field(default_factory=list)
    departs: str | None = None


@dataclass(slots=True)
class Campaign:
    """What happened: by whom, when, and every figure."""

    number: int
    planted: str
    actor: tuple[str, Mapping[str, str]]
    month: date
    published: date
    platform: Mapping[str, str]
    reason: Mapping[str, str]
    facts: dict[str, Fact]
    documents: list[Form] = field(default_factory=list)
    # The figures for which the regulator's own sentence names the time.
    dated: set[str] = field(default_factory=set)

    def telling(self, key: str, **more: Any) -> Telling:  # Any: fields of Telling
        """A figure as it is."""
        fact = self.facts[key]
        told = Telling(key, fact.slot.unit, fact.slot.action, (), fact.value, part=key == "part")
        return replace(told, **more)


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that one sentence tells together."""

    tellings: tuple[Telling, ...]
    only: frozenset[str] | None = None


@dataclass(slots=True)
class Page:
    """A document as it grows."""

    id: str
    lang: str
    campaign: Campaign
    draw: random.Random
    other_month: bool = False
    sentences: list[str] = field(default_factory=list)
    claims: list[Form] = field(default_factory=list)
    # The figures whose sentence names the time.
    dated: set[str] = field(default_factory=set)

    def say(self, group: Group, *, dated: bool) -> None:
        """One sentence for a group; where the grammar has none for it, one for each figure."""
        tellings = tuple(
            replace(t, nouns=self.nouns(t), bound="exact" if t.bound == "kept" else t.bound) for t in group.tellings
        )
        frame = self.frame()
        for together in ((tellings,), tuple((replace(t, part=False),) for t in tellings)):
            made = [
                told_sentence(one, lang=self.lang, frame=frame, draw=self.draw, only=group.only, dated=dated)
                or told_sentence(one, lang=self.lang, frame=frame, draw=self.draw, only=group.only)
                for one in together
            ]
            if all(made):
                for sentence, one in zip(made, together, strict=True):
                    assert sentence is not None
                    self.add(sentence.text, sentence.claims, one)
                return
        message = f"no construction of {self.lang} tells {tellings}"
        raise ValueError(message)

    def nouns(self, told: Telling) -> tuple[str, ...]:
        """What is counted, in this language; a departure may name the noun of another figure."""
        facts = self.campaign.facts
        if told.nouns == ("one",):
            return facts["one"].slot.nouns[self.lang]
        return ACCOUNTS[self.lang] if told.nouns else facts[told.key].slot.nouns[self.lang]

    def frame(self) -> dict[str, Callable[[random.Random], str]]:
        """Actor, platform, reason and time as every sentence of the document names them."""
        month, campaign = self.month(), self.campaign
        zh = f"{month.year}年{month.month}月"
        name = month_name[month.month]
        words = {
            "A": campaign.actor[1][self.lang],
            "P": campaign.platform[self.lang],
            "r": campaign.reason[self.lang],
            "T": zh if self.lang == "zh" else f"in {name} {month.year}",
            "t": f" in {name} {month.year}",
            "M": str(month.month) if self.lang == "zh" else name,
            "Y": str(month.year),
        }
        return {slot: lambda _draw, word=word: word for slot, word in words.items()}  # type: ignore[misc]  # mypy cannot infer a bound default

    def month(self) -> date:
        """The month the document tells of: two earlier where it departs."""
        month = self.campaign.month
        return (month - timedelta(days=40)).replace(day=1) if self.other_month else month

    def add(self, text: str, claims: list[dict[str, object]], tellings: tuple[Telling, ...]) -> None:
        """A sentence with its claims, which speak of the facts that were told."""
        month = self.month()
        period = {
            "start": month.isoformat(),
            "end": month.replace(day=monthrange(month.year, month.month)[1]).isoformat(),
        }
        # A time that was named holds for what follows.
        stated = bool(self.dated) or str(month.year) in text
        self.dated |= {told.key for told in tellings} if stated else set()
        prefix = f"{len(self.sentences)}"
        for claim, told in zip(claims, tellings, strict=True):
            number = f"{prefix}{claim['id']}"
            parent = f"{prefix}{claim['part_of']}" if claim["part_of"] else None
            actor = self.campaign.actor[0]
            quote = str(claim["quote"])
            if quote not in text:
                quote = quote[0].upper() + quote[1:]
            more = {
                "quote": quote,
                "id": number,
                "part_of": parent,
                "period": period if stated else None,
                "actor": actor,
                "paragraph": len(self.sentences),
            }
            self.claims.append({**claim, **more})
            self.campaign.facts[told.key].claims.append(f"{self.id}#{number}")
        self.sentences.append(text)

    def form(self, *, days: int) -> Form:
        """The document in the form of the gold files."""
        campaign = self.campaign
        return {
            "id": self.id,
            "lang": self.lang,
            "kind": "regulator" if self.id.endswith("-p") else "media",
            "title": self.draw.choice(TITLES[self.lang]),
            "text": "\n\n".join(self.sentences),
            "published": (campaign.published + timedelta(days=days)).isoformat(),
            "regulators": [campaign.actor[0]],
            "platforms": [],
            "dates": [],
            "claims": self.claims,
        }


def gold(campaign: Campaign) -> Form:
    """A campaign in the form of the gold files: every fact that two documents tell."""
    facts = [
        {
            "value": fact.value,
            "unit": fact.slot.unit,
            "action": fact.slot.action,
            "claims": fact.claims,
            "agree": fact.departs is None,
            "note": fact.departs or "agrees",
        }
        for fact in campaign.facts.values()
        if len(fact.claims) > 1
    ]
    return {"campaign": f"g{campaign.number}", "planted": campaign.planted, "docs": campaign.documents, "facts": facts}
