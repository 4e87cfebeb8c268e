"""A check for a merge request: is the data sound, and what would the change do to the figures?

python merge_request_check.py my-programme/
python merge_request_check.py my-programme/ --before main-checkout/ --on 2026-12-31 --strict

Prints JSON: every problem with its file and line, and the progress and signal of each theme
before and after. Ends with 1 when there is an error (with --strict, or a new warning), else 0.
"""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import benelux_tracker as bt


def told(problem: bt.Problem) -> dict[str, Any]:
    """A problem as a program reads it."""
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "file": problem.place.file if problem.place else None,
        "line": problem.place.line if problem.place else None,
        "path": problem.path,
        "message": problem.message,
        "hint": problem.hint,
    }


def opened(directory: str) -> tuple[bt.WorkProgramme | None, tuple[bt.Problem, ...]]:
    """A programme with its warnings, or no programme and its errors."""
    try:
        programme = bt.load(directory)
    except bt.LoadError as error:
        return None, error.problems
    return programme, bt.check(programme)


def new(now: Iterable[bt.Problem], before: Iterable[bt.Problem]) -> int:
    """How many problems were not there before, wherever their lines have moved to."""
    later, earlier = (
        Counter((p.code, p.message, p.place.file if p.place else "") for p in problems)
        for problems in (now, before)
    )
    return (later - earlier).total()


def figures(programme: bt.WorkProgramme, on: str) -> Mapping[str, dict[str, Any]]:
    """Progress, coverage and signal of each theme and of the whole; exact shares as text."""
    themes = bt.snapshot(programme, on).roll_up("theme")
    return {
        str(key): {
            "progress": None if progress.progress is None else str(progress.progress),
            "coverage": None if progress.coverage is None else str(progress.coverage),
            "signal": progress.signal.value,
            "reason": progress.signal_reason,
        }
        for key, progress in (*themes.items(), ("programme", themes.total))
    }


def main() -> None:
    """Print what was found, and end with a code that a pipeline understands."""
    parser = ArgumentParser(description="A check for a merge request.")
    parser.add_argument("after", help="the programme's directory with the change")
    parser.add_argument("--before", help="the same without the change")
    parser.add_argument("--on", default="2025-12-31", help="the day of the figures")
    parser.add_argument("--strict", action="store_true", help="new warnings count as errors")
    given = parser.parse_args()

    programme, problems = opened(given.after)
    base, known = opened(given.before) if given.before else (None, ())
    fresh = new(problems, known)
    changes: dict[str, Any] = {}
    if programme and base:
        earlier, later = figures(base, given.on), figures(programme, given.on)
        keys = dict.fromkeys((*earlier, *later))
        changes = {
            key: {"before": earlier.get(key), "after": later.get(key)}
            for key in keys
            if earlier.get(key) != later.get(key)
        }
    answer = {"problems": [told(p) for p in problems], "new": fresh, "figures": changes}
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    sys.exit(int(programme is None or (given.strict and bool(fresh))))


if __name__ == "__main__":
    main()
