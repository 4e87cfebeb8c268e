"""The programme on a day, as known on a day: states, roll-ups. Source: how-it-counts.md."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from benelux_tracker.dimensions import (
    PARTING,
    PROGRAMME,
    Dimension,
    Key,
    Subject,
    dimensions,
    keys_of,
    keys_without_actions,
    members,
    sentence,
    subject_of,
)
from benelux_tracker.errors import RequestError, UnknownKeyError, did_you_mean, only
from benelux_tracker.framed import Framed
from benelux_tracker.history import (
    SUPPOSITION,
    Supposition,
    courses,
    resting_on,
    without_suppositions,
)
from benelux_tracker.model import WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.shown import Shown
from benelux_tracker.state import ActionState, state_of
from benelux_tracker.tally import (
    Progress,
    SignalRule,
    Tally,
    Thresholds,
    Vantage,
    added,
    counts_of,
    total,
    verdict_of,
)
from benelux_tracker.vocabulary import ActionId

if TYPE_CHECKING:  # answers to questions that a roll-up never asks
    from benelux_tracker.chase import ChaseList
    from benelux_tracker.comparison import Comparison, View
    from benelux_tracker.explain import Explanation

_KEPT = 4
"""How many snapshots of a programme are kept to be asked again."""


@frozen(kw_only=True, eq=False)
class RollUp(Shown, Mapping[Key, Progress]):
    """Progress by key; a mapping in the programme's order.

    `total` counts each action once; `shared` is what the parts count more than once (the sum of
    the parts less the total); `without_actions` are the groups or countries known to the
    programme that no action in scope has; `snapshot` is what was rolled up.
    """

    by: tuple[Dimension, ...]
    parts: Mapping[Key, Progress]
    total: Progress
    shared: Tally
    without_actions: tuple[str, ...] = ()
    snapshot: "Snapshot" = field(repr=False)

    def __getitem__(self, key: Key) -> Progress:
        try:
            return self.parts[key]
        except KeyError:
            wanted = f"no action in scope with {' × '.join(self.by)} {key!r}"
            known = [k if isinstance(k, str) else ", ".join(k) for k in self.parts]
            word = ", ".join(map(str, key)) if isinstance(key, tuple) else str(key)
            raise UnknownKeyError(sentence(wanted, did_you_mean(word, known))) from None

    def __iter__(self) -> Iterator[Key]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)


@frozen(kw_only=True, eq=False)
class Snapshot(Vantage, Shown, Framed):
    """A programme as it stood at the close of `on`, as known on `known_on` (None: now).

    `memory` is what was added up and may be asked again.
    """

    memory: dict[tuple[Dimension, ...], Mapping[Key, Tally]] = field(
        init=False, factory=dict[tuple[Dimension, ...], Mapping[Key, Tally]], repr=False
    )

    @property
    def provisional(self) -> bool:
        """Whether news of the last days may still be missing: known before the day was over."""
        return self.known_on is not None and self.known_on < self.on

    @cached_property
    def _plain(self) -> "tuple[Snapshot, Sequence[ActionId]] | None":
        """What is supposed rests on a snapshot without it; and the actions that differ."""
        supposition: Supposition | None = self.programme.memory.get(SUPPOSITION)
        if supposition is None:
            return None
        return snapshot(supposition.base, self.on, self.known_on), list(supposition.history)

    @cached_property
    def states(self) -> Mapping[ActionId, ActionState]:
        """The state of every action, those not in scope included, in the programme's order."""
        told = courses(self.programme, self.known_on)
        rules, on = self.programme.rules, self.on
        if self._plain:
            plain, changed = self._plain
            return {**plain.states, **{name: state_of(told[name], rules, on) for name in changed}}
        return {action: state_of(course, rules, on) for action, course in told.items()}

    @cached_property
    def counts(self) -> Mapping[ActionId, tuple[int, ...]]:
        """The numbers of the tally of every action."""
        if self._plain:
            plain, changed = self._plain
            return {**plain.counts, **{name: counts_of(self.states[name]) for name in changed}}
        return {action: counts_of(state) for action, state in self.states.items()}

    @cached_property
    def tallies(self) -> Mapping[ActionId, Tally]:
        """What every action adds to a sum."""
        return {action: Tally(*counts) for action, counts in self.counts.items()}

    def state(self, action: str) -> ActionState:
        """The state of one action.

        Raises:
            UnknownKeyError: when the programme has no such action (a `KeyError`).
        """
        try:
            return self.states[ActionId(action)]
        except KeyError:
            hint = did_you_mean(action, self.states)
            raise UnknownKeyError(sentence(f'no action "{action}"', hint)) from None

    def progress(
        self, actions: Sequence[str] | None = None, *, rule: SignalRule | None = None
    ) -> Progress:
        """The progress of some actions, or of the whole programme, each counted once."""
        if isinstance(actions, str):
            actions = (actions,)
        if actions is None:
            wanted = members(self.programme, ())[()]
            return self._progress(self._sums(())[()], wanted, rule)
        wanted = [self.state(action).action.id for action in dict.fromkeys(actions)]
        return self._progress(added(self.counts[action] for action in wanted), wanted, rule)

    def _progress(
        self, tally: Tally, wanted: Sequence[ActionId], rule: SignalRule | None
    ) -> Progress:
        verdict = verdict_of(tally, rule or Thresholds.of(self.programme.rules))
        states = self._states(wanted)
        return Progress(tally=tally, verdict=verdict, snapshot=self, states=states)

    def _states(self, wanted: Sequence[ActionId]) -> Callable[[], Sequence[ActionState]]:
        return lambda: [s for action in wanted if (s := self.states[action]).in_scope]

    def roll_up(
        self, by: Dimension | tuple[Dimension, ...], *, rule: SignalRule | None = None
    ) -> RollUp:
        """Progress by one dimension, or by several at once.

        `working_group` and `country` count an action in full for each one
        involved; all others part the programme, so their sums are the total.

        Args:
            by: a dimension, or a tuple of them for a matrix.
            rule: the signal rule; the thresholds of the programme for None.

        Returns:
            Progress by key; for several dimensions the keys are tuples.

        Raises:
            RequestError: when there is no such dimension (a `ValueError`).
        """
        named = dimensions(by)
        of = members(self.programme, named)
        sums = self._sums(named)
        parts = {key: self._progress(tally, of[key], rule) for key, tally in sums.items()}
        whole = self.progress(rule=rule)
        return RollUp(
            by=named,
            parts=parts,
            total=whole,
            shared=total(sums.values()) - whole.tally,
            without_actions=keys_without_actions(self.programme, named, parts),
            snapshot=self,
        )

    def _sums(self, by: tuple[Dimension, ...]) -> Mapping[Key, Tally]:
        """The tally of every key that an action in scope has."""
        if by not in self.memory:
            rests_on = self._plain
            self.memory[by] = self._changed(by, *rests_on) if rests_on else self._added(by)
        return self.memory[by]

    def _added(self, by: tuple[Dimension, ...]) -> Mapping[Key, Tally]:
        if not by:
            for named, sums in self.memory.items():
                if PARTING.issuperset(named):
                    return {(): total(sums.values())}
        counts, late = self.counts, self._not_adopted
        found: dict[Key, Tally] = {}
        for key, actions in members(self.programme, by).items():
            if not by or not late.issuperset(actions):
                found[key] = added(counts[action] for action in actions)
        return found

    @cached_property
    def _not_adopted(self) -> frozenset[ActionId]:
        states = self.states.items()
        return frozenset(action for action, state in states if not state.in_scope)

    def _changed(
        self, by: tuple[Dimension, ...], plain: "Snapshot", changed: Sequence[ActionId]
    ) -> Mapping[Key, Tally]:
        """The sums without what is supposed, less what changes, and what it changes into."""
        sums = dict(plain._sums(by))  # noqa: SLF001 - another one of these
        for action in changed:
            step = Tally(*self.counts[action]) - Tally(*plain.counts[action])
            for key in keys_of(self.states[action].action, plain.programme, by):
                if key in sums:
                    sums[key] += step
        return sums

    def explain(
        self,
        key: Key = PROGRAMME,
        *,
        rule: SignalRule | None = None,
        since: "Snapshot | date | str | None" = None,
    ) -> "Explanation":
        """Why a figure is what it is, down to the updates, their files and lines.

        Args:
            key: what it is about; see `subject_of` for the keys there are.
            rule: the signal rule; the thresholds of the programme for None.
            since: the day to compare with (as known on the same day as this), or a
                snapshot; the close of the year before for None.

        Raises:
            UnknownKeyError: when nothing goes by that key (a `KeyError`).
            RequestError: when several things do, or `since` is later (a `ValueError`).
            DateError: when `since` is no day.
        """
        from benelux_tracker.explain import Explanation, contributions

        subject = subject_of(self.programme, key)
        progress = self.progress(subject.actions, rule=rule)
        earlier = since if isinstance(since, Snapshot) else self._earlier(since)
        if earlier.on > self.on:
            raise RequestError(f"since {earlier.on} is after {self.on}, the day it is about")
        return Explanation(
            programme=self.programme,
            subject=subject,
            on=self.on,
            known_on=self.known_on,
            progress=progress,
            lines=tuple(contributions(progress)),
            rule=rule or Thresholds.of(self.programme.rules),
            compare=lambda: compare(earlier, self, key, rule=rule),
        )

    def _earlier(self, day: date | str | None) -> "Snapshot":
        if day is None:
            day = date(self.on.year - 1, 12, 31) if self.on.year > 1 else self.on
        return snapshot(self.programme, as_date(day, what="since"), self.known_on)

    def chase_list(
        self, by: Dimension = "working_group", *, due_by: date | str | None = None
    ) -> "ChaseList":
        """What each group still has to report, since when, and what falls due.

        Args:
            by: by what to list; `lead_group` asks only the first group of an action.
            due_by: also what falls due after `on` up to this day; None: nothing of it.

        Returns:
            A chase by key, in the programme's order, for those with anything to report.

        Raises:
            RequestError: when there is no such dimension (a `ValueError`).
            DateError: when `due_by` is no day.
        """
        from benelux_tracker.chase import Chase, requests

        (named,) = dimensions((by,))
        last = None if due_by is None else as_date(due_by, what="due_by")
        of = members(self.programme, (named,))
        asked = {key: requests(self._states(of[key])(), last) for key in of}
        return {
            key: Chase(
                programme=self.programme,
                by=named,
                key=str(key),
                on=self.on,
                known_on=self.known_on,
                due_by=last,
                requests=found,
            )
            for key, found in asked.items()
            if found
        }

    def view(self, subject: Subject, *, rule: SignalRule | None = None) -> "View":
        """The actions of a subject as this snapshot sees them."""
        from benelux_tracker.comparison import View

        states = {action: self.states[action] for action in subject.actions}
        return View(
            on=self.on,
            known_on=self.known_on,
            states=states,
            progress=self.progress(subject.actions, rule=rule),
            supposed=self.programme.supposed,
        )


