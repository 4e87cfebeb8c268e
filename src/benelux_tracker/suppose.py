"""A programme with updates that somebody only supposes: never written, always marked."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from benelux_tracker.checks import errors_in
from benelux_tracker.errors import LoadError, only
from benelux_tracker.exact import wrong_types
from benelux_tracker.history import SUPPOSITION, Supposition, courses
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.vocabulary import UpdateId


def what_if(
    programme: WorkProgramme, updates: Iterable[StatusUpdate] | StatusUpdate
) -> WorkProgramme:
    """A programme in which some more updates are supposed to have been told.

    The programme itself stays as it is; `write` refuses to write the new one,
    and whatever shows it says that something is supposed. What does not change
    is not computed again. A supposed update counts from its `date`, and in
    questions with `known_on` from its `recorded`.

    Args:
        programme: any programme, also one that supposes something already.
        updates: the updates, or a single one; an id that exists already gets a number
            behind it.

    Returns:
        The programme with `supposed` naming the updates on top of it.

    Raises:
        LoadError: when an update could not have been told: no such action, a
            percentage out of range, … (a `ValueError`).
        RequestError: when something is no update (a `ValueError`).
    """
    resting: Supposition | None = only(programme, WorkProgramme).memory.get(SUPPOSITION)
    base, told = (resting.base, resting.updates) if resting else (programme, ())
    more = _well_typed((updates,) if isinstance(updates, StatusUpdate) else tuple(updates))
    about = dict.fromkeys(update.action for update in (*told, *more))
    courses_so_far = courses(base, None)
    before = [u for name in about if name in courses_so_far for u in courses_so_far[name].told]
    before += told
    supposed = _with_own_ids(more, base, before)
    if problems := errors_in(base, supposed, before):
        raise LoadError(problems)
    made = evolve(
        programme,
        updates=programme.updates + supposed,
        supposed=programme.supposed + tuple(update.id for update in supposed),
    )
    made.memory[SUPPOSITION] = Supposition(base, told + supposed)
    return made


def _well_typed(updates: tuple[StatusUpdate, ...]) -> tuple[StatusUpdate, ...]:
    problems = [p for update in updates for p in wrong_types(only(update, StatusUpdate))]
    if problems:
        raise LoadError(problems)
    return updates


def _with_own_ids(
    updates: Sequence[StatusUpdate], base: WorkProgramme, before: Sequence[StatusUpdate]
) -> tuple[StatusUpdate, ...]:
    taken = {update.id for update in before}
    if any(update.id != f"{update.action}@{update.date}" for update in updates):
        taken |= {update.id for update in base.updates}
    named: list[StatusUpdate] = []
    for update in updates:
        name, number = update.id, 1
        while name in taken:
            number += 1
            name = UpdateId(f"{update.id} ({number})")
        taken.add(name)
        named.append(update if name == update.id else evolve(update, id=name))
    return tuple(named)
