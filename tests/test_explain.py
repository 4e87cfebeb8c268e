"""Why a figure is what it is, and what would change its signal. Source: questions.md."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from benelux_tracker import load, snapshot, what_if, worst_wins
from benelux_tracker.comparison import ChangeKind, Step
from benelux_tracker.errors import DateError, Place, RequestError, UnknownKeyError
from benelux_tracker.explain import Contribution, Explanation, Flip, FlipKind, Unknown
from benelux_tracker.model import Action, Rules, StatusUpdate, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.state import Signal
from benelux_tracker.tally import Tally, Thresholds
from benelux_tracker.vocabulary import ActionId, Confidence, Measure, MilestoneId, Status
from build_action import RATIFIED, SIGNED, named, planned, programme, step, told

WORKED_EXAMPLE = Path(__file__).parents[1] / "examples" / "worked-example"
NOW = "2026-12-31"


@cache
def worked_example() -> WorkProgramme:
    return load(WORKED_EXAMPLE)


def explained(key: str | tuple[str, ...] = "programme") -> Explanation:
    return snapshot(worked_example(), NOW).explain(key)


def lines(explanation: Explanation) -> Mapping[str, Contribution]:
    return {line.action: line for line in explanation.lines}


# ---- the worked example, line by line


def test_what_the_actions_add_comes_to_the_figures() -> None:
    found = lines(explained("market"))
    assert {name: line.points for name, line in found.items()} == {
        "a1": Fraction(200, 500),
        "a2": Fraction(50, 500),
        "a3": 0,
        "a4": 0,
        "a5": Fraction(10, 500),
        "a6": Fraction(80, 500),
    }
    assert {name: line.low for name, line in found.items()} == {
        "a1": Fraction(200, 800),
        "a2": Fraction(50, 800),
        "a3": 0,
        "a4": 0,
        "a5": Fraction(10, 800),
        "a6": Fraction(80, 800),
    }
    assert {name: line.high for name, line in found.items()} == {
        "a1": Fraction(200, 800),
        "a2": Fraction(50, 800),
        "a3": Fraction(300, 800),
        "a4": 0,
        "a5": Fraction(10, 800),
        "a6": Fraction(80, 800),
    }


def test_every_line_has_its_weight_completion_signal_and_reason() -> None:
    found = explained("market").lines
    assert [
        (line.action, line.weight, line.completion, line.verdict.signal, line.verdict.words)
        for line in found
    ] == [
        ("a1", 2, 10000, Signal.GREEN, "completed"),
        ("a2", 1, 5000, Signal.AMBER, "far behind its plan"),
        ("a3", 3, None, Signal.GREY, "nobody has reported on it"),
        ("a4", 2, 2000, Signal.NONE, "cancelled"),
        ("a5", 1, 1000, Signal.AMBER, "far behind its plan"),
        ("a6", 1, 8000, Signal.GREEN, "in step with its plan"),
    ]


def test_every_line_names_the_updates_it_rests_on_with_file_and_line() -> None:
    found = lines(explained("market"))
    assert {
        name: [str(update.origin) for update in line.updates] for name, line in found.items()
    } == {
        "a1": ["updates/2026.toml:3"],
        "a2": ["updates/2026.toml:8"],
        "a3": [],
        "a4": ["updates/2026.toml:14", "updates/2026.toml:20"],
        "a5": ["updates/2026.toml:26"],
        "a6": ["updates/2026.toml:34"],
    }
    assert found["a1"].updates[0].origin == Place("updates/2026.toml", 3, "update[0]")


def test_an_explanation_has_the_figure_and_its_reason() -> None:
    found = explained("market")
    assert found.progress.progress == Fraction(68, 100)
    assert found.verdict is found.progress.verdict
    assert found.verdict.words == "40 % of the assessed work is red or amber, 25 % or more"
    assert (found.on, found.known_on) == (date(2026, 12, 31), None)
    assert str(found.subject) == "theme:market"
    assert found.programme is worked_example()
    assert found.rule == Thresholds()


def test_the_whole_programme_is_explained_when_nothing_else_is_asked_for() -> None:
    assert str(snapshot(worked_example(), NOW).explain().subject) == "programme"


def test_the_completion_rules_stand_side_by_side() -> None:
    assert explained().progress.rules() == {
        "progress": Fraction(340, 500),
        "unweighted": Fraction(240, 400),
        "completed_share": Fraction(2, 8),
        "as_adopted": Fraction(380, 700),  # with the cancelled one: 2 · 20 % more
    }


def test_an_action_is_explained_by_its_own_signal() -> None:
    found = explained("a2")
    assert found.verdict is found.lines[0].verdict
    assert found.lines[0].points == Fraction(1, 2)
    assert found.progress.verdict.words.startswith("100 % of the assessed work is red or amber")


def test_an_action_in_a_cell_is_explained_as_a_set_of_one() -> None:
    found = explained(("theme:market", "a2"))
    assert found.verdict is found.progress.verdict


def test_an_action_not_adopted_yet_has_no_lines() -> None:
    whole = programme(planned(adopted=date(2027, 1, 1)))
    found = snapshot(whole, NOW).explain("police-treaty")
    assert found.lines == ()
    assert found.verdict.words == "there is nothing to assess"
    assert (found.better, found.worse) == (None, None)


def test_where_nothing_is_known_every_line_adds_nothing_but_to_the_upper_bound() -> None:
    (line,) = explained("a3").lines
    assert [line.points, line.low, line.high] == [0, 0, 1]


def test_where_nothing_is_due_every_line_adds_nothing() -> None:
    whole = programme(planned(start=date(2027, 1, 1)))
    (line,) = snapshot(whole, NOW).explain().lines
    assert [line.points, line.low, line.high] == [0, 0, 0]


def test_work_that_is_not_due_adds_nothing_beside_work_that_is() -> None:
    whole = programme(
        planned(),
        planned(id=ActionId("later"), start=date(2027, 1, 1)),
        updates=(told(date=date(2026, 12, 1), percent=50),),
    )
    found = lines(snapshot(whole, NOW).explain())
    later = found["later"]
    assert [later.points, later.low, later.high] == [0, 0, 0]
    assert found["police-treaty"].high == Fraction(1, 2)


# ---- what is unknown


def line_of(action: Action, *updates: StatusUpdate) -> Contribution:
    (line,) = snapshot(programme(action, updates=updates), NOW).explain().lines
    return line


def heard(day: str, **stated: object) -> StatusUpdate:
    return told(date=date.fromisoformat(day), **stated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("action", "updates", "unknown"),
    [
        (planned(), (), Unknown.REPORT),
        (planned(), (heard("2026-12-01", status=Status.IN_PROGRESS),), Unknown.COMPLETION),
        (planned(), (heard("2025-12-01", status=Status.IN_PROGRESS),), Unknown.COMPLETION),
        (planned(), (heard("2025-12-30", percent=50),), Unknown.NEWS),
        (planned(), (heard("2025-12-31", percent=50),), None),
        (planned(), (heard("2025-01-01", status=Status.COMPLETED),), None),
        (planned(), (heard("2025-01-01", status=Status.CANCELLED),), None),
        (planned(start=date(2027, 1, 1)), (), None),
    ],
)
def test_what_is_unknown_of_open_work_is_said(
    action: Action, updates: tuple[StatusUpdate, ...], unknown: Unknown | None
) -> None:
    assert line_of(action, *updates).unknown is unknown


def test_of_the_worked_example_one_report_is_unknown() -> None:
    found = {name: line.unknown for name, line in lines(explained()).items()}
    assert {name: what for name, what in found.items() if what} == {"a3": Unknown.REPORT}


# ---- since when


def test_it_is_compared_with_the_close_of_the_year_before() -> None:
    since = explained("a1").since
    assert since.opening.on == date(2025, 12, 31)
    assert [change.kind for change in since.changes] == [
        ChangeKind.COMPLETED,
        ChangeKind.FIRST_REPORTED,
        ChangeKind.SIGNAL_CHANGED,
    ]
    assert str(since.subject) == "action:a1"


def test_it_is_compared_with_a_day_as_known_on_the_same_day() -> None:
    snap = snapshot(worked_example(), NOW, "2026-12-15")
    since = snap.explain("market", since="2026-11-30").since
    assert (since.opening.on, since.opening.known_on) == (date(2026, 11, 30), date(2026, 12, 15))
    assert (since.closing.on, since.closing.known_on) == (date(2026, 12, 31), date(2026, 12, 15))
    assert snap.explain(since=date(2026, 11, 29)).since.opening.on == date(2026, 11, 29)


def test_it_is_compared_with_a_snapshot() -> None:
    earlier = snapshot(worked_example(), "2026-06-30", "2026-07-01")
    since = snapshot(worked_example(), NOW).explain("programme", since=earlier).since
    assert (since.opening.on, since.opening.known_on) == (date(2026, 6, 30), date(2026, 7, 1))
    assert since.bridge.opening == Fraction(240, 400)  # a1 done, a4 at a fifth, of weight 2 each
    assert since.bridge.steps[Step.LEFT] == Fraction(40, 100)


def test_what_is_no_day_cannot_be_compared_with() -> None:
    with pytest.raises(DateError):
        snapshot(worked_example(), NOW).explain(since="2026-06")


def test_a_later_day_cannot_be_compared_with() -> None:
    snap = snapshot(worked_example(), NOW)
    message = "^since 2027-01-01 is after 2026-12-31, the day it is about$"
    with pytest.raises(RequestError, match=message):
        snap.explain(since="2027-01-01")


def test_what_goes_by_no_name_cannot_be_explained() -> None:
    with pytest.raises(UnknownKeyError, match='nothing is called "markte"; did you mean "market"'):
        explained("markte")


def test_the_first_year_of_all_is_compared_with_itself() -> None:
    snap = snapshot(worked_example(), "0001-12-31")
    assert snap.explain().since.opening.on == date(1, 12, 31)
    assert snapshot(worked_example(), "0002-01-01").explain().since.opening.on == date(1, 12, 31)


# ---- what would flip the signal of an action

TEN_DAYS = planned(start=date(2026, 12, 27), due=Due.parse("2027-01-05"))
"""On 31 December half of its days are over: in step from 35 %, far behind below 20 %."""

LADDER = planned(
    milestones=(
        step(id=RATIFIED, due=Due.parse("2027-06-30"), weight=1),
        step(id=SIGNED, due=Due.parse("2026-06-30"), weight=3),
    )
)


def flips(action: Action, *updates: StatusUpdate, on: str = NOW) -> tuple[Flip | None, Flip | None]:
    """What would make the signal of an action better, and what worse."""
    found = snapshot(programme(action, updates=updates), on).explain("police-treaty")
    for flip in (found.better, found.worse):
        if flip:
            supposed = what_if(programme(action, updates=updates), [flip.update])
            assert snapshot(supposed, on).state("police-treaty").signal is flip.signal
    return found.better, found.worse


def said(flip: Flip | None) -> tuple[object, ...]:
    """The kind of a flip, what the update states, the work and the signal."""
    assert flip is not None
    update = flip.update
    stated = (update.status, update.confidence, update.percent, update.reached, update.unchanged)
    facts = [fact for fact in stated if fact or (fact == 0 and fact is not False)]
    return (flip.kind, *facts, flip.work, flip.signal)


@pytest.mark.parametrize(
    ("percent", "confidence", "expected"),
    [
        (0, None, (35, 3500)),
        (19, None, (35, 1600)),
        (20, None, (35, 1500)),
        (34, None, (35, 100)),
        (19, Confidence.GREEN, (20, 100)),
        (0, Confidence.GREEN, (20, 2000)),
    ],
)
def test_work_behind_its_plan_has_to_catch_up(
    percent: int, confidence: Confidence | None, expected: tuple[int, int]
) -> None:
    update = heard("2026-12-30", status=Status.IN_PROGRESS, percent=percent, confidence=confidence)
    least, work = expected
    assert said(flips(TEN_DAYS, update)[0]) == (FlipKind.AT_LEAST, least, work, Signal.GREEN)


@pytest.mark.parametrize(
    ("percent", "confidence"), [(35, None), (20, Confidence.GREEN), (100, None)]
)
def test_green_work_cannot_get_better(percent: int, confidence: Confidence | None) -> None:
    update = heard("2026-12-30", percent=percent, confidence=confidence)
    assert flips(TEN_DAYS, update)[0] is None


def test_the_least_percentage_is_rounded_up() -> None:
    found = explained("a2")  # 8013 basis points foreseen, less 1500: 6513
    assert said(found.better) == (FlipKind.AT_LEAST, 66, 1600, Signal.GREEN)
    assert found.better is not None
    assert found.better.update == StatusUpdate(
        action=ActionId("a2"), date=date(2026, 12, 31), percent=66
    )
    assert found.better.state.action.id == "a2"
    assert found.better.milestones == ()


def test_work_that_nobody_reported_on_need_only_say_how_far_it_is() -> None:
    better, worse = flips(TEN_DAYS)
    assert said(better) == (FlipKind.AT_LEAST, Status.IN_PROGRESS, 0, 0, Signal.AMBER)
    assert worse is None


def test_work_said_to_be_planned_begins_with_its_report() -> None:
    better, _ = flips(TEN_DAYS, heard("2026-12-30", status=Status.PLANNED))
    assert said(better) == (FlipKind.AT_LEAST, Status.IN_PROGRESS, 35, 3500, Signal.GREEN)


def test_overdue_work_that_nobody_reported_on_is_red_as_soon_as_it_is_heard_of() -> None:
    better, _ = flips(planned(due=Due.parse("2026")))
    assert said(better) == (FlipKind.NEWS, True, 0, Signal.RED)


@pytest.mark.parametrize(
    "action",
    [
        planned(measure=Measure.STATUS, due=Due.parse("2027")),
        planned(milestones=(step(id=SIGNED, due=Due.parse("2027")),)),
    ],
)
def test_any_news_is_enough_where_it_tells_how_far_the_work_is(action: Action) -> None:
    better, worse = flips(action)
    assert said(better) == (FlipKind.NEWS, True, 0, Signal.GREEN)
    assert worse is None


def test_stale_work_is_to_be_heard_of_again() -> None:
    better, worse = flips(planned(), heard("2025-12-30", percent=40))  # 4996 foreseen
    assert said(better) == (FlipKind.NEWS, True, 0, Signal.GREEN)
    assert worse is None
    assert flips(planned(), heard("2025-12-31", percent=40))[0] is None


@pytest.mark.parametrize("judgement", [Confidence.AMBER, Confidence.RED])
def test_work_judged_badly_is_to_be_judged_otherwise(judgement: Confidence) -> None:
    better, _ = flips(TEN_DAYS, heard("2026-12-30", percent=50, confidence=judgement))
    assert said(better) == (FlipKind.JUDGED, Confidence.GREEN, 0, Signal.GREEN)


def test_suspended_work_is_to_go_on() -> None:
    better, worse = flips(TEN_DAYS, heard("2026-12-30", percent=50, status=Status.SUSPENDED))
    assert said(better) == (FlipKind.RESUMED, Status.IN_PROGRESS, 0, Signal.GREEN)
    assert said(worse) == (FlipKind.JUDGED, Confidence.RED, 0, Signal.RED)


def test_a_late_milestone_is_to_be_reached_in_the_order_of_the_dues() -> None:
    better, _ = flips(LADDER, heard("2026-12-01", status=Status.IN_PROGRESS))
    assert said(better) == (FlipKind.REACHES, (SIGNED,), 7500, Signal.GREEN)
    assert better is not None
    assert [milestone.id for milestone in better.milestones] == [SIGNED]


def test_milestones_are_to_be_reached_until_all_that_is_late_is() -> None:
    action = planned(
        weight=2,
        milestones=(
            step(id=SIGNED, due=Due.parse("2026-06-30")),
            step(id=RATIFIED, due=Due.parse("2026-09-30")),
            step(id=MilestoneId("in-force"), due=Due.parse("2027-09-30"), weight=2),
        ),
    )
    better, _ = flips(action, heard("2026-12-01", status=Status.PLANNED))
    assert said(better) == (
        FlipKind.REACHES,
        Status.IN_PROGRESS,
        (SIGNED, RATIFIED),
        10000,
        Signal.GREEN,
    )


def test_milestones_that_were_reached_need_not_be_again() -> None:
    action = planned(
        milestones=(
            step(id=SIGNED, due=Due.parse("2026-06-30")),
            step(id=RATIFIED, due=Due.parse("2026-09-30")),
        )
    )
    better, _ = flips(action, heard("2026-12-01", reached=(SIGNED,), status=Status.IN_PROGRESS))
    assert said(better) == (FlipKind.REACHES, (RATIFIED,), 5000, Signal.GREEN)


def test_a_milestone_that_moved_is_to_be_reached_in_its_new_place() -> None:
    action = planned(
        milestones=(
            step(id=SIGNED, due=Due.parse("2026-06-30")),
            step(id=RATIFIED, due=Due.parse("2026-09-30")),
        )
    )
    moved = heard(
        "2026-12-01", status=Status.IN_PROGRESS, milestone_due={SIGNED: Due.parse("2026-10-31")}
    )
    better, _ = flips(action, moved)
    assert said(better) == (FlipKind.REACHES, (RATIFIED, SIGNED), 10000, Signal.GREEN)


def test_overdue_work_is_to_be_completed() -> None:
    better, worse = flips(planned(weight=3, due=Due.parse("2026")), heard("2026-12-01", percent=90))
    assert said(better) == (FlipKind.COMPLETED, Status.COMPLETED, 3000, Signal.GREEN)
    assert worse is None


@pytest.mark.parametrize(
    ("confidence", "judgement", "signal"),
    [
        (None, Confidence.AMBER, Signal.AMBER),
        (Confidence.GREEN, Confidence.AMBER, Signal.AMBER),
        (Confidence.AMBER, Confidence.RED, Signal.RED),
    ],
)
def test_work_gets_worse_when_it_is_judged_so(
    confidence: Confidence | None, judgement: Confidence, signal: Signal
) -> None:
    _, worse = flips(TEN_DAYS, heard("2026-12-30", percent=50, confidence=confidence))
    assert said(worse) == (FlipKind.JUDGED, judgement, 0, signal)


@pytest.mark.parametrize(
    ("action", "updates"),
    [
        (planned(), (heard("2026-12-01", status=Status.COMPLETED),)),
        (planned(), (heard("2026-12-01", status=Status.CANCELLED),)),
        (planned(start=date(2027, 1, 1)), ()),
    ],
)
def test_what_is_done_cancelled_or_not_due_has_no_flip(
    action: Action, updates: tuple[StatusUpdate, ...]
) -> None:
    assert flips(action, *updates) == (None, None)


def test_a_flip_comes_after_all_that_was_told_of_the_day() -> None:
    updates = (
        heard("2026-12-30", percent=5),
        heard("2026-12-31", percent=10, recorded=date(2027, 2, 1), id=named("first")),
        heard("2026-12-31", percent=20, recorded=date(2027, 1, 1), id=named("z")),
        heard("2026-12-31", percent=30, recorded=date(2027, 2, 1), id=named("second")),
    )
    better, _ = flips(TEN_DAYS, *updates)
    assert better is not None
    assert better.update == heard(
        "2026-12-31",
        status=Status.IN_PROGRESS,
        percent=35,
        recorded=date(2027, 2, 1),
        id=named("second (next)"),
    )
    assert better.work == 500


def test_a_flip_does_not_wait_for_what_was_told_of_days_before() -> None:
    better, _ = flips(TEN_DAYS, heard("2026-12-30", percent=10, recorded=date(2027, 2, 1)))
    assert better is not None
    assert better.update == heard("2026-12-31", status=Status.IN_PROGRESS, percent=35)


def test_on_the_first_day_of_all_nothing_has_to_come_before() -> None:
    whole = programme(planned(start=date(1, 1, 1)))
    better = snapshot(whole, "0001-01-01").explain("police-treaty").better
    assert better is not None
    assert better.update.date == date(1, 1, 1)


# ---- what would flip the signal of several actions


def test_the_theme_gets_better_with_the_action_that_has_least_to_do() -> None:
    found = explained("market")
    assert said(found.better) == (FlipKind.AT_LEAST, 66, 1600, Signal.GREEN)
    assert found.better is not None
    assert found.better.state.action.id == "a2"
    supposed = what_if(worked_example(), [found.better.update])
    assert snapshot(supposed, NOW).roll_up("theme")["market"].signal is Signal.GREEN


def test_the_theme_gets_worse_when_the_overdue_action_is_heard_of() -> None:
    found = explained("market")
    assert said(found.worse) == (FlipKind.NEWS, True, 0, Signal.RED)
    assert found.worse is not None
    assert found.worse.state.action.id == "a3"
    supposed = what_if(worked_example(), [found.worse.update])
    assert snapshot(supposed, NOW).roll_up("theme")["market"].signal is Signal.RED


def of(*actions: Action, updates: tuple[StatusUpdate, ...], rules: Rules | None = None) -> Snapshot:
    return snapshot(programme(*actions, updates=updates, rules=rules), NOW)


def act(
    name: str, weight: int = 1, start: date | None = TEN_DAYS.start, due: Due | None = TEN_DAYS.due
) -> Action:
    return planned(id=ActionId(name), weight=weight, start=start, due=due)


def percent(name: str, share: int, **more: object) -> StatusUpdate:
    return told(
        action=ActionId(name),
        date=date(2026, 12, 30),
        percent=share,
        **more,  # type: ignore[arg-type]
    )


def test_of_changes_that_come_to_equal_work_the_lighter_action_goes_first() -> None:
    snap = of(
        act("heavy", 3),
        act("light", 2),
        act("same", 2),
        updates=tuple(percent(name, 50) for name in ("heavy", "light", "same")),
    )
    worse = snap.explain().worse
    assert worse is not None
    assert worse.state.action.id == "light"
    assert said(worse) == (FlipKind.JUDGED, Confidence.AMBER, 0, Signal.AMBER)


def test_less_work_goes_before_a_lighter_action() -> None:
    snap = of(
        act("far", 1),
        act("near", 3),
        updates=(percent("far", 0), percent("near", 30)),
        rules=Rules(amber=Fraction(4, 5)),
    )
    better = snap.explain().better
    assert better is not None
    assert better.state.action.id == "near"
    assert better.work == 1500  # 3 · 500, less than 1 · 3500


def test_a_change_that_is_not_enough_is_passed_over() -> None:
    snap = of(
        act("small", 1),
        act("large", 3),
        act("done", 5),
        updates=(percent("small", 34), percent("large", 30), percent("done", 50)),
    )
    better = snap.explain().better
    assert better is not None
    assert better.state.action.id == "large"  # amber 4 of 9; without the small one still 3 of 9


def test_where_no_single_change_is_enough_there_is_none() -> None:
    snap = of(act("one"), act("two"), updates=(percent("one", 0), percent("two", 0)))
    assert snap.explain().better is None


def test_a_grey_set_gets_a_colour_when_enough_of_it_is_reported() -> None:
    snap = of(act("told", 1), act("silent", 1), updates=(percent("told", 50),))
    found = snap.explain()
    assert found.verdict.signal is Signal.GREY
    assert said(found.better) == (
        FlipKind.AT_LEAST,
        Status.IN_PROGRESS,
        0,
        0,
        Signal.AMBER,
    )
    assert found.worse is None


def test_a_set_of_nothing_due_has_no_flip() -> None:
    snap = of(act("later", start=date(2027, 1, 1)), updates=())
    assert snap.explain().verdict.signal is Signal.NOT_DUE
    assert (snap.explain().better, snap.explain().worse) == (None, None)


def test_what_is_not_due_cannot_get_worse() -> None:
    later = act("later", start=date(2027, 1, 1))
    worse = of(later, act("now", 2), updates=(percent("now", 50),)).explain().worse
    assert worse is not None
    assert worse.state.action.id == "now"


def test_work_that_is_not_due_may_be_completed_for_a_better_signal() -> None:
    later = act("later", 4, start=date(2027, 1, 1))
    snap = of(
        later,
        act("late", due=Due.parse("2026-12-30")),
        act("late-too", due=Due.parse("2026-12-30")),
        updates=(percent("late", 50), percent("late-too", 50)),
        rules=Rules(red=Fraction(1, 2)),
    )
    better = snap.explain().better
    assert better is not None
    assert said(better) == (FlipKind.COMPLETED, Status.COMPLETED, 40000, Signal.AMBER)
    assert better.state.action.id == "later"


def test_cancelled_work_is_not_to_be_completed_for_a_better_signal() -> None:
    snap = of(
        act("late", 2, due=Due.parse("2026-12-30")),
        act("cancelled", 3),
        updates=(percent("late", 0), percent("cancelled", 90, status=Status.CANCELLED)),
        rules=Rules(red=Fraction(1, 2)),
    )
    better = snap.explain().better
    assert better is not None
    assert better.state.action.id == "late"
    assert said(better) == (FlipKind.COMPLETED, Status.COMPLETED, 20000, Signal.GREEN)


def test_work_that_is_not_due_is_not_to_reach_milestones() -> None:
    steps = (step(id=SIGNED), step(id=RATIFIED))
    snap = of(
        planned(id=ActionId("later"), weight=4, start=date(2027, 1, 1), milestones=steps),
        act("late", 6, due=Due.parse("2026-12-30")),
        updates=(percent("late", 0),),
        rules=Rules(red=Fraction(2, 3)),
    )
    better = snap.explain().better
    assert better is not None
    assert said(better) == (FlipKind.COMPLETED, Status.COMPLETED, 40000, Signal.AMBER)
    assert better.state.action.id == "later"


def test_an_action_without_weight_has_flips_of_its_own() -> None:
    better, _ = flips(evolve(TEN_DAYS, weight=0), heard("2026-12-30", percent=20))
    assert said(better) == (FlipKind.AT_LEAST, Status.IN_PROGRESS, 35, 0, Signal.GREEN)


def test_work_of_no_weight_adds_nothing() -> None:
    whole = programme(planned(weight=0), updates=(heard("2026-12-30", percent=20),))
    (line,) = snapshot(whole, NOW).explain().lines
    assert [line.points, line.low, line.high] == [0, 0, 0]


def test_work_never_reported_on_needs_an_update_of_a_name_of_its_own() -> None:
    better, _ = flips(TEN_DAYS)
    assert better is not None
    assert better.update == heard("2026-12-31", status=Status.IN_PROGRESS, percent=0)
    assert better.update.id == "police-treaty@2026-12-31"


def test_the_words_for_flips_and_what_is_unknown_stay_as_they_are() -> None:
    assert [kind.value for kind in FlipKind] == [
        "news",
        "judged",
        "resumed",
        "at_least",
        "at_most",
        "reaches",
        "completed",
    ]
    assert [what.value for what in Unknown] == ["report", "completion", "news"]


def test_what_an_explanation_is_made_with_is_not_shown() -> None:
    assert "<function" not in repr(explained("a1"))


def test_work_may_have_to_be_all_done_yet_not_completed() -> None:
    moved = heard("2026-12-30", status=Status.IN_PROGRESS, percent=99, due=Due.parse("2027"))
    whole = programme(
        planned(due=Due.parse("2026-06")), updates=(moved,), rules=Rules(behind_tolerance=0)
    )
    better = snapshot(whole, NOW).explain("police-treaty").better
    assert said(better) == (FlipKind.AT_LEAST, 100, 100, Signal.GREEN)


# ---- other rules


def begun(tally: Tally) -> Signal:
    return Signal.GREEN if tally.in_progress else Signal.AMBER


@pytest.mark.parametrize(
    ("measure", "weight", "expected"),
    [
        (Measure.REPORTED, 1, (FlipKind.AT_LEAST, Status.IN_PROGRESS, 0, 0, Signal.GREEN)),
        (Measure.MILESTONES, 0, (FlipKind.AT_LEAST, Status.IN_PROGRESS, 0, 0, Signal.GREEN)),
        (
            Measure.MILESTONES,
            1,
            (FlipKind.REACHES, Status.IN_PROGRESS, (SIGNED,), 10000, Signal.GREEN),
        ),
        (Measure.STATUS, 0, (FlipKind.REACHES, Status.IN_PROGRESS, (SIGNED,), 0, Signal.GREEN)),
    ],
)
def test_planned_work_begins_with_what_its_measure_is_told_in(
    measure: Measure, weight: int, expected: tuple[object, ...]
) -> None:
    action = planned(measure=measure, milestones=(step(id=SIGNED, weight=weight),))
    assert said(snapshot(programme(action), NOW).explain(rule=begun).better) == expected


@pytest.mark.parametrize("share", [35, 36])
def test_a_percentage_that_was_reached_need_not_be_told_again(share: int) -> None:
    snap = of(act("one"), updates=(percent("one", share),))
    assert snap.explain(rule=begun).better is None


def test_to_report_less_is_never_better() -> None:
    def nothing_done(tally: Tally) -> Signal:
        return Signal.AMBER if tally.earned else Signal.GREEN

    snap = of(act("one"), updates=(percent("one", 50),))
    assert snap.explain(rule=nothing_done).better is None


def test_to_report_more_is_never_worse() -> None:
    def little_done(tally: Tally) -> Signal:
        return Signal.AMBER if tally.earned > 1000 else Signal.GREEN

    snap = of(act("one"), updates=(percent("one", 10),))
    assert snap.explain(rule=little_done).worse is None


@pytest.mark.parametrize(("tolerance", "kind"), [(4950, FlipKind.AT_MOST), (5000, None)])
def test_less_than_nothing_cannot_be_reported(tolerance: int, kind: FlipKind | None) -> None:
    def some_done(tally: Tally) -> Signal:
        return Signal.GREEN if tally.earned > 0 else Signal.AMBER

    snap = of(act("one"), updates=(percent("one", 1),), rules=Rules(behind_tolerance=tolerance))
    worse = snap.explain(rule=some_done).worse
    assert (worse and worse.kind) is kind
    if worse:
        assert said(worse) == (FlipKind.AT_MOST, 0, 100, Signal.AMBER)


def test_worst_wins_has_flips_of_its_own() -> None:
    snap = of(
        act("good"),
        act("poor"),
        updates=(percent("good", 50), percent("poor", 34)),
        rules=Rules(amber=Fraction(3, 4)),
    )
    assert snap.explain().verdict.signal is Signal.GREEN
    found = snap.explain(rule=worst_wins)
    assert found.rule is worst_wins
    assert found.verdict.words == "the worst signal of any action is amber"
    assert said(found.better) == (FlipKind.AT_LEAST, Status.IN_PROGRESS, 35, 100, Signal.GREEN)
    assert said(found.worse) == (FlipKind.JUDGED, Confidence.RED, 0, Signal.RED)


def half_done(tally: Tally) -> Signal:
    """Green from 20 % done, amber below."""
    return Signal.GREEN if 5 * tally.earned >= 10000 * tally.known_weight else Signal.AMBER


def test_where_only_the_work_counts_it_gets_worse_with_a_lower_percentage() -> None:
    snap = of(act("one"), updates=(percent("one", 50),))
    found = snap.explain(rule=half_done)
    assert found.verdict.words == "by the rule half_done"
    assert said(found.worse) == (FlipKind.AT_MOST, 19, 3100, Signal.AMBER)


def test_a_percentage_below_which_it_lies_already_is_no_change_to_the_worse() -> None:
    def all_done(tally: Tally) -> Signal:
        return Signal.AMBER if tally.earned < 3500 else Signal.GREEN

    assert of(act("one"), updates=(percent("one", 34),)).explain(rule=all_done).worse is None
    found = of(act("one"), updates=(percent("one", 35),)).explain(rule=all_done)
    assert said(found.worse) == (FlipKind.AT_MOST, 34, 100, Signal.AMBER)


def test_what_is_not_told_in_percent_cannot_fall() -> None:
    def some_done(tally: Tally) -> Signal:
        return Signal.GREEN if tally.earned else Signal.AMBER

    reached = told(date=date(2026, 12, 1), reached=(SIGNED,))
    whole = programme(LADDER, updates=(reached,))
    assert snapshot(whole, NOW).explain(rule=some_done).worse is None


@pytest.mark.parametrize(
    ("measure", "weight", "kind"),
    [
        (Measure.REPORTED, 1, FlipKind.AT_LEAST),
        (Measure.MILESTONES, 0, FlipKind.AT_LEAST),
        (None, 0, FlipKind.AT_LEAST),
        (None, 1, FlipKind.REACHES),
        (Measure.MILESTONES, 1, FlipKind.REACHES),
        (Measure.STATUS, 0, FlipKind.COMPLETED),
    ],
)
def test_only_what_is_told_in_percent_has_a_percentage_to_reach(
    measure: Measure | None, weight: int, kind: FlipKind
) -> None:
    def any_done(tally: Tally) -> Signal:
        return Signal.GREEN if tally.earned else Signal.AMBER

    action = planned(
        measure=measure, milestones=(step(id=SIGNED, due=Due.parse("2026-06-30"), weight=weight),)
    )
    whole = programme(action, updates=(told(date=date(2026, 12, 1), status=Status.IN_PROGRESS),))
    better = snapshot(whole, NOW).explain(rule=any_done).better
    assert better is not None
    assert better.kind is kind


def test_a_tolerance_beyond_the_plan_asks_for_nothing() -> None:
    whole = programme(TEN_DAYS, rules=Rules(behind_tolerance=6000))
    better = snapshot(whole, NOW).explain("police-treaty").better
    assert said(better) == (FlipKind.AT_LEAST, Status.IN_PROGRESS, 0, 0, Signal.GREEN)


# ---- what users found


def test_before_the_day_is_over_a_flip_is_told_on_the_day_of_knowledge() -> None:
    early = snapshot(worked_example(), NOW, "2026-06-01")
    found = early.explain("market")
    assert found.better is not None
    assert (found.better.update.date, found.better.update.recorded) == (date(2026, 6, 1),) * 2
    supposed = what_if(worked_example(), [found.better.update])
    after = snapshot(supposed, NOW, "2026-06-01").explain("market")
    assert found.verdict.signal is Signal.GREY
    assert after.verdict.signal is found.better.signal is Signal.RED


def test_a_rule_of_ones_own_holds_for_the_day_before_too() -> None:
    found = snapshot(worked_example(), NOW).explain("market", rule=lambda _: Signal.RED)
    assert found.since.closing.progress.signal is Signal.RED
    assert found.since.restated.progress.signal is Signal.RED
    assert found.since.opening.progress.signal is Signal.RED


def test_since_what_is_no_day_is_told_by_its_name() -> None:
    with pytest.raises(DateError, match=r"^since must be a day"):
        snapshot(worked_example(), NOW).explain(since="x")
