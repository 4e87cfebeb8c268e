"""Two days compared: the changes of every kind, and the bridge. Source: questions.md.

Most programmes here have actions from 2025 up to the end of 2028, of which the plan foresees
2498 basis points (365 of 1461 days) at the end of 2025 and 4996 (730 days) at the end of 2026.
"""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from benelux_tracker import compare, snapshot, what_if
from benelux_tracker.comparison import Change, ChangeKind, Comparison, Pillar, Step
from benelux_tracker.dimensions import Subject
from benelux_tracker.errors import RequestError, UnknownKeyError
from benelux_tracker.model import Action, StatusUpdate, Text, Theme, WorkingGroup, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.state import Signal
from benelux_tracker.tally import NoNumber
from benelux_tracker.vocabulary import (
    ActionId,
    Confidence,
    GroupId,
    GroupKind,
    Status,
    ThemeId,
    UpdateId,
)
from build_action import named, planned, programme, told

THEN, NOW = "2025-12-31", "2026-12-31"
PLANNED, IN_PROGRESS, SUSPENDED, COMPLETED, CANCELLED = Status

DONE = {
    "started": ChangeKind.STARTED,
    "completed": ChangeKind.COMPLETED,
    "cancelled": ChangeKind.CANCELLED,
    "suspended": ChangeKind.SUSPENDED,
    "resumed": ChangeKind.RESUMED,
    "reopened": ChangeKind.REOPENED,
}
TURNS = set(DONE.values())


def action(name: str, weight: int = 1, **more: object) -> Action:
    return planned(id=ActionId(name), weight=weight, **more)  # type: ignore[arg-type]


def report(name: str, day: str, percent: int | None = None, **more: object) -> StatusUpdate:
    return told(
        action=ActionId(name),
        date=date.fromisoformat(day),
        percent=percent,
        **more,  # type: ignore[arg-type]
    )


def between(
    *updates: StatusUpdate, actions: tuple[Action, ...] = (), known_then: str | None = None
) -> Comparison:
    """The end of 2025 (as known on a day) and of 2026 (as known now) compared."""
    whole = programme(*(actions or (action("a"),)), updates=updates)
    return compare(snapshot(whole, THEN, known_then), snapshot(whole, NOW))


def kinds(found: Comparison) -> list[ChangeKind]:
    return [change.kind for change in found.changes]


def ids(change: Change) -> list[str]:
    return [update.id for update in change.updates]


# ---- what became of the actions


@pytest.mark.parametrize(
    ("before", "turns"),
    [
        (PLANNED, ["", "started", "suspended", "completed", "cancelled"]),
        (IN_PROGRESS, ["reopened", "", "suspended", "completed", "cancelled"]),
        (SUSPENDED, ["resumed", "resumed", "", "completed", "cancelled"]),
        (COMPLETED, ["reopened", "reopened", "suspended", "", "cancelled"]),
        (CANCELLED, ["reopened", "reopened", "suspended", "completed", ""]),
    ],
)
def test_every_turn_of_an_action_has_a_name(before: Status, turns: list[str]) -> None:
    first = report("a", "2025-06-01", status=before)
    for after, turn in zip(Status, turns, strict=True):
        found = between(first, report("a", "2026-06-01", status=after))
        assert [kind for kind in kinds(found) if kind in TURNS] == ([DONE[turn]] if turn else [])


def test_an_action_nobody_reported_on_was_planned() -> None:
    found = between(report("a", "2026-06-01", 40, status=IN_PROGRESS))
    assert kinds(found) == [
        ChangeKind.STARTED,
        ChangeKind.FIRST_REPORTED,
        ChangeKind.SIGNAL_CHANGED,
    ]
    assert [ids(change) for change in found.changes] == [["a@2026-06-01"]] * 3
    assert [change.days for change in found.changes] == [0, 0, 0]
    started = found.changes[0]
    assert started.before is not None
    assert started.after is not None
    assert (started.before.signal, started.after.signal) == (Signal.GREY, Signal.GREEN)


