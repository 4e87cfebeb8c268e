"""The cells of a return form as they came back: opened with care, read exactly."""

import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from lzma import LZMAError
from typing import TYPE_CHECKING, Any, Final
from warnings import catch_warnings
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - it is an exception

from attrs import evolve, field, frozen

from benelux_tracker import limits
from benelux_tracker.errors import LoadError, MissingExtraError, Place, Problem
from benelux_tracker.exchange.form.rows import FORMAT, HEAD, SHEETS
from benelux_tracker.limits import EnoughError, Problems

if TYPE_CHECKING:
    from openpyxl import Workbook

_LAST_ROW: Final = 1_048_576
"""No spreadsheet has more rows."""

_COLUMNS: Final = 40
"""How many columns are looked at."""

_SHEET: Final = re.compile(rb"<(?:[^\s<>/:]{1,99}:)?sheet[\s/>]")

_Row = tuple[int, Sequence[Any]]
"""The number of a row, and its cells."""

_SAVE: Final = "save the form as an Excel workbook (.xlsx), and not as .ods or .xls"
_MAKE: Final = "write one with: benelux-tracker form GROUP form.xlsx"


@frozen
class Cell:
    """A cell: its place, such as `Actions!D14`, what stands in it (None: nothing), and as what.

    `form` is its number format, `kind` the spreadsheet's letter for its type.
    """

    where: str
    value: Any
    form: str = ""
    kind: str = ""


@frozen
class Line:
    """A row of a form, by the keys of its columns; `step` is empty in the sheet of actions."""

    sheet: str
    where: str
    action: str
    step: str
    cells: Mapping[str, Cell]

    @property
    def given(self) -> list[str]:
        """The keys of the cells that the group filled in."""
        filled = [column.key for column in SHEETS[self.sheet] if column.filled]
        return [key for key in filled if self.cells[key].value is not None]


@frozen
class Returned:
    """A form that was opened.

    `facts` are what it knows of itself, `seen` the signs of the updates told
    when it was made, `lines` the rows that are filled in.
    """

    facts: Mapping[str, str]
    seen: Collection[str]
    lines: Sequence[Line]


@frozen
class Mistakes:
    """The mistakes found in a file."""

    file: str
    problems: Problems = field(factory=Problems)

    def tell(self, code: str, where: str, message: str, hint: str = "") -> None:
        """Note one more mistake, at a cell or a row.

        Raises:
            LoadError: it is one too many.
        """
        place = Place(self.file)
        problem = Problem(code=code, place=place, path=where, message=message, hint=hint)
        try:
            self.problems.append(problem)
        except EnoughError:
            *told, last = self.problems
            raise LoadError([*told, evolve(last, place=place)]) from None

    def stop(self) -> None:
        """Raise if there is any.

        Raises:
            LoadError: with all of them.
        """
        if self.problems:
            raise LoadError(self.problems)


def opened(content: bytes, mistakes: Mistakes) -> Returned:
    """The rows of a form.

    Raises:
        LoadError: it is no form.
        MissingExtraError: openpyxl is not installed (an `ImportError`).
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError("a return form", "excel") from error
    broken = (BadZipFile, EOFError, LZMAError, OSError, SyntaxError, ZlibError)
    odd = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
    try:
        _weigh(content, mistakes)
        with catch_warnings(action="ignore"):  # of what openpyxl leaves out
            return _read(openpyxl.load_workbook(io.BytesIO(content), read_only=True), mistakes)
    except LoadError:
        raise
    except (*broken, *odd):
        mistakes.tell("not-a-form", "", "cannot be read as an Excel workbook", _SAVE)
        raise LoadError(mistakes.problems) from None


def _weigh(content: bytes, mistakes: Mistakes) -> None:
    """Refuse what is large, many sheets, and signs defined in the file, before it is read."""
    size, own, sheets = len(content), False, 0
    if size <= limits.FORM:
        with ZipFile(io.BytesIO(content)) as parts:
            size = max(size, sum(part.file_size for part in parts.infolist()))
            if size <= limits.FORM:
                for part in parts.infolist():
                    text = parts.read(part).replace(b"\0", b"")  # of UTF-16
                    own = own or b"<!DOCTYPE" in text
                    sheets += len(_SHEET.findall(text))
    if size > limits.FORM:
        mistakes.tell("too-large", "", f"is larger than {limits.FORM} bytes, unpacked")
    if sheets > limits.SHEETS:
        mistakes.tell("too-many", "", f"has more than {limits.SHEETS} sheets")
    if own:
        mistakes.tell("not-a-form", "", "defines signs of its own (DOCTYPE)", _SAVE)
    mistakes.stop()


def _read(book: "Workbook", mistakes: Mistakes) -> Returned:
    grids: dict[str, Iterator[_Row]] = {it.title: _grid(it) for it in book.worksheets}
    known = [[_said(cell) for cell in cells[:3]] for _, cells in grids.pop("form", ())]
    facts, lines, missing = {key: value for key, value, _ in known}, list[Line](), set(SHEETS)
    if facts.get("format") != FORMAT:
        mistakes.tell("not-a-form", "", "is no return form of this library", _MAKE)
        mistakes.stop()
    for title, grid in grids.items():
        _, head = next(grid, (0, ()))
        keys = [_said(cell) for cell in head]
        name = "milestones" if "step" in keys else "actions"
        if {column.key for column in SHEETS[name]}.issubset(keys):
            missing.discard(name)
            lines += islice(_lines(name, title, keys, grid), limits.ROWS + 1 - len(lines))
    for name in sorted(missing):
        mistakes.tell("not-a-form", "", f"has lost the {name}, or some of their columns", _MAKE)
    if len(lines) > limits.ROWS:
        message = f"has more than {limits.ROWS} rows that are filled in"
        mistakes.tell("too-many", "", message, "send it back in parts")
    mistakes.stop()
    return Returned(facts, {sign for *_, sign in known}, lines)


def _grid(sheet: Any) -> Iterator[_Row]:  # noqa: ANN401 - as openpyxl has them
    """The rows of a sheet in which something stands, wherever it says that it ends."""
    sheet.reset_dimensions()
    before: Sequence[Any] = ()
    for number, cells in enumerate(sheet.iter_rows(max_row=_LAST_ROW, max_col=_COLUMNS), 1):
        if cells is not before and any(cell.value is not None for cell in cells):
            yield number, cells
        before = cells  # the same again for each of many rows that the file leaves out


def _said(cell: Any) -> str:  # noqa: ANN401 - of openpyxl, or of ours
    return "" if cell.value is None else str(cell.value)


def _lines(name: str, title: str, keys: Sequence[str], grid: Iterator[_Row]) -> Iterator[Line]:
    """The rows below the headings."""
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(number) for number in range(1, len(keys) + 1)]
    for number, row in grid:
        if number > HEAD:
            places = [f"{title}!{letter}{number}" for letter in letters]
            cells = {key: _cell(*at) for key, *at in zip(keys, places, row, strict=True)}
            action, step = (_said(cells[key]) if key in cells else "" for key in ("action", "step"))
            line = Line(name, f"{title}!{number}", action, step, cells)
            if line.given:
                yield line


def _cell(where: str, cell: Any) -> Cell:  # noqa: ANN401 - as openpyxl has them
    value = cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return Cell(where, None)
    return Cell(where, value, str(cell.number_format), str(cell.data_type))
