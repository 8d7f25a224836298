"""Simplified and Traditional say the same; hostile Chinese is read without harm, in linear time."""

from __future__ import annotations

import json
import time
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import Claim, Extraction, SourceText, extract

HERE = Path(__file__).parent
TEXTS = tomllib.loads((HERE / "chinese_texts.toml").read_text(encoding="utf-8"))["texts"]
FILES = ("zh_dev.jsonl", "fresh/zh_w3.jsonl")
GOLD = [
    json.loads(line)
    for name in FILES
    for line in (HERE.parent / "gold" / name).read_text(encoding="utf-8").splitlines()
    if line
]
# Simplified characters of these texts with their Traditional forms, by hand.
PAIRS = (
    "万萬亿億个個条條则則篇篇张張双雙对對层層页頁场場台臺种種样樣类類项項处處间間门門余餘约約贰貳"
    "网網络絡帐帳账賬号號户戶讯訊资資闻聞视視频頻剧劇评評论論笔筆记記链鏈连連结結话話题題语語词詞"
    "应應软軟体體机機关關闭閉开開启啟专專业業务務员員团團伙夥队隊组組织織贴貼违違规規误誤导導谣謠虚虛伪偽骗騙诈詐"
    "赌賭枪槍秽穢黄黃罚罰缓緩责責诫誡劝勸谈談惩懲销銷册冊废廢缴繳没沒缉緝获獲诉訴审審决決侦偵办辦调調检檢测測筛篩扫掃恶惡"
    "斗鬥争爭击擊狱獄线線权權营營奖獎减減积積丝絲转轉发發级級拦攔阻阻断斷过過滤濾现現认認识識别別鉴鑑证證实實据據标標"
    "国國总總局局厅廳县縣镇鎮区區湾灣苏蘇辽遼宁寧陕陝云雲广廣东東无無锡錫扬揚温溫绍紹兴興兰蘭庆慶济濟烟煙郑鄭阳陽长長"
    "财財税稅贸貿银銀监監督督管管险險邮郵电電传傳护護卫衛药藥质質为為于於从從来來内內里裡后後时時周週钟鐘岁歲还還这這们們"
    "说說讲講称稱问問复復报報订訂阅閱读讀写寫书書画畫图圖进進远遠达達边邊迟遲适適选選遗遺运運学學师師儿兒妇婦杀殺贼賊抢搶"
    "动動游遊戏戲乐樂声聲响響听聽观觀众眾买買卖賣购購价價钱錢费費货貨币幣偿償债債贷貸额額录錄计計扩擴领領干幹党黨军軍"
    "协協会會议議职職联聯构構势勢态態环環节節点點际際范範围圍术術义義执執归歸历歷摊攤窃竊盗盜拟擬将將预預备備准準筹籌"
    "该該当當愿願够夠让讓请請谢謝仅僅紧緊严嚴坚堅强強缀綴审審涉涉户戶诽誹谤謗诋詆亲親优優惩懲验驗补補农農显顯确確须須"
    "谱譜赖賴赢贏绝絕给給继繼续續维維综綜绿綠编編练練纠糾红紅级級纪紀纷紛紧緊迁遷邻鄰酱醬阶階随隨难難虽雖顶頂顾顧顿頓饭飯"
    "饮飲馆館驻駐驾駕驱驅骚騷惊驚鱼魚鸟鳥龙龍齐齊龄齡丑醜两兩丰豐丽麗举舉么麼乌烏习習乡鄉亏虧亚亞产產仓倉仪儀伤傷侠俠"
)
TRADITIONAL = {ord(simple): hant for simple, hant in zip(PAIRS[::2], PAIRS[1::2], strict=True)}


def facts(claims: tuple[Claim, ...]) -> list[tuple[object, ...]]:
    """What must not depend on the script: everything but spans and the currency of a bare 元."""
    return [(c.value, c.bound, c.unit, c.action, c.actor, c.platforms, c.part_of, c.change, c.period) for c in claims]


def both(source: SourceText) -> tuple[Extraction, Extraction]:
    """A text as it is and in Traditional script."""
    hant = replace(source, title=source.title.translate(TRADITIONAL), text=source.text.translate(TRADITIONAL))
    return extract(source), extract(hant)


def sources() -> list[SourceText]:
    """Our own texts and the gold, those that are Simplified."""
    own = [
        SourceText(id=t["id"], title=t["title"], text=t["text"].strip(), lang="zh", published=date(2025, 3, 12))
        for t in TEXTS
    ]
    gold = [
        SourceText(
            id=d["id"],
            title=d["title"],
            text=d["text"],
            lang="zh",
            published=date.fromisoformat(d["published"]),
            region="CN",  # where 元 is known, the script has no say in it
        )
        for d in GOLD
    ]
    # 通報 is what people do in Taiwan, 通报 what an authority does on the mainland: the one word that script decides.
    return [s for s in (*own, *gold) if "通报" not in s.title + s.text]


@pytest.mark.parametrize("source", sources(), ids=lambda s: s.id)
def test_both_scripts_give_the_same_claims_actors_and_platforms(source: SourceText) -> None:
    """Conversion character by character changes nothing that a reader learns."""
    simple, hant = both(source)
    assert facts(hant.claims) == facts(simple.claims)
    assert hant.platforms == simple.platforms
    assert hant.regulators == simple.regulators


def test_full_width_says_what_half_width_says() -> None:
    """１２３４家 and 1234家."""
    plain = extract(SourceText(id="t", text="约谈网站1234家，罚款50万元。", lang="zh"))
    wide = extract(SourceText(id="t", text="约谈网站１２３４家，罚款５０万元。", lang="zh"))
    assert facts(wide.claims) == facts(plain.claims)


WORDS = [
    "清理",
    "关闭",
    "被",
    "对",
    "将",
    "其中",
    "账号",
    "网站",
    "信息",
    "12",
    "3万",
    "余",
    "个",
    "条",
    "家",
    "，",
    "、",
    "。",
    "的",
    "约",
    "%",
    "环比增长",
    "占比",
    "罚款",
    "万元",
    "“",
    "”",
    "(",
    "微博",
    "国家网信办",
    "2024年",
    "截至",
    "A",
]
PIECES = st.sampled_from([*WORDS, "\n", " ", "\u202e", "\ud800", "😀"])


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_words_is_read_and_every_span_quotes(text: str) -> None:
    """No exception, spans inside the text, wholes that exist, the same answer twice."""
    source = SourceText(id="t", text=text, lang="zh", published=date(2025, 3, 12))
    found = extract(source)
    ids = {claim.id for claim in found.claims}
    for claim in found.claims:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.sentence.start <= claim.span.start
        assert claim.part_of is None or claim.part_of in ids
    assert extract(source) == found


@pytest.mark.parametrize(
    "unit",
    [
        "清理信息3万条，关闭账号2万个。",
        "其中3个、",
        "的" * 40,
        "“" * 30 + "微博",
        "被" * 30 + "3个",
        "3" * 50,
        "，" * 60,
        "对账号3个" * 5,
    ],
)
def test_the_cost_grows_with_the_length_and_no_faster(unit: str) -> None:
    """Four times the text in less than eight times the processor time; quadratic work would be sixteen."""

    def cost(length: int) -> float:
        text = (unit * (length // len(unit) + 1))[:length]
        start = time.process_time()
        extract(SourceText(id="t", text=text, lang="zh"))
        return time.process_time() - start

    cost(2_000)
    short = min(cost(4_000) for _ in range(2))
    assert min(cost(16_000) for _ in range(2)) < 8 * short + 2
