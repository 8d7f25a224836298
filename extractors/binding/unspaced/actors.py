"""Who acted, in a script without word spaces: agent, subject, body pointed back to, else the document's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.bearings import counted, holds_things, jointly, partner, suffers, toward, with_equals
from extractors.binding.unspaced.openers import opener
from extractors.binding.unspaced.strangers import of_a_place, only_recorded, several
from extractors.binding.unspaced.surroundings import Surroundings, surroundings
from extractors.lexicon.gazetteer import nationwide
from extractors.records import Action, Kind, Name, NameKind, Span

# Between two bodies that act as equals: 国家网信办、公安部.
_LIST = frozenset({"、", "，", "和", "及", "（", "("})
# Bodies that nameless police and prosecutors belong to, by the role of the words for those.
_OWN = {
    "frame_police": ("Police", "Public Security"),
    "frame_others": ("Procuratorate", "People's Court"),
}
# Bodies that in a text about the one above them act for it.
_BRANCHES = {"Ministry of Public Security": ("National Anti-Fraud Center",)}
# 市 and the like may stand between 会同 and the police.
_RANK = 3
# What only an authority does to a platform, never a platform by itself.
_BY_AUTHORITY = (Action.FINE,)
# So many characters may stand between a name and the passive word of which it is the patient.
_PATIENT = 12


# Titles come before texts in a reading; a sentence of more names than this is no sentence.
_ORDER = {"title": 0, "text": 1}
_MOST = 60
# Nobody known may stand between 协助 and the act: 协助当地警方抓获.
_HELPED = 6
# So far behind a name the word may stand that says it speaks.
_SAID = 10
# No sentence is read back further than this.
_SENTENCE = 400


def _place(name: Name) -> tuple[int, int]:
    return _ORDER[name.span.field], name.span.start


@dataclass(frozen=True, slots=True)
class _View:
    """What the rules look at: the document, its folded fields, its first doer, platform and regulator."""

    reading: Reading
    around: Surroundings
    main: str | None
    site: str | None
    body: str | None
    sites: frozenset[str]
    quotes: dict[int, list[Span]]

    def names(self, span: Span) -> Sequence[Name]:
        """The names within a span, in order."""
        first = bisect_left(self.reading.names, (_ORDER[span.field], span.start), key=_place)
        found = []
        for name in self.reading.names[first : first + _MOST]:
            if not span.holds(name.span):
                break
            found.append(name)
        return found


def assign_actors(reading: Reading, candidates: Sequence[Candidate]) -> tuple[str | None, ...]:
    """For each candidate the canonical name of who acted; None for what is not enforcement or has an unnamed doer."""
    view = _view(reading, candidates)
    result: list[str | None] = []
    for candidate in candidates:
        actor = _actor(view, candidate, candidates, result)
        result.append(None if actor in view.sites and _assisted(view, candidate) else actor)
    return tuple(result)


def _assisted(view: _View, candidate: Candidate) -> bool:
    """Whether a platform only helps with what others do: 移送线索4,300条，协助抓获嫌疑人2,100名."""
    by_force = candidate.action in (Action.ARREST, Action.INVESTIGATE, Action.CLOSE)
    return by_force and candidate.act is not None and view.around.before(candidate.act, "frame_assist", reach=_HELPED)


def _view(reading: Reading, candidates: Sequence[Candidate]) -> _View:
    around = surroundings(reading)
    quotes: dict[int, list[Span]] = {}
    for candidate in candidates:
        quotes.setdefault(candidate.sentence, []).append(candidate.quote)
    figures = [c.quote for c in candidates]
    outside = [name for name in reading.names if not any(quote.holds(name.span) for quote in figures)]
    doers = [name for name in outside if not toward(around, name)]
    named = (name for name in outside if not around.before(name.span, "frame_tool") and not suffers(around, name))
    told = doers or list(named)
    first = [name for name in told if _introduced(reading, name)][:1]
    return _View(
        reading=reading,
        around=around,
        main=first[0].canonical if first and not with_equals(around, outside, first[0]) else None,
        site=_first([name for name in reading.names if not suffers(around, name)], doers, NameKind.PLATFORM),
        body=_first(reading.names, doers, NameKind.REGULATOR),
        sites=frozenset(name.canonical for name in reading.names if name.kind is NameKind.PLATFORM),
        quotes=quotes,
    )


def _introduced(reading: Reading, name: Name) -> bool:
    """Whether a document can be about what the name did.

    A platform must stand in its title or first sentence (greetings passed over), or be the only name of its own notice.
    """
    if name.kind is NameKind.REGULATOR or name.span.field == "title":
        return True
    texts = (s.span for s in reading.sentences if s.span.field == "text")
    first = next((span for span in texts if not reading.folded.read(span).rstrip().endswith(("：", ":"))), None)
    own = reading.source.kind != "media"  # a notice, not a story about somebody
    only = own and all(other.canonical == name.canonical for other in reading.names)
    return only or (first is not None and first.holds(name.span))


def _first(names: Sequence[Name], doers: Sequence[Name], kind: NameKind) -> str | None:
    return next((name.canonical for name in (*doers, *names) if name.kind is kind), None)


def _actor(view: _View, candidate: Candidate, candidates: Sequence[Candidate], earlier: list[str | None]) -> str | None:
    if candidate.polarity is Polarity.NOT_DONE or only_recorded(candidate):
        return None
    if candidate.kind is Kind.PERCENT and candidate.inherits is not None:
        return earlier[candidate.inherits]
    lead = _lead(view, candidate, candidates)
    if _nameless(view, candidate, lead) or _sites_receive(view, candidate, lead):
        return None
    found, joint = _named(view, candidate, lead)
    found, joint = (
        (view.body, None) if _own_police(view, lead) or found in _BRANCHES.get(view.body or "", ()) else (found, joint)
    )
    if (
        found in view.sites
        and candidate.rule == "shared"
        and (candidate.whole is not None or candidate.action is Action.IDENTIFY)
    ):
        return _lent(candidate, earlier)  # 共下架9万个，其中微博3万个
    listed = _listed_doer(view, candidate) if candidate.rule == "shared" else None
    if listed is not None and (listed.kind is NameKind.REGULATOR or found in view.sites):
        return listed.canonical
    if joint:
        taken_in = candidate.action is Action.REPORT
        return _last_body(view, candidate) if joint is NameKind.PLATFORM and not taken_in else None
    if found is not None and not (found in view.sites and _of_authority(view, candidate, lead)):
        return found
    return None if candidate.action is Action.OTHER else _unnamed(view, candidate, candidates, earlier, lead=lead)


def _of_authority(view: _View, candidate: Candidate, lead: Span) -> bool:
    """Whether only an authority does this: fines, or what it has found out about a platform (经查明，该平台违法收集…)."""
    if candidate.action in _BY_AUTHORITY:
        return True
    return candidate.action is Action.IDENTIFY and view.around.within("frame_found_out", lead)


def _listed_doer(view: _View, candidate: Candidate) -> Name | None:
    """The name right before a figure that goes on a list of who did what: 脸书移除3万则，YouTube 5,600部."""
    start = candidate.quote.start
    near = [
        n
        for n in view.names(Span(candidate.quote.field, max(0, start - _PATIENT), start))
        if counted(view.around, candidate.quote, n)
    ]
    return near[-1] if near else None


def _lent(candidate: Candidate, earlier: Sequence[str | None]) -> str | None:
    """The actor of the whole, else of the figure whose act this one shares."""
    lenders = (candidate.whole, candidate.inherits)
    return next((earlier[index] for index in lenders if index is not None and index < len(earlier)), None)


def _unnamed(
    view: _View, candidate: Candidate, candidates: Sequence[Candidate], earlier: list[str | None], *, lead: Span
) -> str | None:
    """Who acts where the sentence names no doer: the authority that fines, whom 该部 points to, the one before."""
    pointed = _pointed(view, lead)
    if several(view.around, candidate, lead) or (pointed is None and _of_somebody_else(view, lead)):
        return None
    if _of_authority(view, candidate, lead) and view.body is not None:
        return view.body if pointed == view.body else _last_body(view, candidate)
    if pointed is not None:
        return pointed
    source = _source(view, lead)
    if source is not None:
        return source
    before = _before(view, candidate, candidates, earlier)
    if before:
        return before[0]
    main = _main(view, candidate)
    topic = main is None and candidate.sentence - 1 not in view.quotes
    opened = opener(view.reading, candidate) if topic else None
    return opened.canonical if opened is not None and not toward(view.around, opened) else main


def _of_somebody_else(view: _View, lead: Span) -> bool:
    """Whether a text about a body of the whole country tells what somebody of a place did, whom it does not name."""
    return (view.main in nationwide() or view.main in view.sites) and of_a_place(view.around, lead)


def _source(view: _View, lead: Span) -> str | None:
    """The body on whose word a sentence tells what was done: 据网信办2月9日通报，专项开展以来已处置账号5.1万个."""
    bodies = (n for n in view.names(lead) if n.kind is NameKind.REGULATOR)
    told = (n for n in bodies if view.around.before(n.span, "frame_according"))
    said = (
        n
        for n in told
        if view.around.after(n.span, "frame_say", reach=_SAID) or view.around.after(n.span, "frame_tally")
    )
    return next((n.canonical for n in said), None)


def _last_body(view: _View, candidate: Candidate) -> str | None:
    """The authority named last before the figure, else the document's first."""
    here = (_ORDER[candidate.quote.field], candidate.quote.start)
    last = bisect_left(view.reading.names, here, key=_place)
    before = view.reading.names[max(0, last - _MOST) : last]
    around = view.around
    bodies = (n for n in reversed(before) if n.kind is NameKind.REGULATOR and not partner(around, n))
    return next((n.canonical for n in bodies if not toward(around, n)), view.body)


