"""What an editor needs to know of a programme's files while they are typed: a JSON Schema."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, cast, get_args

import attrs
import tomli

from benelux_tracker.checks import ABOUT
from benelux_tracker.model import Text
from benelux_tracker.periods import Due
from benelux_tracker.storage.hooks import (
    LARGEST,
    choice,
    is_optional,
    is_table,
    is_tuple,
    matching,
)
from benelux_tracker.storage.structure import RANGES, TABLES, hook_of, key_fields
from benelux_tracker.vocabulary import Language, ThemeId

Schema = dict[str, Any]
"""A piece of a JSON Schema."""

_LANGUAGES: Final = {"nl": "Dutch", "fr": "French", "en": "English", "de": "German"}
"""What an editor offers within a text; others may be written too."""

_STATED: Final[Schema] = {
    **dict.fromkeys(("status", "confidence", "percent", "due", "summary"), False),
    "reached": {"maxItems": 0},
    "milestone_due": {"maxProperties": 0},
    "values": {"maxProperties": 0},
}
"""The properties of an update that states nothing."""

_SILENT: Final[Schema] = {**_STATED, "unchanged": {"const": False}}


def _one_of(*keys: str) -> Schema:
    return {"oneOf": [{"required": [key]} for key in keys]}


_WITHIN: Final[Mapping[str, Schema]] = {
    "update": {
        "if": {"properties": {**_SILENT, "retracts": False}},
        "then": {"required": ["unchanged"], "properties": {"unchanged": {"const": True}}},
        "dependencies": {
            "corrects": {"required": ["recorded"], "properties": {"retracts": False}},
            "retracts": {"required": ["recorded"], "properties": _SILENT},
            "unchanged": {
                "if": {"properties": {"unchanged": {"const": True}}},
                "then": {"properties": _STATED},
            },
        },
    },
    "consultation": _one_of("date", "year"),
    "indicator": _one_of("action", "objective"),
}
"""What a table asks of its keys together; `allOf` would take them from an editor's list."""


def file_schema() -> Schema:
    """The JSON Schema (draft 7) of one TOML file of a programme, for completion and errors.

    Most editors read TOML as JSON, in which a date is a text. Of what a load
    would refuse the schema therefore cannot see a date in quotes, a date or time
    in the place of a text, a whole number written as `40.0`, more digits than a
    number may have, or a 30th of February in quotes. It is of one file and looks
    at one table at a time: that ids are unique and known, that `[programme]`
    stands once, which of two days comes first, and the figures that a narrative
    cites, only a load can tell. It accepts whatever a load accepts.

    No part refers to another, because what stands beside a `$ref` is lost on editors.
    """
    records = {name: _record(name, kind) for name, kind in TABLES.items()}
    tables = {name: each if name == "programme" else _rows(each) for name, each in records.items()}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A file of a work programme",
        "description": "Any TOML file of a programme may hold any of these tables.",
        "type": "object",
        "additionalProperties": False,
        "properties": deepcopy(tables),
    }


@cache
def key_texts() -> Mapping[str, Mapping[str, str]]:
    """What every table (`action.milestone`) and key means: a sentence in Markdown by key.

    The key `_` is about the table itself.
    """
    found: dict[str, dict[str, str]] = {}
    tables = tomli.loads((files("benelux_tracker") / "keys.toml").read_text("utf-8"))
    for name, table in tables.items():
        entries = cast("dict[str, str | dict[str, str]]", table)
        found[name] = {key: text for key, text in entries.items() if isinstance(text, str)}
        inner = {f"{name}.{key}": keys for key, keys in entries.items() if isinstance(keys, dict)}
        found |= inner
    return MappingProxyType(found)


def _whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


def _pattern(kind: object) -> str:
    """What the texts of a kind are made of."""
    return cast("matching", hook_of(kind)).pattern.pattern


_ID: Final = _pattern(ThemeId)
_MONTH: Final = "(?:0[1-9]|1[0-2])"
_DAY: Final = "(?:0[1-9]|[12][0-9]|3[01])"
_ONCE: Final[Schema] = {"uniqueItems": True}

