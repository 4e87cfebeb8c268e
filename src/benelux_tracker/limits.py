"""How much is read of what others wrote: beyond it, reading ends in a problem that says so."""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NoReturn

from benelux_tracker.errors import Place, Problem

FILE: Final = 128 * 1024 * 1024  # bytes of a file
PROGRAMME: Final = 256 * 1024 * 1024  # signs of all files of a programme
FILES: Final = 100_000  # files of a programme
FOLDERS: Final = 100  # folders in one another
RECORDS: Final = 500_000  # tables of all files
SIGNS: Final = 10_000_000  # the signs = , [ { of all files: no more keys and values than these
DOTS: Final = 500_000  # dots between the keys of a file, as in title.nl
KEYS: Final = 16  # keys in one another, as in title.nl
ENTRIES: Final = 100_000  # entries of a list or table
LANGUAGES: Final = 100  # languages of a text
DIGITS: Final = 4_300  # digits of a number; Python reads no longer ones
PROBLEMS: Final = 10_000  # problems told at once
COMPARED: Final = 50_000  # comparisons of ids for hints; beyond them there are no more hints
FORM: Final = 8 * 1024 * 1024  # bytes of a return form, unpacked too
SHEETS: Final = 20  # sheets of a form
ROWS: Final = 10_000  # rows of a form that are filled in


class EnoughError(Exception):
    """A limit is reached; the last of the problems says which."""


class Problems(list[Problem]):
    """The problems found so far, and what was read so far; reading ends at a limit of either."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.read: Counter[str] = Counter()

    def append(self, problem: Problem) -> None:
        """Note one more.

        Raises:
            EnoughError: it is one too many.
        """
        if len(self) == PROBLEMS:
            self.end("too-many", f"has more problems than the {PROBLEMS} told here")
        super().append(problem)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note several more, as `append` does."""
        for problem in problems:
            self.append(problem)

    def spend(self, what: str, number: int, most: int, file: str) -> None:
        """Note how much of something a file has.

        Raises:
            EnoughError: it is too much, together with what was read before.
        """
        self.read[what] += number
        if self.read[what] > most:
            self.end(
                "too-many", f"comes to more than {most} {what}, with what was read before it", file
            )

    def end(self, code: str, message: str, file: str = "") -> NoReturn:
        """Note a last problem, at which reading ends.

        Raises:
            EnoughError: always.
        """
        place = Place(file) if file else None
        super().append(Problem(code=code, message=message, place=place))
        raise EnoughError
