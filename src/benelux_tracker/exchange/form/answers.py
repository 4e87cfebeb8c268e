"""What a cell of a return form says, exactly; a mistake is told with its cell."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from benelux_tracker.errors import DateError, RequestError, did_you_mean
from benelux_tracker.exchange.form.rows import FIRST, TICK
from benelux_tracker.exchange.form.workbook import Cell
from benelux_tracker.periods import FORMS, Due, as_date

Read = Callable[[Cell], object]
"""What reads a cell, or raises with what is wrong and what to write instead."""

_LOCAL: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_WHOLE: Final = re.compile(r"([0-9]{1,3})\s*%?")
_YES: Final = {TICK, "✓", "✔", "true", "1"}
_LONGEST: Final = 60


class AnswerError(RequestError):
    """A cell that says nothing that can be recorded: a code, what is wrong, what to write."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        """Carry what a problem needs."""
        super().__init__(message)
        self.code = code
        self.hint = hint


def readers(choices: Mapping[str, Mapping[str, object]]) -> Mapping[str, Read]:
    """What reads the cells to fill in, by their keys.

    Args:
        choices: the words of the cells that have a list, and what they mean.
    """
    return {
        "since": _day,
        "percent": _percent,
        "due": _due,
        "reason": _text,
        "summary": _text,
        "unchanged": _tick,
        "reached": _tick,
        **{key: _choice(key, words) for key, words in choices.items()},
    }


def answer(key: str, cell: Cell, read: Mapping[str, Read]) -> object:
    """What a cell says.

    Raises:
        AnswerError: nothing that can be recorded.
    """
    if cell.kind == "f":
        hint = "write the value itself into the cell"
        raise AnswerError("not-a-value", f"{key} holds a formula", hint)
    if cell.kind == "e":
        message = f"{key} holds an error of the spreadsheet, {_shown(cell.value)}"
        raise AnswerError("not-a-value", message)
    return read[key](cell)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever stands in a cell
    """A value as it is written: a day without its midnight, a number without a needless point."""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    return f"{value:.15g}" if isinstance(value, float) else value


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever stands in a cell
    text = str(_plain(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _iso(text: str) -> str:
    """A day as people write it, 15/3/2026, as it is written in files."""
    found = _LOCAL.fullmatch(text)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text


def _day(cell: Cell) -> dt.date:
    value = _plain(cell.value)
    with suppress(DateError):
        day = as_date(_iso(value.strip()) if isinstance(value, str) else value)
        if day >= FIRST:
            return day
    message = f"since must be a day such as 2026-03-15, got {_shown(value)}"
    raise AnswerError("wrong-type", message)


def _due(cell: Cell) -> Due:
    try:
        return Due.parse(_iso(str(_plain(cell.value)).strip()).upper())
    except DateError:
        message = f"due must be {FORMS}, got {_shown(cell.value)}"
        raise AnswerError("bad-due", message) from None


def _percent(cell: Cell) -> int:
    number, shares = cell.value, "%" in cell.form
    if isinstance(number, str) and (found := _WHOLE.fullmatch(number.strip())):
        number, shares = int(found[1]), False
    if isinstance(number, bool) or not isinstance(number, int | float):
        message = f"percent must be a whole number 0–100, got {_shown(number)}"
        raise AnswerError("wrong-type", message)
    if shares:  # 0.4, shown as 40 %
        number = round(100 * number, 9)
    if number not in range(101):  # 40.0 is
        small = 0 < number < 1
        hint = f"write {100 * number:.15g} for {100 * number:.15g} %" if small else ""
        message = f"percent must be a whole number 0–100, got {_shown(number)}"
        raise AnswerError("bad-percent", message, hint)
    return int(number)


def _text(cell: Cell) -> str:
    if isinstance(cell.value, str):
        return cell.value.strip().replace("_x000D_", "").replace("\r\n", "\n")
    return _shown(cell.value)


def _tick(cell: Cell) -> bool:
    if _shown(cell.value).strip().lower() not in _YES:
        message = f"an {TICK} or nothing must stand here, got {_shown(cell.value)}"
        raise AnswerError("unknown-word", message)
    return True


def _choice(key: str, words: Mapping[str, object]) -> Read:
    known = {word.casefold(): meaning for word, meaning in words.items()}
    known.update({str(meaning): meaning for meaning in words.values()})

    def read(cell: Cell) -> object:
        word = str(cell.value).strip()
        if word.casefold() not in known:
            near = did_you_mean(word, words)
            message = f"{key} must be one of {', '.join(words)}, got {_shown(word)}"
            raise AnswerError("unknown-word", message, near if near.startswith("did") else "")
        return known[word.casefold()]

    return read
