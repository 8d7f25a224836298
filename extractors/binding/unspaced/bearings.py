"""How a name stands in its sentence, in a script without word spaces: made to act, a partner, an equal, a mere place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.binding.unspaced.surroundings import Surroundings
from extractors.records import Name, NameKind, Span

# Between two names that act as equals.
_EQUALS = frozenset({"、", "和", "与", "及", "以及", "联合", "联同"})
# So many characters may stand between a name and the passive word of which it is the patient.
_PATIENT = 12
# 等 and a blank may stand between a name and the figure whose example it is.
_EXAMPLE = 2
# The rest of a list of things that ends with 等 right before its figure.
_LISTED = re.compile("(?:、[^，,。；;、0-9等]{1,8}){0,4}等 ?")
# The rest of a list of firms to which something is done: «虎牙、秒拍»等30家违规平台被查处.
_SUFFERING = re.compile(
    "(?:直播|视频)?[”」]?(?:、[^，,。；;、0-9等]{1,8}){0,6}等[0-9多余]+[家个款][^，,。；;0-9]{0,14}(?:被|遭)"
)
# So many characters behind a name are read for 合作.
_TOGETHER = 4
# 国家网信办等四部门 are equals.
_SEVERAL = re.compile("等(?:多|[0-9一二两三四五六七八九十]+)?(?:个|家)?(?:部门|部委|单位|机关)")


def toward(around: Surroundings, name: Name) -> bool:
    """Whether the name is an object, a place, a source of duty or a patient, not a doer."""
    if around.before(name.span, "frame_toward"):
        return True
    text = around.of(name.span.field)
    opened = name.span.start - 1
    if text[opened : name.span.start] in ("(", "（") and around.before(
        Span(name.span.field, opened, opened), "frame_ordered", reach=_PATIENT
    ):
        return True  # 要求金融服务管理局（OJK）冻结
    if name.kind is not NameKind.PLATFORM:
        return False
    return text.startswith(("被", "遭", "因"), name.span.end) or suffers(around, name)


def suffers(around: Surroundings, name: Name) -> bool:
    """Whether something is done to a whole list of firms with the name in it: «虎牙、秒拍»等30家违规平台被查处."""
    text = around.of(name.span.field)
    return name.kind is NameKind.PLATFORM and _SUFFERING.match(text, name.span.end) is not None


def partner(around: Surroundings, name: Name) -> bool:
    """Whether the name only helps the one before it: NCC«会同»刑事局."""
    text = around.of(name.span.field)
    together = text[name.span.end : name.span.end + _TOGETHER].strip("」”』\"' ").startswith("合作")
    return together or around.before(name.span, "frame_with")


def counted(around: Surroundings, quote: Span, name: Name) -> bool:
    """Whether the name is in a figure's own words or right before them: Facebook 9,103則, 网址、微信、QQ等3万个."""
    text = around.of(quote.field)
    gap = text[name.span.end : quote.start]
    things = "家" not in text[quote.start : quote.end]  # 抖音、微信等9家平台 are who acts
    if things and text[name.span.start - 1 : name.span.start] == "、" and _LISTED.fullmatch(gap):
        return True
    gap = gap.strip("等 ")
    return quote.overlaps(name.span) or (name.span.end <= quote.start <= name.span.end + _EXAMPLE and not gap)


def holds_things(around: Surroundings, name: Name) -> bool:
    """Whether the platform is only where the things are: 微博账号, 抖音直播间, 微信群."""
    return around.after(name.span, "frame_place") or around.before(name.span, "frame_tool")


def jointly(around: Surroundings, names: Sequence[Name], place: int) -> bool:
    """Several bodies side by side as one subject, or one that stands for several (微博等平台)."""
    text = around.of(names[place].span.field)
    end = names[place].span.end
    if text.startswith("等", end) and (names[place].kind is NameKind.PLATFORM or _SEVERAL.match(text, end)):
        return True
    if not place:
        return False
    before = names[place - 1]
    between = text[before.span.end : names[place].span.start]
    return before.kind is names[place].kind and before.canonical != names[place].canonical and between in _EQUALS


def with_equals(around: Surroundings, doers: Sequence[Name], first: Name) -> bool:
    """Whether the first body acts with equals, so that no figure without a doer of its own is its alone."""
    if first.kind is NameKind.PLATFORM:
        return False
    text = around.of(first.span.field)
    if _SEVERAL.match(text, first.span.end):
        return True
    place = doers.index(first) + 1
    follower = doers[place] if place < len(doers) else None
    if follower is None or follower.span.field != first.span.field or follower.canonical == first.canonical:
        return False
    return follower.kind is first.kind and text[first.span.end : follower.span.start] in _EQUALS
