"""Pictures of figures: what they show, and the same in words; of a report and of others.

The functions of a report take the report; those that also draw elsewhere take figures.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve

from benelux_tracker.comparison import Step
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


Named = Sequence[tuple[str, Figures]]
"""Figures, each with the name of what they are of."""

Day = tuple[dt.date, str]
"""The day that a picture is about, and how it is said."""


def ranges(lines: Named, words: Words) -> b.Picture:
    """Progress line by line, between its bounds, beside the plan."""
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
    return b.Picture(drawing=drawing, anchor="picture-themes", caption=caption, shows=shows)


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


def course(stood: Iterable[r.CourseDay], about: Day, words: Words, of: str = "") -> list[b.Picture]:
    """Work over the years: what is done between bounds, and the plan; nothing without a plan.

    `of` names the part of the programme whose work it is, empty for the whole.
    """
    on, day_said = about
    whole = words.say("done of the whole programme: at least, at most")
    band = words.say("done ({title}): at least, at most", title=of) if of else whole
    days = [day for day in stood if day.planned is not None]
    if not days:
        return []
    drawing = d.Course(
        points=tuple(
            d.CoursePoint(day=day.day, low=day.low, high=day.high, planned=day.planned)
            for day in days
        ),
        on=on,
        legend=(
            ("band", band),
            ("planned", words.say("what the plan foresaw")),
            ("on", day_said),
        ),
        percents=_percents(words),
    )
    told = [day for day in days if day.day == on or (day.day.month, day.day.day) == (12, 31)]
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


def timelines(
    theme: c.ThemeChapter, lines: Iterable[c.ActionLine], report: c.YearReport, words: Words
) -> Iterator[b.Picture]:
    """The actions of a theme over the years, as many pictures as they fill pages.

    A bar has the anchor of its action as its number.
    """
    bars, about = [_bar(line, report.on) for line in lines], (report.on, words.day(report.on))
    parts = [bars[start : start + _ON_A_PAGE] for start in range(0, len(bars), _ON_A_PAGE)]
    for number, part in enumerate(parts, 1):
        whole = timeline(part, (report.start, report.end), about, words)
        anchor = f"picture-theme-{theme.id}" + (f"_{number}" if number > 1 else "")
        caption = f"{whole.caption} ({number}/{len(parts)})" if len(parts) > 1 else whole.caption
        yield evolve(whole, anchor=anchor, caption=caption)


_ON_A_PAGE: Final = 40


def timeline(
    bars: Sequence[d.Bar], span: tuple[dt.date, dt.date], about: Day, words: Words
) -> b.Picture:
    """Actions over the years of a programme, and over the year of the day it is about."""
    on, day_said = about
    states = [bar.state for bar in bars]
    later = sum(bar.now > bar.planned for bar in bars)
    keys = [("planned", words.say("as planned"))]
    keys += [("postponed", words.say("later than planned"))] if later else []
    found = [(state, phrase) for state, phrase in phrases.STATES.items() if state in states]
    keys += [(state, words.say(phrase)) for state, phrase in found]
    counts = [(words.say(phrase), states.count(state)) for state, phrase in found]
    counts += [(words.say("later than planned"), later)] if later else []
    drawing = d.Timeline(
        bars=tuple(bars),
        first=min(span[0], dt.date(on.year, 1, 1)),
        last=max(span[1], dt.date(on.year, 12, 31)),
        on=on,
        legend=(*keys, ("on", day_said)),
    )
    shows = (words.say("{state}: {number}", state=state, number=n) for state, n in counts)
    caption = words.say("The actions over the years: planned, postponed, done")
    return b.Picture(
        drawing=drawing, anchor="picture-actions", caption=caption, shows=tuple(map(capital, shows))
    )


def _bar(line: c.ActionLine, on: dt.date) -> d.Bar:
    overdue = line.ends <= on and line.verdict.signal is not Signal.NOT_DUE
    return d.Bar(
        number=f"action-{line.id}",
        label=line.title.text,
        start=line.begins,
        planned=line.planned_end,
        now=line.ends,
        state=how_it_stands(line.status, overdue=overdue),
    )


def how_it_stands(status: Status, *, overdue: bool) -> str:
    """The state of a bar: done, open, late, suspended or cancelled."""
    match status:
        case Status.COMPLETED:
            return "done"
        case Status.CANCELLED | Status.SUSPENDED:
            return status.value
        case _:
            return "late" if overdue else "open"


def bridge(
    before: tuple[str, Figures],
    steps: Mapping[Step, Fraction],
    after: tuple[str, Figures],
    words: Words,
) -> list[b.Picture]:
    """From the figure of a day to that of a later one, step by step; nothing without steps."""
    (first, opening), (last, closing) = before, after
    if opening.progress is None or closing.progress is None or not steps:
        return []
    level, none = opening.progress, Fraction(0)
    piles = [_pile(first, none, level, amounts.progress(opening, words), whole=True)]
    for step, points in steps.items():
        said = amounts.points(points, words, signed=True)
        piles.append(_pile(capital(words.say(phrases.BRIDGE[step])), level, level + points, said))
        level += points
    said = amounts.progress(closing, words)
    piles.append(_pile(last, none, closing.progress, said, whole=True))
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
