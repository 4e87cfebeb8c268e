"""One action on one day: how far it is, how far it should be, and its signal.

Source: how-it-counts.md. Completion is in basis points, 0 to 10000.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from benelux_tracker.history import Course, Fold, course_of
from benelux_tracker.model import Action, Milestone, Rules, StatusUpdate
from benelux_tracker.periods import Due, days_between
from benelux_tracker.vocabulary import Confidence, Measure, MilestoneId, Status

_PLANNED, _IN_PROGRESS, _SUSPENDED, _COMPLETED, _CANCELLED = Status
_GREEN, _AMBER, _RED = Confidence
_BY_MILESTONES, _REPORTED, _BY_STATUS = Measure
"""As names of the module, words are found six times as quickly."""

WHOLE: Final = 10_000
"""All of an action, in basis points."""


class Signal(StrEnum):
    """The colour shown for an action or a group of actions; grey is unknown."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    NOT_DUE = "not_due"
    NONE = "none"


class Schedule(StrEnum):
    """How an action stands to its original due."""

    NONE = "none"
    DONE_LATE = "done_late"
    DONE_ON_TIME = "done_on_time"
    NOT_DUE = "not_due"
    UNKNOWN = "unknown"
    LATE = "late"
    POSTPONED = "postponed"
    ON_TIME = "on_time"


class Reporting(StrEnum):
    """How an action is reported on."""

    NOT_DUE = "not_due"
    NEVER = "never"
    STALE = "stale"
    NIL = "nil"
    FRESH = "fresh"


@frozen
class Verdict:
    """A signal and its reason: an English sentence with named gaps, and what fills them.

    The sentence is kept apart from its figures so that a report can say it in
    another language; `words` says it in English.
    """

    signal: Signal
    reason: str
    figures: Mapping[str, Fraction | int | str] = field(factory=dict[str, Fraction | int | str])

    @property
    def words(self) -> str:
        """The reason in English words."""
        said = {
            name: f"{100 * figure // 1} %" if isinstance(figure, Fraction) else figure
            for name, figure in self.figures.items()
        }
        return self.reason.format_map(said)


@frozen(kw_only=True)
class ActionState:
    """What is known of one action at the close of a day.

    `completion` and `planned_completion` (what the original plan foresaw) are
    in basis points (0 to 10000); `completion` is None when unknown.
    `not_due`: its work has not begun and need not have. `overdue`: it should
    be done by the close of the day and is not. `stale`: the last news is
    older than the rules allow. `updates` are the ones that count, in order;
    `fold` is what they say together.
    """

    action: Action
    on: date
    rules: Rules
    start: date
    original_due: Due
    updates: tuple[StatusUpdate, ...]
    fold: Fold
    status: Status
    not_due: bool
    overdue: bool
    stale: bool
    completion: int | None
    planned_completion: int
    verdict: Verdict

    @property
    def in_scope(self) -> bool:
        """Whether the action had been adopted by that day."""
        return self.action.adopted is None or self.action.adopted <= self.on

    @property
    def live(self) -> bool:
        """Whether it is in scope and not cancelled."""
        return self.in_scope and self.status is not Status.CANCELLED

    @property
    def open(self) -> bool:
        """Whether it is neither completed nor cancelled."""
        return self.status is not Status.COMPLETED and self.status is not Status.CANCELLED

    @property
    def confidence(self) -> Confidence | None:
        """The judgement that still stands, if any."""
        return self.fold.confidence

    @property
    def reached(self) -> Mapping[MilestoneId, date]:
        """The milestones reached, each with the first day it was stated."""
        return self.fold.reached

    @property
    def completed_on(self) -> date | None:
        """The day it was completed, None while it is not."""
        return self.fold.completed_on

    @property
    def reported(self) -> bool:
        """Whether at least one update counts."""
        return bool(self.updates)

    @property
    def heard_on(self) -> date | None:
        """The day of the last news; what was told later counts as heard by the day asked about."""
        told = max((update.recorded for update in self.updates), default=None)
        return told and min(told, self.on)

    @property
    def due(self) -> date:
        """The last day of the current due."""
        return self.fold.due.last

    @property
    def current_due(self) -> Due:
        """The due last stated, as written."""
        return self.fold.due

    @property
    def slip(self) -> int:
        """Days between the original and the current due; negative when moved forward."""
        return (self.fold.due.last - self.original_due.last).days

    @property
    def postponed(self) -> bool:
        """Whether the current due is after the original."""
        return self.fold.due.last > self.original_due.last

    @property
    def days_late(self) -> int:
        """Days since the current due when overdue, else 0."""
        return (self.on - self.due).days if self.overdue else 0

    @property
    def milestones_due(self) -> int:
        """The number of milestones originally due by that day, reached or not."""
        last = self.original_due.last
        return sum(_due_day(step, last) <= self.on for step in self.action.milestones)

    def due_of(self, milestone: Milestone) -> Due:
        """A milestone's current due: the last one stated, else the action's."""
        return _due_of(milestone, self.fold)

    @property
    def late_milestones(self) -> tuple[Milestone, ...]:
        """The milestones of open, due work whose current due has passed unreached."""
        waiting = self.open and not self.not_due
        return tuple(_late(self.action, self.fold, self.on)) if waiting else ()

    @property
    def schedule(self) -> Schedule:
        """How it stands to its original due."""
        return _schedule(self)

    @property
    def reporting(self) -> Reporting:
        """How it is reported on."""
        if self.not_due:
            return Reporting.NOT_DUE
        if not self.reported:
            return Reporting.NEVER
        if self.stale:
            return Reporting.STALE
        return Reporting.NIL if self.fold.nil else Reporting.FRESH

    @property
    def signal(self) -> Signal:
        """Its colour."""
        return self.verdict.signal


