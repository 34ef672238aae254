# The commands people hold on to. `make run` and `make test` need nothing first but git, make, Python 3.11 and venv.
PYTHON ?= python3
VENV ?= .venv
BENCH_VENV ?= .venv-bench
BIN := $(VENV)/bin

.DELETE_ON_ERROR:
.PHONY: install run test check lint e2e lock pictures bench quarter crash fuzz

install: $(VENV)/.dev

$(VENV)/.run: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Vì Dân needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into $(VENV), about a minute…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/.run
	@exec $(BIN)/python -m bot run

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint
	$(MAKE) test

e2e: $(VENV)/.dev
	$(BIN)/python -m pytest -c pyproject.toml -o addopts="-q --strict-markers" tests/e2e

# Kills the bot 300 times under load; 1 where a promise broke.
crash: $(VENV)/.dev
	$(BIN)/python -m tests.crash

# 20,000 odd updates, by both ways in.
fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz

# A quarter of 2,000 cases in sixty units across Tết, in a few minutes: none may be forgotten.
quarter: $(VENV)/.dev
	$(BIN)/python -m tests.quarter

# The documentation's pictures, from the running rehearsal.
pictures: $(VENV)/.dev
	$(BIN)/python -m tests.e2e.pictures

# What it takes and what it gives: docs/performance.md, measured anew. The other bots have their own environment.
bench: $(VENV)/.run $(BENCH_VENV)/.done
	BENCH_VENV=$(BENCH_VENV) $(BIN)/python -m bench --write

$(BENCH_VENV)/.done: requirements-bench.lock
	@$(PYTHON) -m venv $(BENCH_VENV)
	@$(BENCH_VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

# Writes the locks anew from pyproject.toml (hashes for every platform, Python 3.11 and up).
lock: $(VENV)/.dev
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" bench/requirements.in -o requirements-bench.lock