def test_nothing_becomes_of_an_action_that_goes_on_as_it_did() -> None:
    found = between(
        report("a", "2025-12-31", 25, status=IN_PROGRESS),
        report("a", "2026-12-31", 50, status=IN_PROGRESS),
    )
    assert found.changes == ()


def test_a_turn_rests_on_the_unbroken_run_of_updates_that_state_it() -> None:
    found = between(
        report("a", "2025-06-01", status=IN_PROGRESS),
        report("a", "2026-02-01", status=CANCELLED, reason=Text("No money")),
        report("a", "2026-03-01", status=IN_PROGRESS),
        report("a", "2026-04-01", status=CANCELLED, reason=Text("No room")),
        report("a", "2026-05-01", summary=Text("The room is let.")),
        report("a", "2026-06-01", status=CANCELLED),
    )
    (change,) = found.of(ChangeKind.CANCELLED)
    assert ids(change) == ["a@2026-04-01", "a@2026-06-01"]
    assert change.reason == Text("No room")


def test_the_reason_of_a_change_is_the_last_one_given() -> None:
    found = between(
        report("a", "2026-02-01", status=SUSPENDED, reason=Text("No money")),
        report("a", "2026-03-01", status=SUSPENDED, reason=Text("No staff")),
        report("a", "2026-04-01", 10, reason=Text("Another story")),
    )
    (change,) = found.of(ChangeKind.SUSPENDED)
    assert change.reason == Text("No staff")
    assert ids(change) == ["a@2026-02-01", "a@2026-03-01"]


def test_a_change_without_a_reason_has_none() -> None:
    (change,) = between(report("a", "2026-02-01", status=SUSPENDED)).of(ChangeKind.SUSPENDED)
    assert change.reason is None


def test_a_later_due_is_a_postponement_with_its_slip_and_reason() -> None:
    found = between(
        report("a", "2025-11-30", 25, due=Due.parse("2027")),
        report("a", "2026-11-30", 50, due=Due.parse("2028-01-10"), reason=Text("No quorum")),
        actions=(action("a", due=Due.parse("2026")),),
    )
    (change,) = found.of(ChangeKind.POSTPONED)
    assert change.days == 10
    assert change.reason == Text("No quorum")
    assert ids(change) == ["a@2026-11-30"]
    assert found.of(ChangeKind.BROUGHT_FORWARD) == ()


def test_an_earlier_due_is_brought_forward() -> None:
    found = between(
        report("a", "2025-11-30", 25, due=Due.parse("2027")),
        report("a", "2026-11-30", 50, due=Due.parse("2027-12-30")),
    )
    (change,) = found.of(ChangeKind.BROUGHT_FORWARD)
    assert change.days == -1
    assert found.of(ChangeKind.POSTPONED) == ()


def test_a_due_said_in_other_words_is_not_moved() -> None:
    found = between(
        report("a", "2025-12-30", 25, due=Due.parse("2027")),
        report("a", "2026-12-30", 50, due=Due.parse("2027-12-31")),
        actions=(action("a", due=Due.parse("2027")),),
    )
    assert kinds(found) == [ChangeKind.SIGNAL_CHANGED]  # 50 % of 6666 foreseen: amber


def test_the_slip_belongs_to_the_due_alone() -> None:
    found = between(
        report("a", "2025-12-30", 25, status=IN_PROGRESS),
        report("a", "2026-12-30", 50, status=SUSPENDED, due=Due.parse("2029-01-01")),
    )
    assert {change.kind: change.days for change in found.changes} == {
        ChangeKind.SUSPENDED: 0,
        ChangeKind.POSTPONED: 1,
        ChangeKind.SIGNAL_CHANGED: 0,
    }


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("2025-12-31", []),  # 365 days ago
        ("2025-12-30", [ChangeKind.GONE_STALE, ChangeKind.SIGNAL_CHANGED]),
    ],
)
def test_an_action_not_heard_of_for_more_than_a_year_has_gone_stale(
    heard: str, expected: list[ChangeKind]
) -> None:
    found = between(report("a", heard, 40, status=IN_PROGRESS))
    assert kinds(found) == expected
    assert [ids(change) for change in found.of(ChangeKind.GONE_STALE)] == [[f"a@{heard}"]] * len(
        found.of(ChangeKind.GONE_STALE)
    )
    assert [change.updates for change in found.of(ChangeKind.SIGNAL_CHANGED)] == [()] * (
        len(expected) // 2
    )