_NARROWER: Final[Mapping[str, Schema]] = {
    "sources": {"items": {"type": "string", "pattern": f"^{_ID}(?:#|$)"}},
    "programme.languages": {**_ONCE, "minItems": 1},
    "action.groups": {**_ONCE, "minItems": 1},
    "action.countries": _ONCE,
    "narrative.about": {"pattern": _whole(f"programme:?|(?:{'|'.join(ABOUT[1:])}):{_ID}")},
}
"""What the rules between records ask of one key, by key or by its path."""

_BARE: Final = ["string"]
"""As "string", but an editor that completes a key puts no quotes after it."""

_DATE: Final[Schema] = {"type": _BARE, "format": "date"}

_KINDS: Final[Mapping[object, Schema]] = {
    date: _DATE,
    Due: {
        "anyOf": [
            {**_DATE, "description": "A day without quotes, such as `2025-09-10`."},
            {
                "type": _BARE,
                "description": 'A period in quotes, such as `"2025-H2"`; it ends on its last day.',
                "pattern": _whole(f"[0-9]{{4}}(?:-(?:H[12]|Q[1-4]|{_MONTH}(?:-{_DAY})?))?"),
                "not": {"pattern": "^0000"},
            },
        ]
    },
    Text: {
        "type": ["string", "object"],
        "minProperties": 1,
        "propertyNames": {"pattern": _whole(_pattern(Language))},
        "properties": {
            code: {"type": "string", "description": f"The text in {name}."}
            for code, name in _LANGUAGES.items()
        },
        "additionalProperties": {"type": "string"},
    },
    Decimal: {"type": "number", "minimum": -LARGEST, "maximum": LARGEST},
    Fraction: {"type": "number", "minimum": 0, "maximum": 1},
    int: {"pattern": _whole("[0-9]{4}")},
    str: {"type": "string"},
    bool: {"type": "boolean"},
}
"""What the values of a field are in JSON; a plain `int` is the year that a value goes by."""


def _rows(record: Schema) -> Schema:
    return {"type": "array", "description": record["description"], "items": record}


def _record(path: str, kind: type) -> Schema:
    texts, fields = key_texts()[path], key_fields(kind)
    return {
        "type": "object",
        "description": texts["_"],
        "additionalProperties": False,
        "required": [key for key, field in fields.items() if field.default is attrs.NOTHING],
        "properties": {
            key: {
                **({"description": texts[key]} if key in texts else {}),
                **_field(field, f"{path}.{key}"),
                **_NARROWER.get(key, {}),
                **_NARROWER.get(f"{path}.{key}", {}),
            }
            for key, field in fields.items()
        },
        **_WITHIN.get(path, {}),
    }


def _field(field: "attrs.Attribute[Any]", path: str) -> Schema:
    taken = RANGES.get(field.name)
    if taken:
        found: Schema = {"type": "integer", "minimum": taken.low, "maximum": taken.high}
    else:
        found = _value(field.type, path)
    default = field.default
    if isinstance(default, Fraction) or (isinstance(default, int) and default):
        found = {**found, "default": default if isinstance(default, int) else float(default)}
    return found


def _value(kind: Any, path: str) -> Schema:  # noqa: ANN401 - any annotation
    """What a value of some type is in JSON."""
    if is_optional(kind):
        (kind,) = (member for member in get_args(kind) if member is not type(None))
    if kind in _KINDS:
        return _KINDS[kind]
    if is_tuple(kind):
        entry = _value(get_args(kind)[0], path)
        return _rows(entry) if "description" in entry else {"type": "array", "items": entry}
    if is_table(kind):
        name, value = get_args(kind)
        names, values = _value(name, path), _value(value, path)
        return {"type": "object", "propertyNames": names, "additionalProperties": values}
    if attrs.has(kind):
        return _record(path, kind)
    hook = hook_of(kind)
    if isinstance(hook, choice):
        return {"type": "string", "enum": list(hook.members)}
    return {"type": "string", "pattern": _whole(_pattern(kind))}