def state_of(course: Course, rules: Rules, on: date) -> ActionState:
    """The state of one action at the close of a day, from its course."""
    updates, told = course.by(on)
    return state_from(course, rules, on, updates, told)


def with_update(state: ActionState, update: StatusUpdate) -> ActionState:
    """The state of an action if one more update had been told of it last of all."""
    updates = (*state.updates, update)
    course = course_of(state.action, state.start, state.original_due, updates)
    return state_from(course, state.rules, state.on, *course.by(state.on))


def state_from(
    course: Course, rules: Rules, on: date, updates: tuple[StatusUpdate, ...], told: Fold
) -> ActionState:
    """As `state_of`, from updates that were folded already."""
    status = told.status or _PLANNED
    not_due = course.start > on and status is _PLANNED
    open_ = status is not _COMPLETED and status is not _CANCELLED
    waiting = open_ and not not_due
    overdue = waiting and told.due.last <= on
    stale = waiting and bool(updates) and _stale(updates, on, rules)
    completion = _completion(course, told, reported=bool(updates), not_due=not_due)
    planned = _planned(course, on)
    if not waiting or overdue or not updates:
        verdict = _at_once(status, not_due=not_due, reported=bool(updates))
    else:
        behind = None if completion is None else planned - completion
        late = bool(course.action.milestones) and any(_late(course.action, told, on))
        verdict = _on_the_road(told, behind, rules.behind_tolerance, late=late, stale=stale)
    return ActionState(
        action=course.action,
        on=on,
        rules=rules,
        start=course.start,
        original_due=course.due,
        updates=updates,
        fold=told,
        status=status,
        not_due=not_due,
        overdue=overdue,
        stale=stale,
        completion=completion,
        planned_completion=planned,
        verdict=verdict,
    )


def _stale(updates: Sequence[StatusUpdate], on: date, rules: Rules) -> bool:
    oldest = on.toordinal() - rules.stale_after_days
    if updates[-1].recorded.toordinal() >= oldest:  # mostly so
        return False
    return all(update.recorded.toordinal() < oldest for update in updates)


def _completion(course: Course, told: Fold, *, reported: bool, not_due: bool) -> int | None:
    if told.status is _COMPLETED:
        return WHOLE
    if not_due:
        return 0
    return _measured(course, told) if reported else None


