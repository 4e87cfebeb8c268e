"""What a group still has to report, as a tree of lines in words."""

from benelux_tracker.chase import Chase, ChaseKind, ChaseRequest
from benelux_tracker.language import phrases
from benelux_tracker.summary.nodes import Look, Node, Piece, Role, node, sections
from benelux_tracker.summary.telling import Telling


def chase_told(record: Chase, language: str) -> Node:
    """What a chase tells, in a language."""
    tell = Telling.of(record.programme, language)
    words = tell.words
    found = [
        (words.say(phrases.CHASES[kind]), [_request(one, tell) for one in record.of(kind)])
        for kind in ChaseKind
    ]
    return node(
        Piece(tell.name(record.by, record.key), Look.STRONG),
        under=(*tell.days(record.on, record.known_on), *sections(*found)),
    )


def _request(request: ChaseRequest, tell: Telling) -> Node:
    words, step = tell.words, request.milestone
    milestone = f"{words.say(': ')}{tell.said(step.title)}" if step else ""
    due = words.say("due: {due}", due=words.due(request.due))
    said = [due]
    if request.since and request.kind is not ChaseKind.OVERDUE:
        said.insert(0, words.say("since {day}", day=words.day(request.since)))
    elif request.since and (late := (request.state.on - request.since).days):
        said.append(words.count("{number} day late", "{number} days late", late))
    told = words.say("; ").join(said)
    return node(*tell.title(request.state.action.id), milestone, f" – {told}", role=Role.ACTION)
