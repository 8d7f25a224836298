"""The noun phrase of a figure: its head behind modifiers, or the sign that the head is left out."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.acts import Act, Voice
from extractors.binding.spaced.scene import Figure, Scene
from extractors.objects import Noun

# "13,000 fake military accounts": so many words may stand between a number and its head.
REACH = 9
AFTER_HEAD = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a figure counts, by the words after it.

    `head` is the counted noun; `end` the token after the phrase; `inner` a participle inside it. `of` is the index of
    the figure that it is said to be a part of ("of the 67,000"); `anaphor` says that it points back ("of them");
    `unknown` is a word that stands where the head should and is in no list; `rate` marks "19 a day".
    """

    end: int
    head: Noun | None = None
    inner: Act | None = None
    of: int | None = None
    anaphor: bool = False
    unknown: str = ""
    rate: bool = False
    pieces: Noun | None = None


def phrase(scene: Scene, number: int) -> Phrase:
    """The noun phrase that begins with figure `number` of the scene."""
    return _Walk(scene, scene.figures[number]).phrase()


class _Walk:
    """A walk from a figure to the right, to the end of its noun phrase."""

    def __init__(self, scene: Scene, figure: Figure) -> None:
        self.scene = scene
        self.figure = figure
        self.acts = {act.verb: act for act in scene.acts}
        self.starts = {act.start: act for act in scene.acts}

    def phrase(self) -> Phrase:
        place = self.figure.end
        while self.scene.word(place) in self.scene.role("more") or self.scene.word(place) in ('"', "“", "'", "‘"):
            place += 1
        if self.scene.phrase_at(place, "rates"):
            return Phrase(place, rate=True)
        if self.scene.word(place) == "of" or (self.scene.word(place), self.scene.word(place + 1)) == ("out", "of"):
            return self._of(place + 1 + (self.scene.word(place) == "out"))
        return self._noun(place)

    def _of(self, place: int) -> Phrase:
        """What follows "of": a whole, an anaphor, or the counted noun itself."""
        scene = self.scene
        while scene.word(place) in scene.role("determiners") and scene.word(place) not in scene.role("anaphors"):
            place += 1
        other = scene.figure_at(place)
        if other is not None:
            inner = _Walk(scene, scene.figures[other]).phrase()
            return Phrase(inner.end, inner.head, inner.inner, of=other)
        if scene.word(place) in scene.role("anaphors"):
            follows = self._noun(place + 1)
            return Phrase(follows.end, follows.head, follows.inner, anaphor=True)
        return self._noun(place)

    def _noun(self, start: int) -> Phrase:
        """Modifiers, then the head: the last known noun before the phrase ends."""
        scene, place = self.scene, start
        head: Noun | None = None
        inner: Act | None = None
        unknown, after = "", 0
        while place < min(len(scene.lower), start + REACH + AFTER_HEAD):
            noun = scene.nouns.get(place)
            if self._ends(place, head, noun, after):
                break
            act = self.acts.get(place)
            if act and act.voice in (Voice.ATTRIBUTE, Voice.BARE, Voice.ACTIVE) and not head:
                inner = act
                place = act.end
                continue
            if noun:
                head, after, place = noun, 0, noun.end
                continue
            if head:
                after += 1
            else:
                unknown = scene.word(place)
            place += 1
        if head and head.piece and scene.word(place) == "of":
            return self._piece(head, place, inner)
        return Phrase(place, head, inner, unknown="" if head else unknown)

    def _piece(self, piece: Noun, place: int, inner: Act | None) -> Phrase:
        """As in "pieces of content": the complement decides, if it is known."""
        whole = self._of(place + 1)
        if whole.head is None and not whole.anaphor and whole.of is None:
            return Phrase(place, piece, inner, pieces=piece)
        head = whole.head or piece
        return Phrase(whole.end, head, whole.inner or inner, whole.of, whole.anaphor, pieces=piece)

    def _ends(self, place: int, head: Noun | None, noun: Noun | None, after: int) -> bool:
        """Whether the phrase ends before this token."""
        scene, word = self.scene, self.scene.word(place)
        if scene.figure_at(place) is not None or place in scene.dated:
            return True
        if word in ('"', "“", "”", "'", "‘", "’", "-"):
            return False
        if not word[0].isalnum():
            return not (word == "," and not head and self._modifies(place + 1)) and word not in ("'s", "’s")
        if word in scene.role("conjunctions"):
            return bool(head) or not self._modifies(place + 1)
        if noun:
            return bool(head and after >= AFTER_HEAD)
        return self._shuts(place, word, head, after)

    def _shuts(self, place: int, word: str, head: Noun | None, after: int) -> bool:
        scene = self.scene
        roles = (
            "prepositions",
            "be",
            "have",
            "modal",
            "do",
            "relatives",
            "subordinators",
            "pronouns",
            "stops",
            "determiners",
        )
        if any(word in scene.role(role) for role in roles):
            return True
        act = self.starts.get(place) or self.acts.get(place)
        if act and act.voice in (Voice.PASSIVE, Voice.PREDICATE, Voice.INFINITIVE):
            return True
        if act and (head or act.voice is Voice.GERUND):
            return True
        if act and act.voice in (Voice.ACTIVE, Voice.BARE):
            return not self._head_follows(act.end)
        return bool(head) and after >= AFTER_HEAD

    def _head_follows(self, place: int) -> bool:
        """Whether a counted noun follows within a few plain words."""
        scene = self.scene
        for at in range(place, min(place + 3, len(scene.lower))):
            if at in scene.nouns:
                return True
            if scene.word(at) in scene.role("prepositions") or not scene.word(at)[0].isalnum():
                return False
        return False

    def _modifies(self, place: int) -> bool:
        """Whether a conjunction or comma joins two adjectives of one head ("illegal and harmful items")."""
        scene = self.scene
        word = scene.word(place)
        if not word or not word[0].isalpha() or scene.figure_at(place) is not None:
            return False
        return self._head_follows(place) and word not in scene.role("determiners") | scene.role("prepositions")
