"""What changed between two days, as a tree of lines in words."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from benelux_tracker.comparison import Change, ChangeKind, Comparison, Shares, View
from benelux_tracker.language import phrases
from benelux_tracker.language.figures import figures_of
from benelux_tracker.language.words import Words
from benelux_tracker.model import StatusUpdate
from benelux_tracker.summary import amounts
from benelux_tracker.summary.nodes import Look, Node, Piece, Role, node, sections, small
from benelux_tracker.summary.telling import Telling, hypothetical


def comparison_told(record: Comparison, language: str) -> Node:
    """What a comparison tells, in a language."""
    tell = Telling.of(record.programme, language)
    words = tell.words
    return node(
        Piece(tell.about(record.subject), Look.STRONG),
        under=(
            tell.labelled(words.say("From"), view_said(record.opening, words)),
            tell.labelled(words.say("To"), view_said(record.closing, words)),
            *tell.notices(record.closing.on, record.closing.known_on),
            *_only_before(record, tell),
            *sections((words.say("From one figure to the other"), list(bridged(record, tell)))),
            *changed(record, tell),
        ),
    )


def _only_before(record: Comparison, tell: Telling) -> Iterator[Node]:
    """That the earlier figure supposes something which the later one does not."""
    supposed = set(record.opening.supposed) - set(record.closing.supposed)
    if supposed:
        yield node(Piece(hypothetical(len(supposed), tell.words), Look.NOTICE))


def day_said(on: date, known_on: date | None, words: Words, *, supposed: bool) -> str:
    """The day that figures are about, and what is to be known of them."""
    day = words.day(on)
    if known_on:
        day = words.say("{day} (as known on {known})", day=day, known=words.day(known_on))
    return words.say("{day} (with what is supposed)", day=day) if supposed else day


def view_said(view: View, words: Words) -> str:
    """The day of one side of a comparison."""
    return day_said(view.on, view.known_on, words, supposed=bool(view.supposed))


def bridged(record: Comparison, tell: Telling) -> Iterator[Node]:
    """The bridge from the opening to the closing figure, or why there is none."""
    bridge, words = record.bridge, tell.words
    if bridge.missing:
        pillar, reason = bridge.missing
        said = words.say(phrases.PILLARS[pillar])
        yield node(f"{said} {words.say(phrases.NO_NUMBERS[reason])}")
        return
    yield tell.labelled(words.say("Opening"), _figure(record.opening, tell))
    for step, points in bridge.steps.items():
        under = list(_shares(bridge.shares[step], tell))
        if not under:
            continue
        shown = amounts.points(points, words, signed=True)
        yield node(f"{shown} – {words.say(phrases.STEPS[step])}", under=under)
    yield tell.labelled(words.say("Closing"), _figure(record.closing, tell))


def _figure(view: View, tell: Telling) -> str:
    figure = amounts.progress(figures_of(view.progress), tell.words)
    return f"{figure} – {view_said(view, tell.words)}"


def _shares(shares: Shares, tell: Telling) -> Iterator[Node]:
    for action, share in shares.items():
        yield node(f"{amounts.points(share, tell.words, signed=True)} – ", *tell.title(action))


def changed(record: Comparison, tell: Telling) -> list[Node]:
    """The changes by kind; a line where nothing changed."""
    found = [
        (
            tell.words.say(phrases.CHANGES[kind]),
            [_change(change, tell) for change in record.of(kind)],
        )
        for kind in ChangeKind
    ]
    return sections(*found) or [node(tell.words.say("Nothing has changed."))]


def _change(change: Change, tell: Telling) -> Node:
    """One change: its day, what it comes to, the reason given, and where it stands."""
    updates = _telling(change)
    parts = _turn(change, tell) or [tell.words.day(update.date) for update in updates[-1:]]
    supposed = any(update.id in tell.programme.supposed for update in updates)
    mark = (", ", Piece(tell.words.say("supposed"), Look.NOTICE)) if supposed else ()
    given = change.reason if change.kind not in _BY_THE_WAY else None
    return node(
        *tell.title(change.action),
        *mark,
        " – " if parts else "",
        *parts,
        tell.reason(given),
        *(small(update.origin) for update in updates),
        role=Role.ACTION,
    )


def _telling(change: Change) -> tuple[StatusUpdate, ...]:
    """The updates that a reader of a change may want to see."""
    match change.kind:
        case ChangeKind.CORRECTED | ChangeKind.TOLD_LATE:
            return change.updates
        case ChangeKind.GONE_STALE | ChangeKind.SIGNAL_CHANGED:
            return change.updates[-1:]
        case _:
            return change.updates[:1]


_BY_THE_WAY: Final = {
    ChangeKind.STARTED,
    ChangeKind.COMPLETED,
    ChangeKind.RESUMED,
    ChangeKind.FIRST_REPORTED,
    ChangeKind.SIGNAL_CHANGED,
    ChangeKind.GONE_STALE,
}
"""The kinds of change that no reason is given for: one told with them is that of another."""


def _turn(change: Change, tell: Telling) -> list[str | Piece]:
    """What a change comes to, where it is more than its kind."""
    before, after, words = change.before, change.after, tell.words
    if not before or not after:
        return []
    if change.days:
        lost = words.count("{number} day", "{number} days", abs(change.days))
        first, now = words.due(before.current_due), words.due(after.current_due)
        return [f"{lost}{words.say(': ')}{first} → {now}"]
    if change.kind is ChangeKind.SIGNAL_CHANGED:
        colour, _ = tell.signal(before.verdict)
        return [colour, " → ", *tell.signal(after.verdict)]
    return []
