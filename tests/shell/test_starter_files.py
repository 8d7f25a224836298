"""`tallywire init` copies the starter configuration, from the project and from an installed wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot.core.errors import ConfigError
from bot.settings import load
from bot.starter_files import starter_files, write_starter
from extractors import NameKind, meanings

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "config"


def test_the_starter_is_the_config_folder_of_the_project() -> None:
    """Nothing is forgotten and nothing is written twice."""
    wanted = {str(p.relative_to(CONFIG)): p.read_bytes() for p in CONFIG.rglob("*.toml")}
    assert starter_files() == wanted
    assert len([name for name in wanted if name.startswith("sources/")]) >= 14


def test_every_regulator_of_the_starter_is_known_by_name() -> None:
    """By its canonical name: claims of its own texts and questions by any spelling meet."""
    named = {s.regulator for s in load(CONFIG, environ={}).sources if s.regulator is not None}
    assert len(named) >= 30
    assert {name: meanings(name, kind=NameKind.REGULATOR) for name in named} == {name: (name,) for name in named}


def test_the_starter_is_written_into_a_new_folder(tmp_path: Path) -> None:
    """Every file lands under its name."""
    written = write_starter(tmp_path / "new" / "config")
    assert {str(p.relative_to(tmp_path / "new" / "config")): p.read_bytes() for p in written} == starter_files()


def test_a_file_that_is_there_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    """A user's own configuration is never overwritten."""
    (tmp_path / "bot.toml").write_text("# mine\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"bot\.toml: is there already; nothing was written"):
        write_starter(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["bot.toml"]
    assert (tmp_path / "bot.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_second_start_is_told_in_one_sentence(tmp_path: Path) -> None:
    """Thirty files that are there need no thirty lines."""
    write_starter(tmp_path)
    with pytest.raises(
        ConfigError, match=r"bot\.toml: is there already, and so are \d+ more; nothing was written"
    ) as told:
        write_starter(tmp_path)
    assert len(str(told.value).splitlines()) == 1


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "config").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match="could not be written"):
        write_starter(tmp_path / "config")


@pytest.mark.long
def test_a_wheel_holds_the_starter_and_the_pages_of_the_demo(tmp_path: Path) -> None:
    """What pip installs can do `init` and `demo` without the project's folder."""
    pytest.importorskip("setuptools", minversion="77", reason="an older setuptools cannot read our licence field")
    for name in ("bot", "extractors", "config"):
        shutil.copytree(ROOT / name, tmp_path / name, symlinks=True)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    command = [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "--no-build-isolation", "-w", str(tmp_path)]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"bot/starter/{name}" for name in starter_files()} <= names
    pages = [p for p in (ROOT / "bot" / "demo").rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc", ".png"}]
    assert pages
    assert {str(p.relative_to(ROOT)) for p in pages} <= names
