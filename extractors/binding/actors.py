"""Who acted: the doer the clause names, the one it points back to, else the frame's."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Doer, Polarity, Reading
from extractors.binding.frames import label_of, topic_of
from extractors.binding.protagonists import Cast, cast_of
from extractors.records import Action, Name, NameKind, Span

# Characters between a name and the figure whose verb is left out.
GAP = 12
# So many characters after a name may say that it reports.
SAID = 40
# What only an authority does, never a service.
SOVEREIGN = frozenset({Action.FINE, Action.ARREST})
# What a service does of its own accord.
SERVED = frozenset({Action.REMOVE, Action.CLOSE, Action.SUSPEND, Action.RESTRICT, Action.RESTORE, Action.REPORT})


def assign_actors(reading: Reading, candidates: Sequence[Candidate]) -> tuple[str | None, ...]:
    """For each candidate the canonical name of who acted; None for what is not enforcement or has an unnamed doer."""
    cast = cast_of(reading, candidates)
    result: list[str | None] = []
    for candidate in candidates:
        actor = _actor(reading, candidates, candidate, cast, result)
        service = actor is not None and cast.kinds.get(actor) is NameKind.PLATFORM and actor != cast.author
        result.append(cast.authority if candidate.action in SOVEREIGN and service else actor)
    return tuple(result)


def _actor(
    reading: Reading,
    candidates: Sequence[Candidate],
    candidate: Candidate,
    cast: Cast,
    earlier: Sequence[str | None],
) -> str | None:
    if candidate.polarity is Polarity.NOT_DONE or candidate.action is Action.OTHER:
        return None
    doer = candidate.doer
    if doer is not None and doer.other:
        return cast.main if _of_main(reading, doer, cast) else None
    if doer is not None and doer.name:
        return _gapped(reading, candidate, doer.name)
    label = label_of(reading, candidate)
    if label is not None:
        return cast.main if candidate.action is Action.REPORT and _about(cast, candidates, label) else label
    if doer is not None:
        return _pointed(reading, candidate, doer, cast)
    if candidate.action is Action.ARREST and not _police(reading, cast.main):
        return None
    across = candidate.inherits is not None and candidates[candidate.inherits].sentence != candidate.sentence
    topic = topic_of(reading, candidate) if across or candidate.inherits is None else None
    if topic is None and candidate.inherits is not None and candidate.inherits < len(earlier):
        return _hosted(reading, candidate, earlier[candidate.inherits])
    return (
        topic
        or _own_subject(candidate, cast)
        or _of_paragraph(reading, candidates, earlier)
        or _told_of(reading, candidate, cast)
        or _reporter(reading, candidate)
        or cast.main
    )


def _own_subject(candidate: Candidate, cast: Cast) -> str | None:
    """The subject of the figure's sentence, where the act has none of its own; a service only before its act."""
    subject = cast.subjects[candidate.sentence]
    if subject is None or subject.span.end > candidate.quote.start:
        return None
    ahead = candidate.act is not None and subject.span.end <= candidate.act.start
    return subject.canonical if ahead or subject.kind is NameKind.REGULATOR else None


def _told_of(reading: Reading, candidate: Candidate, cast: Cast) -> str | None:
    """Whom the sentences before in the paragraph are about; a service only for what services do."""
    told = cast.subject_before(reading, candidate.sentence, candidate.quote.start, None)
    if told is None or (cast.kinds.get(told) is NameKind.PLATFORM and candidate.action not in SERVED):
        return None
    return told


def _reporter(reading: Reading, candidate: Candidate) -> str | None:
    """As in "The numbers in YouTube's quarterly report give an idea. 6.2 million videos were removed"."""
    role = reading.language.grammar.role
    for name in reversed(_paragraph_names(reading, candidate.sentence, candidate.quote.start)):
        end = name.span.end
        after = reading.text(Span(name.span.field, end, min(candidate.quote.start, end + SAID))).lower()
        words = after.replace("’", "'").split()
        if words and words[0] in role("possessives") and any(w in role("report_words") for w in words[1:4]):
            return name.canonical
        if words and words[0] == "'s" and any(w.strip(".,") in role("report_words") for w in words[1:4]):
            return name.canonical
    return None


