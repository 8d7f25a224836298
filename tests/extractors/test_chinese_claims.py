"""Chinese announcements in our own words, each with the claims that a careful reader takes from it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from extractors import Claim, SourceText, extract

TEXTS = tomllib.loads((Path(__file__).parent / "chinese_texts.toml").read_text(encoding="utf-8"))["texts"]
PUBLISHED = date(2025, 3, 12)


def read(text: str, *, title: str = "", published: date | None = PUBLISHED, lang: str = "zh") -> tuple[Claim, ...]:
    """The claims of a Chinese text."""
    return extract(SourceText(id="t", title=title, text=text, lang=lang, published=published)).claims


def said(claim: Claim) -> str:
    """Value, bound, unit, action and part as one line, as the texts' annotations are written."""
    value = f"{claim.value:g}" if claim.value_max is None else f"{claim.value:g}-{claim.value_max:g}"
    bound = "" if claim.bound == "exact" else f" {claim.bound}"
    part = f" of {claim.part_of}" if claim.part_of else ""
    change = f" {claim.change}" if claim.change else ""
    return f"{value}{bound} {claim.unit} {claim.action}{change}{part}"


def whole_number(line: str) -> str:
    """An annotation with its number written out as `said` writes it."""
    value, _, rest = line.partition(" ")
    return f"{float(value):g} {rest}" if "-" not in value else line


@pytest.mark.parametrize("case", TEXTS, ids=[case["id"] for case in TEXTS])
def test_a_text_gives_the_claims_a_reader_takes_from_it(case: dict[str, object]) -> None:
    """Every figure, its unit, its act, its whole; nothing else."""
    claims = read(str(case["text"]).strip(), title=str(case.get("title", "")))
    expected = case["claims"]
    assert isinstance(expected, list)
    assert [said(claim) for claim in claims] == [whole_number(line) for line in expected]


@pytest.mark.parametrize("case", [c for c in TEXTS if "actors" in c], ids=[c["id"] for c in TEXTS if "actors" in c])
def test_a_text_tells_who_acted(case: dict[str, object]) -> None:
    """One actor a claim, none where nobody known acted."""
    claims = read(str(case["text"]).strip(), title=str(case.get("title", "")))
    assert [claim.actor or "" for claim in claims] == case["actors"]


@pytest.mark.parametrize("case", [c for c in TEXTS if "periods" in c], ids=[c["id"] for c in TEXTS if "periods" in c])
def test_a_text_tells_when_it_happened(case: dict[str, object]) -> None:
    """One period a claim, `..` between its days; none where the text gives none."""
    claims = read(str(case["text"]).strip(), title=str(case.get("title", "")))
    told = [f"{c.period.start or ''}..{c.period.end or ''}" if c.period else "" for c in claims]
    assert told == case["periods"]


@pytest.mark.parametrize(
    "case", [c for c in TEXTS if "platforms" in c], ids=[c["id"] for c in TEXTS if "platforms" in c]
)
def test_a_text_tells_where(case: dict[str, object]) -> None:
    """The platforms that each figure is tied to."""
    claims = read(str(case["text"]).strip(), title=str(case.get("title", "")))
    assert [" ".join(claim.platforms) for claim in claims] == case["platforms"]


@pytest.mark.parametrize(
    "text",
    [
        "该平台用户达5.76亿人，下载量超过3000万次。",
        "活动为期3个月，部署12项行动，覆盖31个省份，召开5次会议。",
        "请拨打12377举报电话或96110反诈专线。",
        "第3批名单与《办法》第47条。",
        "粉丝超过50万的账号须实名认证。",
        "公司营收4557.12亿元，注册资本1亿元。",
        "版本号8.2.1，年满60岁者可由家人协助。",
        "提供查询5700多万次。",
        "他是一个普通的网民。",
    ],
)
def test_what_counts_nothing_of_interest_is_no_claim(text: str) -> None:
    """Audience, durations, measures, telephones, ordinals, thresholds, revenue, versions, articles."""
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "受台风影响，全省已关闭景区138处，停运客运班线426条，取消航班210架次，转移群众3.4万人，召回渔船2100艘。",
        "连锁咖啡品牌公布三季度财报，净收入64.8亿元，同比增长21%；期内新开门店312家，关闭门店43家，门店总数达到1.9万家。",
        "研究团队检测样本1.2万份，识别出新基因43个，建成数据库3个，其论文被引用700余次，误差不到2%，另有9个团队正在跟进。",
        "水利部门排查水库9300座，发现隐患120处，已处置106处，拆除违建17处，清理河道垃圾4.2万吨，更换阀门86个。",
        (
            "三大运营商公布上半年业绩：合计营业收入9,800亿元，同比增长2.3%，5G用户达11.2亿户。其中一家关闭2G基站4.6万个，退网老旧设备"
            "8.2万台，上线视频彩铃内容230万条。分析师认为，移动互联网接入流量增长14%，资费投诉下降8%，计划新增数据中心3座，投资50亿元，"
            "为更多短视频用户提供服务；另一家新建基站12万个，节电3.4亿度，客服解答咨询2.1亿次，用户满意度96%。"
        ),
        "马拉松比赛有3万名选手参赛，关门时间6小时15分，完赛率97.4%，取消成绩23人，其中替跑者8人。",
    ],
)
def test_a_text_about_something_else_says_nothing_of_interest(text: str) -> None:
    """Storms, shops, dams and races close, clear and cancel things, too."""
    assert read(text) == ()


