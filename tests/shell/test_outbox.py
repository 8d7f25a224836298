"""Editions made from a real store, written, kept, and brought to their recipients."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.config import BotConfig, ChatChannel, Digest, FileChannel, Filters, Source, WebhookChannel
from bot.core.memory import Delivery
from bot.core.query import StoryQuery
from bot.core.records import (
    ClaimRow,
    DeliveryError,
    DeliveryState,
    Document,
    Event,
    EventKind,
    Published,
    ReadDocument,
    SourceHealth,
    SourceState,
    Visit,
)
from bot.outbox import gather_stories, make_edition, preview, resend, send
from bot.outbox.sending import delivery_id
from bot.store import Store, store_url
from tests.core.campaigns import DIGEST, NOW, document, extraction, gold_documents

WEEK = timedelta(days=7)
SOURCES = (
    Source(id="cac", name="Cyberspace Administration", kind="feed", url="https://cac.example/feed", role="regulator"),
    Source(id="a", name="Asia Wire", kind="feed", url="https://a.example/feed"),
)
BOT = BotConfig()


def bring(store: Store, *prefixes: str, days_ago: float = 1) -> None:
    """Remember the gold documents whose ids begin so, as if they had just come, and group them."""
    now = NOW - timedelta(days=days_ago)
    for form in gold_documents():
        if form["id"].startswith(prefixes):
            read = ReadDocument(replace(document(form), seen=now), extraction(form))
            store.remember(read, item_key=form["id"], entry_hash="h", extractor="gold", now=now)
    gather_stories(store, now=now)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A real store with the campaign of May 2023 in it."""
    with Store.open(store_url(tmp_path / "store.sqlite3"), now=NOW - WEEK) as opened:
        bring(opened, "pd1")
        yield opened


def sent(store: Store, digest: Digest = DIGEST, *, output: Path, days: float = 0, dry_run: bool = False) -> object:
    """Send a digest so many days after now."""
    return send(store, digest, now=NOW + timedelta(days=days), sources=SOURCES, output=output, bot=BOT, dry_run=dry_run)


def test_a_source_that_died_makes_an_edition_of_its_own_only_where_that_is_wanted(store: Store, tmp_path: Path) -> None:
    """Nothing new is nothing to send, unless `send_outages` says otherwise: then once, and not of other sources."""
    alarm = replace(DIGEST, id="alarm", send_outages=True)
    others = replace(alarm, id="others", filters=Filters(sources=("cac",)), first_window=timedelta(hours=12))
    assert told_of(store, DIGEST, output=tmp_path, days=0)
    assert told_of(store, alarm, output=tmp_path, days=0)
    at = NOW + timedelta(hours=6)
    health = SourceHealth("a", SourceState.BROKEN, at, "a.example does not answer", failures=3, told=True)
    event = Event("e1", EventKind.SOURCE_BROKEN, at, "no answer", source="a")
    store.end_visit(Visit("a", at, at, SourceState.BROKEN), health, events=(event,))
    assert told_of(store, DIGEST, output=tmp_path, days=0.5) is None
    assert told_of(store, others, output=tmp_path, days=0.5) is None
    assert "Could not be read: Asia Wire" in (told_of(store, alarm, output=tmp_path, days=1) or "")
    assert told_of(store, alarm, output=tmp_path, days=2) is None


def test_what_came_too_late_to_be_news_is_counted(store: Store, tmp_path: Path) -> None:
    """A source that is added brings its old pages: no edition, but a word on it, and not of other sources' digests."""
    weekly = replace(DIGEST, first_window=WEEK)
    sent(store, weekly, output=tmp_path)
    old = replace(document(gold_documents()[0]), id="old", source="a", published=Published(date(2023, 1, 2)), seen=NOW)
    later = NOW + timedelta(days=1)
    store.remember(
        ReadDocument(old, extraction(gold_documents()[0])), item_key="o", entry_hash="h", extractor="x", now=later
    )
    made = preview(store, weekly, now=later, sources=SOURCES, output=tmp_path).prepared
    assert (made.empty, made.backlog.documents) == (True, 1)
    assert made.backlog.news_from == (later - WEEK).date()
    told = send(store, weekly, now=later, sources=SOURCES, output=tmp_path, bot=BOT)
    assert (told.prepared, told.backlog) == (None, made.backlog)
    others = replace(weekly, filters=Filters(sources=("cac",)))
    assert preview(store, others, now=later, sources=SOURCES, output=tmp_path).prepared.backlog.documents == 0


