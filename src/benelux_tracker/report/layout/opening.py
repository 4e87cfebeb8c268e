"""The cover, the year at a glance, and its dates."""

from collections.abc import Sequence
from typing import Final

from benelux_tracker.language import phrases
from benelux_tracker.language.figures import Figures, bounds_said, headline, progress_said
from benelux_tracker.language.words import Words
from benelux_tracker.report import blocks as b
from benelux_tracker.report import contents as c
from benelux_tracker.report.layout import drawn
from benelux_tracker.report.layout.runs import badge, capital, figure, notes, signalled
from benelux_tracker.report.prose import made, prose
from benelux_tracker.report.said import Said
from benelux_tracker.summary.telling import hypothetical


def cover(report: c.YearReport, words: Words) -> tuple[tuple[str, str], ...]:
    """What the cover says: presidency, the two dates, the language, and what is odd."""
    known = words.say("all that is in the files")
    if report.known_on is not None:
        known = words.day(report.known_on)
    rows = [
        (words.say("As it stood on"), words.day(report.on)),
        (words.say("As known on"), known),
        (words.say("Language"), words.language_name(report.language)),
    ]
    if report.presidency:
        rows.insert(0, (words.say("Presidency"), words.country(report.presidency)))
    if report.provisional:
        rows.append((words.say("Provisional"), words.say("the year was not over when it was told")))
    elif report.interim:
        rows.append((words.say("Interim"), words.say("the year is not over on that day")))
    if report.supposed:
        rows.append((words.say("Supposed updates"), words.number(report.supposed)))
    return tuple(rows)


def stories(told: tuple[c.Story, ...]) -> list[b.Block]:
    """Narratives with their source notes."""
    return [block for story in told for block in prose(story, notes(story.cited))]


def glance(report: c.YearReport, words: Words) -> list[b.Block]:
    """The headline, the counts, and the table of themes."""
    seen = report.glance
    least = report.annex.rules.min_coverage
    line = headline(seen.figures, least, words)
    whole = _why(words.say("Programme"), seen.figures, words)
    notice = b.Paragraph((b.Strong(hypothetical(report.supposed, words)),), "note")
    return [
        *([notice] if report.supposed else []),
        b.Paragraph((figure(line, _WHOLE),), "headline"),
        *gauge(seen.figures, words),
        *stories(report.stories),
        _tiles(report, words),
        _numbers(report, words),
        b.Table(
            caption=words.say("Progress by theme"),
            head=(
                words.say("Theme"),
                words.say("Progress"),
                words.say("Coverage"),
                words.say("Bounds"),
                words.say("Plan"),
                words.say("Signal"),
            ),
            rows=(
                *(_theme(line, words) for line in seen.themes),
                _row((b.Strong(words.say("Programme")),), seen.figures, _WHOLE, words),
            ),
            align="lrrrrl",
            totals=1,
        ),
        b.Paragraph((words.say(_HOW_TO_READ),), "meta"),
        b.Paragraph((words.say("Why each signal:"),), "label"),
        b.Bullets((*(_why(line.title, line.figures, words) for line in seen.themes), whole)),
    ]


_HOW_TO_READ = (
    "Progress is the part done of the work that is due and reported; coverage is the share of "
    "the due work that is reported; the bounds say what all due work may come to; the plan says "
    "how far the same actions should be."
)


_WHOLE: Final = made("programme")
_BRIDGE: Final = "#year-on-year"


def gauge(figures: Figures, words: Words) -> list[b.Block]:
    """The range of what is done as a picture; nothing where there is no range."""
    if figures.low is None or figures.high is None:
        return []
    phrase = "Between {low} and {high} of the due work is done; the plan foresaw {planned}."
    if figures.no_number is not None:
        phrase = phrases.NO_NUMBERS[figures.no_number]
    elif figures.low == figures.high:
        phrase = "{progress} of the due work is done; the plan foresaw {planned}."
    text = words.say(
        phrase,
        progress=progress_said(figures, words),
        low=figures.low,
        high=words.share(figures.high, up=True),
        planned=figures.planned,
    )
    return [
        b.Gauge(
            low=figures.low,
            high=figures.high,
            known=figures.progress,
            planned=figures.planned,
            text=text,
        )
    ]


def _theme(line: c.ThemeLine, words: Words) -> tuple[b.Runs, ...]:
    name = b.Link(line.title, f"#theme-{line.id}")
    return _row((name,), line.figures, made(f"theme:{line.id}"), words)


def _row(name: b.Runs, figures: Figures, leads: str, words: Words) -> tuple[b.Runs, ...]:
    return (
        name,
        (figure(progress_said(figures, words), leads),),
        (figure(words.share(figures.coverage), leads),),
        (figure(bounds_said(figures, words), leads),),
        (figure(words.share(figures.planned), "#made-plan"),),
        (badge(figures.signal, words),),
    )


def _why(title: str | Said, figures: Figures, words: Words) -> b.Runs:
    return (b.Strong(title), " – ", *signalled(figures, words.say(": "), words))


