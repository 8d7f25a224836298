"""Everything at once, as `make faults` runs it: hostile cases, a farm, kills at the database, faults of the disk.

    python tests/faults/whole.py [--only hostile,farm,kills,disk] [--points 100]

Prints a Markdown table, the one that stands in the README; exit status 1 if anything in it is not as it must be. The
faults of the disk need `strace` and are left out without it. It takes half an hour on two idle cores.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TALLYWIRE = f"{sys.executable} -m bot"
FARM = "--hosts 100 --feeds 400 --limited .05 --robots .05 --dead .02 --err .02"
FARM_PORT, SMALL_PORT = 18900, 18940
# What a round in which nothing changed may cost, as a share of the first; and the main process's memory.
UNCHANGED, MEBIBYTES = 0.1, 143
DISK = {"kill": "killed", "ENOSPC": "disk full", "ENOSPC+": "disk full from there on", "EIO": "disk fails"}


def get(port: int, path: str) -> object:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return json.loads(answer.read())


@contextmanager
def server(*command: str, port: int, ready: str):
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                try:
                    get(port, ready)
                    break
                except OSError:
                    time.sleep(0.1)
            yield
        finally:
            process.kill()


def configured(folder: Path, port: int, *, delay: str = "1s", workers: int = 2) -> list[str]:
    """Sources for all feeds of a farm; the command line that uses them."""
    sources = folder / "config" / "sources"
    sources.mkdir(parents=True)
    bot = f'[network]\nallow_private = true\n[politeness]\ndelay = "{delay}"\n[limits]\nworkers = {workers}\n'
    (folder / "config" / "bot.toml").write_text(bot)
    for one in get(port, "/__sources"):
        text = f'name = "Farm {one["id"]}"\nkind = "feed"\nurl = "{one["url"]}"\narticle = false\n'
        (sources / f"f{one['id']}.toml").write_text(text)
    return [*TALLYWIRE.split(), "--config", str(folder / "config"), "--output", str(folder / "output")]


def hostile(folder: Path) -> list[tuple[str, str, bool]]:
    told = folder / "hostile.json"
    with server(str(HERE / "hostile.py"), port=18910, ready="/__catalog"):
        drive = [sys.executable, str(HERE / "drive.py"), "--adapter", f"tallywire:{TALLYWIRE}", "--json", str(told)]
        subprocess.run(drive, cwd=ROOT)
    groups, hits = defaultdict(list), 0
    for result in json.loads(told.read_text()):
        groups[result["id"].partition(".")[0]].append(result)
        hits += result["canary"]
    rows = [
        (
            f"hostile: {name}",
            f"{sum(not r['bad'] for r in found)} of {len(found)} within budget",
            not any(r["bad"] for r in found),
        )
        for name, found in sorted(groups.items())
    ]
    return [*rows, ("hostile: requests that reached the inside", str(hits), hits == 0)]


def ran(command: list[str]) -> tuple[float, float]:
    """Seconds of CPU that a command took with all its processes, and the most memory of the first one, in MiB."""
    before, most = resource.getrusage(resource.RUSAGE_CHILDREN), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        statm = Path(f"/proc/{process.pid}/statm")
        while process.poll() is None:
            most = max(most, int(statm.read_text().split()[1]) * resource.getpagesize())
            time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most / 2**20


def farm(folder: Path) -> list[tuple[str, str, bool]]:
    rows, costs, sizes = [], [], []
    with server(str(HERE / "farm.py"), "--port", str(FARM_PORT), *FARM.split(), port=FARM_PORT, ready="/__audit"):
        command = configured(folder / "farm", FARM_PORT)
        for name in ("first round", "unchanged round", "round with 50 new items"):
            if name.startswith("round"):
                get(FARM_PORT, "/__bump?n=50")
            get(FARM_PORT, "/__reset")
            began = time.time()
            cpu, size = ran([*command, "once", "--all"])
            costs.append(cpu)
            sizes.append(size)
            verdict = get(FARM_PORT, "/__audit")["verdict"]
            wrong = [word for word, fine in verdict.items() if not fine]
            said = f"{', '.join(wrong) or 'every verdict true'}; {time.time() - began:.0f} s, {cpu:.0f} s of CPU"
            rows.append((f"farm: {name}", said, not wrong))
    share, largest = costs[1] / costs[0], max(sizes)
    rows.append(("farm: the unchanged round", f"{share:.0%} of the first one's CPU", share <= UNCHANGED))
    rows.append(("farm: the main process", f"at most {largest:.0f} MiB", largest <= MEBIBYTES))
    return rows


def small_farm(*, items: int) -> AbstractContextManager[None]:
    """Two hosts with a feed each, of so many items."""
    farm = (str(HERE / "farm.py"), "--port", str(SMALL_PORT), "--hosts", "2", "--feeds", "2", "--items", str(items))
    return server(*farm, port=SMALL_PORT, ready="/__audit")


def kills(folder: Path, points: int) -> list[tuple[str, str, bool]]:
    with small_farm(items=8):
        configured(folder / "kills", SMALL_PORT, delay="0s", workers=0)
        command = [
            sys.executable,
            str(HERE / "killed.py"),
            str(folder / "kills" / "config"),
            str(folder / "kills"),
            str(points),
        ]
        told = subprocess.run(command, capture_output=True, text=True).stdout
    found = [json.loads(line) for line in told.splitlines()]
    fine = sum(
        point["whole"] and {point[name] for name in ("documents", "items", "versions", "story_documents")} == {16}
        for point in found
    )
    return [
        (
            "killed at a statement to the database",
            f"{fine} of {len(found)} points: whole, every item once",
            fine == len(found) == points,
        )
    ]


def disk(folder: Path, step: int) -> list[tuple[str, str, bool]]:
    with small_farm(items=2):
        # Without workers: the program kills them itself when it ends, which the sweep would take for its own fault.
        configured(folder / "disk", SMALL_PORT, delay="0s", workers=0)
        command = [
            sys.executable,
            str(HERE / "failing.py"),
            str(folder / "disk" / "config"),
            str(folder / "disk"),
            "4",
            "--faults",
            ",".join(DISK),
            "--step",
            str(step),
        ]
        sweep = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    found = [json.loads(line) for line in sweep.stdout.splitlines()]
    rows = []
    for fault, name in DISK.items():
        tried = [point for point in found if point["fault"] == fault]
        broken = [point for point in tried if not (point["fired"] and point["kept"] and point["told"])]
        for point in broken:
            print(json.dumps(point))
        said = f"{len(tried) - len(broken)} of {len(tried)} points: one sentence, whole, every item once"
        rows.append((f"store's files: {name}", said, bool(tried) and not broken and sweep.returncode == 0))
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="hostile,farm,kills,disk")
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--step", type=int, default=1, help="every how many-th call the disk fails at")
    args = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    rows: list[tuple[str, str, bool]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = args.only.split(",")
        rows += hostile(folder) if "hostile" in wanted else []
        rows += farm(folder) if "farm" in wanted else []
        rows += kills(folder, args.points) if "kills" in wanted else []
        if "disk" in wanted and shutil.which("strace"):
            rows += disk(folder, args.step)
    print("\n| fault | result |\n|---|---|")
    for what, said, fine in rows:
        print(f"| {what} | {said}{'' if fine else ' **FAILED**'} |")
    return 0 if all(fine for _, _, fine in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
