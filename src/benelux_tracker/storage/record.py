"""Updates into a programme's directory: a new file, complete or not at all. Source: files.md."""

import os
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final

from attrs import evolve

from benelux_tracker import limits
from benelux_tracker.checks import errors_in
from benelux_tracker.errors import LoadError, Place, Problem, RequestError, only
from benelux_tracker.exact import wrong_types
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.periods import as_date
from benelux_tracker.storage.load import load
from benelux_tracker.storage.places import header_lines
from benelux_tracker.storage.tables import table_text
from benelux_tracker.storage.write import write_new
from benelux_tracker.visible import visible
from benelux_tracker.vocabulary import UpdateId

_LONGEST_NAME: Final = 60


def record(
    directory: str | os.PathLike[str],
    updates: Iterable[StatusUpdate] | StatusUpdate,
    *,
    file: str | None = None,
    recorded: date | str | None = None,
) -> tuple[StatusUpdate, ...]:
    """Add updates to a programme's directory, in a new file: all of them or none.

    They are checked against the programme first. Several processes may record at
    the same time: each writes a file of its own, and no other file is changed. To
    put right what was recorded, record one that `corrects` or `retracts` it by its id.

    Args:
        directory: the programme's directory.
        updates: the updates, or a single one. Each gets an id that no other has: its own, and
            its number among the action's updates of that day, so that by default the last
            recorded counts. `corrects` and `retracts` may name one of these by its own id.
        file: the new file's path below the directory, such as `updates/2026/police.toml`;
            without it `updates/<year>/…` with a name of its own.
        recorded: the day on which they are told, such as `2027-06-15` (`DateError` if none).
            Without it each keeps its own, by default its `date`: known ever since then.

    Returns:
        The updates as they stand in the file now, with `id` and `origin` (file and line).

    Raises:
        LoadError: with every reason for which the programme could not be loaded with
            these updates, or cannot even without them (a `ValueError`).
        RequestError: no updates, or no file of that name would be read (a `ValueError`).
        OSError: it cannot be written, or a file of that name exists; nothing has changed.
    """
    root = Path(only(directory, os.PathLike, str))
    token, fresh = os.urandom(4).hex(), _well_typed(updates, recorded)
    changes = any(update.corrects or update.retracts for update in fresh)
    with _alone(root) if changes else nullcontext():
        told, text = _checked(fresh, load(root), token)
        name = _free(root, file) if file else _name(told, token)
        write_new(root / name, text, beside=root)
    return tuple(_placed(told, name, header_lines(text)["update"]))


def recordable(
    programme: WorkProgramme, updates: Iterable[StatusUpdate] | StatusUpdate
) -> tuple[StatusUpdate, ...]:
    """The updates if they could be recorded; nothing is written.

    Raises:
        LoadError, RequestError: as for `record`.
    """
    fresh = _well_typed(updates)
    _checked(fresh, programme, os.urandom(4).hex())
    return fresh


