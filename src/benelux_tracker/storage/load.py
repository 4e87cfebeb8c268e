"""A directory of TOML files to a programme, or to every problem at once."""

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, cast

import tomli
from attrs import evolve, frozen
from cattrs.errors import BaseValidationError

from benelux_tracker.checks import errors
from benelux_tracker.errors import LoadError, Place, Problem, ProgrammeNotFoundError, did_you_mean
from benelux_tracker.model import Text, WorkProgramme
from benelux_tracker.storage.places import header_lines, pinpoint
from benelux_tracker.storage.structure import TABLES, problems_in, structure
from benelux_tracker.vocabulary import ProgrammeId

MAX_BYTES: Final = 16 * 1024 * 1024
"""The largest file that is read, in bytes."""

SHIPPED: Final = "data/benelux-2025-2028"
"""Where the Benelux programme stands in this package."""
_IDS: Final = re.compile(r"""^[ \t]*id[ \t]*=[ \t]*["']([^"'\n]+)["']""", re.MULTILINE)
_HINTS: Final = (
    (
        re.compile(r"(?:^|[=\[{,])\s*[“”„‘’«]|[“”‘’»]\s*(?:$|[=\]},])"),
        'write straight quotes around a text: "…"',
    ),
    (
        re.compile(r"=\s*(?!\d{4}-\d\d-\d\d\b)\d{1,4}([./-])\d{1,2}\1\d{1,4}\b"),
        "write a day as 2026-01-31",
    ),
)
"""What a word processor or a habit makes of a line of TOML, and what to write instead."""


@frozen
class _Table:
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
    root = Path(directory)
    if not root.is_dir():
        raise _no_directory(root)
    records: dict[str, list[Any]] = {name: [] for name in TABLES}
    lost: dict[str, set[str]] = {name: set() for name in TABLES}
    problems: list[Problem] = []
    paths = list(_paths(root, problems))
    if not paths and not problems:
        raise _not_found("no-file", f"there is no .toml file in {directory}")
    if problems:  # what was not read may hold it
        lost["programme"].add("")
    broken = [
        table
        for path in paths
        for table in _tables(root, path, lost, problems)
        if not _kept(table, records, lost, problems)
    ]
    programme = _programme(records, lost, problems)
    problems += errors(programme, lost, broken)
    if problems:
        raise LoadError(pinpoint(root, problems))
    return programme


def _no_directory(root: Path) -> ProgrammeNotFoundError:
    if root.is_file():
        hint = f"give the directory it stands in: {root.parent}"
        return _not_found("no-directory", f"{root} is a file", hint)
    return _not_found("no-directory", f"there is no directory {root}")


def _not_found(code: str, message: str, hint: str = "") -> ProgrammeNotFoundError:
    return ProgrammeNotFoundError([Problem(code=code, message=message, hint=hint)])


def load_benelux() -> WorkProgramme:
    """Read the Benelux work programme 2025-2028, which ships with this package."""
    from importlib.resources import as_file, files

    with as_file(files("benelux_tracker") / SHIPPED) as directory:
        return load(directory)


def _paths(root: Path, problems: list[Problem]) -> Iterator[Path]:
    inside = Path(os.path.realpath(root))

    def tell(error: OSError) -> None:
        file = Path(error.filename).relative_to(root).as_posix()
        message = f"cannot be read: {error.strerror}"
        problems.append(Problem(code="unreadable", message=message, place=Place(file)))

    for folder, names, leaves in os.walk(root, onerror=tell):
        names[:] = sorted(name for name in names if not name.startswith("."))
        own = sorted(name for name in leaves if not name.startswith("."))
        for number, name in enumerate(own + names):
            path = Path(folder, name)
            target = Path(os.path.realpath(path)) if os.path.islink(path) else None  # noqa: PTH114
            if target and not target.is_relative_to(inside):
                problems.append(_link_out(path.relative_to(root).as_posix()))
            elif target and _is_read(target, inside):
                continue
            elif number < len(own) and path.suffix == ".toml":
                yield path


def _is_read(target: Path, inside: Path) -> bool:
    hidden = any(part.startswith(".") for part in target.relative_to(inside).parts)
    return target.suffix == ".toml" and not hidden and target.is_file()


def _link_out(file: str) -> Problem:
    message = "is a link that leaves the programme's directory"
    hint = "put the file itself into the directory"
    return Problem(code="link-out", message=message, place=Place(file), hint=hint)


