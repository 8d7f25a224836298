"""Indonesian: its words stand in `id/*.toml`."""

from extractors.lexicon.acts import act_words
from extractors.lexicon.calendar import calendar_words
from extractors.lexicon.grammar import grammar_words
from extractors.lexicon.language import Language
from extractors.lexicon.numbers import number_words
from extractors.lexicon.objects import object_words

LANGUAGE = Language(
    code="id",
    spaced=True,
    numbers=number_words("id"),
    calendar=calendar_words("id"),
    objects=object_words("id"),
    acts=act_words("id"),
    grammar=grammar_words("id"),
)
