"""Who acted, as the clause itself says: the subject of the act, or the name after "by"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from extractors.acts import Act, Voice
from extractors.binding.candidate import Doer
from extractors.binding.spaced.pointers import doer_at, pointer
from extractors.binding.spaced.scene import BARRIERS, VERBAL, Scene
from extractors.records import Action, NameKind

# So many tokens after an act may stand before "by".
BY = 12
# A bracket that only gives a short name or a reference holds so many tokens.
BRACKET = 8
# So many tokens lie between a causing verb and the end of its figure.
CAUSED = 6
# An act looks this many acts back for the subject it shares ("removed 5 and banned 3").
DEPTH = 5


def doer_of(scene: Scene, act: Act | None, *, figure: int = 0) -> Doer | None:
    """The doer that the clause of an act names, None where it names none; `figure` is where the figure ends."""
    after = _after(scene, figure)
    if after is not None:
        return after
    if act is None or act not in scene.acts:
        return _agent(scene, figure)
    doer = _by(scene, act) or _subject(scene, act, DEPTH) or _causer(scene, act, figure)
    if act.action is Action.REPORT and doer is not None and doer.word in scene.role("complainants"):
        return _receiver(scene, act)
    return doer


def _after(scene: Scene, figure: int) -> Doer | None:
    """As in "310 were taken down by Telegram and 44 by Facebook", "the £12.7 million imposed by the ICO"."""
    place = figure
    if any(a.start == place and a.lemma in scene.role("imposing_lemmas") for a in scene.acts):
        place += 1
    name = next((n for start, _, n in scene.names if start in (place + 1, place + 2)), None)
    words = scene.lower[place + 1 : place + 2]
    led = name is not None and (words == ("the",) or any(start == place + 1 for start, _, _ in scene.names))
    agent = figure > 0 and scene.word(place) in scene.role("by_words") and led
    return Doer(name=name.canonical) if agent and name is not None else None


def _agent(scene: Scene, figure: int) -> Doer | None:
    """As in "197,907, that is 82%, were decided by the regulator BTK": the agent of a verb that is no known act."""
    for place in range(figure, min(figure + BY, len(scene.lower)) if figure else 0):
        if scene.lower[place] in BARRIERS:
            return None
        if scene.lower[place] in scene.role("by_words"):
            verb = place - 1
            while scene.phrase_at(verb, "adverbs"):
                verb -= 1
            passive = scene.word(verb - 1) in scene.role("be") and scene.word(verb).endswith(
                tuple(scene.role("participle_endings"))
            )
            return doer_at(scene, place + 1) if passive else None
    return None


def fine_act(scene: Scene, place: int) -> Act | None:
    """The verb that imposes a sum before a token, if no mark parts them ("a judge ordered Telegram to pay 2 million")."""
    fines = [a for a in scene.acts if a.end <= place and a.action is Action.FINE and a.voice is not Voice.NOUN]
    return fines[-1] if fines and not scene.barrier(fines[-1].end, place) else None


def _receiver(scene: Scene, act: Act) -> Doer | None:
    """As in "victims filed 176 reports with police": where complaints arrive, None where it is left open."""
    for place in range(act.end, min(act.end + BY, len(scene.lower))):
        if scene.lower[place] in BARRIERS:
            return None
        if scene.lower[place] in scene.role("receiving_words"):
            return doer_at(scene, place + 1)
    return None


def _by(scene: Scene, act: Act) -> Doer | None:
    """As in "was fined £45,000 by the Information Commissioner's Office"."""
    if act.voice in VERBAL:
        return None
    for place in range(act.end, min(act.end + BY, len(scene.lower))):
        if scene.lower[place] in scene.role("by_words"):
            return doer_at(scene, place + 1) or _ordering(scene, place + 1)
        verb = next((a for a in scene.acts if a.start == place and a.voice is not Voice.NOUN), None)
        imposed = act.voice is Voice.NOUN and verb is not None and verb.lemma in scene.role("imposing_lemmas")
        if scene.lower[place] in BARRIERS or (verb is not None and not imposed):
            return None
    return None


def _ordering(scene: Scene, place: int) -> Doer | None:
    """As in "were blocked by providers under orders of AGCOM", "at the request of the ministry": who had it done."""
    stop = min(place + BY, len(scene.lower))
    at = next(
        (i for i in range(place, stop) if scene.lower[i] in scene.role("order_nouns") | scene.role("request_nouns")), -1
    )
    linked = at >= 0 and scene.word(at + 1) in scene.role("order_links")
    return doer_at(scene, at + 2) if linked else None


def _subject(scene: Scene, act: Act, depth: int) -> Doer | None:
    if depth == 0:
        return None
    earlier = _verb_before(scene, act)
    if act.voice is Voice.GERUND and scene.word(act.start - 1) == ",":
        return _first_subject(scene, act)
    if act.voice in (Voice.INFINITIVE, Voice.GERUND):
        return _own(scene, act) if not earlier else _subject(scene, earlier, depth - 1)
    if act.voice is Voice.NOUN:
        return _possessor(scene, act) or (_subject(scene, earlier, depth - 1) if earlier else None)
    return _subject_of_active(scene, act, earlier, depth) if act.voice is Voice.ACTIVE else None


def _subject_of_active(scene: Scene, act: Act, earlier: Act | None, depth: int) -> Doer | None:
    """The subject right before a verb, else that of the verb it is joined to."""
    if earlier is None or not _joined(scene, earlier, act):
        return _own(scene, act)
    if earlier.voice is Voice.PASSIVE:
        shared = _own(scene, earlier)
        return shared if shared and shared.name else _own(scene, act)
    if scene.word(act.start - 1) in scene.role("conjunctions"):
        return _subject(scene, earlier, depth - 1)
    return _own(scene, act) or _subject(scene, earlier, depth - 1)


def _first_subject(scene: Scene, act: Act) -> Doer | None:
    """As in "Facebook and Google complied with the demands they received, removing ...": the subject of the sentence."""
    main = next((a for a in scene.acts if a.voice is Voice.ACTIVE and a.end <= act.start), None)
    return _own(scene, main) if main else None


def _verb_before(scene: Scene, act: Act) -> Act | None:
    before = [a for a in scene.acts if a.end <= act.start and a.voice not in (Voice.NOUN, Voice.ATTRIBUTE)]
    if not before or any(word in BARRIERS for word in scene.lower[before[-1].end : act.start]):
        return None
    return before[-1]


def _joined(scene: Scene, earlier: Act, act: Act) -> bool:
    """Whether the two share a subject: a conjunction or comma right before the second."""
    place = act.start - 1
    while place > earlier.end and scene.phrase_at(place, "adverbs"):
        place -= 1
    told = earlier.voice is not Voice.PASSIVE or (act.voice is Voice.ACTIVE and scene.word(place) != ",")
    return scene.word(place) in scene.role("conjunctions") | {","} and told


def _possessor(scene: Scene, act: Act) -> Doer | None:
    """As in "TikTok's removal of"."""
    if scene.word(act.start - 1) not in scene.role("possessives"):
        return None
    name = next((n for _, end, n in scene.names if end == act.start - 1), None)
    return Doer(name=name.canonical) if name else None


def _own(scene: Scene, act: Act) -> Doer | None:
    """The subject between the last verb or barrier and the act: a name first, else a noun or pronoun."""
    start = subject_start(scene, act)
    made = _maker(scene, start, act.start)
    if made is not None:
        return made
    named = [(at, n) for at, end, n in scene.names if start <= at < act.start and not owner(scene, end)]
    free = [n for at, n in named if not _led(scene, at)]
    platforms = {n.canonical for n in free if n.kind is NameKind.PLATFORM}
    if len(platforms) > 1 or _equals(scene, start, act.start):
        return Doer(other=True)
    if free:
        return Doer(name=free[-1].canonical)
    pointing = _pointing(scene, start, act.start)
    if pointing is not None:
        return pointing
    comma = max((i for i in range(start, act.start) if scene.lower[i] == ","), default=start)
    firms = _firms(scene, act, comma)
    if named and not (firms and named[-1][0] < comma):
        return Doer(name=named[-1][1].canonical)
    if _stranger(scene, act.start - 1):
        return Doer(other=True)
    return firms


def _firms(scene: Scene, act: Act, start: int) -> Doer | None:
    """As in "Social media platforms have deactivated": several firms that nobody names, and no figure counts."""
    if act.voice is not Voice.ACTIVE or scene.figures_in(start, act.start):
        return None
    word = next((w for w in reversed(scene.lower[start : act.start]) if w in scene.role("plural_firms")), None)
    return Doer(other=True, word=word) if word else None


def _stranger(scene: Scene, place: int) -> bool:
    """As in ", and GovTech blocked 14 sites": a name right before its verb that the product does not know."""
    if place <= 0 or scene.sentence.span.field == "title" or place in scene.taken:
        return False
    text, before = scene.tokens[place].text, scene.word(place - 1)
    joint = before in scene.role("conjunctions") | scene.role("clause_words") | {",", ";"}
    return joint and text.isalpha() and text[0].isupper() and not text[1:].islower() and len(text) > 1


def _causer(scene: Scene, act: Act, figure: int) -> Doer | None:
    """As in "the government had 6 lakh SIM cards blocked": who had it done, before the verb that the figure follows."""
    if act.start < figure or act.voice not in (Voice.BARE, Voice.ATTRIBUTE, Voice.ACTIVE):
        return None
    places = range(max(0, figure - CAUSED), figure)
    at = next((i for i in reversed(places) if scene.lower[i] in scene.role("having_others")), None)
    if at is None or any(at < a.start < act.start for a in scene.acts if a.voice is not Voice.NOUN):
        return None
    start = subject_start(scene, replace(act, start=at))
    named = [n for first, end, n in scene.names if start <= first and end <= at and not _led(scene, first)]
    return Doer(name=named[-1].canonical) if named else _pointing(scene, start, at)


def _maker(scene: Scene, start: int, stop: int) -> Doer | None:
    """As in "the ACCC had Temu and Amazon take down 1,460 listings": who had others act, by the name or noun before."""
    firsts = {at for at, _, _ in scene.names}
    at = next(
        (i for i in range(start + 1, stop) if scene.lower[i] in scene.role("having_others") and i + 1 in firsts), -1
    )
    if at < 0:
        return None
    named = [n for first, end, n in scene.names if start <= first and end <= at and not _led(scene, first)]
    return Doer(name=named[-1].canonical) if named else _pointing(scene, start, at)


def _pointing(scene: Scene, start: int, stop: int) -> Doer | None:
    """The last pronoun or noun between two tokens that points to a doer."""
    inside = {at for first, end, _ in scene.names for at in range(first, end)}
    for place in range(stop - 1, start - 1, -1):
        if place in inside or (scene.lower[place] in scene.role("which_words") and place > start):
            continue
        if scene.lower[place] in scene.role("plural_pronouns") and _plural_before(scene, place):
            return Doer(other=True, word=scene.lower[place])
        if scene.lower[place] in scene.role("back_pronouns"):
            person = scene.lower[place] in scene.role("person_pronouns")
            return Doer(kind=NameKind.REGULATOR if person else None, word=scene.lower[place])
        found = pointer(scene, place)
        if found and not _aside(scene, start, place, stop, found):
            return _officers(scene, start, place) or found
    return None


def _officers(scene: Scene, start: int, place: int) -> Doer | None:
    """As in "Officers of the Technology Crime Bureau seized": the police themselves, before the unit they are of."""
    if scene.lower[place] not in scene.role("bodies"):
        return None
    at = next((i for i in range(start, place) if scene.lower[i] in scene.role("police_words")), None)
    if at is None or scene.word(at + 1) not in scene.role("order_links") or "," in scene.lower[at:place]:
        return None
    return pointer(scene, at)


def _aside(scene: Scene, start: int, place: int, stop: int, doer: Doer) -> bool:
    """As in "requests from authorities that affected", "according to the agency, ...": a noun that only a preposition leads."""
    at = place
    while scene.word(at - 1) in scene.role("determiners"):
        at -= 1
    if at - 1 < start or scene.word(at - 1) not in scene.role("aside_prepositions"):
        return False
    if not doer.other:
        return scene.word(at - 2) in scene.role("citing_words")
    return not all(
        scene.phrase_at(i, "adverbs") or scene.lower[i] in scene.role("have") for i in range(place + 1, stop)
    )


def _plural_before(scene: Scene, place: int) -> bool:
    """As in "service providers reported that they had blocked": several firms that the sentence does not name."""
    words = scene.lower[:place]
    return any(word in scene.role("plural_firms") for word in words) and words[-1:] == ("that",)


def _led(scene: Scene, place: int) -> bool:
    """Whether a preposition stands before a name and its determiner ("together with the ministry")."""
    while scene.word(place - 1) in scene.role("determiners"):
        place -= 1
    return scene.word(place - 1) in scene.role("prepositions")


def _equals(scene: Scene, start: int, stop: int) -> bool:
    """As in "the market regulator and the tax office jointly summoned": two bodies that a conjunction joins."""
    bodies = [(at, end, n) for at, end, n in scene.names if start <= at < stop and n.kind is NameKind.REGULATOR]
    named = {at for first, end, _ in scene.names for at in range(first, end)}
    apart = [b for i, b in enumerate(bodies) if not i or b[2].canonical != bodies[i - 1][2].canonical]
    for (_, end, one), (at, _, other) in pairwise(apart):
        open_words = [scene.lower[i] for i in range(end, at) if i not in named]
        between = [w for w in open_words if w not in scene.role("determiners") and w not in ("(", ")")]
        if (
            one.canonical != other.canonical
            and between
            and all(w == "," or w in scene.role("list_words") for w in between)
        ):
            return True
    return False


def owner(scene: Scene, end: int) -> bool:
    """As in "Meta's WhatsApp", "the Meta-owned platform": a name that only tells whose the next one is."""
    token = scene.tokens[end - 1]
    if token.lower.endswith(("-owned", "-backed", "-run")) or scene.lower[end : end + 2] == ("-", "owned"):
        return True
    return scene.word(end) in scene.role("possessives") and any(start == end + 1 for start, _, _ in scene.names)


def subject_start(scene: Scene, act: Act) -> int:
    """Where the subject of an act may begin."""
    verbs = {
        at
        for a in scene.acts
        if a.voice is not Voice.NOUN and a != act and not _inserted(scene, a)
        for at in range(a.start, a.end)
    }
    place = act.start
    while place > 0:
        place = _bracket_start(scene, place)
        word = scene.word(place - 1)
        if word in scene.role("that_words") and place < act.start:
            break
        if word in BARRIERS or place - 1 in verbs or word in scene.role("clause_words") or word in ('"', "”", "“"):
            break
        place -= 1
    return place


def _bracket_start(scene: Scene, place: int) -> int:
    """Where a bracket that ends before a token begins, the token itself where none does ("the Authority (TA) closed")."""
    if scene.word(place - 1) != ")":
        return place
    opening = next((at for at in range(place - 2, max(-1, place - 2 - BRACKET), -1) if scene.lower[at] == "("), None)
    return place if opening is None else opening


def _inserted(scene: Scene, act: Act) -> bool:
    """As in "the authority, working with the ministry, has blocked": a participle between commas."""
    return act.voice is Voice.GERUND and scene.word(act.start - 1) == ","
