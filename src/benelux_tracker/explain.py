"""Why a figure is what it is, and what would change its signal. Source: questions.md.

Points are exact shares of 1: 0.05 is five percentage points.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from benelux_tracker.comparison import Comparison
from benelux_tracker.dimensions import Subject
from benelux_tracker.model import Action, Milestone, StatusUpdate, WorkProgramme
from benelux_tracker.shown import Shown
from benelux_tracker.state import WHOLE, ActionState, Reporting, Signal, Verdict, with_update
from benelux_tracker.tally import Progress, SignalRule, Tally, counts_of, verdict_of
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    Measure,
    MilestoneId,
    Status,
    UpdateId,
)


class Unknown(StrEnum):
    """What is not known of an action."""

    REPORT = "report"
    COMPLETION = "completion"
    NEWS = "news"


@frozen(kw_only=True)
class Contribution:
    """What one action adds to a figure, and what it rests on.

    `points` is what it adds to progress, `low` and `high` what it adds to the
    bounds; over all actions they sum exactly to the figures. They are 0 where
    an action does not count: cancelled, not due, or (points) unknown.
    """

    state: ActionState
    points: Fraction
    low: Fraction
    high: Fraction

    @property
    def action(self) -> ActionId:
        """The action's id."""
        return self.state.action.id

    @property
    def weight(self) -> int:
        """The action's weight."""
        return self.state.action.weight

    @property
    def completion(self) -> int | None:
        """How much is done, in basis points; None when unknown."""
        return self.state.completion

    @property
    def verdict(self) -> Verdict:
        """The action's signal, and why."""
        return self.state.verdict

    @property
    def updates(self) -> tuple[StatusUpdate, ...]:
        """The updates it rests on, in order; their `origin` is file and line."""
        return self.state.updates

    @property
    def unknown(self) -> Unknown | None:
        """What is not known of it: any report, its completion, or anything recent."""
        state = self.state
        if not state.open:
            return None
        if state.reporting is Reporting.NEVER:
            return Unknown.REPORT
        if state.completion is None:
            return Unknown.COMPLETION
        return Unknown.NEWS if state.stale else None


class FlipKind(StrEnum):
    """What would have to be told of an action, from the least work to the most."""

    NEWS = "news"
    JUDGED = "judged"
    RESUMED = "resumed"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    REACHES = "reaches"
    COMPLETED = "completed"


@frozen(kw_only=True)
class Flip:
    """A single change of one action that would flip a signal.

    `update` is what would have to be told: give it to `what_if` to see.
    `work` is weight × basis points of completion that the change comes to.
    """

    kind: FlipKind
    state: ActionState
    update: StatusUpdate
    work: int
    signal: Signal

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """The milestones that would have to be reached."""
        return tuple(s for s in self.state.action.milestones if s.id in self.update.reached)


@frozen(kw_only=True, eq=False)
class Explanation(Shown):
    """Why a figure is what it is: what every action adds to it, and what would flip its signal.

    `subject` is what the figure is about; `progress` the figure with its
    signal; `lines` what each action in scope adds to it, in the programme's
    order. `since` compares with an earlier day.
    """

    programme: WorkProgramme
    subject: Subject
    on: date
    known_on: date | None
    progress: Progress
    lines: tuple[Contribution, ...]
    rule: SignalRule
    compare: Callable[[], Comparison] = field(repr=False)

    @property
    def verdict(self) -> Verdict:
        """The signal, and why: of one action its own, of several that of the rule."""
        return self.lines[0].verdict if self._alone else self.progress.verdict

    @property
    def _alone(self) -> bool:
        return self.subject.is_action and bool(self.lines)

    @cached_property
    def since(self) -> Comparison:
        """What changed since an earlier day: the close of the year before, if none was given."""
        return self.compare()

    @cached_property
    def better(self) -> Flip | None:
        """The smallest single change that would give a better signal; None if there is none.

        A change is told of one action: that it is completed, reaches its next
        milestones, reports a percentage, is judged otherwise, goes on, or is heard
        of again. The smallest is the one that comes to the least work (weight ×
        completion; from nothing where that is unknown). A new due date is no such
        change, nor is cancelling: they move the goal. Out of grey any colour is better.
        """
        return self._smallest({signal for signal in _RANK if self._rises(signal)}, _improvements)

    @cached_property
    def worse(self) -> Flip | None:
        """The smallest single change that would give a worse signal; None if there is none."""
        here = _RANK.get(self.verdict.signal, 0)
        worse = {signal for signal, rank in _RANK.items() if rank < here}
        return self._smallest(worse, _setbacks)

    def _rises(self, signal: Signal) -> bool:
        if self.verdict.signal is Signal.GREY:
            return True
        return _RANK[signal] > _RANK.get(self.verdict.signal, len(_RANK))

    def _smallest(
        self, wanted: set[Signal], steps: "Callable[[ActionState, date], Iterator[_Step]]"
    ) -> Flip | None:
        day = min(self.on, self.known_on or self.on)
        candidates = [
            (_work(line.state, step), _ORDER[step[0]], line.weight, line.state, step)
            for line in self.lines
            if wanted and line.state.open
            for step in steps(line.state, day)
        ]
        for work, _, _, state, (kind, update) in sorted(candidates, key=lambda c: c[:3]):
            signal = self._signal_with(state, update)
            if signal in wanted:
                return Flip(kind=kind, state=state, update=update, work=work, signal=signal)
        return None

    def _signal_with(self, state: ActionState, update: StatusUpdate) -> Signal:
        changed = with_update(state, update)
        if self._alone:
            return changed.signal
        step = Tally(*counts_of(changed)) - Tally(*counts_of(state))
        return verdict_of(self.progress.tally + step, self.rule).signal


