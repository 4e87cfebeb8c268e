"""Which updates count for two dates, and what they add up to. Source: how-it-counts.md."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from attrs import evolve, frozen

from benelux_tracker.model import Action, StatusUpdate, WorkProgramme, in_time
from benelux_tracker.periods import Due
from benelux_tracker.vocabulary import ActionId, Confidence, MilestoneId, Status, UpdateId

_KEPT: Final = 4
"""For how many days of knowledge the courses are kept, beside those with all that is told."""

_COMPLETED: Final = Status.COMPLETED
_day = attrgetter("date")
_corrects = attrgetter("corrects")
_retracts = attrgetter("retracts")
_NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})


def known(updates: Sequence[StatusUpdate], known_on: date | None) -> Sequence[StatusUpdate]:
    """The updates that had been recorded by a day; all of them for None."""
    if known_on is None:
        return updates
    return [update for update in updates if update.recorded <= known_on]


def in_force(updates: Sequence[StatusUpdate]) -> Sequence[StatusUpdate]:
    """The updates that no correction or retraction among them does away with.

    A correction suppresses its target even when it is corrected in turn; only retracting
    it revives the target. Retractions state nothing and are never in the answer.
    """
    if not (any(map(_corrects, updates)) or any(map(_retracts, updates))):
        return updates
    retractions: Mapping[UpdateId | None, StatusUpdate]
    retractions = {update.id: update for update in updates if update.retracts}
    open_cases = Counter(update.retracts for update in retractions.values())
    judged = [update for update in retractions.values() if update.id not in open_cases]
    retracted: set[UpdateId | None] = set()
    for by in judged:  # it grows: a retraction is judged after all that might retract it
        target = by.retracts
        retracted |= {target} if by.id not in retracted else set()
        open_cases[target] -= 1
        if target in retractions and not open_cases[target]:
            judged.append(retractions[target])
    gone = {update.corrects or update.retracts for update in updates if update.id not in retracted}
    return [update for update in updates if update.id not in gone and not update.retracts]


@frozen
class Fold:
    """What an action's counted updates say together: for each fact the last one stated.

    `status` is None before any update stated one. `reached` maps milestones to
    the first day on which they were stated reached. `completed_on` is the
    first day of the run of `completed` that ends the history. `nil` tells
    whether the last update was a nil return.
    """

    due: Due
    status: Status | None = None
    confidence: Confidence | None = None
    percent: int | None = None
    completed_on: date | None = None
    nil: bool = False
    reached: Mapping[MilestoneId, date] = _NOTHING
    milestone_due: Mapping[MilestoneId, Due] = _NOTHING


def fold(updates: Sequence[StatusUpdate], due: Due) -> Fold:
    """Fold counted updates over an action's plan.

    An update that changes the status or the current due day and states no
    confidence clears one stated on an earlier day: it judged another plan.

    Args:
        updates: counted updates, in order.
        due: the action's original due.
    """
    return _fold(updates, due, _turns(updates))


def _turns(updates: Iterable[StatusUpdate]) -> Sequence[StatusUpdate]:
    """The updates that state one of the rarer facts, which a fold looks for apart."""
    return [update for update in updates if update.due or update.reached or update.milestone_due]


def _fold(updates: Sequence[StatusUpdate], due: Due, turns: Sequence[StatusUpdate]) -> Fold:
    """Fold from the last update back: most facts are found in the last few."""
    if not updates:
        return Fold(due)
    status = completed_on = percent = None
    for update in reversed(updates):
        if update.status:
            status = status or update.status
            if update.status is not _COMPLETED:
                break
            completed_on = update.date
    for update in reversed(updates):
        if update.percent is not None:
            percent = update.percent
            break
    facts = status, _confidence(updates, due), percent, completed_on, updates[-1].unchanged
    if not turns:
        return Fold(due, *facts)
    return Fold(_due(turns, due), *facts, *_steps(turns))


def _steps(
    turns: Sequence[StatusUpdate],
) -> tuple[Mapping[MilestoneId, date], Mapping[MilestoneId, Due]]:
    """When milestones were first stated reached, and the dues last stated of them."""
    reached: dict[MilestoneId, date] = {}
    moved: dict[MilestoneId, Due] = {}
    for update in turns:
        for step in update.reached:
            reached.setdefault(step, update.date)
        if update.milestone_due:
            moved.update(update.milestone_due)
    return reached, moved


def _due(updates: Sequence[StatusUpdate], due: Due) -> Due:
    return next((update.due for update in reversed(updates) if update.due), due)


def _confidence(updates: Sequence[StatusUpdate], due: Due) -> Confidence | None:
    """The confidence last stated, if no update of a later day moved the status or the due."""
    for count in range(len(updates), 0, -1):
        judgement = updates[count - 1]
        if judgement.confidence:
            later = [u for u in updates[count:] if u.status or u.due]
            return None if later and _moved(updates[:count], due, later) else judgement.confidence
    return None


def _moved(judged: Sequence[StatusUpdate], due: Due, later: Sequence[StatusUpdate]) -> bool:
    """Whether a later update changed what stood on the day of a judgement."""
    status = next((update.status for update in reversed(judged) if update.status), Status.PLANNED)
    last = _due(judged, due).last
    for update in later:
        changed = update.status not in {None, status} or (update.due and update.due.last != last)
        if changed and update.date > judged[-1].date:
            return True
        status, last = update.status or status, update.due.last if update.due else last
    return False


def original_start(action: Action, programme: WorkProgramme) -> date:
    """The first day of an action as planned."""
    return action.start or max(programme.start, action.adopted or programme.start)


def original_due(action: Action, programme: WorkProgramme) -> Due:
    """The due of an action as planned; the programme's end where none was set."""
    return action.due or Due.on(programme.end)


