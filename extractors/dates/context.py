"""What the words around an expression decide: which way it looks, whether it is a date at all or part of a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.dates.items import Sheet
from extractors.lexicon.scanner import Token

_ENDS = (". ", "! ", "? ", ".\n", "!\n", "?\n", "。", "！", "？", "!", "?", "\n")
_END = re.compile(r"[.!?]\s|[。！？\n]")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[(\-]|\d[\d,.]*")
_REACH = 200  # characters: how far a cue may stand away


def looks_ahead(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the sentence speaks of what is to come: "will", 将."""
    before, after = _sentence(sheet.plain, start, end)
    future = sheet.words.lists["future"]
    if not sheet.words.spaced:
        for word in sheet.words.lists["past"]:  # 现将8月情况公布如下
            before = before.replace(word, "")
        return any(cue in before[-12:] or after.startswith(cue) or cue in after[:10] for cue in future)
    words = _WORD.findall(before)[-9:]
    for word in reversed(words):
        if word in future:
            return True
        if word in sheet.words.lists["past"]:
            return False
    return False


def _sentence(plain: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and behind in the same sentence, not farther than a cue may reach."""
    before = plain[max(0, start - _REACH) : start]
    cuts = (before.rfind(mark) + len(mark) for mark in _ENDS if mark in before)
    before = before[max(cuts, default=0) :]
    after = plain[end : end + _REACH]
    stop = _END.search(after)
    return before, after[: stop.start()] if stop else after


def word_before(sheet: Sheet, start: int, *, count: int = 1) -> list[str]:
    """The last words or brackets before a place, nearest last."""
    return _WORD.findall(sheet.plain[max(0, start - 20 * count) : start])[-count:]


def words_after(sheet: Sheet, end: int, *, count: int) -> list[str]:
    """The next words behind a place in the same clause."""
    clause = re.split(r"[.,;:()\n]", sheet.plain[end : end + 20 * count], maxsplit=1)[0]
    return _WORD.findall(clause)[:count]


def is_doubtful(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether a lone word that is also something else ("may", "Sun") stands where it is no date."""
    token = tokens[0]
    if len(tokens) == 2 and tokens[0].tags.get("rel") == 0 and sheet.original[tokens[1].start : tokens[1].end] == "may":
        return True  # "this may be so"
    if sheet.plain[token.end : token.end + 1] in ("-", "/"):
        return False
    word = sheet.plain[token.start : token.end].rstrip(".")
    if len(tokens) > 1 or word not in sheet.words.lists["capital"]:
        return False
    if sheet.plain.strip(" .") == word:
        return False
    before = word_before(sheet, token.start)
    small = sheet.original[token.start].islower()
    loose = (
        "the",
        "to",
        "and",
        "or",
        "its",
        "s",
        "this",
    )  # enough for "the March report", not for "the Sun" or "to march"
    kept = bool(before) and before[0] in sheet.words.lists["company"]
    two = word_before(sheet, token.start, count=2)
    earlier = two[0] if len(two) > 1 and two[1] in ("to", "and", "through") else two[-1] if two else ""
    if not small and "month" in sheet.words.scanner.phrases.get(earlier, {}):
        return False  # "in April, May and June", "from January to May"
    kept = kept and not (before[0] in loose and (small or len(word) < 4))
    return not kept and (small or len(word) < 5)


def is_any(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether the words speak of no certain one: "any previous year", "is up before the weekend"."""
    before = word_before(sheet, tokens[0].start)
    return bool(before) and before[0] in sheet.words.lists["indefinite"]


def is_bare_year(sheet: Sheet, token: Token) -> bool:
    """Whether four digits without anything by them are a year: "in 2021", "(2021)", not "the 2000 messages"."""
    year = int(str(token.tags["year"]))
    if 1900 <= year <= 2100:
        return _stands_as_year(sheet, token, year)
    return False


def _stands_as_year(sheet: Sheet, token: Token, year: int) -> bool:
    """Whether the words around let a number be a year."""
    if sheet.plain.strip(" .") == sheet.plain[token.start : token.end] or sheet.plain.startswith("'s ", token.end):
        return True
    if not sheet.words.spaced:
        return False
    before = word_before(sheet, token.start, count=2)
    last = before[-1] if before else ""
    if not before or _is_figure(sheet, before):
        return not before and not _counts(sheet, token)
    adjective = last in _ADJECTIVAL and year % 100 and "." not in sheet.plain[token.end : token.end + 1]
    if adjective or (last == "of" and before[0] in _PARTS):
        return True  # "its 2018 sales", "the course of 2025 rights holders"; "the 2000 messages" is a count
    touching = sheet.plain[token.end : token.end + 1]
    if touching == "-" or sheet.plain[token.start - 1] in "-#$€£¥":
        return last == "-" and word_before(sheet, token.start, count=3)[0] in ("mid", "early", "late", "pre", "post")
    if last in sheet.words.lists["bare_year_after"] or last == "(":
        return not _counts(sheet, token) or last in ("in", "since", "during", "until", "till", "year", "early", "late")
    return not _counts(sheet, token) and _in_a_list(sheet, token)


_PARTS = frozenset({"course", "months", "quarter", "half", "end", "beginning", "start", "whole", "all", "most", "rest"})
_TIMES = frozenset({"in", "for", "during", "since", "until", "throughout", "from"})


def _is_figure(sheet: Sheet, before: Sequence[str]) -> bool:
    """Whether the words before say that digits are a count ("a total of 2024", not "the figure for 2023")."""
    figures = sheet.words.lists["figure_words"]
    return before[-1] in figures or (before[0] in figures and before[-1] not in _TIMES)


_ADJECTIVAL = frozenset({"the", "its", "their", "his", "her", "our", "a", "an", "this"})


def _counts(sheet: Sheet, token: Token) -> bool:
    """Whether a plural noun follows, which the digits then count ("2000 messages")."""
    after = words_after(sheet, token.end, count=1)
    if not after or not after[0].endswith(sheet.words.plural) or len(after[0]) < 4:
        return False
    return after[0] not in _NO_PLURALS and not after[0].endswith(("wards", "ss"))


_NO_PLURALS = frozenset({"was", "this", "has", "its", "news", "says", "does", "thus", "plus", "versus", "perhaps"})


def _in_a_list(sheet: Sheet, token: Token) -> bool:
    """Whether the year stands beside another year: "2019, 2020 and 2021", or is set off by a comma or colon."""
    around = sheet.plain[max(0, token.start - 12) : token.end + 12]
    others = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", around)
    return len(others) > 1 or bool(re.match(r"\s*(?:[:)])", sheet.plain[token.end : token.end + 3]))


def is_duration(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether two digits and 年 are so many years: they are a year only digit by digit (零八年) or all alone."""
    digits = sheet.plain[tokens[0].start : tokens[0].end]
    return digits.isascii() and digits[0] != "0" and len(sheet.plain.strip()) > tokens[-1].end - tokens[0].start


def stands_for_a_day(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether an ordinal is a day of the month: in digits ("the 15th") and with no noun behind."""
    last = tokens[-1]
    if not sheet.plain[last.start].isdigit():
        return "weekday" in tokens[0].tags
    return "weekday" in tokens[0].tags or not is_followed(sheet, tokens)


def ends_a_span(sheet: Sheet, index: int) -> bool:
    """Whether a bare day is the end of so many days: 三至十五日, where no month stands before."""
    if index < 2 or not (sheet.close[index] and sheet.close[index - 1]):
        return False
    return "to" in sheet.items[index - 1].tags and "n" in sheet.items[index - 2].tags


def is_how_long(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether a day without a month is a length of time: small and in words (三日), or of a sanction (禁言7日, 10日拘留)."""
    if "day" not in tokens[0].tags:
        return False  # 昨（17）日
    if not sheet.plain[tokens[0].start].isdigit() and int(str(tokens[0].tags["day"])) <= _FEW:
        return True
    start, end, lasting = tokens[0].start, tokens[-1].end, tuple(sheet.words.lists["lasting"])
    if not lasting:
        return False
    before = _LENGTHS_BEFORE.sub("", sheet.plain[max(0, start - _LASTING) : start])
    behind = _LENGTHS_BEHIND.sub("", sheet.plain[end : end + _LASTING])
    return before.endswith(lasting) or behind.startswith(lasting)


_FEW = 10
_LASTING = 24
_LENGTHS_BEHIND = re.compile(r"^(?:[至到、或~-]\d{1,3}[日天]){1,3}")  # 7日、15日禁言
_LENGTHS_BEFORE = re.compile(
    r"(?:\d{1,3}[日天]?(?:[至到、或~-]|直至)){1,4}$|为期$|[了达]$"
)  # 禁言7日至, 禁言1日、7日或


def is_followed(sheet: Sheet, tokens: Sequence[Token]) -> bool:
    """Whether a word follows that the expression would then describe ("the 15th session", "half-year")."""
    after = sheet.plain[tokens[-1].end : tokens[-1].end + 2]
    if not sheet.words.spaced:
        return after[:1].isalpha() and after[:1] not in sheet.words.lists["joining"]
    if after[:1] != " " or not after[1:].isalpha():
        return after[:1] == "-"
    return words_after(sheet, tokens[-1].end, count=1)[0] not in sheet.words.lists["joining"]


def is_named(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a date only names something: "IT Rules, 2021", "the 2016 cybercrime law", 《…2021…》."""
    if _between_marks(sheet, start, end):
        return True
    if sheet.plain[max(0, end - 2) : end].endswith(tuple("年度")) or sheet.plain[end - 1 : end] == "年":
        return sheet.plain.startswith(tuple(sheet.words.lists["seasons"]), end)
    named = sheet.words.lists["named"]
    if not sheet.words.spaced or not sheet.plain[end - 4 : end].isdigit():
        return False
    before = re.search(r"([^\W\d_]+),? ?\(?$", sheet.plain[max(0, start - 30) : start])
    if before is not None and before.group(1) in named and sheet.original[start - len(before.group()) :][:1].isupper():
        return True
    if not sheet.words.lists["seasons"].isdisjoint(word_before(sheet, start, count=2)[-2:]) and end - start == 4:
        return True  # "the spring of 2023"
    if end - start > 4:
        return False
    if re.search(
        r"\b(?:no|nos|number|decree|law|act|order)\b\.? ?\(?[\w/-]{0,9}\)? of $",
        sheet.plain[max(0, start - 30) : start],
    ):
        return True  # "Federal Decree-Law No. 5 of 2012"
    after = words_after(sheet, end, count=4)
    first = word_before(sheet, start)
    return (
        bool(first)
        and first[0] in ("the", "its", "a", "this", "s", "under", "that", "their")
        and not named.isdisjoint(after)
    )


def _between_marks(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the place lies between title marks, or between quotation marks that hold a name's dot."""
    for marks in sheet.words.title_marks:
        if _enclosed(sheet.original, start, end, marks) is not None:
            return True
    for marks in sheet.words.quote_marks:
        inside = _enclosed(sheet.original, start, end, marks)
        if inside is not None and sheet.words.name_mark in inside:
            return True
    return False


def _enclosed(text: str, start: int, end: int, marks: str) -> str | None:
    """What stands between the nearest pair of marks around a place, or None."""
    opening, closing = marks[0], marks[1]
    left = text.rfind(opening, max(0, start - 60), start)
    if left < 0 or text.find(closing, left + 1, start) >= 0:
        return None
    right = text.find(closing, end, end + 60)
    return None if right < 0 else text[left + 1 : right]
