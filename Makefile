# Everything from a fresh clone: Python 3.11 and make are enough.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: record test lint bench lock clean

record: $(READY)          ## read the sample story, print its summary, write record.html
	rm -f record.db record.db-wal record.db-shm
	$(BIN)/variorum collate examples/ferry-talks -o record.db
	$(BIN)/variorum export record.db --format html -o record.html
	@echo "Open record.html in a browser."

test: $(READY)            ## run the tests
	$(BIN)/python -m pytest

lint: $(READY)            ## style, types, direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)           ## speed and memory beside bare spaCy, and of lineage
	$(BIN)/python -m benchmarks.annotation
	$(BIN)/python -m benchmarks.lineage --articles 200 1000

lock: $(READY)            ## pin all dependencies with hashes anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --group dev pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

clean:
	rm -rf $(VENV) record.db record.db-wal record.db-shm record.html
