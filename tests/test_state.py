"""One action on one day: how far it is and should be, its signal. Source: how-it-counts.md."""

from datetime import date
from fractions import Fraction
from functools import partial

import pytest

from benelux_tracker.history import original_due, original_start
from benelux_tracker.model import Action, Rules, StatusUpdate
from benelux_tracker.periods import Due
from benelux_tracker.state import (
    ActionState,
    Reporting,
    Schedule,
    Signal,
    Verdict,
    with_update,
)
from benelux_tracker.vocabulary import Confidence, Measure, MilestoneId, Status
from build_action import RATIFIED, SIGNED, planned, programme, state, step, told

MARCH = date(2025, 3, 1)
JUNE = date(2025, 6, 30)
CLOSE = date(2025, 12, 31)
HALF = Due.parse("2025-H1")
YEAR = Due.parse("2025")
NEXT_YEAR = Due.parse("2026")

this_year = partial(planned, start=date(2025, 1, 1), due=YEAR)
"""An action of 2025: from 1 January, due in 2025."""

next_year = partial(planned, start=date(2026, 1, 1), due=NEXT_YEAR)
"""An action of 2026: from 1 January, due in 2026."""

going = told(date=MARCH, status=Status.IN_PROGRESS)
suspended = told(date=MARCH, status=Status.SUSPENDED)
completed = told(date=MARCH, status=Status.COMPLETED)
cancelled = told(date=MARCH, status=Status.CANCELLED)
nil = told(date=MARCH, unchanged=True)


def half_way(day: date = MARCH) -> StatusUpdate:
    return told(date=day, status=Status.IN_PROGRESS, percent=50)


# Its plan


@pytest.mark.parametrize(
    ("action", "start"),
    [
        (planned(), date(2025, 1, 1)),
        (planned(adopted=date(2024, 12, 31)), date(2025, 1, 1)),
        (planned(adopted=date(2025, 1, 2)), date(2025, 1, 2)),
        (planned(start=date(2024, 6, 1), adopted=date(2025, 9, 1)), date(2024, 6, 1)),
    ],
    ids=["nothing said", "adopted before the programme", "adopted during it", "as written"],
)
def test_work_starts_with_the_programme_or_when_adopted_later_unless_the_plan_says_so(
    action: Action, start: date
) -> None:
    assert original_start(action, programme(action)) == start
    assert state(action, on=CLOSE).start == start


def test_without_a_due_an_action_is_due_at_the_end_of_the_programme() -> None:
    assert original_due(planned(), programme()) == Due.parse("2028-12-31")
    assert original_due(planned(due=HALF), programme()) == HALF


@pytest.mark.parametrize(
    ("on", "in_scope"),
    [(date(2025, 6, 29), False), (JUNE, True), (date(2025, 7, 1), True)],
    ids=["the day before", "that day", "the day after"],
)
def test_an_action_is_in_scope_from_the_day_of_its_adoption(on: date, *, in_scope: bool) -> None:
    adopted = state(planned(adopted=JUNE), on=on)
    assert adopted.in_scope is in_scope
    assert adopted.live is in_scope


def test_an_action_without_a_day_of_adoption_has_always_been_in_scope() -> None:
    assert state(planned(), on=date(1999, 1, 1)).in_scope


def test_a_cancelled_action_is_in_scope_but_not_live() -> None:
    given_up = state(planned(), cancelled, on=CLOSE)
    assert given_up.in_scope
    assert not given_up.live


def test_an_action_cancelled_before_its_adoption_is_not_live_either() -> None:
    assert not state(planned(adopted=CLOSE), cancelled, on=JUNE).live


# Before anything is told


def test_an_action_that_nobody_reported_on_is_planned_and_of_unknown_completion() -> None:
    silent = state(this_year(), on=JUNE)
    assert silent.status is Status.PLANNED
    assert silent.confidence is None
    assert silent.completion is None
    assert silent.completed_on is None
    assert not silent.reported
    assert silent.reached == {}
    assert silent.current_due == YEAR
    assert silent.due == CLOSE
    assert silent.open


@pytest.mark.parametrize(
    ("update", "is_open"),
    [(going, True), (suspended, True), (completed, False), (cancelled, False)],
    ids=["in progress", "suspended", "completed", "cancelled"],
)
def test_an_action_is_open_until_it_is_completed_or_cancelled(
    update: StatusUpdate, *, is_open: bool
) -> None:
    assert state(planned(), update, on=CLOSE).open is is_open


