"""Which reports tell another one in another language, and so confirm nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.reconcile import reconcile, story_form
from bot.core.reconcile.attribution import agencies, is_translation
from bot.core.reconcile.copies import Copies, copies
from bot.core.reconcile.outlines import outline_of
from bot.core.reconcile.translations import Pair
from bot.core.stories import Told, VagueFigure
from tests.core.told_texts import Fields, figure, text

FIGURES = (
    figure("It removed [1,410,900] posts.", unit="content", action="remove"),
    figure("It dealt with [927,600] accounts.", action="penalise"),
    figure("It closed [66,600] of them."),
    figure("It shut [1,300] groups.", unit="group"),
    figure("It blocked [46] websites.", unit="website", action="block"),
)
ROUGH = (
    FIGURES[0] | {"value": 1_410_000, "bound": "at_least"},
    FIGURES[1] | {"value": 930_000, "bound": "about"},
    *FIGURES[2:],
)
MILLIONS = VagueFigure(quote="millions of posts", unit="content", action="remove", least=2e6, most=None)
ENGLISH = "The regulator closed many accounts in a spring campaign. "
CHINESE = "监管部门在春季行动中关闭了许多账号。"


def counted(english: Told, chinese: Told, *, primary: tuple[Fields, ...] = FIGURES) -> tuple[int, int]:
    """How many independent reports give the figure of the websites, and how many agree; in both orders of arrival."""
    own = text("p", *primary, primary=True, lang="zh", day=1)
    found = set()
    for reports in ((english, chinese), (chinese, english)):
        stories = reconcile((own, *reports))
        agreement = next(f.agreement for f in stories[0].facts if "p#c5" in f.claims)
        assert len(stories) == 1
        found.add((agreement.reports, agreement.agree))
    assert len(found) == 1
    return found.pop()


def report(name: str, *figures: Fields, words: str, day: int = 2, vague: tuple[VagueFigure, ...] = ()) -> Told:
    """A report in the language of its words."""
    lang = "zh" if any("\u4e00" <= c <= "\u9fff" for c in words) else "en"
    return text(name, *(figures or FIGURES), lang=lang, day=day, text=words, vague=vague)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (f"{ENGLISH}That is according to Xinhua.", f"新华社北京5月2日电 {CHINESE}"),
        (f"BEIJING (Reuters) - {ENGLISH}", f"据路透社报道，{CHINESE}"),
        (f"{ENGLISH}Source: China News Service", f"（中新社）{CHINESE}"),
        (f"{ENGLISH}Kyodo News agency reported.", f"{CHINESE}来源：共同社"),
    ],
)
def test_reports_of_one_agency_in_two_languages_are_one(english: str, chinese: str) -> None:
    """Whichever of them came first, and however long the other took."""
    assert counted(report("a", words=english), report("b", words=chinese)) == (1, 1)
    assert counted(report("a", words=english), report("b", words=chinese, day=9)) == (1, 1)
    assert counted(report("a", words=english, day=9), report("b", words=chinese)) == (1, 1)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (ENGLISH, CHINESE),
        (f"{ENGLISH}(Reuters)", f"据新华社报道，{CHINESE}"),
        (f"{ENGLISH}Some had posed as Xinhua.", f"有的冒充新华社等媒体。{CHINESE}"),
        (f"{ENGLISH}Accounts posing as Xinhua were reported by users.", f"据新华社报道，{CHINESE}"),
    ],
)
def test_reports_that_name_no_common_source_are_two(english: str, chinese: str) -> None:
    """Both give all of the announcement's figures in its order, as anybody would."""
    assert counted(report("a", words=english), report("b", words=chinese)) == (2, 2)


def test_a_report_of_an_agency_that_has_figures_of_its_own_is_no_translation() -> None:
    """Each tells something that the other does not: two editors were at work."""
    english = report("a", *FIGURES[:4], FIGURES[4], figure("It fined [12] firms.", unit="organisation"), words="(AFP)")
    chinese = report("b", *FIGURES, figure("It jailed [31] people.", unit="person"), words=f"法新社消息：{CHINESE}")
    assert counted(english, chinese) == (2, 2)


def test_a_cut_translation_of_an_agencys_report_is_one_however_few_figures_are_left() -> None:
    """Both say whose report it is."""
    chinese = report("b", words=f"据路透社报道，{CHINESE}")
    for first in range(3):
        assert counted(report("a", *FIGURES[first:], words=f"{ENGLISH}(Reuters)"), chinese) == (1, 1)


def test_a_text_that_says_it_was_translated_goes_with_the_report_that_the_primary_text_is_not() -> None:
    """Where the primary text gives all of its figures, that may be what was translated; so too after many days."""
    said = f"{ENGLISH}This article was translated by our staff."
    chinese = report("b", *ROUGH, words=CHINESE)
    one_rounded = (ROUGH[0], *FIGURES[1:])
    assert counted(report("a", *ROUGH, words=said), chinese) == (1, 1)
    assert counted(report("a", *one_rounded, words=said), report("b", *one_rounded, words=CHINESE)) == (1, 1)
    assert counted(report("a", *one_rounded, words=said, day=9), report("b", *one_rounded, words=CHINESE)) == (2, 2)
    assert counted(report("a", words=said), report("b", words=CHINESE)) == (2, 2)
    english = report("a", *one_rounded, words=ENGLISH)
    assert counted(english, report("b", *one_rounded, words=f"本文译自外媒。{CHINESE}")) == (1, 1)


