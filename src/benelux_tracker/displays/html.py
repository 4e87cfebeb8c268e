"""A tree of lines and tables as HTML, for a notebook."""

from collections.abc import Iterator
from html import escape
from typing import Final

from benelux_tracker.summary.nodes import Look, Node, Piece, Role, Table

_STYLE: Final = """\
.benelux-tracker { max-width: 60em; line-height: 1.45; }
.benelux-tracker > p { margin: .25em 0; }
.benelux-tracker > p:first-of-type { font-size: 1.25em; }
.benelux-tracker ul { margin: .1em 0 .3em; padding-left: 1.4em; }
.benelux-tracker .more { list-style: none; margin-left: -1.1em; }
.benelux-tracker details { margin: .2em 0; }
.benelux-tracker > details { margin: .8em 0; }
.benelux-tracker summary { cursor: pointer; }
.benelux-tracker small { opacity: .7; overflow-wrap: anywhere; }
.benelux-tracker mark { background: none; color: inherit; font-weight: bold; border: 1px dashed;
  padding: 0 .35em; border-radius: .2em; }
.benelux-tracker [data-signal] { white-space: nowrap; }
.benelux-tracker [data-signal]::before { content: ""; display: inline-block; width: .7em;
  height: .7em; margin-right: .3em; border-radius: 50%; background: #8c8c8c; }
.benelux-tracker [data-signal=green]::before { background: #2f9e5b; }
.benelux-tracker [data-signal=amber]::before { background: #e08e0b; }
.benelux-tracker [data-signal=red]::before { background: #d93a3a; }
.benelux-tracker [data-signal=not_due]::before, .benelux-tracker [data-signal=none]::before {
  background: none; box-shadow: inset 0 0 0 1.5px #8c8c8c; }
section.benelux-tracker table { margin: .8em 0; border-collapse: collapse; font-size: inherit; }
section.benelux-tracker th, section.benelux-tracker td { padding: .25em .6em; text-align: left;
  vertical-align: baseline; background: none; color: inherit; border: 0; }
section.benelux-tracker tr > :first-child { padding-left: 0; }
section.benelux-tracker tbody th { font-weight: inherit; min-width: 13em; }
section.benelux-tracker thead tr { border-bottom: 1px solid; }
section.benelux-tracker tbody tr { border-bottom: 1px solid rgb(128 128 128 / .35); }
section.benelux-tracker tr .right { text-align: right; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
section.benelux-tracker tbody .total > * { font-weight: bold; }
"""
"""How it looks on light and on dark pages alike: it takes their colours but for the signals."""

_TAGS: Final = {Look.STRONG: "strong", Look.SMALL: "small", Look.NOTICE: "mark"}


def html(tree: Node, language: str) -> str:
    """A tree in a language as a piece of HTML, complete in itself, without any script."""
    inside = "".join(f"{part}\n" for part in _paragraphs(tree))
    classes = "benelux-tracker tex2jax_ignore mathjax_ignore"
    return (
        f'<section lang="{escape(language)}" class="{classes}">\n'
        f"<style>\n{_STYLE}</style>\n{inside}</section>\n"
    )


def _paragraphs(tree: Node) -> Iterator[str]:
    yield f"<p>{_line(tree)}</p>"
    for child in tree.children:
        if child.role is Role.SECTION:
            yield _folded(child, opened=True)
        elif child.table:
            yield _table(child.table)
        else:
            yield _folded(child) if child.children else f"<p>{_line(child)}</p>"


def _folded(tree: Node, *, opened: bool = False) -> str:
    attribute = " open" if opened else ""
    return f"<details{attribute}><summary>{_line(tree)}</summary>{_list(tree)}</details>"


def _list(tree: Node) -> str:
    return f"<ul>{''.join(map(_item, tree.children))}</ul>"


def _item(tree: Node) -> str:
    return f'<li class="more">{_folded(tree)}</li>' if tree.children else f"<li>{_line(tree)}</li>"


def _line(tree: Node) -> str:
    return "".join(map(_piece, tree.pieces))


def _piece(piece: Piece) -> str:
    said = escape(piece.text)
    if piece.signal:
        return f'<span data-signal="{piece.signal}">{said}</span>'
    tag = _TAGS.get(piece.look)
    return f"<{tag}>{said}</{tag}>" if tag else said


def _table(table: Table) -> str:
    heads = "".join(
        f'<th scope="col"{_side(side)}>{escape(cell)}</th>'
        for cell, side in zip(table.head, table.align, strict=True)
    )
    last = len(table.rows) if table.total else 0
    rows = "".join(_row(row, table, total=n == last) for n, row in enumerate(table.rows, 1))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _row(row: tuple[Piece, ...], table: Table, *, total: bool) -> str:
    first, *others = map(_piece, row)
    cells = "".join(
        f"<td{_side(side)}>{cell}</td>" for cell, side in zip(others, table.align[1:], strict=True)
    )
    attribute = ' class="total"' if total else ""
    return f'<tr{attribute}><th scope="row">{first}</th>{cells}</tr>'


def _side(side: str) -> str:
    return ' class="right"' if side == "r" else ""
