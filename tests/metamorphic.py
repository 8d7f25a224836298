"""Gold texts with one thing put in another's place, and what extraction may change then: that thing, nothing else.

The comparison is between two readings of extraction, so no annotation is needed and every document counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from extractors import extract, extraction_form
from tests.scoring import Form, source

# What a claim says. Quotes, spans and confidence move with the words and are not compared.
FIELDS = ("kind", "value", "value_max", "bound", "unit", "action", "actor", "platforms", "period", "part_of", "currency", "change")  # fmt: skip
Told = tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """One replacement in a document: the words before and after, and how it changes the fields of a claim."""

    name: str
    before: tuple[str, ...]
    after: str
    changes: Mapping[str, Callable[[object], object]]


def swapped(doc: Form, swap: Swap) -> Form:
    """The document with every whole-word occurrence replaced, in title and text."""
    words = "|".join(re.escape(word) for word in sorted(swap.before, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.,])(?:{words})(?![\w]|[.,]\d)")
    return {**doc, **{part: pattern.sub(lambda _: swap.after, doc[part]) for part in ("title", "text")}}


def told(doc: Form) -> Told:
    """What extraction says of a document, in order of appearance; parents are named by their place in that order."""
    given = source(doc)
    claims = extraction_form(given, extract(given))["claims"]
    assert isinstance(claims, list)
    ordered = sorted(claims, key=lambda c: (c["span"]["field"] != "title", c["span"]["start"]))
    place = {claim["id"]: i for i, claim in enumerate(ordered)}
    return tuple({f: place.get(c["part_of"]) if f == "part_of" else c.get(f) for f in FIELDS} for c in ordered)


def differences(before: Told, after: Told, swap: Swap) -> Iterator[str]:
    """Everything that changed and should not have, or should have changed and did not, in words."""
    if len(before) != len(after):
        yield f"{len(before)} claims became {len(after)}"
        return
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        for field in FIELDS:
            change = swap.changes.get(field)
            wanted = change(old[field]) if change else old[field]
            if unordered(new[field]) != unordered(wanted):
                yield f"claim {i}: {field} {old[field]!r} -> {new[field]!r}, expected {wanted!r}"


def unordered(value: object) -> object:
    """Names in a list have no order."""
    return sorted(value) if isinstance(value, list) else value


def tally(
    docs: Iterable[Form], swaps: Callable[[Form], Iterable[Swap]], *, put: Callable[[Form, Swap], Form] = swapped
) -> tuple[Counter[str], Counter[str]]:
    """How many replacements of all documents were tried, and how many changed just what they should, by kind."""
    tried: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for doc in docs:
        before = told(doc)
        for swap in swaps(doc):
            tried[swap.name] += 1
            good[swap.name] += not any(differences(before, told(put(doc, swap)), swap))
    return tried, good


def moved(value: object, *, old: int, new: int) -> object:
    """A period with one month's days moved into another month."""
    if not isinstance(value, dict):
        return value
    return {key: day[:5] + f"{new:02}" + day[7:] if isinstance(day, str) and day[5:7] == f"{old:02}" else day for key, day in value.items()}  # fmt: skip
