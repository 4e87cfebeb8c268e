"""A programme with updates that somebody only supposes."""

from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from benelux_tracker import Tally, compare, load, snapshot, what_if, write
from benelux_tracker.checks import errors
from benelux_tracker.dimensions import Dimension
from benelux_tracker.errors import LoadError, RequestError
from benelux_tracker.model import StatusUpdate, Text, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.state import Signal
from benelux_tracker.vocabulary import ActionId, Status, UpdateId
from build_action import SIGNED, named, planned, programme, step, told
from build_files import told as problems_said

WORKED_EXAMPLE = Path(__file__).parents[1] / "examples" / "worked-example"
NOW = "2026-12-31"


@cache
def worked_example() -> WorkProgramme:
    return load(WORKED_EXAMPLE)


def suppose(action: str, day: str = NOW, **stated: object) -> StatusUpdate:
    return StatusUpdate(
        action=ActionId(action),
        date=date.fromisoformat(day),
        **stated,  # type: ignore[arg-type]
    )


def progress_of(whole: WorkProgramme) -> Fraction | None:
    return snapshot(whole, NOW).progress().progress


def refused(
    *updates: StatusUpdate, whole: WorkProgramme | None = None
) -> list[tuple[str, str, str]]:
    """The code, key path and message of each problem for which updates are refused."""
    with pytest.raises(LoadError) as caught:
        what_if(whole or worked_example(), updates)
    return problems_said(caught.value.problems)


# ---- what is supposed counts


def test_what_is_supposed_counts_as_if_it_had_been_told() -> None:
    imagined = what_if(worked_example(), [suppose("a3", status=Status.COMPLETED)])
    snap = snapshot(imagined, NOW)
    assert snap.progress().progress == Fraction(640, 800)  # 340 and 3 · 100
    assert snap.state("a3").signal is Signal.GREEN
    assert imagined.supposed == ("a3@2026-12-31",)
    assert imagined.updates == (*worked_example().updates, suppose("a3", status=Status.COMPLETED))


def test_the_programme_itself_stays_as_it_is() -> None:
    before = worked_example().updates
    what_if(worked_example(), [suppose("a3", status=Status.COMPLETED)])
    assert worked_example().updates == before
    assert worked_example().supposed == ()
    assert progress_of(worked_example()) == Fraction(68, 100)


def test_supposing_nothing_changes_nothing() -> None:
    same = what_if(worked_example(), [])
    assert same == worked_example()
    assert same.supposed == ()
    assert snapshot(same, NOW).states == snapshot(worked_example(), NOW).states


@pytest.mark.parametrize(
    "by",
    [
        "theme",
        "working_group",
        "lead_group",
        "country",
        "due_year",
        ("theme", "working_group"),
    ],
)
def test_the_roll_ups_of_what_is_supposed_are_those_of_a_programme_that_was_told_it(
    by: Dimension | tuple[Dimension, ...],
) -> None:
    updates = (
        suppose("a3", percent=40),
        suppose("a6", status=Status.CANCELLED),
        suppose("a6", "2027-01-01", status=Status.IN_PROGRESS),
    )
    imagined = snapshot(what_if(worked_example(), updates), NOW)
    real = evolve(worked_example(), updates=(*worked_example().updates, *updates))
    one, other = imagined.roll_up(by), snapshot(real, NOW).roll_up(by)
    assert dict(one) == dict(other)
    assert (one.total, one.shared) == (other.total, other.shared)
    assert imagined.states == snapshot(real, NOW).states
    assert list(imagined.states) == list(snapshot(real, NOW).states)
    assert imagined.tallies == snapshot(real, NOW).tallies


def test_a_part_that_is_not_adopted_yet_has_no_roll_up_whatever_is_supposed() -> None:
    whole = programme(planned(adopted=date(2027, 1, 1)))
    imagined = what_if(whole, [told(date=date(2026, 12, 31), percent=50)])
    assert dict(snapshot(imagined, NOW).roll_up("theme")) == {}
    assert snapshot(imagined, NOW).progress().tally == Tally()
    assert snapshot(imagined, "2027-01-01").roll_up("theme")["security"].progress == Fraction(1, 2)


