# Every target sets up .venv by itself where it is missing or older than pyproject.toml. Needs Python 3.10+ and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.sadpath-ready

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: help demo test test-editors vsix lint types check readme schema docs new-check new-provider build clean

help:
	@echo 'make demo     what sadpath says about the shop in examples/'
	@echo 'make test     the tests'
	@echo 'make test-editors'
	@echo '              the tests with real editors, which are installed into .editors/ and by apt-get'
	@echo 'make vsix     the VS Code extension, editors/vscode/sadpath.vsix'
	@echo 'make lint     ruff'
	@echo 'make types    mypy, strict'
	@echo 'make check    lint, types and test'
	@echo 'make readme   bring the generated blocks of README.md up to date'
	@echo 'make schema   bring docs/sadpath.schema.json up to date'
	@echo 'make docs     the site, in build/site'
	@echo 'make new-check NAME=sp107_lost_answer, make new-provider NAME=acme-payments'
	@echo '              skeletons of a rule and of an API (see CONTRIBUTING.md)'
	@echo 'make build    wheel and source distribution, in dist/'
	@echo 'make clean    remove what the other targets made, .venv too'

# An environment that doesn't work any more (its interpreter has gone, the checkout has moved) is stale as well.
ifneq ($(shell $(BIN)/python -c 'import sys, sadpath; print(sys.version_info >= (3, 10))' 2>/dev/null),True)
.PHONY: $(READY)
endif

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' \
		|| { echo 'sadpath needs Python 3.10 or newer; say which: make PYTHON=python3.12 ...' >&2; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || rm -rf $(VENV)
	@test -x $(BIN)/python || { echo 'Setting up $(VENV) ...'; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

demo: $(READY)
	$(BIN)/sadpath check examples/ --exit-zero
	$(BIN)/sadpath matrix examples/

test: $(READY)
	$(BIN)/pytest -n auto

# An editor that can't be had here is skipped, and said so at the end; with CI=true it is a failure.
test-editors: $(READY)
	$(BIN)/pytest -m editors tests/editors -rs

vsix:
	cd editors/vscode && npm ci --no-audit --no-fund && npm run package

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

check: lint types test

readme: $(READY)
	$(BIN)/python tests/test_readme.py --write

schema: $(READY)
	$(BIN)/sadpath config --schema > docs/sadpath.schema.json

docs: $(READY)
	@$(BIN)/python -m pip install --quiet --group docs
	rm -rf build/docs
	$(BIN)/python docs/generate.py build/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet -f docs/mkdocs.yml
	@echo 'build/site/index.html'

new-check new-provider: $(READY)
	@$(BIN)/python tools/new.py $(@:new-%=%) $(NAME)

build: $(READY)
	rm -rf dist
	$(BIN)/python -m build --outdir dist .

clean:
	rm -rf .editors editors/vscode/node_modules editors/vscode/dist editors/vscode/dist-test editors/vscode/sadpath.vsix
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .sadpath_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
