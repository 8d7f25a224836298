"""Small rules of Chinese binding, a sentence or two each: what is counted, what was done, when, why, of what."""

from __future__ import annotations

import pytest

from extractors.binding.unspaced.stems import spelled
from extractors.records import Action
from tests.extractors.test_chinese_claims import read, said
from tests.extractors.test_chinese_doers import own


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # what is taken in, seized, sent, put out
        ("刑事局查獲詐騙集團12團、嫌犯80人。", ["12 organisation investigate", "80 person arrest"]),
        ("平台查获违规广告23则。", ["23 content identify"]),
        ("前5个月录得8259宗罪案，单是5月便有1742宗。", ["8259 case other", "1742 case other of c1"]),
        ("中心受理用户举报16.4万件次，其中骚扰电话8.9万件。", ["164000 report report", "89000 report report of c1"]),
        ("平台受理申诉962件，约占全部申诉的31.2%。", ["962 report report", "31.2 about percent report"]),
        ("平台违法收集截图信息1196万条。", ["1.196e+07 content identify"]),
        ("平台清退违规商家97家。", ["97 organisation close"]),
        ("网信办推送权威信息96条。", ["96 content other"]),
        ("平台下线仿冒笔记7908篇，封号1230个。", ["7908 content remove", "1230 account close"]),
        ("警方破案后清查有217名被害人。", ["217 person identify"]),
        ("该局组织检测App 73万款。", ["730000 app investigate"]),
        ("14款App存在违反必要原则收集个人信息行为。", ["14 app identify"]),
        ("站方删弹幕470万条。", ["4.7e+06 content remove"]),
        ("平台封断账号300个。", ["300 account close"]),
        ("异常账号计2万8,216组。", ["28216 account identify"]),
        ("数据显示，网络购物诈骗2,706件。", ["2706 case other"]),
        # what belongs to what is counted, what is only asked for, what is at fault, a crowd that only stands by
        ("该部已切断60万个赌博内容的链接。", ["600000 content block"]),
        ("平台移除约1000万个冒充创作者的个人档案。", ["1e+07 about account remove"]),
        ("委员会向各平台提出26万则有害内容的移除要求。", ["260000 content report"]),
        ("平台受理退款申请约1.1万单。", ["11000 about report report"]),
        ("企业关停违规语音专线362条、短信端口1285个。", ["362 other close", "1285 other close"]),
        ("网信部门约谈该平台，平台拥有1.75亿用户。", []),
        ("县局督促15家平台严控增量。", ["15 organisation warn"]),
        ("平台则披露关闭账号913个。", ["913 account close"]),
        (
            "责令关停网站12家，切断直播206场，恢复账号3万个。",
            ["12 website close", "206 stream suspend", "30000 account restore"],
        ),
        ("守护者计划协助警方破案35起。", ["35 case investigate"]),
        ("处置账号应为2.3万个，而非2.8万个。", ["23000 account penalise"]),
        ("尾号“4471”的用户现已被永久封禁。", []),
        ("约260万名用户的个人资料遭撷取。", ["2.6e+06 about person identify"]),
        ("移除158个假冒官员的Facebook及Telegram账号。", ["158 account remove"]),
        ("下架违规App 6款，民众检举案则有745件。", ["6 app remove", "745 report report"]),
        ("社区用户每天发布笔记超千万篇。", []),
        ("对12家网站平台启动立案程序，对其中7家作出行政处罚。", ["12 website investigate", "7 website penalise of c1"]),
        ("3家企业被列入电信业务经营不良名单。", ["3 organisation warn"]),
        ("退回违规稿件6.8万个，对3,420名用户处以封禁。", ["68000 content remove", "3420 person close"]),
        ("接獲民眾檢舉1,284件，核處43件。", ["1284 report report", "43 case penalise"]),
        ("公署就起底罪行展開了112宗刑事調查。", ["112 case investigate"]),
        ("约260萬名用戶的個人資料遭擷取。", ["2.6e+06 about person identify"]),
        ("缅方移交犯罪嫌疑人1820名，公安部下达预警指令6.6亿条。", ["1820 person arrest", "6.6e+08 other warn"]),
        ("关闭侵权网站（APP）2,390个。", ["2390 website close"]),
        ("拘捕9男6女。", ["9 person arrest", "6 person arrest"]),
        ("接获申诉31万起，恢复其中6.4万条。", ["310000 report report", "64000 content restore of c1"]),
        ("出动检查人员3,200人次，对2,860家网站平台开展现场检查。", ["2860 website investigate"]),
        ("受理投诉1,730件，办结1,692件。", ["1730 report report", "1692 report report"]),
        ("取消2,260个账号的营利权限。", ["2260 account restrict"]),
        ("侦测出诈骗广告23万则，经通报后下架22.8万则。", ["230000 content identify", "228000 content remove"]),
        ("3家平台因未如期下架，累计遭罚780万元。", ["3 organisation fine", "7.8e+06 money fine"]),
        ("办公室向2间电讯商发出警告，拒绝登记申请140万宗。", ["2 organisation warn", "1.4e+06 report block"]),
        ("对查实的216起举报，平台予以下架商品处理的有94起。", ["216 report report", "94 report remove"]),
        ("协助警方破获制售假案件260起。", ["260 case investigate"]),
        ("铁路12306识别抢票软件，封停账号6.7万个。", ["67000 account close"]),
        ("下架12款未备案App，转交外省网信部门417条线索。", ["12 app remove", "417 case investigate"]),
        (
            "对12家快递企业泄露用户信息问题立案调查，责令停业整顿3家。",
            ["12 organisation investigate", "3 organisation suspend"],
        ),
        ("接获申诉2,218件，裁处电视事业21件。", ["2218 report report", "21 case fine"]),
        ("行政处罚3家，累计罚款18万元。", ["3 organisation penalise", "180000 money fine"]),
        ("工信部通报，36款App存在侵害用户权益行为，包括游戏类12款。", ["36 app warn", "12 app warn of c1"]),
        ("裁罚情形：Meta 18件、LINE 2件。", ["18 case fine", "2 case fine"]),
        ("处置情况：微博1.2万个账号、抖音3,400个账号。", ["12000 account penalise", "3400 account penalise"]),
        ("平台巡查发现并处置引流账号5,214个。", ["5214 account penalise"]),
        ("被永久封停的账号由二季度的1,850个增至2,430个。", ["1850 account close", "2430 account close"]),
        ("逾期未处理而遭裁罚的有3件。", ["3 case fine"]),
        ("对违规达人扣除信用分4.6万次，违规商品下架量46万件。", ["46000 other restrict", "460000 other remove"]),
        ("应各国政府要求限制访问内容41万件。", ["410000 content restrict"]),
        ("防骗工具录得1,100万次查询，前五批通报的应用已下架。", []),
        ("涉案者共47人，其中已被逮捕者31人。", ["47 person identify", "31 person arrest of c1"]),
        (
            "【网信办约谈平台企业2,140家 关停网站3.4万家】网信办今日通报，约谈平台企业2,140家，暂停业务216家，关停网站3.4万家。",
            ["2140 organisation warn", "34000 website close", "216 organisation suspend"],
        ),
        ("约谈负责人18人次，其中3个账号主动注销。", ["18 person warn", "3 account close"]),
        ("解救被困人员260名，拘捕嫌疑人91名。", ["260 person other", "91 person arrest"]),
        ("识别骚扰电话78亿次，协助警方打掉团伙17个。", ["7.8e+09 other identify", "17 organisation close"]),
        ("监管部门计划年内约谈30家平台，整改50款App。", ["30 organisation other", "50 app other"]),
        ("网信办拟对2家平台罚款，已关停3个频道。", ["2 organisation other", "3 group close"]),
        ("六家社交平台封锁31个网站，1.3万个矩阵号被一锅端。", ["31 website block", "13000 account close"]),
        ("银行截回款项共9.2亿元，封停95号段号码3,100个。", ["9.2e+08 money block", "3100 other close"]),
        # examples held up
        ("最高检发布7件个人信息保护检察公益诉讼典型案例。", ["7 case other"]),
        ("网警公布案例十则，选取4个执法案例予以公开。", ["10 case other", "4 case other"]),
        ("三大运营商和五大平台签约，通报5大典型案例。", ["5 case other"]),
        # cases and fines told by their measure words
        ("求职陷阱1,204宗。", ["1204 case other"]),
        ("3案裁罚、2案警告。", ["3 case fine", "2 case warn"]),
        ("3案各罚60万元。", ["3 case fine", "600000 money fine"]),
        ("裁罚件数为28件。", ["28 case fine"]),
        ("扣12分的店铺有615家，限制提现功能2.1万次。", ["615 organisation restrict", "21000 other restrict"]),
        # parts, only where words say so
        ("拘捕236人（170男66女）。", ["236 person arrest", "170 person arrest of c1", "66 person arrest of c1"]),
        ("通报38款App，仍有2款未完成整改。", ["38 app warn", "2 app identify of c1"]),
        ("共清理信息228万条，其中用户举报13万条。", ["2.28e+06 content remove", "130000 report report of c1"]),
        (
            "受理举报634万件。按类型分，色情类251万件，占39.6%；赌博类118万件。",
            [
                "6.34e+06 report report",
                "2.51e+06 report report of c1",
                "39.6 percent report of c1",
                "1.18e+06 report report of c1",
            ],
        ),
        ("下架的27款App中有19款恢复上架。", ["27 app remove", "19 app restore of c1"]),
        (
            "共侦破案件45743起，抓获嫌疑人65832名。其中，侦破诈骗案件2868起，抓获嫌疑人7647名。",
            [
                "45743 case investigate",
                "65832 person arrest",
                "2868 case investigate of c1",
                "7647 person arrest of c2",
            ],
        ),
        (
            "立案查处案件31件。因泄露信息立案的有14件，占45%。",
            ["31 case investigate", "14 case investigate of c1", "45 percent investigate of c1"],
        ),
        (
            "查获代理商4家，其中2家移送检调，另2家各罚5万元。",
            [
                "4 organisation investigate",
                "2 organisation arrest of c1",
                "2 organisation fine of c1",
                "50000 money fine",
            ],
        ),
        ("年内查处案件57件，警告19件、罚款38件。", ["57 case investigate", "19 case warn", "38 case fine"]),
        # sums
        ("拘捕236人，損失金額4.8億元。", ["236 person arrest", "4.8e+08 money identify"]),
        ("共受理诈骗案件300件，损失金额4.8亿元。", ["300 case investigate", "4.8e+08 money other"]),
        ("向两家公司分别罚款5亿及2亿欧元。", ["2 organisation fine", "5e+08 money fine", "2e+08 money fine"]),
        ("该团伙骗取87名被害人共计430余万元。", ["87 person identify", "4.3e+06 at_least money identify"]),
        ("每则可处50万元以上、2500万元以下罚款。", ["500000-2.5e+07 money other"]),
        ("罚款上限为上一年度销售额的10%。", ["10 at_most percent other"]),
        ("拟对3家企业处以罚款50万元。", ["3 organisation other", "500000 money other"]),
        ("止付资金9.4亿元，其中已返还群众3.1亿元。", ["9.4e+08 money block", "3.1e+08 money restore of c1"]),
        ("拦阻民众汇款9410件，金额达42亿元。", ["9410 other block", "4.2e+09 money block"]),
        ("会同银行拦截资金3640亿元，清查经手赌资达88亿元。", ["3.64e+11 money block", "8.8e+09 money identify"]),
        ("罚款百万元以上的案件21件，冻结保证金460万元。", ["21 case fine", "4.6e+06 money suspend"]),
        ("处1万元以上10万元以下罚款。", ["10000-100000 money other"]),
        ("违者面对不超过50万令吉罚款，最高一笔罚款3000万元。", ["500000 at_most money other", "3e+07 money fine"]),
        ("新法将罚款上限由100万元提高到1000万元。", ["1e+06 at_most money other", "1e+07 money other"]),
        (
            "罚款最高可达5000万元或上一年度营业额5%。",
            ["5e+07 at_most money other", "5 at_most percent other"],
        ),
        ("法案规定违规平台罚4950万澳元，违规者罚2万至20万元。", ["4.95e+07 money other", "20000-200000 money other"]),
        (
            "罚金最高可达全球年营业额的10%或1800万英镑。",
            ["10 at_most percent other", "1.8e+07 money other"],
        ),
        ("涉诈资金流水30亿元。", ["3e+09 money identify"]),
        ("违法所得68万元被没收。", ["680000 money fine"]),
        ("假投资财损36亿元居首，假检警11亿元次之。", ["3.6e+09 money other", "1.1e+09 money other"]),
        ("止付资金5.9亿元，返还被骗资金3,870万元。", ["5.9e+08 money block", "3.87e+07 money restore"]),
        # percentages
        ("封禁账号4.2万个，申诉恢复率2.3%。", ["42000 account close", "2.3 percent restore of c1"]),
        (
            "共有1万零586人被捕，较去年同期的8955人增加18.2%。",
            ["10586 person arrest", "8955 person arrest", "18.2 percent arrest up"],
        ),
        ("受理案件1832件，金额10亿元被骗走，较上月分别减少1.8%及9.5%。", None),
        ("接获投诉500宗，办结率98.5%。", ["500 report report", "98.5 percent report of c1"]),
        ("要求平台移除讯息300则，移除率超过96%。", ["300 content remove", "96 at_least percent remove of c1"]),
        ("被下架的App里，工具类占了四成，社交类占了两成五。", ["40 percent remove", "25 percent remove"]),
        ("违规账号由上月的3,200个降至1,850个。", ["3200 account identify", "1850 account identify"]),
        ("法院判处张某罚金20万元（约合2.8万美元）。", ["200000 money fine"]),
        ("平台封掉300个。", ["300 account close"]),
        ("劝阻13万名，避免损失9.6亿元。", ["130000 person warn", "9.6e+08 money block"]),
        # nobody's claims
        ("平台平均每分钟封20个。", []),
        ("全国铁路发送旅客9,345万人次，同比增长8%。", []),
        ("居民消费价格同比上涨0.2%，环比下降0.2%。", []),
        ("两车相撞，3人死亡、5人受伤。", []),
        ("18支球队分成3个小组。", []),
        ("检查企业560家次，立案处罚47家。", ["560 organisation investigate", "47 organisation penalise"]),
        ("清理一人多卡300张。", ["300 other remove"]),
        ("接获投诉300宗，较3月减少27宗。", ["300 report report"]),
        ("人均持号由4.1个降至2.6个。", []),
        ("公司新增门店120家，备案大模型900个。", []),
        ("整治历时两个多月，用户满意率96%。", []),
        ("2,600人的审核团队。", []),
    ],
)
def test_a_sentence_gives_these_claims(text: str, lines: list[str] | None) -> None:
    """Value, bound, unit, action, change and whole."""
    claims = read(text)
    if lines is None:
        assert [(said(c)) for c in claims][-2:] == ["1.8 percent investigate down", "9.5 percent other down"]
    else:
        assert [said(claim) for claim in claims] == lines


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("今年首季接獲通報58宗，較去年同期的27宗上升。", [("2024-01-01", "2024-03-31"), ("2023-01-01", "2023-03-31")]),
        (
            "平台4月15日起开展整治。6月收到举报300件。整治期间，删除弹幕400条。",
            [("2024-06-01", "2024-06-30"), ("2024-04-15", None)],
        ),
        ("今年上半年，工信部下架App 30款。\n\n其中一起，警方抓获嫌疑人34名。", [("2024-01-01", "2024-06-30"), None]),
        (
            "去年，抖音封禁账号300个。第二季度禁言90个。全年受理投诉4000件。",
            [("2023-01-01", "2023-12-31"), ("2024-04-01", "2024-06-30"), ("2023-01-01", "2023-12-31")],
        ),
        ("自2021年10月新例生效至今年4月底，公署拘捕59人。", [("2021-10-01", "2024-04-30")]),
        (
            "2023年接获投诉315宗，其中诈骗36宗，较2022年的70宗大减。",
            [("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-12-31"), ("2022-01-01", "2022-12-31")],
        ),
        (
            "去年，教育部清理信息300条。\n\n教育部罚款9万元。教育部另清理链接80条。",
            [("2023-01-01", "2023-12-31"), None, ("2023-01-01", "2023-12-31")],
        ),
        ("今年5月，NCC移除讯息300则。\n\n数位部同期移除广告90则。", [("2024-05-01", "2024-05-31")] * 2),
        ("工信部上月下架App 30款。抖音说，过去两周下架视频900条。", [("2024-06-01", "2024-06-30"), None]),
        ("记者今日获悉，近期网信部门约谈平台5家。", [None]),
        ("今年5月起，总局开展整治。快手近期下架违规短剧662部。", [None]),
        (
            "今年上半年，公安部侦破诈骗案件30起，有的利用拟声手段。\n\n公安部抓获嫌疑人90名。",
            [("2024-01-01", "2024-06-30")] * 2,
        ),
        ("工信部上月下架App 30款。\n\n教育部清理信息300条。", [("2024-06-01", "2024-06-30"), None]),
        # a campaign begun then, a part of the time told, a year grown out of, the items of a list
        ("3月12日，平台启动“虚假营销”专项治理。一个多月来封禁账号300个。", [("2024-03-12", None)]),
        ("3月12日“清朗·2024年网络环境整治”启动，网信办处置账号300个。", [("2024-03-12", None)]),
        ("3月12日，平台处置账号300个，并启动专项行动。", [("2024-03-12", "2024-03-12")]),
        (
            "自2020年取得执照后，该台被罚款25万元，光是2021年就有21万元。",
            [("2020-01-01", None), ("2021-01-01", "2021-12-31")],
        ),
        (
            "前5个月警方拘捕300人，单是5月便有90人。警方查获骗徒40人。",
            [("2024-01-01", "2024-05-31"), ("2024-05-01", "2024-05-31"), ("2024-01-01", "2024-05-31")],
        ),
        ("2023年损失金额由91.8亿元微跌至91.5亿元。", [("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31")]),
        ("1.一季度，平台下架视频300条。\n\n2.平台关闭账号90个。", [("2024-01-01", "2024-03-31"), None]),
        ("平台现将3月治理情况公示如下。关闭账号90个。", [("2024-03-01", "2024-03-31")]),
    ],
)
def test_when_it_happened(text: str, periods: list[tuple[str, str | None] | None]) -> None:
    """A year before, a campaign pointed back to, an example, another body's paragraph."""
    told = [c.period and (str(c.period.start), str(c.period.end) if c.period.end else None) for c in own(text)]
    assert told == periods


