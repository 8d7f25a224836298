"""Which names and dates of a sentence belong to which of its figures."""

from __future__ import annotations

from extractors.acts import Act, Voice
from extractors.binding.spaced.doers import owner, subject_start
from extractors.binding.spaced.noun_phrase import Phrase
from extractors.binding.spaced.respective import respective
from extractors.binding.spaced.scene import BARRIERS, Figure, Scene
from extractors.records import Action, NameKind, Span

BOUNDARIES = frozenset({",", "and", "but", ";", "while", "or", ":", "("})


def dates_of(scene: Scene) -> tuple[tuple[Span, ...], ...]:
    """For each figure of the sentence the spans of the dates that are tied to it."""
    tied: list[list[Span]] = [[] for _ in scene.figures]
    leading: list[Span] = []
    for start, end, span in scene.dates:
        owner = _owner(scene, start, end)
        if owner is None:
            continue
        tied[owner].append(span)
        if owner + 1 < len(tied) and scene.figures[owner].start < start and _dates_clause(scene, end):
            tied[owner + 1].append(span)
        if owner and scene.lower[scene.figures[owner - 1].end : scene.figures[owner].start] == ("(",):
            tied[owner - 1].append(span)  # "8 billion yuan ($1.2 billion) in July": a conversion
        if end <= scene.figures[0].start:
            leading.append(span)
    return tuple(tuple(t) or tuple(leading) or _trailing(scene, tied, i) for i, t in enumerate(tied))


def _dates_clause(scene: Scene, end: int) -> bool:
    """As in "26% more than in 2022, when 42 were blocked": the clause after a date is of its time."""
    return scene.word(end + (scene.word(end) == ",")) in scene.role("when_words")


def _owner(scene: Scene, start: int, end: int) -> int | None:
    """The figure a date belongs to: the one it is parted from by fewer boundaries, of equals the one before."""
    before = [i for i, f in enumerate(scene.figures) if f.start < start]
    after = [i for i, f in enumerate(scene.figures) if f.start >= end]
    if not before:
        return after[0] if after else None
    if not after:
        return before[-1]
    if scene.word(end) == ":" and scene.figures[after[0]].start <= end + 2:
        return after[0]
    following = scene.figures[after[0]]
    if scene.word(end) == "(" and following.start <= end + 2 and following.quantity.kind != "money":
        return after[0]  # "three times the number of 2023 (7,187)"
    left = _boundaries(scene, scene.figures[before[-1]].end, start)
    right = _boundaries(scene, end, scene.figures[after[0]].start)
    return before[-1] if left <= right else after[0]


def _boundaries(scene: Scene, start: int, end: int) -> int:
    boundaries = BOUNDARIES | scene.role("list_words")
    return sum((word in boundaries) + 2 * (word in (":", ";")) for word in scene.lower[start:end])


def _trailing(scene: Scene, tied: list[list[Span]], number: int) -> tuple[Span, ...]:
    """A date after a later figure of the same list serves the earlier ones too."""
    for later in range(number + 1, len(tied)):
        between = scene.lower[scene.figures[number].end : scene.figures[later].start]
        first, last = scene.figures[number].end, scene.figures[later].start
        verbs = [a for a in scene.acts if first <= a.start < last and a.voice in (Voice.ACTIVE, Voice.PASSIVE)]
        if any(word in BARRIERS for word in between) or any(not a.done or a.action is Action.OTHER for a in verbs):
            return ()
        if tied[later]:
            return tuple(tied[later])
    return ()


def hosts_of(scene: Scene, number: int, phrase: Phrase, act: Act | None) -> tuple[str, ...]:
    """The platforms that the words around a figure tie to it."""
    each = respective(scene, number)
    if each is not None:
        return (each,)
    found = _within(scene, number, phrase) or _after(scene, number, phrase) or _labelled(scene, number)
    found = found or _gapped(scene, number, phrase)
    return found or _addressed(scene, number, act) or _subjects(scene, act) or _shared(scene, number, phrase)


def _platforms(scene: Scene) -> list[tuple[int, int, str]]:
    return [
        (start, end, n.canonical)
        for start, end, n in scene.names
        if n.kind is NameKind.PLATFORM and not owner(scene, end)
    ]


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _within(scene: Scene, number: int, phrase: Phrase) -> tuple[str, ...]:
    """As in "12,000 YouTube videos"."""
    figure = scene.figures[number]
    return _unique([n for start, end, n in _platforms(scene) if figure.end <= start and end <= phrase.end])