def test_what_was_stale_already_does_not_go_stale() -> None:
    whole = programme(action("a"), updates=(report("a", "2025-01-01", 40),))
    found = compare(snapshot(whole, "2026-02-01"), snapshot(whole, NOW))
    assert ChangeKind.GONE_STALE not in kinds(found)


def test_a_judgement_changes_the_signal_and_the_change_rests_on_what_is_new() -> None:
    found = between(
        report("a", "2025-12-31", 25),
        report("a", "2026-12-30", 50),
        report("a", "2026-12-31", confidence=Confidence.RED, reason=Text("Strike")),
    )
    (change,) = found.changes
    assert change.kind is ChangeKind.SIGNAL_CHANGED
    assert ids(change) == ["a@2026-12-30", "a@2026-12-31"]
    assert change.reason == Text("Strike")


def test_the_words_for_changes_steps_and_pillars_stay_as_they_are() -> None:
    assert [kind.value for kind in ChangeKind] == [
        "new",
        "removed",
        "started",
        "completed",
        "cancelled",
        "suspended",
        "resumed",
        "reopened",
        "postponed",
        "brought_forward",
        "first_reported",
        "gone_stale",
        "signal_changed",
        "corrected",
        "told_late",
    ]
    assert [step.value for step in Step] == ["corrections", "left", "same", "joined"]
    assert [pillar.value for pillar in Pillar] == ["opening", "corrected", "common", "closing"]


# ---- what came and went


def test_an_action_adopted_in_between_is_new() -> None:
    found = between(
        report("a", "2026-11-01", 90),
        actions=(action("a", adopted=date(2026, 1, 1), due=Due.parse("2027")),),
    )
    (change,) = found.changes
    assert change.kind is ChangeKind.NEW
    assert change.before is None
    assert change.after is found.closing.states[ActionId("a")]
    assert change.updates == ()


def test_an_action_adopted_by_the_earlier_day_is_not_new() -> None:
    assert between(actions=(action("a", adopted=date(2025, 12, 31)),)).changes == ()


def test_what_became_of_a_new_action_is_a_change_beside() -> None:
    found = between(
        report("a", "2026-05-01", due=Due.parse("2028-01-02")),
        report("a", "2026-11-01", status=COMPLETED, sources=("s",)),
        actions=(action("a", adopted=date(2026, 1, 1), due=Due.parse("2028-01-01")),),
    )
    assert kinds(found) == [ChangeKind.NEW, ChangeKind.COMPLETED, ChangeKind.POSTPONED]
    assert [ids(change) for change in found.changes] == [[], ["a@2026-11-01"], ["a@2026-05-01"]]
    assert [change.days for change in found.changes] == [0, 0, 1]


def test_an_action_that_neither_day_knows_does_not_change() -> None:
    found = between(report("a", "2026-11-01", 10), actions=(action("a", adopted=date(2027, 1, 1)),))
    assert found.changes == ()


def test_actions_that_came_with_a_new_plan_are_new_and_those_that_went_removed() -> None:
    old = programme(action("stays"), action("went"), updates=(report("went", "2025-06-01", 30),))
    new = programme(action("came"), action("stays"))
    found = compare(snapshot(old, THEN), snapshot(new, NOW))
    assert [(change.action, change.kind) for change in found.changes] == [
        ("came", ChangeKind.NEW),
        ("went", ChangeKind.REMOVED),
    ]
    removed = found.changes[1]
    assert removed.before is found.opening.states[ActionId("went")]
    assert removed.after is None
    assert removed.updates == ()