def test_the_same_act_is_a_claim_where_the_text_is_about_enforcement() -> None:
    """A notice of an inspection says whom it closed."""
    text = "市场监管部门通报，专项行动中查处违法案件86起，罚款120万元，关闭门店43家，责令下线违规商品链接1200条。受影响的消费者可以投诉。"
    assert [said(claim) for claim in read(text)] == [
        "86 case investigate",
        "1.2e+06 money fine",
        "43 organisation close",
        "1200 content remove",
    ]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("中央网信办拟清理信息100万条。", "other"),
        ("平台计划关闭账号3000个。", "other"),
        ("对违法平台最高可处罚款100万元。", "other"),
        ("该部将于下月下架App 50款。", "other"),
        ("平台已关闭账号3000个。", "close"),
        ("督促平台删除信息3000条。", "remove"),
        ("责令整改网站30家。", "warn"),
        ("责令30家网站停止更新。", "suspend"),
        ("对30家网站予以警告或者罚款处罚。", "warn"),
        ("拦截清理信息3000条。", "block"),
        ("关闭直播权限账号30个。", "restrict"),
    ],
)
def test_plans_are_not_done_and_orders_are_the_act_ordered(text: str, action: str) -> None:
    """将, 拟, 计划, 可处 against 已; 责令 and 督促 with the verb behind them; the first sanction of several."""
    assert [claim.action for claim in read(text)] == [action]


def test_a_noun_of_no_list_is_quoted_with_its_figure() -> None:
    """收缴了作案药械4600余件: the quote reads on its own, without the verb."""
    text = "收缴了违禁药械4600余件。"
    (claim,) = read(text)
    assert text[claim.span.start : claim.span.end] == "违禁药械4600余件"
    assert said(claim) == "4600 at_least other remove"


def test_vague_figures_are_told_apart() -> None:
    """数百 has no definite value; of nobody's things it is not even vague."""
    found = extract(SourceText(id="t", text="平台删除数百条信息，数千万用户受影响，约见几十家企业。", lang="zh"))
    assert found.claims == ()
    assert [(v.unit, v.action, v.min, v.max) for v in found.vague] == [
        ("content", "remove", 200, 999),
        ("person", "other", 20_000_000, 99_999_999),
        ("organisation", "warn", 20, 99),
    ]


def test_a_sum_without_its_currency_is_the_places_own() -> None:
    """被罚900万 is yuan on the mainland, and says that the currency is inferred."""
    (claim,) = read("某公司被罚900万。")
    assert (claim.value, claim.currency, claim.currency_inferred) == (9_000_000, "CNY", True)


def test_a_figure_pointed_back_to_takes_the_sanction_told_of_it() -> None:
    """尚有37款App未整改。 … 上述37款App下架: one claim, removed."""
    claims = read("尚有37款App未按要求完成整改。通信管理局组织对上述37款App进行下架。")
    assert [said(claim) for claim in claims] == ["37 app remove"]
    assert len(claims[0].also) == 1


def test_numbers_told_respectively_take_their_nouns_in_order() -> None:
    """清理信息、处置账号分别达…: nouns and acts first, numbers after."""
    text = "平台清理违规信息、处置违规账号分别达141万余条、93万余个，其中永久关闭账号7万个。约谈网站、企业分别为30家和5家。"
    assert [said(claim) for claim in read(text)] == [
        "1.41e+06 at_least content remove",
        "930000 at_least account penalise",
        "70000 account close of c2",
        "30 website warn",
        "5 organisation warn",
    ]


@pytest.mark.parametrize(
    ("rule", "text", "line"),
    [
        ("governed", "清理违法违规信息208万余条。", "2.08e+06 at_least content remove"),
        ("disposed", "对27119个帐号作扣分或禁言处理。", "27119 account restrict"),
        ("undergone", "13万余个账号被处置。", "130000 at_least account penalise"),
        ("predicated", "2494起涉网刑案告破。", "2494 case investigate"),
        ("attributed", "遭封禁的违规主播有7200余个。", "7200 at_least stream close"),
        ("fronted", "违规讯息下架120则。", "120 content remove"),
        ("nominal", "算上此前的20次处罚。", "20 other penalise"),
        ("together", "信息3万条、账号2万个已遭清理。", "30000 content remove"),
        ("failing", "尚有53款App未按照要求完成整改。", "53 app identify"),
        ("completed", "平台完成信息3万条的下架。", "30000 content remove"),
        ("charged", "两名高管各领100万元罚单。", "2 person fine"),
        ("announced", "清理违规信息，共计3万条。", "30000 content remove"),
        ("followed", "发现24款App，现予以通报。", "24 app warn"),
        ("example", "公安部公布五起典型案例。", "5 case other"),
        ("unit", "去年诈骗案件3万起。", "30000 case other"),
    ],
)
def test_each_rule_of_binding_by_the_sentence_it_is_for(rule: str, text: str, line: str) -> None:
    """One way to join an act and a number, one sentence."""
    claim = read(text)[0]
    assert (claim.rule, said(claim)) == (rule, line)


def test_a_rule_names_itself_in_every_claim() -> None:
    """`explain` can say how a figure was bound."""
    claims = read("清理信息30条，对20个账号作禁言处理，10个网站被关闭，遭封禁的主播有5个。")
    assert [claim.rule for claim in claims] == ["governed", "disposed", "undergone", "attributed"]
