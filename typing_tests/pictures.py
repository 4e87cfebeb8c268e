"""Pictures, calendars and return forms."""

from datetime import date
from pathlib import Path
from typing import assert_type

from matplotlib.figure import Figure

import benelux_tracker as bt


def a_picture_is_a_figure(
    snapshot: bt.Snapshot, roll_up: bt.RollUp, course: bt.Series, comparison: bt.Comparison
) -> None:
    assert_type(bt.plot.progress(roll_up), Figure)
    assert_type(bt.plot.timeline(snapshot, "market", "nl"), Figure)
    assert_type(bt.plot.series(course, about="market", on=date(2026, 12, 31)), Figure)
    assert_type(bt.plot.bridge(comparison, language="de"), Figure)
    bt.plot.progress(snapshot)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.plot.timeline(roll_up)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.plot.series(roll_up)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.plot.bridge(snapshot, snapshot)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.plot.gantt(snapshot)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]


def a_calendar_is_text(snapshot: bt.Snapshot, group: bt.WorkingGroup) -> None:
    assert_type(bt.calendar(snapshot), str)
    assert_type(bt.calendar(snapshot, group.id, "fr", reporting=False), str)
    bt.calendar(snapshot.programme)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.calendar(snapshot, group)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_form_goes_out_and_comes_back(
    snapshot: bt.Snapshot, group: bt.WorkingGroup, file: Path
) -> None:
    bt.save_form(snapshot, "customs", file)
    bt.save_form(snapshot, group.id, "customs.xlsx", "fr")
    returned = bt.read_form(snapshot.programme, file, recorded="2026-02-01")
    assert_type(returned, bt.GroupReturn)
    assert_type(returned.group, bt.GroupId)
    assert_type(returned.on, date)
    assert_type(returned.updates, tuple[bt.StatusUpdate, ...])
    assert_type(returned.moved, tuple[bt.MovedRow, ...])
    assert_type(returned.moved[0].action, bt.ActionId)
    bt.record("my-programme", returned.updates)
    bt.record("my-programme", returned)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.read_form(file, snapshot.programme, recorded="2026-02-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.read_form(snapshot.programme, file)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.save_form(snapshot, group, file)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
