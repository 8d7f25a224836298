"""Each channel brings an edition for real: a mail server and a web hook on loopback."""

from __future__ import annotations

import email
import email.policy
import hashlib
import hmac
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from bot.channels import Channel, Parcel, channel, kinds
from bot.channels.file import stem, write_forms
from bot.core import config
from bot.core.config import BotConfig, ChatChannel, EmailChannel, FileChannel, Network, Smtp, WebhookChannel
from bot.core.memory import Delivery
from bot.core.records import DeliveryError
from tests.core.campaigns import NOW
from tests.shell.conftest import Web

DELIVERY = Delivery(
    id="0123456789abcdef", digest="weekly", date=date(2023, 6, 1), number=1, channel="file", recipient="a@example.org"
)
RENDERED = {
    "html": "<p>66,600 <b>账号</b></p>".encode(),
    "txt": "66,600 账号".encode(),
    "json": b'{"digest": "weekly"}',
    "md": b"x",
}


def parcel(options: config.Channel, *, bot: BotConfig = BotConfig(), **fields: Any) -> Parcel:  # noqa: B008  # frozen; Any: fields of a delivery
    """An edition for one recipient."""
    return Parcel(
        delivery=replace(DELIVERY, channel=options.kind, **fields),
        name="Asia-Pacific weekly",
        rendered=RENDERED,
        options=options,
        bot=bot,
        output=Path(),
        now=NOW,
    )


class Inbox:
    """Takes mail, or refuses it with a word of its own."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 taken"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002, N802  # Any: the server library's own types and name
        """Keep the mail."""
        if self.answer.startswith("250"):
            self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return self.answer


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, Smtp]]:
    """A mail server on loopback."""
    box = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, Smtp(host="127.0.0.1", port=port, sender="Tallywire <bot@example.org>", tls="none")
    server.stop()


def test_every_file_of_the_room_holds_one_channel() -> None:
    """The file name is the registration."""
    assert kinds() == ("chat", "email", "file", "webhook")
    assert all(isinstance(channel(kind), Channel) for kind in kinds())
    with pytest.raises(DeliveryError, match=r"There is no channel 'pigeon'\. Allowed: chat, email"):
        channel("pigeon")


@pytest.mark.parametrize(
    ("options", "recipients"),
    [
        (FileChannel(), ("digests",)),
        (EmailChannel(to=("a@example.org", "b@example.org")), ("a@example.org", "b@example.org")),
        (WebhookChannel(url="https://u:p@hook.example:8443/in?key=secret"), ("https://hook.example:8443/in",)),
        (ChatChannel(url="slack://token"), ("slack",)),
    ],
)
def test_recipients_are_named_without_their_secrets(options: config.Channel, recipients: tuple[str, ...]) -> None:
    """One delivery each; keys and passwords of an address are written nowhere."""
    assert channel(options.kind).recipients(options) == recipients


@pytest.mark.parametrize("kind", ["chat", "email", "webhook"])
def test_a_channel_has_no_recipients_in_another_ones_options(kind: str) -> None:
    """Options of another kind name nobody."""
    assert channel(kind).recipients(FileChannel()) == ()


def test_a_mail_has_text_and_html_and_an_id_that_stays(inbox: tuple[Inbox, Smtp]) -> None:
    """Sent twice it is the same message for the recipient's program."""
    box, smtp = inbox
    options = EmailChannel(to=("a@example.org",))
    for _ in range(2):
        message_id = channel("email").deliver(parcel(options, bot=BotConfig(smtp=smtp)))
    first, second = box.mails
    assert first["Message-ID"] == second["Message-ID"] == message_id == "<0123456789abcdef@example.org>"
    assert (first["Subject"], first["To"]) == ("Asia-Pacific weekly · 2023-06-01", "a@example.org")
    bodies = {part.get_content_type(): part.get_content().strip() for part in first.walk() if not part.is_multipart()}
    assert bodies == {"text/plain": "66,600 账号", "text/html": "<p>66,600 <b>账号</b></p>"}


def test_a_refused_mail_is_told_with_the_servers_words(inbox: tuple[Inbox, Smtp]) -> None:
    """Code and text, on one line."""
    box, smtp = inbox
    box.answer = "554 no digests here"
    with pytest.raises(DeliveryError, match=r"did not take the mail: 554 no digests here\.$"):
        channel("email").deliver(parcel(EmailChannel(to=("a@example.org",)), bot=BotConfig(smtp=smtp)))


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_server_without_encryption_gets_no_mail_that_wants_it(
    inbox: tuple[Inbox, Smtp],
    tls: Any,  # Any: one of two words
) -> None:  # Any: one of two words
    """Nothing is sent in the clear instead."""
    box, smtp = inbox
    with pytest.raises(DeliveryError, match="did not take the mail"):
        channel("email").deliver(
            parcel(EmailChannel(to=("a@example.org",)), bot=BotConfig(smtp=replace(smtp, tls=tls)))
        )
    assert box.mails == []


