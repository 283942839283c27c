# Everything a checkout needs. `make demo` and `make test` do all set-up by themselves.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 2
PLAYING := alone or paced
COMPILE := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
  --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help demo test check lint fmt golden bench soak schema picture lock clean

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: $(READY) ## plan and play the station in channels.d/ as you edit it, and print what to open
	@$(BIN)/exstreamtv plan --against none --days 7 --brief
	@$(BIN)/exstreamtv serve --watch

test: lint ## everything that CI runs
	$(BIN)/pytest -n $(JOBS) --dist loadfile -m "not ($(PLAYING)) and not soak"
	$(BIN)/pytest -n 2 --dist loadgroup -m "($(PLAYING)) and not soak" || \
	  $(BIN)/pytest -m "($(PLAYING)) and not soak" --last-failed  # a busy machine

check: lint ## style, types, layers and the quick tests
	$(BIN)/pytest -q -n $(JOBS) tests --ignore tests/e2e

lint: $(READY) ## style, types and layers only
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports

fmt: $(READY) ## put every Python file into the one layout
	$(BIN)/ruff check --quiet --fix
	$(BIN)/ruff format --quiet

golden: $(READY) ## write the expected outputs anew; read the difference before you commit it
	$(BIN)/pytest -q tests --ignore tests/e2e --snapshot-update
	$(BIN)/pytest -q tests/e2e/test_tour.py --snapshot-update

bench: $(READY) ## measure, and write docs/performance.md
	$(BIN)/python -m bench

soak: $(READY) ## minutes of real playing with faults (DURATION=1800), 10,000 slips of the hand, many requests, drawn stations
	$(BIN)/pytest -m soak
	MUTATIONS=10000 $(BIN)/pytest -q -n $(JOBS) tests/properties/test_mutations.py tests/properties/test_locks.py
	REQUESTS=300 $(BIN)/pytest -q tests/properties/test_api.py
	EXAMPLES=300 HYPOTHESIS_PROFILE=exploring $(BIN)/pytest -q -n $(JOBS) tests/properties/test_timelines.py
	EXAMPLES=20 $(BIN)/pytest -q -n $(JOBS) tests/properties/test_year.py

schema: $(READY) ## write schemas/ from the configuration models
	$(BIN)/python -m exstreamtv.config.schema schemas/exstreamtv.schema.json

picture: $(READY) ## draw the README's picture of the guide
	@COLUMNS=80 $(BIN)/exstreamtv --color always --now 2026-11-24T12:00:00Z plan --days 4 \
	  --channel 1 --channel 3 --channel 4 | $(BIN)/python docs/picture.py > docs/guide.svg

lock: ## compile the two lock files from pyproject.toml (needs uv)
	$(COMPILE) --extra dev pyproject.toml -o requirements.lock
	$(COMPILE) --constraint requirements.lock pyproject.toml -o deploy/requirements.lock

clean: ## forget the environment and every cache
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) sh .ci/environment $(VENV)
	@touch $@
