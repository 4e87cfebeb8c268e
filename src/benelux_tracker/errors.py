"""Problems with the input, and the exceptions that carry them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from attrs import frozen

T = TypeVar("T")

_LONGEST_CHOICE = 200
_LONGEST_WORD = 100
_SIGNS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))}


class Place(NamedTuple):
    """Where a record stands: a file below the programme's directory, and a line.

    `line` is 1-based; None when the line of a table could not be told. `table`
    is the table's path in its file, such as `update[3]` (counted from 0).
    """

    file: str
    line: int | None = None
    table: str = ""

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Severity(StrEnum):
    """How bad a problem is: an error stops a load, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@frozen(kw_only=True)
class Problem:
    """One thing that is wrong with the input: where, what, and what to write instead.

    `code` is stable and made for programs; `path` is the key path inside the
    file, such as `update[3].action`; `hint` may be empty.
    """

    code: str
    message: str
    place: Place | None = None
    path: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        path = f" {self.path}" if self.path else ""
        line = f"{where}{self.severity}[{self.code}]{path}: {self.message}".translate(_SIGNS)
        return f"{line}\n    {self.hint.translate(_SIGNS)}" if self.hint else line


class Placed(Protocol):
    """A record that knows where it was read."""

    @property
    def origin(self) -> Place | None:
        """The place, None for a record made in Python."""


def problem_at(code: str, record: Placed, key: str, message: str, hint: str = "") -> Problem:
    """An error at one key of a record; the record itself for an empty key."""
    place = record.origin
    table = place.table if place else str(getattr(record, "id", ""))
    path = ".".join(filter(None, (table, key)))
    return Problem(code=code, message=message, place=place, path=path, hint=hint)


class BeneluxTrackerError(Exception):
    """What every exception of this library inherits."""


class LoadError(BeneluxTrackerError, ValueError):
    """A programme could not be loaded; `problems` has every reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Carry the problems, at least one."""
        super().__init__(problems)
        self.problems: tuple[Problem, ...] = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class ProgrammeNotFoundError(LoadError, FileNotFoundError):
    """There is no directory at the given path, or no TOML file in it."""


class DateError(BeneluxTrackerError, ValueError):
    """A date or period is not one; the message says what to write."""


class RequestError(BeneluxTrackerError, ValueError):
    """A question cannot be answered as asked: no such language, format, dimension."""


class WrongTypeError(RequestError, TypeError):
    """Something else was given than is asked for; the message says what to give."""


class MissingExtraError(BeneluxTrackerError, ImportError):
    """Something asked for needs a package that is not installed; says what to install."""

    def __init__(self, what: str, extra: str, *packages: str) -> None:
        """Say what for, which extra of the distribution brings it (or ""), and what else to add."""
        super().__init__(what, extra, *packages)

    def __str__(self) -> str:
        what, extra, *packages = self.args
        wanted = [f'"benelux-tracker[{extra}]"'] if extra else []
        command = " ".join(["pip install", *wanted, *packages])
        return f"{what} needs packages that are not installed: {command}"


class UnknownKeyError(BeneluxTrackerError, KeyError):
    """There is nothing by that id; the message suggests the nearest."""

    def __str__(self) -> str:
        return str(self.args[0])


_ASKED_FOR: Final = {
    "Comparison": "a Comparison, such as compare(earlier, later)",
    "PathLike": 'the path of a directory, such as "my-programme"',
    "RollUp": 'a RollUp, such as snapshot.roll_up("theme")',
    "Series": "a Series, such as series(programme)",
    "Snapshot": 'a Snapshot, such as snapshot(programme, on="2025-12-31")',
    "StatusUpdate": "status updates, such as StatusUpdate(…)",
    "SupportsIndex": "a whole number, such as 2025",
    "WorkProgramme": 'a WorkProgramme, such as load("my-programme")',
    "YearReport": "a YearReport, such as year_report(programme, 2025)",
}


def only(given: T, *kinds: type[Any]) -> T:
    """What is given, if it is of a kind that is asked for.

    Raises:
        WrongTypeError: it is something else (a `TypeError`).
    """
    if not isinstance(given, kinds):
        plain = isinstance(given, str | int | float | None)
        shown = f"{given!r:.60}" if plain else f"{type(given).__name__}(…)"
        raise WrongTypeError(f"give {_ASKED_FOR[kinds[0].__name__]}; got {shown}")
    return given


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint for a misspelt word: the nearest known one, or the choice when it is small."""
    from difflib import get_close_matches

    word, words = str(word), sorted(set(known))
    near = get_close_matches(word, words, n=1) if len(word) <= _LONGEST_WORD else []
    if near:
        return f'did you mean "{near[0]}"?'
    choice = ", ".join(words)
    return f"known: {choice}" if words and len(choice) <= _LONGEST_CHOICE else ""
