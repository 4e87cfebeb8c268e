"""A page as plain text, 80 columns wide."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from typing import Final, Literal

from attrs import frozen
from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from benelux_tracker.report import blocks as b
from benelux_tracker.report.drawings import Ranges
from benelux_tracker.report.prose import leads_out
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.report.said import Said
from benelux_tracker.visible import visible

WIDTH: Final = 80
"""Columns of the plain text."""

_BETWEEN: Final = 2
"""Columns between two of a table."""

_SURE, _PERHAPS, _REST = "█▒·"
_TIED: Final = {0xA0: 0xE0A0, 0x202F: 0xE0A1}
_TIE: Final = "\ue0a2"
_LOOSE: Final = {ord(_TIE): " "} | {stand_in: space for space, stand_in in _TIED.items()}
"""No-break spaces go through the wrapping as other signs: it would break at them."""


def text(page: b.Page) -> str:
    """The page as plain text."""
    pen = _Pen(page.numbers)
    paper = Console(file=io.StringIO(), width=WIDTH, color_system=None, legacy_windows=False)
    with paper.capture() as written:
        paper.print(_line(page.title.upper()))
        paper.print(_line(page.subtitle.text))
        paper.print()
        for label, value in page.cover:
            paper.print(_line(f"{label}{page.colon}{value}"))
        if page.headings:
            paper.print("", _titled(page.contents.upper(), "="), _contents(page.headings), sep="\n")
        for block in pen.blocks(page.blocks):
            paper.print()
            paper.print(block)
    lines = "\n".join(line.rstrip(" ") for line in written.get().translate(_LOOSE).split("\n"))
    return re.sub("\n{3,}", "\n\n", lines).rstrip("\n") + "\n"


def _least(column: Iterable[str], side: str) -> int:
    """The width that a column needs: of its longest word, or of a figure as a whole."""
    whole = (cell for cell in column if side == "r" and cell_len(cell) <= WIDTH // 3)
    words = (word for cell in column for word in cell.split())
    return min(max((1, *map(cell_len, (*whole, *words)))), WIDTH // 3)


def _widths(columns: list[list[str]], align: str) -> list[int]:
    """The widths of columns side by side: longest words are folded only where they must be.

    What is left over goes where a cell is longest for its width.
    """
    widths = [_least(column, side) for column, side in zip(columns, align, strict=True)]
    needs = [max(map(cell_len, column)) for column in columns]
    room = WIDTH - _BETWEEN * len(columns)
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    while sum(widths) < min(room, sum(needs)):
        wanting = [
            need / width if need > width else 0 for need, width in zip(needs, widths, strict=True)
        ]
        widths[wanting.index(max(wanting))] += 1
    return widths


def _line(said: str) -> Text:
    words = re.split("[ \t\r\n\u2028\u2029]+", visible(said))
    return Text(" ".join(words).strip(" ").translate(_TIED))


def _numbered(number: str, words: str) -> str:
    return f"{number} {words}" if number else words


def _titled(title: str, underline: str) -> RenderableType:
    line = _line(title)
    return Group(line, Text(underline * min(cell_len(line.plain), WIDTH)))


def _contents(headings: Iterable[b.Heading]) -> RenderableType:
    lines = ((f"{'  ' * (h.level - 1)}{h.number}", _line(_said(h.text))) for h in headings)
    return _listed((Text(number), title) for number, title in lines)


def _said(text: str | Said) -> str:
    return text.text if isinstance(text, Said) else text


def _listed(items: Iterable[tuple[Text, Text]]) -> RenderableType:
    """A list: marks or labels, and the text of each beside it."""
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(max_width=WIDTH // 2, overflow="fold")
    grid.add_column(overflow="fold")
    for mark, line in items:
        grid.add_row(mark, line)
    return grid


def _bar(low: Fraction, high: Fraction, cells: int) -> str:
    """What is certain, what may be, and the rest, on a scale from 0 to 1."""
    sure = floor(low * cells)
    perhaps = sure if low == high else ceil(high * cells)
    return f"|{_SURE * sure}{_PERHAPS * (perhaps - sure)}{_REST * (cells - perhaps)}|"


def _gauge(gauge: b.Gauge) -> RenderableType:
    return Group(Text(f"0 {_bar(gauge.low, gauge.high, 50)} 100"), _line(gauge.text))


def _bars(drawing: Ranges) -> Iterator[RenderableType]:
    """The ranges as bars, and what their signs mean."""
    known = [(_line(row.label), row.low, row.high) for row in drawing.rows]
    yield _listed(
        (label, Text(_bar(low, high, 30) if low is not None and high is not None else "–"))
        for label, low, high in known
    )
    signs = {"low": _SURE, "high": _PERHAPS}
    yield _line(", ".join(f"{signs[key]} {said}" for key, said in drawing.legend if key in signs))


def _is_line(block: b.Block) -> bool:
    return isinstance(block, b.Card) and not block.blocks


@frozen
class _Pen:
    """Writes runs and blocks; it knows the numbers of the page's parts, by anchor."""

    numbers: Mapping[str, str]

    def run(self, run: b.Run) -> str:
        """A run in its words."""
        match run:
            case b.Strong(inner) | b.Emphasis(inner) | b.Small(inner) | b.Figure(inner):
                return _said(inner)
            case b.Link(inner, url) if leads_out(url):
                return f"{_said(inner)} <{url}>"
            case b.Link(inner, url):
                number = self.numbers.get(url.removeprefix("#"))
                return f"{_said(inner)} ({number})" if number else _said(inner)
            case b.NoteMark(number, where):
                return f" [{number}, {where}]" if where else f" [{number}]"
            case b.Badge(signal, word):
                return f"{MARKS[signal]}{_TIE}{word}"
            case _:
                return _said(run)

    def runs(self, runs: b.Runs) -> Text:
        """Runs one after the other."""
        return _line("".join(map(self.run, runs)))

    def blocks(self, blocks: Iterable[b.Block]) -> Iterator[RenderableType]:
        """Blocks one after the other; actions of a line each make one list."""
        for lines, group in groupby(blocks, _is_line):
            if lines:
                cards = (block for block in group if isinstance(block, b.Card))
                yield _listed((Text("-"), self.title(card)) for card in cards)
            else:
                yield from map(self.block, group)

    def title(self, card: b.Card) -> Text:
        """An action's number, title and signal."""
        return self.runs((_numbered(card.number, ""), *card.title, " ", card.badge))

    def block(self, block: b.Block) -> RenderableType:
        """A block as it is set."""
        match block:
            case b.Heading(level=1, text=text, number=number):
                return _titled(_numbered(number, _said(text).upper()), "=")
            case b.Heading(text=text, number=number):
                return _titled(_numbered(number, _said(text)), "-")
            case b.Paragraph(runs):
                return self.runs(runs)
            case b.Bullets(items):
                return _listed((Text("-"), self.runs(runs)) for runs in items)
            case b.Table():
                return self.table(block)
            case b.Facts():
                return self.facts(block)
            case b.Gauge():
                return _gauge(block)
            case b.Ladder(rungs):
                return _listed((Text(rung.mark), self.runs(rung.runs)) for rung in rungs)
            case b.Dates(moments):
                return _listed((Text("-"), self.runs((f"{w} – ", *runs))) for w, runs in moments)
            case _:
                return self.framed(block)

    def framed(self, block: b.Picture | b.Card) -> RenderableType:
        """A picture or an action: its title, and below it what it shows or tells."""
        if isinstance(block, b.Card):
            inside = Group(*self.blocks(block.blocks))
            return Group(self.title(block), Padding(inside, (0, 0, 0, 2)))
        bars = _bars(block.drawing) if isinstance(block.drawing, Ranges) else ()
        shows = _listed((Text("-"), _line(line)) for line in block.shows)
        return Group(_line(block.caption), *bars, shows)

    def facts(self, facts: b.Facts) -> RenderableType:
        """Facts a line each; the few that matter most in columns."""
        if facts.role == "key":
            return _listed((_line(label), self.runs(runs)) for label, runs in facts.pairs)
        return Group(*(self.runs((f"{label}{facts.colon}", *runs)) for label, runs in facts.pairs))

    def table(self, table: b.Table) -> RenderableType:
        """A table with its caption above it and rules around its head."""
        title = _line(table.caption)
        grid = Grid(box=SIMPLE, title_justify="left", show_edge=False, padding=(0, 1, 0, 0))
        grid.title = title
        rows = [[self.runs(cell) for cell in row] for row in table.rows]
        heads = [_line(head) for head in table.head]
        columns = [[h.plain, *(row[n].plain for row in rows)] for n, h in enumerate(heads)]
        widths = _widths(columns, table.align)
        for head, side, width in zip(heads, table.align, widths, strict=True):
            align: Literal["left", "right"] = "right" if side == "r" else "left"
            grid.add_column(head, justify=align, overflow="fold", width=width)
        for number, row in enumerate(rows, start=1):
            last = number == len(rows) - table.totals
            grid.add_row(*row, end_section=last and table.totals > 0)
        return grid
