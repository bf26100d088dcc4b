# One door: `make check` is what must pass before a change lands.
PYTHON ?= .venv/bin/python

.PHONY: check check-only format lint types contracts test data catalogues

check: test check-only

check-only: lint types contracts data

format:
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lint:
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .

types:
	$(PYTHON) -m mypy

contracts:
	$(dir $(PYTHON))lint-imports

test:
	$(PYTHON) -m pytest

data:
	$(PYTHON) -m realign validate --plan data

# Gathers the English templates, updates each language's catalogue and compiles it; a test compares them.
catalogues:
	$(PYTHON) tools/catalogues.py
