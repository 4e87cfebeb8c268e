"""How a programme stands on a day, in a few lines: the headline and one roll-up."""

from fractions import Fraction
from typing import Any

from attrs import asdict, frozen

from benelux_tracker.dimensions import Dimension
from benelux_tracker.language import phrases
from benelux_tracker.language.figures import (
    Figures,
    bounds_said,
    figures_of,
    headline,
    progress_said,
)
from benelux_tracker.language.words import Words, words
from benelux_tracker.snapshot import RollUp, Snapshot
from benelux_tracker.summary.telling import Telling


@frozen(kw_only=True)
class Line:
    """One part of the programme: its key, its name in words, its figures."""

    key: str
    name: str
    figures: Figures


@frozen(kw_only=True)
class Standing:
    """The programme in one line, and its parts by a dimension.

    `reconciled` says in words how many actions the parts share, empty where
    they share none. `notices` say in words what must be known first: that it is
    provisional, or that updates are only `supposed`.
    """

    title: str
    supposed: tuple[str, ...]
    notices: tuple[str, ...]
    headline: str
    by: str
    lines: tuple[Line, ...]
    total: Line
    reconciled: str
    without_actions: tuple[str, ...]


def standing(snapshot: Snapshot, by: Dimension, language: str) -> Standing:
    """How a snapshot stands, in a language.

    Raises:
        RequestError: for a language or dimension that does not exist.
    """
    return standing_of(snapshot.roll_up(by), language)


def standing_of(parts: RollUp, language: str) -> Standing:
    """How the snapshot of a roll-up stands, by the dimensions of the roll-up.

    Raises:
        RequestError: for a language that does not exist.
    """
    said, snapshot = words(language), parts.snapshot
    tell = Telling.of(snapshot.programme, language)
    total = figures_of(parts.total)
    groups, shared = total.tally.actions + parts.shared.actions, parts.shared.actions
    return Standing(
        title=tell.said(snapshot.programme.title),
        supposed=snapshot.programme.supposed,
        notices=tuple(line.said for line in tell.notices(snapshot.on, snapshot.known_on)),
        headline=headline(total, snapshot.programme.rules.min_coverage, said),
        by=" × ".join(parts.by),
        lines=tuple(
            Line(
                key=str(key),
                name=tell.part(parts.by, key),
                figures=figures_of(progress),
            )
            for key, progress in parts.items()
        ),
        total=Line(key="total", name=said.say("Programme"), figures=total),
        reconciled=""
        if not shared
        else said.say(
            "Actions of the parts {parts} − shared {shared} = programme {programme}.",
            parts=groups,
            shared=shared,
            programme=total.tally.actions,
        ),
        without_actions=tuple(tell.name(parts.by[0], key) for key in parts.without_actions),
    )


def rows(stands: Standing, language: str) -> list[tuple[str, ...]]:
    """The lines of a standing as shown: name, progress, coverage, bounds, plan, signal, reason."""
    said = words(language)
    return [row(line, said) for line in (*stands.lines, stands.total)]


WIDE_ONLY = {5, 6}
"""The columns of `rows` that a narrow screen has no room for: actions, overdue."""


def head(language: str) -> tuple[str, ...]:
    """The heads of the columns of `rows`."""
    said = words(language)
    heads = ("", "Progress", "Coverage", "Bounds", "Plan", "Actions", "Overdue", "Signal")
    return tuple(said.say(phrase) for phrase in heads)


def row(line: Line, said: Words) -> tuple[str, ...]:
    """A line of a standing as shown."""
    figures = line.figures
    return (
        line.name,
        progress_said(figures, said),
        said.share(figures.coverage),
        bounds_said(figures, said),
        said.share(figures.planned),
        said.number(figures.tally.actions),
        said.number(figures.tally.overdue),
        said.say(phrases.SIGNALS[figures.signal]),
    )


def as_plain(stands: Standing) -> dict[str, Any]:
    """A standing as plain values for JSON: exact shares in text, counts as numbers."""
    return asdict(stands, value_serializer=_plain)


def _plain(_instance: type, _field: object, value: Any) -> Any:  # noqa: ANN401
    return str(value) if isinstance(value, Fraction) else value
