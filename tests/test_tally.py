"""What is added up, and what follows from the sums. Source: how-it-counts.md."""

from datetime import date
from fractions import Fraction
from functools import partial

import pytest
from attrs import fields
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import snapshot
from benelux_tracker.model import Action, Rules, StatusUpdate
from benelux_tracker.periods import Due
from benelux_tracker.state import Signal, Verdict
from benelux_tracker.tally import (
    NoNumber,
    Progress,
    SignalRule,
    Tally,
    Thresholds,
    tally_of,
    total,
    worst_wins,
)
from benelux_tracker.vocabulary import ActionId, Confidence, Status
from build_action import RATIFIED, SIGNED, planned, programme, state, step, told

CLOSE = date(2025, 12, 31)
MARCH = date(2025, 3, 1)
YEAR = Due.parse("2025")
NEXT_YEAR = Due.parse("2026")

A1, A2, A3, A4, A5, A6 = (ActionId(f"a{n}") for n in range(1, 7))


def progress(tally: Tally) -> Progress:
    return Progress(tally=tally, verdict=Thresholds()(tally))


# The worked example

EXAMPLE = programme(
    planned(id=A1, weight=2, due=NEXT_YEAR),
    planned(id=A2, weight=1, due=Due.parse("2027")),
    planned(id=A3, weight=3, due=Due.parse("2026-06-30")),
    planned(id=A4, weight=2),
    planned(id=A5, weight=1, due=Due.parse("2026-09-30")),
    planned(id=A6, weight=1, due=Due.parse("2027")),
    updates=(
        told(action=A1, date=date(2026, 5, 20), status=Status.COMPLETED),
        told(action=A2, date=date(2026, 11, 30), status=Status.IN_PROGRESS, percent=50),
        told(action=A4, date=date(2026, 2, 1), status=Status.IN_PROGRESS, percent=20),
        told(action=A4, date=date(2026, 10, 1), status=Status.CANCELLED),
        told(
            action=A5,
            date=date(2026, 9, 1),
            status=Status.IN_PROGRESS,
            percent=10,
            due=Due.parse("2027"),
        ),
        told(action=A6, date=date(2026, 11, 30), status=Status.IN_PROGRESS, percent=80),
    ),
)


def test_the_worked_example_adds_up_as_it_does_by_hand() -> None:
    assert snapshot(EXAMPLE, "2026-12-31").progress().tally == Tally(
        actions=5,
        cancelled=1,
        planned=1,
        in_progress=3,
        completed=1,
        weight=8,
        green=3,
        amber=2,
        grey=3,
        known_weight=5,
        known_actions=4,
        earned=34_000,  # 2 × 10000 + 5000 + 1000 + 8000
        earned_unweighted=24_000,
        known_planned_value=43_332,  # 2 × 10000 + 6666 + 10000 + 6666
        planned_value=73_332,  # and 3 × 10000
        completed_weight=2,
        overdue=1,
        postponed=1,
        never_reported=1,
        cancelled_weight=2,
        cancelled_earned=4_000,
    )


def test_the_worked_example_comes_to_68_percent_of_what_is_reported() -> None:
    example = snapshot(EXAMPLE, "2026-12-31").progress()
    assert example.progress == Fraction(68, 100)
    assert example.coverage == Fraction(625, 1000)
    assert example.low == Fraction(425, 1000)
    assert example.high == Fraction(80, 100)
    assert example.variance == Fraction(-9_332, 50_000)
    assert example.whole_low == Fraction(425, 1000)
    assert example.whole_high == Fraction(80, 100)
    assert example.planned_progress == Fraction(73_332, 80_000)
    assert example.unweighted == Fraction(60, 100)
    assert example.completed_share == Fraction(25, 100)
    assert example.as_adopted == Fraction(38, 70)
    assert example.no_number is None


def test_the_worked_example_counts_the_same_work_in_four_ways() -> None:
    assert snapshot(EXAMPLE, "2026-12-31").progress().rules() == {
        "progress": Fraction(68, 100),
        "unweighted": Fraction(60, 100),
        "completed_share": Fraction(25, 100),
        "as_adopted": Fraction(38, 70),
    }


def test_progress_is_shown_by_its_sums_not_by_how_its_states_are_found() -> None:
    shown = repr(snapshot(EXAMPLE, "2026-12-31").progress())
    assert "states" not in shown
    assert "earned=34000" in shown


