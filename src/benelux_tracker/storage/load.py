"""A directory of TOML files to a programme, or to every problem at once."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, cast

import tomli
from attrs import frozen
from cattrs.errors import BaseValidationError

from benelux_tracker.checks import errors
from benelux_tracker.errors import LoadError, Place, Problem, ProgrammeNotFoundError, did_you_mean
from benelux_tracker.model import Text, WorkProgramme
from benelux_tracker.storage.places import header_lines, pinpoint
from benelux_tracker.storage.structure import TABLES, problems_in, structure

MAX_BYTES: Final = 16 * 1024 * 1024
"""The largest file that is read, in bytes."""

_SHIPPED: Final = "data/benelux-2025-2028"


@frozen
class _Table:
    """A table as it stands in a file."""

    name: str
    keys: dict[str, Any]
    place: Place


def load(directory: str | os.PathLike[str]) -> WorkProgramme:
    """Read a programme from a directory of TOML files.

    Every `*.toml` below the directory is read, in the order of the paths;
    hidden files and folders are skipped. Warnings do not stop a load: ask
    `findings` for them.

    Args:
        directory: the programme's directory.

    Returns:
        The programme, all its records in reading order.

    Raises:
        ProgrammeNotFoundError: no such directory, or no TOML file in it.
        LoadError: with every problem of all files (a `ValueError`).
    """
    root = Path(directory)
    if not root.is_dir():
        message = f"there is no directory {directory}"
        raise ProgrammeNotFoundError([Problem(code="no-directory", message=message)])
    records: dict[str, list[Any]] = {name: [] for name in TABLES}
    lost: dict[str, set[str]] = {name: set() for name in TABLES}
    problems: list[Problem] = []
    paths = list(_paths(root, problems))
    if not paths and not problems:
        message = f"there is no .toml file in {directory}"
        raise ProgrammeNotFoundError([Problem(code="no-file", message=message)])
    for path in paths:
        for table in _tables(root, path, problems):
            _keep(table, records, lost, problems)
    programme = _programme(records, lost, problems)
    problems += errors(programme, lost)
    if problems:
        raise LoadError(pinpoint(root, problems))
    return programme


def load_benelux() -> WorkProgramme:
    """Read the Benelux work programme 2025-2028, which ships with this package."""
    with as_file(files("benelux_tracker") / _SHIPPED) as directory:
        return load(directory)


def _paths(root: Path, problems: list[Problem]) -> Iterator[Path]:
    inside = root.resolve()
    for folder, names, leaves in os.walk(root):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(leaves) + names:
            path = Path(folder, name)
            if not path.is_symlink():
                if name.endswith(".toml") and not name.startswith(".") and name in leaves:
                    yield path
            elif not path.resolve().is_relative_to(inside):
                problems.append(
                    Problem(
                        code="link-out",
                        message="is a link that leaves the programme's directory",
                        place=Place(path.relative_to(root).as_posix()),
                        hint="put the file itself into the directory",
                    )
                )


def _tables(root: Path, path: Path, problems: list[Problem]) -> Iterator[_Table]:
    file = path.relative_to(root).as_posix()
    try:
        text = _text(path)
        content = tomli.loads(text, parse_float=Decimal)
    except _Unreadable as error:
        problems.append(Problem(code=error.code, message=str(error), place=Place(file)))
        return
    except (ValueError, RecursionError) as error:
        problems.append(_not_toml(file, error))
        return
    lines = header_lines(text)
    for name, value in content.items():
        place = Place(file, next(iter(lines.get(name, ())), None), name)
        if name not in TABLES:
            problems.append(_unknown_table(name, place))
        elif name == "programme" and type(value) is dict:
            yield _Table(name, cast("dict[str, Any]", value), place)
        elif name != "programme" and type(value) is list:
            yield from _array(name, cast("list[object]", value), file, lines, problems)
        else:
            problems.append(_wrong_shape(name, place))


def _array(
    name: str,
    rows: list[object],
    file: str,
    lines: Mapping[str, Sequence[int]],
    problems: list[Problem],
) -> Iterator[_Table]:
    headers = _headers(lines.get(name, ()), len(rows))
    steps = sum(len(_steps(row)) for row in rows) if name == "action" else 0
    inner = iter(_headers(lines.get("action.milestone", ()), steps))
    for number, row in enumerate(rows):
        place = Place(file, headers[number], f"{name}[{number}]")
        if type(row) is not dict:
            problems.append(_wrong_shape(name, place))
            continue
        keys = cast("dict[str, Any]", row)
        for n, step in enumerate(_steps(keys) if name == "action" else ()):
            _mark(step, Place(file, next(inner), f"{place.table}.milestone[{n}]"), problems)
        yield _Table(name, keys, place)


def _headers(lines: Sequence[int], count: int) -> list[int | None]:
    return list(lines) if len(lines) == count else [None] * count


def _steps(row: object) -> list[dict[str, Any]]:
    found = cast("dict[str, object]", row).get("milestone") if type(row) is dict else None
    steps = cast("list[object]", found) if type(found) is list else []
    if any(type(step) is not dict for step in steps):
        return []
    return cast("list[dict[str, Any]]", steps)


def _mark(keys: dict[str, Any], place: Place, problems: list[Problem]) -> None:
    if "origin" in keys:
        message = 'there is no field "origin" here'
        path = f"{place.table}.origin"
        problems.append(Problem(code="unknown-field", message=message, place=place, path=path))
    keys["origin"] = place


def _keep(
    table: _Table,
    records: dict[str, list[Any]],
    lost: dict[str, set[str]],
    problems: list[Problem],
) -> None:
    path = table.place.table
    changes = not {"corrects", "retracts"}.isdisjoint(table.keys)
    if table.name == "update" and changes and "recorded" not in table.keys:
        message = "is missing: a correction or retraction must say when it was recorded"
        key = f"{path}.recorded"
        problem = Problem(code="missing-field", message=message, place=table.place, path=key)
        problems.append(problem)
    _mark(table.keys, table.place, problems)
    try:
        records[table.name].append(structure(table.name, table.keys))
    except BaseValidationError as error:
        problems += problems_in(error, path, table.place)
        lost[table.name].add(_lost_id(table))


def _lost_id(table: _Table) -> str:
    keys = table.keys
    default = f"{keys.get('action')}@{keys.get('date')}" if table.name == "update" else ""
    return str(keys.get("id", default))


def _programme(
    records: dict[str, list[Any]], lost: dict[str, set[str]], problems: list[Problem]
) -> WorkProgramme:
    found: list[WorkProgramme] = records["programme"]
    if not found and not lost["programme"]:
        message = "no file has a [programme] table"
        hint = "write [programme] with id, title, start, end and languages in one of the files"
        problems.append(Problem(code="no-programme", message=message, hint=hint))
    for other in found[1:]:
        message = f"[programme] stands already at {found[0].origin}"
        problems.append(Problem(code="second-programme", message=message, place=other.origin))
    stand_in = WorkProgramme(id="", title=Text(), start=date.min, end=date.max)
    head = found[0] if found else stand_in
    rows = {_field(name): tuple(rows) for name, rows in records.items() if name != "programme"}
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


def _field(name: str) -> str:
    return f"{name}s"


class _Unreadable(Exception):  # noqa: N818 - it never leaves this module
    """A file that cannot be read as text."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _Unreadable("too-large", f"is larger than {MAX_BYTES} bytes; split it")
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise _Unreadable("unreadable", f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{error.object[error.start]:02x} in line {line}"
        raise _Unreadable("not-utf-8", f"{message}; save it as UTF-8") from None


def _not_toml(file: str, error: Exception) -> Problem:
    if isinstance(error, RecursionError):
        return Problem(code="too-deep", message="is nested too deeply", place=Place(file))
    line = error.lineno if isinstance(error, tomli.TOMLDecodeError) else None
    return Problem(code="not-toml", message=f"is not TOML: {error}", place=Place(file, line))


def _unknown_table(name: str, place: Place) -> Problem:
    hint = did_you_mean(name, TABLES)
    message = f'there is no table "{name:.60}"'
    return Problem(code="unknown-table", message=message, place=place, path=name, hint=hint)


def _wrong_shape(name: str, place: Place) -> Problem:
    header = "[programme]" if name == "programme" else f"[[{name}]]"
    message = f"must stand under a header {header}"
    return Problem(code="wrong-type", message=message, place=place, path=place.table)
