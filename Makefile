# One command for each thing that a person does with the project; `make` alone lists them.

PYTHON ?= python3
ARGS ?=
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check --quiet
INSTALL_LOCKED := $(PIP) install --require-hashes --only-binary :all: --requirement
COMPILE = $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command 'make lock'
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run install test check format bench lock upgrade clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo '  PYTHON=python3.13 picks the interpreter for a new environment; ARGS="..." is passed on by run, test and bench.'

run: $(RUNTIME) ## start the three services in one process on ./data; Ctrl-C stops it
	@$(VENV)/bin/bina serve $(ARGS)

install: $(DEV) ## make .venv with everything that run, test, check and bench need

test: $(DEV) ## run the test suite; ARGS="tests/shared -k lease" runs a part
	@$(VENV)/bin/python -m pytest $(ARGS)

check: $(DEV) ## lint, formatting, types, import rules, length of modules
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo
	@find shared services tests benchmarks -name '*.py' -exec awk \
		'FNR == 301 {print FILENAME ": longer than 300 lines"; long = 1} END {exit long}' {} +

format: $(DEV) ## put the code into the form that check asks for, where a tool can
	$(VENV)/bin/ruff check --fix --exit-zero
	$(VENV)/bin/ruff format

bench: $(DEV) ## measure, and compare with the peer library
	@$(VENV)/bin/python -m benchmarks $(ARGS)

lock: $(DEV) ## write the lock files anew; pins that the ranges still allow stay
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock

upgrade: COMPILE += --upgrade
upgrade: lock ## like lock, with the newest version that each range allows

clean: ## remove the environment and what tools leave behind; ./data stays
	rm -rf $(VENV) build bina.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find shared services tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# An environment whose interpreter has gone (the system was upgraded) is made anew, like one that is not there.
.PHONY: no-interpreter
$(VENV)/pyvenv.cfg: $(if $(shell test -x $(VENV)/bin/python && echo found),,no-interpreter)
	@command -v $(PYTHON) >/dev/null || { \
		echo '$(PYTHON) is not installed; on Debian: apt install python3 python3-venv' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Bina needs Python 3.11 or newer, $(PYTHON) is $$($(PYTHON) --version); PYTHON=... picks another" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '$(PYTHON) cannot make environments here; on Debian: apt install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

# Wheels only, and setuptools from the lock for the project itself: nothing is built by a backend that no hash vouches for.
$(RUNTIME): requirements.lock pyproject.toml $(VENV)/pyvenv.cfg
	@echo 'Installing the pinned packages into $(VENV) ...'
	@$(INSTALL_LOCKED) requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo 'Installing the pinned tools for tests and checks into $(VENV) ...'
	@$(INSTALL_LOCKED) requirements-dev.lock
	@touch $@
