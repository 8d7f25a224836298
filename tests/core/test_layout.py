"""What stands where on the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.digest import Material, check, compose, lay_out
from bot.core.digest.said import ItemView
from bot.core.digest.wording import label, quotation, web_address
from bot.core.records import DocumentState, Edition, Event, EventKind, SourceHealth, SourceState
from bot.core.render import render
from tests.core.campaigns import DIGEST, NOW, edition, material
from tests.core.claim_rows import row
from tests.core.test_editions import WINDOW, page

TEXT = (
    "The office closed 900 accounts in all. Of these 400 were closed for spam, 300 for fraud, 150 for hate speech and "
    "20 on request."
)


def parts_edition(*, whole: int = 900, bounds: tuple[str, ...] = ("exact", "exact", "exact")) -> Edition:
    """A whole with three parts, each for another reason."""
    document = page(1, text=TEXT)
    sentences = [TEXT[:38], TEXT[39:]]

    def claim(quote: str, value: int, reason: str | None, bound: str = "exact") -> object:
        at = TEXT.index(quote)
        start = 0 if at < 38 else 39
        return row(
            quote,
            value=value,
            bound=bound,
            quote=quote,
            start=at,
            end=at + len(quote),
            sentence_start=start,
            sentence_end=start + len(sentences[start > 0]),
            sentence_text=sentences[start > 0],
            reason=reason,
            part_of=None if start == 0 else "900",
            document=document,
        )

    claims = (
        claim("900", whole, None),
        *(
            claim(q, int(q), r, b)
            for (q, r), b in zip((("400", "spam"), ("300", "fraud"), ("150", "hate speech")), bounds, strict=True)
        ),
    )
    return compose(DIGEST, window=WINDOW, material=Material(documents=(document,), claims=claims), now=NOW)  # type: ignore[arg-type]  # rows


def item(made: Edition) -> ItemView:
    """The first item of an edition, laid out."""
    return lay_out(made).items[0]


def said(line: object) -> str:
    """A line as text."""
    return "".join(map(str, line)) if isinstance(line, tuple) else str(line)


def test_parts_with_reasons_are_drawn_as_bars_and_added_up() -> None:
    """The largest first, each with its reason in the text's own words, and the sum as a derived number."""
    made = parts_edition()
    bars = item(made).bars
    assert bars is not None
    assert [(str(bar.label), str(bar.number)) for bar in bars.rows] == [
        ("spam", "400"),
        ("fraud", "300"),
        ("hate speech", "150"),
    ]
    assert said(bars.note) == "Added up, these come to 850 of 900."
    assert [(d.text, d.value, len(d.claims)) for d in made.derived if d.rule == "sum"] == [("850", 850.0, 3)]
    assert check(made, render(made)) == ()


def test_a_sum_of_like_bounds_keeps_the_bound_and_mixed_ones_make_it_about() -> None:
    """Parts that are all minima add up to a minimum."""
    assert said(item(parts_edition(bounds=("at_least",) * 3)).bars.note).startswith("Added up, these come to 850+")  # type: ignore[union-attr]  # drawn
    assert "about 850" in said(item(parts_edition(bounds=("at_least", "about", "exact"))).bars.note)  # type: ignore[union-attr]  # drawn


def test_parts_that_exceed_their_whole_are_not_added_up() -> None:
    """They overlap, or something is misread: no sum is claimed."""
    bars = item(parts_edition(whole=500)).bars
    assert bars is not None
    assert bars.note == ()


def test_a_figure_names_its_telling_part_and_a_part_its_whole() -> None:
    """927,600 penalised, 66,600 of them closed: nobody adds them up after that."""
    page_view = lay_out(edition(material("pd1")))
    figure = next(view for view in page_view.figures if str(view.number) == "927,600+")
    assert said(figure.label) == "accounts penalised, 66,600+ of them closed"
    labels = [said(label) for sentence in page_view.items[0].sentences for _, label in sentence.figures]
    assert "accounts closed, part of the 927,600+" in labels


def test_departures_come_with_both_texts_own_words() -> None:
    """A reader sees the sentence of the regulator and that of the report."""
    view = item(edition(material("pd1")))
    twice = next(d for d in view.departures if str(d.head) == "Counted twice.")
    assert said(twice.note) == (
        "The primary text gives 927,600+ in all, the 66,600+ closed included; this report adds about 930,000 to 67,000."
    )
    assert [said(q.source) for q in twice.quotations] == ["CAC", "Asia Wire"]
    marked = [str(s.said) for q in twice.quotations for s in q.stretches if s.marked]
    assert marked == ["账号有92.76万余个", "930,000 or so"]
    assert [said(report.remark) for report in view.reports] == ["departs", "departs", "departs"]


EVENTS = [
    (EventKind.FIGURE_CHANGED, "then", "now", "66,000 became 67,000 · accounts closed"),
    (EventKind.FIGURE_VANISHED, "then", None, "66,000 · accounts closed"),
    (EventKind.FIGURE_ADDED, None, "now", "67,000 · accounts closed"),
    (EventKind.REMOVED, None, None, "The page is gone."),
]


