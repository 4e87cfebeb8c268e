"""What is added up, and what follows from the sums. Source: how-it-counts.md.

A tally holds whole numbers only; every share that follows from it is an exact
`Fraction` of 1, or None where its denominator is 0.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from typing import Final

from attrs import field, fields, frozen

from benelux_tracker.model import Rules, WorkProgramme
from benelux_tracker.shown import Shown
from benelux_tracker.state import WHOLE, ActionState, Signal, Verdict
from benelux_tracker.vocabulary import Status


@frozen
class Tally:
    """Whole-number sums over a set of actions; tallies add and subtract.

    Weights are in units of weight, values in weight × basis points, the rest
    are counts. `Tally()` is the empty sum.
    """

    actions: int = 0
    cancelled: int = 0
    planned: int = 0
    in_progress: int = 0
    suspended: int = 0
    completed: int = 0
    weight: int = 0
    green: int = 0
    amber: int = 0
    red: int = 0
    grey: int = 0
    not_due: int = 0
    known_weight: int = 0
    known_actions: int = 0
    earned: int = 0
    earned_unweighted: int = 0
    known_planned_value: int = 0
    planned_value: int = 0
    completed_weight: int = 0
    critical_red: int = 0
    critical_amber: int = 0
    overdue: int = 0
    postponed: int = 0
    stale: int = 0
    never_reported: int = 0
    milestones: int = 0
    milestones_reached: int = 0
    milestones_due: int = 0
    cancelled_weight: int = 0
    cancelled_earned: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return total((self, other))

    def __neg__(self) -> "Tally":
        return Tally(**{name: -getattr(self, name) for name in _NAMES})

    def __sub__(self, other: "Tally") -> "Tally":
        return self + -other

    @property
    def due_weight(self) -> int:
        """The weight of live actions that are due by now."""
        return self.weight - self.not_due


_NAMES: Final = tuple(attribute.name for attribute in fields(Tally))
_counts = attrgetter(*_NAMES)
_PLANNED, _IN_PROGRESS, _SUSPENDED, _COMPLETED, _CANCELLED = Status
_GREEN, _AMBER, _RED, _GREY, _NOT_DUE, _NONE = Signal


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies, `Tally()` for none."""
    return added(map(_counts, tallies))


def added(counts: Iterable[tuple[int, ...]]) -> Tally:
    """As `total`, from what `counts_of` tells of actions."""
    return Tally(*map(sum, zip(*counts, strict=True)))


def tally_of(state: ActionState) -> Tally:
    """The tally of one action: what it adds to every sum it is part of."""
    return Tally(*counts_of(state))


def counts_of(state: ActionState) -> tuple[int, ...]:
    """The numbers of the tally of one action, in the order of its fields."""
    if not state.in_scope:
        return _NOTHING
    action, status, completion = state.action, state.status, state.completion
    weight, steps = action.weight, action.milestones
    if status is _CANCELLED:
        return _cancelled(weight, completion)
    planned, signal, critical = state.planned_completion, state.signal, action.critical
    known = completion is not None and not state.not_due
    earned = completion or 0
    return (
        1,
        0,
        1 if status is _PLANNED else 0,
        1 if status is _IN_PROGRESS else 0,
        1 if status is _SUSPENDED else 0,
        1 if status is _COMPLETED else 0,
        weight,
        weight if signal is _GREEN else 0,
        weight if signal is _AMBER else 0,
        weight if signal is _RED else 0,
        weight if signal is _GREY else 0,
        weight if signal is _NOT_DUE else 0,
        weight if known else 0,
        int(known),
        weight * earned,
        earned,
        weight * planned if known else 0,
        weight * planned,
        weight if status is _COMPLETED else 0,
        int(critical and signal is _RED),
        int(critical and signal is _AMBER),
        int(state.overdue),
        int(state.postponed),
        int(state.stale),
        int(not (state.updates or state.not_due)),
        *((len(steps), len(state.reached), state.milestones_due) if steps else _NO_STEPS),
        *_NOTHING[-2:],
    )


_NO_STEPS: Final = (0, 0, 0)


def _cancelled(weight: int, completion: int | None) -> tuple[int, ...]:
    if completion is None:
        return (0, 1, *_NOTHING[2:])
    return (0, 1, *_NOTHING[4:], weight, weight * completion)


