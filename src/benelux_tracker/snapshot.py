"""The programme on a day, as known on a day: states, roll-ups. Source: semantics §3 and §7."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import product
from typing import Final, Literal, get_args

from attrs import frozen

from benelux_tracker.errors import RequestError, UnknownKeyError, did_you_mean
from benelux_tracker.model import WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.state import ActionState, state_of
from benelux_tracker.tally import (
    Progress,
    SignalRule,
    Tally,
    Thresholds,
    progress_of,
    tally_of,
    total,
)
from benelux_tracker.vocabulary import ActionId

Dimension = Literal[
    "theme",
    "dossier",
    "objective",
    "lead_group",
    "working_group",
    "output",
    "country",
    "due_year",
]
Key = str | tuple[str, ...]

NONE: Final = "none"
"""The key of actions that have no country or no output."""


@frozen(kw_only=True, eq=False)
class RollUp(Mapping[Key, Progress]):
    """Progress by key; a mapping in the programme's order.

    `total` counts each action once; `shared` is what the parts count more
    than once (the sum of the parts less the total); `without_actions` are the
    groups or countries known to the programme that no action in scope has.
    """

    by: tuple[Dimension, ...]
    parts: Mapping[Key, Progress]
    total: Progress
    shared: Tally
    without_actions: tuple[str, ...] = ()

    def __getitem__(self, key: Key) -> Progress:
        try:
            return self.parts[key]
        except KeyError:
            wanted = f"no action in scope with {' × '.join(self.by)} {key!r}"
            known = [k if isinstance(k, str) else ", ".join(k) for k in self.parts]
            word = ", ".join(map(str, key)) if isinstance(key, tuple) else str(key)
            raise UnknownKeyError(_sentence(wanted, did_you_mean(word, known))) from None

    def __iter__(self) -> Iterator[Key]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)


@frozen(kw_only=True, eq=False)
class Snapshot:
    """A programme as it stood at the close of `on`, as known on `known_on` (None: now)."""

    programme: WorkProgramme
    on: date
    known_on: date | None = None

    @property
    def provisional(self) -> bool:
        """Whether news of the last days may still be missing: known before the day was over."""
        return self.known_on is not None and self.known_on < self.on

    @cached_property
    def states(self) -> Mapping[ActionId, ActionState]:
        """The state of every action, those not in scope included, in the programme's order."""
        return {
            action.id: state_of(action, self.programme, self.on, self.known_on)
            for action in self.programme.actions
        }

    @cached_property
    def tallies(self) -> Mapping[ActionId, Tally]:
        """What every action adds to a sum."""
        return {action: tally_of(state) for action, state in self.states.items()}

    def state(self, action: str) -> ActionState:
        """The state of one action.

        Raises:
            UnknownKeyError: when the programme has no such action (a `KeyError`).
        """
        try:
            return self.states[ActionId(action)]
        except KeyError:
            hint = did_you_mean(action, self.states)
            raise UnknownKeyError(_sentence(f'no action "{action}"', hint)) from None

    def progress(
        self, actions: Sequence[str] | None = None, *, rule: SignalRule | None = None
    ) -> Progress:
        """The progress of some actions, or of the whole programme, each counted once."""
        if isinstance(actions, str):
            actions = (actions,)
        wanted = self.states if actions is None else dict.fromkeys(actions)
        return self._progress([self.state(action) for action in wanted], rule)

    def _progress(self, states: Sequence[ActionState], rule: SignalRule | None) -> Progress:
        chosen = rule or Thresholds.of(self.programme.rules)
        return progress_of((s for s in states if s.in_scope), chosen, self.tallies)

    def roll_up(
        self, by: Dimension | tuple[Dimension, ...], *, rule: SignalRule | None = None
    ) -> RollUp:
        """Progress by one dimension, or by several at once.

        `working_group` and `country` count an action in full for each one
        involved; all others part the programme, so their sums are the total.

        Args:
            by: a dimension such as `"theme"`, or a tuple: `("theme", "working_group")`.
            rule: another rule for the signal, from tally to signal.

        Returns:
            A mapping from key (a tuple of keys for several dimensions) to progress.

        Raises:
            RequestError: for a dimension that does not exist.
        """
        dimensions = _dimensions(by)
        members: dict[Key, list[ActionState]] = {}
        for state in self.states.values():
            if state.in_scope:
                for key in self._keys(state, dimensions):
                    members.setdefault(key, []).append(state)
        order = [{key: n for n, key in enumerate(self._order(d))} for d in dimensions]
        keys = sorted(members, key=lambda k: _rank(k, order))
        parts = {key: self._progress(members[key], rule) for key in keys}
        whole = self.progress(rule=rule)
        return RollUp(
            by=dimensions,
            parts=parts,
            total=whole,
            shared=total(part.tally for part in parts.values()) - whole.tally,
            without_actions=self._without(dimensions, parts),
        )

    def _keys(self, state: ActionState, dimensions: Sequence[Dimension]) -> Iterator[Key]:
        columns = [_KEYS[dimension](self.programme, state) or (NONE,) for dimension in dimensions]
        if len(columns) == 1:
            yield from columns[0]
        else:
            yield from product(*columns)

    def _order(self, dimension: Dimension) -> Sequence[str]:
        programme = self.programme
        records: Sequence[object] = {
            "theme": programme.themes,
            "dossier": programme.dossiers,
            "objective": programme.objectives,
            "lead_group": programme.working_groups,
            "working_group": programme.working_groups,
        }.get(dimension, ())
        if dimension == "country":
            return _countries(programme)
        return [str(getattr(record, "id", "")) for record in records]

    def _without(
        self, dimensions: tuple[Dimension, ...], parts: Mapping[Key, Progress]
    ) -> tuple[str, ...]:
        if dimensions not in {("working_group",), ("country",), ("lead_group",)}:
            return ()
        return tuple(key for key in self._order(dimensions[0]) if key not in parts)


