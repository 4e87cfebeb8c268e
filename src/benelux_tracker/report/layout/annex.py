"""The annex: how the figures are made, what is odd in the data, and what it rests on."""

from collections.abc import Iterable, Iterator

from benelux_tracker.language import phrases
from benelux_tracker.language.figures import Figures, bounds_said, progress_said
from benelux_tracker.language.words import Words
from benelux_tracker.report import blocks as b
from benelux_tracker.report import contents as c
from benelux_tracker.report.layout.runs import DASH, figure, linked
from benelux_tracker.report.prose import made
from benelux_tracker.state import Schedule
from benelux_tracker.summary import amounts
from benelux_tracker.vocabulary import Status


def annex(report: c.YearReport, words: Words) -> list[b.Block]:
    """The rules, the headline under every rule, data quality, sources, colophon."""
    blocks: list[b.Block] = [
        b.Heading(level=2, text=words.say("Rules in force"), anchor="rules"),
        *_rules(report, words),
        *_contributions(report, words),
        b.Heading(
            level=2, text=words.say("The same facts under other rules"), anchor="other-rules"
        ),
        _other_rules(report.glance.figures, words),
    ]
    if report.annex.findings:
        blocks += [
            b.Heading(level=2, text=words.say("Quality of the data"), anchor="findings"),
            _findings(report, words),
        ]
    if report.annex.sources:
        blocks += [
            b.Heading(level=2, text=words.say("Sources"), anchor="sources"),
            b.Bullets(tuple(_source(note, words) for note in report.annex.sources)),
        ]
    return [*blocks, *_colophon(report, words)]


def _rules(report: c.YearReport, words: Words) -> Iterator[b.Block]:
    """The rules in force, a paragraph each; figures lead to them."""
    rules = report.annex.rules
    short = rules.behind_tolerance // 100
    figures = {
        "days": words.count("{number} day", "{number} days", rules.stale_after_days),
        "points": words.count("{number} point", "{number} points", short),
        "coverage": words.share(rules.min_coverage),
        "red": words.share(rules.red),
        "amber": words.share(rules.amber),
    }
    for name, sentence in phrases.RULES_IN_FORCE.items():
        yield b.Paragraph((words.say(sentence, **figures),), "", f"made-{name}")


def _contributions(report: c.YearReport, words: Words) -> list[b.Block]:
    """From the actions to the figures of each theme and of the programme."""
    title = words.say("From actions to figures")
    blocks: list[b.Block] = [
        b.Heading(level=2, text=title, anchor="contributions"),
        _sum(made("programme"), (b.Strong(words.say("Programme")),), report.glance.figures, words),
    ]
    for theme in report.themes:
        leads = made(f"theme:{theme.id}")
        blocks.append(_sum(leads, (b.Strong(theme.title),), theme.figures, words))
        lines = [line for section in theme.dossiers for line in section.actions if line.weight]
        if lines:
            blocks.append(_actions(theme, lines, words))
    return blocks


def _sum(leads: str, title: b.Runs, figures: Figures, words: Words) -> b.Paragraph:
    """How the figures of a set of actions are made of its weights."""
    tally = figures.tally
    if figures.no_number is not None:
        said = words.say(phrases.NO_NUMBERS[figures.no_number])
    else:
        said = words.say(
            "Of the weight reported ({known}), {done} is done: progress {progress}. Of the weight "
            "due ({due}), {known} is reported: coverage {coverage}. Of all that is due, {bounds} "
            "is done.",
            done=amounts.exact(tally.earned, words),
            known=tally.known_weight,
            due=tally.due_weight,
            progress=progress_said(figures, words),
            coverage=figures.coverage,
            bounds=bounds_said(figures, words),
        )
    return b.Paragraph((*title, " – ", said), "made", leads.removeprefix("#"))


def _actions(theme: c.ThemeChapter, lines: Iterable[c.ActionLine], words: Words) -> b.Table:
    rows = [_action(line, words) for line in lines]
    known = theme.figures.tally.known_weight
    whole = theme.figures.progress
    total: tuple[b.Runs, ...] = (
        (b.Strong(words.say("Sum of what is reported")),),
        (words.number(known),),
        ("",),
        (DASH if whole is None else amounts.points(whole, words),),
    )
    return b.Table(
        caption=words.say("{title}: what each action adds to its progress", title=theme.title.text),
        head=(
            words.say("Action"),
            words.say("Weight"),
            words.say("Completion"),
            words.say("Contribution"),
        ),
        rows=(*rows, total),
        align="lrrr",
        totals=1,
    )


