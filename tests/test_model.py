"""Records are facts: frozen, equal by value, and the same in whatever order they are read."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker.errors import Place
from benelux_tracker.model import (
    Consultation,
    Dossier,
    Milestone,
    Narrative,
    Objective,
    Rules,
    StatusUpdate,
    Text,
    Theme,
)
from benelux_tracker.vocabulary import (
    ActionId,
    DossierId,
    Level,
    MilestoneId,
    ObjectiveId,
    ThemeId,
    UpdateId,
)
from build_action import planned, programme

ORDER = ("nl", "fr", "en")
TREATY = ActionId("police-treaty")
EXERCISE = ActionId("border-exercise")


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        pytest.param(
            Text(translations={"fr": "Traité", "nl": "Verdrag"}),
            "fr",
            ("Traité", "fr"),
            id="asked-for",
        ),
        pytest.param(
            Text(translations={"fr": "Traité", "nl": "Verdrag"}),
            "en",
            ("Verdrag", "nl"),
            id="first-of-the-order",
        ),
        pytest.param(
            Text(translations={"de": "Vertrag", "fr": "Traité"}),
            "en",
            ("Traité", "fr"),
            id="next-of-the-order",
        ),
        pytest.param(
            Text(translations={"de": "Vertrag"}), "en", ("Vertrag", "de"), id="outside-the-order"
        ),
        pytest.param(
            Text(translations={"de": "Vertrag"}), "de", ("Vertrag", "de"), id="asked-outside"
        ),
        pytest.param(Text("Verdrag"), "nl", ("Verdrag", "nl"), id="plain-in-its-language"),
        pytest.param(Text("Verdrag"), "fr", ("Verdrag", "nl"), id="plain-in-another"),
        pytest.param(Text(translations={"nl": ""}), "nl", ("", "nl"), id="empty"),
    ],
)
def test_a_text_is_read_in_the_language_asked_for_or_says_which_one_it_is_in(
    text: Text, language: str, read: tuple[str, str]
) -> None:
    assert text.read(language, ORDER) == read


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        pytest.param(Text("Verdrag"), ("nl",), id="plain"),
        pytest.param(
            Text(translations={"en": "Treaty", "nl": "Verdrag"}), ("nl", "en"), id="in-order"
        ),
        pytest.param(
            Text(translations={"de": "Vertrag", "lb": "Traktat", "fr": "Traité"}),
            ("fr", "de", "lb"),
            id="others-last",
        ),
    ],
)
def test_the_languages_of_a_text_stand_in_the_order_of_the_programme(
    text: Text, languages: tuple[str, ...]
) -> None:
    assert text.languages(ORDER) == languages


def test_the_default_rules_are_those_of_the_specification() -> None:
    assert Rules() == Rules(
        stale_after_days=365,
        behind_tolerance=1500,
        min_coverage=Fraction(3, 5),
        red=Fraction(1, 4),
        amber=Fraction(1, 4),
    )


def test_an_update_is_recorded_on_its_own_day_and_named_after_action_and_day() -> None:
    update = StatusUpdate(action=TREATY, date=date(2025, 6, 30))

    assert update.recorded == date(2025, 6, 30)
    assert update.id == "police-treaty@2025-06-30"


def test_an_update_that_was_told_later_keeps_the_name_of_its_own_day() -> None:
    update = StatusUpdate(action=TREATY, date=date(2025, 6, 30), recorded=date(2025, 12, 31))

    assert update.recorded == date(2025, 12, 31)
    assert update.id == "police-treaty@2025-06-30"


def test_an_update_may_have_a_name_of_its_own() -> None:
    update = StatusUpdate(action=TREATY, date=date(2025, 6, 30), id=UpdateId("signing"))

    assert update.id == "signing"


def test_an_update_states_nothing_by_itself() -> None:
    update = StatusUpdate(action=TREATY, date=date(2025, 6, 30))

    stated = (update.status, update.confidence, update.percent, update.due, update.summary)
    assert stated == (None, None, None, None, None)
    assert (update.reached, update.milestone_due, update.values) == ((), {}, {})
    assert update.unchanged is False


def test_a_record_cannot_be_changed() -> None:
    action = planned()

    with pytest.raises(FrozenInstanceError):
        action.weight = 2  # type: ignore[misc]


def test_where_a_record_was_read_makes_no_difference() -> None:
    one = Theme(id=ThemeId("security"), title=Text("Security"), origin=Place("a.toml", 1))
    two = Theme(id=ThemeId("security"), title=Text("Security"), origin=Place("b.toml", 9))

    assert one == two
    assert repr(one) == repr(two)
    assert "toml" not in repr(one)


def test_a_programme_in_another_reading_order_is_the_same_programme() -> None:
    treaty, exercise = planned(), planned(id=EXERCISE)
    signed = StatusUpdate(action=TREATY, date=date(2025, 6, 30), percent=10)
    held = StatusUpdate(action=EXERCISE, date=date(2025, 3, 1), percent=100)

    one = programme(treaty, exercise, updates=(signed, held))
    two = programme(exercise, treaty, updates=(held, signed))

    assert one == two
    assert [action.id for action in two.actions] == ["border-exercise", "police-treaty"]


def test_records_without_an_id_may_stand_in_any_order_too() -> None:
    expert = Consultation(level=Level.EXPERT, year=2025, count=3)
    visit = Consultation(level=Level.VISIT, year=2025, count=1)
    whole = Narrative(about="programme", year=2025, text=Text("A year"))
    theme = Narrative(about="theme:security", year=2025, text=Text("A safe year"))

    one = evolve(programme(), consultations=(expert, visit), narratives=(whole, theme))
    two = evolve(programme(), consultations=(visit, expert), narratives=(theme, whole))

    assert one == two
    assert one != evolve(two, consultations=(visit,))


def test_the_order_of_the_milestones_of_an_action_is_part_of_it() -> None:
    signed = Milestone(id=MilestoneId("signed"), title=Text("Signed"))
    ratified = Milestone(id=MilestoneId("ratified"), title=Text("Ratified"))

    assert planned(milestones=(signed, ratified)) != planned(milestones=(ratified, signed))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(programme(planned(weight=2)), id="weight"),
        pytest.param(programme(), id="no-action"),
        pytest.param(programme(planned(), rules=Rules(red=Fraction(1, 3))), id="rules"),
    ],
)
def test_a_programme_with_another_fact_is_another_programme(other: object) -> None:
    assert programme(planned()) != other


def test_an_action_is_found_by_its_id() -> None:
    treaty, exercise = planned(), planned(id=EXERCISE)

    assert programme(treaty, exercise).action_by_id == {
        "police-treaty": treaty,
        "border-exercise": exercise,
    }


def test_the_dossier_of_an_action_is_that_of_its_objective() -> None:
    tax = Dossier(id=DossierId("tax"), theme=ThemeId("security"), title=Text("Tax"))
    fraud = Objective(id=ObjectiveId("less-fraud"), dossier=tax.id, title=Text("Less fraud"))
    audit = planned(id=ActionId("joint-audit"), objective=fraud.id)
    small = programme(planned(), audit)

    whole = evolve(
        small, dossiers=(*small.dossiers, tax), objectives=(*small.objectives, fraud)
    ).dossier_of

    assert {action: dossier.id for action, dossier in whole.items()} == {
        "police-treaty": "police",
        "joint-audit": "tax",
    }


def test_the_history_of_an_action_is_ordered_by_day_then_recording_then_name() -> None:
    def told(name: str, day: int, recorded: int) -> StatusUpdate:
        return StatusUpdate(
            action=TREATY,
            id=UpdateId(name),
            date=date(2025, 1, day),
            recorded=date(2025, 1, recorded),
            percent=1,
        )

    updates = (told("d", 3, 3), told("c", 2, 9), told("b", 2, 5), told("a", 2, 9), told("e", 1, 31))
    small = programme(planned(), planned(id=EXERCISE), updates=updates)

    assert [update.id for update in small.history[TREATY]] == ["e", "b", "a", "c", "d"]
    assert small.history[EXERCISE] == ()


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["nl", "fr", "en", "de", "lb"]), st.text()), st.text())
def test_what_is_read_of_a_text_is_in_the_language_that_is_claimed(
    translations: dict[str, str], language: str
) -> None:
    text = Text("plain", translations)

    read, claimed = text.read(language, ORDER)

    assert claimed in text.languages(ORDER)
    assert read == (translations[claimed] if translations else "plain")


@settings(deadline=None)
@given(st.permutations(range(5)))
def test_reading_order_never_changes_a_history(order: list[int]) -> None:
    updates = [
        StatusUpdate(action=TREATY, date=date(2025, 1, day), percent=day) for day in range(1, 6)
    ]

    shuffled = programme(planned(), updates=tuple(updates[number] for number in order))

    assert shuffled.history[TREATY] == tuple(updates)
    assert shuffled == programme(planned(), updates=tuple(updates))
