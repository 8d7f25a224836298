"""Sentences with known claims: templates with slots, filled at random from words of their own.

A construction is a template such as "{A} {v1} {q1}, of which {k2} were {p2}." with a line that says what it
claims: "q1:1 k2:2<q1" (the figure in q1 under act 1, the one in k2 under act 2 and part of q1). The words are the
generator's own and are not taken from the product. A slot is a letter, and a digit where it belongs to a figure or an act.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

SLOT = re.compile(r"\{([A-Za-z]+?)(\d?)\}")
CLAIM = re.compile(
    r"(?P<slot>[A-Za-z])(?P<n>\d):(?P<act>=?\w+)(?:<(?P<parent>[A-Za-z]\d))?(?:\^(?P<change>up|down))?(?:/(?P<unit>\w+))?"
)


@dataclass(frozen=True, slots=True)
class Construction:
    """One way to say it. `claims` is empty for sentences that claim nothing."""

    name: str
    template: str
    claims: str = ""
    negative: bool = False
    units: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written, and what it means."""

    text: str
    value: float
    value_max: float | None = None
    bound: str = "exact"
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An act of enforcement in all the forms that the templates use, and what it is done to."""

    action: str
    forms: Mapping[str, str]
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    acts: tuple[Act, ...]
    nouns: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, Callable[[random.Random], str]]
    count: Callable[[random.Random], Figure]
    money: Callable[[random.Random], Figure]
    percent: Callable[[random.Random], Figure]
    share: Callable[[random.Random], Figure]
    noun_phrase: Callable[[random.Random, Figure, str], str]
    bare: Callable[[Figure, str], str]
    act_slots: frozenset[str]


@dataclass(slots=True)
class Made:
    """A generated sentence and the claims it makes, in the gold's form."""

    construction: str
    text: str
    claims: list[dict[str, object]]


def apart(figure: Figure, used: list[float]) -> bool:
    """Whether no rounding could make one fact of this figure and another of the same text."""
    return all(not 0.7 < figure.value / other < 1.43 for other in used if other)


def distinct(make: Callable[[], Figure], used: list[float]) -> Figure:
    """A figure that no other of the text can be mistaken for."""
    for _ in range(200):
        figure = make()
        if apart(figure, used):
            used.append(figure.value)
            return figure
    message = "no room for another figure"
    raise ValueError(message)


