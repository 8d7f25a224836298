"""What is put in another's place in English gold texts: figures, services, regulators, months and verbs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from extractors.lexicon.gazetteer import owners
from tests.metamorphic import Swap, moved
from tests.scoring import GOLD, Form

SERVICES = ("Facebook", "Instagram", "TikTok", "YouTube", "Telegram", "Snapchat", "Twitch", "Reddit", "Pinterest", "WhatsApp")  # fmt: skip
REGULATORS = ("Ofcom", "MCMC", "Komdigi")
# Months of equal length, so that whole months stay whole.
MONTHS = {
    "January": "March", "March": "May", "May": "July", "July": "August", "August": "October", "October": "December",
    "December": "August", "April": "June", "June": "September", "September": "November", "November": "April",
}  # fmt: skip
NUMBER = {name: i for i, name in enumerate(["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"], 1)}  # fmt: skip
# Verbs that the guidelines give one action, in one form of inflection.
SYNONYMS = (
    ("removed", "deleted"), ("deleted", "erased"), ("took down", "removed"), ("taken down", "removed"), ("shut down", "closed"),
    ("closed", "shut down"), ("banned", "terminated"), ("arrested", "detained"), ("detained", "arrested"),
    ("reinstated", "restored"), ("restored", "reinstated"), ("blocked", "filtered"), ("disabled", "deactivated"),
    ("summoned", "warned"), ("punished", "penalised"), ("dealt with", "punished"), ("handled", "dealt with"),
)  # fmt: skip
FIGURE = re.compile(r"(?<![\w.,])\d[\d,]*\d(?![\w]|[.,]\d)")


def names() -> Mapping[str, Mapping[str, list[str]]]:
    """The inventory of names that the gold is annotated by: canonical name to the words seen in texts."""
    inventory: Mapping[str, Mapping[str, list[str]]] = json.loads((GOLD / "names.json").read_text(encoding="utf-8"))
    return inventory


def figures(doc: Form) -> Iterator[Swap]:
    """Every plain figure of a lone claim, with its last digits changed: sums and repeats of it are left alone."""
    whole = doc["title"] + "\n" + doc["text"]
    values = [claim["value"] for claim in doc["claims"]]
    parents = {claim["part_of"] for claim in doc["claims"]}
    for claim in doc["claims"]:
        lone = not claim.get("also") and claim["part_of"] is None and claim["id"] not in parents
        found = FIGURE.findall(claim["quote"])
        if not lone or len(found) != 1 or whole.count(found[0]) != 1 or values.count(claim["value"]) != 1:
            continue
        old, value = found[0], int(found[0].replace(",", ""))
        if value != claim["value"] or value < 100:
            continue
        new = value + (1 if value % 10 < 9 else -1)
        put = f"{new:,}" if "," in old else str(new)
        yield Swap("figure", (old,), put, {"value": partial(renamed, old=value, new=new)})


def services(doc: Form) -> Iterator[Swap]:
    """Every service that people know by one name, by one that the text does not name.

    A service whose company is named too is left alone: the product knows whose services they are.
    """
    whole = doc["title"] + "\n" + doc["text"]
    apart = [name for name in SERVICES if owners().get(name) not in doc["platforms"]]
    free = [name for name in apart if name not in whole and name not in doc["platforms"]]
    for name in apart:
        if re.search(rf"\b{name}\b", whole) and name in doc["platforms"] and free:
            change = partial(renamed, old=name, new=free[0])
            yield Swap("service", (name,), free[0], {"platforms": change, "actor": change})


def renamed(value: object, *, old: object, new: object) -> object:
    """A name, or a list of names, with one of them in another's place."""
    if isinstance(value, list):
        return [new if name == old else name for name in value]
    return new if value == old else value


def regulators(doc: Form) -> Iterator[Swap]:
    """Every regulator under all its names, by one that the text does not name."""
    known = names()["regulators"]
    whole = doc["title"] + "\n" + doc["text"]
    for name in doc["regulators"]:
        said = tuple({word for alias in {name, *known.get(name, ())} for word in found(alias, whole)})
        free = [one for one in REGULATORS if one not in whole]
        if said and free and all(word.isascii() for word in said):
            canonical = next(k for k, words in known.items() if free[0] == k or free[0] in words)
            yield Swap("regulator", said, free[0], {"actor": partial(renamed, old=name, new=canonical)})


def found(words: str, text: str) -> list[str]:
    """The occurrences of a name, in whatever case the text writes it."""
    return re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)


def months(doc: Form) -> Iterator[Swap]:
    """Every month that keeps its place among the others under its new name, so that no range turns and no year moves."""
    whole = doc["title"] + "\n" + doc["text"]
    published = date.fromisoformat(doc["published"])
    for old, new in MONTHS.items():
        uses = re.findall(rf"\b{old}\b(?! \d{{4}}|,? \d{{1,2}}, \d{{4}})", whole)
        settled = not uses or max(NUMBER[old], NUMBER[new]) < published.month
        low, high = sorted((NUMBER[old], NUMBER[new]))
        passed = any(low <= NUMBER[name] <= high for name in named(whole) - {old})
        if old in named(whole) and settled and not passed:
            yield Swap("month", (old,), new, {"period": partial(moved, old=NUMBER[old], new=NUMBER[new])})


def named(text: str) -> set[str]:
    """The months a text names."""
    return {name for name in NUMBER if re.search(rf"\b{name}\b", text)}


def verbs(doc: Form) -> Iterator[Swap]:
    """Verbs of one meaning: nothing may change at all."""
    whole = doc["title"] + "\n" + doc["text"]
    for old, new in SYNONYMS:
        if re.search(rf"\b{old}\b", whole):
            yield Swap("verb", (old,), new, {})


def swaps(doc: Form) -> Iterator[Swap]:
    """Everything that can be put in another's place in one document."""
    for kind in (figures, services, regulators, months, verbs):
        yield from kind(doc)
