"""Progress over time, at the last day of each month, quarter, half or year."""

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from benelux_tracker import load, series, snapshot, what_if, worst_wins
from benelux_tracker.errors import DateError, RequestError, UnknownKeyError
from benelux_tracker.model import Action, Rules, StatusUpdate, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import RollUp
from benelux_tracker.state import Signal
from benelux_tracker.sweep import Period
from benelux_tracker.tally import NoNumber, Tally
from benelux_tracker.vocabulary import ActionId, Confidence, Country, GroupId, Measure, Status
from build_action import RATIFIED, SIGNED, planned, programme, step, told

WORKED_EXAMPLE = Path(__file__).parents[1] / "examples" / "worked-example"


@cache
def worked_example() -> WorkProgramme:
    return load(WORKED_EXAMPLE)


def days_of(every: Period, start: str, end: str) -> list[str]:
    found = series(worked_example(), every=every, start=start, end=end)
    return [day.isoformat() for day in found]


@pytest.mark.parametrize(
    ("every", "days"),
    [
        (
            "month",
            [
                *("2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"),
                *("2028-05-31", "2028-06-30", "2028-07-31", "2028-08-31", "2028-09-30"),
                *("2028-10-31", "2028-11-30", "2028-12-31"),
            ],
        ),
        ("quarter", ["2027-12-31", "2028-03-31", "2028-06-30", "2028-09-30", "2028-12-31"]),
        ("half", ["2027-12-31", "2028-06-30", "2028-12-31"]),
        ("year", ["2027-12-31", "2028-12-31"]),
    ],
)
def test_every_period_has_its_last_day(every: Period, days: list[str]) -> None:
    assert days_of(every, "2027-12-31", "2028-12-31") == days


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2026-01-31", "2026-02-28", ["2026-01-31", "2026-02-28"]),
        ("2026-02-01", "2026-02-28", ["2026-02-28"]),
        ("2026-01-31", "2026-02-27", ["2026-01-31"]),
        ("2026-02-01", "2026-02-27", []),
        ("2026-02-28", "2026-02-28", ["2026-02-28"]),
        ("2026-12-31", "2027-01-30", ["2026-12-31"]),
    ],
)
def test_only_days_from_the_first_to_the_last_asked_for_are_looked_at(
    start: str, end: str, days: list[str]
) -> None:
    assert days_of("month", start, end) == days


def test_the_whole_programme_is_looked_at_by_month_and_theme_when_nothing_else_is_asked_for() -> (
    None
):
    found = series(worked_example())
    assert (found.by, found.every, found.known_on) == (("theme",), "month", None)
    assert len(found) == 48
    assert next(iter(found)) == date(2025, 1, 31)
    assert list(found)[-1] == date(2028, 12, 31)


def test_the_worked_example_year_by_year() -> None:
    found = series(worked_example(), "theme", "year")
    shares = {day.year: rolled["market"].progress for day, rolled in found.items()}
    assert shares == {
        2025: None,
        2026: Fraction(68, 100),
        2027: Fraction(68, 100),
        2028: Fraction(68, 100),
    }
    signals = {day.year: rolled["market"].signal for day, rolled in found.items()}
    assert signals == {
        2025: Signal.GREY,
        2026: Signal.AMBER,  # 2 of 5 behind
        2027: Signal.RED,  # all that is not completed is overdue: 3 of 5 red
        2028: Signal.RED,
    }
    first = found[date(2025, 12, 31)].total
    assert first.no_number is NoNumber.UNREPORTED


def test_the_worked_example_month_by_month() -> None:
    found = series(worked_example(), "theme", start="2026-01-31", end="2026-11-30")
    assert {day.month: rolled.total.progress for day, rolled in found.items()} == {
        1: None,
        2: Fraction(20, 100),  # a4 alone
        3: Fraction(20, 100),
        4: Fraction(20, 100),
        5: Fraction(60, 100),  # a1 done, a4: both of weight 2
        6: Fraction(60, 100),
        7: Fraction(60, 100),
        8: Fraction(60, 100),
        9: Fraction(50, 100),  # and a5: (200 + 40 + 10) / 5
        10: Fraction(70, 100),  # a4 cancelled: (200 + 10) / 3
        11: Fraction(68, 100),
    }