_NOTHING: Final = _counts(Tally())


class NoNumber(StrEnum):
    """Why there is no figure for progress."""

    EMPTY = "empty"
    ALL_CANCELLED = "all_cancelled"
    ZERO_WEIGHT = "zero_weight"
    NOT_DUE = "not_due"
    UNREPORTED = "unreported"


SignalRule = Callable[[Tally], Signal | Verdict]
"""A rule that tells the signal of a set of actions from its tally."""


@frozen(kw_only=True)
class Thresholds:
    """The default rule for the signal of a set of actions; all are exact shares of 1.

    Below `min_coverage` of the assessable weight the signal is grey; from
    `red` of the assessed weight it is red, from `amber` red and amber
    together make it amber.
    """

    min_coverage: Fraction = Fraction(3, 5)
    red: Fraction = Fraction(1, 4)
    amber: Fraction = Fraction(1, 4)

    @classmethod
    def of(cls, rules: Rules) -> "Thresholds":
        """The thresholds that a programme's rules set."""
        return cls(min_coverage=rules.min_coverage, red=rules.red, amber=rules.amber)

    def __call__(self, tally: Tally) -> Verdict:
        """The signal of a tally, and why."""
        if tally.actions == 0 or tally.weight == 0:
            return Verdict(Signal.NONE, "there is nothing to assess")
        if tally.critical_red:
            return Verdict(
                Signal.RED, "critical actions that are red: {count}", {"count": tally.critical_red}
            )
        return self._weighed(tally)

    def _weighed(self, tally: Tally) -> Verdict:
        assessed = tally.green + tally.amber + tally.red
        if assessed + tally.grey == 0:
            return Verdict(Signal.NOT_DUE, "none of the work is due yet")
        if assessed == 0:
            return Verdict(Signal.GREY, "none of the due work can be assessed")
        share = Fraction(assessed, assessed + tally.grey)
        if share < self.min_coverage:
            figures = {"share": share, "threshold": self.min_coverage}
            return Verdict(
                Signal.GREY,
                "only {share} of the due work can be assessed, less than {threshold}",
                figures,
            )
        red = Fraction(tally.red, assessed)
        poor = Fraction(tally.red + tally.amber, assessed)
        if red >= self.red:
            reason = "{share} of the assessed work is red, {threshold} or more"
            return Verdict(Signal.RED, reason, {"share": red, "threshold": self.red})
        if tally.red:
            reason = "{share} of the assessed work is red"
            return Verdict(Signal.AMBER, reason, {"share": red})
        if tally.critical_amber:
            reason = "critical actions that are amber: {count}"
            return Verdict(Signal.AMBER, reason, {"count": tally.critical_amber})
        figures = {"share": poor, "threshold": self.amber}
        if poor >= self.amber:
            reason = "{share} of the assessed work is red or amber, {threshold} or more"
            return Verdict(Signal.AMBER, reason, figures)
        reason = "{share} of the assessed work is red or amber, less than {threshold}"
        return Verdict(Signal.GREEN, reason, figures)


_WORST: Final = {
    Signal.RED: "the worst signal of any action is red",
    Signal.AMBER: "the worst signal of any action is amber",
    Signal.GREY: "the worst signal of any action is grey",
    Signal.GREEN: "the worst signal of any action is green",
}


def worst_wins(tally: Tally) -> Verdict:
    """A signal rule: the worst colour of any live action that carries weight."""
    if tally.actions == 0 or tally.weight == 0:
        return Verdict(Signal.NONE, "there is nothing to assess")
    for signal in _WORST:
        if getattr(tally, signal):
            return Verdict(signal, _WORST[signal])
    return Verdict(Signal.NOT_DUE, "none of the work is due yet")


def _ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


@frozen(kw_only=True, eq=False)
class Vantage:
    """What figures are seen from: a programme, the day asked about, and the day of knowledge."""

    programme: WorkProgramme
    on: date
    known_on: date | None = None


