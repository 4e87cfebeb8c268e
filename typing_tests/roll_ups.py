"""Figures by theme, group, country …: roll-ups, progress, tallies, rules, series."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Literal, assert_type

import benelux_tracker as bt


def a_roll_up_is_a_mapping(snapshot: bt.Snapshot, theme: bt.Theme) -> None:
    themes = snapshot.roll_up(by="theme")
    assert_type(themes, bt.RollUp)
    assert_type(themes["market"], bt.Progress)
    assert_type(themes[theme.id], bt.Progress)
    assert_type(themes.get("market"), bt.Progress | None)
    assert_type(list(themes), list[str | tuple[str, ...]])
    assert_type(themes.total, bt.Progress)
    assert_type(themes.shared, bt.Tally)
    assert_type(themes.without_actions, tuple[str, ...])
    assert_type(themes.snapshot, bt.Snapshot)
    assert_type(len(themes), int)
    themes[5]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
    themes["market"] = themes.total  # type: ignore[index]  # pyright: ignore[reportIndexIssue]


def several_dimensions_make_a_matrix(snapshot: bt.Snapshot) -> None:
    cells = snapshot.roll_up(by=("theme", "working_group"))
    assert_type(cells["market", "customs"], bt.Progress)
    snapshot.roll_up(by=("theme", "group"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_dimension_is_one_of_a_few_words(
    snapshot: bt.Snapshot, by: Literal["theme", "country"], word: str
) -> None:
    snapshot.roll_up(by)
    snapshot.roll_up("themes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.roll_up(word)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.roll_up()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def progress_is_known_or_none(progress: bt.Progress) -> None:
    assert_type(progress.progress, Fraction | None)
    assert_type(progress.coverage, Fraction | None)
    assert_type(progress.low, Fraction | None)
    assert_type(progress.high, Fraction | None)
    assert_type(progress.foreseen, Fraction | None)
    assert_type(progress.variance, Fraction | None)
    assert_type(progress.whole_low, Fraction | None)
    assert_type(progress.whole_high, Fraction | None)
    assert_type(progress.planned_progress, Fraction | None)
    assert_type(progress.unweighted, Fraction | None)
    assert_type(progress.completed_share, Fraction | None)
    assert_type(progress.as_adopted, Fraction | None)
    assert_type(progress.rules(), Mapping[str, Fraction | None])
    assert_type(progress.no_number, bt.NoNumber | None)
    assert_type(progress.verdict, bt.Verdict)
    assert_type(progress.signal, bt.Signal)
    assert_type(progress.signal_reason, str)
    assert_type(progress.tally, bt.Tally)
    assert_type(progress.children, tuple[bt.ActionState, ...])
    _ = 100 * progress.progress  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
    if progress.progress is not None:
        assert_type(100 * progress.progress, Fraction)


def tallies_add_up(one: bt.Tally, other: bt.Tally) -> None:
    assert_type(one + other, bt.Tally)
    assert_type(one - other, bt.Tally)
    assert_type(-one, bt.Tally)
    assert_type(one.due_weight, int)
    assert_type(one.weight, int)
    _ = one + 1  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue, reportUnknownVariableType]
    sum([one, other])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType, reportCallIssue]


def any_red(tally: bt.Tally) -> bt.Signal:
    """A rule of one's own."""
    return bt.Signal.RED if tally.red else bt.Signal.GREEN


def a_rule_is_a_function_of_a_tally(snapshot: bt.Snapshot, rules: bt.Rules) -> None:
    thresholds = bt.Thresholds(red=Fraction(1, 3))
    assert_type(thresholds(bt.Tally()), bt.Verdict)
    assert_type(bt.Thresholds.of(rules), bt.Thresholds)
    assert_type(bt.worst_wins(bt.Tally()), bt.Verdict)
    for rule in (thresholds, bt.worst_wins, any_red):
        snapshot.roll_up("theme", rule=rule)
        snapshot.progress(rule=rule)
    snapshot.roll_up("theme", rule="worst_wins")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.roll_up("theme", rule=bt.Signal.RED)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.roll_up("theme", rule=len)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Thresholds(red=0.3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_series_is_a_mapping_by_day(programme: bt.WorkProgramme) -> None:
    course = bt.series(programme, "theme", "quarter", start="2025-01-01", end=date(2026, 12, 31))
    assert_type(course, bt.Series)
    assert_type(course["2025-12-31"], bt.RollUp)
    assert_type(course[date(2025, 12, 31)], bt.RollUp)
    assert_type(list(course), list[date])
    assert_type(course.every, Literal["month", "quarter", "half", "year"])
    assert_type(course.points, Mapping[date, bt.RollUp])
    assert_type(len(course), int)
    course[2025]  # type: ignore[index]  # pyright: ignore[reportArgumentType]
    bt.series(programme, every="week")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.series(programme, by="themes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.series(programme, "theme", "month", "2025-01-01")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.series("my-programme")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
