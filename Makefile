# The verbs of the project. All of them set up what they need in .venv first.
PYTHON ?= python3
YEAR ?= 2025
LANGUAGE ?= nl
TARGET ?= load
SECONDS ?= 300

BIN := .venv/bin
MADE := build/report-$(YEAR).$(LANGUAGE)

.PHONY: setup oldest newest test-with fuzz report test check mutants bench docs pictures wheel pages clean

## setup: everything that is needed to work on the library, into .venv
setup: .venv/dev

## report: the year-end report of the shipped programme, in every format (YEAR=, LANGUAGE=)
report: .venv/run
	@mkdir -p build
	@$(BIN)/benelux-tracker report $(YEAR) --language $(LANGUAGE) \
		$(foreach format,html pdf docx md txt json,--output $(MADE).$(format))

## test: all tests, with every branch of the package covered
test: .venv/dev
	$(BIN)/pytest -n auto --cov --cov-report=term-missing

## check: style, types, imports
check: .venv/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/pyright --project typing_tests
	PATH="$(CURDIR)/$(BIN):$$PATH" pyright --verifytypes benelux_tracker --ignoreexternal
	$(BIN)/lint-imports
	$(BIN)/benelux-tracker check
	$(BIN)/towncrier build --draft --version next > /dev/null

## mutants: change the calculation in small ways; for each a test must fail (MUTANTS="tally state", MUTANTS=--changed, MUTANTS="--since main")
mutants: .venv/dev
	$(BIN)/python mutants/kill.py $(MUTANTS)

# What a version of a package can break, without what needs a browser or an office. Laws are
# tried with few examples: they are about our code, and `make test` tries them with all.
WITH_PACKAGES := --quiet --numprocesses auto --hypothesis-profile brief $(patsubst %,tests/test_%.py, \
	begin calendar cli cli_work docx export forms forms_back frames json_report loading missing_extras \
	pdf pictures plot publish renderers schema text_formats words writing)
OTHER = .venv-$@/bin
define other_venv
	@rm -rf .venv-$@
	@$(PYTHON) -m venv .venv-$@
	@$(OTHER)/pip install --quiet --disable-pip-version-check --upgrade pip
endef

## oldest: a part of the tests with the oldest versions of packages that are allowed (PYTHON=)
oldest:
	$(other_venv)
	@$(OTHER)/pip install --quiet --require-hashes -r requirements/oldest.txt
	@$(OTHER)/pip install --quiet --no-deps -e .
	$(OTHER)/pytest $(WITH_PACKAGES)

## newest: the same part with the newest versions that there are today, whatever the locks say (PYTHON=)
newest:
	$(other_venv)
	@$(OTHER)/pip install --quiet -e ".[all]" --group test
	$(OTHER)/pytest $(WITH_PACKAGES)

## test-with: the same part with the locked versions and another Python (PYTHON=python3.13)
test-with:
	$(other_venv)
	@$(OTHER)/pip install --quiet --require-hashes -r requirements/dev.txt
	@$(OTHER)/pip install --quiet --no-deps -e .
	$(OTHER)/pytest $(WITH_PACKAGES)

## fuzz: throw broken files at the readers for some minutes (TARGET=load, form or report; SECONDS=)
fuzz: .venv/fuzz
	$(BIN)/python fuzz/fuzz.py $(TARGET) --seconds $(SECONDS)

.venv/fuzz: .venv/dev requirements/fuzz.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	@touch $@

## bench: the measures, as ratios of one run
bench: .venv/dev
	$(BIN)/python benchmarks/run.py --day "$$(date +%F)" --write benchmarks/last.json
	$(BIN)/python benchmarks/page.py

## docs: the documentation, into build/docs, with warnings as errors and words looked up
docs: .venv/dev
	$(BIN)/sphinx-build --nitpicky --fail-on-warning --keep-going --builder html docs build/docs
	$(BIN)/sphinx-build --fail-on-warning --keep-going --doctree-dir build/docs/.doctrees --builder spelling docs build/spelling

## pictures: the pictures of the documentation (needs a browser)
pictures: .venv/dev
	$(BIN)/python docs/pictures/house.py > docs/pictures/house.svg
	$(BIN)/python docs/pictures/take.py

## wheel: the distribution, into dist/
wheel: .venv/dev
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

.venv/run: pyproject.toml requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "python3-venv is missing: install it, then try again"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

.venv/dev: .venv/run requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

clean:
	rm -rf .venv .venv-* build dist

## pages: the generated pages of the documentation, the schema of a report, translations for reading
pages: .venv/run
	$(BIN)/python docs/make_translations.py
	$(BIN)/python examples/data_coverage.py > docs/reference/data-coverage.md
	$(BIN)/python examples/frame_columns.py > docs/reference/columns.md
	$(BIN)/python examples/problem_codes.py > docs/reference/problems.md
	$(BIN)/python examples/report_schema.py > src/benelux_tracker/report/year-report.schema.json
	$(BIN)/python docs/make_command_line.py > docs/reference/command-line.md
	$(BIN)/python docs/make_report_schema.py > docs/reference/report-schema.md
