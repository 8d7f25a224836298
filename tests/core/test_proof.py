"""Every number on a written page is read back; a changed one is found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.digest import Material, check, compose
from bot.core.digest.visible import links, visible
from bot.core.records import Edition, Event, EventKind, SourceHealth, SourceState
from bot.core.render import render
from tests.core.campaigns import DIGEST, NAMES, NOW, edition, material
from tests.core.claim_rows import row
from tests.core.test_editions import WINDOW, page


def full_edition() -> Edition:
    """An edition with all that one can have: figures, items, edits, broken sources, a brief."""
    made_of = material()
    sample = made_of.claims[0]
    changed = replace(sample, id="then", value=1_401_900)
    old = replace(page(1), id="old", first_seen=NOW - timedelta(days=4000))
    event = Event(
        "e", EventKind.FIGURE_CHANGED, NOW - timedelta(hours=3), "", document="old", before="then", after=sample.id
    )
    health = dict(made_of.health or {}) | {
        "b": SourceHealth("b", SourceState.BROKEN, NOW, "Timed out after 30 seconds.")
    }
    brief = page(2, text="No figures.", title="Watchdog opens inquiry 7")
    return edition(
        replace(
            made_of,
            documents=(*made_of.documents, old, brief),
            events=(event,),
            moved=(changed, sample),
            health=health,
        )
    )


EDITION = full_edition()
RENDERED = render(EDITION)


def test_an_edition_as_it_is_written_passes() -> None:
    """Nothing is wrong with it, in any form."""
    assert check(EDITION, RENDERED) == ()


def test_writing_an_edition_again_gives_the_same_bytes() -> None:
    """A resent edition is the edition that was sent."""
    assert render(full_edition()) == RENDERED


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_one_changed_digit_anywhere_fails(form: str) -> None:
    """Whatever digit a reader sees, changing it is found: in figures, sentences, dates, counts, titles."""
    text = RENDERED[form]
    digits = [found.start() for found in re.finditer(r"\d", text)]
    # Every seventh or so: a step that shares no factor with the layout's repetitions.
    tried = [at for at in digits[:: max(1, len(digits) // 200)] if _is_shown(text, at, form=form)]
    assert len(tried) > 25
    for at in tried:
        assert check(EDITION, {form: _turned(text, at)}), text[at - 30 : at + 30]


def _turned(text: str, at: int) -> str:
    """The text with the digit at a place changed."""
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]


def _is_shown(text: str, at: int, *, form: str) -> bool:
    """Whether a digit is one that a reader sees, not part of markup."""
    return visible(_turned(text, at), form=form) != visible(text, form=form)


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("txt", "1,410,900+", "1,410,900"),
        ("txt", "about 930,000", "930,000"),
        ("html", "CN¥8.026 bn", "CN¥8.026 m"),
        ("html", "CN¥8.026 bn", "€8.026 bn"),
        ("md", "accounts penalised", "accounts closed"),
        ("md", "30 seconds", "thirty seconds"),
    ],
)
def test_a_dropped_bound_a_currency_or_a_word_fails(form: str, old: str, new: str) -> None:
    """What a page says is what the edition says, word for word."""
    assert old in RENDERED[form]
    assert check(EDITION, {form: RENDERED[form].replace(old, new, 1)})


def test_a_number_that_was_added_fails() -> None:
    """Nothing stands on a page that the edition does not have."""
    assert check(EDITION, {"txt": RENDERED["txt"] + "5 more\n"})
    assert check(EDITION, {"html": RENDERED["html"].replace("</body>", "<p>17</p></body>")})


def test_a_link_that_no_document_has_fails() -> None:
    """Nobody is led where no source is."""
    elsewhere = RENDERED["html"].replace("https://pd1-zh-cac.example/", "https://elsewhere.example/", 1)
    assert any("elsewhere.example" in mistake for mistake in check(EDITION, {"html": elsewhere}))


@pytest.mark.parametrize("old", ['"value": 927600', '"bound": "at_least"', '"rule": "count"', '"derived"'])
def test_a_changed_json_form_fails(old: str) -> None:
    """Machines read it as readers read the page."""
    assert old in RENDERED["json"]
    assert check(EDITION, {"json": RENDERED["json"].replace(old, old.replace("e", "x").replace("9", "8"), 1)})
    assert check(EDITION, {"json": "{"})


def test_a_claim_whose_words_are_not_in_its_document_fails() -> None:
    """The evidence is held against the text."""
    document = page(1, text="The regulator closed 66,000 accounts.")
    claim = row(document=document)
    made = compose(DIGEST, window=WINDOW, material=Material(documents=(document,), claims=(claim,)), now=NOW)
    assert any("does not stand at" in mistake for mistake in check(made, {}))


def test_a_derived_number_that_does_not_come_out_again_fails() -> None:
    """Counts are counted again, sums are added again."""
    wrong = replace(EDITION, derived=(replace(EDITION.derived[0], value=99.0), *EDITION.derived[1:]))
    assert check(wrong, {})


def test_a_fraction_is_written_short_and_told_as_rounded() -> None:
    """Two thirds: the claim keeps its digits, the page has three of them, by a named rule."""
    document = page(1)
    said = replace(row("third", value=66.6666666667, kind="percent", unit="percent"), document=document)
    made = compose(DIGEST, window=WINDOW, material=Material(documents=(document,), claims=(said,)), now=NOW)
    (rounding,) = [derived for derived in made.derived if derived.rule == "rounding"]
    assert (rounding.text, rounding.claims, rounding.value) == ("66.7%", ("third",), 66.7)
    assert check(made, render(made)) == ()
    assert "66.7%" in render(made)["txt"]
    assert "66.66" not in render(made)["txt"]


def test_a_count_of_sources_that_is_not_the_editions_fails() -> None:
    """The bot's own counts are fields of the edition."""
    other = replace(EDITION, quiet_sources=EDITION.quiet_sources + 1)
    assert check(other, {"txt": RENDERED["txt"]})