def test_progress_is_equal_by_its_sums_and_its_signal_however_its_states_are_found() -> None:
    snap = snapshot(EXAMPLE, "2026-12-31")
    asked_again = snap.progress()
    assert asked_again == snap.progress()
    assert asked_again == progress(asked_again.tally)


def test_the_worked_example_is_amber_for_two_fifths_of_what_is_assessed() -> None:
    example = snapshot(EXAMPLE, "2026-12-31").progress()
    assert example.signal is Signal.AMBER
    assert example.signal_reason == "40 % of the assessed work is red or amber, 25 % or more"


# What one action adds

this_year = partial(planned, weight=4, start=date(2025, 1, 1), due=NEXT_YEAR)
"""An action of weight 4 that should be half done at the close of 2025."""

LIVE = Tally(
    actions=1,
    weight=4,
    known_weight=4,
    known_actions=1,
    known_planned_value=20_000,
    planned_value=20_000,
)


def merge(tally: Tally, **changed: int) -> Tally:
    return Tally(**{name: changed.get(name, getattr(tally, name)) for name in NAMES})


NAMES = tuple(attribute.name for attribute in fields(Tally))


@pytest.mark.parametrize(
    ("action", "updates", "tally"),
    [
        (this_year(adopted=date(2026, 1, 1)), [], Tally()),
        (
            this_year(adopted=date(2026, 1, 1)),
            [told(date=MARCH, status=Status.CANCELLED, percent=30)],
            Tally(),
        ),
        (this_year(), [told(date=MARCH, status=Status.CANCELLED)], Tally(cancelled=1)),
        (
            this_year(critical=True, milestones=(step(id=SIGNED),)),
            [told(date=MARCH, status=Status.CANCELLED)],
            Tally(cancelled=1, cancelled_weight=4),
        ),
        (
            this_year(),
            [told(date=MARCH, status=Status.CANCELLED, percent=30)],
            Tally(cancelled=1, cancelled_weight=4, cancelled_earned=12_000),
        ),
        (
            this_year(),
            [],
            Tally(actions=1, planned=1, weight=4, grey=4, planned_value=20_000, never_reported=1),
        ),
        (
            this_year(due=YEAR, critical=True),
            [],
            Tally(
                actions=1,
                planned=1,
                weight=4,
                grey=4,
                planned_value=40_000,
                overdue=1,
                never_reported=1,
            ),
        ),
        (
            this_year(start=date(2026, 1, 1)),
            [],
            Tally(actions=1, planned=1, weight=4, not_due=4),
        ),
        (
            this_year(start=date(2026, 1, 1), milestones=(step(id=SIGNED, due=YEAR),)),
            [told(date=MARCH, reached=(SIGNED,), due=Due.parse("2027"))],
            Tally(
                actions=1,
                planned=1,
                weight=4,
                not_due=4,
                planned_value=40_000,
                postponed=1,
                milestones=1,
                milestones_reached=1,
                milestones_due=1,
            ),
        ),
        (
            this_year(),
            [told(date=MARCH, status=Status.IN_PROGRESS, percent=50)],
            merge(LIVE, in_progress=1, green=4, earned=20_000, earned_unweighted=5_000),
        ),
        (
            this_year(),
            [told(date=MARCH, status=Status.PLANNED)],
            merge(LIVE, planned=1, amber=4),
        ),
        (
            this_year(),
            [told(date=MARCH, status=Status.IN_PROGRESS)],
            Tally(actions=1, in_progress=1, weight=4, grey=4, planned_value=20_000),
        ),
        (
            this_year(critical=True),
            [told(date=MARCH, status=Status.SUSPENDED, percent=10)],
            merge(
                LIVE,
                suspended=1,
                amber=4,
                critical_amber=1,
                earned=4_000,
                earned_unweighted=1_000,
            ),
        ),
        (
            this_year(critical=True),
            [told(date=MARCH, percent=10, confidence=Confidence.RED)],
            merge(
                LIVE,
                planned=1,
                red=4,
                critical_red=1,
                earned=4_000,
                earned_unweighted=1_000,
            ),
        ),
        (
            this_year(),
            [told(date=MARCH, percent=10, confidence=Confidence.RED)],
            merge(LIVE, planned=1, red=4, earned=4_000, earned_unweighted=1_000),
        ),
        (
            this_year(critical=True),
            [told(date=MARCH, status=Status.COMPLETED)],
            merge(
                LIVE,
                completed=1,
                green=4,
                earned=40_000,
                earned_unweighted=10_000,
                completed_weight=4,
            ),
        ),
        (
            this_year(weight=0, critical=True),
            [told(date=MARCH, percent=10, confidence=Confidence.RED)],
            Tally(actions=1, planned=1, known_actions=1, earned_unweighted=1_000, critical_red=1),
        ),
        (
            this_year(),
            [told(date=date(2024, 12, 30), status=Status.IN_PROGRESS, percent=50)],
            merge(LIVE, in_progress=1, grey=4, earned=20_000, earned_unweighted=5_000, stale=1),
        ),
        (
            this_year(),
            [told(date=MARCH, percent=50, due=Due.parse("2027"))],
            merge(LIVE, planned=1, green=4, earned=20_000, earned_unweighted=5_000, postponed=1),
        ),
        (
            this_year(
                milestones=(
                    step(id=SIGNED, due=YEAR),
                    step(id=RATIFIED, due=Due.parse("2026-01")),
                )
            ),
            [told(date=MARCH, status=Status.IN_PROGRESS, reached=(RATIFIED,))],
            merge(
                LIVE,
                in_progress=1,
                amber=4,
                earned=20_000,
                earned_unweighted=5_000,
                milestones=2,
                milestones_reached=1,
                milestones_due=1,
            ),
        ),
    ],
    ids=[
        "not adopted yet",
        "cancelled before its adoption",
        "cancelled, of unknown completion",
        "cancelled with no milestone reached",
        "cancelled at 30 %",
        "never reported",
        "never reported and overdue",
        "not due",
        "not due, with a milestone reached",
        "half done",
        "planned as reported",
        "of unknown completion",
        "suspended and critical",
        "red and critical",
        "red",
        "completed",
        "of weight 0",
        "stale",
        "postponed",
        "with milestones",
    ],
)
def test_an_action_adds_what_is_known_of_it(
    action: Action, updates: list[StatusUpdate], tally: Tally
) -> None:
    assert tally_of(state(action, *updates, on=CLOSE)) == tally


