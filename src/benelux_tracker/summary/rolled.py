"""Figures as they stand: a snapshot, a roll-up, one progress, and roll-ups over time, in words."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from benelux_tracker.language import phrases
from benelux_tracker.language.figures import figures_of, headline
from benelux_tracker.language.words import Words, words
from benelux_tracker.model import Rules
from benelux_tracker.snapshot import RollUp
from benelux_tracker.summary.nodes import (
    Look,
    Node,
    Piece,
    badge,
    labelled,
    node,
    signalled,
    tabled,
)
from benelux_tracker.summary.standing import (
    WIDE_ONLY,
    Line,
    Standing,
    head,
    row,
    standing_of,
)
from benelux_tracker.summary.telling import Telling
from benelux_tracker.sweep import Series
from benelux_tracker.tally import Progress


def roll_up_told(parts: RollUp, language: str) -> Node:
    """How a snapshot stands by some dimensions, and what the table does not say."""
    stands, taken = standing_of(parts, language), parts.snapshot
    tell = Telling.of(taken.programme, language)
    by = " × ".join(tell.words.say(phrases.DIMENSIONS[name]) for name in parts.by)
    return node(
        Piece(stands.title, Look.STRONG),
        under=(
            *_alone(tell.days(taken.on, taken.known_on)),
            node(Piece(stands.headline, Look.STRONG)),
            _table(by, (*stands.lines, stands.total), tell.words, total=True),
            *_remarks(stands, tell.words),
        ),
    )


def _alone(lines: Iterable[Node]) -> Iterator[Node]:
    """Lines without what is told beneath them."""
    return (evolve(line, children=()) for line in lines)


def _table(by: str, lines: Iterable[Line], words: Words, *, total: bool = False) -> Node:
    _, *heads = head(words.language)
    cells: Iterable[tuple[str | Piece, ...]] = (
        (*row(line, words)[:-1], badge(line.figures.signal, words)) for line in lines
    )
    return tabled((by, *heads), cells, total=total, wide_only=WIDE_ONLY)


def _remarks(stands: Standing, words: Words) -> Iterator[Node]:
    """What the parts share, why some have no figure, and what has no actions."""
    if stands.reconciled:
        yield node(stands.reconciled)
    yield from _without_figure(stands.lines, words)
    if stands.without_actions:
        idle = words.listed(stands.without_actions)
        yield labelled(words.say("Without actions"), idle, words=words)


def _without_figure(lines: Iterable[Line], words: Words) -> Iterator[Node]:
    """Why some lines have no figure."""
    for reason, said in phrases.NO_NUMBERS.items():
        names = [line.name for line in lines if line.figures.no_number is reason]
        if names:
            yield node(f"{words.listed(names)} – {words.say(said)}")


def progress_told(record: Progress, language: str) -> Node:
    """One progress: its headline, its signal with the reason, and its figures one by one."""
    said, figures, taken = words(language), figures_of(record), record.snapshot
    notices: Iterable[Node] = ()
    rules = Rules()
    if taken:
        rules = taken.programme.rules
        notices = Telling.of(taken.programme, language).notices(taken.on, taken.known_on)
    pairs = zip(head(language), row(Line(key="", name="", figures=figures), said), strict=True)
    parts = [
        *_alone(notices),
        node(Piece(headline(figures, rules.min_coverage, said), Look.STRONG)),
        labelled(said.say("Signal"), *signalled(record.verdict, said, " – "), words=said),
        *(labelled(label, shown, words=said) for label, shown in list(pairs)[1:-1]),
    ]
    return evolve(parts[0], children=tuple(parts[1:]))


def series_told(record: Series, language: str) -> Node:
    """The whole programme at the end of each period."""
    said = words(language)
    if not record:
        return node(said.say("No period ends within these days."))
    last = record[max(record)].snapshot
    tell = Telling.of(last.programme, language)
    lines = [
        Line(key=str(day), name=said.day(day), figures=figures_of(parts.total))
        for day, parts in record.items()
    ]
    _, *known = tell.days(last.on, last.known_on)
    return node(
        Piece(tell.said(last.programme.title), Look.STRONG),
        under=(
            *_alone(known),
            _table(said.say("As it stood on"), lines, said),
            *_without_figure(lines, said),
        ),
    )
