"""Which platforms a figure is tied to: those its clause names, else those of its actor, label or campaign."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.frames import accounts_for, labels, separate, topic_of
from extractors.binding.pointed import appended, patient, pointed_to, points_to_firm
from extractors.binding.protagonists import Cast, cast_of, joined, target_of
from extractors.lexicon.gazetteer import owners
from extractors.records import Action, Kind, Name, NameKind

# Acts whose target is a firm: the party is the platform that the story names.
AIMED = frozenset({Action.FINE, Action.WARN})


def assign_platforms(
    reading: Reading, candidates: Sequence[Candidate], actors: Sequence[str | None], parts: Sequence[int | None]
) -> tuple[tuple[str, ...], ...]:
    """For each candidate the canonical names of the platforms that the text ties it to.

    `actors` and `parts` are what `assign_actors` and `assign_parts` gave for the same candidates.
    """
    campaign = _campaign(reading, candidates)
    cast = cast_of(reading, candidates)
    platforms = frozenset(n.canonical for n in reading.names if n.kind is NameKind.PLATFORM)
    result: list[tuple[str, ...]] = []
    for candidate, actor in zip(candidates, actors, strict=True):
        own = actor if actor in platforms else None
        found = _stated(reading, candidate, cast) or _platforms(reading, candidates, candidate, own, campaign, result)
        result.append(_service(reading, candidates, candidate, found))
    if not any(c.action in AIMED and not c.hosts for c in candidates):
        return tuple(result)
    return _united(candidates, parts, result)


def _stated(reading: Reading, candidate: Candidate, cast: Cast) -> tuple[str, ...]:
    """The services that the words around a figure name or point back to."""
    if candidate.hosts:
        return candidate.hosts
    listed = appended(reading, candidate) or pointed_to(reading, candidate, cast)
    return listed or (patient(reading, candidate, cast) if candidate.action is Action.FINE else ())


def _service(
    reading: Reading, everyone: Sequence[Candidate], candidate: Candidate, found: tuple[str, ...]
) -> tuple[str, ...]:
    """The one service of a company that the text names, where only the company was found ("Apple": its App Store)."""
    if len(found) != 1 or candidate.hosts or candidate.action in AIMED:
        return found
    owned = [n for n in _names(reading) if owners().get(n.canonical) == found[0]]
    services = _unique(owned)
    here = reading.sentences[candidate.sentence].span
    told = any(n.span.field == "title" or n.span.start <= here.end for n in owned)
    beside = not told or any(
        c.sentence == candidate.sentence and c.quote.holds(n.span) for c in everyone for n in owned
    )
    return services if len(services) == 1 and not beside else found


def _united(
    candidates: Sequence[Candidate], wholes: Sequence[int | None], found: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    """A sum is tied to what all its parts are tied to ("together the fines on Google and Meta come to ...")."""
    result = list(found)
    for total, candidate in enumerate(candidates):
        parts = [i for i, whole in enumerate(wholes) if whole == total and candidates[i].kind is candidate.kind]
        each = tuple(dict.fromkeys(name for i in parts for name in found[i]))
        told = [i for i in parts if candidates[i].action is candidate.action and found[i]]
        if candidate.action in AIMED and len(told) == len(parts) > 1 and len(each) > 1:
            result[total] = each
    return tuple(result)


def _campaign(reading: Reading, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The platforms that a sentence lists for the whole campaign or report: two or more, and no figure beside them."""
    words = reading.language.grammar.role("campaign_words")
    figures = {c.sentence for c in candidates}
    for index, sentence in enumerate(reading.sentences):
        if index in figures or sentence.span.field == "title":
            continue
        listed = _unique([n for n in _names(reading) if sentence.span.holds(n.span)])
        text = " ".join(t.lower for t in sentence.tokens)
        if len(listed) >= 2 and any(f" {word} " in f" {text} " for word in words):
            return listed
    return ()


def _names(reading: Reading) -> list[Name]:
    return [n for n in reading.names if n.kind is NameKind.PLATFORM]


def _unique(names: Sequence[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.canonical for n in names))


