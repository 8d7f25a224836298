"""Count the exceptions to the gates, and refuse those without a reason beside them.

`python -m tests.exceptions` prints how many `type: ignore`, `noqa` and `Any` the code holds; each must be
followed, on its line or the line above, by a comment that says why.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
SKIPPED = ("tests/eval", "tests/faults")
IGNORE = re.compile(r"#\s*type:\s*ignore\[[\w, -]+\](?P<reason>.*)")
NOQA = re.compile(r"#\s*(?:ruff:\s*)?noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*(?P<reason>.*)")
ANY = re.compile(r"(?<![\w.\"'])Any(?![\w\"'])")
REASON = re.compile(r"\w{2,}")


def unexplained(path: Path, seen: Counter[str]) -> list[str]:
    """The lines of one file whose exception carries no reason; counts all of them into `seen`."""
    found = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        above = lines[number - 2].strip() if number > 1 else ""
        kinds = [(kind, m) for kind, rule in (("type: ignore", IGNORE), ("noqa", NOQA)) if (m := rule.search(line))]
        for kind, match in kinds:
            seen[kind] += 1
            if not REASON.search(match["reason"]) and not above.startswith("#"):
                found.append(f"{path.relative_to(ROOT)}:{number}: {kind} without a reason")
        code, _, comment = line.partition("#")
        if ANY.search(code) and "import" not in code and not code.lstrip().startswith(('"', "'")):
            seen["Any"] += 1
            if "any" not in comment.lower() and "any" not in above.lower().partition("#")[2]:
                found.append(f"{path.relative_to(ROOT)}:{number}: Any without a reason (write '# Any: why')")
    return found


def main() -> int:
    """Print the count; 1 if one lacks its reason."""
    seen: Counter[str] = Counter({"type: ignore": 0, "noqa": 0, "Any": 0})
    found = []
    for room in ("bot", "extractors", "tests"):
        for path in sorted((ROOT / room).rglob("*.py")):
            relative = str(path.relative_to(ROOT))
            if not relative.startswith(SKIPPED) and path != Path(__file__):
                found += unexplained(path, seen)
    sys.stdout.write("exceptions to the gates: " + ", ".join(f"{n} {kind}" for kind, n in seen.items()) + "\n")
    sys.stdout.writelines(line + "\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
