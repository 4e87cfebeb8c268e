"""Days and periods: a due is a date, or a year, half, quarter or month, whole days only."""

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from attrs import frozen

from benelux_tracker.errors import DateError

FORMS: Final = 'a date (2025-09-10) or "2025", "2025-H2", "2025-Q3" or "2025-09"'
_PERIOD: Final = re.compile(r"([0-9]{4})(?:-(?:(H[12])|(Q[1-4])|(0[1-9]|1[0-2])))?")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@frozen
class Due:
    """When something is due: a day, or a period that is due on its last day.

    `text` is the due as written (`2025-H2`); `first` and `last` are its first
    and last day. Source: how-it-counts.md.

    >>> Due.parse("2025-Q3").last
    datetime.date(2025, 9, 30)
    """

    text: str
    first: date
    last: date

    @classmethod
    def on(cls, day: date) -> "Due":
        """A due on one day."""
        return cls(day.isoformat(), day, day)

    @classmethod
    def parse(cls, text: str) -> "Due":
        """Read a date or period as it stands in a file.

        Raises:
            DateError: when the text is no date and no period.
        """
        return _parsed(text)

    @property
    def is_day(self) -> bool:
        """Whether this is one day rather than a period."""
        return self.first == self.last

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Due:
    if _DAY.fullmatch(text):
        return Due.on(_calendar_day(text))
    match = _PERIOD.fullmatch(text)
    if match is None or match[1] == "0000":
        raise DateError(f'no date or period: "{text}"; write {FORMS}')
    half, quarter, month = match[2], match[3], match[4]
    if half:
        first_month, months = 6 * int(half[1]) - 5, 6
    elif quarter:
        first_month, months = 3 * int(quarter[1]) - 2, 3
    elif month:
        first_month, months = int(month), 1
    else:
        first_month, months = 1, 12
    year, last_month = int(match[1]), first_month + months - 1
    last = date(year, last_month, monthrange(year, last_month)[1])
    return Due(text, date(year, first_month, 1), last)


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)


def _calendar_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DateError(f"no such day in the calendar: {text}") from None


def as_date(value: date | str, *, what: str = "date") -> date:
    """Read a day given as a date or as an ISO string.

    Args:
        value: a `datetime.date` without time, or a string such as `2025-12-31`.
        what: the word for it in the error message.

    Raises:
        DateError: when it is neither, or carries a time of day.
    """
    if isinstance(value, str) and _DAY.fullmatch(value):
        return _calendar_day(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return _plain(value)
    raise DateError(f"{what} must be a day such as 2025-12-31, without a time; got {value!r}")


def days_between(first: date, last: date) -> int:
    """The number of days from first to last, both counted (1 for the same day)."""
    return last.toordinal() - first.toordinal() + 1