def _main(view: _View, candidate: Candidate) -> str | None:
    """The document's own body; a platform or a local office counts only once it has been named."""
    named = next((n for n in view.reading.names if n.canonical == view.main), None)
    if view.main is None or named is None:
        return None
    if named.kind is NameKind.PLATFORM:
        before = _place(named) < (_ORDER[candidate.quote.field], candidate.quote.start)
        return view.main if before or named.span.field == "title" else None
    told = named.span.field == "title" or _place(named) < (_ORDER[candidate.quote.field], candidate.quote.start)
    return view.main if told or (view.main in nationwide() and not _opened_by_another(view)) else None


def _opened_by_another(view: _View) -> bool:
    """Whether the text begins with what a body says that no inventory knows: 台湾事实查核中心15日公布."""
    first = next((s.span for s in view.reading.sentences if s.span.field == "text"), None)
    if first is None:
        return False
    said = view.around.first("frame_say", first)
    lead = Span("text", first.start, said if said is not None else first.start)
    return view.around.within("frame_organisations", lead) and not view.names(lead)


def _lead(view: _View, candidate: Candidate, candidates: Sequence[Candidate]) -> Span:
    """The words of the sentence before the act, or before the figure where the act stands behind it."""
    del candidates
    sentence = view.reading.sentences[candidate.sentence].span
    ends = [candidate.quote.end]
    if candidate.act is not None and candidate.act.start > candidate.quote.start:
        ends.append(candidate.act.start)
    elif candidate.act is not None:
        ends = [candidate.act.start]
    return Span(sentence.field, max(sentence.start, max(ends) - _SENTENCE), max(ends))