# Not due


def test_work_is_not_due_until_the_day_it_starts() -> None:
    assert state(planned(start=JUNE), on=date(2025, 6, 29)).not_due
    assert not state(planned(start=JUNE), on=JUNE).not_due


@pytest.mark.parametrize(
    ("update", "not_due"),
    [
        (nil, True),
        (told(date=MARCH, status=Status.PLANNED), True),
        (told(date=MARCH, percent=20), True),
        (going, False),
        (suspended, False),
        (completed, False),
        (cancelled, False),
    ],
    ids=["nil", "planned", "percent only", "in progress", "suspended", "completed", "cancelled"],
)
def test_before_its_start_an_action_is_not_due_as_long_as_it_is_planned(
    update: StatusUpdate, *, not_due: bool
) -> None:
    assert state(next_year(), update, on=CLOSE).not_due is not_due


# Completion

TWO_OF_THREE = (step(id=SIGNED, weight=1), step(id=RATIFIED, weight=2))


@pytest.mark.parametrize(
    ("action", "updates", "completion"),
    [
        (this_year(), [], None),
        (this_year(), [told(date=MARCH, status=Status.COMPLETED, percent=30)], 10_000),
        (next_year(), [completed], 10_000),
        (next_year(), [], 0),
        (next_year(), [told(date=MARCH, percent=20)], 0),
        (next_year(), [told(date=MARCH, status=Status.IN_PROGRESS, percent=20)], 2_000),
        (this_year(), [told(date=MARCH, percent=40)], 4_000),
        (this_year(), [told(date=MARCH, percent=100)], 10_000),
        (this_year(), [told(date=MARCH, percent=0, status=Status.IN_PROGRESS)], 0),
        (this_year(), [going], None),
        (this_year(), [nil], None),
        (this_year(), [told(date=MARCH, status=Status.PLANNED)], 0),
        (this_year(), [told(date=MARCH, status=Status.PLANNED, percent=15)], 1_500),
    ],
    ids=[
        "nobody reported",
        "completed, whatever the percent",
        "completed before its start",
        "not due",
        "not due, whatever the percent",
        "begun before its start",
        "percent",
        "100 % in progress",
        "0 %",
        "in progress without a percent",
        "nil return only",
        "stated as planned",
        "stated as planned with a percent",
    ],
)
def test_completion_is_told_by_the_status_and_the_reported_percent(
    action: Action, updates: list[StatusUpdate], completion: int | None
) -> None:
    assert state(action, *updates, on=CLOSE).completion == completion


def test_work_that_left_planned_without_a_percent_is_of_unknown_completion() -> None:
    announced = told(date=date(2025, 2, 1), status=Status.PLANNED)
    assert state(this_year(), announced, going, on=CLOSE).completion is None


@pytest.mark.parametrize(
    ("weights", "reached", "completion"),
    [
        ((1, 2), (SIGNED,), 3_333),
        ((1, 2), (RATIFIED,), 6_666),
        ((1, 2), (SIGNED, RATIFIED), 10_000),
        ((1, 2), (), 0),
        ((0, 2), (SIGNED,), 0),
        ((0, 2), (RATIFIED,), 10_000),
    ],
    ids=["a third", "two thirds", "all", "none", "the one of weight 0", "all but weight 0"],
)
def test_milestones_tell_the_completion_by_their_weight_rounded_down(
    weights: tuple[int, int], reached: tuple[MilestoneId, ...], completion: int
) -> None:
    steps = step(id=SIGNED, weight=weights[0]), step(id=RATIFIED, weight=weights[1])
    update = told(date=MARCH, status=Status.IN_PROGRESS, percent=90, reached=reached)
    assert state(this_year(milestones=steps), update, on=CLOSE).completion == completion


def test_a_milestone_reached_counts_from_its_day() -> None:
    action = this_year(milestones=TWO_OF_THREE)
    updates = half_way(), told(date=JUNE, reached=(RATIFIED,))
    assert state(action, *updates, on=date(2025, 6, 29)).completion == 0
    assert state(action, *updates, on=JUNE).completion == 6_666
    assert state(action, *updates, on=JUNE).reached == {RATIFIED: JUNE}