def told_of(store: Store, digest: Digest, *, output: Path, days: float) -> str | None:
    """The words of the edition that is sent so many days after now, None if there is none."""
    made = send(store, digest, now=NOW + timedelta(days=days), sources=SOURCES, output=output, bot=BOT).prepared
    return " ".join(made.texts["txt"].split()) if made is not None else None


def test_stories_are_gathered_from_the_store_with_row_ids(store: Store) -> None:
    """Every claim of the store is in a fact; the departures are there for `claims --agreement differs`."""
    story = store.stories(StoryQuery()).rows[0]
    claims = {claim for fact in story.facts for claim in fact.claims}
    rows: list[ClaimRow] = [row for d in story.documents for row in store.claims_of(d)]
    assert claims == {row.id for row in rows}
    differing = {row.value for row in rows if row.agreement and row.agreement.status == "differs"}
    assert {930_000, 666_000} <= differing


def test_gathering_again_changes_nothing(store: Store) -> None:
    """The same documents are the same stories under the same ids."""
    before = store.stories(StoryQuery()).rows
    gather_stories(store, now=NOW)
    assert store.stories(StoryQuery()).rows == before


def test_a_round_that_brought_nothing_gathers_nothing_anew(store: Store) -> None:
    """Unless a crash left a document without its story."""
    assert gather_stories(store, now=NOW, changed=False) == ()
    form = next(f for f in gold_documents() if f["id"].startswith("pd2"))
    read = ReadDocument(replace(document(form), seen=NOW), extraction(form))
    store.remember(read, item_key=form["id"], entry_hash="h", extractor="gold", now=NOW)
    told = gather_stories(store, now=NOW, changed=False)
    assert any(form["id"] in story.documents for story in told)


def test_a_preview_writes_files_and_stores_nothing(store: Store, tmp_path: Path) -> None:
    """The next send still has it all."""
    made = preview(store, DIGEST, now=NOW, sources=SOURCES, output=tmp_path)
    assert {path.name for path in made.paths} == {f"preview.{form}" for form in ("html", "md", "txt", "json")}
    assert made.text == (tmp_path / "digests" / "weekly" / "preview.txt").read_text(encoding="utf-8")
    assert "1,410,900+" in made.text
    assert store.editions("weekly") == ()


def test_sending_writes_the_edition_and_keeps_its_bytes(store: Store, tmp_path: Path) -> None:
    """Files are named by the local date; the store has the same bytes."""
    done = send(store, DIGEST, now=NOW, sources=SOURCES, output=tmp_path, bot=BOT)
    assert [path.name for path in done.paths] == [f"2023-06-01.{form}" for form in ("html", "md", "txt", "json")]
    kept = store.rendered("weekly", date(2023, 6, 1), 1)
    assert {path.suffix[1:]: path.read_bytes() for path in done.paths} == kept
    assert [(d.channel, d.state) for d in store.deliveries(digest="weekly")] == [("file", DeliveryState.SENT)]
    form = json.loads(kept["json"])
    assert form["items"][0]["documents"][0]["source"] == "cac"
    assert form["figures"][0]["document"]["title"]
    assert not list(tmp_path.rglob(".*"))


def test_with_nothing_new_nothing_is_sent_unless_the_digest_wants_it(store: Store, tmp_path: Path) -> None:
    """The second send says so; `send_empty` makes an empty edition of its own."""
    sent(store, output=tmp_path)
    again = send(store, DIGEST, now=NOW + timedelta(hours=1), sources=SOURCES, output=tmp_path, bot=BOT)
    assert (again.prepared, again.deliveries) == (None, ())
    wanted = replace(DIGEST, send_empty=True)
    empty = send(store, wanted, now=NOW + timedelta(hours=2), sources=SOURCES, output=tmp_path, bot=BOT)
    assert empty.prepared is not None
    assert empty.prepared.empty
    assert "Nothing new in this time." in empty.prepared.texts["txt"]


