"""Who acted and on which platform in Chinese texts: a sentence or two each."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import Claim, SourceText, extract


def test_figures_told_respectively_have_one_platform_each() -> None:
    """分别 hands the platforms out in order; a list of platforms without its verb tells who acted."""
    claims = own("百度、微博、抖音分别处置账号1.1万个、2.3万个和3.6万个。")
    assert [claim.platforms for claim in claims] == [("Baidu",), ("Weibo",), ("Douyin",)]
    claims = own("脸书移除帖文3.2万则，YouTube 5,600部。")
    assert [claim.actor for claim in claims] == ["Facebook", "YouTube"]


def test_a_document_about_one_platform_ties_to_it_only_what_befalls_it() -> None:
    """A regulator's sums and penalties are the platform's; what it removes elsewhere is anybody's."""
    text = "国家网信办约谈豆瓣。该平台被罚款30万元。公安部另清理信息300条。"
    fine, removed = own(text, title="豆瓣被罚30万元")
    assert fine.platforms == ("Douban",)
    assert removed.platforms == ()


def test_items_of_a_list_have_their_own_platforms_and_a_semicolon_ends_it() -> None:
    """其中微博81万条 is Weibo's; what follows the list is everybody's again."""
    claims = own(
        "在市网信办指导下，百度、微博等平台清理信息230万条，其中微博81万条；处置账号4.1万个。", title="北京市网信办发布"
    )
    assert [claim.platforms for claim in claims] == [("Baidu", "Weibo"), ("Weibo",), ("Baidu", "Weibo")]


def test_a_platform_that_assists_has_arrested_nobody() -> None:
    """协助抓获 leaves the arrest without a known doer."""
    claims = own("抖音封禁账号61万个，协助抓获嫌疑人2100名。")
    assert [claim.actor for claim in claims] == ["Douyin", None]


def test_a_list_of_platforms_ends_with_its_sentence() -> None:
    """What a body does in the next sentence is tied to no platform."""
    first, second = own("国家网信办督促微博、抖音清理信息300条。朝阳区有关部门查处账号90个。")
    assert first.platforms == ("Weibo", "Douyin")
    assert second.platforms == ()


def test_a_platform_that_helps_a_body_does_not_act() -> None:
    """我们配合上海市公安局 tells of the police's act, not of the platform's."""
    claims = own("小红书7月处置账号300个。我们还配合上海市公安局抓获6人。", title="小红书公告", kind="regulator")
    assert [claim.actor for claim in claims] == ["Xiaohongshu", "Shanghai Public Security Bureau"]


def test_the_body_that_opens_a_paragraph_acts_in_what_follows() -> None:
    """In a text about several bodies the topic of a paragraph acts, also where it is called the police of its place."""
    text = (
        "上海市网信办、上海市公安局昨天召开通气会。\n"
        "上海市网信办的做法是先清后管。4月以来，督促属地平台清理信息12万条。\n"
        "上海警方则盯住幕后。今年破获案件61起，抓获190人。"
    )
    cleared, cases, persons = own(text, title="沪上两部门联手治“黑嘴”")
    assert cleared.actor == "Shanghai Cyberspace Administration"
    assert [cases.actor, persons.actor] == ["Shanghai Public Security Bureau"] * 2


def test_equals_that_open_a_paragraph_leave_the_doer_open() -> None:
    """上海市网信办、市公安局… as one subject: nobody's alone."""
    text = "上海市网信办、上海市公安局昨天召开通气会。今年查处案件61起。"
    assert [claim.actor for claim in own(text, title="沪上两部门联手治“黑嘴”")] == [None]


def test_the_anti_fraud_centre_acts_for_the_ministry_that_a_text_is_about() -> None:
    """国家反诈中心 is the Ministry of Public Security's."""
    claims = own("公安部通报，2023年破获案件25万起。国家反诈中心下发预警指令360万条。", title="公安部通报打诈成绩")
    assert [claim.actor for claim in claims] == ["Ministry of Public Security"] * 2


def test_the_short_name_of_a_commission_follows_the_long_one() -> None:
    """证监会 is Hong Kong's where the text has named 香港证监会, else the mainland's."""
    (claim,) = own("香港证监会周三公布结果。证监会去年封锁账户27个。")
    assert claim.actor == "Securities and Futures Commission"
    (claim,) = own("证监会对12家公司立案调查。")
    assert claim.actor == "China Securities Regulatory Commission"


