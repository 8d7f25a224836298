"""The README's commands work as they stand, in one shell from top to bottom."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
# A fenced block with its language: ```sh ... ```
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# The visible rule: such a block installs, asks the live web or concerns the reader's own shell.
NOT_RUN = re.compile(r"# \((installs|asks the live web|for this shell)\)")
LINK = re.compile(r"\]\((?P<target>[^)#:]+)\)")


def blocks(language: str) -> list[str]:
    """The README's blocks of one language."""
    return [match["text"] for match in BLOCK.finditer(README) if match["language"] == language]


@pytest.mark.timeout(300)
@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed on this machine")
def test_every_command_of_the_readme_works(tmp_path: Path) -> None:
    """A newcomer may paste them."""
    run = [block for block in blocks("sh") if not NOT_RUN.match(block)]
    assert len(run) >= 6
    program = tmp_path / "bin" / "tallywire"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bot "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    # A command that fails must not leave the demo's site running, with this test waiting for its end.
    script = "\n".join(
        ["set -eu", "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT", f'PATH="{program.parent}:$PATH"', *run]
    )
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    for told in (
        "927600 account penalise",
        "at least 1,400,000",
        "expected   yes",
        "island-gazette",
        "digests/daily/preview.html",
    ):
        assert told in done.stdout, told
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").count("\n") > 3
    assert (tmp_path / "my-config" / "sources" / "cac.toml").is_file()


def test_only_blocks_that_say_why_are_not_run() -> None:
    """And they are few."""
    kept_back = [block for block in blocks("sh") if NOT_RUN.match(block)]
    assert 1 <= len(kept_back) <= 5
    assert all(block.startswith("# (") == bool(NOT_RUN.match(block)) for block in blocks("sh"))


def test_every_configuration_in_the_readme_is_toml() -> None:
    """What a reader copies must parse."""
    assert len(blocks("toml")) >= 3
    for block in blocks("toml"):
        assert tomllib.loads(block)


def test_every_file_the_readme_links_to_is_there() -> None:
    """The picture and the other documents."""
    targets = [match["target"] for match in LINK.finditer(README)]
    assert "ARCHITECTURE.md" in targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