def test_a_second_edition_of_a_day_has_a_number(store: Store, tmp_path: Path) -> None:
    """It holds only what came since the first."""
    sent(store, output=tmp_path)
    bring(store, "pd2", days_ago=-0.01)
    later = send(store, DIGEST, now=NOW + timedelta(hours=1), sources=SOURCES, output=tmp_path, bot=BOT)
    assert later.paths[0].name == "2023-06-01-2.html"
    assert later.prepared is not None
    assert [item.documents[0].id for item in later.prepared.edition.items] == ["pd2-zh-cac"]


def test_an_edit_after_an_edition_is_told_by_the_next(store: Store, tmp_path: Path) -> None:
    """Before and after, each a claim that is still there."""
    sent(store, output=tmp_path)
    form = next(form for form in gold_documents() if form["id"] == "pd1-en-b")
    mended = form | {
        "text": form["text"].replace("666,000 accounts", "66,600 accounts"),
        "claims": [
            claim | {"quote": "66,600 accounts", "value": 66_600} if claim["id"] == "c1" else claim
            for claim in form["claims"]
        ],
    }
    read = ReadDocument(document(mended), extraction(mended))
    store.remember(read, item_key="pd1-en-b", entry_hash="h2", extractor="gold", now=NOW + timedelta(hours=1))
    gather_stories(store, now=NOW + timedelta(hours=1))
    done = send(store, DIGEST, now=NOW + timedelta(hours=2), sources=SOURCES, output=tmp_path, bot=BOT)
    assert done.prepared is not None
    assert "666,000 became 66,600 · accounts closed" in done.prepared.texts["txt"]
    assert done.prepared.edition.items == ()


def test_a_dry_run_tells_who_would_get_it_and_keeps_nothing(store: Store, tmp_path: Path) -> None:
    """Neither file nor edition."""
    digest = replace(DIGEST, channels=(FileChannel(), WebhookChannel(url="https://hook.example/in?key=secret")))
    done = send(store, digest, now=NOW, sources=SOURCES, output=tmp_path, bot=BOT, dry_run=True)
    assert [(d.channel, d.recipient) for d in done.deliveries] == [
        ("file", "digests"),
        ("webhook", "https://hook.example/in"),
    ]
    assert store.editions("weekly") == ()
    assert not (tmp_path / "digests").exists()


def test_one_recipients_failure_stops_no_other(store: Store, tmp_path: Path) -> None:
    """What is not built yet says so; the file is there all the same. The service's name only is written down."""
    digest = replace(DIGEST, channels=(ChatChannel(url="slack://token-a/token-b"), FileChannel()))
    done = send(store, digest, now=NOW, sources=SOURCES, output=tmp_path, bot=BOT)
    assert [(d.channel, d.recipient, d.cause) for d in done.failed] == [
        ("chat", "slack", "The channel chat is not built yet.")
    ]
    assert len(done.paths) == 4


def test_resending_reaches_only_those_it_did_not_reach(store: Store, tmp_path: Path) -> None:
    """In the bytes that were stored; a recipient added since gets it too."""
    chat = replace(DIGEST, channels=(ChatChannel(url="slack://a"),))
    first = send(store, chat, now=NOW, sources=SOURCES, output=tmp_path, bot=BOT)
    bring(store, "pd2", days_ago=-1)
    again = resend(store, chat, edition="2023-06-01", now=NOW + WEEK, output=tmp_path / "other", bot=BOT)
    assert [(d.channel, d.attempts) for d in again.deliveries] == [("chat", 2)]
    added = replace(chat, channels=(*chat.channels, ChatChannel(url="discord://b")))
    more = resend(store, added, edition="2023-06-01", now=NOW + WEEK, output=tmp_path, bot=BOT)
    assert [d.recipient for d in more.deliveries] == ["slack", "discord"]
    assert store.rendered("weekly", date(2023, 6, 1), 1)["txt"] == first.paths[2].read_bytes()


