# make build   install what is missing, then build the demonstration issue
# make test    install what is missing, then run the tests
# make check   lint, formatting and types
# make fuzz    20,000 made and damaged inputs to everything that reads
# make audit   ask whether a dependency has a known hole, where that can be asked
# make lock    renew the lock files from pyproject.toml (needs uv)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OBJECT_STORE := setup/object-store/requirements
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: build test check fuzz audit lock clean system-build system-test

build: $(VENV)/.ready
	$(BIN)/everyread build winter-2026

test: $(VENV)/.ready-dev
	$(BIN)/pytest -n 2 --dist loadgroup

check: $(VENV)/.ready-dev
	$(BIN)/ruff check pipeline tests benchmarks
	$(BIN)/ruff format --check pipeline tests benchmarks
	$(BIN)/mypy

fuzz: $(VENV)/.ready-dev
	$(BIN)/python -m tests.fuzz --inputs 20000 --seed 1

audit: $(VENV)/.ready-dev
	$(BIN)/python setup/audit.py requirements.lock requirements-dev.lock

# The order-only prerequisites run each time; they look, and install only what is missing.
$(VENV)/.ready: requirements.lock pyproject.toml | system-build
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else \
	  "everyread needs Python 3.11, 3.12 or 3.13; this is %s. Try: make PYTHON=python3.12" % sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-build-isolation --no-deps --no-index -e .
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(OBJECT_STORE).lock setup/npm/package-lock.json $(VENV)/.ready | system-test
	$(PIP) install --require-hashes -r requirements-dev.lock
	test -x $(VENV)/object-store/bin/python || $(PYTHON) -m venv $(VENV)/object-store
	$(VENV)/object-store/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r $(OBJECT_STORE).lock
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix setup/npm --ignore-scripts --no-audit --no-fund --silent
	touch $@

system-build system-test: system-%:
	@PYTHON=$(PYTHON) setup/system-packages.sh $*

LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-emit-index-url --no-emit-find-links --no-header
lock:
	$(LOCK) --extra build pyproject.toml -o requirements.lock
	$(LOCK) --extra build --extra cluster --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(LOCK) $(OBJECT_STORE).in -o $(OBJECT_STORE).lock

clean:
	rm -rf $(VENV) outputs
