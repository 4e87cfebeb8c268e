"""A report as JSON: every field by its name, shares as exact fractions in text."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from json import dumps
from typing import Any, Final, cast

from attrs import Attribute, asdict

from benelux_tracker.periods import Due
from benelux_tracker.report.contents import YearReport
from benelux_tracker.state import Verdict

FORMAT: Final = "benelux-tracker/year-report/3"
"""What the JSON says of itself; another number when its fields change."""

_HALF: Final = re.compile("[\ud800-\udfff]")

TAG: Final = "share"
"""The key of a share where a text might stand as well."""


def json(report: YearReport) -> str:
    """The report as JSON. Dates are ISO dates, dues as written, shares such as `"17/25"`.

    Values of indicators are texts too, such as `"12.50"`: what reads a number may round it.

    `read_report` makes the same report of it; `report_schema` describes it. Half
    of a surrogate pair, which only Python lets into a text, becomes a mark (�).
    """
    fields = asdict(report, value_serializer=_plain)
    text = dumps({"format": FORMAT, **fields}, ensure_ascii=False, indent=2) + "\n"
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def _plain(instance: object, _field: "Attribute[Any]", value: Any) -> Any:  # noqa: ANN401
    if isinstance(instance, Verdict) and isinstance(value, Mapping):
        figures = cast("Mapping[str, Fraction | int | str]", value)
        return {name: _tagged(figure) for name, figure in figures.items()}
    if isinstance(value, Fraction | Due | Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _tagged(figure: Fraction | int | str) -> object:
    return {TAG: str(figure)} if isinstance(figure, Fraction) else figure