def test_an_action_that_a_new_plan_adopts_later_is_removed() -> None:
    old, new = programme(action("a")), programme(action("a", adopted=date(2027, 1, 1)))
    found = compare(snapshot(old, THEN), snapshot(new, NOW))
    assert kinds(found) == [ChangeKind.REMOVED]


# ---- what was told afterwards


def test_a_correction_withdraws_one_update_and_brings_another() -> None:
    found = between(
        report("a", "2025-12-01", 30, reason=Text("Wrong")),
        report(
            "a",
            "2025-12-01",
            25,
            id=named("right"),
            recorded=date(2026, 2, 1),
            corrects=named("a@2025-12-01"),
            reason=Text("Counted twice"),
        ),
        report("a", "2026-12-01", 50),
        known_then="2026-01-31",
    )
    corrected, late = found.changes
    assert corrected.kind is ChangeKind.CORRECTED
    assert ids(corrected) == ["a@2025-12-01"]
    assert corrected.reason is None
    assert corrected.before is found.opening.states[ActionId("a")]
    assert late.before is corrected.before
    assert late.kind is ChangeKind.TOLD_LATE
    assert ids(late) == ["right"]
    assert late.reason == Text("Counted twice")


def test_a_correction_known_by_the_earlier_snapshot_is_no_change() -> None:
    found = between(
        report("a", "2025-12-01", 30),
        report(
            "a",
            "2025-12-01",
            25,
            id=named("right"),
            recorded=date(2026, 2, 1),
            corrects=named("a@2025-12-01"),
        ),
        report("a", "2026-12-01", 50),
        known_then="2026-02-01",
    )
    assert found.changes == ()


def test_a_retraction_withdraws_and_brings_nothing() -> None:
    found = between(
        report("a", "2025-12-01", 30),
        report("a", "2026-02-01", id=named("gone"), retracts=named("a@2025-12-01")),
        report("a", "2026-12-01", 50),
        known_then="2026-01-31",
    )
    assert kinds(found) == [ChangeKind.CORRECTED]
    assert ids(found.changes[0]) == ["a@2025-12-01"]


def test_what_was_told_after_the_earlier_snapshot_of_the_days_before_it_was_told_late() -> None:
    found = between(
        report("a", "2025-11-01", 25),
        report("a", "2025-12-01", recorded=date(2026, 2, 1), unchanged=True),
        report("a", "2026-12-01", 50),
        known_then="2026-01-31",
    )
    assert kinds(found) == [ChangeKind.TOLD_LATE]
    assert ids(found.changes[0]) == ["a@2025-12-01"]


def test_a_plan_that_was_changed_is_corrected() -> None:
    old, new = programme(action("a")), programme(action("a", weight=2))
    found = compare(snapshot(old, THEN), snapshot(new, NOW))
    assert kinds(found) == [ChangeKind.CORRECTED]
    assert found.changes[0].updates == ()


def test_changes_stand_in_the_order_of_the_programme() -> None:
    updates = tuple(report(name, "2026-06-01", status=COMPLETED) for name in ("a", "b", "c"))
    found = between(*updates, actions=(action("c"), action("a"), action("b")))
    assert [change.action for change in found.of(ChangeKind.COMPLETED)] == ["c", "a", "b"]


# ---- the bridge

FIVE = (action("kept", 2), action("cancelled"), action("corrected"), action("new"))
STORY = (
    report("kept", "2025-12-01", 20),
    report("cancelled", "2025-12-01", 80),
    report("corrected", "2025-12-01", 40),
    report(
        "corrected",
        "2025-12-01",
        20,
        id=named("right"),
        recorded=date(2026, 3, 1),
        corrects=named("corrected@2025-12-01"),
    ),
    report("cancelled", "2026-05-01", status=CANCELLED),
    report("kept", "2026-12-01", 50),
    report("corrected", "2026-12-01", 50),
    report("new", "2026-12-01", 10),
)


