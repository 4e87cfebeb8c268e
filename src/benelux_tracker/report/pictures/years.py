"""Pictures over the years: the course of the programme, and its actions one by one."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from itertools import accumulate
from typing import Final

from benelux_tracker.report.drawings import Bar, Course, Timeline
from benelux_tracker.report.pictures.letters import SMALL, width, wrapped
from benelux_tracker.report.pictures.looks import PERHAPS, POSTPONED, STATES, TRACK, Fill
from benelux_tracker.report.pictures.sheet import END, GAP, WIDTH, Sheet, legend

_HEIGHT: Final = 180.0
_KEY: Final = 15.0
_TITLES: Final = 218.0
_LINE: Final = 8.6
_AIR: Final = 3.8
_PLAN: Final = (5.0, 2.5)
_PLANNED: Final = Fill(face="sky", edge="blue")

Place = Callable[[dt.date], float]


def course(sheet: Sheet, drawing: Course) -> float:
    """The whole programme over its years: the bounds as a band, the plan as a line."""

    def key(name: str, x: float, y: float) -> None:
        if name == "band":
            sheet.box(x, x + _KEY, y - 4, 8, PERHAPS)
        else:
            sheet.line([(x, y), (x + _KEY, y)], "orange", 1.6, _PLAN)

    entries = [entry for entry in drawing.legend if entry[0] != "on"]
    top = legend(sheet, entries, key) + 14
    bottom = top + _HEIGHT
    left = max((width(text, SMALL) for text in drawing.percents), default=0) + 6
    for step, text in enumerate(drawing.percents):
        y = bottom - _HEIGHT * step / max(1, len(drawing.percents) - 1)
        sheet.line([(left, y), (END, y)], "line")
        sheet.words(left - 6, y, text, colour="soft", size=SMALL, align="right")
    if not drawing.points:
        return bottom + 14
    days = [point.day for point in drawing.points]
    at = _placed(min(days), max(days), left)
    _years(sheet, at, (min(days), max(days)), (top, bottom))
    _lines(sheet, drawing, at, bottom)
    _today(sheet, at(drawing.on), (top, bottom), dict(drawing.legend).get("on", ""))
    return bottom + 14


def _lines(sheet: Sheet, drawing: Course, at: Place, bottom: float) -> None:
    """What is known as a band, and the plan over it."""

    def point(day: dt.date, share: Fraction) -> tuple[float, float]:
        return at(day), bottom - _HEIGHT * float(min(Fraction(1), max(Fraction(0), share)))

    points = drawing.points
    lows = [point(p.day, p.low) for p in points if p.low is not None]
    highs = [point(p.day, p.high) for p in points if p.high is not None]
    plan = [point(p.day, p.planned) for p in points if p.planned is not None]
    if lows and highs:
        sheet.area([*lows, *reversed(highs)], PERHAPS)
        sheet.line(lows, "blue", 1.6)
        sheet.line(highs, "blue", 1.6)
    if plan:
        sheet.line(plan, "paper", 3.2)
        sheet.line(plan, "orange", 1.6, _PLAN)


def timeline(sheet: Sheet, drawing: Timeline) -> float:
    """Actions over the years: as planned, as postponed, and how each stands."""

    def key(name: str, x: float, y: float) -> None:
        match name:
            case "planned":
                sheet.box(x, x + _KEY, y - 2.5, 5, _PLANNED)
            case "postponed":
                sheet.box(x, x + _KEY, y - 2.5, 5, POSTPONED)
            case _:
                sheet.mark(x + _KEY / 2, y, STATES[name])

    entries = [entry for entry in drawing.legend if entry[0] != "on"]
    top = legend(sheet, entries, key) + 24
    numbers = max((width(bar.number, SMALL, bold=True) for bar in drawing.bars), default=0)
    numbers += 6 if numbers else 0
    titles = [wrapped(b.label, _TITLES - numbers, 2, SMALL) for b in drawing.bars]
    heights = [_AIR + _LINE * len(rows) for rows in titles]
    at = _placed(drawing.first, drawing.last, _TITLES + GAP)
    bottom = top + sum(heights)
    tops = list(accumulate(heights, initial=top))
    for y, height in list(zip(tops, heights, strict=False))[::2]:
        sheet.box(0, WIDTH, y, height, TRACK)
    _years(sheet, at, (drawing.first, drawing.last), (top - 4, bottom), above=True)
    _today(sheet, at(drawing.on), (top - 14, bottom), dict(drawing.legend).get("on", ""))
    for bar, rows, height, y in zip(drawing.bars, titles, heights, tops, strict=False):
        sheet.words(0, y + _AIR / 2 + _LINE / 2, bar.number, colour="orange", size=SMALL, bold=True)
        for place, row in enumerate(rows):
            sheet.words(numbers, y + _AIR / 2 + _LINE * (place + 0.5), row, size=SMALL)
        _bar(sheet, bar, at, y + height / 2)
    return bottom + 4


def _bar(sheet: Sheet, bar: Bar, at: Place, y: float) -> None:
    """An action: planned from start to due, hatched as far as it was postponed."""
    sheet.box(at(bar.planned), at(bar.now), y - 2.5, 5, POSTPONED)
    sheet.box(at(bar.start), at(bar.planned), y - 2.5, 5, _PLANNED)
    sheet.mark(at(bar.now), y, STATES[bar.state])


def _placed(first: dt.date, last: dt.date, left: float) -> Place:
    """Where a day stands between two others; one outside of them, at the end."""
    days = max(1, (last - first).days)

    def at(day: dt.date) -> float:
        share = min(1.0, max(0.0, (day - first).days / days))
        return left + (END - left) * share

    return at


def _years(
    sheet: Sheet,
    at: Place,
    span: tuple[dt.date, dt.date],
    height: tuple[float, float],
    *,
    above: bool = False,
) -> None:
    """A line where each year begins, and its number in the middle of it."""
    first, last = span
    for year in range(first.year, last.year + 1):
        begins = at(dt.date(year, 1, 1))
        ends = at(dt.date(year, 12, 31))
        sheet.line([(begins, height[0]), (begins, height[1])], "line")
        if ends - begins > width("2000", SMALL):
            y = height[0] - 5 if above else height[1] + 8
            sheet.words(
                (begins + ends) / 2, y, str(year), colour="soft", size=SMALL, align="center"
            )
    sheet.line([(at(last), height[0]), (at(last), height[1])], "line")


def _today(sheet: Sheet, x: float, height: tuple[float, float], words: str) -> None:
    """The report's own day: a line, and its words above."""
    sheet.line([(x, height[0] - 2), (x, height[1])], "ink", 1.0)
    text = wrapped(words, WIDTH, size=SMALL)[0]
    half = width(text, SMALL) / 2
    middle = min(max(x, half), WIDTH - half)
    sheet.words(middle, height[0] - 7, text, size=SMALL, align="center")
