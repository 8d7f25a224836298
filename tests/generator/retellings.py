"""Campaigns of which one report is translated, beside reports that tell the same announcement by themselves.

A translation tells its original's sentences in their order in the other language, at times cut or with a hedge lost. An
independent report picks figures, order, roundings and side remarks of its own; the hardest ones follow the announcement
sentence by sentence, or tell its main figure only, and all of them may quote what was said at a briefing that the
announcement does not hold. `python -m tests.core.copy_scores` prints what is told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.generator.campaign_pages import Campaign, Form, Group, Page, gold
from tests.generator.campaign_words import ACTORS, PLATFORMS, REASONS, TITLES
from tests.generator.campaigns import LANGS, Draw

# What reports say beside the figures, in both languages; {d} is a day of {M}, {n} a number that counts nothing claimed.
ASIDES = (
    ("The campaign will go on until the end of the year.", "行动将持续到年底。"),
    ("A spokeswoman called the trade in such profiles a cancer.", "发言人称此类买卖是毒瘤。"),
    ("Users had complained for months.", "网民对此抱怨已有数月。"),
    ("The rules were tightened on {d} {M}.", "相关规定于{m}月{d}日收紧。"),
    ("Article {n} of the law allows for such steps.", "该法第{n}条允许采取此类措施。"),
    ("Observers doubt that it will last.", "观察人士怀疑其效果能否持久。"),
    ("Offices in {n} provinces took part.", "{n}个省份的部门参加了行动。"),
    ("A second phase begins on {d} {M}.", "第二阶段将于{m}月{d}日开始。"),
    ("The companies did not reply to questions.", "有关企业未回应提问。"),
    ("Similar drives had been announced before.", "此前也曾宣布过类似行动。"),
    ("Lawyers asked for clearer criteria.", "律师呼吁明确标准。"),
    ("Shares of the operators hardly moved.", "运营商的股价几乎没有变动。"),
    ("The office gave no names.", "该部门未公布名单。"),
    ("Work on the matter had begun on {d} {M}.", "有关工作自{m}月{d}日开始。"),
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
NAMED = {
    "reuters": {"en": "LONDON (Reuters) - The figures came out this week.", "zh": "据路透社报道，本周公布了有关数字。"},
    "afp": {"en": "According to AFP, the figures came out this week.", "zh": "法新社消息，本周公布了有关数字。"},
    "xinhua": {"en": "Xinhua reported the figures this week.", "zh": "据新华社消息，本周公布了有关数字。"},
}
STYLES = ("free", "free", "free", "headline", "faithful")


@dataclass(frozen=True, slots=True)
class Plan:
    """What one report tells, in any language: its figures and side remarks in order."""

    steps: tuple[Group | tuple[str, str], ...]
    agency: str | None = None

    @property
    def figures(self) -> int:
        """How many figures it tells."""
        return sum(len(step.tellings) for step in self.steps if isinstance(step, Group))


class Retold(Draw):
    """Draws such campaigns."""

    # What all reporters heard and the announcement does not say.
    briefing: Sequence[tuple[str, str]] = ()

    def retold(self, number: int) -> Form:
        """A campaign with an announcement, an original, its translation, at times a reprint, and independent reports."""
        draw = self.random
        campaign = self.begun(number)
        source = self.announcement(campaign)
        self.briefing = self.remarks(draw.choice((0, 0, 2, 3)))
        self.told(campaign, "p", source, lang=draw.choice(LANGS), days=0)
        style, lang, named = draw.choice(STYLES), draw.choice(LANGS), draw.random() < 0.4
        agency = draw.choice(tuple(NAMED)) if named else None
        original = replace(self.report(source, style=style), agency=agency)
        other = "zh" if lang == "en" else "en"
        self.told(campaign, "r0", original, lang=lang, days=draw.randrange(2), style=style)
        after = draw.randrange(2)
        self.told(campaign, "r1", self.translated(original), lang=other, days=after + 1, style=style, copy_of="r0")
        if draw.random() < 0.4:
            self.copy(campaign, draw.choice(campaign.documents[1:3]))
        others = draw.sample([name for name in NAMED if name != agency], 2)
        for n in range(draw.randrange(2, 4)):
            own = draw.choice(STYLES)
            # Reports that name one agency would be one voice.
            mine = others.pop() if others and draw.random() < 0.2 else None
            plan = replace(self.report(source, style=own), agency=mine)
            self.told(campaign, f"r{n + 2}", plan, lang=draw.choice(LANGS), days=draw.randrange(3), style=own)
        return {**gold(campaign), "named": named, "style": style}

    def begun(self, number: int) -> Campaign:
        """What happened."""
        draw = self.random
        published = date(2008, 1, 1) + timedelta(days=40 * number + 40)
        return Campaign(
            number=number,
            planted="none",
            actor=draw.choice(ACTORS),
            month=(published.replace(day=1) - timedelta(days=1)).replace(day=1),
            published=published,
            platform=draw.choice(PLATFORMS),
            reason=draw.choice(REASONS),
            facts=self.facts("none", beside=None),
        )

    def announcement(self, campaign: Campaign) -> Plan:
        """All figures as they are, and a remark or two."""
        return self.mixed(self.groups(campaign, primary=True), self.remarks(self.random.randrange(3)))

    def report(self, source: Plan, *, style: str) -> Plan:
        """What an editor makes of the announcement."""
        draw = self.random
        told = [step for step in source.steps if isinstance(step, Group)]
        if style == "faithful":
            kept = [step for step in source.steps if isinstance(step, Group) or draw.random() < 0.8]
            return Plan(tuple(kept))
        if style == "headline":
            first = next(group for group in told if len(group.tellings) > 1)
            whole = Group(first.tellings[:1]) if draw.random() < 0.5 else first
            return self.mixed([self.in_own_words(whole)], [*self.heard(), *self.remarks(draw.randrange(2))])
        groups = [self.in_own_words(g) for g in told if len(g.tellings) > 1 or draw.random() < 0.75]
        if draw.random() < 0.4:
            draw.shuffle(groups)
        theirs = [step for step in source.steps if not isinstance(step, Group) and draw.random() < 0.3]
        return self.mixed(groups, [*theirs, *self.heard(), *self.remarks(draw.randrange(3))])

    def heard(self) -> list[tuple[str, str]]:
        """What one reporter takes from the briefing."""
        return [remark for remark in self.briefing if self.random.random() < 0.5]

    def in_own_words(self, group: Group) -> Group:
        """A sentence's figures as an editor gives them."""
        return replace(group, tellings=tuple(self.loosely(telling, "none") for telling in group.tellings))

    def remarks(self, count: int) -> list[tuple[str, str]]:
        """So many side remarks, with their days and numbers."""
        found = []
        for en, zh in self.random.sample(ASIDES, count):
            month, day, number = (
                self.random.randrange(1, 11),
                self.random.randrange(1, 29),
                self.random.randrange(11, 90),
            )
            found.append((en.format(d=day, M=MONTHS[month - 1], n=number), zh.format(d=day, m=month, n=number)))
        return found

    def mixed(self, groups: list[Group], remarks: list[tuple[str, str]]) -> Plan:
        """Remarks put between the figures."""
        steps: list[Group | tuple[str, str]] = list(groups)
        for remark in remarks:
            steps.insert(self.random.randrange(1, len(steps) + 1), remark)
        return Plan(tuple(steps))

    def translated(self, plan: Plan) -> Plan:
        """The same, but for what translators do: cut the end, or lose a hedge."""
        steps = plan.steps[:-1] if len(plan.steps) > 3 and self.random.random() < 0.15 else plan.steps
        kept = tuple(self.unhedged(step) if isinstance(step, Group) else step for step in steps)
        return replace(plan, steps=kept)

    def unhedged(self, group: Group) -> Group:
        """One hedge in ten is lost."""
        return replace(
            group,
            tellings=tuple(replace(t, bound="exact") if self.random.random() < 0.1 else t for t in group.tellings),
        )

    def told(
        self,
        campaign: Campaign,
        name: str,
        plan: Plan,
        *,
        lang: str,
        days: int,
        style: str = "",
        copy_of: str | None = None,
    ) -> None:
        """Write a plan down in a language."""
        page = Page(f"t{campaign.number}-{name}", lang, campaign, self.random)
        if plan.agency:
            page.sentences.append(NAMED[plan.agency][lang])
        for step in plan.steps:
            if isinstance(step, Group):
                page.say(step, dated=not page.dated)
            else:
                page.sentences.append(step[LANGS.index(lang)])
        form = page.form(days=days) | {"title": self.random.choice(TITLES[lang]), "style": style, "told": plan.figures}
        campaign.documents.append(form | ({"copy_of": f"t{campaign.number}-{copy_of}"} if copy_of else {}))


def retold(count: int, *, seed: int) -> list[Form]:
    """So many such campaigns."""
    draw = Retold(seed)
    return [draw.retold(number) for number in range(count)]
