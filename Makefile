# Every command a developer or a newcomer needs. The first one typed makes .venv and installs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: install demo test test-all lint accuracy bench faults docs

install: $(STAMP)

# pip is upgraded first: stock pip 23 drops the extra that brings lxml_html_clean, and trafilatura fails to import.
$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	$(BIN)/python -m compileall -q bot extractors
	touch $(STAMP)

demo: install  ## the whole product on bundled pages, offline
	$(BIN)/tallywire demo

test: install  ## what CI runs; at most ten minutes
	$(BIN)/python -m pytest -n 2 -m "not long" --cov --cov-report=term:skip-covered

test-all: install  ## the long tests too
	$(BIN)/python -m pytest -n 2 --timeout=1800

lint: install  ## style, types, import contracts, and how many exceptions they have
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.exceptions

accuracy: install  ## precision, recall and F1 on the gold
	$(BIN)/python -m tests.accuracy

bench: install  ## speeds, as ratios
	$(BIN)/python -m tests.benchmarks

faults: install  ## the long fault suite: hostile pages, a farm, kills, a failing disk (half an hour); FAULTS="--only hostile"
	$(BIN)/python tests/faults/whole.py $(FAULTS)

docs: install  ## the README's picture, anew from the demo's digest
	$(BIN)/tallywire demo
	$(BIN)/python -m tests.picture output/demo/digests/daily/2023-05-29.html bot/demo/digest.png
