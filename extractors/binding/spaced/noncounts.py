"""Numbers that count nothing: numbers of items, footnotes, ages, years, multiples, models, days of a month."""

from __future__ import annotations

from collections.abc import Callable

from extractors.acts import Voice
from extractors.binding.spaced.phrases import phrase
from extractors.binding.spaced.scene import Figure, Scene
from extractors.records import Bound, Line, Unit

# The highest age that laws draw a line at.
OLDEST = 25
# Ages of persons that news gives.
YOUNG, AGED = 10, 100
LAST_DAY = 31
DEGREE = "°"
# Earlier years stand in no story of enforcement, later ones are read as dates.
OLD_YEAR = 1400
# "A retired plumber from Leeds, 67, ...": so long is the subject before an age.
AGED_SUBJECT = 7
# "For every site you block ten will grow back": so many words between.
EVERY = 7
# "The 7726 spam reporting service": so many words to the noun of a service.
SERVICE = 4
# Postal codes have so many digits or more.
POSTAL = 5
FIRST_YEAR, LAST_YEAR = 1950, 2050
# "2022-24" writes its second year in so many digits.
SHORT_YEAR = 2
# What follows a year and never what is counted ("the figure for 2023 was").
AFTER_YEAR = ("prepositions", "conjunctions", "be", "have", "modal", "back_pronouns", "definite_words")


def counts_nothing(scene: Scene, number: int) -> bool:
    """Whether the words around figure `number` show that it counts neither things nor money nor shares."""
    return any(rule(scene, number) for rule in RULES)


def numbers_item(scene: Scene, number: int) -> bool:
    """Whether the figure only numbers a list item or a law ("3. X. The outlier", "Article 16")."""
    figure = scene.figures[number]
    if _in_law(scene, figure):
        return True
    bullet = figure.start == 0 or (figure.start == 1 and scene.word(0) == "(")
    bare = scene.lower[figure.start].isdigit() and phrase(scene, number).head is None
    if scene.word(_before(scene, figure)) in scene.role("numbered_words") and bare:
        return figure.quantity.kind == "number"
    return scene.sentence.line is Line.ITEM and bullet and scene.word(figure.end) in (".", ")")


def _in_law(scene: Scene, figure: Figure) -> bool:
    """As in "Section 37 of the Act", "Decree-Law No. 5 of 2012": a place of a law or the number of a document."""
    plain = scene.lower[figure.start].isdigit() and scene.word(figure.end) in scene.role("of_words")
    return plain and figure.quantity.kind == "number" and scene.word(_before(scene, figure)) in scene.role("law_places")


def _before(scene: Scene, figure: Figure) -> int:
    """The token before a figure, the full stop of an abbreviation skipped ("No. 5")."""
    return figure.start - 2 if scene.word(figure.start - 1) == "." else figure.start - 1


def number_of_name(scene: Scene, number: int) -> bool:
    """As in "the 12377 portal", "iOS 17": long plain digits before a singular, small ones behind a product."""
    figure = scene.figures[number]
    if not _plain(scene, figure):
        return False
    noun = scene.nouns.get(figure.end)
    long = len(scene.lower[figure.start]) >= POSTAL - 1
    single = noun is not None and noun.singular and long
    definite = scene.word(figure.start - 1) in scene.role("determiners")
    served = any(scene.word(at) in scene.role("line_nouns") for at in range(figure.end, figure.end + SERVICE))
    return single or (long and definite and served) or scene.word(figure.start - 1) in scene.role("product_words")


def proverbial(scene: Scene, number: int) -> bool:
    """As in "for every site you block ten will grow back", "give or take three thousand"."""
    figure = scene.figures[number]
    if any(scene.phrase_at(figure.start - length, "slack_words") for length in (1, 2, 3)):
        return True
    return any(scene.phrase_at(at, "every_words") for at in range(max(0, figure.start - EVERY), figure.start))