def test_what_is_supposed_counts_from_its_day() -> None:
    imagined = what_if(worked_example(), [suppose("a2", percent=90)])
    assert snapshot(imagined, "2026-12-30").state("a2").completion == 5000
    assert snapshot(imagined, "2026-12-31").state("a2").completion == 9000


def test_what_is_supposed_is_known_from_the_day_it_is_recorded() -> None:
    update = suppose("a2", percent=90, recorded=date(2027, 1, 15))
    imagined = what_if(worked_example(), [update])
    assert snapshot(imagined, NOW, "2027-01-14").state("a2").completion == 5000
    assert snapshot(imagined, NOW, "2027-01-15").state("a2").completion == 9000


def test_what_nobody_knew_yet_is_not_known_beside_what_is_supposed() -> None:
    imagined = what_if(worked_example(), [suppose("a2", "2026-08-01", percent=90)])
    snap = snapshot(imagined, NOW, "2026-08-31")
    assert snap.state("a5").completion is None
    assert snap.progress().progress == Fraction(330, 500)  # a1 done, a2 supposed, a4 at a fifth


def test_corrections_and_retractions_may_be_supposed() -> None:
    correction = suppose(
        "a2", "2026-11-30", id=named("x"), percent=60, corrects=named("a2@2026-11-30")
    )
    assert progress_of(what_if(worked_example(), [correction])) == Fraction(350, 500)
    retraction = suppose("a4", id=named("y"), retracts=named("a4@2026-10-01"))
    assert progress_of(what_if(worked_example(), [retraction])) == Fraction(380, 700)


# ---- one supposition on top of another


def test_suppositions_add_up() -> None:
    some = what_if(worked_example(), [suppose("a2", percent=90)])
    more = what_if(some, [suppose("a5", percent=60), suppose("a2", "2026-12-30", percent=10)])
    assert more.supposed == ("a2@2026-12-31", "a5@2026-12-31", "a2@2026-12-30")
    assert progress_of(some) == Fraction(380, 500)
    assert progress_of(more) == Fraction(430, 500)
    assert progress_of(worked_example()) == Fraction(340, 500)
    assert snapshot(more, NOW).state("a2").completion == 9000


def test_a_supposition_may_correct_another() -> None:
    some = what_if(worked_example(), [suppose("a2", percent=90)])
    more = what_if(
        some, [suppose("a2", id=named("less"), percent=70, corrects=named("a2@2026-12-31"))]
    )
    assert snapshot(more, NOW).state("a2").completion == 7000


def test_an_id_that_exists_gets_a_number() -> None:
    day = "2026-11-30"
    some = what_if(
        worked_example(), [suppose("a2", day, percent=60), suppose("a2", day, percent=61)]
    )
    assert some.supposed == ("a2@2026-11-30 (2)", "a2@2026-11-30 (3)")
    more = what_if(some, [suppose("a2", day, percent=62)])
    assert more.supposed == ("a2@2026-11-30 (2)", "a2@2026-11-30 (3)", "a2@2026-11-30 (4)")
    assert snapshot(more, NOW).state("a2").completion == 6200


def test_an_id_that_another_action_has_gets_a_number_as_well() -> None:
    taken = suppose("a2", id=named("a1@2026-05-20"), percent=60)
    assert what_if(worked_example(), [taken]).supposed == ("a1@2026-05-20 (2)",)
    assert what_if(worked_example(), [suppose("a3", percent=1), taken]).supposed == (
        "a3@2026-12-31",
        "a1@2026-05-20 (2)",
    )


def test_a_supposition_may_rest_on_a_supposed_correction_of_another_action() -> None:
    correction = suppose("a2", id=named("x"), percent=60, corrects=named("a2@2026-11-30"))
    some = what_if(worked_example(), [correction])
    assert progress_of(what_if(some, [suppose("a5", percent=60)])) == Fraction(400, 500)


