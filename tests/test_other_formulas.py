"""What other formulas make of the worked example is what their documentation says."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = ROOT / "docs" / "explanation" / "six-actions.md"

# Percentages 100, 50, none, 20 (cancelled), 10, 80; weights 2, 1, 3, 2, 1, 1; all from 1 January
# 2025, with 546, 911, 546, 1461, 1095 and 1095 days, of which 730 have gone.
BY_HAND: Final = (
    ("mean of children", "52.0 %"),  # (100 + 50 + 20 + 10 + 80) / 5
    ("mean of children", "48.0 %"),  # (100 + 50 + 0 + 10 + 80) / 5
    ("by work", "38.0 %"),  # (200 + 50 + 0 + 40 + 10 + 80) / 10
    ("by work", "42.5 %"),  # (200 + 50 + 0 + 10 + 80) / 8
    ("by work", "54.3 %"),  # (200 + 50 + 40 + 10 + 80) / 7
    ("by work", "77.1 %"),  # (200 + 50 + 200 + 10 + 80) / 7
    ("count", "16.7 %"),  # 1 / 6
    ("count", "20.0 %"),  # 1 / 5
    ("count", "40.0 %"),  # (2 + 2) / 10
    ("by duration", "44.6 %"),  # (54600 + 45550 + 29220 + 10950 + 87600) / 5108
    ("by duration", "40.3 %"),  # 227920 / (5108 + 546)
    ("by duration", "13.0 %"),  # 546 / (546 + 911 + 546 + 1095 + 1095)
    ("by duration", "16.5 %"),  # (100 / 5 + 54600 / 4193) / 2
    ("by calendar", "77.2 %"),  # (100 + 80.13 + 100 + 49.97 + 66.67 + 66.67) / 6
    ("by calendar", "60.0 %"),  # (100 + 50 + 100 + 20 + 10 + 80) / 6
    ("by calendar", "64.6 %"),  # ((100 + 50 + 80) / 3 + (100 + 20 + 10 + 80) / 4) / 2
)

# Of the weight of 8 that is due, 5 is known and comes to 340; all of Action 3 would add 300.
HERE: Final = (
    "**This library:** 68.0 % of what is reported is done (62.5 % of the due work is reported); "
    "of all that is due, between 42.5 % and 80.0 %."
)


def table() -> list[str]:
    """The table, as the example prints it."""
    script = ROOT / "examples" / "other_formulas.py"
    command = [sys.executable, "-X", "utf8", str(script)]
    done = subprocess.run(  # noqa: S603 - the command is put together here
        command, check=True, capture_output=True, encoding="utf-8"
    )
    return done.stdout.splitlines()


def test_each_formula_prints_what_one_works_out_by_hand() -> None:
    *lines, below, here = table()
    rows = [row.strip("| ").split(" | ") for row in lines[2:]]
    assert [(row[0], row[-1]) for row in rows] == list(BY_HAND)
    assert (below, here) == ("", HERE)


def test_the_page_shows_the_table_that_the_example_prints() -> None:
    assert "\n".join(table()) in PAGE.read_text("utf-8"), "run: examples/other_formulas.py"
