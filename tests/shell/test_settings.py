"""Config read strictly: every mistake at once, each with its file and line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.config import At, Source
from bot.core.records import ConfigError
from bot.settings import Settings, check, load, load_bot, store_address
from bot.settings.forms import Table
from bot.settings.keys import FILES
from bot.settings.secrets import MASK
from tests.shell.written import FEED, LIST, mistakes, written


def only_source(config: Path, **environ: str) -> Source:
    """The one source of a config that must be well."""
    settings = load(config, environ=environ)
    assert not settings.mistakes
    [source] = settings.sources
    return source


def test_three_keys_make_a_source(tmp_path: Path) -> None:
    """Name, kind and address; all else is default."""
    source = only_source(written(tmp_path, sources__example=FEED))
    assert (source.id, source.name, source.kind, source.role) == ("example", "Example", "feed", "media")
    assert source.every == timedelta(hours=1)
    assert source.article
    assert source.enabled


def test_a_missing_key_is_told_with_the_words_it_may_hold(tmp_path: Path) -> None:
    """Where they are few."""
    told = mistakes(written(tmp_path, sources__x='name = "N"\nurl = "https://e.org"\n'))
    assert told == [
        "sources/x.toml:1: kind: missing; what the address leads to: one of feed, list, json, sitemap, folder"
    ]


def test_a_source_may_name_its_regulator_by_any_spelling_that_means_one(tmp_path: Path) -> None:
    """It gets the canonical name; initials that bodies share must be told apart; an unknown name stands as it is."""
    own = 'role = "regulator"\nregulator = "{}"\n'
    assert only_source(written(tmp_path / "a", sources__x=FEED + own.format("國家網信辦"))).regulator == (
        "Cyberspace Administration of China"
    )
    assert only_source(written(tmp_path / "b", sources__x=FEED + own.format("Nobody"))).regulator == "Nobody"
    [mistake] = load(written(tmp_path / "c", sources__x=FEED + own.format("NCC")), environ={}).mistakes
    assert str(mistake).endswith(
        'x.toml:5: regulator: "NCC" stands for several; write one of: National Communications Commission, '
        "Nigerian Communications Commission"
    )


def test_without_a_config_folder_all_is_default(tmp_path: Path) -> None:
    """Settings say that there was none."""
    settings = load(tmp_path / "config", environ={})
    assert not settings.exists
    assert not settings.sources
    assert settings == Settings(tmp_path / "config", exists=False)


def test_every_key_of_a_source_reaches_its_record(tmp_path: Path) -> None:
    """The contract's example, key by key."""
    text = LIST + (
        'role = "regulator"\nregulator = "Example Authority"\nlang = "zh"\nregion = "CN"\nencoding = "gb18030"\n'
        'at = "07:00"\ntimezone = "Europe/Berlin"\ninclude = ["accounts?", "账号"]\nexclude = ["x"]\narticle = false\n'
        'enabled = false\nverified = "2026-11-24"\n'
        '[list]\nitem = "ul > li"\ntitle = "h5 a@title"\nlink = "a"\ndate = ".times"\ndate_format = "%Y-%m-%d"\n'
        'timezone = "Asia/Shanghai"\nnext = "a.next"\npages = 2\n'
        '[page]\nbody = "div.article"\ntitle = "h1"\ndate = "time@datetime"\nremove = [".share"]\n'
        '[expect]\nitems_min = 5\nquiet_after = "14d"\nmay_be_empty = true\n'
        '[http]\nmethod = "POST"\nbody = "q=1"\nheaders = { Accept-Language = "en" }\ncookie = "${C}"\n'
        'proxy = "http://127.0.0.1:3128"\n[links]\ndrop = ["utm_*"]\n'
        '[[was]]\nuntil = 2024-08-01\nlist = { item = "div.list li" }\n'
    )
    source = only_source(written(tmp_path, sources__x=text), C="sid=1")
    assert source.at == At(7, 0, "Europe/Berlin")
    assert (source.lang, source.region, source.encoding, source.verified) == ("zh", "CN", "gb18030", "2026-11-24")
    assert source.include == ("accounts?", "账号")
    assert source.list is not None
    assert (source.list.title, source.list.pages, source.list.timezone) == ("h5 a@title", 2, "Asia/Shanghai")
    assert (source.page.body, source.page.remove) == ("div.article", (".share",))
    assert (source.expect.items_min, source.expect.quiet_after) == (5, timedelta(days=14))
    assert source.http.headers == (("Accept-Language", "en"),)
    assert source.http.cookie == "sid=1"
    assert source.drop_parameters == ("utm_*",)
    [was] = source.was
    assert was.until == date(2024, 8, 1)
    assert was.list is not None
    assert was.list.item == "div.list li"
    assert not source.article
    assert not source.enabled