def _action(line: c.ActionLine, words: Words) -> tuple[b.Runs, ...]:
    points = DASH if line.points is None else amounts.points(line.points, words)
    return (
        (linked(line.id, line.title),),
        (words.number(line.weight),),
        (_completion(line, words),),
        (points,),
    )


def _completion(line: c.ActionLine, words: Words) -> b.Run:
    if line.status is Status.CANCELLED:
        return words.say(phrases.STATUSES[line.status])
    if line.schedule is Schedule.NOT_DUE:
        return words.say(phrases.SCHEDULES[line.schedule])
    if line.completion is None:
        return words.say("unknown")
    return figure(amounts.done(line.completion, words), "#made-completion")


def _other_rules(figures: Figures, words: Words) -> b.Table:
    rows = (
        (
            words.say("Weighted, of what is due and reported (this report)"),
            progress_said(figures, words),
        ),
        (
            words.say("Each action the same weight, those of weight 0 included"),
            words.share(figures.unweighted),
        ),
        (
            words.say("Only completed work counts, of everything"),
            words.share(figures.completed_share),
        ),
        (words.say("As adopted: cancelled work still counts"), words.share(figures.as_adopted)),
        (words.say("What is unknown counts as nothing"), words.share(figures.low)),
    )
    return b.Table(
        caption=words.say("Progress of the programme under each rule"),
        head=(words.say("Rule"), words.say("Progress")),
        rows=tuple(((label,), (figure(value, made("programme")),)) for label, value in rows),
        align="lr",
    )


def _findings(report: c.YearReport, words: Words) -> b.Table:
    return b.Table(
        caption=words.say("Findings in the data, by code"),
        head=(
            words.say("Code"),
            words.say("What it means"),
            words.say("Number"),
            words.say("First of them"),
        ),
        rows=tuple(
            ((f.code,), (_meaning(f, words),), (words.number(f.count),), (b.Small(f.place),))
            for f in report.annex.findings
        ),
        align="llrl",
    )


def _meaning(finding: c.Finding, words: Words) -> str:
    phrase = phrases.FINDINGS.get(finding.code)
    return words.say(phrase) if phrase else finding.example


def _source(note: c.SourceNote, words: Words) -> b.Runs:
    title: b.Run = b.Link(note.title, note.url) if note.url else note.title
    about = [note.publisher] if note.publisher else []
    if note.published:
        about.append(words.due(note.published))
    if note.reliability and note.reliability in phrases.RELIABILITIES:
        about.append(words.say(phrases.RELIABILITIES[note.reliability]))
    behind = f", {', '.join(about)}" if about else ""
    return (b.NoteMark(note.number), " ", title, behind)


def _known_before(report: c.YearReport, words: Words) -> tuple[tuple[str, b.Runs], ...]:
    """The day on which last year's figures were known, where it is another one."""
    day = report.year_on_year.known_on
    if day == report.known_on or day is None:
        return ()
    return ((words.say("The year before as known on"), (day.isoformat(),)),)


def _colophon(report: c.YearReport, words: Words) -> list[b.Block]:
    colophon = report.annex.colophon
    supposed: tuple[tuple[str, b.Runs], ...] = ()
    if report.supposed:
        supposed = ((words.say("Supposed updates"), (words.number(report.supposed),)),)
    facts: tuple[tuple[str, b.Runs], ...] = (
        (words.say("Digest of the data (SHA-256)"), (b.Small(colophon.digest),)),
        (words.say("As it stood on"), (report.on.isoformat(),)),
        (
            words.say("As known on"),
            (
                report.known_on.isoformat()
                if report.known_on
                else words.say("all that is in the files"),
            ),
        ),
        *_known_before(report, words),
        (words.say("Updates used"), (words.number(colophon.used),)),
        *supposed,
        (words.say("Updates about later days"), (words.number(colophon.later),)),
        (words.say("Updates corrected or retracted"), (words.number(colophon.superseded),)),
        (words.say("Made with"), (f"benelux_tracker {colophon.version}",)),
    )
    title = words.say("To make this report again")
    return [b.Heading(level=2, text=title, anchor="colophon"), b.Facts(facts, words.say(": "))]
