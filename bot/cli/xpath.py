"""XPath to CSS selectors and back, for the part of both that says the same; what has no counterpart is refused by name.

Written after the two recommendations (XPath 1.0, Selectors Level 4). "selector@attribute" is the configuration's way to
say what XPath says by a last step "/@attribute".
"""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = r"[A-Za-z_][\w.-]*"
_STRING = r"""(?:"([^"]*)"|'([^']*)')"""
_SPLIT = re.compile(r"""(//?|\|)|((?:"[^"]*"|'[^']*'|[^/|\[\]"'])+)|(\[)|(\])""")
_AXIS = re.compile(r"^(?:(descendant-or-self|descendant|child|self|ancestor|following-sibling)::)?(\*|" + _WORD + r")$")
_TOKEN = re.compile(
    r"(?P<tag>\*|[A-Za-z][\w-]*)|\#(?P<id>[\w-]+)|\.(?P<cls>[\w-]+)"
    r"""|\[\s*(?P<attr>[\w:-]+)\s*(?:(?P<op>[\^$*~|]?=)\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[\w./-]+))\s*)?\]"""
    r"|:(?P<nth>nth-of-type|nth-child|nth-last-of-type|nth-last-child)\(\s*(?P<n>\d+)\s*\)"
    r"|:(?P<end>first-child|last-child|first-of-type|last-of-type|scope)"
)
_PLAIN_NAME = re.compile(r"[A-Za-z_][\w-]*")
# name-by-name conditions of a step, each with the selector that says the same
_CONDITIONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        re.compile(r"^contains\(\s*concat\(\s*['\"] ['\"]\s*,\s*(?:normalize-space\(\s*@class\s*\)|@class)\s*,\s*['\"] ['\"]\s*\)\s*,\s*"
                   r"['\"] ([\w-]+) ['\"]\s*\)$"),
        lambda m: f".{m[1]}",
    ),
    (re.compile(r"^contains\(\s*@([\w:-]+)\s*,\s*" + _STRING + r"\s*\)$"), lambda m: _attribute(m[1], "*=", m[2], m[3])),
    (re.compile(r"^starts-with\(\s*@([\w:-]+)\s*,\s*" + _STRING + r"\s*\)$"), lambda m: _attribute(m[1], "^=", m[2], m[3])),
    (re.compile(r"^(?:normalize-space\(\s*)?@id(?:\s*\))?\s*=\s*['\"](" + _PLAIN_NAME.pattern + r")['\"]$"), lambda m: f"#{m[1]}"),
    (re.compile(r"^(?:normalize-space\(\s*)?@([\w:-]+)(?:\s*\))?\s*=\s*" + _STRING + "$"), lambda m: _attribute(m[1], "=", m[2], m[3])),
    (re.compile(r"^@([\w:-]+)$"), lambda m: f"[{m[1]}]"),
    (re.compile(r"^string-length\(\s*@([\w:-]+)\s*\)\s*>\s*0$"), lambda m: f'[{m[1]}]:not([{m[1]}=""])'),
)  # fmt: skip


def css_of_xpath(path: str) -> str:
    """A selector ("selector@attribute" where the path ends in an attribute) for an XPath. Raises ValueError with why not."""
    text = path.strip()
    inner = re.fullmatch(r"normalize-space\((.*)\)|string\((.*)\)", text)
    if inner:
        return css_of_xpath(inner[1] or inner[2] or ".")
    alternatives = _alternatives(text)
    if len(alternatives) > 1:
        found = [css_of_xpath(one) for one in alternatives]
        if any("@" in one for one in found):
            raise ValueError("it joins attributes by |")
        return ", ".join(found)
    return _path(text)


def xpath_of_css(selector: str, *, start: str = "descendant::") -> str:
    """An XPath for a selector; `start` is the axis of its first step. Raises ValueError with why not."""
    css, attribute = _parted(selector)
    if not css:
        return f"@{attribute}"
    paths = [_steps(one.strip(), start=start) for one in css.split(",")]
    if attribute and len(paths) > 1:
        raise ValueError("it takes an attribute of several alternatives")
    return " | ".join(paths) + (f"/@{attribute}" if attribute else "")


