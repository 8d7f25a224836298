"""Bytes to text, as browsers do: byte order mark, strict UTF-8, the header's label, the page's own, then a guess.

Labels mean what the WHATWG Encoding Standard says they mean, not what their names say: pages labelled gb2312 hold
GBK characters, pages labelled iso-8859-1 hold the quotes of Windows-1252.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# WHATWG Encoding Standard, section 4.2; the codecs are Python's nearest.
LABELS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "korean": "cp949",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "unicode": "utf-16-le",
    "utf-16": "utf-16-le",
    "utf8": "utf-8",
}
# Python can decode these, but they are no encodings of text, or waste time.
FORBIDDEN = {
    "idna",
    "punycode",
    "utf-7",
    "unicode_escape",
    "raw_unicode_escape",
    "unicode-escape",
    "raw-unicode-escape",
    "undefined",
}
MOST_BAD = 0.1  # of the characters beyond ASCII
WESTERN_SHARE = 0.8
HEAD_BYTES = 4096
GUESS_BYTES = 64 * 1024
# charset=gb2312  |  <?xml version="1.0" encoding="Shift_JIS"?>
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_IN_PAGE = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_IN_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
# Control characters that no text means, and the halves of surrogate pairs; tab, line feed and carriage return stay.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def decode(body: bytes, *, content_type: str | None = None, encoding: str | None = None) -> str:
    """The text of a page. `encoding` is the source's own word (config) and wins; bytes that fit nowhere become U+FFFD."""
    return _CONTROLS.sub("", _decoded(body, content_type=content_type, encoding=encoding))


def _decoded(body: bytes, *, content_type: str | None, encoding: str | None) -> str:
    for mark, name in MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    named = codec(encoding)
    if named:
        return body.decode(named, "replace")
    strict = _strict(body, "utf-8")
    if strict is not None and not _is_seven_bit_escape(body):
        return strict
    labels = [codec(label) for label in declared(body, content_type=content_type)]
    known = [label for label in dict.fromkeys(labels) if label]
    for label in known:
        text = _strict(body, label)
        if text is not None:
            return text
    return _nearly(body, known)


def declared(body: bytes, *, content_type: str | None) -> tuple[str, ...]:
    """The labels that header and page give, in that order."""
    head = body[:HEAD_BYTES]
    in_header = _IN_HEADER.search(content_type or "")
    in_page = _IN_XML.search(head) or _IN_PAGE.search(head)
    labels = [in_header.group(1)] if in_header else []
    return (*labels, in_page.group(1).decode("ascii", "replace")) if in_page else tuple(labels)


def codec(label: str | None) -> str | None:
    """Python's codec for a label as browsers understand it; None for what is no text encoding."""
    if not label:
        return None
    name = label.strip().lower()
    name = LABELS.get(name, name)
    if name in FORBIDDEN:
        return None
    try:
        found = codecs.lookup(name)
        b"a".decode(name, "replace")
    except (LookupError, ValueError):
        return None
    return found.name


def _strict(body: bytes, label: str) -> str | None:
    try:
        return body.decode(label)
    except (UnicodeDecodeError, ValueError):
        return None


def _is_seven_bit_escape(body: bytes) -> bool:
    return b"\x1b$" in body[:HEAD_BYTES] or b"\x1b(" in body[:HEAD_BYTES]  # ISO-2022-JP is ASCII to a strict decoder


def _nearly(body: bytes, known: list[str]) -> str:
    """One bad byte must not lose the page: UTF-8 or a label with few replacements, else Western or a detector's guess."""
    choices = [body.decode(label, "replace") for label in dict.fromkeys(["utf-8", *known])]
    best = min(choices, key=lambda text: text.count("\ufffd"))
    if best.count("\ufffd") <= MOST_BAD * len(_NOT_ASCII.findall(best)):
        return best
    if _is_western(body):
        return body.decode("cp1252", "replace")
    found = from_bytes(body[:GUESS_BYTES]).best()
    guess = codec(found.encoding) if found else None
    if guess is None:
        return best
    guessed = body.decode(guess, "replace")
    return guessed if guessed.count("\ufffd") < best.count("\ufffd") else best


def _is_western(body: bytes) -> bool:
    """Whether bytes beyond ASCII stand alone among letters, as accents of Latin alphabets do, where other scripts have runs.

    A detector tells scripts apart, but not the Latin alphabets of Europe, nor a page that is nine tenths code; browsers
    take the Western alphabet for what nothing else is known of.
    """
    beyond = _BEYOND_ASCII.findall(body)
    return bool(beyond) and sum(len(run) == 1 for run in beyond) >= WESTERN_SHARE * len(beyond)
