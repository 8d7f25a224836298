"""Extract generated texts and compare: claim F1 as the gold's scorer counts it, and a figure for each construction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from extractors import SourceText, extract, extraction_form
from tests.generator.draw import Construction, Words, document

LANGUAGES = {"en": "english", "zh": "chinese"}


def generated(lang: str, documents: int, *, seed: int) -> list[dict[str, object]]:
    """The first so many texts of a seed."""
    name = LANGUAGES[lang]
    words: Words = import_module(f"tests.generator.{name}_words").WORDS
    constructions: tuple[Construction, ...] = import_module(f"tests.generator.{name}").CONSTRUCTIONS
    return [document(number, lang, words, constructions, seed) for number in range(documents)]


def key(claim: dict[str, object]) -> tuple[object, ...]:
    """What the headline figure compares: kind, value, unit and action."""
    top = claim.get("value_max")
    return (
        claim["kind"],
        float(str(claim["value"])),
        None if top is None else float(str(top)),
        claim["unit"],
        claim["action"],
    )


@dataclass(slots=True)
class Report:
    """Right, missed and false claims, in all and by construction."""

    right: int
    missed: int
    false: int
    by_construction: dict[str, tuple[int, int]]
    errors: list[str]
    sentences: int

    @property
    def f1(self) -> float:
        """Claim F1 over all texts."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.false)

    def share(self, construction: str) -> float:
        """The share of a construction's sentences without a mistake."""
        right, seen = self.by_construction[construction]
        return right / seen

    def text(self, *, errors: bool = False) -> str:
        """The report as lines, the weakest constructions first."""
        lines = [
            f"{self.sentences} sentences, claim F1 {self.f1:.4f} (right {self.right}, missed {self.missed}, false {self.false})"
        ]
        for name in sorted(self.by_construction, key=self.share):
            right, seen = self.by_construction[name]
            lines.append(f"{right / seen:6.3f}  {right:4}/{seen:<4} {name}")
        return "\n".join(lines + (self.errors if errors else [])) + "\n"


def sentence_errors(doc: dict[str, object]) -> tuple[list[tuple[str, str]], int]:
    """The mistakes of one text as (construction, what), and how many claims were right."""
    source = SourceText(
        str(doc["id"]),
        str(doc["text"]),
        lang=str(doc["lang"]),
        published=date.fromisoformat(str(doc["published"])),
        kind=str(doc["kind"]),
    )
    got = extraction_form(source, extract(source))["claims"]
    gold = doc["claims"]
    assert isinstance(got, list)
    assert isinstance(gold, list)
    names = doc["constructions"]
    assert isinstance(names, list)
    paragraphs = _starts(str(doc["text"]), names)
    # Figures that are no act on either side count for the construction, not for F1, as in the scorer.
    wanted = Counter(key(c) for c in gold)
    found = Counter(key(c) for c in got)
    wrong = [(c["construction"], f"missed {key(c)}") for c in gold if found[key(c)] < wanted[key(c)]]
    for claim in got:
        if found[key(claim)] > wanted[key(claim)]:
            at = claim["span"]["start"]
            wrong.append((max((s, n) for s, n in paragraphs if s <= at)[1], f"false {key(claim)}"))
    right = sum((wanted & found).values())
    return wrong, right


def _starts(text: str, names: list[str]) -> list[tuple[int, str]]:
    """Where each sentence's paragraph starts; a construction of several paragraphs counts as one."""
    starts, at = [], 0
    blocks = text.split("\n\n")
    extra = len(blocks) - len(names)
    for name in names:
        starts.append((at, name))
        take = 1
        if extra > 0 and name == "bullets":
            take, extra = 2, extra - 1
        for _ in range(take):
            at += len(blocks.pop(0)) + 2
    return starts


def report(documents: Iterable[dict[str, object]]) -> Report:
    """Extract every text and count."""
    right = missed = false = sentences = 0
    seen: Counter[str] = Counter()
    clean: Counter[str] = Counter()
    errors = []
    for doc in documents:
        names = doc["constructions"]
        assert isinstance(names, list)
        wrong, good = sentence_errors(doc)
        right += good
        missed += sum(what.startswith("missed") for _, what in wrong)
        false += sum(what.startswith("false") for _, what in wrong)
        broken = {name for name, _ in wrong}
        seen.update(names)
        clean.update(n for n in names if n not in broken)
        sentences += len(names)
        errors += [f"{doc['id']} [{name}] {what}\n    {doc['text']!r}" for name, what in wrong]
    return Report(right, missed, false, {n: (clean[n], seen[n]) for n in seen}, errors, sentences)
