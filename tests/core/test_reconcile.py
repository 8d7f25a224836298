"""Which claims speak of one fact, and how reports depart from the primary text."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.core.reconcile import reconcile, story_form, told
from bot.core.records import Fact, Status, Story
from bot.core.stories import Told, VagueFigure
from tests.core.campaigns import campaigns, extraction, gold_documents, source_text
from tests.core.campaigns import text as gold_text
from tests.core.told_texts import PERIOD_FIELDS, Fields, figure, text

WHOLE = figure("In all [927,600] accounts were dealt with.", action="penalise")
PART = figure("Of them [66,600] were closed for good.", part_of="c1")
POSTS = figure("It removed [1,410,900] posts.", unit="content", action="remove")
SLOT = figure("It closed [1,300] groups.", unit="group")


def one_story(*texts: Told) -> Story:
    """The story that all the texts tell."""
    stories = reconcile(texts)
    assert len(stories) == 1
    return stories[0]


def fact_of(story: Story, claim: str) -> Fact:
    """The fact a claim belongs to."""
    return next(fact for fact in story.facts if claim in fact.claims)


def told_by(*report: Fields, primary: tuple[Fields, ...] = (POSTS, WHOLE, PART, SLOT)) -> Story:
    """The story of a primary text and one report, which tells the posts rightly and these figures besides."""
    numbered = tuple(own | {"id": f"p{n}"} for n, own in enumerate(primary))
    numbered = tuple(own | ({"part_of": "p1"} if own.get("part_of") else {}) for own in numbered)
    return one_story(
        text("p", *numbered, primary=True), text("r", POSTS | {"id": "posts"}, *(own for own in report), day=3)
    )


def test_the_gold_campaigns_are_grouped_linked_and_judged_as_annotated() -> None:
    """Every story whole, every link found, every departure named by its kind, and no other."""
    texts = [told(source_text(form), extraction(form)) for form in gold_documents()]
    random.Random(3).shuffle(texts)  # noqa: S311  # an order to shuffle, no secret
    stories = reconcile(texts)
    assert {frozenset(s.documents) for s in stories} == {frozenset(d["id"] for d in c["docs"]) for c in campaigns()}
    found = {fact.claims[0]: fact for story in stories for fact in story.facts}
    for campaign in campaigns():
        for gold in campaign["facts"]:
            fact = next(f for f in found.values() if set(gold["claims"]) & set(f.claims))
            assert set(gold["claims"]) <= set(fact.claims)
            assert (fact.agreement.status is Status.DIFFERS) is not gold["agree"], gold
            if not gold["agree"]:
                assert fact.agreement.kind == gold["note"].split(":")[0]


def test_the_order_of_arrival_does_not_matter() -> None:
    """Stories, facts, notes and ids are the same for any order."""
    texts = [told(source_text(form), extraction(form)) for form in gold_documents()]
    wanted = sorted(reconcile(texts), key=lambda story: story.id)
    for seed in range(4):
        mixed = texts[:]
        random.Random(seed).shuffle(mixed)  # noqa: S311  # as above
        assert sorted(reconcile(mixed), key=lambda story: story.id) == wanted


DEPARTURES: list[tuple[Fields, str, str, str]] = [
    (
        figure("It also gave [666,000] accounts the boot.", id="x"),
        "p#p2",
        "magnitude",
        "The primary text gives 66,600; this report gives 666,000, off by a power of ten.",
    ),
    (
        figure("It closed [3,000] groups.", unit="group", id="x"),
        "p#p3",
        "value",
        "The primary text gives 1,300 (groups or channels closed); this report gives 3,000.",
    ),
    (
        figure("It dealt with [972,600] accounts.", action="penalise", id="x"),
        "p#p1",
        "value",
        "The primary text gives 927,600 (accounts penalised); this report gives 972,600.",
    ),
    (
        figure("It dealt with [927,600] people.", unit="person", action="penalise", id="x"),
        "p#p1",
        "unit",
        "The primary text counts accounts (927,600); this report makes them people (927,600).",
    ),
    (
        figure("It suspended [67,000] accounts.", action="suspend", id="x"),
        "p#p2",
        "action",
        "The primary text says accounts closed (66,600); this report says suspended.",
    ),
    (
        figure("In total [67,000] accounts were dealt with.", action="penalise", id="x"),
        "p#p2",
        "scope",
        "The primary text gives 66,600 as a part of 927,600; this report gives 67,000 as the whole.",
    ),
]


@pytest.mark.parametrize(("departure", "claim", "kind", "note"), DEPARTURES)
def test_a_departure_belongs_to_the_fact_it_departs_from(departure: Fields, claim: str, kind: str, note: str) -> None:
    """It has a kind and a sentence that an editor understands at once."""
    story = told_by(departure)
    fact = fact_of(story, claim)
    assert fact.claims == (claim, "r#x")
    assert (fact.agreement.status, fact.agreement.kind, fact.agreement.note) == (Status.DIFFERS, kind, note)


@pytest.mark.parametrize(
    "told_as",
    [
        figure("Another [930,000] accounts were punished.", action="penalise", id="w"),
        figure("It punished [930,000] more accounts.", action="penalise", id="w"),
        figure("A further [930,000] were restricted.", action="restrict", id="w"),
        figure("Some [930,000] accounts got lesser penalties.", action="restrict", id="w"),
        figure("另有[93万]个账号被处置。", value=930_000, action="penalise", id="w"),
    ],
)
def test_a_whole_told_on_top_of_its_part_is_counted_twice(told_as: Fields) -> None:
    """In all 927,600, of them 66,600 closed, is not 67,000 closed and another 930,000 punished."""
    story = told_by(figure("It closed [67,000] accounts.", id="x"), told_as)
    agreement = fact_of(story, "r#w").agreement
    assert (agreement.status, agreement.kind) == (Status.DIFFERS, "scope")
    assert agreement.note == (
        "The primary text gives 927,600 in all, the 66,600 closed included; this report adds 930,000 to 67,000."
    )


def test_a_whole_told_with_its_part_inside_is_no_departure() -> None:
    """The report has it right: 930,000, of which 67,000 were closed."""
    whole = figure("It punished [930,000] more accounts than last year.", action="penalise", id="w")
    story = told_by(whole, figure("Of which [67,000] were closed.", id="x", part_of="w"))
    assert fact_of(story, "r#w").agreement.status is Status.ROUNDED


def test_part_and_whole_exchanged_are_a_matter_of_scope() -> None:
    """The whole cannot be a part of its own part."""
    whole = figure("Of these [927,600] were dealt with.", action="penalise", id="w", part_of="x")
    story = told_by(figure("It closed [66,600] accounts.", id="x"), whole)
    assert fact_of(story, "r#w").agreement.kind == "scope"


GROUPS = (
    figure("[25,100] posed as public institutions.", action="identify"),
    figure("[54,200] posed as government bodies.", action="identify"),
)


def test_a_value_given_to_another_group_is_mixed_up() -> None:
    """The report gives the value of public institutions to government bodies, which the primary text counts apart."""
    wrong = figure("[25,000] accounts posed as government agencies.", action="identify", id="x")
    fact = fact_of(told_by(wrong, primary=(POSTS, *GROUPS)), "r#x")
    assert fact.claims[0] == "p#p1"
    assert fact.agreement.kind == "object"
    assert fact.agreement.note == (
        "The primary text has 25,100 for public institutions and 54,200 for party and government bodies; "
        "this report gives 25,000 to party and government bodies."
    )


def test_the_same_group_in_another_language_is_the_same_group() -> None:
    """What is counted is compared by its meaning."""
    right = figure("假冒事业单位的[2.5万]个。", value=25_000, action="identify", id="x")
    assert fact_of(told_by(right, primary=(POSTS, *GROUPS)), "r#x").agreement.status is Status.ROUNDED


PERIODS: list[tuple[Fields, bool]] = [
    ({"start": date(2024, 3, 1), "end": date(2024, 4, 30)}, False),
    ({"start": date(2024, 3, 2), "end": date(2024, 4, 29)}, False),
    ({"start": date(2024, 1, 1), "end": date(2024, 12, 31)}, False),
    ({"start": date(2024, 5, 2), "end": date(2024, 5, 2)}, False),
    ({"start": date(2024, 3, 1), "end": None}, False),
    ({"start": date(2024, 4, 1), "end": date(2024, 4, 30)}, True),
    ({"start": date(2023, 3, 1), "end": date(2023, 4, 30)}, True),
]


@pytest.mark.parametrize(("period", "departs"), PERIODS)
def test_another_period_departs_a_coarser_or_open_one_does_not(period: Fields, departs: bool) -> None:  # noqa: FBT001  # a case's outcome
    """April alone is not March and April; "this year" is, less exactly."""
    report = figure("It closed [1,300] groups.", unit="group", id="x", has_period=True, **period)
    story = told_by(report, primary=(POSTS, SLOT | PERIOD_FIELDS))
    agreement = fact_of(story, "r#x").agreement
    assert (agreement.kind == "period") is departs
    if departs:
        assert "for 1 Mar–30 Apr 2024; this report places 1,300 in" in (agreement.note or "")


AGREEING: list[tuple[Fields, Status]] = [
    (figure("It closed [66,600] accounts.", id="x"), Status.AGREES),
    (figure("It closed [67,000] accounts.", id="x"), Status.ROUNDED),
    (figure("It removed [67,000] accounts.", action="remove", id="x"), Status.ROUNDED),
    (figure("It dealt with over [900,000] accounts.", action="penalise", bound="at_least", id="x"), Status.ROUNDED),
    (figure("It dealt with over [500,000] accounts.", action="penalise", bound="at_least", id="x"), Status.LOOSER),
    (figure("It closed [1,300] groups.", unit="group", id="x"), Status.AGREES),
]


@pytest.mark.parametrize(("report", "status"), AGREEING)
def test_rounding_and_other_verbs_for_one_act_agree(report: Fields, status: Status) -> None:
    """A false alarm costs more than a miss."""
    assert fact_of(told_by(report), "r#x").agreement.status is status


SEPARATE: list[Fields] = [
    figure("It closed [45,000] accounts for hype.", id="x", reason="hype"),
    figure("It fined three firms [927,600] pounds.", kind="money", unit="money", currency="GBP", action="fine", id="x"),
    figure("Complaints rose [12] percent.", kind="percent", unit="percent", action="report", id="x"),
    figure("It closed [9,000] groups.", unit="group", id="x"),
]


@pytest.mark.parametrize("report", SEPARATE)
def test_what_the_primary_text_does_not_say_is_a_fact_of_reports_only(report: Fields) -> None:
    """No link is forced."""
    fact = fact_of(told_by(report), "r#x")
    assert fact.agreement.status is Status.REPORTS_ONLY
    assert fact.claims == ("r#x",)


def test_what_no_report_repeats_is_the_primary_texts_alone() -> None:
    """It is told, with nobody beside it."""
    fact = fact_of(told_by(), "p#p3")
    assert fact.agreement.status is Status.PRIMARY_ONLY
    assert (fact.agreement.primary, fact.agreement.reports) == ("p#p3", 0)


def test_copies_are_no_confirmations() -> None:
    """Three papers that print one agency's text are one report."""
    body = (
        "The regulator said on Thursday that it had closed many accounts in a campaign of eight weeks against spam and fraud. "
        * 3
    )
    papers = [text(name, POSTS, day=3, text=body, title=f"Paper {name}") for name in ("r1", "r2", "r3")]
    other = text(
        "r4", POSTS, day=3, text="Quite another report of the very same campaign, in words of its own, it was."
    )
    story = one_story(text("p", POSTS, primary=True), *papers, other)
    agreement = story.facts[0].agreement
    assert (agreement.reports, agreement.agree) == (2, 2)