def denied(scene: Scene, number: int) -> bool:
    """As in "2,541 and not 2,571": a figure that is only named to be put right."""
    figure = scene.figures[number]
    return scene.word(figure.start - 1) in scene.role("denying_words") and scene.lower[figure.start][:1].isdigit()


def footnote(scene: Scene, number: int) -> bool:
    """As in "computer security,[2]": a plain number alone in square brackets."""
    figure = scene.figures[number]
    return _plain(scene, figure) and scene.word(figure.start - 1) == "[" and scene.word(figure.end) == "]"


def law_place(scene: Scene, number: int) -> bool:
    """As in "Rule 4(1)(d)", "Section 79(3)(b)": digits and letters in brackets without a blank before them."""
    figure = scene.figures[number]
    token = scene.tokens[figure.end - 1]
    behind = token.text[figure.quantity.core.end - token.start :]
    inside = behind[:1] == "(" or token.text[: figure.quantity.core.start - token.start].endswith("(")
    open_ = scene.word(figure.end) == "(" and scene.tokens[figure.end].start == token.end
    return figure.quantity.kind == "number" and (inside or (open_ and scene.lower[figure.start].isdigit()))


def model(scene: Scene, number: int) -> bool:
    """As in "80C", "32GB", "5G": letters that are written right behind the digits."""
    figure = scene.figures[number]
    token = scene.tokens[figure.end - 1]
    behind = token.text[figure.quantity.core.end - token.start :]
    letters = behind[:1].isalpha() or behind[:1] == DEGREE or scene.word(figure.end)[:1] == DEGREE
    return figure.quantity.kind == "number" and (token.end > figure.quantity.span.end or not behind) and letters


def of_disease(scene: Scene, number: int) -> bool:
    """As in "more than 201,000 cases of the virus", "3,063 new cases": who fell ill is nobody's enforcement."""
    head = phrase(scene, number).head
    cases = head is not None and head.text in scene.role("case_nouns")
    return cases and scene.has("disease_words")


def exchange_rate(scene: Scene, number: int) -> bool:
    """As in "at 16,300 to the dollar"."""
    return scene.phrase_at(scene.figures[number].end, "exchange_words") is not None


def postal_code(scene: Scene, number: int) -> bool:
    """As in "Bengaluru 560042", "Fahrenheit 5651": long plain digits right behind a name, no noun behind them."""
    figure = scene.figures[number]
    before = scene.tokens[figure.start - 1].text if figure.start else ""
    long = _plain(scene, figure) and len(scene.lower[figure.start]) >= POSTAL - 1
    known = any(end == figure.start for _, end, _ in scene.names)
    named = before[:1].isupper() and figure.start > 1 and not known
    return long and named and not scene.word(figure.end)[:1].isalpha()


def year(scene: Scene, number: int) -> bool:
    """As in "the sum of 2023", "all of 2023", "her 2015 report": four plain digits that no counted plural follows."""
    figure = scene.figures[number]
    text = scene.reading.text(figure.quantity.span)
    follows, before = scene.word(figure.end), scene.word(figure.start - 1)
    first = OLD_YEAR if before in scene.role("prepositions") | scene.role("year_words") else FIRST_YEAR
    if not (text.isdigit() and len(text) == 4 and first <= figure.quantity.value <= LAST_YEAR):
        return False
    if before == "," and (scene.word(figure.start - 2) in scene.role("law_nouns") or not follows[:1].isalpha()):
        return True
    closed = not follows[:1].isalpha() or any(follows in scene.role(name) for name in AFTER_YEAR)
    if before in scene.role("prepositions") | scene.role("year_words"):
        return closed
    if closed and len(scene.figures) == 1 and before.isalpha() and not any(a.end == figure.start for a in scene.acts):
        return True  # "Targeting scams: annual report 2024"
    head = phrase(scene, number).head
    definite = before in scene.role("determiners") | scene.role("possessives") or before.endswith(("'s", "’s"))
    return definite and head is not None and head.singular  # "Vimeo's 2023 transparency report"


