"""The examples run, and say what they are meant to say."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benelux_tracker import load

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"


def printed(script: str, *arguments: str, directory: Path = EXAMPLES) -> list[str]:
    """The lines that an example prints, run as a person would run it."""
    command = [sys.executable, "-X", "utf8", str(EXAMPLES / script), *arguments]
    done = subprocess.run(  # noqa: S603 - the command is put together here
        command, cwd=directory, check=False, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_worked_example_is_the_programme_of_the_case() -> None:
    case = ROOT / "tests" / "cases" / "worked-example" / "programme"
    assert load(EXAMPLES / "worked-example") == load(case)


@pytest.mark.parametrize(
    ("file", "opening"),
    [
        ("report.html", "<!DOCTYPE html>"),
        ("report.md", "# Progress report 2025"),
        ("report.txt", "PROGRESS REPORT 2025"),
        ("report.json", "{"),
    ],
)
def test_a_first_look_writes_the_report_that_the_suffix_asks_for(
    file: str, opening: str, tmp_path: Path
) -> None:
    lines = printed("first_look.py", file, directory=tmp_path)
    assert lines[-1] == f"The report of 2025 is in {file}"
    assert (tmp_path / file).read_text("utf-8").lower().startswith(opening.lower())


def test_a_first_look_shows_every_theme_and_the_programme(tmp_path: Path) -> None:
    lines = printed("first_look.py", "report.txt", directory=tmp_path)
    assert lines[0] == "Common Work Programme 2025-2028 of the Benelux Union, 2025-12-31"
    assert [line[:38].strip() for line in lines[2:-1]] == [
        "Security",
        "Internal market and economy",
        "Sustainable development and energy",
        "Cross-border cooperation",
        "Interregional relations",
        "Programme",
    ]


def test_a_first_look_at_another_day_reports_on_the_year_of_that_day(tmp_path: Path) -> None:
    lines = printed("first_look.py", "report.md", "--on", "2024-12-31", directory=tmp_path)
    assert lines[-1] == "The report of 2024 is in report.md"
    assert "- As it stood on: 31 December 2024" in (tmp_path / "report.md").read_text("utf-8")


def status_of_the_worked_example(*arguments: str) -> str:
    """The only line about the worked example."""
    (line,) = printed("status_line.py", *arguments, "--programme", "worked-example")
    return line


def test_a_status_line_gives_progress_coverage_bounds_and_signal() -> None:
    assert status_of_the_worked_example("2026-12-31") == (
        "Market: 68 % of what is reported is done (62 % of the due work is reported; "
        "between 42 % and 80 % of what is due). "
        "amber: 40 % of the assessed work is red or amber, 25 % or more."
    )


def test_a_status_line_gives_no_figure_where_too_little_is_reported() -> None:
    assert status_of_the_worked_example("2026-06-29") == (
        "Market: 40 % of the due work is reported; between 24 % and 84 % of what is due is done. "
        "grey: only 40 % of the due work can be assessed, less than 60 %."
    )


def test_a_status_line_says_why_there_is_no_figure() -> None:
    assert status_of_the_worked_example("2025-12-31") == (
        "Market: nothing of the due work is reported. grey: none of the due work can be assessed."
    )


def test_status_lines_come_as_json_too() -> None:
    lines = printed("status_line.py", "2026-12-31", "--programme", "worked-example", "--json")
    told = json.loads("\n".join(lines))
    assert told["on"] == "2026-12-31"
    (market,) = told["themes"]
    assert market.pop("line").startswith("Market: 68 % of what is reported is done")
    assert market == {
        "id": "market",
        "title": "Market",
        "signal": "amber",
        "reason": "40 % of the assessed work is red or amber, 25 % or more",
        "done": 68,
        "reported": 62,
        "low": 42,
        "high": 80,
        "overdue": 1,
    }


def test_a_status_line_as_it_was_known_leaves_out_what_was_told_later() -> None:
    line = status_of_the_worked_example("2026-12-31", "--known-on", "2026-05-31")
    assert line.startswith("Market: 40 % of the due work is reported;")


def test_status_lines_of_the_benelux_programme_come_in_its_order_and_in_a_language() -> None:
    lines = printed("status_line.py", "2025-12-31", "--language", "nl")
    assert [line.partition(":")[0] for line in lines] == [
        "Veiligheid",
        "Interne markt en economie",
        "Duurzame ontwikkeling en energie",
        "Grensoverschrijdende samenwerking",
        "Interregionale betrekkingen",
    ]