def test_a_folder_is_a_path_beside_its_file(tmp_path: Path) -> None:
    """Relative to the source file, not to where the command runs."""
    text = 'name = "Saved"\nkind = "folder"\nurl = "../../pages"\n'
    assert only_source(written(tmp_path, sources__saved=text)).url == str((tmp_path / "pages").resolve())


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    """Line by line, file by file."""
    config = written(
        tmp_path,
        bot='[politness]\ndelay = "1s"\n[limits]\nfetch_secs = 3\n',
        names="[platforms]\nThreads = 5\n",
        sources__a=FEED + '\nevery = "30 min"\n',
        sources__b=LIST + '[list]\nitme = "ul > li"\ndate = "[x"\n',
        digests__d='name = "D"\ndays = ["funday"]\n',
    )
    assert mistakes(config) == [
        "bot.toml:1: politness: unknown key. Did you mean 'politeness'?",
        "bot.toml:4: limits.fetch_secs: unknown key. Did you mean 'fetch_seconds'?",
        "names.toml:2: platforms.Threads: 5 is not a list, such as [5]",
        'sources/a.toml:5: every: "30 min" is not a duration such as 30m, 2h, 1d',
        "sources/b.toml:4: list.item: missing; one item of the page",
        "sources/b.toml:5: list.itme: unknown key. Did you mean 'item'?",
        'sources/b.toml:6: list.date: "[x" is not a CSS selector: malformed attribute selector at position 0',
        'digests/d.toml:2: days[1]: "funday" is not a day of the week (mon, tue, wed, thu, fri, sat, sun)',
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("evry = '1h'", "evry: unknown key. Did you mean 'every'?"),
        ("items_min = 5", "items_min: unknown key. Did you mean 'expect.items_min'?"),
        ("zzz = 1", "zzz: unknown key. Known here: name, kind, url, role"),
        ("every = '0s'", 'every: "0s" is not a duration such as 30m, 2h, 1d: at least 1s'),
        ("every = 30", "every: 30 is not a duration such as 30m, 2h, 1d"),
        ("every = '900000d'", "longer than a hundred years"),
        ("every = '1h'\nat = '07:00'\ntimezone = 'UTC'", "at: a source has `every` or `at`, not both"),
        ("at = '07:00'", "at: needs `timezone`"),
        ("at = '25:00'\ntimezone = 'UTC'", 'at: "25:00" is not a time of day such as 07:00'),
        ("at = '07:00'\ntimezone = 'Europe/Berln'", 'timezone: "Europe/Berln" is not a time zone'),
        ("at = '07:00'\ntimezone = '../etc'", 'timezone: "../etc" is not a time zone'),
        ("timezone = 'UTC'", "timezone: without `at` this has no meaning"),
        ("include = ['a(']", 'include[1]: "a(" is not a regular expression: missing ), unterminated subpattern'),
        ("include = 'a'", 'include: "a" is not a list, such as ["a"]'),
        ("include = ['a', 5]", "include[2]: 5 is not a regular expression"),
        ("enabled = 'yes'", 'enabled: "yes" is not true or false'),
        ("lang = 'English'", 'lang: "English" is not a language code such as en, zh, id'),
        ("region = 'Germany'", 'region: "Germany" is not a country as two capital letters'),
        ("encoding = 'utf-99'", 'encoding: "utf-99" is not a character set'),
        ("role = 'regulater'", "role: \"regulater\" is not one of regulator, media. Did you mean 'regulator'?"),
        ("role = 'regulator'", 'regulator: missing; role = "regulator" needs'),
        ("list = 'ul'", 'list: "ul" is not a table ([list])'),
        ("list = { item = 'li' }", 'list: kind = "feed" has no use for a [list] table'),
        ("was = [{ until = 'soon' }]", 'was[1].until: "soon" is not a day such as 2024-08-01'),
        ("was = [{ until = 2024-08-01T00:00:00 }]", "is not a day such as 2024-08-01"),
        ("was = 'then'", 'was: "then" is not a list of tables ([[was]])'),
        ("http = { headers = { X = 1 } }", "http.headers.X: 1 is not a text"),
        ("http = { headers = ['X'] }", 'http.headers: ["X"] is not a table such as { Accept-Language = "en" }'),
        ("http = { proxy = 'socks5://x' }", 'http.proxy: "socks5://x" is not a web address'),
        ("http = { cookie = '${NOPE}' }", "http.cookie: the environment has no variable NOPE"),
        ("http = { cookie = '${file:nope}' }", "http.cookie: the secret file"),
        ("http = { cookie = '${no-name}' }", "http.cookie: ${no-name} is no secret"),
        ("expect = { items_min = -1 }", "expect.items_min: -1 is not a whole number from 0 to 100000"),
        ("expect = { items_min = true }", "expect.items_min: true is not a whole number"),
        ("page = { body = 'div@id' }", "an element is wanted here, not an attribute of it"),
        ("lang = ['en']", 'lang: ["en"] is not a language code'),
    ],
)
def test_a_mistake_in_a_source_names_key_line_and_remedy(tmp_path: Path, line: str, told: str) -> None:
    """One sentence each."""
    config = written(tmp_path, sources__x=FEED + line + "\n")
    found = mistakes(config)
    assert any(told in one for one in found), found
    assert all(one.startswith("sources/x.toml:") for one in found)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("htp://x", 'url: "htp://x" is not a web address'),
        ("https://", "is not a web address"),
        ("https://e.org:99999/", "is not a web address"),
        ("https://e.org:0/", "is not a web address"),
        ("https://e.org/a b", "is not a web address"),
    ],
)
def test_a_bad_address_is_a_mistake(tmp_path: Path, url: str, told: str) -> None:
    """It could never be fetched."""
    [found] = mistakes(written(tmp_path, sources__x=f'name = "X"\nkind = "feed"\nurl = "{url}"\n'))
    assert told in found


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """All of it, though the file is empty."""
    found = mistakes(written(tmp_path, sources__x="# nothing yet\n"))
    assert [one.split(": ")[1] for one in found] == ["name", "kind", "url"]
    assert all("missing" in one for one in found)


