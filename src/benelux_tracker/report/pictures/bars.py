"""Rows of bars on a scale of shares: ranges by theme, the weight by signal, a bridge."""

from fractions import Fraction
from typing import Final

from benelux_tracker.report.drawings import Ranges, SignalBar, Signals, Waterfall
from benelux_tracker.report.pictures.letters import SIZE, SMALL, width, wrapped
from benelux_tracker.report.pictures.looks import (
    DONE,
    KNOWN,
    PERHAPS,
    PLANNED,
    SIGNALS,
    STEPS,
    TRACK,
    Fill,
)
from benelux_tracker.report.pictures.sheet import END, GAP, LABELS, WIDTH, Sheet, legend, scale
from benelux_tracker.state import Signal

_ROW: Final = 25.0
_BAR: Final = 11.0
_SAID: Final = 130.0
_UNKNOWN: Final = "–"
_KEY: Final = 15.0
_FOOT: Final = 15.0


def ranges(sheet: Sheet, drawing: Ranges) -> float:
    """Progress by row: certainly done, perhaps done, what is known, what was planned."""

    def key(name: str, x: float, y: float) -> None:
        match name:
            case "known":
                sheet.mark(x + _KEY / 2, y, KNOWN)
            case "planned":
                sheet.mark(x + _KEY / 2, y, PLANNED, 7.5)
            case _:
                sheet.box(x, x + _KEY, y - 4, 8, DONE if name == "low" else PERHAPS)

    top = legend(sheet, drawing.legend, key)
    left, right = LABELS + GAP, WIDTH - _beside([row.said for row in drawing.rows]) - GAP
    bottom = top + _ROW * len(drawing.rows)
    scale(sheet, left, right, top, bottom, drawing.percents)
    for place, row in enumerate(drawing.rows):
        y = top + _ROW * (place + 0.5)
        sheet.label(0, y, row.label, LABELS)
        sheet.words(WIDTH, y, wrapped(row.said or _UNKNOWN, _SAID)[0], align="right", bold=True)
        if row.low is not None and row.high is not None:
            sheet.box(left, right, y - _BAR / 2, _BAR, TRACK)
            low, high = _at(row.low, left, right), _at(row.high, left, right)
            sheet.box(low, high, y - _BAR / 2, _BAR, PERHAPS)
            sheet.box(left, low, y - _BAR / 2, _BAR, DONE)
        if row.planned is not None:
            x = _at(row.planned, left, right)
            sheet.line([(x, y - _BAR / 2), (x, y + _BAR / 2)], "paper", 3.2)
            sheet.line([(x, y - _BAR / 2 - 2), (x, y + _BAR / 2 + 2)], "orange", 1.4)
            sheet.mark(x, y - _BAR / 2 - 2.5, PLANNED, 7)
        if row.known is not None:
            sheet.mark(_at(row.known, left, right), y, KNOWN, 6)
    return bottom + _FOOT


def signals(sheet: Sheet, drawing: Signals) -> float:
    """The weight by signal, as bars that come to the whole."""

    def key(name: str, x: float, y: float) -> None:
        fill, mark = SIGNALS[Signal(name)]
        sheet.box(x, x + _KEY, y - 4.5, 9, fill)
        sheet.box(x + 4, x + _KEY - 4, y - 3.5, 7, Fill(face=fill.face, edge=fill.face))
        sheet.mark(x + _KEY / 2, y, mark, 5)

    top = legend(sheet, drawing.legend, key)
    bottom = top + _ROW * len(drawing.rows)
    scale(sheet, LABELS + GAP, END, top, bottom, drawing.percents)
    for place, row in enumerate(drawing.rows):
        y = top + _ROW * (place + 0.5)
        sheet.label(0, y, row.label, LABELS)
        if not row.parts:
            sheet.words(LABELS + 2 * GAP, y, _UNKNOWN, colour="soft")
        _parts(sheet, row, y)
    return bottom + _FOOT


def _parts(sheet: Sheet, row: SignalBar, y: float) -> None:
    """The parts of a bar, each with its mark and its words where they have room."""
    share = Fraction(0)
    for signal, part, said in row.parts:
        left, right = (_at(s, LABELS + GAP, END) for s in (share, share + part))
        share += part
        fill, mark = SIGNALS[signal]
        sheet.box(left, right, y - 8, 16, fill)
        words = width(said, SMALL, bold=True)
        room = 17 + words if right - left >= 20 + words else 11
        middle = (left + right) / 2
        if right - left >= room:
            around = Fill(face=fill.face, edge=fill.face)
            sheet.box(middle - room / 2, middle + room / 2, y - 6, 12, around)
            sheet.mark(middle - room / 2 + 5.5, y, mark, 5)
        if room > 11:  # noqa: PLR2004
            sheet.words(middle - room / 2 + 12, y, said, colour=fill.words, size=SMALL, bold=True)


def waterfall(sheet: Sheet, drawing: Waterfall) -> float:
    """From one figure to another, a row for each step."""

    def key(name: str, x: float, y: float) -> None:
        sheet.box(x, x + _KEY, y - 4, 8, STEPS[name])

    top = legend(sheet, drawing.legend, key)
    percents = _needed(drawing)
    most = Fraction(max(1, len(percents) - 1), max(1, len(drawing.percents) - 1))
    left, right = LABELS + GAP, WIDTH - _beside([pile.said for pile in drawing.piles]) - GAP
    bottom = top + _ROW * len(drawing.piles)
    scale(sheet, left, right, top, bottom, percents)
    for place, pile in enumerate(drawing.piles):
        y = top + _ROW * (place + 0.5)
        start, end = (_at(share / most, left, right) for share in (pile.start, pile.end))
        long = width(pile.label) > 2 * LABELS - 2 * GAP
        lines, size = (3, SMALL) if long else (2, SIZE)
        sheet.label(0, y, pile.label, LABELS, lines=lines, size=size)
        step = "whole" if pile.whole else "up" if pile.end >= pile.start else "down"
        sheet.box(min(start, end), max(start, end), y - _BAR / 2, _BAR, STEPS[step])
        if start == end:
            sheet.line([(end, y - _BAR / 2), (end, y + _BAR / 2)], "soft", 0.8)
        if place + 1 < len(drawing.piles):
            sheet.line([(end, y + _BAR / 2), (end, y + _ROW - _BAR / 2)], "soft", 0.8)
        said = wrapped(pile.said, _SAID)[0]
        sheet.words(WIDTH, y, said, bold=pile.whole, align="right")
    return bottom + _FOOT


def _needed(drawing: Waterfall) -> tuple[str, ...]:
    """As much of the scale as the piles reach."""
    steps = max(1, len(drawing.percents) - 1)
    reach = max((max(pile.start, pile.end) for pile in drawing.piles), default=Fraction(1))
    return drawing.percents[: 1 + max(1, min(steps, -int(-reach * steps // 1)))]


def _beside(said: list[str]) -> float:
    """The room of the words behind the bars."""
    return min(_SAID, max((width(text, bold=True) for text in said), default=0.0)) + GAP


def _at(share: Fraction, left: float, right: float) -> float:
    """Where a share stands on a scale; what lies outside of it, at its end."""
    return left + (right - left) * float(min(Fraction(1), max(Fraction(0), share)))
