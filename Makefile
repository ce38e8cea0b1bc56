# `make help` tells what there is to make.
# Settings: DATA, a folder of your own data; VENV, the virtual environment; PYTHON, which Python.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV ?= .venv
LOCK := requirements.lock
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BUILD = $(BIN)/dbt build --exclude-resource-type unit_test
# The environment and the cases of the bench: the first size with each number of journeys, the
# others with the first number.
BENCH_VENV ?= .venv-bench
EVENTS_OF_BENCH = $(or $(EVENTS),2000000 20000000)
JOURNEYS ?= 1 20
ROUNDS ?= 3
LINES ?= 5000000
# Superset asks for an older SQLAlchemy, and Python below 3.13.
BI_VENV ?= .venv-bi
# dbt-colibri asks for an older sqlglot than MetricFlow has.
LINEAGE_VENV ?= .venv-lineage
# How many processes share the Python tests.
WORKERS ?= 2
# How many threads each of them builds with: they share the cores.
TEST_THREADS ?= 1
# What tests and linting write, apart from the warehouse and from other environments' files.
WORK := target/checks$(VENV)

# No tool sends statistics or looks for newer versions of itself.
export DO_NOT_TRACK := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

ifeq ($(origin DATA),command line)
export MILEPOST_DATA := $(DATA)
endif

# Tests know the sample and the project's own seeds, whatever the caller's environment says.
CHECKED := env -u MILEPOST_DATA -u MILEPOST_SEEDS \
	MILEPOST_DB=$(WORK)/milepost.duckdb DBT_TARGET_PATH=$(WORK) DBT_LOG_PATH=$(WORK)

.PHONY: help
help: ## List the targets.
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: $(READY) ## Make the virtual environment from requirements.lock.

$(READY): $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Milepost needs Python 3.11 to 3.13; say which with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --compile --requirement $(LOCK)
	@touch $@

.PHONY: build
build: $(READY) ## Build every table, from the sample or from DATA=<folder>, publish, sum up, report.
	@{ $(BIN)/python scripts/check_files.py && $(BIN)/python scripts/prepare.py && \
		{ $(BUILD) || { $(BIN)/python scripts/must_reread.py && $(BUILD); }; }; } || \
		{ echo "Nothing has been published, readers see what they saw before." >&2; exit 1; }
	@$(BIN)/python scripts/purge.py
	@$(BIN)/python scripts/publish.py
	@$(BIN)/python scripts/summary.py
	@$(BIN)/python scripts/report.py

.PHONY: inspect
inspect: $(READY) ## Tell what is in the files of DATA=<folder>, before anything is configured.
	@$(BIN)/python scripts/inspect_data.py

.PHONY: report
report: $(READY) ## Write the report again, one HTML file, from the published copy.
	@$(BIN)/python scripts/report.py

.PHONY: pictures
pictures: $(READY) ## Take the README's pictures of the report, after a build of the sample.
	@$(BIN)/python scripts/take_pictures.py

.PHONY: forget
forget: $(READY) ## Erase a person from everything but your files: TYPE=user_id VALUE=…, DATA=<folder>.
	@TYPE="$${TYPE:-}" VALUE="$${VALUE:-}" $(BIN)/python scripts/forget.py

.PHONY: export-subject
export-subject: $(READY) ## Write all rows about a person into a folder: TYPE=… VALUE=… OUT=<folder>.
	@TYPE="$${TYPE:-}" VALUE="$${VALUE:-}" OUT="$${OUT:-}" $(BIN)/python scripts/export_subject.py

.PHONY: query
query: $(READY) ## Show what SQL="select …" finds.
	@$(BIN)/python scripts/query.py "$$SQL"

.PHONY: metrics
metrics: $(READY) ## Ask metrics, after a build: ASK="query --metrics entries --group-by journey".
	@$(BIN)/python scripts/metrics.py $(or $(ASK),list metrics)

.PHONY: test
test: lint checks ## Run every check: lint, dbt's tests on the sample, Python tests.

.PHONY: test-all
test-all: export MILEPOST_CASES ?= 20000
test-all: export MILEPOST_HISTORIES ?= 20
test-all: export MILEPOST_KILLS ?= 50
test-all: test ## Run every check with many more random cases (MILEPOST_CASES, …HISTORIES, …KILLS).

.PHONY: checks
checks: $(READY)
	@mkdir -p $(WORK)
	@rm -f $(WORK)/milepost.duckdb*
	$(CHECKED) $(BIN)/dbt build
	$(CHECKED) MILEPOST_THREADS=$(TEST_THREADS) $(BIN)/python -m pytest --numprocesses $(WORKERS) \
		--dist loadfile --no-loadscope-reorder

.PHONY: test-duckdb2
test-duckdb2: ## Run dbt's and Python's tests on DuckDB 2.0, in an environment of its own.
	@mkdir -p target
	@sed 's/^duckdb==.*/duckdb==2.0.0/' requirements.lock > target/duckdb2.lock.new
	@cmp --silent target/duckdb2.lock.new target/duckdb2.lock || \
		mv target/duckdb2.lock.new target/duckdb2.lock
	@$(MAKE) checks VENV=.venv-duckdb2 LOCK=target/duckdb2.lock

