"""What is told, as a tree of lines free of markup: made once, written in several ways."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from attrs import evolve, frozen

from benelux_tracker.language.phrases import SIGNALS
from benelux_tracker.language.words import Words
from benelux_tracker.state import Signal
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


@frozen
class Node:
    """A line in words, and what is told beneath it."""

    pieces: tuple[Piece, ...]
    children: tuple["Node", ...] = ()
    role: Role = Role.LINE

    @property
    def said(self) -> str:
        """The line without any looks."""
        return "".join(piece.text for piece in self.pieces)


def node(*said: str | Piece, under: Iterable[Node] = (), role: Role = Role.LINE) -> Node:
    """A line from texts and pieces; texts from data are made safe to see."""
    pieces = (Piece(part) if isinstance(part, str) else part for part in said)
    clean = tuple(evolve(p, text=visible(_BLANK.sub(" ", p.text))) for p in pieces)
    return Node(tuple(piece for piece in clean if piece.text), tuple(under), role)


def sections(*parts: tuple[str, Sequence[Node]]) -> list[Node]:
    """Titles with what is told beneath them; those with nothing beneath are left out."""
    return [
        node(Piece(title, Look.STRONG), under=under, role=Role.SECTION)
        for title, under in parts
        if under
    ]


def badge(signal: Signal, words: Words) -> Piece:
    """A signal with its word."""
    return Piece(words.say(SIGNALS[signal]), signal=signal)


def small(text: object) -> Piece:
    """A remark behind a line: an id, or a file and line; nothing for None."""
    return Piece("" if text is None else f" ({text})", Look.SMALL)