# Tallies add and subtract

tallies = st.lists(
    st.integers(-1_000_000, 1_000_000), min_size=len(NAMES), max_size=len(NAMES)
).map(lambda numbers: Tally(**dict(zip(NAMES, numbers, strict=True))))


def test_tallies_add_field_by_field() -> None:
    three, four = Tally(actions=1, weight=3, green=3), Tally(actions=1, weight=4, red=4)
    assert three + four == Tally(actions=2, weight=7, green=3, red=4)
    assert three - four == Tally(weight=-1, green=3, red=-4)
    assert -three == Tally(actions=-1, weight=-3, green=-3)


def test_the_sum_of_no_tallies_is_the_empty_tally() -> None:
    assert total([]) == Tally()


def test_the_due_weight_is_what_is_not_not_due() -> None:
    assert Tally(weight=8, not_due=3).due_weight == 5


@settings(deadline=None)
@given(tallies, tallies, tallies)
def test_it_does_not_matter_which_tallies_are_added_first(a: Tally, b: Tally, c: Tally) -> None:
    assert (a + b) + c == a + (b + c) == total([c, a, b])
    assert a + b == b + a


@settings(deadline=None)
@given(tallies, tallies)
def test_what_is_added_can_be_taken_away(a: Tally, b: Tally) -> None:
    assert a + Tally() == a
    assert a - a == Tally()
    assert (a + b) - b == a
    assert a - b == a + -b


# The figures, and why there may be none


def test_the_figures_follow_from_the_sums() -> None:
    part_due = progress(
        Tally(
            actions=5,
            cancelled=1,
            weight=10,
            not_due=2,
            known_weight=4,
            known_actions=3,
            earned=30_000,
            earned_unweighted=21_000,
            known_planned_value=36_000,
            planned_value=50_000,
            completed_weight=1,
            cancelled_weight=2,
            cancelled_earned=9_000,
        )
    )
    assert part_due.progress == Fraction(3, 4)
    assert part_due.coverage == Fraction(1, 2)
    assert part_due.low == Fraction(3, 8)
    assert part_due.high == Fraction(7, 8)
    assert part_due.variance == Fraction(-3, 20)
    assert part_due.whole_low == Fraction(3, 10)
    assert part_due.whole_high == Fraction(7, 10)
    assert part_due.planned_progress == Fraction(1, 2)
    assert part_due.unweighted == Fraction(7, 10)
    assert part_due.completed_share == Fraction(1, 10)
    assert part_due.as_adopted == Fraction(13, 20)
    assert part_due.no_number is None