def _of_main(reading: Reading, doer: Doer, cast: Cast) -> bool:
    """Whether "police" are the body itself that the document is about."""
    role = reading.language.grammar.role
    force = cast.main is not None and any(word in cast.main.lower() for word in role("police_bodies"))
    return force and doer.word in role("police_words")


def _police(reading: Reading, body: str | None) -> bool:
    """Whether a body's name says that it arrests people."""
    return body is not None and any(word in body.lower() for word in reading.language.grammar.role("police_names"))


def _about(cast: Cast, candidates: Sequence[Candidate], label: str) -> bool:
    """Whether a label only names the service that a regulator's acts are about ("Facebook: 133,790 links reported")."""
    acts = any(c.doer is not None and c.doer.name == cast.main for c in candidates)
    body = cast.main is not None and cast.kinds.get(cast.main) is NameKind.REGULATOR
    return acts and body and cast.kinds.get(label) is NameKind.PLATFORM


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


def _of_paragraph(reading: Reading, candidates: Sequence[Candidate], earlier: Sequence[str | None]) -> str | None:
    """The doer that was named or pointed to last in the same paragraph."""
    here = candidates[len(earlier)]
    paragraph = reading.sentences[here.sentence].paragraph
    for other, actor in zip(reversed(candidates[: len(earlier)]), reversed(earlier), strict=True):
        if reading.sentences[other.sentence].paragraph != paragraph or other.quote.field != here.quote.field:
            return None
        if other.doer and not other.doer.other and (other.doer.name or actor):
            return other.doer.name or actor
    return None


def _pointed(reading: Reading, candidate: Candidate, doer: Doer, cast: Cast) -> str | None:
    """Who "we", "it", "the regulator" or "the company" is: the subject told of last, else whom the document is about."""
    if doer.word in reading.language.grammar.role("first_person") and cast.author is not None:
        return cast.author
    limit = (candidate.act or candidate.quote).start
    if doer.kind is NameKind.REGULATOR:
        return _body(reading, candidate, doer, cast)
    told = cast.subject_before(reading, candidate.sentence, limit, doer.kind)
    if told is not None:
        return told
    if cast.main is not None and doer.kind in (None, cast.kinds.get(cast.main)):
        return cast.main
    near = [n.canonical for n in _paragraph_names(reading, candidate.sentence, limit) if doer.kind in (None, n.kind)]
    if near:
        return near[-1] if doer.kind is not None else near[0]
    return next((n.canonical for n in reading.names if n.kind is doer.kind), None)


def _body(reading: Reading, candidate: Candidate, doer: Doer, cast: Cast) -> str | None:
    """As in "the ministry", "the commission": the body last named whose name holds the word, else the main one."""
    limit = candidate.quote.start
    if candidate.quote.field == "text":
        before = [n for n in reading.names if n.span.field == "text" and n.span.start < limit]
        called = [n.canonical for n in before if doer.word and doer.word in n.canonical.lower().split()]
        if called:
            return cast.main if cast.main in called else called[-1]
    if cast.main is not None and cast.kinds.get(cast.main) is NameKind.REGULATOR:
        return cast.main
    return cast.subject_before(reading, candidate.sentence, limit, NameKind.REGULATOR) or cast.authority


def _paragraph_names(reading: Reading, sentence: int, limit: int) -> list[Name]:
    """The names of a sentence's paragraph that end before a place."""
    here = reading.sentences[sentence]
    spans = [s.span for s in reading.sentences if s.span.field == here.span.field and s.paragraph == here.paragraph]
    return [n for n in reading.names if n.span.end <= limit and any(span.holds(n.span) for span in spans)]
