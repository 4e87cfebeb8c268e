"""The pictures of a report: what they show, and the same in words."""

import datetime as dt
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from benelux_tracker.language import phrases
from benelux_tracker.language.figures import Figures, bounds_said, progress_said
from benelux_tracker.language.words import Words
from benelux_tracker.report import blocks as b
from benelux_tracker.report import contents as c
from benelux_tracker.report import drawings as d
from benelux_tracker.report import registers as r
from benelux_tracker.report.layout.runs import capital
from benelux_tracker.state import Signal
from benelux_tracker.summary import amounts
from benelux_tracker.vocabulary import Status

_QUARTERS: Final = (0, 25, 50, 75, 100)
_SIGNALS: Final = (
    Signal.GREEN,
    Signal.AMBER,
    Signal.RED,
    Signal.GREY,
    Signal.NOT_DUE,
)


def _percents(words: Words) -> tuple[str, ...]:
    return tuple(words.percent(share) for share in _QUARTERS)


def ranges(report: c.YearReport, words: Words) -> list[b.Block]:
    """Progress by theme, between its bounds, beside the plan."""
    lines = [(line.title.text, line.figures) for line in report.glance.themes]
    lines.append((words.say("Programme"), report.glance.figures))
    drawing = d.Ranges(
        rows=tuple(
            d.Range(
                label=label,
                low=figures.low,
                high=figures.high,
                known=figures.progress,
                planned=figures.planned,
                said=_known(figures, words),
            )
            for label, figures in lines
        ),
        legend=(
            ("low", words.say("certainly done")),
            ("high", words.say("perhaps done: nobody reported")),
            ("known", words.say("progress of what is reported")),
            ("planned", words.say("what the plan foresaw")),
        ),
        percents=_percents(words),
    )
    shows = tuple(_range(label, figures, words) for label, figures in lines)
    caption = words.say("Progress by theme: what is done of the due work, and what may be")
    return [b.Picture(drawing=drawing, anchor="picture-themes", caption=caption, shows=shows)]


def _known(figures: Figures, words: Words) -> str:
    if figures.progress is None:
        return bounds_said(figures, words)
    return progress_said(figures, words)


def _range(label: str, figures: Figures, words: Words) -> str:
    if figures.no_number is not None:
        return f"{label} – {words.say(phrases.NO_NUMBERS[figures.no_number])}"
    return words.say(
        "{title}: {progress} of what is reported; of all that is due {bounds}; plan: {planned}",
        title=label,
        progress=progress_said(figures, words),
        bounds=bounds_said(figures, words),
        planned=figures.planned,
    )


def signals(report: c.YearReport, words: Words) -> list[b.Block]:
    """The weight of the actions by signal, theme by theme."""
    lines = [
        (line.title.text, line.figures.tally.weight, dict(_weights(line.figures)))
        for line in report.glance.themes
    ]
    occurring = [signal for signal in _SIGNALS if any(signal in parts for *_, parts in lines)]
    if not occurring:
        return []
    drawing = d.Signals(
        rows=tuple(
            d.SignalBar(
                label=label,
                parts=tuple(
                    (signal, Fraction(weight, whole), words.number(weight))
                    for signal, weight in parts.items()
                ),
            )
            for label, whole, parts in lines
        ),
        legend=tuple((signal, words.say(phrases.SIGNALS[signal])) for signal in occurring),
        percents=_percents(words),
    )
    shows = tuple(_weighed(label, parts, words) for label, _, parts in lines)
    caption = words.say("Signals by theme: the weight of the actions that has each signal")
    return [b.Picture(drawing=drawing, anchor="picture-signals", caption=caption, shows=shows)]


def _weights(figures: Figures) -> Iterator[tuple[Signal, int]]:
    for signal in _SIGNALS:
        weight: int = getattr(figures.tally, signal)
        if weight:
            yield signal, weight


def _weighed(label: str, parts: dict[Signal, int], words: Words) -> str:
    colon = words.say(": ")
    said = [
        f"{words.say(phrases.SIGNALS[signal])} {words.number(weight)}"
        for signal, weight in parts.items()
    ]
    return f"{label}{colon}{', '.join(said) or words.say(phrases.SIGNALS[Signal.NONE])}"


def course(report: c.YearReport, words: Words) -> list[b.Block]:
    """The whole programme over its years: what is done between bounds, and the plan."""
    days = [day for day in report.course if day.planned is not None]
    if not days:
        return []
    drawing = d.Course(
        points=tuple(
            d.CoursePoint(day=day.day, low=day.low, high=day.high, planned=day.planned)
            for day in days
        ),
        on=report.on,
        legend=(
            ("band", words.say("done of the whole programme: at least, at most")),
            ("planned", words.say("what the plan foresaw")),
            ("on", words.day(report.on)),
        ),
        percents=_percents(words),
    )
    told = [day for day in days if day.day == report.on or (day.day.month, day.day.day) == (12, 31)]
    caption = words.say("The whole programme over its years, future work included")
    shows = tuple(_stood(day, words) for day in told or days[-1:])
    return [b.Picture(drawing=drawing, anchor="picture-years", caption=caption, shows=shows)]


def _stood(day: r.CourseDay, words: Words) -> str:
    said = words.day(day.day)
    if day.low is None:
        return words.say("{day}: plan {planned}", day=said, planned=day.planned)
    bounds = words.share(day.low)
    if day.high != day.low:
        high = words.share(day.high, up=True)
        bounds = words.say("{low} to {high}", low=day.low, high=high)
    return words.say("{day}: {done}; plan {planned}", day=said, done=bounds, planned=day.planned)