def _platforms(
    reading: Reading,
    everyone: Sequence[Candidate],
    candidate: Candidate,
    own: str | None,
    campaign: tuple[str, ...],
    earlier: Sequence[tuple[str, ...]],
) -> tuple[str, ...]:
    label = tuple(n.canonical for n in labels(reading, reading.sentences[candidate.sentence]))
    known = tuple(n for n in dict.fromkeys(label) if any(p.canonical == n for p in _names(reading)))
    topic = topic_of(reading, candidate)
    based = candidate.inherits is not None or candidate.whole is not None
    accounted = topic is not None and based and accounts_for(reading, candidate)
    if topic is not None and (accounted or topic in known or own in (topic, owners().get(topic))):
        return (topic,)
    if known:
        return _last_of(reading, everyone, candidate, known, earlier) if len(known) > 1 else known
    source = _source(reading, everyone, candidate)
    if source is not None and candidate.action is Action.FINE and everyone[source].sentence != candidate.sentence:
        source = None if _party(reading, candidate) else source
    if source is not None and source < len(earlier):
        return earlier[source]
    if own is not None:
        return (own,)
    if candidate.polarity is Polarity.NOT_DONE or candidate.action is Action.OTHER:
        return ()
    if candidate.action in AIMED:
        return _party(reading, candidate) or _target(reading) or campaign
    return () if separate(reading, candidate) else campaign


def _source(reading: Reading, everyone: Sequence[Candidate], candidate: Candidate) -> int | None:
    """The figure whose services a figure shares: that of which it is a part, else the one that lends noun or verb."""
    if candidate.whole is not None and everyone[candidate.whole].kind is candidate.kind:
        return candidate.whole
    source = candidate.inherits
    if source is not None and everyone[source].whole is not None and everyone[source].hosts:
        source = everyone[source].whole
    inside = source is not None and any(everyone[source].quote.holds(n.span) for n in _names(reading))
    return None if inside and candidate.head else source


def _last_of(
    reading: Reading,
    everyone: Sequence[Candidate],
    candidate: Candidate,
    labelled: tuple[str, ...],
    earlier: Sequence[tuple[str, ...]],
) -> tuple[str, ...]:
    """Of several services that a paragraph is about the one its last figure was tied to, all before any was."""
    paragraph = reading.sentences[candidate.sentence].paragraph
    for other, hosts in zip(reversed(everyone[: len(earlier)]), reversed(earlier), strict=True):
        if reading.sentences[other.sentence].paragraph != paragraph or other.quote.field != candidate.quote.field:
            break
        if other.hosts and len(hosts) == 1 and hosts[0] in labelled:
            return hosts
    return labelled


def _target(reading: Reading) -> tuple[str, ...]:
    target = target_of(reading)
    return () if target is None else (target,)


def _party(reading: Reading, candidate: Candidate) -> tuple[str, ...]:
    """The firms that are fined or warned: those of the clause that a list joins to the first, else the sentence's only one."""
    here = [n for n in _names(reading) if candidate.clause.holds(n.span)]
    if _someone(reading, candidate):
        return ()
    sentence = reading.sentences[candidate.sentence].span
    if not here:
        alone = _unique([n for n in _names(reading) if sentence.holds(n.span)])
        return alone if len(alone) == 1 else _firm_before(reading, candidate)
    found = here[:1]
    for name in here[1:]:
        if not joined(reading, found[-1], name):
            break
        found.append(name)
    return _unique(found)


def _someone(reading: Reading, candidate: Candidate) -> bool:
    """As in "fined 4chan £450,000 and a forum £20,000": between two sums stands whoever pays the second."""
    sentence = reading.sentences[candidate.sentence]
    sums = [q for q in reading.quantities if sentence.span.holds(q.span) and q.span.end <= candidate.quote.start]
    if not sums or candidate.kind is not Kind.MONEY or sums[-1].kind != "money":
        return False
    between = [t.lower for t in sentence.tokens if sums[-1].span.end <= t.start and t.end <= candidate.quote.start]
    return len(between) > 1 and between[-2] in reading.language.grammar.role("indefinite_words")


def _firm_before(reading: Reading, candidate: Candidate) -> tuple[str, ...]:
    """The last service of the paragraph where the sentence speaks of "the firm" or "the platform"."""
    sentence = reading.sentences[candidate.sentence]
    words = sentence.tokens
    if not any(points_to_firm(reading, words, at) for at in range(len(words))):
        return ()
    spans = [
        s.span for s in reading.sentences if s.span.field == sentence.span.field and s.paragraph == sentence.paragraph
    ]
    before = [n for n in _names(reading) if n.span.end <= candidate.quote.start]
    return _unique([n for n in before if any(span.holds(n.span) for span in spans)][-1:])
