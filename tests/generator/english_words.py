"""The generator's own English words: acts, nouns, names and ways to write a number."""

from __future__ import annotations

import random

from tests.generator.draw import Act, Figure, Words

SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelled(number: int) -> str:
    """A whole number under a million in words."""
    if number >= 1000:
        rest = number % 1000
        return spelled(number // 1000) + " thousand" + (f" {spelled(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return SMALL[number // 100] + " hundred" + (f" and {spelled(rest)}" if rest else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    return SMALL[number]


def act(
    action: str,
    past: str,
    *,
    units: str,
    base: str = "",
    third: str = "",
    ing: str = "",
    noun: str = "",
    part: str = "",
) -> Act:
    """An act with its forms: v past, p participle, b base, s third person, g gerund, n noun (where it has one)."""
    stem = base or past.removesuffix("ed")
    forms = {"v": past, "p": part or past, "b": stem, "s": third or stem + "s", "g": ing or stem + "ing"}
    if noun:
        forms["n"] = noun
    return Act(action, forms, tuple(units.split()))


ACTS = (
    act("remove", "removed", units="content app website", base="remove", ing="removing", noun="removal"),
    act("remove", "deleted", units="content account group", base="delete", ing="deleting", noun="deletion"),
    act(
        "remove",
        "took down",
        units="content app",
        part="taken down",
        base="take down",
        third="takes down",
        ing="taking down",
        noun="takedown",
    ),
    act("remove", "pulled", units="content app"),
    act("remove", "purged", units="content", base="purge", ing="purging"),
    act("remove", "erased", units="content", base="erase", ing="erasing"),
    act("close", "shut down", units="account website group", base="shut down", third="shuts down", ing="shutting down"),
    act("close", "closed", units="account website group", base="close", ing="closing", noun="closure"),
    act("close", "banned", units="account group app", base="ban", ing="banning"),
    act("close", "terminated", units="account", base="terminate", ing="terminating", noun="termination"),
    act("close", "disabled", units="account", base="disable", ing="disabling"),
    act("close", "permanently suspended", units="account", base="permanently suspend", noun="permanent suspension"),
    act("suspend", "suspended", units="account group", base="suspend", noun="suspension"),
    act("suspend", "muted", units="account", base="mute", ing="muting"),
    act("restrict", "demonetised", units="account", base="demonetise", ing="demonetising", noun="demonetisation"),
    act("restrict", "age-restricted", units="content", base="age-restrict"),
    act("block", "blocked", units="website content app", noun="blocking"),
    act("block", "filtered", units="content"),
    act("block", "rejected", units="content", noun="rejection"),
    act("warn", "warned", units="organisation", noun="warning"),
    act("warn", "summoned", units="organisation"),
    act("fine", "fined", units="organisation", base="fine", ing="fining"),
    act("arrest", "arrested", units="person", noun="arrest"),
    act("arrest", "detained", units="person", noun="detention"),
    act("arrest", "charged", units="person", base="charge", ing="charging"),
    act("investigate", "investigated", units="case organisation", base="investigate", ing="investigating"),
    act("penalise", "penalised", units="account organisation", base="penalise", ing="penalising"),
    act("penalise", "punished", units="account organisation", third="punishes"),
    act("restore", "reinstated", units="account content", base="reinstate", ing="reinstating", noun="reinstatement"),
    act("restore", "restored", units="account content", base="restore", ing="restoring", noun="restoration"),
)
NOUNS = {
    "account": ("accounts", "profiles", "user accounts", "bogus accounts", "sock-puppet accounts"),
    "content": ("posts", "videos", "comments", "adverts", "images", "short clips", "listings", "messages"),
    "website": ("websites", "domains", "phishing sites", "gambling sites"),
    "app": ("apps", "mobile applications", "loan apps"),
    "group": ("groups", "channels", "chat groups"),
    "person": ("people", "suspects", "men", "individuals"),
    "case": ("cases", "breaches", "incidents"),
    "report": ("complaints", "reports", "takedown requests", "appeals"),
    "organisation": ("companies", "firms", "operators", "providers"),
}
ACTORS = ("Ofcom", "the Federal Trade Commission", "the eSafety Commissioner", "the European Commission", "Roskomnadzor",
          "the Cyberspace Administration of China", "the Malaysian Communications and Multimedia Commission", "Arcom",
          "the Data Protection Commission", "the Nigerian Communications Commission", "the Royal Thai Police")  # fmt: skip
PLATFORMS = (
    "Facebook",
    "Instagram",
    "TikTok",
    "Snapchat",
    "Reddit",
    "Telegram",
    "YouTube",
    "Pinterest",
    "WhatsApp",
    "Discord",
    "LinkedIn",
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
REASONS = ("spam", "fraud", "impersonation", "terrorist propaganda", "selling counterfeit goods", "hate speech")
BEFORE = {
    "about": ("about", "around", "roughly", "nearly", "almost", "some", "approximately", "close to", "an estimated"),
    "at_least": (
        "over",
        "more than",
        "at least",
        "upwards of",
        "in excess of",
        "no fewer than",
        "well over",
        "just over",
    ),
    "at_most": ("up to", "as many as", "fewer than", "under", "no more than", "just under"),
}


def plain_count(draw: random.Random) -> tuple[str, float]:
    """A count as digits, with a scale, or in words."""
    form = draw.randrange(9)
    if form <= 2:
        value = draw.choice(
            (draw.randrange(1000, 10_000), draw.randrange(10_000, 999_999), draw.randrange(1_000_000, 90_000_000))
        )
        return f"{value:,}", value
    if form == 3:
        tenths = draw.randrange(11, 999)
        return draw.choice(("{} million", "{}m", "{} mn")).format(tenths / 10), tenths * 100_000
    if form == 4:
        thousands = draw.randrange(11, 900)
        return f"{thousands}{draw.choice('Kk')}", thousands * 1000
    if form == 5:
        value = draw.randrange(2, 99) * 1000
        return spelled(value), value
    if form == 6:
        return draw.choice(
            (("half a million", 500_000), ("a dozen", 12), ("two dozen", 24), ("a quarter of a million", 250_000))
        )
    if form == 7:
        value = draw.randrange(20, 999)
        return draw.choice((str(value), spelled(value))), value
    value = draw.randrange(11, 99) * 10_000
    return draw.choice(((f"{value / 100_000:g} lakh", value), (f"{value // 1000 * 1000:,}", value // 1000 * 1000)))


def count(draw: random.Random) -> Figure:
    """A count with its hedge, or a range."""
    if draw.random() < 0.07:
        low = draw.randrange(3, 40)
        high = low + draw.randrange(2, 30)
        form = draw.choice(("between {} and {} million", "{}-{} million", "{} million to {} million"))
        return Figure(form.format(low, high), low * 1_000_000, high * 1_000_000)
    text, value = plain_count(draw)
    if draw.random() < 0.5:
        return Figure(text, value)
    if text[-1].isdigit() and draw.random() < 0.2:
        suffix, bound = draw.choice((("+", "at_least"), ("-plus", "at_least"), ("-odd", "about")))
        return Figure(text + suffix, value, bound=bound)
    bound = draw.choice(tuple(BEFORE))
    return Figure(f"{draw.choice(BEFORE[bound])} {text}", value, bound=bound)


def money(draw: random.Random) -> Figure:
    """A sum with its currency."""
    tenths = draw.randrange(11, 990)
    whole = draw.randrange(20_000, 900_000)
    forms = (
        (f"€{tenths / 10:g} million", tenths * 100_000, "EUR"),
        (f"${tenths / 10:g}m", tenths * 100_000, "USD"),
        (f"£{whole:,}", whole, "GBP"),
        (f"S${tenths / 10:g} million", tenths * 100_000, "SGD"),
        (f"Rs {tenths} crore", tenths * 10_000_000, "INR"),
        (f"RM{whole:,}", whole, "MYR"),
        (f"{tenths / 10:g} million yuan", tenths * 100_000, "CNY"),
        (f"{tenths / 10:g}bn naira", tenths * 100_000_000, "NGN"),
        (f"USD {tenths / 10:g} billion", tenths * 100_000_000, "USD"),
    )
    text, value, currency = draw.choice(forms)
    return Figure(text, value, currency=currency)


def percent(draw: random.Random) -> Figure:
    """A percentage in digits or words."""
    value = draw.randrange(21, 989) / 10
    whole = draw.randrange(3, 97)
    return draw.choice(
        (Figure(f"{value:g}%", value), Figure(f"{whole} per cent", whole), Figure(f"{whole} percent", whole))
    )


def share(draw: random.Random) -> Figure:
    """A share in words, ready for its noun."""
    shares = (("one in five", 20), ("nine in ten", 90), ("three in four", 75), ("half of the", 50), ("a quarter of the", 25),
              ("three-quarters of the", 75), ("two out of five", 40), ("six in every ten", 60))  # fmt: skip
    return Figure(*draw.choice(shares))


def noun_phrase(_draw: random.Random, figure: Figure, noun: str) -> str:
    """The figure before its noun."""
    return f"{figure.text} {noun}"


def period(draw: random.Random) -> str:
    """When it happened, at the end of a clause."""
    month, year = draw.choice(MONTHS), draw.randrange(2015, 2021)
    return draw.choice(
        (
            f" in {month} {year}",
            f" between 3 {month} and 19 {month} {year}",
            f" during the second quarter of {year}",
            "",
            "",
        )
    )


WORDS = Words(
    acts=ACTS,
    nouns=NOUNS,
    plain={
        "A": lambda d: d.choice(ACTORS),
        "P": lambda d: d.choice(PLATFORMS),
        "t": period,
        "T": lambda d: f"in {d.choice(MONTHS)} {d.randrange(2015, 2021)}",
        "r": lambda d: d.choice(REASONS),
        "M": lambda d: d.choice(MONTHS),
        "Y": lambda d: str(d.randrange(2015, 2021)),
        "z": lambda d: f"{d.randrange(1000, 900_000):,}",
        "w": lambda d: f"{d.randrange(12, 900) / 10:g} million",
        "y": lambda d: str(d.randrange(11, 60)),
    },
    count=count,
    money=money,
    percent=percent,
    share=share,
    noun_phrase=noun_phrase,
    bare=lambda figure, _noun: figure.text,
    act_slots=frozenset("vpbsgn"),
)