@pytest.mark.parametrize("kind", ["list", "json"])
def test_a_kind_with_options_needs_its_table(tmp_path: Path, kind: str) -> None:
    """A list cannot be read without an item selector."""
    text = FEED.replace("feed", kind, 1).replace('"feed"', f'"{kind}"')
    [found] = mistakes(written(tmp_path, sources__x=text))
    assert found == f'sources/x.toml:1: {kind}: missing; kind = "{kind}" needs a [{kind}] table'


def test_a_date_format_is_tried(tmp_path: Path) -> None:
    """`%Q` is no directive."""
    for form, told in (("%Q", "bad directive"), ("yyyy", "is not a date format"), ("%", "stray %")):
        [found] = mistakes(written(tmp_path, sources__x=LIST + f'[list]\nitem = "li"\ndate_format = "{form}"\n'))
        assert told in found


@pytest.mark.parametrize(
    ("text", "line"), [("name = \n", 1), ('name = "a"\nkind = [\n', 2), ("name = 1\nname = 2\n", 2), ('a = "x\n', 1)]
)
def test_a_file_that_is_no_toml_tells_its_first_mistake(tmp_path: Path, text: str, line: int) -> None:
    """With the line, also where it only ends too soon."""
    [found] = mistakes(written(tmp_path, sources__x=text))
    assert found.startswith(f"sources/x.toml:{line}: this is no TOML: ")


def test_a_file_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    """TOML is UTF-8."""
    config = written(tmp_path, sources__x="")
    (config / "sources/x.toml").write_bytes(b'a = 1\nname = "caf\xe9"\n')
    assert mistakes(config) == ["sources/x.toml:2: this is no UTF-8 text; save the file as UTF-8"]


def test_a_file_that_cannot_be_opened_is_a_mistake(tmp_path: Path) -> None:
    """A folder of that name, say."""
    config = written(tmp_path)
    (config / "sources/x.toml").mkdir(parents=True)
    assert mistakes(config) == ["sources/x.toml: could not be read: Is a directory"]


