"""Records made by hand: ids, languages and countries are given as plain strings."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_type

import benelux_tracker as bt


def a_programme_is_made_without_a_wrapping() -> bt.WorkProgramme:
    return bt.WorkProgramme(
        id="trade",
        title=bt.Text(translations={"nl": "Handel", "fr": "Commerce"}),
        start=date(2025, 1, 1),
        end=date(2028, 12, 31),
        languages=("nl", "fr"),
        presidencies={2025: "LU", 2026: "NL"},
        rules=bt.Rules(stale_after_days=180, min_coverage=Fraction(1, 2)),
        themes=(bt.Theme(id="market", title=bt.Text("Market")),),
        dossiers=(bt.Dossier(id="customs", theme="market", title=bt.Text("Customs")),),
        working_groups=(
            bt.WorkingGroup(id="trade", name=bt.Text("Trade"), kind=bt.GroupKind.WORKING_GROUP),
        ),
        objectives=(bt.Objective(id="less", dossier="customs", title=bt.Text("Less")),),
        actions=(an_action(),),
        updates=(an_update(),),
        indicators=(an_indicator(),),
        consultations=(bt.Consultation(level=bt.Level.EXPERT, count=4, year=2025, group="trade"),),
        events=(an_event(),),
        partners=(bt.Partner(id="nrw", name=bt.Text("NRW"), kind=bt.PartnerKind.REGION),),
        narratives=(bt.Narrative(about="theme:market", year=2025, text=bt.Text("A year")),),
        sources=(a_source(),),
    )


def an_action() -> bt.Action:
    return bt.Action(
        id="a1",
        objective="less",
        title=bt.Text("One form"),
        groups=("trade", "customs"),
        start=date(2025, 2, 1),
        due=bt.Due.parse("2026-H1"),
        weight=3,
        measure=bt.Measure.MILESTONES,
        milestones=(
            bt.Milestone(
                id="signed", title=bt.Text("Signed"), due=bt.Due.parse("2025"), country="BE"
            ),
        ),
        output=bt.Output.TREATY,
        countries=("BE", "NL"),
        partners=("nrw",),
        successor="a2",
        sources=("annual-report#p9",),
    )


def an_update() -> bt.StatusUpdate:
    return bt.StatusUpdate(
        action="a1",
        date=date(2025, 12, 1),
        recorded=date(2025, 12, 3),
        id="a1 in December",
        group="trade",
        status=bt.Status.IN_PROGRESS,
        confidence=bt.Confidence.AMBER,
        percent=40,
        reached=("signed",),
        due=bt.Due.on(date(2026, 6, 30)),
        milestone_due={"signed": bt.Due.parse("2026-Q1")},
        values={"forms": Decimal("12.5")},
        summary=bt.Text("Under way"),
        corrects="a1@2025-11-01",
    )


def an_indicator() -> bt.Indicator:
    return bt.Indicator(
        id="forms",
        title=bt.Text("Forms"),
        unit=bt.Text("forms"),
        action="a1",
        baseline=bt.Baseline(value=Decimal(0), date=date(2024, 12, 31)),
        target=bt.Target(value=Decimal(100), due=bt.Due.parse("2028")),
    )


def an_event() -> bt.Event:
    return bt.Event(
        id="signing",
        date=bt.Due.parse("2025-09-05"),
        title=bt.Text("Signing"),
        kind="signature",
        dossier="customs",
        action="a1",
    )


def a_source() -> bt.Source:
    return bt.Source(
        id="annual-report",
        title=bt.Text("Annual report"),
        url="https://example.org/report",
        language="nl",
        reliability=bt.Reliability.HIGH,
    )


def ids_that_are_at_hand_are_given_as_they_are(
    action: bt.Action, milestone: bt.Milestone, indicator: bt.Indicator
) -> None:
    dues = {milestone.id: bt.Due.parse("2026")}
    values = {indicator.id: Decimal(5)}
    bt.StatusUpdate(
        action=action.id,
        date=date(2026, 1, 1),
        group=action.groups[0],
        reached=(milestone.id,),
        milestone_due=dues,
        values=values,
    )


def strings_that_were_read_somewhere_are_given_as_they_are(row: Mapping[str, str]) -> None:
    bt.StatusUpdate(
        action=row["action"],
        date=date.fromisoformat(row["date"]),
        status=bt.Status(row["status"]),
        reached=tuple(row["reached"].split()),
    )


def what_a_record_holds(update: bt.StatusUpdate, action: bt.Action, event: bt.Event) -> None:
    assert_type(update.date, date)
    assert_type(update.status, bt.Status | None)
    assert_type(update.confidence, bt.Confidence | None)
    assert_type(update.percent, int | None)
    assert_type(update.reached, tuple[bt.MilestoneId, ...])
    assert_type(update.milestone_due, Mapping[bt.MilestoneId, bt.Due])
    assert_type(update.values, Mapping[bt.IndicatorId, Decimal])
    assert_type(update.summary, bt.Text | None)
    assert_type(update.origin, bt.Place | None)
    assert_type(action.due, bt.Due | None)
    assert_type(action.milestones, tuple[bt.Milestone, ...])
    assert_type(action.measure, bt.Measure | None)
    assert_type(action.output, bt.Output | None)
    assert_type(event.date, bt.Due)
    assert_type(bt.Rules().red, Fraction)


def a_text_is_read_in_a_language(text: bt.Text) -> None:
    assert_type(text.languages(["nl", "fr"]), tuple[str, ...])
    assert_type(text.read("nl", ["nl", "fr"]), tuple[str, str])
    bt.Text({"nl": "Handel"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Text(nl="Handel")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def a_due_is_a_day_or_a_period(due: bt.Due) -> None:
    assert_type(due.first, date)
    assert_type(due.is_day, bool)
    assert_type(bt.Due.parse("2025-Q3"), bt.Due)
    assert_type(bt.Due.on(date(2025, 9, 30)), bt.Due)
    bt.Due.parse(2025)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Due.on("2025-09-30")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_record_refuses_what_it_is_not_made_for(programme: bt.WorkProgramme, at: date) -> None:
    text, due, a1 = bt.Text("x"), bt.Due.parse("2025"), "a1"
    bt.StatusUpdate(action=a1, date="2026-01-01")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=5, date=at)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=None, date=at)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=programme, date=at)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, status="completed")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, confidence="red")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, percent="40")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, percent=0.4)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, due="2027")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, summary="Signed")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, reached="signed")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, reached=["signed"])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, reached=(1,))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, milestone_due={"signed": "2026"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, values={"forms": 1.5})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1, date=at, corrects=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.StatusUpdate(action=a1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.StatusUpdate(a1, at)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.StatusUpdate(action=a1, date=at, percentage=4)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.Action(id=a1, objective="o", title=text, groups="g")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Action(id=a1, objective="o", title="t", groups=("g",))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Action(id=a1, objective=None, title=text, groups=())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Milestone(id="m", title=text, country=32)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Dossier(id="d", theme=1, title=text)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Event(id="e", date=at, title=text, kind="k")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Target(value=1.5, due=due)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Rules(min_coverage=0.6)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.Rules(red="1/4")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_record_is_frozen(theme: bt.Theme, update: bt.StatusUpdate) -> None:
    theme.title = bt.Text("x")  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    theme.id = bt.ThemeId("x")  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    update.percent = 5  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
