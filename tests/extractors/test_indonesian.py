"""Indonesian: sentences in our own words, each with the claims a careful reader takes from it."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import Claim, SourceText, extract
from extractors.languages import language
from extractors.lexicon.acts import Shape
from extractors.script import guess

PUBLISHED = date(2026, 2, 1)
KOMDIGI = "Ministry of Communication and Digital Affairs"


def claims(text: str, *, title: str = "", lang: str | None = "id") -> tuple[Claim, ...]:
    """The claims of an Indonesian text."""
    return extract(SourceText("x", text, title, lang, PUBLISHED)).claims


def said(claim: Claim) -> str:
    """Value, unit and action as one line."""
    return f"{claim.value:g} {claim.unit} {claim.action}"


SENTENCES = {
    "active": ("Komdigi memblokir 12.500 situs judi daring.", ["12500 website block"]),
    "passive after its subject": ("Sebanyak 450 akun media sosial telah dihapus.", ["450 account remove"]),
    "passive before its subject": (
        "Dalam operasi itu disita 12 laptop dan 30 ponsel.",
        ["12 other penalise", "30 other penalise"],
    ),
    "passive, then a verb of reaching": (
        "Jumlah situs yang diblokir sepanjang Mei mencapai 900.",
        ["900 website block"],
    ),
    "passive, then tercatat": (
        "Konten penipuan yang ditangani tercatat sebanyak 223.000.",
        ["223000 content penalise"],
    ),
    "noun without a preposition": ("Pemblokiran 700 akun selesai pada 3 Juni 2025.", ["700 account block"]),
    "noun with a preposition": (
        "Kominfo melakukan pemutusan akses terhadap 1,2 juta konten.",
        ["1.2e+06 content block"],
    ),
    "root behind a pronoun": ("Komdigi hadir. Sebanyak 23.000 konten sudah kami turunkan.", ["23000 content remove"]),
    "root in a headline": ("Komdigi tutup 45 kanal Telegram", ["45 group close"]),
    "spelled apart": ("Sebanyak 60 situs di blokir oleh Komdigi.", ["60 website block"]),
    "a request for blocking": ("Komdigi mengajukan pemblokiran 5.000 rekening kepada OJK.", ["5000 account report"]),
    "asked of a platform": ("Komdigi meminta TikTok menurunkan 300 video provokatif.", ["300 content report"]),
    "ordered": ("OJK memerintahkan bank memblokir 14.117 rekening.", ["14117 account block"]),
    "a purpose": ("Kominfo menggelar patroli untuk memblokir 40 aplikasi.", ["40 app block"]),
    "persons": ("Bareskrim menangkap 85 tersangka.", ["85 person arrest"]),
    "named as suspects": ("Sebanyak 17 orang ditetapkan sebagai tersangka, kata Polri.", ["17 person arrest"]),
    "reports": ("Kominfo menerima 4.210 aduan masyarakat.", ["4210 report report"]),
    "a fine": ("X didenda Rp78 juta oleh Komdigi.", ["7.8e+07 money fine"]),
    "scales": ("Meta menghapus 6,8 juta akun.", ["6.8e+06 account remove"]),
}


@pytest.mark.parametrize(("text", "wanted"), SENTENCES.values(), ids=SENTENCES.keys())
def test_each_construction_gives_its_claims(text: str, wanted: list[str]) -> None:
    """Value, unit and action of every claim."""
    assert [said(c) for c in claims(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Komdigi akan memblokir 300 rekening.",
        "Komdigi belum memblokir 300 rekening.",
        "Komdigi berencana memblokir 300 rekening.",
    ],
)
def test_what_is_planned_or_denied_is_no_act(text: str) -> None:
    """Future, negation and plans keep the figure and drop the action."""
    assert [said(c) for c in claims(text)] == ["300 account other"]


def test_the_first_noun_is_what_is_counted() -> None:
    """Modifiers follow: a group's account is an account."""
    assert [said(c) for c in claims("Komdigi menutup 31 akun grup judi.")] == ["31 account close"]


def test_parts_stand_in_listings_and_behind_di_antaranya() -> None:
    """Breakdowns name their whole."""
    text = (
        "Komdigi memblokir 1.000 konten. Rinciannya, 600 situs dan 300 akun. "
        "Selebihnya ada di tempat lain: 80 di Meta, 20 di Telegram."
    )
    found = claims(text)
    assert [said(c).split()[0] for c in found] == ["1000", "600", "300", "80", "20"]
    assert [c.part_of for c in found] == [None, *[found[0].id] * 4]
    pointed = claims("Komdigi menerima 45.000 aduan, dan 38.900 di antaranya telah ditindaklanjuti.")
    assert pointed[1].part_of == pointed[0].id


def test_platforms_before_and_behind_their_figures() -> None:
    """A label goes with the figure that follows it, a host with the one before."""
    text = (
        "Kominfo memutus akses 900 konten di situs, di platform Meta 300 konten, serta di Google dan YouTube 50 konten."
    )
    assert [c.platforms for c in claims(text)] == [(), ("Meta",), ("Google", "YouTube")]
    behind = claims("Komdigi menghapus 98 konten di Meta dan 21 di Google, sedangkan di X tercatat 9 konten.")
    assert [c.platforms for c in behind] == [("Meta",), ("Google",), ("X",)]