def test_every_text_and_claim_is_in_exactly_one_place() -> None:
    """Texts in one story, claims in one fact of it."""
    texts = [gold_text(form["id"]) for form in gold_documents()]
    stories = reconcile(texts)
    documents = [d for story in stories for d in story.documents]
    claims = [c for story in stories for fact in story.facts for c in fact.claims]
    assert sorted(documents) == sorted(t.id for t in texts)
    assert sorted(claims) == sorted(f.id for t in texts for f in t.figures)
    assert all(len(fact.each) == len(fact.claims) for story in stories for fact in story.facts)


def test_reports_without_a_primary_text_share_facts_among_themselves() -> None:
    """The most exact one gives the value; nothing is judged without a reference."""
    story = one_story(
        text("a", POSTS | {"value": 1_400_000}, WHOLE), text("b", POSTS, WHOLE, day=3), text("c", WHOLE, POSTS, day=4)
    )
    assert story.primary is None
    fact = fact_of(story, "a#c1")
    assert fact.value == 1_410_900
    assert set(fact.claims) == {"a#c1", "b#c1", "c#c2"}
    assert fact.agreement.status is Status.REPORTS_ONLY


def vague(quote: str, least: float | None, most: float | None, **fields: Any) -> VagueFigure:  # Any: its fields by name
    """A vague figure."""
    return replace(VagueFigure(quote=quote, unit="content", action="remove", least=least, most=most), **fields)


