"""Consultations, what stalls, the year ahead, and the annex."""

from collections.abc import Iterable

from benelux_tracker.language import phrases
from benelux_tracker.language.figures import Figures, progress_said
from benelux_tracker.language.words import Words
from benelux_tracker.report import blocks as b
from benelux_tracker.report import contents as c
from benelux_tracker.report import registers as r
from benelux_tracker.report.layout.runs import capital, names, notes
from benelux_tracker.report.said import Said

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
    blocks += _part("overdue", words.say("Overdue"), [_overdue(s, words) for s in found.overdue])
    late = [_coming(step, words) for step in found.milestones]
    blocks += _part("late-milestones", words.say("Milestones whose date has passed"), late)
    halted = [_halted(s, words) for s in found.suspended]
    blocks += _part("suspended", words.say("Suspended"), halted)
    ended = [_halted(s, words) for s in found.cancelled]
    blocks += _part("cancelled", words.say("Cancelled"), ended)
    moved = [_postponed(s, words) for s in found.postponed]
    blocks += _part("postponed", words.say("Postponed"), moved)
    if not blocks:
        blocks.append(b.Paragraph((words.say("Nothing is overdue, suspended or postponed."),)))
    return blocks


def _part(anchor: str, title: str, items: Iterable[b.Runs]) -> list[b.Block]:
    listed = tuple(items)
    return [b.Heading(level=2, text=title, anchor=anchor), b.Bullets(listed)] if listed else []


def _linked(action: str, title: Said) -> b.Run:
    return b.Link(title, f"#action-{action}")


def _overdue(stalled: r.Stalled, words: Words) -> b.Runs:
    due = words.due(stalled.due)
    if stalled.days:
        late = words.count("{number} day late", "{number} days late", stalled.days)
        due = f"{due}, {late}"
    return (*_head(stalled), f" – {due}. ", *_reason(stalled, words))


def _head(stalled: r.Stalled) -> b.Runs:
    groups: b.Runs = (" (", *names(stalled.groups), ")")
    return (_linked(stalled.action, stalled.title), *groups)


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
    return (_linked(coming.action, coming.title), *step, due, *groups)


def next_year(report: c.YearReport, words: Words) -> list[b.Block]:
    """What falls due, what is carried over, and what nobody reported on."""
    ahead = report.next_year
    due = words.say("Due in {year}", year=str(report.year + 1))
    carried = words.say("Carried over from {year}", year=str(report.year))
    blocks = _part("due-next-year", due, [_coming(item, words) for item in ahead.due])
    blocks += _part("carried-over", carried, [_coming(item, words) for item in ahead.carried_over])
    silent = [_silence(s, words) for s in ahead.silent]
    blocks += _part("chase-list", words.say("Not heard from: the chase list"), silent)
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


def annex(report: c.YearReport, words: Words) -> list[b.Block]:
    """The rules, the headline under every rule, data quality, sources, colophon."""
    blocks: list[b.Block] = [
        b.Heading(level=2, text=words.say("Rules in force"), anchor="rules"),
        *(b.Paragraph((paragraph,)) for paragraph in _rules(report, words)),
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


def _rules(report: c.YearReport, words: Words) -> list[str]:
    rules = report.annex.rules
    short = rules.behind_tolerance // 100
    return [
        words.say(
            "Unknown is not zero: an action that nobody reported on has no completion. It counts "
            "neither as done nor as not done, but lowers the coverage and widens the bounds."
        ),
        words.say(
            "Completion of an action is the share of its milestones reached, by weight, or the "
            "percentage reported. A completed action counts in full; cancelled ones not at all."
        ),
        words.say(
            "Every figure is taken over the set of distinct actions, so an action shared by "
            "several groups counts once in its theme and in the programme."
        ),
        words.say("An action of weight 0 is listed, but counts for nothing in the progress."),
        words.say(
            "News is stale after {days}. An action is behind its plan when it is more than "
            "{points} short of it.",
            days=words.count("{number} day", "{number} days", rules.stale_after_days),
            points=words.count("{number} point", "{number} points", short),
        ),
        words.say(
            "A group of actions is grey when less than {coverage} of its due work can be assessed, "
            "red when {red} or more of that is red, amber when {amber} or more is red or amber, "
            "when any of it is red, or when a critical action is amber; a critical action that is "
            "red makes it red.",
            coverage=rules.min_coverage,
            red=rules.red,
            amber=rules.amber,
        ),
    ]


def _other_rules(figures: Figures, words: Words) -> b.Table:
    rows = (
        (
            words.say("Weighted, of what is due and reported (this report)"),
            progress_said(figures, words),
        ),
        (words.say("Each action the same weight"), words.share(figures.unweighted)),
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
        rows=tuple(((label,), (value,)) for label, value in rows),
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
    behind = f", {', '.join(about)}" if about else ""
    return (b.NoteMark(note.number), " ", title, behind)


def _colophon(report: c.YearReport, words: Words) -> list[b.Block]:
    made = report.annex.colophon
    supposed: tuple[tuple[str, b.Runs], ...] = ()
    if report.supposed:
        supposed = ((words.say("Supposed updates"), (words.number(report.supposed),)),)
    facts: tuple[tuple[str, b.Runs], ...] = (
        (words.say("Digest of the data (SHA-256)"), (b.Small(made.digest),)),
        (words.say("As it stood on"), (report.on.isoformat(),)),
        (
            words.say("As known on"),
            (report.known_on.isoformat() if report.known_on else "–",),
        ),
        (words.say("Updates used"), (words.number(made.used),)),
        *supposed,
        (words.say("Updates about later days"), (words.number(made.later),)),
        (words.say("Updates corrected or retracted"), (words.number(made.superseded),)),
        (words.say("Made with"), (f"benelux_tracker {made.version}",)),
    )
    title = words.say("To make this report again")
    return [b.Heading(level=2, text=title, anchor="colophon"), b.Facts(facts, words.say(": "))]