def _measured(course: Course, told: Fold) -> int | None:
    measure = course.action.measure or _BY_MILESTONES
    if measure is _BY_MILESTONES and course.steps_weight:
        steps = course.action.milestones
        reached = sum(step.weight for step in steps if step.id in told.reached)
        return WHOLE * reached // course.steps_weight
    if measure is _BY_STATUS:
        return 0
    if told.percent is not None:
        return 100 * told.percent
    return 0 if told.status is _PLANNED else None


def _due_day(step: Milestone, action_due: date) -> date:
    return step.due.last if step.due else action_due


def _due_of(step: Milestone, told: Fold) -> Due:
    return told.milestone_due.get(step.id) or step.due or told.due


def _late(action: Action, told: Fold, on: date) -> Iterator[Milestone]:
    for step in action.milestones:
        if step.id not in told.reached and _due_of(step, told).last <= on:
            yield step


def _planned(course: Course, on: date) -> int:
    steps, start, due = course.action.milestones, course.start, course.due.last
    if course.steps_weight:
        foreseen = sum(step.weight for step in steps if _due_day(step, due) <= on)
        return WHOLE * foreseen // course.steps_weight
    if on >= due:
        return WHOLE
    if on < start or course.action.measure is _BY_STATUS:
        return 0
    return WHOLE * days_between(start, on) // days_between(start, due)


def _schedule(state: ActionState) -> Schedule:
    if state.status is _CANCELLED:
        return Schedule.NONE
    if state.completed_on:
        late = state.completed_on > state.original_due.last
        return Schedule.DONE_LATE if late else Schedule.DONE_ON_TIME
    if state.not_due:
        return Schedule.NOT_DUE
    if not state.reported:
        return Schedule.UNKNOWN
    if state.overdue:
        return Schedule.LATE
    return Schedule.POSTPONED if state.postponed else Schedule.ON_TIME


_IS_CANCELLED: Final = Verdict(Signal.NONE, "cancelled")
_IS_COMPLETED: Final = Verdict(Signal.GREEN, "completed")
_NOT_DUE: Final = Verdict(Signal.NOT_DUE, "its work has not begun and need not have")
_SILENT: Final = Verdict(Signal.GREY, "nobody has reported on it")
_OVERDUE: Final = Verdict(Signal.RED, "its due date has passed")
_JUDGED_RED: Final = Verdict(Signal.RED, "the working group judges it red")
_IS_SUSPENDED: Final = Verdict(Signal.AMBER, "suspended")
_JUDGED_AMBER: Final = Verdict(Signal.AMBER, "the working group judges it amber")
_STEP_LATE: Final = Verdict(Signal.AMBER, "a milestone's due date has passed")
_OUTDATED: Final = Verdict(Signal.GREY, "the last news is too old")
_FAR_BEHIND: Final = Verdict(Signal.AMBER, "far behind its plan")
_JUDGED_GREEN: Final = Verdict(Signal.GREEN, "the working group judges it green")
_UNSAID: Final = Verdict(Signal.GREY, "how far it is, nobody has said")
_IN_STEP: Final = Verdict(Signal.GREEN, "in step with its plan")
_BEHIND: Final = Verdict(Signal.AMBER, "behind its plan")


def _at_once(status: Status, *, not_due: bool, reported: bool) -> Verdict:
    """The verdict on work that is done, cancelled, not due, never reported on, or overdue."""
    if status is _CANCELLED:
        return _IS_CANCELLED
    if status is _COMPLETED:
        return _IS_COMPLETED
    if not_due:
        return _NOT_DUE
    return _OVERDUE if reported else _SILENT


def _on_the_road(
    told: Fold, behind: int | None, tolerance: int, *, late: bool, stale: bool
) -> Verdict:
    """The verdict on work that is due, reported on and not overdue."""
    if told.confidence is _RED:
        return _JUDGED_RED
    if told.status is _SUSPENDED:
        return _IS_SUSPENDED
    if told.confidence is _AMBER:
        return _JUDGED_AMBER
    if late:
        return _STEP_LATE
    if stale:
        return _OUTDATED
    if behind is not None and behind > 2 * tolerance:
        return _FAR_BEHIND
    if told.confidence is _GREEN:
        return _JUDGED_GREEN
    if behind is None:
        return _UNSAID
    return _IN_STEP if behind <= tolerance else _BEHIND
