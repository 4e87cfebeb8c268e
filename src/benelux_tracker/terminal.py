"""What is shown in a terminal: trees and tables in colour, never in colour alone."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text
from rich.tree import Tree

from benelux_tracker.displays import told
from benelux_tracker.language.words import Words, words
from benelux_tracker.shown import Shown
from benelux_tracker.state import Signal
from benelux_tracker.summary.nodes import Look, Node, Piece, Role, node
from benelux_tracker.summary.standing import WIDE_ONLY, Standing
from benelux_tracker.visible import visible

_WIDE: Final = 100
_LATEST: Final = 3
"""How many updates of an action are shown unless all are asked for."""

_COLOURS: Final = {
    Signal.GREEN: "green",
    Signal.AMBER: "yellow",
    Signal.RED: "red",
    Signal.GREY: "bright_black",
}
_TIGHT: Final = {0xA0: 0xE0A0, 0x202F: 0xE02F}
_LOOSE: Final = {sign: space for space, sign in _TIGHT.items()}
"""Signs that stand for no-break spaces while lines are broken: rich would break there."""
_LOOKS: Final = {Look.STRONG: "bold", Look.SMALL: "dim", Look.NOTICE: "bold reverse"}


def print_record(record: Shown, language: str, *, every: bool) -> None:
    """Print an explanation, a comparison or a chase as a tree.

    Args:
        record: the record.
        language: nl, fr, en or de.
        every: all updates of an action, not only the last ones.
    """
    tree = told(record, language)
    whole = Tree(_text(tree), guide_style="bright_black")
    _grow(whole, tree, words(language), every=every)
    console = Console(highlight=False)
    with console.capture() as shown:
        console.print(whole)
    sys.stdout.write(shown.get().translate(_LOOSE))


def _grow(branch: Tree, line: Node, said: Words, *, every: bool) -> None:
    whole = every or line.role is not Role.ACTION
    for child in line.children if whole else _folded(line.children, said):
        _grow(branch.add(_text(child)), child, said, every=every)


def _folded(under: Sequence[Node], words: Words) -> Iterator[Node]:
    """Lines with a remark in the place of the earlier updates among them."""
    updates = [child for child in under if child.role is Role.UPDATE]
    earlier = updates[:-_LATEST]
    for child in under:
        if earlier and child is earlier[0]:
            said = words.count(
                "… {number} earlier update", "… {number} earlier updates", len(earlier)
            )
            yield node(Piece(said, Look.SMALL))
        if child not in earlier:
            yield child


def _text(line: Node) -> Text:
    return Text.assemble(*((piece.text.translate(_TIGHT), _style(piece)) for piece in line.pieces))


def _style(piece: Piece) -> str:
    return _COLOURS.get(piece.signal, "") if piece.signal else _LOOKS.get(piece.look, "")


def print_standing(stands: Standing, cells: Sequence[tuple[str, ...]]) -> None:
    """Print the headline and the table of a standing; narrow screens get fewer columns."""
    console = Console(highlight=False)
    console.print(Text(stands.headline))
    shown = [n for n in range(len(cells[0])) if n not in WIDE_ONLY or console.width >= _WIDE]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for n in shown:
        align: Literal["left", "right"] = "left" if n in {0, shown[-1]} else "right"
        table.add_column(cells[0][n], justify=align, overflow="fold", no_wrap=n > 0)
    for line, row in zip((*stands.lines, stands.total), cells[1:], strict=True):
        texts = [*map(Text, row[:-1]), Text(row[-1], _COLOURS.get(line.figures.signal, ""))]
        table.add_row(*(texts[n] for n in shown), style="bold" if line is stands.total else "")
    console.print(table)


def followed(done: Iterable[object], total: int) -> Iterator[object]:
    """Things as they are done, with a bar on the error stream of how far it is."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(table_column=Column(no_wrap=True)),
        TextColumn("{task.description}", markup=False, table_column=Column(overflow="ellipsis")),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)
        for thing in done:
            shown.update(task, advance=1, description=visible(str(thing)))
            yield thing
