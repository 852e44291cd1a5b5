# make setup, then any of the others; each of them runs setup when it is needed.
PYTHON ?= python3.11
BIN := .venv/bin
# Weights that no public address has, where somebody put them beside this folder.
ifneq ($(wildcard ../shared/models),)
export EXHIBIT_MODELS_MIRROR ?= $(abspath ../shared/models)
endif
.PHONY: setup vision demo chat test check bench clean

setup: .venv/installed

.venv/installed: pyproject.toml constraints.txt
	@if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then sh .ci/system-packages; fi
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --constraint constraints.txt --editable '.[dev]'
	touch $@

# Detecting and following things (ultralytics, AGPL-3.0, and torch): 1.3 GB with torch for processors, 6 GB with that for CUDA.
vision: .venv/vision

.venv/vision: .venv/installed
	$(BIN)/python -m pip install --disable-pip-version-check --progress-bar on --constraint constraints.txt --editable '.[dev,vision]'
	touch $@

demo: setup
	$(BIN)/exhibit models fetch
	$(BIN)/exhibit demo

chat: setup
	$(BIN)/exhibit models fetch
	$(BIN)/exhibit chat

test: setup
	@$(MAKE) vision || echo "The extra for pictures and videos could not be installed: what needs it is skipped, each with its reason."
	$(BIN)/exhibit models fetch
	$(BIN)/exhibit models fetch smollm2-135m-instruct
	EXHIBIT_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/benchmarks
	$(BIN)/python -m pytest tests/benchmarks

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/exhibit bench

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
