"""`make bench`: how fast, as ratios within one run, because lone seconds on a shared machine say little.

Prints characters per second of extraction on one core, the cost against text length, the start of a query against
`import spacy`, pages and feeds read against the libraries underneath, what
grouping costs a document as documents become many, and, for whichever of them is installed, the same
texts through libraries that find numbers or dates.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from extractors import SourceText, extract
from tests.benchmarks import grouping, reading

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT / "tests" / "gold"
DOCUMENTS = 2000
ROUNDS = 3


def corpus(lang: str) -> tuple[SourceText, ...]:
    """The gold texts of one language as documents."""
    with (GOLD / f"{lang}_dev.jsonl").open(encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    return tuple(
        SourceText(d["id"], d["text"], title=d["title"], lang=lang, published=date.fromisoformat(d["published"]))
        for d in docs
    )


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    before = time.process_time()
    work()
    return time.process_time() - before


def size(sources: Sequence[SourceText]) -> int:
    """Characters in titles and texts."""
    return sum(len(s.title) + len(s.text) for s in sources)


def speed(lang: str) -> tuple[float, int]:
    """Characters per CPU second over 2,000 documents, and peak resident memory in KiB."""
    texts = corpus(lang)
    stream = [texts[i % len(texts)] for i in range(DOCUMENTS)]
    extract(texts[0])

    def work() -> None:
        for source in stream:
            extract(source)

    seconds = cpu_seconds(work)
    return size(stream) / seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def curve(lang: str) -> list[tuple[int, float]]:
    """Characters and CPU microseconds a character, from 1 KB to 1 MB of one text."""
    block = "\n\n".join(s.text for s in corpus(lang))
    points = []
    for length in (1_000, 10_000, 100_000, 1_000_000):
        text = (block * (length // len(block) + 1))[:length]
        source = SourceText("long", text, lang=lang, published=date(2024, 1, 1))
        seconds = cpu_seconds(lambda source=source: extract(source))  # type: ignore[misc]  # mypy cannot infer a bound default
        points.append((length, seconds / length * 1e6))
    return points


def peers(lang: str) -> dict[str, Callable[[str], object]]:
    """The libraries at hand that read numbers or dates; none is a dependency."""
    found: dict[str, Callable[[str], object]] = {}
    wanted = {"quantulum3.parser": "parse", "dateparser.search": "search_dates"} if lang == "en" else {}
    for module, function in wanted.items():
        try:
            found[module] = getattr(import_module(module), function)
        except ImportError:
            continue
    return found | (jionlp() if lang == "zh" else {}) | recognizers(lang)


def jionlp() -> dict[str, Callable[[str], object]]:
    """JioNLP, which reads the times and sums of money of a Chinese text."""
    try:
        library = import_module("jionlp")
    except ImportError:
        return {}
    return {"jionlp (times and money)": lambda text: (library.ner.extract_time(text), library.ner.extract_money(text))}


def recognizers(lang: str) -> dict[str, Callable[[str], object]]:
    """Recognizers-Text, whose readers of numbers, percentages, money and dates together do part of our work."""
    try:
        suite = import_module("recognizers_suite")
    except ImportError:
        return {}
    culture = suite.Culture.Chinese if lang == "zh" else suite.Culture.English
    readers = (suite.recognize_number, suite.recognize_percentage, suite.recognize_currency, suite.recognize_datetime)
    return {
        "recognizers (numbers)": lambda text: suite.recognize_number(text, culture),
        "recognizers (numbers, percentages, money, dates)": lambda text: [read(text, culture) for read in readers],
    }


def against_peers(lang: str) -> list[tuple[str, float]]:
    """How many times faster extraction is than each peer, on the same texts in the same run."""
    texts = corpus(lang)[:20]
    ours = min(cpu_seconds(lambda: [extract(s) for s in texts]) for _ in range(ROUNDS))
    rows = []
    for name, read in peers(lang).items():
        theirs = min(cpu_seconds(lambda read=read: [read(s.text) for s in texts]) for _ in range(ROUNDS))  # type: ignore[misc]  # mypy cannot infer a bound default
        rows.append((name, theirs / ours))
    return rows


def wall(*command: str) -> float:
    """Median wall seconds of a command over five runs after one to warm up."""
    times = []
    for _ in range(6):
        before = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
        times.append(time.perf_counter() - before)
    return statistics.median(times[1:])


def query_ratio() -> float:
    """Wall time of a query on a small store against importing spaCy."""
    with tempfile.TemporaryDirectory() as output:
        query = (sys.executable, "-m", "bot", "--output", output, "claims", "--json")
        return wall(*query) / wall(sys.executable, "-c", "import spacy")


def main() -> int:
    """Print every figure."""
    say = sys.stdout.write
    for lang in ("en", "zh"):
        rate, memory = speed(lang)
        say(
            f"{lang}: {rate:,.0f} characters per CPU second over {DOCUMENTS} documents, peak memory {memory // 1024} MiB\n"
        )
        for length, cost in curve(lang):
            say(f"{lang}: {length:>9,} characters in one text: {cost:.2f} microseconds a character\n")
        for name, ratio in against_peers(lang):
            say(f"{lang}: {ratio:.1f} times as fast as {name}\n")
    say("".join(f"{line}\n" for line in reading.lines()))
    say(grouping.report())
    say(f"query: {query_ratio():.2f} of the wall time of `import spacy`\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
