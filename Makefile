# Acuse. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift
PACKAGES := libcurl4-openssl-dev libssl-dev libsqlite3-dev libsimdjson-dev pkg-config python3
# prometheus: for promtool, which judges what /metrics and the alerts say; its server is not used.
# patch: plants bugs.
# tzdata: the release that our zone data was made from, which the tests compare it with.
# python3-aiosmtpd: a mail server that is not ours.
# caddy, systemd: what deploy/ is written for judges it; curl asks through Caddy, believing its authority.
TEST_PACKAGES := caddy curl strace openssl patch prometheus python3-aiosmtpd sqlite3 systemd 'tzdata>=2026f' util-linux
BENCH_PACKAGES := wrk
IMAGE_PACKAGES := binutils debootstrap iproute2 util-linux

.PHONY: help demo test check soak mutants fuzz build release bench format lint law requirements docker-steps
.PHONY: deps test-deps bench-deps image-deps

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

demo: deps ## Plays a working day against a built-in stand-in for Meta and shows what happens
	@$(SWIFT) build --product acuse
	@exec .build/debug/acuse demo $(ARGS)

test: deps test-deps ## Builds and proves everything; ends with the count
	@Tests/Tools/test

check: deps test-deps lint law requirements test ## Format, lint, module law, requirements, build, test

soak: deps test-deps ## A million worlds, every pair of deaths, a hundred kills of the real process: hours
	@Tests/Tools/soak

mutants: deps ## Plants every bug of Tests/Mutants/ and shows that the simulated world sees it
	@Tests/Tools/mutants $(ARGS)

fuzz: deps ## Lets libFuzzer at the decoder of signed bodies, the signature header and the handshake, FUZZ_SECONDS each (60)
	@Tests/Tools/fuzz $(ARGS)

build: deps ## Builds for debugging
	@$(SWIFT) build

release: deps ## Builds for production, in .build/release: needs no Swift where it runs
	@$(SWIFT) build -c release --product acuse --static-swift-stdlib

docker-steps: deps image-deps ## Does the steps of deploy/Dockerfile without Docker, as root, and runs the program in them
	@Tests/Tools/docker-steps $(ARGS)

bench: deps bench-deps ## Ingest beside a bare POST of the same body, alternating in one run; prints the ratio
	@Tests/Tools/bench

format: ## Formats the sources in place
	@$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

lint: ## Formatting and lint rules, nothing changed
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

law: ## Which module may import what
	@Tests/Tools/module-law.py

requirements: ## What was ordered and what must be true towards Meta, each with a test that exists
	@Tests/Tools/requirements.py
	@Tests/Tools/requirements.py --slips

deps:
	@Tests/Tools/install $(PACKAGES)

test-deps:
	@Tests/Tools/install $(TEST_PACKAGES)

bench-deps:
	@Tests/Tools/install $(BENCH_PACKAGES)

image-deps:
	@Tests/Tools/install $(IMAGE_PACKAGES)