@frozen(kw_only=True)
class Progress(Shown):
    """How far a set of actions is: the sums, what follows from them, and the signal.

    Every share is an exact `Fraction` of 1, or None where its denominator is 0.
    `snapshot` is what was added up; None: the sums were made by hand.
    """

    tally: Tally
    verdict: Verdict
    snapshot: Vantage | None = field(default=None, eq=False, repr=False)
    states: Callable[[], Sequence[ActionState]] = field(default=tuple, eq=False, repr=False)

    @property
    def children(self) -> tuple[ActionState, ...]:
        """The states of the actions that were added up."""
        return tuple(self.states())

    @property
    def signal(self) -> Signal:
        """The colour of the set."""
        return self.verdict.signal

    @property
    def signal_reason(self) -> str:
        """Why it has that colour, in English words."""
        return self.verdict.words

    @property
    def progress(self) -> Fraction | None:
        """What is done of the work that is due and reported."""
        return _ratio(self.tally.earned, WHOLE * self.tally.known_weight)

    @property
    def coverage(self) -> Fraction | None:
        """The share of the due weight that progress is known of."""
        return _ratio(self.tally.known_weight, self.tally.due_weight)

    @property
    def low(self) -> Fraction | None:
        """The least that is done of the due work: what is unknown at 0."""
        return _ratio(self.tally.earned, WHOLE * self.tally.due_weight)

    @property
    def high(self) -> Fraction | None:
        """The most that may be done of the due work: what is unknown at 1."""
        if self.low is None or self.coverage is None:
            return None
        return self.low + 1 - self.coverage

    @property
    def foreseen(self) -> Fraction | None:
        """What the plan foresaw of what `progress` is about."""
        return _ratio(self.tally.known_planned_value, WHOLE * self.tally.known_weight)

    @property
    def variance(self) -> Fraction | None:
        """Progress less what the plan foresaw for the same actions."""
        ahead = self.tally.earned - self.tally.known_planned_value
        return _ratio(ahead, WHOLE * self.tally.known_weight)

    @property
    def whole_low(self) -> Fraction | None:
        """The least that is done of everything, work not due yet at 0."""
        return _ratio(self.tally.earned, WHOLE * self.tally.weight)

    @property
    def whole_high(self) -> Fraction | None:
        """The most that may be done of everything, work not due yet at 0."""
        unknown = self.tally.due_weight - self.tally.known_weight
        return _ratio(self.tally.earned + WHOLE * unknown, WHOLE * self.tally.weight)

    @property
    def planned_progress(self) -> Fraction | None:
        """What the plan foresaw of everything by that day."""
        return _ratio(self.tally.planned_value, WHOLE * self.tally.weight)

    @property
    def unweighted(self) -> Fraction | None:
        """Another rule: the plain mean over the actions of known completion."""
        return _ratio(self.tally.earned_unweighted, WHOLE * self.tally.known_actions)

    @property
    def completed_share(self) -> Fraction | None:
        """Another rule: the weight of completed actions in the whole weight."""
        return _ratio(self.tally.completed_weight, self.tally.weight)

    @property
    def as_adopted(self) -> Fraction | None:
        """Another rule: cancelled actions of known completion still count."""
        tally = self.tally
        earned = tally.earned + tally.cancelled_earned
        return _ratio(earned, WHOLE * (tally.known_weight + tally.cancelled_weight))

    def rules(self) -> Mapping[str, Fraction | None]:
        """The completion rules side by side: one work, counted in four ways."""
        return {
            "progress": self.progress,
            "unweighted": self.unweighted,
            "completed_share": self.completed_share,
            "as_adopted": self.as_adopted,
        }

    @property
    def no_number(self) -> NoNumber | None:
        """Why `progress` is None; None when it is a number."""
        tally = self.tally
        if tally.actions == 0:
            return NoNumber.ALL_CANCELLED if tally.cancelled else NoNumber.EMPTY
        if tally.weight == 0:
            return NoNumber.ZERO_WEIGHT
        if tally.due_weight == 0:
            return NoNumber.NOT_DUE
        return None if tally.known_weight else NoNumber.UNREPORTED


def verdict_of(tally: Tally, rule: SignalRule) -> Verdict:
    """What a rule says of a tally, and why."""
    answer = rule(tally)
    if isinstance(answer, Verdict):
        return answer
    name = getattr(rule, "__name__", type(rule).__name__)
    return Verdict(Signal(answer), "by the rule {name}", {"name": name})
