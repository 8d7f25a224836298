"""What a sentence, heading or question without a figure speaks of, for the figures that follow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.governing import own_verdict
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.scene import Figure, Scene
from extractors.binding.spaced.spot import Spot, Verdict
from extractors.objects import Noun
from extractors.records import Action, Line, Quantity, Span, Unit

# So many sentences and paragraphs back a figure without a noun looks for one.
SENTENCES = 4
PARAGRAPHS = 2
# Nouns that stand in any sentence and are a topic only where an act governs them.
BYSTANDERS = frozenset({Unit.ORGANISATION, Unit.PERSON, Unit.OTHER, Unit.CASE})


@dataclass(frozen=True, slots=True)
class Topic:
    """What is spoken of (None where only an act is named, as in "Were any of them put back?") and what was done to it."""

    unit: Unit | None
    action: Action
    act: Act | None = None
    done: bool = True


def topic(scene: Scene, *, start: int = 0, end: int | None = None) -> Topic | None:
    """The topic of the tokens `start` to `end`: the noun that an act governs, else the first noun, else the act alone."""
    stop = len(scene.lower) if end is None else end
    known = [
        n
        for n in scene.nouns.values()
        if start <= n.start and n.end <= stop and n.unit is not None and not _reason(scene, n) and not ranked(scene, n)
    ]
    known = [n for n in known if n.end not in scene.nouns]
    plain: Topic | None = None
    for noun in known:
        answer = _answer(scene, noun)
        about = plain is not None and plain.unit is Unit.REPORT and answer is not None and answer.rule == "asked_about"
        if answer is not None and answer.action is not Action.OTHER and not about:
            return Topic(noun.unit, answer.action, answer.act, answer.done)
        if noun.unit is Unit.REPORT and plain is None:
            plain = Topic(Unit.REPORT, Action.REPORT)
        running = scene.sentence.line is Line.PROSE and noun.singular and not noun.plural
        if noun.unit not in BYSTANDERS and not running:
            plain = plain or Topic(noun.unit, Action.OTHER)
    strong = [a for a in scene.acts if start <= a.start < stop and a.action not in WEAK]
    return plain or (Topic(None, strong[-1].action, strong[-1], strong[-1].done) if strong else None)


def ranked(scene: Scene, noun: Noun) -> bool:
    """As in "the biggest group was spam (793 million)": a kind among others, which is not what is counted."""
    return noun.singular and not noun.plural and scene.word(noun.start - 1) in scene.role("ranking_words")


def _reason(scene: Scene, noun: Noun) -> bool:
    """As in "of which for spam": what something was done for is not what it was done to."""
    return scene.word(noun.start - 1) == "for" and noun.unit is Unit.CONTENT


def _answer(scene: Scene, noun: Noun) -> Verdict | None:
    """What the rules would say of a figure that stood before the noun."""
    inside = [a for a in scene.acts if a.voice is Voice.ATTRIBUTE and a.end in (noun.start, noun.start - 1)]
    start = inside[-1].verb if inside else noun.start
    span = Span(scene.sentence.span.field, scene.tokens[start].start, scene.tokens[start].start)
    figure = Figure(Quantity(span, span, "number", 0), start, start)
    imagined = scene.imagined(figure)
    return own_verdict(Spot(imagined, 0, phrase(imagined, 0), noun.unit, (), ()))


def topic_before(spot: Spot) -> Topic | None:
    """The nearest topic before the sentence of a figure, a sentence with figures ending the search."""
    act: Topic | None = None
    for scene in _back(spot):
        if scene.figures:
            return act
        found = topic(scene)
        if found is None:
            continue
        if found.unit is not None:
            return found if act is None else replace(act, unit=found.unit)
        act = act or found
    return act


def _back(spot: Spot) -> list[Scene]:
    """The sentences before, nearest first, no further than a paragraph or two in the same field."""
    sentence = spot.scene.sentence
    before: Sequence[Scene] = spot.scenes[max(0, spot.scene.index - SENTENCES) : spot.scene.index]
    return [
        s
        for s in reversed(before)
        if s.sentence.span.field == sentence.span.field and sentence.paragraph - s.sentence.paragraph <= PARAGRAPHS
    ]


def introduced(spot: Spot) -> Topic | None:
    """The act of the line that introduces a list: "blocked the following:", a heading above rows."""
    listed = spot.scene.sentence.line in (Line.ITEM, Line.ROW)
    for scene in reversed(spot.scenes[: spot.scene.index]):
        if scene.sentence.span.field != spot.scene.sentence.span.field:
            return None
        if scene.sentence.line in (Line.ITEM, Line.ROW):
            continue
        opens = scene.lower[-1] in (":", "-", "–", "—") or scene.sentence.line is Line.HEADING
        if not opens and not listed:
            return None
        strong = [a for a in scene.acts if a.action not in WEAK]
        return Topic(None, strong[-1].action, strong[-1], strong[-1].done) if strong else None
    return None
