"""What a picture shows, in words and numbers: free of colours and of any plotting library.

Shares are exact fractions of 1. A `legend` pairs a key of the drawing with its
words, in the order they are to be read; `percents` are the words at 0, 25, 50,
75 and 100 % of a scale.
"""

import datetime as dt
from fractions import Fraction

from attrs import frozen

from benelux_tracker.state import Signal

Legend = tuple[tuple[str, str], ...]


@frozen(kw_only=True)
class Range:
    """A row of `Ranges`; `said` is what stands behind it in words."""

    label: str
    low: Fraction | None
    high: Fraction | None
    known: Fraction | None
    planned: Fraction | None
    said: str


@frozen(kw_only=True)
class Ranges:
    """What is certainly done, what may be, what is known, and where the plan foresaw it.

    Keys of the legend: `low`, `high`, `known`, `planned`.
    """

    rows: tuple[Range, ...]
    legend: Legend
    percents: tuple[str, ...]


@frozen(kw_only=True)
class CoursePoint:
    """A day of a `Course`; the bounds are None for days after the report's own."""

    day: dt.date
    low: Fraction | None
    high: Fraction | None
    planned: Fraction | None


@frozen(kw_only=True)
class Course:
    """The whole programme over its years: a band between the bounds, and the plan as a line.

    Keys of the legend: `band`, `planned`, `on` (the report's own day).
    """

    points: tuple[CoursePoint, ...]
    on: dt.date
    legend: Legend
    percents: tuple[str, ...]


@frozen(kw_only=True)
class SignalBar:
    """A row of `Signals`: the share of the weight by signal, in words too."""

    label: str
    parts: tuple[tuple[Signal, Fraction, str], ...]


@frozen(kw_only=True)
class Signals:
    """The weight by signal, as a bar of parts that come to the whole.

    Keys of the legend are the signals.
    """

    rows: tuple[SignalBar, ...]
    legend: Legend
    percents: tuple[str, ...]


@frozen(kw_only=True)
class Bar:
    """An action of a `Timeline`: planned from start to planned, now foreseen or done by `now`.

    `state` is done, open, late, suspended or cancelled; `now` is the day it was
    done, else the due of now. `number` is the action's number in the report.
    """

    number: str
    label: str
    start: dt.date
    planned: dt.date
    now: dt.date
    state: str


@frozen(kw_only=True)
class Timeline:
    """Actions over the years, and the report's own day as a line.

    Keys of the legend: `planned`, `postponed`, the states that occur, and `on`.
    """

    bars: tuple[Bar, ...]
    first: dt.date
    last: dt.date
    on: dt.date
    legend: Legend


@frozen(kw_only=True)
class Pile:
    """A bar of a `Waterfall`, from a share to a share; `said` is written at it."""

    label: str
    start: Fraction
    end: Fraction
    said: str
    whole: bool


@frozen(kw_only=True)
class Waterfall:
    """From one figure to another, step by step; `whole` piles stand on zero.

    Keys of the legend: `whole`, `up`, `down`.
    """

    piles: tuple[Pile, ...]
    legend: Legend
    percents: tuple[str, ...]


@frozen(kw_only=True)
class Cell:
    """A cell of a `Matrix`: done, late, open, or empty; with its mark and its date in words."""

    state: str
    said: str


@frozen(kw_only=True)
class Matrix:
    """Countries against steps. Keys of the legend: `done`, `late`, `open`."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    legend: Legend


Drawing = Ranges | Course | Signals | Timeline | Waterfall | Matrix
