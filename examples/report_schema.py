"""Print the JSON Schema (draft 2020-12) of a year-end report written as JSON.

    python examples/report_schema.py

The file year-report.schema.json of the package is made with it (`make pages`).
"""

import datetime as dt
import inspect
import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, get_args, get_origin

import attrs

from benelux_tracker.archive import NUMBER, SHARE
from benelux_tracker.comparison import Step as BridgePart
from benelux_tracker.periods import Due
from benelux_tracker.report.contents import YearReport
from benelux_tracker.report.render.json import FORMAT, TAG
from benelux_tracker.storage.hooks import LARGEST

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WHOLE: Schema = {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}
PLAIN: dict[object, Schema] = {
    str: {"type": "string"},
    int: WHOLE,
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    dt.date: {"type": "string", "format": "date"},
}
NAMED: dict[object, Schema] = {
    Fraction: {
        "description": 'An exact share of 1, such as "17/25".',
        "type": "string",
        "pattern": f"^{SHARE}$",
    },
    Decimal: {
        "description": 'The value of an indicator, such as "12.50".',
        "type": "string",
        "pattern": f"^{NUMBER}$",
    },
    Due: {
        "description": 'A day, or a period that is due on its last day: "2025-09-10", '
        '"2025", "2025-H2", "2025-Q3" or "2025-09".',
        "anyOf": [
            {"type": "string", "format": "date"},
            {
                "type": "string",
                "pattern": "^(?!0000)[0-9]{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$",
            },
        ],
    },
}

RENAMED: dict[object, str] = {BridgePart: "BridgePart"}
"""What has the name of something else, and the name it has here."""


def schema() -> Schema:
    """The schema of the whole document, from the classes of a report."""
    named: dict[str, Schema] = {}
    described(YearReport, named)
    report = named.pop("YearReport")
    report["properties"] = {"format": {"const": FORMAT}, **report["properties"]}
    report["required"] = ["format", *report["required"]]
    head = {"$schema": DIALECT, "$id": f"urn:{FORMAT.replace('/', ':')}", "title": "Year report"}
    return {**head, **report, "$defs": dict(sorted(named.items()))}


def described(kind: Any, named: dict[str, Schema]) -> Schema:  # noqa: ANN401 - any annotation
    """The schema of a field's type; what has a name of its own is put among the named."""
    if kind in PLAIN:
        return PLAIN[kind]
    if kind in NAMED:
        named[kind.__name__] = NAMED[kind]
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if attrs.has(kind) or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        name = RENAMED.get(kind, kind.__name__)
        if name not in named:
            named[name] = {}
            named[name] = words(kind) if issubclass(kind, StrEnum) else record(kind, named)
        return {"$ref": f"#/$defs/{name}"}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": described(get_args(kind)[0], named)}
    if get_origin(kind) is Mapping:
        inside = described(get_args(kind)[1], named)
        return {"type": "object", "additionalProperties": inside}
    return {"anyOf": [choice(member, get_args(kind), named) for member in get_args(kind)]}


def choice(kind: Any, beside: tuple[Any, ...], named: dict[str, Schema]) -> Schema:  # noqa: ANN401
    """One of several types of a field; a share beside texts says that it is one."""
    inside = described(kind, named)
    if kind is not Fraction or str not in beside:
        return inside
    return closed({TAG: inside})


def record(kind: type[attrs.AttrsInstance], named: dict[str, Schema]) -> Schema:
    """The schema of a record: all of its fields, and no others."""
    fields = {field.name: described(field.type, named) for field in attrs.fields(kind)}
    return {"description": told(kind), **closed(fields)}


def closed(fields: Mapping[str, Schema]) -> Schema:
    """An object with these fields, no fewer and no more."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def words(kind: type[StrEnum]) -> Schema:
    """The schema of a closed list of words."""
    return {"description": told(kind), "enum": [word.value for word in kind]}


def told(kind: type) -> str:
    """What the documentation of a class says, on one line per paragraph, without its source."""
    paragraphs = inspect.cleandoc(kind.__doc__ or "").split("\n\n")
    lines = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return "\n\n".join(line.partition(" Source: ")[0] for line in lines)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
