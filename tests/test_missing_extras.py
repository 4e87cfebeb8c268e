"""What is not installed: every question says which extra brings it, or needs none."""

import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import tomli

import ask_without
import benelux_tracker as bt
from ask_without import COMMANDS, FUNCTIONS, QUESTIONS, expected, said
from benelux_tracker.cli import app
from benelux_tracker.report.pictures import png, svg

ROOT: Final = Path(__file__).parents[1]
NEEDED: Final = [(package, name) for name, it in QUESTIONS.items() for package in it.needs]
EVERY_PACKAGE: Final = sorted({package for package, _ in NEEDED})
IMPORTED_AS: Final = {"python-docx": "docx"}
"""Packages that go by another name once they are installed."""


@pytest.fixture
def lacking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package that cannot be imported; pictures drawn before are forgotten."""
    package = str(request.param)
    svg.cache_clear()
    png.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)
    yield package
    svg.cache_clear()
    png.cache_clear()


@pytest.mark.parametrize(("lacking", "name"), NEEDED, indirect=["lacking"])
def test_what_lacks_a_package_says_the_line_that_brings_it(
    lacking: str, name: str, tmp_path: Path
) -> None:
    question = QUESTIONS[name]
    assert said(question, tmp_path) == expected(question, lacking)
    assert {file.name for file in tmp_path.iterdir()} <= {"back.xlsx"}


def test_without_any_extra_the_rest_is_answered(tmp_path: Path) -> None:
    script = str(ask_without.__file__)
    answers = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-X", "utf8", script, str(tmp_path), *EVERY_PACKAGE],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert json.loads(answers.stdout) == {
        name: expected(question, *EVERY_PACKAGE) for name, question in QUESTIONS.items()
    }


# ---- nothing is left out


def extras() -> dict[str, list[str]]:
    project = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, list[str]] = project["optional-dependencies"]
    return found


def brought_by(extra: str) -> set[str]:
    """What an extra brings, by the names under which it is imported."""
    wanted = {re.split(r"[\[<>=!~]", entry)[0] for entry in extras()[extra]}
    return {IMPORTED_AS.get(name, name) for name in wanted - {"benelux-tracker"}}


@pytest.mark.parametrize("extra", sorted({*extras()} - {"all"}))
def test_what_an_extra_brings_is_asked_for_by_somebody(extra: str) -> None:
    asked = {p for it in QUESTIONS.values() for p, (_, by) in it.needs.items() if by == extra}
    assert brought_by(extra) == asked


def test_the_extra_all_brings_all_the_others() -> None:
    (whole,) = extras()["all"]
    assert whole == f"benelux-tracker[{','.join(sorted({*extras()} - {'all'}))}]"


def functions() -> Iterator[tuple[str, Any]]:
    """The public functions and the methods of public classes, by name."""
    for name in bt.__all__:
        offered = getattr(bt, name)
        if inspect.isclass(offered):
            for method, function in inspect.getmembers(offered, inspect.isfunction):
                yield f"{name}.{method}", function
        elif inspect.ismodule(offered):
            yield from ((f"{name}.{one}", getattr(offered, one)) for one in offered.__all__)
        else:
            yield name, offered


def test_every_function_that_may_lack_a_package_is_asked() -> None:
    told = {name for name, f in functions() if "MissingExtraError" in (f.__doc__ or "")}
    drawing = {name for name, _ in functions() if name.startswith("plot.")}
    assert {name.split()[0] for name, it in FUNCTIONS.items() if it.needs} == told | drawing


def test_every_command_is_asked() -> None:
    assert {name.split()[0] for name in COMMANDS} == {
        name for name in app if not name.startswith("-")
    }
