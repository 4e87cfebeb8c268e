"""A programme on a day, rolled up along every dimension. Source: how-it-counts.md."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import evolve

from benelux_tracker import load, snapshot
from benelux_tracker.dimensions import Dimension, Key
from benelux_tracker.errors import DateError, RequestError, UnknownKeyError
from benelux_tracker.model import WorkProgramme
from benelux_tracker.snapshot import RollUp, Snapshot
from benelux_tracker.state import Signal
from benelux_tracker.tally import NoNumber, Tally, worst_wins

# Themes, groups and actions stand in an order that is not that of the alphabet.
PROGRAMME = """
[programme]
id = "small"
title = "Small"
start = 2025-01-01
end = 2028-12-31
languages = ["en"]

[[theme]]
id = "security"
title = "Security"

[[theme]]
id = "market"
title = "Market"

[[theme]]
id = "climate"
title = "Climate"

[[dossier]]
id = "police"
theme = "security"
title = "Police"

[[dossier]]
id = "crises"
theme = "security"
title = "Crises"

[[dossier]]
id = "transport"
theme = "market"
title = "Transport"

[[working_group]]
id = "police-chiefs"
name = "Chiefs of police"
kind = "working-group"

[[working_group]]
id = "customs"
name = "Customs"
kind = "working-group"

[[working_group]]
id = "archives"
name = "Archives"
kind = "network"

[[working_group]]
id = "academy"
name = "Academy"
kind = "network"

[[objective]]
id = "patrols"
dossier = "police"
title = "Joint patrols"

[[objective]]
id = "relief"
dossier = "crises"
title = "Relief"

[[objective]]
id = "freight"
dossier = "transport"
title = "Digital freight papers"

[[action]]
id = "e-cmr"
objective = "freight"
title = "Pilot with digital freight papers"
groups = ["customs"]
start = 2025-01-01
due = "2026"
weight = 3
output = "service"
countries = ["NL", "BE"]

[[action]]
id = "treaty"
objective = "patrols"
title = "Police treaty"
groups = ["police-chiefs", "customs"]
due = "2025"
weight = 2
output = "treaty"
countries = ["BE"]

[[action]]
id = "exercise"
objective = "relief"
title = "Exercise"
groups = ["police-chiefs"]
due = 2027-05-05

[[action]]
id = "study"
objective = "patrols"
title = "Study"
groups = ["archives", "customs"]
adopted = 2026-01-01
output = "study"
countries = ["LU", "BE"]

[[update]]
action = "e-cmr"
date = 2025-06-30
recorded = 2026-02-01
status = "in_progress"
percent = 50

