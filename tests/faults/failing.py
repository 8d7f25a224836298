"""Fails `once` at a system call on the store's files, for every such call, and lets the next run mend what is left.

    python tests/faults/failing.py CONFIG FOLDER ITEMS [--faults ENOSPC,ENOSPC+,EIO] [--step 1] [--side 2]

An error of that name is what the call returns (with a plus: that call and all later ones of its kind, as a disk that
stays full does); `kill` kills before the call. The fault is the kernel's as far as the program can tell: `strace` (from
apt) injects it into a fork of this process, so that a point takes no cold start. Prints a line of JSON a point: the
call, how the run ended, what it said, what was stored after the next, undisturbed one, and whether all is as it must be.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from killed import once, stored

FILE = "tallywire.sqlite3"
# What writes, and what EIO can also befall; a disk is full only for what makes it fuller (fdatasync: delayed allocation).
FULLER = ("pwrite64", "fdatasync", "ftruncate", "openat", "mkdir")
ANY = (*FULLER, "pread64", "unlink")
SECONDS = 90


def files(output: Path) -> list[str]:
    """The paths `strace` watches: the store, what SQLite puts beside it, and their folder."""
    beside = [str(output / f"{FILE}{end}") for end in ("", "-wal", "-shm", "-journal")]
    return [word for path in (str(output), *beside) for word in ("-P", path)]


def forked(config: str, output: Path, told: Path, *, stopped: bool) -> int:
    """The process id of a round that writes all it says into a file; one that is stopped waits for SIGCONT."""
    child = os.fork()
    if child:
        return child
    said = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(said, 2)
    if stopped:
        os.kill(os.getpid(), signal.SIGSTOP)
    status = once(config, output)
    sys.stderr.flush()
    os._exit(status)


def ended(child: int) -> int | str:
    """How a round ended; one that hangs is killed."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        process, status = os.waitpid(child, os.WNOHANG)
        if process:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "hung"


def traced(config: str, output: Path, told: Path, *options: str) -> tuple[int | str, str]:
    """A round under `strace`: how it ended, and the trace."""
    log = told.with_suffix(".strace")
    child = forked(config, output, told, stopped=True)
    os.waitpid(child, os.WUNTRACED)
    command = ["strace", "-f", "-qq", "-o", str(log), *options, *files(output), "-p", str(child)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as tracer:
        while tracer.poll() is None and "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
            time.sleep(0.002)
        os.kill(child, signal.SIGCONT)
        status = ended(child)
    return status, log.read_text(errors="replace")


def calls(config: str, folder: Path) -> Counter[str]:
    """How many calls of each kind an undisturbed round makes on the store's files."""
    trace = traced(config, folder / "undisturbed", folder / "undisturbed.err", "-e", f"trace={','.join(ANY)}")[1]
    return Counter(re.findall(r"^\d+ +(\w+)\(", trace, re.MULTILINE))


def points(counted: Counter[str], faults: list[str], step: int) -> Iterator[tuple[str, str, int]]:
    """Every fault at every call it can befall, or at each `step`th of them."""
    for fault in faults:
        kinds = FULLER if fault.startswith("ENOSPC") else ANY
        found = [(fault, call, number) for call in kinds for number in range(1, counted[call] + 1)]
        yield from found[step // 2 :: step]


def point(config: str, folder: Path, items: int, fault: str, call: str, number: int) -> dict[str, object]:
    """One fault, the next run, and what is then stored."""
    output, told = folder / f"{call}-{number}-{fault}", folder / f"{call}-{number}-{fault}.err"
    what = "signal=KILL" if fault == "kill" else f"error={fault.rstrip('+')}"
    when = f"{number}+" if fault.endswith("+") else str(number)
    status, trace = traced(config, output, told, "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={when}")
    said = told.read_text(errors="replace").strip()
    mended = ended(forked(config, output, told, stopped=False))
    found: dict[str, object] = {"fault": fault, "call": call, "number": number, "ended": status, "said": said}
    try:
        found |= stored(output)
    except sqlite3.Error as error:
        found |= {"whole": False, "error": str(error)}
    fired = "(INJECTED)" in trace or status == -signal.SIGKILL
    once_each = {found.get(name) for name in ("documents", "items", "versions", "story_documents")} == {items}
    found |= {"fired": fired, "mended": mended, "kept": bool(found["whole"]) and once_each and mended in {0, 3}}
    found["told"] = is_told(fault, status, said, output)
    if found["kept"] and found["told"]:
        shutil.rmtree(output)
    return found


def is_told(fault: str, status: int | str, said: str, output: Path) -> bool:
    """Whether a round that was stopped said why in one sentence; one that went on needs none."""
    if fault == "kill":
        return status in {0, -signal.SIGKILL}
    sentences = [line for line in said.splitlines() if not re.match(r"\d+ sources? visited", line)]
    if status == 0:
        return not sentences
    named = len(sentences) == 1 and str(output) in sentences[0]
    return status == 1 and named and "Traceback" not in said and "went wrong inside" not in said


def share(config: str, folder: Path, items: int, wanted: list[tuple[str, str, int]]) -> None:
    """One of the processes that work side by side."""
    for fault, call, number in wanted:
        line = json.dumps(point(config, folder, items, fault, call, number)) + "\n"
        os.write(1, line.encode())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config")
    parser.add_argument("folder", type=Path)
    parser.add_argument("items", type=int)
    parser.add_argument("--faults", default="ENOSPC,ENOSPC+,EIO")
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--side", type=int, default=2)
    args = parser.parse_args()
    args.folder = args.folder.resolve()
    args.folder.mkdir(parents=True, exist_ok=True)
    once(args.config, args.folder / "loaded")
    gc.collect()
    gc.freeze()  # what is loaded stays shared between the forks
    counted = calls(args.config, args.folder)
    wanted = list(points(counted, args.faults.split(","), args.step))
    children = []
    for number in range(args.side):
        child = os.fork()
        if child == 0:
            share(args.config, args.folder, args.items, wanted[number :: args.side])
            os._exit(0)
        children.append(child)
    if any([os.waitpid(child, 0)[1] for child in children]):
        sys.exit("a process of the sweep failed")


if __name__ == "__main__":
    main()
