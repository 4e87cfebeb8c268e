"""A due is a day or a period, due on its last day; days are whole days, both ends counted."""

import calendar
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pendulum
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker.errors import BeneluxTrackerError, DateError
from benelux_tracker.periods import Due, as_date, days_between

YEARS = st.integers(1, 9999)
DAYS = st.dates()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-09-10", date(2025, 9, 10), date(2025, 9, 10)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025-Q1", date(2025, 1, 1), date(2025, 3, 31)),
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-Q4", date(2025, 10, 1), date(2025, 12, 31)),
        ("2025-01", date(2025, 1, 1), date(2025, 1, 31)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("2025-04", date(2025, 4, 1), date(2025, 4, 30)),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("9999-H2", date(9999, 7, 1), date(9999, 12, 31)),
        ("9999-Q4", date(9999, 10, 1), date(9999, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(text: str, first: date, last: date) -> None:
    due = Due.parse(text)

    assert (due.text, due.first, due.last) == (text, first, last)
    assert (type(due.first), type(due.last)) == (date, date)
    assert str(due) == text


@pytest.mark.parametrize(
    ("text", "is_day"),
    [("2025-09-10", True), ("2025-09", False), ("2025-Q3", False), ("2025", False)],
)
def test_a_due_knows_whether_it_is_one_day(text: str, *, is_day: bool) -> None:
    assert Due.parse(text).is_day is is_day


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "25",
        "202",
        "20255",
        "-2025",
        "0000",
        "0000-01",
        "2025-",
        "2025-00",
        "2025-13",
        "2025-1",
        "2025-9",
        "2025-H0",
        "2025-H3",
        "2025-h2",
        "2025H2",
        "2025-Q0",
        "2025-Q5",
        "2025 Q3",
        "Q3-2025",
        "2025-09-1",
        "2025-9-10",
        "10-09-2025",
        "2025/09/10",
        "20250910",
        "2025-W10",
        "2025-09-10T00:00:00",
        " 2025",
        "2025 ",
        "2025\n",
        "2025-Q3\n",
        "٢٠٢٥",
        "２０２５",
    ],
)
def test_a_text_that_is_no_date_and_no_period_is_refused(text: str) -> None:
    with pytest.raises(DateError) as caught:
        Due.parse(text)

    assert str(caught.value) == (
        f'no date or period: "{text}"; '
        'write a date (2025-09-10) or "2025", "2025-H2", "2025-Q3" or "2025-09"'
    )


@pytest.mark.parametrize(
    "text", ["2025-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00", "0000-01-01"]
)
def test_a_day_that_is_not_in_the_calendar_is_refused_as_due_and_as_date(text: str) -> None:
    with pytest.raises(DateError) as as_due:
        Due.parse(text)
    with pytest.raises(DateError) as as_day:
        as_date(text)

    assert str(as_due.value) == f"no such day in the calendar: {text}"
    assert str(as_day.value) == f"no such day in the calendar: {text}"


def test_a_date_error_is_a_value_error_of_this_library() -> None:
    with pytest.raises(ValueError, match="no date or period"):
        Due.parse("soon")
    with pytest.raises(BeneluxTrackerError):
        Due.parse("soon")


def test_a_due_on_a_day_is_written_as_that_day() -> None:
    due = Due.on(date(2025, 9, 10))

    assert due == Due("2025-09-10", date(2025, 9, 10), date(2025, 9, 10))
    assert due == Due.parse("2025-09-10")


def test_the_same_days_written_in_another_way_are_another_due() -> None:
    assert Due.parse("2025-12") != Due("december", date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("2025-12-31", id="text"),
        pytest.param(date(2025, 12, 31), id="date"),
        pytest.param(pendulum.date(2025, 12, 31), id="pendulum"),
    ],
)
def test_a_day_may_be_given_as_text_or_as_a_date(value: date | str) -> None:
    day = as_date(value)

    assert day == date(2025, 12, 31)
    assert type(day) is date


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025", "'2025'"),
        ("2025-Q4", "'2025-Q4'"),
        ("today", "'today'"),
        ("2025-12-31T00:00:00", "'2025-12-31T00:00:00'"),
        ("2025-12-31\n", r"'2025-12-31\n'"),
        ("20251231", "'20251231'"),
        (datetime(2025, 12, 31, tzinfo=UTC), "datetime.datetime(2025, 12, 31, 0, 0"),
        (pendulum.datetime(2025, 12, 31), "DateTime(2025, 12, 31, 0, 0"),
        (20251231, "20251231"),
        (None, "None"),
    ],
    ids=repr,
)
def test_a_day_is_never_guessed_from_anything_else(value: date | str, shown: str) -> None:
    with pytest.raises(DateError) as caught:
        as_date(value, what="known_on")

    wanted = "known_on must be a day such as 2025-12-31, without a time; got "
    assert str(caught.value).startswith(wanted + shown)


def test_a_day_without_a_name_of_its_own_is_called_date() -> None:
    with pytest.raises(DateError, match=r"^date must be a day such as 2025-12-31"):
        as_date("tomorrow")


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2025, 1, 1), date(2025, 1, 1), 1),
        (date(2025, 1, 1), date(2025, 1, 2), 2),
        (date(2025, 1, 1), date(2025, 12, 31), 365),
        (date(2024, 1, 1), date(2024, 12, 31), 366),
        (date(2025, 1, 1), date(2028, 12, 31), 1461),
        (date(2025, 1, 2), date(2025, 1, 1), 0),
    ],
)
def test_days_between_counts_both_ends(first: date, last: date, days: int) -> None:
    assert days_between(first, last) == days


@settings(deadline=None)
@given(DAYS)
def test_every_day_is_a_due_on_itself(day: date) -> None:
    assert Due.parse(day.isoformat()) == Due.on(day)
    assert Due.on(day).is_day
    assert as_date(day.isoformat()) == as_date(day) == day


@settings(deadline=None)
@given(YEARS)
def test_halves_quarters_and_months_follow_one_another_and_fill_the_year(year: int) -> None:
    whole = Due.parse(f"{year:04}")
    for parts in (
        [f"{year:04}-H{n}" for n in (1, 2)],
        [f"{year:04}-Q{n}" for n in (1, 2, 3, 4)],
        [f"{year:04}-{n:02}" for n in range(1, 13)],
    ):
        dues = [Due.parse(part) for part in parts]
        assert (dues[0].first, dues[-1].last) == (whole.first, whole.last)
        for earlier, later in pairwise(dues):
            assert earlier.last + timedelta(days=1) == later.first
        lengths = [days_between(due.first, due.last) for due in dues]
        assert sum(lengths) == 365 + calendar.isleap(year)


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[0-9]{4}-?[HQ0-9]{0,3}(-[0-9]{2})?", fullmatch=True))
def test_any_text_is_a_due_or_a_date_error(text: str) -> None:
    try:
        due = Due.parse(text)
    except DateError:
        return
    assert due.text == text
    assert due.first <= due.last


@settings(deadline=None)
@given(DAYS, DAYS, DAYS)
def test_days_between_adds_up_over_days_that_adjoin(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))

    assert days_between(first, last) == days_between(first, middle) + days_between(middle, last) - 1