def test_ids_are_plain_and_differ_by_more_than_case(tmp_path: Path) -> None:
    """File systems disagree on case, addresses on blanks."""
    config = written(tmp_path, **{"sources__we ird": FEED, "sources__cac": FEED, "sources__CAC": FEED})
    assert [one.partition(": ")[2][:26] for one in mistakes(config)] == [
        'the id "cac" is taken by s',
        '"we ird" is no id: letters',
    ]


def test_a_broken_source_costs_that_source_only(tmp_path: Path) -> None:
    """The others are there, and it is told which one is not."""
    settings = load(written(tmp_path, sources__good=FEED, sources__bad="name = 1\n"), environ={})
    assert [source.id for source in settings.sources] == ["good"]
    [broken] = settings.broken
    assert broken.id == "bad"
    assert broken.mistakes == settings.mistakes


def test_a_broken_bot_file_stops_all_and_tells_all(tmp_path: Path) -> None:
    """With the sources' mistakes in the same run."""
    config = written(tmp_path, bot="nope = 1\n", sources__bad="name = 1\n")
    with pytest.raises(ConfigError) as told:
        load(config, environ={})
    assert len(told.value.mistakes) == 4
    with pytest.raises(ConfigError, match="nope"):
        load_bot(config, environ={})


def test_the_bot_file_is_read_whole(tmp_path: Path) -> None:
    """Every section of it."""
    config = written(
        tmp_path,
        bot='[bot]\nuser_agent = "U/1"\ncontact = "me@example.org"\n[limits]\nbody_bytes = "5MiB"\nredirects = 2\n'
        'header_bytes = 4096\nbackoff = "2h"\n[politeness]\ndelay = "0s"\nper_host = 3\n'
        '[network]\nallow_private = ["127.0.0.1:18910", "[::1]:80"]\n[store]\nurl = "postgresql://u@h/d"\n'
        '[smtp]\nhost = "h"\nfrom = "Bot <bot@example.org>"\npassword = "${file:pw}"\n[retention]\npages = "365d"\n'
        '[revisit]\nafter = ["1h", "1d"]\n[log]\nlevel = "debug"\nfile = "bot.log"\n',
        names='[platforms]\nThreads = ["Threads app"]\n[regulators]\nX = ["Y", "Z"]\n',
    )
    (config / "pw").write_text("geheim\n", encoding="utf-8")
    settings = load_bot(config, environ={})
    bot = settings.bot
    assert (bot.user_agent, bot.contact, bot.store_url) == ("U/1", "me@example.org", "postgresql://u@h/d")
    assert (bot.limits.body_bytes, bot.limits.redirects, bot.limits.header_bytes) == (5 * 2**20, 2, 4096)
    assert (bot.politeness.delay, bot.politeness.per_host) == (0.0, 3)
    assert bot.network.allow_private == ("127.0.0.1:18910", "[::1]:80")
    assert bot.smtp is not None
    assert (bot.smtp.sender, bot.smtp.password, bot.smtp.port) == ("Bot <bot@example.org>", "geheim", 587)
    assert bot.keep_pages == timedelta(days=365)
    assert bot.revisit_after == (timedelta(hours=1), timedelta(days=1))
    assert (bot.log.level, bot.log.file) == ("debug", config / "bot.log")
    assert settings.names.platforms == (("Threads", ("Threads app",)),)
    assert settings.names.regulators == (("X", ("Y", "Z")),)
    assert settings.secrets == {"geheim"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[network]\nallow_private = ['127.0.0.1']\n", 'network.allow_private: ["127.0.0.1"] is not true, false, or'),
        ("[network]\nallow_private = ['h:99999']\n", "network.allow_private"),
        ("[network]\nallow_private = ['[::zz]:80']\n", "network.allow_private"),
        ("[network]\nallow_private = 1\n", "network.allow_private: 1 is not true"),
        ("[limits]\nbody_bytes = '10 potatoes'\n", 'limits.body_bytes: "10 potatoes" is not a size such as 10MiB'),
        ("[limits]\nbody_bytes = 0\n", "limits.body_bytes: 0 is not a size"),
        ("[store]\nurl = 'mysql://x'\n", 'store.url: "mysql://x" is not a database address'),
        ("[smtp]\nhost = 'h'\nfrom = 'nobody'\n", 'smtp.from: "nobody" is not a mail address'),
        ("[smtp]\nhost = 'h'\n", "smtp.from: missing"),
        ("[log]\nlevel = 'loud'\n", 'log.level: "loud" is not one of debug, info, warning, error'),
        ("log = 5\n", "log: 5 is not a table ([log])"),
        ("[bot]\nuser_agent = ' '\n", "bot.user_agent"),
    ],
)
def test_a_mistake_in_the_bot_file_names_what_is_allowed(tmp_path: Path, text: str, told: str) -> None:
    """One sentence each."""
    [found] = mistakes(written(tmp_path, bot=text))
    assert told in found


