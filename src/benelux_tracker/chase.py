"""What is still to be reported, since when, and what falls due: a chase list by group."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from attrs import frozen

from benelux_tracker.dimensions import Dimension, Key
from benelux_tracker.model import Milestone, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.shown import Shown
from benelux_tracker.state import ActionState


class ChaseKind(StrEnum):
    """What is asked about an action, the most pressing first."""

    NEVER_REPORTED = "never_reported"
    STALE = "stale"
    UNSAID = "unsaid"
    OVERDUE = "overdue"
    COMING = "coming"


@frozen(kw_only=True)
class ChaseRequest:
    """One thing to ask about an action, or about one of its milestones.

    `since` is the day it has been so: never reported since the work was to
    begin, stale or unsaid since the last news, overdue since its due; None for
    what is still to come. `due` is the current due.
    """

    kind: ChaseKind
    state: ActionState
    since: date | None
    due: Due
    milestone: Milestone | None = None


@frozen(kw_only=True, eq=False)
class Chase(Shown):
    """What one group (or other part of the programme) still has to report."""

    programme: WorkProgramme
    by: Dimension
    key: str
    on: date
    known_on: date | None
    due_by: date | None
    requests: tuple[ChaseRequest, ...]

    def of(self, kind: ChaseKind) -> tuple[ChaseRequest, ...]:
        """The requests of one kind."""
        return tuple(request for request in self.requests if request.kind is kind)


ChaseList = Mapping[Key, Chase]
"""What each part still has to report; a part with nothing to report is left out."""


def requests(states: Iterable[ActionState], due_by: date | None) -> tuple[ChaseRequest, ...]:
    """What is to be asked about some actions, the most pressing first.

    Args:
        states: the states of actions that are in scope.
        due_by: also what falls due up to this day; None: only what is open already.
    """
    order = list(ChaseKind)
    found = [
        request
        for state in states
        if state.open
        for request in (*_silence(state), *_dues(state, due_by))
    ]
    return tuple(sorted(found, key=lambda r: (order.index(r.kind), r.since or r.due.last)))


def _silence(state: ActionState) -> Iterator[ChaseRequest]:
    if state.not_due:
        return
    due, heard = state.current_due, state.heard_on
    if heard is None:
        kind = ChaseKind.NEVER_REPORTED
        yield ChaseRequest(kind=kind, state=state, since=state.start, due=due)
    elif state.stale:
        yield ChaseRequest(kind=ChaseKind.STALE, state=state, since=heard, due=due)
    elif state.completion is None:
        yield ChaseRequest(kind=ChaseKind.UNSAID, state=state, since=heard, due=due)


def _dues(state: ActionState, due_by: date | None) -> Iterator[ChaseRequest]:
    if state.overdue:
        kind = ChaseKind.OVERDUE
        yield ChaseRequest(kind=kind, state=state, since=state.due, due=state.current_due)
    elif due_by and state.on < state.due <= due_by:
        yield ChaseRequest(kind=ChaseKind.COMING, state=state, since=None, due=state.current_due)
    for step in state.action.milestones:
        due = state.due_of(step)
        if step.id in state.reached or due == state.current_due:
            continue
        if due.last <= state.on and not state.not_due:
            kind, since = ChaseKind.OVERDUE, due.last
            yield ChaseRequest(kind=kind, state=state, since=since, due=due, milestone=step)
        elif due_by and state.on < due.last <= due_by:
            kind = ChaseKind.COMING
            yield ChaseRequest(kind=kind, state=state, since=None, due=due, milestone=step)