def range_of_years(scene: Scene, number: int) -> bool:
    """As in "in the years 2022-24": the two digits behind a year and a dash are a year, too."""
    span = scene.figures[number].quantity.span
    text = scene.reading.source.title if span.field == "title" else scene.reading.source.text
    before = text[max(0, span.start - 5) : span.start]
    short = span.end - span.start == SHORT_YEAR and text[span.start : span.end].isdigit()
    return short and before[:4].isdigit() and before[:2] in ("19", "20") and before[4:] in ("-", "–", "/")


def multiple(scene: Scene, number: int) -> bool:
    """As in "nine times the number of 2022", "31 more than in October": a comparison, which counts nothing."""
    end = scene.figures[number].end
    if scene.figures[number].quantity.kind != "number":
        return False
    start = scene.figures[number].start
    if scene.word(start - 1) in scene.role("by_how_much") and any(
        w in scene.role("up_words") | scene.role("down_words") for w in scene.lower[max(0, start - 3) : start - 1]
    ):
        return True
    if scene.word(end) in scene.role("times_words"):
        return scene.word(end + 1) in scene.role("multiple_words")
    return scene.word(end) in scene.role("difference_words") and scene.word(end + 1) in scene.role("than_words")


def in_date(scene: Scene, number: int) -> bool:
    """As in "on 3 March" and "May 22" where no day of publication let the date be read."""
    figure = scene.figures[number]
    plain = figure.quantity.kind == "number" and figure.quantity.form == "digits" and figure.quantity.value <= LAST_DAY
    months = scene.role("month_names")
    return plain and (scene.word(figure.start - 1) in months or scene.word(figure.end) in months)


def age(scene: Scene, number: int) -> bool:
    """As in "aged between 16 and 75", "Australians under 16", "one man, 39, is in custody"."""
    figure = scene.figures[number]
    if figure.quantity.kind != "number":
        return False
    if scene.word(figure.start - 1) in scene.role("of_words") and scene.word(figure.start - 2) in scene.role(
        "age_words"
    ):
        return True  # "under the age of 13"
    young = figure.quantity.value_max is not None and figure.quantity.value_max <= OLDEST
    if young and any(n.unit is Unit.PERSON and n.end == figure.start for n in scene.nouns.values()):
        return True  # "young people from 13 to 17"
    of_age = scene.word(figure.start - 1) in scene.role("of_words") and YOUNG <= figure.quantity.value < AGED
    man = of_age and any(
        n.unit is Unit.PERSON and n.singular and n.end == figure.start - 1 for n in scene.nouns.values()
    )
    return (
        man or _is_old(scene, figure) or _aged(scene, number) or _apposed_age(scene, number) or _age_line(scene, figure)
    )


def _is_old(scene: Scene, figure: Figure) -> bool:
    """As in "Christie, who is 61", "when he was 16,": said of a person, and no noun behind it."""
    said = scene.word(figure.start - 1) in scene.role("be") and scene.word(figure.start - 2) in scene.role(
        "aged_subjects"
    )
    after = scene.word(figure.end)
    shut = scene.role("conjunctions") | scene.role("clause_words") | scene.role("prepositions") - scene.role("of_words")
    return (
        said and _plain(scene, figure) and figure.quantity.value < AGED and (not after[:1].isalpha() or after in shut)
    )


def _aged(scene: Scene, number: int) -> bool:
    """As in "aged 24", "aged 24 and 31": an age is said, or the figure before it is one and only a joint between."""
    figure = scene.figures[number]
    if scene.word(figure.start - 1) in scene.role("age_words"):
        return True
    joint = scene.word(figure.start - 1) in scene.role("list_words") | {",", "to", "-", "–"}
    before = scene.figures[number - 1] if number else None
    near = before is not None and before.end in (figure.start - 1, figure.start - 2)
    return (
        joint
        and near
        and figure.quantity.value < AGED
        and phrase(scene, number).head is None
        and _aged(scene, number - 1)
    )


