"""How a command speaks: records as text or a tree, JSON, problems, long lines."""

import json
import sys
from collections.abc import Iterable, Sequence

from benelux_tracker.errors import Problem
from benelux_tracker.shown import Shown
from benelux_tracker.visible import visible


def as_json(value: object) -> None:
    """Print a value for a program to read."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def record(shown: Shown, language: str, *, every: bool) -> None:
    """Print a record: as a tree on a terminal, as text elsewhere."""
    if sys.stdout.isatty():
        from benelux_tracker.terminal import print_record

        print_record(shown, language, every=every)
    else:
        sys.stdout.write(shown.text(language))


def lines(said: Iterable[str]) -> None:
    """Print lines, on a terminal broken between words where the screen ends."""
    sys.stdout.writelines(f"{_fitted(visible(line))}\n" for line in said)


def notes(said: Iterable[str]) -> None:
    """Tell what is good to know on the error stream, so that a program reads only the answer."""
    sys.stderr.writelines(f"note: {visible(line)}\n" for line in said)


def complain(problems: Sequence[Problem]) -> None:
    """Tell problems on the error stream, and how many there are."""
    for problem in problems:
        sys.stderr.write(f"{visible(str(problem))}\n")
    sys.stderr.write(f"{count(problems, 'error')}\n")


def problem_as_plain(problem: Problem) -> dict[str, str | int | None]:
    """A problem for JSON."""
    place = problem.place
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "path": problem.path,
        "message": problem.message,
        "hint": problem.hint,
    }


def count(things: Sequence[object], word: str) -> str:
    """How many things there are, such as 1 error, 2 errors."""
    return f"1 {word}" if len(things) == 1 else f"{len(things)} {word}s"


def _fitted(line: str) -> str:
    if not sys.stdout.isatty():
        return line
    from shutil import get_terminal_size
    from textwrap import TextWrapper

    width = get_terminal_size().columns
    return TextWrapper(
        width, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False
    ).fill(line)
