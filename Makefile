# The project's tasks. `make help` lists them. Everything is installed into .venv, from the lock files, by hash.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
RELEASE ?= newest
DEMO_HOME := $(CURDIR)/.policygraph
PIP := $(BIN)/python -m pip --disable-pip-version-check
QUESTION := who argues that regulation protects incumbents
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
  --no-header --group build

.PHONY: help install demo neo4j serve test bench bench-scale check format lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.runtime ## Install the program into .venv

demo: $(VENV)/.runtime ## Read the sample articles, ask a first question; on a terminal, serve the API until Ctrl-C
	@POLICYGRAPH_HOME="$(DEMO_HOME)" BIN="$(BIN)" HOST="$(HOST)" PORT="$(PORT)" QUESTION="$(QUESTION)" bash scripts/demo.sh

neo4j: $(VENV)/.dev ## Run a real Neo4j with its Browser until Ctrl-C (RELEASE=5.26 for the LTS); needs Maven
	@PYTHONPATH=scripts $(BIN)/python -m neo4j_server run --release "$(RELEASE)" --home "$(DEMO_HOME)/neo4j"

serve: $(VENV)/.runtime ## Serve the API on http://127.0.0.1:8000/graphql (HOST=, PORT=)
	@$(BIN)/policygraph serve --host "$(HOST)" --port "$(PORT)"

test: check ## Check, then run all tests
	$(BIN)/python -m pytest

bench: $(VENV)/.dev ## Measure speed and memory, each beside what it is to be measured against (two minutes)
	@$(BIN)/python tests/bench

bench-scale: $(VENV)/.dev ## Move and ask graphs of 100,000 nodes on the embedded engine and both Neo4j (an hour; needs Maven)
	@$(BIN)/python tests/bench/scale.py 500k move
	@$(BIN)/python tests/bench/scale.py 1m ask

check: $(VENV)/.dev ## Format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev ## Format the code and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.dev ## Make the lock files again from pyproject.toml (UPGRADE=1 takes newer versions)
	$(LOCK) $(if $(UPGRADE),--upgrade) -o requirements.lock
	$(LOCK) $(if $(UPGRADE),--upgrade) -c requirements.lock --group dev -o requirements-dev.lock

clean: ## Remove .venv, caches, builds and the demo's data
	@if [ -x $(BIN)/policygraph ]; then POLICYGRAPH_HOME="$(DEMO_HOME)" $(BIN)/policygraph engine stop >/dev/null 2>&1 || true; fi
	rm -rf $(VENV) .policygraph build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps below make every later call quick: pip runs again only when a lock file or pyproject.toml has changed.

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "policy-graph needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1 || echo missing)." >&2; \
	  echo "Install one, or name it: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@echo "Making $(VENV) with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.lock pyproject.toml
	@echo "Installing what requirements.lock pins (about 600 MB on disk; a minute or two the first time) ..."
	@$(PIP) install --require-hashes --no-deps -r requirements.lock $(if $(CI),--quiet)
	@$(PIP) install --no-deps --no-build-isolation --quiet --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing what requirements-dev.lock pins ..."
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock $(if $(CI),--quiet)
	@touch $@
