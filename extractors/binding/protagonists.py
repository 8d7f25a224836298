"""Whom a document is about: its author, the body whose acts it tells, and the subject of each of its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.frames import source_of
from extractors.lexicon.gazetteer import nationwide
from extractors.records import Action, Name, NameKind, Sentence, Span

# Characters before the name that opens a title or text.
OPENING = 4
# What befalls a platform stands so many characters after its name in a headline.
BEFALLS = 30
# So many sentences back a pronoun finds its subject.
BACK = 6


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of a document by their part in it.

    `main` is the body whose acts it tells, `author` whose own words it is (None where it is nobody's of the
    inventory), `authority` the regulator that acts where a service cannot, `subjects` the name that each sentence
    has for its subject.
    """

    main: str | None
    author: str | None
    authority: str | None
    kinds: Mapping[str, NameKind]
    subjects: tuple[Name | None, ...]

    def subject_before(self, reading: Reading, sentence: int, limit: int, kind: NameKind | None) -> str | None:
        """The subject of a kind that ends before a place, in the sentence or the ones before it in its paragraph."""
        here = reading.sentences[sentence]
        for index in range(sentence, max(-1, sentence - BACK), -1):
            other = reading.sentences[index]
            if other.span.field != here.span.field or other.paragraph != here.paragraph:
                return None
            name = self.subjects[index]
            if name is not None and name.span.end <= limit and kind in (None, name.kind):
                return name.canonical
        return None


def cast_of(reading: Reading, candidates: Sequence[Candidate]) -> Cast:
    """The cast of a document."""
    kinds = {n.canonical: n.kind for n in reading.names}
    author = _author(reading, candidates)
    main = author or _main(reading, candidates)
    if main is not None and _counts_only(reading, main):
        return Cast(None, author, None, kinds, tuple(None for _ in reading.sentences))
    authority = main if main is not None and kinds[main] is NameKind.REGULATOR else _authority(reading)
    return Cast(main, author, authority, kinds, _subjects(reading, [c.quote for c in candidates]))


def _author(reading: Reading, candidates: Sequence[Candidate]) -> str | None:
    """Whose "we" a text is that says "we removed": the name of its title, else of its lead."""
    first = reading.language.grammar.role("first_person")
    if not any(c.doer is not None and c.doer.word in first for c in candidates):
        return None
    titled = [n for n in reading.names if n.span.field == "title"]
    if not titled and reading.source.kind == "media":
        return None  # a columnist or a group that the product does not know
    return next((n.canonical for n in (*titled, *reading.names)), None)


def _main(reading: Reading, candidates: Sequence[Candidate]) -> str | None:
    """The body whose acts the document tells.

    That which most clauses name as doer, else the one whose report or statement it is, else the platform or regulator
    of its headline and lead, else its first national regulator.
    """
    told = [(c.sentence, c.doer.name) for c in candidates if c.doer and c.doer.name and c.action is not Action.OTHER]
    named = [name for _, name in dict.fromkeys(told)]
    first = {n.canonical for n in _leading(reading)}
    counts = Counter(named)
    headline = _headline(reading)
    if headline is not None and _only_told(candidates, first):
        first &= {headline}  # who only gets the reports of the service that the headline is about does not act
    known = [name for name in dict.fromkeys(named) if name in first or counts[name] > 1]
    source = source_of(reading)
    kinds = {n.canonical: n.kind for n in reading.names}
    if known:
        best = max(known, key=lambda name: counts[name])
        if counts[best] == 1 and kinds[best] is NameKind.PLATFORM and kinds.get(source or "") is NameKind.REGULATOR:
            return source
        return best
    return source or _headline(reading) or _authority(reading) or _opener(reading)


def _only_told(candidates: Sequence[Candidate], names: AbstractSet[str]) -> bool:
    """Whether names only get or send reports, and no clause points back to a body."""
    doers = [(c.action, c.doer) for c in candidates if c.doer is not None]
    acting = any(doer.name in names and action is not Action.REPORT for action, doer in doers)
    return not acting and not any(doer.word and not doer.other for _, doer in doers)


def _lead(reading: Reading) -> Span | None:
    """The first sentence of the text that holds a name."""
    return next(
        (
            s.span
            for s in reading.sentences
            if s.span.field == "text" and any(s.span.holds(n.span) for n in reading.names)
        ),
        None,
    )


def _leading(reading: Reading) -> list[Name]:
    """The names of the title and of the lead; a local office only where it opens the text."""
    lead = _lead(reading)
    opens = lead is not None and lead.start == next(s.span.start for s in reading.sentences if s.span.field == "text")
    return [
        n
        for n in reading.names
        if n.span.field == "title"
        or (lead is not None and lead.holds(n.span) and (opens or n.canonical in nationwide()))
    ]


