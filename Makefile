SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# `check` runs its parts in the order written, the tests last
.NOTPARALLEL:
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEPS := $(VENV)/.deps-stamp
STAMP := $(VENV)/.stamp
SPARK := $(VENV)/.spark-stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

PLUGINS := $(patsubst %/pyproject.toml,%,$(sort $(wildcard plugins/*/pyproject.toml)))
SOURCES := src $(wildcard $(addsuffix /src,$(PLUGINS)))
RULES = $(shell find $(SOURCES) -name '*.dxplan' | LC_ALL=C sort)

# The resolver is needed only to regenerate the lock, so it is not part of what is locked
UV := uv==0.13.9
LOCK_VENV := build/lock-venv

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: venv
venv: $(STAMP) ## Create .venv from requirements/dev.lock, with dxplan and its plugins editable

# Started anew whenever the lock changes, so that nothing of an older lock stays installed
$(DEPS): requirements/dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "dxplan needs Python 3.11 or newer, and $(PYTHON) is" \
	    "$$($(PYTHON) --version 2>&1 | head -n 1 || true)." \
	    "Name another one: make PYTHON=/path/to/python" >&2; \
	  exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) install --require-hashes -r $<
	@touch $@

$(STAMP): $(DEPS) pyproject.toml $(addsuffix /pyproject.toml,$(PLUGINS))
	$(PIP) install --no-deps --no-build-isolation -e . $(addprefix -e ./,$(PLUGINS))
	@$(BIN)/python -m pip --disable-pip-version-check check
	@touch $@

# Half a gigabyte, which only tests/cluster needs. It comes as source; setuptools is in the lock.
$(SPARK): requirements/spark.lock $(DEPS)
	$(PIP) install --require-hashes --no-deps --use-pep517 --no-build-isolation -r $<
	@touch $@

.PHONY: spark
spark: $(STAMP) $(SPARK) ## Install Spark in .venv, for the tests that need it

DEBIAN = $(shell sed 's/\#.*//' requirements/debian.txt)

# Never by sudo: who may install what on a machine is not for a Makefile to assume
.PHONY: machine
machine: ## Install what requirements/debian.txt lists, as root
	@missing=; \
	for package in $(DEBIAN); do \
	  case $$package in nodejs) program=node ;; npm) program=npm ;; *) program= ;; esac; \
	  if test -n "$$program" && command -v $$program >/dev/null; then continue; fi; \
	  dpkg-query --show --showformat '$${db:Status-Status}' $$package 2>/dev/null \
	    | grep -qx installed || missing="$$missing $$package"; \
	done; \
	if test -z "$$missing"; then exit 0; fi; \
	if test "$$(id -u)" != 0; then \
	  echo "missing:$$missing. Install them as root: make machine, or the like of them here" >&2; \
	  exit 1; \
	fi; \
	apt-get update --quiet; \
	DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends $$missing

.PHONY: cluster
cluster: $(STAMP) $(SPARK) ## Run a Spark cluster on loopback, one master and two workers, until Ctrl-C
	@$(BIN)/python -m tests.cluster.run

DEMO := --register examples/binh_dinh/register.csv --data examples/binh_dinh/reports.csv \
  --as-of 2025-12-31

# `dxplan check` exits with 1 when something due is missed, which the example figures mean it to be
.PHONY: demo
demo: $(STAMP) ## Check two plans against example figures, and say what is due in another
	@status=0; \
	$(BIN)/dxplan check binh_dinh $(DEMO) --events examples/binh_dinh/events.csv || status=$$?; \
	echo "(dxplan check exited with $$status: 0 nothing due is missed, 1 something due is missed)"; \
	case $$status in 0|1) ;; *) exit $$status ;; esac; \
	echo; \
	$(BIN)/dxplan check examples/binh_dinh/local $(DEMO) \
	  --events examples/binh_dinh/local/events.csv || status=$$?; \
	case $$status in 0|1) ;; *) exit $$status ;; esac; \
	echo; \
	$(BIN)/dxplan due bac_giang --as-of 2024-03-01

# As many processes as there are cores; `make test SIDE_BY_SIDE=` runs them in one
SIDE_BY_SIDE ?= --numprocesses auto --maxprocesses 8 --dist loadgroup

.PHONY: test
test: $(STAMP) ## Run the tests
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

.PHONY: cover
cover: $(STAMP) ## Run the tests and report the branches they miss
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) --cov

