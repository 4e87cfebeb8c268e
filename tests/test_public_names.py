"""What the package offers by name."""

import inspect
import re
import subprocess
import sys
from typing import NewType

import pytest

import benelux_tracker
from benelux_tracker import vocabulary

NAMES = list(benelux_tracker.__all__)
WORDS = inspect.getsource(vocabulary)

NOT_FOR_A_PLAIN_IMPORT = [
    "babel",
    "jinja2",
    "rich",
    "cyclopts",
    "markdown_it",
    "pandas",
    "matplotlib",
    "typst",
    "docx",
    "benelux_tracker.report",
    "benelux_tracker.cli",
]


def test_the_public_names_are_sorted_and_stand_once() -> None:
    assert sorted(set(NAMES)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_exists_and_says_what_it_is(name: str) -> None:
    offered = getattr(benelux_tracker, name)
    if isinstance(offered, NewType):
        assert re.search(rf'^{name} = NewType.*\n"""The .*[.]"""$', WORDS, re.MULTILINE)
        return
    assert inspect.isclass(offered) or inspect.isfunction(offered) or inspect.ismodule(offered)
    assert offered.__doc__
    assert offered.__doc__.splitlines()[0].endswith((".", ":", "?"))


@pytest.mark.parametrize(
    "name", ["load", "load_benelux", "snapshot", "check", "year_report", "render", "save"]
)
def test_what_a_newcomer_needs_is_offered(name: str) -> None:
    assert name in NAMES


def test_another_name_is_not_there() -> None:
    with pytest.raises(AttributeError) as caught:
        getattr(benelux_tracker, "no_such_name")  # noqa: B009 - no checker finds it either
    assert str(caught.value) == "module 'benelux_tracker' has no attribute 'no_such_name'"


def test_every_public_name_can_be_imported_with_a_star() -> None:
    offered: dict[str, object] = {}
    exec("from benelux_tracker import *", offered)  # noqa: S102 - as a notebook would
    assert set(NAMES) <= set(offered)


def test_every_public_name_is_offered_by_completion() -> None:
    assert set(benelux_tracker.__all__) <= set(dir(benelux_tracker))


def test_a_public_name_asked_for_twice_is_the_same() -> None:
    assert benelux_tracker.year_report is benelux_tracker.year_report


def loaded_by(statement: str) -> set[str]:
    """The modules that a statement loads in a fresh interpreter."""
    script = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(  # noqa: S603 - a script of our own
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_a_plain_import_loads_nothing_that_it_does_not_need() -> None:
    modules = loaded_by("import benelux_tracker")
    assert "benelux_tracker.snapshot" in modules
    assert modules.isdisjoint(NOT_FOR_A_PLAIN_IMPORT)


def test_a_report_loads_nothing_of_the_command_line() -> None:
    modules = loaded_by("from benelux_tracker import year_report")
    assert "benelux_tracker.report.compose" in modules
    assert modules.isdisjoint(["benelux_tracker.cli", "cyclopts", "jinja2", "rich", "pandas"])


def test_a_command_opens_no_room_of_other_commands() -> None:
    modules = loaded_by("from benelux_tracker.cli import run\nrun(['status', '--language', 'en'])")
    assert "benelux_tracker.cli.look" in modules
    assert modules.isdisjoint(
        ["benelux_tracker.cli.work", "benelux_tracker.storage.record", "babel.messages", "rich"]
    )
