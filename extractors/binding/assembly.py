"""Candidates to claims: every shared room asked once, repeats folded into what they repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.binding.actors import assign_actors
from extractors.binding.candidate import Candidate, Reading
from extractors.binding.confidence import assign_confidences
from extractors.binding.parts import assign_parts
from extractors.binding.periods import assign_periods
from extractors.binding.platforms import assign_platforms
from extractors.binding.reasons import assign_reasons
from extractors.binding.repeats import assign_repeats
from extractors.binding.unspaced import actors as unspaced_actors
from extractors.binding.unspaced import periods as unspaced_periods
from extractors.binding.unspaced import platforms as unspaced_platforms
from extractors.records import Claim, Period, Span


@dataclass(frozen=True, slots=True)
class Bound:
    """What the shared rooms found, one value a candidate in each."""

    repeats: Sequence[int | None]
    periods: Sequence[Period | None]
    actors: Sequence[str | None]
    platforms: Sequence[tuple[str, ...]]
    parts: Sequence[int | None]
    reasons: Sequence[Span | None]
    confidences: Sequence[float]


@dataclass(frozen=True, slots=True)
class Frames:
    """When, who and where, one value a candidate in each."""

    periods: Sequence[Period | None]
    actors: Sequence[str | None]
    platforms: Sequence[tuple[str, ...]]


def _frames(reading: Reading, candidates: Sequence[Candidate], parts: Sequence[int | None]) -> Frames:
    """The frames by the rooms for the language's way of writing."""
    if reading.language.spaced:
        doers = assign_actors(reading, candidates)
        return Frames(
            assign_periods(reading, candidates, parts),
            doers,
            assign_platforms(reading, candidates, doers, parts),
        )
    actors = unspaced_actors.assign_actors(reading, candidates)
    return Frames(
        unspaced_periods.assign_periods(reading, candidates, actors),
        actors,
        unspaced_platforms.assign_platforms(reading, candidates, actors),
    )


def claims(reading: Reading, candidates: Sequence[Candidate]) -> tuple[Claim, ...]:
    """The claims of one document, numbered c1, c2 ... in order of appearance."""
    parts = assign_parts(reading, candidates)
    frames = _frames(reading, candidates, parts)
    bound = Bound(
        repeats=assign_repeats(reading, candidates),
        periods=frames.periods,
        actors=frames.actors,
        platforms=frames.platforms,
        parts=parts,
        reasons=assign_reasons(reading, candidates),
        confidences=assign_confidences(reading, candidates),
    )
    kept = [i for i, of in enumerate(bound.repeats) if of is None]
    ids = {index: f"c{number}" for number, index in enumerate(kept, 1)}
    return tuple(_claim(reading, candidates, bound, index=index, ids=ids) for index in kept)


def _claim(
    reading: Reading, candidates: Sequence[Candidate], bound: Bound, *, index: int, ids: dict[int, str]
) -> Claim:
    candidate = candidates[index]
    quantity = candidate.quantity
    return Claim(
        id=ids[index],
        span=candidate.quote,
        kind=candidate.kind,
        value=quantity.value,
        unit=candidate.unit,
        action=candidate.action,
        sentence=reading.sentences[candidate.sentence].span,
        rule=candidate.rule,
        confidence=bound.confidences[index],
        value_max=quantity.value_max,
        bound=candidate.bound,
        currency=quantity.currency,
        currency_inferred=quantity.currency_inferred,
        actor=bound.actors[index],
        platforms=bound.platforms[index],
        period=bound.periods[index],
        reason=bound.reasons[index],
        part_of=_whole(bound, index, ids),
        change=candidate.change,
        also=tuple(c.quote for c, of in zip(candidates, bound.repeats, strict=True) if of == index),
    )


def _whole(bound: Bound, index: int, ids: dict[int, str]) -> str | None:
    """The id of the whole, if only another mention of the same fact says it; a whole that is a repeat stands for the fact."""
    said = [bound.parts[index], *(bound.parts[i] for i, of in enumerate(bound.repeats) if of == index)]
    whole = next((part for part in said if part is not None), None)
    while whole is not None and whole not in ids:
        whole = bound.repeats[whole]
    return None if whole is None or whole == index else ids[whole]
