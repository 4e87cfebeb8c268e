"""Explanations, comparisons and chases to read: as plain text, and as HTML for a notebook."""

from collections.abc import Iterator
from html import escape
from textwrap import TextWrapper
from typing import Final

from benelux_tracker.chase import Chase
from benelux_tracker.comparison import Comparison
from benelux_tracker.explain import Explanation
from benelux_tracker.shown import Shown
from benelux_tracker.summary.chased import chase_told
from benelux_tracker.summary.compared import comparison_told
from benelux_tracker.summary.explained import explained
from benelux_tracker.summary.nodes import Look, Node, Piece, Role

_WIDTH: Final = 80


def told(record: Shown, language: str) -> Node:
    """A record as a tree of lines in a language.

    Raises:
        RequestError: for a language that nothing is written in (a `ValueError`).
        TypeError: for another kind of record.
    """
    match record:
        case Explanation():
            return explained(record, language)
        case Comparison():
            return comparison_told(record, language)
        case Chase():
            return chase_told(record, language)
        case _:
            raise TypeError(f"no words for a {type(record).__name__}")


def text(record: Shown, language: str) -> str:
    """A record as plain text, at most 80 columns wide."""
    tree = told(record, language)
    lines = [*_wrapped(tree.said, "", "")]
    for child in tree.children:
        lines += [""] if child.role is Role.SECTION else []
        lines += _wrapped(child.said, "", "")
        lines += (line for under in child.children for line in _listed(under, "  "))
    return "\n".join(lines) + "\n"


def _listed(tree: Node, indent: str) -> Iterator[str]:
    yield from _wrapped(tree.said, f"{indent}- ", f"{indent}  ")
    for child in tree.children:
        yield from _listed(child, f"{indent}  ")


def _wrapped(said: str, first: str, next_: str) -> list[str]:
    return TextWrapper(
        _WIDTH, initial_indent=first, subsequent_indent=next_, break_on_hyphens=False
    ).wrap(said)


_STYLE: Final = """\
.benelux-tracker { max-width: 54em; line-height: 1.45; }
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
"""
"""How it looks on light and on dark pages alike: it takes their colours but for the signals."""

_TAGS: Final = {Look.STRONG: "strong", Look.SMALL: "small", Look.NOTICE: "mark"}


def html(record: Shown, language: str) -> str:
    """A record as a piece of HTML, complete in itself, without any script."""
    tree = told(record, language)
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
        else:
            yield f"<p>{_line(child)}</p>"
            if child.children:
                yield _list(child)


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
