"""The papers for those who work on the library name what is there."""

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from typing import Any, Final

import pytest
import tomli
import yaml

ROOT: Final = Path(__file__).parents[1]
GUIDE: Final = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
VERBS: Final = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
HOOKS: Final[list[dict[str, Any]]] = [
    hook
    for repo in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    for hook in repo["hooks"]
]
KINDS: Final = {
    kind["directory"]
    for kind in tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["towncrier"][
        "type"
    ]
}


def test_the_guide_names_every_verb_and_no_other() -> None:
    told = set(re.findall(r"`make ([a-z-]+)[^`]*`", GUIDE))
    assert told | {"clean", "wheel"} == set(VERBS)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", GUIDE))))
def test_every_module_that_the_guide_names_is_there(name: str) -> None:
    places = (ROOT, ROOT / "src" / "benelux_tracker", ROOT / "src/benelux_tracker/report/render")
    assert any((place / name).is_file() for place in places)


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_needs_no_network_and_runs_what_is_installed_here(hook: dict[str, Any]) -> None:
    assert hook["language"] == "system"
    program = hook["entry"].split()[0]
    assert program.startswith(".venv/bin/")
    assert shutil.which(Path(program).name, path=str(Path(sys.executable).parent))


@pytest.mark.parametrize(
    "file", sorted((ROOT / "changelog.d").glob("*.*.md")), ids=lambda file: file.name
)
def test_a_fragment_is_of_a_known_kind_and_says_something(file: Path) -> None:
    assert file.name.split(".")[1] in KINDS
    assert file.read_text("utf-8").strip().endswith(".")


def test_the_fragments_make_a_changelog() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "towncrier", "build", "--draft", "--version", "next"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert made.stdout.startswith("## next (")
    assert "<!-- towncrier release notes start -->\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_decision_has_a_number_of_its_own() -> None:
    files = (ROOT / "docs" / "explanation" / "decisions").glob("0*.md")
    numbers = sorted(int(file.name[:4]) for file in files)
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_editor_can_read_how_files_are_laid_out() -> None:
    layout = ConfigParser()
    layout.read_string("[root]\n" + (ROOT / ".editorconfig").read_text("utf-8"))
    assert layout["*"]["charset"] == "utf-8"
    assert layout["Makefile"]["indent_style"] == "tab"


@pytest.mark.parametrize("kind", ["wrong-figure", "unclear-message", "data-correction", "wish"])
def test_there_is_a_template_for_each_kind_of_issue(kind: str) -> None:
    text = (ROOT / ".gitlab" / "issue_templates" / f"{kind}.md").read_text("utf-8")
    assert text.count("**") >= 6
