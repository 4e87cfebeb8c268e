"""Generated pages of the documentation are those of the data as it stands."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"


def test_the_page_on_what_the_data_covers_is_up_to_date() -> None:
    script = ROOT / "examples" / "data_coverage.py"
    made = subprocess.run([sys.executable, script], check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    shown = (REFERENCE / "data-coverage.md").read_text("utf-8")
    assert made.stdout == shown, "run: make pages"


def test_the_page_of_columns_is_that_of_the_tables() -> None:
    script = ROOT / "examples" / "frame_columns.py"
    made = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-X", "utf8", script], check=True, capture_output=True, encoding="utf-8"
    )
    assert made.stdout == (REFERENCE / "columns.md").read_text("utf-8"), "run: make pages"


def test_the_schema_of_a_report_is_that_of_its_classes() -> None:
    script = ROOT / "examples" / "report_schema.py"
    made = subprocess.run([sys.executable, script], check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    room = ROOT / "src" / "benelux_tracker" / "report"
    assert made.stdout == (room / "year-report.schema.json").read_text("utf-8"), "run: make pages"


def test_the_page_has_a_row_for_each_of_the_29_dossiers() -> None:
    shown = (REFERENCE / "data-coverage.md").read_text("utf-8")
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert len(rows) - sum(row.startswith("| dossier |") for row in rows) == 29
