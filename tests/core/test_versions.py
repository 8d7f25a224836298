"""Two versions of a document: which figures changed, appeared or vanished."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.core.records import ClaimRow, EventKind
from bot.core.versions import changes, edit_events, pair, removed_event
from tests.core.claim_rows import DOCUMENT, SEEN, row

CLOSED = "The regulator closed {} accounts in a campaign against spam."
REMOVED = "Platforms also took down {} posts that spread rumours."


def told(id: str, sentence: str, value: int, **fields: object) -> ClaimRow:  # noqa: A002  # the record's own word
    """A claim in a sentence of its own."""
    quote = f"{value:,}"
    return row(id, value=value, quote=quote, sentence_text=sentence.format(quote), **fields)


def kinds(before: list[ClaimRow], after: list[ClaimRow]) -> list[tuple[EventKind, str]]:
    """What became of the figures, with the notes."""
    return [(change.kind, change.note) for change in changes(before, after)]


def test_the_same_figures_in_other_places_changed_nothing() -> None:
    """Sentences may move and be reworded as long as the figures stay."""
    before = [told("a", CLOSED, 67000), told("b", REMOVED, 1400, unit="content", action="remove")]
    after = [told("c", "In all, {} posts went.", 1400, unit="content", action="remove"), told("d", CLOSED, 67000)]
    assert changes(before, after) == ()


def test_another_value_in_the_same_sentence_is_a_changed_figure() -> None:
    """With both values in the note."""
    before, after = [told("a", CLOSED, 67000)], [told("b", CLOSED, 76000)]
    (change,) = changes(before, after)
    assert (change.before, change.after) == (before[0], after[0])
    assert change.note == "67,000 -> 76,000 accounts closed"


def test_another_hedge_is_a_changed_figure_too() -> None:
    """A figure and "over" that figure say different things."""
    before, after = [told("a", CLOSED, 67000)], [told("b", CLOSED, 67000, bound="at_least")]
    assert kinds(before, after) == [(EventKind.FIGURE_CHANGED, "67,000 -> 67,000+ accounts closed")]


def test_another_act_in_the_same_sentence_is_told_in_full() -> None:
    """Closed for good became suspended."""
    before = [told("a", CLOSED, 67000)]
    after = [told("b", CLOSED.replace("closed", "suspended"), 67000, action="suspend")]
    assert kinds(before, after) == [
        (EventKind.FIGURE_ADDED, "67,000 accounts suspended (added)"),
        (EventKind.FIGURE_VANISHED, "67,000 accounts closed (vanished)"),
    ]
    same_words = [told("b", CLOSED, 67000, action="suspend")]
    assert kinds(before, same_words) == [
        (EventKind.FIGURE_CHANGED, "67,000 accounts closed -> 67,000 accounts suspended")
    ]


def test_a_reworded_sentence_keeps_its_figure_together() -> None:
    """The most alike sentences of the same unit and act belong together."""
    before = [told("a", CLOSED, 67000), told("b", "Police said {} accounts were closed last year.", 200)]
    after = [
        told("c", "Police said that {} accounts had been closed last year.", 210),
        told("d", "The regulator has closed {} accounts in its campaign against spam.", 76000),
    ]
    assert set(pair(before, after)) == {("d", "a"), ("c", "b")}


def test_a_new_sentence_adds_a_figure_and_a_cut_one_takes_it_away() -> None:
    """They are not paired only because they are left over."""
    before = [told("a", CLOSED, 67000)]
    after = [told("b", "Zhejiang: {} apps.", 30, unit="app", action="warn")]
    assert kinds(before, after) == [
        (EventKind.FIGURE_ADDED, "30 apps warned or summoned (added)"),
        (EventKind.FIGURE_VANISHED, "67,000 accounts closed (vanished)"),
    ]


def test_very_many_figures_are_compared_without_going_through_all_pairs() -> None:
    """Beyond the limit what does not match exactly counts as added and vanished."""
    before = [told(f"a{n}", f"Province {n}x closed {{}} accounts there.", 1000 + n) for n in range(80)]
    after = [told(f"b{n}", f"In county y{n}, {{}} accounts.", 5000 + n) for n in range(80)]
    assert len(changes(before, after)) == 160


def test_an_edit_is_one_event_and_each_figure_another() -> None:
    """Their ids depend on what happened only, so recording them again changes nothing."""
    old = replace(DOCUMENT, text="old")
    new = replace(DOCUMENT, version=2, text="new", title="Other title")
    moved = changes([told("a", CLOSED, 67000)], [told("b", CLOSED, 76000)])
    edited, figure = edit_events(old, new, figures=moved, at=SEEN)
    assert (edited.kind, edited.note) == (EventKind.EDITED, "title and text edited; figures: 1 changed")
    assert (figure.kind, figure.before, figure.after) == (EventKind.FIGURE_CHANGED, "a", "b")
    assert edit_events(old, new, figures=moved, at=SEEN) == (edited, figure)
    (alone,) = edit_events(old, replace(old, text="newer"), figures=(), at=SEEN)
    assert alone.note == "text edited; no figure changed"


def test_a_document_that_is_gone_is_an_event_with_its_title() -> None:
    """Or its address where it has none."""
    assert removed_event(DOCUMENT, at=SEEN).note == "Accounts closed: gone from its source"
    assert removed_event(replace(DOCUMENT, title=""), at=SEEN).note.startswith("https://cac.example/1")


@given(st.lists(st.tuples(st.sampled_from([CLOSED, REMOVED, "{} apps."]), st.integers(1, 5)), max_size=6), st.data())
def test_comparing_is_complete(figures: list[tuple[str, int]], data: st.DataObject) -> None:
    """Whatever the edit: each old figure stays, changes or vanishes, each new one stays, changes or is added."""
    before = [told(f"a{n}", sentence, value) for n, (sentence, value) in enumerate(figures)]
    others = data.draw(st.permutations(figures)) if figures else []
    cut = data.draw(st.integers(0, len(others)))
    after = [told(f"b{n}", sentence, value) for n, (sentence, value) in enumerate(others[cut:])]
    assert not {new for new, _ in pair(before, after)} - {claim.id for claim in after}
    pairs = pair(before, after)
    assert len({new for new, _ in pairs}) == len({old for _, old in pairs}) == len(pairs)
    found = changes(before, after)
    assert all(change.kind == EventKind.FIGURE_VANISHED for change in found)
    assert len(found) == cut
