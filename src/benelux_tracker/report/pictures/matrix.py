"""Countries against steps: a mark and a date in each cell."""

from typing import Final

from benelux_tracker.report.drawings import Matrix
from benelux_tracker.report.pictures.letters import SMALL, width, wrapped
from benelux_tracker.report.pictures.looks import STATES, Fill
from benelux_tracker.report.pictures.sheet import GAP, WIDTH, Sheet, legend

_KEY: Final = 15.0
_ROW: Final = 33.0
_LINE: Final = 9.0
_HEAD: Final = 4
_CELLS: Final = {"done": "green-bg", "late": "red-bg", "open": "shade"}


def matrix(sheet: Sheet, drawing: Matrix) -> float:
    """A row per country, a column per step."""

    def key(name: str, x: float, y: float) -> None:
        sheet.mark(x + _KEY / 2, y, STATES[name])

    top = legend(sheet, drawing.legend, key)
    left = min(110.0, max((width(row, bold=True) for row in drawing.rows), default=0)) + GAP
    room = (WIDTH - left) / max(1, len(drawing.columns))
    heads = [wrapped(column, room - 6, _HEAD, SMALL) for column in drawing.columns]
    top += _LINE * max(map(len, heads), default=0) + 5
    for place, head in enumerate(heads):
        for line, text in enumerate(reversed(head)):
            x = left + room * (place + 0.5)
            sheet.words(x, top - 8 - _LINE * line, text, colour="soft", size=SMALL, align="center")
    for place, (row, cells) in enumerate(zip(drawing.rows, drawing.cells, strict=True)):
        y = top + _ROW * place
        sheet.label(0, y + _ROW / 2, row, left - GAP)
        for column, cell in enumerate(cells):
            _cell(sheet, left + room * column, y, room, (cell.state, cell.said))
    return top + _ROW * len(drawing.rows) + 2


def _cell(sheet: Sheet, x: float, y: float, room: float, cell: tuple[str, str]) -> None:
    """A cell: tinted, its mark above its words; an empty one stays a quiet field."""
    state, said = cell
    colour = _CELLS.get(state, "paper")
    sheet.box(x + 1, x + room - 1, y + 1, _ROW - 2, Fill(face=colour, edge="line"))
    if state in STATES:
        sheet.mark(x + room / 2, y + 10, STATES[state])
    text = wrapped(said, room - 4, size=SMALL)[0]
    sheet.words(x + room / 2, y + 23, text, size=SMALL, align="center")
