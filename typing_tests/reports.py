"""The year-end report: made, written and read back."""

from datetime import date
from pathlib import Path
from typing import Any, Literal, assert_type

import benelux_tracker as bt


def a_report_is_made_of_a_programme_and_a_year(programme: bt.WorkProgramme) -> None:
    assert_type(bt.year_report(programme, 2025), bt.YearReport)
    assert_type(bt.year_report(programme, 2025, "fr", "2026-02-01"), bt.YearReport)
    assert_type(bt.year_report(programme, 2025, on=date(2025, 11, 30)), bt.YearReport)
    assert_type(bt.year_report(programme, 2025, before_known_on="2025-02-01"), bt.YearReport)
    bt.year_report(programme, "2025")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.year_report(programme)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.year_report(bt.snapshot(programme, "2025-12-31"), 2025)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.year_report("my-programme", 2025)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_report_is_data(report: bt.YearReport) -> None:
    assert_type(report.year, int)
    assert_type(report.language, str)
    assert_type(report.known_on, date | None)
    assert_type(report.provisional, bool)
    assert_type(report.interim, bool)
    assert_type(report.programme, str)
    assert_type(report.themes[0].dossiers[0].actions[0].completion, int | None)
    report.year = 2026  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def a_format_is_text_or_bytes(
    report: bt.YearReport, either: Literal["html", "pdf"], word: str
) -> None:
    assert_type(bt.render(report, "html"), str)
    assert_type(bt.render(report, "markdown"), str)
    assert_type(bt.render(report, "text"), str)
    assert_type(bt.render(report, "json"), str)
    assert_type(bt.render(report, "pdf"), bytes)
    assert_type(bt.render(report, "docx", pictures=False), bytes)
    assert_type(bt.render(report, either), str | bytes)
    bt.render("html", report)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    bt.render(report, "xlsx")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    bt.render(report, word)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    bt.render(report, "html", False)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]  # noqa: FBT003


def a_report_is_saved_and_read_back(report: bt.YearReport, folder: Path) -> None:
    bt.save(report, "report.html")
    bt.save(report, folder / "report.pdf", pictures=False)
    assert_type(bt.read_report(folder / "report.json"), bt.YearReport)
    assert_type(bt.report_schema(), dict[str, Any])
    bt.save("report.html", report)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.save(report)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.read_report(report)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
