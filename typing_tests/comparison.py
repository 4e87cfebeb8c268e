"""Two days compared, and the bridge between their figures."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import assert_type

import benelux_tracker as bt


def two_snapshots_are_compared(earlier: bt.Snapshot, later: bt.Snapshot) -> None:
    assert_type(bt.compare(earlier, later), bt.Comparison)
    assert_type(bt.compare(earlier, later, "market", rule=bt.worst_wins), bt.Comparison)
    assert_type(bt.compare(earlier, later, ("market", "customs")), bt.Comparison)
    bt.compare(earlier.programme, later.programme)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.compare("2025-12-31", later)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.compare(earlier)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.compare(earlier, later, 5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_comparison_tells_what_changed(comparison: bt.Comparison) -> None:
    assert_type(comparison.subject, bt.Subject)
    assert_type(comparison.opening, bt.View)
    assert_type(comparison.restated, bt.View)
    assert_type(comparison.closing, bt.View)
    assert_type(comparison.changes, tuple[bt.Change, ...])
    assert_type(comparison.of(bt.ChangeKind.COMPLETED), tuple[bt.Change, ...])
    assert_type(bt.summarise(comparison, length="bullets"), str)
    comparison.of("completed")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_change_is_of_one_action(change: bt.Change) -> None:
    assert_type(change.action, bt.ActionId)
    assert_type(change.kind, bt.ChangeKind)
    assert_type(change.before, bt.ActionState | None)
    assert_type(change.after, bt.ActionState | None)
    assert_type(change.days, int)
    assert_type(change.reason, bt.Text | None)
    assert_type(change.updates, tuple[bt.StatusUpdate, ...])
    _ = change.before.status  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]


def a_view_is_one_day(view: bt.View, snapshot: bt.Snapshot, subject: bt.Subject) -> None:
    assert_type(view.on, date)
    assert_type(view.states, Mapping[bt.ActionId, bt.ActionState])
    assert_type(view.progress, bt.Progress)
    assert_type(view.supposed, tuple[bt.UpdateId, ...])
    assert_type(snapshot.view(subject), bt.View)
    snapshot.view("market")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_bridge_sums_exactly(bridge: bt.Bridge) -> None:
    assert_type(bridge.opening, Fraction | None)
    assert_type(bridge.steps, Mapping[bt.Step, Fraction])
    assert_type(bridge.steps[bt.Step.JOINED], Fraction)
    assert_type(bridge.shares, Mapping[bt.Step, Mapping[bt.ActionId, Fraction]])
    assert_type(bridge.missing, tuple[bt.Pillar, bt.NoNumber] | None)
    bridge.steps["joined"]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
    _ = bridge.closing - bridge.opening  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
