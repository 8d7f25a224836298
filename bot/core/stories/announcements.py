"""Which texts tell one announcement. The same texts give the same stories, in whatever order they come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.core.stories.kinship import JOIN, WINDOW_DAYS, kinship
from bot.core.stories.signs import Signs
from bot.core.stories.similarity import terms
from bot.core.stories.told import Told
from bot.core.stories.values import significant
from bot.core.stories.vectors import Vectors
from bot.core.stories.weights import weighed

# A sign of kinship that more texts than this share tells nothing, and would cost a comparison with each of them.
COMMON_SIGN = 150
# The rarest signs of a text are followed first, to so many texts in all: what a text costs does not grow with the rest.
LOOKED_AT = 600
# So many texts are compared with one in full.
CANDIDATES = 24
# Words of a text that are looked at for likeness.
OPENING = 4000
# Rare words of a title that make two texts candidates.
TITLE_SIGNS = 6


def announcements(texts: Sequence[Told]) -> tuple[tuple[Told, ...], ...]:
    """The texts in groups, one an announcement; primary texts first, then as they were published."""
    ordered = sorted(texts, key=lambda text: (not text.primary, text.published or date.max, text.id))
    field = _Field(ordered)
    groups: list[list[int]] = []
    home: dict[int, int] = {}
    for n in range(len(ordered)):
        best = _best(n, field=field, home=home)
        if best is None:
            home[n] = len(groups)
            groups.append([n])
        else:
            home[n] = best
            groups[best].append(n)
    return tuple(tuple(ordered[n] for n in group) for group in groups)


def _best(n: int, *, field: _Field, home: dict[int, int]) -> int | None:
    """The group a text belongs to by its nearest member, the founder counting in full, the others a little less."""
    scores: dict[int, float] = {}
    for m in field.candidates(n):
        if m in home and not (field.texts[n].primary and field.texts[m].primary and not field.is_copy(n, m)):
            score = field.kinship(n, m) - (0.0 if field.texts[m].primary else 0.25)
            scores[home[m]] = max(scores.get(home[m], 0.0), score)
    best = max(scores.items(), key=lambda pair: (pair[1], -pair[0]), default=None)
    return best[0] if best and best[1] >= JOIN else None


class _Field:
    """The texts of one sitting, with their words weighed and an index of what may join them."""

    def __init__(self, texts: Sequence[Told]) -> None:
        self.texts = texts
        self._scales = [weighed(text) for text in texts]
        self._vectors = Vectors(terms(f"{text.title}\n{text.title}\n{text.text[:OPENING]}") for text in texts)
        self._signs = Signs(len(texts), signs_of=self._signs_of)

    def candidates(self, n: int) -> Iterable[int]:
        """The texts that share most with one, by signs which are not everybody's; a rare sign counts for more."""
        near: dict[int, float] = {}
        for sharers in self._signs.rarest(n, most=COMMON_SIGN, looked_at=LOOKED_AT):
            share = 1 / len(sharers)
            for m in sharers:
                near[m] = near.get(m, 0.0) + share
        near.pop(n, None)
        if len(near) <= CANDIDATES:
            return sorted(near)
        least = sorted(near.values(), reverse=True)[CANDIDATES - 1] - 1e-8
        best = sorted((-round(shared, 9), m) for m, shared in near.items() if shared >= least)
        return sorted(m for _, m in best[:CANDIDATES])

    def kinship(self, n: int, m: int) -> float:
        """The evidence that two of the texts tell one announcement."""
        return kinship(self._scales[n], self._scales[m], words=lambda: self._vectors.likeness(n, m))

    def is_copy(self, n: int, m: int) -> bool:
        """Whether two primary texts are one, published twice: the same weighty figures, all of them."""
        mine, yours = (self._weighty(i) for i in (n, m))
        return bool(mine) and mine == yours and self.texts[n].lang == self.texts[m].lang

    def _weighty(self, n: int) -> set[tuple[float, str, str]]:
        figures = [one.figure for one in self._scales[n].figures if one.worth >= 1.0]
        return {(figure.value, figure.unit, figure.action) for figure in figures}

    def _signs_of(self, n: int) -> Iterable[str]:
        """Leading digits of each figure as they stand, rounded and cut; rare words of the title; single platforms."""
        text = self.texts[n]
        times = _times(text)
        # Where everybody has a sign, those of one regulator may still be few.
        ends = [f":{whose}:{time}" for whose in ("", *text.regulators) for time in times]
        for weight in self._scales[n].figures:
            if weight.worth > 0:
                figure = weight.figure
                digits = significant(figure.value)
                lead = int(digits[:2].ljust(2, "0"))
                leads = {lead, lead + (digits[2:3] >= "5"), lead // 10 * 10, -(-lead // 10) * 10}
                exact = [digits[:4]] if len(digits) > 2 else []
                for value in (*(str(value).rstrip("0") for value in leads), *exact):
                    yield from (f"{figure.kind}:{value}{end}" for end in ends)
        words = self._vectors.weights(n, set(terms(text.title)))
        rare = sorted(words, key=lambda word: (-words[word], word))[:TITLE_SIGNS]
        yield from (f"{text.lang}:{word}" for word in rare)
        if len(text.platforms) <= 2:
            yield from (f"platform:{name}:{time}" for name in text.platforms for time in times)


def _times(text: Told) -> tuple[str, ...]:
    """Two names for the time of a text, such that texts at most a window apart share one: archives stay apart."""
    if text.published is None:
        return ("",)
    day = text.published.toordinal()
    return (f"a{day // (2 * WINDOW_DAYS)}", f"b{(day + WINDOW_DAYS) // (2 * WINDOW_DAYS)}")
