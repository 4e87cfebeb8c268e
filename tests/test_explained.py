"""Explanations, comparisons and chases as people read them: as text, as HTML, as plain values."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from benelux_tracker import compare, load, snapshot, summarise, what_if, year_report
from benelux_tracker.chase import Chase
from benelux_tracker.displays import told as as_told
from benelux_tracker.errors import RequestError
from benelux_tracker.explain import Explanation, Flip, FlipKind
from benelux_tracker.language.figures import figures_of
from benelux_tracker.language.words import LANGUAGES, words
from benelux_tracker.model import (
    Action,
    Indicator,
    StatusUpdate,
    Text,
    WorkProgramme,
)
from benelux_tracker.periods import Due
from benelux_tracker.report.render import render
from benelux_tracker.shown import Shown
from benelux_tracker.state import Signal
from benelux_tracker.summary import amounts
from benelux_tracker.summary.explained import flip_said
from benelux_tracker.summary.nodes import Node
from benelux_tracker.summary.plain import explanation_as_plain
from benelux_tracker.summary.standing import standing
from benelux_tracker.summary.telling import Telling
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    GroupId,
    IndicatorId,
    Status,
)
from build_action import RATIFIED, SIGNED, TREATY, named, planned, programme, step, told

WORKED_EXAMPLE = Path(__file__).parents[1] / "examples" / "worked-example"
NOW = "2026-12-31"


@cache
def worked_example() -> WorkProgramme:
    return load(WORKED_EXAMPLE)


def market() -> Explanation:
    return snapshot(worked_example(), NOW).explain("market")


def heard(day: str, **stated: object) -> StatusUpdate:
    return told(date=date.fromisoformat(day), **stated)  # type: ignore[arg-type]


def explained(
    *updates: StatusUpdate,
    action: Action | None = None,
    on: str = NOW,
    known_on: str | None = None,
) -> Explanation:
    whole = programme(action or planned(), updates=updates)
    return snapshot(whole, on, known_on).explain("police-treaty")


def lines(shown: str) -> list[str]:
    """The lines of a text without their bullets."""
    return [line.strip().removeprefix("- ") for line in shown.splitlines()]


# ---- an explanation as text

MARKET = """\
Market
As it stood on: 31 December 2026
68% of what is reported is done (62% of the due work is reported); of all that
is due, between 42% and 80%.
Signal: amber – 40% of the assessed work is red or amber, 25% or more

How the figure is made
  - 68% progress = 3.4 ÷ 5: weight × completion, added up, divided by the weight
    whose completion is known
  - 62.5% coverage = 5 ÷ 8: the weight whose completion is known, divided by the
    weight that is due
  - at least 42.5% = 3.4 ÷ 8: what is unknown counted as not done
  - at most 80% = 6.4 ÷ 8: what is unknown counted as done

The same facts under other rules
  - Weighted, of what is due and reported – 68%
  - Each action the same weight – 60%
  - Only completed work counts, of everything – 25%
  - As adopted: cancelled work still counts – 54%

What counts: 4 actions – 68.0 points
  - 40.0 points – Action 1 (a1) – green: completed
    - weight 2 × 100% done ÷ 5 = 40.0 points
    - completed; due: 30 June 2026
    - 20 May 2026: completed (updates/2026.toml:3)
  - 10.0 points – Action 2 (a2) – amber: far behind its plan
    - weight 1 × 50% done ÷ 5 = 10.0 points
    - in progress; due: 30 June 2027; the plan foresaw 80%
    - 30 November 2026: in progress; 50% done (updates/2026.toml:8)
  - 2.0 points – Action 5 (a5) – amber: far behind its plan
    - weight 1 × 10% done ÷ 5 = 2.0 points
    - in progress; due: 30 September 2026, now 2027; the plan foresaw 100%
    - 1 September 2026: in progress; 10% done; due: 2027. Reason: Waiting for a
      study (updates/2026.toml:26)
  - 16.0 points – Action 6 (a6) – green: in step with its plan
    - weight 1 × 80% done ÷ 5 = 16.0 points
    - in progress; due: 31 December 2027; the plan foresaw 66%
    - 30 November 2026: in progress; 80% done (updates/2026.toml:34)

What is unknown: 1 action
  - Action 3 (a3) – unknown: nobody has reported on it
    - weight 3, completion unknown: 0 to 37.5 points of all that is due
    - due: 30 June 2026 (184 days late); the plan foresaw 100%

