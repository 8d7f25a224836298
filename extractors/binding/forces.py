"""Police, courts and prosecutors: when they are the body of the document, and when they are nobody it knows."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.binding.bidding import acts_for
from extractors.binding.candidate import Candidate, Doer, Reading
from extractors.binding.protagonists import Cast
from extractors.lexicon.gazetteer import governments
from extractors.records import NameKind


def is_main(reading: Reading, candidate: Candidate, doer: Doer, cast: Cast) -> bool:
    """Whether "police" are the body itself that the document is about, or firms act for it."""
    role = reading.language.grammar.role
    if doer.word in role("plural_firms"):
        return cast.main is not None and acts_for(reading, candidate, cast)
    name = (cast.main or "").lower()
    court = doer.word in role("court_words") and any(word in role("court_words") for word in name.split())
    if court or (doer.word in role("other_doers") and doer.word in name.split()):
        return True
    return doer.word in role("police_words") and any(word in name for word in role("police_bodies"))


def government(reading: Reading, doer: Doer) -> str | None:
    """The government that "the government" is, where the text is of a country whose government goes by name."""
    role = reading.language.grammar.role
    text = f"{reading.source.title}\n{reading.source.text}"
    capital = doer.word in role("capital_words") and not doer.modifiers and f"he {doer.word.title()} " in text
    if not capital and doer.word not in role("government_words"):
        return None
    for name, evidence in governments().items():
        own = all(m in evidence or m.lower() in role("national_words") for m in doer.modifiers)
        if own and any(word in text for word in evidence):
            return name
    return None


def strange_police(reading: Reading, candidates: Sequence[Candidate], cast: Cast) -> bool:
    """Whether police act in the text that are not the body itself which the document is about."""
    police = [
        c for c in candidates if c.doer is not None and c.doer.word in reading.language.grammar.role("police_words")
    ]
    return any(not is_main(reading, c, c.doer, cast) for c in police if c.doer is not None)


def prosecutor(reading: Reading, candidates: Sequence[Candidate], candidate: Candidate, cast: Cast) -> str | None:
    """As in "the FCA charged nine influencers ... two pleaded guilty": a regulator that prosecutes itself."""
    role = reading.language.grammar.role
    if cast.main is None or cast.kinds.get(cast.main) is not NameKind.REGULATOR:
        return None
    charged = candidate.act is not None and reading.text(candidate.act).lower() in role("charging_words")
    police = any(c.doer is not None and c.doer.word in role("police_words") for c in candidates)
    return cast.main if charged and not police else None


def arrests(reading: Reading, body: str | None) -> bool:
    """Whether a body's name says that it arrests people."""
    return body is not None and any(word in body.lower() for word in reading.language.grammar.role("police_names"))