@pytest.mark.parametrize(
    ("action", "completion"),
    [
        (this_year(milestones=TWO_OF_THREE, measure=Measure.REPORTED), 5_000),
        (this_year(milestones=TWO_OF_THREE, measure=Measure.MILESTONES), 3_333),
        (this_year(milestones=TWO_OF_THREE, measure=Measure.STATUS), 0),
        (this_year(measure=Measure.REPORTED), 5_000),
        (this_year(measure=Measure.MILESTONES), 5_000),
        (this_year(measure=Measure.STATUS), 0),
        (this_year(milestones=(step(id=SIGNED, weight=0),)), 5_000),
        (this_year(milestones=(step(id=SIGNED, weight=0),), measure=Measure.MILESTONES), 5_000),
    ],
    ids=[
        "reported",
        "milestones",
        "status",
        "reported, without milestones",
        "milestones, of which there are none",
        "status, without milestones",
        "milestones of weight 0 by default",
        "milestones of weight 0",
    ],
)
def test_the_measure_says_what_tells_the_completion(action: Action, completion: int) -> None:
    update = told(date=MARCH, status=Status.IN_PROGRESS, percent=50)
    if action.milestones:
        update = told(date=MARCH, status=Status.IN_PROGRESS, percent=50, reached=(SIGNED,))
    assert state(action, update, on=CLOSE).completion == completion


@pytest.mark.parametrize(
    ("update", "completion"),
    [(None, None), (nil, 0), (going, 0), (suspended, 0), (completed, 10_000)],
    ids=["never reported", "nil", "in progress", "suspended", "completed"],
)
def test_by_its_status_an_action_is_done_or_not_at_all(
    update: StatusUpdate | None, completion: int | None
) -> None:
    updates = [update] if update else []
    assert state(this_year(measure=Measure.STATUS), *updates, on=CLOSE).completion == completion


@pytest.mark.parametrize(
    ("action", "completion"),
    [
        (this_year(), 2_000),
        (next_year(), 2_000),
        (this_year(milestones=TWO_OF_THREE), 3_333),
        (this_year(measure=Measure.STATUS), 0),
    ],
    ids=["reported", "cancelled before its start", "milestones", "status"],
)
def test_a_cancelled_action_keeps_its_last_known_completion(
    action: Action, completion: int
) -> None:
    reached = (SIGNED,) if action.milestones else ()
    before = told(date=date(2025, 2, 1), percent=20, reached=reached)
    assert state(action, before, cancelled, on=CLOSE).completion == completion


def test_a_cancelled_action_without_a_percent_is_of_unknown_completion() -> None:
    assert state(this_year(), cancelled, on=CLOSE).completion is None


# What the plan foresaw


@pytest.mark.parametrize(
    ("on", "foreseen"),
    [
        (date(2024, 12, 31), 0),
        (date(2025, 1, 1), 27),
        (date(2025, 7, 2), 5_013),
        (date(2025, 12, 30), 9_972),
        (date(2025, 12, 31), 10_000),
        (date(2026, 1, 1), 10_000),
    ],
    ids=["before the start", "day 1 of 365", "day 183", "day 364", "the due day", "after it"],
)
def test_the_plan_of_an_action_without_milestones_runs_evenly_from_start_to_due(
    on: date, foreseen: int
) -> None:
    assert state(this_year(), on=on).planned_completion == foreseen


@pytest.mark.parametrize(
    ("on", "foreseen"), [(date(2025, 6, 29), 0), (JUNE, 10_000)], ids=["the day before", "that day"]
)
def test_the_plan_of_one_day_is_done_on_that_day(on: date, foreseen: int) -> None:
    one_day = planned(start=JUNE, due=Due.on(JUNE))
    assert state(one_day, on=on).planned_completion == foreseen


def test_by_its_status_an_action_is_foreseen_on_its_due_day_and_not_before() -> None:
    action = this_year(measure=Measure.STATUS)
    assert state(action, on=date(2025, 12, 30)).planned_completion == 0
    assert state(action, on=CLOSE).planned_completion == 10_000


def test_a_postponement_leaves_what_the_plan_foresaw() -> None:
    moved = told(date=MARCH, due=NEXT_YEAR, milestone_due={SIGNED: NEXT_YEAR})
    steps = step(id=SIGNED, due=HALF), step(id=RATIFIED)
    assert state(this_year(), moved, on=CLOSE).planned_completion == 10_000
    assert state(this_year(milestones=steps), moved, on=JUNE).planned_completion == 5_000
    assert state(this_year(milestones=steps), moved, on=CLOSE).planned_completion == 10_000


