# `make demo` needs Python 3.11 or newer and make; everything else it installs into .venv.
# PORT, HOST, DATA_DIR and DEMO_SCALE (small) pass through from the environment or the command line.
.DEFAULT_GOAL := help
SHELL := /bin/sh
MACHINE_PYTHON ?= $(firstword $(foreach name,python3 python3.11 python3.12 python3.13 python3.14,$(shell $(name) -c \
	'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $(name))) python3)
BOOTSTRAP := $(MACHINE_PYTHON) marketplace/runtime/bootstrap.py
PYTHON := .venv/bin/python
RUNTIME := $(PYTHON) -m marketplace.runtime
# A database of a test's own is 2,400 files: where a machine has memory to spare they stand there, and go with the run.
# A short name: sockets of servers that tests start have room for a hundred letters.
MEMORY = $(shell awk '/^MemAvailable/ { enough = $$2 > 8000000 } END { exit !enough }' /proc/meminfo 2>/dev/null && \
	grep ' /dev/shm tmpfs ' /proc/mounts | grep -qv noexec && [ "$$(df -k /dev/shm | awk 'END { print $$4 }')" -gt 6000000 ] && \
	echo /dev/shm/souk-$$(echo "$$(id -u) $$(pwd)" | cksum | cut -d' ' -f1))
TEST_DATA_DIR ?= .test-data
# One more than the cores: tests that wait for servers and browsers leave a third of two cores idle.
TEST_WORKERS ?= 3
BENCH_DATA_DIR ?= .bench-data
PACKAGES := cooperatives catalogue fairs marketplace
SHELL_FILES := .ci/run $(wildcard docker/*.sh docker/*/*.sh)
# Nothing here is secret: `check --deploy` only looks at the shape of a production's settings.
PRODUCTION_LIKE := MARKETPLACE_MODE=production BASE_URL=https://example.ma ALLOWED_HOSTS=example.ma TRUSTED_PROXIES=1 \
	SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	DIGEST_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	FIELD_KEYS=$$($(PYTHON) -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())') \
	DATABASE_URL=postgresql://shop@database/shop REDIS_URL=redis://cache:6379 EMAIL_URL=smtp://mail:25 \
	SMS_GATEWAY_URL=https://sms.example.ma/send SMS_GATEWAY_TOKEN=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')
export PORT HOST DATA_DIR DEMO_SCALE
# Where a shell forbids bytecode, each of a dozen processes compiles the same libraries: 8 s of a core instead of 3.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo stop test quality fix bench soak looks lock messages structure backup restore clean tools \
	quality-style quality-types quality-layers quality-templates quality-migrations quality-settings \
	quality-messages quality-docker quality-shell

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: ## set everything up and serve on PORT (8000), data under DATA_DIR (.data)
	@$(BOOTSTRAP) demo
	@exec $(RUNTIME) demo

stop: ## end the demo and its services of DATA_DIR, whoever started them
	@$(RUNTIME) stop

tools:
	@$(BOOTSTRAP) dev

test: tools ## every test, on servers of its own; ARGS goes to pytest
	@$(BOOTSTRAP) program chromium
	@$(BOOTSTRAP) simulator
	@$(PYTHON) -m marketplace.runtime.messages compile
	@memory=$(MEMORY); trap : INT TERM; \
	if [ -n "$$memory" ] && mkdir -m 700 "$$memory"; then mkdir "$$memory/t"; export TMPDIR="$$memory/t"; else memory=; fi; \
	MARKETPLACE_MODE=test $(RUNTIME) --data-dir "$${memory:-$(TEST_DATA_DIR)}" run --fast $(PYTHON) -m pytest $${memory:+--basetemp=$$memory/p} \
		-n $(TEST_WORKERS) --dist worksteal -m "not soak and not looks" $(ARGS); \
	code=$$?; [ -z "$$memory" ] || rm -rf "$$memory"; exit $$code

soak: tools ## 500 purchases while servers are killed, 1,000 interrupted telephones, into docs/soak*.md; SOAK_SEED names one
	@$(BOOTSTRAP) program chromium
	@$(BOOTSTRAP) simulator
	@$(PYTHON) -m marketplace.runtime.messages compile
	MARKETPLACE_MODE=test $(RUNTIME) --data-dir $(TEST_DATA_DIR) run --fast $(PYTHON) -m pytest -m soak $(ARGS)

looks: tools ## every screen of the workspace in every state, language and width, into docs/looks-workspace.md; ARGS="-k ar" a part
	@$(BOOTSTRAP) program chromium
	@$(BOOTSTRAP) simulator
	@$(PYTHON) -m marketplace.runtime.messages compile
	MARKETPLACE_MODE=test $(RUNTIME) --data-dir $(TEST_DATA_DIR) run --fast $(PYTHON) -m pytest -m looks $(ARGS)

bench: tools ## measure
	$(PYTHON) -m marketplace.runtime.messages compile
	$(RUNTIME) --data-dir $(BENCH_DATA_DIR) run $(PYTHON) -m bench $(ARGS)
	for part in events statements sheets payouts fairs workspace organiser selection; do $(RUNTIME) --data-dir $(BENCH_DATA_DIR) run $(PYTHON) -m bench.$$part || exit 1; done

quality: ## every check of style, types, imports and migrations
quality: quality-style quality-types quality-layers quality-templates quality-settings quality-migrations \
	quality-messages quality-docker quality-shell

quality-style: tools
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

quality-types: tools
	MARKETPLACE_MODE=test .venv/bin/mypy $(PACKAGES)

quality-layers: tools
	.venv/bin/lint-imports --no-logo

quality-templates: tools
	.venv/bin/djlint templates --lint --quiet

quality-settings: tools
	$(PRODUCTION_LIKE) $(PYTHON) manage.py check --deploy --fail-level WARNING

quality-migrations: tools
	MARKETPLACE_MODE=test $(RUNTIME) --data-dir $(TEST_DATA_DIR) run --fast $(PYTHON) manage.py makemigrations --check --dry-run
	MARKETPLACE_MODE=test $(RUNTIME) --data-dir $(TEST_DATA_DIR) run --fast $(PYTHON) -m tools.lint_migrations
	MARKETPLACE_MODE=test $(RUNTIME) --data-dir $(TEST_DATA_DIR) run --fast $(PYTHON) -m tools.structure --check

quality-messages: tools
	@$(PYTHON) -m marketplace.runtime.messages check

quality-docker: tools
	.venv/bin/hadolint docker/Dockerfile
	.venv/bin/yamllint --strict docker .yamllint
	.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker/compose.yaml

quality-shell: tools
	.venv/bin/shellcheck $(SHELL_FILES)

fix: tools ## let the tools mend what they can
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

messages: tools ## gather every text into the catalogues (needs gettext)
	@CI=true $(BOOTSTRAP) program xgettext
	$(PYTHON) -m marketplace.runtime.messages extract

structure: tools ## write structure.sql, from which empty databases are filled, after a migration came or changed
	MARKETPLACE_MODE=test $(RUNTIME) --data-dir $(TEST_DATA_DIR) run --fast $(PYTHON) -m tools.structure

lock: ## compile requirements*.in again, UPGRADE=1 to the newest versions
	@$(BOOTSTRAP) installer
	@for name in requirements-bootstrap requirements requirements-dev; do \
		.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
			--custom-compile-command "make lock" --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) -o $$name.txt $$name.in || exit 1; \
	done
	@.venv/bin/uv pip compile --universal --python-version 3.12 --generate-hashes --quiet \
		--custom-compile-command "make lock" --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade) \
		-o requirements-simulator.txt requirements-simulator.in

backup: ## one archive of database and uploads under DATA_DIR/backups
	@$(RUNTIME) backup

restore: ## FILE=… in the place of all data of DATA_DIR
	@test -n "$(FILE)" || { echo "Say which: make restore FILE=.data/backups/….tar"; exit 2; }
	@$(RUNTIME) restore "$(FILE)"

clean: ## remove what can be made again; DATA_DIR and .venv stay
	@if [ -x $(PYTHON) ]; then $(RUNTIME) --data-dir $(TEST_DATA_DIR) stop; fi
	rm -rf $(MEMORY) $(TEST_DATA_DIR) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find $(PACKAGES) tests -name __pycache__ -prune -exec rm -rf {} +
	find marketplace/locale -name '*.mo' -delete
