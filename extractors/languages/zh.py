"""Chinese in both scripts: its words stand in `zh/*.toml`, in Simplified script."""

from extractors.lexicon.acts import act_words
from extractors.lexicon.calendar import calendar_words
from extractors.lexicon.grammar import grammar_words
from extractors.lexicon.language import Language
from extractors.lexicon.numbers import number_words
from extractors.lexicon.objects import object_words

LANGUAGE = Language(
    code="zh",
    spaced=False,
    numbers=number_words("zh"),
    calendar=calendar_words("zh"),
    objects=object_words("zh"),
    acts=act_words("zh"),
    grammar=grammar_words("zh"),
)
