"""A chapter of a theme: its groups, its dossiers, its actions."""

from benelux_tracker.language import phrases
from benelux_tracker.language.figures import Figures, progress_said
from benelux_tracker.language.words import Words
from benelux_tracker.report import blocks as b
from benelux_tracker.report import contents as c
from benelux_tracker.report.layout import drawn
from benelux_tracker.report.layout.opening import dated, gauge, stories
from benelux_tracker.report.layout.runs import (
    badge,
    capital,
    figure,
    linked,
    names,
    notes,
    signalled,
)
from benelux_tracker.report.prose import made
from benelux_tracker.state import Schedule
from benelux_tracker.tally import Tally
from benelux_tracker.vocabulary import Output, Status


def chapter(theme: c.ThemeChapter, report: c.YearReport, words: Words) -> list[b.Block]:
    """A theme: its narrative, its working groups, then dossier by dossier."""
    blocks: list[b.Block] = [
        b.Paragraph(signalled(theme.figures, " – ", words), "signal"),
        *gauge(theme.figures, words),
        *stories(theme.stories),
    ]
    if theme.groups:
        blocks += [_groups(theme, words), b.Paragraph((_reconciled(theme, words),), "meta")]
    blocks += [block for group in theme.groups if group.stories for block in _of_group(group)]
    lines = [line for section in theme.dossiers for line in section.actions if not _settled(line)]
    blocks += drawn.timelines(theme, lines, report, words)
    for section in theme.dossiers:
        blocks += _section(section, words)
    return blocks


def _of_group(group: c.GroupLine) -> list[b.Block]:
    return [b.Paragraph((group.name,), "label"), *stories(group.stories)]


def _groups(theme: c.ThemeChapter, words: Words) -> b.Table:
    leads = made(f"theme:{theme.id}")
    rows = tuple((_row((line.name,), line.figures, leads, words)) for line in theme.groups)
    total = _row((b.Strong(words.say("Theme, each action once")),), theme.figures, leads, words)
    return b.Table(
        caption=words.say("Working groups in this theme"),
        head=(
            words.say("Working group"),
            words.say("Actions"),
            words.say("Completed"),
            words.say("Progress"),
            words.say("Coverage"),
            words.say("Signal"),
        ),
        rows=(*rows, total),
        align="lrrrrl",
        totals=1,
    )


def _row(name: b.Runs, figures: Figures, leads: str, words: Words) -> tuple[b.Runs, ...]:
    return (
        name,
        (figure(words.number(figures.tally.actions), leads),),
        (figure(words.number(figures.tally.completed), leads),),
        (figure(progress_said(figures, words), leads),),
        (figure(words.share(figures.coverage), leads),),
        (badge(figures.signal, words),),
    )


def _reconciled(theme: c.ThemeChapter, words: Words) -> str:
    whole: Tally = theme.figures.tally
    return words.say(
        "Actions of the groups {groups} − shared {shared} = theme {theme}.",
        groups=whole.actions + theme.shared.actions,
        shared=theme.shared.actions,
        theme=whole.actions,
    )


def _section(section: c.DossierSection, words: Words) -> list[b.Block]:
    blocks: list[b.Block] = [
        b.Heading(level=2, text=section.title, anchor=f"dossier-{section.id}"),
        *stories(section.stories),
        *dated(section.moments, words),
    ]
    if not section.actions:
        blocks.append(b.Paragraph((words.say("No action has been set out for this dossier yet."),)))
    settled = [line for line in section.actions if _settled(line)]
    blocks += [_card(line, words) for line in section.actions if line not in settled]
    if settled:
        blocks.append(b.Paragraph((words.say("Settled before this year:"),), "label"))
        blocks += [_settled_card(line, words) for line in settled]
    return blocks


def _settled(line: c.ActionLine) -> bool:
    return line.status in {Status.COMPLETED, Status.CANCELLED} and not line.news


def _settled_card(line: c.ActionLine, words: Words) -> b.Card:
    status = words.say(phrases.STATUSES[line.status])
    return b.Card(
        anchor=f"action-{line.id}",
        number="",
        title=(*_title(line), f" – {status}", *notes(line.cited), *_place(line.place)),
        badge=badge(line.verdict.signal, words),
        blocks=(),
    )


def _title(line: c.ActionLine) -> b.Runs:
    return (line.title, f" – {line.reference}") if line.reference else (line.title,)


def _place(place: str) -> b.Runs:
    return (" ", b.Small(place)) if place else ()