class Sentence:
    """The filling of one construction's slots; each slot is filled once and remembered."""

    def __init__(self, words: Words, construction: Construction, draw: random.Random, used: list[float]) -> None:
        self.words = words
        self.construction = construction
        self.draw = draw
        self.used = used
        self.figures: dict[str, Figure] = {}
        self.units: dict[str, str] = {}
        self.nouns: dict[str, str] = {}
        self.filled: dict[str, str] = {}
        self.specs = self.specs_of(construction)
        slots = {m.groups() for m in SLOT.finditer(construction.template)}
        self.acts = self._draw_acts(slots)

    @staticmethod
    def specs_of(construction: Construction) -> list[re.Match[str]]:
        """What a construction says of its claims, one match each."""
        return list(CLAIM.finditer(construction.claims))

    def _draw_acts(self, slots: set[tuple[str, ...]]) -> dict[str, Act]:
        """One act for each number that a verb slot carries, with every form asked for and a unit in common."""
        for _ in range(200):
            acts = self._try_acts(slots)
            if acts is not None:
                return acts
        message = f"no acts fit the construction {self.construction.name!r}"
        raise ValueError(message)

    def _try_acts(self, slots: set[tuple[str, ...]]) -> dict[str, Act] | None:
        numbers = sorted({n for letter, n in slots if letter in self.words.act_slots})
        acts: dict[str, Act] = {}
        for number in numbers:
            forms = {letter for letter, n in slots if n == number and letter in self.words.act_slots}
            wanted = self.construction.acts.get(number)
            unit = self.construction.units.get("1" if self._elided(number) else number)
            pool = [
                a
                for a in self.words.acts
                if forms <= a.forms.keys()
                and (wanted is None or a.action in wanted.split("|"))
                and (unit is None or set(a.units) & set(unit.split("|")))
                and a.action not in {b.action for b in acts.values()}
                and (not acts or not self._elided(number) or set(a.units) & set(acts[numbers[0]].units))
            ]
            if not pool:
                return None
            acts[number] = self.draw.choice(pool)
        return acts

    def _elided(self, number: str) -> bool:
        """Whether the figures under that act have no noun of their own."""
        return any(m["slot"] in "kK" and m["act"] == number for m in self.specs)

    def _unit(self, number: str) -> str:
        """What figure `number` counts: allowed by every act it stands under, the first figure's if its noun is elided."""
        if number in self.units:
            return self.units[number]
        spec = next((m for m in self.specs if m["n"] == number), None)
        elided = spec is not None and spec["slot"] in "kK" and f"{{o{number}}}" not in self.construction.template
        if elided and number != "1":
            self.units[number] = self._unit("1")
            return self.units[number]
        allowed = set(self.words.nouns)
        for one in self.specs:
            if one["n"] == number or (number == "1" and one["slot"] in "kK"):
                act = self.acts.get(one["act"]) or (self.acts.get("1") if one["act"] == "=other" else None)
                allowed &= set(act.units) if act else allowed
        wanted = self.construction.units.get(number)
        if wanted:
            allowed &= set(wanted.split("|"))
        taken = set(self.units.values())
        self.units[number] = self.draw.choice(sorted(allowed - taken) or sorted(allowed))
        return self.units[number]

    def _noun(self, number: str) -> str:
        if number not in self.nouns:
            unit = self._unit(number)
            same = next((noun for n, noun in self.nouns.items() if self.units[n] == unit), None)
            elided = any(m["n"] == number and m["slot"] in "kK" for m in self.specs)
            self.nouns[number] = same if same and elided else self.draw.choice(self.words.nouns[unit])
        return self.nouns[number]

    def _figure(self, letter: str, number: str) -> Figure:
        key = letter + number
        if key not in self.figures:
            make = {
                "m": lambda: self.words.money(self.draw),
                "c": lambda: self.words.percent(self.draw),
                "h": lambda: self.words.share(self.draw),
            }.get(letter, lambda: self.words.count(self.draw))
            self.figures[key] = distinct(lambda: self._fitting(key, make), self.used)
        return self.figures[key]

    def _fitting(self, key: str, make: Callable[[], Figure]) -> Figure:
        """A figure in the right order of size (a part is smaller than its whole), unhedged where the slot is a capital."""
        whole = next((self.figures[m["parent"]] for m in self.specs if m["slot"] + m["n"] == key and m["parent"]), None)
        least = 5000 if any(m["parent"] == key for m in self.specs) else 0
        while True:
            figure = make()
            exact = figure.bound == "exact" and figure.value_max is None
            if (
                (exact or not key[0].isupper())
                and figure.value >= least
                and (whole is None or figure.value < whole.value / 2)
            ):
                return figure

    def fill(self, letter: str, number: str) -> str:
        """The text of one slot."""
        key = letter + number
        if key in self.filled:
            return self.filled[key]
        if letter in self.words.act_slots and number:
            return self.acts[number].forms[letter]
        if letter == "o":
            return self._noun(number)
        if letter in "qkmchQK" and number:
            figure = self._figure(letter, number)
            if letter in "qQ":
                return self.words.noun_phrase(self.draw, figure, self._noun(number))
            return self.words.bare(figure, self._noun(number)) if letter in "kK" else figure.text
        text = self.words.plain[letter](self.draw)
        if letter != "P":
            self.filled[key] = text
        return text

    def claims(self) -> list[dict[str, object]]:
        """What the sentence claims."""
        kinds = {"m": "money", "c": "percent", "h": "percent"}
        made: list[dict[str, object]] = []
        for spec in self.specs:
            figure = self.figures[spec["slot"] + spec["n"]]
            kind = kinds.get(spec["slot"], "count")
            action = spec["act"][1:] if spec["act"].startswith("=") else self.acts[spec["act"]].action
            claim: dict[str, object] = {
                "id": spec["slot"] + spec["n"],
                "quote": figure.text,
                "kind": kind,
                "value": figure.value,
                "value_max": figure.value_max,
                "bound": figure.bound,
                "unit": kind if kind != "count" else spec["unit"] or self._unit(spec["n"]),
                "action": action,
                "part_of": spec["parent"],
                "construction": self.construction.name,
            }
            if figure.currency:
                claim["currency"] = figure.currency
            if spec["change"]:
                claim["change"] = spec["change"]
            made.append(claim)
        return made


def sentence(words: Words, construction: Construction, draw: random.Random, used: list[float]) -> Made:
    """Fill one construction. `used` holds the values already in the text and grows."""
    filling = Sentence(words, construction, draw, used)
    text = SLOT.sub(lambda m: filling.fill(m[1], m[2]), construction.template)
    return Made(construction.name, text[0].upper() + text[1:] if text[0].isascii() else text, filling.claims())


def document(
    number: int, lang: str, words: Words, constructions: tuple[Construction, ...], seed: int
) -> dict[str, object]:
    """One text of one to four sentences with its gold; the same number and seed give the same text."""
    draw = random.Random(f"{seed}-{lang}-{number}")  # noqa: S311 - repeatable drawing, nothing secret
    negatives = [c for c in constructions if c.negative]
    positives = [c for c in constructions if not c.negative]
    used: list[float] = []
    made = [
        sentence(words, draw.choice(negatives if draw.random() < 0.3 else positives), draw, used)
        for _ in range(draw.choice((1, 1, 2, 3)))
    ]
    claims = [
        claim | {"id": f"{i}{claim['id']}", "part_of": f"{i}{claim['part_of']}" if claim["part_of"] else None}
        for i, m in enumerate(made)
        for claim in m.claims
    ]
    joint = "\n\n"
    return {
        "id": f"gen-{lang}-{number}",
        "lang": lang,
        "kind": draw.choice(("regulator", "media")),
        "title": "",
        "text": joint.join(m.text for m in made),
        "published": (date(2021, 1, 4) + timedelta(days=draw.randrange(1600))).isoformat(),
        "claims": claims,
        "constructions": [m.construction for m in made],
    }