@pytest.mark.parametrize(
    ("tally", "reason"),
    [
        (Tally(), NoNumber.EMPTY),
        (Tally(cancelled=1), NoNumber.ALL_CANCELLED),
        (Tally(actions=1, cancelled=1), NoNumber.ZERO_WEIGHT),
        (Tally(actions=1, known_actions=1), NoNumber.ZERO_WEIGHT),
        (Tally(actions=1, weight=2, not_due=2), NoNumber.NOT_DUE),
        (Tally(actions=2, cancelled=1, weight=3, not_due=2), NoNumber.UNREPORTED),
        (Tally(actions=2, weight=3, not_due=2, known_weight=1), None),
    ],
    ids=[
        "no action",
        "all cancelled",
        "weight 0, one cancelled",
        "weight 0, reported",
        "nothing due",
        "due and unreported",
        "due and reported",
    ],
)
def test_where_there_is_no_progress_there_is_a_reason(
    tally: Tally, reason: NoNumber | None
) -> None:
    assert progress(tally).no_number is reason
    assert (progress(tally).progress is None) == (reason is not None)


def test_the_reasons_for_no_progress_have_words_of_their_own() -> None:
    assert [str(reason) for reason in NoNumber] == [
        "empty",
        "all_cancelled",
        "zero_weight",
        "not_due",
        "unreported",
    ]


def figures(part: Progress) -> set[str]:
    """The names of the figures that exist."""
    values = {
        "progress": part.progress,
        "coverage": part.coverage,
        "low": part.low,
        "high": part.high,
        "variance": part.variance,
        "whole_low": part.whole_low,
        "whole_high": part.whole_high,
        "planned_progress": part.planned_progress,
        "unweighted": part.unweighted,
        "completed_share": part.completed_share,
        "as_adopted": part.as_adopted,
    }
    return {name for name, value in values.items() if value is not None}


WHOLE = {"whole_low", "whole_high", "planned_progress", "completed_share"}
OF_DUE = {"coverage", "low", "high"}
NOTHING, ALL = Fraction(0), Fraction(1)


@pytest.mark.parametrize(
    ("tally", "exist"),
    [
        (Tally(), set[str]()),
        (Tally(cancelled=1), set[str]()),
        (Tally(cancelled=1, cancelled_weight=1), {"as_adopted"}),
        (Tally(actions=1, known_actions=1), {"unweighted"}),
        (Tally(actions=1, weight=2, not_due=2), WHOLE),
        (Tally(actions=1, weight=2), WHOLE | OF_DUE),
        (
            Tally(actions=1, weight=2, known_weight=1, known_actions=1),
            WHOLE | OF_DUE | {"progress", "variance", "unweighted", "as_adopted"},
        ),
    ],
    ids=[
        "no action",
        "cancelled, of unknown completion",
        "cancelled",
        "weight 0",
        "nothing due",
        "due and unreported",
        "due and reported",
    ],
)
def test_every_figure_exists_when_its_own_denominator_is_not_nought(
    tally: Tally, exist: set[str]
) -> None:
    assert figures(progress(tally)) == exist


def test_of_what_is_due_and_unreported_nothing_or_all_may_be_done() -> None:
    unreported = progress(Tally(actions=2, weight=4, not_due=1))
    assert (unreported.coverage, unreported.low, unreported.high) == (NOTHING, NOTHING, ALL)
    assert (unreported.whole_low, unreported.whole_high) == (NOTHING, Fraction(3, 4))


def test_what_is_not_due_counts_as_nothing_of_the_whole() -> None:
    future = progress(Tally(actions=1, weight=4, not_due=4))
    assert (future.whole_low, future.whole_high, future.planned_progress) == (NOTHING,) * 3


# The signal of a set of actions