def test_a_login_that_the_server_does_not_know_is_told(inbox: tuple[Inbox, Smtp]) -> None:
    """The password is not."""
    _, smtp = inbox
    bot = BotConfig(smtp=replace(smtp, user="u", password="hunter2"))
    with pytest.raises(DeliveryError) as told:
        channel("email").deliver(parcel(EmailChannel(to=("a@example.org",)), bot=bot))
    assert "hunter2" not in str(told.value)


def test_mail_without_a_server_in_the_config_says_what_is_missing() -> None:
    """And where."""
    with pytest.raises(DeliveryError, match=r"Mail needs \[smtp\] in bot.toml"):
        channel("email").deliver(parcel(EmailChannel(to=("a@example.org",))))


def test_a_webhook_gets_the_json_form_signed(web: Web) -> None:
    """The signature is over the bytes as sent; the key stays the same at every attempt."""
    url = web.page("/hook?key=1", "ok")
    options = WebhookChannel(url=url, secret="s3cret")
    bot = BotConfig(network=Network(allow_private=(web.place,)), politeness=config.Politeness(delay=0))
    for _ in range(2):
        assert channel("webhook").deliver(parcel(options, bot=bot)) is None
    posts = [asked for asked in web.asked if asked.method == "POST"]
    assert [asked.path for asked in web.asked] == ["/hook?key=1", "/hook?key=1"]
    wanted = hmac.new(b"s3cret", RENDERED["json"], hashlib.sha256).hexdigest()
    assert {asked.body for asked in posts} == {RENDERED["json"]}
    assert {asked.headers["x-tallywire-signature"] for asked in posts} == {f"sha256={wanted}"}
    assert {asked.headers["idempotency-key"] for asked in posts} == {DELIVERY.id}
    assert posts[0].headers["content-type"] == "application/json; charset=utf-8"


def test_a_webhook_without_secret_is_not_signed(web: Web) -> None:
    """There is nothing to sign with."""
    bot = BotConfig(network=Network(allow_private=True))
    channel("webhook").deliver(parcel(WebhookChannel(url=web.page("/hook", "ok")), bot=bot))
    assert "x-tallywire-signature" not in web.asked[0].headers


def test_a_webhook_that_fails_is_told(web: Web) -> None:
    """An error of the other side, or an address that may not be dialled."""
    options = WebhookChannel(url=web.page("/hook", "no", status=500))
    with pytest.raises(DeliveryError, match="500"):
        channel("webhook").deliver(parcel(options, bot=BotConfig(network=Network(allow_private=True))))
    with pytest.raises(DeliveryError):
        channel("webhook").deliver(parcel(options))
    with pytest.raises(DeliveryError, match="no such webhook any more"):
        channel("webhook").deliver(parcel(FileChannel()))


def test_files_are_there_whole_or_not_at_all(tmp_path: Path) -> None:
    """Written beside and renamed; an older edition's file gives way in one step."""
    paths = write_forms(tmp_path / "deep" / "er", "2023-06-01", rendered={"txt": b"one", "md": b"two"})
    assert [path.read_bytes() for path in paths] == [b"one", b"two"]
    write_forms(tmp_path / "deep" / "er", "2023-06-01", rendered={"txt": b"three"})
    assert sorted(p.name for p in (tmp_path / "deep" / "er").iterdir()) == ["2023-06-01.md", "2023-06-01.txt"]
    assert paths[0].read_bytes() == b"three"
    assert oct(paths[0].stat().st_mode)[-3:] == "644"


def test_a_name_that_is_a_folder_fails_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """No temporary file stays."""
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(DeliveryError, match="cannot be written to"):
        write_forms(tmp_path, "x", rendered={"txt": b"one"})
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_the_second_edition_of_a_day_has_its_number_in_the_name() -> None:
    """The first has none."""
    assert (stem("2023-06-01", number=1), stem("2023-06-01", number=2)) == ("2023-06-01", "2023-06-01-2")


def test_a_header_cannot_be_broken_open(inbox: tuple[Inbox, Smtp]) -> None:
    """A digest's name with a line break is no way to add recipients."""
    _, smtp = inbox
    broken = replace(
        parcel(EmailChannel(to=("a@example.org",)), bot=BotConfig(smtp=smtp)), name="x\nBcc: b@example.org"
    )
    with pytest.raises(DeliveryError, match="no line of a mail's head"):
        channel("email").deliver(broken)