.PHONY: fmt
fmt: $(STAMP) ## Format Python and rule files
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(if $(RULES),$(BIN)/dxplan fmt $(RULES))

.PHONY: pages
pages: $(STAMP) ## Generate the reference pages again
	$(BIN)/python docs/generate.py

# Node 18 or newer with npm; what they install comes from a lock with hashes, and runs nothing then
VSCODE := editors/vscode
NODE_STAMP := $(VSCODE)/node_modules/.stamp

$(NODE_STAMP): $(VSCODE)/package.json $(VSCODE)/package-lock.json
	@command -v npm >/dev/null || { echo "the extension for VS Code needs Node and npm" >&2; exit 1; }
	cd $(VSCODE) && npm ci
	@touch $@

.PHONY: vscode
vscode: $(STAMP) $(NODE_STAMP) ## Build the extension for VS Code into dist/
	cd $(VSCODE) && npm run --silent bundle
	@$(BIN)/python -m tools.vscode --pack

.PHONY: grammar
grammar: $(STAMP) ## Write the extension's grammar anew from the table of keywords
	$(BIN)/python -m tools.vscode
# Sphinx has an environment of its own. It takes dxplan, for the colours of rules, from src.
DOCS_VENV := build/docs-venv
DOCS_DEPS := $(DOCS_VENV)/.deps-stamp
SITE := build/site

$(DOCS_DEPS): requirements/docs.lock
	$(PYTHON) -m venv --clear $(DOCS_VENV)
	$(DOCS_VENV)/bin/python -m pip --disable-pip-version-check --no-input --quiet install \
	  --require-hashes -r $<
	@touch $@

# Built anew each time, so that no page of an older state stays; a warning is an error
.PHONY: docs
docs: $(STAMP) $(DOCS_DEPS) ## Build the documentation site into build/site, with every link checked
	$(BIN)/python docs/generate.py --check
	rm -rf $(SITE)
	cd docs && ../$(DOCS_VENV)/bin/python -m sphinx --builder html --nitpicky --fail-on-warning \
	  --keep-going --fresh-env --quiet --doctree-dir ../build/site-trees . ../$(SITE)
	@$(BIN)/python -m tools.site.links $(SITE)
	@echo "the site is in $(SITE)/index.html"

.PHONY: lint
lint: $(STAMP) ## Lint Python and check its formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(STAMP) ## Check types
	$(BIN)/mypy --strict $(SOURCES) benchmarks tools tests/typing/sdk.py

.PHONY: contracts
contracts: $(STAMP) ## Check which module may import which
	$(BIN)/lint-imports --no-logo

.PHONY: rules
rules: $(STAMP) ## Check the formatting of the rule files
	$(if $(RULES),$(BIN)/dxplan fmt --check $(RULES))

# What asks the vulnerability service has an environment of its own; nothing else uses it
PIP_AUDIT := pip-audit==2.10.1
AUDIT_VENV := build/audit-venv
AUDIT_STAMP := $(AUDIT_VENV)/.$(PIP_AUDIT)-stamp

# Without the network there is none, which the audit says
$(AUDIT_STAMP):
	@$(PYTHON) -m venv --clear $(AUDIT_VENV)
	@$(AUDIT_VENV)/bin/python -m pip --disable-pip-version-check --no-input --quiet install $(PIP_AUDIT) \
	  && touch $@ || echo "pip-audit could not be installed" >&2

.PHONY: audit
audit: $(STAMP) $(AUDIT_STAMP) ## Hold the locked versions against known vulnerabilities
	@$(BIN)/python -m tools.audit $(AUDIT_VENV)/bin/pip-audit requirements/dev.lock requirements/spark.lock \
	  requirements/docs.lock benchmarks/peers.lock

.PHONY: licences
licences: $(STAMP) ## Hold the licences of what is installed against those allowed
	@$(BIN)/python -m tools.licences

.PHONY: check
check: lint types contracts rules licences audit test ## Run every check, the tests last

# As many random sets as FUZZ_SETS says, or as are held in FUZZ_SECONDS; FUZZ_SEED is the first seed
FUZZ_SETS ?= 1000000
FUZZ_SECONDS ?= 36000

.PHONY: fuzz
fuzz: fuzz-bytes fuzz-rules fuzz-tables ## Hand any bytes to all that takes some; hold analyser and engine against what is plainly right

.PHONY: fuzz-rules
fuzz-rules: $(STAMP) ## Hold the analyser against brute force on a million random rule sets
	FUZZ_SETS=$(FUZZ_SETS) FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m tests.analysis.oracle.run