def _stop(scene: Scene, number: int) -> int:
    """Where the words after a figure stop to be its own: at the next figure or barrier."""
    figure = scene.figures[number]
    following = next((f.start for f in scene.figures[number + 1 :] if not _aside(scene, f)), len(scene.lower))
    for place in range(figure.end, following):
        if scene.lower[place] in BARRIERS and scene.lower[place] not in ("(", ")"):
            return place
        if scene.heads_first and scene.lower[place] in scene.role("clause_words"):
            return place
    return _label_start(scene, figure.end, following) if scene.heads_first else following


def _aside(scene: Scene, figure: Figure) -> bool:
    """As in "13.8 million pieces across 13 policies on Facebook": a number behind a preposition, that only tells where."""
    led = scene.word(figure.start - 1) in scene.role("spread_words")
    return led and figure.quantity.kind != "money" and not any(a.start >= figure.end for a in scene.acts)


def _label_start(scene: Scene, start: int, following: int) -> int:
    """Where the label of the following figure begins ("596.348 konten, di Google dan YouTube 5.993 konten")."""
    place = following
    for at, end, _ in reversed(_platforms(scene)):
        if (
            start <= at
            and end <= place
            and all(w == "," or w in scene.role("list_words") for w in scene.lower[end:place])
        ):
            place = at
    commas = [i for i in range(start, place) if scene.lower[i] in {","} | scene.role("list_words")]
    ends_list = following > start and scene.word(following - 1) in {","} | scene.role("list_words")
    return following if place == following or ends_list or not commas else commas[-1]


def _after(scene: Scene, number: int, phrase: Phrase) -> tuple[str, ...]:
    """As in "8,000 items on Facebook", "were removed from TikTok and Instagram", "29,964 on the services of Meta"."""
    stop = _stop(scene, number)
    money = scene.figures[number].quantity.kind == "money"
    links = scene.role("host_prepositions") | (scene.role("party_prepositions") if money else frozenset())
    found: list[str] = []
    last = -1
    heads_next = {f.start for f in scene.figures[number + 1 :]}
    for start, end, name in _platforms(scene):
        if not scene.figures[number].end <= start < stop:
            continue
        near = _last_stretch(scene.lower[max(phrase.end, start - 5) : start])
        if any(word in scene.role("follow_words") for word in near):
            continue
        if end in heads_next and "," in scene.lower[phrase.end : start]:
            continue  # "links are gone, on TikTok 63,000"
        if _of_next(scene, phrase.end, start, end, heads_next):
            continue
        chained = found and all(w in (",", "the") or w in scene.role("list_words") for w in scene.lower[last:start])
        if found and not chained:
            break  # "after €746 million for Amazon in July, and the third imposed on a Meta company"
        if chained or any(w in links for w in near) or scene.word(start - 1) in scene.role("about_verbs"):
            found.append(name)
            last = end
    return _unique(found)


def _of_next(scene: Scene, stop: int, start: int, end: int, heads_next: set[int]) -> bool:
    """As in "fell by 55% in the second half, and on Carousell by 11%": the name begins the stretch of the next figure."""
    place = start - 1
    while scene.word(place) in scene.role("host_prepositions") | scene.role("that_words"):
        place -= 1
    opens = place >= stop and scene.word(place) in scene.role("conjunctions")
    return opens and end + 1 in heads_next and scene.word(end) in scene.role("prepositions")