def timeline(
    theme: c.ThemeChapter, lines: Iterable[c.ActionLine], report: c.YearReport, words: Words
) -> list[b.Block]:
    """The actions of a theme over the years, as many pictures as they fill pages.

    A bar has the anchor of its action as its number.
    """
    bars = tuple(_bar(line, report.on) for line in lines)
    parts = [bars[start : start + _ON_A_PAGE] for start in range(0, len(bars), _ON_A_PAGE)]
    caption = words.say("The actions over the years: planned, postponed, done")
    pictures: list[b.Block] = []
    for number, part in enumerate(parts, 1):
        drawing, shows = _timeline(part, report, words)
        anchor = f"picture-theme-{theme.id}" + (f"_{number}" if number > 1 else "")
        named = f"{caption} ({number}/{len(parts)})" if len(parts) > 1 else caption
        pictures.append(b.Picture(drawing=drawing, anchor=anchor, caption=named, shows=shows))
    return pictures


_ON_A_PAGE: Final = 40


def _timeline(
    bars: tuple[d.Bar, ...], report: c.YearReport, words: Words
) -> tuple[d.Timeline, tuple[str, ...]]:
    states = [bar.state for bar in bars]
    later = sum(bar.now > bar.planned for bar in bars)
    keys = [("planned", words.say("as planned"))]
    keys += [("postponed", words.say("later than planned"))] if later else []
    found = [(state, phrase) for state, phrase in phrases.STATES.items() if state in states]
    keys += [(state, words.say(phrase)) for state, phrase in found]
    counts = [(words.say(phrase), states.count(state)) for state, phrase in found]
    counts += [(words.say("later than planned"), later)] if later else []
    drawing = d.Timeline(
        bars=bars,
        first=min(report.start, dt.date(report.year, 1, 1)),
        last=max(report.end, dt.date(report.year, 12, 31)),
        on=report.on,
        legend=(*keys, ("on", words.day(report.on))),
    )
    shows = (words.say("{state}: {number}", state=state, number=n) for state, n in counts)
    return drawing, tuple(map(capital, shows))


def _bar(line: c.ActionLine, on: dt.date) -> d.Bar:
    return d.Bar(
        number=f"action-{line.id}",
        label=line.title.text,
        start=line.begins,
        planned=line.planned_end,
        now=line.ends,
        state=_state(line, on),
    )


def _state(line: c.ActionLine, on: dt.date) -> str:
    match line.status:
        case Status.COMPLETED:
            return "done"
        case Status.CANCELLED | Status.SUSPENDED:
            return line.status.value
        case _:
            return "late" if line.ends <= on else "open"


def bridge(found: r.YearOnYear, report: c.YearReport, words: Words) -> list[b.Block]:
    """From last year's figure to this year's, step by step."""
    if found.opening is None or found.closing is None or found.missing:
        return []
    piles: list[d.Pile] = []
    level = found.opening
    first, last = words.day(found.since), words.day(report.on)
    piles.append(
        _pile(first, Fraction(0), level, amounts.progress(report.glance.before, words), whole=True)
    )
    for step in found.steps:
        label = capital(words.say(phrases.BRIDGE[step.step]))
        piles.append(
            _pile(
                label, level, level + step.points, amounts.points(step.points, words, signed=True)
            )
        )
        level += step.points
    closing = amounts.progress(report.glance.figures, words)
    piles.append(_pile(last, Fraction(0), found.closing, closing, whole=True))
    drawing = d.Waterfall(
        piles=tuple(piles),
        legend=(
            ("whole", words.say("progress of what is reported")),
            ("up", words.say("up")),
            ("down", words.say("down")),
        ),
        percents=_percents(words),
    )
    shows = tuple(f"{pile.label}{words.say(': ')}{pile.said}" for pile in piles)
    caption = words.say("From the figure of {day} to that of {end}", day=first, end=last)
    return [b.Picture(drawing=drawing, anchor="picture-bridge", caption=caption, shows=shows)]


def _pile(label: str, start: Fraction, end: Fraction, said: str, *, whole: bool = False) -> d.Pile:
    return d.Pile(label=label, start=start, end=end, said=said, whole=whole)


def matrix(lines: tuple[r.Implementation, ...], words: Words) -> list[b.Block]:
    """Countries against the actions that have steps of countries."""
    countries = [words.country(part.country) for part in lines[0].parts]
    cells = [[_cell(part, words) for part in line.parts] for line in lines]
    drawing = d.Matrix(
        rows=tuple(countries),
        columns=tuple(line.title.text for line in lines),
        cells=tuple(tuple(row) for row in zip(*cells, strict=True)),
        legend=tuple(
            (state, words.say(phrases.STATES[state])) for state in ("done", "late", "open")
        ),
    )
    shows = tuple(
        _told(line, states, countries, words) for line, states in zip(lines, cells, strict=True)
    )
    caption = words.say("How far each country is")
    return [b.Picture(drawing=drawing, anchor="picture-countries", caption=caption, shows=shows)]


def _cell(part: r.CountryPart, words: Words) -> d.Cell:
    """The steps of a country in one: late when one is, done when all are."""
    if not part.steps:
        return d.Cell(state="", said="")
    late = [step for step in part.steps if step.late]
    waiting = late or [step for step in part.steps if step.reached is None]
    if waiting:
        first = min(waiting, key=lambda step: step.due.last if step.due else dt.date.max)
        return d.Cell(state="late" if late else "open", said=words.due(first.due))
    last = max(step.reached for step in part.steps if step.reached)
    return d.Cell(state="done", said=words.day(last))


def _told(line: r.Implementation, cells: list[d.Cell], countries: list[str], words: Words) -> str:
    said = [
        f"{country} {words.say(phrases.STATES[cell.state])}, {cell.said}"
        for country, cell in zip(countries, cells, strict=True)
        if cell.state
    ]
    return f"{line.title.text}{words.say(': ')}{words.say('; ').join(said)}"
