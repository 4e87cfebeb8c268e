"""The rows of the tables that leave as data frames, in the programme's order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from attrs import evolve

from benelux_tracker.dimensions import Dimension, keys_of
from benelux_tracker.findings import check
from benelux_tracker.framed import Table
from benelux_tracker.history import Course, courses, in_force
from benelux_tracker.model import Action, Dossier, Milestone, StatusUpdate
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import ActionState
from benelux_tracker.tally import Progress

Keys = tuple[Dimension, ...]
"""The dimensions that the keys of rows are of."""


class Counts(StrEnum):
    """Whether an update counts on a day, or why it does not."""

    YES = "yes"
    LATER = "later"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    RETRACTION = "retraction"


class ActionRow(NamedTuple):
    """An action, under one of its keys."""

    key: Sequence[str]
    action: Action
    state: ActionState
    dossier: Dossier
    supposed: bool


class MilestoneRow(NamedTuple):
    """A milestone, under one of the keys of its action."""

    key: Sequence[str]
    action: Action
    step: Milestone
    original_due: Due
    current_due: Due
    reached_on: date | None
    late: bool
    supposed: bool


class UpdateRow(NamedTuple):
    """An update, under one of the keys of its action."""

    key: Sequence[str]
    action: Action
    update: StatusUpdate
    counts: Counts
    supposed: bool


class ProgressRow(NamedTuple):
    """The progress of the actions that have a key."""

    key: Sequence[str]
    progress: Progress


def _parts(key: str | Sequence[str]) -> Sequence[str]:
    return (key,) if isinstance(key, str) else key


def _keyed(snapshot: Snapshot, by: Keys) -> Iterator[tuple[Sequence[str], Action, bool]]:
    """Every action, once for each of its keys, and whether something is only supposed of it."""
    programme = snapshot.programme
    supposed = {told.action for told in programme.updates if told.id in programme.supposed}
    for action in programme.actions:
        for key in keys_of(action, programme, by):
            yield _parts(key), action, action.id in supposed


def _actions(snapshot: Snapshot, by: Keys) -> Iterator[ActionRow]:
    states, dossier_of = snapshot.states, snapshot.programme.dossier_of
    for key, action, supposed in _keyed(snapshot, by):
        yield ActionRow(key, action, states[action.id], dossier_of[action.id], supposed)


def _milestones(snapshot: Snapshot, by: Keys) -> Iterator[MilestoneRow]:
    for key, action, supposed in _keyed(snapshot, by):
        state = snapshot.states[action.id]
        late = state.late_milestones
        for step in action.milestones:
            due, reached = step.due or state.original_due, state.reached.get(step.id)
            current = state.due_of(step)
            yield MilestoneRow(key, action, step, due, current, reached, step in late, supposed)


def _updates(snapshot: Snapshot, by: Keys) -> Iterator[UpdateRow]:
    programme = snapshot.programme
    told, supposed = courses(programme, snapshot.known_on), frozenset(programme.supposed)
    for key, action, _ in _keyed(snapshot, by):
        course = told[action.id]
        for update, counts in zip(course.told, _counts(course, snapshot.on), strict=True):
            yield UpdateRow(key, action, update, counts, update.id in supposed)


def _counts(course: Course, on: date) -> Iterator[Counts]:
    """Whether each update of a course counts on a day. Source: how-it-counts.md."""
    in_time = {update.id: update.date <= on for update in course.updates}
    uncorrected: set[str] = set()
    if len(in_time) < len(course.told):  # what would be in force if nothing were corrected
        plain = [evolve(told, corrects=None) if told.corrects else told for told in course.told]
        uncorrected = {update.id for update in in_force(plain)}
    for update in course.told:
        if update.id in in_time:
            yield Counts.YES if in_time[update.id] else Counts.LATER
        elif update.retracts:
            yield Counts.RETRACTION
        else:
            yield Counts.CORRECTED if update.id in uncorrected else Counts.RETRACTED


def _progress(snapshot: Snapshot, by: Keys) -> Iterator[ProgressRow]:
    for key, progress in snapshot.roll_up(by).items():
        yield ProgressRow(_parts(key), progress)


ROWS: Final[Mapping[Table, Callable[[Snapshot, Keys], Iterable[Any]]]] = {
    "actions": _actions,
    "progress": _progress,
    "updates": _updates,
    "milestones": _milestones,
    "consultations": lambda snapshot, _: snapshot.programme.consultations,
    "findings": lambda snapshot, _: check(snapshot.programme),
}
"""How each table's rows are made; the dimensions are those that its keys are of."""
