# One door: `make check` is what must pass before a change lands.
PYTHON ?= .venv/bin/python

.PHONY: check check-only format lint types contracts test data docs coverage catalogues

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
	$(PYTHON) -m pytest -n auto

data:
	$(PYTHON) -m realign validate --plan data

# Gathers the English templates, updates each language's catalogue and compiles it; a test compares them.
catalogues:
	$(PYTHON) tools/catalogues.py

# the manual as a site, in build/site; needs the extra `docs`. With --quiet mkdocs would count no warning.
docs:
	$(PYTHON) tools/reference.py
	$(PYTHON) -m mkdocs build --strict

coverage:
	$(PYTHON) -m pytest -n auto --cov --cov-report=term --cov-report=html:build/coverage
