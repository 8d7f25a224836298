"""Texts to reconcile, made of figures in a few words each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.stories import Figure, Told

FIGURE = Figure(
    id="",
    document="",
    value=0,
    value_max=None,
    bound="exact",
    kind="count",
    currency=None,
    unit="account",
    action="close",
    change=None,
    actor="Ofcom",
    platforms=(),
    has_period=False,
    start=None,
    end=None,
    part_of=None,
    reason=None,
    quote="",
    sentence="",
    at=0,
    field="text",
    place=0,
)
Fields = dict[str, Any]  # Any: the fields of a figure by name
PERIOD_FIELDS: Fields = {"has_period": True, "start": date(2024, 3, 1), "end": date(2024, 4, 30)}


def figure(sentence: str, **fields: Any) -> Fields:  # Any: as above
    """A figure whose words stand between brackets in its sentence: "It closed [67,000] accounts."."""
    before, _, rest = sentence.partition("[")
    quote, _, after = rest.partition("]")
    value = fields.pop("value", None)
    own = {"quote": quote, "sentence": before + quote + after, "at": len(before)}
    return own | {"value": int(quote.replace(",", "")) if value is None else value} | fields


def text(name: str, *figures: Fields, primary: bool = False, day: int = 2, **fields: Any) -> Told:  # Any: as above
    """A text with figures; `part_of` and `id` are given without the document's name."""
    made = []
    for n, own in enumerate(figures):
        number = own.get("id", f"c{n + 1}")
        part_of = f"{name}#{own['part_of']}" if own.get("part_of") else None
        made.append(
            replace(FIGURE, **(own | {"id": f"{name}#{number}", "document": name, "place": n, "part_of": part_of}))
        )
    plain = Told(
        id=name,
        primary=primary,
        lang="en",
        published=date(2024, 5, day),
        title="Ofcom closes accounts",
        text="",
        regulators=("Ofcom",),
        platforms=(),
        figures=tuple(made),
    )
    return replace(plain, **fields)