Cancelled: 1 action
  - Action 4 (a4) – cancelled
    - weight 2; 20% was done, but cancelled work counts for nothing
    - cancelled; no due date of its own
    - 1 February 2026: in progress; 20% done (updates/2026.toml:14)
    - 1 October 2026: cancelled. Reason: Overtaken by a European regulation
      (updates/2026.toml:20)

What would change the signal
  - Better: green, if “Action 2” reports at least 66% (a2)
  - Worse: red, if there is news of “Action 3” (a3)

Since 31 December 2025
  - The earlier day has no figure to start from. Nothing of the due work is
    reported: 0% to 100% may be done.
  - Started
    - Action 2 (a2) – 30 November 2026 (updates/2026.toml:8)
    - Action 5 (a5) – 1 September 2026 (updates/2026.toml:26)
    - Action 6 (a6) – 30 November 2026 (updates/2026.toml:34)
  - Completed
    - Action 1 (a1) – 20 May 2026 (updates/2026.toml:3)
  - Cancelled
    - Action 4 (a4) – 1 October 2026. Reason: Overtaken by a European regulation
      (updates/2026.toml:20)
  - Postponed
    - Action 5 (a5) – 457 days: 30 September 2026 → 2027. Reason: Waiting for a
      study (updates/2026.toml:26)
  - Reported on for the first time
    - Action 1 (a1) – 20 May 2026 (updates/2026.toml:3)
    - Action 2 (a2) – 30 November 2026 (updates/2026.toml:8)
    - Action 4 (a4) – 1 February 2026 (updates/2026.toml:14)
    - Action 5 (a5) – 1 September 2026 (updates/2026.toml:26)
    - Action 6 (a6) – 30 November 2026 (updates/2026.toml:34)
  - Another signal
    - Action 1 (a1) – unknown → green: completed (updates/2026.toml:3)
    - Action 2 (a2) – unknown → amber: far behind its plan (updates/2026.toml:8)
    - Action 4 (a4) – unknown → cancelled (updates/2026.toml:20)
    - Action 5 (a5) – unknown → amber: far behind its plan
      (updates/2026.toml:26)
    - Action 6 (a6) – unknown → green: in step with its plan
      (updates/2026.toml:34)
"""


def test_the_worked_example_is_explained_to_the_letter() -> None:
    assert market().text() == MARKET
    assert f"{market()}\n" == MARKET


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nl", "Beter: groen, als voor ‘Action 2’ minstens 66% wordt gemeld (a2)"),
        ("fr", "28 points de pourcentage"),
        ("en", "Better: green, if “Action 2” reports at least 66% (a2)"),
        ("de", "Besser: grün, wenn für „Action 2“ mindestens 66\xa0% gemeldet werden (a2)"),
    ],
)
def test_an_explanation_is_told_in_four_languages(language: str, line: str) -> None:
    shown = market().text(language)
    found = lines(shown)
    if language == "fr":
        better = found.index("Ce qui changerait le signal") + 1
        assert found[better : better + 2] == [
            "Amélioration\xa0: vert, si au moins 66\xa0% est communiqué pour l'action «\xa0Action",
            "2\xa0» (a2)",
        ]
    else:
        assert line in found
    assert max(map(len, shown.splitlines())) <= 80


def test_another_language_is_refused() -> None:
    with pytest.raises(RequestError, match='nothing is written in "lb"'):
        market().text("lb")
    with pytest.raises(RequestError, match='nothing is written in "lb"'):
        market().html("lb")


def test_another_record_has_no_words() -> None:
    with pytest.raises(TypeError, match="no words for a Shown"):
        Shown().text()


TREATY_TOLD = """\
Police treaty
As it stood on: 31 December 2026
As known on: 1 March 2027
50% of the due work is done; all of it is reported.
Signal: red – its due date has passed

What counts: 1 action – 50.0 points
  - 50.0 points – Police treaty (police-treaty), critical – red: its due date
    has passed
    - weight 1 × 50% done ÷ 1 = 50.0 points
    - in progress; due: November 2026 (31 days late); the plan foresaw 100%; 1
      of 2 milestones reached
    - ✓ Signed – reached by 1 February 2026
    - ○ Ratified – no date of its own, that of the action has passed
    - 1 February 2026: in progress; reached: “Signed”
    - does not count any more: 2 February 2026, recorded on 10 March 2026:
      corrects first; in progress – Not signed. …
    - a retraction: 1 April 2026: retracts second – It was signed! Reason: A
      mistake
    - of a later day: 15 January 2027: 40% done

What would change the signal
  - Better: green, if “Police treaty” is completed (police-treaty)
  - No single change would give a worse signal.

