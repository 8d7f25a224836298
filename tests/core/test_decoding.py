"""Bytes become text as they do in browsers, whatever the label says."""

from __future__ import annotations

import pytest

from bot.core.decoding import codec, declared, decode

CHINESE = "国家网信办处置账号6.7万个，清理信息140余万条"
PAGE = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize(
    ("label", "real", "words"),
    [
        ("gb2312", "gb18030", CHINESE + "镕"),
        ("gbk", "gb18030", CHINESE),
        ("iso-8859-1", "cp1252", "“quoted” – 5 accounts"),
        ("shift_jis", "cp932", "総務省は①件を削除"),
        ("euc-kr", "cp949", "계정 67개를 삭제 똠"),
        ("big5", "big5hkscs", "國家通訊傳播委員會移除則貼文"),
        ("windows-1251", "cp1251", "удалили 1200 материалов"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, real: str, words: str) -> None:
    """In the page's own head, and in the server's header."""
    page = PAGE.format(label, words)
    assert words in decode(page.encode(real))
    assert words in decode(words.encode(real), content_type=f"text/html; charset={label}")


def test_utf8_wins_over_a_wrong_label() -> None:
    """Strict UTF-8 is never an accident."""
    assert CHINESE in decode(PAGE.format("gb2312", CHINESE).encode(), content_type="text/html; charset=gbk")


def test_a_byte_order_mark_wins_over_everything() -> None:
    """Even over the source's own word."""
    assert decode(("\ufeff" + CHINESE).encode("utf-16-le"), encoding="gb18030") == CHINESE
    assert decode(("\ufeff" + CHINESE).encode("utf-16-be")) == CHINESE
    assert decode(("\ufeff" + CHINESE).encode()) == CHINESE


def test_the_sources_own_encoding_is_taken_at_its_word() -> None:
    """`encoding` in the configuration."""
    assert decode(CHINESE.encode("gb18030"), encoding="gb2312") == CHINESE


def test_an_undeclared_page_is_guessed() -> None:
    """By a detector, when neither header nor page says anything."""
    words = "Федеральная служба сообщила об удалении материалов с призывами к мошенничеству. " * 20
    assert decode(words.encode("cp1251")) == words


def test_one_bad_byte_does_not_lose_the_page() -> None:
    """The rest is kept, the byte becomes U+FFFD."""
    text = decode((CHINESE * 50).encode() + b"\xff" + CHINESE.encode())
    assert text.count("\ufffd") == 1
    assert text.endswith(CHINESE)


def test_two_encodings_in_one_page_keep_the_larger_part() -> None:
    """What fits nowhere is replaced, never raised."""
    text = decode(PAGE.format("utf-8", CHINESE).encode() + CHINESE.encode("gbk"))
    assert CHINESE in text


def test_seven_bit_japanese_is_not_taken_for_utf8() -> None:
    """ISO-2022-JP is plain ASCII to a strict decoder."""
    body = "総務省が公表した".encode("iso-2022-jp")
    assert decode(body, content_type="text/html; charset=iso-2022-jp") == "総務省が公表した"


def test_an_unknown_label_is_no_reason_to_give_up() -> None:
    """x-klingon over UTF-8."""
    assert decode(CHINESE.encode(), content_type="text/html; charset=x-klingon") == CHINESE
    assert "accounts" in decode(b"5 accounts \xff\xfe\xfa", content_type="text/html; charset=x-klingon")


def test_control_characters_go_and_line_ends_stay() -> None:
    """NUL and lone surrogates end in a parser's trouble."""
    assert decode(b"a\x00b\x1bc\r\n\td") == "abc\r\n\td"


@pytest.mark.parametrize("label", ["idna", "unicode_escape", "utf-7", "hex", "", None, "rot13", "no-such-thing"])
def test_what_is_no_text_encoding_is_no_codec(label: str | None) -> None:
    """Python has codecs that are no encodings of text."""
    assert codec(label) is None


def test_labels_are_read_from_header_page_and_xml_declaration() -> None:
    """In this order."""
    assert declared(b'<?xml version="1.0" encoding="Shift_JIS"?><rss/>', content_type=None) == ("Shift_JIS",)
    both = declared(
        b'<meta http-equiv="Content-Type" content="text/html; charset=gbk">', content_type="a; charset=utf-8"
    )
    assert both == ("utf-8", "gbk")
    assert declared(b"<p>", content_type="text/html") == ()


def test_an_undeclared_latin_page_is_western() -> None:
    """A detector tells scripts apart, but not the Latin alphabets of Europe; browsers take the Western one."""
    words = "Ibope: candidato perde em simulações de segundo turno; a intenção de voto é de 22%, diz pesquisa. " * 3
    assert decode(words.encode("cp1252")) == words


def test_a_latin_page_that_calls_itself_utf_8_is_read_however_much_code_it_holds() -> None:
    """Replacements count against what lies beyond ASCII, not against the scripts around it."""
    page = (
        PAGE.format("utf-8", "Zwei Rücktritte – und außerdem über 67.000 gelöschte Konten")
        + "<script>"
        + "f();" * 20_000
    )
    assert "Rücktritte – und außerdem über" in decode(page.encode("cp1252"))