def test_an_action_of_two_groups_counts_for_both_and_once_in_the_total() -> None:
    rolled = series(worked_example(), "working_group", "year")[date(2026, 12, 31)]
    assert {key: part.tally.actions for key, part in rolled.items()} == {"trade": 3, "customs": 3}
    assert rolled.total.tally.actions == 5
    assert rolled.shared.actions == 1
    assert rolled.by == ("working_group",)


def test_a_matrix_has_its_cells() -> None:
    rolled = series(worked_example(), ("theme", "working_group"), "year")[date(2026, 12, 31)]
    assert list(rolled) == [("market", "trade"), ("market", "customs")]
    assert rolled["market", "trade"].progress == Fraction(330, 400)


def test_a_series_is_a_mapping_without_the_states_of_actions() -> None:
    found = series(worked_example(), every="year")
    assert found[date(2026, 12, 31)].total.children == ()
    assert date(2026, 12, 30) not in found
    with pytest.raises(KeyError):
        _ = found[date(2026, 12, 30)]


def test_a_series_shows_what_was_known_on_a_day() -> None:
    found = series(worked_example(), every="year", known_on="2026-09-01")
    assert found.known_on == date(2026, 9, 1)
    assert found[date(2026, 12, 31)].total.progress == Fraction(50, 100)
    earlier = series(worked_example(), every="year", known_on=date(2026, 8, 31))
    assert earlier[date(2026, 12, 31)].total.progress == Fraction(60, 100)


def test_a_series_may_go_by_another_rule() -> None:
    found = series(worked_example(), every="year", rule=worst_wins)
    assert found[date(2026, 12, 31)]["market"].signal is Signal.AMBER
    assert (
        found[date(2026, 12, 31)].total.signal_reason == "the worst signal of any action is amber"
    )
    strict = evolve(worked_example(), rules=Rules(amber=Fraction(1, 2)))
    assert series(strict, every="year")[date(2026, 12, 31)]["market"].signal is Signal.GREEN


def test_a_series_has_what_is_supposed() -> None:
    done = StatusUpdate(action=ActionId("a3"), date=date(2026, 12, 1), status=Status.COMPLETED)
    found = series(what_if(worked_example(), [done]), every="year")
    assert found[date(2025, 12, 31)].total.progress is None
    assert found[date(2026, 12, 31)].total.progress == Fraction(640, 800)


def test_a_series_goes_on_before_and_after_the_programme() -> None:
    found = series(worked_example(), every="year", start="2023-12-31", end="2030-12-31")
    assert found[date(2023, 12, 31)].total.no_number is NoNumber.NOT_DUE
    assert found[date(2030, 12, 31)].total.progress == Fraction(68, 100)


# ---- what changes though nothing is told


def alike(whole: WorkProgramme, every: Period = "month") -> dict[date, RollUp]:
    """A series from 2025 to 2028, every roll-up of which is that of a snapshot."""
    found = series(whole, "working_group", every, start="2025-01-01", end="2028-12-31")
    for day, rolled in found.items():
        one = snapshot(whole, day).roll_up("working_group")
        assert rolled.total == one.total
        assert dict(rolled) == dict(one)
        assert rolled.shared == one.shared
        assert rolled.without_actions == one.without_actions
    return dict(found)


def turns(whole: WorkProgramme, field: str) -> dict[str, object]:
    """The months in which a field of the total changes, and what it is from then on."""
    found: dict[str, object] = {}
    for day, rolled in alike(whole).items():
        value: object = getattr(rolled.total.tally, field)
        if list(found.values())[-1:] != [value]:
            found[f"{day:%Y-%m}"] = value
    return found


