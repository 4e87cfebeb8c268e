"""How one action stands, in words."""

from collections.abc import Iterator

from benelux_tracker.explain import Explanation
from benelux_tracker.language import phrases
from benelux_tracker.language.words import one_line
from benelux_tracker.state import WHOLE, ActionState
from benelux_tracker.summary.changes import since
from benelux_tracker.summary.clauses import Account, Clauses, sentence
from benelux_tracker.vocabulary import Measure, Status


def account_of_action(record: Explanation, say: Clauses) -> Account:
    """What is said of an action."""
    moment = say.moment(record.on, record.known_on)
    gaps = {
        "title": one_line(say.about(record.subject)),
        "when": say.header(record.on, record.known_on),
    }
    notices = say.notices([(record.on, record.known_on)])
    if not record.lines:
        waiting = say.words.say(
            "{moment}, {action} had not been adopted yet.",
            moment=moment,
            action=say.subject(record.subject),
        )
        line = say.words.say("{title} ({when}): not adopted yet.", **gaps)
        return Account(line=line, notices=notices, sentences=[waiting], facts=[waiting])
    state = record.lines[0].state
    verdict = [say.signal(state.verdict, say.why(state))]
    if record.better:
        verdict.append(say.flip(record.better, alone=True))
    status, far = _status(state, moment, say), list(_far(state, say))
    rest = [*_due(state, say), *_news(state, say)]
    changes = since(record.since, say)
    semicolon = say.words.say("; ")
    joined = [semicolon.join(far)] if far else []
    stated = say.words.say(phrases.STATUSES[state.status] if _known(state) else "unknown")
    return Account(
        line=say.words.say(
            "{title} ({when}): status: {status}; done: {done}; signal: {signal} ({reason}).",
            status=stated,
            done=say.done(state),
            signal=say.words.say(phrases.SIGNALS[state.signal]),
            reason=say.why(state),
            **gaps,
        ),
        notices=notices,
        sentences=[*map(sentence, (status, *joined, *rest, semicolon.join(verdict))), changes],
        facts=[*map(sentence, (status, *far, *rest, *verdict)), changes],
    )


def _known(state: ActionState) -> bool:
    return state.fold.status is not None or state.not_due


def _status(state: ActionState, moment: str, say: Clauses) -> str:
    """The status of an action on the day, and why it is not going on."""
    status = state.status if _known(state) else None
    phrase = "{moment}, no status of the action {title} had been stated"
    match status:
        case Status.PLANNED:
            phrase = "{moment}, the action {title} was planned"
        case Status.IN_PROGRESS:
            phrase = "{moment}, the action {title} was in progress"
        case Status.SUSPENDED:
            phrase = "{moment}, the action {title} was suspended"
        case Status.COMPLETED:
            phrase = "{moment}, the action {title} was completed"
        case Status.CANCELLED:
            phrase = "{moment}, the action {title} was cancelled"
        case _:
            pass
    clause = say.words.say(phrase, moment=moment, title=say.action(state.action.id))
    told = [update for update in state.updates if update.status is status]
    given = told[-1].reason if told and status in {Status.SUSPENDED, Status.CANCELLED} else None
    return say.with_reason(clause, given)


def _far(state: ActionState, say: Clauses) -> Iterator[str]:
    """How far it is, against its plan, and which of its milestones are late."""
    words, steps = say.words, state.action.milestones
    if state.status is Status.COMPLETED or state.not_due:
        return
    planned = words.percent(100 * state.planned_completion // WHOLE)
    if state.status is Status.CANCELLED:
        phrase = "how far it had come, is unknown"
        if state.completion is not None:
            phrase = "it had come to {done} by then"
    elif state.completion is None:
        phrase = "how far it is, is unknown (planned: {planned})"
    else:
        phrase = "it is {done} done (planned: {planned})"
    clause = words.say(phrase, done=say.done(state), planned=planned)
    if steps and state.reported and state.action.measure in {None, Measure.MILESTONES}:
        reached = words.count(
            "it has reached {reached} of {number} milestone",
            "it has reached {reached} of its {number} milestones",
            len(steps),
            reached=len(state.reached),
        )
        clause = f"{reached}{words.say('; ')}{clause}"
    yield clause
    if late := [say.quoted(step.title) for step in state.late_milestones]:
        yield words.count(
            "the date of milestone {milestones} has passed",
            "the dates of milestones {milestones} have passed",
            len(late),
            milestones=words.listed(late),
        )


def _due(state: ActionState, say: Clauses) -> Iterator[str]:
    """When it is due, and how that moved."""
    words = say.words
    if state.status is Status.CANCELLED:
        return
    if state.completed_on:
        late = state.completed_on > state.original_due.last
        phrase = "it was completed on time (due: {due})"
        if late:
            phrase = "it was completed later than first planned (due: {due})"
        yield words.say(phrase, due=words.due(state.original_due))
        return
    if state.action.due is None and state.current_due == state.original_due:
        yield words.say(
            "it has no due date of its own; the programme ends on {day}", day=words.day(state.due)
        )
        return
    phrase = "it was due {when}" if state.due <= state.on else "it is due {when}"
    clause = words.say(phrase, when=words.when(state.current_due))
    if state.slip:
        first, last = sorted((state.original_due.last, state.due))
        phrase = "{due}, {span} earlier than first planned"
        if state.postponed:
            phrase = "{due}, {span} later than first planned"
        clause = words.say(phrase, due=clause, span=say.span(first, last))
        reasons = [update.reason for update in state.updates if update.due]
        clause = say.with_reason(clause, reasons[-1])
    yield clause


def _news(state: ActionState, say: Clauses) -> Iterator[str]:
    """When it was last heard of, and what was said."""
    words, heard = say.words, state.heard_on
    if heard is None:
        return
    if state.fold.nil:
        phrase = "the last report, of {day}, had nothing new"
    elif state.stale:
        phrase = "the last news dates from {day} and is too old"
    else:
        phrase = "the last news dates from {day}"
    clause = words.say(phrase, day=words.day(heard))
    told = state.updates[-1].summary
    yield f"{clause}{words.say(': ')}{say.quoted(told)}" if told else clause
