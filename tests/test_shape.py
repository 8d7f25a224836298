"""The shape of the house: small modules, small functions, and nothing heavy at the door."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(p for room in ("bot", "extractors") for p in (ROOT / room).rglob("*.py"))
# Distribution name -> what one imports, where the two differ.
IMPORTED_AS = {
    "beautifulsoup4": "bs4",
    "charset-normalizer": "charset_normalizer",
    "httpx[http2]": "httpx",
}


def names(modules: list[Path]) -> list[str]:
    """Paths as a reader says them."""
    return [str(p.relative_to(ROOT)) for p in modules]


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_has_at_most_400_lines_and_its_functions_40(path: Path) -> None:
    """At a limit a noun is missing."""
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 400
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [
        f"{f.name}: {f.end_lineno - f.lineno + 1}" for f in functions if f.end_lineno and f.end_lineno - f.lineno >= 40
    ]
    assert not long


def test_every_runtime_dependency_can_be_imported() -> None:
    """An old pip drops extras in silence; then an import fails on the user's machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [line.split(">")[0].split("<")[0].strip() for line in project["dependencies"]]
    script = "; ".join(f"import {IMPORTED_AS.get(n, n)}" for n in names)
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def imported_by(*arguments: str) -> set[str]:
    """The top-level modules a command has loaded when it ends."""
    code = (
        "import sys, runpy\n"
        f"sys.argv = ['tallywire', *{list(arguments)!r}]\n"
        "try:\n    runpy.run_module('bot', run_name='__main__')\n"
        "except SystemExit:\n    pass\n"
        "print('\\n@', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.rpartition("@")[2].split())


def test_help_loads_nothing_heavy() -> None:
    """`tallywire --help` must answer at once."""
    assert not imported_by("--help") & {"spacy", "httpx", "fastapi", "sqlalchemy", "trafilatura", "apscheduler"}


def test_a_query_loads_neither_spacy_nor_a_network_library(tmp_path: Path) -> None:
    """`tallywire claims --json` reads the store and nothing else."""
    loaded = imported_by("--output", str(tmp_path), "claims", "--json")
    assert not loaded & {"spacy", "httpx", "fastapi", "trafilatura", "apscheduler", "alembic"}
