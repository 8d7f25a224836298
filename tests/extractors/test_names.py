"""Platforms and regulators by name: every spelling, only where it means the name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.languages import language
from extractors.lexicon.folding import fold, folding
from extractors.lexicon.gazetteer import ExtraNames, gazetteer
from extractors.lexicon.spelling import spelling_pattern
from extractors.names import names
from extractors.records import NameKind, SourceText


def found(text: str, *, title: str = "", lang: str = "en", extra: ExtraNames | None = None) -> list[str]:
    """The canonical names of a text and its title, in order."""
    source = SourceText(id="t", title=title, text=text)
    known = gazetteer(extra) if extra else gazetteer()
    return [n.canonical for field in ("title", "text") for n in names(source, field, known, language(lang))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials named Facebook, TIKTOK and youtube.", ["Facebook", "TikTok", "YouTube"]),
        ("A Twitter-like service was blocked.", ["X"]),
        ("Posts on X and Instagram were removed.", ["X", "Instagram"]),
        ("Variable X was larger than Y in the study.", []),
        ("Generation X uses Facebook.", ["Facebook"]),
        ("The X-ray was posted on Facebook.", ["Facebook"]),
        ("Meta removed the pages.", ["Meta"]),
        ("A Meta-analysis of metal and metadata.", []),
        ("Messages in the Signal app were deleted.", ["Signal"]),
        ("Signal strength fell and the traffic Signal failed.", []),
        ("The Line account and the app were closed.", ["LINE"]),
        ("They drew a Line in the sand.", []),
        ("He tagged friends; the fan became audible in Final Cut Pro X.", []),
        ("A page at facebook-login.com and a mail to x@google.com", []),
        ("The page www.facebook.com was down", ["Facebook"]),
        ("Google Play Store removed it from the Play Store.", ["Google Play", "Google Play"]),
        ("The Amazon rainforest is no shop, Amazon is.", ["Amazon"]),
    ],
)
def test_a_platform_counts_only_where_it_is_meant(text: str, expected: list[str]) -> None:
    """Letters, words and pieces of host names are not platforms."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("California's attorney general sued a broker.", ["California Department of Justice"]),
        ("The KMCC fined two platforms.", ["Korea Media and Communications Commission"]),
        ("韩国放送通信委员会改组为放送媒体通信委员会。", ["Korea Communications Commission", "Korea Media and Communications Commission"]),
        ("TAIPEI – The NSTC met.", ["National Science and Technology Council (Taiwan)"]),
        ("The NSTC met at the White House.", []),
        ("國科會表示。", ["National Science and Technology Council (Taiwan)"]),
        ("個人情報保護委員会は公表した。", ["Personal Information Protection Commission (Japan)"]),
        ("The Personal Information Protection Commission met.", ["Personal Information Protection Commission"]),
        ("TOKYO – The Personal Information Protection Commission met.", ["Personal Information Protection Commission (Japan)"]),
        ("A PPC campaign in Japan.", []),
        ("LAGOS – The NCC fined two operators, Nigeria's press says.", ["Nigerian Communications Commission"]),
        ("TAIPEI – The NCC fined a broadcaster.", ["National Communications Commission"]),
        ("The NCC met.", []),
        ("HANOI – The MIC had 10 pages removed.", ["Ministry of Information and Communications"]),
        ("In Tokyo the MIC wrote to providers.", ["Ministry of Internal Affairs and Communications"]),
        ("MHA officials in Singapore said so.", ["Ministry of Home Affairs (Singapore)"]),
        ("MHA officials in New Delhi said so.", ["Ministry of Home Affairs (India)"]),
        ("FTC staff wrote letters.", ["Federal Trade Commission"]),
        ("SEOUL – The FTC fined the Korean firm.", ["Korea Fair Trade Commission"]),
        ("Brazil's finance ministry said so.", ["Ministry of Finance (Brazil)"]),
        ("Beijing CAC and Zhejiang Provincial Communications Administration", [
            "Beijing Cyberspace Administration", "Zhejiang Communications Administration"]),
        ("Shanghai police and Shanghai's internet police", ["Shanghai Public Security Bureau"] * 2),
    ],
)  # fmt: skip
def test_a_regulator_is_known_by_its_country(text: str, expected: list[str]) -> None:
    """Several bodies share initials; the text tells which one is meant."""
    assert found(text) == expected