def test_two_suppositions_of_one_id_both_count() -> None:
    some = what_if(worked_example(), [suppose("a3", percent=1), suppose("a3", percent=2)])
    assert some.supposed == ("a3@2026-12-31", "a3@2026-12-31 (2)")


def test_a_changed_copy_of_what_is_supposed_counts_it_too() -> None:
    imagined = what_if(worked_example(), [suppose("a3", percent=40)])
    copy = evolve(imagined, title=Text("A copy"))
    assert copy.supposed == ("a3@2026-12-31",)
    assert progress_of(copy) == Fraction(460, 800)
    assert progress_of(what_if(copy, [suppose("a3", "2027-01-01", percent=50)])) == Fraction(
        460, 800
    )


def test_what_is_supposed_is_part_of_what_a_programme_is() -> None:
    update = suppose("a3", percent=40)
    real = evolve(worked_example(), updates=(*worked_example().updates, update))
    assert what_if(worked_example(), [update]) != real
    assert what_if(worked_example(), [update]) == what_if(worked_example(), (update,))


def test_what_is_supposed_is_never_written(tmp_path: Path) -> None:
    imagined = what_if(worked_example(), [suppose("a3", percent=40)])
    with pytest.raises(RequestError):
        write(imagined, tmp_path / "written")
    assert not (tmp_path / "written").exists()


def test_a_snapshot_taken_before_is_not_touched() -> None:
    whole = load(WORKED_EXAMPLE)
    snap = snapshot(whole, NOW)
    imagined = what_if(whole, [suppose("a3", status=Status.COMPLETED)])
    assert snapshot(imagined, NOW).roll_up("theme").total.progress == Fraction(640, 800)
    assert snap.roll_up("theme").total.progress == Fraction(340, 500)
    assert snapshot(whole, NOW) is snap


# ---- what could not have been told


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert refused(
        suppose("a9", percent=5),
        suppose("a2", percent=101),
        suppose("a3", recorded=date(2026, 12, 30), percent=5),
        suppose("a5"),
        suppose("a6", percent=5, group="trader"),
        suppose("a1", reached=(SIGNED,)),
        suppose("a4", corrects=named("a4@2026-10-02"), percent=5),
        suppose("a2", "2026-12-30", unchanged=True, percent=5),
        suppose("a2", "2026-12-29", retracts=named("a2@2026-11-30"), percent=5),
    ) == [
        ("unknown-action", "a9@2026-12-31.action", 'no action "a9"'),
        ("unknown-working-group", "a6@2026-12-31.group", 'no working group "trader"'),
        (
            "bad-percent",
            "a2@2026-12-31.percent",
            "must be a whole number 0 to 100, got 101",
        ),
        (
            "recorded-before-date",
            "a3@2026-12-31.recorded",
            "recorded 2026-12-30 is before the date 2026-12-31",
        ),
        ("says-nothing", "a5@2026-12-31", "an update states at least one thing"),
        ("unknown-milestone", "a1@2026-12-31.reached", 'no milestone "signed" in action "a1"'),
        (
            "nil-with-news",
            "a2@2026-12-30.unchanged",
            "a nil return (unchanged = true) states nothing else, got percent",
        ),
        ("retraction-with-news", "a2@2026-12-29.retracts", "a retraction states nothing"),
        ("unknown-update", "a4@2026-12-31.corrects", 'no update "a4@2026-10-02"'),
    ]


def test_a_misspelt_action_is_refused_with_a_hint() -> None:
    whole = programme(planned())
    with pytest.raises(LoadError) as caught:
        what_if(whole, [suppose("police-traety", percent=1)])
    assert caught.value.problems[0].hint == 'did you mean "police-treaty"?'