.PHONY: lint
lint: lint-python lint-sql ## Check the style of Python and SQL.

.PHONY: lint-python
lint-python: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: lint-sql
lint-sql: $(READY)
	@mkdir -p $(WORK)
	$(CHECKED) $(BIN)/sqlfluff lint --disable-progress-bar models tests analyses

.PHONY: format
format: $(READY) ## Put Python and SQL into the project's style.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	@mkdir -p $(WORK)
	$(CHECKED) $(BIN)/sqlfluff fix --disable-progress-bar models tests analyses

.PHONY: docs
docs: $(READY) $(LINEAGE_VENV)/.ready ## Write the docs page, and the lineage of columns, after a build.
	$(BIN)/dbt docs generate --static
	@cp target/static_index.html warehouse/docs.html
	@$(LINEAGE_VENV)/bin/python scripts/column_lineage.py warehouse/lineage.html
	@echo "The pages are warehouse/docs.html and warehouse/lineage.html; they open from disk."

$(LINEAGE_VENV)/.ready: requirements-lineage.txt
	$(PYTHON) -m venv --clear $(LINEAGE_VENV)
	$(LINEAGE_VENV)/bin/python -m pip install --quiet --no-deps --requirement $<
	@touch $@

.PHONY: superset
superset: $(BI_VENV)/.ready ## Serve Superset with the dashboard on this machine, after a build.
	@$(BI_VENV)/bin/python bi/superset/local.py

.PHONY: test-bi
test-bi: $(READY) $(BI_VENV)/.ready ## Test the dashboard in a Superset of its own, after a build.
	MILEPOST_PYTHON=$(abspath $(BIN))/python $(BI_VENV)/bin/python -m pytest -c tests/bi/pytest.ini \
		tests/bi

$(BI_VENV)/.ready: requirements-bi.txt
	$(PYTHON) -m venv --clear $(BI_VENV)
	$(BI_VENV)/bin/python -m pip install --quiet --no-deps --requirement $<
	@touch $@

.PHONY: datasets
datasets: $(READY) ## Describe the columns of Superset's datasets anew, from dbt's docs.
	$(BIN)/dbt parse --quiet
	$(BIN)/python scripts/superset_columns.py

.PHONY: entities
entities: $(READY) ## Draw tables and keys anew: docs/entities.md.
	$(BIN)/dbt parse --quiet
	$(BIN)/python scripts/entities.py docs/entities.md

.PHONY: diff
diff: $(READY) ## Show what the files here move in the tables: BASE=<git ref>, HEAD=<git ref>.
	@$(BIN)/python scripts/diff.py "$(or $(BASE),main)" $(if $(HEAD),"$(HEAD)") $(if $(DATA),--data "$(DATA)") || \
		[ $$? -eq 1 ]

.PHONY: sample
sample: $(READY) ## Generate data of known truth: EVENTS=<number>, SEED=<number>, OUT=<folder>.
	$(BIN)/python scripts/generate_sample.py $(if $(EVENTS),--events $(EVENTS)) \
		$(if $(SEED),--seed $(SEED)) $(if $(OUT),--out "$(OUT)")

.PHONY: bench
bench: $(READY) $(BENCH_VENV)/.ready ## Time it next to windowFunnel: EVENTS="<sizes>", JOURNEYS, ROUNDS.
	$(BIN)/python scripts/run_bench.py --funnel-python $(BENCH_VENV)/bin/python \
		--events $(EVENTS_OF_BENCH) --journeys $(JOURNEYS) --rounds $(ROUNDS)

.PHONY: bench-staging
bench-staging: $(READY) ## Time staging next to DuckDB's JSON reader: LINES=<number>, ROUNDS.
	$(BIN)/python scripts/run_staging_bench.py --lines $(LINES) --rounds $(ROUNDS)

.PHONY: bench-runs
bench-runs: $(READY) ## Time runs with 0.1% and 1% news next to the first: EVENTS=<number>.
	$(BIN)/python scripts/run_increments_bench.py $(if $(EVENTS),--events $(EVENTS))

$(BENCH_VENV)/.ready: requirements-bench.txt
	$(PYTHON) -m venv --clear $(BENCH_VENV)
	$(BENCH_VENV)/bin/python -m pip install --quiet --no-deps --requirement requirements-bench.txt
	@touch $@

.PHONY: lock
lock: ## Resolve pyproject.toml into requirements.lock (needs uv).
	uv lock
	uv export --quiet --no-hashes --no-emit-project --no-annotate --no-header | \
		grep -v '^dbt-core-experimental-parser' > $(LOCK)

.PHONY: clean
clean: ## Remove what tools leave behind, but no warehouse and no environment.
	rm -rf target logs .pytest_cache .ruff_cache .hypothesis

.PHONY: clean-all
clean-all: clean ## Remove warehouse, generated data and environments too.
	rm -rf warehouse data/generated .venv .venv-duckdb2 .venv-bench .venv-lineage .venv-bi uv.lock
