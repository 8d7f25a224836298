"""Firms that act for a body: in its campaign, or because it told them to."""

from __future__ import annotations

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.protagonists import Cast
from extractors.records import NameKind


def acts_for(reading: Reading, candidate: Candidate, cast: Cast) -> bool:
    """Whether what unnamed firms did counts as an act of the main body.

    So it does within a body's campaign, and where the sentence says that they were told to. A platform's own document
    names no firm but to tell it from the platform.
    """
    if cast.main is None or cast.kinds.get(cast.main) is not NameKind.REGULATOR:
        return False
    role = reading.language.grammar.role
    sentence = reading.text(reading.sentences[candidate.sentence].span).lower()
    if any(word in sentence for word in role("bidding_words")):
        return True
    text = f"{reading.source.title}\n{reading.source.text}".lower()
    return any(word in text for word in role("effort_words"))


def unheard(reading: Reading, candidate: Candidate, body: str) -> bool:
    """Whether a figure stands before its text has spoken of a body at all, and is therefore none of its acts.

    A lead may keep back who acted until the second paragraph; the report of a campaign may name its body last.
    """
    named = candidate.doer is not None and candidate.doer.name == body
    mentions = [n.span for n in reading.names if n.canonical == body]
    if named or candidate.quote.field == "title":
        return False
    if not mentions or any(m.field == "title" for m in mentions):
        return False
    sentences = [s for s in reading.sentences if s.span.field == "text"]
    first = next((s for s in sentences if s.span.start <= mentions[0].start < s.span.end), None)
    here = reading.sentences[candidate.sentence]
    if first is None or here.span.start >= first.span.start:
        return False
    lead = sentences[0].paragraph
    kept_back = here.paragraph == lead and first.paragraph <= lead + 1
    return not (kept_back or _hinted(reading, candidate, body) or _campaigns(reading))


def _hinted(reading: Reading, candidate: Candidate, body: str) -> bool:
    """Whether the figure's own clause or an earlier one speaks of police, and police the body is."""
    role = reading.language.grammar.role
    if not any(word in body.lower() for word in role("police_bodies")):
        return False
    end = reading.sentences[candidate.sentence].span.end
    return not role("police_words").isdisjoint(reading.source.text[:end].lower().split())


def _campaigns(reading: Reading) -> bool:
    """Whether a text tells of a campaign."""
    text = f"{reading.source.title}\n{reading.source.text}".lower()
    return any(word in text for word in reading.language.grammar.role("effort_words"))
