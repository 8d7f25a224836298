"""Which texts tell one announcement."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.core.stories import Told, announcements, told, told_rows
from bot.core.stories.kinship import JOIN, RELATION_WEIGHTS, WINDOW_DAYS, kinship
from bot.core.stories.signs import Signs
from bot.core.stories.similarity import Rarity, likeness, terms
from bot.core.stories.values import relation
from bot.core.stories.vectors import Vectors
from bot.core.stories.weights import Weighed, weighed
from extractors import Action, Claim, Extraction, Kind, SourceText, Span, Unit, Vague
from tests.core.campaigns import document, extraction, gold_document, rows, source_text
from tests.core.told_texts import PERIOD_FIELDS, figure, text

POSTS = figure("It removed [1,410,900] posts.", unit="content", action="remove")
ACCOUNTS = figure("It closed [66,600] accounts.")


def grouped(*texts: Told) -> set[frozenset[str]]:
    """The groups, as sets of ids."""
    return {frozenset(member.id for member in group) for group in announcements(texts)}


def between(one: Told, other: Told) -> float:
    """The evidence that two texts tell one announcement, their words left aside."""
    return kinship(weighed(one), weighed(other), words=lambda: 0.0)


def test_no_two_figures_that_tell_of_one_are_passed_over() -> None:
    """What is looked at first only says which pairs need no look: roundings, bounds, slips of ten among 90,000 pairs."""
    exact = [*range(96, 131), 992, 999, 1001, 1095, 12_345, 66_600, 107_000, 443_500, 927_600, 1_410_900, 83_218_765]
    cuts = (1.0, 0.1, 0.95, 0.99, 1.001, 1.009, 1.05, 1.1, 10, 10.04, 99.6, 1000, 10_000)
    shapes = [
        {"value": float(f"{number * cut:.{digits}g}"), "bound": bound}
        for number in exact
        for cut in cuts
        for digits, bound in ((1, "exact"), (2, "about"), (3, "at_least"), (4, "at_most"), (8, "exact"))
    ]
    made = [weighed(text("one", ACCOUNTS | shape)).figures[0] for shape in shapes]
    made += [replace(one, figure=replace(one.figure, value_max=one.figure.value * 2), apart=0.07) for one in made[:40]]
    pairs = [(a, b) for n, a in enumerate(made) for b in made[n % 97 :: 97]]
    related = [
        (a, b) for a, b in pairs if relation(a.figure, b.figure) in RELATION_WEIGHTS and _digits_apart(a, b) <= 0.07
    ]
    assert len(related) > 500
    assert [(a.figure.value, b.figure.value) for a, b in related if not a.near(b)] == []
    assert sum(a.near(b) for a, b in pairs) < len(pairs) / 2


def _digits_apart(one: Weighed, other: Weighed) -> float:
    off = (one.place - other.place) % 1
    return min(off, 1 - off)


def test_figures_join_texts_over_languages() -> None:
    """Not a word in common, yet two figures, the regulator and the week."""
    chinese = text("zh", POSTS, ACCOUNTS, primary=True, lang="zh", title="整治行动取得成效")
    assert grouped(chinese, text("en", POSTS | {"value": 1_400_000}, ACCOUNTS, day=4)) == {frozenset({"zh", "en"})}


def test_two_campaigns_of_one_regulator_in_one_week_stay_apart() -> None:
    """A figure in common and a regulator do not make one announcement of two primary texts."""
    one = text("one", POSTS, ACCOUNTS, primary=True)
    other = text("other", POSTS, figure("It closed [834] groups.", unit="group"), primary=True, day=4)
    report = text("report", figure("It closed [834] groups.", unit="group"), POSTS, day=5)
    assert grouped(one, other, report) == {frozenset({"one"}), frozenset({"other", "report"})}


def test_a_primary_text_published_twice_is_one() -> None:
    """The same figures in the same language: the regulator's site and its news page."""
    assert grouped(text("a", POSTS, ACCOUNTS, primary=True), text("b", POSTS, ACCOUNTS, primary=True)) == {
        frozenset({"a", "b"})
    }


def test_last_months_report_is_not_this_months() -> None:
    """The same words, other figures: numbers contradict."""
    words = "The centre accepted reports of illegal content from users across the country last month."
    march = text("march", figure("[17,430,000] reports came in and"), figure("[8,120,000] were closed."), text=words)
    april = text("april", figure("[16,810,000] reports came in and"), figure("[7,940,000] were closed."), text=words)
    assert grouped(march, replace(april, published=date(2024, 5, 28))) == {frozenset({"march"}), frozenset({"april"})}


