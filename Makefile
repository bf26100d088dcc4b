# One door: `make check` is what must pass before a change lands.
PYTHON ?= .venv/bin/python

.PHONY: check format lint types contracts test data

check: lint types contracts test data

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
	$(PYTHON) -m realign validate