def _headline(reading: Reading) -> str | None:
    """The platform that is the one name of the title, unless something befalls it there ("X fined over badges")."""
    titled = _titled(reading)
    return titled.canonical if titled is not None and not _befallen(reading, titled) else None


def target_of(reading: Reading) -> str | None:
    """The platform that the headline says something befalls: it is what fines and warnings are aimed at."""
    titled = _titled(reading)
    return titled.canonical if titled is not None and _befallen(reading, titled) else None


def _titled(reading: Reading) -> Name | None:
    """The one name of the title, if it is a platform."""
    titled = [n for n in reading.names if n.span.field == "title"]
    one = len({n.canonical for n in titled}) == 1 and titled[0].kind is NameKind.PLATFORM
    return titled[0] if one else None


def _befallen(reading: Reading, titled: Name) -> bool:
    end = titled.span.end
    after = reading.text(Span("title", end, min(len(reading.source.title), end + BEFALLS))).lower().strip()
    return any(after.startswith(words) for words in reading.language.grammar.role("befalling"))


def _authority(reading: Reading) -> str | None:
    """The regulator of the title or first sentence, else the only one, else the first that is no local office."""
    bodies = tuple(dict.fromkeys(n.canonical for n in reading.names if n.kind is NameKind.REGULATOR))
    opening = next((s.span for s in reading.sentences if s.span.field == "text"), None)
    leading = [
        n.canonical
        for n in reading.names
        if n.canonical in bodies and (n.span.field == "title" or (opening is not None and opening.holds(n.span)))
    ]
    if leading or len(bodies) < 2:
        return next(iter(leading or bodies), None)
    return next((b for b in bodies if b in nationwide()), bodies[0])


def _counts_only(reading: Reading, body: str) -> bool:
    """Whether a body's name says that it only keeps count of what others do ("National Crime Records Bureau")."""
    return any(word in reading.language.grammar.role("counting_bodies") for word in body.lower().split())


def _opener(reading: Reading) -> str | None:
    """The platform that opens the title or the text."""
    opening = next((s.span.start for s in reading.sentences if s.span.field == "text"), 0)
    starts = {"title": 0, "text": opening}
    return next(
        (
            n.canonical
            for n in reading.names
            if n.kind is NameKind.PLATFORM and 0 <= n.span.start - starts[n.span.field] <= OPENING
        ),
        None,
    )


def _subjects(reading: Reading, quotes: Sequence[Span]) -> tuple[Name | None, ...]:
    """For each sentence the first name that no preposition leads, None where it has none.

    `quotes` are the spans of what is counted: "3,400 Facebook accounts" has no subject in it.
    """
    counted = {n for n in reading.names for q in quotes if q.holds(n.span)}
    result: list[Name | None] = []
    place = 0
    names = reading.names
    for sentence in reading.sentences:
        while place < len(names) and _before(names[place], sentence):
            place += 1
        here = []
        while place < len(names) and sentence.span.holds(names[place].span):
            if names[place] not in counted:
                here.append(names[place])
            place += 1
        result.append(_subject(reading, sentence, here))
    return tuple(result)


def _subject(reading: Reading, sentence: Sentence, here: Sequence[Name]) -> Name | None:
    """The first name that no preposition leads, itself or the list it stands in; None where several are equals."""
    led = False
    for place, name in enumerate(here):
        chained = place > 0 and joined(reading, here[place - 1], name)
        led = led if chained else _led(reading, sentence, name)
        if led or _owns(reading, name):
            continue
        follower = here[place + 1] if place + 1 < len(here) else None
        equals = follower is not None and follower.kind is name.kind and joined(reading, name, follower)
        return None if equals else name
    return None


def _owns(reading: Reading, name: Name) -> bool:
    """As in "the Amazon-owned service": a name that only tells whose something is."""
    after = reading.source.text if name.span.field == "text" else reading.source.title
    return after[name.span.end : name.span.end + 1] == "-"


def joined(reading: Reading, first: Name, second: Name) -> bool:
    """Whether only commas and conjunctions stand between two names of a list."""
    between = reading.text(Span(first.span.field, first.span.end, second.span.start)).lower().replace(",", " ")
    role = reading.language.grammar.role
    return first.canonical != second.canonical and all(w in role("list_words") | {"the"} for w in between.split())


def _before(name: Name, sentence: Sentence) -> bool:
    if name.span.field != sentence.span.field:
        return name.span.field == "title"
    return name.span.start < sentence.span.start


def _led(reading: Reading, sentence: Sentence, name: Name) -> bool:
    """Whether a preposition stands before a name and its determiner, or the name only begins a compound."""
    role = reading.language.grammar.role
    before = [t.lower for t in sentence.tokens if t.end <= name.span.start]
    while before and before[-1] in role("determiners"):
        before.pop()
    return bool(before) and before[-1] in role("prepositions") | role("host_prepositions")