@pytest.mark.parametrize(("kind", "before", "after", "line"), EVENTS)
def test_edits_tell_what_moved(kind: EventKind, before: str | None, after: str | None, line: str) -> None:
    """A changed figure with both values, a removal in words."""
    old = replace(page(1), id="old", first_seen=NOW - timedelta(days=4000))
    event = Event("e", kind, NOW, "The page is gone.", document="old", before=before, after=after)
    moved = (row("then", value=66_000, document=old, reason=None), row("now", document=old, reason=None))
    made = compose(DIGEST, window=WINDOW, material=Material(documents=(old,), events=(event,), moved=moved), now=NOW)
    edit = lay_out(made).edits[0]
    assert said(edit.line) == f"{line} · 1 Jun 2023, 05:00 UTC"
    assert check(made, render(made)) == ()


def test_an_event_without_document_says_what_it_is() -> None:
    """A gap in a series belongs to no text; numbers in its note are not repeated, nothing stands under them."""
    event = Event("e", EventKind.SERIES_GAP, NOW, "The report of month 3 is missing.")
    made = compose(DIGEST, window=WINDOW, material=Material(events=(event,)), now=NOW)
    edit = lay_out(made).edits[0]
    assert (str(edit.head), said(edit.line)) == ("Missing in a series", "1 Jun 2023, 05:00 UTC")
    assert check(made, render(made)) == ()


def test_languages_that_are_not_read_yet_are_named() -> None:
    """One document or several."""
    documents = tuple(
        page(n, lang=lang, state=DocumentState.UNSUPPORTED) for n, lang in ((1, "ko"), (2, "th"), (3, "th"))
    )
    made = compose(DIGEST, window=WINDOW, material=Material(documents=documents), now=NOW)
    lines = [said(closing.line) for closing in lay_out(made).closing]
    assert lines == ["1 document in ko.", "2 documents in th."]
    assert check(made, render(made)) == ()


def test_sources_that_could_not_be_read_are_named_with_since_and_why() -> None:
    """Refused and broken are two things; what is not known is not said."""
    since = NOW - timedelta(days=1)
    health = {
        "shut": SourceHealth("shut", SourceState.BLOCKED, since, "robots.txt forbids it."),
        "down": SourceHealth("down", SourceState.BROKEN),
    }
    names = (("shut", "The Standard"), ("down", "Asia Wire"))
    made = compose(DIGEST, window=WINDOW, material=Material(names=names, health=health), now=NOW)
    assert [said(closing.line) for closing in lay_out(made).closing] == [
        "0 of 2 sources.",
        "Asia Wire.",
        "The Standard refused us, since 31 May 2023, 05:00 UTC: robots.txt forbids it.",
    ]
    assert check(made, render(made)) == ()


def test_an_outage_of_most_sources_is_one_line_that_names_them() -> None:
    """Not one line each: it has one cause."""
    health = {f"s{n}": SourceHealth(f"s{n}", SourceState.BROKEN, cause="No answer.") for n in range(5)}
    names = tuple((source, f"Paper {source[1:]}") for source in health)
    made = compose(DIGEST, window=WINDOW, material=Material(names=names, health=health), now=NOW)
    papers = ", ".join(name for _, name in names)
    assert [said(closing.line) for closing in lay_out(made).closing] == [
        "0 of 5 sources.",
        f"most sources at once, look at this machine's own connection first: {papers}. One of the causes: No answer.",
    ]
    assert check(made, render(made)) == ()


def test_a_source_that_came_back_is_told() -> None:
    """Once: in the edition of the time it came back in."""
    health = {"down": SourceHealth("down", SourceState.QUIET), "again": SourceHealth("again", SourceState.BROKEN)}
    events = tuple(
        Event(source, EventKind.SOURCE_RECOVERED, NOW - timedelta(hours=1), "x", source=source)
        for source in (*health, "foreign")
    )
    names = (("down", "Asia Wire"), ("again", "Daily 7"))
    made = compose(DIGEST, window=WINDOW, material=Material(names=names, health=health, events=events), now=NOW)
    told = [(said(closing.head), said(closing.line)) for closing in lay_out(made).closing]
    assert told[-1] == ("Read again:", "Asia Wire.")
    assert check(made, render(made)) == ()


def test_a_fine_names_the_one_it_falls_on() -> None:
    """Where the text ties it to one platform."""
    claim = row(
        kind="money", unit="money", action="fine", value=6_000_000, currency="USD", platforms=("Edmodo",), reason=None
    )
    assert said(label(claim)) == "fine, Edmodo"
    assert said(label(replace(claim, platforms=("Edmodo", "Weibo")))) == "fine"


def test_a_long_sentence_is_cut_around_its_figure_at_a_space() -> None:
    """With an ellipsis on either side, and never inside a word or a number."""
    long = "Words stand here before it, " * 20 + "and 67,000 accounts were closed" + ", and words follow it" * 20 + "."
    at = long.index("67,000")
    claim = row(
        sentence_text=long, sentence_start=0, sentence_end=len(long), start=at, end=at + 15, quote=long[at : at + 15]
    )
    cut = quotation((claim,), length=120)
    text = "".join(str(stretch.said) for stretch in cut.stretches)
    assert text.startswith("… ") or text[1:] in long
    assert text[0] == text[-1] == "…"
    assert text[1:-1] in long
    assert len(text) < 140
    assert [str(s.said) for s in cut.stretches if s.marked] == ["67,000 accounts"]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        (None, None),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
        ("https://a.example/内容", "https://a.example/%E5%86%85%E5%AE%B9"),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, address: str | None) -> None:
    """Nothing in an address can end a link early."""
    assert web_address(url) == address
