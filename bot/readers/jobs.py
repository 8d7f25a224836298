"""Jobs: what a worker is asked, what it answers, and how; the same functions serve where no process is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from bot.core.config import JsonOptions, Limits, PageOptions, Source
from bot.core.decoding import decode
from bot.core.moments import plausible
from bot.core.records import Article, Entry, Published, ReadError, Request, Snapshot
from bot.core.sources import kind, step
from extractors import Extraction, SourceText
from extractors.lexicon.gazetteer import NO_NAMES, ExtraNames

if TYPE_CHECKING:
    from bot.core.article.offers import Offers
    from bot.core.sources.diagnosis import Step


@dataclass(frozen=True, slots=True)
class ReadJob:
    """One document to be read: a page as served, or an entry's own text where there is no page.

    `lang`, `encoding`, `timezone` and `region` are the source's word, and `published` the word of who asks; `extract`
    false stops after reading.
    """

    id: str
    snapshot: Snapshot | None = None
    entry: Entry | None = None
    page: PageOptions = field(default_factory=PageOptions)
    role: str | None = None
    lang: str | None = None
    encoding: str | None = None
    timezone: str | None = None
    region: str | None = None
    published: date | None = None
    names: ExtraNames = NO_NAMES
    extract: bool = True

    @classmethod
    def of(cls, source: Source, entry: Entry, *, id: str, snapshot: Snapshot | None, names: ExtraNames) -> ReadJob:  # noqa: A002  # the field's name
        """The job of reading one entry of a source, with the source's word on page, language, encoding and place."""
        return cls(
            id=id,
            snapshot=snapshot,
            entry=entry,
            page=source.page,
            role=source.role,
            lang=source.lang,
            encoding=source.encoding,
            timezone=source.zone,
            region=source.region,
            names=names,
        )


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document read, or the problem that kept it from being read, in a sentence."""

    id: str
    article: Article | None = None
    extraction: Extraction | None = None
    problem: str | None = None
    stage: Literal["read", "extract"] = "read"


@dataclass(frozen=True, slots=True)
class ReadJobs:
    """Several documents to be read one after another; short ones, for the time limit is that of one."""

    jobs: tuple[ReadJob, ...]


@dataclass(frozen=True, slots=True)
class ReadResults:
    """Their results in the same order, or the problem that befell them together."""

    results: tuple[ReadResult, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ListJob:
    """One step of a source's walk: the snapshots it has had so far."""

    source: Source
    seen: tuple[Snapshot, ...]
    limits: Limits


@dataclass(frozen=True, slots=True)
class Listed:
    """What the walk wants next, or its entries, or the problem."""

    wanted: Request | None = None
    entries: tuple[Entry, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class SurveyJob:
    """A page to be looked at: what it offers, or how a source's selectors fare on it (its list, or an article)."""

    source: Source
    snapshot: Snapshot
    look: Literal["offers", "listing", "article"]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What was seen on a page, or the problem."""

    offers: Offers | None = None
    paths: JsonOptions | None = None
    steps: tuple[Step, ...] = ()
    problem: str | None = None


def read(job: ReadJob) -> ReadResult:
    """Read and extract one document."""
    try:
        article = _article(job)
    except ReadError as error:
        return ReadResult(job.id, problem=str(error))
    if not job.extract:
        return ReadResult(job.id, article)
    from extractors import extract

    text = SourceText(
        id=job.id,
        text=article.text,
        title=article.title,
        lang=article.lang,
        published=job.published or (article.published.day if article.published else None),
        kind=job.role,
        url=job.snapshot.url if job.snapshot else None,
        region=job.region,
    )
    return ReadResult(job.id, article, extract(text, extra=job.names))


def listed(job: ListJob) -> Listed:
    """Take one step of a source's walk."""
    try:
        found = step(kind(job.source.kind), job.source, limits=job.limits, seen=job.seen)
    except ReadError as error:
        return Listed(problem=str(error))
    return Listed(wanted=found) if isinstance(found, Request) else Listed(entries=found)


def surveyed(job: SurveyJob) -> Surveyed:
    """Look at a page."""
    from bot.core.article.offers import offers
    from bot.core.sources import diagnosis
    from bot.core.sources.json_ import parsed
    from bot.core.sources.json_feed import looks_like_json
    from bot.core.sources.list import page_tree
    from bot.core.sources.paths import proposed_paths

    source, snapshot = job.source, job.snapshot
    try:
        if job.look == "article":
            return Surveyed(steps=diagnosis.page_steps(snapshot, source=source))
        if job.look == "listing" and source.kind == "json":
            return Surveyed(steps=diagnosis.json_steps(snapshot, source=source))
        if job.look == "listing" and source.list is not None and source.list.json is not None:
            page = page_tree(snapshot, source=source)
            return Surveyed(
                offers=offers(str(page), url=snapshot.final_url), steps=diagnosis.list_steps(snapshot, source=source)
            )
        if looks_like_json(snapshot.body, content_type=snapshot.header("content-type") or ""):
            return Surveyed(paths=proposed_paths(parsed(snapshot, encoding=source.encoding)))
        steps = diagnosis.list_steps(snapshot, source=source) if job.look == "listing" else ()
        text = decode(snapshot.body, content_type=snapshot.header("content-type"), encoding=source.encoding)
        return Surveyed(offers=offers(text, url=snapshot.final_url), steps=steps)
    except ReadError as error:
        return Surveyed(problem=str(error))


def load(job: ReadJob | ReadJobs | ListJob | SurveyJob) -> None:
    """Load what a job of this kind needs, and no more: its time counts for no document, its memory is not free."""
    if isinstance(job, ReadJobs):
        for one in job.jobs:
            load(one)
        return
    if isinstance(job, SurveyJob):
        import bot.core.article.offers
        import bot.core.sources.diagnosis

        return
    if isinstance(job, ListJob):
        kind(job.source.kind)
        return
    if job.snapshot is not None:
        import bot.core.article  # noqa: F401 - loaded, not used
    if job.extract:
        import extractors.pipeline  # noqa: F401 - loaded, not used


def _article(job: ReadJob) -> Article:
    from bot.core.tongue import detect

    if job.snapshot is None:
        entry = job.entry or Entry(None, "")
        words = entry.text or entry.title
        return Article(entry.title, entry.text or "", entry.published, job.lang or detect(words))
    from bot.core.article import read_article  # takes a while to load, and a source of entries alone has no use for it

    article = read_article(
        job.snapshot.body,
        url=job.snapshot.final_url,
        content_type=job.snapshot.header("content-type"),
        encoding=job.encoding,
        page=job.page,
        lang=job.lang,
        timezone=job.timezone,
        region=job.region,
    )
    return _joined(article, job.entry, by_selector=job.page.date is not None, seen=job.snapshot.fetched_at)


def _joined(article: Article, entry: Entry | None, *, by_selector: bool, seen: datetime) -> Article:
    """The page and its entry: the page's title and text; the entry's date unless a selector of the source found one."""
    listed_at = entry.published if entry is not None else None
    published = plausible(_better(article.published, listed_at, page_wins=by_selector), seen=seen)
    title = article.title or (entry.title if entry is not None else "")
    return replace(article, title=title, published=published)


def _better(on_page: Published | None, in_list: Published | None, *, page_wins: bool) -> Published | None:
    if on_page is None or in_list is None:
        return on_page or in_list
    if page_wins or (in_list.instant is None and on_page.day == in_list.day):
        return on_page
    return in_list
