"""The noun phrase of a figure: its head behind modifiers, or the sign that the head is left out."""

from __future__ import annotations

from extractors.acts import Act, Voice
from extractors.auxiliaries import adverbial
from extractors.binding.spaced.noun_phrase import Phrase
from extractors.binding.spaced.scene import Figure, Scene
from extractors.objects import Noun
from extractors.records import Action, Unit

# "13,000 fake military accounts": so many words may stand between a number and its head.
REACH = 9
AFTER_HEAD = 3
# "fake, hijacked or bought-up profiles": so many words may stand between a modifier and the head.
HEAD_WITHIN = 6
# A noun of these before a plural that no list holds only says what sort it is ("39 celebrity rankings").
BEINGS = frozenset({Unit.PERSON, Unit.ORGANISATION, Unit.CASE})


def phrase(scene: Scene, number: int) -> Phrase:
    """The noun phrase that begins with figure `number` of the scene; walked once."""
    known = scene.walked.get(number)
    if isinstance(known, Phrase):
        return known
    found = _Walk(scene, scene.figures[number]).phrase()
    scene.walked[number] = found
    return found


class _Walk:
    """A walk from a figure to the right, to the end of its noun phrase."""

    def __init__(self, scene: Scene, figure: Figure) -> None:
        self.scene = scene
        self.figure = figure
        self.acts = {act.verb: act for act in scene.acts}
        self.starts = {act.start: act for act in scene.acts}
        self.head: Noun | None = None
        self.inner: Act | None = None
        self.act_noun: Act | None = None
        self.acted: Noun | None = None
        self.unknown = ""
        self.after = 0
        self.begun = figure.end

    def phrase(self) -> Phrase:
        rest = self._compound()
        if rest is not None:
            return rest
        place = self._begun(self.figure.end)
        if self._rate(place):
            return Phrase(place, rate=True)
        finite = self.starts.get(place)
        finite = finite or self.acts.get(place)
        verbal = finite is not None and finite.voice in (Voice.ACTIVE, Voice.ATTRIBUTE)
        if self.figure.quantity.kind == "percent" and verbal:
            return Phrase(place)  # "five in six dealt with images"
        if (
            self._subject_of_part(place)
            or self._tells(place)
            or self.scene.word(place) in self.scene.role("conjunctions")
        ):
            return Phrase(place)
        pointed = self.scene.phrase_at(place, "of_them")
        if pointed:
            return Phrase(place + len(pointed.split()), anaphor=True)
        if self.scene.phrase_at(place, "of_words"):
            return self._of(place + len(str(self.scene.phrase_at(place, "of_words")).split()))
        return self._noun(place)

    def _begun(self, place: int) -> int:
        """The first token of the noun phrase: behind "more", quotes, and the article of "half the population"."""
        closed = self.scene.word(place) == ")" and self.scene.word(self.figure.start - 1) == "("
        if closed and self.scene.phrase_at(place + 1, "of_words"):
            return place + 1  # "almost all (99.6%) of the 2.3 million ads"
        while self.scene.word(place) in self.scene.role("more") or self.scene.word(place) in ('"', "“", "'", "‘"):
            place += 1
        shared = self.figure.quantity.form == "share" and self.scene.word(place) in self.scene.role("determiners")
        return place + 1 if shared and self._head_follows(place + 1) else place

    def _rate(self, place: int) -> bool:
        """As in "£200 a day"; not "40 million daily viewers", "€150 million a year later"."""
        rate = self.scene.phrase_at(place, "rates")
        if rate is None or place in self.scene.nouns:
            return False
        after = place + len(rate.split())
        later = self.scene.word(after) in self.scene.role("later_words")
        if later and self.scene.word(after) in self.scene.role("found_places"):
            later = not self.scene.word(after + 1)[:1].isalpha()  # "a year on," but "a day on top"
        return not later and after not in self.scene.nouns

    def _tells(self, place: int) -> bool:
        """As in "956,192 relate to decency", "54,400 concerned media": a verb that says what the counted things are about."""
        fronted = self.scene.phrase_at(0, "of_words") is not None  # "Of the complaints 83 alleged abuse"
        act = self.acts.get(place) if fronted else None
        told = act is not None and act.voice in (Voice.ATTRIBUTE, Voice.ACTIVE) and act.action is Action.OTHER
        if self.scene.word(place) not in self.scene.role("telling_verbs") and not told:
            return False
        return fronted or not self._attribute(place)

    def _attribute(self, place: int) -> bool:
        """As in "300 related accounts were closed": a participle before a head that has a verb of its own."""
        later = next(
            (a for a in self.scene.acts if a.start > place + 1 and a.voice in (Voice.PASSIVE, Voice.ACTIVE)), None
        )
        own = later is not None and not self.scene.barrier(
            place, later.start
        )  # "43,000 contained features; 20 were spam"
        return own and self._head_follows(place + 1)

    def _subject_of_part(self, place: int) -> bool:
        """As in "of which 1,267 alleged abuse": after a relative the figure is the subject of the verb that follows."""
        at = self.figure.start - 1
        while self.scene.word(at) in self.scene.role("determiners") or self.scene.word(at) == ",":
            at -= 1
        back = self.scene.word(at) in self.scene.role("anaphors") | self.scene.role("relatives")
        if back and place in self.starts and not self._attribute(place):
            return True
        return (back or self._of_these(at)) and self._past(place)

    def _of_these(self, at: int) -> bool:
        """As in "Of these, 66,241 advertised gambling, 38,107 sold weapons": a list that goes on under its partitive."""
        opened = self.scene.phrase_at(0, "of_words") is not None and self.scene.word(1) in self.scene.role("anaphors")
        return opened and self.scene.figure_at(at) is None

    def _past(self, place: int) -> bool:
        """Whether a word of no list looks like a past tense and is no participle before a subject with a verb of its own."""
        word = self.scene.word(place)
        if place in self.scene.nouns or "-" in word or not word.endswith(tuple(self.scene.role("past_endings"))):
            return False
        stop = next((at for at in range(place + 1, len(self.scene.lower)) if self._parts(at)), len(self.scene.lower))
        finite = (Voice.PASSIVE, Voice.ACTIVE)
        return not any(place + 1 < a.start < stop and a.voice in finite for a in self.scene.acts)

    def _parts(self, at: int) -> bool:
        """Whether another item of a list begins at a token."""
        word = self.scene.word(at)
        return self.scene.figure_at(at) is not None or not word[0].isalnum() or word in self.scene.role("conjunctions")

    def _compound(self) -> Phrase | None:
        """As in "two-month", "69-page": a hyphen makes the number part of an adjective, which counts nothing."""
        if self.figure.end == self.figure.start:
            return None
        token = self.scene.tokens[self.figure.end - 1]
        stop = self.figure.quantity.span.end
        mark = token.text[stop - token.start : stop - token.start + 2]
        numbered = mark[:1] == "/" and mark[1:].isupper()  # "No. 123/HM/2025" is a file number
        if token.end <= stop or not (mark[:1] in "-–" or numbered):
            return None
        return Phrase(self.figure.end, unknown=token.lower[stop - token.start + 1 :] or "-")

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
            whole = scene.word(place) in (scene.role("relatives") | scene.role("object_pronouns")) - scene.role(
                "determiners"
            )
            if whole or not scene.word(place + 1)[:1].isalpha():
                return Phrase(place + 1, anaphor=True)
            if scene.word(place + 1) in scene.role("count_words") and scene.phrase_at(place + 2, "of_words") is None:
                return Phrase(place + 2, anaphor=True)  # "300 of that figure"
            follows = self._noun(place + 1)
            return Phrase(follows.end, follows.head, follows.inner, anaphor=True, act_noun=follows.act_noun)
        if self.scene.word(place) in scene.role("time_nouns") or place in scene.dated:  # "the 7,187 of the year before"
            return Phrase(place)
        return self._noun(place)

    def _noun(self, start: int) -> Phrase:
        """Modifiers, then the head: the last known noun before the phrase ends."""
        self._begin()
        place = self.begun = start
        while place < min(len(self.scene.lower), start + REACH + AFTER_HEAD):
            if self._ends(place, self.head or self.act_noun, self.scene.nouns.get(place), self.after):
                break
            step = self._step(place)
            if step == place:
                break
            place = step
        if self.head and self.head.piece and self.scene.word(place) in self.scene.role("of_words"):
            return self._piece(self.head, place, self.inner)
        if self.act_noun:
            return self._act_noun(self.act_noun, place, self.inner)
        whole = self._whole(place)
        if whole is not None:
            return whole
        pointed = self.scene.phrase_at(place, "of_them") is not None
        self._past_single(place)
        known = Phrase(place, self.head, self.inner, anaphor=pointed, unknown="" if self.head else self.unknown)
        return Phrase(start) if self._offends() else known  # "another 400,000 violated privacy rules"

    def _whole(self, place: int) -> Phrase | None:
        """As in "a string of posts": a noun of no list passes the question on to a known one behind "of"."""
        if not self.unknown or self.head or self.scene.word(place) not in self.scene.role("of_words"):
            return None
        whole = self._of(place + 1)
        known = whole.head is not None and whole.head.unit is not None
        return Phrase(whole.end, whole.head, self.inner) if known else None

    def _offends(self) -> bool:
        """Whether what looks like a participle inside the phrase is its verb: rules are broken, they do not break any."""
        known = self.inner is not None and self.inner.lemma in self.scene.role("offending_lemmas")
        return known and self.head is not None and self.head.unit is None and self.head.acted is None

    def _single(self) -> bool:
        """Whether the head so far can only be one thing where several are counted ("1.1 billion scam and ...")."""
        quantity = self.figure.quantity
        several = quantity.kind == "number" and quantity.value != 1
        return several and self.head is not None and self.head.singular and not self.head.plural

    def _past_single(self, place: int) -> None:
        """As in "39 celebrity rankings": a plural of no list behind a noun that can only be one thing is the head."""
        if self.head is None or self.head.unit not in BEINGS or not self._single():
            return
        begun = self.head.end
        later = [self.scene.word(at) for at in range(begun, place)]
        plural = next((word for word in later if word.isalpha() and word.endswith("s")), "")
        if plural and plural not in self.scene.role("adverbs"):
            self.head, self.unknown = None, plural

    def _begin(self) -> None:
        self.head, self.inner, self.act_noun, self.acted, self.unknown, self.after = None, None, None, None, "", 0

    def _step(self, place: int) -> int:
        """Take in the word at a token and say where the next one begins; the same token when the phrase is over."""
        noun = self.scene.nouns.get(place)
        if self.scene.heads_first and self.head and not self.head.piece:
            self.after += 1
            return noun.end if noun else place + 1
        if noun and noun.piece and noun.unit is None and self.head:
            return place
        if self.scene.word(place) in self.scene.role("pro_nouns") and not self.head:
            self.unknown = ""  # "170 million fake ones"
            return place
        taken = self._act(place, noun)
        if taken:
            return taken
        if noun:
            self.head, self.act_noun, self.acted, self.after = noun, None, None, 0
            return noun.end
        if self.head:
            self.after += 1
        elif not self.act_noun and self.scene.word(place)[0].isalnum():
            self.unknown = self.scene.word(place)
            return place if self.scene.heads_first else place + 1
        return place + 1

    def _act(self, place: int, noun: Noun | None) -> int:
        """Take in an act inside the phrase and say where it ends; 0 where there is none.

        A known compound stays a noun, whatever its first word may be ("lending apps").
        """
        act = self.acts.get(place)
        if act is None or (noun and noun.unit and noun.end > place + 1):
            return 0
        if act.voice in (Voice.ATTRIBUTE, Voice.BARE, Voice.ACTIVE) and not self.head:
            self.inner = act
            return act.end
        if act.voice is Voice.NOUN and not (noun and noun.unit and noun.end >= act.end):
            within = noun if noun is not None and place < noun.end < act.end else None  # "licence revocations"
            self.acted = self.head if self._compounded(place, act) else within
            self.act_noun, self.head, self.after = act, None, 0
            return act.end
        return 0

    def _act_noun(self, act: Act, place: int, inner: Act | None) -> Phrase:
        """As in "6,043 removals", "ten bans of accounts": what was acted on follows "of", or was named before."""
        if self.scene.word(place) in self.scene.role("of_words"):
            whole = self._of(place + 1)
            if whole.head is not None:
                return Phrase(whole.end, whole.head, inner, act_noun=act)
        return Phrase(place, None, inner, act_noun=act, acted=self.acted)

    def _compounded(self, place: int, act: Act) -> bool:
        """As in "4,120 account suspensions": a plural act right behind a noun that can only be one thing."""
        if self.head is None or self.head.end != place or not self._single() or self.head.piece:
            return False
        return self.scene.word(act.verb).endswith(tuple(self.scene.role("plural_endings")))

    def _piece(self, piece: Noun, place: int, inner: Act | None) -> Phrase:
        """As in "pieces of content": the complement decides, if it is known."""
        whole = self._of(place + 1)
        if whole.head is None and not whole.anaphor and whole.of is None:
            return Phrase(place, piece, inner, pieces=piece)
        head = piece if whole.head is None or (whole.head.unit is None and piece.unit) else whole.head
        return Phrase(whole.end, head, whole.inner or inner, whole.of, whole.anaphor, pieces=piece)

    def _ends(self, place: int, head: Noun | Act | None, noun: Noun | None, after: int) -> bool:
        """Whether the phrase ends before this token."""
        scene, word = self.scene, self.scene.word(place)
        if scene.figure_at(place) is not None:
            return True
        if place in scene.dated or word in scene.role("possessives"):
            lasting = isinstance(head, Noun) and head.text in scene.role("time_nouns")  # "18 hours' work"
            return lasting or not self._possessive(place)
        if word in ('"', "“", "”", "'", "‘", "’", "-"):
            return False
        if not word[0].isalnum():
            return not (word == "," and not head and place > self.begun and self._modifies(place + 1))
        if word in scene.role("conjunctions"):
            return (bool(head) and not self._single()) or not self._modifies(place + 1)
        act = self.starts.get(place)
        if head and act and act.voice not in (Voice.NOUN, Voice.ATTRIBUTE):
            return True
        if noun:
            return bool(head and after >= AFTER_HEAD)
        return self._shuts(place, word, head, after)

    def _shuts(self, place: int, word: str, head: Noun | Act | None, after: int) -> bool:
        scene = self.scene
        if not head and (word in scene.role("adverbs") or adverbial(word, scene.role)) and self._adverbial(place + 1):
            return True
        roles = (
            "prepositions",
            "be",
            "have",
            "modal",
            "do",
            "relatives",
            "subordinators",
            "pronouns",
            "determiners",
        )
        initials = scene.tokens[place].text.isupper() and len(word) > 1 and word in scene.role("pronouns")
        if not initials and any(word in scene.role(role) for role in roles):
            return True  # "US requests" are of the United States
        if word in scene.role("stops"):  # "300 online" ends, "300 online casino sites" goes on
            return bool(head) or not self._head_follows(place + 1)
        act = self.starts.get(place) or self.acts.get(place)
        if act and act.voice in (Voice.PASSIVE, Voice.PREDICATE, Voice.INFINITIVE):
            return True
        if act and head and act.voice is Voice.NOUN and self._compounded(place, act):
            return False
        if act and (head or (act.voice is Voice.GERUND and not self._in_compound(place, act))):
            return True
        if act and act.voice in (Voice.ACTIVE, Voice.BARE):
            return not self._head_follows(act.end)
        return bool(head) and after >= AFTER_HEAD

    def _in_compound(self, place: int, act: Act) -> bool:
        """As in "two election advertising posts": a gerund between a plain word and the noun is part of the name."""
        plain = place > self.begun and self.scene.word(place - 1) == self.unknown
        return plain and act.action is Action.OTHER and act.end in self.scene.nouns

    def _possessive(self, place: int) -> bool:
        """Whether a date before the head only marks it ("52,185 of last year's blocks")."""
        while place in self.scene.dated:
            place += 1
        return self.scene.word(place) in self.scene.role("possessives")

    def _head_follows(self, place: int) -> bool:
        """Whether a counted noun follows within a few plain words."""
        scene = self.scene
        for at in range(place, min(place + HEAD_WITHIN, len(scene.lower))):
            if scene.figure_at(at) is not None or scene.word(at) in scene.role("clause_words"):
                return False
            if at in scene.nouns:
                return True
            shut = scene.word(at) in scene.role("prepositions") or scene.word(at) in scene.role("determiners")
            if shut or not scene.word(at)[0].isalnum():
                return False
        return False

    def _adverbial(self, place: int) -> bool:
        """Whether an adverb before this token belongs to the predicate ("1,280 mostly over nudity")."""
        word = self.scene.word(place)
        finite = self.starts.get(place)
        told = finite is not None and finite.voice in (Voice.ACTIVE, Voice.PASSIVE, Voice.PREDICATE)
        return (
            not word or not word[0].isalnum() or told or word in self.scene.role("prepositions") | self.scene.role("be")
        )

    def _modifies(self, place: int) -> bool:
        """Whether a conjunction or comma joins two adjectives of one head ("illegal and harmful items")."""
        scene = self.scene
        word = scene.word(place)
        if not word or not word[0].isalpha() or scene.figure_at(place) is not None:
            return False
        return self._head_follows(place) and word not in scene.role("determiners") | scene.role("prepositions")
