"""Who acted: the doer the clause names, the one it points back to, else the frame's."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.bidding import unheard
from extractors.binding.bodies import body_of
from extractors.binding.candidate import Candidate, Doer, Polarity, Reading
from extractors.binding.elsewhere import done_elsewhere
from extractors.binding.forces import arrests, government, is_main, prosecutor, strange_police
from extractors.binding.frames import accounts_for, heading_of, label_of, topic_of
from extractors.binding.protagonists import Cast, cast_of
from extractors.lexicon.gazetteer import owners, run_by
from extractors.records import Action, Kind, Name, NameKind, Span

# Characters between a name and the figure whose verb is left out.
GAP = 12
# The rule of a rate at which demands were met: the service met them that the rate names.
COMPLIED = "share_complied"
# So many words between a body and the elided figure that it counts.
COUNTED = 3
# The subject of a sentence stands among so many tokens.
OPENED = 10
# A determiner and a blank are no more characters.
DETERMINED = 4
# So many characters after a name may say that it reports.
SAID = 40
# What a service does of its own accord.
SERVED = frozenset({Action.REMOVE, Action.CLOSE, Action.SUSPEND, Action.RESTRICT, Action.RESTORE, Action.REPORT})


def assign_actors(reading: Reading, candidates: Sequence[Candidate]) -> tuple[str | None, ...]:
    """For each candidate the canonical name of who acted; None for what is not enforcement or has an unnamed doer."""
    cast = cast_of(reading, candidates)
    result: list[str | None] = []
    for candidate in candidates:
        actor = _actor(reading, candidates, candidate, cast, result)
        if actor is not None and unheard(reading, candidate, actor):
            actor = None
        result.append(cast.authority if _beyond(candidate, actor, cast) else actor)
    told = {actor for c, actor in zip(candidates, result, strict=True) if c.doer is not None}
    titled = {name for c in candidates for name in (label_of(reading, c), topic_of(reading, c))} - told
    return tuple(
        _company(actor, cast) if c.doer is None and actor in titled else run_by().get(actor or "", actor)
        for c, actor in zip(candidates, result, strict=True)
    )


def _company(actor: str | None, cast: Cast) -> str | None:
    """As in "Meta took action on ... Break-up for Facebook: ...": the main company of a service that only heads figures."""
    company = owners().get(actor or "")
    return company if company is not None and company == cast.main else actor


def _beyond(candidate: Candidate, actor: str | None, cast: Cast) -> bool:
    """Whether a service would have fined or arrested; it may fine its own sellers ("Kuaishou fined 27 studios")."""
    if actor is None or cast.kinds.get(actor) is not NameKind.PLATFORM or actor == cast.author:
        return False
    own = candidate.kind is Kind.COUNT and candidate.doer is not None and candidate.doer.name == actor
    return candidate.action is Action.ARREST or (candidate.action is Action.FINE and not own)


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
    if _several(reading, candidates[: len(earlier)], candidate):
        return None
    if doer is not None and doer.other:
        main = cast.main if is_main(reading, candidate, doer, cast) else None
        return _each(reading, candidate, doer) or main or government(reading, doer)
    if doer is not None and doer.name:
        return _joined_to(candidates, candidate, earlier) or _gapped(reading, candidate, doer.name)
    label = _titled(reading, candidates, candidate, cast)
    if label is not None:
        return label
    if doer is not None:
        return _pointed(reading, candidate, doer, cast)
    return _unnamed(reading, candidates, candidate, cast, earlier)


def _several(reading: Reading, before: Sequence[Candidate], candidate: Candidate) -> bool:
    """As in "X, Y and Z removed 300 posts. They also closed 20 accounts": several equals that a pronoun takes up."""
    if candidate.doer is None or candidate.doer.word not in reading.language.grammar.role("plural_pronouns"):
        return False
    told = [c.doer for c in before if c.quote.field == candidate.quote.field and c.doer is not None]
    told = [d for d in told if d.word not in reading.language.grammar.role("plural_pronouns")]
    near = before and 0 <= candidate.sentence - before[-1].sentence <= 1
    return bool(near and told and told[-1].other and not told[-1].word)


def _titled(reading: Reading, candidates: Sequence[Candidate], candidate: Candidate, cast: Cast) -> str | None:
    """Who the rate of compliance or the label of the paragraph names."""
    if candidate.rule == COMPLIED and len(candidate.hosts) == 1:
        return candidate.hosts[0]
    label = label_of(reading, candidate)
    headed = heading_of(reading, candidate) if label is not None else None
    if headed is not None and cast.kinds.get(label or "") is NameKind.PLATFORM:
        return headed
    return cast.main if label is not None and _about(cast, candidates, candidate, label) else label


def _unnamed(
    reading: Reading,
    candidates: Sequence[Candidate],
    candidate: Candidate,
    cast: Cast,
    earlier: Sequence[str | None],
) -> str | None:
    """The doer of an act whose clause names none: of what the figure shares, the sentence, the paragraph, the document."""
    if candidate.action is Action.ARREST and not arrests(reading, cast.main):
        return prosecutor(reading, candidates, candidate, cast)
    if candidate.action is Action.ARREST and strange_police(reading, candidates, cast):
        return None
    if done_elsewhere(reading, candidate, cast):
        return None
    across = candidate.inherits is not None and candidates[candidate.inherits].sentence != candidate.sentence
    topic = topic_of(reading, candidate) if across or candidate.inherits is None else None
    if topic is not None and _accounted(reading, candidate, cast, earlier):
        topic = None
    elsewhere = across and candidate.action is Action.FINE and _apart(reading, candidates, candidate)
    if topic is None and across and candidate.act is None:
        topic = _opening_body(reading, candidate, cast)
    if topic is None and candidate.inherits is not None and candidate.inherits < len(earlier) and not elsewhere:
        return _hosted(reading, candidate, earlier[candidate.inherits])
    return (
        topic
        or _own_subject(candidate, cast)
        or _of_paragraph(reading, candidates, earlier)
        or _told_of(reading, candidate, cast)
        or _reporter(reading, candidate)
        or cast.main
    )


def _opening_body(reading: Reading, candidate: Candidate, cast: Cast) -> str | None:
    """As in "Europol shut down around 300 of the domains": a body that opens a sentence whose verb is another's."""
    subject = cast.subjects[candidate.sentence]
    start = reading.sentences[candidate.sentence].span.start
    opens = subject is not None and subject.span.start - start <= DETERMINED
    return subject.canonical if subject is not None and opens and subject.kind is NameKind.REGULATOR else None