def _card(line: c.ActionLine, words: Words) -> b.Card:
    blocks: list[b.Block] = [b.Facts(_facts(line, words), words.say(": "))]
    if line.steps:
        blocks.append(b.Ladder(tuple(_rung(step, words) for step in line.steps)))
    if line.news:
        blocks.append(b.Dates(tuple((words.day(n.date), _told(n, words)) for n in line.news)))
    if line.note:
        blocks.append(b.Paragraph((line.note, *notes(line.cited)), "note"))
    return b.Card(
        anchor=f"action-{line.id}",
        number="",
        title=_title(line),
        badge=badge(line.verdict.signal, words),
        blocks=tuple(blocks),
    )


def _facts(line: c.ActionLine, words: Words) -> tuple[tuple[str, b.Runs], ...]:
    status = words.say(phrases.STATUSES[line.status])
    late_step = line.schedule is Schedule.ON_TIME and any(step.late for step in line.steps)
    schedule = "" if late_step else words.say(phrases.SCHEDULES[line.schedule])
    named = line.output not in {None, Output.OTHER}
    kind: b.Runs = (words.say(phrases.OUTPUTS[line.output]),) if line.output and named else ()
    countries = words.listed(words.country(code) for code in line.countries)
    facts: list[tuple[str, b.Runs]] = [
        (words.say("Status"), (f"{status}, {schedule}" if schedule else status,)),
        (words.say("Why this signal"), (words.why(line.verdict),)),
        (words.say("Completion"), (figure(_completion(line, words), "#made-completion"),)),
        (words.say("Due"), (_due(line, words),)),
        (words.say("Working groups"), names(line.groups)),
        (words.say("Objective"), (line.objective,)),
        (words.say("Kind"), kind),
        (words.say("Countries"), (countries,) if line.countries else ()),
        (words.say("Partners"), names(line.partners)),
        (words.say("Goes on as"), _successor(line)),
        (words.say("Weight"), (_weight(line, words),)),
        (
            words.say("Stands at"),
            (*notes(() if line.note else line.cited), *_place(line.place)),
        ),
    ]
    return tuple((label, runs) for label, runs in facts if runs)


def _successor(line: c.ActionLine) -> b.Runs:
    if line.successor is None or line.successor_title is None:
        return ()
    return (linked(line.successor, line.successor_title),)


def _completion(line: c.ActionLine, words: Words) -> str:
    planned = words.percent(line.planned_completion // 100)
    if line.completion is None:
        return words.say("unknown; the plan foresaw {planned}", planned=planned)
    done = words.percent(line.completion // 100)
    return words.say("{done}; the plan foresaw {planned}", done=done, planned=planned)


def _weight(line: c.ActionLine, words: Words) -> str:
    weight = words.number(line.weight)
    return words.say("{weight}, critical action", weight=weight) if line.critical else weight


def _due(line: c.ActionLine, words: Words) -> str:
    if line.due is None:
        return words.say("no date of its own; counted to {day}", day=words.day(line.planned_end))
    due = words.due(line.original_due)
    if line.due != line.original_due:
        due = words.say("{first}, now {now}", first=due, now=words.due(line.due))
    if not line.days_late:
        return due
    late = words.count("{number} day late", "{number} days late", line.days_late)
    return f"{due} ({late})"


def _rung(step: c.Step, words: Words) -> b.Rung:
    name = words.country(step.country) if step.country else ""
    country: b.Runs = (f" ({name})",) if name not in step.title.text else ()
    if step.reached:
        when = words.say("reached by {day}", day=words.day(step.reached))
        return b.Rung(state="done", mark="✓", runs=(step.title, *country, " – ", b.Small(when)))
    state, mark = ("late", "!") if step.late else ("open", "○")
    when = words.say("due: {due}", due=words.due(step.due)) if step.due else words.say("no date")
    if step.late and step.due:
        when = words.say("{when}, passed", when=when)
    elif step.late:
        when = words.say("no date of its own, that of the action has passed")
    return b.Rung(state=state, mark=mark, runs=(step.title, *country, " – ", b.Small(when)))


def _told(news: c.News, words: Words) -> b.Runs:
    said: b.Runs = (news.summary,) if news.summary else (_bare(news, words),)
    reason: b.Runs = (" ", b.Strong(words.say("Reason:")), " ", news.reason) if news.reason else ()
    return (*said, *reason, *notes(news.cited), *_place(news.place))


def _bare(news: c.News, words: Words) -> str:
    if news.status:
        return f"{capital(words.say(phrases.STATUSES[news.status]))}."
    if news.unchanged:
        return words.say("Nothing to report.")
    return words.say("Reported without a text.")