def _path(text: str) -> str:
    """One path, step by step."""
    attribute = ""
    last = re.search(r"(?:^|/)(?:attribute::|@)([\w:-]+)$", text)
    if last:
        attribute, text = f"@{last[1]}", text[: last.start()].rstrip("/")
    text = re.sub(r"(?:^|//?)text\(\)$", "", text)
    css, text = "", re.sub(r"^\./(?!/)", "", text)
    child = (
        bool(text) and not text.startswith(("/", ".", "self")) and "::" not in text.partition("[")[0].partition("/")[0]
    )
    joint = ":scope > " if child else ""
    for separator, step in _walk(text):
        if step in {".", ""}:
            joint = " " if separator == "//" else joint
            continue
        css, joint = _added(css, step, joint=_joint(css, separator, joint))
    return f"{css}{attribute}" if css or attribute else _refuse("it names no element")


def _joint(css: str, separator: str, before: str) -> str:
    if not css:
        return before if separator == "" else ""
    return " " if separator == "//" else " > "


def _added(css: str, step: str, *, joint: str) -> tuple[str, str]:
    """A selector with one more step."""
    name, conditions = _opened(step)
    match = _AXIS.match(name)
    if match is None:
        raise ValueError(f"{step!r} has no counterpart in CSS")
    axis, tag = match[1], match[2]
    own = _compound(tag, conditions, counted=axis is None or axis == "child")
    if axis == "ancestor":
        return f"{own}:has({css})", ""
    if axis == "following-sibling":
        return f"{css} ~ {own}", ""
    if axis in {"descendant", "descendant-or-self"}:
        joint = " " if css else ""
    return f"{css}{joint}{own}", ""


def _compound(tag: str, conditions: list[str], *, counted: bool) -> str:
    """A name and its conditions as one compound selector."""
    parts = [_condition(one.strip(), tag=tag, counted=counted) for whole in conditions for one in _conjuncts(whole)]
    return ("" if tag == "*" and any(parts) else tag) + "".join(parts)


def _condition(text: str, *, tag: str, counted: bool) -> str:
    place = re.fullmatch(r"(?:position\(\)\s*=\s*)?(\d+)", text)
    if place or text == "last()":
        if not counted:
            # The first of all descendants is what a selector takes anyway.
            return "" if place is not None and place[1] == "1" else _refuse(f"[{text}] counts all descendants")
        kind = "child" if tag == "*" else "of-type"
        return f":last-{kind}" if place is None else f":nth-{kind}({place[1]})"
    for pattern, made in _CONDITIONS:
        match = pattern.match(text)
        if match is not None:
            return made(match)
    negated = re.fullmatch(r"not\((.*)\)", text)
    if negated:
        return f":not({_condition(negated[1].strip(), tag=tag, counted=counted)})"
    if re.fullmatch(r"(?:\.//|\./|descendant::)?[\w*-]+(?:\[@[\w-]+\])?", text):
        direct = not text.startswith((".//", "descendant::"))
        inner = css_of_xpath(
            re.sub(r"^(?:\.//|\./|descendant::)", "//", text) if not direct else f"//{text.removeprefix('./')}"
        )
        return f":has({'> ' if direct else ''}{inner})"
    raise ValueError(f"the condition [{text}] has no counterpart in CSS")


def _conjuncts(text: str) -> list[str]:
    if re.search(r"\bor\b", re.sub(r"""(['"]).*?\1""", "", text)):
        raise ValueError(f"the condition [{text}] has no counterpart in CSS")
    return re.split(r"\s+and\s+", text)


def _walk(text: str) -> list[tuple[str, str]]:
    """The steps of a path, each with the separator before it; conditions stay with their step."""
    steps: list[tuple[str, str]] = []
    separator, step, depth = "", "", 0
    for match in _SPLIT.finditer(text):
        if match[1] and depth == 0:
            if step or separator:
                steps.append((separator, step.strip()))
            separator, step = match[1], ""
            continue
        depth += (match[3] is not None) - (match[4] is not None)
        step += match[0]
    steps.append((separator, step.strip()))
    return steps


