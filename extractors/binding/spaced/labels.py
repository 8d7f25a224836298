"""Labels: the words of a line before its figure ("Complaints received: 4,512", "Ban appeal – 7,396")."""

from __future__ import annotations

from extractors.acts import Act, Voice
from extractors.binding.spaced.scene import Scene
from extractors.objects import Noun
from extractors.records import Action

# Marks between a label and its figure.
SEPARATORS = frozenset({":", "|", "–", "—", "-", "("})
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
    """The act in the plural that ends a label ("Administrative fines: 31", "Arrests – 12"), None where there is none."""
    act = next((a for a in scene.acts if a.voice is Voice.NOUN and a.end == figure - 1), None)
    if act is None or label_start(scene, figure) is None or act.action is Action.OTHER:
        return None
    return act if scene.lower[act.end - 1].endswith(tuple(scene.role("plural_endings"))) else None


def is_category(scene: Scene, figure: int) -> bool:
    """As in "Ban appeal – 7,396", "Hateful conduct: 412": the label says what kind it was, not what is counted.

    It names no plural thing and no act done; what is counted stands in the line that opens the list.
    """
    start = label_start(scene, figure)
    if start is None or scene.index == 0 or says_act(scene, start, figure):
        return False
    act = label_act(scene, figure)
    if act is not None and act.action in (Action.FINE, Action.WARN, Action.ARREST):
        return False
    head = label_head(scene, start, figure - 1)
    if head is not None and (head.piece or head.text in scene.role("count_words")):
        return True
    return head is None or not head.plural


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
