"""Generated pages of the documentation are those of the library and the data as they stand."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import tomli

import benelux_tracker as bt

ROOT: Final = Path(__file__).parents[1]
REFERENCE: Final = ROOT / "docs" / "reference"
MADE: Final = {
    REFERENCE / "columns.md": "examples/frame_columns.py",
    REFERENCE / "command-line.md": "docs/make_command_line.py",
    REFERENCE / "data-coverage.md": "examples/data_coverage.py",
    REFERENCE / "problems.md": "examples/problem_codes.py",
    REFERENCE / "report-schema.md": "docs/make_report_schema.py",
    ROOT / "src" / "benelux_tracker" / "report" / "year-report.schema.json": (
        "examples/report_schema.py"
    ),
}
"""What is made, and by which program; the Makefile has the same list."""


@pytest.mark.parametrize("page", MADE, ids=lambda page: page.name)
def test_a_generated_page_is_up_to_date(page: Path) -> None:
    made = subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, "-X", "utf8", ROOT / MADE[page]],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert made.stdout == page.read_text("utf-8"), "run: make pages"


def test_make_pages_makes_them_all() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    lines = {f"$(BIN)/python {MADE[page]} > {page.relative_to(ROOT).as_posix()}" for page in MADE}
    assert {line for line in lines if line not in makefile} == set()


def test_the_page_has_a_row_for_each_of_the_29_dossiers() -> None:
    shown = (REFERENCE / "data-coverage.md").read_text("utf-8")
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert len(rows) - sum(row.startswith("| dossier |") for row in rows) == 29


def test_no_meaning_of_a_field_is_kept_that_no_report_has() -> None:
    meanings = tomli.loads((ROOT / "docs" / "report_fields.toml").read_text("utf-8"))
    schema = bt.report_schema()
    objects = {"YearReport": schema, **schema["$defs"]}
    fields = {name: set(it.get("properties", ())) for name, it in objects.items()}
    common = {
        field for name, found in fields.items() for field in found - {*meanings.get(name, ())}
    }
    fields["any"] = common
    assert {name: left for name, told in meanings.items() if (left := {*told} - fields[name])} == {}
