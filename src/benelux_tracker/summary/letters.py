"""The letter that asks a group for what it still has to report."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from benelux_tracker.chase import Chase, ChaseKind, ChaseRequest
from benelux_tracker.language.words import one_line
from benelux_tracker.periods import Due
from benelux_tracker.summary.clauses import Account, Clauses
from benelux_tracker.vocabulary import ActionId


def letter(chase: Chase, say: Clauses) -> str:
    """A letter to a group: what is asked, about which actions, and what to send back.

    Plain text for a mail, each paragraph on one line; the sender adds a name.
    """
    words, day = say.words, say.day(chase.on, chase.known_on)
    programme = words.quoted(say.said(chase.programme.title))
    head = [
        _addressee(chase, say),
        words.say(
            "Subject: progress of the programme {programme}, {day}", programme=programme, day=day
        ),
    ]
    number = len({request.state.action.id for request in chase.requests})
    asked = words.count(
        "For the state of affairs at the close of {day} we need information from you on {number} "
        "action.",
        "For the state of affairs at the close of {day} we need information from you on {number} "
        "actions.",
        number,
        day=day,
    )
    return (
        "\n\n".join(
            (
                "\n".join(head),
                *say.notices([(chase.on, chase.known_on)]),
                words.say("Dear colleagues,"),
                asked,
                *_groups(chase, say),
                *_wanted(say),
                words.say("Thank you in advance for your answer."),
                words.say("Kind regards,"),
            )
        )
        + "\n"
    )


def _addressee(chase: Chase, say: Clauses) -> str:
    name = one_line(say.name(chase.by, chase.key))
    if chase.by in {"working_group", "lead_group"}:
        return say.words.say("To: {name}", name=name)
    return say.words.say("About: {name}", name=name)


def _groups(chase: Chase, say: Clauses) -> Iterator[str]:
    """The actions by the most pressing thing asked about them, numbered through."""
    numbered = enumerate(_asked(chase, say), 1)
    for kind, found in groupby(numbered, lambda point: point[1][0]):
        items = (f"{number}. {item}" for number, (_, item) in found)
        yield "\n".join((_heading(kind, chase, say), *items))


def _asked(chase: Chase, say: Clauses) -> Iterator[tuple[ChaseKind, str]]:
    """Each action once: the most pressing kind of what is asked about it, and all of it."""
    by_action: dict[ActionId, list[ChaseRequest]] = {}
    for request in chase.requests:
        by_action.setdefault(request.state.action.id, []).append(request)
    for action, found in by_action.items():
        told = say.words.say("; ").join(_told(request, say) for request in found)
        yield found[0].kind, f"{say.action(action)}{say.words.say(': ')}{told}."


def _heading(kind: ChaseKind, chase: Chase, say: Clauses) -> str:
    words = say.words
    match kind:
        case ChaseKind.NEVER_REPORTED:
            return words.say("Nothing has been reported yet on:")
        case ChaseKind.STALE:
            return words.say("The last news is too old on:")
        case ChaseKind.UNSAID:
            return words.say("How far the work is, we have not been told for:")
        case ChaseKind.OVERDUE:
            return words.say("The due date has passed for:")
        case _:
            last = words.day(chase.due_by) if chase.due_by else ""
            return words.say("Due by {day}:", day=last)


def _wanted(say: Clauses) -> Iterator[str]:
    """What to send back."""
    wanted = (
        say.words.say("the status: planned, in progress, suspended, completed or cancelled"),
        say.words.say("the percentage done, or the milestones reached"),
        say.words.say("the day since which this has been so"),
        say.words.say("the reason, if work is postponed, suspended or cancelled, and the new date"),
    )
    asked = say.words.say("Please let us know for each action:")
    yield "\n".join((asked, *(f"- {line}" for line in wanted)))
    yield say.words.say("If nothing has changed, please tell us so: that is an answer too.")


def _told(request: ChaseRequest, say: Clauses) -> str:
    """What is asked about an action, or about a milestone of it."""
    words, since = say.words, request.since
    day = words.day(since) if since else ""
    when = words.when(request.due)
    first = _original(request)
    match request.kind:
        case ChaseKind.NEVER_REPORTED:
            phrase = "no report so far; the work was to begin on {day}"
        case ChaseKind.STALE:
            phrase = "the last news dates from {day}"
        case ChaseKind.UNSAID:
            phrase = "how far it is, is unknown (last news: {day})"
        case ChaseKind.OVERDUE:
            phrase = "was due {when}"
            if first != request.due:
                phrase = "was due {when} (first planned: {first})"
        case _:
            phrase = "is due {when}"
            if first != request.due:
                phrase = "is due {when} (first planned: {first})"
    told = words.say(phrase, day=day, when=when, first=words.due(first))
    if request.milestone is None:
        return told
    milestone = say.quoted(request.milestone.title)
    return words.say("milestone {milestone} {told}", milestone=milestone, told=told)


def _original(request: ChaseRequest) -> Due:
    planned = request.milestone.due if request.milestone else None
    return planned or request.state.original_due


def account_of_chase(chase: Chase, say: Clauses) -> Account:
    """What is said of a chase beside the letter."""
    words = say.words
    title = one_line(say.name(chase.by, chase.key))
    number = len({request.state.action.id for request in chase.requests})
    actions = words.count("{number} action to report on", "{number} actions to report on", number)
    told = words.say("; ").join((actions, words.listed(_counted(chase, say))))
    line = f"{title} ({say.header(chase.on, chase.known_on)}){words.say(': ')}{told}."
    items = [item for _, item in _asked(chase, say)]
    return Account(
        line=line, notices=say.notices([(chase.on, chase.known_on)]), sentences=(), facts=items
    )


def _counted(chase: Chase, say: Clauses) -> Iterator[str]:
    """How many requests there are of each kind."""
    words = say.words
    for kind in ChaseKind:
        found: Sequence[ChaseRequest] = chase.of(kind)
        n = len(found)
        if not n:
            continue
        match kind:
            case ChaseKind.NEVER_REPORTED:
                yield say.never_reported(n)
            case ChaseKind.STALE:
                yield say.stale(n)
            case ChaseKind.UNSAID:
                yield say.unsaid(n)
            case ChaseKind.OVERDUE:
                since = min(request.since for request in found if request.since)
                yield words.count(
                    "{number} due date has passed ({day})",
                    "{number} due dates have passed (the first: {day})",
                    n,
                    day=words.day(since),
                )
            case _:
                last = words.day(chase.due_by) if chase.due_by else ""
                yield words.count(
                    "{number} due date is to come by {day}",
                    "{number} due dates are to come by {day}",
                    n,
                    day=last,
                )