def test_the_bridge_goes_from_the_figure_as_published_to_the_closing_one() -> None:
    bridge = between(*STORY, actions=FIVE, known_then="2026-01-15").bridge
    assert bridge.missing is None
    assert bridge.opening == Fraction(40, 100)  # (2 · 20 + 80 + 40) / 4
    assert bridge.steps == {
        Step.CORRECTIONS: Fraction(-5, 100),  # to (2 · 20 + 80 + 20) / 4 = 35 %
        Step.LEFT: Fraction(-15, 100),  # to (2 · 20 + 20) / 3 = 20 %
        Step.SAME: Fraction(30, 100),  # to (2 · 50 + 50) / 3 = 50 %
        Step.JOINED: Fraction(-10, 100),  # to (2 · 50 + 50 + 10) / 4 = 40 %
    }
    assert list(bridge.steps) == list(Step)
    assert bridge.closing == Fraction(40, 100)


def test_every_action_has_its_share_of_the_steps() -> None:
    bridge = between(*STORY, actions=FIVE, known_then="2026-01-15").bridge
    assert bridge.shares == {
        Step.CORRECTIONS: {"corrected": Fraction(-5, 100)},
        Step.LEFT: {"cancelled": Fraction(-15, 100)},
        Step.SAME: {"kept": Fraction(20, 100), "corrected": Fraction(10, 100)},
        Step.JOINED: {"new": Fraction(-10, 100)},
    }


def test_what_is_no_longer_known_or_due_has_left_and_what_became_due_joined() -> None:
    found = between(
        report("stays", "2025-12-01", 50),
        report("unsaid", "2025-12-01", status=PLANNED),
        report("unsaid", "2026-12-01", status=IN_PROGRESS),
        report("begins", "2025-12-01", status=PLANNED),
        actions=(action("stays"), action("unsaid", 3), action("begins", start=date(2026, 1, 1))),
    )
    assert found.bridge.opening == Fraction(1, 8)  # 50 of 1 + 3
    assert found.bridge.steps == {
        Step.CORRECTIONS: 0,
        Step.LEFT: Fraction(3, 8),
        Step.SAME: 0,
        Step.JOINED: Fraction(-1, 4),
    }
    assert found.bridge.shares == {
        Step.CORRECTIONS: {},
        Step.LEFT: {"unsaid": Fraction(3, 8)},
        Step.SAME: {},
        Step.JOINED: {"begins": Fraction(-1, 4)},
    }
    assert found.bridge.closing == Fraction(1, 4)


def test_late_news_of_the_earlier_day_is_a_correction_and_not_progress() -> None:
    found = between(
        report("a", "2025-12-01", 50),
        report("b", "2025-12-01", 10, recorded=date(2026, 2, 1)),
        actions=(action("a"), action("b")),
        known_then="2026-01-31",
    )
    assert found.opening.progress.progress == Fraction(1, 2)
    assert found.restated.progress.progress == Fraction(3, 10)
    assert found.bridge.steps[Step.CORRECTIONS] == Fraction(-1, 5)
    assert found.bridge.shares[Step.CORRECTIONS] == {"b": Fraction(-1, 5)}
    assert (found.restated.on, found.restated.known_on) == (date(2025, 12, 31), None)


def test_the_earlier_day_is_restated_with_the_knowledge_of_the_later_snapshot() -> None:
    whole = programme(
        action("a"),
        updates=(
            report("a", "2025-12-01", 50),
            report("a", "2025-12-02", 60, recorded=date(2027, 2, 1)),
            report("a", "2025-12-03", 70, recorded=date(2027, 2, 2)),
        ),
    )
    found = compare(snapshot(whole, THEN, "2026-01-31"), snapshot(whole, NOW, "2027-02-01"))
    assert found.restated.known_on == date(2027, 2, 1)
    assert found.bridge.steps[Step.CORRECTIONS] == Fraction(1, 10)