def _dimensions(by: Dimension | Sequence[Dimension]) -> tuple[Dimension, ...]:
    dimensions: tuple[Dimension, ...] = (by,) if isinstance(by, str) else tuple(by)
    if not dimensions:
        raise RequestError(_sentence("no dimension", did_you_mean("", _KEYS)))
    for dimension in dimensions:
        if dimension not in _KEYS:
            hint = did_you_mean(dimension, get_args(Dimension))
            raise RequestError(_sentence(f'no dimension "{dimension}"', hint))
    return dimensions


def _rank(key: Key, order: Sequence[Mapping[str, int]]) -> list[tuple[bool, int, str]]:
    keys = (key,) if isinstance(key, str) else key
    return [
        (part == NONE, ranks.get(part, len(ranks)), part)
        for part, ranks in zip(keys, order, strict=True)
    ]


def _countries(programme: WorkProgramme) -> list[str]:
    seen = dict.fromkeys(c for action in programme.actions for c in action.countries)
    return sorted(seen)


_KEYS: Final[Mapping[str, Callable[[WorkProgramme, ActionState], tuple[str, ...]]]] = {
    "theme": lambda programme, state: (programme.dossier_of[state.action.id].theme,),
    "dossier": lambda programme, state: (programme.dossier_of[state.action.id].id,),
    "objective": lambda _, state: (state.action.objective,),
    "lead_group": lambda _, state: state.action.groups[:1],
    "working_group": lambda _, state: state.action.groups,
    "output": lambda _, state: (state.action.output,) if state.action.output else (),
    "country": lambda _, state: state.action.countries,
    "due_year": lambda _, state: (f"{state.original_due.last.year:04}",),
}


def _sentence(message: str, hint: str) -> str:
    return f"{message}; {hint}" if hint else message


def snapshot(
    programme: WorkProgramme, on: date | str, known_on: date | str | None = None
) -> Snapshot:
    """The programme as it stood at the close of a day, as known on a day.

    Args:
        programme: a loaded programme.
        on: the day, a `date` or an ISO string such as `"2025-12-31"`.
        known_on: only updates recorded by this day count; None: all of them.

    Raises:
        DateError: when a day is not one (a `ValueError`).
    """
    known = None if known_on is None else as_date(known_on, what="known_on")
    return Snapshot(programme=programme, on=as_date(on, what="on"), known_on=known)
