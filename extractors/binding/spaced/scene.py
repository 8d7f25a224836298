"""One sentence with everything found in it, by token: what the rules of this room look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractors.acts import Act, Voice, acts
from extractors.binding.candidate import Reading
from extractors.objects import Noun, nouns
from extractors.records import DateSpan, Name, Quantity, Sentence, Span, Token, Unit

# More figures in one sentence are a dump of digits, not a statement.
MOST_FIGURES = 80
BARRIERS = frozenset(";:()|—–?!.[]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity at tokens `start` to `end`."""

    quantity: Quantity
    start: int
    end: int


@dataclass(frozen=True)
class Scene:
    """A sentence, its tokens in lower case, and the figures, acts, nouns, dates and names that stand in it.

    `dated` are the tokens that belong to a date; `index` is the sentence's place in the reading. Acts and nouns are found
    when they are first asked for (no slots, therefore): most sentences of a page hold no figure and are never asked.
    """

    index: int
    sentence: Sentence
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    figures: tuple[Figure, ...]
    dated: frozenset[int]
    dates: tuple[tuple[int, int, Span], ...]
    names: tuple[tuple[int, int, Name], ...]
    reading: Reading

    @cached_property
    def walked(self) -> dict[int, object]:
        """The noun phrases of figures that were walked already, by the number of the figure."""
        return {}

    @cached_property
    def taken(self) -> frozenset[int]:
        """The tokens of figures and dates, which are neither acts nor nouns."""
        return frozenset(i for f in self.figures for i in range(f.start, f.end)) | self.dated

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts of the sentence from left to right."""
        numbers = frozenset(i for f in self.figures for i in range(f.start, f.end))
        found = acts(self.tokens, self.reading.language, numbers=numbers, dated=self.dated)
        asked = [n for n in self.nouns.values() if n.unit is Unit.REPORT and n.end > n.start + 1]
        inside = {
            at for noun in asked for at in range(noun.start, noun.end)
        }  # the act in "takedown requests" is asked for
        named = {at for start, end, _ in self.names for at in range(start, end)}  # "Anti-Money Laundering Office"
        return tuple(
            a for a in found if a.verb not in self.taken | named and not (a.voice is Voice.NOUN and a.verb in inside)
        )

    @cached_property
    def nouns(self) -> Mapping[int, Noun]:
        """The known nouns by their first token."""
        found = nouns(self.tokens, self.reading.language)
        return {start: noun for start, noun in found.items() if start not in self.taken}

    def imagined(self, figure: Figure) -> Scene:
        """The same sentence as if it held one figure only."""
        scene = replace(self, figures=(figure,))
        vars(scene).update(acts=self.acts, nouns=self.nouns)
        return scene

    @cached_property
    def role(self) -> Callable[[str], frozenset[str]]:
        """The grammar words of one role, by its name."""
        return self.reading.language.grammar.role

    @property
    def heads_first(self) -> bool:
        """Whether a noun stands before what modifies it."""
        return self.reading.language.grammar.heads_first

    def word(self, place: int) -> str:
        """The lower-case word at a token, empty outside the sentence."""
        return self.lower[place] if 0 <= place < len(self.lower) else ""

    def phrase_at(self, place: int, role: str) -> str | None:
        """The longest phrase of a role that begins at a token, None if there is none."""
        if not 0 <= place < len(self.lower):
            return None
        grammar, word = self.reading.language.grammar, self.lower[place]
        for words in grammar.phrases.get(role, {}).get(word, ()):
            if self.lower[place : place + len(words)] == words:
                return " ".join(words)
        return word if word in grammar.role(role) else None

    def has(self, role: str, *, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase of a role begins between two tokens."""
        first, stop = max(0, start), len(self.lower) if end is None else min(end, len(self.lower))
        starts = self.reading.language.grammar.starts.get(role, frozenset())
        if starts.isdisjoint(self.lower[first : max(0, stop)]):
            return False
        return any(self.lower[place] in starts and self.phrase_at(place, role) for place in range(first, stop))

    def barrier(self, start: int, end: int) -> bool:
        """Whether a mark that ends a clause stands between two tokens."""
        return any(word in BARRIERS for word in self.lower[max(0, start) : max(0, end)])

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens `start` to `end`."""
        return Span(self.sentence.span.field, self.tokens[start].start, self.tokens[end - 1].end)

    def figures_in(self, start: int, end: int) -> bool:
        """Whether a figure begins between two tokens."""
        return any(start <= figure.start < end for figure in self.figures)

    def figure_at(self, place: int) -> int | None:
        """The index of the figure that holds a token."""
        for number, figure in enumerate(self.figures):
            if figure.start <= place < figure.end:
                return number
        return None


def scenes(reading: Reading) -> tuple[Scene, ...]:
    """A scene for each sentence; sentences without a figure have their acts too, since frames look at them."""
    quantities = _sorted_by_place(reading.quantities)
    dates = _sorted_by_place(reading.dates)
    names = _sorted_by_place(reading.names)
    return tuple(
        _scene(reading, index, sentence, (quantities, dates, names)) for index, sentence in enumerate(reading.sentences)
    )


Mention = Quantity | DateSpan | Name
Places = tuple[list[tuple[str, int]], list[Mention]]


def _sorted_by_place(mentions: tuple[Quantity, ...] | tuple[DateSpan, ...] | tuple[Name, ...]) -> Places:
    ordered: list[Mention] = sorted(mentions, key=lambda m: (m.span.field, m.span.start))
    return [(m.span.field, m.span.start) for m in ordered], ordered


def _within(places: Places, sentence: Sentence) -> list[Mention]:
    starts, mentions = places
    field = sentence.span.field
    first = bisect_left(starts, (field, sentence.span.start))
    last = bisect_left(starts, (field, sentence.span.end))
    return mentions[first:last]


def _scene(reading: Reading, index: int, sentence: Sentence, places: tuple[Places, Places, Places]) -> Scene:
    tokens = sentence.tokens
    starts = [t.start for t in tokens]
    ends = [t.end for t in tokens]

    def at(span: Span) -> tuple[int, int]:
        first = bisect_right(ends, span.start)
        return first, max(first + 1, bisect_left(starts, span.end))

    figures = tuple(Figure(m, *at(m.span)) for m in _within(places[0], sentence) if isinstance(m, Quantity))
    figures = tuple(f for f in figures if not _hyphened(f, tokens))
    if len(figures) > MOST_FIGURES:
        figures = ()
    dates = tuple((*at(m.span), m.span) for m in _within(places[1], sentence))
    dated = frozenset(i for start, end, _ in dates for i in range(start, end))
    names = tuple((*at(m.span), m) for m in _within(places[2], sentence) if isinstance(m, Name))
    return Scene(
        index,
        sentence,
        tokens,
        tuple(t.lower for t in tokens),
        figures,
        dated,
        dates,
        names,
        reading,
    )


def _hyphened(figure: Figure, tokens: Sequence[Token]) -> bool:
    """As in "under-16 accounts", "Covid-19", "order 49/25/CONS": digits inside a word, which count nothing."""
    if figure.quantity.kind != "number" or figure.end != figure.start + 1:
        return False
    token = tokens[figure.start]
    before = token.text[: figure.quantity.core.start - token.start]
    behind = token.text[figure.quantity.core.end - token.start :]
    return (before[-1:] == "-" and before[:1].isalpha()) or ("/" in behind and behind[-1:].isalpha())


VERBAL = (Voice.ACTIVE, Voice.GERUND, Voice.INFINITIVE)