def test_texts_without_figures_are_joined_by_their_words() -> None:
    """Within one language."""
    one = text("one", title="Watchdog opens inquiry into messaging apps for children", text="An inquiry into apps.")
    other = text(
        "other", title="Inquiry into messaging apps for children opened by watchdog", text="The watchdog acts."
    )
    third = text("third", title="Minister resigns over budget", text="A minister has gone.", regulators=())
    assert grouped(one, other, third) == {frozenset({"one", "other"}), frozenset({"third"})}


def test_texts_far_apart_in_time_tell_two_announcements() -> None:
    """A month and more later the same figures are history."""
    late = replace(text("late", POSTS, ACCOUNTS), published=date(2024, 5, 2) + timedelta(days=WINDOW_DAYS + 1))
    assert grouped(text("one", POSTS, ACCOUNTS, primary=True), late) == {frozenset({"one"}), frozenset({"late"})}


def test_a_lone_round_figure_joins_its_regulators_announcement() -> None:
    """As "over 900,000 accounts, the regulator said" of 927,600 in all; not of another thing counted, nor a month later."""
    whole = figure("In all it closed [927,600] accounts.")
    primary = text("p", whole, POSTS, primary=True)
    short = text("s", figure("It closed [over 900,000] accounts.", value=900_000, bound="at_least"), lang="id", day=4)
    sites = text(
        "w",
        figure("It closed [over 900,000] sites.", value=900_000, bound="at_least", unit="website"),
        lang="zh",
        day=4,
    )
    assert grouped(primary, short, sites) == {frozenset({"p", "s"}), frozenset({"w"})}
    assert len(grouped(primary, replace(short, published=date(2024, 5, 20)))) == 2


def test_an_undated_text_may_join() -> None:
    """Nothing is known against it."""
    undated = replace(text("undated", POSTS, ACCOUNTS), published=None)
    assert grouped(text("one", POSTS, ACCOUNTS, primary=True, published=None), undated) == {
        frozenset({"one", "undated"})
    }


def test_evidence_is_the_same_in_both_directions() -> None:
    """Kinship is symmetric."""
    one = text("one", POSTS | PERIOD_FIELDS, ACCOUNTS, platforms=("Weibo",))
    other = text("other", ACCOUNTS | PERIOD_FIELDS, platforms=("Weibo", "Douyin", "Bilibili"), lang="zh", day=9)
    there, back = between(one, other), between(other, one)
    assert there == pytest.approx(back)
    assert there >= JOIN


def test_other_periods_and_other_actors_speak_against_kinship() -> None:
    """They do not forbid it, they weigh."""
    one = text("one", POSTS | PERIOD_FIELDS)
    same = text("same", POSTS | PERIOD_FIELDS)
    stranger = text(
        "stranger",
        POSTS | {"actor": "Arcom", "has_period": True, "start": date(2022, 1, 1), "end": date(2022, 1, 31)},
        regulators=("Arcom",),
    )
    assert between(one, stranger) < between(one, same) - 2


def test_texts_without_figures_or_dates_or_with_a_wrong_date_harm_nobody() -> None:
    """Every text is in one story; the wrongly dated one stands alone rather than in a wrong story."""
    good = text("p", POSTS, ACCOUNTS, primary=True)
    report = text("r", POSTS, ACCOUNTS, day=4)
    empty = replace(text("e", title="", text="", regulators=()), published=None)
    wrong = replace(text("w", POSTS, ACCOUNTS), published=date(1970, 1, 1))
    groups = grouped(good, report, empty, wrong)
    assert groups == {frozenset({"p", "r"}), frozenset({"e"}), frozenset({"w"})}


def test_three_thousand_texts_of_one_day_are_grouped_in_seconds() -> None:
    """No comparison of everything with everything: signs that everybody shares are not followed."""
    texts = [
        text(f"t{n}", figure(f"It closed [{1000 + 7 * n:,}] accounts."), title=f"Case {n} closed", text=f"Case {n}.")
        for n in range(3000)
    ]
    start = time.process_time()
    groups = announcements(texts)
    assert time.process_time() - start < 40
    assert sum(map(len, groups)) == 3000


def test_a_text_is_the_same_from_an_extraction_and_from_the_store() -> None:
    """But for the ids of its claims."""
    form = gold_document("pd1-en-a")
    given = told(source_text(form), extraction(form))
    kept = told_rows(document(form), rows(form))
    assert [(f.value, f.sentence, f.at, f.start) for f in given.figures] == [
        (f.value, f.sentence, f.at, f.start) for f in kept.figures
    ]
    assert (given.platforms, given.regulators, given.primary) == (kept.platforms, kept.regulators, kept.primary)
    assert given.figures[0].id == "pd1-en-a#c1"
    assert all(f.sentence[f.at : f.at + len(f.quote)] == f.quote for f in kept.figures)


