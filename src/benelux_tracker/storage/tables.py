"""A programme to a directory of tidy TOML files: what `load` does, the other way round."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, cast

import attrs
from cattrs.errors import BaseValidationError

from benelux_tracker.checks import errors
from benelux_tracker.errors import LoadError, Placed, Problem, RequestError, only
from benelux_tracker.exact import DIGITS
from benelux_tracker.model import Text, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.storage.directory import fill, new_directory
from benelux_tracker.storage.load import load
from benelux_tracker.storage.places import header_lines
from benelux_tracker.storage.structure import TABLES, key_fields, problems_in, structure

VOLUME: Final = 1024 * 1024
"""A file of this many bytes or more is continued in another."""

_FILES: Final = {
    "programme": "programme",
    "theme": "programme",
    "dossier": "programme",
    "working_group": "working-groups",
    "partner": "partners",
    "source": "sources",
}
"""The files of the tables that stand together; the others go by dossier or by year."""

_WORK: Final = {"objective", "action", "indicator"}
_BELOW: Final = {"milestone": "  [[action.milestone]]", "rules": "[programme.rules]"}
"""The keys that become tables of their own, below the other keys of their record."""


def write(programme: WorkProgramme, directory: str | os.PathLike[str]) -> None:
    """Write a programme as tidy TOML files into a new directory, complete or not at all.

    Loading the directory gives an equal programme: that is tried before the
    files are put in their place. The comments of the files that a programme
    was loaded from, and how they were arranged, are not kept.

    Args:
        programme: a programme, loaded or made in Python.
        directory: the directory to make; it may exist as long as nothing is in it.

    Raises:
        RequestError: there is something in the directory, or updates are only supposed.
        LoadError: with every reason for which the programme could not be loaded again.
        OSError: it cannot be written, for instance because there is no directory above it.
    """
    if only(programme, WorkProgramme).supposed:
        message = f'"{programme.id}" has supposed updates, which are never written'
        raise RequestError(f"{message}; write the programme without them")
    with new_directory(directory) as part:
        fill(part, _files(programme))
        if load(part) != programme:
            raise RequestError(f'"{programme.id}" would be loaded as another programme than it is')


def _files(programme: WorkProgramme) -> Mapping[str, str]:
    """The texts of all files by their names, a large file in volumes."""
    problems: list[Problem] = []
    written: list[tuple[str, Placed, str]] = []
    for name in TABLES:
        rows = (programme,) if name == "programme" else getattr(programme, f"{name}s")
        for number, record in enumerate(cast("Sequence[Placed]", rows)):
            table = record.origin.table if record.origin else getattr(record, "id", "")
            text = table_text(name, record, table or f"{name}[{number}]", problems)
            written.append((name, record, text))
    if problems := problems or errors(programme):
        raise LoadError(problems)
    texts: dict[str, list[str]] = {}
    sizes: Counter[str] = Counter()
    shelves = _shelves(programme)
    for name, record, text in written:
        file = _FILES.get(name) or _file(name, record, shelves)
        volume = sizes[file] // VOLUME
        sizes[file] += len(text.encode())
        texts.setdefault(f"{file}_{volume:03}" if volume else file, []).append(text)
    return {f"{file}.toml": "\n".join(parts) for file, parts in texts.items()}


def _shelves(programme: WorkProgramme) -> Mapping[str, Mapping[Any, str]]:
    """The files of dossiers, and of the objectives and actions in them."""
    dossiers = {each.id: f"dossiers/{each.theme}/{each.id}" for each in programme.dossiers}
    objectives = {each.id: dossiers[each.dossier] for each in programme.objectives}
    actions = {each.id: objectives[each.objective] for each in programme.actions}
    return {"action": actions, "objective": objectives, "dossier": dossiers}


def _file(name: str, record: Placed, shelves: Mapping[str, Mapping[Any, str]]) -> str:
    if name in _WORK:
        key = next(key for key in shelves if getattr(record, key, None))
        return shelves[key][getattr(record, key)]
    day: Any = getattr(record, "date", None)
    year = getattr(record, "year", None) or getattr(day, "first", day).year
    return f"{name}s/{year:04}"


def table_text(name: str, record: Placed, path: str, problems: list[Problem]) -> str:
    """A record as TOML, after noting why it would not be read back as it is, if so."""
    table = _table(record)
    try:
        read = structure(name, table)
        text = _lines(name, table)
        text.encode()
    except BaseValidationError as error:
        problems += problems_in(error, path, record.origin)
        return ""
    except UnicodeEncodeError as error:
        sign = f"U+{ord(error.object[error.start]):04X}"
        message = f"has {sign}, half of a surrogate pair, which no file can hold"
        problems.append(Problem(code="not-utf-8", message=message, place=record.origin, path=path))
        return ""
    for key, given, other in _changes(record, read, path):
        message = f"{given!r:.60} would be read back as {other!r:.60}"
        problems.append(Problem(code="wrong-type", message=message, place=record.origin, path=key))
    return text


def _changes(given: object, read: object, path: str) -> Iterator[tuple[str, object, object]]:
    """What differs between a record and what its table is read as, by key path."""
    if attrs.has(type(given)) and type(given) is type(read):
        for key, field in key_fields(type(given)).items():
            here = getattr(given, field.name), getattr(read, field.name)
            yield from _changes(*here, f"{path}.{key}")
    elif isinstance(given, tuple) and isinstance(read, tuple):
        entries = cast("tuple[object, ...]", given), cast("tuple[object, ...]", read)
        for number, here in enumerate(zip(*entries, strict=True)):
            yield from _changes(*here, f"{path}[{number}]")
    elif given != read:
        yield path, given, read


def _table(record: object) -> dict[str, Any]:
    """A record as its table, without what goes without saying."""
    changes = getattr(record, "corrects", None) or getattr(record, "retracts", None)
    always = "recorded" if changes else "languages"
    return {
        key: _plain(value)
        for key, field in key_fields(type(record)).items()
        if (value := getattr(record, field.name)) != _default(field, record) or key == always
    }


def _default(field: "attrs.Attribute[Any]", record: object) -> object:
    default: Any = field.default
    if not hasattr(default, "factory"):
        return default
    return default.factory(record) if default.takes_self else default.factory()


def _plain(value: object) -> object:
    """A value as it stands in a table; what no file can hold stays as it is."""
    if isinstance(value, Text):
        return _plain(value.translations or value.plain)
    if isinstance(value, Due):
        return value.first if value.is_day else value.text
    if isinstance(value, Fraction):
        return _decimal(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return date.fromordinal(value.toordinal())
    if isinstance(value, tuple):
        return [_plain(entry) for entry in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value).items()
        return {str(key): _plain(entry) for key, entry in entries}
    return _table(value) if attrs.has(type(value)) else value


def _decimal(share: Fraction) -> Decimal:
    """The shortest decimal that is equal to a share, else the nearest that can be read."""
    places = next((n for n in range(DIGITS) if (share * 10**n).denominator == 1), DIGITS)
    sign, digits, _ = Decimal(round(share * 10**places)).as_tuple()
    return Decimal((sign, digits, -places))


def _lines(name: str, table: Mapping[str, Any]) -> str:
    header = "[programme]" if name == "programme" else f"[[{name}]]"
    parts = [_block(header, {key: table[key] for key in table if key not in _BELOW})]
    for key in table:
        if key in _BELOW:
            rows = table[key] if key == "milestone" else [table[key]]
            parts += [_block(_BELOW[key], row) for row in rows]
    return "\n".join(parts)


def _block(header: str, table: Mapping[str, object]) -> str:
    indent = header[: header.index("[")]
    entries = (f"{indent}{_entry(key, value)}\n" for key, value in table.items())
    return f"{header}\n{''.join(entries)}"


def _entry(key: str, value: object) -> str:
    """A key and its value; a text keeps its lines, unless one looks like a header."""
    from tomli_w import dumps

    if isinstance(value, Decimal | list | dict):
        return dumps({key: 0}).removesuffix("0\n") + _value(cast("object", value))
    in_lines = isinstance(value, str) and "\r" not in value and not header_lines(value)
    return dumps({key: value}, multiline_strings=in_lines).removesuffix("\n")


def _value(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:,f}".replace(",", "_")
    if isinstance(value, list):
        return f"[{', '.join(map(_value, cast('list[object]', value)))}]"
    if isinstance(value, dict):
        entries = cast("dict[str, object]", value).items()
        return f"{{ {', '.join(_entry(key, entry) for key, entry in entries)} }}"
    return _entry("_", value).removeprefix("_ = ")