Since 31 December 2025
  - The earlier day has no figure to start from. Nothing of the due work is
    reported: 0% to 100% may be done.
  - Started
    - Police treaty (police-treaty) – 1 February 2026
  - Reported on for the first time
    - Police treaty (police-treaty) – 1 February 2026
  - Another signal
    - Police treaty (police-treaty) – unknown → red: its due date has passed
"""

LADDER = planned(
    due=Due.parse("2026-11"),
    critical=True,
    milestones=(
        step(id=SIGNED, title=Text("Signed"), due=Due.parse("2026-03")),
        step(id=RATIFIED, title=Text("Ratified")),
    ),
)


def test_an_action_is_told_with_its_milestones_and_all_that_was_known_of_it() -> None:
    """The update recorded on 1 June 2027 was not known; the retraction revives the first one."""
    record = explained(
        heard("2026-02-01", status=Status.IN_PROGRESS, reached=(SIGNED,), id=named("first")),
        heard(
            "2026-02-02",
            recorded=date(2026, 3, 10),
            id=named("second"),
            corrects=named("first"),
            status=Status.IN_PROGRESS,
            summary=Text("  Not signed.\nNot yet."),
        ),
        heard(
            "2026-04-01",
            id=named("third"),
            retracts=named("second"),
            summary=Text("It was signed!"),
            reason=Text("A mistake"),
        ),
        heard("2027-01-15", percent=40),
        heard("2027-02-01", percent=50, recorded=date(2027, 6, 1)),
        action=LADDER,
        known_on="2027-03-01",
    )
    assert record.text() == TREATY_TOLD


def test_where_a_summary_goes_on_a_sign_says_so() -> None:
    told = Text("Signed in Liège\n\nThe three ministers signed the treaty.\n")
    record = explained(heard("2026-02-01", summary=told, reason=Text("A start")), action=LADDER)
    assert "1 February 2026: Signed in Liège … Reason: A start" in lines(record.text())


def with_all_that_can_be_stated() -> WorkProgramme:
    stated = heard(
        "2026-02-01",
        group=GroupId("police-chiefs"),
        status=Status.IN_PROGRESS,
        percent=40,
        due=Due.parse("2027-Q1"),
        milestone_due={SIGNED: Due.parse("2026-12")},
        values={IndicatorId("border"): Decimal("1234.50")},
        confidence=Confidence.RED,
        reason=Text("No money."),
    )
    made = programme(LADDER, updates=(stated, heard("2026-05-01", unchanged=True)))
    border = Indicator(
        id=IndicatorId("border"), title=Text("Border"), unit=Text("km"), action=TREATY
    )
    return evolve(made, indicators=(border,))


def test_an_update_tells_all_it_states() -> None:
    found = lines(snapshot(with_all_that_can_be_stated(), NOW).explain().text())
    first = found.index("1 February 2026, Police: in progress; 40% done; due: 1st quarter 2027;")
    assert found[first + 1 : first + 4] == [
        "“Signed” – due: December 2026; Border: 1,234.5 km; the working group",
        "judges it red. Reason: No money.",
        "1 May 2026: nothing to report",
    ]


def test_a_milestone_is_told_with_its_day() -> None:
    made = with_all_that_can_be_stated()
    found = lines(snapshot(made, NOW).explain("police-treaty").text())
    start = found.index("○ Signed – due: December 2026, passed")
    assert found[start + 1] == "○ Ratified – no due date of its own"


def test_where_all_is_reported_there_are_no_bounds_to_tell() -> None:
    found = lines(snapshot(with_all_that_can_be_stated(), NOW).explain().text())
    start = found.index("How the figure is made")
    assert found[start + 1 : start + 7] == [
        "0% progress = 0 ÷ 1: weight × completion, added up, divided by the weight",
        "whose completion is known",
        "100% coverage = 1 ÷ 1: the weight whose completion is known, divided by the",
        "weight that is due",
        "",
        "The same facts under other rules",
    ]


def share_of(*updates: StatusUpdate, action: Action | None = None) -> list[str]:
    """What an explanation says of the treaty before its updates: title, share and facts."""
    found = lines(explained(*updates, action=action).text())
    start = next(
        n for n, line in enumerate(found) if line.endswith(": 1 action") or " – 0.0 " in line
    )
    return found[start : start + 4]


def test_work_that_does_not_count_says_why() -> None:
    cancelled = heard("2026-02-01", status=Status.CANCELLED)
    assert share_of(cancelled) == [
        "Cancelled: 1 action",
        "Police treaty (police-treaty) – cancelled",
        "weight 1; cancelled work counts for nothing",
        "cancelled; no due date of its own",
    ]
    later = planned(start=date(2027, 6, 1), due=Due.parse("2027-H2"))
    assert share_of(action=later) == [
        "Not due yet: 1 action",
        "Police treaty (police-treaty) – not due yet: its work has not begun and need",
        "not have",
        "weight 1; not due yet, so it does not count yet",
    ]
    light = planned(weight=0)
    assert share_of(heard("2026-02-01", percent=40), action=light)[:3] == [
        "Without weight: 1 action",
        "Police treaty (police-treaty) – green: in step with its plan",
        "weight 0, 40% done: it adds nothing",
    ]
    assert share_of(action=light)[:3] == [
        "Without weight: 1 action",
        "Police treaty (police-treaty) – unknown: nobody has reported on it",
        "weight 0, completion unknown",
    ]


def test_a_postponement_without_a_due_of_its_own_is_told() -> None:
    moved = heard("2026-02-01", status=Status.SUSPENDED, due=Due.parse("2029"))
    found = lines(explained(moved).text())
    assert "suspended; no due date of its own, now 2029; the plan foresaw 49%" in found


# ---- what would change the signal


def flips(*updates: StatusUpdate, action: Action | None = None) -> list[str]:
    shown = lines(explained(*updates, action=action).text())
    start = shown.index("What would change the signal")
    return shown[start + 1 : shown.index("", start)]


def test_what_would_change_a_signal_is_told_as_a_condition() -> None:
    going = heard("2026-06-01", status=Status.IN_PROGRESS, percent=50)
    assert flips(going) == [
        "No single change would give a better signal.",
        "Worse: amber, if the working group judges “Police treaty” amber",
        "(police-treaty)",
    ]
    assert flips(heard("2026-06-01", status=Status.IN_PROGRESS)) == [
        "Better: amber, if “Police treaty” reports how far it is (police-treaty)",
        "No single change would give a worse signal.",
    ]
    assert flips(heard("2026-06-01", status=Status.SUSPENDED, percent=50))[0] == (
        "Better: green, if “Police treaty” goes on (police-treaty)"
    )


@pytest.mark.parametrize(
    ("kind", "stated", "condition"),
    [
        (FlipKind.NEWS, {"unchanged": True}, "if there is news of “Police treaty”"),
        (
            FlipKind.JUDGED,
            {"confidence": Confidence.GREEN},
            "if the working group judges “Police treaty” green again",
        ),
        (
            FlipKind.JUDGED,
            {"confidence": Confidence.RED},
            "if the working group judges “Police treaty” red",
        ),
        (FlipKind.AT_LEAST, {"percent": 40}, "if “Police treaty” reports at least 40%"),
        (FlipKind.AT_LEAST, {"percent": 0}, "if “Police treaty” reports how far it is"),
        (FlipKind.AT_MOST, {"percent": 34}, "if “Police treaty” reports no more than 34%"),
        (FlipKind.AT_MOST, {"percent": 0}, "if “Police treaty” reports no more than 0%"),
        (
            FlipKind.REACHES,
            {"reached": (SIGNED,)},
            "if “Police treaty” reaches the milestone “Signed”",
        ),
        (
            FlipKind.REACHES,
            {"reached": (SIGNED, RATIFIED)},
            "if “Police treaty” reaches the milestones “Signed” and “Ratified”",
        ),
        (
            FlipKind.COMPLETED,
            {"status": Status.COMPLETED},
            "if “Police treaty” is completed",
        ),
    ],
)
def test_every_kind_of_change_is_a_condition(
    kind: FlipKind, stated: dict[str, object], condition: str
) -> None:
    whole = programme(LADDER)
    update = heard("2026-12-31", **stated)
    state = snapshot(whole, NOW).state("police-treaty")
    flip = Flip(kind=kind, state=state, update=update, work=0, signal=Signal.AMBER)
    assert flip_said(flip, Telling.of(whole, "en")) == condition


def test_work_of_which_nothing_is_known_has_a_coverage_of_nothing() -> None:
    shown = lines(snapshot(programme(planned()), NOW).explain().text())
    start = shown.index("How the figure is made")
    assert shown[start + 1 : start + 5] == [
        "0% coverage = 0 ÷ 1: the weight whose completion is known, divided by the",
        "weight that is due",
        "at least 0% = 0 ÷ 1: what is unknown counted as not done",
        "at most 100% = 1 ÷ 1: what is unknown counted as done",
    ]


def test_work_that_is_not_due_has_no_arithmetic() -> None:
    later = planned(start=date(2027, 6, 1))
    shown = lines(snapshot(programme(later), NOW).explain().text())
    assert shown[2:6] == [
        "None of the work is due yet, so there is no figure.",
        "Signal: not due yet – none of the work is due yet",
        "",
        "The same facts under other rules",
    ]


# ---- what changed


def test_a_bridge_tells_its_steps_and_what_each_action_adds() -> None:
    """X and Y stood at 20% and 40%: 30%. X was really at 30%: 35%. Y is cancelled: 30%.

    X goes from 30% to 60%: 60%. Z joins at 80%: 70%.
    """
    other = [planned(id=ActionId(name), title=Text(name.upper())) for name in ("x", "y", "z")]
    made = programme(
        *other,
        updates=(
            StatusUpdate(action=ActionId("x"), date=date(2025, 6, 1), percent=20),
            StatusUpdate(action=ActionId("x"), date=date(2026, 6, 1), percent=60),
            StatusUpdate(action=ActionId("y"), date=date(2025, 6, 1), percent=40),
            StatusUpdate(action=ActionId("y"), date=date(2026, 6, 1), status=Status.CANCELLED),
            StatusUpdate(action=ActionId("z"), date=date(2026, 6, 1), percent=80),
            StatusUpdate(
                action=ActionId("x"),
                id=named("sooner"),
                date=date(2025, 12, 1),
                recorded=date(2026, 2, 1),
                percent=30,
            ),
        ),
    )
    opening, closing = snapshot(made, "2025-12-31", "2025-12-31"), snapshot(made, NOW)
    assert compare(opening, closing).text() == BRIDGED


BRIDGED = """\
Small
From: 31 December 2025 (as known on 31 December 2025)
To: 31 December 2026

