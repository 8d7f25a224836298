"""Pages written out: the templates, what they escape, and the four forms together."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from bot.core.digest import Said, head, lay_out
from bot.core.records import Edition
from bot.core.render.folding import folded
from bot.core.render.forms import edition_form

FORMS = ("html", "md", "txt", "json")
# Everything Markdown may read as markup; "+" and digits stay readable, a figure is no list.
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&]|^[-+=](?=\s)|(?<=^\d)[.)](?=\s))")
SPACES = re.compile(r"\s+")
BLANK_LINES = re.compile(r"\n\s*\n")
BLANKS = re.compile(r"\n{3,}")
SURROGATE = re.compile("[\ud800-\udfff]")
# Characters that would turn the line round or hide part of it, and halves of characters, which no file can hold.
UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def render(edition: Edition) -> Mapping[str, str]:
    """The edition in every form. Pure: the same edition gives the same texts, byte for byte."""
    page = lay_out(edition)
    values = {"page": page, "head": head(page)}
    written = {form: _templates().get_template(f"edition.{form}.j2").render(values) for form in FORMS[:3]}
    text = "\n".join(line.rstrip() for line in folded(written["txt"]).splitlines())
    return {
        "html": BLANK_LINES.sub("\n", written["html"]).strip() + "\n",
        "md": BLANKS.sub("\n\n", written["md"]).strip() + "\n",
        "txt": BLANKS.sub("\n\n", text).strip() + "\n",
        "json": _json(edition),
    }


def _json(edition: Edition) -> str:
    """Readable letters; halves of characters, which no file can hold, as escapes."""
    text = json.dumps(edition_form(edition), ensure_ascii=False, indent=2)
    return SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"


@cache
def _templates() -> Environment:
    """The templates: the HTML one escapes everything by itself, the others by their filters."""
    environment = Environment(
        loader=PackageLoader("bot.core.render", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        finalize=_seen,
        keep_trailing_newline=True,
    )
    environment.filters |= {"markdown": markdown, "flat": flat}
    return environment


def flat(text: object) -> str:
    """A text on one line, without characters that are not seen, and without what the plain form writes a link as."""
    return _line(text).replace("<http", "< http")


def markdown(text: object) -> str:
    """A text that Markdown shows as it is."""
    return MARKUP.sub(r"\\\1", _line(text))


def _line(text: object) -> str:
    return SPACES.sub(" ", UNSEEN.sub("", str(text)))


def _seen(value: object) -> object:
    """What an expression of a template puts on the page: a piece without characters that are not seen."""
    return UNSEEN.sub("", value.text) if isinstance(value, Said) else value
