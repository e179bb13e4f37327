# The front door. Each target is a command that one could type.

SHELL := /bin/bash
BIN := .build/release/tsla-tui
# The standard library is linked in, so that the binary starts fast and runs where no Swift is.
RELEASE := -c release --static-swift-stdlib --product tsla-tui
PREFIX ?= $(HOME)/.local
# Tests are linked to the toolchain's libraries, without debug information, and built in a folder of their own; the program that they run is the
# one that users get.
TESTS := -c release -Xswiftc -gnone --scratch-path .build/tests
UNDER_TEST := TSLA_TUI_UNDER_TEST="$(CURDIR)/$(BIN)"
# In CI a warning is an error, and so is an import that the manifest does not name.
STRICT := $(if $(CI),-Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error)

.PHONY: run build test record slowest test-bundle lint format docs bundle bench fuzz tsan check install clean setup test-setup

run: build          ## build and open the dashboard (prints the Overview where there is no terminal)
	@$(BIN)

build: setup        ## the release binary
	@swift build $(RELEASE) $(STRICT)

# The program and the tests are built side by side: after a small change each of them keeps one core busy.
test: test-setup    ## all tests; with ONLY=EPSPanelTests those whose names match
	@$(MAKE) --no-print-directory -j2 build test-bundle
	@$(UNDER_TEST) swift test $(TESTS) --skip-build $(if $(ONLY),--filter "$(ONLY)")

record: test-setup  ## write the golden frames anew; the run fails, look at the difference and run `make test`
	@$(MAKE) --no-print-directory -j2 build test-bundle
	-@RECORD_SNAPSHOTS=1 $(UNDER_TEST) swift test $(TESTS) --skip-build

slowest: test-setup ## the slowest suites, each by itself
	@$(MAKE) --no-print-directory -j2 build test-bundle
	@set -o pipefail; $(UNDER_TEST) swift test $(TESTS) --skip-build --no-parallel 2>&1 | scripts/slowest

test-bundle:
	@swift build $(TESTS) --product tsla-tuiPackageTests $(STRICT)

lint:               ## the formatter has nothing to say
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests Fuzz Benchmarks/Package.swift Benchmarks/Benchmarks

format:             ## format in place
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Fuzz Benchmarks/Package.swift Benchmarks/Benchmarks

docs: build         ## docs/keys.md, docs/sources.md and the manual page from the program
	@$(BIN) document keys > docs/keys.md
	@$(BIN) document sources > docs/sources.md
	@$(BIN) document man > docs/tsla-tui.1

bundle:             ## the list of the files that are part of the binary, from their folders
	@scripts/bundle

bench: setup        ## micro-benchmarks
	@cd Benchmarks && swift package --disable-sandbox benchmark

FUZZ_SECONDS ?= 60
fuzz: setup         ## each driver of Fuzz/ on random inputs for FUZZ_SECONDS
	@scripts/fuzz $(FUZZ_SECONDS)

tsan: setup         ## the simulation on eight threads under the thread sanitizer
	@swift build -c release --product tsla-tui --scratch-path .build/tsan --sanitize=thread
	@.build/tsan/release/tsla-tui value simulate --paths 1000000 --threads 8 > /dev/null && echo "no race was seen"

check: lint test    ## what CI does

install: build      ## to $(PREFIX)/bin, with the manual page
	@install -D -m 755 $(BIN) $(PREFIX)/bin/tsla-tui && strip $(PREFIX)/bin/tsla-tui
	@install -D -m 644 docs/tsla-tui.1 $(PREFIX)/share/man/man1/tsla-tui.1
	@echo "installed $(PREFIX)/bin/tsla-tui and its manual page"

clean:
	@rm -rf .build

setup:              # ncursesw, or words about what to install
	@scripts/setup build

test-setup:         # ncursesw, tmux and icalendar for the end-to-end tests
	@scripts/setup test