def _last_stretch(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words after the last comma: a preposition before it links nothing behind it."""
    place = max((i for i, word in enumerate(words) if word == ","), default=-1)
    return words[place + 1 :]


def _gapped(scene: Scene, number: int, phrase: Phrase) -> tuple[str, ...]:
    """As in "Telegram perhaps 20 channels", "YouTube came third with 820": a name that opens the figure's own stretch."""
    start = scene.figures[number - 1].end if number else 0
    stop = scene.figures[number].start
    marks = [i for i in range(start, stop) if scene.lower[i] in BOUNDARIES]
    opens = marks[-1] + 1 if marks else start
    here = [(at, end, n) for at, end, n in _platforms(scene) if opens <= at and end <= stop]
    if len(here) != 1 or not number:
        return ()
    at, end, name = here[0]
    chain = _chain_to(scene, at)
    if chain and stop - end > 1:
        return _unique([*chain, name])  # "Google and Bing have dropped over 64,000"
    led = at == opens or scene.lower[opens:at] in (("on",), ("the",), ("from",))
    return (name,) if led and (phrase.head is None or stop - end <= 2) else ()


def _chain_to(scene: Scene, place: int) -> list[str]:
    """The names right before a name that a list joins to it."""
    found: list[str] = []
    for start, end, name in reversed(_platforms(scene)):
        between = scene.lower[end:place]
        if end <= place and between and all(w == "," or w in scene.role("list_words") for w in between):
            found.insert(0, name)
            place = start
    return found


def _led(scene: Scene, names: list[tuple[int, int, str]]) -> bool:
    """Whether a preposition stands before the last name, or before the list that it ends ("di Google dan YouTube")."""
    place = names[-1][0]
    for at, end, _ in reversed(names[:-1]):
        if not scene.heads_first or not all(w == "," or w in scene.role("list_words") for w in scene.lower[end:place]):
            break
        place = at
    return scene.word(place - 1) in scene.role("host_prepositions")


def _labelled(scene: Scene, number: int) -> tuple[str, ...]:
    """As in "Telegram (435)", "Facebook: 474,751", "TikTok | 1,200", "on Instagram the figure is 6,800"."""
    figure = scene.figures[number]
    before = [p for p in _platforms(scene) if p[1] <= figure.start]
    if not before:
        return ()
    between = scene.lower[before[-1][1] : figure.start]
    marks = [w for w in between if w in (":", "(", "|", "–", "—")]
    apart = any(f.start >= before[-1][1] for f in scene.figures[:number])
    if apart or (not marks and not _led(scene, before)):
        return ()
    names = [before[-1][2]]
    for earlier, later in zip(reversed(before[:-1]), reversed(before[1:]), strict=False):
        if not all(w == "," or w in scene.role("list_words") for w in scene.lower[earlier[1] : later[0]]):
            break
        names.insert(0, earlier[2])
    return _unique(names)


def _subjects(scene: Scene, act: Act | None) -> tuple[str, ...]:
    """As in "Facebook, Google and TikTok removed a combined 15,995": several platforms that act together."""
    if act is None or act not in scene.acts or act.voice not in (Voice.ACTIVE, Voice.GERUND):
        return ()
    start = subject_start(scene, act)
    names = [n for at, end, n in _platforms(scene) if start <= at and end <= act.start]
    return _unique(names) if len(set(names)) > 1 else ()


def _addressed(scene: Scene, number: int, act: Act | None) -> tuple[str, ...]:
    """As in "asked Telegram to take down 108 channels", "4chan has been ordered to pay": who the act is aimed at."""
    if act is None or act not in scene.acts:
        return ()
    if act.action is Action.FINE and act.voice in (Voice.ACTIVE, Voice.GERUND, Voice.INFINITIVE):
        start = scene.figures[number].start
        if (
            number
            and act.end < scene.figures[number - 1].start
            and scene.word(start - 2) in scene.role("indefinite_words")
        ):
            return ()  # "fined 4chan £450,000 and a forum £20,000"
        return _unique([n for at, end, n in _platforms(scene) if act.end <= at <= act.end + 2])
    if act.voice is Voice.INFINITIVE and (act.ordered or act.asked):
        governor = [a for a in scene.acts if a.end <= act.start and a.voice is not Voice.NOUN]
        start = governor[-1].end if governor else 0
        return _unique([n for at, _, n in _platforms(scene) if start <= at < act.start])
    return ()


def _shared(scene: Scene, number: int, phrase: Phrase) -> tuple[str, ...]:
    """As in "7,500 accounts and 50,000 posts on Twitter": a host after two figures that "and" joins is both's."""
    following = number + 1
    if following >= len(scene.figures):
        return ()
    between = scene.lower[phrase.end : scene.figures[following].start]
    if between != ("and",) and not (scene.heads_first and len(between) == 1 and between[0] in scene.role("list_words")):
        return ()
    stop = _stop(scene, following)
    for start, _, name in _platforms(scene):
        if scene.figures[following].end <= start < stop and scene.word(start - 1) in scene.role("host_prepositions"):
            return (name,)
    return ()
