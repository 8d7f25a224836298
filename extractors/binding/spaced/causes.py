"""Why: the short phrase that "for" or "over" brings in after a figure or its act."""

from __future__ import annotations

from extractors.acts import Act
from extractors.binding.spaced.phrases import Phrase
from extractors.binding.spaced.scene import BARRIERS, Scene
from extractors.records import Span

# A reason is a short phrase: so many words at most, begun so soon after what it explains.
WORDS = 14
REACH = 12


def cause_of(scene: Scene, number: int, phrase: Phrase, act: Act | None) -> Span | None:
    """The words after the first link of reason behind the figure and its act, to the end of their phrase."""
    start = max(phrase.end, act.end if act is not None and act in scene.acts else 0)
    stop = scene.figures[number + 1].start if number + 1 < len(scene.figures) else len(scene.lower)
    for place in range(start, min(start + REACH, stop)):
        if scene.lower[place] in BARRIERS or scene.lower[place] == ",":
            return None
        link = scene.phrase_at(place, "cause_links")
        if link is not None:
            first = place + len(link.split())
            end = _end(scene, first, stop)
            return scene.span(first, end) if end > first else None
    return None


def _end(scene: Scene, first: int, stop: int) -> int:
    """Where the phrase ends: at a mark, a date, a figure or a verb that is no part of it."""
    end = first
    while end < min(first + WORDS, stop):
        word = scene.lower[end]
        if word in BARRIERS or word in (",", '"', "”") or end in scene.dated or scene.figure_at(end) is not None:
            break
        if any(word in scene.role(role) for role in ("be", "modal", "have", "clause_words")):
            break
        end += 1
    while end > first and scene.lower[end - 1] in scene.role("prepositions") | scene.role("determiners"):
        end -= 1
    return end
