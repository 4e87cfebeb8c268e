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
            *(evolve(line, children=()) for line in tell.days(taken.on, taken.known_on)),
            node(Piece(stands.headline, Look.STRONG)),
            _table(by, (*stands.lines, stands.total), tell.words, total=True),
            *_remarks(stands, tell.words),
        ),
    )


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
    for reason, said in phrases.NO_NUMBERS.items():
        names = [line.name for line in stands.lines if line.figures.no_number is reason]
        if names:
            yield node(f"{words.listed(names)} – {words.say(said)}")
    if stands.without_actions:
        idle = words.listed(stands.without_actions)
        yield labelled(words.say("Without actions"), idle, words=words)


def progress_told(record: Progress, language: str) -> Node:
    """One progress: its headline, its signal with the reason, and its figures one by one."""
    said, figures = words(language), figures_of(record)
    rules = next((state.rules for state in record.states()), Rules())
    pairs = zip(head(language), row(Line(key="", name="", figures=figures), said), strict=True)
    return node(
        Piece(headline(figures, rules.min_coverage, said), Look.STRONG),
        under=(
            labelled(said.say("Signal"), *signalled(record.verdict, said, " – "), words=said),
            *(labelled(label, shown, words=said) for label, shown in list(pairs)[1:-1]),
        ),
    )


def series_told(record: Series, language: str) -> Node:
    """The whole programme at the end of each period."""
    said = words(language)
    if not record:
        return node(said.say("No period ends within these days."))
    last = record[max(record)].snapshot
    tell = Telling.of(last.programme, language)
    lines = (
        Line(key=str(day), name=said.day(day), figures=figures_of(parts.total))
        for day, parts in record.items()
    )
    _, *known = tell.days(last.on, last.known_on)
    return node(
        Piece(tell.said(last.programme.title), Look.STRONG),
        under=(
            *(evolve(line, children=()) for line in known),
            _table(said.say("As it stood on"), lines, said),
        ),
    )