@pytest.mark.parametrize(
    ("on", "foreseen"),
    [
        (date(2025, 6, 29), 0),
        (JUNE, 3_333),
        (date(2025, 12, 30), 3_333),
        (CLOSE, 10_000),
    ],
    ids=["before the first", "the first", "before the last", "the last, with the action"],
)
@pytest.mark.parametrize("measure", [None, *Measure], ids=lambda m: m or "default")
def test_the_plan_of_milestones_goes_by_their_dues_whatever_the_measure(
    measure: Measure | None, on: date, foreseen: int
) -> None:
    steps = step(id=SIGNED, due=HALF, weight=1), step(id=RATIFIED, weight=2)
    action = this_year(milestones=steps, measure=measure)
    assert state(action, on=on).planned_completion == foreseen


def test_a_milestone_before_the_start_of_its_action_is_foreseen_on_its_own_day() -> None:
    early = next_year(milestones=(step(id=SIGNED, due=HALF),))
    assert state(early, on=JUNE).planned_completion == 10_000


def test_milestones_of_no_weight_foresee_nothing_and_the_days_tell() -> None:
    action = this_year(milestones=(step(id=SIGNED, due=HALF, weight=0),))
    assert state(action, on=date(2025, 7, 2)).planned_completion == 5_013


@pytest.mark.parametrize(
    ("on", "due"),
    [(date(2025, 6, 29), 0), (JUNE, 1), (date(2025, 12, 30), 1), (CLOSE, 2)],
    ids=["before the first", "the first", "before the last", "the last, with the action"],
)
def test_milestones_due_are_counted_by_their_original_dues_reached_or_not(
    on: date, due: int
) -> None:
    action = this_year(milestones=(step(id=SIGNED, due=HALF), step(id=RATIFIED, weight=0)))
    moved = told(date=MARCH, due=NEXT_YEAR, milestone_due={SIGNED: NEXT_YEAR}, reached=(RATIFIED,))
    assert state(action, moved, on=on).milestones_due == due


# Overdue, postponed, late


@pytest.mark.parametrize(
    ("on", "overdue", "days_late"),
    [
        (date(2025, 6, 29), False, 0),
        (JUNE, True, 0),
        (date(2025, 7, 1), True, 1),
        (date(2025, 12, 31), True, 184),
    ],
    ids=["the day before", "the due day", "the day after", "half a year later"],
)
def test_an_action_is_overdue_at_the_close_of_its_due_day(
    on: date, *, overdue: bool, days_late: int
) -> None:
    late = state(planned(due=HALF), going, on=on)
    assert late.overdue is overdue
    assert late.days_late == days_late


def test_a_postponed_action_is_overdue_on_its_current_due_day() -> None:
    moved = told(date=MARCH, due=Due.parse("2025-09-10"))
    assert not state(planned(due=HALF), moved, on=date(2025, 9, 9)).overdue
    assert state(planned(due=HALF), moved, on=date(2025, 9, 12)).days_late == 2


@pytest.mark.parametrize(
    ("updates", "overdue"),
    [([], True), ([suspended], True), ([completed], False), ([cancelled], False)],
    ids=["never reported", "suspended", "completed", "cancelled"],
)
def test_what_is_neither_completed_nor_cancelled_can_be_overdue(
    updates: list[StatusUpdate], *, overdue: bool
) -> None:
    assert state(planned(due=HALF), *updates, on=CLOSE).overdue is overdue


def test_work_that_is_not_due_is_never_overdue() -> None:
    moved_forward = told(date=MARCH, due=HALF)
    early = state(next_year(), moved_forward, on=CLOSE)
    assert early.not_due
    assert not early.overdue
    assert early.days_late == 0


@pytest.mark.parametrize(
    ("due", "slip", "postponed"),
    [
        ("2025", 0, False),
        ("2025-12-31", 0, False),
        ("2026-01-01", 1, True),
        ("2026-H1", 181, True),
        ("2025-12-30", -1, False),
        ("2025-H1", -184, False),
    ],
)
def test_the_slip_is_the_days_between_the_original_and_the_current_due(
    due: str, *, slip: int, postponed: bool
) -> None:
    moved = state(this_year(), told(date=MARCH, due=Due.parse(due)), on=JUNE)
    assert moved.slip == slip
    assert moved.postponed is postponed
    assert moved.original_due == YEAR
    assert moved.current_due.text == due


