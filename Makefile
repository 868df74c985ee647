# What a user and CI run. `make` alone lists the targets.
GO      ?= go
BIN     := bin/paperlake
SHARED  ?= ../shared
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LINT    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# What the demo asks: the largest gains over a named rival, with their words. The README opens with the answer.
DEMO = SELECT system_name AS system, text AS figure, factor, metric, phase, baseline, code_status AS code \
	FROM claims JOIN papers USING (paper_id) WHERE role = 'result' AND attribution = 'own' AND direction = 'better' \
	AND system_name IS NOT NULL AND baseline IS NOT NULL ORDER BY factor DESC, text, paper_id LIMIT 8

.PHONY: help build demo test lint generate check-generated eval bench profile pgo soak clean
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

build: ## build bin/paperlake
	$(GO) build -ldflags "-X main.version=$(VERSION)" -o $(BIN) ./cmd/paperlake

demo: build ## run on testdata/listing.txt, show claims, draw a chart
	@rm -rf demo && mkdir -p demo
	$(BIN) run --lake demo/lake testdata/listing.txt
	$(BIN) query --lake demo/lake "$(DEMO)"
	$(BIN) chart --lake demo/lake factor_distribution -o demo/factors.svg

test: ## all tests
	$(GO) test ./...

lint: ## golangci-lint
	$(GO) run $(LINT) run ./...

generate: build ## write SCHEMA.md and RULES.md anew
	$(BIN) schema > SCHEMA.md
	$(GO) generate ./stages/enrich/claim

check-generated: build ## fail when a generated file is not current
	@$(BIN) schema | diff -u SCHEMA.md - || { echo 'SCHEMA.md is not current: run make generate'; exit 1; }

eval: build ## score against the hand labels of $(SHARED)
	$(GO) run ./bench/eval -bin $(BIN) -shared $(SHARED)

bench: build ## compare with DuckDB, Python and zstd side by side; writes BENCHMARKS.md
	$(GO) run ./bench/compare -bin $(BIN) -shared $(SHARED)

profile: build ## CPU and heap profiles of a full run, in profile/
	$(GO) run ./bench/compare -bin $(BIN) -shared $(SHARED) -profile profile

pgo: profile ## build bin/paperlake guided by that profile: 3 to 5 % less CPU time, for compiling every package anew
	$(GO) build -pgo=profile/cpu.pprof -ldflags "-X main.version=$(VERSION)" -o $(BIN) ./cmd/paperlake

# Every fuzz target of the text packages and of the decoders, one after the other.
FUZZTIME ?= 5m
soak: ## fuzz every target for FUZZTIME
	@grep -rl --include='*_test.go' '^func Fuzz' . | xargs -n1 dirname | sort -u | while read -r dir; do \
		for target in $$(grep -rhoE '^func Fuzz[A-Za-z]+' $$dir/*_test.go | sed 's/func //'); do \
			echo "== $$dir $$target"; \
			$(GO) test ./$$dir -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) || exit 1; \
		done; done

clean: ## remove what was built
	rm -rf bin demo
