"""Sums of money: penalties, losses, proceeds; anything else is nobody's claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.binding.candidate import Candidate, Polarity, Reading
from extractors.binding.unspaced.deeds import deed, scene
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.ledger import Entry, Ledger
from extractors.binding.unspaced.words import Page, Word
from extractors.records import Action, Bound, Kind, Span, Unit

_FINED = (Action.FINE, Action.PENALISE)
# How many sentences back the total of a part may stand.
_REACH = 2


def unmarked(page: Page, figure: Figure) -> bool:
    """Whether a number without currency is a sum: 被罚900万."""
    if figure.quantity.kind != "number" or figure.measure or figure.after is not None:
        return False
    before = tuple(page.backwards(figure.quantity.span.start, figure.clause))
    return bool(before) and before[0].plays("penalty_money") and before[0].end == figure.quantity.span.start


def bind(reading: Reading, page: Page, figure: Figure, ledger: Ledger) -> Entry | None:
    """The sum as a candidate, None where no penalty, loss or offence is near."""
    field = figure.quantity.span.field
    words = page.between(figure.left, figure.stop)
    action = _action(page, figure, words, ledger)
    if action is None:
        return None
    planned = any(word.plays("plan") and not word.plays("disposal") for word in words)
    quantity = figure.quantity
    if quantity.kind != "money":
        currency = "TWD" if reading.source.region == "TW" else "CNY"
        quantity = replace(quantity, kind="money", currency=currency, currency_inferred=True)
    candidate = Candidate(
        quantity=quantity,
        sentence=figure.sentence,
        clause=Span(field, figure.clause, figure.stop),
        quote=Span(field, figure.quantity.span.start, _end(page, figure)),
        kind=Kind.MONEY,
        unit=Unit.MONEY,
        action=Action.OTHER if planned else action,
        rule="sum",
        bound=Bound.AT_MOST
        if planned and quantity.bound is Bound.EXACT and quantity.value_max is None
        else quantity.bound,
        polarity=Polarity.NOT_DONE if planned else Polarity.DONE,
        whole=None if planned else _whole(page, figure, ledger),
    )
    return Entry(candidate, figure)


def _action(page: Page, figure: Figure, words: Sequence[Word], ledger: Ledger) -> Action | None:
    """A penalty's sum is `fine`; of another sum that the text ties to an offence the act, else `identify`."""
    if figure.noun is not None and figure.noun.meaning.noise:
        return None
    near = [word for word in words if word.plays("penalty_money", "offence_money")]
    if not near:
        back = next(ledger.back(field=figure.quantity.span.field, sentence=figure.sentence), None)
        if back is None:
            return None
        listed = page.text[back[1].figure.end : figure.quantity.span.start].startswith(("、", "和", "及"))
        return back[1].candidate.action if listed or back[1].candidate.action is Action.FINE else None
    here = figure.quantity.span.start
    nearest = min(near, key=lambda word: abs(word.start - here) + (word.start > here) * 2)
    if nearest.plays("penalty_money"):
        return Action.FINE
    found = deed(scene(page, figure))
    if nearest.plays("loss_money") and (found is None or found.action is not Action.BLOCK):
        return Action.OTHER  # what crime cost its victims
    if found is None or found.action is Action.OTHER or found.rule == "followed":
        return Action.IDENTIFY
    return Action.FINE if found.action in _FINED else found.action


def _whole(page: Page, figure: Figure, ledger: Ledger) -> int | None:
    """The sum that this one is told to be a part of: 财损101亿元，其中投资诈骗53亿元."""
    field = figure.quantity.span.field
    limits = page.between(figure.left, figure.quantity.span.start)
    if not any(word.plays("subset", "breakdown") for word in limits):
        return None
    for index, entry in ledger.back(field=field, sentence=figure.sentence, reach=_REACH):
        same = entry.candidate.kind is Kind.MONEY and entry.candidate.quantity.currency == figure.quantity.currency
        if same and entry.candidate.quantity.value >= figure.quantity.value:
            return index
    return None


def _end(page: Page, figure: Figure) -> int:
    """A word of penalty behind the sum belongs to the quote (处150万元罚款)."""
    end = figure.quantity.span.end
    behind = page.between(end, end + 4)
    return behind[0].end if behind and behind[0].start == end and behind[0].plays("penalty_money") else end