def own(text: str, *, title: str = "", kind: str = "media") -> tuple[Claim, ...]:
    """The claims of a text published on 10 July 2024."""
    source = SourceText(id="t", title=title, text=text, lang="zh", published=date(2024, 7, 10), kind=kind)
    return extract(source).claims


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("国家网信办指导北京市网信办关停网站3家。", ["Beijing Cyberspace Administration"]),
        ("东莞市网信办联动公安机关约谈运营者7名。", ["Dongguan Cyberspace Administration"]),
        ("国家网信办通报，警方抓获嫌疑人9名。", [None]),
        ("杭州市网信办会同市公安局约谈网站11家。", ["Hangzhou Cyberspace Administration"]),
        ("北京市网信办会同市通信管理局关停网站9家。相关企业被罚款5万元。", ["Beijing Cyberspace Administration"] * 2),
        ("国家网信办通报，朝阳区网信办约谈网站5家。", [None]),
        ("去年，公安部会同工信部、中国人民银行冻结账户93万个。", ["Ministry of Public Security"]),
        ("网信办等四部门6月部署行动。\n\n行动关停网站30家。", [None]),
        ("国家网信办、公安部联合部署行动。\n\n行动关停网站30家。", [None]),
        (
            "抖音下架视频9条。据网信办2日通报，行动以来已处置账号90个。",
            ["Douyin", "Cyberspace Administration of China"],
        ),
        (
            "某主播去年带货3亿元，今年1月被当地市场监管部门罚款50万元。\n\n公安部另破案9起。",
            [None, "Ministry of Public Security"],
        ),
        (
            "市场监管总局查处案件27件。江苏省市场监管局立案3件。2022年总局罚款80万元。",
            [
                "State Administration for Market Regulation",
                "Jiangsu Administration for Market Regulation",
                "State Administration for Market Regulation",
            ],
        ),
        ("最高检通报，全国检察机关起诉犯罪嫌疑人900人。", ["Supreme People's Procuratorate"]),
        ("数字部罚某平台，工信部对抖音罚款100万元。", ["Ministry of Industry and Information Technology"]),
        ("教育部会同中央网信办关停网站32个。", ["Ministry of Education"]),
        ("工信部下架App 9款，其中抖音3款。", ["Ministry of Industry and Information Technology"] * 2),
        ("各地通信管理局通报713款，其中广东省通信管理局162款。", [None, "Guangdong Communications Administration"]),
        ("某某消费中心15日公布，今年受理投诉300件。\n\n公安部破案9起。", [None, "Ministry of Public Security"]),
        (
            "刑事局拘提17人，8人遭法院羁押，查扣现金9万元。",
            ["Criminal Investigation Bureau", None, "Criminal Investigation Bureau"],
        ),
        ("教育部向国家网信办（网信办）申请关闭网站9个。", ["Ministry of Education"]),
        ("某局公布报告。报告指出，异常账号计2万个，其中臉書有3,870個。", [None, None]),
        # offices of a place, one case of a place, several together, what is only counted, who is made to act
        ("国家税务总局通报情况。杭州市税务部门对主播罚款300万元。", [None]),
        ("公安部公布情况。湖北一起案件中，19人被采取刑事强制措施。", [None]),
        ("公安部公布情况。福建、河南、四川三地分别打掉团伙11个、8个和5个。", [None, None, None]),
        ("微博、抖音发布公告。记者统计发现，两者合计处置账号1181个。", [None]),
        ("香港警务处数字显示，2023年共录得8259宗科技罪案。", [None]),
        ("工信部要求国家网信办（CAC）关闭网站90个。", ["Ministry of Industry and Information Technology"]),
        ("经查明，滴滴公司违法收集截图信息1196万条。此前国家网信办已立案。", ["Cyberspace Administration of China"]),
        (
            "公安部通报情况。国家反诈中心下发指令940万条，公安机关见面劝阻1389万人次。",
            ["Ministry of Public Security", "Ministry of Public Security"],
        ),
        ("数位部公布情况。据刑事局统计，去年拦阻成功1906件。", ["Criminal Investigation Bureau"]),
    ],
)
def test_who_acted(text: str, actors: list[str | None]) -> None:
    """Guided offices, partners, nameless police, who fines, who only hosts."""
    assert [claim.actor for claim in own(text)] == actors
