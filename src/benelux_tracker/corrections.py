"""Rules of corrections and retractions among one another; `checks` runs them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from benelux_tracker.errors import Problem, problem_at
from benelux_tracker.history import in_force
from benelux_tracker.model import StatusUpdate
from benelux_tracker.vocabulary import UpdateId

_SHOWN: Final = 9
"""How many updates of a circle are named."""


def correction(update: StatusUpdate, target: StatusUpdate, key: str) -> Iterator[Problem]:
    """What is wrong between an update and the one it corrects or retracts."""
    if target.action != update.action:
        message = f'"{target.id}" is an update of action "{target.action}", not "{update.action}"'
        yield problem_at("other-action", update, key, message)
    if target.recorded > update.recorded:
        message = f'"{target.id}" was recorded on {target.recorded}, after {update.recorded}'
        yield problem_at("corrects-later", update, key, message)
    if key == "corrects" and target.retracts:
        message = f'"{target.id}" is a retraction: it can be retracted, not corrected'
        yield problem_at("corrects-retraction", update, key, message, "write retracts instead")


def circles(updates: Mapping[UpdateId, StatusUpdate]) -> Iterator[Problem]:
    """A problem at each update that a chain of corrections comes back to."""
    done: set[UpdateId] = set()
    for name in updates:
        chain: dict[UpdateId, None] = {}
        here: UpdateId | None = name
        while here and here in updates and here not in done and here not in chain:
            chain[here] = None
            here = updates[here].corrects or updates[here].retracts
        done.update(chain)
        if here and here in chain:
            names = list(chain)
            yield from _round(names[names.index(here) :], updates)


def _round(
    circle: Sequence[UpdateId], updates: Mapping[UpdateId, StatusUpdate]
) -> Iterator[Problem]:
    for number, name in enumerate(circle):
        steps = range(number, number + min(len(circle), _SHOWN))
        shown = [circle[step % len(circle)] for step in steps]
        way = " → ".join([*shown, *(["…"] if len(circle) > _SHOWN else []), name])
        key = "corrects" if updates[name].corrects else "retracts"
        message = f"corrections go round in a circle: {way}"
        yield problem_at("circle", updates[name], key, message)


def second_corrections(updates: Sequence[StatusUpdate]) -> Iterator[Problem]:
    """A problem at each correction of what another corrects that nobody retracted."""
    targets: dict[UpdateId, list[StatusUpdate]] = {}
    retractions: dict[UpdateId, list[StatusUpdate]] = {}
    for update in updates:
        if update.corrects:
            targets.setdefault(update.corrects, []).append(update)
        if update.retracts:
            retractions.setdefault(update.retracts, []).append(update)
    for target, several in targets.items():
        # what was made here and now comes after what is read, of the same recording
        ordered = sorted(several, key=lambda u: (u.recorded, u.origin is None, u.date, u.id))
        for first, second in pairwise(ordered):
            if not _retracted(first, second.recorded, retractions):
                message = f'"{target}" is corrected already by "{first.id}"'
                hint = f'correct "{first.id}", or retract it first'
                yield problem_at("second-correction", second, "corrects", message, hint)


def _retracted(
    update: StatusUpdate, day: date, retractions: Mapping[UpdateId, Sequence[StatusUpdate]]
) -> bool:
    """Whether an update is retracted on a day; retractions can be retracted in turn."""
    about = {update.id: update}
    left = [update]
    while left:
        for other in retractions.get(left.pop().id, ()):
            if other.recorded <= day and other.id not in about:
                about[other.id] = other
                left.append(other)
    return update.id not in {kept.id for kept in in_force([*about.values()])}
