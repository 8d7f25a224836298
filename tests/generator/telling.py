"""Given figures told in a sentence of the grammar: the constructions, acts and word orders of a language, filled on purpose."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from tests.generator.campaign_words import MEASURE, said
from tests.generator.draw import SLOT, Act, Construction, Figure, Made, Sentence, Words
from tests.generator.measure import LANGUAGES

# Constructions that name a second actor, platform, reason or period for one of their figures.
OF_TWO_FRAMES = frozenset(
    {
        *("against a year earlier", "breakdown after a colon", "list of platforms", "elided verb"),
        *("while, two actors", "分号", "平台列举", "平台列举省略"),
    }
)
ADDITIONS = frozenset(("another", "more", "另有被"))
TOTALS = frozenset(("a total of", "共主动", "累计"))


@dataclass(frozen=True, slots=True)
class Telling:
    """One figure of the world as one document tells it."""

    key: str
    unit: str
    action: str
    nouns: tuple[str, ...]
    value: int
    bound: str = "exact"
    part: bool = False


class Told(Sentence):
    """A construction filled with given figures instead of drawn ones; the n-th figure of the construction is the n-th given."""

    def __init__(
        self,
        words: Words,
        construction: Construction,
        draw: random.Random,
        *,
        lang: str,
        tellings: Mapping[str, Telling],
    ) -> None:
        self.tellings = tellings
        self.lang = lang
        super().__init__(words, construction, draw, [])

    def _draw_acts(self, slots: set[tuple[str, ...]]) -> dict[str, Act]:
        """One try tells: which acts fit does not hang on the draw."""
        acts = self._try_acts(slots)
        if acts is None:
            message = f"no acts fit the construction {self.construction.name!r}"
            raise ValueError(message)
        return acts

    def _try_acts(self, slots: set[tuple[str, ...]]) -> dict[str, Act] | None:
        """Acts that say what was done, and can be done to what is counted."""
        acts: dict[str, Act] = {}
        for number in sorted({n for letter, n in slots if letter in self.words.act_slots}):
            forms = {letter for letter, n in slots if n == number and letter in self.words.act_slots}
            mine = [self.tellings[spec["n"]] for spec in self.specs if spec["act"] == number]
            allowed = self.construction.acts.get(number)
            pool = [
                act
                for act in self.words.acts
                if forms <= act.forms.keys()
                and mine
                and all(act.action == told.action and told.unit in act.units for told in mine)
                and (allowed is None or act.action in allowed.split("|"))
            ]
            if not pool:
                return None
            acts[number] = self.draw.choice(pool)
        return acts

    def _unit(self, number: str) -> str:
        return self.tellings[number].unit

    def _noun(self, number: str) -> str:
        if number not in self.nouns:
            same = (noun for noun in self.nouns.values() if noun in self.tellings[number].nouns)
            self.nouns[number] = next(same, None) or self.draw.choice(self.tellings[number].nouns)
        return self.nouns[number]

    def _figure(self, letter: str, number: str) -> Figure:
        key = letter + number
        if key not in self.figures:
            told = self.tellings[number]
            bound = "exact" if letter.isupper() else told.bound
            self.figures[key] = said(told.value, lang=self.lang, bound=bound, draw=self.draw)
        return self.figures[key]


def fits(construction: Construction, tellings: Sequence[Telling], *, only: frozenset[str] | None) -> bool:
    """Whether a construction says as many figures, with the same one a part of the first, of units it allows."""
    if construction.negative or construction.name in OF_TWO_FRAMES or (only is None and construction.name in ADDITIONS):
        return False
    if only is not None and construction.name not in only:
        return False
    specs = list(Sentence.specs_of(construction))
    if [spec["n"] for spec in specs] != [str(n + 1) for n in range(len(tellings))]:
        return False
    return all(
        spec["slot"] in "qkQK"
        and not spec["change"]
        and bool(spec["parent"]) == told.part
        and (spec["act"] == f"={told.action}" or spec["act"].isdigit())
        and told.unit in construction.units.get(spec["n"], told.unit).split("|")
        and (spec["slot"] in "qQ" or f"{{o{spec['n']}}}" in construction.template or told.unit == tellings[0].unit)
        for spec, told in zip(specs, tellings, strict=True)
    )


def told_sentence(
    tellings: Sequence[Telling],
    *,
    lang: str,
    frame: Mapping[str, Callable[[random.Random], str]],
    draw: random.Random,
    only: frozenset[str] | None = None,
    dated: bool = False,
) -> Made | None:
    """The figures in one sentence; None where the language has no construction for them.

    `frame` fills the slots of actor, platform, time and reason; `dated` asks for a sentence that names the time.
    """
    name = LANGUAGES[lang]
    words: Words = import_module(f"tests.generator.{name}_words").WORDS
    words = replace(words, plain={**words.plain, **frame})
    if lang == "zh":
        words = replace(words, bare=_bare, noun_phrase=_noun_phrase)
    constructions: tuple[Construction, ...] = import_module(f"tests.generator.{name}").CONSTRUCTIONS
    fitting = [
        one
        for one in constructions
        if fits(one, tellings, only=only) and (not dated or "{T}" in one.template or "{t}" in one.template)
    ]
    draw.shuffle(fitting)
    for construction in fitting:
        try:
            filling = Told(
                words, construction, draw, lang=lang, tellings={str(n + 1): t for n, t in enumerate(tellings)}
            )
        except ValueError:
            continue
        text = SLOT.sub(lambda m, filling=filling: filling.fill(m[1], m[2]), construction.template)  # type: ignore[misc]  # mypy cannot infer a bound default
        return Made(construction.name, text[0].upper() + text[1:] if text[0].isascii() else text, filling.claims())
    return None


def _bare(figure: Figure, noun: str) -> str:
    return figure.text + MEASURE[noun]


def _noun_phrase(draw: random.Random, figure: Figure, noun: str) -> str:
    return _bare(figure, noun) + noun if draw.random() < 0.5 else noun + _bare(figure, noun)
