"""Consultations, what stalls, and the year ahead."""

from collections.abc import Iterable

from benelux_tracker.language import phrases
from benelux_tracker.language.words import Words
from benelux_tracker.report import blocks as b
from benelux_tracker.report import contents as c
from benelux_tracker.report import registers as r
from benelux_tracker.report.layout.runs import capital, linked, names, notes, part

_A_MONTH = 31


def consultations(report: c.YearReport, words: Words) -> list[b.Block]:
    """Meetings by level beside the year before, then by group."""
    if not report.meetings:
        return []
    blocks: list[b.Block] = [
        b.Table(
            caption=words.say("Meetings held"),
            head=(
                words.say("Level"),
                str(report.year),
                str(report.year - 1),
                words.say("How it is counted"),
            ),
            rows=tuple(_meetings(level, words) for level in report.meetings),
            align="lrrl",
        )
    ]
    for level in report.meetings:
        if level.groups:
            title = capital(words.say(phrases.LEVELS[level.level]))
            blocks.append(b.Paragraph((title,), "label"))
            blocks.append(b.Bullets(tuple(_group(group, words) for group in level.groups)))
    return blocks


def _group(group: r.GroupMeetings, words: Words) -> b.Runs:
    return (group.name, words.say(": "), words.number(group.count), *_at(group.places))


def _at(places: Iterable[str]) -> b.Runs:
    return tuple(run for place in places for run in (" ", b.Small(place)))


def _meetings(level: r.Meetings, words: Words) -> tuple[b.Runs, ...]:
    how = words.say("total as published") if level.published else words.say("sum of what is listed")
    return (
        (capital(words.say(phrases.LEVELS[level.level])),),
        (_or_dash(level.count, words),),
        (_or_dash(level.before, words),),
        (
            how if level.count is not None else words.say("no figure known"),
            *notes(level.cited),
            *(_at(level.places) if level.published else ()),
        ),
    )


def _or_dash(count: int | None, words: Words) -> str:
    return "–" if count is None else words.number(count)


def stalls(report: c.YearReport, words: Words) -> list[b.Block]:
    """What is overdue, suspended, cancelled or postponed, each with its reason."""
    found = report.stalls
    blocks: list[b.Block] = []
    blocks += part("overdue", words.say("Overdue"), [_overdue(s, words) for s in found.overdue])
    late = [_coming(step, words) for step in found.milestones]
    blocks += part("late-milestones", words.say("Milestones whose date has passed"), late)
    halted = [_halted(s, words) for s in found.suspended]
    blocks += part("suspended", words.say("Suspended"), halted)
    ended = [_halted(s, words) for s in found.cancelled]
    blocks += part("cancelled", words.say("Cancelled"), ended)
    moved = [_postponed(s, words) for s in found.postponed]
    blocks += part("postponed", words.say("Postponed"), moved)
    if not blocks:
        blocks.append(b.Paragraph((words.say("Nothing is overdue, suspended or postponed."),)))
    return blocks


def _overdue(stalled: r.Stalled, words: Words) -> b.Runs:
    due = words.due(stalled.due)
    if stalled.days:
        late = words.count("{number} day late", "{number} days late", stalled.days)
        due = f"{due}, {late}"
    return (*_head(stalled), f" – {due}. ", *_reason(stalled, words))


def _head(stalled: r.Stalled) -> b.Runs:
    groups: b.Runs = (" (", *names(stalled.groups), ")")
    return (linked(stalled.action, stalled.title), *groups)


def _halted(stalled: r.Stalled, words: Words) -> b.Runs:
    return (*_head(stalled), ". ", *_reason(stalled, words))


def _reason(stalled: r.Stalled, words: Words) -> b.Runs:
    if stalled.reason is None:
        return (words.say("No reason was given."),)
    return (b.Strong(words.say("Reason:")), " ", stalled.reason)


def _postponed(stalled: r.Stalled, words: Words) -> b.Runs:
    runs: list[b.Run] = [*_head(stalled), f" – {words.due(stalled.original_due)}"]
    for slip in stalled.slips:
        runs += [" → ", b.Strong(words.due(slip.due))]
        said = words.say("stated on {day}", day=words.day(slip.stated))
        reason: b.Runs = (words.say(": "), slip.reason) if slip.reason else ()
        runs += [" (", b.Small(said), *reason, ")"]
    lost = words.count("{number} day in all", "{number} days in all", stalled.days)
    if stalled.original_due and stalled.due and stalled.days > _A_MONTH:
        lost += f" ({words.span(stalled.original_due.last, stalled.due.last)})"
    return (*runs, words.say("; "), f"{lost}.")


def _coming(coming: r.Coming, words: Words) -> b.Runs:
    step: b.Runs = (words.say(": "), coming.milestone) if coming.milestone else ()
    groups: b.Runs = (" (", *names(coming.groups), ")")
    due = f" – {words.due(coming.due)}"
    return (linked(coming.action, coming.title), *step, due, *groups)


def next_year(report: c.YearReport, words: Words) -> list[b.Block]:
    """What falls due, what is carried over, and what nobody reported on."""
    ahead = report.next_year
    due = words.say("Due in {year}", year=str(report.year + 1))
    if report.interim:
        due = words.say("Due by the end of {year}", year=str(report.year + 1))
    carried = words.say("Carried over from {year}", year=str(report.year))
    blocks = part("due-next-year", due, [_coming(item, words) for item in ahead.due])
    blocks += part("carried-over", carried, [_coming(item, words) for item in ahead.carried_over])
    silent = [_silence(s, words) for s in ahead.silent]
    blocks += part("chase-list", words.say("Not heard from: the chase list"), silent)
    if not blocks:
        blocks.append(b.Paragraph((words.say("Nothing falls due and nothing is carried over."),)))
    return blocks


def _silence(silence: r.Silence, words: Words) -> b.Runs:
    runs: list[b.Run] = [b.Strong(silence.group), " – "]
    if silence.never:
        runs += [words.say("never reported:"), " ", *names(silence.never)]
    if silence.stale:
        runs += [words.say("; ")] if silence.never else []
        runs += [words.say("no news for too long:"), " ", *names(silence.stale)]
    return tuple(runs)
