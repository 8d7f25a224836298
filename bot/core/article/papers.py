"""Articles that are no HTML: plain text and PDF."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bot.core.markup import one_line
from bot.core.records import Article, ReadError
from bot.core.tongue import detect

LONGEST_TITLE = 200
MOST_PAGES = 300
MOST_CHARACTERS = 2_000_000


def text_article(text: str, *, lang: str | None) -> Article:
    """A plain text; a short first line set apart by an empty one is its title."""
    whole = text.strip()
    if not whole:
        raise ReadError("the text is empty")
    first, _, rest = whole.partition("\n\n")
    titled = "\n" not in first and len(first) <= LONGEST_TITLE and bool(rest.strip())
    body = rest.strip("\n") if titled else whole
    return Article(one_line(first) if titled else "", body, None, lang or detect(whole))


def pdf_article(body: bytes, *, lang: str | None) -> Article:
    """The text of a PDF's pages, and its own title if it has one. Raises ReadError for scans, locks and damage."""
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("the PDF is locked with a password")
        text = _pages(reader)
        named = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise ReadError(f"the PDF is damaged ({type(error).__name__})") from error
    if not text.strip():
        raise ReadError("the PDF holds no text, only images")
    lines = text.strip().splitlines()
    title = one_line(named or "") or one_line(lines[0])[:LONGEST_TITLE]
    return Article(title, text.strip(), None, lang or detect(text))


def _pages(reader: PdfReader) -> str:
    parts: list[str] = []
    length = 0
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or length > MOST_CHARACTERS:
            break
        parts.append(page.extract_text())
        length += len(parts[-1])
    return "\n".join(parts)
