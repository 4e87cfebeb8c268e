"""A report as JSON: every field by its name, shares as exact fractions in text."""

from datetime import date
from fractions import Fraction
from json import dumps
from typing import Any, Final

from attrs import Attribute, asdict

from benelux_tracker.periods import Due
from benelux_tracker.report.contents import YearReport

FORMAT: Final = "benelux-tracker/year-report/2"
"""What the JSON says of itself; another number when its fields change."""


def json(report: YearReport) -> str:
    """The report as JSON. Dates are ISO dates, dues as written, shares such as `"17/25"`."""
    fields = asdict(report, value_serializer=_plain)
    return dumps({"format": FORMAT, **fields}, ensure_ascii=False, indent=2) + "\n"


def _plain(_instance: type, _field: "Attribute[Any]", value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Fraction | Due):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
