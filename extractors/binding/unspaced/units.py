"""What a figure counts: by its noun, by a noun told before, by what another figure lends, by its measure word."""

from __future__ import annotations

from extractors.binding.candidate import Candidate, Reading
from extractors.binding.unspaced.figures import AGREES, OF_PEOPLE, Figure
from extractors.binding.unspaced.nouns import OF_BODIES
from extractors.binding.unspaced.scenery import Deed, Scene
from extractors.binding.unspaced.wholes import AMONG
from extractors.records import Action, Unit

# Nouns that can be counted as people; with any other the measure word decides.
_PEOPLE = (Unit.PERSON, Unit.STREAM, Unit.ACCOUNT, Unit.ORGANISATION)
_HEADS = ("人", "人次")
# What is done to posts, never to the reports of them.
_ON_CONTENT = (Action.REMOVE, Action.BLOCK, Action.RESTRICT, Action.RESTORE)


def unit_of(reading: Reading, view: Scene, lender: Candidate | None, found: Deed | None, *, part: bool) -> Unit:
    """The unit of a figure; `lender` is the figure whose noun it may share, or whose `part` it is, `found` what was done."""
    told = told_before(reading, view, lender)
    if told is not None:
        return told
    figure, action = view.figure, found.action if found else None
    among = _among(view) if figure.noun is None and not figure.unknown else None
    if among is not None:
        return among
    measured = reading.language.objects.measures.get(figure.measure)
    made = figure.noun is None and found is not None and found.word.plays("case_making")
    if made and measured is Unit.CASE:
        return Unit.CASE  # 接获检举1284件，核处43件; 裁处电视事业21件
    unit = _unit(reading, figure, lender, action, part=part)
    idle = action in (None, Action.REPORT, Action.IDENTIFY, Action.OTHER)
    if (
        part
        and idle
        and lender is not None
        and lender.unit is Unit.REPORT
        and unit in (Unit.CASE, Unit.CONTENT, Unit.OTHER)
    ):
        return Unit.REPORT  # 接获投诉8万件：欺诈1万件、侵权9千件
    if unit is Unit.CASE and figure.noun is None and action in _ON_CONTENT:
        return _noun_of_clause(view, measures=("件",)) or unit  # 违规商品下架量46万件
    if unit is Unit.OTHER and lender is None and not figure.unknown and figure.noun is None:
        return _noun_of_clause(view) or unit
    return unit


def told_before(reading: Reading, view: Scene, lender: Candidate | None) -> Unit | None:
    """The unit of the noun of the clause before, for a clause that only adds up: 清理违规信息，共计3万条."""
    near = lender is not None and lender.sentence == view.figure.sentence
    if view.figure.noun is not None or near or view.figure.unknown:
        return None
    if any(not (word.plays("link", "light") or word.meaning.noise) for word in view.lead):
        return None
    nouns = [word for word in view.earlier if word.meaning.unit is not None]
    if not nouns or (lender is not None and reading.language.objects.measures.get(view.figure.measure) is lender.unit):
        return None  # 有188款 goes on from the apps of the sentence before
    return nouns[-1].meaning.unit


def _among(view: Scene) -> Unit | None:
    """What 在…中 names in the clause before: 上期公告所列«账号»中，经申诉恢复的有3个."""
    figure = view.figure
    inside = AMONG.search(view.page.text, figure.left, figure.clause)
    if inside is None or figure.measure in OF_PEOPLE:
        return None
    return next((w.meaning.unit for w in view.earlier if w.end == inside.start() and w.meaning.unit is not None), None)


def _noun_of_clause(view: Scene, *, measures: tuple[str, ...] = ("个", "")) -> Unit | None:
    """The last noun before a number that only a general measure counts: 封禁的账号从210万个升至290万个."""
    if view.figure.measure not in measures:
        return None
    bodies = (Unit.ORGANISATION, Unit.WEBSITE)  # who acts is not what is counted
    nouns = [w for w in view.lead if w.meaning.unit not in (None, *bodies) and w.end - w.start > 1]
    return nouns[-1].meaning.unit if nouns else None


def _unit(reading: Reading, figure: Figure, lender: Candidate | None, action: Action | None, *, part: bool) -> Unit:
    """By the noun, else by a measure word for people, else by the lender's noun, else by the measure word."""
    own = figure.noun.meaning.unit if figure.noun else None
    measured = reading.language.objects.measures.get(figure.measure)
    if own is None and lender is not None and _of_such_people(figure, lender, part=part):
        return lender.unit
    if figure.measure in OF_PEOPLE and (own not in _PEOPLE or (own is Unit.ORGANISATION and figure.measure in _HEADS)):
        return Unit.PERSON
    if own is Unit.OTHER and figure.measure in OF_BODIES:
        return Unit.ORGANISATION  # 吊销许可证5家
    if own is not None:
        return own
    return _lent(figure, lender, measured, action, part=part) or _by_measure(figure, measured)


def _lent(
    figure: Figure, lender: Candidate | None, measured: Unit | None, action: Action | None, *, part: bool
) -> Unit | None:
    """What the lender's noun makes of a figure without one; None where it lends none."""
    of_reports = lender is not None and lender.unit is Unit.REPORT
    if measured is Unit.CASE and action in (Action.INVESTIGATE, Action.ARREST):
        return Unit.REPORT if of_reports else Unit.CASE  # 受理投诉…，办结…件
    if measured is Unit.CONTENT and of_reports and action in _ON_CONTENT:
        return Unit.CONTENT  # 接获检举广告3万则，下架2.9万则
    if lender is None or lender.unit is Unit.PERSON:
        return None
    if part and lender.unit in AGREES.get(measured or Unit.MONEY, ()):
        return lender.unit  # 账户11万户，其中6.4万户事后证实为人头账户
    listed = measured is Unit.CASE and action is None and lender.unit is Unit.CASE
    listed = listed or (figure.measure == "户" and lender.unit is Unit.ACCOUNT)
    return lender.unit if listed or not figure.unknown else None  # 本国银行拦阻9871件，中华邮政3340件


def _of_such_people(figure: Figure, lender: Candidate, *, part: bool) -> bool:
    """Whether the figure counts people of the lender's kind: 主播8,200名，其中…的530人."""
    heads = part and lender.unit is not Unit.ORGANISATION and figure.measure in _HEADS
    return lender.unit in _PEOPLE and (heads or figure.measure in ("名", "位"))


def _by_measure(figure: Figure, measured: Unit | None) -> Unit:
    """The unit of the measure word; 件 of an unknown thing counts things, not cases."""
    if figure.unknown and figure.measure == "件":
        return Unit.OTHER
    return measured or Unit.OTHER
