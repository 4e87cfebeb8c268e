"""Two days compared: what changed, and the bridge between two figures. Source: questions.md.

Points are exact shares of 1: 0.05 is five percentage points.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import frozen

from benelux_tracker.dimensions import Subject
from benelux_tracker.model import StatusUpdate, Text, WorkProgramme
from benelux_tracker.shown import Shown
from benelux_tracker.state import WHOLE, ActionState
from benelux_tracker.tally import NoNumber, Progress
from benelux_tracker.vocabulary import ActionId, Status, UpdateId


class ChangeKind(StrEnum):
    """What may have become of an action between two days."""

    NEW = "new"
    REMOVED = "removed"
    STARTED = "started"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    REOPENED = "reopened"
    POSTPONED = "postponed"
    BROUGHT_FORWARD = "brought_forward"
    FIRST_REPORTED = "first_reported"
    GONE_STALE = "gone_stale"
    SIGNAL_CHANGED = "signal_changed"
    CORRECTED = "corrected"
    TOLD_LATE = "told_late"


@frozen(kw_only=True)
class Change:
    """One change of one action.

    `before` is None where an action is new, `after` where it was taken out of
    the programme; what became of a new one since, it has as changes of its own.
    `days` is the slip of a due: positive when postponed. `reason` is what the
    working group gave, `updates` what the change rests on; of a correction they
    are what no longer counts.
    """

    action: ActionId
    kind: ChangeKind
    before: ActionState | None
    after: ActionState | None
    days: int = 0
    reason: Text | None = None
    updates: tuple[StatusUpdate, ...] = ()


class Step(StrEnum):
    """A step of the bridge from one figure to another."""

    CORRECTIONS = "corrections"
    LEFT = "left"
    SAME = "same"
    JOINED = "joined"


class Pillar(StrEnum):
    """What a bridge stands on: a figure that must exist."""

    OPENING = "opening"
    CORRECTED = "corrected"
    COMMON = "common"
    CLOSING = "closing"


Shares = Mapping[ActionId, Fraction]
"""What each action adds to a step, in exact points; those that add nothing are left out."""


@frozen(kw_only=True)
class Bridge:
    """From the opening to the closing figure, step by step, in exact points.

    The steps sum exactly to closing − opening: corrections (the earlier day
    with the later knowledge), left (cancelled, or no longer known), same (the
    progress of the same actions), joined (newly due, newly reported or new).
    `shares` tells for every step what each action adds to it. Where one of the
    figures it stands on does not exist, `missing` says which and why, and
    there are no steps.
    """

    opening: Fraction | None
    closing: Fraction | None
    steps: Mapping[Step, Fraction]
    shares: Mapping[Step, Shares]
    missing: tuple[Pillar, NoNumber] | None = None


@frozen(kw_only=True)
class View:
    """The actions of a subject on a day: their states, and their progress.

    `supposed` names the updates that are only supposed.
    """

    on: date
    known_on: date | None
    states: Mapping[ActionId, ActionState]
    progress: Progress
    supposed: tuple[UpdateId, ...] = ()


@frozen(kw_only=True, eq=False)
class Comparison(Shown):
    """What changed between two days about one subject, and the bridge between its figures.

    `opening` is the earlier day as it was asked about, `restated` the same day
    with the later knowledge, `closing` the later day.
    """

    programme: WorkProgramme
    subject: Subject
    opening: View
    restated: View
    closing: View
    changes: tuple[Change, ...]
    bridge: Bridge

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)


def compared(
    programme: WorkProgramme, subject: Subject, opening: View, restated: View, closing: View
) -> Comparison:
    """Compare a subject of a programme on two days."""
    names = dict.fromkeys([*closing.states, *opening.states])
    changes = [
        change
        for name in names
        for change in _changes(opening.states.get(name), restated, closing.states.get(name))
    ]
    return Comparison(
        programme=programme,
        subject=subject,
        opening=opening,
        restated=restated,
        closing=closing,
        changes=tuple(changes),
        bridge=_bridge(opening, restated, closing),
    )


def _changes(
    before: ActionState | None, restated: View, after: ActionState | None
) -> Iterator[Change]:
    if before and not before.in_scope:
        before = None
    if after and not after.in_scope:
        after = None
    if before and after:
        yield from _changed(before, restated.states[after.action.id], after)
    elif after:
        yield Change(action=after.action.id, kind=ChangeKind.NEW, before=None, after=after)
        planned = restated.states[after.action.id]
        for kind, key in _kinds(planned, after):
            if key:
                yield _change(kind, planned, after, _stating(after.updates, key))
    elif before:
        yield Change(action=before.action.id, kind=ChangeKind.REMOVED, before=before, after=None)


def _changed(before: ActionState, restated: ActionState, after: ActionState) -> Iterator[Change]:
    for kind, key in _kinds(before, after):
        news = _news(after.updates, before.updates)
        yield _change(kind, before, after, _stating(after.updates, key) if key else news)
    gone = _news(before.updates, restated.updates)
    late = _news(restated.updates, before.updates)
    if gone or before.action != restated.action:
        yield _change(ChangeKind.CORRECTED, before, after, gone)
    if late:
        yield _change(ChangeKind.TOLD_LATE, before, after, late)


def _stating(updates: Sequence[StatusUpdate], key: str) -> tuple[StatusUpdate, ...]:
    """The unbroken run of updates that state what was stated last."""
    told = [update for update in updates if getattr(update, key) is not None]
    other = [n for n, update in enumerate(told) if getattr(update, key) != getattr(told[-1], key)]
    return tuple(told[other[-1] + 1 if other else 0 :])


def _kinds(before: ActionState, after: ActionState) -> Iterator[tuple[ChangeKind, str]]:
    """The kinds of change, each with the key of an update that states it."""
    if before.status is not after.status:
        yield _turn(before.status, after.status), "status"
    slip = (after.due - before.due).days
    if slip > 0:
        yield ChangeKind.POSTPONED, "due"
    elif slip < 0:
        yield ChangeKind.BROUGHT_FORWARD, "due"
    if after.reported and not before.reported:
        yield ChangeKind.FIRST_REPORTED, ""
    if after.stale and not before.stale:
        yield ChangeKind.GONE_STALE, "recorded"
    if before.signal is not after.signal:
        yield ChangeKind.SIGNAL_CHANGED, ""


_TURNS: Final = {
    Status.SUSPENDED: ChangeKind.SUSPENDED,
    Status.COMPLETED: ChangeKind.COMPLETED,
    Status.CANCELLED: ChangeKind.CANCELLED,
}


def _turn(before: Status, after: Status) -> ChangeKind:
    if after in _TURNS:
        return _TURNS[after]
    if before is Status.PLANNED:
        return ChangeKind.STARTED
    return ChangeKind.RESUMED if before is Status.SUSPENDED else ChangeKind.REOPENED


def _change(
    kind: ChangeKind, before: ActionState, after: ActionState, updates: tuple[StatusUpdate, ...]
) -> Change:
    moved = kind in {ChangeKind.POSTPONED, ChangeKind.BROUGHT_FORWARD}
    withdrawn = kind is ChangeKind.CORRECTED
    reasons = [update.reason for update in updates if update.reason and not withdrawn]
    return Change(
        action=after.action.id,
        kind=kind,
        before=before,
        after=after,
        days=(after.due - before.due).days if moved else 0,
        reason=reasons[-1] if reasons else None,
        updates=updates,
    )


def _news(updates: Sequence[StatusUpdate], but: Sequence[StatusUpdate]) -> tuple[StatusUpdate, ...]:
    known = {update.id: update for update in but}
    return tuple(update for update in updates if known.get(update.id) != update)


Weighed = Mapping[ActionId, tuple[int, int]]
"""The weight, and weight × completion, of the actions that progress is taken over."""


def _weighed(view: View) -> Weighed:
    return {
        name: (state.action.weight, state.action.weight * state.completion)
        for name, state in view.states.items()
        if state.live and not state.not_due and state.completion is not None
    }


def _bridge(opening: View, restated: View, closing: View) -> Bridge:
    old, new, last = _weighed(opening), _weighed(restated), _weighed(closing)
    stayed = [name for name in new if name in last]
    first = {name: new[name] for name in stayed}
    then = {name: last[name] for name in stayed}
    missing = _missing(opening, restated, first, closing)
    start, end = opening.progress.progress, closing.progress.progress
    if missing:
        return Bridge(opening=start, closing=end, steps={}, shares={}, missing=missing)
    shares = {
        Step.CORRECTIONS: _shares(old, new, old),
        Step.LEFT: _shares(new, first, first, over=new),
        Step.SAME: _shares(first, then, first),
        Step.JOINED: _shares(then, last, then),
    }
    steps = {step: sum(parts.values(), Fraction(0)) for step, parts in shares.items()}
    return Bridge(opening=start, closing=end, steps=steps, shares=shares)


def _missing(
    opening: View, restated: View, common: Weighed, closing: View
) -> tuple[Pillar, NoNumber] | None:
    pillars = (
        (Pillar.OPENING, opening.progress.no_number),
        (Pillar.CORRECTED, restated.progress.no_number),
        (Pillar.CLOSING, closing.progress.no_number),
        (Pillar.COMMON, _no_common(common)),
    )
    return next(((pillar, reason) for pillar, reason in pillars if reason), None)


def _no_common(common: Weighed) -> NoNumber | None:
    if not common:
        return NoNumber.EMPTY
    return None if _weight(common) else NoNumber.ZERO_WEIGHT


def _weight(of: Weighed) -> int:
    return sum(weight for weight, _ in of.values())


def _shares(before: Weighed, after: Weighed, level: Weighed, over: Weighed | None = None) -> Shares:
    """What each action adds to the mean of `after` less that of `before`.

    Every action is held against the mean of `level`, one of the two: what
    stays as it is then adds nothing, and the shares sum exactly to the step.
    They are taken over the weight of the other one (`over`, else `after`).
    """
    mean = Fraction(sum(earned for _, earned in level.values()), _weight(level))
    weight = WHOLE * _weight(after if over is None else over)
    found: dict[ActionId, Fraction] = {}
    for name in dict.fromkeys([*before, *after]):
        (old, earned), (new, gained) = before.get(name, (0, 0)), after.get(name, (0, 0))
        share = ((gained - new * mean) - (earned - old * mean)) / weight
        if share:
            found[name] = share
    return found