def test_vague_figures_and_ranges_come_along() -> None:
    """Numbers as JSON has them; a sentence that does not hold its figure is not used."""
    source = SourceText(id="d", text="Millions of posts, 2.5 to 3 percent.", kind="media")
    claim = Claim(
        id="c1",
        span=Span("text", 19, 22),
        kind=Kind.PERCENT,
        value=Decimal("2.50"),
        value_max=Decimal(3),
        unit=Unit.PERCENT,
        action=Action.OTHER,
        sentence=Span("text", 0, 5),
        rule="r",
        confidence=1.0,
    )
    vague = Vague(span=Span("text", 0, 8), unit=Unit.CONTENT, action=Action.REMOVE, min=2_000_000, max=None)
    text_told = told(source, Extraction(id="d", lang="en", claims=(claim,), vague=(vague,)))
    assert (text_told.figures[0].value, text_told.figures[0].value_max) == (2.5, 3)
    assert text_told.figures[0].sentence == "2.5"
    assert (text_told.vague[0].quote, text_told.vague[0].least, text_told.vague[0].most) == ("Millions", 2e6, None)


def test_words_are_compared_without_case_accents_and_common_endings() -> None:
    """Chinese by pairs of characters."""
    assert terms("Fined: Éditions, 1,200 accounts") == terms("fined edition 1,200 ACCOUNT")
    assert terms("清理账号 QQ") == ["qq", "清理", "理账", "账号"]
    assert terms("网") == ["网"]


def test_rare_words_weigh_more_than_common_ones() -> None:
    """Two texts that share what everybody says are not alike."""
    rarity = Rarity[str]()
    for line in ("the bank said", "the bank closed", "the bank paid", "the otter swam"):
        rarity.add(terms(line))
    bank, other_bank = rarity.vector(terms("the bank said")), rarity.vector(terms("the bank paid"))
    otter, other_otter = rarity.vector(terms("the otter said")), rarity.vector(terms("the otter paid"))
    assert likeness(otter, other_otter) > likeness(bank, other_bank)
    assert likeness({}, bank) == 0


def test_what_many_texts_share_is_kept_once() -> None:
    """Six weeks of a farm are grouped in one sitting: 15 KB for each of these texts were too much, copies of the same words."""
    words = "The regulator said that platforms removed posts and closed accounts in an operation of two months. " * 4
    texts = [
        text(
            f"t{n}",
            figure(f"It removed [{1_000_003 + 7919 * n:,}] posts.", unit="content", action="remove"),
            figure(f"It closed [{20_011 + 101 * n:,}] accounts."),
            title=f"Regulator notice {n}",
            text=words,
            day=1 + n % 28,
        )
        for n in range(200)
    ]
    tracemalloc.start()
    try:
        announcements(texts)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most / len(texts) < 9_000


def test_a_sign_of_one_text_alone_counts_and_leads_nowhere() -> None:
    """The rarest first, up to so many sharers, and so many looked at in all, single ones among them."""
    signs = Signs(4, signs_of=lambda n: ["all", f"own {n}", f"other {n}", *(["two"] if n < 2 else [])])
    assert list(signs.rarest(0, most=4, looked_at=8)) == [[0, 1], [0, 1, 2, 3]]
    assert list(signs.rarest(0, most=3, looked_at=8)) == [[0, 1]]
    assert list(signs.rarest(0, most=4, looked_at=7)) == [[0, 1]]
    assert list(signs.rarest(3, most=4, looked_at=6)) == [[0, 1, 2, 3]]
    assert list(signs.rarest(3, most=4, looked_at=5)) == []


def test_packed_words_say_what_they_said() -> None:
    """To the last digit, in both directions, and of words that a text does not have nothing."""
    lines = ["the bank said", "the bank closed the bank", "the otter swam"]
    rarity = Rarity[str]()
    for line in lines:
        rarity.add(terms(line))
    plain = [rarity.vector(terms(line)) for line in lines]
    packed = Vectors(map(terms, lines))
    assert [packed.likeness(n, m) for n in range(3) for m in range(3)] == [likeness(a, b) for a in plain for b in plain]
    assert packed.weights(0, ["bank", "otter", "unheard"]) == {"bank": plain[0]["bank"], "otter": 0.0, "unheard": 0.0}


def test_claims_of_one_sentence_share_its_words() -> None:
    """Rows of a store bring a copy each: a hundred figures of one paragraph would hold it a hundred times."""
    form = gold_document("pd1-en-a")
    kept = told_rows(document(form), [replace(row, unit="".join(row.unit)) for row in rows(form)]).figures
    again = told_rows(document(form), rows(form)).figures
    assert all(
        one.sentence is other.sentence and one.unit is other.unit for one, other in zip(kept, again, strict=True)
    )
