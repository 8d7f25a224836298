"""English: its words stand in `en/*.toml`."""

from extractors.lexicon.acts import act_words
from extractors.lexicon.calendar import calendar_words
from extractors.lexicon.grammar import grammar_words
from extractors.lexicon.language import Language
from extractors.lexicon.numbers import number_words
from extractors.lexicon.objects import object_words

LANGUAGE = Language(
    code="en",
    spaced=True,
    numbers=number_words("en"),
    calendar=calendar_words("en"),
    objects=object_words("en"),
    acts=act_words("en"),
    grammar=grammar_words("en"),
)
