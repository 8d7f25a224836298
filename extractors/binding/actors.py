"""Who acted: the doer the clause names, the one it points back to, else the frame's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Doer, Polarity, Reading
from extractors.binding.frames import label_of, source_of, topic_of
from extractors.records import Action, Name, NameKind, Span

# A body whose acts a document tells is named in its first paragraphs.
LEAD = 2
# Characters before the name that opens a title or text.
OPENING = 4
# Characters between a name and the figure whose verb is left out.
GAP = 12
# What only an authority does, never a service.
SOVEREIGN = frozenset({Action.FINE, Action.ARREST})


def assign_actors(reading: Reading, candidates: Sequence[Candidate]) -> tuple[str | None, ...]:
    """For each candidate the canonical name of who acted; None for what is not enforcement or has an unnamed doer."""
    main = main_actor(reading, candidates)
    services = {n.canonical for n in reading.names if n.kind is NameKind.PLATFORM}
    authority = next((n.canonical for n in reading.names if n.kind is NameKind.REGULATOR), None)
    result: list[str | None] = []
    for candidate in candidates:
        actor = _actor(reading, candidates, candidate, main, result)
        result.append(authority if candidate.action in SOVEREIGN and actor in services else actor)
    return tuple(result)


def main_actor(reading: Reading, candidates: Sequence[Candidate]) -> str | None:
    """The body whose acts the document tells.

    That which most clauses name as doer, else the one whose report or statement it is, else its first regulator, else
    its first platform.
    """
    told = [(c.sentence, c.doer.name) for c in candidates if c.doer and c.doer.name and c.action is not Action.OTHER]
    named = [name for _, name in dict.fromkeys(told)]
    early = [n for n in reading.names if n.span.field == "title" or _paragraph(reading, n) <= LEAD]
    opening = next((s.span for s in reading.sentences if s.span.field == "text"), None)
    first = {n.canonical for n in early if n.span.field == "title" or (opening and opening.holds(n.span))}
    opens = {n.canonical for n in early if n.span.start - (opening.start if opening else 0) <= OPENING}
    counts = Counter(named)
    known = [name for name in dict.fromkeys(named) if name in first or counts[name] > 1]
    if known:
        return max(known, key=lambda name: counts[name])
    source = source_of(reading)
    if source is not None:
        return source
    authorities = tuple(dict.fromkeys(n.canonical for n in reading.names if n.kind is NameKind.REGULATOR))
    leading = [a for a in authorities if a in first]
    if leading or len(authorities) == 1:
        return (leading or list(authorities))[0]
    return next((n.canonical for n in early if n.kind is NameKind.PLATFORM and n.canonical in opens), None)


def _paragraph(reading: Reading, name: Name) -> int:
    return next((s.paragraph for s in reading.sentences if s.span.holds(name.span)), LEAD + 1)


def _actor(
    reading: Reading,
    candidates: Sequence[Candidate],
    candidate: Candidate,
    main: str | None,
    earlier: Sequence[str | None],
) -> str | None:
    if candidate.polarity is Polarity.NOT_DONE or candidate.action is Action.OTHER:
        return None
    doer = candidate.doer
    if doer is not None and (doer.other or doer.name):
        return _gapped(reading, candidate, doer.name)
    label = label_of(reading, candidate)
    if label is not None:
        return label
    if doer is not None:
        return _pointed(reading, candidate, doer, main)
    across = candidate.inherits is not None and candidates[candidate.inherits].sentence != candidate.sentence
    topic = topic_of(reading, candidate) if across or candidate.inherits is None else None
    if topic is None and candidate.inherits is not None and candidate.inherits < len(earlier):
        return _hosted(reading, candidate, earlier[candidate.inherits])
    return topic or _of_paragraph(reading, candidates, len(earlier)) or main


def _hosted(reading: Reading, candidate: Candidate, inherited: str | None) -> str | None:
    """As in "Facebook removed 300 posts, TikTok another 100": the service itself where a service acted before."""
    kinds = {n.canonical: n.kind for n in reading.names}
    if len(candidate.hosts) == 1 and kinds.get(inherited or "") is NameKind.PLATFORM and _leads(reading, candidate):
        return candidate.hosts[0]
    return inherited


def _gapped(reading: Reading, candidate: Candidate, name: str | None) -> str | None:
    """As in "Google barred 3,900 advertisers, TikTok 5,200": a service named after the verb has it too."""
    kinds = {n.canonical: n.kind for n in reading.names}
    if kinds.get(name or "") is not NameKind.PLATFORM or len(candidate.hosts) != 1 or candidate.act is None:
        return name
    sentence = reading.sentences[candidate.sentence].span
    before = [n for n in reading.names if sentence.holds(n.span) and n.span.end <= candidate.quote.start]
    after_verb = bool(before) and before[-1].span.start >= candidate.act.end
    short = after_verb and candidate.quote.start - before[-1].span.end <= GAP
    return candidate.hosts[0] if short and _leads(reading, candidate) else name


def _leads(reading: Reading, candidate: Candidate) -> bool:
    """Whether the host stands before the figure in its sentence, without a preposition that makes it a mere place."""
    sentence, quote = reading.sentences[candidate.sentence].span, candidate.quote
    links = reading.language.grammar.role("host_prepositions")
    before = [n for n in reading.names if sentence.holds(n.span) and n.span.end <= quote.start]
    if not before or before[-1].canonical != candidate.hosts[0]:
        return False
    ahead = reading.text(Span(quote.field, sentence.start, before[-1].span.start)).lower().split()
    return not ahead or ahead[-1] not in links


def _of_paragraph(reading: Reading, candidates: Sequence[Candidate], index: int) -> str | None:
    """The doer named last before in the same paragraph."""
    paragraph = reading.sentences[candidates[index].sentence].paragraph
    for other in reversed(candidates[:index]):
        if (
            reading.sentences[other.sentence].paragraph != paragraph
            or other.quote.field != candidates[index].quote.field
        ):
            return None
        if other.doer and other.doer.name:
            return other.doer.name
    return None


def _pointed(reading: Reading, candidate: Candidate, doer: Doer, main: str | None) -> str | None:
    """Who "it", "the regulator" or "the company" is: the last such name of the paragraph, else the frame's."""
    kinds = {n.canonical: n.kind for n in reading.names}
    sentence = reading.sentences[candidate.sentence]
    paragraph = [
        s for s in reading.sentences if s.span.field == sentence.span.field and s.paragraph == sentence.paragraph
    ]
    near = [
        n.canonical
        for n in reading.names
        if any(s.span.holds(n.span) for s in paragraph)
        and n.span.end <= min(candidate.quote.start, (candidate.act or candidate.quote).start)
        and (doer.kind is None or n.kind is doer.kind)
        and reading.text(Span(n.span.field, n.span.end, n.span.end + 1)) != "-"
    ]
    if doer.kind is NameKind.REGULATOR and main is not None and kinds.get(main) is NameKind.REGULATOR:
        return main
    limit = (candidate.act or candidate.quote).start
    beside = [n.canonical for n in reading.names if sentence.span.holds(n.span) and n.span.end <= limit]
    if doer.kind is None and beside:
        return beside[0]
    if near:
        return near[-1] if doer.kind is not None else near[0]
    if main is not None and doer.kind in (None, kinds.get(main)):
        return main
    alike = [n.canonical for n in reading.names if n.kind is doer.kind]
    if alike:
        return alike[0]
    return main if doer.kind is None else None
