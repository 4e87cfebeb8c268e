"""Status summaries in words, in four languages: a line, a paragraph or bullets."""

from collections.abc import Iterator
from typing import Final, Literal

from benelux_tracker.chase import Chase
from benelux_tracker.comparison import Comparison
from benelux_tracker.errors import RequestError, WrongTypeError, did_you_mean
from benelux_tracker.explain import Explanation, Unknown
from benelux_tracker.language import phrases
from benelux_tracker.language.figures import figures_of, headline
from benelux_tracker.language.words import one_line
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import ActionState, Signal
from benelux_tracker.summary.changes import account_of_comparison, since
from benelux_tracker.summary.clauses import Account, Clauses, sentence
from benelux_tracker.summary.letters import account_of_chase, letter
from benelux_tracker.summary.one_action import account_of_action
from benelux_tracker.vocabulary import Status

Length = Literal["line", "paragraph", "bullets", "letter"]

_LENGTHS: Final = ("line", "paragraph", "bullets")
_OF_A_CHASE: Final = ("line", "bullets", "letter")


def summarise(
    x: Snapshot | Explanation | Comparison | Chase,
    language: str = "nl",
    length: Length | None = None,
) -> str:
    """How things stand in words a reader can use as they are, or a letter to a group.

    All of it is plain text: titles stand in it as they are written, on one line,
    and are not marked up or escaped. Progress of several actions is never given
    without its coverage and bounds, and not at all below the coverage that the
    programme's rules ask for. What is supposed, or provisional, is said to be so.

    Args:
        x: a snapshot, for the whole programme; what `Snapshot.explain` or `compare`
            answered; or one of the answers of `Snapshot.chase_list`.
        language: nl, fr, en or de.
        length: "line" is one sentence on one line, "paragraph" a few sentences on
            one line, "bullets" one fact on each line after a hyphen. A chase has
            "letter" in place of a paragraph. None: the paragraph, or the letter.

    Raises:
        RequestError: for another language or length, or when x is something else
            (a `ValueError`).
    """
    if not _has_summary(x):
        kinds = "give a Snapshot, an Explanation, a Comparison or a Chase"
        raise WrongTypeError(f"there is no summary of a {type(x).__name__}; {kinds}")
    offered = _OF_A_CHASE if isinstance(x, Chase) else _LENGTHS
    wanted = length or ("letter" if isinstance(x, Chase) else "paragraph")
    if wanted not in offered:
        raise RequestError(f'no length "{wanted}"; {did_you_mean(wanted, offered)}')
    say = Clauses.of(x.programme, language)
    if isinstance(x, Chase) and wanted == "letter":
        return letter(x, say)
    return _at_length(_account(x, say), wanted)


def _has_summary(x: object) -> bool:
    return isinstance(x, Snapshot | Explanation | Comparison | Chase)


def _account(x: Snapshot | Explanation | Comparison | Chase, say: Clauses) -> Account:
    match x:
        case Chase():
            return account_of_chase(x, say)
        case Comparison():
            return account_of_comparison(x, say)
        case Snapshot():
            return _account_of_actions(x.explain(), say)
        case _:
            alone = x.subject.is_action
            return account_of_action(x, say) if alone else _account_of_actions(x, say)


def _at_length(account: Account, length: str) -> str:
    if length == "line":
        return account.line
    if length == "paragraph":
        return " ".join((*account.notices, *account.sentences))
    return "\n".join(f"- {fact}" for fact in (*account.notices, *account.facts))


def _account_of_actions(record: Explanation, say: Clauses) -> Account:
    """What is said of a set of actions."""
    words, figures = say.words, figures_of(record.progress)
    head = headline(figures, record.programme.rules.min_coverage, words)
    verdict = [say.signal(record.verdict, words.why(record.verdict))]
    if record.better:
        verdict.append(say.flip(record.better, alone=False))
    attention = list(_attention(record, say))
    opening, stalled = _opening(record, say), list(_stalled(record, say))
    changes = since(record.since, say)
    noted: list[str] = []
    if attention:
        noted.append(words.say("Points to note: {parts}.", parts=words.listed(attention)))
    joined = words.say("; ").join(verdict)
    return Account(
        line=words.say(
            "{title} ({when}): {headline}; signal: {signal}.",
            title=one_line(say.about(record.subject)),
            when=say.header(record.on, record.known_on),
            headline=say.after_colon(head).removesuffix("."),
            signal=words.say(phrases.SIGNALS[record.verdict.signal]),
        ),
        notices=say.notices([(record.on, record.known_on)]),
        sentences=[opening, head, *map(sentence, (*noted, joined, *stalled)), changes],
        facts=[opening, head, *map(sentence, (*attention, *verdict, *stalled)), changes],
    )


def _opening(record: Explanation, say: Clauses) -> str:
    """How many actions there are, by status."""
    words, tally = say.words, record.progress.tally
    numbers = {
        Status.COMPLETED: tally.completed,
        Status.IN_PROGRESS: tally.in_progress,
        Status.SUSPENDED: tally.suspended,
        Status.PLANNED: tally.planned,
    }
    parts = [
        words.count(phrases.COUNTS[status], phrases.COUNTS[status], number)
        for status, number in numbers.items()
        if number
    ]
    gaps = {
        "moment": say.moment(record.on, record.known_on),
        "subject": say.subject(record.subject),
    }
    if not parts:
        return words.say("{moment}, {subject} had no actions.", **gaps)
    return words.count(
        "{moment}, {subject} had {number} action: {parts}.",
        "{moment}, {subject} had {number} actions: {parts}.",
        tally.actions,
        parts=words.listed(parts),
        **gaps,
    )


def _attention(record: Explanation, say: Clauses) -> Iterator[str]:
    """What asks for attention, by number: late, postponed, unknown, cancelled."""
    words, tally = say.words, record.progress.tally
    unsaid = sum(line.unknown is Unknown.COMPLETION for line in record.lines)
    if n := tally.overdue:
        yield words.count("{number} is overdue", "{number} are overdue", n)
    if n := tally.postponed:
        yield words.count("{number} is postponed", "{number} are postponed", n)
    if n := tally.never_reported:
        yield say.never_reported(n)
    if n := tally.stale:
        yield say.stale(n)
    if n := unsaid:
        yield say.unsaid(n)
    if n := tally.cancelled:
        yield words.count("{number} was cancelled", "{number} were cancelled", n)


def _stalled(record: Explanation, say: Clauses) -> Iterator[str]:
    """Which actions stall: overdue, judged red, suspended, or with a milestone overdue."""
    states = [line.state for line in record.lines if line.state.live and line.state.open]
    found = sorted(
        filter(_stalls, states), key=lambda s: (not s.overdue, not s.action.critical, s.due)
    )
    if found:
        names = say.some([state.action.id for state in found])
        yield say.words.say("work stalls on {actions}", actions=names)


def _stalls(state: ActionState) -> bool:
    halted = state.overdue or state.status is Status.SUSPENDED or state.signal is Signal.RED
    return halted or bool(state.late_milestones)