VAGUE: list[tuple[VagueFigure, str | None]] = [
    (vague("millions of posts", 2e6, None), "“millions of posts” contradicts its own figure, 1,410,900."),
    (vague("over a million posts", 1e6, None), "“over a million posts” is looser than its own figure, 1,410,900."),
    (vague("hundreds of thousands", 2e5, 9e5), "“hundreds of thousands” contradicts its own figure, 1,410,900."),
    (vague("dozens of sites", 24, None, unit="website"), None),
]


@pytest.mark.parametrize(("words", "note"), VAGUE)
def test_vague_words_beside_an_exact_figure_are_noted_as_what_they_are(words: VagueFigure, note: str | None) -> None:
    """Looser where they can be true, contradicting where they cannot."""
    story = one_story(text("r", POSTS, vague=(words, words)))
    assert [n.note for n in story.notes] == ([note] if note else [])


def test_vague_words_of_a_report_are_held_against_the_primary_text() -> None:
    """Where the report has no exact figure of its own."""
    report = text("r", WHOLE, day=3, vague=(vague("millions of posts", 2e6, None),))
    story = one_story(text("p", POSTS, WHOLE, primary=True), report)
    assert [n.note for n in story.notes] == ["“millions of posts” contradicts the primary text’s figure, 1,410,900."]


