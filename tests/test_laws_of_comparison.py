"""Laws of what is explained, compared, supposed and chased. Source: questions.md."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benelux_tracker import (
    compare,
    load,
    render,
    series,
    snapshot,
    what_if,
    worst_wins,
    write,
    year_report,
)
from benelux_tracker.chase import ChaseKind
from benelux_tracker.checks import errors
from benelux_tracker.comparison import Bridge, Comparison, Step
from benelux_tracker.dimensions import Dimension, Key, subject_of
from benelux_tracker.explain import Explanation, Flip, FlipKind
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.report.render import Format
from benelux_tracker.snapshot import RollUp, Snapshot
from benelux_tracker.state import ActionState, Signal
from benelux_tracker.sweep import Period
from benelux_tracker.tally import SignalRule
from benelux_tracker.vocabulary import ActionId, GroupId, Status, UpdateId
from programmes import (
    DAYS,
    END,
    GROUPS,
    busy_programmes,
    busy_snapshots,
    days,
    known_days,
    programmes,
    reports,
    retraction_of,
    snapshots,
)

law = settings(deadline=None, max_examples=60)

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
CUTS: tuple[tuple[Dimension, ...], ...] = (
    *((dimension,) for dimension in DIMENSIONS),
    ("theme", "working_group"),
    ("country", "output"),
)
KEYS: tuple[Key, ...] = (
    "programme",
    "security",
    "working_group:customs",
    "lead_group:archives",
    ("theme:market", "working_group:police-chiefs"),
    "objective:police-1",
)


def counted(whole: WorkProgramme) -> list[StatusUpdate]:
    """The updates that no correction or retraction does away with."""
    states = snapshot(whole, DAYS[-1]).states.values()
    return [update for state in states for update in state.updates]


# ---- corrections


@law
@given(programmes(), days, st.data())
def test_what_is_retracted_and_told_again_is_as_it_was(
    whole: WorkProgramme, on: date, data: st.DataObject
) -> None:
    assume(counted(whole))
    target = data.draw(st.sampled_from(counted(whole)))
    again = evolve(target, id=UpdateId(f"{target.id}'"))
    twice = evolve(whole, updates=(*whole.updates, retraction_of(target, "no"), again))
    assert errors(twice) == []
    before, after = snapshot(whole, on), snapshot(twice, on)
    assert after.counts == before.counts
    assert [state.fold for state in after.states.values()] == [
        state.fold for state in before.states.values()
    ]


@law
@given(programmes(), days, st.data())
def test_correcting_a_correction_does_not_revive_what_it_corrected(
    whole: WorkProgramme, on: date, data: st.DataObject
) -> None:
    assume(counted(whole))
    target = data.draw(st.sampled_from(counted(whole)))
    first = evolve(target, id=UpdateId("first"), recorded=END, corrects=target.id)
    second = evolve(first, id=UpdateId("second"), corrects=first.id)
    corrected = evolve(whole, updates=(*whole.updates, first, second))
    assert errors(corrected) == []
    told = snapshot(corrected, on).state(target.action).updates
    assert target not in told
    assert first not in told
    assert (second in told) is (target.date <= on)


# ---- groups


@law
@given(snapshots, st.data())
def test_an_action_moved_between_groups_leaves_the_programme_unchanged(
    snap: Snapshot, data: st.DataObject
) -> None:
    whole = snap.programme
    assume(whole.actions)
    chosen = data.draw(st.sampled_from(whole.actions))
    words: list[GroupId] = [group.id for group in GROUPS]
    groups = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True))
    moved = tuple(
        evolve(action, groups=tuple(groups)) if action is chosen else action
        for action in whole.actions
    )
    again = snapshot(evolve(whole, actions=moved), snap.on, snap.known_on)
    assert again.progress() == snap.progress()
    for dimension in DIMENSIONS:
        if dimension not in {"lead_group", "working_group"}:
            assert dict(again.roll_up(dimension)) == dict(snap.roll_up(dimension))
    assert again.roll_up("working_group").total == snap.roll_up("working_group").total


# ---- the order of files and tables


def rearranged(text: str, data: st.DataObject) -> list[str]:
    """The records of a file, each with what lies in it, in another order."""
    head, *records = text.split("\n[[")
    whole: list[str] = []
    for record in records:
        table = f"\n[[{record}"
        if record.partition("]]")[0].count("."):
            whole[-1] += table
        else:
            whole.append(table)
    return [head, *data.draw(st.permutations(whole))]


@settings(law, max_examples=30)
@given(programmes(), days, st.data())
def test_the_order_of_files_and_tables_does_not_matter(
    whole: WorkProgramme, on: date, data: st.DataObject
) -> None:
    with TemporaryDirectory() as directory:
        write(whole, Path(directory, "one"))
        paths = sorted(path for path in Path(directory, "one").rglob("*.toml"))
        names = data.draw(st.permutations([f"{number}.toml" for number in range(len(paths))]))
        Path(directory, "two").mkdir()
        for path, name in zip(paths, names, strict=True):
            tables = rearranged(path.read_text("utf-8"), data)
            Path(directory, "two", name).write_text("\n".join(tables), "utf-8")
        one, two = load(Path(directory, "one")), load(Path(directory, "two"))
    assert one == two == whole
    colophons = [year_report(loaded, 2026, "en").annex.colophon for loaded in (one, two)]
    assert colophons[0] == colophons[1]
    first, second = snapshot(one, on), snapshot(two, on)
    assert first.states == second.states
    for dimension in DIMENSIONS:
        assert figures(first.roll_up(dimension)) == figures(second.roll_up(dimension))
    assert first.explain().progress == second.explain().progress


def figures(rolled: RollUp) -> tuple[object, ...]:
    return dict(rolled), rolled.total, rolled.shared, set(rolled.without_actions)


# ---- explanations


def explanations(snap: Snapshot) -> Iterator[Explanation]:
    for key in KEYS:
        yield snap.explain(key)
    for action in snap.programme.actions:
        yield snap.explain(f"action:{action.id}")


@law
@given(busy_snapshots)
def test_what_the_actions_add_comes_to_the_figures(snap: Snapshot) -> None:
    for found in explanations(snap):
        progress = found.progress
        assert sum(line.points for line in found.lines) == (progress.progress or 0)
        assert sum(line.low for line in found.lines) == (progress.low or 0)
        assert sum(line.high for line in found.lines) == (progress.high or 0)
        assert all(0 <= line.low <= line.high for line in found.lines)
        assert all(line.low <= line.points or line.completion is None for line in found.lines)
        assert [line.state for line in found.lines] == list(progress.children)


@law
@given(snapshots)
def test_what_is_explained_is_what_is_rolled_up(snap: Snapshot) -> None:
    for dimension in DIMENSIONS:
        for key, part in snap.roll_up(dimension).items():
            found = snap.explain(f"{dimension}:{key}")
            assert found.progress == part
            assert [line.state for line in found.lines] == list(part.children)


def signal_of(found: Explanation, whole: WorkProgramme) -> Signal:
    """The signal of what an explanation is about, in another programme of the same plan."""
    snap = snapshot(whole, found.on)
    if found.subject.is_action:
        return snap.state(found.subject.actions[0]).signal
    return snap.progress(found.subject.actions, rule=found.rule).signal


ORDER = {Signal.RED: 0, Signal.AMBER: 1, Signal.GREEN: 2}


@law
@given(programmes() | busy_programmes(), days, st.sampled_from([None, worst_wins]))
def test_telling_what_would_flip_a_signal_flips_it(
    whole: WorkProgramme, on: date, rule: SignalRule | None
) -> None:
    snap = snapshot(whole, on)
    for key in (*KEYS, *(f"action:{action.id}" for action in whole.actions)):
        found = snap.explain(key, rule=rule)
        for flip in (found.better, found.worse):
            if flip:
                assert signal_of(found, what_if(whole, [flip.update])) is flip.signal
                assert flip.state.live
                assert flip.state.open
        now = found.verdict.signal if found.lines else Signal.NONE
        if now not in ORDER:
            assert found.worse is None
        if found.better and now in ORDER:
            assert ORDER[found.better.signal] > ORDER[now]
        if found.worse:
            assert ORDER[found.worse.signal] < ORDER[now]


@law
@given(busy_snapshots)
def test_what_would_flip_a_signal_is_known_on_the_day_asked_about(snap: Snapshot) -> None:
    for found in explanations(snap):
        for flip in (found.better, found.worse):
            if flip and not snap.provisional:
                assert snap.known_on is None or flip.update.recorded <= snap.known_on
                assert flip.update.date == snap.on


def other_ways(state: ActionState, flip: Flip) -> Iterator[StatusUpdate]:
    """Reports of a lower percentage, or of fewer milestones, than a flip asks for."""
    if flip.kind is FlipKind.AT_LEAST and flip.update.percent:
        least = (state.completion or 0) // 100
        for percent in range(max(least, flip.update.percent - 8), flip.update.percent):
            yield evolve(flip.update, percent=percent)
    if flip.kind is FlipKind.REACHES:
        yield evolve(flip.update, reached=flip.update.reached[:-1], unchanged=False)


@law
@given(programmes() | busy_programmes(), days)
def test_with_less_than_what_would_flip_its_signal_an_action_gets_no_better(
    whole: WorkProgramme, on: date
) -> None:
    snap = snapshot(whole, on)
    for action in whole.actions:
        found = snap.explain(f"action:{action.id}")
        now = found.verdict.signal
        if not found.better or now is Signal.GREY:
            continue
        for update in other_ways(found.better.state, found.better):
            if update.reached or update.percent is not None:
                assert ORDER[signal_of(found, what_if(whole, [update]))] <= ORDER[now]


@law
@given(programmes() | busy_programmes(), days, st.data())
def test_an_action_that_one_nil_return_or_one_percentage_would_help_has_a_way_to_get_better(
    whole: WorkProgramme, on: date, data: st.DataObject
) -> None:
    snap = snapshot(whole, on)
    percent = data.draw(st.integers(0, 100))
    for action in whole.actions:
        found = snap.explain(f"action:{action.id}")
        state = snap.states[action.id]
        now = found.verdict.signal
        if not state.live or not state.open or now not in {*ORDER, Signal.GREY}:
            continue
        last = DAYS[-1].replace(year=2030)
        nil = StatusUpdate(action=action.id, date=on, recorded=last, unchanged=True)
        for update in (nil, evolve(nil, unchanged=False, percent=percent)):
            signal = signal_of(found, what_if(whole, [update]))
            if signal in ORDER and (now is Signal.GREY or ORDER[signal] > ORDER[now]):
                assert found.better is not None


# ---- comparisons


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """A day of 2025 and a later one, of a plan that may have changed since, about anything."""
    earlier = draw(st.sampled_from(DAYS[8:2:-1]))
    later = draw(st.sampled_from([day for day in DAYS[::-1] if day >= earlier]))
    whole = draw(busy_programmes())
    plan = whole
    if draw(st.integers(0, 3)) == 3:
        kept = whole.actions[draw(st.integers(0, 1)) :]
        ids = {action.id for action in kept}
        plan = evolve(
            whole,
            actions=tuple(evolve(action, weight=draw(st.integers(1, 3))) for action in kept),
            updates=tuple(update for update in whole.updates if update.action in ids),
        )
    known_then, known_now = draw(st.sampled_from([None, *DAYS[6:]])), draw(st.sampled_from(LAST))
    key = draw(st.sampled_from(["programme", "programme", *KEYS]))
    return compare(snapshot(whole, earlier, known_then), snapshot(plan, later, known_now), key)


LAST = (None, DAYS[-1], DAYS[-2])


def levels(bridge: Bridge) -> list[Fraction]:
    """The figures between the steps of a bridge, from the opening on."""
    assert bridge.opening is not None
    found = [bridge.opening]
    for step in Step:
        found.append(found[-1] + bridge.steps[step])
    return found


@law
@given(comparisons())
def test_the_steps_of_a_bridge_come_to_the_closing_figure_exactly(found: Comparison) -> None:
    bridge = found.bridge
    assert bridge.opening == found.opening.progress.progress
    assert bridge.closing == found.closing.progress.progress
    if bridge.missing:
        assert (bridge.steps, bridge.shares) == ({}, {})
        return
    figures = levels(bridge)
    assert figures[1] == found.restated.progress.progress
    assert figures[-1] == bridge.closing
    assert all(0 <= figure <= 1 for figure in figures)


@law
@given(comparisons())
def test_the_shares_of_every_step_come_to_the_step(found: Comparison) -> None:
    for step, points in found.bridge.steps.items():
        shares = found.bridge.shares[step]
        assert sum(shares.values()) == points
        assert all(shares.values())


@law
@given(comparisons())
def test_an_action_adds_to_a_step_only_if_it_takes_part_in_it(found: Comparison) -> None:
    def known(states: dict[ActionId, ActionState]) -> set[ActionId]:
        return {
            name
            for name, state in states.items()
            if state.live and not state.not_due and state.completion is not None
        }

    shares = found.bridge.shares
    if found.bridge.missing:
        return
    new, last = known(dict(found.restated.states)), known(dict(found.closing.states))
    assert set(shares[Step.LEFT]) <= new - last
    assert set(shares[Step.SAME]) <= new & last
    assert set(shares[Step.JOINED]) <= last - new
    for name in shares[Step.CORRECTIONS]:
        assert found.opening.states.get(name) != found.restated.states.get(name)


@law
@given(snapshots, st.sampled_from(KEYS))
def test_a_day_compared_with_itself_has_no_changes_and_no_steps(snap: Snapshot, key: Key) -> None:
    found = compare(snap, snap, key)
    assert found.changes == ()
    assert all(points == 0 for points in found.bridge.steps.values())
    assert (found.bridge.missing is None) == (found.bridge.opening is not None)


@law
@given(programmes(), st.data())
def test_what_is_supposed_of_a_day_is_no_correction_of_it(
    whole: WorkProgramme, data: st.DataObject
) -> None:
    on, known_on = data.draw(days), data.draw(known_days)
    supposed = data.draw(suppositions(whole))
    first = what_if(whole, supposed[:1])
    for one, two in pairwise((whole, first, what_if(first, supposed[1:]))):
        found = compare(snapshot(one, on, known_on), snapshot(two, on, known_on))
        assert found.restated.states == found.opening.states
        assert found.bridge.steps.get(Step.CORRECTIONS, 0) == 0


# ---- suppositions


@st.composite
def suppositions(draw: st.DrawFn, whole: WorkProgramme) -> list[StatusUpdate]:
    """Up to three updates, corrections or retractions that nobody told."""
    found: list[StatusUpdate] = []
    corrected = {update.corrects for update in whole.updates}
    for number in range(draw(st.integers(0, 3)) if whole.actions else 0):
        action = draw(st.sampled_from(whole.actions))
        update = draw(reports(action, f"supposed-{number}"))
        targets = [
            told
            for told in (*whole.updates, *found)
            if told.action == action.id and not told.retracts and told.id not in corrected
        ]
        wanted: bool = draw(st.booleans())
        if targets and wanted:
            target = draw(st.sampled_from(targets))
            corrected.add(target.id)
            update = (
                retraction_of(target, f"supposed-{number}")
                if draw(st.booleans())
                else evolve(
                    update, corrects=target.id, recorded=max(update.recorded, target.recorded)
                )
            )
        found.append(update)
    return found


@law
@given(programmes(), days, known_days, st.data())
def test_what_is_supposed_counts_as_what_is_told(
    whole: WorkProgramme, on: date, known_on: date | None, data: st.DataObject
) -> None:
    supposed = data.draw(suppositions(whole))
    imagined = what_if(what_if(whole, supposed[:1]), supposed[1:])
    real = evolve(whole, updates=(*whole.updates, *supposed))
    assert errors(real) == []
    assert imagined.supposed == tuple(update.id for update in supposed)
    one, other = snapshot(imagined, on, known_on), snapshot(real, on, known_on)
    assert one.states == other.states
    assert one.counts == other.counts
    for by in CUTS:
        assert figures(one.roll_up(by)) == figures(other.roll_up(by))
    assert one.progress() == other.progress()


@law
@given(programmes(), days, st.data())
def test_a_supposition_does_not_touch_what_it_was_made_of(
    whole: WorkProgramme, on: date, data: st.DataObject
) -> None:
    again = evolve(whole)
    supposed = data.draw(suppositions(whole))
    imagined = what_if(whole, supposed)
    snapshot(imagined, on).roll_up("theme")
    series(imagined, every="year")
    assert whole == again
    assert whole.supposed == ()
    assert snapshot(whole, on).states == snapshot(again, on).states
    assert dict(snapshot(whole, on).roll_up("theme")) == dict(snapshot(again, on).roll_up("theme"))


@law
@given(snapshots)
def test_to_suppose_nothing_leaves_every_figure_as_it_is(snap: Snapshot) -> None:
    same = snapshot(what_if(snap.programme, []), snap.on, snap.known_on)
    assert same.programme == snap.programme
    assert same.states == snap.states
    for dimension in DIMENSIONS:
        assert figures(same.roll_up(dimension)) == figures(snap.roll_up(dimension))


# ---- series


@pytest.mark.parametrize("every", get_args(Period))
@settings(law, max_examples=15)
@given(
    programmes(),
    st.none() | st.sampled_from([day for day in DAYS if day.month == 12]),
    st.data(),
)
def test_a_series_has_the_figures_of_snapshots_taken_one_by_one(
    every: Period, whole: WorkProgramme, known_on: date | None, data: st.DataObject
) -> None:
    by = data.draw(st.sampled_from(CUTS))
    found = series(whole, by, every, start="2024-12-31", end="2029-06-30", known_on=known_on)
    assert len(found) == {"month": 55, "quarter": 19, "half": 10, "year": 5}[every]
    for day, rolled in found.items():
        one = snapshot(whole, day, known_on).roll_up(by)
        assert list(rolled) == list(one)
        assert figures(rolled) == figures(one)


@law
@given(programmes(), known_days)
def test_a_series_has_every_dimension(whole: WorkProgramme, known_on: date | None) -> None:
    for dimension in DIMENSIONS:
        for day, rolled in series(whole, dimension, "year", known_on=known_on).items():
            one = snapshot(whole, day, known_on).roll_up(dimension)
            assert list(rolled) == list(one)
            assert figures(rolled) == figures(one)


# ---- chase lists


@law
@given(snapshots, st.none() | days)
def test_a_chase_list_has_all_open_work_with_something_to_ask(
    snap: Snapshot, due_by: date | None
) -> None:
    asked: dict[str, set[ChaseKind]] = {}
    for key, chase in snap.chase_list(due_by=due_by).items():
        assert chase.requests
        for request in chase.requests:
            assert key in request.state.action.groups
            asked.setdefault(request.state.action.id, set()).add(request.kind)
    wanted = {name: to_ask(state, due_by) for name, state in snap.states.items()}
    assert asked == {name: kinds for name, kinds in wanted.items() if kinds}


def to_ask(state: ActionState, due_by: date | None) -> set[ChaseKind]:
    """What is to be asked about an action, said in another way."""
    if not state.in_scope or state.status in {Status.CANCELLED, Status.COMPLETED}:
        return set()
    found = set[ChaseKind]()
    if not state.not_due and not state.reported:
        found.add(ChaseKind.NEVER_REPORTED)
    elif state.stale:
        found.add(ChaseKind.STALE)
    elif state.completion is None:
        found.add(ChaseKind.UNSAID)
    waiting = [step for step in state.action.milestones if step.id not in state.reached]
    dues = [state.due, *(state.due_of(step).last for step in waiting)]
    if not state.not_due and any(day <= state.on for day in dues):
        found.add(ChaseKind.OVERDUE)
    if due_by and any(state.on < day <= due_by for day in dues):
        found.add(ChaseKind.COMING)
    return found


@law
@given(snapshots, st.sampled_from(DIMENSIONS), days)
def test_every_part_is_asked_about_its_own_actions(
    snap: Snapshot, by: Dimension, due_by: date
) -> None:
    for key, chase in snap.chase_list(by, due_by=due_by).items():
        mine = subject_of(snap.programme, f"{by}:{key}").actions
        assert {request.state.action.id for request in chase.requests} <= set(mine)
        order = [list(ChaseKind).index(request.kind) for request in chase.requests]
        assert order == sorted(order)


# ---- reports


@pytest.mark.parametrize("form", get_args(Format))
@settings(law, max_examples=12)
@given(programmes(), st.sampled_from(["nl", "fr", "en", "de"]), known_days)
def test_the_same_programme_gives_the_same_bytes(
    form: Format, whole: WorkProgramme, language: str, known_on: date | None
) -> None:
    again = evolve(whole, actions=tuple(evolve(action) for action in whole.actions))
    first, second = (year_report(p, 2026, language, known_on) for p in (whole, again))
    assert render(first, form) == render(second, form)


@pytest.mark.parametrize("form", get_args(Format))
@settings(law, max_examples=12)
@given(programmes(), st.sampled_from(["nl", "fr", "en", "de"]), days, st.data())
def test_a_report_as_known_on_a_day_keeps_its_bytes_whatever_is_told_later(
    form: Format, whole: WorkProgramme, language: str, known_on: date, data: st.DataObject
) -> None:
    then = evolve(whole, updates=tuple(u for u in whole.updates if u.recorded <= known_on))
    later = (evolve(u, recorded=max(u.recorded, DAYS[-1])) for u in data.draw(suppositions(then)))
    after = evolve(whole, updates=(*whole.updates, *later))
    assume(known_on < DAYS[-1])
    before = render(year_report(then, 2026, language, known_on), form)
    assert render(year_report(after, 2026, language, known_on), form) == before