def contributions(progress: Progress) -> Iterator[Contribution]:
    """What every action of a set adds to its progress and bounds."""
    known, due = WHOLE * progress.tally.known_weight, WHOLE * progress.tally.due_weight
    for state in progress.children:
        weight, completion = state.action.weight, state.completion
        earned = weight * completion if state.live and completion is not None else None
        high = WHOLE * weight if earned is None else earned
        yield Contribution(
            state=state,
            points=Fraction(earned, known) if earned else Fraction(0),
            low=Fraction(earned or 0, due) if due else Fraction(0),
            high=Fraction(high, due) if state.live and due else Fraction(0),
        )


_RANK: Final = {Signal.RED: 0, Signal.AMBER: 1, Signal.GREEN: 2}
"""The colours from the worst to the best."""

_ORDER: Final = {kind: number for number, kind in enumerate(FlipKind)}

_Step = tuple[FlipKind, StatusUpdate]


def _work(state: ActionState, step: _Step) -> int:
    before, after = state.completion, with_update(state, step[1]).completion
    return state.action.weight * abs((after or 0) - (before or 0))


def _improvements(state: ActionState, day: date) -> Iterator[_Step]:
    """What may be told of an open action to the better, the cheapest first."""
    plain = _blank(state, day)
    yield FlipKind.NEWS, evolve(plain, unchanged=True)
    if state.confidence in {Confidence.AMBER, Confidence.RED}:
        yield FlipKind.JUDGED, evolve(plain, confidence=Confidence.GREEN)
    if state.status is Status.SUSPENDED:
        yield FlipKind.RESUMED, evolve(plain, status=Status.IN_PROGRESS)
    if not state.not_due:
        yield from _reports(state, plain)
        yield from _reaches(state, plain)
    yield FlipKind.COMPLETED, evolve(plain, status=Status.COMPLETED)


def _setbacks(state: ActionState, day: date) -> Iterator[_Step]:
    """What may be told of an open action to the worse."""
    plain = _blank(state, day)
    yield FlipKind.NEWS, evolve(plain, unchanged=True)
    for confidence in (Confidence.AMBER, Confidence.RED):
        yield FlipKind.JUDGED, evolve(plain, confidence=confidence)
    done = state.completion or 0
    for percent in _thresholds(state):
        if 0 < 100 * percent <= done:
            yield FlipKind.AT_MOST, evolve(plain, percent=percent - 1)


def _blank(state: ActionState, day: date) -> StatusUpdate:
    """An update of a day that comes after all that was told of it."""
    plain = StatusUpdate(action=state.action.id, date=day)
    if not state.updates or state.updates[-1].date < day:
        return plain
    last = state.updates[-1]
    return evolve(plain, recorded=last.recorded, id=UpdateId(f"{last.id} (next)"))


def by_percent(action: Action) -> bool:
    """Whether the completion of an action is the percentage reported of it, while it is open."""
    measure = action.measure or Measure.MILESTONES
    steps = any(step.weight for step in action.milestones)
    return measure is Measure.REPORTED or (measure is Measure.MILESTONES and not steps)


def _thresholds(state: ActionState) -> list[int]:
    """The least percentages at which an action is no longer far behind, or behind."""
    tolerance = state.rules.behind_tolerance
    least = [state.planned_completion - times * tolerance for times in (2, 1)]
    return [max(0, -(-points // 100)) for points in least]


def _reports(state: ActionState, plain: StatusUpdate) -> Iterator[_Step]:
    if not by_percent(state.action):
        return
    begun = Status.IN_PROGRESS if state.status is Status.PLANNED else None
    for percent in dict.fromkeys([0, *_thresholds(state)]):
        if state.completion is None or state.completion < 100 * percent:
            yield FlipKind.AT_LEAST, evolve(plain, status=begun, percent=percent)


def _reaches(state: ActionState, plain: StatusUpdate) -> Iterator[_Step]:
    left = [step for step in state.action.milestones if step.id not in state.reached]
    left.sort(key=lambda step: state.due_of(step).last)
    begun = Status.IN_PROGRESS if state.status is Status.PLANNED else None
    for count, _ in enumerate(left, 1):
        reached: tuple[MilestoneId, ...] = tuple(step.id for step in left[:count])
        yield FlipKind.REACHES, evolve(plain, status=begun, reached=reached)
