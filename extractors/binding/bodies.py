"""Which body "the ministry", "the Irish regulator" or "the task force" is; None where it is none that is known."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Doer, Reading
from extractors.binding.protagonists import Cast
from extractors.records import NameKind, Span

# A word fits a name whose word begins with so many of its letters ("telecom": "Telecommunication").
STEM = 6


def body_of(reading: Reading, candidate: Candidate, doer: Doer, cast: Cast) -> str | None:
    """The body that a noun points back to: the one its modifiers or the noun name, else the main one."""
    limit = candidate.quote.start
    named = [n.canonical for n in reading.names if n.kind is NameKind.REGULATOR]
    if doer.modifiers:
        fitting = [name for name in named if any(_fits(m, name) for m in doer.modifiers)]
        if fitting:
            return cast.main if cast.main in fitting else fitting[0]
        if doer.word not in reading.language.grammar.role("own_units") and _strange(reading, candidate, doer, cast):
            return _watching(reading, doer, named)
    called = _called(reading, candidate, doer)
    if called:
        return cast.main if cast.main in called else called[-1]
    if _unknown(reading, doer, cast.authority):
        return None
    here = _told_here(reading, candidate, doer, cast)
    if here is not None:
        return here
    if cast.main is not None and cast.kinds.get(cast.main) is NameKind.REGULATOR:
        return cast.main
    return cast.subject_before(reading, candidate.sentence, limit, NameKind.REGULATOR) or cast.authority


def _called(reading: Reading, candidate: Candidate, doer: Doer) -> list[str]:
    """The names before the figure that hold the noun ("the ministry", "the commission"); a title points ahead."""
    if not doer.word:
        return []
    ahead = candidate.quote.field == "title"
    before = [n for n in reading.names if n.span.field == "text" and (ahead or n.span.start < candidate.quote.start)]
    return [n.canonical for n in before if doer.word in n.canonical.lower().split()]


def _told_here(reading: Reading, candidate: Candidate, doer: Doer, cast: Cast) -> str | None:
    """The body that the paragraph has for its subject before the figure, unless it names the main one too."""
    sentence = reading.sentences[candidate.sentence]
    spans = [
        s.span for s in reading.sentences if s.span.field == sentence.span.field and s.paragraph == sentence.paragraph
    ]
    here = [n.canonical for n in reading.names if any(s.holds(n.span) for s in spans)]
    if cast.main in here or doer.word in reading.language.grammar.role("own_units"):
        return None
    return cast.subject_before(reading, candidate.sentence, candidate.quote.start, NameKind.REGULATOR)


def _fits(modifier: str, name: str) -> bool:
    word = modifier.lower()
    return len(word) >= STEM - 1 and any(w.startswith(word[:STEM]) for w in name.lower().split())


def _strange(reading: Reading, candidate: Candidate, doer: Doer, cast: Cast) -> bool:
    """As in "the Irish regulator", "the competition watchdog": the place or the field is not the main body's."""
    opening = _opening(reading)
    tokens = reading.sentences[candidate.sentence].tokens
    owns = len(tokens) > 1 and tokens[1].lower in reading.language.grammar.role("possessives")
    for modifier in doer.modifiers:
        opens = modifier == tokens[0].text and not owns  # the capital is the sentence's
        if modifier[0].isupper() and not modifier.isupper() and not opens and modifier not in opening:
            return True
    fields = _watched(reading, doer)
    own = {field for w in (cast.authority or "").lower().split() for field in _fields(reading, w)}
    return bool(fields and own) and fields.isdisjoint(own)


def _watched(reading: Reading, doer: Doer) -> set[str]:
    return {field for m in doer.modifiers for field in _fields(reading, m.lower())}


def _watching(reading: Reading, doer: Doer, named: Sequence[str]) -> str | None:
    """The first named body that watches over the field which the modifiers tell."""
    fields = _watched(reading, doer)
    return next((n for n in named if any(f in fields for w in n.lower().split() for f in _fields(reading, w))), None)


def _fields(reading: Reading, word: str) -> list[str]:
    """The fields of supervision that a word names, each as the line of words that name it."""
    return [line for line in reading.language.grammar.role("supervised_fields") if word in line.split()]


def _opening(reading: Reading) -> str:
    """The title and the first sentence: what they say of a place is said of the main body."""
    first = next((s.span for s in reading.sentences if s.span.field == "text"), None)
    return f"{reading.source.title}\n{'' if first is None else reading.text(first)}"


def _unknown(reading: Reading, doer: Doer, main: str | None) -> bool:
    """Whether the noun is part of the name of a body that the product does not know, and not of the main one's."""
    words = (main or "").lower().split()
    if doer.word in words:
        return False
    role = reading.language.grammar.role
    if doer.word in role("top_bodies"):
        return any(word in role("bodies") for word in words)
    return doer.word in role("joint_bodies") and _introduced(reading, doer.word)


def _introduced(reading: Reading, word: str) -> bool:
    """As in "the Investment Alert Task Force": a noun that ends a name in capitals which is no known name."""
    title = word.title()
    text = reading.source.text
    place = text.find(f" {title}")
    while place >= 0:
        span = Span("text", place + 1, place + 1 + len(title))
        before = text[max(0, place - 40) : place].split()
        ends = not text[span.end : span.end + 1].isalpha()
        capital = bool(before) and before[-1][0].isupper() and before[-1].isalpha()
        determined = bool(before) and before[-1].lower() in reading.language.grammar.role("determiners")
        if ends and capital and not determined and not any(n.span.overlaps(span) for n in reading.names):
            return True
        place = text.find(f" {title}", place + 1)
    return False
