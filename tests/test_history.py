"""Which updates count, and what they add up to. Source: how-it-counts.md."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from benelux_tracker import load, snapshot
from benelux_tracker.errors import LoadError
from benelux_tracker.history import Fold, courses, fold, in_force, known
from benelux_tracker.model import StatusUpdate
from benelux_tracker.periods import Due
from benelux_tracker.suppose import what_if
from benelux_tracker.vocabulary import ActionId, Confidence, Status
from build_action import RATIFIED, SIGNED, TREATY, named, planned, programme, state, step, told

JANUARY = date(2025, 1, 15)
MARCH = date(2025, 3, 1)
JUNE = date(2025, 6, 30)
JULY = date(2025, 7, 1)
AUTUMN = date(2025, 10, 1)
CLOSE = date(2025, 12, 31)
YEAR = Due.parse("2025")


def report(word: str, day: date = MARCH, *, recorded: date | None = None) -> StatusUpdate:
    return told(id=named(word), date=day, recorded=recorded or day, percent=40)


def correction(
    word: str, of: str, *, day: date = MARCH, recorded: date | None = None
) -> StatusUpdate:
    return told(id=named(word), date=day, recorded=recorded or day, corrects=named(of), percent=50)


def retraction(word: str, of: str, *, recorded: date = MARCH) -> StatusUpdate:
    return told(id=named(word), date=recorded, retracts=named(of))


def ids(updates: Sequence[StatusUpdate]) -> list[str]:
    return [update.id for update in updates]


def counting(*updates: StatusUpdate, on: date = CLOSE, known_on: date | None = None) -> list[str]:
    """The ids of the updates that count, after the programme has put them in order."""
    whole = programme(planned(), updates=updates)
    counted, _ = courses(whole, known_on)[planned().id].by(on)
    return ids(counted)


# Which updates count


def test_a_retraction_is_judged_after_all_that_might_retract_it() -> None:
    chain = [
        retraction("u", "x"),
        retraction("a", "u"),
        retraction("b", "a"),
        retraction("c", "a"),
        retraction("d", "b"),
        retraction("e", "c"),
        retraction("f", "e"),
    ]
    for some_order in (chain, chain[::-1], [*chain[3:], *chain[:3]]):
        # b and e are retracted, so c retracts a, u stands, and x is gone
        assert ids(in_force([report("x"), *some_order])) == []
    assert ids(in_force([report("x"), *chain[:2], *chain[2:3]])) == []
    assert ids(in_force([report("x"), *chain[:2]])) == ["x"]


def test_an_update_is_known_from_the_day_it_was_recorded() -> None:
    updates = [report("a", recorded=JUNE), report("b", recorded=JULY)]
    assert ids(known(updates, JUNE)) == ["a"]
    assert ids(known(updates, JULY)) == ["a", "b"]


def test_without_a_day_of_knowledge_every_update_is_known() -> None:
    assert ids(known([report("a", recorded=date(2031, 1, 1))], None)) == ["a"]


def test_an_update_counts_from_the_close_of_its_own_day() -> None:
    updates = report("june", JUNE), report("july", JULY)
    assert counting(*updates, on=date(2025, 6, 29)) == []
    assert counting(*updates, on=JUNE) == ["june"]
    assert counting(*updates, on=JULY) == ["june", "july"]


def test_an_update_told_later_counts_for_its_own_day_but_not_for_what_was_known_then() -> None:
    late = report("late", JUNE, recorded=CLOSE)
    assert counting(late, on=JUNE) == ["late"]
    assert counting(late, on=JUNE, known_on=date(2025, 12, 30)) == []
    assert counting(late, on=JUNE, known_on=CLOSE) == ["late"]


def test_a_correction_stands_in_the_place_of_its_target() -> None:
    assert counting(report("a"), correction("b", "a")) == ["b"]


def test_a_target_counts_until_its_correction_is_known() -> None:
    updates = report("a"), correction("b", "a", recorded=JUNE)
    assert counting(*updates, known_on=date(2025, 6, 29)) == ["a"]
    assert counting(*updates, known_on=JUNE) == ["b"]


def test_a_correction_that_moves_a_fact_to_a_later_day_leaves_nothing_on_the_earlier_one() -> None:
    updates = report("a", MARCH), correction("b", "a", day=AUTUMN)
    assert counting(*updates, on=JUNE) == []
    assert counting(*updates, on=CLOSE) == ["b"]


def test_a_corrected_correction_still_replaces_its_target() -> None:
    assert counting(report("a"), correction("b", "a"), correction("c", "b")) == ["c"]


def test_a_retracted_update_does_not_count_and_neither_does_its_retraction() -> None:
    assert counting(report("a"), retraction("r", "a")) == []


def test_a_retraction_leaves_other_updates_alone() -> None:
    assert counting(report("a"), report("b"), retraction("r", "a")) == ["b"]


def test_a_retracted_update_counts_until_its_retraction_is_known() -> None:
    updates = report("a"), retraction("r", "a", recorded=JUNE)
    assert counting(*updates, known_on=date(2025, 6, 29)) == ["a"]
    assert counting(*updates, known_on=JUNE) == []


def test_retracting_a_correction_revives_its_target() -> None:
    assert counting(report("a"), correction("b", "a"), retraction("r", "b")) == ["a"]


def test_retracting_the_correction_of_a_correction_revives_the_first_correction_only() -> None:
    updates = report("a"), correction("b", "a"), correction("c", "b"), retraction("r", "c")
    assert counting(*updates) == ["b"]


def test_retracting_a_corrected_correction_revives_the_report_beside_the_second_correction() -> (
    None
):
    updates = report("a"), correction("b", "a"), correction("c", "b"), retraction("r", "b")
    assert counting(*updates) == ["a", "c"]


def test_a_correction_after_a_retracted_one_stands_in_the_place_of_the_report() -> None:
    updates = report("a"), correction("b", "a"), retraction("r", "b"), correction("c", "a")
    assert counting(*updates) == ["c"]


def test_retracting_a_retraction_brings_the_update_back() -> None:
    assert counting(report("a"), retraction("r", "a"), retraction("s", "r")) == ["a"]


def test_a_retracted_retraction_of_a_correction_leaves_the_correction_in_force() -> None:
    updates = report("a"), correction("b", "a"), retraction("r", "b"), retraction("s", "r")
    assert counting(*updates) == ["b"]


@pytest.mark.parametrize(
    ("retractions", "left"), [(1, []), (2, ["u0"]), (3, []), (4, ["u0"]), (5, [])]
)
def test_of_a_chain_of_retractions_every_second_one_brings_the_update_back(
    retractions: int, left: list[str]
) -> None:
    chain = [retraction(f"u{n + 1}", f"u{n}") for n in range(retractions)]
    assert counting(report("u0"), *chain) == left


def test_a_chain_of_retractions_may_be_long() -> None:
    chain = [retraction(f"u{n + 1}", f"u{n}") for n in range(1200)]
    assert ids(in_force([report("u0"), *chain])) == ["u0"]
    assert ids(in_force([report("u0"), *chain, retraction("last", "u1200")])) == []


def test_an_update_retracted_twice_stays_away_when_one_retraction_is_retracted() -> None:
    updates = report("a"), retraction("r", "a"), retraction("s", "a"), retraction("t", "r")
    assert counting(*updates) == []
    assert counting(*updates, retraction("u", "s")) == ["a"]


def test_a_retraction_known_later_is_no_retraction_yet_of_a_retraction() -> None:
    updates = report("a"), retraction("r", "a"), retraction("s", "r", recorded=JUNE)
    assert counting(*updates, known_on=date(2025, 6, 29)) == []
    assert counting(*updates, known_on=JUNE) == ["a"]


def test_retractions_in_a_circle_are_a_problem_and_not_the_end_of_the_load(tmp_path: Path) -> None:
    (tmp_path / "programme.toml").write_text(
        """
        [programme]
        id = "small"
        title = "Small"
        start = 2025-01-01
        end = 2028-12-31
        languages = ["en"]

        [[theme]]
        id = "security"
        title = "Security"

        [[dossier]]
        id = "police"
        theme = "security"
        title = "Police"

        [[working_group]]
        id = "chiefs"
        name = "Chiefs of police"
        kind = "working-group"

        [[objective]]
        id = "patrols"
        dossier = "police"
        title = "Joint patrols"

        [[action]]
        id = "treaty"
        objective = "patrols"
        title = "Treaty"
        groups = ["chiefs"]

        [[update]]
        id = "first"
        action = "treaty"
        date = 2025-03-01
        percent = 10

        [[update]]
        id = "r"
        action = "treaty"
        date = 2025-03-01
        recorded = 2025-03-01
        retracts = "s"

        [[update]]
        id = "s"
        action = "treaty"
        date = 2025-03-01
        recorded = 2025-03-01
        retracts = "r"

        [[update]]
        id = "b"
        action = "treaty"
        date = 2025-03-01
        recorded = 2025-03-01
        corrects = "first"
        percent = 20

        [[update]]
        id = "c"
        action = "treaty"
        date = 2025-03-01
        recorded = 2025-03-01
        corrects = "first"
        percent = 30
        """,
        "utf-8",
    )
    with pytest.raises(LoadError) as caught:
        load(tmp_path)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("circle", "update[1].retracts"),
        ("circle", "update[2].retracts"),
        ("second-correction", "update[4].corrects"),
    ]


@pytest.mark.parametrize(
    "order", list(permutations(range(4))), ids=lambda order: "".join(map(str, order))
)
def test_updates_count_by_day_then_recording_then_id_whatever_their_order_in_the_files(
    order: tuple[int, ...],
) -> None:
    updates = (
        report("z", MARCH, recorded=CLOSE),
        report("y", JUNE, recorded=JULY),
        report("u10", JUNE, recorded=AUTUMN),
        report("u9", JUNE, recorded=AUTUMN),
    )
    assert counting(*(updates[n] for n in order)) == ["z", "y", "u10", "u9"]


# The fold


def folded(*updates: StatusUpdate) -> Fold:
    return fold(updates, YEAR)


def test_before_any_update_the_plan_stands_and_nothing_is_stated() -> None:
    nothing = folded()
    assert nothing == Fold(due=YEAR, reached={}, milestone_due={})
    assert nothing.status is None
    assert nothing.confidence is None
    assert nothing.percent is None
    assert nothing.completed_on is None
    assert not nothing.nil


def test_of_each_fact_the_last_statement_holds() -> None:
    result = folded(
        told(date=JANUARY, status=Status.PLANNED, percent=10, due=Due.parse("2026")),
        told(date=MARCH, status=Status.IN_PROGRESS, confidence=Confidence.RED),
        told(date=JUNE, percent=60, confidence=Confidence.AMBER),
        told(date=AUTUMN, due=Due.parse("2026-H1"), confidence=Confidence.GREEN),
    )
    assert result.status is Status.IN_PROGRESS
    assert result.percent == 60
    assert result.due == Due.parse("2026-H1")
    assert result.confidence is Confidence.GREEN


def test_a_percent_of_nought_is_a_statement() -> None:
    assert folded(told(date=MARCH, percent=40), told(date=JUNE, percent=0)).percent == 0


def test_a_milestone_is_reached_on_the_first_day_it_was_stated() -> None:
    result = folded(
        told(date=MARCH, reached=(SIGNED,)),
        told(date=JUNE, reached=(SIGNED, RATIFIED)),
    )
    assert result.reached == {SIGNED: MARCH, RATIFIED: JUNE}


def test_each_milestone_has_the_due_last_stated_for_it() -> None:
    result = folded(
        told(date=MARCH, milestone_due={SIGNED: Due.parse("2025"), RATIFIED: Due.parse("2026")}),
        told(date=JUNE, milestone_due={SIGNED: Due.parse("2027")}),
    )
    assert result.milestone_due == {SIGNED: Due.parse("2027"), RATIFIED: Due.parse("2026")}


# Confidence is a judgement of one plan

JUDGED = told(date=MARCH, status=Status.IN_PROGRESS, confidence=Confidence.GREEN)


def test_a_new_status_on_a_later_day_clears_the_confidence() -> None:
    assert folded(JUDGED, told(date=JUNE, status=Status.SUSPENDED)).confidence is None


def test_a_new_status_on_the_very_next_day_clears_the_confidence() -> None:
    next_day = told(date=date(2025, 3, 2), status=Status.SUSPENDED)
    assert folded(JUDGED, next_day).confidence is None


def test_a_new_status_on_the_day_of_the_judgement_leaves_the_confidence() -> None:
    same_day = told(date=MARCH, recorded=JUNE, status=Status.SUSPENDED)
    assert folded(JUDGED, same_day).confidence is Confidence.GREEN


@pytest.mark.parametrize(
    ("moved", "again"),
    [
        ({"status": Status.SUSPENDED}, {"status": Status.SUSPENDED}),
        ({"due": Due.parse("2026")}, {"due": Due.parse("2026-H2")}),
    ],
    ids=["status", "due"],
)
def test_what_changed_on_the_day_of_the_judgement_may_be_said_again_later(
    moved: dict[str, Status | Due], again: dict[str, Status | Due]
) -> None:
    same_day = told(date=MARCH, **moved)  # type: ignore[arg-type]
    later = told(date=JUNE, **again)  # type: ignore[arg-type]
    assert folded(JUDGED, same_day, later).confidence is Confidence.GREEN


def test_a_status_of_the_day_of_the_judgement_stands_while_only_dues_are_told() -> None:
    suspended = told(date=MARCH, status=Status.SUSPENDED)
    same_due = told(date=JUNE, due=YEAR)
    still_suspended = told(date=JULY, status=Status.SUSPENDED)
    found = folded(JUDGED, suspended, same_due, still_suspended)
    assert found.confidence is Confidence.GREEN


def test_a_new_due_on_a_later_day_clears_the_confidence() -> None:
    assert folded(JUDGED, told(date=JUNE, due=Due.parse("2026"))).confidence is None


def test_a_new_due_on_the_day_of_the_judgement_leaves_the_confidence() -> None:
    assert folded(JUDGED, told(date=MARCH, due=Due.parse("2026"))).confidence is Confidence.GREEN


def test_an_earlier_due_clears_the_confidence_too() -> None:
    assert folded(JUDGED, told(date=JUNE, due=Due.parse("2025-H1"))).confidence is None


def test_the_same_status_again_leaves_the_confidence() -> None:
    again = told(date=JUNE, status=Status.IN_PROGRESS)
    assert folded(JUDGED, again).confidence is Confidence.GREEN


@pytest.mark.parametrize("due", ["2025", "2025-H2", "2025-Q4", "2025-12", "2025-12-31"])
def test_the_same_due_day_in_other_words_leaves_the_confidence(due: str) -> None:
    assert folded(JUDGED, told(date=JUNE, due=Due.parse(due))).confidence is Confidence.GREEN


def test_planned_said_for_the_first_time_changes_no_status() -> None:
    judged = told(date=MARCH, confidence=Confidence.AMBER)
    assert folded(judged, told(date=JUNE, status=Status.PLANNED)).confidence is Confidence.AMBER


def test_work_that_begins_changes_the_status_that_nobody_had_stated() -> None:
    judged = told(date=MARCH, confidence=Confidence.AMBER)
    assert folded(judged, told(date=JUNE, status=Status.IN_PROGRESS)).confidence is None


@pytest.mark.parametrize(
    "update",
    [
        told(date=JUNE, percent=70),
        told(date=JUNE, reached=(SIGNED,)),
        told(date=JUNE, milestone_due={SIGNED: Due.parse("2027")}),
        told(date=JUNE, unchanged=True),
    ],
    ids=["percent", "milestone reached", "milestone postponed", "nil return"],
)
def test_news_that_moves_neither_status_nor_due_leaves_the_confidence(
    update: StatusUpdate,
) -> None:
    assert folded(JUDGED, update).confidence is Confidence.GREEN


def test_a_new_status_with_a_judgement_of_its_own_keeps_that_one() -> None:
    update = told(date=JUNE, status=Status.SUSPENDED, confidence=Confidence.RED)
    assert folded(JUDGED, update).confidence is Confidence.RED


def test_a_judgement_renewed_on_the_day_of_the_change_is_not_cleared() -> None:
    renewed = told(date=JUNE, confidence=Confidence.AMBER)
    moved = told(date=JUNE, recorded=JULY, due=Due.parse("2026"))
    assert folded(JUDGED, renewed, moved).confidence is Confidence.AMBER


def test_a_cleared_confidence_does_not_come_back() -> None:
    suspended = told(date=JUNE, status=Status.SUSPENDED)
    resumed = told(date=AUTUMN, status=Status.IN_PROGRESS)
    assert folded(JUDGED, suspended, resumed).confidence is None


def test_a_due_is_held_against_the_current_one_and_not_against_the_plan() -> None:
    moved = told(date=JUNE, due=Due.parse("2026"), confidence=Confidence.GREEN)
    again = told(date=JULY, due=Due.parse("2026-12-31"))
    back = told(date=AUTUMN, due=YEAR)
    assert folded(moved, again).confidence is Confidence.GREEN
    assert folded(moved, again, back).confidence is None


# The completion date


def done(day: date) -> StatusUpdate:
    return told(date=day, status=Status.COMPLETED)


def going(day: date) -> StatusUpdate:
    return told(date=day, status=Status.IN_PROGRESS)


def quiet(day: date) -> StatusUpdate:
    return told(date=day, percent=100)


@pytest.mark.parametrize(
    ("updates", "completed_on"),
    [
        ([going(JANUARY)], None),
        ([quiet(JANUARY)], None),
        ([going(JANUARY), done(MARCH)], MARCH),
        ([done(MARCH), done(JUNE)], MARCH),
        ([quiet(JANUARY), done(MARCH)], MARCH),
        ([done(MARCH), quiet(JUNE)], MARCH),
        ([done(MARCH), quiet(JUNE), done(AUTUMN)], MARCH),
        ([done(MARCH), going(JUNE)], None),
        ([done(MARCH), going(JUNE), done(AUTUMN)], AUTUMN),
        ([done(MARCH), going(JUNE), done(JULY), done(AUTUMN)], JULY),
    ],
    ids=[
        "in progress",
        "100 % is not completed",
        "completed",
        "completed twice",
        "silent before",
        "silent after",
        "silent between",
        "reopened",
        "completed again",
        "completed again and twice",
    ],
)
def test_the_completion_date_is_the_first_day_of_the_run_that_ends_the_history(
    updates: list[StatusUpdate], completed_on: date | None
) -> None:
    assert folded(*updates).completed_on == completed_on


# When it was last heard of


def test_news_told_after_the_day_asked_about_is_fresh_on_that_day() -> None:
    assert state(planned(), told(date=MARCH, recorded=CLOSE, percent=1), on=JUNE).heard_on == JUNE


def test_news_is_heard_on_the_day_it_was_recorded() -> None:
    assert state(planned(), told(date=MARCH, recorded=JUNE, percent=1), on=CLOSE).heard_on == JUNE
    assert state(planned(), on=CLOSE).heard_on is None


def test_the_latest_recording_is_the_last_news_even_when_it_tells_of_an_earlier_day() -> None:
    early = told(date=JANUARY, recorded=AUTUMN, percent=1)
    late = told(date=MARCH, recorded=JUNE, percent=2)
    assert state(planned(), early, late, on=CLOSE).heard_on == AUTUMN


def test_only_a_last_update_that_is_a_nil_return_makes_the_history_end_in_one() -> None:
    nil, news = told(date=MARCH, unchanged=True), told(date=JUNE, percent=5)
    assert folded(nil).nil
    assert not folded(nil, news).nil
    assert not folded(told(date=JANUARY, percent=5)).nil
    assert folded(told(date=JANUARY, percent=5), nil).nil


# From the programme


def test_a_snapshot_tells_the_updates_that_its_figures_rest_on() -> None:
    action = planned(milestones=(step(id=SIGNED),))
    updates = report("a"), correction("b", "a", recorded=JUNE), report("late", AUTUMN)
    whole = programme(action, updates=updates)
    assert ids(snapshot(whole, JULY).state(action.id).updates) == ["b"]
    assert ids(snapshot(whole, JULY, MARCH).state(action.id).updates) == ["a"]
    assert ids(snapshot(whole, CLOSE).state(action.id).updates) == ["b", "late"]


# What is supposed


SURVEY = ActionId("survey")


def test_what_is_supposed_comes_on_top_of_what_was_told_in_the_order_of_days() -> None:
    whole = programme(planned(), updates=(report("a", MARCH),))
    supposed = what_if(whole, [report("c", JUNE), report("b", JANUARY)])
    counted, _ = courses(supposed, None)[TREATY].by(CLOSE)
    assert ids(counted) == ["b", "a", "c"]
    assert counting(report("a", MARCH)) == ["a"]


def test_a_supposition_leaves_the_other_actions_as_they_were_known() -> None:
    late = told(id=named("late"), action=SURVEY, date=MARCH, recorded=JULY, percent=20)
    whole = programme(planned(), planned(id=SURVEY), updates=(late,))
    supposed = what_if(whole, [report("a", MARCH)])
    assert ids(courses(supposed, JUNE)[SURVEY].updates) == []
    assert ids(courses(supposed, JULY)[SURVEY].updates) == ["late"]
    assert ids(courses(supposed, JUNE)[TREATY].updates) == ["a"]


def test_a_correction_may_be_supposed_away() -> None:
    told_so_far = report("a", MARCH), correction("b", "a"), report("c", JUNE)
    supposed = what_if(programme(planned(), updates=told_so_far), [retraction("d", "b")])
    counted, _ = courses(supposed, None)[TREATY].by(CLOSE)
    assert ids(counted) == ["a", "c"]


def test_however_many_days_of_knowledge_are_asked_about_few_are_kept() -> None:
    news = told(date=MARCH, recorded=JUNE, percent=40)
    whole = programme(planned(), updates=(news,))
    days = [date(2025, 6, 1 + n) for n in range(10)] + [JUNE]
    asked = [len(courses(whole, day)[planned().id].updates) for day in days]
    assert asked == [int(day >= JUNE) for day in days]
    assert courses(whole, None)[planned().id].updates == (news,)
    assert len(whole.memory["courses",]) == 4