def _nameless(view: _View, candidate: Candidate, lead: Span) -> bool:
    """警方抓获…, 银行拦阻…: the last doer before the act is none that the inventory names, not the body of the text."""
    found = [(role, view.around.last(role, lead)) for role in _OWN]
    doers = [doer for role, doer in found if doer and not any(word in (view.body or "") for word in _OWN[role])]
    other = max(doers, default=None)
    if other is None:
        return False
    word = Span(lead.field, other[0], other[0] + len(other[1]))
    if (candidate.action in _BY_AUTHORITY and view.around.reads(word, "frame_police")) or any(
        quote.overlaps(word) for quote in view.quotes[candidate.sentence]
    ):
        return False
    named = [n for n in view.names(lead) if n.span.overlaps(word) or n.span.start >= word.end]
    if any(n.span.overlaps(word) or not toward(view.around, n) for n in named):
        return False
    if view.around.before(word, "frame_joined", reach=_RANK):
        return False
    if view.around.before(word, "frame_by") and word.end < _clause_start(view.around, lead):
        return False  # 8人被法院羁押，查扣现金
    return not view.around.before(word, "frame_toward", reach=2) and not view.around.after(word, "frame_patient")


def _own_police(view: _View, lead: Span) -> bool:
    """Whether nameless police act behind the last name, in a text of the body that they belong to."""
    last = view.around.last("frame_police", lead)
    if last is None or view.body is None or view.body != view.main:
        return False
    word = Span(lead.field, last[0], last[0] + len(last[1]))
    if not any(own in view.body for own in _OWN["frame_police"]) or view.body not in nationwide():
        return False
    if any(name.span.overlaps(word) or name.span.start >= word.end for name in view.names(lead)):
        return False
    aside = ("frame_joined", "frame_toward", "frame_by", "frame_with", "frame_assist")
    helps = any(view.around.before(word, role, reach=_RANK) for role in aside)
    return not helps and not view.around.after(word, "frame_patient") and not of_a_place(view.around, lead)


