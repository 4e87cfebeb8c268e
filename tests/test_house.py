"""How the package is built: budgets, names, who may know files. Source: decisions 0010, 0022."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

PACKAGE = Path(str(files("benelux_tracker")))
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
LONGEST_CALCULATION = 1750
LONGEST_ROOMS = {
    "": 5800,  # the model and its questions, at the top
    "cli": 1250,
    "displays": 350,
    "exchange": 2100,
    "language": 650,
    "report": 5900,
    "storage": 2100,
    "summary": 2300,
}
"""How many lines each room may have. Source: decisions 0010 and 0022."""
CALCULATION = ["history.py", "state.py", "tally.py", "snapshot.py", "comparison.py"]

EMPTY_WORDS = {"utils", "helpers", "common", "core", "base", "manager", "service"}
EMPTY_VERBS = ("get_", "calculate_", "process_", "handle_")

FILES_AND_PARSERS = {"cattrs", "os", "pathlib", "tomli"}
MAY_KNOW_FILES = {"archive.py", "publish.py"}
"""Where a report leaves for a file, or comes back from one, storage does not know reports."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def text_of(module: str) -> str:
    return (PACKAGE / module).read_text("utf-8")


def lines_of(module: str) -> int:
    return len(text_of(module).splitlines())


def tree_of(module: str) -> ast.Module:
    return ast.parse(text_of(module))


def functions_of(module: str) -> Iterator[Function]:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, Function):
            yield node


def names_of(module: str) -> Iterator[str]:
    """The names that a module gives to its functions and classes."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name


def imports_of(module: str) -> set[str]:
    """The first part of every name that a module imports, wherever it does."""
    found: set[str] = set()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_the_package_is_there() -> None:
    assert {"__init__.py", "model.py", "storage/load.py", "report/compose.py"} <= set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_no_module_is_longer_than_its_budget(module: str) -> None:
    assert lines_of(module) <= LONGEST_MODULE


@pytest.mark.parametrize("module", MODULES)
def test_no_function_is_longer_than_its_budget(module: str) -> None:
    lengths = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions_of(module)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


def test_every_room_keeps_its_budget() -> None:
    lengths = dict.fromkeys(LONGEST_ROOMS, 0)
    for module in MODULES:
        lengths[module.rpartition("/")[0].partition("/")[0]] += lines_of(module)
    assert {room: n for room, n in lengths.items() if n > LONGEST_ROOMS[room]} == {}


def test_the_calculation_keeps_its_budget() -> None:
    assert sum(map(lines_of, CALCULATION)) <= LONGEST_CALCULATION


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_are_named_for_what_they_are(module: str) -> None:
    assert EMPTY_WORDS.isdisjoint(re.split(r"[/._]", module))
    names = [name.lstrip("_").lower() for name in names_of(module)]
    assert [name for name in names if name in EMPTY_WORDS or name.startswith(EMPTY_VERBS)] == []


@pytest.mark.parametrize("module", MODULES)
def test_only_storage_and_the_outermost_rooms_know_files(module: str) -> None:
    known = imports_of(module) & FILES_AND_PARSERS
    if module.startswith(("storage/", "cli/")):
        return
    assert known == set() or module in MAY_KNOW_FILES


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is(module: str) -> None:
    assert ast.get_docstring(tree_of(module))


@pytest.mark.parametrize("module", MODULES)
def test_the_page_that_a_module_names_as_its_source_is_there(module: str) -> None:
    root = Path(__file__).parents[1]
    pages = {page.name for page in (*root.glob("*.md"), *root.glob("docs/**/*.md"))}
    assert set(re.findall(r"Source: ([\w-]+\.md)", text_of(module))) <= pages


@pytest.mark.parametrize("module", MODULES)
def test_no_module_asks_the_clock_but_the_command_line(module: str) -> None:
    clock = r"\b(?:date|datetime|pendulum|time)\.(?:monotonic|now|time|time_ns|today|utcnow)\("
    asked = re.findall(clock, text_of(module))
    assert asked == (["date.today("] if module == "cli/options.py" else [])


@pytest.mark.parametrize("module", MODULES)
def test_no_module_catches_everything(module: str) -> None:
    caught = [
        ast.unparse(node.type) if node.type else "everything"
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.ExceptHandler)
    ]
    assert {"Exception", "BaseException", "everything"}.isdisjoint(caught)
