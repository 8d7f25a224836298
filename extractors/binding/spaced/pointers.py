"""Nouns that stand for a doer: "the Irish regulator", "the company", "police"."""

from __future__ import annotations

from extractors.binding.candidate import Doer
from extractors.binding.spaced.scene import Scene
from extractors.records import NameKind

# So many words may stand between a body's noun and its determiner.
MODIFIERS = 3


def doer_at(scene: Scene, place: int) -> Doer | None:
    """The doer whose name or noun begins within a few words."""
    for at in range(place, min(place + 5, len(scene.lower))):
        name = next((n for start, end, n in scene.names if start <= at < end), None)
        if name:
            return Doer(name=name.canonical)
        found = pointer(scene, at)
        if found:
            return found
        if scene.lower[at] in scene.role("prepositions"):
            return None
    return None


def pointer(scene: Scene, place: int) -> Doer | None:
    """The doer that a noun stands for ("the regulator", "the company", "police"), None where it stands for none."""
    word = scene.lower[place]
    if word in scene.role("other_doers") or word in scene.role("private_doers"):
        which = _modifiers(scene, place) if word in scene.role("government_words") else ()
        return Doer(other=True, word=word, modifiers=which)
    if word in scene.role("bodies"):
        if _titled(scene, place):
            return Doer(other=True, word=word)
        return Doer(kind=NameKind.REGULATOR, word=word, modifiers=_modifiers(scene, place))
    if word in scene.role("firms") and _definite(scene, place):
        return Doer(kind=NameKind.PLATFORM, word=word)
    return None


def _modifiers(scene: Scene, place: int) -> tuple[str, ...]:
    """The words before a body's noun that tell which ("the Irish regulator", "Kenya's data commissioner")."""
    if scene.heads_first:
        return ()
    start = place
    while start > 0 and place - start < MODIFIERS and _modifies(scene, start - 1):
        start -= 1
    owned = scene.word(start - 1) in scene.role("possessives") and start - 2 not in scene.taken
    place_of = (scene.tokens[start - 2].text,) if owned and start > 1 else ()
    return (*place_of, *(t.text for t in scene.tokens[start:place]))


def _modifies(scene: Scene, place: int) -> bool:
    """Whether a word may be an adjective or a noun before a noun."""
    word = scene.lower[place]
    shut = ("determiners", "prepositions", "conjunctions", "relatives", "possessives", "adverbs")
    if not word[:1].isalpha() or place in scene.taken or any(word in scene.role(name) for name in shut):
        return False
    return not any(a.start <= place < a.end for a in scene.acts)


def _titled(scene: Scene, place: int) -> bool:
    """As in "the Investment Alert Task Force": a name in capitals that the product does not know."""
    own = scene.lower[place] in scene.role("own_units")  # a body's own hotline or centre is the body
    if scene.heads_first or own or place < 2 or not scene.tokens[place].text[0].isupper():
        return False
    before = scene.tokens[place - 1]
    return before.text[0].isupper() and before.lower not in scene.role("determiners") and place - 1 not in scene.taken


def _definite(scene: Scene, place: int) -> bool:
    """Whether a determiner that points back stands before the noun ("the company", "its platform")."""
    return any(scene.word(at) in scene.role("definite_words") for at in range(max(0, place - 3), place))