@pytest.mark.parametrize(
    ("tally", "signal", "words"),
    [
        (Tally(), Signal.NONE, "there is nothing to assess"),
        (Tally(cancelled=3), Signal.NONE, "there is nothing to assess"),
        (Tally(actions=1, critical_red=1), Signal.NONE, "there is nothing to assess"),
        (
            Tally(actions=9, weight=1_000, green=999, critical_red=2),
            Signal.RED,
            "critical actions that are red: 2",
        ),
        (
            Tally(actions=2, weight=8, grey=8, critical_red=1),
            Signal.RED,
            "critical actions that are red: 1",
        ),
        (
            Tally(actions=2, weight=8, not_due=8, critical_red=1),
            Signal.RED,
            "critical actions that are red: 1",
        ),
        (Tally(actions=2, weight=8, not_due=8), Signal.NOT_DUE, "none of the work is due yet"),
        (
            Tally(actions=2, weight=8, grey=1, not_due=7, critical_amber=1),
            Signal.GREY,
            "none of the due work can be assessed",
        ),
        (
            Tally(actions=2, weight=1_000, green=599, grey=401),
            Signal.GREY,
            "only 59 % of the due work can be assessed, less than 60 %",
        ),
        (
            Tally(actions=2, weight=1_000, red=599, critical_amber=1, grey=401),
            Signal.GREY,
            "only 59 % of the due work can be assessed, less than 60 %",
        ),
        (
            Tally(actions=2, weight=10, green=6, grey=4),
            Signal.GREEN,
            "0 % of the assessed work is red or amber, less than 25 %",
        ),
        (
            Tally(actions=2, weight=100, amber=3, green=3, grey=4, not_due=90),
            Signal.AMBER,
            "50 % of the assessed work is red or amber, 25 % or more",
        ),
        (
            Tally(actions=2, weight=4, red=1, green=3),
            Signal.RED,
            "25 % of the assessed work is red, 25 % or more",
        ),
        (
            Tally(actions=2, weight=6, red=1, green=3, grey=2),
            Signal.RED,
            "25 % of the assessed work is red, 25 % or more",
        ),
        (
            Tally(actions=2, weight=1_000, red=249, green=751),
            Signal.AMBER,
            "24 % of the assessed work is red",
        ),
        (
            Tally(actions=2, weight=1_000, red=1, critical_amber=1, green=999),
            Signal.AMBER,
            "0 % of the assessed work is red",
        ),
        (
            Tally(actions=2, weight=1_000, amber=1, critical_amber=1, green=999),
            Signal.AMBER,
            "critical actions that are amber: 1",
        ),
        (
            Tally(actions=2, weight=4, amber=1, green=3),
            Signal.AMBER,
            "25 % of the assessed work is red or amber, 25 % or more",
        ),
        (
            Tally(actions=2, weight=1_000, amber=249, green=751),
            Signal.GREEN,
            "24 % of the assessed work is red or amber, less than 25 %",
        ),
    ],
    ids=[
        "no action",
        "all cancelled",
        "critical red among weight 0 only",
        "critical red of weight 0",
        "critical red, little assessed",
        "critical red, nothing due",
        "nothing due",
        "nothing assessed",
        "one below the coverage",
        "red one below the coverage",
        "at the coverage",
        "future work does not count against the coverage",
        "at the share of red",
        "grey does not count in the share of red",
        "one below the share of red",
        "red before critical amber",
        "critical amber",
        "at the share of amber",
        "one below the share of amber",
    ],
)
def test_the_signal_of_a_set_is_the_first_that_applies_and_says_why(
    tally: Tally, signal: Signal, words: str
) -> None:
    found = progress(tally)
    assert found.signal is signal
    assert found.signal_reason == words


STRICT = Thresholds(min_coverage=Fraction(1), red=Fraction(1, 10), amber=Fraction(1, 5))


@pytest.mark.parametrize(
    ("tally", "signal"),
    [
        (Tally(actions=2, weight=100, green=99, grey=1), Signal.GREY),
        (Tally(actions=2, weight=100, green=90, red=10), Signal.RED),
        (Tally(actions=2, weight=100, green=91, red=9), Signal.AMBER),
        (Tally(actions=2, weight=100, green=80, amber=20), Signal.AMBER),
        (Tally(actions=2, weight=100, green=81, amber=19), Signal.GREEN),
    ],
    ids=["not all assessed", "red", "less than red", "amber", "less than amber"],
)
def test_the_thresholds_can_be_set(tally: Tally, signal: Signal) -> None:
    assert STRICT(tally).signal is signal


def test_red_and_amber_count_together_where_red_has_the_higher_threshold() -> None:
    rule = Thresholds(red=Fraction(1, 2), amber=Fraction(1, 4))
    assert rule(Tally(actions=2, weight=4, red=1, amber=1, green=2)) == Verdict(
        Signal.AMBER, "{share} of the assessed work is red", {"share": Fraction(1, 4)}
    )