def _sites_receive(view: _View, candidate: Candidate, lead: Span) -> bool:
    """全国主要网站受理举报…: the sites' own item has no actor."""
    start = max(lead.start, _clause_start(view.around, lead))
    clause = Span(lead.field, start, lead.end)
    bodies = [name for name in view.names(clause) if name.kind is NameKind.REGULATOR]
    received = candidate.act is None or view.around.reads(candidate.act, "frame_received")
    reported = candidate.action is Action.REPORT and received
    return reported and not bodies and view.around.within("frame_many_sites", clause)


def _named(view: _View, candidate: Candidate, lead: Span) -> tuple[str | None, NameKind | None]:
    """The agent behind 被, 由, else the last name before the act that is a doer; and whether several acted as equals."""
    quotes = view.quotes.get(candidate.sentence, [])[-_MOST:]
    names = [name for name in view.names(lead) if not any(counted(view.around, quote, name) for quote in quotes)]
    around = view.around
    passive = candidate.rule == "undergone"
    for place in range(len(names) - 1, -1, -1):
        name = names[place]
        if around.before(name.span, "frame_by"):
            return name.canonical, None
        if name.kind is NameKind.REGULATOR and around.before(name.span, "frame_guided"):
            return name.canonical, None
        if (passive and name.kind is NameKind.PLATFORM) or _listed(view, names, place):
            continue
        if name.kind is NameKind.PLATFORM and holds_things(around, name):
            continue
        return name.canonical, name.kind if jointly(around, names, place) else None
    return None, None


def _helps(view: _View, names: Sequence[Name], place: int) -> bool:
    """Whether the name is only a partner; the body that a platform's own notice tells of helping (我们配合市公安局) acts."""
    helped = view.main in view.sites and view.around.before(names[place].span, "frame_assist")
    alone = all(name.kind is NameKind.PLATFORM for name in names[:place])
    return partner(view.around, names[place]) and not (helped and alone)


def _listed(view: _View, names: Sequence[Name], place: int) -> bool:
    """Whether the name is an object or a partner, or belongs to a list of those: 约谈新浪、搜狐, 会同工信部、公安部."""
    around = view.around
    text = around.of(names[place].span.field)
    while not toward(around, names[place]) and not _helps(view, names, place):
        if not place or text[names[place - 1].span.end : names[place].span.start] not in _LIST:
            return False
        place -= 1
    return True


def _pointed(view: _View, lead: Span) -> str | None:
    """The body that 该部, 站方 point back to; None without such a word."""
    around = view.around
    clause = Span(lead.field, max(lead.start, _clause_start(around, lead)), lead.end)
    body, site = around.last("frame_own_body", clause), around.last("frame_own_site", clause)
    if body is not None and view.body is not None and (site is None or body > site):
        return view.body
    if site is not None and around.before(Span(lead.field, site[0], site[0] + len(site[1])), "frame_toward"):
        return None  # 要求平台移除内容
    if site is not None and view.site is not None and not around.within("frame_many_sites", clause):
        main_is_site = view.main == view.site
        return view.site if main_is_site or view.body is None else None
    return None


def _clause_start(around: Surroundings, lead: Span) -> int:
    text = around.of(lead.field)
    return max(text.rfind(mark, lead.start, max(lead.start, lead.end - 1)) for mark in "，,；;：:") + 1


def _before(
    view: _View, candidate: Candidate, candidates: Sequence[Candidate], earlier: list[str | None]
) -> tuple[str | None] | None:
    """The actor of the whole, the lender, or the figure before in the same paragraph."""
    for index in (candidate.whole, candidate.inherits):
        if index is not None and index < len(earlier):
            return (earlier[index],)
    if not earlier:
        return None
    last = candidates[len(earlier) - 1]
    sentences = view.reading.sentences
    same = (
        last.quote.field == candidate.quote.field
        and sentences[last.sentence].paragraph == sentences[candidate.sentence].paragraph
        and last.polarity is Polarity.DONE
        and last.action is not Action.OTHER
    )
    return (earlier[-1],) if same else None
