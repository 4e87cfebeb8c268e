"""The six actions of the worked example, added up as other kinds of tools document it.

python other_formulas.py

Prints the table of docs/explanation/six-actions.md, as Markdown; that page tells what each row
takes for granted and where the formula is documented.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import benelux_tracker as bt

DAY = date(2026, 12, 31)
EXAMPLE = Path(__file__).with_name("worked-example")


class Work(NamedTuple):
    """What other tools hold of an action: an effort, a percentage, two dates, a status.

    `done` is None where nobody filled it in; `gone` is the share of its days that has passed.
    """

    weight: int
    done: Fraction | None
    completed: bool
    cancelled: bool
    groups: tuple[str, ...]
    days: int
    gone: Fraction


def work_of(state: bt.ActionState) -> Work:
    """One action as a tracker would hold it, with the due date it has now."""
    days = (state.due - state.start).days + 1
    return Work(
        weight=state.action.weight,
        done=None if state.completion is None else Fraction(state.completion, 10_000),
        completed=state.status is bt.Status.COMPLETED,
        cancelled=state.status is bt.Status.CANCELLED,
        groups=state.action.groups,
        days=days,
        gone=min(Fraction((state.on - state.start).days + 1, days), Fraction(1)),
    )


Works = Sequence[Work]
ZERO, ALL = Fraction(0), Fraction(1)


def mean(parts: Iterable[tuple[int, Fraction]]) -> Fraction:
    """The mean of shares, each counting as much as the number before it."""
    pairs = list(parts)
    return sum((count * share for count, share in pairs), ZERO) / sum(count for count, _ in pairs)


def kept(works: Works) -> Works:
    """Without what was cancelled."""
    return [work for work in works if not work.cancelled]


def mean_of_filled_in(works: Works) -> Fraction:
    """Every row counts the same; an empty cell is passed over."""
    return mean((1, work.done) for work in works if work.done is not None)


def mean_empty_as_zero(works: Works) -> Fraction:
    """Every row counts the same; an empty one is 0 %, a rejected one is left out."""
    return mean((1, work.done or ZERO) for work in kept(works))


def weighted_empty_as_zero(works: Works) -> Fraction:
    """Rows count by their weight; an empty cell is 0."""
    return mean((work.weight, work.done or ZERO) for work in works)


def weighted_kept_empty_as_zero(works: Works) -> Fraction:
    """The same without rejected rows: work nobody reported on is work that remains."""
    return weighted_empty_as_zero(kept(works))


def weighted_of_filled_in(works: Works) -> Fraction:
    """Rows count by their weight; an empty one is left out, a cancelled one is as far as it got."""
    return mean((work.weight, work.done) for work in works if work.done is not None)


def weighted_closed_as_done(works: Works) -> Fraction:
    """The same, but whatever is closed is 100 %, cancelled work too."""
    return weighted_of_filled_in(
        [work._replace(done=ALL) if work.cancelled else work for work in works]
    )


def completed_of_all(works: Works) -> Fraction:
    """The number completed, of all."""
    return Fraction(sum(work.completed for work in works), len(works))


def completed_of_kept(works: Works) -> Fraction:
    """The number completed, of those not cancelled."""
    return completed_of_all(kept(works))


def closed_by_weight(works: Works) -> Fraction:
    """What is closed is 100 %, cancelled or completed; all the rest is 0 %."""
    return mean((work.weight, Fraction(work.completed or work.cancelled)) for work in works)


def by_days_of_filled_in(works: Works) -> Fraction:
    """Rows count by their days; only those with a percentage."""
    return mean((work.days, work.done) for work in works if work.done is not None)


def by_days_empty_as_zero(works: Works) -> Fraction:
    """Rows count by their days; one without a percentage is 0 %."""
    return mean((work.days, work.done or ZERO) for work in works)


def completed_by_days(works: Works) -> Fraction:
    """The days of what is completed, of the days of all that is not cancelled."""
    return mean((work.days, Fraction(work.completed)) for work in kept(works))


def completed_by_number_and_days(works: Works) -> Fraction:
    """Halfway between what is completed by number and by days."""
    return (completed_of_kept(works) + completed_by_days(works)) / 2


def calendar_only(works: Works) -> Fraction:
    """Nobody filled in anything: each row is as far as the calendar."""
    return mean((1, work.gone) for work in works)


def calendar_where_empty(works: Works) -> Fraction:
    """A row without a percentage is as far as the calendar."""
    return mean((1, work.gone if work.done is None else work.done) for work in works)


def calendar_where_empty_by_group(works: Works) -> Fraction:
    """The same by working group, and then the mean of the groups."""
    groups = {group for work in works for group in work.groups}
    return mean(
        (1, calendar_where_empty([work for work in works if group in work.groups]))
        for group in groups
    )


class Row(NamedTuple):
    """A formula in words, a tool whose documentation tells it, and the formula itself."""

    words: str
    tool: str
    share: Callable[[Works], Fraction]


ROWS = {
    "mean of children": (
        Row("what is filled in", "a spreadsheet's `AVERAGE`", mean_of_filled_in),
        Row("empty is 0 %; cancelled left out", "OpenProject", mean_empty_as_zero),
    ),
    "by work": (
        Row("empty is 0 %", "a spreadsheet's `SUMPRODUCT`", weighted_empty_as_zero),
        Row("empty is 0 %; cancelled left out", "OpenProject", weighted_kept_empty_as_zero),
        Row("empty left out; cancelled as far as it got", "Structure", weighted_of_filled_in),
        Row("empty left out; cancelled is 100 %", "Structure", weighted_closed_as_done),
    ),
    "count": (
        Row("completed, of all", "CollabOps", completed_of_all),
        Row("completed, of what is not cancelled", "Wrike", completed_of_kept),
        Row("closed, by weight; cancelled is closed", "Structure", closed_by_weight),
    ),
    "by duration": (
        Row("what is filled in", "Smartsheet", by_days_of_filled_in),
        Row("empty is 0 %", "ONES Project", by_days_empty_as_zero),
        Row("completed days, of those not cancelled", "Wrike", completed_by_days),
        Row("halfway between this and the number completed", "Wrike", completed_by_number_and_days),
    ),
    "by calendar": (
        Row("nothing filled in", "TaskJuggler", calendar_only),
        Row("the calendar where it is empty", "TaskJuggler", calendar_where_empty),
        Row("the same, by group first", "TaskJuggler", calendar_where_empty_by_group),
    ),
}
"""The formulas, by kind."""


def percent(share: Fraction) -> str:
    """A share as a percentage, to the nearest tenth."""
    return "{}.{} %".format(*divmod(int(1000 * share + Fraction(1, 2)), 10))


def here(progress: bt.Progress) -> str:
    """What this library prints: never one figure alone."""
    done, reported, low, high = (
        "–" if share is None else percent(share)
        for share in (progress.progress, progress.coverage, progress.low, progress.high)
    )
    return (
        f"{done} of what is reported is done ({reported} of the due work is reported); "
        f"of all that is due, between {low} and {high}"
    )


def lines(taken: bt.Snapshot) -> Iterable[str]:
    """The lines of the table, and below it the one of this library."""
    works = [work_of(state) for state in taken.states.values()]
    yield "| kind | what is added up | as documented by | prints |"
    yield "|---|---|---|---:|"
    for kind, rows in ROWS.items():
        for row in rows:
            yield f"| {kind} | {row.words} | {row.tool} | {percent(row.share(works))} |"
    yield ""
    yield f"**This library:** {here(taken.progress())}."


if __name__ == "__main__":
    print(*lines(bt.snapshot(bt.load(EXAMPLE), on=DAY)), sep="\n")