[[update]]
action = "treaty"
date = 2025-12-01
status = "completed"
"""


@pytest.fixture
def programme(tmp_path: Path) -> WorkProgramme:
    (tmp_path / "programme.toml").write_text(PROGRAMME, "utf-8")
    return load(tmp_path)


@pytest.fixture
def close(programme: WorkProgramme) -> Snapshot:
    """The close of 2025, when the study has not been adopted yet."""
    return snapshot(programme, "2025-12-31")


@pytest.fixture
def next_year(programme: WorkProgramme) -> Snapshot:
    return snapshot(programme, "2026-01-01")


def members(rolled: RollUp) -> list[tuple[Key, list[str]]]:
    """The keys in order, each with its actions in order."""
    return [(key, [str(s.action.id) for s in part.children]) for key, part in rolled.items()]


# One dimension


@pytest.mark.parametrize(
    ("dimension", "parts"),
    [
        (
            "theme",
            [("security", ["treaty", "exercise", "study"]), ("market", ["e-cmr"])],
        ),
        (
            "dossier",
            [
                ("police", ["treaty", "study"]),
                ("crises", ["exercise"]),
                ("transport", ["e-cmr"]),
            ],
        ),
        (
            "objective",
            [
                ("patrols", ["treaty", "study"]),
                ("relief", ["exercise"]),
                ("freight", ["e-cmr"]),
            ],
        ),
        (
            "lead_group",
            [
                ("police-chiefs", ["treaty", "exercise"]),
                ("customs", ["e-cmr"]),
                ("archives", ["study"]),
            ],
        ),
        (
            "working_group",
            [
                ("police-chiefs", ["treaty", "exercise"]),
                ("customs", ["e-cmr", "treaty", "study"]),
                ("archives", ["study"]),
            ],
        ),
        (
            "output",
            [
                ("service", ["e-cmr"]),
                ("study", ["study"]),
                ("treaty", ["treaty"]),
                ("none", ["exercise"]),
            ],
        ),
        (
            "country",
            [
                ("BE", ["e-cmr", "treaty", "study"]),
                ("LU", ["study"]),
                ("NL", ["e-cmr"]),
                ("none", ["exercise"]),
            ],
        ),
        (
            "due_year",
            [
                ("2025", ["treaty"]),
                ("2026", ["e-cmr"]),
                ("2027", ["exercise"]),
                ("2028", ["study"]),
            ],
        ),
    ],
)
def test_every_dimension_cuts_the_same_actions_in_the_order_of_the_programme(
    next_year: Snapshot, dimension: Dimension, parts: list[tuple[str, list[str]]]
) -> None:
    rolled = next_year.roll_up(dimension)
    assert members(rolled) == parts
    assert rolled.by == (dimension,)
    assert [s.action.id for s in rolled.total.children] == ["e-cmr", "treaty", "exercise", "study"]


def test_a_postponed_action_stays_in_the_year_of_its_original_due(tmp_path: Path) -> None:
    postponed = (
        '\n[[update]]\naction = "exercise"\ndate = 2025-09-01\ndue = "2028"\nreason = "Floods"\n'
    )
    (tmp_path / "programme.toml").write_text(PROGRAMME + postponed, "utf-8")
    rolled = snapshot(load(tmp_path), "2025-12-31").roll_up("due_year")
    assert members(rolled)[-1] == ("2027", ["exercise"])
    assert rolled["2027"].tally.postponed == 1


def test_only_actions_in_scope_have_a_key(close: Snapshot) -> None:
    assert list(close.roll_up("output")) == ["service", "treaty", "none"]
    assert list(close.roll_up("due_year")) == ["2025", "2026", "2027"]
    assert list(close.roll_up("lead_group")) == ["police-chiefs", "customs"]


def test_a_cancelled_action_keeps_its_key(tmp_path: Path) -> None:
    given_up = (
        '\n[[update]]\naction = "exercise"\ndate = 2025-09-01\nstatus = "cancelled"\n'
        'reason = "Floods"\n'
    )
    (tmp_path / "programme.toml").write_text(PROGRAMME + given_up, "utf-8")
    rolled = snapshot(load(tmp_path), "2025-12-31").roll_up("dossier")
    assert rolled["crises"].no_number is NoNumber.ALL_CANCELLED
    assert rolled["crises"].tally == Tally(cancelled=1)
    assert rolled["crises"].signal is Signal.NONE


# Figures


def test_a_theme_has_the_figures_of_its_own_actions(close: Snapshot) -> None:
    themes = close.roll_up("theme")
    security, market = themes["security"], themes["market"]
    assert security.progress == Fraction(1)
    assert security.coverage == Fraction(2, 3)
    assert security.low == Fraction(2, 3)
    assert security.high == Fraction(1)
    assert security.signal is Signal.GREEN
    assert market.progress == Fraction(1, 2)
    assert market.coverage == Fraction(1)
    assert themes.total.progress == Fraction(7, 10)
    assert themes.total.coverage == Fraction(5, 6)
    assert themes.total.tally.earned == 35_000


def test_the_total_counts_each_action_once(close: Snapshot) -> None:
    for dimension in ("theme", "working_group", "country"):
        rolled = close.roll_up(dimension)
        assert rolled.total.tally.actions == 3
        assert rolled.total.tally.weight == 6
        assert rolled.total.progress == close.progress().progress == Fraction(7, 10)


# What the parts share


@pytest.mark.parametrize(
    "dimension", ["theme", "dossier", "objective", "lead_group", "output", "due_year"]
)
def test_dimensions_that_part_the_programme_share_nothing(
    next_year: Snapshot, dimension: Dimension
) -> None:
    assert next_year.roll_up(dimension).shared == Tally()


def test_groups_3_and_2_less_1_shared_make_3_actions_of_the_programme(close: Snapshot) -> None:
    groups = close.roll_up("working_group")
    assert groups["police-chiefs"].tally.actions == 2
    assert groups["customs"].tally.actions == 2
    assert groups.total.tally.actions == 3
    assert groups.shared == Tally(
        actions=1,
        completed=1,
        weight=2,
        green=2,
        known_weight=2,
        known_actions=1,
        earned=20_000,
        earned_unweighted=10_000,
        known_planned_value=20_000,
        planned_value=20_000,
        completed_weight=2,
    )


def test_an_action_of_two_countries_is_shared_by_them(close: Snapshot) -> None:
    countries = close.roll_up("country")
    assert countries["BE"].tally.weight == 5
    assert countries["NL"].tally.weight == 3
    assert countries["none"].tally.weight == 1
    assert countries.shared.actions == 1
    assert countries.shared.weight == 3
    assert countries.shared.in_progress == 1


# Several dimensions


def test_the_matrix_shows_every_group_inside_every_theme(next_year: Snapshot) -> None:
    matrix = next_year.roll_up(("theme", "working_group"))
    assert matrix.by == ("theme", "working_group")
    assert members(matrix) == [
        (("security", "police-chiefs"), ["treaty", "exercise"]),
        (("security", "customs"), ["treaty", "study"]),
        (("security", "archives"), ["study"]),
        (("market", "customs"), ["e-cmr"]),
    ]
    assert matrix["security", "customs"].tally.weight == 3
    assert matrix.total.tally.weight == 7
    assert matrix.shared.actions == 2
    assert matrix.shared.weight == 3


def test_a_key_of_several_dimensions_has_none_for_what_is_not_said(close: Snapshot) -> None:
    assert members(close.roll_up(("output", "country"))) == [
        (("service", "BE"), ["e-cmr"]),
        (("service", "NL"), ["e-cmr"]),
        (("treaty", "BE"), ["treaty"]),
        (("none", "none"), ["exercise"]),
    ]


def test_the_first_dimension_of_a_key_comes_first_in_the_order(close: Snapshot) -> None:
    assert list(close.roll_up(("country", "theme"))) == [
        ("BE", "security"),
        ("BE", "market"),
        ("NL", "market"),
        ("none", "security"),
    ]


def test_a_tuple_of_one_dimension_has_plain_keys(close: Snapshot) -> None:
    assert close.roll_up(("theme",)) == close.roll_up("theme")
    assert list(close.roll_up(("theme",))) == ["security", "market"]


# What has no actions


@pytest.mark.parametrize(
    ("by", "without"),
    [
        ("working_group", ("archives", "academy")),
        ("lead_group", ("archives", "academy")),
        ("country", ("LU",)),
        ("theme", ()),
        ("output", ()),
        ("due_year", ()),
        (("theme", "working_group"), ()),
    ],
    ids=str,
)
def test_groups_and_countries_without_an_action_in_scope_are_listed_apart(
    close: Snapshot, by: Dimension | tuple[Dimension, ...], without: tuple[str, ...]
) -> None:
    assert close.roll_up(by).without_actions == without


def test_a_group_that_never_leads_is_listed_apart_from_the_leading_ones(
    next_year: Snapshot,
) -> None:
    assert next_year.roll_up("working_group").without_actions == ("academy",)
    assert next_year.roll_up("lead_group").without_actions == ("academy",)
    assert next_year.roll_up("country").without_actions == ()


# Rules


def test_another_rule_colours_the_parts_and_the_total(close: Snapshot) -> None:
    by_default = close.roll_up("theme")
    worst = close.roll_up("theme", rule=worst_wins)
    assert [part.signal for part in by_default.values()] == [Signal.GREEN, Signal.GREEN]
    assert by_default.total.signal is Signal.GREEN
    assert [part.signal for part in worst.values()] == [Signal.GREY, Signal.GREEN]
    assert worst.total.signal is Signal.GREY
    assert worst.total.progress == Fraction(7, 10)


def test_the_rules_of_the_programme_colour_it(tmp_path: Path) -> None:
    rules = "\n[programme.rules]\nmin_coverage = 0.7\n"
    (tmp_path / "programme.toml").write_text(PROGRAMME + rules, "utf-8")
    security = snapshot(load(tmp_path), "2025-12-31").roll_up("theme")["security"]
    assert security.signal is Signal.GREY
    assert security.signal_reason == ("only 66 % of the due work can be assessed, less than 70 %")


# The progress of some actions


def test_the_progress_of_some_actions_counts_each_once(close: Snapshot) -> None:
    some = close.progress(["treaty", "e-cmr", "treaty"])
    assert [child.action.id for child in some.children] == ["treaty", "e-cmr"]
    assert some.tally.weight == 5
    assert some.progress == Fraction(7, 10)
    assert close.progress(["e-cmr"]).progress == Fraction(1, 2)


def test_one_action_may_be_asked_for_by_its_id_alone(close: Snapshot) -> None:
    assert [child.action.id for child in close.progress("treaty").children] == ["treaty"]


def test_actions_out_of_scope_add_nothing(close: Snapshot) -> None:
    assert close.progress(["study"]).no_number is NoNumber.EMPTY
    assert close.progress([]).no_number is NoNumber.EMPTY
    assert close.progress(["study", "treaty"]).tally.actions == 1


# States


def test_every_action_has_a_state_in_scope_or_not(close: Snapshot) -> None:
    assert list(close.states) == ["e-cmr", "treaty", "exercise", "study"]
    assert [state.in_scope for state in close.states.values()] == [True, True, True, False]
    assert close.state("treaty") is close.states[close.state("treaty").action.id]
    assert list(close.tallies) == ["e-cmr", "treaty", "exercise", "study"]


# What is asked for and does not exist


def test_an_unknown_action_is_a_key_error_that_suggests_the_nearest(close: Snapshot) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        close.state("excercise")
    assert str(caught.value) == 'no action "excercise"; did you mean "exercise"?'
    assert isinstance(caught.value, KeyError)
    with pytest.raises(UnknownKeyError, match='no action "zzz"; known: e-cmr, exercise, study,'):
        close.progress(["treaty", "zzz"])


def test_an_unknown_key_is_a_key_error_that_suggests_the_nearest(close: Snapshot) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        close.roll_up("theme")["securty"]
    assert str(caught.value) == (
        "no action in scope with theme 'securty'; did you mean \"security\"?"
    )
    with pytest.raises(KeyError, match="no action in scope with theme 'climate'; known: market"):
        close.roll_up("theme")["climate"]


def test_an_unknown_key_of_several_dimensions_names_them_all(close: Snapshot) -> None:
    with pytest.raises(UnknownKeyError) as caught:
        close.roll_up(("theme", "working_group"))["market", "custom"]
    assert str(caught.value) == (
        "no action in scope with theme × working_group ('market', 'custom'); "
        'did you mean "market, customs"?'
    )


def test_the_nearest_key_of_several_dimensions_is_sought_by_its_words(close: Snapshot) -> None:
    with pytest.raises(UnknownKeyError, match='did you mean "BE, 2026"'):
        close.roll_up(("country", "due_year"))["BX", "2028"]


def test_where_there_is_nothing_to_suggest_there_is_no_hint(programme: WorkProgramme) -> None:
    empty = WorkProgramme(
        id=programme.id, title=programme.title, start=programme.start, end=programme.end
    )
    with pytest.raises(UnknownKeyError) as caught:
        snapshot(empty, "2025-12-31").roll_up("theme")["security"]
    assert str(caught.value) == "no action in scope with theme 'security'"


def test_a_year_as_a_number_is_no_key(close: Snapshot) -> None:
    years = close.roll_up("due_year")
    assert "2025" in years
    assert 2025 not in years  # type: ignore[comparison-overlap]
    with pytest.raises(UnknownKeyError) as caught:
        years[2025]  # type: ignore[index]
    assert str(caught.value) == 'no action in scope with due_year 2025; did you mean "2025"?'


def test_a_roll_up_is_a_mapping(close: Snapshot) -> None:
    themes = close.roll_up("theme")
    assert len(themes) == 2
    assert list(themes) == ["security", "market"]
    assert "climate" not in themes
    assert themes.get("climate") is None
    assert dict(themes)["market"] is themes["market"]


@pytest.mark.parametrize("by", ["themes", ("dossier", "themes")], ids=["one", "among several"])
def test_an_unknown_dimension_is_a_value_error_that_suggests_the_nearest(
    close: Snapshot, by: str
) -> None:
    with pytest.raises(RequestError) as caught:
        close.roll_up(by)  # type: ignore[arg-type]
    assert str(caught.value) == 'no dimension "themes"; did you mean "theme"?'
    assert isinstance(caught.value, ValueError)


def test_an_unknown_dimension_like_no_other_gets_the_choice(close: Snapshot) -> None:
    with pytest.raises(RequestError) as caught:
        close.roll_up("zzz")  # type: ignore[arg-type]
    assert str(caught.value) == (
        'no dimension "zzz"; known: country, dossier, due_year, lead_group, objective, output, '
        "theme, working_group"
    )


def test_a_roll_up_by_no_dimension_is_a_value_error_that_gives_the_choice(
    close: Snapshot,
) -> None:
    with pytest.raises(RequestError) as caught:
        close.roll_up(())
    assert str(caught.value) == (
        "no dimension; known: country, dossier, due_year, lead_group, objective, output, "
        "theme, working_group"
    )


def test_several_dimensions_may_stand_in_a_list(close: Snapshot) -> None:
    listed = close.roll_up(["theme", "working_group"])  # type: ignore[arg-type]
    assert listed == close.roll_up(("theme", "working_group"))
    assert listed.by == ("theme", "working_group")


# The two days of a snapshot


def test_a_snapshot_knows_only_what_was_recorded_by_then(programme: WorkProgramme) -> None:
    published = snapshot(programme, "2025-12-31", "2026-01-31")
    restated = snapshot(programme, "2025-12-31", "2026-02-01")
    assert published.roll_up("theme")["market"].no_number is NoNumber.UNREPORTED
    assert restated.roll_up("theme")["market"].progress == Fraction(1, 2)


@pytest.mark.parametrize(
    ("known_on", "provisional"),
    [(None, False), ("2025-12-30", True), ("2025-12-31", False), ("2026-01-01", False)],
    ids=["everything known", "the day before", "that day", "the day after"],
)
def test_a_snapshot_known_before_its_day_was_over_is_provisional(
    programme: WorkProgramme, known_on: str | None, *, provisional: bool
) -> None:
    assert snapshot(programme, "2025-12-31", known_on).provisional is provisional


def test_a_day_is_a_date_or_its_text(programme: WorkProgramme) -> None:
    by_text = snapshot(programme, "2025-12-31", "2026-03-01")
    by_date = snapshot(programme, date(2025, 12, 31), date(2026, 3, 1))
    assert (by_text.on, by_text.known_on) == (date(2025, 12, 31), date(2026, 3, 1))
    assert (by_date.on, by_date.known_on) == (date(2025, 12, 31), date(2026, 3, 1))
    assert snapshot(programme, "2025-12-31").known_on is None
    assert by_text.programme is programme


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2025-02-29", "no such day in the calendar: 2025-02-29"),
        ("2025", "on must be a day such as 2025-12-31, without a time; got '2025'"),
        ("31-12-2025", "on must be a day such as 2025-12-31, without a time; got '31-12-2025'"),
        (
            datetime(2025, 12, 31, 12, 0, tzinfo=UTC),
            (
                "on must be a day such as 2025-12-31, without a time; got "
                "datetime.datetime(2025, 12, 31, 12, 0, tzinfo=datetime.timezone.utc)"
            ),
        ),
    ],
    ids=["not in the calendar", "a period", "another order", "with a time"],
)
def test_what_is_no_day_is_a_value_error_that_says_what_to_write(
    programme: WorkProgramme, day: date | str, message: str
) -> None:
    with pytest.raises(DateError) as caught:
        snapshot(programme, day)
    assert str(caught.value) == message
    assert isinstance(caught.value, ValueError)


def test_the_error_names_the_day_of_knowledge_when_that_is_the_wrong_one(
    programme: WorkProgramme,
) -> None:
    with pytest.raises(DateError, match=r"^known_on must be a day such as 2025-12-31"):
        snapshot(programme, "2025-12-31", "2026-Q1")


# Snapshots are kept


def test_a_snapshot_that_is_asked_for_again_is_the_same_one(programme: WorkProgramme) -> None:
    first, other = (
        snapshot(programme, "2025-12-31"),
        snapshot(programme, "2025-12-31", "2026-03-01"),
    )
    assert snapshot(programme, date(2025, 12, 31)) is first
    assert snapshot(programme, "2025-12-31", "2026-03-01") is other
    assert other is not first


def test_only_the_last_four_snapshots_are_kept(programme: WorkProgramme) -> None:
    days = [date(2025, 6, day) for day in range(1, 6)]
    taken = [snapshot(programme, day) for day in days]
    kept = [
        snapshot(programme, day) is old for day, old in zip(days[:0:-1], taken[:0:-1], strict=True)
    ]
    assert kept == [True, True, True, True]
    assert snapshot(programme, days[0]) is not taken[0]


def test_a_snapshot_moved_to_another_day_adds_up_anew(close: Snapshot) -> None:
    assert close.roll_up("theme").total.tally == close.progress().tally
    early = evolve(close, on=date(2025, 1, 1))
    assert (
        early.progress().tally == Snapshot(programme=close.programme, on=early.on).progress().tally
    )
    assert early.progress().tally != close.progress().tally


def test_progress_and_roll_ups_know_the_snapshot_that_they_are_of(close: Snapshot) -> None:
    themes = close.roll_up("theme")
    assert themes.snapshot is close
    assert themes.total.snapshot is close
    assert close.progress().snapshot is close
    assert all(progress.snapshot is close for progress in themes.values())
    assert "snapshot" not in repr(themes)
