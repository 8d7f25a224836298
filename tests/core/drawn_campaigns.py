"""Campaigns drawn at random: one regulator's text, told by several reports in two languages, one of them wrongly or none.

The words are the generator's own, not the product's. Every document has its claims annotated in the form of the gold
files, so that the same score applies. `python -m tests.core.drawn_campaigns 500` prints the scores over 500 campaigns,
with the annotated claims and with extracted ones.
"""

from __future__ import annotations

import importlib.util
import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.core.reconcile import reconcile, story_form, told
from extractors import extract
from extractors.forms import extraction_form
from tests.core.campaigns import extraction, source_text

Form = dict[str, Any]  # Any: JSON as the gold files have it
REGULATORS = (
    ("Cyberspace Administration of China", "国家网信办"),
    ("Beijing Cyberspace Administration", "北京市网信办"),
    ("Ministry of Industry and Information Technology", "工业和信息化部"),
)
PLANTED = ("none", "rounded", "magnitude", "myriad", "unit", "scope", "period", "action", "object", "value", "total")
KIND = {"myriad": "magnitude", "total": "scope"}


@dataclass(frozen=True)
class Slot:
    """One kind of figure: its unit and act, and how each language says it ({} is the number)."""

    unit: str
    action: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    sizes: tuple[int, int]


POSTS = Slot(
    "content",
    "remove",
    ("took down {} posts", "deleted {} posts"),
    ("清理违规信息{}条", "删除违法信息{}条"),
    (10**5, 10**7),
)
TOTAL = Slot("account", "penalise", ("dealt with {} accounts",), ("处置违规账号{}个",), (2 * 10**5, 9 * 10**5))
CLOSED = Slot("account", "close", ("{} were closed for good",), ("其中永久关闭{}个",), (10**4, 10**5))
GROUPS = Slot(
    "group", "close", ("shut {} chat groups", "closed {} groups"), ("解散违规群组{}个", "关闭群组{}个"), (200, 9000)
)
SITES = Slot("website", "close", ("closed {} websites", "shut down {} websites"), ("关闭违法网站{}家",), (100, 9000))
APPS = Slot("app", "remove", ("removed {} apps",), ("下架违规应用程序{}款",), (50, 900))
MILITARY = Slot(
    "account", "identify", ("{} accounts posed as military units",), ("假冒军队的账号{}个",), (10**4, 9 * 10**4)
)
MEDIA = Slot(
    "account", "identify", ("{} accounts posed as news media",), ("假冒新闻媒体的账号{}个",), (10**4, 9 * 10**4)
)
VERBS = ("took", "deleted", "dealt", "shut", "closed", "removed", "punished", "suspended")


@dataclass
class Fact:
    """A figure of a campaign as the primary text gives it."""

    slot: Slot
    value: int
    claims: list[str] = field(default_factory=list)
    note: str | None = None


@dataclass
class Page:
    """A document as it grows: sentences and the claims in them."""

    id: str
    lang: str
    period: Form = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    claims: list[Form] = field(default_factory=list)

    def claim(
        self,
        quote: str,
        value: int,
        *,
        bound: str,
        unit: str,
        action: str,
        **more: Any,  # Any: fields of a claim
    ) -> str:  # Any: fields of a claim
        """Annotate a claim; gives its id over all documents."""
        number = f"c{len(self.claims) + 1}"
        self.claims.append(
            {
                "id": number,
                "quote": quote,
                "kind": "count",
                "value": value,
                "bound": bound,
                "unit": unit,
                "action": action,
                **more,
            }
        )
        return f"{self.id}#{number}"


