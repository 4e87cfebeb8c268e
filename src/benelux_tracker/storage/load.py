"""A directory of TOML files to a programme, or to every problem at once."""

import gc
import os
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import tomli
from attrs import evolve
from cattrs.errors import BaseValidationError

from benelux_tracker import limits
from benelux_tracker.checks import errors
from benelux_tracker.errors import LoadError, Place, Problem, ProgrammeNotFoundError, did_you_mean
from benelux_tracker.limits import EnoughError, Problems
from benelux_tracker.model import Text, WorkProgramme
from benelux_tracker.storage.files import TOO_LONG, UnreadableError, paths_of, text_within
from benelux_tracker.storage.places import header_lines, pinpoint
from benelux_tracker.storage.structure import TABLES, problems_in, structure
from benelux_tracker.vocabulary import ProgrammeId

SHIPPED: Final = "data/benelux-2025-2028"
"""Where the Benelux programme stands in this package."""

_LONGEST_LINE: Final = 10_000
_IDS: Final = re.compile(r"""^[ \t]*id[ \t]*=[ \t]*["']([^"'\n]+)["']""", re.MULTILINE)
_HINTS: Final = (
    (
        r"(?:^|[=\[{,])\s*[“”„‘’«]|[“”‘’»]\s*(?:$|[=\]},])",
        'write straight quotes around a text: "…"',
    ),
    (r"=\s*(?!\d{4}-\d\d-\d\d\b)\d{1,4}([./-])\d{1,2}\1\d{1,4}\b", "write a day as 2026-01-31"),
    (r"=\s*\d{4}(?:-?[HhQq]\d|-\d\d(?=\s*(?:$|[,#}])))", 'write a period in quotes: "2027-H1"'),
    (r"=\s*\d+(?:[.,]\d+)?\s*%", "write a percentage without its sign: 60"),
    (r"^\s*\[\[?((?!programme)[a-z_]+|action\.milestone)\]", r"write [[\1]], with two brackets"),
    (r"""[=\[{,]\s*(?:"(?:[^"\\]|\\.)*|'[^']*)$""", 'close the quotes before the line ends: "…"'),
    (r"=\s*(?!(?:true|false)\b)(?i:true|false|yes|no)\b", "write true or false, in small letters"),
    (r"=\s*\[?\s*(?!(?:true|false|inf|nan)\b)[^\W\d]", 'write quotes around a text: "…"'),
)
"""What a word processor or a habit makes of a line of TOML, and what to write instead."""


class _Table(NamedTuple):
    """A table as it stands in a file."""

    name: str
    keys: dict[str, Any]
    origin: Place


def load(directory: str | os.PathLike[str]) -> WorkProgramme:
    """Read a programme from a directory of TOML files.

    Every `*.toml` below the directory is read, in the order of the paths;
    hidden files and folders are skipped. Warnings do not stop a load: `check`
    gives them.

    Args:
        directory: the programme's directory.

    Returns:
        The programme, all its records in reading order.

    Raises:
        ProgrammeNotFoundError: no such directory, or no TOML file in it.
        LoadError: with every problem of all files (a `ValueError`).
    """
    root, problems, programme = Path(directory), Problems(), None
    if not root.is_dir():
        raise _no_directory(root)
    with suppress(EnoughError):
        programme = _read(root, problems)
    if problems or not programme:
        raise LoadError(pinpoint(root, problems))
    return programme


def _read(root: Path, problems: Problems) -> WorkProgramme:
    records: dict[str, list[Any]] = {name: [] for name in TABLES}
    lost: dict[str, set[str]] = {name: set() for name in TABLES}
    paths = list(paths_of(root, problems))
    if not paths and not problems:
        raise _not_found("no-file", f"there is no .toml file in {root}")
    if problems:  # what was not read may hold it
        lost["programme"].add("")
    with _uncollected():
        broken = [
            table
            for path in paths
            for table in _tables(root, path, lost, problems)
            if not _kept(table, records, lost, problems)
        ]
    programme = _programme(records, lost, problems)
    problems.extend(errors(programme, lost, broken))
    return programme


