# Two commands do everything on a fresh machine: `make run` and `make test`. The rest are parts of them.
.PHONY: run build dev test bench lint contracts lock clean

PYTHON ?= python3
BIN := .venv/bin
SETTINGS := DAGSTER_DISABLE_TELEMETRY=1 DBT_SEND_ANONYMOUS_USAGE_STATS=false

run: build
	$(BIN)/loompin dashboards

build: .venv/.ready
	$(BIN)/loompin run

dev: .venv/.ready
	$(BIN)/loompin dev

test: .venv/.ready lint
	$(BIN)/python -m pytest

bench: .venv/.ready
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.customer_events
	$(BIN)/python -m benchmarks.sla_clocks
	$(BIN)/python -m benchmarks.identities
	$(BIN)/python -m benchmarks.drivers

lint: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	LOOMPIN_HOME=$$(mktemp -d) $(BIN)/sqlfluff lint dbt/models --disable-progress-bar --nocolor > .sqlfluff.log 2>&1 || { cat .sqlfluff.log; exit 1; }

# Writes the dbt sources and ODCS files that are rendered from the contract classes.
contracts: .venv/.ready
	$(BIN)/loompin contracts render

# Needs uv (pip install uv); run it after a change of the ranges in pyproject.toml.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra dev pyproject.toml -o requirements.lock

# The interpreter is checked first, so that an old one gets a sentence and not a resolver's error.
# --no-deps: the lock is complete, and pip need not solve it again.
.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; '$(PYTHON)' is older. Name another one: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf data dbt/target dbt/logs .pytest_cache .ruff_cache .hypothesis build *.egg-info
