"""A dossier manager runs a year on it: every command of the page, in its order, in one place."""

import re
from pathlib import Path
from typing import Final

import pytest

from benelux_tracker.cli import app
from build_sessions import Session

PAGE: Final = Path(__file__).parent.parent / "docs" / "how-to" / "a-year.md"
USED: Final = re.findall(r"^benelux-tracker ([a-z]+) ", PAGE.read_text("utf-8"), re.MULTILINE)


def test_a_year_can_be_run_as_the_page_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Session().run(PAGE)
    assert {path.name for path in tmp_path.iterdir()} == {
        *("my-programme", "our-benelux", "programme.schema.json", "nsec.ics", "actions.csv"),
        *("nsec.xlsx", "colleague.py", "nsec-filled.xlsx"),
        *(
            f"report.{language}.{suffix}"
            for language in ("nl", "fr")
            for suffix in ("html", "docx")
        ),
    }


def test_every_command_is_used_in_the_course_of_a_year() -> None:
    commands = {name for name in app if not name.startswith("-")}
    assert commands - set(USED) == {"completion"}  # of use once, for the shell
