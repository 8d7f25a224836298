"""A figure in its clause: the acts to its left and right, and what was bound before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extractors.acts import WEAK, Act, Voice
from extractors.binding.spaced.noun_phrase import Phrase
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.scene import VERBAL, Scene
from extractors.records import Action, Kind, Unit

# Past so many tokens a word on the left no longer governs a figure.
FAR = 40
# The object of a relative clause begins within so many tokens behind its verb.
OBJECT = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was done to a figure: the action, whether it happened, the act that says so and the rule that found it."""

    action: Action
    rule: str
    act: Act | None = None
    done: bool = True
    inherits: int | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that was bound already, as later ones look back at it.

    `claim` is its index among the candidates, None where it is no claim (an audience, a duration): what points back to
    such a figure is no claim either. `embedded` says that a preposition ties it to another noun ("complaints from 41
    bodies").
    """

    scene: int
    number: int
    paragraph: int
    unit: Unit
    kind: Kind
    action: Action
    done: bool
    claim: int | None
    head: str
    currency: str | None
    value: float
    act: Act | None = None
    elided: bool = False
    whole: int | None = None
    topic: bool = False
    embedded: bool = False

    @property
    def counts(self) -> bool:
        """Whether what points back to it can be a claim."""
        return self.claim is not None or self.topic


@dataclass(frozen=True)
class Spot:
    """Figure `number` of a scene with its phrase and unit, and everything bound before it.

    What the rules ask again and again is found once (no slots, therefore); `memo` keeps their answer.
    """

    scene: Scene
    number: int
    phrase: Phrase
    unit: Unit | None
    past: Sequence[Bound]
    scenes: Sequence[Scene] = ()
    memo: dict[str, Verdict | None] = field(default_factory=dict, compare=False)

    @property
    def start(self) -> int:
        """The first token of the figure."""
        return self.scene.figures[self.number].start

    def place(self) -> int:
        """The token before the figure and its determiners."""
        return self._place

    @cached_property
    def _place(self) -> int:
        place = self.start - 1
        shut = self.scene.role("determiners") | self.scene.role("more") | self.scene.role("number_openers")
        while place >= 0 and self.scene.lower[place] in shut:
            place -= 1
        if place > 1 and self.scene.phrase_at(place - 1, "on_average") is not None:
            place -= 2  # "blocked on average one million calls"
        return place

    def here(self) -> list[Bound]:
        """What was bound earlier in this sentence."""
        return [b for b in self.past if b.scene == self.scene.index]

    def left(self) -> Act | None:
        """The nearest act to the left in the same clause."""
        return self._left

    def right(self) -> Act | None:
        """The first act to the right that has the figure for its subject."""
        return self._right

    @cached_property
    def _left(self) -> Act | None:
        """The nearest act to the left in the same clause; brackets that are closed again do not part them."""
        if self.scene.word(self.place()) in self.scene.role("have"):
            return None
        for act in reversed(self.scene.acts):
            if act.end <= self.start and act.voice is not Voice.ATTRIBUTE:
                if self._satisfied(act):
                    continue
                clear = self.start - act.end <= FAR and not self.scene.barrier(act.end, self.start)
                return act if clear else None
        return None

    def _satisfied(self, act: Act) -> bool:
        """As in "restricted 19 million before anyone reported them and another 4,000 later": a verb with its object."""
        scene = self.scene
        followed = scene.word(act.end + 1) in {","} | scene.role("list_words")
        return act.voice in VERBAL and followed and scene.word(act.end) in scene.role("object_pronouns")

    @cached_property
    def _right(self) -> Act | None:
        """The first act to the right that has the figure for its subject, relative clauses skipped."""
        relative: Act | None = None
        if self.is_object() or self._apart() or self._shares_verb():
            return None
        shared = self._next_subject()
        if shared is not None:
            return shared.right()
        for act in self.scene.acts:
            if act.start < self.phrase.end or act.voice in (
                Voice.ATTRIBUTE,
                Voice.NOUN,
                Voice.GERUND,
                Voice.INFINITIVE,
            ):
                continue
            if act.lemma in self.scene.role("age_words"):
                continue  # "212 people aged 16 to 71 were being investigated"
            if self._cut_off(act, relative=relative):
                break
            if self._relative(act) or act.voice is Voice.BARE:
                relative = relative or act
                continue
            return act
        return None if relative is not None and self._noun_tells(relative) else relative

    def _noun_tells(self, relative: Act) -> bool:
        """As in "the arrests of 14 people who were found to be members": the act noun, not the relative clause."""
        left = self.left()
        tied = left is not None and left.voice is Voice.NOUN and left.end == self.place() and left.action not in WEAK
        return tied and self._relative(relative)

    def _apart(self) -> bool:
        """As in "after a review of 5,000 posts, 300 were deleted": a figure in a phrase that a comma ends is no subject."""
        left, scene = self.left(), self.scene
        if left is None or left.voice is not Voice.NOUN or left.end != self.place():
            return False
        following = self.number + 1
        later = scene.figures[following].start if following < len(scene.figures) else -1
        return scene.word(self.phrase.end) == "," and later == self.phrase.end + 1

    def _shares_verb(self) -> bool:
        """As in "intercepted 4 calls and 3 texts, and 10 people were held": an object that a comma and "and" end."""
        scene, before = self.scene, self.number - 1
        joints = scene.role("list_words")
        ended = scene.word(self.phrase.end) == "," and scene.word(self.phrase.end + 1) in joints
        follows = any(f.start == self.phrase.end + 2 for f in scene.figures)
        if before < 0 or not (ended and follows) or scene.word(self.start - 1) not in joints:
            return False
        first = phrase(scene, before)
        listed = first.end == self.start - 1
        return listed and Spot(scene, before, first, None, self.past, self.scenes).is_object()

    def _next_subject(self) -> Spot | None:
        """As in "29,000 lines and 15,600 accounts used by swindlers were closed": the next figure has the same verb."""
        following = self.number + 1
        figures = self.scene.figures
        if following >= len(figures) or figures[following].start != self.phrase.end + 1 or self.number < 0:
            return None
        if self.scene.word(self.phrase.end) not in self.scene.role("conjunctions"):
            return None
        return Spot(self.scene, following, phrase(self.scene, following), None, self.past, self.scenes)

    def is_object(self) -> bool:
        """Whether a verb right before the figure has it for its object ("a firm that sent 156,000 texts was fined")."""
        if self.scene.word(self.place()) in self.scene.role("have"):
            return True
        act = self.left()
        if act is None or act.voice not in VERBAL or act.lemma in self.scene.role("saying_lemmas"):
            return False
        between = self.scene.lower[act.end : self.start]
        return len(between) <= 3 and not any(w in (",", "that") or w in self.scene.role("list_words") for w in between)

    def _relative(self, act: Act) -> bool:
        """Whether the act is the verb of a relative clause ("accounts that spread rumours")."""
        verbs = [a.end for a in self.scene.acts if a.end <= act.start and a.voice not in (Voice.NOUN, Voice.ATTRIBUTE)]
        words = self.scene.lower[max([self.phrase.end, act.start - 4, *verbs]) : act.start]
        return any(word in self.scene.role("relatives") for word in words)

    def _cut_off(self, act: Act, *, relative: Act | None) -> bool:
        """Whether another clause begins between the figure's phrase and the act."""
        between = self.scene.lower[self.phrase.end : act.start]
        if self.scene.barrier(self.phrase.end, act.start) or act.start - self.phrase.end > FAR:
            return True
        whole = [i for i, word in enumerate(between) if word in self.scene.role("relatives") and i]
        if any(between[i - 1] in self.scene.role("of_words") for i in whole):
            return True
        joined = any(word in self.scene.role("conjunctions") for word in between)
        figures = [f for f in self.scene.figures if self.phrase.end <= f.start < act.start]
        subordinate = any(
            (word in self.scene.role("clause_words") or self._once(self.phrase.end + at))
            and self.scene.word(self.phrase.end + at - 1) not in self.scene.role("do")
            for at, word in enumerate(between)
        )
        if relative is not None and any(f.start > self._object_end(relative) for f in figures):
            return True
        if self._new_subject(act) or self._part_next(act):
            return True
        if relative is not None and act.voice not in (Voice.PASSIVE, Voice.PREDICATE):
            return True
        return subordinate or (
            joined and not figures and act.voice not in (Voice.PASSIVE, Voice.PREDICATE) and bool(between)
        )

    def _once(self, place: int) -> bool:
        """As in "lifted the block on 214 once the material was gone"; not "was fined once"."""
        follows = self.scene.word(place + 1) in self.scene.role("determiners") | self.scene.role("pronouns")
        return follows and self.scene.word(place) in self.scene.role("once_words")

    def _part_next(self, act: Act) -> bool:
        """As in "2,853 on Facebook alone, and 2,787 of them were taken down": a later figure of a part has the verb."""
        later = [n for n, f in enumerate(self.scene.figures) if n > self.number and f.start < act.start]
        if (
            self.number < 0
            or not later
            or "," not in self.scene.lower[self.phrase.end : self.scene.figures[later[-1]].start]
        ):
            return False
        return phrase(self.scene, later[-1]).anaphor

    def _object_end(self, relative: Act) -> int:
        """As in "cards whose holders own six or more were cut off": up to where a relative clause has its object."""
        prepositions = self.scene.role("prepositions")
        linked = not prepositions.isdisjoint((self.scene.word(relative.end - 1), self.scene.word(relative.end)))
        linked = linked and relative.action in WEAK
        if relative.voice is Voice.BARE and not linked:
            return relative.start
        return relative.end + OBJECT  # "lines linked to 3,207 complaints were blocked"

    def _new_subject(self, act: Act) -> bool:
        """As in "fines went to 11 firms, and it has 30 cases under review": "and" with a pronoun begins a clause."""
        scene = self.scene
        return any(
            scene.word(at) in scene.role("conjunctions")
            and scene.word(at + 1) in scene.role("back_pronouns") - scene.role("relatives")
            for at in range(self.phrase.end, act.start)
        )

    def governs(self, act: Act) -> bool:
        """Whether an act on the left has the figure for its object."""
        if act.voice in VERBAL:
            return True
        linked = self.scene.heads_first or self.scene.word(act.end) in self.scene.role("noun_links")
        return act.voice is Voice.NOUN and linked