def test_without_a_least_coverage_unassessed_work_is_grey_all_the_same() -> None:
    lenient = Thresholds(min_coverage=Fraction(0))
    assert lenient(Tally(actions=1, weight=1, grey=1)).signal is Signal.GREY
    assert lenient(Tally(actions=1, weight=9, grey=8, green=1)).signal is Signal.GREEN


def test_the_thresholds_are_those_of_the_programme() -> None:
    rules = Rules(min_coverage=Fraction(1, 2), red=Fraction(1, 3), amber=Fraction(1, 6))
    assert Thresholds.of(rules) == Thresholds(
        min_coverage=Fraction(1, 2), red=Fraction(1, 3), amber=Fraction(1, 6)
    )
    assert Thresholds.of(Rules()) == Thresholds()


@pytest.mark.parametrize(
    ("tally", "signal", "words"),
    [
        (Tally(), Signal.NONE, "there is nothing to assess"),
        (Tally(actions=1, critical_red=1), Signal.NONE, "there is nothing to assess"),
        (
            Tally(actions=1, weight=99, red=1, amber=1, grey=1, green=96),
            Signal.RED,
            "the worst signal of any action is red",
        ),
        (
            Tally(actions=1, weight=99, amber=1, grey=1, green=97),
            Signal.AMBER,
            "the worst signal of any action is amber",
        ),
        (
            Tally(actions=1, weight=99, grey=1, green=98),
            Signal.GREY,
            "the worst signal of any action is grey",
        ),
        (
            Tally(actions=1, weight=99, green=1, not_due=98),
            Signal.GREEN,
            "the worst signal of any action is green",
        ),
        (Tally(actions=1, weight=99, not_due=99), Signal.NOT_DUE, "none of the work is due yet"),
    ],
    ids=["no action", "weight 0", "red", "amber", "grey", "green", "nothing due"],
)
def test_by_worst_wins_the_worst_colour_of_any_action_is_that_of_all(
    tally: Tally, signal: Signal, words: str
) -> None:
    assert worst_wins(tally).signal is signal
    assert worst_wins(tally).words == words


def any_red(tally: Tally) -> Signal:
    return Signal.RED if tally.red else Signal.GREEN


def explained(tally: Tally) -> Verdict:
    return Verdict(Signal.AMBER, "because of {count} actions", {"count": tally.actions})


class OneColour:
    """A rule that is no function: its class gives it a name."""

    def __call__(self, _: Tally) -> Signal:
        return Signal.GREY


@pytest.mark.parametrize(
    ("rule", "signal", "words"),
    [
        (any_red, Signal.GREEN, "by the rule any_red"),
        (explained, Signal.AMBER, "because of 5 actions"),
        (OneColour(), Signal.GREY, "by the rule OneColour"),
        (worst_wins, Signal.AMBER, "the worst signal of any action is amber"),
    ],
    ids=["a signal", "a verdict of its own", "of a class", "worst wins"],
)
def test_any_rule_from_tally_to_signal_will_do(
    rule: SignalRule, signal: Signal, words: str
) -> None:
    example = snapshot(EXAMPLE, "2026-12-31").progress(rule=rule)
    assert example.signal is signal
    assert example.signal_reason == words
    assert example.progress == Fraction(68, 100)


def test_the_progress_of_some_states_adds_up_their_tallies_and_keeps_them_as_children() -> None:
    snap = snapshot(EXAMPLE, "2026-12-31")
    pair = snap.progress(["a2", "a6"], rule=worst_wins)
    assert [child.action.id for child in pair.children] == ["a2", "a6"]
    assert pair.progress == Fraction(65, 100)
    assert pair.signal is Signal.AMBER


def test_what_the_plan_foresaw_is_of_the_work_that_progress_is_about() -> None:
    known = progress(Tally(actions=3, weight=7, known_weight=5, known_planned_value=44_679))
    assert known.foreseen == Fraction(44_679, 50_000)
    assert progress(Tally(actions=3, weight=7, known_planned_value=0)).foreseen is None


def test_a_progress_is_shown_and_compared_without_what_it_was_taken_from() -> None:
    given_ = planned()
    taken = snapshot(programme(given_), "2025-12-31")
    found = Progress(tally=Tally(), verdict=Thresholds()(Tally()), snapshot=taken)
    assert "snapshot" not in repr(found)
    assert found == progress(Tally())
