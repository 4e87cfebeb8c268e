"""Laws that hold of every programme on every day. Source: how-it-counts.md."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benelux_tracker.checks import errors
from benelux_tracker.dimensions import Dimension
from benelux_tracker.model import Action, StatusUpdate, Text, WorkProgramme
from benelux_tracker.snapshot import Snapshot, snapshot
from benelux_tracker.tally import Progress, Tally, total
from benelux_tracker.vocabulary import ActionId, GroupId, Measure, Status, UpdateId
from programmes import (
    DAYS,
    END,
    OBJECTIVES,
    START,
    days,
    programmes,
    retraction_of,
    snapshots,
    weights,
)

law = settings(deadline=None, max_examples=60)

DIMENSIONS: tuple[Dimension, ...] = (
    "theme",
    "dossier",
    "objective",
    "lead_group",
    "working_group",
    "output",
    "country",
    "due_year",
)
PARTING = tuple(name for name in DIMENSIONS if name not in {"working_group", "country"})


def anew(
    snap: Snapshot,
    *,
    actions: Iterable[Action] | None = None,
    updates: Iterable[StatusUpdate] | None = None,
) -> Snapshot:
    """The same two days of the programme with other actions or updates."""
    programme = snap.programme
    changed = evolve(
        programme,
        actions=programme.actions if actions is None else tuple(actions),
        updates=programme.updates if updates is None else tuple(updates),
    )
    return evolve(snap, programme=changed)


def weighted(part: Progress) -> dict[str, object]:
    """Every figure that goes by weight, the reason for none, and the signal."""
    return {
        "progress": part.progress,
        "coverage": part.coverage,
        "low": part.low,
        "high": part.high,
        "variance": part.variance,
        "whole_low": part.whole_low,
        "whole_high": part.whole_high,
        "planned_progress": part.planned_progress,
        "completed_share": part.completed_share,
        "as_adopted": part.as_adopted,
        "no_number": part.no_number,
        "signal": part.signal,
    }


def an_action(name: str, weight: int, start: date) -> Action:
    return Action(
        id=ActionId(name),
        objective=OBJECTIVES[0].id,
        title=Text(name),
        groups=(GroupId("customs"),),
        start=start,
        weight=weight,
    )


@law
@given(programmes())
def test_every_programme_of_these_laws_could_be_loaded(programme: WorkProgramme) -> None:
    assert errors(programme) == []


# Bounds


@law
@given(snapshots)
def test_progress_lies_between_its_bounds_and_they_are_as_wide_as_what_is_unknown(
    snap: Snapshot,
) -> None:
    for part in (snap.progress(), *snap.roll_up("working_group").values()):
        if part.coverage is None or part.low is None or part.high is None:
            assert part.tally.due_weight == 0
            continue
        assert part.high - part.low == 1 - part.coverage
        assert 0 <= part.low <= part.high <= 1
        if part.progress is not None:
            assert part.low <= part.progress <= part.high


@law
@given(snapshots)
def test_of_the_whole_programme_no_more_is_done_than_of_what_is_due(snap: Snapshot) -> None:
    whole = snap.progress()
    if whole.low is None or whole.high is None:
        assert not whole.whole_low
        assert not whole.whole_high
        return
    assert whole.whole_low is not None
    assert whole.whole_high is not None
    assert 0 <= whole.whole_low <= whole.low
    assert whole.whole_low <= whole.whole_high <= whole.high


@law
@given(snapshots)
def test_every_live_action_has_one_status_and_every_weight_one_colour(snap: Snapshot) -> None:
    tally = snap.progress().tally
    assert tally.actions == sum(state.live for state in snap.states.values())
    assert tally.actions == (tally.planned + tally.in_progress + tally.suspended + tally.completed)
    assert tally.weight == tally.green + tally.amber + tally.red + tally.grey + tally.not_due
    assert tally.known_weight <= tally.due_weight
    assert tally.milestones_reached <= tally.milestones
    assert tally.milestones_due <= tally.milestones


# Unknown is not nought


@law
@given(snapshots, weights)
def test_an_action_of_unknown_completion_never_changes_progress_nor_raises_coverage(
    snap: Snapshot, weight: int
) -> None:
    silent = an_action("silent", weight, START)
    before = snap.progress()
    after = anew(snap, actions=(*snap.programme.actions, silent)).progress()
    assert after.progress == before.progress
    assert after.unweighted == before.unweighted
    assert after.tally.never_reported == before.tally.never_reported + 1
    if before.coverage is not None and after.coverage is not None:
        assert after.coverage <= before.coverage
    if before.low is not None and after.low is not None:
        assert after.low <= before.low


@law
@given(snapshots, weights)
def test_an_action_that_is_not_due_changes_neither_progress_nor_coverage_nor_bounds(
    snap: Snapshot, weight: int
) -> None:
    future = an_action("future", weight, snap.on + timedelta(days=1))
    before = snap.progress()
    after = anew(snap, actions=(*snap.programme.actions, future)).progress()
    assert after.progress == before.progress
    assert after.coverage == before.coverage
    assert (after.low, after.high) == (before.low, before.high)
    assert after.tally.not_due == before.tally.not_due + weight


@law
@given(snapshots, st.integers(0, 100))
def test_where_all_actions_stand_at_the_same_percent_so_does_progress(
    snap: Snapshot, percent: int
) -> None:
    actions = [
        evolve(action, measure=Measure.REPORTED, adopted=None) for action in snap.programme.actions
    ]
    updates = [
        StatusUpdate(action=action.id, date=START, status=Status.IN_PROGRESS, percent=percent)
        for action in actions
    ]
    assume(actions)
    same = anew(snap, actions=actions, updates=updates).progress()
    assert same.unweighted == Fraction(percent, 100)
    if same.tally.weight:
        assert same.progress == same.low == same.high == same.whole_low == Fraction(percent, 100)


# Order and scale


@law
@given(snapshots, st.data())
def test_the_order_of_actions_and_updates_does_not_matter(
    snap: Snapshot, data: st.DataObject
) -> None:
    programme = snap.programme
    shuffled = anew(
        snap,
        actions=data.draw(st.permutations(programme.actions)),
        updates=data.draw(st.permutations(programme.updates)),
    )
    assert shuffled.programme == programme
    assert shuffled.states == snap.states
    for dimension in DIMENSIONS:
        before, after = snap.roll_up(dimension), shuffled.roll_up(dimension)
        assert list(after) == list(before)
        assert [part.tally for part in after.values()] == [part.tally for part in before.values()]
        assert after.total.tally == before.total.tally
        assert after.shared == before.shared
        assert after.without_actions == before.without_actions


@law
@given(snapshots, st.integers(1, 100_000))
def test_multiplying_all_weights_changes_no_ratio(snap: Snapshot, factor: int) -> None:
    heavier = anew(
        snap,
        actions=(evolve(a, weight=factor * a.weight) for a in snap.programme.actions),
    )
    assert weighted(heavier.progress()) == weighted(snap.progress())
    assert heavier.progress().unweighted == snap.progress().unweighted


def twin(update: StatusUpdate, action: ActionId) -> StatusUpdate:
    """The same update of another action, among its own corrections and retractions."""
    return evolve(
        update,
        action=action,
        id=twin_id(update.id),
        corrects=update.corrects and twin_id(update.corrects),
        retracts=update.retracts and twin_id(update.retracts),
    )


def twin_id(update: UpdateId) -> UpdateId:
    return UpdateId(f"{update}-twin")


@law
@given(snapshots, st.data())
def test_an_action_split_into_two_of_half_its_weight_changes_no_weighted_ratio(
    snap: Snapshot, data: st.DataObject
) -> None:
    programme = snap.programme
    assume(programme.actions)
    chosen = data.draw(st.sampled_from(programme.actions))
    others = tuple(action for action in programme.actions if action is not chosen)
    double = evolve(chosen, weight=2 * chosen.weight)
    other_half = evolve(chosen, id=ActionId("other-half"))
    copies = tuple(
        twin(update, other_half.id) for update in programme.updates if update.action == chosen.id
    )
    one = anew(snap, actions=(*others, double))
    two = anew(snap, actions=(*others, chosen, other_half), updates=(*programme.updates, *copies))
    assert weighted(two.progress()) == weighted(one.progress())


# Parts and total


@law
@given(snapshots)
def test_what_all_parts_come_to_less_what_they_share_is_the_total(snap: Snapshot) -> None:
    in_scope = [state for state in snap.states.values() if state.in_scope]
    each_once = total(snap.tallies[state.action.id] for state in in_scope)
    for by in (*DIMENSIONS, ("theme", "working_group"), ("country", "output")):
        rolled = snap.roll_up(by)  # type: ignore[arg-type]
        assert rolled.total.tally == each_once
        assert total(part.tally for part in rolled.values()) - rolled.shared == each_once


@law
@given(snapshots)
def test_what_parts_the_programme_shares_nothing(snap: Snapshot) -> None:
    for dimension in PARTING:
        rolled = snap.roll_up(dimension)
        assert rolled.shared == Tally()
        assert sum(len(part.children) for part in rolled.values()) == len(rolled.total.children)


@law
@given(snapshots)
def test_groups_share_an_action_as_often_as_it_has_groups_beside_the_first(
    snap: Snapshot,
) -> None:
    again = [
        snap.tallies[state.action.id]
        for state in snap.states.values()
        if state.in_scope
        for _ in state.action.groups[1:]
    ]
    assert snap.roll_up("working_group").shared == total(again)


@law
@given(snapshots)
def test_the_themes_of_the_matrix_hold_the_groups_of_the_programme(snap: Snapshot) -> None:
    groups = snap.roll_up("working_group")
    matrix = snap.roll_up(("theme", "working_group"))
    for group, part in groups.items():
        cells = [cell.tally for key, cell in matrix.items() if key[1] == group]
        assert total(cells) == part.tally


# What was known


@law
@given(snapshots)
def test_a_snapshot_is_not_touched_by_what_was_recorded_later(snap: Snapshot) -> None:
    known = snap.known_on or DAYS[-1]
    then = tuple(update for update in snap.programme.updates if update.recorded <= known)
    published = snapshot(snap.programme, snap.on, known)
    assert snapshot(evolve(snap.programme, updates=then), snap.on).states == published.states


@law
@given(snapshots)
def test_everything_is_known_in_the_end(snap: Snapshot) -> None:
    assert snapshot(snap.programme, snap.on, END).states == snapshot(snap.programme, snap.on).states


@law
@given(snapshots, st.data())
def test_a_correction_that_is_retracted_leaves_no_trace(
    snap: Snapshot, data: st.DataObject
) -> None:
    reports = [update for update in snap.programme.updates if not update.retracts]
    assume(reports)
    target = data.draw(st.sampled_from(reports))
    correction = evolve(
        target,
        id=UpdateId("correction"),
        corrects=target.id,
        percent=data.draw(st.integers(0, 100)),
    )
    undone = (correction, retraction_of(correction, "undone"))
    again = anew(snap, updates=(*snap.programme.updates, *undone))
    assert again.states == snap.states


@law
@given(programmes(), days, st.data())
def test_retracting_a_correction_in_force_revives_its_target(
    programme: WorkProgramme, on: date, data: st.DataObject
) -> None:
    counting = [
        update for state in snapshot(programme, on).states.values() for update in state.updates
    ]
    assume(counting)
    target = data.draw(st.sampled_from(counting))
    correction = evolve(target, id=UpdateId("correction"), corrects=target.id)
    retraction = evolve(retraction_of(correction, "undone"), recorded=END)
    later = evolve(programme, updates=(*programme.updates, correction, retraction))
    before = snapshot(later, on, END - timedelta(days=1)).state(target.action).updates
    after = snapshot(later, on, END).state(target.action).updates
    assert target not in before
    assert correction in before
    assert target in after
    assert correction not in after


@law
@given(snapshots, st.data())
def test_a_retraction_that_is_retracted_leaves_no_trace(
    snap: Snapshot, data: st.DataObject
) -> None:
    assume(snap.programme.updates)
    target = data.draw(st.sampled_from(snap.programme.updates))
    retraction = retraction_of(target, "first")
    undone = (retraction, retraction_of(retraction, "second"))
    again = anew(snap, updates=(*snap.programme.updates, *undone))
    assert again.states == snap.states
