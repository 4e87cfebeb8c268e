"""Inputs as they should be, to begin with."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

import openpyxl

import benelux_tracker as bt
from oracle import EXAMPLE

_ON: Final = "2026-12-31"
_FILLED: Final[Mapping[str, object]] = {
    "since": "2027-01-10",
    "percent": 45,
    "due": "2028-Q1",
    "reason": "It takes longer.",
    "summary": "Halfway.",
    "reached": "x",
}


def programmes(programme: bt.WorkProgramme) -> Iterator[bytes]:
    """Programmes in one file: the worked example, and the shipped one, in short and in full."""
    yield b"\n".join(path.read_bytes() for path in sorted(EXAMPLE.rglob("*.toml")))
    with TemporaryDirectory() as directory:
        for number, given in enumerate((programme, bt.load_benelux())):
            root = Path(directory, str(number))
            bt.write(given, root)
            files = sorted(root.rglob("*.toml"), key=lambda path: path.stat().st_size)
            head = next(path for path in files if path.name == "programme.toml")
            rest = [path for path in files if path != head][:20]
            yield b"\n".join(path.read_bytes()[:20_000] for path in (head, *rest))


def forms(programme: bt.WorkProgramme) -> Iterator[bytes]:
    """Forms in four languages, empty and filled in."""
    then = bt.snapshot(programme, on=_ON)
    with TemporaryDirectory() as directory:
        path = Path(directory, "form.xlsx")
        for group in programme.working_groups:
            for language in ("nl", "fr", "en", "de"):
                bt.save_form(then, group.id, path, language=language)
                yield path.read_bytes()
                _fill(path)
                yield path.read_bytes()


def _fill(path: Path) -> None:
    book: Any = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        keys = [cell.value for cell in sheet[1]]
        if "action" not in keys:
            continue
        for column, key in enumerate(keys, 1):
            for row in (3, 4):
                if key in _FILLED and sheet.cell(row, keys.index("action") + 1).value:
                    sheet.cell(row, column).value = cast("Any", _FILLED[key])
    book.save(path)


def reports(programme: bt.WorkProgramme) -> Iterator[bytes]:
    """Reports as JSON, in two languages."""
    with TemporaryDirectory() as directory:
        path = Path(directory, "report.json")
        for language in ("en", "fr"):
            bt.save(bt.year_report(programme, 2026, language), path)
            yield path.read_bytes()


SEEDS: Final[Mapping[str, Callable[[bt.WorkProgramme], Iterator[bytes]]]] = {
    "load": programmes,
    "form": forms,
    "report": reports,
}
