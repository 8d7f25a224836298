"""Which platforms a figure is tied to, in a script without word spaces."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.surroundings import Surroundings, surroundings
from extractors.records import Action, Kind, Name, NameKind, Span, Unit

# So many names, and so many characters before a figure, are looked over at most.
_MOST, _SENTENCE = 60, 400
# Of what a regulator does in a text about one platform these befall the platform; things may be anyone's.
_PENALTIES = frozenset({Unit.MONEY, Unit.OTHER, Unit.ORGANISATION})
_SUBSET = "其中"
# What stands before those who do what a figure undergoes.
_BY = ("由", "被", "经")
# So long a platform's name may be, and what stands before it in a list of parts.
_PATIENT = 12
_BEFORE_ITEM = frozenset("中、，,和及与；;有")
# So far behind a channel the word that tells its news may stand.
_SAID = 12
# 分别 stands no further before the first figure.
_EACH = 24
# What ends a list of things and their number.
_COUNTED = re.compile("(?:、[^，,。；;、0-9等]{1,8}){0,4}等[约近超逾]?[0-9][0-9.万千亿余多]*个")
# Between the members of one list of platforms.
_JOINTS = frozenset({"、", "，", ",", "和", "及", "与", "以及", "”“", "”、“", "等", "”和“"})


def assign_platforms(
    reading: Reading, candidates: Sequence[Candidate], actors: Sequence[str | None]
) -> tuple[tuple[str, ...], ...]:
    """For each candidate the canonical names of the platforms that the text ties it to."""
    around = surroundings(reading)
    everywhere = [
        name
        for name in reading.names
        if name.kind is NameKind.PLATFORM and not around.before(name.span, "frame_tool") and not _source(around, name)
    ]
    things = [name for name in everywhere if not _listed_thing(reading, name)]
    platforms = _outside(things, candidates) or things
    known = frozenset(name.canonical for name in platforms)
    single = tuple(name for name in _single(reading, platforms) if name in actors)
    notice = reading.source.kind != "media"  # a platform's own notice is about it throughout
    result: list[tuple[str, ...]] = []
    for index, candidate in enumerate(candidates):
        listed = _listed(reading, candidate, everywhere)
        own = listed or _own(reading, candidate, platforms, candidates[index - 1] if index else None)
        actor = actors[index]
        if own:
            result.append(own)
        elif actor in known:
            result.append((str(actor),))
        else:
            owns = notice or actor is None or candidate.unit in _PENALTIES
            found = _framed(reading, around, candidates, index, platforms, result)
            result.append(found or (_alone(candidate, single) if owns else ()))
    return _respectively(reading, candidates, result)


def _respectively(
    reading: Reading, candidates: Sequence[Candidate], found: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], ...]:
    """One name a figure where 分别 gives each its own: 百度、微博分别处置账号1.1万个和2.3万个."""
    result = list(found)
    for index, names in enumerate(found):
        group = range(index, index + len(names))
        if len(names) < 2 or group.stop > len(candidates) or any(found[i] != names for i in group):
            continue
        first, after = candidates[index], candidates[group.stop] if group.stop < len(candidates) else None
        sentence = reading.sentences[first.sentence].span
        lead = reading.folded.read(
            Span(sentence.field, max(sentence.start, first.quote.start - _EACH), first.quote.start)
        )
        goes_on = after is not None and after.sentence == first.sentence and found[group.stop] == names
        if "分别" in lead and not goes_on and all(candidates[i].sentence == first.sentence for i in group):
            for place, i in enumerate(group):
                result[i] = (names[place],)
    return tuple(result)


def _source(around: Surroundings, name: Name) -> bool:
    """Whether the platform is only where something was read: “北京网信办”微信公众号4月2日消息, 市网信办官方微信发布."""
    channel = around.after(name.span, "frame_channel") or around.before(name.span, "frame_official")
    return channel and around.after(name.span, "frame_say", reach=_SAID)


def _listed_thing(reading: Reading, name: Name) -> bool:
    """Whether a list of things goes on with the name right before its figure: 诈骗网址、«QQ»等3.4万个."""
    field = name.span.field
    text = reading.folded.title if field == "title" else reading.folded.text
    return text[name.span.start - 1 : name.span.start] == "、" and _COUNTED.match(text, name.span.end) is not None


def _outside(names: Sequence[Name], candidates: Sequence[Candidate]) -> list[Name]:
    """The names that are not what a figure counts (微博近2万条); 158个Facebook账号 is still tied to Facebook."""
    quotes = [candidate.quote for candidate in candidates]
    found: list[Name] = []
    for name in names:
        place = bisect_right(quotes, (name.span.field == "text", name.span.start), key=_place) - 1
        around = candidates[max(0, place) : place + 2]
        if not any(c.quote.overlaps(name.span) and name.span.end <= c.quantity.span.start for c in around):
            found.append(name)
    return found


def _place(span: Span) -> tuple[bool, int]:
    return span.field == "text", span.start


def _within(names: Sequence[Name], span: Span) -> list[Name]:
    """The names within a span, in order; of a very long list the first ones."""
    first = bisect_left(names, _place(span), key=lambda name: _place(name.span))
    return [name for name in names[first : first + _MOST] if span.holds(name.span)]


def _single(reading: Reading, platforms: Sequence[Name]) -> tuple[str, ...]:
    """The one platform that the whole document is about: the only one named, or the only one of the title."""
    everywhere = _unique(platforms)
    titled = _unique([name for name in platforms if name.span.field == "title"])
    subject = len(everywhere) == 1 and (bool(titled) or _opens(reading, platforms[0]) or len(platforms) > 1)
    return everywhere if subject else titled if len(titled) == 1 else ()


def _opens(reading: Reading, name: Name) -> bool:
    """Whether the text begins with the platform."""
    return bool(reading.sentences) and name.span.start < reading.sentences[0].span.end


def _alone(candidate: Candidate, single: tuple[str, ...]) -> tuple[str, ...]:
    done = candidate.polarity is Polarity.DONE and candidate.action is not Action.OTHER
    return single if done else ()


def _own(
    reading: Reading, candidate: Candidate, platforms: Sequence[Name], before: Candidate | None
) -> tuple[str, ...]:
    """The platforms between the figure before and this one; else those of the sentence before it, or behind its colon."""
    sentence = reading.sentences[candidate.sentence].span
    here = _within(
        platforms, Span(sentence.field, max(sentence.start, candidate.quote.start - _SENTENCE), sentence.end)
    )
    if not here:
        return ()
    start = sentence.start
    if before is not None and before.sentence == candidate.sentence and before.quote.end <= candidate.quote.start:
        start = before.quote.end
    done = _by_these(reading, candidate, here)
    if done:
        return done
    lead = [name for name in here if start <= name.span.start < candidate.quote.end]
    lead = _behind_subset(reading, Span(sentence.field, start, candidate.quote.start), lead)
    if lead:
        return _unique(lead if start == sentence.start else lead[-_run(reading, lead) :])
    behind = reading.source.read(Span(sentence.field, candidate.quote.end, sentence.end))
    if behind.startswith(("：", ":")):
        return _unique([name for name in here if name.span.start > candidate.quote.end])
    earlier = _before_parts(reading, Span(sentence.field, sentence.start, candidate.quote.start), here)
    return _unique(earlier[-_run(reading, earlier) :]) if earlier else ()


def _by_these(reading: Reading, candidate: Candidate, names: Sequence[Name]) -> tuple[str, ...]:
    """Those behind the figure by whom it is told to be done: 19个已«由»Meta及Google移除."""
    act = candidate.act
    if act is None or act.start < candidate.quote.end:
        return ()
    behind = [name for name in names if candidate.quote.end <= name.span.start < act.start]
    if not behind:
        return ()
    start = behind[-_run(reading, behind)].span.start
    said = reading.folded.read(Span(act.field, max(candidate.quote.end, start - 1), start))
    return _unique(behind[-_run(reading, behind) :]) if said in _BY else ()


def _before_parts(reading: Reading, lead: Span, names: Sequence[Name]) -> list[Name]:
    """The names before a figure, without those of parts that a semicolon has ended: …，其中抖音67万条；处置4.1万个."""
    text = reading.folded.read(lead)
    subset, end = text.rfind(_SUBSET), max(text.rfind(mark) for mark in "；;")
    limit = lead.start + (subset if 0 <= subset < end else len(text))
    return [name for name in names if name.span.start < limit]


def _listed(reading: Reading, candidate: Candidate, platforms: Sequence[Name]) -> tuple[str, ...]:
    """The platform that an item of a list is of: 其中«微博»81万条、«抖音»67万条; 谩骂类微博2万条 counts posts."""
    number = candidate.quantity.span
    if candidate.whole is None or candidate.kind is not Kind.COUNT:
        return ()
    near = _within(platforms, Span(number.field, max(0, number.start - _PATIENT), number.start))
    if not near or near[-1].span.end != number.start:
        return ()
    ahead = reading.folded.read(Span(number.field, max(0, near[-1].span.start - 1), near[-1].span.start))
    return (near[-1].canonical,) if ahead in _BEFORE_ITEM else ()


def _behind_subset(reading: Reading, before: Span, names: Sequence[Name]) -> list[Name]:
    """The names behind 其中 where there are any: 微博、微信亦公布情况，其中抖音封禁3个."""
    place = reading.folded.read(before).rfind(_SUBSET)
    inner = [name for name in names if name.span.start >= before.start + place] if place >= 0 else []
    return inner or list(names)


def _run(reading: Reading, names: Sequence[Name]) -> int:
    """How many names at the end of a list stand side by side."""
    length = 1
    for left, right in zip(reversed(names[:-1]), reversed(names[1:]), strict=True):
        between = reading.folded.read(Span(left.span.field, left.span.end, right.span.start)).strip("“”「」\"' ")
        if between and between not in _JOINTS:
            break
        length += 1
    return length


def _unique(names: Sequence[Name]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.canonical for name in names))


def _framed(
    reading: Reading,
    around: Surroundings,
    candidates: Sequence[Candidate],
    index: int,
    platforms: Sequence[Name],
    earlier: Sequence[tuple[str, ...]],
) -> tuple[str, ...]:
    """The platforms of the whole or the lender; else what 上述平台 points back to."""
    candidate = candidates[index]
    sentence = reading.sentences[candidate.sentence].span
    share = candidate.kind is Kind.PERCENT and candidate.whole is not None
    for lender in (candidate.whole,) if share else (candidate.whole, candidate.inherits):
        if lender is not None and lender < index and earlier[lender]:
            return earlier[lender]
    lead = Span(sentence.field, sentence.start, candidate.quote.end)
    if around.within("frame_these_sites", lead):
        return _listed_before(reading, sentence, platforms)
    before = _before(platforms, sentence)
    if before and around.within("frame_this_site", lead):
        return _unique(before[-1:])
    return _behind(reading, around, candidate, platforms)


def _behind(reading: Reading, around: Surroundings, candidate: Candidate, platforms: Sequence[Name]) -> tuple[str, ...]:
    """Where the counted things are, told behind the number: 158个假冒官员的«Facebook及Telegram»账号."""
    here = _within(platforms, candidate.clause._replace(start=candidate.quote.end, end=candidate.clause.end))
    gap = Span(candidate.quote.field, candidate.quote.end, here[0].span.start) if here else candidate.quote
    listed = bool(here) and "、" in reading.folded.read(gap)
    return _unique(here) if here and not listed and around.after(here[-1].span, "frame_place") else ()


def _before(platforms: Sequence[Name], sentence: Span) -> list[Name]:
    """The last platforms named before a sentence in its field."""
    last = bisect_left(platforms, _place(sentence), key=lambda name: _place(name.span))
    return [name for name in platforms[max(0, last - _MOST) : last] if name.span.field == sentence.field]


def _listed_before(reading: Reading, sentence: Span, platforms: Sequence[Name]) -> tuple[str, ...]:
    """The last list of two or more platforms before a sentence."""
    before = _before(platforms, sentence)
    for end in range(len(before), 1, -1):
        length = _run(reading, before[:end])
        if length > 1:
            return _unique(before[end - length : end])
    return ()