From one figure to the other
  - Opening: 30% – 31 December 2025 (as known on 31 December 2025)
  - +5.0 points – corrections of what was known
    - +5.0 points – X (x)
  - −5.0 points – actions that left: cancelled, or no longer known
    - −5.0 points – Y (y)
  - +30.0 points – progress of the same actions
    - +30.0 points – X (x)
  - +10.0 points – actions that joined: new, newly due or newly reported
    - +10.0 points – Z (z)
  - Closing: 70% – 31 December 2026

Cancelled
  - Y (y) – 1 June 2026

Reported on for the first time
  - Z (z) – 1 June 2026

Another signal
  - Y (y) – green → cancelled
  - Z (z) – unknown → green: in step with its plan

Told only later
  - X (x) – 1 December 2025
"""


def compared(*updates: StatusUpdate, action: Action | None = None) -> list[str]:
    """What changed of the treaty between the last days of 2025 and 2026."""
    made = programme(action or planned(), updates=updates)
    record = compare(snapshot(made, "2025-12-31"), snapshot(made, NOW))
    shown = lines(record.text())
    return shown[shown.index("From one figure to the other") + 1 :]


def test_what_has_no_figure_on_a_day_has_no_bridge_but_the_reason() -> None:
    assert compared(heard("2025-06-01", percent=40), heard("2026-06-01", status=Status.CANCELLED))[
        :2
    ] == [
        "The later day has no figure to arrive at. All actions were cancelled, so",
        "there is no figure.",
    ]


def test_a_new_due_is_told_in_days_with_the_reason_given() -> None:
    due = planned(due=Due.parse("2026-10-01"))
    begun = heard("2025-06-01", status=Status.IN_PROGRESS, percent=20)
    later = heard("2026-06-01", due=Due.parse("2027-10-01"), reason=Text("No money."))
    sooner = heard("2026-06-01", due=Due.parse("2026-09-30"))
    assert compared(begun, later, action=due)[-3:] == [
        "Postponed",
        "Police treaty (police-treaty) – 365 days: 1 October 2026 → 1 October 2027.",
        "Reason: No money.",
    ]
    assert compared(begun, sooner, action=due)[3:6] == [
        "Brought forward",
        "Police treaty (police-treaty) – 1 day: 1 October 2026 → 30 September 2026",
        "",
    ]


def test_a_change_is_told_of_the_day_it_was_first_stated() -> None:
    planned_ = heard("2025-06-01", status=Status.PLANNED)
    begun = heard("2026-03-01", status=Status.IN_PROGRESS)
    going = heard("2026-09-01", status=Status.IN_PROGRESS)
    told_of = compared(planned_, begun, going)
    assert told_of[told_of.index("Started") + 1] == "Police treaty (police-treaty) – 1 March 2026"


def test_what_is_new_or_taken_out_is_told_by_its_title() -> None:
    adopted = planned(adopted=date(2026, 2, 1))
    assert compared(action=adopted)[-2:] == [
        "New in the programme",
        "Police treaty (police-treaty)",
    ]


def test_where_nothing_changed_it_says_so() -> None:
    begun = heard("2026-06-01", status=Status.IN_PROGRESS, percent=50)
    made = programme(planned(), updates=(begun,))
    record = compare(snapshot(made, "2026-07-01"), snapshot(made, "2026-07-02"))
    assert lines(record.text())[-3:] == [
        "Opening: 50% – 1 July 2026",
        "Closing: 50% – 2 July 2026",
        "Nothing has changed.",
    ]


# ---- what is asked of a group

ASKED = """\
Police
As it stood on: 31 December 2026

