"""A tree of lines and tables as Markdown."""

from collections.abc import Iterator
from typing import Final

from benelux_tracker.report.render.markdown import escaped, table
from benelux_tracker.report.render.marks import MARKS
from benelux_tracker.summary.nodes import Look, Node, Piece

_SIGNS: Final = {Look.STRONG: "**", Look.SMALL: "*", Look.NOTICE: "**"}


def markdown(tree: Node) -> str:
    """A tree as a piece of Markdown: paragraphs, lists and tables."""
    return "\n\n".join(filter(None, _parts(tree))) + "\n"


def _parts(tree: Node) -> Iterator[str]:
    yield _line(tree)
    for child in tree.children:
        yield _line(child)
        if child.table:
            rows = (map(_piece, row) for row in child.table.rows)
            yield table(map(escaped, child.table.head), child.table.align, rows)
        yield "\n".join(line for under in child.children for line in _listed(under, ""))


def _listed(tree: Node, indent: str) -> Iterator[str]:
    yield f"{indent}- {_line(tree)}"
    for child in tree.children:
        yield from _listed(child, f"{indent}  ")


def _line(tree: Node) -> str:
    return "".join(map(_piece, tree.pieces)).strip(" ")


def _piece(piece: Piece) -> str:
    """A piece in its signs; blanks around it stay outside of them."""
    text = piece.text
    sign = _SIGNS.get(piece.look, "") if text.strip() else ""
    inner = escaped(text.strip() if sign else text)
    mark = f"{MARKS[piece.signal]} " if piece.signal else ""
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    return f"{before}{mark}{sign}{inner}{sign}{after}"
