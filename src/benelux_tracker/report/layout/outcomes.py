"""What the work came to: instruments, steps of countries, indicators, and the year before."""

from collections.abc import Iterable

from benelux_tracker.language import phrases
from benelux_tracker.language.words import Words
from benelux_tracker.report import blocks as b
from benelux_tracker.report import contents as c
from benelux_tracker.report import registers as r
from benelux_tracker.report.layout import drawn
from benelux_tracker.report.layout.runs import (
    DASH,
    capital,
    figure,
    linked,
    names,
    notes,
    part,
)
from benelux_tracker.summary import amounts


def instruments(report: c.YearReport, words: Words) -> list[b.Block]:
    """The legal and policy instruments of the year."""
    lines = report.instruments
    if not lines:
        return []
    columns: list[tuple[str, list[b.Runs]]] = [
        (words.say("Instrument"), [(linked(line.action, line.title),) for line in lines]),
        (
            words.say("Kind"),
            [(words.say(phrases.OUTPUTS[line.output]), *notes(line.cited)) for line in lines],
        ),
        (words.say("Reference"), [(line.reference or DASH,) for line in lines]),
        (words.say("State"), [_state(line, words) for line in lines]),
        (words.say("Date"), [_day(line, words) for line in lines]),
    ]
    caption = words.say("Instruments that the year brought news of, or that were due in it")
    return [_filled(caption, columns, "l")]


def _filled(caption: str, columns: list[tuple[str, list[b.Runs]]], side: str) -> b.Table:
    """A table without the columns that would hold nothing but dashes."""
    kept = [(head, cells) for head, cells in columns if any(cell != (DASH,) for cell in cells)]
    return b.Table(
        caption=caption,
        head=tuple(head for head, _ in kept),
        rows=tuple(zip(*(cells for _, cells in kept), strict=True)),
        align="l" + side * (len(kept) - 1),
    )


def _state(line: r.Instrument, words: Words) -> b.Runs:
    status = words.say(phrases.STATUSES[line.status])
    return (status, words.say(": "), line.step) if line.step else (status,)


def _day(line: r.Instrument, words: Words) -> b.Runs:
    if line.day:
        return (words.day(line.day),)
    return (words.say("due: {due}", due=words.due(line.due)) if line.due else DASH,)


def implementation(report: c.YearReport, words: Words) -> list[b.Block]:
    """How far each country is with the actions that have steps of countries."""
    lines = report.implementation
    if not lines:
        return []
    countries = [words.country(found.country) for found in lines[0].parts]
    table = b.Table(
        caption=words.say("Steps of each country"),
        head=(words.say("Action"), *countries),
        rows=tuple(
            (
                (linked(line.action, line.title),),
                *(_steps(country, words) for country in line.parts),
            )
            for line in lines
        ),
        align="l" * (1 + len(countries)),
    )
    return [*drawn.matrix(lines, words), table]


def _steps(country: r.CountryPart, words: Words) -> b.Runs:
    if not country.steps:
        return (DASH,)
    runs: list[b.Run] = []
    for step in country.steps:
        runs += [words.say("; ")] if runs else []
        runs += _step(step, words)
    return tuple(runs)


def _step(step: r.CountryStep, words: Words) -> tuple[b.Run, ...]:
    if step.reached:
        return ("✓ ", step.title, ", ", words.day(step.reached))
    mark = "! " if step.late else "○ "
    if step.due is None:
        return (mark, step.title)
    return (mark, step.title, ", ", words.say("due: {due}", due=words.due(step.due)))


def indicators(report: c.YearReport, words: Words) -> list[b.Block]:
    """What was measured: from the baseline to the target, as far as these are known."""
    lines = report.indicators
    if not lines:
        return []
    columns: list[tuple[str, list[b.Runs]]] = [
        (words.say("Indicator"), [(_measure(line),) for line in lines]),
        (words.say("Baseline"), [_value(line.baseline, line, words) for line in lines]),
        (words.say("Latest value"), [_value(line.latest, line, words) for line in lines]),
        (words.say("Target"), [_value(line.target, line, words) for line in lines]),
        (
            words.say("Share of the way"),
            [(figure(words.share(line.way), "#made-way"),) for line in lines],
        ),
    ]
    return [_filled(words.say("Indicators and their values"), columns, "r")]


def _measure(line: r.IndicatorLine) -> b.Run:
    return linked(line.action, line.title) if line.action else line.title


def _value(reached: r.Reached | None, line: r.IndicatorLine, words: Words) -> b.Runs:
    """A value, its unit and its day; the first of them has the sources of the indicator."""
    if reached is None:
        return (DASH,)
    value, day = amounts.measured(reached.value, words), words.due(reached.due)
    first = line.baseline or line.latest or line.target
    cited = notes(line.cited) if reached is first else ()
    return (value, " ", line.unit, f" ({day})", *cited)


def year_on_year(report: c.YearReport, words: Words) -> list[b.Block]:
    """The bridge from the year before; what was completed, and what was started."""
    found = report.year_on_year
    before = words.day(found.since), report.glance.before
    after = words.day(report.on), report.glance.figures
    steps = {part.step: part.points for part in found.steps}
    return [
        *drawn.bridge(before, steps, after, words),
        *_bridge(found, report, words),
        *part("completed", words.say("Completed in the year"), _turns(found.completed, words)),
        *part("started", words.say("Started in the year"), _turns(found.started, words)),
    ]


def _turns(turns: Iterable[r.Turn], words: Words) -> list[b.Runs]:
    return [
        (
            linked(turn.action, turn.title),
            f" – {words.day(turn.day)}",
            " (",
            *names(turn.groups),
            ")",
        )
        for turn in turns
    ]


def _bridge(found: r.YearOnYear, report: c.YearReport, words: Words) -> list[b.Block]:
    if found.missing and found.reason:
        reasons = (phrases.PILLARS[found.missing], phrases.NO_NUMBERS[found.reason])
        return [b.Paragraph((" ".join(map(words.say, reasons)),))]
    first, last = words.day(found.since), words.day(report.on)
    if found.known_on:
        known = words.day(found.known_on)
        first = words.say("{day} (as known on {known})", day=first, known=known)
    steps = [
        (
            capital(words.say(phrases.STEPS[s.step])),
            amounts.points(s.points, words, signed=True),
            words.number(s.actions),
        )
        for s in found.steps
    ]
    rows = [
        (first, amounts.progress(report.glance.before, words), ""),
        *steps,
        (last, amounts.progress(report.glance.figures, words), ""),
    ]
    return [
        b.Table(
            caption=words.say("From one figure to the other"),
            head=(words.say("Step"), words.say("Figure"), words.say("Actions")),
            rows=tuple(
                ((label,), (figure(value, "#made-points"),), (n,)) for label, value, n in rows
            ),
            align="lrr",
            totals=1,
        )
    ]