def test_a_supposed_correction_keeps_the_rules_of_corrections() -> None:
    late = suppose("a2", id=named("late"), recorded=date(2027, 2, 1), percent=1)
    some = what_if(worked_example(), [late])
    assert refused(suppose("a2", id=named("x"), corrects=named("late"), percent=1), whole=some) == [
        ("corrects-later", "x.corrects", '"late" was recorded on 2027-02-01, after 2026-12-31')
    ]
    first = suppose("a2", id=named("x"), corrects=named("a2@2026-11-30"), percent=1)
    assert refused(evolve(first, id=named("y")), whole=what_if(worked_example(), [first])) == [
        ("second-correction", "y.corrects", '"a2@2026-11-30" is corrected already by "x"')
    ]
    assert refused(
        suppose("a2", id=named("y"), corrects=named("x"), percent=1),
        suppose("a2", id=named("x"), corrects=named("y"), percent=1),
    ) == [
        ("circle", "y.corrects", "corrections go round in a circle: y → x → y"),
        ("circle", "x.corrects", "corrections go round in a circle: x → y → x"),
    ]


def test_a_correction_of_another_action_is_refused() -> None:
    some = what_if(worked_example(), [suppose("a1", id=named("x"), percent=1)])
    assert refused(suppose("a2", corrects=named("x"), percent=1), whole=some) == [
        (
            "other-action",
            "a2@2026-12-31.corrects",
            '"x" is an update of action "a1", not "a2"',
        )
    ]


WRONG: dict[str, tuple[object, str]] = {
    "date": ("2026-12-31", "must be of type date, got '2026-12-31'"),
    "recorded": (
        datetime(2026, 12, 31),  # noqa: DTZ001
        "must be of type date, got datetime.datetime(2026, 12, 31, 0, 0)",
    ),
    "status": ("completed", "must be of type Status, got 'completed'"),
    "confidence": ("green", "must be of type Confidence, got 'green'"),
    "percent": (50.0, "must be of type int, got 50.0"),
    "due": ("2027", "must be of type Due, got '2027'"),
    "reached": ("signed", "must be of type tuple, got 'signed'"),
    "summary": ("Signed.", "must be of type Text, got 'Signed.'"),
    "reason": ("No money", "must be of type Text, got 'No money'"),
}


@pytest.mark.parametrize("key", WRONG)
def test_an_update_made_in_python_has_values_of_the_right_kind(key: str) -> None:
    value, message = WRONG[key]
    right: dict[str, object] = {"recorded": date(2026, 12, 31), "percent": 50}
    stated: dict[str, object] = {"date": date(2026, 12, 31), **right, key: value}
    wrong = StatusUpdate(action=ActionId("a2"), id=named("x"), **stated)  # type: ignore[arg-type]
    assert refused(wrong) == [("wrong-type", f"x.{key}", message)]


def test_a_milestone_s_new_due_in_plain_words_is_not_one() -> None:
    moved: dict[str, object] = {"date": date(2026, 12, 31), "milestone_due": {"signed": "2027"}}
    wrong = StatusUpdate(action=ActionId("a2"), id=named("x"), **moved)  # type: ignore[arg-type]
    said = "must be of type Due, got '2027'"
    assert refused(wrong) == [("wrong-type", "x.milestone_due.signed", said)]


@pytest.mark.parametrize("value", [True, False])
def test_yes_and_no_are_no_percentage(*, value: bool) -> None:
    assert refused(suppose("a2", percent=value)) == [
        ("wrong-type", "a2@2026-12-31.percent", f"must be of type int, got {value}")
    ]


@pytest.mark.parametrize("percent", [0, 1, 99, 100])
def test_a_percentage_of_0_to_100_is_right(percent: int) -> None:
    imagined = what_if(worked_example(), [suppose("a2", percent=percent)])
    assert snapshot(imagined, NOW).state("a2").completion == 100 * percent


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_percentage_beyond_0_to_100_is_not(percent: int) -> None:
    assert refused(suppose("a2", percent=percent)) == [
        (
            "bad-percent",
            "a2@2026-12-31.percent",
            f"must be a whole number 0 to 100, got {percent}",
        )
    ]


def test_of_what_is_of_the_wrong_kind_nothing_else_is_checked() -> None:
    whole = programme(planned(milestones=(step(id=SIGNED),)))
    wrong = told(date="2026-12-31", corrects=named("nothing"), reached=("sighed",))  # type: ignore[arg-type]
    assert refused(wrong, evolve(wrong, id=named("y")), whole=whole) == [
        ("wrong-type", f"{name}.{key}", "must be of type date, got '2026-12-31'")
        for name in ("police-treaty@2026-12-31", "y")
        for key in ("date", "recorded")
    ]


