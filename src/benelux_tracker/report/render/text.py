"""A page as plain text, 80 columns wide."""

import io
import re
from typing import Final, Literal

from rich.box import SIMPLE
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from benelux_tracker.report import blocks as b
from benelux_tracker.report.contents import Said
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.visible import visible

WIDTH: Final = 80
"""Columns of the plain text."""

_TIED: Final = {0xA0: 0xE0A0, 0x202F: 0xE0A1}
_LOOSE: Final = {stand_in: space for space, stand_in in _TIED.items()}
"""No-break spaces go through the wrapping as other signs: it would break at them."""


def text(page: b.Page) -> str:
    """The page as plain text."""
    paper = Console(file=io.StringIO(), width=WIDTH, color_system=None, legacy_windows=False)
    with paper.capture() as written:
        paper.print(_line(page.title.upper()))
        paper.print(_line(page.subtitle.text))
        paper.print()
        for label, value in page.cover:
            paper.print(_runs((f"{label}{page.colon}{value}",)))
        for block in page.blocks:
            paper.print()
            paper.print(_block(block))
    lines = written.get().translate(_LOOSE).split("\n")
    return "\n".join(line.rstrip(" ") for line in lines).rstrip("\n") + "\n"


def _run(run: b.Run) -> str:
    match run:
        case Said(text):
            return text
        case b.Strong(inner) | b.Emphasis(inner) | b.Small(inner):
            return _run(inner)
        case b.Link(inner, url):
            return _run(inner) if url.startswith("#") else f"{_run(inner)} <{url}>"
        case b.NoteMark(number, where):
            return f" [{number}, {where}]" if where else f" [{number}]"
        case b.Badge(signal, word):
            return f"{MARKS[signal]} {word}"
        case _:
            return run


def _runs(runs: b.Runs) -> Text:
    return _line("".join(map(_run, runs)))


def _line(said: str) -> Text:
    words = re.split("[ \t\r\n\u2028\u2029]+", visible(said))
    return Text(" ".join(words).strip(" ").translate(_TIED))


def _block(block: b.Block) -> RenderableType:
    match block:
        case b.Heading(level=level, text=text, number=number):
            title = f"{number}. {_run(text)}" if number else _run(text)
            if level == 1:
                return Group(_line(title.upper()), Text("=" * min(len(title), WIDTH)))
            return Group(_line(title), Text("-" * min(len(title), WIDTH)))
        case b.Paragraph(runs):
            return _runs(runs)
        case b.Bullets(items):
            return _listed([("-", runs) for runs in items])
        case b.Table():
            return _table(block)
        case b.Facts(pairs, colon):
            return Group(*(_runs((f"{label}{colon}", *runs)) for label, runs in pairs))
        case b.Gauge():
            return _gauge(block)
        case b.Ladder(rungs):
            return _listed([(rung.mark, rung.runs) for rung in rungs])
        case b.Dates(moments):
            return Group(*(_runs((f"{when} – ", *runs)) for when, runs in moments))
        case _:  # a card
            inner = Padding(Group(*map(_block, block.blocks)), (0, 0, 0, 2))
            return Group(_runs((*block.title, " ", block.badge)), inner)


def _listed(items: list[tuple[str, b.Runs]]) -> RenderableType:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    for mark, runs in items:
        grid.add_row(Text(mark), _runs(runs))
    return grid


def _table(table: b.Table) -> RenderableType:
    grid = Grid(box=SIMPLE, title=_line(table.caption), title_justify="left", pad_edge=False)
    for head, side in zip(table.head, table.align, strict=True):
        right = side == "r"
        align: Literal["left", "right"] = "right" if right else "left"
        grid.add_column(_line(head), justify=align, overflow="fold", no_wrap=right)
    for number, row in enumerate(table.rows, start=1):
        last = number == len(table.rows) - table.totals
        grid.add_row(*map(_runs, row), end_section=last and table.totals > 0)
    return grid


def _gauge(gauge: b.Gauge) -> RenderableType:
    cells = ["·"] * 50
    for cell in range(gauge.low // 2, -(-gauge.high // 2)):
        cells[cell] = "▒"
    for cell in range(gauge.low // 2):
        cells[cell] = "█"
    return Group(Text(f"0 |{''.join(cells)}| 100"), _line(gauge.text))