def _apart(reading: Reading, candidates: Sequence[Candidate], candidate: Candidate) -> bool:
    """Whether another paragraph holds the figure whose verb a figure shares."""
    source = candidates[candidate.inherits if candidate.inherits is not None else 0]
    return reading.sentences[source.sentence].paragraph != reading.sentences[candidate.sentence].paragraph


def _accounted(reading: Reading, candidate: Candidate, cast: Cast, earlier: Sequence[str | None]) -> bool:
    """As in "it had Temu take down 1,460 listings. Temu accounted for 1,190", "TikTok drew 290 of these": the body's act still."""
    source = candidate.inherits if candidate.inherits is not None else candidate.whole
    before = earlier[source] if source is not None and source < len(earlier) else None
    return accounts_for(reading, candidate) and cast.kinds.get(before or "") is NameKind.REGULATOR


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


def _each(reading: Reading, candidate: Candidate, doer: Doer) -> str | None:
    """As in "X and Y removed 30 and 12 items respectively", "X and Y removed 27,000, Z another 600": one of several."""
    if doer.word or len(candidate.hosts) != 1 or candidate.act is None:
        return None
    sentence = reading.sentences[candidate.sentence].span
    before = [n for n in reading.names if sentence.holds(n.span) and n.span.end <= candidate.act.start]
    acts = any(n.canonical == candidate.hosts[0] for n in before)
    return candidate.hosts[0] if acts or _leads(reading, candidate) else None


def _about(cast: Cast, candidates: Sequence[Candidate], candidate: Candidate, label: str) -> bool:
    """Whether a label only names the service that a regulator's acts are about ("Facebook: 133,790 links reported")."""
    acts = any(c.doer is not None and c.doer.name == cast.main for c in candidates)
    body = cast.main is not None and cast.kinds.get(cast.main) is NameKind.REGULATOR
    base = candidates[candidate.whole] if candidate.whole is not None else candidate
    reported = base.action is Action.REPORT and base.sentence == candidate.sentence
    return acts and body and reported and cast.kinds.get(label) is NameKind.PLATFORM