def compare(
    earlier: Snapshot,
    later: Snapshot,
    about: Key = PROGRAMME,
    *,
    rule: SignalRule | None = None,
) -> "Comparison":
    """What changed between two snapshots, and the bridge between their figures.

    Args:
        earlier: a snapshot, with `known_on` as it was published then.
        later: a later one, or of the same day: known later, or with something supposed.
        about: what to compare; as the `key` of `Snapshot.explain`.
        rule: the signal rule; the thresholds of the programme for None.

    Raises:
        UnknownKeyError: when nothing goes by that key (a `KeyError`).
        RequestError: when the later one is about an earlier day, or the key is not
            clear (a `ValueError`).
    """
    from benelux_tracker.comparison import compared

    if only(later, Snapshot).on < only(earlier, Snapshot).on:
        raise RequestError(f"{later.on} is before {earlier.on}: give the earlier snapshot first")
    known = later.programme
    subject = subject_of(known, about)
    opening = subject if earlier.programme is known else _subject_then(earlier.programme, subject)
    if resting_on(known) is resting_on(earlier.programme):
        known = earlier.programme
    elif known.supposed != earlier.programme.supposed:
        known = without_suppositions(known)
    restated = snapshot(known, earlier.on, later.known_on)
    then = earlier.view(opening, rule=rule)
    between, now = restated.view(subject, rule=rule), later.view(subject, rule=rule)
    return compared(later.programme, subject, then, between, now)


def _subject_then(programme: WorkProgramme, subject: Subject) -> Subject:
    try:
        return subject_of(programme, tuple(":".join(part) for part in subject.parts))
    except UnknownKeyError:
        return Subject((), ())


def snapshot(
    programme: WorkProgramme, on: date | str, known_on: date | str | None = None
) -> Snapshot:
    """The programme as it stood at the close of a day, as known on a day.

    The last few snapshots of a programme are kept: asking again costs nothing.

    Args:
        programme: a loaded programme.
        on: the day, a `date` or an ISO string such as `"2025-12-31"`.
        known_on: only updates recorded by this day count; None: all of them.

    Raises:
        DateError: when a day is not one (a `ValueError`).
    """
    known = None if known_on is None else as_date(known_on, what="known_on")
    day = as_date(on, what="on")
    kept: dict[tuple[date, date | None], Snapshot]
    kept = only(programme, WorkProgramme).memory.setdefault(("snapshots",), {})
    if (day, known) not in kept:
        for oldest in list(kept)[: 1 - _KEPT]:
            del kept[oldest]
        kept[day, known] = Snapshot(programme=programme, on=day, known_on=known)
    return kept[day, known]