def _tiles(report: c.YearReport, words: Words) -> b.Block:
    """The few figures to remember."""
    seen, tally = report.glance, report.glance.figures.tally
    pairs: tuple[tuple[str, str, str], ...] = (
        (words.say("Progress of what is reported"), progress_said(seen.figures, words), _WHOLE),
        (words.say("Coverage of the due work"), words.share(seen.figures.coverage), _WHOLE),
        (words.say("Bounds of the due work"), bounds_said(seen.figures, words), _WHOLE),
        (
            words.say("Change since {year}", year=str(report.year - 1)),
            words.points(seen.change),
            _BRIDGE,
        ),
        (
            words.say("Completed in {year}", year=str(report.year)),
            words.number(len(report.year_on_year.completed)),
            "#completed",
        ),
        (words.say("Overdue"), words.number(tally.overdue), "#overdue"),
    )
    why = () if seen.change is not None else (" ", b.Small(_no_change(report, words)))
    told = tuple(
        (label, (figure(text, leads), *(why if leads == _BRIDGE else ())))
        for label, text, leads in pairs
    )
    return b.Facts(told, words.say(": "), "key")


def _no_change(report: c.YearReport, words: Words) -> str:
    """Why there is no change to show: one of the two years has no figure."""
    without = report.year - (report.glance.before.progress is None)
    return words.say("there is no figure for {year}", year=str(without))


def _numbers(report: c.YearReport, words: Words) -> b.Block:
    seen, tally = report.glance, report.glance.figures.tally
    milestones = words.count(
        "{reached} of {all}; {number} was due by now",
        "{reached} of {all}; {number} were due by now",
        tally.milestones_due,
        reached=tally.milestones_reached,
        all=tally.milestones,
    )
    reached = (words.say("Milestones reached"), milestones, "#made-completion")
    outside = words.say("Actions of weight 0, outside the progress")
    weightless = (outside, words.number(seen.weightless), "#made-weight")
    objectives = _part(seen.objectives_with_actions, seen.objectives, words)
    groups = _part(seen.groups_reported, seen.groups_involved, words)
    heard = "#made-reporting"
    counts = (
        (
            words.say("Of the whole programme, future work included"),
            _whole(seen.figures, words),
            "#made-whole",
        ),
        (words.say("Actions"), _by_status(report, words), "#contributions"),
        *([weightless] if seen.weightless else []),
        (words.say("Never reported"), words.number(tally.never_reported), "#chase-list"),
        *([reached] if tally.milestones else []),
        (words.say("Objectives with actions"), objectives, "#made-objectives"),
        (words.say("Working groups that reported in the year"), groups, heard),
        (words.say("Due work with an update in the year"), words.share(seen.updated_share), heard),
    )
    return b.Table(
        caption=words.say("The year in numbers"),
        head=("", words.say("Figure")),
        rows=tuple(((label,), (figure(value, leads),)) for label, value, leads in counts),
        align="ll",
    )


def _part(part: int, whole: int, words: Words) -> str:
    return words.say("{part} of {all}", part=part, all=whole)


def _whole(figures: Figures, words: Words) -> str:
    low, planned = words.share(figures.whole_low), words.share(figures.planned_progress)
    if figures.whole_low == figures.whole_high:
        return words.say("{done}; the plan foresaw {planned}", done=low, planned=planned)
    return words.say(
        "{low} to {high} done; the plan foresaw {planned}",
        low=low,
        high=words.share(figures.whole_high, up=True),
        planned=planned,
    )


def _by_status(report: c.YearReport, words: Words) -> str:
    tally = report.glance.figures.tally
    parts = [
        words.count(phrase, phrase, count)
        for status, phrase in phrases.COUNTS.items()
        if (count := getattr(tally, status))
    ]
    if not parts:
        return words.number(0)
    live = words.number(tally.actions)
    return words.say("{live} live; {parts}", live=live, parts=words.listed(parts))


def pictures(report: c.YearReport, words: Words) -> list[b.Block]:
    """Themes, signals and years as pictures; then the highlighted moments of the year."""
    themes = [(line.title.text, line.figures) for line in report.glance.themes]
    whole = (words.say("Programme"), report.glance.figures)
    ranges = [drawn.ranges([*themes, whole], words)] if themes else []
    course = drawn.course(report.course, (report.on, words.day(report.on)), words)
    parts: list[tuple[str, str, Sequence[b.Block]]] = [
        ("themes", words.say("Progress by theme"), ranges),
        ("signals", words.say("Signals by theme"), drawn.signals(report, words)),
        ("years", words.say("The programme over its years"), course),
        ("dates", words.say("The year in dates"), dated(report.timeline, words)),
    ]
    return [
        block
        for anchor, title, inside in parts
        if inside
        for block in (b.Heading(level=2, text=title, anchor=f"pictures-{anchor}"), *inside)
    ]


def dated(moments: tuple[c.Moment, ...], words: Words) -> list[b.Block]:
    """Moments in the order of time; nothing where there are none."""
    if not moments:
        return []
    lines = ((words.days(m.date, m.end), _moment(m)) for m in moments)
    return [b.Dates(tuple((capital(when), what) for when, what in lines))]


def _moment(moment: c.Moment) -> b.Runs:
    where: b.Runs = () if moment.place is None else (" (", moment.place, ")")
    return (moment.title, *where, *notes(moment.cited))
