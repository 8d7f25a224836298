"""What an edition says: its window, its figures, its items, its silent sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.core.config import Filters
from bot.core.digest import Material, Window, compose, is_empty, window_since
from bot.core.digest.windows import is_new
from bot.core.memory import StoredEdition
from bot.core.records import Document, DocumentState, Event, EventKind, Published, SourceHealth, SourceState
from tests.core.campaigns import DIGEST, NOW, edition, material
from tests.core.claim_rows import DOCUMENT, row

WEEK = timedelta(days=7)
WINDOW = Window(start=NOW - WEEK, end=NOW, backlog=WEEK)


def page(n: int, **fields: Any) -> Document:  # Any: the fields of a document by name
    """A document seen in the window."""
    seen = NOW - timedelta(hours=n)
    own: dict[str, Any] = {"id": f"d{n}", "title": f"Title {n}", "published": None}  # Any: as above
    return replace(DOCUMENT, first_seen=seen, seen=seen, **(own | fields))


def test_the_first_edition_looks_back_on_the_first_window() -> None:
    """Before it there is nothing to begin from."""
    window = window_since(None, digest=replace(DIGEST, first_window=WEEK), now=NOW)
    assert (window.start, window.end) == (NOW - WEEK, NOW)


def test_a_later_edition_begins_where_the_last_one_ended() -> None:
    """Nothing is told twice, nothing falls between."""
    last = StoredEdition("weekly", date(2023, 5, 30), 1, NOW - WEEK, NOW - timedelta(days=2), NOW, items=1)
    assert window_since(last, digest=DIGEST, now=NOW).start == NOW - timedelta(days=2)


def test_the_backlog_of_a_new_source_makes_no_flood() -> None:
    """Fifty items that are years old came today; none of them is news."""
    old = [page(1, regulators=()) for _ in range(50)]
    backlog = [replace(d, id=f"old{n}", published=Published(date(2021, 1, 1))) for n, d in enumerate(old)]
    fresh = replace(page(2), published=Published(NOW.date()))
    made = compose(DIGEST, window=WINDOW, material=Material(documents=(*backlog, fresh)), now=NOW)
    assert [item.documents[0].id for item in made.items] == ["d2"]


def test_an_undated_document_counts_from_when_it_was_first_seen() -> None:
    """There is nothing else to go by."""
    assert is_new(page(1), window=WINDOW, timezone="UTC")
    assert not is_new(replace(page(1), first_seen=NOW - 2 * WEEK), window=WINDOW, timezone="UTC")


def test_a_day_without_an_hour_counts_in_full() -> None:
    """The window begins at five in the morning; what was published on that day is not lost."""
    that_day = replace(page(1), published=Published(WINDOW.start.date()))
    assert is_new(that_day, window=WINDOW, timezone="Europe/Berlin")


def test_late_news_is_still_told_after_a_source_was_broken_for_days() -> None:
    """Published before the last edition, first seen after it: within the first window's reach it is told."""
    short = Window(start=NOW - timedelta(days=1), end=NOW, backlog=WEEK)
    late = replace(page(1), published=Published(NOW.date() - timedelta(days=4)))
    assert is_new(late, window=short, timezone="UTC")


def test_figures_come_first_from_regulators_then_by_weight_one_fact_once() -> None:
    """The head of the page: the primary text's claims, the largest acts, each fact in one place."""
    figures = edition().figures
    assert {figure.document.role for figure in figures} == {"regulator"}
    assert figures[0].value == 8_026_000_000
    assert [figure.value for figure in figures[1:3]] == [1_410_900, 927_600]
    assert len({(figure.story, figure.value) for figure in figures}) == len(figures)


