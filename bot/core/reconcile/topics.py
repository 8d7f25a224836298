"""Who or what a figure counts, by the words beside it, the same topic in every language that has words for it.

Topics of one family exclude each other: an account that poses as a news outlet is not counted as one that poses as a
public institution. The words are stems or phrases; the longest match of a place wins, so that "state-run research"
is no state body. Names of topics are those a reader's note uses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

# Family -> topic as a note names it -> words.
FAMILIES: dict[str, dict[str, str]] = {
    "posing": {
        "party and government bodies": (
            "党政机关 政府机构 政府机关 政府部门 国家机关 党政部门 黨政機關 政府機構 政府機關 政府部門 國家機關 行政机关 行政機關 "
            "government_bod government_organi government_agenc government_department government_office government_institution "
            "state_organ state_agenc state_bod party_and_government party_organ government_entit officials_and_government "
            "lembaga_pemerintah instansi_pemerintah"
        ),
        "public institutions": (
            "事业单位 事業單位 公共机构 公共機構 公共事业单位 "
            "public_institution public_bod public_service_institution public_service_unit public-service_institution "
            "public-sector_institution institutional_unit non-profit_state_institution public_undertaking"
        ),
        "the military": (
            "军队 军人 部队 军事 解放军 軍隊 軍人 部隊 軍事 "
            "military army armed_forces soldier troops servicem militer tentara"
        ),
        "news media": (
            "新闻媒体 新闻机构 媒体机构 新闻单位 新闻主播 主播 媒体的 媒体账号 新聞媒體 新聞機構 新聞單位 主播 假冒媒体 冒充媒体 "
            "news_media news_outlet news_organi news_agenc media_outlet media_organi media_agenc newsroom news_anchor "
            "news_presenter journalist broadcaster media_perusahaan media_berita"
        ),
        "companies": ("企业 公司 企業 商家 enterprise compan firms business brands merchant perusahaan"),
        "place names": "区划地名 地名 區劃地名 place_name names_of_places regional_name",
        "celebrities": "明星 名人 艺人 公众人物 藝人 公眾人物 celebrit public_figure famous_people selebriti",
        "experts without credentials": (
            "无资质 专业咨询 专业资质 教育服务 無資質 專業諮詢 without_credential without_qualification unqualified "
            "professional_advice expert_advice professional_advi educational_service without_the_necessary credentials lessons "
            "professional_service"
        ),
    },
    "matter": {
        "rumours": "谣言 造谣 传谣 不实信息 虚假信息 謠言 造謠 rumour rumor false_information fake_news misinformation disinformation made-up",
        "pornography": "色情 淫秽 低俗 淫穢 porn obscen sexual vulgar asusila pornografi",
        "gambling": "赌博 博彩 賭博 gambl betting judi perjudian",
        "fraud": "诈骗 欺诈 電信詐騙 詐騙 fraud scam penipuan",
        "terrorism": "恐怖 暴恐 terror terorisme",
        "violence": "暴力 血腥 violen gore kekerasan",
        "hate": "仇恨 歧视 歧視 hate_speech hateful ujaran_kebencian",
        "spam": "垃圾信息 垃圾邮件 spam",
        "child safety": "儿童性 兒童性 child_sexual child_abuse csam eksploitasi_anak",
        "personal data": "个人信息 隐私 個人資料 個資 personal_data personal_information privacy data_pribadi",
        "profiteering": "违规营利 恶意营销 营利 illicit_profit money-making making_money profiteer cashing_in illegal_profit marketing",
    },
    "age": {
        "minors": "未成年人 青少年 未成年 minors under_18 teenager anak_di_bawah",
        "adults": "成年用户 adult_users",
    },
}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a figure counts, within its family."""

    family: str
    name: str


@cache
def _words() -> tuple[re.Pattern[str], dict[str, Topic]]:
    """All words, longest first, and what each means. "news_outlet" matches "news outlets"."""
    meaning: dict[str, Topic] = {}
    for family, topics in FAMILIES.items():
        for name, words in topics.items():
            for word in words.split():
                meaning[word.replace("_", " ")] = Topic(family, name)
    pattern = "|".join(re.escape(word) for word in sorted(meaning, key=len, reverse=True))
    return re.compile(pattern), meaning


def topics(text: str) -> frozenset[Topic]:
    """The topics a stretch of text names."""
    pattern, meaning = _words()
    return frozenset(meaning[found[0]] for found in pattern.finditer(text.casefold()))