def _hosted(reading: Reading, candidate: Candidate, inherited: str | None) -> str | None:
    """As in "Facebook removed 300 posts, TikTok another 100": the service itself where a service acted before."""
    kinds = {n.canonical: n.kind for n in reading.names}
    served = inherited is None or kinds.get(inherited) is NameKind.PLATFORM
    if len(candidate.hosts) == 1 and served and _leads(reading, candidate):
        return candidate.hosts[0]
    return _counting(reading, candidate) or inherited


def _counting(reading: Reading, candidate: Candidate) -> str | None:
    """As in "the Media Council of Kenya counted another 17", "Russia's Roskomnadzor 88 of them": a body before an elided figure."""
    sentence, quote = reading.sentences[candidate.sentence].span, candidate.quote
    before = [n for n in reading.names if sentence.holds(n.span) and n.span.end <= quote.start]
    if candidate.head or not before or before[-1].kind is not NameKind.REGULATOR or candidate.kind is Kind.PERCENT:
        return None
    between = reading.text(Span(quote.field, before[-1].span.end, quote.start)).split()
    apart = any(before[-1].span.end <= q.span.start and q.span.end <= quote.start for q in reading.quantities)
    return None if apart or len(between) > COUNTED or "," in "".join(between) else before[-1].canonical


def _joined_to(candidates: Sequence[Candidate], candidate: Candidate, earlier: Sequence[str | None]) -> str | None:
    """As in "Google removed 1,812 videos (91%), TikTok 318 videos and 47 accounts (93%)": who has what the figure goes on with."""
    source = candidate.inherits
    if source is None or source >= len(earlier) or candidates[source].sentence != candidate.sentence:
        return None
    before = candidates[source].doer
    taken = before is not None and before == candidate.doer and earlier[source] != before.name
    return earlier[source] if taken or (candidate.kind is Kind.PERCENT and before == candidate.doer) else None


def _gapped(reading: Reading, candidate: Candidate, name: str | None) -> str | None:
    """As in "Google barred 3,900 advertisers, TikTok 5,200": a service named after the verb has it too."""
    kinds = {n.canonical: n.kind for n in reading.names}
    if kinds.get(name or "") is NameKind.REGULATOR and candidate.inherits is not None:
        return _counting(reading, candidate) or name
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
    if doer.word in reading.language.grammar.role("first_person") and (cast.author or not _quoted(reading, candidate)):
        return cast.author
    limit = (candidate.act or candidate.quote).start
    if _firms_before(reading, candidate, doer):
        return None
    if doer.kind is NameKind.REGULATOR:
        own = doer.word in (cast.main or "").lower().split()
        return (None if own else government(reading, doer)) or body_of(reading, candidate, doer, cast)
    told = cast.subject_before(reading, candidate.sentence, limit, doer.kind)
    if told is not None:
        return told
    if cast.main is not None and doer.kind in (None, cast.kinds.get(cast.main)):
        return cast.main
    near = [n.canonical for n in _paragraph_names(reading, candidate.sentence, limit) if doer.kind in (None, n.kind)]
    if near:
        return near[-1] if doer.kind is not None else near[0]
    return next((n.canonical for n in reading.names if n.kind is doer.kind), None)


def _quoted(reading: Reading, candidate: Candidate) -> bool:
    """Whether somebody else may say "we": in a story a quoted one, in any other text whoever is told of."""
    text = reading.text(reading.sentences[candidate.sentence].span)
    return reading.source.kind != "media" or any(mark in text for mark in "\"“”'‘’«»")


def _firms_before(reading: Reading, candidate: Candidate, doer: Doer) -> bool:
    """As in "Internet companies removed 58 posts. They also closed 13 accounts": firms that the sentence before only calls so."""
    role = reading.language.grammar.role
    if doer.word not in role("plural_pronouns") or not candidate.sentence:
        return False
    sentence, before = reading.sentences[candidate.sentence], reading.sentences[candidate.sentence - 1]
    same = (before.span.field, before.paragraph) == (sentence.span.field, sentence.paragraph)
    return same and any(t.lower in role("plural_firms") for t in before.tokens[:OPENED])


def _paragraph_names(reading: Reading, sentence: int, limit: int) -> list[Name]:
    """The names of a sentence's paragraph that end before a place."""
    here = reading.sentences[sentence]
    spans = [s.span for s in reading.sentences if s.span.field == here.span.field and s.paragraph == here.paragraph]
    return [n for n in reading.names if n.span.end <= limit and any(span.holds(n.span) for span in spans)]