def _apposed_age(scene: Scene, number: int) -> bool:
    """As in "one man, 39, is in custody", "said Anna Lopez, 52." behind a person or a name of no list."""
    figure = scene.figures[number]
    if scene.word(figure.start - 1) != "," or scene.word(figure.end) not in (",", ".", ""):
        return False
    if not (_plain(scene, figure) and YOUNG <= figure.quantity.value < AGED):
        return False
    person = any(
        Unit.PERSON in (n.unit, n.acted) and n.end == figure.start - 1 and not n.plural for n in scene.nouns.values()
    )
    return person or _called(scene, figure.start - 2) or _one_thing(scene, figure) or _surname(scene, figure)


def _surname(scene: Scene, figure: Figure) -> bool:
    """As in "Webb, 51, of Leeds", "Haley, 51, said": behind one word with a capital, with a verb or "of" after it."""
    name = scene.tokens[figure.start - 2].text if figure.start > 1 else ""
    known = any(start <= figure.start - 2 < end for start, end, _ in scene.names)
    if known or not (name[:1].isupper() and name[1:2].islower()) or scene.word(figure.end) != ",":
        return False
    after = scene.word(figure.end + 1)
    told = any(a.start == figure.end + 1 and a.voice in (Voice.ACTIVE, Voice.PASSIVE, Voice.BARE) for a in scene.acts)
    return told or after in scene.role("of_words") | scene.role("relatives")


def _one_thing(scene: Scene, figure: Figure) -> bool:
    """As in "a retired plumber, 67, transferred": between commas behind a noun with "a" at the start of the sentence."""
    words = scene.lower[: figure.start - 1]
    alone = scene.word(0) in scene.role("one_words") and 1 < len(words) <= AGED_SUBJECT
    return alone and all(word.isalpha() or "-" in word for word in words) and scene.word(figure.end) == ","


def _called(scene: Scene, place: int) -> bool:
    """Whether two words with capitals end at a token, neither a service, a body nor a place of a list ("Anna Lopez")."""
    names = [scene.tokens[i].text for i in (place - 1, place) if i >= 0]
    known = any(start <= place < end for start, end, _ in scene.names)
    return len(names) == 2 and not known and all(n[:1].isupper() and n[1:2].islower() for n in names)


def _age_line(scene: Scene, figure: Figure) -> bool:
    """As in "Australians under 16", "anyone over 65": a bound that draws a line between persons."""
    young = figure.quantity.value <= OLDEST and figure.quantity.bound is not Bound.EXACT
    after = scene.word(figure.end)
    bare = not after[:1].isalpha() or after in scene.role("prepositions") | scene.role("adverbs") | scene.role("have")
    bare = bare or any(a.start == figure.end for a in scene.acts)
    subject, spoken = scene.word(figure.start - 1), scene.word(figure.start) in scene.role("age_bounds")
    if subject in scene.role("be") and spoken and not after[:1].isalpha():
        return figure.quantity.value < AGED  # "seven in ten victims were under 50"
    if subject in scene.role("age_subjects") and spoken and bare:
        return figure.quantity.value < AGED
    person = subject.isalpha() and not any(
        a.verb == figure.start - 1 and a.voice is not Voice.PASSIVE for a in scene.acts
    )
    shut = scene.role("prepositions") | scene.role("conjunctions") | scene.role("determiners")
    return young and bare and person and spoken and subject not in shut


def _plain(scene: Scene, figure: Figure) -> bool:
    """Whether the figure is one token of digits without marks, hedges or scale."""
    return figure.end == figure.start + 1 and scene.lower[figure.start].isdigit()


RULES: tuple[Callable[[Scene, int], bool], ...] = (
    numbers_item,
    denied,
    number_of_name,
    proverbial,
    footnote,
    law_place,
    postal_code,
    exchange_rate,
    of_disease,
    model,
    age,
    in_date,
    multiple,
    year,
    range_of_years,
)
