# Everything you can do here; `make help` lists it.
# The first Python that really starts (a version manager's stand-in may only complain) and is new enough.
ifndef PYTHON
PYTHON := $(shell for name in python3 python3.13 python3.12 python3.11 python3.14; do \
  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
endif
PORT ?= 8080
STAGE ?= staging
VENV := .venv/bin
RUN := $(VENV)/python

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench build validate deploy seed migrate redrive operator rotate-secrets reset clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install the tools of this checkout (again only when something changed)
	@test -n "$(PYTHON)" || { echo "✗ Python 3.11 or newer is missing: install it and run this again." >&2; exit 1; }
	@"$(PYTHON)" local/bootstrap.py

run: setup ## the whole product on http://localhost:8080 (PORT=… for another port)
	@exec $(RUN) -m central_local.run --port $(PORT)

test: setup ## all tests: Python, the app, and both against a stack of their own (ONLY="python pooler app stack browser")
	@$(RUN) -m central_local.testing $(ONLY)

check: setup ## formatting, lint, types, scanners
	@"$(PYTHON)" local/bootstrap.py scanners checkov
	@$(RUN) -m central_local.checking

bench: setup ## compare with a plain monolith; prints one table
	$(RUN) -m bench

build: setup ## sam build for AWS (RUNTIME=python3.13 ARCHITECTURE=arm64)
	@$(RUN) -m central_local.cli build --runtime $(or $(RUNTIME),python3.13) --architecture $(or $(ARCHITECTURE),arm64)

validate: setup ## sam validate --lint
	@SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=sa-east-1 .central/envs/sam/bin/sam validate --lint --template template.yaml

deploy: setup ## build and deploy to AWS with your credentials (STAGE=staging|production)
	@$(RUN) -m central_local.cli deploy --stage $(STAGE) --runtime $(or $(RUNTIME),python3.13) --architecture $(or $(ARCHITECTURE),arm64)

seed: ## create or mend the demo account of the running stack
	@$(RUN) -m central_local.cli seed

migrate: ## apply the migrations to the running stack's database (or to DATABASE_OWNER_URL)
	@$(RUN) -m central_local.cli migrate

redrive: ## what lies in dead letters, and back to work with it: QUEUE=inbound [REASON=text] [GO=yes] [STAGE=production]
	@test -n "$(QUEUE)" || { echo "✗ Say which queue: make redrive QUEUE=inbound" >&2; exit 2; }
	@$(RUN) -m central_local.cli redrive $(QUEUE) $(if $(REASON),--reason "$(REASON)") $(if $(filter yes,$(GO)),--go) \
	  $(if $(findstring command,$(origin STAGE)),--stage $(STAGE))

operator: ## companies: DO=list, DO='grant EMAIL', DO='create --name … --email … --person …', DO='suspend ID --reason …', DO='resume ID --reason …'
	@$(RUN) -m central_local.cli operator $(or $(DO),list)

rotate-secrets: setup ## wrap the keys of stored credentials again, under the current KMS key (STAGE=staging|production)
	@$(RUN) -m central_local.cli rotate-secrets --stage $(STAGE)

reset: ## forget all local data of `make run` (database, queues, files)
	@$(RUN) -m central_local.cli reset

clean: ## remove build output (never data)
	rm -rf .aws-sam .central/build .mypy_cache .ruff_cache .pytest_cache web/dist