def test_a_milestone_has_the_due_last_stated_else_its_own_else_that_of_its_action() -> None:
    signed, ratified = step(id=SIGNED, due=HALF), step(id=RATIFIED)
    action = this_year(milestones=(signed, ratified))
    assert state(action, on=MARCH).due_of(signed) == HALF
    assert state(action, on=MARCH).due_of(ratified) == YEAR
    moved = state(action, told(date=MARCH, due=NEXT_YEAR), on=MARCH)
    assert moved.due_of(signed) == HALF
    assert moved.due_of(ratified) == NEXT_YEAR
    steps = told(date=MARCH, milestone_due={SIGNED: YEAR, RATIFIED: HALF})
    assert state(action, steps, on=MARCH).due_of(signed) == YEAR
    assert state(action, steps, on=MARCH).due_of(ratified) == HALF


# Stale


@pytest.mark.parametrize(
    ("on", "stale"),
    [(date(2026, 3, 1), False), (date(2026, 3, 2), True)],
    ids=["365 days later", "366 days later"],
)
def test_news_is_stale_after_365_days(on: date, *, stale: bool) -> None:
    assert state(planned(), going, on=on).stale is stale


@pytest.mark.parametrize(
    ("on", "stale"),
    [(date(2025, 3, 31), False), (date(2025, 4, 1), True)],
    ids=["30 days later", "31 days later"],
)
def test_the_programme_may_say_when_news_is_stale(on: date, *, stale: bool) -> None:
    assert state(planned(), going, on=on, rules=Rules(stale_after_days=30)).stale is stale


def test_news_told_late_of_an_earlier_day_is_fresh() -> None:
    year_end = told(date=date(2025, 6, 30), recorded=CLOSE, percent=50)
    assert not state(planned(), year_end, on=date(2026, 12, 31)).stale
    assert state(planned(), year_end, on=date(2027, 1, 1)).stale


@pytest.mark.parametrize(
    ("action", "updates"),
    [
        (planned(), []),
        (planned(), [completed]),
        (planned(), [cancelled]),
        (planned(start=date(2027, 1, 1)), [nil]),
    ],
    ids=["never reported", "completed", "cancelled", "not due"],
)
def test_only_open_work_that_was_reported_can_be_stale(
    action: Action, updates: list[StatusUpdate]
) -> None:
    assert not state(action, *updates, on=date(2026, 12, 31)).stale


# Schedule


def test_completed_on_its_original_due_day_is_on_time_and_the_day_after_is_late() -> None:
    on_time = told(date=JUNE, status=Status.COMPLETED)
    late = told(date=date(2025, 7, 1), status=Status.COMPLETED)
    assert state(planned(due=HALF), on_time, on=CLOSE).schedule is Schedule.DONE_ON_TIME
    assert state(planned(due=HALF), late, on=CLOSE).schedule is Schedule.DONE_LATE


@pytest.mark.parametrize(
    ("action", "updates", "schedule"),
    [
        (this_year(), [cancelled], Schedule.NONE),
        (planned(due=HALF), [cancelled], Schedule.NONE),
        (next_year(), [completed], Schedule.DONE_ON_TIME),
        (
            planned(due=HALF),
            [
                told(date=MARCH, due=NEXT_YEAR),
                told(date=date(2025, 9, 1), status=Status.COMPLETED),
            ],
            Schedule.DONE_LATE,
        ),
        (next_year(), [], Schedule.NOT_DUE),
        (next_year(), [told(date=MARCH, due=Due.parse("2027"))], Schedule.NOT_DUE),
        (planned(), [], Schedule.UNKNOWN),
        (planned(due=HALF), [], Schedule.UNKNOWN),
        (planned(due=HALF), [going], Schedule.LATE),
        (planned(due=HALF), [told(date=MARCH, due=Due.parse("2025-Q3"))], Schedule.LATE),
        (planned(due=HALF), [told(date=MARCH, due=NEXT_YEAR)], Schedule.POSTPONED),
        (planned(), [told(date=MARCH, due=NEXT_YEAR)], Schedule.ON_TIME),
        (planned(), [going], Schedule.ON_TIME),
    ],
    ids=[
        "cancelled",
        "cancelled past its due",
        "completed before its start",
        "completed within the new due but past the original",
        "not due",
        "not due and postponed",
        "never reported",
        "never reported past its due",
        "past its due",
        "past its new due",
        "postponed",
        "moved forward",
        "under way",
    ],
)
def test_the_schedule_holds_an_action_against_its_original_due(
    action: Action, updates: list[StatusUpdate], schedule: Schedule
) -> None:
    assert state(action, *updates, on=CLOSE).schedule is schedule


