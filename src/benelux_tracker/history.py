"""Which updates count for two dates, and what they add up to. Source: semantics §4."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import frozen

from benelux_tracker.model import StatusUpdate
from benelux_tracker.periods import Due
from benelux_tracker.vocabulary import Confidence, MilestoneId, Status, UpdateId


def known(updates: Iterable[StatusUpdate], known_on: date | None) -> list[StatusUpdate]:
    """The updates that had been recorded by a day; all of them for None."""
    if known_on is None:
        return list(updates)
    return [update for update in updates if update.recorded <= known_on]


def in_force(updates: Sequence[StatusUpdate]) -> list[StatusUpdate]:
    """The updates that no correction or retraction among them does away with.

    A correction suppresses its target even when it is corrected in turn; only
    retracting it revives the target. Retractions state nothing and are never
    in the answer.
    """
    changes = [update for update in updates if update.corrects or update.retracts]
    if not changes:
        return list(updates)
    retractions = [update for update in changes if update.retracts]
    retracted: set[UpdateId | None] = set()
    for _ in retractions:  # as often as the longest chain of them may need; a circle ends too
        before, retracted = retracted, {by.retracts for by in retractions if by.id not in retracted}
        if retracted == before:
            break
    gone = {update.corrects or update.retracts for update in changes if update.id not in retracted}
    return [update for update in updates if update.id not in gone and not update.retracts]


def counted(
    updates: Sequence[StatusUpdate], on: date, known_on: date | None
) -> tuple[StatusUpdate, ...]:
    """The updates of one action that count on a day, as known on another.

    Args:
        updates: the action's updates in the order of day, recording and id.
        on: the close of this day is meant.
        known_on: only what was recorded by then; None for everything.
    """
    kept = in_force(known(updates, known_on))
    return tuple(update for update in kept if update.date <= on)


@frozen(kw_only=True)
class Fold:
    """What an action's counted updates say together: for each fact the last one stated.

    `status` is None before any update stated one. `reached` maps milestones to
    the first day on which they were stated reached. `completed_on` is the
    first day of the run of `completed` that ends the history.
    """

    status: Status | None = None
    confidence: Confidence | None = None
    percent: int | None = None
    due: Due
    reached: Mapping[MilestoneId, date]
    milestone_due: Mapping[MilestoneId, Due]
    completed_on: date | None = None
    heard_on: date | None = None
    nil: bool = False


def fold(updates: Sequence[StatusUpdate], due: Due, on: date) -> Fold:
    """Fold counted updates over an action's plan.

    An update that changes the status or the current due day and states no
    confidence clears one stated on an earlier day: it judged another plan.

    Args:
        updates: counted updates, in order.
        due: the action's original due.
        on: the day asked about; news told later counts as heard on that day.
    """
    status: Status | None = None
    confidence: Confidence | None = None
    judged: date | None = None
    percent: int | None = None
    completed_on: date | None = None
    for update in updates:
        if update.confidence:
            confidence, judged = update.confidence, update.date
        elif judged and judged < update.date and _moves(update, status, due):
            confidence, judged = None, None
        if update.status:
            status, done = update.status, update.status is Status.COMPLETED
            completed_on = (completed_on or update.date) if done else None
        if update.percent is not None:
            percent = update.percent
        due = update.due or due
    return Fold(
        status=status,
        confidence=confidence,
        percent=percent,
        due=due,
        reached={step: u.date for u in reversed(updates) for step in u.reached},
        milestone_due={step: day for u in updates for step, day in u.milestone_due.items()},
        completed_on=completed_on,
        heard_on=max((min(update.recorded, on) for update in updates), default=None),
        nil=bool(updates) and updates[-1].unchanged,
    )


def _moves(update: StatusUpdate, status: Status | None, due: Due) -> bool:
    changed_status = update.status is not None and update.status is not (status or Status.PLANNED)
    return changed_status or (update.due is not None and update.due.last != due.last)