def test_a_weight_that_a_new_plan_changed_is_a_correction() -> None:
    updates = (report("a", "2025-12-01", 20), report("b", "2025-12-01", 80))
    old = programme(action("a"), action("b"), updates=updates)
    new = programme(action("a"), action("b", 2), updates=updates)
    bridge = compare(snapshot(old, THEN), snapshot(new, NOW)).bridge
    assert bridge.opening == Fraction(50, 100)
    assert bridge.steps == {
        Step.CORRECTIONS: Fraction(10, 100),  # to (20 + 2 · 80) / 3
        Step.LEFT: 0,
        Step.SAME: 0,
        Step.JOINED: 0,
    }
    assert bridge.shares[Step.CORRECTIONS] == {"b": Fraction(10, 100)}


def test_an_action_that_a_new_plan_leaves_out_is_a_correction() -> None:
    updates = (report("a", "2025-12-01", 20), report("b", "2025-12-01", 80))
    old = programme(action("a"), action("b"), updates=updates)
    new = programme(action("a"), updates=updates[:1])
    bridge = compare(snapshot(old, THEN), snapshot(new, NOW)).bridge
    assert bridge.steps[Step.CORRECTIONS] == Fraction(-30, 100)
    assert bridge.shares[Step.CORRECTIONS] == {"b": Fraction(-30, 100)}
    assert bridge.closing == Fraction(20, 100)


# ---- where there is no bridge


def retracted(name: str, day: str = "2026-02-01") -> StatusUpdate:
    return report(name, day, id=named(f"no-{name}"), retracts=named(f"{name}@2025-12-01"))


@pytest.mark.parametrize(
    ("updates", "missing"),
    [
        ((report("a", "2026-06-01", 10),), (Pillar.OPENING, NoNumber.UNREPORTED)),
        ((), (Pillar.OPENING, NoNumber.UNREPORTED)),
        (
            (report("a", "2025-12-01", 10), retracted("a")),
            (Pillar.CORRECTED, NoNumber.UNREPORTED),
        ),
        (
            (
                report("a", "2025-12-01", 10),
                report("a", "2026-12-01", status=CANCELLED),
                report("b", "2026-12-01", status=CANCELLED),
            ),
            (Pillar.CLOSING, NoNumber.ZERO_WEIGHT),
        ),
        (
            (
                report("a", "2025-12-01", 10),
                report("a", "2026-12-01", status=CANCELLED),
                report("b", "2026-12-01", 20),
            ),
            (Pillar.COMMON, NoNumber.EMPTY),
        ),
        (
            (
                report("a", "2025-12-01", 10),
                report("nought", "2025-12-01", 10),
                report("a", "2026-12-01", status=CANCELLED),
                report("b", "2026-12-01", 20),
            ),
            (Pillar.COMMON, NoNumber.ZERO_WEIGHT),
        ),
    ],
)
def test_without_one_of_the_figures_it_stands_on_there_is_no_bridge_but_the_reason(
    updates: tuple[StatusUpdate, ...], missing: tuple[Pillar, NoNumber]
) -> None:
    three = (action("a"), action("b"), action("nought", 0))
    found = between(*updates, actions=three, known_then="2026-01-31")
    assert found.bridge.missing == missing
    assert (found.bridge.steps, found.bridge.shares) == ({}, {})
    assert found.bridge.opening == found.opening.progress.progress
    assert found.bridge.closing == found.closing.progress.progress


def test_common_work_of_some_weight_carries_a_bridge() -> None:
    found = between(
        report("nought", "2025-12-01", 10),
        report("a", "2025-12-01", 10),
        actions=(action("nought", 0), action("a")),
    )
    assert found.bridge.missing is None


# ---- about what, and which days


