"""Print, as Markdown, what a report in JSON holds: each object, each field, its type, its meaning.

    python docs/make_report_schema.py

The page docs/reference/report-schema.md is made with it (`make pages`), from the schema and, for
what the fields mean, docs/report_fields.toml.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import tomli

import benelux_tracker as bt
from benelux_tracker.exchange.columns import COLUMNS

Schema = Mapping[str, Any]

LEAD: Final = """\
# The schema of a report

A report written as JSON has the objects and fields on this page, all of them, and no others. \
`benelux_tracker.report_schema()` gives the schema itself, in JSON Schema, draft 2020-12; \
[`read_report`](api/reports.md) reads a report back and checks it. \
[The report of a year](report.md) tells what the parts are for.

```pycon
>>> import benelux_tracker as bt
>>> schema = bt.report_schema()
>>> print(schema["$id"])
urn:benelux-tracker:year-report:3

```

- A **day** is a text such as `"2026-12-31"`, a **due** such a day or a period: `"2026"`, \
`"2026-H2"`, `"2026-Q3"` or `"2026-09"`.
- A **share** is an exact part of 1, as a text: `"17/25"` is 68 %. So are points, which are \
differences of shares, and may be below 0.
- A **number** is the value of an indicator, as a text with all its digits: `"12.50"`.
- Every field is there; what is not known, or does not apply, is `null`."""

PLAIN: Final = {"string": "text", "integer": "whole number", "boolean": "true or false"}
NAMED: Final = {"Fraction": "share", "Decimal": "number", "Due": "due"}


def page() -> str:
    """The page as Markdown: the whole report, then every object by its name."""
    schema = bt.report_schema()
    meanings = tomli.loads((Path(__file__).parent / "report_fields.toml").read_text("utf-8"))
    meanings["Tally"] = {column.name: column.meaning for column in COLUMNS["progress"]}
    meanings["Rules"] = {
        name: rule["description"]
        for name, rule in bt.file_schema()["properties"]["programme"]["properties"]["rules"][
            "properties"
        ].items()
    }
    objects = {"YearReport": schema, **schema["$defs"]}
    parts = [part for name, it in objects.items() for part in section(name, it, meanings)]
    return "\n\n".join([LEAD, *parts]) + "\n"


def section(name: str, it: Schema, meanings: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The parts of the section of an object, or of a closed list of words."""
    if name in NAMED:
        return
    yield f"## {name}"
    yield it["description"].partition("\n\n")[0]
    if "enum" in it:
        yield f"One of {', '.join(f'`{word}`' for word in it['enum'])}."
        return
    told = {**meanings["any"], **meanings.get(name, {})}
    lines = (
        f"| `{field}` | {kind(inside)} | {told[field]} |"
        for field, inside in it["properties"].items()
    )
    yield "\n".join(["| field | type | what it means |", "|---|---|---|", *lines])


def kind(of: Schema) -> str:
    """The type of a field, with a link to an object that has a section."""
    if "$ref" in of:
        name = of["$ref"].rpartition("/")[2]
        return NAMED.get(name) or f"[{name}](#{name.lower()})"
    if "const" in of:
        return f"`{of['const']}`"
    if "anyOf" in of:
        return " or ".join(dict.fromkeys(map(kind, of["anyOf"])))
    if of["type"] == "array":
        return f"list of {kind(of['items'])}"
    if of["type"] == "object":
        inside = of.get("additionalProperties") or of["properties"]["share"]
        return f"table of {kind(inside)}" if of["additionalProperties"] else kind(inside)
    if of["type"] == "null":
        return "`null`"
    return "day" if of.get("format") == "date" else PLAIN[of["type"]]


if __name__ == "__main__":
    sys.stdout.write(page())
