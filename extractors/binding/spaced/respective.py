"""Figures and services that stand in the same order: "Facebook, YouTube and TikTok removed 30, 12 and 6 items respectively"."""

from __future__ import annotations

from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.scene import Scene
from extractors.records import NameKind

# So many words of its own may follow each figure of such a list.
OWN = 3


def respective(scene: Scene, number: int) -> str | None:
    """The service that has the same place in its list as a figure has in its own; None without "respectively"."""
    if not scene.has("respective_words"):
        return None
    figures = listed(scene, number)
    lists = [names for names in _lists(scene) if len(names) == len(figures)]
    return lists[0][figures.index(number)] if len(lists) == 1 and len(figures) > 1 else None


def _joined(scene: Scene, start: int, end: int) -> bool:
    between = scene.lower[start:end]
    return bool(between) and all(word == "," or word in scene.role("list_words") for word in between)


def listed(scene: Scene, number: int) -> list[int]:
    """The figures of the list that holds one."""
    found = [number]
    while found[0] and _near(scene, found[0] - 1):
        found.insert(0, found[0] - 1)
    while found[-1] + 1 < len(scene.figures) and _near(scene, found[-1]):
        found.append(found[-1] + 1)
    return found


def _near(scene: Scene, number: int) -> bool:
    """Whether a figure and the next are items of one list."""
    end, following = scene.figures[number].end, scene.figures[number + 1].start
    bare = phrase(scene, number).end
    return _joined(scene, end, following) or (bare - end <= OWN and _joined(scene, bare, following))


def _lists(scene: Scene) -> list[list[str]]:
    """The lists of services in a sentence."""
    found: list[list[str]] = []
    last = -1
    for start, end, name in scene.names:
        if name.kind is not NameKind.PLATFORM:
            continue
        if found and _joined(scene, last, start):
            found[-1].append(name.canonical)
        else:
            found.append([name.canonical])
        last = end
    return [names for names in found if len(names) > 1]