def test_the_programme_is_compared_unless_something_else_is_asked_for() -> None:
    found = between(*STORY, actions=FIVE)
    assert found.subject == Subject((), ("kept", "cancelled", "corrected", "new"))  # type: ignore[arg-type]
    assert list(found.closing.states) == ["kept", "cancelled", "corrected", "new"]
    assert (found.opening.on, found.closing.on) == (date(2025, 12, 31), date(2026, 12, 31))


def test_one_action_is_compared_by_its_id() -> None:
    whole = programme(*FIVE, updates=STORY)
    found = compare(snapshot(whole, THEN), snapshot(whole, NOW), "kept")
    assert list(found.opening.states) == ["kept"]
    assert found.bridge.steps[Step.SAME] == Fraction(30, 100)
    assert (found.bridge.opening, found.bridge.closing) == (Fraction(1, 5), Fraction(1, 2))


def test_a_key_of_the_later_programme_that_the_earlier_did_not_know_opens_on_nothing() -> None:
    old = programme(action("a"), updates=(report("a", "2025-12-31", 10),))
    moved = WorkingGroup(id=GroupId("customs"), name=Text("Customs"), kind=GroupKind.WORKING_GROUP)
    new = evolve(
        programme(action("a", groups=(moved.id,)), updates=old.updates),
        working_groups=(*old.working_groups, moved),
    )
    found = compare(snapshot(old, THEN), snapshot(new, NOW), "customs")
    assert found.opening.states == {}
    assert found.bridge.missing == (Pillar.OPENING, NoNumber.EMPTY)
    assert kinds(found) == [ChangeKind.NEW]


def test_a_group_that_lost_an_action_sees_it_removed() -> None:
    old = programme(action("a"), action("b"))
    other = WorkingGroup(id=GroupId("customs"), name=Text("Customs"), kind=GroupKind.NETWORK)
    new = evolve(
        programme(action("a", groups=(other.id,)), action("b")),
        working_groups=(*old.working_groups, other),
    )
    found = compare(snapshot(old, THEN), snapshot(new, NOW), "police-chiefs")
    assert [(change.action, change.kind) for change in found.changes] == [("a", ChangeKind.REMOVED)]


def test_a_key_means_in_the_earlier_programme_what_it_means_in_the_later() -> None:
    new = programme(action("a"))
    old = evolve(new, themes=(*new.themes, Theme(id=ThemeId("police-chiefs"), title=Text("T"))))
    found = compare(snapshot(old, THEN), snapshot(new, NOW), "police-chiefs")
    assert list(found.opening.states) == ["a"]


def test_a_key_that_the_later_programme_does_not_know_is_refused() -> None:
    whole = programme(action("a"))
    with pytest.raises(UnknownKeyError, match='nothing is called "b"'):
        compare(snapshot(whole, THEN), snapshot(whole, NOW), "b")


def test_the_earlier_snapshot_comes_first() -> None:
    whole = programme(action("a"))
    with pytest.raises(RequestError) as caught:
        compare(snapshot(whole, NOW), snapshot(whole, THEN))
    assert str(caught.value) == "2025-12-31 is before 2026-12-31: give the earlier snapshot first"


def test_one_day_is_compared_with_itself_as_known_later() -> None:
    whole = programme(
        action("a"),
        updates=(
            report("a", "2025-12-01", 50),
            report("a", "2025-12-02", 60, recorded=date(2026, 2, 1)),
        ),
    )
    found = compare(snapshot(whole, THEN, "2026-01-31"), snapshot(whole, THEN))
    assert found.bridge.steps == {
        Step.CORRECTIONS: Fraction(1, 10),
        Step.LEFT: 0,
        Step.SAME: 0,
        Step.JOINED: 0,
    }
    assert kinds(found) == [ChangeKind.TOLD_LATE]


# ---- with something supposed


