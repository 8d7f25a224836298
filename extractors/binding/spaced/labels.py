"""Labels: the words of a line before its figure ("Complaints received: 4,512", "Ban appeal – 7,396")."""

from __future__ import annotations

from extractors.acts import Act, Voice
from extractors.binding.spaced.scene import Scene
from extractors.binding.spaced.spot import Bound, Spot
from extractors.objects import Noun
from extractors.records import Action, Kind, Unit

# Marks between a label and its figure.
SEPARATORS = frozenset({":", "|", "–", "—", "-", "("})
# Acts that are counted themselves: a label that names them alone is no kind of something else.
OWN_COUNT = frozenset({Action.FINE, Action.WARN, Action.ARREST})
# The total of a list of kinds stands at most so many sentences before its first item.
LISTED = 3
# A label has no more words than this; what is longer is a clause.
LONGEST = 12


def label_start(scene: Scene, figure: int) -> int | None:
    """The first token of the label before a figure's first token; None where the line does not begin with a label."""
    if scene.word(figure - 1) not in SEPARATORS - {"("} or any(f.start < figure - 1 for f in scene.figures):
        return None
    start = 0
    while start < figure - 1 and not scene.lower[start][0].isalnum():
        start += 1
    words = scene.lower[start : figure - 1]
    clause = any(word in scene.role("be") or word in scene.role("have") for word in words)
    return start if 0 < len(words) <= LONGEST and not clause else None


def label_head(scene: Scene, start: int, end: int) -> Noun | None:
    """The head noun of a label: the last one before a preposition or participle, the thing behind "number of"."""
    head: Noun | None = None
    participles = {a.start for a in scene.acts if a.voice in (Voice.BARE, Voice.PASSIVE, Voice.PREDICATE, Voice.ACTIVE)}
    for at in range(start, end):
        noun = scene.nouns.get(at)
        if noun is not None and noun.end <= end:
            head = noun
        passing = head is not None and (head.piece or head.text in scene.role("count_words"))
        if head is not None and at >= head.end and not passing:
            closed = scene.lower[at] in scene.role("prepositions") | scene.role("relatives")
            if closed or at in participles:
                break
    return head


def label_act(scene: Scene, figure: int) -> Act | None:
    """The act in the plural that heads a label: "Arrests – 12", "Channel bans: 31", "Removals by moderators | 45".

    None where there is none, and where the label goes on with another noun ("Ban appeals: 7").
    """
    start = label_start(scene, figure)
    if start is None:
        return None
    for act in scene.acts:
        if act.voice is not Voice.NOUN or act.start < start or act.end >= figure or act.action is Action.OTHER:
            continue
        closed = act.end == figure - 1 or scene.lower[act.end] in scene.role("prepositions") | scene.role("of_words")
        if closed and scene.lower[act.end - 1].endswith(tuple(scene.role("plural_endings"))):
            return act
    return None


def acted_noun(scene: Scene, act: Act) -> Noun | None:
    """What an act noun of a label is done to: "channel bans", "removals of videos"; None where the label leaves it out."""
    known = [n for n in scene.nouns.values() if (n.unit or n.acted) is not None]
    inside = [n for n in known if n.end == act.start or (n.start == act.start and n.end < act.end)]
    if inside:
        return min(inside, key=lambda n: n.start)
    if scene.word(act.end) not in scene.role("of_words"):
        return None
    near = [n for n in known if act.end < n.start <= act.end + 3]
    return min(near, key=lambda n: n.start) if near else None


def is_category(scene: Scene, figure: int) -> bool:
    """As in "Ban appeal – 7,396", "Hateful conduct: 412": the label says what kind it was, not what is counted.

    It names no plural thing and no act done; what is counted stands in the line that opens the list.
    """
    start = label_start(scene, figure)
    if start is None or scene.index == 0 or says_act(scene, start, figure):
        return False
    if label_act(scene, figure) is not None:
        return False
    head = label_head(scene, start, figure - 1)
    if head is not None and (head.piece or head.text in scene.role("count_words")):
        return True
    return head is None or not head.plural


def opening(spot: Spot) -> Bound | None:
    """The figure that a list of kinds breaks down, or its item before ("Complaints: 5,158 ... Spam – 953")."""
    first = _first_line(spot)
    field = spot.scene.sentence.span.field
    near = [b for b in spot.past if b.claim is not None and b.kind is Kind.COUNT and b.scene >= first - LISTED]
    same = [b for b in near[-1:] if spot.scene.reading.sentences[b.scene].span.field == field]
    return same[0] if same else None


def of_appeals(spot: Spot) -> bool:
    """As in "received 45,120 appeals: - Account bans: 30,100": a list that breaks reports down by what they were about."""
    first = _first_line(spot)
    told = [b for b in spot.past if b.claim is not None and b.scene < first]
    if label_act(spot.scene, spot.start) is None or not told or told[-1].unit is not Unit.REPORT or first == 0:
        return False
    lines = spot.scene.reading.sentences
    return told[-1].scene == first - 1 and lines[first - 1].line is not spot.scene.sentence.line


def _first_line(spot: Spot) -> int:
    """Where the list of labels that holds the figure begins."""
    first = spot.scene.index
    while first > 0 and _labelled(spot.scenes[first - 1]):
        first -= 1
    return first


def _labelled(scene: Scene) -> bool:
    """Whether a line is a label with its figure."""
    return bool(scene.figures) and label_start(scene, scene.figures[0].start) is not None


def label_of_noise(scene: Scene, figure: int) -> bool:
    """As in "Hotline staff: 12", "Countries taking part: 22": a plural or a stuff whose counts are nobody's claim."""
    start = label_start(scene, figure)
    head = label_head(scene, start, figure - 1) if start is not None else None
    if start is None or head is None or head.unit is not None or head.piece or head.singular:
        return False
    return head.acted is None or not says_act(scene, start, figure)


def says_act(scene: Scene, start: int, figure: int) -> bool:
    """Whether the label says what was done ("Users banned: 300")."""
    told = (a for a in scene.acts if start <= a.start < figure and a.voice not in (Voice.NOUN, Voice.ATTRIBUTE))
    return any(act.action is not Action.OTHER for act in told)
