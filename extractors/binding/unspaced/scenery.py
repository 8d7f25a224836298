"""A figure as the rules of acts look at it, and an act as one of them bound it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.binding.candidate import Polarity
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.words import Page, Word
from extractors.records import Action


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as one rule bound it: its first word decides the action."""

    word: Word
    action: Action
    rule: str
    polarity: Polarity = Polarity.DONE


@dataclass(frozen=True, slots=True)
class Scene:
    """A figure with the words of its surroundings, each in order of place.

    `lead` are the words of its own clause before the figure's noun phrase, `inside` those of the noun phrase, `trail`
    those behind the figure up to the end of its clause, `earlier` those of the sentence before the clause and after
    the figure before.
    """

    page: Page
    figure: Figure
    earlier: Sequence[Word]
    lead: Sequence[Word]
    inside: Sequence[Word]
    trail: Sequence[Word]


def scene(page: Page, figure: Figure) -> Scene:
    """The words around a figure."""
    phrase = figure.after or figure.before
    return Scene(
        page=page,
        figure=figure,
        earlier=page.between(max(figure.left, page.text.rfind("；", figure.left, figure.clause)), figure.clause),
        lead=page.between(figure.clause, figure.start if figure.lead_end is None else figure.lead_end),
        inside=page.between(phrase.start, phrase.end) if phrase else (),
        trail=page.between(figure.end, figure.stop),
    )