@frozen(eq=False)
class Course:
    """The course of one action: its plan, and what is told of it, in order.

    `told` are all updates, `updates` those in force, `days` their days,
    `turns` those among them that state a new due or a milestone;
    `steps_weight` is the weight of all milestones.
    """

    action: Action
    start: date
    due: Due
    steps_weight: int
    told: tuple[StatusUpdate, ...]
    updates: tuple[StatusUpdate, ...]
    days: Sequence[date]
    turns: Sequence[StatusUpdate]

    def by(self, on: date) -> tuple[tuple[StatusUpdate, ...], Fold]:
        """The updates that count at the close of a day, and what they say together."""
        told = self.updates[: bisect_right(self.days, on)]
        turns = self.turns
        if turns and turns[-1].date > on:
            turns = [update for update in turns if update.date <= on]
        return told, _fold(told, self.due, turns)


def course_of(action: Action, start: date, due: Due, told: Sequence[StatusUpdate]) -> Course:
    """The course of one action.

    Args:
        action: the action.
        start: its first day as planned.
        due: its due as planned.
        told: what is known of it, in order.
    """
    weight = sum(step.weight for step in action.milestones) if action.milestones else 0
    kept = tuple(in_force(told))
    return Course(
        action, start, due, weight, tuple(told), kept, list(map(_day, kept)), _turns(kept)
    )


@frozen
class Supposition:
    """What a programme supposes: the programme it was made from, and the updates on top."""

    base: WorkProgramme
    updates: tuple[StatusUpdate, ...]

    @cached_property
    def history(self) -> Mapping[ActionId, Sequence[StatusUpdate]]:
        """All updates of the actions that something is supposed of."""
        courses_so_far = courses(self.base, None)
        told = {u.action: [*courses_so_far[u.action].told] for u in self.updates}
        for update in self.updates:
            told[update.action].append(update)
        return told


SUPPOSITION: Final = ("supposition",)
"""Where a programme remembers its supposition."""


def resting_on(programme: WorkProgramme) -> WorkProgramme:
    """The programme that a supposition was made from; one without any is its own."""
    supposition: Supposition | None = programme.memory.get(SUPPOSITION)
    return supposition.base if supposition else programme


def without_suppositions(programme: WorkProgramme) -> WorkProgramme:
    """A programme without what it supposes."""
    if resting_on(programme) is not programme:
        return resting_on(programme)
    updates = tuple(u for u in programme.updates if u.id not in programme.supposed)
    return evolve(programme, updates=updates, supposed=())


def courses(programme: WorkProgramme, known_on: date | None) -> Mapping[ActionId, Course]:
    """The course of every action, in the programme's order; made once and kept.

    Args:
        programme: the programme.
        known_on: only what was recorded by then counts; None for everything now told.
    """
    kept: dict[date | None, Mapping[ActionId, Course]]
    kept = programme.memory.setdefault(("courses",), {})
    if known_on not in kept:
        for oldest in [day for day in kept if day][: 1 - _KEPT]:
            del kept[oldest]
        kept[known_on] = _courses(programme, known_on)
    return kept[known_on]


def _courses(programme: WorkProgramme, known_on: date | None) -> Mapping[ActionId, Course]:
    supposition: Supposition | None = programme.memory.get(SUPPOSITION)
    planned = supposition.base if supposition else programme
    if supposition:
        made, told = dict(courses(planned, known_on)), supposition.history
    else:
        made, told = {}, planned.told
    for name, updates in told.items():
        plan, heard = planned.action_by_id[name], known(in_time(updates), known_on)
        start, due = original_start(plan, planned), original_due(plan, planned)
        made[name] = course_of(plan, start, due, heard)
    return made
