"""What may come of any input: what it says, or problems with a known code and a place.

The fuzzer asks it, and so does the test of the cases that were found (`tests/test_corpus.py`).
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Final

import benelux_tracker as bt

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "worked-example"
SECONDS: Final = 10
"""So long may an input of up to a megabyte take."""


@cache
def example() -> bt.WorkProgramme:
    """The programme that forms and reports are about."""
    return bt.load(EXAMPLE)


def load(path: Path) -> None:
    """Load a programme of one file, and ask it for figures."""
    programme = bt.load(path.parent)
    bt.snapshot(programme, on=programme.end).roll_up("theme")


def form(path: Path) -> None:
    """Read a form that came back, and print its updates."""
    answer = bt.read_form(example(), path, recorded="2027-01-31")
    for update in answer.updates:
        str(update)


def report(path: Path) -> None:
    """Read a report; written again, it is the same."""
    read = bt.read_report(path)
    bt.save(read, path)
    if bt.read_report(path) != read:
        raise AssertionError("another report comes back")


READERS: Final[Mapping[str, tuple[Callable[[Path], None], str]]] = {
    "load": (load, "case.toml"),
    "form": (form, "case.xlsx"),
    "report": (report, "case.json"),
}
"""What is done with an input of each kind, and what its file is called."""


def judge(target: str, content: bytes) -> None:
    """Read an input as one that came from others.

    Raises:
        AssertionError: it took too long, or a problem has no known code or no place.
        Exception: whatever else it ended in, for it should not.
    """
    read, name = READERS[target]
    with TemporaryDirectory() as directory:
        path = Path(directory, name)
        path.write_bytes(content)
        began = process_time()
        try:
            read(path)
        except bt.LoadError as error:
            _complain(error)
        except bt.RequestError as error:
            str(error)
        took = process_time() - began
    if took > SECONDS:
        raise AssertionError(f"took {took:.0f} seconds")


def _complain(error: bt.LoadError) -> None:
    """Make sure that an error says what is wrong, and where."""
    str(error)
    known = bt.problem_codes()
    if not error.problems:
        raise AssertionError("no problem is told")
    for problem in error.problems:
        if problem.code not in known:
            raise AssertionError(f"{problem.code} is no known code")
        if not problem.place and problem.code not in {"no-programme", "no-file", "too-many"}:
            raise AssertionError(f"{problem.code} does not say where")
