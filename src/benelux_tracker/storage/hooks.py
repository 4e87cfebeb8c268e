"""Hooks that take a value exactly as it must be, or refuse it with what to write instead."""

import re
from collections.abc import Callable, Mapping, Sized
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from sys import intern
from types import MappingProxyType
from typing import Any, Final, cast, get_args

import cattrs
from attrs import Factory, field, frozen
from cattrs.cols import list_structure_factory

from benelux_tracker import limits
from benelux_tracker.errors import did_you_mean
from benelux_tracker.exact import DIGITS

LARGEST: Final = 10**DIGITS
"""From here on a number has too many digits."""

_LONGEST_SHOWN: Final = 60

_KINDS: Final[Mapping[type, str]] = MappingProxyType(
    {
        str: "a text in quotes",
        int: "a whole number",
        bool: "true or false",
        float: "a number",
        Decimal: "a number with a decimal point",
        date: "a date",
        datetime: "a date with a time",
        time: "a time of day",
        list: "an array [ … ]",
        dict: "a table { … }",
    }
)


Hook = Callable[[Any, Any], Any]
"""What cattrs calls with a value and a type."""


class RefusalError(ValueError):
    """A value that a field does not take: a code, what is wrong, and what to write."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Carry what a problem needs."""
        super().__init__(message)
        self.code = code
        self.hint = hint


def got(value: object) -> str:
    """What stands in a value's place, in words."""
    if value is None:
        return "null"
    kind = _KINDS.get(type(value), type(value).__name__)
    if isinstance(value, list | dict) or (type(value) is int and abs(value) >= LARGEST):
        return kind
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    if len(shown) > _LONGEST_SHOWN:
        return kind
    return f'{kind}, "{shown}"' if isinstance(value, str) else f"{kind}, {shown}"


def wrong(value: object, wanted: str, hint: str = "") -> RefusalError:
    """The refusal of a value of another kind than wanted."""
    return RefusalError("wrong-type", f"must be {wanted}, got {got(value)}", hint)


@frozen
class exact:  # noqa: N801 - made and called like a function, and a schema can look into it
    """A hook for values of one type, and of no subtype."""

    kind: type
    wanted: str

    def __call__(self, value: object, _: object) -> object:
        """The value itself."""
        if type(value) is not self.kind:
            raise wrong(value, self.wanted)
        return value


@frozen
class matching:  # noqa: N801 - as exact
    """A hook for texts that match a pattern."""

    pattern: re.Pattern[str]
    code: str
    wanted: str

    def __call__(self, value: object, _: object) -> object:
        """The text itself."""
        if type(value) is not str:
            raise wrong(value, self.wanted)
        if not self.pattern.fullmatch(value):
            raise RefusalError(self.code, f'must be {self.wanted}, got "{value:.60}"')
        return intern(value)  # an id stands in many places, and is kept once


def _members(words: "choice") -> Mapping[str, StrEnum]:
    return {member.value: member for member in words.kind}


@frozen
class choice:  # noqa: N801 - as exact
    """A hook for the words of a closed list."""

    kind: type[StrEnum]
    members: Mapping[str, StrEnum] = field(default=Factory(_members, takes_self=True), init=False)

    def __call__(self, value: object, _: object) -> object:
        """The member of the list that the word stands for."""
        if type(value) is not str:
            raise wrong(value, f"one of {', '.join(self.members)}")
        if value not in self.members:
            near = did_you_mean(value, self.members)
            raise RefusalError(
                "unknown-word",
                f'must be one of {", ".join(self.members)}, got "{value:.60}"',
                near if near.startswith("did") else "",
            )
        return self.members[value]


@frozen
class between:  # noqa: N801 - as exact
    """A hook for whole numbers, both limits included."""

    low: int
    high: int
    code: str
    hint: str = ""

    def __call__(self, value: object, _: object) -> int:
        """The number itself."""
        if type(value) is not int:
            raise wrong(value, f"a whole number {self.low} to {self.high}", self.hint)
        if not self.low <= value <= self.high:
            shown = value if abs(value) < LARGEST else "one far beyond"
            wanted = f"a whole number {self.low} to {self.high}"
            raise RefusalError(self.code, f"must be {wanted}, got {shown}")
        return value


def few(entries: Sized, most: int = 0) -> None:
    """Pass over so many entries as may stand in a list or table.

    Raises:
        RefusalError: there are more.
    """
    if len(entries) > (most or limits.ENTRIES):
        raise RefusalError("too-many", f"has more than {most or limits.ENTRIES} entries")


def is_tuple(kind: object) -> bool:
    """Whether a field holds a row of values."""
    return getattr(kind, "__origin__", None) is tuple


def is_table(kind: object) -> bool:
    """Whether a field holds values by key."""
    return getattr(kind, "__origin__", None) is Mapping


def is_optional(kind: object) -> bool:
    """Whether a field may be left out."""
    return type(None) in get_args(kind)


def array_hook(kind: object, converter: cattrs.Converter) -> Hook:
    """The hook for a tuple of one type, from an array."""
    of: Any = list
    structured = list_structure_factory(of[get_args(kind)[0]], converter)

    def take(value: object, _: object) -> tuple[object, ...]:
        if type(value) is not list:
            raise wrong(value, "an array [ … ]", "put it in square brackets")
        few(cast("list[object]", value))
        return tuple(structured(value, list))

    return take