def test_a_fact_that_an_earlier_edition_told_is_no_figure_of_this_one() -> None:
    """A report that comes a week later brings no new figure, yet its item is told."""
    made_of = material("pd2")
    late = [replace(d, first_seen=NOW) if d.id == "pd2-en-a" else d for d in made_of.documents]
    seen = {d.id: d for d in late}
    claims = tuple(replace(c, document=seen[c.document.id]) for c in made_of.claims)
    window = Window(start=NOW - timedelta(days=1), end=NOW, backlog=timedelta(days=90))
    made = edition(replace(made_of, documents=tuple(late), claims=claims), window=window)
    assert made.figures == ()
    assert [item.documents[0].id for item in made.items] == ["pd2-zh-cac"]


def test_an_item_begins_with_the_primary_text_and_holds_its_coverage() -> None:
    """One announcement with its reports, in the order they came."""
    item = next(item for item in edition().items if item.documents[0].id == "pd1-zh-cac")
    assert [d.id for d in item.documents] == ["pd1-zh-cac", "pd1-zh-media", "pd1-en-a", "pd1-en-b"]
    assert {fact.agreement.kind for fact in item.facts if fact.agreement.kind} == {
        "scope",
        "magnitude",
        "object",
        "unit",
    }


def test_claims_below_the_digests_confidence_are_left_out() -> None:
    """An unsure figure does not stand beside sure ones."""
    unsure = row(document=page(1), confidence=0.3)
    made = compose(DIGEST, window=WINDOW, material=Material(documents=(page(1),), claims=(unsure,)), now=NOW)
    assert made.figures == ()
    assert made.items[0].claims == ()


def test_a_figure_that_is_not_sure_enough_for_the_head_stands_in_its_item() -> None:
    """What stands at the head is quoted first and checked last."""
    middling = row(document=page(1), confidence=0.5)
    made = compose(DIGEST, window=WINDOW, material=Material(documents=(page(1),), claims=(middling,)), now=NOW)
    assert made.figures == ()
    assert made.items[0].claims == (middling,)


FILTERS = [
    (Filters(regulators=("cyberspace administration of china",)), True),
    (Filters(regulators=("Ofcom",)), False),
    (Filters(platforms=("Weibo",)), True),
    (Filters(platforms=("X",)), False),
    (Filters(actions=("close", "remove")), True),
    (Filters(units=("content",)), False),
    (Filters(langs=("en",), sources=("cac",)), True),
    (Filters(langs=("zh",)), False),
    (Filters(min=67_000), True),
    (Filters(min=67_001), False),
    (Filters(q="closed regulator"), True),
    (Filters(q="elephants"), False),
]


@pytest.mark.parametrize(("filters", "meant"), FILTERS)
def test_a_digest_tells_what_its_filters_mean(filters: Filters, meant: bool) -> None:  # noqa: FBT001  # a case's outcome
    """Values of one filter: or; different filters: and."""
    claim = row(document=page(1))
    made = compose(
        replace(DIGEST, filters=filters),
        window=WINDOW,
        material=Material(documents=(page(1),), claims=(claim,)),
        now=NOW,
    )
    assert (len(made.figures), len(made.items)) == ((1, 1) if meant else (0, 0))


def test_a_document_without_figures_is_told_unless_the_filters_ask_for_claims() -> None:
    """News without a number is news; for a filter that only a claim can meet it is not meant."""
    made_of = Material(documents=(page(1, text="An inquiry opens."),))
    assert len(compose(DIGEST, window=WINDOW, material=made_of, now=NOW).items) == 1
    asks = replace(DIGEST, filters=Filters(actions=("fine",)))
    assert is_empty(compose(asks, window=WINDOW, material=made_of, now=NOW))
    words = replace(DIGEST, filters=Filters(q="inquiry"))
    assert len(compose(words, window=WINDOW, material=made_of, now=NOW).items) == 1


