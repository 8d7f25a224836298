"""What English figures count, and which count nothing: one text a cause."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors import SourceText, extract

TEXTS: list[dict[str, Any]] = tomllib.loads(  # Any: TOML tables
    (Path(__file__).parent / "counted_en.toml").read_text(encoding="utf-8")
)["text"]
PUBLISHED = date(2024, 5, 29)


@pytest.mark.parametrize("example", TEXTS, ids=[example["cause"] for example in TEXTS])
def test_a_text_holds_just_these_quantities(example: dict[str, Any]) -> None:  # Any: a TOML table
    """Value and unit of every claim, nothing missed and nothing more."""
    found = extract(SourceText("x", example["text"].strip(), lang="en", published=PUBLISHED)).claims
    assert sorted(f"{float(c.value):.15g} {c.unit}" for c in found) == sorted(example["quantities"])
