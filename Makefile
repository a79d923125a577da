# Everything one does with a checkout; `make help` lists it.
# Stamp files in the environments say when something was last brought up to date: nothing is done twice.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV     := .venv
ANALYSIS := .venv-analysis
BIN      := $(VENV)/bin
PARISANA := $(BIN)/parisana
WORKERS  ?= 2
DEMO     ?= demo

PROGRAM_STAMP  := $(VENV)/.stamp-program
TOOLS_STAMP    := $(VENV)/.stamp-tools
ANALYSIS_STAMP := $(ANALYSIS)/.stamp-analysis
FRAME          := setup.cfg pyproject.toml

# Programs that only the tests need, by their Debian names.
TEST_PACKAGES := shellcheck perl bc file procps

.PHONY: help run env test check coverage campaign bench wheel clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: env ## set everything up, analyse a simulated Crab, and open the window
	@$(PARISANA) demo --dir $(DEMO)
	@tools/window.sh $(PARISANA) $(DEMO)

env: $(PROGRAM_STAMP) $(ANALYSIS_STAMP) ## build the program's and the analysis environment

test: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## run all tests; what could not be tried is counted and named
	@tools/packages.sh $(TEST_PACKAGES)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

check: $(TOOLS_STAMP) ## what must be green before every commit: style, types, imports, scripts, wheel
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@tools/packages.sh shellcheck
	@shellcheck tools/*.sh .ci/run
	@$(MAKE) --no-print-directory wheel
	@$(BIN)/check-wheel-contents dist/*.whl

coverage: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## the tests once more, with the lines that they reach
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term $(ARGS)

campaign: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## the full-size trials; results go to docs/measured
	@$(BIN)/python -m benchmarks.campaign

bench: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## speed and memory, as ratios; results go to docs/measured
	@$(BIN)/python -m benchmarks

wheel: $(TOOLS_STAMP) ## build the wheel and the source archive in dist
	@rm -rf build dist
	@$(BIN)/python -m build --outdir dist . >/dev/null
	@ls dist

clean: ## remove what was built, and the demo; the environments stay
	rm -rf build dist *.egg-info $(DEMO) .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(PROGRAM_STAMP): $(FRAME)
	@tools/venv.sh $(VENV) ssh,mysql
	@touch $@

$(TOOLS_STAMP): $(PROGRAM_STAMP)
	@tools/venv.sh $(VENV) ssh,mysql,test,check
	@touch $@

$(ANALYSIS_STAMP): $(PROGRAM_STAMP) resources/environments/gammapy.txt
	@$(PARISANA) env create
	@touch $@