# Reporting


@pytest.mark.parametrize(
    ("action", "updates", "on", "reporting"),
    [
        (next_year(), [], CLOSE, Reporting.NOT_DUE),
        (next_year(), [nil], CLOSE, Reporting.NOT_DUE),
        (this_year(), [], CLOSE, Reporting.NEVER),
        (planned(), [going], date(2026, 3, 2), Reporting.STALE),
        (planned(), [nil], date(2026, 3, 2), Reporting.STALE),
        (planned(), [nil], date(2026, 3, 1), Reporting.NIL),
        (planned(), [nil, told(date=JUNE, percent=5)], CLOSE, Reporting.FRESH),
        (planned(), [going, told(date=JUNE, unchanged=True)], CLOSE, Reporting.NIL),
        (planned(), [completed], date(2028, 12, 31), Reporting.FRESH),
        (planned(), [cancelled], date(2028, 12, 31), Reporting.FRESH),
    ],
    ids=[
        "not due",
        "not due with a nil return",
        "never",
        "stale",
        "a stale nil return",
        "nil",
        "news after a nil return",
        "a nil return after news",
        "completed long ago",
        "cancelled long ago",
    ],
)
def test_reporting_tells_who_must_be_asked(
    action: Action, updates: list[StatusUpdate], on: date, reporting: Reporting
) -> None:
    assert state(action, *updates, on=on).reporting is reporting


# Signal


def judged(colour: Confidence, status: Status | None = None, percent: int = 50) -> StatusUpdate:
    return told(date=MARCH, status=status, confidence=colour, percent=percent)


GREEN, AMBER, RED = Confidence.GREEN, Confidence.AMBER, Confidence.RED
OVERDUE_STEP = (step(id=SIGNED, due=HALF, weight=0),)


@pytest.mark.parametrize(
    ("action", "updates", "signal", "reason"),
    [
        (
            planned(due=HALF),
            [judged(RED, Status.CANCELLED)],
            Signal.NONE,
            "cancelled",
        ),
        (
            planned(due=HALF),
            [judged(RED, Status.COMPLETED)],
            Signal.GREEN,
            "completed",
        ),
        (
            next_year(),
            [judged(RED)],
            Signal.NOT_DUE,
            "its work has not begun and need not have",
        ),
        (this_year(), [], Signal.GREY, "nobody has reported on it"),
        (planned(due=HALF), [judged(GREEN)], Signal.RED, "its due date has passed"),
        (
            planned(due=NEXT_YEAR),
            [judged(RED, Status.SUSPENDED)],
            Signal.RED,
            "the working group judges it red",
        ),
        (planned(), [judged(GREEN, Status.SUSPENDED)], Signal.AMBER, "suspended"),
        (planned(), [judged(AMBER)], Signal.AMBER, "the working group judges it amber"),
        (
            planned(milestones=OVERDUE_STEP),
            [judged(GREEN)],
            Signal.AMBER,
            "a milestone's due date has passed",
        ),
        (planned(), [judged(GREEN)], Signal.GREEN, "the working group judges it green"),
        (planned(), [going], Signal.GREY, "how far it is, nobody has said"),
        (planned(), [half_way()], Signal.GREEN, "in step with its plan"),
        (
            planned(start=date(2025, 1, 1), due=NEXT_YEAR),
            [told(date=MARCH, percent=30)],
            Signal.AMBER,
            "behind its plan",
        ),
        (
            planned(start=date(2025, 1, 1), due=NEXT_YEAR),
            [judged(GREEN, percent=10)],
            Signal.AMBER,
            "far behind its plan",
        ),
    ],
    ids=[
        "cancelled",
        "completed",
        "not due",
        "never reported",
        "overdue",
        "red",
        "suspended",
        "amber",
        "milestone overdue",
        "green",
        "unknown",
        "in step",
        "behind",
        "far behind",
    ],
)
def test_the_signal_is_the_first_that_applies_and_says_why(
    action: Action, updates: list[StatusUpdate], signal: Signal, reason: str
) -> None:
    found = state(action, *updates, on=CLOSE)
    assert found.signal is signal
    assert found.verdict.words == reason


def test_an_overdue_action_that_nobody_reported_on_is_grey_and_stays_marked_overdue() -> None:
    silent = state(planned(due=HALF), on=CLOSE)
    assert silent.signal is Signal.GREY
    assert silent.overdue


