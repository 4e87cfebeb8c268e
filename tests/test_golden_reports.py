"""Whole reports of small programmes, byte for byte.

After a change that is meant: `pytest tests/test_golden_reports.py --update-golden`,
then read what changed in tests/golden before it is committed.
"""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from benelux_tracker import YearReport, load, render, year_report
from benelux_tracker.report.blocks import Picture
from benelux_tracker.report.layout import page
from benelux_tracker.report.render.html import html
from build_report import small

TESTS: Final = Path(__file__).parent
GOLDEN: Final = TESTS / "golden"
MOST_LINES: Final = 60


def small_in_dutch() -> YearReport:
    return year_report(small(), 2025, "nl")


def worked_example_in_french() -> YearReport:
    return year_report(load(TESTS.parent / "examples" / "worked-example"), 2026, "fr")


def without_pictures(report: YearReport) -> str:
    """As HTML; drawings may differ in their last decimals from one machine to another."""
    whole = page(report)
    blocks = tuple(block for block in whole.blocks if not isinstance(block, Picture))
    return html(evolve(whole, blocks=blocks))


REPORTS: Final[dict[str, Callable[[], YearReport]]] = {
    "small.nl": small_in_dutch,
    "worked-example.fr": worked_example_in_french,
}
FORMATS: Final[dict[str, Callable[[YearReport], str]]] = {
    "html": without_pictures,
    "json": lambda report: render(report, "json"),
    "md": lambda report: render(report, "markdown"),
    "txt": lambda report: render(report, "text"),
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_as_it_was(name: str, suffix: str, pytestconfig: pytest.Config) -> None:
    golden = GOLDEN / f"{name}.{suffix}"
    now = FORMATS[suffix](REPORTS[name]())
    if pytestconfig.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(now.encode())
    was = golden.read_bytes().decode()
    if now != was:
        lines = difflib.unified_diff(
            was.splitlines(), now.splitlines(), "as it was", "as it is", n=1, lineterm=""
        )
        shown = list(lines)
        rest = [f"… and {len(shown) - MOST_LINES} lines more"] if len(shown) > MOST_LINES else []
        update = "is the change meant? then: pytest tests/test_golden_reports.py --update-golden"
        pytest.fail("\n".join([*shown[:MOST_LINES], *rest, update]), pytrace=False)


def test_there_is_no_golden_report_that_nothing_is_compared_with() -> None:
    compared = {f"{name}.{suffix}" for name in REPORTS for suffix in FORMATS}
    assert {path.name for path in GOLDEN.iterdir()} == compared
