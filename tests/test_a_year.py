"""A dossier manager runs a year on it: every command of the page, in its order, in one place."""

import re
import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from benelux_tracker import load, snapshot
from benelux_tracker.cli import run

PAGE: Final = Path(__file__).parent.parent / "docs" / "how-to" / "a-year.md"
SUMMIT: Final = "offshore-wind-north-sea-summit-follow-up"
COMMANDS: Final = re.findall(r"^benelux-tracker (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)


def is_free(sheet: Worksheet, row: int, columns: Iterable[int]) -> bool:
    """Whether a row has cells to fill in, all of them empty."""
    open_ = [cell for n in columns if not (cell := sheet.cell(row, n)).protection.locked]
    return bool(open_) and all(cell.value is None for cell in open_)


def filled(blank: Path, copy: Path) -> None:
    """What a group does with its form: one action reported on, one without news, one reached."""
    book = load_workbook(blank)
    actions, milestones = book.worksheets[1:3]
    fillings: tuple[tuple[Worksheet, dict[str, str | int]], ...] = (
        (actions, {"since": "2026-04-02", "confidence": "groen", "summary": "Het loopt."}),
        (actions, {"unchanged": "x"}),
        (milestones, {"since": "2026-03-20", "reached": "x"}),
    )
    for sheet, answers in fillings:
        columns = {cell.value: cell.column or 0 for cell in sheet[1]}
        rows = range(3, sheet.max_row + 1)
        row = next(row for row in rows if is_free(sheet, row, columns.values()))
        for key, answer in answers.items():
            sheet.cell(row, columns[key]).value = answer
    book.save(copy)


def test_a_year_can_be_run_as_the_page_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before: dict[str, int] = {}
    for command in COMMANDS:
        if "--form" in command and not Path("nsec-filled.xlsx").exists():
            filled(Path("nsec.xlsx"), Path("nsec-filled.xlsx"))
            before = {"updates": len(load("our-benelux").updates)}
        code = run(shlex.split(command))
        assert (code, capsys.readouterr().err) == (0, ""), command
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {
        *("my-programme", "our-benelux", "programme.schema.json", "nsec.ics", "actions.csv"),
        *("nsec.xlsx", "nsec-filled.xlsx"),
        *(
            f"report.{language}.{suffix}"
            for language in ("nl", "fr")
            for suffix in ("html", "docx")
        ),
    }
    programme = load("our-benelux")
    assert len(programme.updates) == before["updates"] + 4
    assert snapshot(programme, "2026-12-31").state(SUMMIT).completion == 4000


def test_every_command_is_used_in_the_course_of_a_year() -> None:
    used = {command.split()[0] for command in COMMANDS}
    assert used == {
        *("init", "check", "schema", "calendar", "chase", "form", "record", "status", "explain"),
        *("compare", "export", "find", "report"),
    }