.PHONY: fuzz-tables
fuzz-tables: $(STAMP) ## Hold the engine over tables against the reference on a million random tables
	FUZZ_SETS=$(FUZZ_SETS) FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m tests.engine.differential.run

# atheris has wheels for some Pythons on Linux only; without it Hypothesis draws the bytes
.PHONY: fuzz-bytes
fuzz-bytes: $(STAMP) ## Hand any bytes to parser, readers, manifests and cache, for FUZZ_SECONDS
	@$(BIN)/python -c 'import atheris' 2>/dev/null \
	  || $(PIP) install --require-hashes --no-deps --only-binary :all: -r requirements/fuzz.lock 2>/dev/null || true
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m tests.fuzzing.run

# What dxplan is measured beside has an environment of its own; dxplan never imports any of it
PEERS_VENV := build/peers-venv
PEERS_DEPS := $(PEERS_VENV)/.deps-stamp

$(PEERS_DEPS): benchmarks/peers.lock
	$(PYTHON) -m venv --clear $(PEERS_VENV)
	$(PEERS_VENV)/bin/python -m pip --disable-pip-version-check --no-input --quiet install \
	  --require-hashes -r $<
	@touch $@

# More or fewer runs: make bench BENCH="--rounds 3 --scale 1/10 --only whole record_peers"
BENCH ?=

.PHONY: bench
bench: $(STAMP) $(PEERS_DEPS) ## Measure dxplan beside other engines, libraries and hand-written code
	$(BIN)/python -m benchmarks.suite $(BENCH)

.PHONY: bench-rules
bench-rules: $(STAMP) ## Measure what lint and refine take, and what each command imports
	$(BIN)/python -m benchmarks.analysis
	@echo
	$(BIN)/python -m benchmarks.start

.PHONY: bench-strategies
bench-strategies: $(STAMP) ## Measure how many examples a second the testing strategies draw
	$(BIN)/python -m benchmarks.drawing

.PHONY: bench-docs
bench-docs: $(STAMP) ## Write the page on benchmarks from what `make bench` measured last
	$(BIN)/python -m benchmarks.suite.page

# Made anew for another version of it
LOCK_TOOLS := $(LOCK_VENV)/.$(UV)-stamp

$(LOCK_TOOLS):
	$(PYTHON) -m venv --clear $(LOCK_VENV)
	$(LOCK_VENV)/bin/python -m pip --disable-pip-version-check --no-input --quiet install $(UV)
	@touch $@

.PHONY: lock-tools
lock-tools: $(LOCK_TOOLS) ## Install the resolver in an environment of its own

.PHONY: lock-peers
lock-peers: $(LOCK_TOOLS) ## Resolve benchmarks/peers.in into benchmarks/peers.lock
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock-peers" \
	  $(LOCKFLAGS) --output-file benchmarks/peers.lock benchmarks/peers.in > /dev/null

# mutmut, whose operators write the mutants down, has an environment of its own
MUTANTS_VENV := build/mutants-venv
MUTANTS_DEPS := $(MUTANTS_VENV)/.deps-stamp

$(MUTANTS_DEPS): requirements/mutants.lock
	$(PYTHON) -m venv --clear $(MUTANTS_VENV)
	$(MUTANTS_VENV)/bin/python -m pip --disable-pip-version-check --no-input --quiet install \
	  --require-hashes -r $<
	@touch $@

# As many mutants of each room as MUTANTS says, or all; drawn by MUTANTS_SEED, for MUTANTS_MINUTES at most
MUTANTS ?= 300
MUTANTS_SEED ?= 1
MUTANTS_MINUTES ?= 600

.PHONY: mutants
mutants: $(STAMP) $(MUTANTS_DEPS) ## Try mistakes in the code of rules and verdicts, and see which the tests miss
	nice -n 19 $(MUTANTS_VENV)/bin/python -m tools.mutants.generate
	nice -n 19 $(BIN)/python -m tools.mutants.reach
	nice -n 19 $(BIN)/python -m tools.mutants --mutants $(MUTANTS) --seed $(MUTANTS_SEED) \
	  --minutes $(MUTANTS_MINUTES)
	nice -n 19 $(BIN)/python -m tools.mutants --mutants $(MUTANTS) --seed $(MUTANTS_SEED) \
	  --minutes $(MUTANTS_MINUTES) --longer --seconds 300

