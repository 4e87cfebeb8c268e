"""What every group still has to report, since when, and what falls due."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from benelux_tracker.chase import Chase, ChaseKind, ChaseRequest
from benelux_tracker.dimensions import Dimension
from benelux_tracker.errors import DateError, RequestError
from benelux_tracker.model import Action, StatusUpdate, Text, WorkingGroup, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import snapshot
from benelux_tracker.storage import load
from benelux_tracker.summary.sentences import summarise
from benelux_tracker.vocabulary import (
    ActionId,
    Country,
    GroupId,
    GroupKind,
    MilestoneId,
    Status,
)
from build_action import RATIFIED, SIGNED, planned, programme, step, told

ON = "2026-06-30"


LADDER = planned(
    due=Due.parse("2027"),
    milestones=(
        step(id=SIGNED, due=Due.parse("2026-06-30")),
        step(id=RATIFIED, due=Due.parse("2026-07-01")),
        step(id=MilestoneId("in-force")),
        step(id=MilestoneId("reported"), due=Due.parse("2027")),
    ),
)


def heard(day: str, **stated: object) -> StatusUpdate:
    return told(date=date.fromisoformat(day), **stated)  # type: ignore[arg-type]


def asked(
    action: Action, *updates: StatusUpdate, due_by: str | None = None
) -> list[tuple[str, str | None, str, str | None]]:
    """What is asked of an action: the kind, since when, the due and the milestone."""
    whole = programme(action, updates=updates)
    chases = snapshot(whole, ON).chase_list(due_by=due_by)
    return [line(request) for chase in chases.values() for request in chase.requests]


def line(request: ChaseRequest) -> tuple[str, str | None, str, str | None]:
    since = request.since.isoformat() if request.since else None
    step = request.milestone.id if request.milestone else None
    return str(request.kind), since, request.due.text, step


# ---- silence


def test_work_that_nobody_reported_on_is_asked_about_since_it_began() -> None:
    assert asked(planned(start=date(2026, 6, 30))) == [
        ("never_reported", "2026-06-30", "2028-12-31", None)
    ]
    assert asked(planned()) == [("never_reported", "2025-01-01", "2028-12-31", None)]


def test_work_that_is_not_due_is_not_asked_about() -> None:
    assert asked(planned(start=date(2026, 7, 1))) == []
    later = planned(start=date(2026, 7, 1), milestones=(step(id=SIGNED, due=Due.parse("2025")),))
    assert asked(later, heard("2026-01-01", status=Status.PLANNED)) == []


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.CANCELLED])
def test_work_that_is_over_is_not_asked_about(status: Status) -> None:
    over = heard("2025-01-01", status=status)
    assert asked(planned(due=Due.parse("2025")), over, due_by="2030-01-01") == []
    assert asked(LADDER, over, due_by="2030-01-01") == []


def test_work_that_is_not_adopted_yet_is_not_asked_about() -> None:
    assert asked(planned(adopted=date(2026, 7, 1), start=date(2026, 1, 1))) == []
    assert len(asked(planned(adopted=date(2026, 6, 30), start=date(2026, 1, 1)))) == 1


def test_stale_work_is_asked_about_since_the_last_news() -> None:
    assert asked(planned(), heard("2025-06-29", percent=10)) == [
        ("stale", "2025-06-29", "2028-12-31", None)
    ]
    assert asked(planned(), heard("2025-06-30", percent=10)) == []


def test_news_told_afterwards_is_news_of_the_day_it_was_told() -> None:
    old = heard("2025-01-01", percent=10, recorded=date(2025, 6, 1))
    assert asked(planned(), old) == [("stale", "2025-06-01", "2028-12-31", None)]


def test_work_of_unknown_completion_is_asked_about_since_the_last_news() -> None:
    begun = heard("2026-05-01", status=Status.IN_PROGRESS)
    assert asked(planned(), begun) == [("unsaid", "2026-05-01", "2028-12-31", None)]
    assert asked(planned(), begun, heard("2026-06-01", percent=0)) == []


def test_stale_work_is_asked_about_once_though_its_completion_is_unknown() -> None:
    begun = heard("2025-05-01", status=Status.IN_PROGRESS)
    assert asked(planned(), begun) == [("stale", "2025-05-01", "2028-12-31", None)]


# ---- dues


def test_overdue_work_is_asked_about_since_its_current_due() -> None:
    moved = heard("2026-01-01", percent=10, due=Due.parse("2026-H1"))
    assert asked(planned(due=Due.parse("2025")), moved) == [
        ("overdue", "2026-06-30", "2026-H1", None)
    ]


def test_overdue_work_nobody_reported_on_is_asked_about_twice() -> None:
    assert asked(planned(due=Due.parse("2025"))) == [
        ("never_reported", "2025-01-01", "2025", None),
        ("overdue", "2025-12-31", "2025", None),
    ]


@pytest.mark.parametrize(
    ("due_by", "expected"),
    [
        (None, []),
        ("2026-07-30", []),
        ("2026-07-31", [("coming", None, "2026-07", None)]),
        ("2026-08-01", [("coming", None, "2026-07", None)]),
        ("2026-01-01", []),
    ],
)
def test_what_falls_due_is_listed_up_to_the_day_asked_for(
    due_by: str | None, expected: list[object]
) -> None:
    assert asked(planned(due=Due.parse("2026-07")), heard(ON, percent=50), due_by=due_by) == (
        expected
    )


def test_what_falls_due_tomorrow_is_coming_and_what_did_today_overdue() -> None:
    report = heard(ON, percent=50)
    tomorrow = planned(due=Due.parse("2026-07-01"))
    assert asked(tomorrow, report, due_by="2026-07-01") == [("coming", None, "2026-07-01", None)]
    today = planned(due=Due.parse("2026-06-30"))
    assert asked(today, report, due_by="2026-07-01") == [
        ("overdue", "2026-06-30", "2026-06-30", None)
    ]


def test_work_that_is_not_due_falls_due_all_the_same() -> None:
    later = planned(
        start=date(2026, 7, 1),
        due=Due.parse("2026-12"),
        milestones=(step(id=SIGNED, due=Due.parse("2026-09")),),
    )
    assert asked(later, due_by="2026-12-31") == [
        ("coming", None, "2026-09", "signed"),
        ("coming", None, "2026-12", None),
    ]


def test_what_falls_due_today_before_its_work_is_to_begin_is_not_listed() -> None:
    later = planned(
        start=date(2026, 7, 1), milestones=(step(id=SIGNED, due=Due.parse("2026-06-30")),)
    )
    assert asked(later, due_by="2026-12-31") == []
    moved = heard("2026-06-01", due=Due.parse("2026-06-30"))
    assert asked(planned(start=date(2026, 7, 1)), moved, due_by="2026-12-31") == []


# ---- milestones


def test_milestones_are_asked_about_by_their_own_due() -> None:
    assert asked(LADDER, heard(ON, percent=50), due_by="2027-12-31") == [
        ("overdue", "2026-06-30", "2026-06-30", "signed"),
        ("coming", None, "2026-07-01", "ratified"),
        ("coming", None, "2027", None),
    ]
    assert asked(LADDER, heard(ON, percent=50), due_by="2026-07-01") == [
        ("overdue", "2026-06-30", "2026-06-30", "signed"),
        ("coming", None, "2026-07-01", "ratified"),
    ]
    assert asked(LADDER, heard(ON, percent=50)) == [
        ("overdue", "2026-06-30", "2026-06-30", "signed")
    ]


def test_milestones_reached_or_moved_are_asked_about_as_they_stand() -> None:
    news = heard(
        ON, reached=(SIGNED,), milestone_due={RATIFIED: Due.parse("2026-08-31")}, percent=50
    )
    assert asked(LADDER, news, due_by="2026-08-30") == []
    assert asked(LADDER, news, due_by="2026-08-31") == [("coming", None, "2026-08-31", "ratified")]


def test_the_milestones_of_silent_work_are_asked_about_as_well() -> None:
    assert asked(LADDER) == [
        ("never_reported", "2025-01-01", "2027", None),
        ("overdue", "2026-06-30", "2026-06-30", "signed"),
    ]


# ---- the list


def four() -> WorkProgramme:
    """Two groups; of four actions one is shared and one has nothing to report."""
    chiefs, customs = GroupId("police-chiefs"), GroupId("customs")
    actions = (
        planned(id=ActionId("coming"), groups=(customs,), due=Due.parse("2026-07")),
        planned(id=ActionId("late"), groups=(customs, chiefs), due=Due.parse("2026-05")),
        planned(id=ActionId("later"), groups=(customs,), due=Due.parse("2026-03")),
        planned(id=ActionId("silent"), groups=(customs,), countries=(Country("BE"),)),
        planned(id=ActionId("fine"), groups=(GroupId("archives"),)),
    )
    updates = tuple(
        told(action=ActionId(name), date=date(2026, 6, 1), percent=50)
        for name in ("coming", "late", "later", "fine")
    )
    plain = programme(*actions, updates=updates)
    more = tuple(
        WorkingGroup(id=GroupId(word), name=Text(word), kind=GroupKind.NETWORK)
        for word in ("customs", "archives")
    )
    return evolve(plain, working_groups=(*plain.working_groups, *more))


def listed(by: Dimension) -> dict[object, list[tuple[str, str]]]:
    chases = snapshot(four(), ON).chase_list(by, due_by="2026-07-31")
    return {
        key: [(request.kind, request.state.action.id) for request in chase.requests]
        for key, chase in chases.items()
    }


def test_every_group_has_its_own_list_the_most_pressing_first_then_the_oldest() -> None:
    assert listed("working_group") == {
        "police-chiefs": [("overdue", "late")],
        "customs": [
            ("never_reported", "silent"),
            ("overdue", "later"),
            ("overdue", "late"),
            ("coming", "coming"),
        ],
    }
    assert list(listed("working_group")) == ["police-chiefs", "customs"]


def test_a_group_with_nothing_to_report_is_left_out() -> None:
    assert "archives" not in listed("working_group")


def test_only_the_lead_group_is_asked_when_that_is_wanted() -> None:
    assert list(listed("lead_group")) == ["customs"]


def test_it_may_be_listed_by_anything() -> None:
    assert listed("country") == {
        "BE": [("never_reported", "silent")],
        "none": [("overdue", "later"), ("overdue", "late"), ("coming", "coming")],
    }


def test_the_working_groups_are_asked_unless_others_are_wanted() -> None:
    assert list(snapshot(four(), ON).chase_list()) == ["police-chiefs", "customs"]


def test_a_chase_says_of_whom_by_when_and_on_which_day() -> None:
    whole = four()
    chase = snapshot(whole, ON).chase_list(due_by=date(2026, 7, 31))["customs"]
    assert (chase.by, chase.key, chase.on, chase.due_by) == (
        "working_group",
        "customs",
        date(2026, 6, 30),
        date(2026, 7, 31),
    )
    assert chase.programme is whole
    assert [request.state.action.id for request in chase.of(ChaseKind.OVERDUE)] == [
        "later",
        "late",
    ]
    assert chase.of(ChaseKind.STALE) == ()


def test_without_a_day_nothing_that_falls_due_is_listed() -> None:
    chase = snapshot(four(), ON).chase_list()["customs"]
    assert chase.due_by is None
    assert chase.of(ChaseKind.COMING) == ()


def test_requests_of_one_kind_and_day_stand_in_the_order_of_the_programme() -> None:
    whole = programme(*(planned(id=ActionId(name)) for name in ("c", "a", "b")))
    (chase,) = snapshot(whole, ON).chase_list().values()
    assert [request.state.action.id for request in chase.requests] == ["c", "a", "b"]
    assert isinstance(chase, Chase)


def test_what_was_to_begin_first_is_asked_about_first() -> None:
    whole = programme(
        planned(id=ActionId("young"), start=date(2026, 2, 1), due=Due.parse("2026")),
        planned(id=ActionId("old"), start=date(2026, 1, 1), due=Due.parse("2027")),
    )
    (chase,) = snapshot(whole, ON).chase_list().values()
    assert [request.state.action.id for request in chase.requests] == ["old", "young"]


def test_the_kinds_of_request_stand_from_the_most_pressing_on() -> None:
    actions = (
        planned(id=ActionId("soon"), due=Due.parse("2026-07")),
        planned(id=ActionId("late"), due=Due.parse("2026-05")),
        planned(id=ActionId("unsaid")),
        planned(id=ActionId("stale")),
        planned(id=ActionId("silent")),
    )
    updates = (
        told(action=ActionId("soon"), date=date(2026, 6, 1), percent=50),
        told(action=ActionId("late"), date=date(2026, 6, 1), percent=50),
        told(action=ActionId("unsaid"), date=date(2026, 6, 1), status=Status.IN_PROGRESS),
        told(action=ActionId("stale"), date=date(2025, 6, 1), percent=50),
    )
    whole = programme(*actions, updates=updates)
    (chase,) = snapshot(whole, ON).chase_list(due_by="2026-07-31").values()
    assert [(request.kind, request.state.action.id) for request in chase.requests] == [
        (ChaseKind.NEVER_REPORTED, "silent"),
        (ChaseKind.STALE, "stale"),
        (ChaseKind.UNSAID, "unsaid"),
        (ChaseKind.OVERDUE, "late"),
        (ChaseKind.COMING, "soon"),
    ]


def test_a_chase_list_needs_a_dimension_and_a_day() -> None:
    snap = snapshot(four(), ON)
    with pytest.raises(RequestError, match='no dimension "colour"'):
        snap.chase_list("colour")  # type: ignore[arg-type]
    with pytest.raises(DateError, match=r"^due_by must be a day such as 2025-12-31"):
        snap.chase_list(due_by="2026-07")


def test_a_chase_says_what_was_known_when() -> None:
    example = load(Path(__file__).parents[1] / "examples" / "worked-example")
    early = snapshot(example, "2026-12-31", "2026-06-01").chase_list()["trade"]
    assert early.known_on == date(2026, 6, 1)
    said = summarise(early, "en")
    assert "(as known on 1 June 2026)" in said
    assert "Provisional: news of the last days may be missing." in said
    assert "As known on: 1 June 2026" in early.text("en")
    assert "Provisional" in early.text("en")