def test_a_minister_stands_for_the_ministry_that_the_text_goes_on_to_name() -> None:
    """The full title and "the ministry" together name it; the title alone does not."""
    title = "Information and Communications Minister Tran spoke. "
    assert found(title + "The ministry counted 40 pages.") == ["Ministry of Information and Communications"]
    assert found(title + "He counted 40 pages.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国家网信办会同北京市网信办约谈微博、腾讯微信", ["Cyberspace Administration of China", "Beijing Cyberspace Administration", "Weibo", "WeChat"]),
        ("國家網信辦約談微博、騰訊微信", ["Cyberspace Administration of China", "Weibo", "WeChat"]),
        ("江苏省通信管理局与长治警方", ["Jiangsu Communications Administration", "Changzhi Public Security Bureau"]),
        ("浙江省网信办称，省通信管理局与市公安局已介入", ["Zhejiang Cyberspace Administration", "Zhejiang Communications Administration"]),
        ("广东深圳市警方说，市网信办、省网信办联合约谈", ["Shenzhen Public Security Bureau", "Shenzhen Cyberspace Administration"]),
        ("广东省深圳市出手：市网信办和省网信办约谈平台", ["Shenzhen Cyberspace Administration", "Guangdong Cyberspace Administration"]),
        ("北京市朝阳区网信办与无名市网信办", []),
        ("公安部门与教育部门表示", []),
        ("公安部表示", ["Ministry of Public Security"]),
        ("北京东路与南京东路", []),
        ("在京东购买", ["JD.com"]),
        ("“中国抖音网”冒用名称", []),
        ("“抖音”被约谈", ["Douyin"]),
        ("说“好”之后抖音被约谈", ["Douyin"]),
        ("“抖音", ["Douyin"]),
        ("ＴｉｋＴｏｋ與臉書", ["TikTok", "Facebook"]),
        ("通过LINE群组诈骗,Meta随后移除", ["LINE", "Meta"]),
        ("NCC表示", ["National Communications Commission"]),
        ("百度贴吧不是贴吧之外的百度", ["Baidu Tieba", "Baidu Tieba", "Baidu"]),
        ("X光检查", []),
        ("社群平台X的账号", ["X"]),
    ],
)  # fmt: skip
def test_chinese_names_need_no_room_around_them(text: str, expected: list[str]) -> None:
    """Both scripts, full width, longest first, never a piece of another word."""
    assert found(text, lang="zh") == expected


def test_a_local_office_without_its_place_is_of_the_place_named_before() -> None:
    """The title counts where the text names none; where nothing names one it is nobody known."""
    beijing = ["Beijing Cyberspace Administration"]
    assert found("全市网信办约谈平台。", title="北京市网信办通报执法情况", lang="zh") == beijing * 2
    assert found("市网信办约谈平台。", title="执法情况通报", lang="zh") == []


def test_evidence_in_the_title_speaks_for_a_name_in_the_text() -> None:
    """The whole document is read before a doubtful name is refused."""
    assert found("The NCC has spoken.", title="Nigeria cuts off 40 lines") == ["Nigerian Communications Commission"]
    assert found("The DPC spoke.", title="Data Protection Commission") == ["Data Protection Commission"] * 2


def test_users_add_names_and_spellings() -> None:
    """A user's spelling wins over a built-in meaning."""
    extra = ExtraNames(platforms=(("Pebble", ("T2",)),), regulators=(("My Regulator", ("NCC", "监管甲")),))
    assert found("Pebble, T2 and the NCC; 监管甲", extra=extra) == ["Pebble", "Pebble", "My Regulator", "My Regulator"]


def test_spans_quote_the_text_as_it_stands() -> None:
    """Folding changes no offset."""
    source = SourceText(id="t", text="國家網信辦、Ｔｉｋ Ｔｏｋ與微博")
    found_names = names(source, "text", gazetteer(), language("zh"))
    assert [source.read(n.span) for n in found_names] == ["國家網信辦", "Ｔｉｋ Ｔｏｋ", "微博"]
    assert {n.kind for n in found_names} == {NameKind.PLATFORM, NameKind.REGULATOR}


def test_folding_keeps_the_length_and_ends_in_one_step() -> None:
    """One code point for one; what has been folded stays as it is."""
    assert fold("違規賬號１２％") == "违规账号12%"
    assert all(len(simple) == 1 and fold(simple) == simple for simple in folding().values())


def test_no_spelling_no_match() -> None:
    """An empty list finds nothing."""
    assert spelling_pattern(()) == r"(?!)"


@given(st.text(alphabet=st.sampled_from("微博X Meta“”.@-网NCC公安部门京东facebok\n"), max_size=80))
def test_names_never_overlap_and_always_quote(text: str) -> None:
    """Whatever the text, spans stay inside it and apart."""
    source = SourceText(id="t", text=text)
    spans = [n.span for n in names(source, "text", gazetteer(), language("zh"))]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
