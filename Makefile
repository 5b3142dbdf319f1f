# Acuse. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift
PACKAGES := libcurl4-openssl-dev libssl-dev libsqlite3-dev libsimdjson-dev pkg-config python3
TEST_PACKAGES := faketime strace openssl sqlite3 tzdata
BENCH_PACKAGES := wrk

.PHONY: help demo test check build release bench format lint law deps test-deps bench-deps

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

demo: deps ## Plays a working day against a built-in stand-in for Meta and shows what happens
	@$(SWIFT) build --product acuse
	@exec .build/debug/acuse demo $(ARGS)

test: deps test-deps ## Builds and proves everything; ends with the count
	@Tests/Tools/test

check: deps test-deps lint law test ## Format, lint, module law, build, test

build: deps ## Builds for debugging
	@$(SWIFT) build

release: deps ## Builds for production, in .build/release
	@$(SWIFT) build -c release --product acuse

bench: deps bench-deps ## Ingest beside a bare POST of the same body, alternating in one run; prints the ratio
	@Tests/Tools/bench

format: ## Formats the sources in place
	@$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

lint: ## Formatting and lint rules, nothing changed
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

law: ## Which module may import what
	@Tests/Tools/module-law.py

deps:
	@Tests/Tools/install $(PACKAGES)

test-deps:
	@Tests/Tools/install $(TEST_PACKAGES)

bench-deps:
	@Tests/Tools/install $(BENCH_PACKAGES)
