"""English claims: who acted, construction by construction, in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from extractors import SourceText, extract


def actors(text: str, title: str = "") -> list[str | None]:
    """Who acted, a claim each, in order of appearance."""
    source = SourceText("d", text, title, "en", date(2025, 6, 30))
    return [claim.actor for claim in sorted(extract(source).claims, key=lambda c: (c.span.field, c.span.start))]


FIRMS = [
    ("Ofcom publishes a tally", "Large platforms removed 41,300 posts in May, the reports filed with Ofcom show.", None),
    ("TRAI on spam", "Telecom operators disconnected 52,000 numbers in April, TRAI said.", None),
    ("eSafety update", "Internet providers blocked 310 websites last month, according to figures held by eSafety.", None),
    ("BTRC in numbers", "Mobile operators have closed 9,400 accounts since March, the BTRC noted.", None),
    ("Arcom reports", "Social networks deleted 2,210 videos in the first quarter, Arcom reported.", None),
    ("ACMA figures", "Telcos and carriers are not alone: providers blocked 88,000 calls, the ACMA said.", None),
    ("Ofcom steps in", "At the request of Ofcom, large platforms removed 41,300 posts in May.", "Ofcom"),
    ("TRAI on spam", "Telecom operators disconnected 52,000 numbers after TRAI instructed them to.", "Telecom Regulatory Authority of India"),
    ("Kominfo campaign", "In Kominfo's campaign against gambling, internet providers blocked 310 websites.", "Ministry of Communication and Informatics"),
    ("Nigeria's NITDA", "Under orders of NITDA, platforms closed 9,400 accounts.", "National Information Technology Development Agency"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "actor"), FIRMS, ids=[str(i) for i in range(len(FIRMS))])
def test_unnamed_firms_act_for_a_body_only_where_it_told_them_to(title: str, text: str, actor: str | None) -> None:
    """Else nobody is named that acted."""
    assert actors(text, title) == [actor]


LATER = [
    "Police in three towns looked into 2,310 posts.\n\nThe unit also sent 40 warnings.\n\nFrom a distance, {body} watches.",
    "A rights group has counted 14,200 blocked sites since 2015.\n\nMost of them are news sites.\n\n{body} had no comment.",
    "Two brothers were fined 40,000 euros.\n\nThey may appeal.\n\n{body} has a case of its own.",
    "Inspectors took 310 listings offline last week.\n\nShops protested.\n\nNext week {body} will meet them.",
]
BODIES = ["Ofcom", "the CNIL", "the Malaysian Communications and Multimedia Commission"]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("text", LATER, ids=["police", "group", "court", "inspectors"])
def test_nothing_is_the_act_of_a_body_that_the_text_names_only_later(text: str, body: str) -> None:
    """A body that comes up at the end did not do what was told before."""
    assert set(actors(text.format(body=body))) == {None}


@pytest.mark.parametrize("body", ["Ofcom", "CNIL", "Anatel"])
def test_a_lead_may_keep_back_who_acted_until_the_next_paragraph(body: str) -> None:
    """It is news style to name the body second."""
    text = f"A dating app was fined 40,000 euros on Monday.\n\n{body} said the app kept data too long."
    assert actors(text) == [body]


COUNTED = [
    "The National Crime Records Bureau has brought out its report. Police stations registered 8,140 cases in 2023.",
    "Figures of the National Crime Records Bureau show 2,200 cases registered in Assam, up from 1,900.",
    "The National Crime Records Bureau says 61,000 complaints were lodged; 14 per cent of the cases were closed.",
]


@pytest.mark.parametrize("text", COUNTED)
def test_a_body_that_only_keeps_count_did_nothing_of_what_it_counts(text: str) -> None:
    """Its name says so."""
    assert set(actors(text, "Crime records are out")) == {None}


AGENTS = [
    ("Of the 812 blocks, 640 were decided by the regulator BTK.", "Information and Communication Technologies Authority"),
    ("Last year 95 appeals were dismissed by the Data Protection Commission.", "Data Protection Commission"),
    ("In all 212 domains were impounded by Europol.", "Europol"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor"), AGENTS)
def test_the_agent_of_any_passive_is_who_acted(text: str, actor: str) -> None:
    """Also where the verb is no known act."""
    assert actors(text)[-1] == actor


SHELVES = [
    ("How we keep Google Play safe", "We rejected 1.9 million apps in 2024.", "Google"),
    ("App Store fraud report", "We rejected 1.9 million apps in 2024.", "Apple"),
    ("Gmail and spam", "In 2024 we closed 310,000 accounts.", "Google"),
    ("Facebook Marketplace tidies up", "In 2024 we removed 310,000 listings.", "Facebook"),
    ("YouTube in numbers", "In 2024 we removed 310,000 videos.", "YouTube"),
]


@pytest.mark.parametrize(("title", "text", "actor"), SHELVES)
def test_a_shop_or_a_shelf_has_its_company_act(title: str, text: str, actor: str) -> None:
    """A service with people of its own acts itself."""
    assert actors(text, title) == [actor]


BRACKETS = [
    ("Meta removed 1,204 posts (88%), Telegram 310 channels and 51 accounts (64%).", ["Meta", "Meta", "Telegram", "Telegram", "Telegram"]),
    ("Google took 530 videos offline (71%), Reddit 44 posts (12%).", ["Google", "Google", "Reddit", "Reddit"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BRACKETS)
def test_what_goes_on_after_an_elided_verb_is_of_the_name_before_it(text: str, expected: list[str]) -> None:
    """A bracket and a second object belong to who was named last."""
    assert actors(text) == expected


ASIDE = [
    ("Snapchat got 88 requests from authorities that affected 140 accounts.", "Snapchat", 140),
    ("Reddit answered inquiries from police and closed 140 accounts.", "Reddit", 140),
    ("According to the agency, Viber was warned twice and removed 140 channels.", "Viber", 140),
    ("Pinterest was asked by a court and took down 140 pins.", "Pinterest", 140),
]


@pytest.mark.parametrize(("text", "actor", "value"), ASIDE)
def test_a_noun_aside_is_no_subject(text: str, actor: str, value: int) -> None:
    """Who sent the requests, or is cited, did not act."""
    source = SourceText("d", text, "", "en", date(2025, 6, 30))
    assert [claim.actor for claim in extract(source).claims if claim.value == value] == [actor]


POLICE = [
    ("Kominfo blocked 310 sites. Police in Medan seized 14 phones, and nine men were arrested.", [None, None]),
    (
        "The CCID closed 88 accounts. State police raided six flats, seized 14 phones, and 31 people were arrested.",
        [None, None],
    ),
]


@pytest.mark.parametrize(("text", "expected"), POLICE)
def test_police_that_are_not_the_body_make_the_arrests(text: str, expected: list[str | None]) -> None:
    """A body with police powers is not every policeman."""
    assert actors(text)[1:] == expected


def test_in_a_story_we_is_nobody_that_the_text_names() -> None:
    """A columnist or a group of its own counts."""
    text = (
        "We verified 310 blocks last year. The Information and Communication Technologies Authority (BTK) kept silent."
    )
    source = SourceText("d", text, "Our yearly count", "en", date(2025, 6, 30), "media")
    assert [claim.actor for claim in extract(source).claims if claim.value == 310] == [None]


def test_an_owner_in_a_compound_is_not_who_it_is() -> None:
    """The service acted, whosesoever it is."""
    text = "In a report that the Amazon-owned service posted last night, it banned 1,108 channels."
    assert actors(text, "Twitch in numbers") == ["Twitch"]


OFFICERS = [
    "Hong Kong police searched three flats. Officers of the Cyber Security Bureau seized 71 phones.",
    "Police held a briefing. Officers from the Commercial Crime Bureau arrested 14 men, the Hong Kong Police Force said.",
]


@pytest.mark.parametrize("text", OFFICERS)
def test_officers_of_a_unit_are_the_force(text: str) -> None:
    """A unit that has no name in the list is its force."""
    assert actors(text, "Hong Kong Police Force: weekly round-up")[-1] == "Hong Kong Police Force"


GOVERNMENT = [
    ("The Centre has blocked 1,410 betting apps since 2022, the Lok Sabha heard.", "Government of India"),
    ("India's government has banned 59 apps.", "Government of India"),
    ("The Union government had 3,000 links removed, it said in New Delhi.", "Government of India"),
    ("As many as 300 URLs were blocked by the government, the Lok Sabha was told.", "Government of India"),
    ("The Karnataka government blocked 14 sites, officials in Bengaluru, India, said.", None),
    ("The Vietnamese government blocked 14 sites, an Indian paper reports.", None),
    ("The government blocked 14 sites in Hanoi.", None),
]


@pytest.mark.parametrize(("text", "actor"), GOVERNMENT)
def test_the_government_goes_by_name_in_india_alone(text: str, actor: str | None) -> None:
    """Elsewhere, and of a state, it is nobody of the list."""
    assert actors(text) == [actor]


CAUSED = [
    ("TRAI had 6,100 numbers disconnected.", "Telecom Regulatory Authority of India"),
    ("Since May Ofcom has had 44 sites taken down.", "Ofcom"),
    ("Prosecutors had 44 sites taken down, Ofcom said.", None),
]


@pytest.mark.parametrize(("text", "actor"), CAUSED)
def test_who_had_it_done_did_it(text: str, actor: str | None) -> None:
    """The one who brought it about."""
    assert actors(text, "Round-up")[0] == actor


BODIES_ABROAD = [
    ("Swedish police closed 40 accounts.", "Swedish Police Authority"),
    ("FINMA blocked 31 websites.", "FINMA"),
    ("Texas' attorney general fined the firm $3 million.", "Texas Attorney General"),
    ("Gardaí arrested 12 men in Dublin.", "An Garda Síochána"),
    ("The Kansspelautoriteit fined two sites 400,000 euros.", "Kansspelautoriteit"),
    ("Polizia Postale blocked 2,700 sites.", "Postal Police (Italy)"),
    ("The Investment Alert Task Force closed 155 lenders.", "Investment Alert Task Force"),
    ("COMELEC flagged 880 posts.", "Commission on Elections"),
    ("ZICTA blocked 44 SIM cards.", "Zambia Information and Communications Technology Authority"),
    ("The Election Commission of India had 210 posts removed.", "Election Commission of India"),
    ("The NBI arrested 18 people in Manila.", "National Bureau of Investigation (Philippines)"),
    ("Dutch police seized 27 servers.", "Dutch National Police"),
    ("The Federal Office of Justice imposed two fines on Telegram.", "Federal Office of Justice (Germany)"),
    ("Scamwatch received 1,900 reports.", "National Anti-Scam Centre"),
]


@pytest.mark.parametrize(("text", "body"), BODIES_ABROAD, ids=[body for _, body in BODIES_ABROAD])
def test_bodies_all_over_the_world_act_by_name(text: str, body: str) -> None:
    """The list knows them by their usual spellings."""
    assert set(actors(text)) == {body}


@pytest.mark.parametrize("text", ["The NBI closed 14 websites in Oslo.", "The DCI blocked 30 sites in Delhi."])
def test_an_acronym_of_another_country_is_not_the_body(text: str) -> None:
    """A short name needs its country."""
    assert set(actors(text)) == {None}


SERVICES = [
    ("PayPal closed 4.5 million accounts.", "PayPal"),
    ("Myntra removed 310 listings.", "Myntra"),
    ("Riot Games banned 180,000 accounts.", "Riot Games"),
    ("Hinge, the dating app, banned 21,000 users' accounts.", "Hinge"),
    ("Civitai deleted 5,000 models and 900 images.", "Civitai"),
    ("Wildberries blocked 11,000 sellers' accounts.", "Wildberries"),
]


@pytest.mark.parametrize(("text", "name"), SERVICES, ids=[name for _, name in SERVICES])
def test_services_of_every_kind_act_by_name(text: str, name: str) -> None:
    """Shops, games, dating apps, payments and chats are services too."""
    assert name in actors(text)


@pytest.mark.parametrize("text", ["Much may hinge on it: 21,000 accounts were closed.", "A Kraken sank 3 ships."])
def test_a_word_is_not_the_service_of_its_name(text: str) -> None:
    """An ordinary word needs something that speaks for an app."""
    assert extract(SourceText("d", text, "", "en")).platforms == ()