def _opened(step: str) -> tuple[str, list[str]]:
    """A step's name and the conditions in its brackets."""
    conditions, depth, start = [], 0, 0
    name = step.partition("[")[0].strip()
    for at, character in enumerate(step):
        if character == "[":
            start = at + 1 if depth == 0 else start
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                conditions.append(step[start:at])
    return name, conditions


def _alternatives(text: str) -> list[str]:
    parts, depth = [""], 0
    for match in _SPLIT.finditer(text):
        depth += (match[3] is not None) - (match[4] is not None)
        if match[1] == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += match[0]
    return [part.strip() for part in parts]


def _attribute(name: str, operator: str, double: str | None, single: str | None) -> str:
    value = double if double is not None else single or ""
    return f'[{name}{operator}"{value}"]' if '"' not in value else f"[{name}{operator}'{value}']"


def _parted(selector: str) -> tuple[str, str]:
    match = re.search(r"@([\w:-]+)$", selector)
    return (selector[: match.start()].strip(), match[1]) if match else (selector.strip(), "")


def _steps(css: str, *, start: str) -> str:
    """One complex selector as a path."""
    path, axis = "", start
    for part in re.findall(r"\s*[>+~]\s*|\s+|(?:\[[^\]]*\]|\([^)]*\)|[^\s>+~\[(])+", css):
        joint = part.strip()
        if joint in {">", "+", "~", ""}:
            if not path and joint != ">":
                raise ValueError(f"{css!r} starts with {joint!r}")
            axis = {">": "", "": "descendant::", "~": "following-sibling::", "+": "following-sibling::*[1]/self::"}[
                joint
            ]
        elif joint == ":scope" and not path:
            path = "."
        else:
            path += ("/" if path else "") + axis + _step(joint)
            axis = "descendant::"
    return path.replace("./descendant::", "descendant::")


def _step(compound: str) -> str:
    """One compound selector as a step."""
    tag, conditions, at = "*", "", 0
    while at < len(compound):
        match = _TOKEN.match(compound, at)
        if match is None or match.end() == at:
            raise ValueError(f"{compound[at:]!r} has no counterpart in XPath")
        at = match.end()
        if match["tag"]:
            tag = match["tag"]
        else:
            conditions += f"[{_said(match, tag=tag)}]"
    return tag + conditions


def _said(match: re.Match[str], *, tag: str) -> str:
    """One simple selector as a condition."""
    if match["id"]:
        return f"@id='{match['id']}'"
    if match["cls"]:
        return f"contains(concat(' ', normalize-space(@class), ' '), ' {match['cls']} ')"
    if match["attr"]:
        value = next((found for name in "abc" if (found := match[name]) is not None), "")
        return _compared(match["attr"], match["op"], value)
    kind = match["nth"] or match["end"]
    if tag == "*" and "of-type" in kind:
        raise ValueError(f":{kind} without a tag's name has no counterpart in XPath")
    if kind == "scope" or ("last" in kind and match["nth"]):
        raise ValueError(f":{kind} has no counterpart in XPath")
    number = match["n"] or ("last()" if kind.startswith("last") else "1")
    return (
        number
        if "of-type" in kind
        else f"count(preceding-sibling::*) = {int(number) - 1}"
        if number != "last()"
        else "not(following-sibling::*)"
    )


def _compared(name: str, operator: str | None, value: str) -> str:
    quote = '"' if "'" in value else "'"
    text = f"{quote}{value}{quote}"
    if operator is None:
        return f"@{name}"
    forms = {
        "=": f"@{name}={text}",
        "*=": f"contains(@{name}, {text})",
        "^=": f"starts-with(@{name}, {text})",
        "$=": f"substring(@{name}, string-length(@{name}) - {len(value) - 1}) = {text}",
        "~=": f"contains(concat(' ', normalize-space(@{name}), ' '), ' {value} ')",
    }
    return forms.get(operator) or _refuse(f"[{name}{operator}...] has no counterpart in XPath")


def _refuse(why: str) -> str:
    raise ValueError(why)