def test_reports_that_round_or_err_alike_throughout_are_one() -> None:
    """Two roundings or one error, in one order; one rounding may be anybody's."""
    error = (FIGURES[0], FIGURES[1], FIGURES[2] | {"value": 66_900}, *FIGURES[3:])
    for figures in (ROUGH, error):
        assert counted(report("a", *figures, words=ENGLISH), report("b", *figures, words=CHINESE)) == (1, 1)
        assert counted(report("a", *figures, words=ENGLISH), report("b", *figures, words=CHINESE, day=6)) == (2, 2)
        mixed = (*figures[2:], *figures[:2])
        assert counted(report("a", *mixed, words=ENGLISH), report("b", *figures, words=CHINESE)) == (2, 2)
    one = (ROUGH[0], *FIGURES[1:])
    assert counted(report("a", *one, words=ENGLISH), report("b", *one, words=CHINESE)) == (2, 2)
    assert counted(report("a", *ROUGH, words=ENGLISH), report("b", *ROUGH[1:], words=CHINESE)) == (2, 2)
    vague = report("a", *ROUGH, words=ENGLISH, vague=(MILLIONS,))
    assert counted(vague, report("b", *ROUGH, words=CHINESE)) == (2, 2)
    assert counted(vague, report("b", *ROUGH, words=CHINESE, vague=(MILLIONS,))) == (1, 1)


def test_without_a_primary_text_only_words_make_a_translation() -> None:
    """Nobody knows whose roundings they are."""

    def sources(english: str, chinese: str) -> int:
        pair = (report("a", *ROUGH, words=english), report("b", *ROUGH, words=chinese))
        return reconcile(pair)[0].facts[0].agreement.reports

    assert sources(ENGLISH, CHINESE) == 2
    assert sources(f"{ENGLISH}(Reuters)", f"路透社消息，{CHINESE}") == 1
    assert sources(f"{ENGLISH}This article was translated.", CHINESE) == 1


def test_texts_without_day_or_language_are_no_translations() -> None:
    """Nothing is known of them."""
    own = text("p", *FIGURES, primary=True, lang="zh", day=1)
    english, chinese = report("a", *ROUGH, words=ENGLISH), report("b", *ROUGH, words=CHINESE)
    assert copies((own, english, chinese), primary=own) == Copies({"b": "a"})
    for unknown in (replace(english, published=None), replace(english, lang=None), replace(english, lang="zh")):
        assert copies((own, unknown, chinese), primary=own) == Copies({})


def test_a_reprint_of_a_translation_goes_with_what_was_translated() -> None:
    """The translation, two reprints of it and the original are one report."""
    body = f"{ENGLISH}It did so in eight weeks and with the help of many platforms, said its head on Thursday. " * 3
    own = text("p", *FIGURES, primary=True, lang="zh", day=1)
    original = report("o", words=f"据路透社报道，{CHINESE}", day=4)
    papers = [report(name, words=body) for name in "abc"]
    papers[1] = replace(papers[1], text=f"{body} (Reuters)")
    agreement = reconcile((own, original, *papers))[0].facts[0].agreement
    assert (agreement.reports, agreement.agree) == (1, 1)


def test_agencies_are_known_by_all_their_names() -> None:
    """An attribution or a byline; a bare name is none."""
    assert agencies("LONDON, May 2 (Reuters) - It closed.") == {"reuters"}
    assert agencies("据新华社5月2日报道") == agencies("according to the Xinhua News Agency") == {"xinhua"}
    assert agencies("Reuters and Xinhua accounts") == agencies("ap (maps)") == frozenset()
    assert agencies("") == frozenset()


def test_a_text_says_that_it_is_a_translation_at_its_beginning_or_end() -> None:
    """In both languages; however long it is."""
    assert is_translation("x " * 5000 + "This article was translated from Chinese.")
    assert is_translation("本文译自一家外媒。")
    assert not is_translation("The rules were translated into Malay.")


# What both reports say beside the figures, and what the announcement says.
ASIDE = {
    "en": ("Article 31 allows it. ", "Users had waited. ", "A second phase begins on 14 March. "),
    "zh": ("该法第31条允许。", "网民久候。", "第二阶段将于3月14日开始。"),
}
SENTENCES = {
    "en": ("It removed 1,410,900 posts. ", "It shut 1,300 groups. ", "It blocked 46 websites. "),
    "zh": ("清理信息141.09万条。", "关闭群组1300个。", "封堵网站46家。"),
}
QUOTES = {"en": ("1,410,900", "1,300", "46"), "zh": ("141.09万", "1300", "46")}