@contextmanager
def _alone(root: Path) -> Generator[None]:
    """The directory, held against others who correct; let go of when the process ends.

    Where the system or the disk knows no such hold, two corrections of one
    update at the same moment can meet; the next load tells.
    """
    handle: int | None = None
    with suppress(ImportError, OSError, ValueError):  # of a path that no directory can have
        from fcntl import LOCK_EX, flock

        handle = os.open(root, os.O_RDONLY)
        flock(handle, LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _well_typed(
    updates: Iterable[StatusUpdate] | StatusUpdate, recorded: date | str | None = None
) -> tuple[StatusUpdate, ...]:
    """The updates as made here and now, wherever they were read."""
    told: dict[str, Any] = {}
    if recorded is not None:
        told["recorded"] = as_date(recorded, what="recorded")
    given = (updates,) if isinstance(updates, StatusUpdate) else tuple(updates)
    if not given:
        raise RequestError("there is nothing to record: give at least one update")
    fresh = tuple(evolve(only(update, StatusUpdate), origin=None, **told) for update in given)
    if problems := [problem for update in fresh for problem in wrong_types(update)]:
        raise LoadError(problems)
    return fresh


def _named(
    updates: Sequence[StatusUpdate], programme: WorkProgramme, token: str
) -> Sequence[StatusUpdate]:
    """The updates with ids of their own; what one says of another follows."""
    about = {(update.action, update.date) for update in updates}
    told = Counter(key for u in programme.updates if (key := (u.action, u.date)) in about)
    ids: list[UpdateId] = []
    for update in updates:
        told[update.action, update.date] += 1
        ids.append(UpdateId(f"{update.id}/{told[update.action, update.date]:04}-{token}"))
    known = {update.id for update in programme.updates}
    pairs = zip(updates, ids, strict=True)
    now = {update.id: name for update, name in pairs if update.id not in known}
    return [
        evolve(
            update,
            id=name,
            corrects=_as_named(update, update.corrects, now),
            retracts=_as_named(update, update.retracts, now),
        )
        for update, name in zip(updates, ids, strict=True)
    ]


def _placed(
    updates: Sequence[StatusUpdate], file: str, lines: Sequence[int]
) -> Iterator[StatusUpdate]:
    for number, (update, line) in enumerate(zip(updates, lines, strict=True)):
        yield evolve(update, origin=Place(file, line, f"update[{number}]"))


def _as_named(
    update: StatusUpdate, target: UpdateId | None, now: Mapping[UpdateId, UpdateId]
) -> UpdateId | None:
    """What an update is about by its new id; the id that it came with itself is none of those."""
    return now.get(target, target) if target and target != update.id else target


def _name(updates: Sequence[StatusUpdate], token: str) -> str:
    """A name that says when, and about what if that is one action."""
    day, about = max(update.recorded for update in updates), {u.action for u in updates}
    what = f"{about.pop():.{_LONGEST_NAME}}" if len(about) == 1 else f"{len(updates)}-updates"
    return f"updates/{day.year:04}/{day}_{re.sub('[^a-z0-9-]', '', what)}_{token}.toml"


def _free(root: Path, file: str) -> str:
    """A name that a load would read, below the directory and through no link."""
    path = PurePosixPath(Path(visible(file)).as_posix())
    hidden = any(part.startswith(".") for part in path.parts)
    inside = Path(os.path.realpath(root), path)
    leaves = path.is_absolute() or Path(os.path.realpath(inside)) != inside
    if hidden or leaves or path.suffix != ".toml" or visible(file) != file:
        hint = "write a path below it that ends in .toml, such as updates/2026/police.toml"
        raise RequestError(f'no file of the programme\'s directory can be called "{file}"; {hint}')
    return str(path)


def _checked(
    fresh: Sequence[StatusUpdate], programme: WorkProgramme, token: str
) -> tuple[Sequence[StatusUpdate], str]:
    """The updates under their names and the text of the file, if there is no reason against it."""
    updates = _named(fresh, programme, token)
    about = {update.action for update in updates}
    targets = {target for u in updates if (target := u.corrects or u.retracts)}
    before = [u for u in programme.updates if u.action in about or u.id in targets]
    problems: list[Problem] = []
    parts = [table_text("update", update, update.id, problems) for update in updates]
    mistyped = {problem.path for problem in problems}
    problems += [p for p in errors_in(programme, updates, before) if p.path not in mistyped]
    text = "\n".join(parts)
    if len(text.encode()) > limits.FILE and not problems:
        message = f"comes to more than {limits.FILE} bytes; record fewer updates at a time"
        problems.append(Problem(code="too-large", message=message))
    if problems:
        given = re.compile(rf"/\d\d\d\d+-{token}")
        raise LoadError([_as_given(problem, given) for problem in problems])
    return updates, text


def _as_given(problem: Problem, added: re.Pattern[str]) -> Problem:
    """A problem that speaks of updates by the ids that they came with."""
    message, path = (added.sub("", text) for text in (problem.message, problem.path))
    return evolve(problem, message=message, path=path)
