# Everything one does with the portal. `make` alone lists it.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
MANAGE := $(PY) manage.py
JOBS ?= 2
CODE := manage.py iomiran pages news publications programmes returns deploy
TEMPLATES = find templates iomiran pages news publications programmes returns -path '*templates*' -name '*.html'
UV = $(PY) -m uv pip compile --quiet --universal --generate-hashes --no-header --no-config --python-version 3.11

.PHONY: help
help: ## list the targets
	@echo "make TARGET, where TARGET is one of:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Run ---------------------------------------------------------------------

# One process in place of the shell, so that every signal reaches it.
.PHONY: run
run: ready ## prepare and serve the portal (PORT=8000 HOST=127.0.0.1)
	@exec $(PY) -m iomiran.serve

.PHONY: admin
admin: ready ## make the first staff account and print its one-time password
	@exec $(MANAGE) make_admin

.PHONY: load
load: ready ## fill the database from the content files
	@$(MANAGE) migrate --verbosity 0 && $(MANAGE) load_content

.PHONY: shell
shell: ready ## a Python prompt with the portal loaded
	@exec $(MANAGE) shell

.PHONY: bench
bench: ready ## measure pages and statistics, as ratios (ROWS=10000000 PARTS="scale" for less or more)
	@exec $(PY) -m iomiran.bench $(PARTS)

# --- Test --------------------------------------------------------------------

.PHONY: test
test: check chromium provers ## run every check and test
	@$(PY) -m pytest -q -n $(JOBS)

.PHONY: check
check: devenv check-lint check-templates check-imports check-catalogues check-migrations check-deploy ## run the checks without the tests

.PHONY: check-lint
check-lint:
	@echo "Python: lint and format"
	@$(PY) -m ruff check --quiet $(CODE)
	@$(PY) -m ruff format --quiet --check $(CODE)

.PHONY: check-templates
check-templates:
	@echo "Templates: format"
	@$(TEMPLATES) -exec .venv/bin/djade --check {} +

.PHONY: check-imports
check-imports:
	@echo "Imports: one way"
	@log=$$(mktemp); .venv/bin/lint-imports >"$$log" 2>&1; status=$$?; [ $$status = 0 ] || cat "$$log"; rm -f "$$log"; exit $$status

.PHONY: check-catalogues
check-catalogues:
	@echo "Translations: complete and fresh"
	@$(MANAGE) check_catalogues

.PHONY: check-migrations
check-migrations:
	@echo "Migrations: none missing"
	@$(MANAGE) makemigrations --check --dry-run --verbosity 1 >/dev/null || { $(MANAGE) makemigrations --check --dry-run; exit 1; }

.PHONY: check-deploy
check-deploy:
	@echo "System checks and house rules, in the https profile"
	@HTTPS=1 DEBUG=0 ALLOWED_HOSTS=portal.example SITE_URL=https://portal.example SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(MANAGE) check --deploy --fail-level WARNING

.PHONY: chromium
chromium:
	@sh deploy/chromium.sh

.PHONY: provers
provers:
	@sh deploy/provers.sh

.PHONY: fix
fix: devenv ## mend lint and format where a tool can
	@$(PY) -m ruff check --quiet --fix $(CODE) || true
	@$(PY) -m ruff format --quiet $(CODE)
	@$(TEMPLATES) -exec .venv/bin/djade {} + || true

.PHONY: screenshots
screenshots: devenv chromium ## take the pictures of the README from a portal that runs (URL=http://127.0.0.1:8000)
	@$(PY) deploy/screenshots.py $(URL)

# --- Set up ------------------------------------------------------------------

# What the portal needs to run; the tools of the tests come with devenv.
.PHONY: ready
ready:
	@sh deploy/devenv.sh

.PHONY: devenv
devenv: ## make .venv and .env with everything for development
	@sh deploy/devenv.sh dev

.PHONY: lock
lock: devenv ## compile requirements.txt and requirements-dev.txt from their .in files
	@$(UV) requirements.in --output-file requirements.txt
	@$(UV) requirements-dev.in --output-file requirements-dev.txt

.PHONY: messages
messages: devenv ## collect the strings to translate into locale/
	@exec $(MANAGE) collect_messages

.PHONY: clean
clean: ## stop the embedded database; remove .venv, var/ with all data, and caches
	@if [ -x $(PY) ]; then $(PY) -m iomiran.localdb remove; fi
	@rm -rf .venv var .pytest_cache .ruff_cache .import_linter_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