def test_platforms_that_the_primary_text_does_not_name_are_noted_once() -> None:
    """Two reports with the same list are one note; a shorter list is no departure."""
    names: Fields = {"platforms": ("Douyin", "WeChat")}
    story = one_story(
        text("p", POSTS, WHOLE, primary=True, platforms=("Weibo", "Douyin")),
        text("a", POSTS, WHOLE, day=3, **names),
        text("b", POSTS, WHOLE, day=3, **names),
        text("c", POSTS, WHOLE, day=3, platforms=("Weibo",)),
    )
    assert [(n.kind, n.docs) for n in story.notes] == [("platforms", ("a", "b"))]
    assert story.notes[0].note == "This report names Douyin and WeChat; the primary text names Douyin and Weibo."


def test_parts_that_add_up_to_more_than_their_whole_are_noted() -> None:
    """60 for spam and 70 for fraud are no parts of 100; parts under different acts may overlap, and "over 100" may be more."""
    spam = figure("Of these [60] were closed for spam,", part_of="c1")
    fraud = figure("and [70] for fraud.", part_of="c1") | {"sentence": spam["sentence"]}

    def notes(*figures: Fields) -> list[str]:
        return [note.note for note in one_story(text("r", *figures)).notes]

    whole = figure("It closed [100] accounts.")
    assert notes(whole, spam, fraud) == ["60 and 70 are told as parts of 100; together they are more."]
    assert notes(whole, spam, fraud | {"action": "suspend"}) == []
    assert notes(whole | {"bound": "at_least"}, spam, fraud) == []