No news for too long
  - Police treaty (police-treaty) – since 1 February 2025; due: January 2027

Reported on, but not how far it is
  - Talks (talks) – since 1 June 2026; due: 31 December 2026

Overdue
  - Police treaty (police-treaty): Signed – due: March 2026; 275 days late
  - Talks (talks) – due: 31 December 2026

Falling due
  - Police treaty (police-treaty) – due: January 2027
"""


def asked() -> Chase:
    ladder = evolve(LADDER, due=Due.parse("2027-01"), critical=False)
    made = programme(
        ladder,
        planned(id=ActionId("talks"), title=Text("Talks"), due=Due.parse("2026-12-31")),
        updates=(
            heard("2025-02-01", status=Status.IN_PROGRESS),
            StatusUpdate(
                action=ActionId("talks"), date=date(2026, 6, 1), status=Status.IN_PROGRESS
            ),
        ),
    )
    return snapshot(made, NOW).chase_list(due_by="2027-06-30")["police-chiefs"]


def test_what_is_asked_of_a_group_is_told_the_most_pressing_first() -> None:
    assert asked().text() == ASKED


# ---- what is only supposed, or not yet known


def supposed() -> WorkProgramme:
    return what_if(
        worked_example(),
        [
            StatusUpdate(action=ActionId("a2"), date=date(2026, 12, 1), percent=66),
            StatusUpdate(action=ActionId("a3"), date=date(2026, 12, 2), status=Status.COMPLETED),
        ],
    )


def test_what_is_supposed_is_marked_above_all_and_where_it_stands() -> None:
    shown = snapshot(supposed(), NOW).explain("market").text()
    assert lines(shown)[:6] == [
        "Market",
        "As it stood on: 31 December 2026",
        "Hypothetical: with 2 supposed updates.",
        "supposed: Action 2, 1 December 2026: 66% done",
        "supposed: Action 3, 2 December 2026: completed",
        "82% of the due work is done; all of it is reported.",
    ]
    assert "supposed: 1 December 2026: 66% done" in lines(shown)
    assert "Action 3 (a3), supposed – 2 December 2026" in lines(shown)


def test_a_comparison_with_what_is_supposed_is_marked() -> None:
    record = compare(snapshot(worked_example(), NOW), snapshot(supposed(), NOW))
    assert "Hypothetical: with 2 supposed updates." in lines(record.text())


def test_a_chase_of_what_is_supposed_is_marked() -> None:
    chase = snapshot(supposed(), NOW).chase_list(due_by="2027-12-31")["customs"]
    assert "Hypothetical: with 2 supposed updates." in lines(chase.text())


def test_a_provisional_figure_is_marked() -> None:
    shown = snapshot(worked_example(), NOW, "2026-06-30").explain().text()
    assert lines(shown)[1:4] == [
        "As it stood on: 31 December 2026",
        "As known on: 30 June 2026",
        "Provisional: news of the last days may be missing.",
    ]


def test_a_standing_is_marked() -> None:
    assert standing(snapshot(worked_example(), NOW), "theme", "en").notices == ()
    stands = standing(snapshot(supposed(), NOW, "2026-12-30"), "theme", "en")
    assert stands.notices == (
        "Provisional: news of the last days may be missing.",
        "Hypothetical: with 2 supposed updates.",
    )
    assert stands.supposed == ("a2@2026-12-01", "a3@2026-12-02")


def test_a_report_with_what_is_supposed_is_marked_on_its_cover_above_and_at_its_end() -> None:
    report = year_report(supposed(), 2026, "en")
    assert report.supposed == 2
    shown = [line.strip() for line in render(report, "text").splitlines()]
    assert shown.count("Supposed updates: 2") == 2
    assert shown.count("Hypothetical: with 2 supposed updates.") == 1
    assert json.loads(render(report, "json"))["supposed"] == 2


def test_a_report_without_anything_supposed_says_nothing_of_it() -> None:
    report = year_report(worked_example(), 2026, "en")
    assert report.supposed == 0
    assert "suppos" not in render(report, "text").lower()


# ---- as HTML


def parsed(record: Shown, language: str = "en") -> Tag:
    page = BeautifulSoup(record.html(language), "html.parser")
    section = page.section
    assert section is not None
    assert str(page) == f"{section}\n"
    return section


def told_in(tag: Tag) -> Iterator[str]:
    """The lines of a piece of HTML."""
    for line in tag.select("p, summary, li:not(.more)"):
        yield line.get_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_tells_the_same_lines_as_text_in_every_language(language: str) -> None:
    section = parsed(market(), language)
    assert section["lang"] == language
    tree = as_told(market(), language)
    assert "".join(told_in(section)).replace(" ", "") == "".join(
        line.replace(" ", "") for line in said_in(tree)
    )


def said_in(tree: Node) -> Iterator[str]:
    yield tree.said
    for child in tree.children:
        yield from said_in(child)


def test_html_folds_what_is_told_of_an_action_and_marks_its_signal() -> None:
    section = parsed(market())
    counted = section.select("section > details")[2]
    assert counted.select("summary")[0].get_text() == "What counts: 4 actions – 68.0 points"
    assert counted.has_attr("open")
    folded = counted.select("li > details")
    assert [action.select("summary")[0].get_text() for action in folded] == [
        "40.0 points – Action 1 (a1) – green: completed",
        "10.0 points – Action 2 (a2) – amber: far behind its plan",
        "2.0 points – Action 5 (a5) – amber: far behind its plan",
        "16.0 points – Action 6 (a6) – green: in step with its plan",
    ]
    assert [action.has_attr("open") for action in folded] == [False] * 4
    assert [action.select("[data-signal]")[0]["data-signal"] for action in folded] == [
        "green",
        "amber",
        "amber",
        "green",
    ]


TAGS = {"style", "p", "details", "summary", "ul", "li", "strong", "small", "span"}


def test_html_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    section = parsed(supposed_market())
    names = {tag.name for tag in section.find_all()}
    assert names == {*TAGS, "mark"}
    assert {name for tag in section.find_all() for name in tag.attrs} <= {
        "class",
        "open",
        "data-signal",
    }
    assert section.style is not None
    assert "url(" not in section.style.get_text()


def supposed_market() -> Explanation:
    return snapshot(supposed(), NOW).explain("market")


def test_notebooks_show_html() -> None:
    assert market()._repr_html_() == market().html()


def test_no_formula_is_made_of_a_text_with_dollars() -> None:
    assert {"tex2jax_ignore", "mathjax_ignore"} <= set(parsed(market())["class"])


HOSTILE = "<script>alert('x')</script> & \"quotes\" [bold]x[/bold] \x1b[31m \u202e\n\t- item"


def hostile(text: str) -> Explanation:
    said = Text(text)
    made = programme(
        planned(title=said),
        updates=(heard("2026-02-01", percent=40, summary=said, reason=said),),
    )
    return snapshot(evolve(made, title=said), NOW).explain()


def test_a_hostile_text_stays_text() -> None:
    section = parsed(hostile(HOSTILE))
    assert section.find_all("script") == []
    shown = "<script>alert('x')</script> & \"quotes\" [bold]x[/bold] �[31m � - item"
    assert section.p is not None
    assert section.p.get_text() == shown
    assert shown in " ".join(lines(hostile(HOSTILE).text()))


@given(st.text(min_size=1, max_size=300))
def test_whatever_a_text_holds_a_line_stays_a_line(text: str) -> None:
    shown = hostile(text).text()
    assert max(map(len, shown.split("\n"))) <= 80
    assert shown.splitlines() == shown.split("\n")[:-1]
    section = parsed(hostile(text))
    assert {tag.name for tag in section.find_all()} <= TAGS


# ---- as plain values


def test_an_explanation_is_plain_values_with_exact_shares_and_places() -> None:
    plain = json.loads(json.dumps(explanation_as_plain(market(), "en")))
    assert [plain[name] for name in ("about", "name", "on", "known_on", "supposed")] == [
        "theme:market",
        "Market",
        "2026-12-31",
        None,
        [],
    ]
    assert plain["signal"] == {
        "signal": "amber",
        "reason": "{share} of the assessed work is red or amber, {threshold} or more",
        "figures": {"share": "2/5", "threshold": "1/4"},
    }
    assert plain["figures"]["progress"] == "17/25"
    assert plain["rules"] == {
        "progress": "17/25",
        "unweighted": "3/5",
        "completed_share": "1/4",
        "as_adopted": "19/35",
    }
    first, *_ = plain["lines"]
    assert first["updates"][0]["origin"] == {"file": "updates/2026.toml", "line": 3}
    assert (first["points"], first["due"], first["unknown"]) == ("2/5", "2026-06-30", None)
    assert plain["better"]["update"]["percent"] == 66
    assert plain["worse"]["kind"] == "news"
    assert plain["since"]["missing"] == {"pillar": "opening", "reason": "unreported"}
    assert plain["since"]["changes"][0]["signal"] == ["grey", "green"]


def test_a_bridge_and_no_flip_are_plain_values_too() -> None:
    begun = heard("2025-06-01", status=Status.IN_PROGRESS, percent=20)
    done = heard("2026-06-01", status=Status.COMPLETED, summary=Text("Done."))
    record = explained(begun, done)
    plain = json.loads(json.dumps(explanation_as_plain(record, "fr")))
    assert (plain["better"], plain["worse"], plain["since"]["missing"]) == (None, None, None)
    assert plain["since"]["steps"]["same"] == "4/5"
    assert plain["since"]["shares"]["same"] == {"police-treaty": "4/5"}
    assert plain["lines"][0]["updates"][1]["summary"] == "Done."
    assert plain["lines"][0]["updates"][1]["origin"] is None


# ---- figures with decimals


@pytest.mark.parametrize(
    ("share", "language", "plain", "signed"),
    [
        (Fraction(1, 3), "en", "33.3 points", "+33.3 points"),
        (Fraction(-1, 2000), "en", "0.1 points", "−0.1 points"),
        (Fraction(1, 2001), "en", "0.0 points", "±0.0 points"),
        (Fraction(1, 100), "en", "1.0 points", "+1.0 points"),
        (Fraction(3, 200), "fr", "1,5 point de pourcentage", "+1,5 point de pourcentage"),
        (Fraction(2, 100), "fr", "2,0 points de pourcentage", "+2,0 points de pourcentage"),
        (Fraction(1, 8), "nl", "12,5 procentpunten", "+12,5 procentpunten"),
    ],
)
def test_points_are_told_to_one_decimal(
    share: Fraction, language: str, plain: str, signed: str
) -> None:
    said = words(language)
    assert amounts.points(share, said) == plain
    assert amounts.points(share, said, signed=True) == signed


def test_shares_are_floored_or_rounded_up_to_one_decimal() -> None:
    said = words("fr")
    assert amounts.share(Fraction(2, 3), said) == "66,6\xa0%"
    assert amounts.share(Fraction(2, 3), said, up=True) == "66,7\xa0%"
    assert amounts.share(Fraction(68, 100), said) == "68\xa0%"
    assert amounts.done(6666, said) == "66,66\xa0%"
    assert amounts.exact(97081, said) == "9,7081"
    assert amounts.measured(Decimal("0.12345"), said) == "0,12345"


def test_progress_is_all_or_next_to_nothing_as_everywhere() -> None:
    def shown(*updates: StatusUpdate, weight: int = 1) -> str:
        other = planned(id=ActionId("other"), weight=weight)
        done = StatusUpdate(
            action=ActionId("other"), date=date(2026, 6, 1), status=Status.IN_PROGRESS, percent=0
        )
        made = programme(planned(), other, updates=(done, *updates))
        return amounts.progress(figures_of(snapshot(made, NOW).progress()), words("en"))

    assert shown() == "0%"
    assert shown(heard("2026-06-01", percent=50)) == "25%"
    assert shown(heard("2026-06-01", percent=1), weight=999) == "<1%"


def test_a_comparison_marks_the_side_that_supposes_something() -> None:
    plain = worked_example()
    update = StatusUpdate(action=ActionId("a2"), date=date(2026, 12, 31), percent=90)
    real = snapshot(plain, "2026-12-31")
    imagined = snapshot(what_if(plain, update), "2026-12-31")
    before, after = compare(imagined, real), compare(real, imagined)
    mark = "31 December 2026 (with what is supposed)"
    assert f"From: {mark}\nTo: 31 December 2026\n" in before.text()
    assert f"From: 31 December 2026\nTo: {mark}\n" in after.text()
    for record in (before, after):
        assert "Hypothetical: with 1 supposed update." in record.text()
        assert "Hypothetical: with 1 supposed update." in summarise(record, "en")
    assert "As at 31 December 2026 (with what is supposed): 76%" in summarise(before, "en")
    assert "supposed" not in summarise(compare(real, real), "en")
