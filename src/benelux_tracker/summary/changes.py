"""What changed between two days, in words: by number, or of one action."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from benelux_tracker.comparison import Bridge, Change, ChangeKind, Comparison, Step, View
from benelux_tracker.language import phrases
from benelux_tracker.language.figures import figures_of, headline
from benelux_tracker.language.words import Words, one_line
from benelux_tracker.state import ActionState, Signal
from benelux_tracker.summary.clauses import Account, Clauses, sentence

CHANGES: Final[Mapping[ChangeKind, Callable[[Words, int], str]]] = {
    ChangeKind.NEW: lambda w, n: w.count("{number} was added", "{number} were added", n),
    ChangeKind.REMOVED: lambda w, n: w.count(
        "{number} was taken out", "{number} were taken out", n
    ),
    ChangeKind.STARTED: lambda w, n: w.count("{number} was started", "{number} were started", n),
    ChangeKind.COMPLETED: lambda w, n: w.count(
        "{number} was completed", "{number} were completed", n
    ),
    ChangeKind.CANCELLED: lambda w, n: w.count(
        "{number} was cancelled", "{number} were cancelled", n
    ),
    ChangeKind.SUSPENDED: lambda w, n: w.count(
        "{number} was suspended", "{number} were suspended", n
    ),
    ChangeKind.RESUMED: lambda w, n: w.count("{number} was resumed", "{number} were resumed", n),
    ChangeKind.REOPENED: lambda w, n: w.count("{number} was reopened", "{number} were reopened", n),
    ChangeKind.POSTPONED: lambda w, n: w.count(
        "{number} was postponed", "{number} were postponed", n
    ),
    ChangeKind.BROUGHT_FORWARD: lambda w, n: w.count(
        "{number} was brought forward", "{number} were brought forward", n
    ),
    ChangeKind.FIRST_REPORTED: lambda w, n: w.count(
        "{number} was reported on for the first time",
        "{number} were reported on for the first time",
        n,
    ),
    ChangeKind.GONE_STALE: lambda w, n: w.count(
        "the last news of {number} became too old", "the last news of {number} became too old", n
    ),
    ChangeKind.SIGNAL_CHANGED: lambda w, n: w.count(
        "{number} changed signal", "{number} changed signal", n
    ),
    ChangeKind.CORRECTED: lambda w, n: w.count(
        "what was known of {number} was corrected", "what was known of {number} was corrected", n
    ),
    ChangeKind.TOLD_LATE: lambda w, n: w.count(
        "news of {number} came in afterwards", "news of {number} came in afterwards", n
    ),
}
"""How many actions changed in some way, as a clause."""

_OF_ONE: Final[Mapping[ChangeKind, Callable[[Words, str], str]]] = {
    ChangeKind.NEW: lambda w, _: w.say("it was added"),
    ChangeKind.REMOVED: lambda w, _: w.say("it was taken out"),
    ChangeKind.STARTED: lambda w, _: w.say("it was started"),
    ChangeKind.COMPLETED: lambda w, _: w.say("it was completed"),
    ChangeKind.CANCELLED: lambda w, _: w.say("it was cancelled"),
    ChangeKind.SUSPENDED: lambda w, _: w.say("it was suspended"),
    ChangeKind.RESUMED: lambda w, _: w.say("it was resumed"),
    ChangeKind.REOPENED: lambda w, _: w.say("it was reopened"),
    ChangeKind.POSTPONED: lambda w, span: w.say("it was postponed by {span}", span=span),
    ChangeKind.BROUGHT_FORWARD: lambda w, span: w.say(
        "it was brought forward by {span}", span=span
    ),
    ChangeKind.FIRST_REPORTED: lambda w, _: w.say("it was reported on for the first time"),
    ChangeKind.GONE_STALE: lambda w, _: w.say("the last news of it became too old"),
    ChangeKind.SIGNAL_CHANGED: lambda w, _: w.say("its signal changed"),
    ChangeKind.CORRECTED: lambda w, _: w.say("what was known of it was corrected"),
    ChangeKind.TOLD_LATE: lambda w, _: w.say("news of it came in afterwards"),
}
"""How one action changed, as a clause."""


_WITH_REASON: Final = {
    ChangeKind.CANCELLED,
    ChangeKind.SUSPENDED,
    ChangeKind.POSTPONED,
    ChangeKind.BROUGHT_FORWARD,
}
"""The changes that want a reason."""


def changed(record: Comparison, say: Clauses, *, reasons: bool) -> list[str]:
    """What changed, as clauses: of one action how, and why; of several how many."""
    if record.subject.is_action:
        return [_of_one(change, say, reasons=reasons) for change in record.changes]
    return [
        clause(say.words, len(found))
        for kind, clause in CHANGES.items()
        if (found := record.of(kind))
    ]


def _of_one(change: Change, say: Clauses, *, reasons: bool) -> str:
    before, after = change.before, change.after
    span = ""
    if change.days and before and after:
        span = say.span(*sorted((before.due, after.due)))
    clause = _OF_ONE[change.kind](say.words, span)
    given = change.reason if reasons and change.kind in _WITH_REASON else None
    return say.with_reason(clause, given)


def since(record: Comparison, say: Clauses) -> str:
    """What changed since a day, as a sentence."""
    day = say.words.day(record.opening.on)
    clauses = changed(record, say, reasons=False)
    if not clauses:
        return say.words.say("Since {day}, nothing changed.", day=day)
    changes = say.words.listed(clauses)
    return say.words.say("Since {day}, {changes}.", day=day, changes=changes)


def account_of_comparison(record: Comparison, say: Clauses) -> Account:
    """What is said of a comparison."""
    clauses, alone = changed(record, say, reasons=True), record.subject.is_action
    earlier, later = _days(record, say)
    if not clauses:
        phrase = "Between {earlier} and {later}, nothing changed for {subject}."
    elif alone:
        phrase = "Between {earlier} and {later}, this changed for {subject}: {changes}."
    else:
        phrase = (
            "Between {earlier} and {later}, the actions changed as follows for {subject}: "
            "{changes}."
        )
    gaps = {"earlier": earlier, "later": later}
    listed = say.words.listed(clauses)
    opening = say.words.say(phrase, subject=say.subject(record.subject), **gaps, changes=listed)
    figures = list((_completion if alone else _figures)(record, say, earlier, later))
    title = one_line(say.about(record.subject))
    line = "{title}, between {earlier} and {later}: {changes}."
    listed = listed or say.words.say("nothing changed")
    return Account(
        line=say.words.say(line, title=title, changes=listed, **gaps),
        notices=say.notices(
            [(view.on, view.known_on) for view in (record.opening, record.closing)],
            *record.opening.supposed,
        ),
        sentences=[opening, *figures, _signal(record, say)],
        facts=[opening, *([] if alone else _named(record, say)), *figures, _signal(record, say)],
    )


def _days(record: Comparison, say: Clauses) -> tuple[str, str]:
    """The two days, told apart where they are the same."""
    opening, closing = record.opening, record.closing
    earlier, later = (say.day(view.on, view.known_on) for view in (opening, closing))
    if opening.supposed != closing.supposed:
        earlier, later = (
            say.words.say("{day} (with what is supposed)", day=day) if view.supposed else day
            for view, day in ((opening, earlier), (closing, later))
        )
    if opening.known_on and not closing.known_on:
        return earlier, say.words.say("{day} (with all that is known)", day=later)
    return earlier, later


def _named(record: Comparison, say: Clauses) -> Iterator[str]:
    """How many changed in each way, and which."""
    for kind, clause in CHANGES.items():
        found = list(dict.fromkeys(change.action for change in record.of(kind)))
        if found:
            colon = say.words.say(": ")
            yield sentence(f"{clause(say.words, len(found))}{colon}{say.some(found)}")


def _figures(record: Comparison, say: Clauses, earlier: str, later: str) -> Iterator[str]:
    """The figures of both days, and the bridge where enough is reported on both."""
    least = record.programme.rules.min_coverage
    enough = True
    for view, day in ((record.opening, earlier), (record.closing, later)):
        figure = say.after_colon(headline(figures_of(view.progress), least, say.words))
        yield say.words.say("As at {day}: {figure}", day=day, figure=figure)
        enough = enough and view.progress.coverage is not None and view.progress.coverage >= least
    if enough:
        yield _bridge(record.bridge, say.words)


def _bridge(bridge: Bridge, words: Words) -> str:
    """By how much progress changed, and through what."""
    if bridge.missing:
        pillar, _ = bridge.missing
        return words.say(phrases.PILLARS[pillar])
    change = words.points(sum(bridge.steps.values(), Fraction(0)))
    steps = [
        _step(step, words.points(share), words) for step, share in bridge.steps.items() if share
    ]
    if not steps:
        return words.say("Progress stayed the same.")
    return words.say(
        "Progress changed by {change}: {steps}.", change=change, steps=words.listed(steps)
    )


def _step(step: Step, points: str, words: Words) -> str:
    match step:
        case Step.CORRECTIONS:
            return words.say("{points} through corrections", points=points)
        case Step.LEFT:
            return words.say("{points} through actions that left", points=points)
        case Step.SAME:
            return words.say("{points} through progress of the same actions", points=points)
        case _:
            return words.say("{points} through actions that joined", points=points)


def _completion(record: Comparison, say: Clauses, *_days: str) -> Iterator[str]:
    before, after = (_alone(view, record) for view in (record.opening, record.closing))
    if before and after and before.completion == after.completion:
        yield say.words.say("Completion, unchanged: {done}.", done=say.done(after))
    elif before and after:
        gaps = {"before": say.done(before), "after": say.done(after)}
        yield say.words.say("Completion: first {before}, now {after}.", **gaps)


def _signal(record: Comparison, say: Clauses) -> str:
    """The signal now, and what it was before where it was another."""
    before, after = (_alone(view, record) for view in (record.opening, record.closing))
    old = before.verdict if before else record.opening.progress.verdict
    new = after.verdict if after else record.closing.progress.verdict
    clause = say.signal(new, say.why(after) if after else say.words.why(new))
    if old.signal not in {new.signal, Signal.NONE}:
        colour = say.words.say(phrases.SIGNALS[old.signal])
        clause = f"{clause} ({say.words.say('before: {signal}', signal=colour)})"
    return sentence(clause)


def _alone(view: View, record: Comparison) -> ActionState | None:
    """The state of the one action that a comparison is about, if it had been adopted."""
    state = next(iter(view.states.values()), None) if record.subject.is_action else None
    return state if state and state.in_scope else None
