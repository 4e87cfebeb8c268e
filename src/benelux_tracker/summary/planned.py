"""What a programme holds, in words."""

from collections import Counter

from benelux_tracker.model import WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.summary.nodes import Look, Node, Piece, node, tabled
from benelux_tracker.summary.telling import Telling


def programme_told(programme: WorkProgramme, language: str) -> Node:
    """What a programme holds theme by theme, and where it was read."""
    tell = Telling.of(programme, language)
    words, theme_of = tell.words, programme.dossier_of
    counts = (
        Counter(dossier.theme for dossier in programme.dossiers),
        Counter(theme_of[action.id].theme for action in programme.actions),
        Counter(theme_of[update.action].theme for update in programme.updates),
    )
    held = [(tell.said(t.title), [count[t.id] for count in counts]) for t in programme.themes]
    held.append((words.say("Programme"), [count.total() for count in counts]))
    heads = ("Theme", "Dossiers", "Actions", "Updates")
    place = str(programme.origin) if programme.origin else ""
    return node(
        Piece(tell.said(programme.title), Look.STRONG),
        under=(
            node(words.days(Due.on(programme.start), programme.end)),
            *tell.notices(programme.end, None),
            tabled(
                (words.say(phrase) for phrase in heads),
                ((name, *map(words.number, numbers)) for name, numbers in held),
                total=True,
            ),
            *([tell.labelled(words.say("Stands at"), place)] if place else []),
        ),
    )