@pytest.mark.parametrize(
    ("on", "signal"),
    [(date(2025, 6, 29), Signal.GREEN), (JUNE, Signal.RED)],
    ids=["the day before", "the due day"],
)
def test_an_action_turns_red_at_the_close_of_its_due_day(on: date, signal: Signal) -> None:
    assert state(planned(due=HALF), judged(GREEN, percent=90), on=on).signal is signal


@pytest.mark.parametrize(
    ("on", "signal"),
    [(date(2025, 6, 29), Signal.GREEN), (JUNE, Signal.AMBER)],
    ids=["the day before", "the due day"],
)
def test_an_action_turns_amber_at_the_close_of_a_milestones_due_day(
    on: date, signal: Signal
) -> None:
    assert state(planned(milestones=OVERDUE_STEP), judged(GREEN), on=on).signal is signal


@pytest.mark.parametrize(
    "update",
    [
        told(date=MARCH, percent=50, confidence=GREEN, reached=(SIGNED,)),
        told(date=MARCH, percent=50, confidence=GREEN, milestone_due={SIGNED: NEXT_YEAR}),
    ],
    ids=["reached", "postponed"],
)
def test_a_milestone_that_is_reached_or_postponed_is_not_overdue(update: StatusUpdate) -> None:
    assert state(planned(milestones=OVERDUE_STEP), update, on=CLOSE).signal is Signal.GREEN


def test_one_milestone_overdue_among_others_reached_turns_an_action_amber() -> None:
    steps = step(id=SIGNED, due=HALF), step(id=RATIFIED, due=HALF)
    update = told(date=MARCH, confidence=GREEN, reached=(SIGNED,))
    found = state(planned(milestones=steps), update, on=CLOSE)
    assert found.verdict == Verdict(Signal.AMBER, "a milestone's due date has passed")


TWO_STEPS = step(id=SIGNED, due=HALF), step(id=RATIFIED, due=YEAR)


@pytest.mark.parametrize(
    ("updates", "on", "late"),
    [
        ((going,), date(2025, 6, 29), []),
        ((going,), JUNE, [SIGNED]),
        ((going,), CLOSE, [SIGNED, RATIFIED]),
        ((told(date=MARCH, reached=(SIGNED,)),), CLOSE, [RATIFIED]),
        ((told(date=MARCH, milestone_due={SIGNED: NEXT_YEAR}),), CLOSE, [RATIFIED]),
        ((), CLOSE, [SIGNED, RATIFIED]),
        ((completed,), CLOSE, []),
        ((cancelled,), CLOSE, []),
    ],
    ids=[
        "the day before",
        "the day it is due",
        "both",
        "one reached",
        "one put off",
        "nothing told",
        "completed",
        "cancelled",
    ],
)
def test_late_milestones_are_those_of_open_work_whose_due_has_passed_unreached(
    updates: tuple[StatusUpdate, ...], on: date, late: list[MilestoneId]
) -> None:
    found = state(planned(milestones=TWO_STEPS), *updates, on=on)
    assert [milestone.id for milestone in found.late_milestones] == late


def test_work_that_need_not_have_begun_has_no_late_milestones() -> None:
    early = next_year(milestones=(step(id=SIGNED, due=HALF),))
    assert state(early, on=CLOSE).late_milestones == ()
    assert len(state(early, going, on=CLOSE).late_milestones) == 1


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        (date(2026, 3, 1), Verdict(Signal.GREEN, "the working group judges it green")),
        (date(2026, 3, 2), Verdict(Signal.GREY, "the last news is too old")),
    ],
    ids=["last fresh day", "first stale day"],
)
def test_stale_news_turns_a_judgement_grey(on: date, verdict: Verdict) -> None:
    assert state(planned(), judged(GREEN), on=on).verdict == verdict


@pytest.mark.parametrize(
    ("on", "stale"),
    [(date(2026, 7, 1), False), (date(2026, 7, 2), True)],
    ids=["last fresh day", "first stale day"],
)
def test_news_told_late_of_an_early_day_is_news_of_the_day_it_was_told(
    on: date, *, stale: bool
) -> None:
    early_told_late = told(date=date(2025, 1, 15), recorded=date(2025, 7, 1), percent=10)
    assert state(planned(), early_told_late, going, on=on).stale is stale