class Draw:
    """Draws campaigns; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  # a draw of examples, no secret

    def campaign(self, number: int, *, planted: str) -> Form:
        """One campaign with three to five reports, one of which departs as planted (or none)."""
        actor = self.random.choice(REGULATORS)
        start = date(2015, 1, 5) + timedelta(days=75 * number + self.random.randrange(20))
        period = (start, start + timedelta(days=self.random.randrange(30, 90)))
        facts = self.facts(planted)
        primary_lang = self.random.choice(("zh", "zh", "en"))
        pages = [self.page(f"g{number}-p", facts, lang=primary_lang, actor=actor, period=period, primary=True)]
        count = self.random.randrange(3, 6)
        wrong = self.random.randrange(count)
        for n in range(count):
            departs = planted if n == wrong else "none"
            lang = self.random.choice(("en", "en", "zh"))
            pages.append(self.page(f"g{number}-r{n}", facts, lang=lang, actor=actor, period=period, planted=departs))
        published = period[1] + timedelta(days=5)
        docs = [
            self.document(page, actor=actor, published=published + timedelta(days=n // 2))
            for n, page in enumerate(pages)
        ]
        told = [
            {
                "value": f.value,
                "unit": f.slot.unit,
                "action": f.slot.action,
                "claims": f.claims,
                "agree": f.note is None,
                "note": f.note or "exact",
            }
            for f in facts
            if len(f.claims) > 1
        ]
        return {"campaign": f"g{number} {planted}", "docs": docs, "facts": told}

    def facts(self, planted: str) -> list[Fact]:
        """The figures of one campaign; what the departure needs is among them."""
        more = self.random.sample([GROUPS, SITES, APPS], 2)
        slots = [
            POSTS,
            TOTAL,
            CLOSED,
            *more,
            *([MILITARY, MEDIA] if planted == "object" or self.random.random() < 0.3 else []),
        ]
        return [Fact(slot, self.number(*slot.sizes)) for slot in slots]

    def number(self, low: int, high: int) -> int:
        """A number with three or four digits that carry it."""
        value = self.random.randrange(low, high)
        keep: int = 10 ** max(0, len(str(value)) - self.random.choice((3, 4)))
        return int(max(low, value // keep * keep))

    def page(
        self,
        name: str,
        facts: list[Fact],
        *,
        lang: str,
        actor: tuple[str, str],
        period: tuple[date, date],
        primary: bool = False,
        planted: str = "none",
    ) -> Page:
        """One document: the figures in sentences of its language."""
        told_period = self.other_period(period) if planted == "period" else period
        page = Page(name, lang, period={"start": told_period[0].isoformat(), "end": told_period[1].isoformat()})
        victim = self.victim(facts, planted)
        clauses = [
            self.clause(page, fact, planted=planted if fact is victim else "none", primary=primary, campaign=planted)
            for fact in facts
            if self.is_told(fact, primary=primary, planted=planted, victim=victim)
        ]
        for fact in facts:
            if planted == "period" and any(claim.startswith(f"{name}#") for claim in fact.claims):
                fact.note = "period: other days"
        page.sentences = self.sentences(lang, self.opening(lang, actor, told_period), clauses)
        return page

    def sentences(self, lang: str, opening: str, clauses: list[str]) -> list[str]:
        """The clauses in sentences of a language."""
        if lang == "zh":
            return [f"{opening}{'，'.join(clauses)}。"]
        rest = [
            f"{clause}."
            if clause.startswith("Of ")
            else f"It {clause}."
            if clause.startswith(VERBS)
            else f"The office added that {clause}."
            for clause in clauses[1:]
        ]
        return [f"{opening}{clauses[0]}.", *rest]

    def is_told(self, fact: Fact, *, primary: bool, planted: str, victim: Fact | None) -> bool:
        """Whether a document tells a figure: reports leave some out, and who gives a part as the whole gives no whole."""
        if primary or fact is victim or planted == "scope":
            return True
        if planted == "total" and fact.slot is TOTAL:
            return False
        return fact.slot in {POSTS, TOTAL} or self.random.random() < 0.85

    def victim(self, facts: list[Fact], planted: str) -> Fact | None:
        """The figure a departure falls on."""
        if planted in {"none", "rounded"}:
            return None
        wanted = {"scope": TOTAL, "object": MEDIA, "action": CLOSED, "unit": POSTS, "total": CLOSED}.get(planted)
        if wanted:
            return next(fact for fact in facts if fact.slot is wanted)
        return self.random.choice([fact for fact in facts if fact.slot in {POSTS, TOTAL, GROUPS, SITES}])

    def opening(self, lang: str, actor: tuple[str, str], period: tuple[date, date]) -> str:
        """Who and when."""
        start, end = period
        if lang == "zh":
            return f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日，{actor[1]}"
        return f"Between {start.day} {start:%B} {start.year} and {end.day} {end:%B} {end.year} the {actor[0]} "

    def other_period(self, period: tuple[date, date]) -> tuple[date, date]:
        """A year earlier, or the second half alone."""
        start, end = period
        return (start + timedelta(days=(end - start).days // 2), end)

    def clause(self, page: Page, fact: Fact, *, planted: str, primary: bool, campaign: str) -> str:
        """One figure in words, and its claim."""
        slot, value, more = fact.slot, fact.value, {}
        if slot is CLOSED and planted != "total":
            whole = next((c for c in page.claims if c["unit"] == "account" and c["action"] == "penalise"), None)
            more = {"part_of": whole["id"]} if whole and campaign != "scope" else {}
        if planted in {"magnitude", "myriad", "value"}:
            value = {"magnitude": value * 10, "myriad": value * 10_000, "value": self.digit(value)}[planted]
            fact.note = f"{KIND.get(planted, planted)}: {value}"
        text, told, bound = self.said(
            value, lang=page.lang, exact=primary or planted in {"magnitude", "myriad", "value"}
        )
        sentence = self.random.choice(slot.zh if page.lang == "zh" else slot.en)
        unit, action = slot.unit, slot.action
        if planted in {"unit", "scope", "action", "object", "total"}:
            sentence, unit, action = self.bent(planted, page.lang)
            fact.note = f"{KIND.get(planted, planted)}: planted"
        elif slot is CLOSED and page.lang == "en":
            sentence = "closed {} accounts for good" if campaign == "scope" else "Of them {} were closed for good"
        elif slot is CLOSED and campaign == "scope":
            sentence = "永久关闭账号{}个"
        if campaign == "scope" and slot is CLOSED:
            more = {}
        more["period"] = page.period
        fact.claims.append(page.claim(text, told, bound=bound, unit=unit, action=action, **more))
        return sentence.format(text)

    def bent(self, planted: str, lang: str) -> tuple[str, str, str]:
        """A clause that tells the figure wrongly, with what it says."""
        words = {
            "unit": ("deleted {} accounts", "清理违规账号{}个", "account", "remove"),
            "scope": ("punished another {} accounts", "另有{}个账号被处置", "account", "penalise"),
            "action": ("suspended {} accounts", "暂停账号{}个", "account", "suspend"),
            "object": ("{} accounts posed as military units", "假冒军队的账号{}个", "account", "identify"),
            "total": ("dealt with {} accounts in total", "共处置账号{}个", "account", "penalise"),
        }[planted]
        return words[1] if lang == "zh" else words[0], words[2], words[3]

    def digit(self, value: int) -> int:
        """The number with one leading digit changed."""
        text = str(value)
        place = self.random.randrange(min(2, len(text)))
        other = self.random.choice([d for d in "123456789" if d != text[place]])
        return int(text[:place] + other + text[place + 1 :])

    def said(self, value: int, *, lang: str, exact: bool) -> tuple[str, int, str]:
        """A number in words of a language: text, the value it gives, its bound. Reports round."""
        told = value if exact or self.random.random() < 0.4 else self.rounded(value)
        bound = "exact"
        if lang == "zh":
            text = f"{told / 10_000:.10g}万" if told >= 10_000 else str(told)
            if exact and told % 100 == 0 and self.random.random() < 0.5:
                text, bound = f"{text}余", "at_least"
            return text, told, bound
        text = f"{told:,}"
        if told >= 1_000_000 and told % 10_000 == 0:
            text = f"{told / 1_000_000:.10g} million"
        if not exact and told <= value and self.random.random() < 0.3:
            text, bound = f"more than {text}", "at_least"
        elif not exact and self.random.random() < 0.2:
            text, bound = f"about {text}", "about"
        return text, told, bound

    def rounded(self, value: int) -> int:
        """To two digits, to the nearest."""
        keep: int = 10 ** max(0, len(str(value)) - 2)
        return int(round(value / keep) * keep)

    def document(self, page: Page, *, actor: tuple[str, str], published: date) -> Form:
        """The page in the form of the gold files."""
        primary = page.id.endswith("-p")
        titles = {"zh": f"{actor[1]}通报专项行动结果", "en": f"{actor[0]} tells results of campaign"}
        return {
            "id": page.id,
            "lang": page.lang,
            "kind": "regulator" if primary else "media",
            "title": titles[page.lang],
            "text": " ".join(page.sentences),
            "published": published.isoformat(),
            "regulators": [actor[0]],
            "platforms": [],
            "dates": [],
            "claims": page.claims,
        }


def drawn(count: int, *, seed: int = 7) -> list[Form]:
    """So many campaigns, the departures in turn."""
    draw = Draw(seed)
    return [draw.campaign(n, planted=PLANTED[n % len(PLANTED)]) for n in range(count)]


@cache
def yardstick() -> ModuleType:
    """tests/eval/score_stories.py, which is kept as it is used outside and is no package."""
    path = Path(__file__).parent.parent / "eval" / "score_stories.py"
    spec = importlib.util.spec_from_file_location("score_stories", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(campaigns: list[Form], *, extracted: bool) -> tuple[Form, list[str]]:
    """The scores of reconciliation over campaigns, all documents in one sitting, and each mistake in a line."""
    texts, claims = [], {}
    for form in (document for campaign in campaigns for document in campaign["docs"]):
        source = source_text(form)
        found = extract(source) if extracted else extraction(form)
        texts.append(told(source, found))
        claims[form["id"]] = extraction_form(source, found) if extracted else form
    stories = [story_form(story) for story in reconcile(texts)]
    mistakes: list[str] = []
    scores: Form = yardstick().score(campaigns, claims, stories, mistakes)
    return scores, mistakes


def main(count: int) -> int:
    """Print scores and mistakes."""
    for extracted in (False, True):
        scores, mistakes = measured(drawn(count), extracted=extracted)
        sys.stdout.write(f"{count} campaigns, {'extracted' if extracted else 'annotated'} claims\n")
        for row in ("stories", "links", "disagreement"):
            p, r, f1 = (scores[row][key] for key in ("p", "r", "f1"))
            sys.stdout.write(f"  {row:13} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}\n")
        sys.stdout.write(f"  kind          {scores['kind']:.3f}\n")
        sys.stdout.writelines(f"  {mistake}\n" for mistake in mistakes)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
