"""Calendars to subscribe to: which days they hold, and how they change without doubling."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from benelux_tracker import calendar, load, load_benelux, snapshot, what_if
from benelux_tracker.errors import RequestError, UnknownKeyError
from benelux_tracker.exchange.dues import stale_on
from benelux_tracker.history import courses
from benelux_tracker.model import Action, Milestone, StatusUpdate, Text, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import ActionState, state_from
from benelux_tracker.vocabulary import ActionId, MilestoneId, Status
from programmes import DAYS, END, programmes, snapshots

EXAMPLE: Final = Path(__file__).parents[1] / "examples" / "worked-example"
LANGUAGES: Final = ("nl", "fr", "en", "de")

Events = Mapping[str, Any]
"""The events of a calendar by the part of their UID that stands before the @."""


@cache
def example() -> WorkProgramme:
    return load(EXAMPLE)


def year_end() -> Snapshot:
    return snapshot(example(), on="2026-12-31")


def read(text: str) -> Events:
    found = Calendar.from_ical(text).walk("VEVENT")
    events = {str(event["UID"]).partition("@")[0]: event for event in found}
    assert len(events) == len(found)
    return events


def days(events: Events) -> dict[str, date]:
    return {uid: event["DTSTART"].dt for uid, event in events.items()}


def lines(event: Any) -> list[str]:  # noqa: ANN401 - icalendar's own
    return str(event["DESCRIPTION"]).split("\n")


def told(programme: WorkProgramme, *updates: StatusUpdate) -> WorkProgramme:
    return evolve(programme, updates=(*programme.updates, *updates))


def planned(action: str, **changes: Any) -> WorkProgramme:  # noqa: ANN401 - any field
    """The worked example with one action planned otherwise."""
    actions = tuple(evolve(a, **changes) if a.id == action else a for a in example().actions)
    return evolve(example(), actions=actions)


def step(name: str, due: str | None = None) -> Milestone:
    return Milestone(
        id=MilestoneId(name), title=Text(name.capitalize()), due=Due.parse(due) if due else None
    )


# What a calendar holds.


def test_every_due_of_the_worked_example_stands_on_its_day() -> None:
    events = read(calendar(year_end(), reporting=False))

    assert {uid: (event["DTSTART"].dt, event["SUMMARY"]) for uid, event in events.items()} == {
        "action+a1": (date(2026, 6, 30), "Completed: Action 1"),
        "action+a2": (date(2027, 6, 30), "Due: Action 2"),
        "action+a3": (date(2026, 6, 30), "Due: Action 3"),
        "action+a5": (date(2027, 12, 31), "Due: Action 5"),
        "action+a6": (date(2027, 12, 31), "Due: Action 6"),
    }


def test_events_stand_in_the_order_of_their_days() -> None:
    found = list(days(read(calendar(year_end()))).values())

    assert found == sorted(found)
    assert len(found) == 12


def test_an_event_is_of_a_whole_day_and_takes_nobodys_time() -> None:
    event = read(calendar(year_end()))["action+a2"]

    assert event["DTSTART"].to_ical() == b"20270630"
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert "DTEND" not in event
    assert "DURATION" not in event
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["CATEGORIES"].cats == ["Market"]


def test_an_event_tells_whose_it_is_when_it_was_first_planned_and_what_was_last_told() -> None:
    events = read(calendar(year_end()))

    assert lines(events["action+a5"]) == [
        "Dossier: Trade",
        "Lead group: Working group on customs",
        (
            "“Action 5”: is due during 2027 (first planned: 30 September 2026)"
            " (reason given: “Waiting for a study”)."
        ),
        "Last report, of 1 September 2026: in progress; done: 10%.",
    ]
    assert lines(events["action+a3"])[2:] == [
        "“Action 3”: is due on 30 June 2026.",
        "Nothing has been reported yet.",
    ]
    assert lines(events["action+a1"])[2:] == [
        "Completed on 20 May 2026, on time (due: 30 June 2026).",
        "Last report, of 20 May 2026: completed; done: 100%.",
    ]


def test_a_completion_after_the_first_plan_is_told_as_such() -> None:
    late = StatusUpdate(
        action=ActionId("a3"),
        date=date(2026, 8, 1),
        status=Status.COMPLETED,
        summary=Text("Agreed, at last."),
    )

    event = read(calendar(snapshot(told(example(), late), "2026-12-31")))["action+a3"]

    assert event["SUMMARY"] == "Completed: Action 3"
    assert lines(event)[2:] == [
        "Completed on 1 August 2026, later than first planned (due: 30 June 2026).",
        "Last report, of 1 August 2026: completed; done: 100%.",
        "“Agreed, at last”",
    ]


@pytest.mark.parametrize(
    ("written", "last", "words"),
    [
        ("2026-Q3", date(2026, 9, 30), "in the 3rd quarter of 2026"),
        ("2027-H1", date(2027, 6, 30), "in the first half of 2027"),
        ("2027-02", date(2027, 2, 28), "during February 2027"),
        ("2028", date(2028, 12, 31), "during 2028"),
        ("2027-03-01", date(2027, 3, 1), "on 1 March 2027"),
    ],
)
def test_a_period_is_due_on_its_last_day_and_called_a_period(
    written: str, last: date, words: str
) -> None:
    programme = planned("a6", due=Due.parse(written))

    event = read(calendar(snapshot(programme, "2026-06-30")))["action+a6"]

    assert event["DTSTART"].dt == last
    assert lines(event)[2] == f"“Action 6”: is due {words}."


def test_cancelled_work_stays_and_is_struck_out_with_its_reason() -> None:
    programme = planned("a4", due=Due.parse("2027"))

    event = read(calendar(snapshot(programme, "2026-12-31")))["action+a4"]

    assert (event["SUMMARY"], event["STATUS"]) == ("Cancelled: Action 4", "CANCELLED")
    assert lines(event)[2] == (
        "Last report, of 1 October 2026: cancelled; done: 20%"
        " (reason given: “Overtaken by a European regulation”)."
    )


def test_the_last_news_is_of_the_day_that_it_is_about_however_late_it_was_told() -> None:
    late = StatusUpdate(
        action=ActionId("a2"), date=date(2026, 12, 1), recorded=date(2027, 6, 1), percent=60
    )
    events = read(calendar(snapshot(told(example(), late), "2026-12-31")))

    assert (
        lines(events["action+a2"])[3] == "Last report, of 1 December 2026: in progress; done: 60%."
    )
    # Told on 1 June 2027: only after 366 days is it stale.
    assert lines(events["report+trade+2028-06-01"])[1:] == [
        "- “Action 2”: the last news dates from 1 December 2026."
    ]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("nl", ["Leidende groep: ", "Afgerond op 20 mei 2026, op tijd (termijn: ", ": afgerond; "]),
        (
            "fr",
            ["Groupe chef de file : ", "Achevé le 20 mai 2026, dans les délais", " : achevé ; "],
        ),
        (
            "de",
            ["Federführende Gruppe: ", "Abgeschlossen am 20. Mai 2026, frist", ": abgeschlossen; "],
        ),
    ],
)
def test_an_event_is_told_in_its_language(language: str, shown: list[str]) -> None:
    event = read(calendar(year_end(), language=language))["action+a1"]

    first, *found = lines(event)
    assert first.replace("\xa0", " ").replace(" :", ":") == "Dossier: Trade"
    for line, part in zip(found, shown, strict=True):
        assert part in line.replace("\xa0", " ")


def test_open_and_completed_work_is_confirmed() -> None:
    events = read(calendar(year_end()))

    assert {str(event["STATUS"]) for event in events.values()} == {"CONFIRMED"}


def test_a_status_that_nobody_stated_is_unknown() -> None:
    programme = evolve(
        example(),
        updates=(
            StatusUpdate(action=ActionId("a2"), date=date(2026, 3, 1), summary=Text("Talks")),
        ),
    )

    event = read(calendar(snapshot(programme, "2026-12-31")))["action+a2"]

    assert lines(event)[3:] == [
        "Last report, of 1 March 2026: unknown; done: unknown.",
        "“Talks”",
    ]


def test_open_actions_without_a_due_of_their_own_share_the_last_day_of_the_programme() -> None:
    programme = planned("a2", due=None)
    programme = evolve(programme, actions=(*programme.actions, no_due("a7")))

    events = read(calendar(snapshot(programme, "2026-12-31"), reporting=False))

    assert "action+a2" not in events
    assert "action+a7" not in events
    assert events["end"]["DTSTART"].dt == date(2028, 12, 31)
    assert events["end"]["SUMMARY"] == (
        "End of the programme: 2 actions without a due date of their own"
    )
    assert lines(events["end"]) == ["- “Action 2”", "- “A7”"]


def no_due(name: str) -> Action:
    first = example().actions[0]
    return evolve(first, id=ActionId(name), title=Text(name.upper()), due=None)


def test_an_action_that_gets_a_due_leaves_the_last_day_of_the_programme() -> None:
    named = StatusUpdate(
        action=ActionId("a2"), date=date(2026, 12, 1), due=Due.parse("2027"), summary=Text("x")
    )
    programme = told(planned("a2", due=None), named)

    assert "end" in read(calendar(snapshot(programme, "2026-11-30"), reporting=False))
    events = read(calendar(snapshot(programme, "2026-12-31"), reporting=False))
    assert "end" not in events
    assert events["action+a2"]["DTSTART"].dt == date(2027, 12, 31)


def test_an_action_not_adopted_yet_is_not_there() -> None:
    programme = planned("a2", adopted=date(2027, 1, 1))

    assert "action+a2" not in read(calendar(snapshot(programme, "2026-12-31")))
    assert "action+a2" in read(calendar(snapshot(programme, "2027-01-01")))


# Milestones.


def ladder() -> WorkProgramme:
    """The worked example, its sixth action a treaty of four steps."""
    steps = (
        step("negotiated", "2026-Q1"),
        step("signed", "2026-11"),
        step("ratified", "2027-12-31"),
        step("published"),
    )
    reports = (
        StatusUpdate(
            action=ActionId("a6"),
            date=date(2026, 3, 20),
            reached=(MilestoneId("negotiated"),),
            milestone_due={MilestoneId("signed"): Due.parse("2027-Q2")},
            reason=Text("One clause is open."),
        ),
    )
    return told(planned("a6", milestones=steps), *reports)


def test_a_milestone_stands_on_its_current_due_with_the_one_first_planned() -> None:
    event = read(calendar(snapshot(ladder(), "2026-12-31")))["milestone+a6+signed"]

    assert event["DTSTART"].dt == date(2027, 6, 30)
    assert event["SUMMARY"] == "Due: Signed (Action 6)"
    assert lines(event)[2] == (
        "“Action 6”, milestone “Signed”: is due in the 2nd quarter of 2027"
        " (first planned: November 2026) (reason given: “One clause is open”)."
    )


def test_a_milestone_reached_stays_and_says_since_when() -> None:
    event = read(calendar(snapshot(ladder(), "2026-12-31")))["milestone+a6+negotiated"]

    assert event["DTSTART"].dt == date(2026, 3, 31)
    assert event["SUMMARY"] == "Reached: Negotiated (Action 6)"
    assert lines(event)[2] == "Reached by 20 March 2026."
    assert event["STATUS"] == "CONFIRMED"


def test_milestones_due_with_their_action_stand_in_its_event() -> None:
    events = read(calendar(snapshot(ladder(), "2026-12-31"), reporting=False))

    assert [uid for uid in events if uid.startswith("milestone+")] == [
        "milestone+a6+negotiated",
        "milestone+a6+signed",
    ]
    assert lines(events["action+a6"])[3] == (
        "Also due then: milestones “Ratified” and “Published”."
    )


def test_a_milestone_reached_is_not_due_with_its_action_any_more() -> None:
    reached = (MilestoneId("published"), MilestoneId("ratified"))
    one = StatusUpdate(action=ActionId("a6"), date=date(2026, 12, 1), reached=reached[:1])
    both = evolve(one, reached=reached)

    for update, line in ((one, "Also due then: milestone “Ratified”."), (both, "Last report, ")):
        programme = told(ladder(), update)
        event = read(calendar(snapshot(programme, "2026-12-31")))["action+a6"]
        assert lines(event)[3].startswith(line)


def test_a_milestone_of_its_own_due_stands_beside_an_action_that_is_due_with_the_programme() -> (
    None
):
    steps = (step("signed", "2028"), step("published"))
    programme = planned("a2", due=None, milestones=steps)

    events = read(calendar(snapshot(programme, "2026-12-31"), reporting=False))

    assert events["milestone+a2+signed"]["DTSTART"].dt == date(2028, 12, 31)
    assert events["milestone+a2+signed"]["SUMMARY"] == "Due: Signed (Action 2)"
    assert lines(events["end"]) == ["- “Action 2”"]
    assert "milestone+a2+published" not in events


@pytest.mark.parametrize("end", [Status.COMPLETED, Status.CANCELLED])
def test_nobody_waits_for_the_open_milestones_of_work_that_has_ended(end: Status) -> None:
    ended = StatusUpdate(action=ActionId("a6"), date=date(2026, 12, 1), status=end)

    events = read(calendar(snapshot(told(ladder(), ended), "2026-12-31")))

    assert events["milestone+a6+signed"]["SUMMARY"] == "No longer due: Signed (Action 6)"
    assert events["milestone+a6+signed"]["STATUS"] == "CANCELLED"
    assert events["milestone+a6+negotiated"]["STATUS"] == "CONFIRMED"


# Reporting dates.


def test_a_group_is_to_report_on_the_day_its_last_news_becomes_stale() -> None:
    events = read(calendar(year_end()))

    # Told on 30 November 2026: still fresh after 365 days, stale after 366.
    event = events["report+trade+2027-12-01"]
    assert event["DTSTART"].dt == date(2027, 12, 1)
    assert event["SUMMARY"] == "Report due: Working group on trade"
    assert lines(event) == [
        "News is expected by this day on:",
        "- “Action 2”: the last news dates from 30 November 2026.",
        "- “Action 6”: the last news dates from 30 November 2026.",
    ]


def test_work_never_reported_on_is_to_be_reported_on_as_long_after_its_start() -> None:
    event = read(calendar(year_end()))["report+customs+2026-01-02"]

    assert lines(event)[1:] == [
        "- “Action 3”: no report so far; the work was to begin on 1 January 2025."
    ]


def test_the_year_closes_on_its_last_day_for_the_report() -> None:
    events = read(calendar(year_end()))

    assert {uid: day for uid, day in days(events).items() if uid.startswith("year+")} == {
        f"year+{year}": date(year, 12, 31) for year in (2025, 2026, 2027, 2028)
    }
    assert events["year+2026"]["SUMMARY"] == (
        "Close of 2026: state of affairs for the progress report"
    )
    assert lines(events["year+2026"]) == [
        "The progress report 2026 tells how the work stands at the close of this day."
    ]


def test_reporting_dates_can_be_left_out() -> None:
    kinds = {uid.partition("+")[0] for uid in read(calendar(year_end(), reporting=False))}

    assert kinds == {"action"}


def test_news_that_can_never_be_stale_is_not_to_be_repeated() -> None:
    rules = evolve(example().rules, stale_after_days=1_000_000)
    programme = evolve(
        planned("a2", start=date(9000, 1, 1), due=Due.parse("9999")), rules=rules, updates=()
    )

    state = snapshot(programme, "2026-12-31").states[ActionId("a2")]

    assert stale_on(state) is None
    assert "report+" not in calendar(snapshot(programme, "2026-12-31"), "action:a2")


def state_on(snap: Snapshot, state: ActionState, day: date) -> ActionState:
    """The state of an action on another day, with nothing told since."""
    course = courses(snap.programme, snap.known_on)[state.action.id]
    return state_from(course, state.rules, day, state.updates, state.fold)


@given(snap=snapshots)
def test_the_day_to_report_by_is_the_first_at_whose_close_the_news_is_stale(
    snap: Snapshot,
) -> None:
    for state in snap.states.values():
        day = stale_on(state)
        assert day
        if state.open and state.reported:
            before = state_on(snap, state, day - timedelta(days=1))
            assert state_on(snap, state, day).stale
            assert not before.stale


# Whose calendar it is.


def test_the_calendar_of_a_theme_has_the_actions_of_the_theme() -> None:
    assert set(read(calendar(year_end(), "theme:market", reporting=False))) == set(
        read(calendar(year_end(), reporting=False))
    )


def test_the_calendar_of_a_group_has_the_actions_that_it_takes_part_in() -> None:
    events = read(calendar(year_end(), "working_group:customs"))

    assert [uid for uid in events if uid.startswith("action+")] == [
        "action+a3",
        "action+a5",
        "action+a6",
    ]
    assert [uid for uid in events if uid.startswith("report+")] == [
        "report+working_group+customs+customs+2026-01-02",
        "report+working_group+customs+customs+2027-09-02",
        "report+working_group+customs+trade+2027-12-01",
    ]


def test_the_calendar_of_one_action_has_that_action() -> None:
    assert set(read(calendar(year_end(), "action:a5", reporting=False))) == {"action+a5"}


def test_what_a_calendar_is_of_and_as_of_when_stands_in_its_head() -> None:
    head: Any = Calendar.from_ical(calendar(year_end(), "working_group:trade", "fr"))

    assert head["NAME"] == head["X-WR-CALNAME"] == "Working group on trade – Worked example"
    assert head["X-WR-CALDESC"].to_ical() == head["DESCRIPTION"].to_ical()
    assert head["DESCRIPTION"].startswith(
        "Working group on trade (31 décembre 2026)\N{NO-BREAK SPACE}: "
    )
    assert head["DESCRIPTION"].params["LANGUAGE"] == "fr"
    assert head["PRODID"] == "-//benelux_tracker//calendar//FR"
    assert head["VERSION"] == "2.0"
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in unfolded(calendar(year_end()))
    assert head["X-PUBLISHED-TTL"] == "P1D"
    assert "METHOD" not in head


def test_a_percentage_of_the_whole_comes_with_its_coverage_and_its_day() -> None:
    head: Any = Calendar.from_ical(calendar(snapshot(example(), "2026-12-31", "2026-12-01")))

    assert head["DESCRIPTION"] == (
        "Worked example (31 December 2026, as known on 1 December 2026, provisional): 68% of what"
        " is reported is done (62% of the due work is reported); of all that is due, between 42%"
        " and 80%; signal: amber."
    )


def test_what_is_only_supposed_stands_in_no_calendar() -> None:
    moved = StatusUpdate(action=ActionId("a2"), date=date(2026, 12, 31), due=Due.parse("2028"))

    with pytest.raises(RequestError) as caught:
        calendar(snapshot(what_if(example(), [moved]), "2026-12-31"))

    assert str(caught.value) == (
        '"worked-example" has supposed updates, which stand in no calendar; '
        "make that of the programme without them"
    )


def test_a_subject_or_a_language_that_there_is_not_is_refused() -> None:
    with pytest.raises(UnknownKeyError, match=r'did you mean "customs"\?'):
        calendar(year_end(), "working_group:custom")
    with pytest.raises(RequestError, match='nothing is written in "es"'):
        calendar(year_end(), language="es")


# How a subscribed calendar changes.


def test_a_postponement_moves_an_event_that_keeps_its_name() -> None:
    before = read(calendar(snapshot(example(), "2026-08-31")))["action+a5"]
    after = read(calendar(snapshot(example(), "2026-09-01")))["action+a5"]

    assert before["UID"] == after["UID"] == "action+a5@worked-example.benelux-tracker"
    assert (before["DTSTART"].dt, after["DTSTART"].dt) == (date(2026, 9, 30), date(2027, 12, 31))
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert before["DTSTAMP"].dt == datetime(2026, 9, 1, tzinfo=UTC)  # told, though of tomorrow


def test_an_event_was_last_changed_on_the_day_of_the_last_recording() -> None:
    known_before = snapshot(example(), "2026-12-31", known_on="2026-08-31")
    before = read(calendar(known_before))["action+a5"]
    after = read(calendar(year_end()))["action+a5"]

    assert before["SEQUENCE"] == 0
    assert before["DTSTAMP"].dt == before["LAST-MODIFIED"].dt == datetime(2025, 1, 1, tzinfo=UTC)
    assert after["SEQUENCE"] == 2
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt == datetime(2026, 9, 1, tzinfo=UTC)


def test_an_event_of_a_programme_to_come_was_made_on_the_day_asked_about() -> None:
    event = read(calendar(snapshot(example(), "2024-10-01")))["action+a3"]

    assert event["DTSTAMP"].dt == datetime(2024, 10, 1, tzinfo=UTC)


def test_a_retraction_puts_an_event_back_with_a_higher_number() -> None:
    wrong = next(update for update in example().updates if update.action == "a5")
    back = StatusUpdate(
        action=ActionId("a5"), date=date(2026, 12, 1), recorded=date(2026, 12, 1), retracts=wrong.id
    )
    before = read(calendar(year_end()))["action+a5"]
    after = read(calendar(snapshot(told(example(), back), "2026-12-31")))["action+a5"]

    assert after["DTSTART"].dt == date(2026, 9, 30)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_without_news_an_event_is_the_same_the_day_after() -> None:
    today = calendar(snapshot(example(), "2026-12-30")).partition("BEGIN:VEVENT")[2]

    assert calendar(year_end()).partition("BEGIN:VEVENT")[2] == today


def test_events_have_the_same_names_in_every_language() -> None:
    found = [
        set(read(calendar(snapshot(ladder(), "2026-12-31"), language=one))) for one in LANGUAGES
    ]

    assert found.count(found[0]) == 4


def test_the_same_actions_have_the_same_names_in_the_calendars_of_theme_and_group() -> None:
    group, whole = (
        {uid: event for uid, event in read(calendar(year_end(), about)).items() if "a6" in uid}
        for about in ("working_group:customs", "programme")
    )

    assert group == whole


def test_ids_that_no_file_could_hold_give_names_of_their_own() -> None:
    first, second = "a+b", "a"
    steps = (step("c", "2026"), step("b+c", "2026"))
    programme = evolve(
        example(),
        actions=(
            evolve(no_due(first), milestones=steps[:1]),
            evolve(no_due(second), milestones=steps[1:]),
        ),
        updates=(),
    )

    assert set(read(calendar(snapshot(programme, "2026-12-31"), reporting=False))) == {
        "milestone+a%2Bb+c",
        "milestone+a+b%2Bc",
        "end",
    }


@given(programme=programmes(), first=st.sampled_from(DAYS), wait=st.sampled_from([0, 1, 100, 365]))
def test_an_event_never_changes_without_a_higher_number(
    programme: WorkProgramme, first: date, wait: int
) -> None:
    later = first + timedelta(days=wait)
    earlier_known = Snapshot(programme=programme, on=first, known_on=first)
    for before, after in (
        (earlier_known, Snapshot(programme=programme, on=first, known_on=later)),
        (earlier_known, Snapshot(programme=programme, on=later, known_on=later)),
        (Snapshot(programme=programme, on=first), Snapshot(programme=programme, on=later)),
    ):
        old, new = read(calendar(before, reporting=False)), read(calendar(after, reporting=False))
        for uid in (set(old) & set(new)) - {"end"}:
            facts = [
                [event[key] for key in ("DTSTART", "SUMMARY", "STATUS")]
                for event in (old[uid], new[uid])
            ]
            numbers = old[uid]["SEQUENCE"], new[uid]["SEQUENCE"]
            assert old[uid]["DTSTAMP"].dt <= new[uid]["DTSTAMP"].dt
            assert numbers[0] < numbers[1] or (facts[0] == facts[1] and numbers[0] == numbers[1])


@given(snap=snapshots, end=st.sampled_from([END, date(2025, 12, 31), date(2026, 12, 31)]))
def test_every_open_due_has_exactly_one_event(snap: Snapshot, end: date) -> None:
    snap = evolve(snap, programme=evolve(snap.programme, end=end))
    events = read(calendar(snap, reporting=False))
    found = {
        uid: event["DTSTART"].dt
        for uid, event in events.items()
        if event["SUMMARY"].startswith(("Due: ", "End "))
    }
    expected: dict[str, date] = {}
    for name, state in snap.states.items():
        if not (state.in_scope and state.open):
            continue
        own = state.action.due or state.fold.due != state.original_due
        expected[f"action+{name}" if own else "end"] = state.due
        for each in state.action.milestones:
            day = state.due_of(each).last
            alone = not own and (each.due or each.id in state.fold.milestone_due)
            if each.id not in state.reached and (alone or day != state.due):
                expected[f"milestone+{name}+{each.id}"] = day
    assert found == expected


@given(snap=snapshots)
def test_every_open_action_is_to_be_reported_on_once(snap: Snapshot) -> None:
    reports = [e for uid, e in read(calendar(snap)).items() if uid.startswith("report+")]
    named = [line.split("”")[0].removeprefix("- “") for e in reports for line in lines(e)[1:]]

    states = snap.states.items()
    assert sorted(named) == sorted(name for name, s in states if s.in_scope and s.open)


# As RFC 5545 has it.

UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def unfolded(text: str) -> list[str]:
    """The content lines of a calendar, after a look at every line as it stands."""
    assert text.endswith("\r\n")
    raw = text.removesuffix("\r\n").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in raw)
    assert not any("\n" in line or "\r" in line or UNSEEN.search(line) for line in raw)
    assert all(raw)
    return text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def value(text: str, key: str, uid: str) -> str:
    """A text of an event, read by the letter of RFC 5545."""
    events = "\n".join(unfolded(text)).split("\nBEGIN:VEVENT\n")
    event = next(part for part in events if f"\nUID:{uid}@" in part)
    line = next(line for line in event.split("\n") if line.startswith(key))
    plain = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
    return re.sub(r"\\[nN,;\\]", lambda found: plain[found[0]], line.partition(":")[2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_folded_at_75_octets_and_end_in_carriage_return_and_line_feed(
    language: str,
) -> None:
    content = unfolded(calendar(snapshot(load_benelux(), "2026-03-01"), language=language))

    assert content[0] == "BEGIN:VCALENDAR"
    assert content[-1] == "END:VCALENDAR"
    assert content.count("BEGIN:VEVENT") == content.count("END:VEVENT") > 100
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in content)


HOSTILE: Final = [
    ("two\nlines\r\n and\ttabs", "two lines� and tabs"),
    ("one, two; three: four", "one, two; three: four"),
    ("x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x", "x� END:VEVENT� BEGIN:VEVENT� UID:x"),
    ("C:\\New\\next\\,\\;", "C:\\New\\next\\,\\;"),
    ("nul \x00 bell \x07 \u202eback", "nul � bell � �back"),
    ("lone \ud800 half", "lone � half"),
    ("paragraph\u2028separator\x85next", "paragraph separator�next"),
    ('"quoted" <b>bold</b> &amp;', '"quoted" <b>bold</b> &amp;'),
    ("é€𝄞" * 3000, "é€𝄞" * 3000),
    ("\\" * 200, "\\" * 200),
]


@pytest.mark.parametrize(("written", "shown"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_title_stays_a_text_whatever_stands_in_it(written: str, shown: str) -> None:
    programme = planned("a6", title=Text(written), milestones=(step("signed", "2026"),))
    steps = tuple(evolve(s, title=Text(written)) for s in programme.actions[-1].milestones)
    programme = evolve(
        programme,
        title=Text(written),
        themes=tuple(evolve(theme, title=Text(written)) for theme in programme.themes),
        working_groups=tuple(evolve(g, name=Text(written)) for g in programme.working_groups),
        actions=(*programme.actions[:-1], evolve(programme.actions[-1], milestones=steps)),
        dossiers=tuple(evolve(d, title=Text(written)) for d in programme.dossiers),
    )

    text = calendar(snapshot(programme, "2026-12-31"))

    assert value(text, "SUMMARY", "action+a6") == f"Due: {shown}"
    assert value(text, "SUMMARY", "milestone+a6+signed") == f"Due: {shown} ({shown})"
    assert value(text, "CATEGORIES", "action+a6") == shown
    assert unfolded(text).count("BEGIN:VEVENT") == 13
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 13


@given(title=st.text(max_size=100))
def test_any_title_at_all_makes_a_calendar_of_whole_lines(title: str) -> None:
    programme = planned("a6", title=Text(title))

    content = unfolded(calendar(snapshot(programme, "2026-12-31"), "action:a6"))

    assert content.count("BEGIN:VEVENT") == 6


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_can_be_due(day: str) -> None:
    due = StatusUpdate(action=ActionId("a2"), date=date(2026, 12, 1), due=Due.parse(day))

    event = read(calendar(snapshot(told(example(), due), "2026-12-31")))["action+a2"]

    assert event["DTSTART"].dt == date.fromisoformat(day)


def test_the_same_snapshot_gives_the_same_bytes_elsewhere() -> None:
    code = (
        "import sys, benelux_tracker as bt\n"
        f"snap = bt.snapshot(bt.load({str(EXAMPLE)!r}), on='2026-12-31')\n"
        "sys.stdout.buffer.write(bt.calendar(snap, language='nl').encode())"
    )
    seeded = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    ran = subprocess.run(  # noqa: S603 - a script of our own
        [sys.executable, "-c", code], env=seeded, capture_output=True, check=True
    )

    assert ran.stdout.decode() == calendar(year_end(), language="nl")
