"""The page of dependencies says what pyproject.toml says, and what is opened when."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
import tomli
from packaging.version import Version

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = (ROOT / "docs" / "reference" / "dependencies.md").read_text("utf-8")
PROJECT: Final[dict[str, Any]] = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
    "project"
]
EXTRAS: Final[dict[str, list[str]]] = PROJECT["optional-dependencies"]

PACKAGE: Final = re.compile(
    r"^\| `([a-z0-9-]+)` \| ([0-9.]+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE
)
EXTRA: Final = re.compile(
    r"^\| `([a-z]+)` \| (`[a-z0-9-]+` \| [0-9.]+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE
)
STEP: Final = re.compile(r"^\| `([^`]+\)|import [^`]+)` \| (.*) \|$", re.MULTILINE)
MODULES: Final = {"attr": "attrs", "markdown_it": "markdown-it-py", "tomli_w": "tomli-w"}
"""Packages that are imported by another name."""


def bounds(entries: list[str]) -> dict[str, str]:
    """Packages and the versions from which on they are asked for; nothing else is asked of them."""
    return dict(entry.split(">=") for entry in entries if not entry.startswith("benelux-tracker["))


def test_the_page_has_every_package_and_its_oldest_version() -> None:
    told = {row[1]: row[2] for row in PACKAGE.finditer(PAGE)}
    assert told == bounds(PROJECT["dependencies"])
    assert list(told) == sorted(told)


def test_the_page_has_every_extra_and_what_it_brings() -> None:
    told = [(row[1], row[2].replace("`", "").replace(" | ", ">=")) for row in EXTRA.finditer(PAGE)]
    assert sorted(told) == sorted(
        (extra, f"{package}>={version}")
        for extra, entries in EXTRAS.items()
        for package, version in bounds(entries).items()
    )


def test_the_page_says_which_extras_bring_another() -> None:
    for extra in ("pdf", "docx"):
        assert "benelux-tracker[plot]" in EXTRAS[extra]
        (row,) = re.findall(rf"^\| `{extra}` \| `.*$", PAGE, re.MULTILINE)
        assert "brings `plot`" in row


def test_the_lock_of_the_oldest_versions_has_the_versions_of_the_page() -> None:
    text = (ROOT / "requirements" / "oldest.txt").read_text("utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==([0-9.]+) ", text, re.MULTILINE))
    asked = bounds([*PROJECT["dependencies"], *(e for some in EXTRAS.values() for e in some)])
    for package, version in asked.items():
        assert Version(locked[package]) == Version(version), package


def test_the_sizes_are_those_of_every_extra() -> None:
    sizes = re.findall(
        r"^\| (?:with `([a-z]+)`|the library alone) \| \d+ \| \d+ \|", PAGE, re.MULTILINE
    )
    assert sorted(sizes) == sorted(["", *EXTRAS])


# ---- what is opened when

STEPS: Final = [(row[1], set(re.findall("`([^`]+)`", row[2]))) for row in STEP.finditer(PAGE)]
LOADED: Final = """
import sys
for step in sys.argv[1:]:
    exec(step)
    print(*{name.partition(".")[0] for name in sys.modules})
"""


@pytest.fixture(scope="module")
def loaded() -> list[set[str]]:
    """The packages of the page that each step has loaded."""
    ran = subprocess.run(  # noqa: S603 - the steps of our own page
        [sys.executable, "-c", LOADED, *(step for step, _ in STEPS)],
        cwd=ROOT / "examples",
        check=True,
        capture_output=True,
        text=True,
    )
    known = {*bounds(PROJECT["dependencies"]), *(MODULES.values())}
    known |= {package for entries in EXTRAS.values() for package in bounds(entries)}
    known |= {"pandas", "polars", "numpy", "matplotlib"}
    lines = ran.stdout.splitlines()
    return [{MODULES.get(name, name) for name in line.split()} & known for line in lines]


def test_the_page_shows_seven_steps() -> None:
    assert len(STEPS) == 7


def test_a_step_loads_what_the_page_says_and_no_more(loaded: list[set[str]]) -> None:
    so_far: set[str] = set()
    for (step, told), seen in zip(STEPS, loaded, strict=True):
        so_far |= told
        assert seen == so_far, step
