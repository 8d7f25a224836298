"""Why: the phrase after "for" or "over", what the counted ones did, or the label of a line in a list."""

from __future__ import annotations

from extractors.acts import Act
from extractors.binding.spaced.labels import is_category, label_start
from extractors.binding.spaced.noun_phrase import Phrase
from extractors.binding.spaced.scene import BARRIERS, Scene
from extractors.records import Span

# A reason is a short phrase: so many words at most, begun so soon after what it explains.
WORDS = 14
REACH = 12
# A line with a label ends so many tokens after its figure.
TAIL = 3


def cause_of(scene: Scene, number: int, phrase: Phrase, act: Act | None) -> Span | None:
    """The words after the first link of reason behind the figure and its act, to the end of their phrase."""
    label = _category(scene, number)
    if label is not None:
        return label
    start = max(phrase.end, act.end if act is not None and act in scene.acts else 0)
    stop = scene.figures[number + 1].start if number + 1 < len(scene.figures) else len(scene.lower)
    for place in range(start, min(start + REACH, stop)):
        if scene.lower[place] in BARRIERS or scene.lower[place] == ",":
            break
        link = scene.phrase_at(place, "cause_links")
        if link is not None:
            first = place + len(link.split())
            end = _end(scene, first, stop)
            return scene.span(first, end) if end > first and _explains(scene, first) else None
    return _relative(scene, phrase, stop)


def _category(scene: Scene, number: int) -> Span | None:
    """As in "Child safety: 101,612": the label of a line that says what kind it was."""
    figure = scene.figures[number].start
    start = label_start(scene, figure)
    if start is None or not is_category(scene, figure) or len(scene.lower) - scene.figures[number].end > TAIL:
        return None
    if scene.phrase_at(start, "rest_labels") or scene.phrase_at(start, "of_words"):
        return None
    named = any(start <= at < figure for at, _, _ in scene.names)
    return None if named or any(at in scene.dated for at in range(start, figure)) else scene.span(start, figure - 1)


def _explains(scene: Scene, first: int) -> bool:
    """Whether what follows "for" can be a reason: no name, no "for good", "for every further day"."""
    named = any(start <= first < end for start, end, _ in scene.names)
    return not named and not scene.phrase_at(first, "no_causes")


def _relative(scene: Scene, phrase: Phrase, stop: int) -> Span | None:
    """As in "63,000 accounts that tried to blackmail people": what the counted ones did."""
    if phrase.head is None or scene.word(phrase.end) not in scene.role("doing_relatives"):
        return None
    first = phrase.end + 1
    if any(
        scene.word(first) in scene.role(role) for role in ("be", "have", "modal", "subject_pronouns", "determiners")
    ):
        return None
    end = _end(scene, first, stop)
    return scene.span(first, end) if end > first + 1 else None


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
