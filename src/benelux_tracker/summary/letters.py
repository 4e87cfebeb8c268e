"""The letter that asks a group for what it still has to report."""

from collections.abc import Iterator, Sequence
from itertools import count

from benelux_tracker.chase import Chase, ChaseKind, ChaseRequest
from benelux_tracker.language.words import one_line
from benelux_tracker.periods import Due
from benelux_tracker.summary.clauses import Account, Clauses


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
    """The requests by kind, numbered through."""
    numbers = count(1)
    for kind in ChaseKind:
        if found := chase.of(kind):
            items = [f"{next(numbers)}. {_item(request, say)}" for request in found]
            yield "\n".join((_heading(kind, chase, say), *items))


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


def _item(request: ChaseRequest, say: Clauses) -> str:
    """One request as a sentence."""
    words, since = say.words, request.since
    item = say.action(request.state.action.id)
    if request.milestone:
        milestone = say.quoted(request.milestone.title)
        item = words.say("{action}, milestone {milestone}", action=item, milestone=milestone)
    day = words.day(since) if since else ""
    when = words.when(request.due)
    first = _original(request)
    match request.kind:
        case ChaseKind.NEVER_REPORTED:
            phrase = "{item}: no report so far; the work was to begin on {day}."
        case ChaseKind.STALE:
            phrase = "{item}: the last news dates from {day}."
        case ChaseKind.UNSAID:
            phrase = "{item}: how far it is, is unknown (last news: {day})."
        case ChaseKind.OVERDUE:
            phrase = "{item}: was due {when}."
            if first != request.due:
                phrase = "{item}: was due {when} (first planned: {first})."
        case _:
            phrase = "{item}: is due {when}."
            if first != request.due:
                phrase = "{item}: is due {when} (first planned: {first})."
    return words.say(phrase, item=item, day=day, when=when, first=words.due(first))


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
    items = [_item(request, say) for request in chase.requests]
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