def _tables(
    root: Path, path: Path, lost: dict[str, set[str]], problems: list[Problem]
) -> Iterator[_Table]:
    file, text = path.relative_to(root).as_posix(), ""
    try:
        text = text_of(path)
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
        place = Place(file, next(iter(lines.get(name, ())), None), name)
        if name not in TABLES:
            problems.append(_unknown_table(name, place))
            for meant in get_close_matches(name, TABLES, n=1):
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


def _kept(
    table: _Table,
    records: dict[str, list[Any]],
    lost: dict[str, set[str]],
    problems: list[Problem],
) -> bool:
    path = table.origin.table
    changes = not {"corrects", "retracts"}.isdisjoint(table.keys)
    if table.name == "update" and changes and "recorded" not in table.keys:
        message = "is missing: a correction or retraction must say when it was recorded"
        key = f"{path}.recorded"
        problem = Problem(code="missing-field", message=message, place=table.origin, path=key)
        problems.append(problem)
    _mark(table.keys, table.origin, problems)
    try:
        records[table.name].append(structure(table.name, table.keys))
    except BaseValidationError as error:
        found = [_at_step(problem, table) for problem in problems_in(error, path, table.origin)]
        problems += found
        _lose(table.name, table.keys, lost)
        for problem in found:  # a key that is wrong refers to nothing
            table.keys.pop(re.split(r"[.\[]", problem.path[len(path) + 1 :])[0], None)
        return False
    return True


def _at_step(problem: Problem, table: _Table) -> Problem:
    for step in _steps(table.keys) if table.name == "action" else ():
        place: Place = step["origin"]
        if problem.path.startswith(f"{place.table}."):
            return evolve(problem, place=place)
    return problem


def _lose(name: str, value: object, lost: dict[str, set[str]]) -> None:
    """What could not be read exists all the same: references to it are no problem of their own."""
    for row in cast("list[object]", value) if type(value) is list else [value]:
        keys = cast("dict[str, object]", row) if type(row) is dict else {}
        given, action, day = keys.get("id"), keys.get("action"), keys.get("date")
        default = f"{action}@{day}" if type(action) is str and type(day) is date else ""
        lost[name].add(given if type(given) is str else default)


def _lose_file(text: str, lost: dict[str, set[str]]) -> None:
    """As for a table: every id that stands in a file that could not be read."""
    for ids in lost.values():
        ids.update(("", *_IDS.findall(text)))


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
    stand_in = WorkProgramme(id=ProgrammeId(""), title=Text(), start=date.min, end=date.max)
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


class UnreadableError(Exception):
    """A file that cannot be read as text."""

    def __init__(self, code: str, message: str, text: str = "") -> None:
        """Carry what a problem needs, and the text as far as there is one."""
        super().__init__(message)
        self.code = code
        self.text = text


def text_of(path: Path) -> str:
    """The text of a file of at most `MAX_BYTES`, in UTF-8.

    Raises:
        UnreadableError: when it is not one, or cannot be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("unreadable", "is not a file")
        if status.st_size > MAX_BYTES:
            raise UnreadableError("too-large", f"is larger than {MAX_BYTES} bytes; split it")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise UnreadableError("unreadable", f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{error.object[error.start]:02x} in line {line}"
        text = error.object.decode("utf-8", "replace")
        raise UnreadableError("not-utf-8", f"{message}; save it as UTF-8", text) from None


def _decimal(text: str) -> Decimal:
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
        line = error.doc.split("\n")[error.lineno - 1]
        hint = next((hint for sign, hint in _HINTS if sign.search(line)), "")
        return Problem(code="not-toml", message=f"is not TOML: {error}", place=place, hint=hint)
    message = "has a number of more digits than can be read: at most 4300"
    return Problem(code="too-long", message=message, place=Place(file))


def _unknown_table(name: str, place: Place) -> Problem:
    hint = did_you_mean(name, TABLES)
    message = f'there is no table "{name:.60}"'
    return Problem(code="unknown-table", message=message, place=place, path=name, hint=hint)


def _wrong_shape(name: str, place: Place) -> Problem:
    header = "[programme]" if name == "programme" else f"[[{name}]]"
    message = f"must stand under a header {header}"
    return Problem(code="wrong-type", message=message, place=place, path=place.table)
