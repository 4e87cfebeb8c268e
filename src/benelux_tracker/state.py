"""One action on one day: how far it is, how far it should be, and its signal.

Source: semantics §5. Completion is in basis points, 0 to 10000.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Final

from attrs import field, frozen

from benelux_tracker.history import Fold, counted, fold
from benelux_tracker.model import Action, Milestone, Rules, StatusUpdate, WorkProgramme
from benelux_tracker.periods import Due, days_between
from benelux_tracker.vocabulary import Confidence, Measure, MilestoneId, Status

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


def original_start(action: Action, programme: WorkProgramme) -> date:
    """The first day of an action as planned."""
    return action.start or max(programme.start, action.adopted or programme.start)


def original_due(action: Action, programme: WorkProgramme) -> Due:
    """The due of an action as planned; the programme's end where none was set."""
    return action.due or Due.on(programme.end)


@frozen(kw_only=True)
class ActionState:
    """What is known of one action at the close of a day.

    `completion` and `planned_completion` are in basis points (0 to 10000);
    `completion` is None when unknown. `due` is the last day of the current
    due, `slip` the days it moved since the plan, `days_late` the days it is
    overdue. `updates` are the ones that count, in order.
    """

    action: Action
    on: date
    rules: Rules
    start: date
    original_due: Due
    fold: Fold
    updates: tuple[StatusUpdate, ...]

    @property
    def in_scope(self) -> bool:
        """Whether the action had been adopted by that day."""
        return self.action.adopted is None or self.action.adopted <= self.on

    @property
    def live(self) -> bool:
        """Whether it is in scope and not cancelled."""
        return self.in_scope and self.status is not Status.CANCELLED

    @property
    def status(self) -> Status:
        """The last status stated, `planned` before any."""
        return self.fold.status or Status.PLANNED

    @property
    def open(self) -> bool:
        """Whether it is neither completed nor cancelled."""
        return self.status not in {Status.COMPLETED, Status.CANCELLED}

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
        return (self.due - self.original_due.last).days

    @property
    def postponed(self) -> bool:
        """Whether the current due is after the original."""
        return self.slip > 0

    @property
    def not_due(self) -> bool:
        """Whether its work has not begun and need not have."""
        return self.start > self.on and self.status is Status.PLANNED

    @property
    def overdue(self) -> bool:
        """Whether it should be done by the close of the day and is not."""
        return self.open and not self.not_due and self.due <= self.on

    @property
    def days_late(self) -> int:
        """Days since the current due when overdue, else 0."""
        return (self.on - self.due).days if self.overdue else 0

    @property
    def stale(self) -> bool:
        """Whether the last news is older than the rules allow."""
        heard = self.fold.heard_on
        if heard is None or not self.open or self.not_due:
            return False
        return (self.on - heard).days > self.rules.stale_after_days

    @cached_property
    def completion(self) -> int | None:
        """How much is done, in basis points; None when unknown."""
        if self.status is Status.COMPLETED:
            return WHOLE
        if self.not_due:
            return 0
        if not self.reported:
            return None
        return _measured(self)

    @cached_property
    def planned_completion(self) -> int:
        """How much the original plan foresaw by that day, in basis points."""
        return _planned(self)

    @property
    def milestones_due(self) -> int:
        """The number of milestones originally due by that day, reached or not."""
        last = self.original_due.last
        return sum(_due_day(step, last) <= self.on for step in self.action.milestones)

    def due_of(self, milestone: Milestone) -> Due:
        """A milestone's current due: the last one stated, else the action's."""
        return self.fold.milestone_due.get(milestone.id) or milestone.due or self.fold.due

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

    @cached_property
    def verdict(self) -> Verdict:
        """Its colour and why."""
        return _verdict(self)


def state_of(
    action: Action, programme: WorkProgramme, on: date, known_on: date | None
) -> ActionState:
    """The state of one action at the close of a day, as known on another."""
    updates = counted(programme.history[action.id], on, known_on)
    due = original_due(action, programme)
    return ActionState(
        action=action,
        on=on,
        rules=programme.rules,
        start=original_start(action, programme),
        original_due=due,
        fold=fold(updates, due, on),
        updates=updates,
    )


def _measured(state: ActionState) -> int | None:
    steps = state.action.milestones
    measure = state.action.measure or Measure.MILESTONES
    total = sum(step.weight for step in steps)
    if measure is Measure.MILESTONES and total:
        reached = sum(step.weight for step in steps if step.id in state.reached)
        return WHOLE * reached // total
    if measure is Measure.STATUS:
        return 0
    if state.fold.percent is not None:
        return 100 * state.fold.percent
    return 0 if state.fold.status is Status.PLANNED else None


def _due_day(step: Milestone, action_due: date) -> date:
    return step.due.last if step.due else action_due


def _planned(state: ActionState) -> int:
    steps, due = state.action.milestones, state.original_due.last
    total = sum(step.weight for step in steps)
    if total:
        foreseen = sum(step.weight for step in steps if _due_day(step, due) <= state.on)
        return WHOLE * foreseen // total
    if state.on >= due:
        return WHOLE
    if state.on < state.start or state.action.measure is Measure.STATUS:
        return 0
    return WHOLE * days_between(state.start, state.on) // days_between(state.start, due)


def _schedule(state: ActionState) -> Schedule:
    if state.status is Status.CANCELLED:
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


def _verdict(state: ActionState) -> Verdict:
    if state.status is Status.CANCELLED:
        return Verdict(Signal.NONE, "cancelled")
    if state.status is Status.COMPLETED:
        return Verdict(Signal.GREEN, "completed")
    if state.not_due:
        return Verdict(Signal.NOT_DUE, "its work has not begun and need not have")
    if not state.reported:
        return Verdict(Signal.GREY, "nobody has reported on it")
    if state.overdue:
        return Verdict(Signal.RED, "its due date has passed")
    if state.confidence is Confidence.RED:
        return Verdict(Signal.RED, "the working group judges it red")
    return _verdict_on_the_road(state)


def _verdict_on_the_road(state: ActionState) -> Verdict:
    if state.status is Status.SUSPENDED:
        return Verdict(Signal.AMBER, "suspended")
    if state.confidence is Confidence.AMBER:
        return Verdict(Signal.AMBER, "the working group judges it amber")
    steps = state.action.milestones
    if any(s.id not in state.reached and state.due_of(s).last <= state.on for s in steps):
        return Verdict(Signal.AMBER, "a milestone's due date has passed")
    if state.stale:
        return Verdict(Signal.GREY, "the last news is too old")
    tolerance = state.rules.behind_tolerance
    behind = None if state.completion is None else state.planned_completion - state.completion
    if behind is not None and behind > 2 * tolerance:
        return Verdict(Signal.AMBER, "far behind its plan")
    if state.confidence is Confidence.GREEN:
        return Verdict(Signal.GREEN, "the working group judges it green")
    if behind is None:
        return Verdict(Signal.GREY, "how far it is, nobody has said")
    if behind <= tolerance:
        return Verdict(Signal.GREEN, "in step with its plan")
    return Verdict(Signal.AMBER, "behind its plan")