def test_a_part_that_exceeds_its_whole_is_noted() -> None:
    """A text that does not add up in itself."""
    story = one_story(text("r", WHOLE | {"value": 9_276}, PART))
    assert [n.note for n in story.notes] == ["66,600 is told as a part of 9,276, which is less."]


def test_a_story_is_written_in_the_form_of_the_contract() -> None:
    """Keys of `tallywire reconcile --jsonl`; kind and note only where they apply."""
    story = told_by(figure("It closed [666,000] accounts.", id="x"))
    form: Any = story_form(story)  # Any: JSON
    assert form["docs"] == ["p", "r"]
    assert form["primary"] == "p"
    assert "notes" not in form
    assert form["facts"][0] == {
        "value": 1_410_900,
        "unit": "content",
        "action": "remove",
        "claims": ["p#p0", "r#posts"],
        "agreement": {"status": "agrees"},
    }
    assert set(form["facts"][2]["agreement"]) == {"status", "kind", "note"}
    noted: Any = story_form(one_story(text("r", POSTS, vague=(vague("millions", 2e6, None),))))  # Any: JSON
    assert noted["notes"] == [
        {"kind": "vague", "docs": ["r"], "note": "“millions” contradicts its own figure, 1,410,900."}
    ]


def ids(stories: tuple[Story, ...]) -> dict[str, str]:
    """The story of each text."""
    return {document: story.id for story in stories for document in story.documents}


def test_a_story_keeps_its_id_when_its_primary_text_comes_late() -> None:
    """An id once published does not change because a better first text was found."""
    reports = (text("a", POSTS, WHOLE), text("b", POSTS, WHOLE, day=3))
    before = ids(reconcile(reports))
    after = ids(reconcile((*reports, text("p", POSTS, WHOLE, primary=True)), known=before))
    assert set(after.values()) == set(before.values())
    assert ids(reconcile((*reports, text("p", POSTS, WHOLE, primary=True)))) != after


def test_after_a_merge_one_id_stays_and_after_a_split_one_part_keeps_it() -> None:
    """The larger one's; the other part gets an id that nobody had."""
    texts = [text(name, POSTS, WHOLE, day=day) for day, name in enumerate("abc", 2)]
    merged = ids(reconcile(texts, known={"a": "s1", "b": "s2", "c": "s2"}))
    assert set(merged.values()) == {"s2"}
    apart = [*texts[:2], replace(texts[2], published=date(2022, 1, 1))]
    first = ids(reconcile(texts))["a"]
    split = ids(reconcile(apart, known=dict.fromkeys("abc", first)))
    assert (split["a"], split["b"]) == (first, first)
    assert split["c"] != first


def test_an_id_that_was_published_is_never_given_to_another_story() -> None:
    """Not even where the hash would give it again."""
    lone = text("a", POSTS, WHOLE)
    taken = ids(reconcile((lone,)))["a"]
    again = ids(reconcile((lone, replace(text("b", POSTS, WHOLE), published=date(2020, 1, 1))), known={"b": taken}))
    assert again["b"] == taken
    assert again["a"] != taken


def test_nothing_to_reconcile_is_no_story() -> None:
    """No text, no story; a text without anything is one of its own."""
    assert reconcile(()) == ()
    assert len(reconcile((text("a", title="", regulators=(), published=None),))) == 1