@pytest.mark.parametrize(
    ("update", "signal"),
    [
        (judged(RED), Signal.RED),
        (judged(AMBER), Signal.AMBER),
        (suspended, Signal.AMBER),
        (told(date=MARCH, percent=0), Signal.GREY),
    ],
    ids=["red", "amber", "suspended", "far behind"],
)
def test_a_warning_outlives_the_news_but_what_the_figures_say_does_not(
    update: StatusUpdate, signal: Signal
) -> None:
    old = state(planned(due=Due.parse("2026-12")), update, on=date(2026, 11, 30))
    assert old.stale
    assert old.signal is signal


def behind(points: int, *, confidence: Confidence | None = None) -> ActionState:
    """An action in progress at 40 % whose plan foresaw 4000 and so many basis points more."""
    steps = (
        step(id=SIGNED, due=HALF, weight=4_000 + points),
        step(id=RATIFIED, due=NEXT_YEAR, weight=6_000 - points),
    )
    update = told(date=MARCH, percent=40, reached=(SIGNED,), confidence=confidence)
    return state(planned(milestones=steps, measure=Measure.REPORTED), update, on=CLOSE)


@pytest.mark.parametrize(
    ("points", "confidence", "verdict"),
    [
        (-4_000, None, Verdict(Signal.GREEN, "in step with its plan")),
        (0, None, Verdict(Signal.GREEN, "in step with its plan")),
        (1_499, None, Verdict(Signal.GREEN, "in step with its plan")),
        (1_500, None, Verdict(Signal.GREEN, "in step with its plan")),
        (1_501, None, Verdict(Signal.AMBER, "behind its plan")),
        (3_000, None, Verdict(Signal.AMBER, "behind its plan")),
        (3_001, None, Verdict(Signal.AMBER, "far behind its plan")),
        (1_501, GREEN, Verdict(Signal.GREEN, "the working group judges it green")),
        (3_000, GREEN, Verdict(Signal.GREEN, "the working group judges it green")),
        (3_001, GREEN, Verdict(Signal.AMBER, "far behind its plan")),
    ],
)
def test_an_action_may_be_15_points_behind_its_plan_and_30_when_judged_green(
    points: int, confidence: Confidence | None, verdict: Verdict
) -> None:
    found = behind(points, confidence=confidence)
    assert found.planned_completion == 4_000 + points
    assert found.completion == 4_000
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("percent", "signal"),
    [(50, Signal.GREEN), (49, Signal.AMBER)],
    ids=["in step", "one percent behind"],
)
def test_the_programme_may_tolerate_nothing(percent: int, signal: Signal) -> None:
    steps = step(id=SIGNED, due=HALF), step(id=RATIFIED, due=NEXT_YEAR)
    action = planned(milestones=steps, measure=Measure.REPORTED)
    update = told(date=MARCH, percent=percent, reached=(SIGNED,), confidence=GREEN)
    strict = Rules(behind_tolerance=0)
    assert state(action, update, on=CLOSE, rules=strict).signal is signal


def test_a_judgement_stands_in_for_a_completion_that_nobody_told() -> None:
    trusted = told(date=MARCH, status=Status.IN_PROGRESS, confidence=GREEN)
    found = state(this_year(due=NEXT_YEAR), trusted, on=CLOSE)
    assert found.completion is None
    assert found.verdict == Verdict(Signal.GREEN, "the working group judges it green")


# Verdicts in words


def test_the_words_of_a_verdict_floor_shares_and_leave_counts() -> None:
    verdict = Verdict(
        Signal.RED,
        "{share} of {all}, {count} actions",
        {"share": Fraction(2, 3), "count": 3, "all": Fraction(1)},
    )
    assert verdict.words == "66 % of 100 %, 3 actions"


def test_a_reason_without_figures_is_said_as_it_stands() -> None:
    assert Verdict(Signal.GREEN, "completed").words == "completed"


# One more update


def test_one_more_update_gives_the_state_as_if_it_had_been_told_last() -> None:
    rules = Rules(stale_after_days=30)
    more = told(date=JUNE, percent=80)
    for action in (this_year(), next_year(due=HALF), this_year(due=NEXT_YEAR)):
        before = state(action, half_way(), on=CLOSE, rules=rules)
        assert with_update(before, more) == state(action, half_way(), more, on=CLOSE, rules=rules)
        assert with_update(before, more).updates == (half_way(), more)
        assert with_update(before, more).completion == 8_000


def test_an_update_of_a_later_day_than_the_state_changes_nothing_yet() -> None:
    before = state(this_year(), half_way(), on=MARCH)
    assert with_update(before, told(date=JUNE, percent=80)) == before