def test_silent_sources_are_counted_and_unreadable_ones_named() -> None:
    """Checked, nothing new is one thing; could not be read is another, with its cause and since when."""
    since = datetime(2023, 5, 23, 8, 10, tzinfo=UTC)
    health = {
        "cac": SourceHealth("cac", SourceState.OK),
        "quiet": SourceHealth("quiet", SourceState.QUIET),
        "down": SourceHealth("down", SourceState.BROKEN, since, "No answer."),
        "shut": SourceHealth("shut", SourceState.BLOCKED, since, "Refused."),
        "never": SourceHealth("never", SourceState.NEW),
        "gone": SourceHealth("gone", SourceState.RETIRED),
        "unlisted": SourceHealth("unlisted", SourceState.BROKEN),
    }
    names = tuple((source, source.title()) for source in ("cac", "quiet", "down", "shut", "never", "gone"))
    made = compose(DIGEST, window=WINDOW, material=Material(documents=(page(1),), names=names, health=health), now=NOW)
    assert [(notice.name, notice.cause) for notice in made.broken] == [("Down", "No answer."), ("Shut", "Refused.")]
    assert (made.quiet_sources, made.checked_sources) == (1, 4)


def test_edits_are_told_by_the_figures_they_moved() -> None:
    """An edit that moved a figure is one line, not two; news of this edition has no edits."""
    old = replace(page(1), id="old", first_seen=NOW - 3 * WEEK)
    before, after = row("before", document=old), row("after", value=68_000, document=old)
    events = (
        Event("e1", EventKind.EDITED, NOW - timedelta(hours=2), "Text edited.", document="old"),
        Event(
            "e2", EventKind.FIGURE_CHANGED, NOW - timedelta(hours=2), "", document="old", before="before", after="after"
        ),
        Event("e3", EventKind.EDITED, NOW - timedelta(hours=1), "Text edited.", document="d1"),
        Event("e4", EventKind.SOURCE_BROKEN, NOW - timedelta(hours=1), "Down.", source="cac"),
    )
    made_of = Material(documents=(old, page(1)), events=events, moved=(before, after, row("other")))
    made = compose(DIGEST, window=WINDOW, material=made_of, now=NOW)
    assert [event.id for event in made.events] == ["e2"]
    assert [claim.id for claim in made.moved] == ["after", "before"]
    assert [document.id for document in made.altered] == ["old"]


def test_documents_in_a_language_without_a_room_are_counted() -> None:
    """They are named, never silently missing."""
    documents = tuple(
        page(n, lang=lang, state=DocumentState.UNSUPPORTED) for n, lang in ((1, "ko"), (2, "ko"), (3, None))
    )
    made = compose(DIGEST, window=WINDOW, material=Material(documents=documents), now=NOW)
    assert made.unsupported == (("ko", 2), ("unknown", 1))
    assert made.items == ()
    assert not is_empty(made)


def test_removed_and_unreadable_documents_are_no_items() -> None:
    """There is nothing of theirs to show."""
    documents = (page(1, state=DocumentState.REMOVED), page(2, state=DocumentState.UNREADABLE))
    assert is_empty(compose(DIGEST, window=WINDOW, material=Material(documents=documents), now=NOW))


def test_the_order_of_the_material_does_not_matter() -> None:
    """The store may answer in any order; the edition is the same."""
    made_of = material()
    turned = replace(
        made_of,
        documents=made_of.documents[::-1],
        claims=made_of.claims[::-1],
        stories=made_of.stories[::-1],
        names=made_of.names[::-1],
    )
    assert edition(turned) == edition(made_of)


def test_the_date_of_an_edition_is_the_local_one_of_its_zone() -> None:
    """At five in the morning in UTC it is still yesterday in New York."""
    late = replace(DIGEST, at=replace(DIGEST.at, timezone="America/New_York"))
    made = compose(late, window=WINDOW, material=Material(), now=NOW.replace(hour=3))
    assert made.date == date(2023, 5, 31)


def test_derived_numbers_name_what_they_follow_from() -> None:
    """A count is as large as the list of what was counted; a sum follows from its parts."""
    made = edition()
    counts = [d for d in made.derived if d.rule == "count"]
    assert counts
    assert all(d.value == len(d.claims) and d.text.startswith(str(len(d.claims))) for d in counts)
