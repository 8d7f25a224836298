"""Telephone and short-message numbers, which count nothing."""

from __future__ import annotations

from extractors.binding.spaced.scene import Figure, Scene

# Short numbers of hotlines begin here; a count of so many is written with a mark of thousands or with a noun.
SHORTEST = 3
# A local number with its hyphen ("418-0500").
LOCAL = 8


def telephone(scene: Scene, number: int) -> bool:
    """As in "on 0303 123 1113", "forwarding a text to 7726", "+90 312 294 72 00"."""
    figure = scene.figures[number]
    if scene.tokens[figure.start].text.startswith("+") or scene.word(figure.start - 1) == "+":
        return True
    if number and scene.figures[number - 1].end == figure.start and _bare(scene, figure):
        return telephone(scene, number - 1)  # "+234 816 840 1851": its first three groups look like one number
    if not _bare(scene, figure):
        return False
    if scene.lower[figure.start].startswith(("0", "+")) and len(scene.lower[figure.start]) > 1:
        return True
    digits = scene.lower[figure.start]
    if "-" in digits.lstrip("-") and (len(digits) >= LOCAL or scene.word(figure.start - 1) == ")"):
        return True  # "0800-55055", "(202) 418-0500"
    neighbours = [f for f in scene.figures if f.end == figure.start or f.start == figure.end]
    neighbours += [f for f in scene.figures if f.start == figure.end + 1 and scene.word(figure.end) == ")"]
    if any(_bare(scene, f) for f in neighbours):
        return True
    short = len(digits) <= SHORTEST + 2 and figure.quantity.value >= 10 ** (SHORTEST - 1)
    if short and (scene.word(figure.start - 1) in scene.role("dialling_words") or _bracketed(scene, figure)):
        return True  # "citing 12,000 complaints that hotline 1326 got"
    return figure.quantity.value >= 10**SHORTEST and _dialled(scene, figure)


def _dialled(scene: Scene, figure: Figure) -> bool:
    """As in "forwarding a text to 7726", "The national hotline is 96110.": what is rung up stands before it."""
    before, after = scene.word(figure.start - 1), scene.word(figure.end)
    if before in scene.role("be") and scene.word(figure.start - 2) in scene.role("dialled_nouns"):
        return True
    ends = after[:1] in ("", ".", ",", ";", ")", "!") or after in ("or", "and")
    return ends and before in scene.role("phone_words") and scene.has("phone_verbs", end=figure.start)


def _bracketed(scene: Scene, figure: Figure) -> bool:
    """As in "the response centre (997)": alone in brackets behind what is rung up."""
    alone = scene.word(figure.start - 1) == "(" and scene.word(figure.end) == ")"
    return alone and scene.has("dialled_nouns", start=figure.start - 4, end=figure.start - 1)


def _bare(scene: Scene, figure: Figure) -> bool:
    """Whether the figure is written in plain digits without marks of thousands."""
    return figure.end == figure.start + 1 and scene.lower[figure.start].lstrip("+").replace("-", "").isdigit()