@contextmanager
def _uncollected() -> Generator[None]:
    """No search for garbage meanwhile, and what was made is no news to a later one: it is kept."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # frozen and thawed, all counts as old
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _no_directory(root: Path) -> ProgrammeNotFoundError:
    if root.is_file():
        hint = f"give the directory it stands in: {root.parent}"
        return _not_found("no-directory", f"{root} is a file", hint)
    near = get_close_matches(root.name, [beside.name for beside in root.parent.glob("*/")], n=1)
    hint = f'did you mean "{root.with_name(near[0])}"?' if near else ""
    return _not_found("no-directory", f"there is no directory {root}", hint)


def _not_found(code: str, message: str, hint: str = "") -> ProgrammeNotFoundError:
    return ProgrammeNotFoundError([Problem(code=code, message=message, hint=hint)])


def load_benelux() -> WorkProgramme:
    """Read the Benelux work programme 2025-2028, which ships with this package."""
    from importlib.resources import as_file, files

    with as_file(files("benelux_tracker") / SHIPPED) as directory:
        return load(directory)


def _tables(
    root: Path, path: Path, lost: dict[str, set[str]], problems: Problems
) -> Iterator[_Table]:
    file, text = path.relative_to(root).as_posix(), ""
    try:
        text = text_within(path, file, problems)
        content = tomli.loads(text, parse_float=_decimal)
    except UnreadableError as error:
        problems.append(Problem(code=error.code, message=str(error), place=Place(file)))
        _lose_file(error.text, lost)
        return
    except (ValueError, RecursionError) as error:
        problems.append(_not_toml(file, error))
        _lose_file(text, lost)
        return
    lines = header_lines(text)
    for name, value in content.items():
        place = Place(file, next(iter(lines.get(name, ())), None), f"{name:.60}")
        if name not in TABLES:
            problems.append(_unknown_table(name, place))
            for meant in get_close_matches(f"{name:.60}", TABLES, n=1):
                _lose(meant, value, lost)
        elif name == "programme" and type(value) is dict:
            yield _Table(name, cast("dict[str, Any]", value), place)
        elif name != "programme" and type(value) is list:
            yield from _array(name, cast("list[object]", value), file, lines, problems)
        else:
            problems.append(_wrong_shape(name, place))
            _lose(name, value, lost)


def _array(
    name: str,
    rows: list[object],
    file: str,
    lines: Mapping[str, Sequence[int]],
    problems: Problems,
) -> Iterator[_Table]:
    headers = _headers(lines.get(name, ()), len(rows))
    steps = [_steps(row) if name == "action" else [] for row in rows]
    problems.spend("tables", len(rows) + sum(map(len, steps)), limits.RECORDS, file)
    inner = iter(_headers(lines.get("action.milestone", ()), sum(map(len, steps))))
    for number, (row, line) in enumerate(zip(rows, headers, strict=True)):
        place = Place(file, line, f"{name}[{number}]")
        for n, step in enumerate(steps[number]):
            _mark(step, Place(file, next(inner), f"{place.table}.milestone[{n}]"), problems)
        if type(row) is dict:
            yield _Table(name, cast("dict[str, Any]", row), place)
        else:
            problems.append(_wrong_shape(name, place))


def _headers(lines: Sequence[int], count: int) -> list[int | None]:
    return list(lines) if len(lines) == count else [None] * count


def _steps(row: object) -> list[dict[str, Any]]:
    found = cast("dict[str, object]", row).get("milestone") if type(row) is dict else None
    steps = cast("list[object]", found) if type(found) is list else []
    if any(type(step) is not dict for step in steps):
        return []
    return cast("list[dict[str, Any]]", steps)


def _mark(keys: dict[str, Any], place: Place, problems: Problems) -> None:
    if "origin" in keys:
        message = 'there is no field "origin" here'
        path = f"{place.table}.origin"
        problems.append(Problem(code="unknown-field", message=message, place=place, path=path))
    keys["origin"] = place


def _kept(
    table: _Table,
    records: dict[str, list[Any]],
    lost: dict[str, set[str]],
    problems: Problems,
) -> bool:
    name, keys, origin = table
    path = origin.table
    changes = name == "update" and ("corrects" in keys or "retracts" in keys)
    if changes and "recorded" not in keys:
        message = "is missing: a correction or retraction must say when it was recorded"
        key = f"{path}.recorded"
        problem = Problem(code="missing-field", message=message, place=origin, path=key)
        problems.append(problem)
    _mark(keys, origin, problems)
    try:
        records[name].append(structure(name, keys))
    except BaseValidationError as error:
        steps = _steps(keys) if name == "action" else []
        found = list(islice(problems_in(error, path, origin), limits.PROBLEMS + 1))
        places = {step["origin"].table: step["origin"] for step in steps}
        problems.extend(_at_step(problem, path, places) for problem in found)
        _lose(name, keys, lost)
        for problem in found:  # a key that is wrong refers to nothing
            keys.pop(re.split(r"[.\[]", problem.path[len(path) + 1 :])[0], None)
        return False
    return True


def _at_step(problem: Problem, path: str, places: Mapping[str, Place]) -> Problem:
    """The problem at the milestone that it is about, if there is one."""
    table = problem.path[: problem.path.find("]", len(path)) + 1]
    return evolve(problem, place=places[table]) if table in places else problem


def _lose(name: str, value: object, lost: dict[str, set[str]]) -> None:
    """What could not be read exists all the same: references to it are no problem of their own."""
    for row in cast("list[object]", value) if type(value) is list else [value]:
        keys = cast("dict[str, object]", row) if type(row) is dict else {}
        given, action, day = keys.get("id"), keys.get("action"), keys.get("date")
        default = f"{action}@{day}" if type(action) is str and type(day) is date else ""
        lost[name].add(given if type(given) is str else default)


def _lose_file(text: str, lost: dict[str, set[str]]) -> None:
    """As for a table: the ids in a file that could not be read, as many as could have been."""
    room = max(limits.RECORDS - len(lost["programme"]), 0)
    found = "", *islice((given[1] for given in _IDS.finditer(text)), room)
    for ids in lost.values():
        ids.update(found)


def _programme(
    records: dict[str, list[Any]], lost: dict[str, set[str]], problems: Problems
) -> WorkProgramme:
    found: list[WorkProgramme] = records["programme"]
    if not found and not lost["programme"]:
        message = "no file has a [programme] table"
        hint = "write [programme] with id, title, start, end and languages in one of the files"
        problems.append(Problem(code="no-programme", message=message, hint=hint))
    for other in found[1:]:
        message = f"[programme] stands already at {found[0].origin}"
        problems.append(Problem(code="second-programme", message=message, place=other.origin))
    stand_in = WorkProgramme(id=ProgrammeId(""), title=Text(), start=date.min, end=date.max)
    head = found[0] if found else stand_in
    rows = {f"{name}s": tuple(rows) for name, rows in records.items() if name != "programme"}
    return _with(head, rows)


def _with(head: WorkProgramme, rows: Mapping[str, tuple[Any, ...]]) -> WorkProgramme:
    return WorkProgramme(
        id=head.id,
        title=head.title,
        start=head.start,
        end=head.end,
        languages=head.languages,
        presidencies=head.presidencies,
        rules=head.rules,
        origin=head.origin,
        **rows,
    )


def _decimal(text: str) -> Decimal:
    if len(text) > limits.DIGITS:
        raise ValueError(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None


def _not_toml(file: str, error: Exception) -> Problem:
    if isinstance(error, RecursionError):
        message = f"is nested too deeply: {error}"
        return Problem(code="too-deep", message=message, place=Place(file))
    if isinstance(error, tomli.TOMLDecodeError):
        place = Place(file, error.lineno)
        start = error.doc.rfind("\n", 0, error.pos) + 1
        line = error.doc[start : start + _LONGEST_LINE].partition("\n")[0]
        signs = ((re.search(sign, line), hint) for sign, hint in _HINTS)
        hint = next((found.expand(hint) for found, hint in signs if found), "")
        return Problem(code="not-toml", message=f"is not TOML: {error}", place=place, hint=hint)
    return Problem(code="too-long", message=TOO_LONG, place=Place(file))


def _unknown_table(name: str, place: Place) -> Problem:
    hint = did_you_mean(name, TABLES)
    message = f'there is no table "{name:.60}"'
    return Problem(code="unknown-table", message=message, place=place, path=place.table, hint=hint)


def _wrong_shape(name: str, place: Place) -> Problem:
    one = name == "programme"
    header, brackets = ("[programme]", "one bracket") if one else (f"[[{name}]]", "two brackets")
    message, hint = f"must stand under a header {header}", f"write {header}, with {brackets}"
    return Problem(code="wrong-type", message=message, place=place, path=place.table, hint=hint)
