"""What a person means who types a name: any known spelling in any case and script, or the nearest names there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from extractors.lexicon.folding import fold
from extractors.lexicon.gazetteer import NO_NAMES, ExtraNames, Reading, local_offices, spelled_readings
from extractors.records import NameKind

# A part of a name is looked for from this length on: "vk" stands in too many names.
_SHORTEST_PART = 3
_LETTERS = re.compile(r"[^\W\d_]")


def meanings(text: str, *, kind: NameKind, extra: ExtraNames = NO_NAMES) -> tuple[str, ...]:
    """The canonical names that `text` is a spelling of, none where it is no known spelling.

    Several where bodies share their initials (NCC) and none of them is meant without evidence.
    """
    found = _spellings(kind, extra).get(_key(text), ())
    if found:
        return tuple(dict.fromkeys(reading.canonical for reading in _likeliest(found)))
    if kind is NameKind.REGULATOR:
        return tuple(local_offices().named(fold(text.strip())))
    return ()


def near_names(text: str, *, kind: NameKind, extra: ExtraNames = NO_NAMES, most: int = 3) -> tuple[str, ...]:
    """At most so many canonical names that have `text` as a part of a spelling, or are spelled much like it."""
    known, wanted = _spellings(kind, extra), _key(text)
    if not _LETTERS.search(wanted):
        return ()
    has_it = (spelling for spelling in known if len(wanted) >= _SHORTEST_PART and wanted in spelling)
    alike = sorted(get_close_matches(wanted, known, n=8 * most), key=lambda spelling: -_shared(wanted, spelling))
    names = (reading.canonical for spelling in (*sorted(has_it, key=len), *alike) for reading in known[spelling])
    return tuple(dict.fromkeys(names))[:most]


def _likeliest(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings that need no evidence, else all of them."""
    sure = tuple(reading for reading in readings if reading.sure)
    return sure or tuple(reading for reading in readings if reading.default) or readings


@cache
def _spellings(kind: NameKind, extra: ExtraNames) -> Mapping[str, tuple[Reading, ...]]:
    """The readings of one kind by spelling, as `_key` writes it."""
    found: dict[str, list[Reading]] = {}
    for spelling, reading in _of_kind(kind, extra):
        found.setdefault(_key(spelling), []).append(reading)
    return {spelling: tuple(readings) for spelling, readings in found.items()}


def _of_kind(kind: NameKind, extra: ExtraNames) -> Iterator[tuple[str, Reading]]:
    canonical: dict[str, None] = {}
    for spelling, readings in spelled_readings(extra).items():
        for reading in readings:
            if reading.kind is kind:
                canonical[reading.canonical] = None
                yield spelling, reading
    # A name that is typed in full is meant, whatever its doubts in a text.
    yield from ((name, Reading(name, kind)) for name in canonical)


def _shared(one: str, other: str) -> int:
    """With how many equal letters two spellings begin: CAX is sooner a slip for CAC than for FCA."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _key(text: str) -> str:
    return " ".join(fold(text).casefold().split())