def test_a_note_with_a_number_of_nobody_fails() -> None:
    """A reconciliation's sentence may only name values and periods of the story's claims."""
    n, item = next((n, item) for n, item in enumerate(EDITION.items) if any(f.agreement.note for f in item.facts))
    fact = next(f for f in item.facts if f.agreement.note and f.agreement.kind)
    for lie in ("It gives 4,321.", "It counts 3 Apr 2019.", "It counts ４３ accounts."):
        told = replace(fact, agreement=replace(fact.agreement, note=lie))
        wrong = replace(item, facts=tuple(told if f is fact else f for f in item.facts))
        items = (*EDITION.items[:n], wrong, *EDITION.items[n + 1 :])
        assert any(lie in mistake for mistake in check(replace(EDITION, items=items), {}))


def test_a_sentence_that_the_document_does_not_say_fails() -> None:
    """Quotations are verbatim."""
    claim = EDITION.figures[0]
    forged = replace(EDITION, figures=(replace(claim, sentence_text="又" + claim.sentence_text), *EDITION.figures[1:]))
    assert check(forged, {"txt": RENDERED["txt"]})


def test_hostile_words_stay_words_in_every_form() -> None:
    """Titles and sentences are other people's: markup in them is shown, not obeyed."""
    title = '<script>alert(1)</script> *bold* [x](javascript:1) & "quotes" \u202e hidden'
    sentence = "The regulator closed 67,000 accounts <img src=x onerror=alert(1)>."
    document = page(1, text=sentence, url="javascript:alert(1)")
    document = replace(document, title=title)
    claim = row(document=document, sentence_text=sentence, sentence_end=len(sentence), reason="<b>spam</b>")
    made_of = Material(documents=(document,), claims=(claim,), names=(("cac", "<i>CAC</i>"), *NAMES[:1]))
    made = compose(DIGEST, window=WINDOW, material=made_of, now=NOW)
    written = render(made)
    assert check(made, written) == ()
    html = written["html"]
    assert "<script" not in html
    assert "<img" not in html
    assert "\u202e" not in html + written["md"] + written["txt"]
    assert "javascript:" not in "".join(links(html, form="html"))
    assert r"\[x\](javascript:1)" in written["md"]
    assert r"\*bold\*" in written["md"]


WORDS = st.lists(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from("0123456789.,:+%–€$¥ \n\t*_[]()<>&\"'`#|~!-=\\/\u202e\u200b\u2028\ud800网信办账号，。"),
        st.sampled_from(["https://x.example/1?a=2", "&#51;", "&lt;", "](<y>)", "<p>3</p>", "1. ", "\\*"]),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=60)
@given(title=WORDS, before=WORDS, after=WORDS, name=WORDS, reason=WORDS)
def test_whatever_a_document_says_its_edition_can_be_written_and_proved(
    title: str, before: str, after: str, name: str, reason: str
) -> None:
    """Nothing in other people's words may stop a digest."""
    sentence = f"{before}67,000 accounts{after}"
    document = page(1, text=sentence, title=title)
    claim = row(
        document=document,
        sentence_text=sentence,
        sentence_end=len(sentence),
        start=len(before),
        end=len(before) + 15,
        reason=reason,
        part_of=None,
    )
    made_of = Material(documents=(document,), claims=(claim,), names=(("cac", name),))
    made = compose(DIGEST, window=WINDOW, material=made_of, now=NOW)
    written = render(made)
    assert check(made, written) == ()
    for text in written.values():
        text.encode()


def test_an_empty_edition_says_that_there_is_nothing_new() -> None:
    """It is still a page, and it passes."""
    made = compose(DIGEST, window=WINDOW, material=Material(), now=NOW)
    written = render(made)
    assert check(made, written) == ()
    assert all("Nothing new in this time." in written[form] for form in ("html", "md", "txt"))


def test_the_html_form_needs_nothing_from_elsewhere() -> None:
    """No image, script, font or style is fetched."""
    html = RENDERED["html"]
    assert not re.search(r"<(?:script|img|link|iframe|object)\b|@import|url\(", html)
    assert set(links(html, form="html")) <= {d.url for item in EDITION.items for d in item.documents} | {
        "https://cac.example/1"
    }


def test_plain_text_keeps_to_its_width_and_breaks_no_number() -> None:
    """Chinese takes two columns a character; an address is never broken."""
    for line in RENDERED["txt"].splitlines():
        width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
        assert width <= 78 or "https://" in line, line
        assert not re.search(r"\d,$", line)


def test_chinese_is_marked_as_chinese() -> None:
    """A browser picks the right shapes, a screen reader the right voice."""
    assert re.search(r'<p class="q"[^>]* lang="zh">[^<]*<span class="hl"[^>]*>', RENDERED["html"])
