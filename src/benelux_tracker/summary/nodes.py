"""What is told, as a tree of lines free of markup: made once, written in several ways."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from benelux_tracker.language.phrases import SIGNALS
from benelux_tracker.language.words import Words
from benelux_tracker.state import Signal, Verdict
from benelux_tracker.visible import visible

_BLANK: Final = re.compile("[^\\S\u00a0\u202f]+")
"""What parts words: any space that a line may be broken at."""


class Look(StrEnum):
    """How a piece of a line is meant."""

    PLAIN = "plain"
    STRONG = "strong"
    SMALL = "small"
    NOTICE = "notice"


class Role(StrEnum):
    """What a line is in its tree."""

    LINE = "line"
    SECTION = "section"
    ACTION = "action"
    UPDATE = "update"


@frozen
class Piece:
    """A part of a line, already in words; a signal is said in words as well as in colour."""

    text: str
    look: Look = Look.PLAIN
    signal: Signal | None = None


@frozen(kw_only=True)
class Table:
    """Rows under their heads; the first cell of a row says what it is about.

    `align` has a letter per column (l, r); the last row may be a total. The columns of
    `wide_only` may be left out where there is no room.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Piece, ...], ...]
    align: str
    total: bool = False
    wide_only: frozenset[int] = frozenset()


@frozen
class Node:
    """A line in words or a table, and what is told beneath it."""

    pieces: tuple[Piece, ...]
    children: tuple["Node", ...] = ()
    role: Role = Role.LINE
    table: Table | None = None

    @property
    def said(self) -> str:
        """The line without any looks."""
        return "".join(piece.text for piece in self.pieces)


def node(*said: str | Piece, under: Iterable[Node] = (), role: Role = Role.LINE) -> Node:
    """A line from texts and pieces; texts from data are made safe to see."""
    clean = map(_clean, said)
    return Node(tuple(piece for piece in clean if piece.text), tuple(under), role)


def _clean(said: str | Piece) -> Piece:
    piece = Piece(said) if isinstance(said, str) else said
    return evolve(piece, text=visible(_BLANK.sub(" ", piece.text)))


def tabled(
    head: Iterable[str],
    rows: Iterable[Iterable[str | Piece]],
    *,
    total: bool = False,
    wide_only: Iterable[int] = (),
) -> Node:
    """A table; figures stand to the right, the first column and signals to the left."""
    cells = tuple(tuple(map(_clean, row)) for row in rows)
    heads = tuple(_clean(cell).text for cell in head)
    left = [n == 0 or any(row[n].signal for row in cells) for n in range(len(heads))]
    align = "".join("l" if to_left else "r" for to_left in left)
    wide = frozenset(wide_only)
    table = Table(head=heads, rows=cells, align=align, total=total, wide_only=wide)
    return Node((), table=table)


def sections(*parts: tuple[str, Sequence[Node]]) -> list[Node]:
    """Titles with what is told beneath them; those with nothing beneath are left out."""
    return [
        node(Piece(title, Look.STRONG), under=under, role=Role.SECTION)
        for title, under in parts
        if under
    ]


def labelled(label: str, *said: str | Piece, words: Words) -> Node:
    """A label with what it is about."""
    return node(Piece(label, Look.STRONG), words.say(": "), *said)


def badge(signal: Signal, words: Words) -> Piece:
    """A signal with its word."""
    return Piece(words.say(SIGNALS[signal]), signal=signal)


def signalled(verdict: Verdict, words: Words, between: str = "") -> tuple[Piece, str]:
    """A signal with its reason; the reason alone where there is nothing to assess."""
    reason = words.why(verdict)
    if verdict.signal is Signal.NONE:
        return Piece(reason, signal=Signal.NONE), ""
    return badge(verdict.signal, words), f"{between or words.say(': ')}{reason}"


def small(text: object) -> Piece:
    """A remark behind a line: an id, or a file and line; nothing for None."""
    return Piece("" if text is None else f" ({text})", Look.SMALL)