def heard(day: str, **stated: object) -> StatusUpdate:
    return told(date=date.fromisoformat(day), **stated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("action", "updates", "field", "expected"),
    [
        (planned(start=date(2025, 3, 31)), (), "not_due", {"2025-01": 1, "2025-03": 0}),
        (planned(start=date(2025, 4, 1)), (), "not_due", {"2025-01": 1, "2025-04": 0}),
        (planned(due=Due.parse("2025-06-30")), (), "overdue", {"2025-01": 0, "2025-06": 1}),
        (planned(due=Due.parse("2025-07-01")), (), "overdue", {"2025-01": 0, "2025-07": 1}),
        (
            planned(due=Due.parse("2025-06-30")),
            (heard("2025-03-01", due=Due.parse("2026-02-28"), percent=1),),
            "overdue",
            {"2025-01": 0, "2026-02": 1},
        ),
        (planned(adopted=date(2025, 3, 31)), (), "actions", {"2025-01": 0, "2025-03": 1}),
        (
            planned(start=date(2025, 3, 31), measure=Measure.STATUS),
            (),
            "not_due",
            {"2025-01": 1, "2025-03": 0},
        ),
        (
            planned(start=date(2025, 1, 1), adopted=date(2025, 3, 31), measure=Measure.STATUS),
            (),
            "actions",
            {"2025-01": 0, "2025-03": 1},
        ),
        (
            planned(due=Due.parse("2025-06-30"), measure=Measure.STATUS),
            (heard("2025-01-01", due=Due.parse("2026")),),
            "planned_value",
            {"2025-01": 0, "2025-06": 10000},
        ),
        (
            planned(measure=Measure.STATUS),
            (heard("2025-01-30", status=Status.IN_PROGRESS),),
            "stale",
            {"2025-01": 0, "2026-01": 1},
        ),
        (
            planned(measure=Measure.STATUS),
            (heard("2025-01-31", status=Status.IN_PROGRESS),),
            "stale",
            {"2025-01": 0, "2026-02": 1},
        ),
        (planned(), (heard("2025-01-31", percent=9),), "stale", {"2025-01": 0, "2026-02": 1}),
        (planned(), (heard("2025-03-31", percent=9),), "stale", {"2025-01": 0, "2026-04": 1}),
        (
            planned(),
            (heard("2025-01-31", percent=9), heard("2025-03-31", unchanged=True)),
            "stale",
            {"2025-01": 0, "2026-04": 1},
        ),
        (
            planned(),
            (heard("2025-01-31", percent=9, recorded=date(2025, 3, 31)),),
            "stale",
            {"2025-01": 0, "2026-04": 1},
        ),
        (
            planned(milestones=(step(id=SIGNED, due=Due.parse("2025-06-30")), step(id=RATIFIED))),
            (),
            "milestones_due",
            {"2025-01": 0, "2025-06": 1, "2028-12": 2},
        ),
        (
            planned(milestones=(step(id=SIGNED, due=Due.parse("2025-06-30")), step(id=RATIFIED))),
            (heard("2025-01-01", percent=0, milestone_due={SIGNED: Due.parse("2025-09-30")}),),
            "amber",
            # far behind already in June, when 50 % was foreseen; at the end overdue
            {"2025-01": 0, "2025-06": 1, "2028-12": 0},
        ),
        (
            planned(
                milestones=(step(id=SIGNED, due=Due.parse("2025-06-30"), weight=1),),
                measure=Measure.REPORTED,
            ),
            (
                heard(
                    "2025-01-01",
                    percent=100,
                    confidence=Confidence.GREEN,
                    milestone_due={SIGNED: Due.parse("2025-09-30")},
                ),
            ),
            "amber",
            {"2025-01": 0, "2025-09": 1, "2028-12": 0},
        ),
        (
            planned(measure=Measure.STATUS, due=Due.parse("2025-06-30"), groups=("police-chiefs",)),
            (),
            "planned_value",
            {"2025-01": 0, "2025-06": 10000},
        ),
        (
            planned(start=date(2025, 3, 30), due=Due.parse("2025-05-08")),  # 40 days
            (heard("2025-01-01", percent=0),),
            "planned_value",
            {"2025-01": 0, "2025-03": 500, "2025-04": 8000, "2025-05": 10000},
        ),
        (
            planned(start=date(2025, 3, 30), due=Due.parse("2025-05-08")),
            (
                heard("2025-01-01", status=Status.CANCELLED),
                heard("2025-04-02", status=Status.IN_PROGRESS),
            ),
            "planned_value",
            {"2025-01": 0, "2025-04": 8000, "2025-05": 10000},
        ),
        (
            planned(start=date(2025, 3, 30), due=Due.parse("2025-05-08")),
            (
                heard("2025-01-01", status=Status.IN_PROGRESS),
                heard("2025-04-02", status=Status.CANCELLED),
            ),
            "cancelled",
            {"2025-01": 0, "2025-04": 1},
        ),
    ],
)
def test_what_changes_with_time_alone_changes_in_its_month(
    action: Action, updates: tuple[StatusUpdate, ...], field: str, expected: dict[str, int]
) -> None:
    assert turns(programme(action, updates=updates), field) == expected