def test_who_and_when() -> None:
    """The subject or the name behind oleh acts; a statement's own date is not the period."""
    first, second = claims(
        "Pada Mei 2025 Komdigi menyebut 1,3 juta konten telah ditangani sejak 20 Oktober 2024. "
        "Sebanyak 40 akun dihapus oleh Meta pada 3 Juni 2025."
    )
    assert (first.actor, first.period and first.period.start) == (KOMDIGI, date(2024, 10, 20))
    assert (second.actor, second.period and second.period.end) == ("Meta", date(2025, 6, 3))


@pytest.mark.parametrize(
    ("said_as", "canonical"),
    [
        ("Kementerian Komunikasi dan Digital (Komdigi)", KOMDIGI),
        ("Kementerian Komunikasi dan Informatika", "Ministry of Communication and Informatics"),
        ("Otoritas Jasa Keuangan", "Financial Services Authority"),
        ("Pusat Pelaporan dan Analisis Transaksi Keuangan", "Financial Transaction Reports and Analysis Center"),
        ("Badan Siber dan Sandi Negara", "National Cyber and Crypto Agency"),
        ("Bareskrim Polri", "Indonesian National Police"),
        ("BPOM", "Indonesian Food and Drug Authority"),
    ],
)
def test_authorities_act_under_their_indonesian_names(said_as: str, canonical: str) -> None:
    """The actor is the authority's one name in English."""
    assert [c.actor for c in claims(f"{said_as} memblokir 45 situs.")] == [canonical]


def test_what_counts_nothing_of_interest_is_no_claim() -> None:
    """Audiences, the composition of a body and money of the market."""
    text = "Satgas beranggotakan 21 kementerian. Acara Komdigi dihadiri 500 peserta. Nilai pasar mencapai Rp3 triliun."
    assert claims(text) == ()


def test_a_sum_is_what_the_noun_before_it_says() -> None:
    """A loss stays a loss where the next sum of the sentence was saved."""
    text = "Kerugian korban penipuan mencapai Rp7,8 triliun, sedangkan dana yang berhasil dicegah OJK sebesar Rp386 miliar."
    assert [said(c) for c in claims(text)] == ["7.8e+12 money other", "3.86e+11 money block"]


def test_a_file_number_counts_nothing() -> None:
    """As in the numbers of press releases."""
    text = "Siaran Pers No. 123/HM/KOMDIGI/05/2025. Komdigi memblokir enam grup Facebook."
    assert [said(c) for c in claims(text)] == ["6 group block"]


def test_a_list_names_the_kind_before_each_figure() -> None:
    """The parts go on over "disusul" and "dan"."""
    text = (
        "Kominfo menangani 12.547 konten hoaks. Kategori kesehatan paling banyak, yakni 2.357 konten, "
        "disusul pemerintahan 2.210 konten dan penipuan 1.900 konten."
    )
    first, *others = claims(text)
    assert [c.part_of for c in others] == [first.id] * 3


def test_a_headline_that_rounds_or_says_it_vaguely_is_the_same_claim() -> None:
    """The body's figure stands, the title's is kept as another mention."""
    vague = claims("Kominfo memutus akses terhadap 805.123 konten judi.", title="Kominfo tertibkan 805.123 konten judi")
    rounded = claims("Kominfo memblokir 504.860 konten judi.", title="Setengah juta konten judi dalam empat bulan")
    assert [said(c) for c in (*vague, *rounded)] == ["805123 content block", "504860 content block"]


def test_more_than_two_million_is_not_its_part_of_less() -> None:
    """A lower bound is no rounding of a smaller figure."""
    found = claims("Komdigi menghapus lebih dari dua juta konten. Dari jumlah tersebut, 1,9 juta konten adalah judi.")
    assert [c.value for c in found] == [2_000_000, 1_900_000]


def test_a_text_that_does_not_say_its_language_is_known_as_indonesian() -> None:
    """By its small words, even where it is short."""
    assert guess(SourceText("x", "Sebanyak 45 akun dihapus.", "")) == "id"
    assert [said(c) for c in claims("Komdigi memblokir 45 situs judi sepanjang Mei.", lang=None)] == [
        "45 website block"
    ]


def test_forms_say_their_voice() -> None:
    """The words of a root: itself, its active and its passive, by the beginnings of roots."""
    room = language("id")
    assert room is not None
    shapes = {
        word: room.acts.forms[word][-1].shapes for word in ("hapus", "menghapus", "dihapus", "memproses", "pemblokiran")
    }
    assert shapes == {
        "hapus": {Shape.ROOT},
        "menghapus": {Shape.ACTIVE},
        "dihapus": {Shape.PASSIVE},
        "memproses": {Shape.ACTIVE},
        "pemblokiran": {Shape.NOUN},
    }