.PHONY: mutants-docs
mutants-docs: $(STAMP) ## Write the page on mutants from what `make mutants` found last
	$(BIN)/python -m tools.mutants.page

# What a release is made with, towncrier and pipx, has an environment of its own
RELEASE_VENV := build/release-venv
RELEASE_DEPS := $(RELEASE_VENV)/.deps-stamp

$(RELEASE_DEPS): requirements/release.lock
	$(PYTHON) -m venv --clear $(RELEASE_VENV)
	$(RELEASE_VENV)/bin/python -m pip --disable-pip-version-check --no-input --quiet install \
	  --require-hashes -r $<
	@touch $@

.PHONY: release-tools
release-tools: $(RELEASE_DEPS) ## Install towncrier and pipx in an environment of their own

.PHONY: build
build: $(STAMP) ## Build the sdist and wheel of dxplan and of each plugin into dist/
	$(BIN)/python -m tools.release.building

.PHONY: reproducible
reproducible: $(STAMP) ## Build twice, under circumstances that differ, and compare byte by byte
	$(BIN)/python -m tools.release.twice

.PHONY: try-wheels
try-wheels: build $(RELEASE_DEPS) ## Install the wheels in empty environments, and use each extra once
	$(BIN)/python -m tools.release.trying

# Not in CI: the lowest versions are fetched anew each time
.PHONY: try-lowest
try-lowest: build $(LOCK_TOOLS) ## Use dxplan and each extra once with the lowest versions that they allow
	$(BIN)/python -m tools.release.lowest

# Not in CI: it asks for root and debootstrap, and takes as long as CI does
SUITE ?= trixie
.PHONY: try-python
try-python: $(STAMP) ## Run every check in a Debian of SUITE with its own Python
	$(BIN)/python -m tools.release.pythons $(SUITE)

# Not in CI: it asks for root, and for the Debian packages debootstrap, podman and runc
.PHONY: try-image
try-image: $(STAMP) ## Build the image with podman on a made-up base, and run it without the network
	$(BIN)/python -m tools.release.engine

.PHONY: extras-docs
extras-docs: build ## Measure the extras, and write the page on them
	$(BIN)/python -m tools.release.sizes "$$(date +%Y-%m-%d)"

.PHONY: changelog
changelog: $(STAMP) $(RELEASE_DEPS) ## Write the entry of the next release from changelog.d
	$(BIN)/python -m tools.release.changelog

# For whoever prepares a version that is not released yet; a release does it by itself
.PHONY: surface
surface: $(STAMP) ## Keep what is promised now as the promises of the version to come
	$(BIN)/python -m tools.release.surface --keep

# Says what it would do; RELEASE=--do does it, RELEASE="--do --only wheels" one step, VERSION=0.2.0 the version
RELEASE ?=

.PHONY: release
release: $(STAMP) $(RELEASE_DEPS) ## Go through the release checklist for VERSION
	$(BIN)/python -m tools.release $(VERSION) $(RELEASE)

# Not behind the environment: a lock that no longer installs has to be made anew without it.
# Versions already locked are kept; LOCKFLAGS=--upgrade takes the newest.
.PHONY: lock
lock: $(LOCK_TOOLS) ## Resolve pyproject.toml and requirements/*.in into requirements/*.lock
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) --output-file requirements/dev.lock pyproject.toml requirements/dev.in > /dev/null
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) --constraint requirements/dev.lock --output-file requirements/spark.lock \
	  requirements/spark.in > /dev/null
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) --constraint requirements/dev.lock --output-file requirements/fuzz.lock \
	  requirements/fuzz.in > /dev/null
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) --output-file requirements/mutants.lock requirements/mutants.in > /dev/null
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) --output-file requirements/release.lock requirements/release.in > /dev/null
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) --constraint requirements/dev.lock --output-file requirements/build.lock \
	  requirements/build.in > /dev/null
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) --constraint requirements/dev.lock --extra html --extra docx --extra draft \
	  --output-file requirements/run.lock pyproject.toml > /dev/null
	$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) --output-file requirements/docs.lock requirements/docs.in > /dev/null

.PHONY: clean
clean: ## Remove what builds, tests and tools leave behind, but not .venv
	rm -rf build dist htmlcov coverage.xml .coverage .coverage.* .hypothesis .import_linter_cache \
	  .mypy_cache .pytest_cache .ruff_cache $(VSCODE)/dist $(VSCODE)/node_modules \
	  $(addsuffix /build,$(PLUGINS)) $(addsuffix /dist,$(PLUGINS))
	find src plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +
