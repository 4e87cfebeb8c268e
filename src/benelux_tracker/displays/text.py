"""A tree of lines and tables as plain text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import TextWrapper
from typing import Final

from benelux_tracker.summary.nodes import Node, Role, Table

_WIDTH: Final = 80
_NAME: Final = 28
"""The least room for the first column of a table, before others are left out for it."""

_BESIDE: Final = 2
"""The most lines of a name that begin beside its figures."""


def text(tree: Node) -> str:
    """A tree as plain text, at most 80 columns wide."""
    lines = [*_wrapped(tree.said)]
    for child in tree.children:
        lines += [""] if child.table or child.role is Role.SECTION else []
        lines += _wrapped(child.said)
        lines += [*_rows(child.table), ""] if child.table else []
        lines += (line for under in child.children for line in _listed(under, "  "))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _listed(tree: Node, indent: str) -> Iterator[str]:
    yield from _wrapped(tree.said, f"{indent}- ", f"{indent}  ")
    for child in tree.children:
        yield from _listed(child, f"{indent}  ")


def _wrapped(said: str, first: str = "", next_: str = "", width: int = _WIDTH) -> list[str]:
    return TextWrapper(
        width, initial_indent=first, subsequent_indent=next_, break_on_hyphens=False
    ).wrap(said)


def _rows(table: Table) -> Iterator[str]:
    cells = [table.head, *(tuple(cell.text for cell in row) for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    shown = list(range(1, len(widths)))
    if _room(widths, shown) < min(widths[0], _NAME):
        shown = [n for n in shown if n not in table.wide_only]
    room = _room(widths, shown)
    for name, *figures in cells:
        aligned = [
            figures[n - 1].rjust(widths[n])
            if table.align[n] == "r"
            else figures[n - 1].ljust(widths[n])
            for n in shown
        ]
        before, after = _named(name, room)
        yield from before
        first, *more = after
        yield "  ".join([first.ljust(room), *aligned]).rstrip()
        yield from more


def _room(widths: Sequence[int], shown: Iterable[int]) -> int:
    """What is left for the first column."""
    return min(widths[0], _WIDTH - sum(widths[n] + 2 for n in shown))


def _named(name: str, room: int) -> tuple[list[str], list[str]]:
    """The lines of a name above its figures, and from them on; a long one stands above."""
    beside = _wrapped(name, width=max(1, room)) or [""]
    longest = max(map(len, name.split(" ")))
    if len(beside) <= _BESIDE and longest <= room:
        return [], beside
    return _wrapped(name), [""]
