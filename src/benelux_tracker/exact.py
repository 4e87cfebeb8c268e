"""Updates made in Python: what the loader would have refused of them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, cast

from benelux_tracker.errors import Problem, problem_at
from benelux_tracker.model import StatusUpdate, Text
from benelux_tracker.periods import Due
from benelux_tracker.vocabulary import Confidence, Status

_KINDS: Final[Mapping[str, type]] = {
    "action": str,
    "date": date,
    "recorded": date,
    "id": str,
    "group": str,
    "status": Status,
    "confidence": Confidence,
    "percent": int,
    "reached": tuple,
    "due": Due,
    "milestone_due": Mapping,
    "values": Mapping,
    "unchanged": bool,
    "summary": Text,
    "reason": Text,
    "highlight": bool,
    "corrects": str,
    "retracts": str,
    "sources": tuple,
}
"""What the fields of an update are made of."""

_OPTIONAL: Final = {
    *("group", "status", "confidence", "percent", "due"),
    *("summary", "reason", "corrects", "retracts"),
}
_WRITE: Final[Mapping[type, str]] = {
    date: "write datetime.date(2026, 12, 31)",
    Due: 'write Due.parse("2027-H1")',
    Text: 'write Text("…")',
    tuple: "write a tuple, (…,)",
}

DIGITS: Final = 18
"""Of a number, before and after the point."""

TOO_LONG: Final = f"at most {DIGITS} digits before the point and {DIGITS} after it"


def is_plain(number: Decimal) -> bool:
    """Whether a number is finite, and no longer than a file may have it."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and -DIGITS <= exponent <= number.adjusted() < DIGITS


def wrong_types(update: StatusUpdate) -> list[Problem]:
    """What the loader would have refused of an update made in Python: values of a wrong type."""
    given: list[tuple[str, type, object]]
    given = [(key, kind, getattr(update, key)) for key, kind in _KINDS.items()]
    for key, _, value in tuple(given):
        if isinstance(value, Text):
            given.append((f"{key}.plain", str, value.plain))
            given.append((f"{key}.translations", Mapping, value.translations))
    for key, kind, value in tuple(given):
        if isinstance(value, Mapping) and kind is Mapping:
            inner = {"milestone_due": Due, "values": Decimal}.get(key, str)
            table = cast("Mapping[object, object]", value)
            given += [(f"{key}.{name}", inner, each) for name, each in table.items()]
        elif isinstance(value, tuple) and kind is tuple:
            given += [(key, str, each) for each in cast("tuple[object, ...]", value)]
    found: list[Problem] = []
    for key, kind, value in given:
        plain = kind is bool or not isinstance(value, bool | datetime)
        if (value is None and key in _OPTIONAL) or (isinstance(value, kind) and plain):
            continue
        hint = _WRITE.get(kind, "")
        if issubclass(kind, StrEnum):
            hint = f"write one of {', '.join(f'{kind.__name__}.{word.name}' for word in kind)}"
        message = f"must be of type {kind.__name__}, got {value!r}"
        found.append(problem_at("wrong-type", update, key, message, hint))
    return found


def mistakes(update: StatusUpdate) -> Iterator[Problem]:
    """The wrong types of an update made in Python, or else its numbers beyond what is allowed."""
    wrong = wrong_types(update)
    yield from wrong
    if wrong:
        return
    for name, value in update.values.items():
        if not is_plain(value):
            message = f"must be a number such as 40 or 1_500_000.5, got {value}"
            yield problem_at("wrong-type", update, f"values.{name}", message, TOO_LONG)
    if update.percent is not None and not 0 <= update.percent <= 100:  # noqa: PLR2004
        message = f"must be a whole number 0 to 100, got {update.percent}"
        yield problem_at("bad-percent", update, "percent", message)