def test_what_an_interrupted_send_left_behind_comes_first(store: Store, tmp_path: Path) -> None:
    """Due is brought from the stored bytes; what was being tried may have arrived and is not sent again by itself."""
    chat = replace(DIGEST, channels=(ChatChannel(url="slack://a"), ChatChannel(url="discord://b")))
    prepared = make_edition(store, chat, now=NOW, sources=SOURCES)
    names = (("file", "digests"), ("chat", "slack"), ("chat", "gone"))
    outgoing = tuple(
        Delivery(id=f"d{n}", digest="weekly", date=date(2023, 6, 1), number=1, channel=kind, recipient=recipient)
        for n, (kind, recipient) in enumerate(names)
    )
    store.save_edition(prepared.edition, rendered=prepared.rendered, deliveries=outgoing, now=NOW)
    assert store.take_delivery("d1", now=NOW)
    done = send(store, chat, now=NOW + timedelta(hours=1), sources=SOURCES, output=tmp_path, bot=BOT)
    assert done.prepared is None
    assert {(d.recipient, d.state) for d in done.deliveries} == {
        ("digests", DeliveryState.SENT),
        ("slack", DeliveryState.UNKNOWN),
    }
    assert (tmp_path / "digests" / "weekly" / "2023-06-01.html").read_bytes() == prepared.rendered["html"]


def test_an_edition_that_is_not_there_is_told_with_those_that_are(store: Store, tmp_path: Path) -> None:
    """A wrong date is a mistake, not silence."""
    with pytest.raises(DeliveryError, match="There are none yet"):
        resend(store, DIGEST, edition="2023-06-01", now=NOW, output=tmp_path, bot=BOT)
    sent(store, output=tmp_path)
    with pytest.raises(DeliveryError, match=r"no edition '2023-06-02'\. There are: 2023-06-01\."):
        resend(store, DIGEST, edition="2023-06-02", now=NOW, output=tmp_path, bot=BOT)


def test_output_that_cannot_be_written_is_a_failed_delivery(store: Store, tmp_path: Path) -> None:
    """The edition is kept; a resend can bring it later."""
    (tmp_path / "digests").write_text("a file where a folder should be")
    done = send(store, DIGEST, now=NOW, sources=SOURCES, output=tmp_path, bot=BOT)
    assert len(done.failed) == 1
    assert "cannot be written to" in (done.failed[0].cause or "")
    assert len(store.editions("weekly")) == 1
    (tmp_path / "digests").unlink()
    again = resend(store, DIGEST, edition="2023-06-01", now=NOW, output=tmp_path, bot=BOT)
    assert len(again.paths) == 4


def test_an_edition_whose_numbers_stand_on_nothing_is_not_made(store: Store) -> None:
    """A claim whose words are not in its document: nothing goes out."""

    class Bent:
        """The store, but with one document's text changed behind its claims' back."""

        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        def document(self, document_id: str) -> Document | None:
            found = store.document(document_id)
            return found and replace(found, text=found.text.replace("141.09", "414.09"))

    with pytest.raises(DeliveryError, match=r"was not made: .*does not stand at"):
        make_edition(Bent(), DIGEST, now=NOW, sources=SOURCES)  # type: ignore[arg-type]  # the store but for one answer


def test_a_delivery_has_one_id_for_all_attempts() -> None:
    """Edition, channel and recipient make it, nothing else."""
    day = date(2023, 6, 1)
    one = delivery_id("weekly", day=day, number=1, channel_kind="email", recipient="a@example.org")
    assert one == delivery_id("weekly", day=day, number=1, channel_kind="email", recipient="a@example.org")
    assert one != delivery_id("weekly", day=day, number=2, channel_kind="email", recipient="a@example.org")
    assert len(one) == 32