def told(text: str, *, title: str, kind: str) -> list[str]:
    """When each claim fell, start and end."""
    periods = (claim.period for claim in own(text, title=title, kind=kind))
    return [f"{period.start}..{period.end}" if period else "" for period in periods]


def test_a_body_s_own_report_is_of_the_time_in_its_title() -> None:
    """A part of that time, told in another paragraph, ends with it; a story's title dates only what the same body did."""
    text = "微博5月共处置账号300个。\n\n5月21日至27日清理话题20条。\n\n微博另受理投诉90件。"
    may = "2024-05-01..2024-05-31"
    assert told(text, title="微博5月治理公告", kind="regulator") == [may, "2024-05-21..2024-05-27", may]
    story = "今年5月，工信部下架App 9款。\n\n教育部清理信息300条。"
    assert told(story, title="工信部：5月下架App 9款", kind="media") == [may, ""]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("另有29个超话因组织拉踩引战被暂停更新。", "组织拉踩引战"),
        ("因传播谣言，3个账号被关闭。", "传播谣言"),
        ("针对“同质化”问题，平台处置账号469个。", "“同质化”"),
        ("下架514款拒不整改的App。", "拒不整改"),
        ("针对批量养号矩阵，平台关停账号300个。", "批量养号矩阵"),
        ("针对上述情况，平台关停账号300个。", None),
        ("下架违规短剧209部，主要涉及拜金主义、浮夸奢靡等内容。", "拜金主义、浮夸奢靡"),
        ("总局认定其滥用市场支配地位，罚款8760万元。", "滥用市场支配地位"),
        ("仍有2款未按要求完成整改。", "未按要求完成整改"),
        ("清理违法违规信息300条。", None),
        ("因此，平台关闭账号300个。", None),
    ],
)
def test_why_it_was_done(text: str, why: str | None) -> None:
    """因…被, 针对…问题, what the things did; a word that only holds 因 brings in nothing."""
    (claim,) = read(text)
    assert (None if claim.reason is None else text[claim.reason.start : claim.reason.end]) == why


def test_fines_of_one_sentence_share_their_reason() -> None:
    """A second sum is for the same fault; a share has the reason of its figure."""
    text = "有两家企业因疏于防护，被分别罚款20万元及8万元。因诈骗被停权的账号有90个，占45%。"
    assert [text[c.reason.start : c.reason.end] for c in read(text) if c.reason][-4:] == ["疏于防护"] * 2 + ["诈骗"] * 2


@pytest.mark.parametrize(
    ("verb", "action"),
    [("删停", Action.REMOVE), ("起封", None), ("封断", Action.CLOSE), ("查核", Action.INVESTIGATE), ("推广", None)],
)
def test_an_unlisted_verb_is_read_by_its_characters(verb: str, action: Action | None) -> None:
    """Every character must be one that such verbs are made of."""
    assert spelled(verb, "zh") is action