def test_what_corrects_an_update_of_the_wrong_kind_is_not_compared_with_it() -> None:
    wrong = suppose("a2", id=named("x"), percent=5, recorded="2026-12-31")
    right = suppose("a2", id=named("y"), percent=5, corrects=named("x"))
    assert [code for code, _, _ in refused(wrong, right)] == ["wrong-type"]
    assert [code for code, _, _ in refused(right, evolve(wrong, corrects=named("y")))] == [
        "wrong-type"
    ]


def test_a_programme_made_in_python_is_checked_in_the_same_way() -> None:
    whole = programme(planned(), updates=(told(date=date(2026, 1, 1), status="completed"),))  # type: ignore[arg-type]
    assert problems_said(tuple(errors(whole))) == [
        (
            "wrong-type",
            "police-treaty@2026-01-01.status",
            "must be of type Status, got 'completed'",
        )
    ]


def test_what_may_be_stated_may_be_supposed() -> None:
    whole = programme(planned(milestones=(step(id=SIGNED),)))
    update = told(
        date=date(2026, 12, 1),
        due=Due.parse("2027"),
        reached=(SIGNED,),
        milestone_due={SIGNED: Due.parse("2026")},
        summary=Text("Signed."),
        reason=Text("Late."),
    )
    assert what_if(whole, [update]).supposed == (UpdateId("police-treaty@2026-12-01"),)


def test_a_single_update_may_be_supposed_without_a_list() -> None:
    one = suppose("a2", percent=90)
    assert what_if(worked_example(), one) == what_if(worked_example(), [one])


@pytest.mark.parametrize("action", [None, 5])
def test_an_action_is_named_in_words(action: object) -> None:
    wrong = StatusUpdate(action=action, date=date(2026, 12, 31), percent=1)  # type: ignore[arg-type]
    with pytest.raises(LoadError, match="must be of type str, got"):
        what_if(worked_example(), [wrong])


def test_there_is_no_action_without_a_name() -> None:
    wrong = StatusUpdate(action=ActionId(""), date=date(2026, 12, 31), percent=1)
    with pytest.raises(LoadError, match='no action ""'):
        what_if(worked_example(), [wrong])


@pytest.mark.parametrize(
    ("stated", "hint"),
    [
        ({"status": "completed"}, "Status.IN_PROGRESS, Status.SUSPENDED, Status.COMPLETED"),
        ({"due": "2027"}, 'write Due.parse("2027-H1")'),
        ({"summary": "Done"}, 'write Text("…")'),
        ({"reached": None}, "write a tuple"),
        ({"recorded": None}, "write datetime.date(2026, 12, 31)"),
    ],
)
def test_a_wrong_type_says_what_to_write(stated: dict[str, object], hint: str) -> None:
    wrong = StatusUpdate(action=ActionId("a2"), date=date(2026, 12, 31), **stated)  # type: ignore[arg-type]
    with pytest.raises(LoadError) as caught:
        what_if(worked_example(), [wrong])
    assert hint in caught.value.problems[0].hint


def test_the_values_of_indicators_and_the_entries_of_rows_have_types_too() -> None:
    stated: dict[str, object] = {"values": {"x": "abc"}, "sources": (5,), "unchanged": "yes"}
    wrong = StatusUpdate(action=ActionId("a2"), date=date(2026, 12, 31), **stated)  # type: ignore[arg-type]
    assert sorted(key.rpartition("31.")[2] for _, key, _ in refused(wrong)) == [
        "sources",
        "unchanged",
        "values.x",
    ]


def test_a_view_names_what_it_supposes() -> None:
    imagined = what_if(worked_example(), suppose("a2", percent=90))
    plain, other = snapshot(worked_example(), NOW), snapshot(imagined, NOW)
    record = compare(plain, other)
    assert (record.opening.supposed, record.restated.supposed) == ((), ())
    assert record.closing.supposed == ("a2@2026-12-31",)
