"""What a question may be about: keys of every kind. Source: how-it-counts.md."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from benelux_tracker.dimensions import Key, Subject, dimensions, subject_of
from benelux_tracker.errors import RequestError, UnknownKeyError
from benelux_tracker.model import (
    Action,
    Dossier,
    Objective,
    Text,
    Theme,
    WorkingGroup,
    WorkProgramme,
)
from benelux_tracker.periods import Due
from benelux_tracker.snapshot import snapshot
from benelux_tracker.storage import load
from benelux_tracker.vocabulary import (
    ActionId,
    Country,
    DossierId,
    GroupId,
    GroupKind,
    ObjectiveId,
    Output,
    ThemeId,
)
from build_action import planned, programme

CHIEFS, CUSTOMS = GroupId("police-chiefs"), GroupId("customs")


def two_themes() -> WorkProgramme:
    """Two themes, two groups, four actions; the word "trade" names four things."""
    plain = programme(
        action("treaty", "joint-patrols", due=Due.parse("2026"), output=Output.TREATY),
        action("labels", "free-trade", groups=(CUSTOMS, CHIEFS), countries=("BE", "NL")),
        action("tariffs", "free-trade", groups=(CUSTOMS,), countries=("BE",)),
        action("trade", "free-trade", groups=(CUSTOMS,), adopted=date(2027, 1, 1)),
    )
    return evolve(
        plain,
        themes=(
            *plain.themes,
            Theme(id=ThemeId("market"), title=Text("Market")),
            Theme(id=ThemeId("empty"), title=Text("Nothing yet")),
        ),
        dossiers=(
            *plain.dossiers,
            Dossier(id=DossierId("trade"), theme=ThemeId("market"), title=Text("Trade")),
        ),
        objectives=(
            *plain.objectives,
            Objective(
                id=ObjectiveId("free-trade"), dossier=DossierId("trade"), title=Text("Free trade")
            ),
        ),
        working_groups=(
            *plain.working_groups,
            WorkingGroup(id=CUSTOMS, name=Text("Customs"), kind=GroupKind.NETWORK),
            WorkingGroup(id=GroupId("trade"), name=Text("Trade"), kind=GroupKind.NETWORK),
        ),
    )


def action(name: str, objective: str, **more: object) -> Action:
    return planned(
        id=ActionId(name),
        objective=ObjectiveId(objective),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("key", "said", "actions"),
    [
        ("programme", "programme", ["treaty", "labels", "tariffs", "trade"]),
        ("security", "theme:security", ["treaty"]),
        ("police", "dossier:police", ["treaty"]),
        ("free-trade", "objective:free-trade", ["labels", "tariffs", "trade"]),
        ("customs", "working_group:customs", ["labels", "tariffs", "trade"]),
        ("treaty", "action:treaty", ["treaty"]),
        ("empty", "theme:empty", []),
        ("theme:market", "theme:market", ["labels", "tariffs", "trade"]),
        ("dossier:trade", "dossier:trade", ["labels", "tariffs", "trade"]),
        ("objective:free-trade", "objective:free-trade", ["labels", "tariffs", "trade"]),
        ("working_group:police-chiefs", "working_group:police-chiefs", ["treaty", "labels"]),
        ("working_group:trade", "working_group:trade", []),
        ("lead_group:police-chiefs", "lead_group:police-chiefs", ["treaty"]),
        ("lead_group:trade", "lead_group:trade", []),
        ("action:trade", "action:trade", ["trade"]),
        ("country:BE", "country:BE", ["labels", "tariffs"]),
        ("country:none", "country:none", ["treaty", "trade"]),
        ("output:treaty", "output:treaty", ["treaty"]),
        ("output:none", "output:none", ["labels", "tariffs", "trade"]),
        ("due_year:2026", "due_year:2026", ["treaty"]),
        ("due_year:2028", "due_year:2028", ["labels", "tariffs", "trade"]),
        (("market", "customs"), "theme:market × working_group:customs", None),
        (("theme:market", "country:NL"), "theme:market × country:NL", ["labels"]),
        (("customs", "police-chiefs"), "working_group:customs × working_group:police-chiefs", 1),
        (("market", "treaty"), "theme:market × action:treaty", []),
        (("action:treaty",), "action:treaty", ["treaty"]),
        ((), "programme", ["treaty", "labels", "tariffs", "trade"]),
        (("programme", "security"), "theme:security", ["treaty"]),
    ],
)
def test_a_key_names_the_actions_that_belong_to_it(
    key: Key, said: str, actions: list[str] | int | None
) -> None:
    found = subject_of(two_themes(), key)
    expected = {None: ["labels", "tariffs", "trade"], 1: ["labels"]}
    assert str(found) == said
    assert list(found.actions) == (actions if isinstance(actions, list) else expected[actions])


def test_a_cell_has_its_actions_in_the_order_of_the_programme() -> None:
    turned = evolve(two_themes(), actions=tuple(reversed(two_themes().actions)))
    assert subject_of(turned, ("country:BE", "market")).actions == ("tariffs", "labels")


def test_the_parts_of_a_key_are_kinds_and_ids() -> None:
    assert subject_of(two_themes(), ("market", "country:BE")) == Subject(
        (("theme", "market"), ("country", "BE")), (ActionId("labels"), ActionId("tariffs"))
    )


@pytest.mark.parametrize(
    ("key", "alone"),
    [
        ("treaty", True),
        (("treaty",), True),
        (("security", "treaty"), False),
        ("security", False),  # it has that one action, but is a theme
        ("programme", False),
    ],
)
def test_only_the_key_of_an_action_is_about_a_single_action(key: Key, *, alone: bool) -> None:
    assert subject_of(two_themes(), key).is_action is alone


ALL_WORDS = (
    "customs, empty, free-trade, joint-patrols, labels, market, police, police-chiefs, "
    "programme, security, tariffs, trade, treaty"
)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("markte", 'nothing is called "markte"; did you mean "market"?'),
        ("program", 'nothing is called "program"; did you mean "programme"?'),
        ("traety", 'nothing is called "traety"; did you mean "treaty"?'),
        (("market", "costums"), 'nothing is called "costums"; did you mean "customs"?'),
        ("theme:trade", 'no theme "trade"; known: empty, market, security'),
        ("theme:marked", 'no theme "marked"; did you mean "market"?'),
        ("action:treat", 'no action "treat"; did you mean "treaty"?'),
        (
            "working_group:customer",
            'no working group "customer"; did you mean "customs"?',
        ),
        ("country:DE", 'no country "DE"; known: BE, NL, none'),
        ("output:study", 'no output "study"; known: none, treaty'),
        ("due_year:2030", 'no due year "2030"; known: 2026, 2028'),
        (
            "colour:BE",
            f'nothing is called "colour:BE"; known: {ALL_WORDS}',
        ),
        ("theme", f'nothing is called "theme"; known: {ALL_WORDS}'),
        ("theme:", 'no theme ""; known: empty, market, security'),
    ],
)
def test_what_nothing_is_called_is_refused_with_a_hint(key: Key, message: str) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        subject_of(two_themes(), key)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("Security", '"security"'),
        ("Veiligheid", '"security"'),
        ("VEILIGHEID", '"security"'),
        ("sécurité", '"security"'),
        ("Veilighied", '"security"'),
        ("securite", '"security"'),
        ("Nothing yet", '"empty"'),
        ("nothing jet", '"empty"'),
        ("Customs Network", '"customs"'),
        ("Police chiefs", '"police-chiefs"'),
        ("Make a treaty", '"treaty" or "labels"'),
        (("market", "veiligheid"), '"security"'),
    ],
)
def test_a_title_or_a_name_in_any_language_leads_to_the_id(key: Key, ids: str) -> None:
    whole = two_themes()
    first, second, *rest = whole.actions
    said = Text(translations={"nl": "Veiligheid", "fr": "Sécurité"})
    titled = evolve(
        whole,
        themes=(evolve(whole.themes[0], title=said), *whole.themes[1:]),
        working_groups=(
            *whole.working_groups[:1],
            evolve(whole.working_groups[1], name=Text("Customs network")),
        ),
        actions=(*(evolve(a, title=Text("Make a treaty")) for a in (first, second)), *rest),
    )
    with pytest.raises(UnknownKeyError) as caught:
        subject_of(titled, key)
    word = key if isinstance(key, str) else key[-1]
    assert str(caught.value) == f'nothing is called "{word}"; did you mean {ids}?'


def test_a_word_that_names_several_things_has_to_be_made_clear() -> None:
    with pytest.raises(RequestError) as caught:
        subject_of(two_themes(), "trade")
    assert str(caught.value) == (
        'several things are called "trade"; write dossier:trade or working_group:trade '
        "or action:trade"
    )


def test_a_word_that_names_two_things_has_to_be_made_clear() -> None:
    whole = programme(planned(id=ActionId("security")))
    with pytest.raises(RequestError, match="write theme:security or action:security"):
        subject_of(whole, "security")


def test_the_programme_is_the_programme_whatever_else_is_called_so() -> None:
    whole = programme(planned(id=ActionId("programme")), planned())
    assert len(subject_of(whole, "programme").actions) == 2
    assert subject_of(whole, "action:programme").actions == ("programme",)


def test_a_country_without_actions_is_unknown() -> None:
    whole = programme(planned(countries=(Country("LU"),)))
    with pytest.raises(UnknownKeyError, match='no country "none"; known: LU'):
        subject_of(whole, "country:none")


def test_a_view_has_the_actions_of_a_subject_in_scope_or_not() -> None:
    snap = snapshot(two_themes(), "2026-12-31")
    view = snap.view(subject_of(two_themes(), "customs"))
    assert list(view.states) == ["labels", "tariffs", "trade"]
    assert view.progress.tally.actions == 2
    assert (view.on, view.known_on) == (date(2026, 12, 31), None)


EXAMPLE = Path(__file__).parents[1] / "examples" / "worked-example"


@pytest.mark.parametrize("key", [None, 5, ("market", None)])
def test_what_is_no_text_is_no_key(key: object) -> None:
    with pytest.raises(RequestError, match=r"^a key is a text, or a tuple of texts; got"):
        subject_of(load(EXAMPLE), key)  # type: ignore[arg-type]


def test_a_list_of_keys_is_as_good_as_a_tuple() -> None:
    listed: object = ["market", "customs"]
    found = subject_of(load(EXAMPLE), listed)  # type: ignore[arg-type]
    assert found == subject_of(load(EXAMPLE), ("market", "customs"))


@pytest.mark.parametrize("by", [None, 5, (), ("theme", None), [["theme"]]])
def test_what_is_no_dimension_is_refused(by: object) -> None:
    with pytest.raises(RequestError, match=r"^no dimension"):
        dimensions(by)  # type: ignore[arg-type]