def test_a_key_appears_with_its_first_action_in_scope_even_a_cancelled_one() -> None:
    late = planned(id=ActionId("late"), countries=(Country("LU"),), adopted=date(2026, 1, 1))
    early = planned(id=ActionId("early"), countries=(Country("BE"),))
    whole = programme(
        early,
        late,
        updates=(told(action=ActionId("late"), date=date(2025, 6, 1), status=Status.CANCELLED),),
    )
    found = series(whole, "country", "year")
    keys = {day.year: (list(rolled), rolled.without_actions) for day, rolled in found.items()}
    assert keys == {
        2025: (["BE"], ("LU",)),
        2026: (["BE", "LU"], ()),
        2027: (["BE", "LU"], ()),
        2028: (["BE", "LU"], ()),
    }
    assert found[date(2026, 12, 31)]["LU"].no_number is NoNumber.ALL_CANCELLED


def test_a_programme_without_actions_has_a_series_of_nothing() -> None:
    found = series(programme(), every="year")
    assert [rolled.total.tally for rolled in found.values()] == [Tally()] * 4
    assert [dict(rolled) for rolled in found.values()] == [{}] * 4


def test_shared_actions_are_counted_once_in_every_total() -> None:
    whole = programme(
        planned(groups=(GroupId("police-chiefs"), GroupId("customs"))),
        updates=(heard("2026-01-01", percent=30),),
    )
    found = alike(whole, "year")
    assert found[date(2026, 12, 31)].shared.actions == 1


# ---- what cannot be asked


def test_there_is_no_series_by_what_is_no_dimension_or_period() -> None:
    with pytest.raises(RequestError, match='no dimension "colour"'):
        series(worked_example(), "colour")  # type: ignore[arg-type]
    with pytest.raises(RequestError) as caught:
        series(worked_example(), every="week")  # type: ignore[arg-type]
    assert str(caught.value) == 'no period "week"; known: half, month, quarter, year'
    with pytest.raises(RequestError, match='no period "months"; did you mean "month"'):
        series(worked_example(), every="months")  # type: ignore[arg-type]


def test_a_series_does_not_end_before_it_starts() -> None:
    with pytest.raises(RequestError) as caught:
        series(worked_example(), start="2026-02-01", end="2026-01-31")
    assert str(caught.value) == "the end 2026-01-31 is before the start 2026-02-01"


@pytest.mark.parametrize("what", ["start", "end", "known_on"])
def test_a_series_needs_days(what: str) -> None:
    with pytest.raises(DateError, match=f"^{what} must be a day such as 2025-12-31"):
        series(worked_example(), **{what: "2026-06"})  # type: ignore[arg-type]


def test_a_day_of_a_series_may_be_asked_for_in_words() -> None:
    found = series(worked_example(), every="year")
    assert found["2026-12-31"] is found[date(2026, 12, 31)]
    said = "^no figures of 2026-06-30; first and last: 2025-12-31, 2028-12-31$"
    with pytest.raises(UnknownKeyError, match=said):
        _ = found["2026-06-30"]


def test_what_is_no_period_is_refused() -> None:
    nothing: object = None
    with pytest.raises(RequestError, match=r'^no period "None"'):
        series(worked_example(), every=nothing)  # type: ignore[arg-type]


def test_the_figures_of_a_day_know_the_days_that_they_are_about() -> None:
    found = series(worked_example(), every="year", known_on="2026-06-30")
    for day, themes in found.items():
        assert (themes.snapshot.on, themes.snapshot.known_on) == (day, date(2026, 6, 30))
        assert themes.total.snapshot is themes.snapshot
        assert all(progress.snapshot is themes.snapshot for progress in themes.values())
