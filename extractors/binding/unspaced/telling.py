"""Whether a count says what the product cares about: an article, a number without act or noun says nothing."""

from __future__ import annotations

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.unspaced.figures import Figure
from extractors.binding.unspaced.scenery import Scene
from extractors.binding.unspaced.sense import Sense
from extractors.binding.unspaced.units import told_before
from extractors.records import Action, Unit

# What is told without an act: crime, complaints, victims.
_TOLD_ALONE = (Unit.CASE, Unit.REPORT)
# Measure words that tell by themselves what is counted.
_TELLING = frozenset({"人", "名", "位", "人次", "起", "宗", "案", "款", "家"})
# Rules that bind loosely: an act of no interest found by them says nothing.
_LOOSE = ("announced", "shared", "followed", "undergone", "predicated")
# Acts that need a known object to be of interest.
_WEAK = (Action.OTHER, Action.REPORT, Action.IDENTIFY)
_ONLY_CASES = frozenset({"起", "宗", "案"})
_OF_CASES = frozenset({"起", "宗", "件"})
_NO_RESULT = (Action.OTHER, Action.IDENTIFY, Action.WARN, Action.REPORT)
# What is done to accounts and firms, not to unknown things.
_NOT_OF_THINGS = (Action.CLOSE, Action.SUSPEND, Action.RESTRICT, Action.PENALISE)
# What people post and open every day without any act against it.
_POSTED = (Unit.CONTENT, Unit.ACCOUNT)
# Rules that take the act from another figure or clause.
_BESIDE = ("announced", "shared", "followed")
# What is said to be at fault.
FAULTS = (
    "警示",
    "人头",
    "涉诈",
    "涉案",
    "异常",
    "违规",
    "违法",
    "争议",
    "可疑",
    "有害",
    "诈骗",
    "仿冒",
    "假冒",
    "虚假",
    "不实",
    "侵权",
    "不良",
)
_DAILY = ("每天", "每日", "日均")
# Business of firms and platforms that no authority had a hand in.
_BUSINESS = (Unit.APP, Unit.ORGANISATION, Unit.GROUP, Unit.STREAM, Unit.WEBSITE)


def article(figure: Figure, sense: Sense) -> bool:
    """一个, 一名 is a figure only as the result of an act (拘留一名网民)."""
    quantity = figure.quantity
    if quantity.value != 1 or quantity.form == "digits" or quantity.value_max is not None:
        return False
    if figure.measure in _OF_CASES:
        return False
    return sense.rule not in ("governed", "disposed") or sense.action in _NO_RESULT


def untold(reading: Reading, view: Scene, sense: Sense, lender: Candidate | None) -> bool:
    """Whether nothing says that the figure counts what the product cares about: no act, or no noun."""
    figure = view.figure
    if figure.unknown and lender is None and sense.action in _WEAK and figure.measure not in _TELLING:
        return True  # 设立9个分会场, 收到论文300余篇
    if _thing_unheard_of(view, sense):
        return True  # 关闭景区138处, 取消航班210架次
    if _time(view, sense) or _crowd(view, sense):
        return True  # 拥有1.75亿用户, 6000多名员工
    caught = sense.unit in (Unit.PERSON, Unit.CASE, Unit.ORGANISATION)
    if sense.action is Action.ARREST and not caught and (figure.unknown or sense.rule == "shared"):
        return True  # only persons are caught
    if sense.action is Action.OTHER and sense.rule != "example":
        return _idle(view, sense)
    told = told_before(reading, view, lender) is not None
    matters = figure.measure in _TELLING or (sense.unit is Unit.CASE and sense.action is Action.FINE)
    guessed = figure.noun is None and lender is None and not told and not matters  # 裁罚情形：Meta 18件
    return guessed and sense.rule in ("undergone", "predicated", "announced", "followed")


def _thing_unheard_of(view: Scene, sense: Sense) -> bool:
    """Whether an act on accounts and firms is done to a thing of no list that nothing says is at fault."""
    if not view.figure.unknown or sense.unit is not Unit.OTHER or sense.rule != "governed":
        return False
    said = view.page.text[view.figure.clause : view.figure.quantity.span.start]
    return sense.action in _NOT_OF_THINGS and not any(mark in said for mark in FAULTS)


def _time(view: Scene, sense: Sense) -> bool:
    """Whether it counts minutes that nobody has taken down: 18分钟赶到现场."""
    noun = view.figure.noun
    minutes = noun is not None and noun.plays("minutes")
    return minutes and (sense.rule != "governed" or sense.action not in (Action.REMOVE, Action.CLOSE, Action.SUSPEND))


def _crowd(view: Scene, sense: Sense) -> bool:
    """Whether it counts users or staff to whom nothing happens in their own clause or by a list's shared verb."""
    noun = view.figure.noun
    if noun is None or not noun.plays("crowd") or sense.rule not in _BESIDE or sense.action is Action.IDENTIFY:
        return False
    return not _listed(view) and not any(word.act for word in view.trail)


def _listed(view: Scene) -> bool:
    """Whether an enumeration joins the figure to the one before."""
    return view.page.text[view.figure.left : view.figure.start].strip(" ") in ("、", "和", "及", "以及", "与")


def _idle(view: Scene, sense: Sense) -> bool:
    """Whether a count without an act is nobody's claim; cases, reports and persons hurt are told without one."""
    noun = view.figure.noun
    if noun is None and sense.unit is Unit.CASE and view.figure.measure in _ONLY_CASES:
        return False  # 求职陷阱1,204宗
    if sense.unit is Unit.OTHER or noun is None:
        return True
    if sense.unit is Unit.ORGANISATION and sense.rule == "unit" and any(word.act for word in view.trail):
        return True  # 四家平台共下线…: those who act are not what is counted
    if sense.unit in _BUSINESS and sense.rule not in ("unit", "shared"):
        return True  # 新增门店120家, 备案大模型900个
    if sense.unit is Unit.PERSON and _helped_or_hurt(view):
        return False
    if sense.unit in _POSTED and _daily(view):
        return True  # 用户每天发布笔记千万篇
    if sense.unit is Unit.GROUP and sense.rule == "unit":
        return True  # 18支球队分成3个小组
    alone = sense.unit in _TOLD_ALONE or noun.plays("hurt")
    return not alone and (sense.unit is Unit.PERSON or sense.rule in _LOOSE)


def _helped_or_hurt(view: Scene) -> bool:
    """解救被困人员260名, 3万人报案受骗: people who were saved or deceived."""
    return any(w.plays("rescue") for w in view.lead) or any(w.plays("suffering") for w in (*view.lead, *view.trail))


def _daily(view: Scene) -> bool:
    """Whether the clause tells of every day."""
    lead = view.page.text[view.figure.clause : view.figure.start]
    return any(word in lead for word in _DAILY)