def written(name: str, lang: str, *steps: int | str, day: int = 2) -> Told:
    """A report in which figures (by number) and side remarks ("0", "1", "2") follow each other."""
    body, figures = "", []
    for step in steps:
        if isinstance(step, str):
            body += ASIDE[lang][int(step)]
            continue
        quote = QUOTES[lang][step]
        place = len(body) + SENTENCES[lang][step].index(quote)
        body += SENTENCES[lang][step]
        figures.append(FIGURES[(0, 3, 4)[step]] | {"quote": quote, "place": place})
    made = text(name, *figures, lang=lang, day=day, text=body)
    placed = (replace(f, place=own["place"]) for f, own in zip(made.figures, figures, strict=True))
    return replace(made, figures=tuple(placed))


def announced(*reports: Told) -> Copies:
    """What is made of reports on an announcement of all five figures."""
    own = text("p", *FIGURES, primary=True, lang="zh", day=1, text="。".join(str(f["sentence"]) for f in FIGURES))
    return copies((own, *reports), primary=own)


def test_exact_figures_among_the_same_remarks_are_a_translation() -> None:
    """Two figures, no source named: days and numbers beside them, and the order of sentences, are of one hand."""
    steps = ("0", 1, "1", 0, "2")
    assert announced(written("a", "en", *steps), written("b", "zh", *steps)).of == {"b": "a"}
    for others in ((1, 0), ("1", 0, "2", 1), (1, "1", 0)):
        assert announced(written("a", "en", *steps), written("b", "zh", *others)).of == {}


def test_one_exact_figure_with_a_remark_may_be_a_translation_and_is_told_as_a_doubt() -> None:
    """It counts as a report of its own, and the story says that it may be none."""
    reports = (written("a", "en", 0, "0", "1"), written("b", "zh", 0, "0", "1"))
    found = announced(*reports)
    assert found.of == {}
    assert found.doubtful == (Pair("b", "a", sure=False),)
    own = text("p", *FIGURES, primary=True, lang="zh", day=1)
    form = story_form(reconcile((own, *reports))[0])
    note = "One of these two may be a translation of the other; they are counted as two reports."
    assert form["copies"] == [{"docs": ["a", "b"], "counted": "apart", "note": note}]
    assert "notes" not in form


def test_one_exact_figure_alone_raises_no_doubt() -> None:
    """Half the world gives the announcement's main figure."""
    assert announced(written("a", "en", 0), written("b", "zh", 0)) == Copies({})
    assert announced(written("a", "en", 0), written("b", "zh", 1)) == Copies({})


def test_texts_that_count_once_are_named() -> None:
    """Original first, then what repeats it."""
    own = text("p", *FIGURES, primary=True, lang="zh", day=1)
    story = reconcile((own, report("a", *ROUGH, words=ENGLISH), report("b", *ROUGH, words=CHINESE)))[0]
    assert [(note.kind, note.docs, note.counted) for note in story.notes] == [("copy", ("a", "b"), "once")]


def test_platforms_and_figures_of_one_report_speak_for_two_hands() -> None:
    """And those of both for one."""
    one, other = written("a", "en", 0, "0", "1"), written("b", "zh", 0, "0", "1")
    named = [replace(report, platforms=("Weibo", "Douyin")) for report in (one, other)]
    assert announced(*named).of == {"b": "a"}
    assert announced(named[0], other).of == {}
    fined = figure("It fined [12,345] firms.", unit="organisation", action="fine")
    assert announced(report("a", *ROUGH, fined, words=ENGLISH), report("b", *ROUGH, fined, words=CHINESE)).of
    assert announced(report("a", *ROUGH, fined, words=ENGLISH), report("b", *ROUGH, words=CHINESE)).of == {}


def test_reports_of_two_agencies_are_two_hands() -> None:
    """Whatever they round alike."""
    english = report("a", *ROUGH, words=f"{ENGLISH}(Reuters)")
    assert announced(english, report("b", *ROUGH, words=CHINESE)).of == {"b": "a"}
    assert announced(english, report("b", *ROUGH, words=f"据新华社报道，{CHINESE}")).of == {}


def test_an_outline_is_the_same_in_two_languages() -> None:
    """Sentences are counted, numbers and days read; a decimal point ends nothing."""
    english = outline_of(
        "On 5 May it closed 1.4 million accounts, 66,600 for good. Article 31! Since June 2024, 2nd try."
    )
    chinese = outline_of("5月5日，关闭账号140万个，其中6.66万个永久关闭。第31条！自2024年6月，第2次。")
    assert english.marks == chinese.marks == {"d5-5", "n1400000", "n66600", "n31", "n2024", "n2"}
    assert english.sentences == chinese.sentences == 3
    assert outline_of("").sentences == 1
    assert outline_of("May 12 people").marks == {"d5-12"}
    assert outline_of("Alarm 12 rang in 12345678901234567").marks == {"n12"}
