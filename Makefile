# Everything one does with a checkout; `make help` lists it.
# Stamp files in the environments say when something was last brought up to date: nothing is done twice.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV     := .venv
ANALYSIS := .venv-analysis
BIN      := $(VENV)/bin
PARISANA := $(BIN)/parisana
WORKERS  ?= 3
DEMO     ?= demo

PROGRAM_STAMP  := $(VENV)/.stamp-program
TOOLS_STAMP    := $(VENV)/.stamp-tools
ANALYSIS_STAMP := $(ANALYSIS)/.stamp-analysis
FRAME          := setup.cfg pyproject.toml

# What the window needs beside PySide6, and the fonts it looks best with, by their Debian names.
WINDOW_PACKAGES := libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 \
                   libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 fonts-inter fonts-dejavu-core \
                   fonts-jetbrains-mono

# Programs that only the tests need.
TEST_PACKAGES := shellcheck perl bc curl file procps xvfb openbox xdotool openssh-server sshfs csh \
                 slurmctld slurmd slurmdbd slurm-client munge mariadb-server-core mariadb-client-core \
                 msmtp-mta gridengine-master gridengine-exec gridengine-client gridengine-drmaa1.0 \
                 chromium xrootd-server xrootd-client openssl python3-gfal2 python3-gfal2-util gfal2-util-scripts \
                 gfal2-plugin-file gfal2-plugin-srm gfal2-plugin-xrootd gfal2-plugin-gridftp globus-gridftp-server-progs \
                 slapd ldap-utils bdii glue-schema nordugrid-arc-arex nordugrid-arc-client \
                 nordugrid-arc-plugins-needed nordugrid-arc-plugins-arcrest nordugrid-arc-plugins-gridftp \
                 nordugrid-arc-plugins-xrootd myproxy-server myproxy voms-clients \
                 voms-server voms-mysql-plugin

# Tests of the bookkeeping on a server.
MYSQL_TESTS := tests/bookkeeping tests/app/test_on_mariadb.py tests/app/test_simulations_on_mariadb.py \
               tests/app/test_journal.py tests/web/test_bad_days.py

# Benches and tests start many processes of the program: it is compiled once, as it is for its users.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run env test test-mysql test-server check coverage campaign bench screenshots translations wheel clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: env ## set everything up, analyse a simulated Crab, and open the window
	@tools/packages.sh $(WINDOW_PACKAGES)
	@$(PARISANA) demo --dir $(DEMO)
	@tools/window.sh $(PARISANA) $(DEMO)

env: $(PROGRAM_STAMP) $(ANALYSIS_STAMP) ## build the program's and the analysis environment

test: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## run all tests; what could not be tried is counted and named
	@tools/packages.sh $(WINDOW_PACKAGES) $(TEST_PACKAGES)
	@tools/scratch.sh tools/tests.sh $(BIN)/python -n $(WORKERS) --dist loadgroup $(ARGS)

test-mysql: $(TOOLS_STAMP) ## tests of the bookkeeping on MySQL, unpacked from Debian's unstable into .mysql; no part of the others
	@tools/mysql.sh .mysql
	@PARISANA_TEST_MYSQL=$(CURDIR)/.mysql tools/scratch.sh $(BIN)/python -m pytest -n 1 --dist loadgroup \
	    $(or $(ARGS),$(MYSQL_TESTS))

test-server: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## tests of sessions with all bookkeeping on MariaDB, as they run on files in the others
	@tools/packages.sh $(TEST_PACKAGES)
	@PARISANA_TEST_ON_A_SERVER=1 tools/scratch.sh tools/tests.sh $(BIN)/python -n $(WORKERS) --dist loadgroup $(or $(ARGS),tests/app)

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
	@tools/scratch.sh $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term $(ARGS)

campaign: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## the full-size trials; results go to docs/measured
	@$(BIN)/python -m benchmarks.campaign
	@$(BIN)/python -m benchmarks.kills
	@$(BIN)/python -m benchmarks.grid_trial
	@tools/packages.sh $(TEST_PACKAGES)
	@$(BIN)/python -m benchmarks.server_kills
	@$(BIN)/python -m benchmarks.outputs
	@$(BIN)/python -m benchmarks.storages_crab
	@$(BIN)/python -m benchmarks.clusters_crab
	@$(BIN)/python -m benchmarks.grid_crab

bench: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## speed and memory, as ratios; results go to docs/measured
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.crab_mini
	@$(BIN)/python -m benchmarks.grid_calls
	@$(BIN)/python -m benchmarks.web
	@$(BIN)/python -m benchmarks.statistics

screenshots: $(TOOLS_STAMP) $(ANALYSIS_STAMP) ## a picture of every page and dialog, light and dark, in the folder screenshots
	@tools/packages.sh $(WINDOW_PACKAGES)
	@$(BIN)/python -m tests.ui.screenshots screenshots

translations: $(TOOLS_STAMP) ## take new words of the window into resources/translations
	@tools/translations.sh

wheel: $(TOOLS_STAMP) ## build the wheel and the source archive in dist
	@rm -rf build dist
	@$(BIN)/python -m build --outdir dist . >/dev/null
	@ls dist

clean: ## remove what was built, and the demo; the environments stay
	rm -rf build dist screenshots *.egg-info $(DEMO) .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(PROGRAM_STAMP): $(FRAME)
	@tools/venv.sh $(VENV) ssh,mysql,drmaa,xrootd,http,grid,desktop,web
	@touch $@

$(TOOLS_STAMP): $(PROGRAM_STAMP)
	@tools/venv.sh $(VENV) ssh,mysql,drmaa,xrootd,http,grid,desktop,web,test,desktop-test,web-test,check
	@touch $@

$(ANALYSIS_STAMP): $(PROGRAM_STAMP) resources/environments/gammapy.txt
	@$(PARISANA) env create
	@touch $@
