# `make` alone lists what can be done. Every command creates what it needs and says so.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK_RUN := locks/runtime.txt
LOCK_DEV := locks/dev.txt

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run demo-reset test test-fast check format messages lock bench bench-guard bench-cases bench-reading bench-reports clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.run: $(LOCK_RUN) pyproject.toml
	@echo "→ creating $(VENV) and installing the locked packages (about a minute, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r $(LOCK_RUN)
	@$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(LOCK_DEV) pyproject.toml $(VENV)/.run
	@echo "→ installing the locked development packages"
	@$(BIN)/python -m pip install --quiet --require-hashes -r $(LOCK_DEV)
	@touch $@

setup: $(VENV)/.run
setup-dev: $(VENV)/.dev

run: setup  ## the platform with the example region on http://127.0.0.1:8000
	@$(BIN)/gongkai serve --example

demo-reset: setup  ## throw the example region away and load it anew
	@$(BIN)/gongkai example reset

test: setup-dev  ## the whole suite on SQLite, and on PostgreSQL where one can be had
	@$(BIN)/python tools/run_tests.py

test-fast: setup-dev  ## the suite without a browser, on SQLite only
	@$(BIN)/python -m pytest -q -n auto --ignore=tests/journeys

check: setup-dev  ## format, lint, types, import floors, translations, migrations
	@$(BIN)/python tools/check.py

format: setup-dev  ## put code and templates into the house format
	@$(BIN)/ruff check --fix --quiet src tests tools ; $(BIN)/ruff format --quiet src tests tools
	@git ls-files 'src/*.html' | xargs $(BIN)/djhtml

messages: setup-dev  ## take new strings into the English catalogue
	@$(BIN)/python tools/messages.py update

bench: setup-dev  ## measurements with ratios, never timed tests
	@$(BIN)/python bench/run.py

bench-guard: setup-dev  ## the privacy guard on planted leaks and look-alikes
	@$(BIN)/python bench/guard.py

bench-cases: setup-dev  ## 100,000 open cases under a new calendar, and the desk that has them
	@$(BIN)/python bench/cases.py

bench-reading: setup-dev  ## published reports read back; REPORTS=FOLDER for others than the example's
	@$(BIN)/python bench/reading.py $(REPORTS)

bench-reports: setup-dev  ## a nation's reports summed over four levels, beside polars
	@$(BIN)/python bench/reports.py

lock: setup-dev  ## renew the lock files after a change of pyproject.toml
	@$(BIN)/uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --extra postgresql -o $(LOCK_RUN) pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --extra postgresql --extra dev -o $(LOCK_DEV) pyproject.toml

clean:  ## remove the virtual environment and everything stored
	rm -rf $(VENV) var
