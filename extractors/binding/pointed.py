"""Services that a text only points back to: "complaints about the app", "the CNIL fined it", a list behind a dash."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.protagonists import Cast, joined
from extractors.records import Name, NameKind, Sentence, Span, Token

# So many tokens after a figure may stand before the word that points back.
NEAR = 6
# So many tokens on either side of an act may stand "it" or "the company".
PATIENT = 4
OPENERS = frozenset("–—:(")
SHUT = frozenset(";:()|—–?!.")


def pointed_to(reading: Reading, candidate: Candidate, cast: Cast) -> tuple[str, ...]:
    """The service that a preposition after the figure points back to ("48 complaints about the app", "links to it")."""
    sentence = reading.sentences[candidate.sentence]
    role = reading.language.grammar.role
    after = [t for t in sentence.tokens if t.start >= candidate.quote.end][:NEAR]
    for place in range(1, len(after)):
        if after[place - 1].text in SHUT or _figure(reading, candidate, after[place - 1].start):
            return ()
        if after[place - 1].lower not in role("back_prepositions"):
            continue
        here = after[place].lower
        service = place + 1 < len(after) and after[place + 1].lower in role("services")
        if here in role("it_words") or (here in role("back_articles") and service):
            return _told(reading, candidate, cast)
    return ()


def patient(reading: Reading, candidate: Candidate, cast: Cast) -> tuple[str, ...]:
    """The firm that is fined where the clause only says "it" or "the company": behind the verb, or before a passive."""
    sentence = reading.sentences[candidate.sentence]
    act = candidate.act
    if act is None:
        return ()
    before = [t for t in sentence.tokens if t.end <= act.start][-PATIENT:]
    behind = [t for t in sentence.tokens if t.start >= act.end and t.end <= candidate.quote.start][:PATIENT]
    passive = reading.language.grammar.role("be")
    for words in (behind, before):
        at = next((i for i in reversed(range(len(words))) if _points(reading, words, i)), None)
        if at is None or (words is before and not _is(words[at:], passive, reading)):
            continue
        if not any(words[at].end <= n.span.start < candidate.quote.start for n in _services(reading, sentence)):
            return _told(reading, candidate, cast)
    return ()


def _is(words: Sequence[Token], passive: frozenset[str], reading: Reading) -> bool:
    """Whether a form of "be" stands among words, and no other noun."""
    nouns = reading.language.grammar.role("determiners")
    return any(t.lower in passive for t in words) and not any(t.lower in nouns for t in words[1:])


def _points(reading: Reading, words: Sequence[Token], at: int) -> bool:
    return words[at].lower in reading.language.grammar.role("it_words") or points_to_firm(reading, words, at)


def points_to_firm(reading: Reading, words: Sequence[Token], at: int) -> bool:
    """Whether a word is the noun of "the company", "the microblogging platform"."""
    role = reading.language.grammar.role
    definite = any(t.lower in role("definite_words") for t in words[max(0, at - 2) : at])
    return definite and words[at].lower in role("firms")


def appended(reading: Reading, candidate: Candidate) -> tuple[str, ...]:
    """As in "four adult sites – Pornhub, Stripchat and XVideos – have been", "two apps (Telegram, Signal)"."""
    sentence = reading.sentences[candidate.sentence]
    here = [n for n in _services(reading, sentence) if n.span.start >= candidate.quote.end]
    if len(here) < 2 or reading.text(_between(candidate.quote, here[0].span)).strip() not in OPENERS:
        return ()
    found = here[:1]
    for name in here[1:]:
        if not joined(reading, found[-1], name):
            break
        found.append(name)
    return tuple(dict.fromkeys(n.canonical for n in found)) if len(found) > 1 else ()


def _between(first: Span, second: Span) -> Span:
    return Span(first.field, first.end, second.start)


def _figure(reading: Reading, candidate: Candidate, place: int) -> bool:
    return any(
        q.span.field == candidate.quote.field and q.span.start <= place < q.span.end and q is not candidate.quantity
        for q in reading.quantities
    )


def _services(reading: Reading, sentence: Sentence) -> list[Name]:
    return [n for n in reading.names if n.kind is NameKind.PLATFORM and sentence.span.holds(n.span)]


def _told(reading: Reading, candidate: Candidate, cast: Cast) -> tuple[str, ...]:
    """The service told of last in the paragraph, else the last one named before, in the text or in the title."""
    told = cast.subject_before(reading, candidate.sentence, candidate.quote.start, NameKind.PLATFORM)
    if told is not None:
        return (told,)
    before = [
        n
        for n in reading.names
        if n.kind is NameKind.PLATFORM and (n.span.field == "title" or n.span.end <= candidate.quote.start)
    ]
    return tuple(n.canonical for n in before[-1:])