def test_secrets_are_masked_wherever_they_are_shown(tmp_path: Path) -> None:
    """Repr of a record must not tell them; the value itself is whole."""
    text = FEED + '[http]\ncookie = "sid=${SITE}"\nheaders = { Authorization = "Bearer ${SITE}" }\n'
    settings = load(written(tmp_path, sources__x=text), environ={"SITE": "s3cr3t"})
    [source] = settings.sources
    assert source.http.cookie == "sid=s3cr3t"
    assert "s3cr3t" not in repr(source)
    assert "s3cr3t" not in repr(settings)
    assert MASK in repr(source)


def test_a_mistake_never_shows_a_secret(tmp_path: Path) -> None:
    """The file's own words are shown instead."""
    text = 'name = "X"\nkind = "feed"\nurl = "${U}"\n[http]\nproxy = "${U}"\n'
    found = mistakes(written(tmp_path, sources__x=text), U="s3cr3t")
    assert len(found) == 2
    assert not any("s3cr3t" in one for one in found)


def test_a_regular_expression_keeps_its_dollars(tmp_path: Path) -> None:
    """`${` may stand in one; it is no secret there."""
    assert only_source(written(tmp_path, sources__x=FEED + "include = ['^a[${x}]']\n")).include == ("^a[${x}]",)


def test_an_unreadable_secret_file_is_a_mistake(tmp_path: Path) -> None:
    """So is one that is no text."""
    config = written(tmp_path, sources__x=FEED + '[http]\ncookie = "${file:../key}"\n')
    (config / "key").write_bytes(b"\xff\xfe")
    [found] = mistakes(config)
    assert "no UTF-8 text" in found


def test_the_starter_config_is_well() -> None:
    """What `tallywire init` writes must not greet its owner with mistakes."""
    assert check(Path("config"), environ={}) == ()
    assert check(Path("bot/starter"), environ={}) == ()


def test_dates_may_stand_bare_in_verified(tmp_path: Path) -> None:
    """TOML has dates of its own."""
    assert only_source(written(tmp_path, sources__x=FEED + "verified = 2026-11-24\n")).verified == "2026-11-24"
    assert only_source(written(tmp_path, sources__x=FEED + "verified = false\n")).verified is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", None),
        ("[bot]\ncontact = 'x'\n\n[store]  # where\n# url = 'sqlite:///y.sqlite3'\n", None),
        ("[store]\nurl = 'sqlite:///x.sqlite3'\n", "sqlite:///x.sqlite3"),
        ("store.url = 'postgresql://h/d'\n", "postgresql://h/d"),
    ],
)
def test_a_query_learns_where_the_store_is(tmp_path: Path, text: str, address: str | None) -> None:
    """From bot.toml where it says anything."""
    assert store_address(written(tmp_path, bot=text), environ={}) == address
    assert store_address(tmp_path / "nowhere", environ={}) is None


def test_a_query_is_told_of_a_broken_bot_file(tmp_path: Path) -> None:
    """Rather than read another store than the one that was meant."""
    for text in ("[store]\nurll = 'x'\n", "[stor]\nurl = 'sqlite:///x'\n", "[store\nurl = 1"):
        with pytest.raises(ConfigError):
            store_address(written(tmp_path, bot=text), environ={})
    (tmp_path / "config/bot.toml").write_bytes(b"\xff")
    with pytest.raises(ConfigError):
        store_address(tmp_path / "config", environ={})


def test_no_other_key_of_the_bot_file_is_an_address() -> None:
    """What `store_address` rests on."""
    sections = [(key.name, key.form) for key in FILES["bot"].keys]
    named = [name for name, form in sections if isinstance(form, Table) and any(key.name == "url" for key in form.keys)]
    assert named == ["store"]
