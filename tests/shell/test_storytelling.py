"""Stories as a terminal shows them: what departs first, with both sentences and the figure marked, within the width."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.cli.storytelling import claims_of, marked, note_lines, story_lines
from bot.cli.tables import width
from bot.core.records import ClaimRow, StoryNote
from tests.core.campaigns import gold_documents, material, rows

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def unstyled(line: str) -> str:
    """A line without its colours."""
    return ESCAPES.sub("", line)


def lines(prefix: str, *, room: int) -> list[str]:
    """The first story of a gold campaign without its colours."""
    story = material(prefix).stories[0]
    forms = {form["id"]: form for form in gold_documents()}
    claims = claims_of(story.documents, lambda document: rows(forms[document]))
    return [unstyled(line) for line in story_lines(story, claims=claims, room=room)]


@pytest.mark.parametrize("room", [60, 80, 120])
def test_a_story_fits_its_terminal(room: int) -> None:
    """Chinese characters are counted twice, as they are shown."""
    assert max(width(line) for line in lines("pd1", room=room)) <= room


def test_what_departs_comes_first_with_both_sentences() -> None:
    """The fact, the regulator's sentence, the report's with its figure marked, and what differs."""
    told = lines("pd1", room=100)
    at = next(n for n, line in enumerate(told) if "differs in magnitude" in line)
    assert "66,600+ accounts closed" in told[at]
    assert any("»6.66万余个«" in line for line in told[at:])
    assert any("»666,000 accounts«" in line for line in told[at:])
    assert any("off by a power of ten" in line for line in told[at:])
    first_agreeing = next(n for n, line in enumerate(told) if line.strip().startswith("agrees"))
    assert first_agreeing > max(n for n, line in enumerate(told) if "differs in" in line)


def test_rounding_says_what_was_told_for_what() -> None:
    """An editor sees the rule at work: 1,410,900 told as 1.4 million."""
    assert any("rounded: 1,410,900+" in line and "told as" in line for line in lines("pd1", room=160))


def test_a_long_sentence_is_cut_around_its_figure() -> None:
    """Its figure always stays; a figure outside its sentence stands alone."""
    row: ClaimRow = next(row for form in gold_documents() for row in rows(form) if len(row.sentence_text) > 120)
    shown = unstyled(marked(row, room=50))
    assert f"»{row.quote}«" in shown
    assert width(shown) <= 50
    assert unstyled(marked(replace(row, field="title", sentence_field="text"), room=50)) == f"»{row.quote}«"


def test_a_story_is_dated_by_its_publication() -> None:
    """Only where nobody says when it was published does the day stand on which it was first seen, and says so."""
    story = material("pd1").stories[0]
    forms = {form["id"]: form for form in gold_documents()}
    claims = claims_of(story.documents, lambda document: rows(forms[document]))
    published = str(forms[story.documents[0]]["published"])
    assert f" · {published} · " in unstyled(list(story_lines(story, claims=claims, room=100))[1])
    undated = {
        claim: replace(row, document=replace(row.document, published=None), story=None) for claim, row in claims.items()
    }
    assert " · first seen 20" in unstyled(list(story_lines(story, claims=undated, room=100))[1])
    nowhere = replace(story, first_seen=None)
    assert " · undated · " in unstyled(list(story_lines(nowhere, claims=undated, room=100))[1])


def test_how_texts_were_counted_is_told_with_their_sources() -> None:
    """Both where they count once and where nobody can tell."""
    story = material("pd1").stories[0]
    forms = {form["id"]: form for form in gold_documents()}
    claims = claims_of(story.documents, lambda document: rows(forms[document]))
    tellers = tuple(dict.fromkeys(row.document.id for row in claims.values()))[:2]
    for kind, words in (("copy", "counted once: So."), ("doubt", "perhaps a translation: So.")):
        note = StoryNote(kind, tellers, "So.")  # type: ignore[arg-type]  # a kind by its name
        (line,) = note_lines(note, claims=claims, room=100)
        sources = ", ".join(next(r.document.source for r in claims.values() if r.document.id == one) for one in tellers)
        assert unstyled(line) == f"  {words} ({sources})"
