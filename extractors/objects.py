"""What is counted: the nouns of a sentence and the unit each stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.lexicon.language import Language
from extractors.records import Token, Unit


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the word lists at tokens `start` to `end`.

    `unit` is None where its counts are no claims; a `piece` passes the question on ("pieces of content"); `singular`
    and `plural` say that the form can only stand for one thing or for several.
    """

    start: int
    end: int
    text: str
    unit: Unit | None
    piece: bool
    acted: Unit | None = None
    singular: bool = False
    plural: bool = False


def nouns(tokens: Sequence[Token], language: Language) -> Mapping[int, Noun]:
    """The longest known noun at each token where one begins, by the index of that token."""
    firsts = language.objects.firsts
    found: dict[int, Noun] = {}
    free = 0
    for start, token in enumerate(tokens):
        if start < free:
            continue
        for known in firsts.get(token.lower, ()):
            end = start + len(known.words)
            if end == start + 1 or [t.lower for t in tokens[start:end]] == list(known.words):
                text = " ".join(known.words)
                number = (known.singular, known.plural)
                found[start] = Noun(start, end, text, known.unit, known.piece, known.acted, *number)
                free = end
                break
    return found