def steps(first: WorkProgramme, second: WorkProgramme) -> dict[Step, Fraction]:
    """The steps between two programmes on one day, those that come to nothing left out."""
    bridge = compare(snapshot(first, NOW), snapshot(second, NOW)).bridge
    return {step: points for step, points in bridge.steps.items() if points}


REAL = programme(
    action("a"),
    action("b"),
    action("c"),
    updates=(report("a", "2026-06-01", 50), report("b", "2026-06-01", 20)),
)
"""At the end of 2026: 35 % of what is known."""


@pytest.mark.parametrize(
    ("supposed", "expected"),
    [
        (report("a", "2026-12-01", 70), {Step.SAME: Fraction(10, 100)}),
        (report("b", "2026-12-01", status=CANCELLED), {Step.LEFT: Fraction(15, 100)}),
        (report("c", "2026-12-01", 5), {Step.JOINED: Fraction(-10, 100)}),
        (
            report("a", "2026-06-01", 70, id=named("new"), corrects=named("a@2026-06-01")),
            {Step.SAME: Fraction(10, 100)},
        ),
        (
            report("b", "2026-12-01", id=named("none"), retracts=named("b@2026-06-01")),
            {Step.LEFT: Fraction(15, 100)},
        ),
    ],
)
def test_what_is_supposed_is_never_a_correction(
    supposed: StatusUpdate, expected: dict[Step, Fraction]
) -> None:
    imagined = what_if(REAL, [supposed])
    assert steps(REAL, imagined) == expected
    changes = compare(snapshot(REAL, NOW), snapshot(imagined, NOW)).changes
    assert not {ChangeKind.CORRECTED, ChangeKind.TOLD_LATE} & {change.kind for change in changes}


def test_two_suppositions_are_compared_without_any_correction() -> None:
    some = what_if(REAL, [report("a", "2026-12-31", 70)])
    more = what_if(some, [report("b", "2026-12-31", 60)])
    other = what_if(REAL, [report("a", "2026-12-31", 90)])
    assert some.supposed == other.supposed
    assert steps(some, more) == {Step.SAME: Fraction(20, 100)}
    assert steps(some, other) == {Step.SAME: Fraction(10, 100)}
    assert steps(more, REAL) == {Step.SAME: Fraction(-30, 100)}


def test_real_corrections_stay_corrections_beside_what_is_supposed() -> None:
    late = report("a", "2025-12-01", 40, recorded=date(2026, 2, 1))
    real = programme(action("a"), updates=(report("a", "2025-11-01", 10), late))
    imagined = what_if(real, [report("a", "2026-12-01", 70)])
    found = compare(snapshot(real, THEN, "2026-01-31"), snapshot(imagined, NOW))
    assert {step: points for step, points in found.bridge.steps.items() if points} == {
        Step.CORRECTIONS: Fraction(30, 100),
        Step.SAME: Fraction(30, 100),
    }


def test_what_is_supposed_of_another_plan_is_no_correction_but_the_plan_is() -> None:
    old = programme(action("a", 3), action("b"), updates=REAL.updates)
    imagined = what_if(REAL, [report("a", "2026-12-31", 70)])
    assert steps(old, imagined) == {
        Step.CORRECTIONS: Fraction(-75, 1000),  # from (3 · 50 + 20) / 4
        Step.SAME: Fraction(10, 100),
    }


def test_a_changed_copy_of_a_supposed_programme_still_knows_what_is_supposed() -> None:
    imagined = what_if(REAL, [report("a", "2026-12-31", 70)])
    copy = evolve(imagined, title=Text("A copy"))
    assert steps(REAL, copy) == {Step.SAME: Fraction(10, 100)}
    assert steps(imagined, copy) == {}


def test_a_comparison_has_the_programme_of_the_later_snapshot() -> None:
    imagined = what_if(REAL, [report("a", "2026-12-31", 70)])
    found = compare(snapshot(REAL, NOW), snapshot(imagined, NOW))
    assert found.programme is imagined
    assert found.programme.supposed == (UpdateId("a@2026-12-31"),)
