"""Questions to a programme on a day: snapshots, states, explanations, chase lists."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import assert_type

import benelux_tracker as bt


def a_programme_is_loaded(programme: bt.WorkProgramme) -> None:
    assert_type(bt.load_benelux(), bt.WorkProgramme)
    assert_type(programme.start, date)
    assert_type(programme.title, bt.Text)
    assert_type(programme.rules, bt.Rules)
    assert_type(bt.check(programme), tuple[bt.Problem, ...])
    assert_type(bt.check(programme, "fr"), tuple[bt.Problem, ...])
    bt.check("my-programme")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_day_is_a_date_or_a_string(programme: bt.WorkProgramme) -> None:
    assert_type(bt.snapshot(programme, "2025-12-31"), bt.Snapshot)
    assert_type(bt.snapshot(programme, on=date(2025, 12, 31)), bt.Snapshot)
    assert_type(bt.snapshot(programme, on="2025-12-31", known_on="2026-02-01"), bt.Snapshot)
    bt.snapshot("my-programme", on="2025-12-31")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.snapshot(programme, on=20251231)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.snapshot(programme, on=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.snapshot(programme)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bt.snapshot(programme, on="2025-12-31", know_on="2026-02-01")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def a_snapshot_tells_of_its_day(snapshot: bt.Snapshot) -> None:
    assert_type(snapshot.programme, bt.WorkProgramme)
    assert_type(snapshot.on, date)
    assert_type(snapshot.known_on, date | None)
    assert_type(snapshot.provisional, bool)
    assert_type(snapshot.states, Mapping[bt.ActionId, bt.ActionState])
    assert_type(snapshot.counts, Mapping[bt.ActionId, tuple[int, ...]])
    assert_type(snapshot.tallies, Mapping[bt.ActionId, bt.Tally])


def a_state_tells_of_one_action(snapshot: bt.Snapshot) -> None:
    state = snapshot.state("a1")
    assert_type(state.action, bt.Action)
    assert_type(state.status, bt.Status)
    assert_type(state.completion, int | None)
    assert_type(state.planned_completion, int)
    assert_type(state.updates, tuple[bt.StatusUpdate, ...])
    assert_type(state.verdict, bt.Verdict)
    assert_type(state.signal, bt.Signal)
    assert_type(state.schedule, bt.Schedule)
    assert_type(state.reporting, bt.Reporting)
    assert_type(state.confidence, bt.Confidence | None)
    assert_type(state.in_scope, bool)
    assert_type(state.live, bool)
    assert_type(state.open, bool)
    assert_type(state.reported, bool)
    assert_type(state.postponed, bool)
    assert_type(state.due, date)
    assert_type(state.current_due, bt.Due)
    assert_type(state.original_due, bt.Due)
    assert_type(state.slip, int)
    assert_type(state.days_late, int)
    assert_type(state.heard_on, date | None)
    assert_type(state.completed_on, date | None)
    assert_type(state.reached, Mapping[bt.MilestoneId, date])
    assert_type(state.milestones_due, int)
    assert_type(state.late_milestones, tuple[bt.Milestone, ...])
    assert_type(state.due_of(state.action.milestones[0]), bt.Due)
    _ = state.completion / 100  # type: ignore[operator]  # pyright: ignore[reportOptionalOperand, reportUnknownVariableType]
    snapshot.state(state.action)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_verdict_is_a_signal_and_a_reason(verdict: bt.Verdict) -> None:
    assert_type(verdict.signal, bt.Signal)
    assert_type(verdict.words, str)
    assert_type(verdict.figures, Mapping[str, Fraction | int | str])


def a_figure_is_explained(snapshot: bt.Snapshot) -> None:
    assert_type(snapshot.explain(), bt.Explanation)
    assert_type(snapshot.explain("theme:market", since="2025-12-31"), bt.Explanation)
    assert_type(snapshot.explain(("market", "customs"), since=date(2025, 12, 31)), bt.Explanation)
    assert_type(snapshot.explain(since=snapshot, rule=bt.worst_wins), bt.Explanation)
    snapshot.explain(5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.explain(["market", "customs"])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.explain(since=2025)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def an_explanation_adds_up(why: bt.Explanation) -> None:
    assert_type(why.subject, bt.Subject)
    assert_type(why.subject.is_action, bool)
    assert_type(why.subject.actions, tuple[bt.ActionId, ...])
    assert_type(why.progress, bt.Progress)
    assert_type(why.verdict, bt.Verdict)
    assert_type(why.lines, tuple[bt.Contribution, ...])
    assert_type(why.since, bt.Comparison)
    assert_type(why.better, bt.Flip | None)
    assert_type(why.worse, bt.Flip | None)
    assert_type(why.compare(), bt.Comparison)
    _ = why.better.update  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]


def a_line_tells_what_an_action_adds(line: bt.Contribution) -> None:
    assert_type(line.action, bt.ActionId)
    assert_type(line.points, Fraction)
    assert_type(line.weight, int)
    assert_type(line.completion, int | None)
    assert_type(line.verdict, bt.Verdict)
    assert_type(line.updates, tuple[bt.StatusUpdate, ...])
    assert_type(line.unknown, bt.Unknown | None)


def a_flip_is_what_would_have_to_be_told(flip: bt.Flip, programme: bt.WorkProgramme) -> None:
    assert_type(flip.kind, bt.FlipKind)
    assert_type(flip.update, bt.StatusUpdate)
    assert_type(flip.signal, bt.Signal)
    assert_type(flip.milestones, tuple[bt.Milestone, ...])
    assert_type(bt.what_if(programme, flip.update), bt.WorkProgramme)


def a_chase_list_tells_what_is_still_to_be_reported(snapshot: bt.Snapshot) -> None:
    chases = snapshot.chase_list()
    assert_type(chases, Mapping[str | tuple[str, ...], bt.Chase])
    assert_type(chases["customs"], bt.Chase)
    assert_type(chases["customs"].requests, tuple[bt.ChaseRequest, ...])
    assert_type(chases["customs"].of(bt.ChaseKind.STALE), tuple[bt.ChaseRequest, ...])
    snapshot.chase_list("lead_group", due_by=date(2026, 3, 31))
    snapshot.chase_list("country", due_by="2026-03-31")
    snapshot.chase_list("group")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.chase_list("theme", "2026-03-31")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    chases["customs"].of("stale")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def a_request_is_about_an_action_or_a_milestone(request: bt.ChaseRequest) -> None:
    assert_type(request.kind, bt.ChaseKind)
    assert_type(request.state, bt.ActionState)
    assert_type(request.since, date | None)
    assert_type(request.due, bt.Due)
    assert_type(request.milestone, bt.Milestone | None)


def what_is_shown_is_told_in_a_language(snapshot: bt.Snapshot, why: bt.Explanation) -> None:
    assert_type(snapshot.text(), str)
    assert_type(snapshot.text("nl"), str)
    assert_type(snapshot.html("fr"), str)
    assert_type(snapshot.markdown("de"), str)
    assert_type(str(snapshot.in_language("de")), str)
    assert_type(bt.summarise(snapshot), str)
    assert_type(bt.summarise(why, language="fr", length="line"), str)
    bt.summarise(why, length="long")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bt.summarise(why.programme)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    snapshot.text(language=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
