"""A report over time: the bridge from the year before, and the course of the programme.

Source: report.md, questions.md. Unless said otherwise the programmes here are those of
`build_action`: 2025 to 2028, one working group, actions of weight 1.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import StatusUpdate, YearReport, snapshot, what_if, year_report
from benelux_tracker.comparison import Pillar, Step
from benelux_tracker.errors import DateError, RequestError
from benelux_tracker.model import Action, Text, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.report.registers import BridgeStep, CourseDay, Turn, YearOnYear
from benelux_tracker.report.said import Said
from benelux_tracker.tally import NoNumber
from benelux_tracker.vocabulary import ActionId, Language, Status
from build_action import named, planned, programme, told
from build_report import small
from programmes import DAYS, busy_programmes, known_days, programmes

law = settings(deadline=None, max_examples=60)

IN_PROGRESS, COMPLETED, CANCELLED = Status.IN_PROGRESS, Status.COMPLETED, Status.CANCELLED
POLICE: Final = Said("Police", "en")


def action(name: str, weight: int = 1, **plan: object) -> Action:
    given_: dict[str, object] = {
        "id": ActionId(name),
        "title": Text(name),
        "weight": weight,
        **plan,
    }
    return planned(**given_)  # type: ignore[arg-type]


def report(name: str, day: str, percent: int | None = None, **stated: object) -> StatusUpdate:
    on = date.fromisoformat(day)
    return told(action=ActionId(name), date=on, percent=percent, **stated)  # type: ignore[arg-type]


def made(
    *updates: StatusUpdate,
    actions: Sequence[Action],
    known_on: str | None = None,
    on: str | None = None,
    before: str | None = None,
) -> YearReport:
    """The report of 2026 in English."""
    whole = evolve(programme(*actions, updates=updates), languages=(Language("en"),))
    return year_report(whole, 2026, "en", known_on, on=on, before_known_on=before)


# ---- the bridge

FIVE: Final = (action("kept", 2), action("cancelled"), action("corrected"), action("new"))
STORY: Final = (
    report("kept", "2025-12-01", 20, status=IN_PROGRESS),
    report("cancelled", "2025-12-01", 80),
    report("corrected", "2025-12-01", 40, id=named("wrong")),
    report(
        "corrected",
        "2025-12-01",
        20,
        id=named("right"),
        recorded=date(2026, 3, 1),
        corrects=named("wrong"),
    ),
    report("cancelled", "2026-05-01", status=CANCELLED),
    report("kept", "2026-12-01", 50),
    report("corrected", "2026-12-01", 50),
    report("new", "2026-12-01", 10),
)


def test_the_bridge_goes_from_last_years_figure_as_published_to_this_years() -> None:
    assert made(*STORY, actions=FIVE, before="2026-01-15").year_on_year == YearOnYear(
        since=date(2025, 12, 31),
        known_on=date(2026, 1, 15),
        opening=Fraction(40, 100),  # (2 · 20 + 80 + 40) / 4
        steps=(
            # to (2 · 20 + 80 + 20) / 4 = 35 %
            BridgeStep(step=Step.CORRECTIONS, points=Fraction(-5, 100), actions=1),
            # to (2 · 20 + 20) / 3 = 20 %
            BridgeStep(step=Step.LEFT, points=Fraction(-15, 100), actions=1),
            # to (2 · 50 + 50) / 3 = 50 %
            BridgeStep(step=Step.SAME, points=Fraction(30, 100), actions=2),
            # to (2 · 50 + 50 + 10) / 4 = 40 %
            BridgeStep(step=Step.JOINED, points=Fraction(-10, 100), actions=1),
        ),
        closing=Fraction(40, 100),
        missing=None,
        reason=None,
        completed=(),
        started=(),
    )


def steps(found: YearOnYear) -> dict[str, Fraction]:
    return {step.step.value: step.points for step in found.steps}


def test_as_it_is_known_now_the_year_before_has_no_corrections() -> None:
    found = made(*STORY, actions=FIVE).year_on_year
    assert (found.since, found.known_on) == (date(2025, 12, 31), None)
    assert found.opening == Fraction(35, 100)
    assert steps(found) == {
        "corrections": 0,
        "left": Fraction(-15, 100),
        "same": Fraction(30, 100),
        "joined": Fraction(-10, 100),
    }
    assert [step.actions for step in found.steps] == [0, 1, 2, 1]


def test_a_report_as_known_on_a_day_knows_the_year_before_on_that_day_too() -> None:
    early = made(*STORY, actions=FIVE, known_on="2026-02-28")
    assert (early.year_on_year.known_on, early.year_on_year.opening) == (
        date(2026, 2, 28),
        Fraction(40, 100),
    )
    late = made(*STORY, actions=FIVE, known_on="2027-01-15")
    assert (late.year_on_year.known_on, late.year_on_year.opening) == (
        date(2027, 1, 15),
        Fraction(35, 100),
    )
    assert steps(late.year_on_year)["corrections"] == 0


def test_the_year_before_as_published_stands_in_a_report_as_known_on_a_day() -> None:
    found = made(*STORY, actions=FIVE, known_on="2027-01-15", before="2026-01-15")
    assert found.known_on == date(2027, 1, 15)
    assert found.glance.before.progress == Fraction(40, 100)
    assert found.year_on_year.known_on == date(2026, 1, 15)
    assert steps(found.year_on_year)["corrections"] == Fraction(-5, 100)


def test_the_change_at_a_glance_is_from_the_figure_that_the_bridge_opens_with() -> None:
    found = made(*STORY, report("new", "2026-12-30", 30), actions=FIVE, before="2026-01-15")
    assert found.year_on_year.closing == Fraction(45, 100)  # (2 · 50 + 50 + 30) / 4
    assert found.glance.before.progress == Fraction(40, 100)
    assert found.glance.change == Fraction(5, 100)
    assert sum(steps(found.year_on_year).values()) == Fraction(5, 100)


def retracted(name: str) -> StatusUpdate:
    return report(name, "2026-02-01", id=named(f"no-{name}"), retracts=named(f"{name}@2025-12-01"))


@pytest.mark.parametrize(
    ("updates", "missing", "reason", "opening", "closing"),
    [
        (
            (report("a", "2026-06-01", 10),),
            Pillar.OPENING,
            NoNumber.UNREPORTED,
            None,
            Fraction(10, 100),
        ),
        (
            (report("a", "2025-12-01", 10), retracted("a"), report("a", "2026-12-01", 20)),
            Pillar.CORRECTED,
            NoNumber.UNREPORTED,
            Fraction(10, 100),
            Fraction(20, 100),
        ),
        (
            (
                report("a", "2025-12-01", 10),
                report("a", "2026-12-01", status=CANCELLED),
                report("b", "2026-12-01", status=CANCELLED),
            ),
            Pillar.CLOSING,
            NoNumber.ALL_CANCELLED,
            Fraction(10, 100),
            None,
        ),
        (
            (
                report("a", "2025-12-01", 10),
                report("a", "2026-12-01", status=CANCELLED),
                report("b", "2026-12-01", 20),
            ),
            Pillar.COMMON,
            NoNumber.EMPTY,
            Fraction(10, 100),
            Fraction(20, 100),
        ),
    ],
)
def test_without_one_of_the_figures_it_stands_on_there_is_no_bridge_but_the_reason(
    updates: tuple[StatusUpdate, ...],
    missing: Pillar,
    reason: NoNumber,
    opening: Fraction | None,
    closing: Fraction | None,
) -> None:
    found = made(*updates, actions=(action("a"), action("b")), before="2026-01-15").year_on_year
    assert found.steps == ()
    assert (found.missing, found.reason) == (missing, reason)
    assert (found.opening, found.closing) == (opening, closing)


def test_before_the_programme_began_there_is_nothing_to_come_from() -> None:
    found = year_report(small(), 2024, "en").year_on_year
    assert (found.since, found.missing, found.reason) == (
        date(2023, 12, 31),
        Pillar.OPENING,
        NoNumber.NOT_DUE,
    )


# ---- what was completed and what was started


def turn(name: str, day: str) -> Turn:
    return Turn(action=name, title=Said(name, "en"), day=date.fromisoformat(day), groups=(POLICE,))


THREE: Final = (action("a"), action("b"), action("c"))


def test_what_was_completed_in_the_year_stands_by_the_day_it_was() -> None:
    found = made(
        report("a", "2026-06-30", status=COMPLETED),
        report("b", "2025-06-30", status=COMPLETED),
        report("c", "2026-03-01", status=COMPLETED, recorded=date(2026, 12, 31)),
        report("c", "2026-09-01", status=COMPLETED),
        actions=THREE,
    )
    assert found.year_on_year.completed == (turn("c", "2026-03-01"), turn("a", "2026-06-30"))
    assert found.year_on_year.started == ()


def test_what_was_started_in_the_year_stands_by_the_day_it_was() -> None:
    found = made(
        report("a", "2026-06-30", status=IN_PROGRESS),
        report("a", "2026-09-30", status=IN_PROGRESS),
        report("b", "2025-06-30", status=IN_PROGRESS),
        report("b", "2026-06-30", status=IN_PROGRESS),
        report("c", "2026-03-01", status=IN_PROGRESS),
        actions=THREE,
    )
    assert found.year_on_year.started == (turn("c", "2026-03-01"), turn("a", "2026-06-30"))
    assert found.year_on_year.completed == ()


def test_turns_of_one_day_stand_in_the_order_of_the_programme() -> None:
    updates = [report(name, "2026-06-30", status=COMPLETED) for name in "cab"]
    found = made(*updates, actions=THREE).year_on_year.completed
    assert [line.action for line in found] == ["a", "b", "c"]


def test_what_was_adopted_and_completed_in_the_year_was_completed_in_it() -> None:
    new = action("a", adopted=date(2026, 2, 1))
    found = made(report("a", "2026-06-30", status=COMPLETED), actions=[new]).year_on_year
    assert found.completed == (turn("a", "2026-06-30"),)


def test_what_was_told_too_late_for_the_last_report_was_completed_since() -> None:
    late = report("a", "2025-12-01", status=COMPLETED, recorded=date(2026, 2, 1))
    assert made(late, actions=THREE).year_on_year.completed == ()
    found = made(late, actions=THREE, before="2026-01-15").year_on_year
    assert found.completed == (turn("a", "2025-12-01"),)


def test_what_is_completed_after_the_day_of_the_report_is_not_told() -> None:
    found = made(
        report("a", "2026-06-30", status=COMPLETED), actions=THREE, on="2026-06-29"
    ).year_on_year
    assert found.completed == ()


# ---- questions that cannot be answered


def test_the_year_before_is_not_known_later_than_the_year_itself() -> None:
    with pytest.raises(RequestError) as caught:
        made(actions=THREE, known_on="2027-01-15", before="2027-01-16")
    assert str(caught.value) == (
        "the year before cannot be known on 2027-01-16, later than 2027-01-15"
    )
    assert made(actions=THREE, known_on="2027-01-15", before="2027-01-15").known_on


def test_the_year_before_is_known_on_a_day_or_not_at_all() -> None:
    with pytest.raises(DateError) as caught:
        made(actions=THREE, before="2026")
    assert str(caught.value) == (
        "before_known_on must be a day such as 2025-12-31, without a time; got '2026'"
    )


# ---- the laws of the bridge

reports = st.builds(
    partial(year_report, language="en"),
    programme=programmes() | busy_programmes(),
    year=st.integers(2025, 2027),
)


@st.composite
def reports_since(draw: st.DrawFn) -> YearReport:
    """A report of 2026 beside the year before, as known on a day that may be of then or now."""
    whole = draw(busy_programmes())
    then = draw(st.none() | st.sampled_from(DAYS[6:10]))
    now = draw(st.none() | st.sampled_from(DAYS[10:]))
    return year_report(whole, 2026, "en", now, before_known_on=then)


@law
@given(reports | reports_since())
def test_the_steps_come_exactly_to_the_closing_figure_less_the_opening_one(
    made_: YearReport,
) -> None:
    found = made_.year_on_year
    assert found.opening == made_.glance.before.progress
    assert found.closing == made_.glance.figures.progress
    assert (found.missing is None) == (found.reason is None) == (found.steps != ())
    if found.opening is None or found.closing is None:
        assert made_.glance.change is None
        assert found.missing is not None
        return
    assert made_.glance.change == found.closing - found.opening
    if found.missing is None:
        assert sum(step.points for step in found.steps) == found.closing - found.opening
        assert [step.step for step in found.steps] == list(Step)


@law
@given(reports)
def test_as_it_is_known_now_there_is_nothing_to_correct(made_: YearReport) -> None:
    corrections = [s for s in made_.year_on_year.steps if s.step is Step.CORRECTIONS]
    assert all((s.points, s.actions) == (Fraction(0), 0) for s in corrections)


@law
@given(reports)
def test_what_was_completed_or_started_was_so_in_the_year(made_: YearReport) -> None:
    for turns in (made_.year_on_year.completed, made_.year_on_year.started):
        days = [line.day for line in turns]
        assert days == sorted(days)
        assert all(day.year == made_.year for day in days)


# ---- the course of the programme


def course(*updates: StatusUpdate, actions: Sequence[Action], on: str) -> tuple[CourseDay, ...]:
    return made(*updates, actions=actions, on=on).course


def test_the_course_has_the_end_of_each_month_and_the_day_of_the_report() -> None:
    days = [line.day for line in course(actions=THREE, on="2026-02-10")]
    assert len(days) == 49
    assert days[:2] == [date(2025, 1, 31), date(2025, 2, 28)]
    assert days[12:15] == [date(2026, 1, 31), date(2026, 2, 10), date(2026, 2, 28)]
    assert days[-1] == date(2028, 12, 31)


def test_a_report_on_the_last_of_a_month_has_its_day_once() -> None:
    days = [line.day for line in course(actions=THREE, on="2026-02-28")]
    assert len(days) == 48
    assert days.count(date(2026, 2, 28)) == 1


@pytest.mark.parametrize(
    ("on", "last"), [("2026-06-14", 14), ("2026-06-15", 15), ("2026-06-16", 31)]
)
def test_a_day_after_the_last_of_the_programme_is_no_part_of_its_course(on: str, last: int) -> None:
    short = evolve(programme(*THREE), end=date(2026, 6, 15))
    assert year_report(short, 2026, "en", on=on).course[-1].day.day == last


@pytest.mark.parametrize("year", [2023, 2028])
def test_the_course_is_that_of_the_programme_in_whatever_year_the_report_is(year: int) -> None:
    found = year_report(small(), year, "en").course
    assert (found[0].day, found[-1].day, len(found)) == (
        date(2024, 1, 31),
        date(2027, 12, 31),
        48,
    )
    assert {line.low is None for line in found} == {year == 2023}


def test_the_course_has_bounds_up_to_the_day_of_the_report_and_the_plan_beyond() -> None:
    # a is due on the last of 400 days, b begins in 2027; both of weight 1
    two = (
        action("a", start=date(2026, 1, 1), due=Due.parse("2027-02-04")),
        action("b", start=date(2027, 1, 1), due=Due.parse("2027-04-10")),
    )
    found = {
        line.day.isoformat(): (line.low, line.high, line.planned)
        for line in course(
            report("a", "2026-02-05", 50),
            report("a", "2026-03-20", 80),
            actions=two,
            on="2026-03-15",
        )
    }
    assert found["2025-12-31"] == (Fraction(0), Fraction(0), Fraction(0))
    # nobody has reported on a: all of it may be done; 31 of 400 days are gone
    assert found["2026-01-31"] == (Fraction(0), Fraction(1, 2), Fraction(775, 20_000))
    # half of a is done; 59 of 400 days
    assert found["2026-02-28"] == (Fraction(1, 4), Fraction(1, 4), Fraction(1475, 20_000))
    assert found["2026-03-15"] == (Fraction(1, 4), Fraction(1, 4), Fraction(1850, 20_000))
    # 90 of 400 days
    assert found["2026-03-31"] == (None, None, Fraction(2250, 20_000))
    # 396 of 400 days of a, 31 of 100 of b
    assert found["2027-01-31"] == (None, None, Fraction(9900 + 3100, 20_000))
    assert found["2028-12-31"] == (None, None, Fraction(1))


def test_what_becomes_of_the_plan_after_the_day_of_the_report_is_no_part_of_its_course() -> None:
    half = (action("a", due=Due.parse("2026")), action("b", due=Due.parse("2028")))
    later = report("b", "2027-06-01", status=CANCELLED)
    assert made(later, actions=half).course == made(actions=half).course
    cancelled = evolve(later, date=date(2026, 6, 1), recorded=date(2026, 6, 1))
    planned_ = {line.day: line.planned for line in made(cancelled, actions=half).course}
    assert planned_[date(2027, 12, 31)] == 1  # a alone is left
    assert planned_[date(2025, 12, 31)] == Fraction(5000 + 2498, 20_000)  # 365 of 730, of 1461


def test_a_programme_without_work_has_a_course_without_figures() -> None:
    found = course(actions=(), on="2026-12-31")
    assert found[0] == CourseDay(day=date(2025, 1, 31), low=None, high=None, planned=None)
    assert len(found) == 48


def test_what_is_supposed_is_in_the_course() -> None:
    whole = evolve(programme(*THREE), languages=(Language("en"),))
    supposed = what_if(whole, [report("a", "2026-06-01", 60)])
    low = {line.day: line.low for line in year_report(supposed, 2026, "en").course}
    assert low[date(2026, 5, 31)] == 0
    assert low[date(2026, 6, 30)] == Fraction(1, 5)


@law
@given(
    whole=programmes() | busy_programmes(),
    on=st.sampled_from([*DAYS[:13], date(2026, 2, 10), date(2027, 5, 31)]),
    known_on=known_days,
)
def test_the_course_has_the_figures_of_snapshots_of_its_days(
    whole: WorkProgramme, on: date, known_on: date | None
) -> None:
    found = year_report(whole, on.year, "en", known_on, on=on).course
    stands = snapshot(whole, on, known_on).states.values()
    counted = evolve(whole, updates=tuple(u for state in stands for u in state.updates))
    assert on in [line.day for line in found]
    assert [line.day for line in found] == sorted({line.day for line in found})
    for line in found:
        if line.day <= on:
            progress = snapshot(whole, line.day, known_on).progress()
            assert (line.low, line.high) == (progress.whole_low, progress.whole_high)
        else:
            progress = snapshot(counted, line.day).progress()
            assert (line.low, line.high) == (None, None)
        assert line.planned == progress.planned_progress
