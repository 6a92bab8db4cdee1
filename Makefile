# make run     set up .venv and open a sample capture in the terminal UI
# make test    set up .venv and pass every check and test
# make check   the static checks alone
# make golden  make the goldens in captures/ anew (review the diff by eye)
# make docs    make docs/families.md, docs/coverage.md and the picture in the README anew
# make lab     fetch the kernel with nlmon that the live tests run in
# make bench   measure
# make clean   remove what these made
# Needs: git, make, python3 (3.11 or newer) with its venv module.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
SAMPLE ?= captures/rt-route.pcap
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check lint format-check types contracts format golden docs lab bench clean

help:
	@sed -n 's/^# //p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "make: $(PYTHON) is older than 3.11: install a newer one and say make PYTHON=python3.NN" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
	  { echo "make: $(PYTHON) has no venv module: sudo apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[test]'
	@touch $@ $(VENV)/.run

run: $(VENV)/.run
	$(BIN)/nldissect $(SAMPLE)

# The tests run whatever the static checks say, so that one run tells all; the exit status is 0 if all is well.
test: $(VENV)/.test
	@$(MAKE) --no-print-directory --keep-going check; checks=$$?; \
	$(BIN)/python -m pytest $(PYTEST_ARGS) || exit; \
	[ $$checks = 0 ] || echo "make: the tests pass, a static check above does not" >&2; exit $$checks

check: lint format-check types contracts

lint: $(VENV)/.test
	$(BIN)/ruff check .

format-check: $(VENV)/.test
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

contracts: $(VENV)/.test
	$(BIN)/lint-imports

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/.test
	$(BIN)/python -m tests.golden

docs: $(VENV)/.run
	@mkdir -p docs
	$(BIN)/nldissect families --markdown > docs/families.md
	$(BIN)/python -m tests.coverage
	$(BIN)/python tools/screenshot.py

lab:
	tests/lab/setup

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis snapshot_report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
