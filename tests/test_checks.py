"""The rules between records: what each refuses, where it says so, and in which words."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import check, load
from benelux_tracker.checks import errors
from benelux_tracker.errors import Place, Problem
from benelux_tracker.model import Consultation, Narrative, StatusUpdate, Text, WorkProgramme
from benelux_tracker.vocabulary import (
    ActionId,
    GroupId,
    Level,
    MilestoneId,
    ObjectiveId,
)
from build_action import named, planned, programme, step
from build_action import told as reported
from build_files import HEAD, PLAN, refused, told, written


def with_plan(directory: Path, toml: str) -> Path:
    """The small plan, and a file of the test's own."""
    return written(directory, {"plan.toml": PLAN, "test.toml": toml})


def problem_with(directory: Path, toml: str) -> Problem:
    """The one problem that a file gives beside the small plan."""
    problems = refused(with_plan(directory, toml))
    assert len(problems) == 1, told(problems)
    return problems[0]


def test_the_small_plan_of_these_tests_has_no_problem(tmp_path: Path) -> None:
    assert errors(load(written(tmp_path, {"plan.toml": PLAN}))) == []


@pytest.mark.parametrize(
    ("toml", "code", "path", "message", "hint"),
    [
        pytest.param(
            '[[dossier]]\nid = "tax"\ntitle = "Tax"\ntheme = "securty"',
            "unknown-theme",
            "dossier[0].theme",
            'no theme "securty"',
            'did you mean "security"?',
            id="theme-of-a-dossier",
        ),
        pytest.param(
            '[[objective]]\nid = "less-fraud"\ntitle = "Less"\ndossier = "tax"',
            "unknown-dossier",
            "objective[0].dossier",
            'no dossier "tax"',
            "known: police",
            id="dossier-of-an-objective",
        ),
        pytest.param(
            '[[action]]\nid = "a"\ntitle = "A"\ngroups = ["police-chiefs"]\nobjective = "patrols"',
            "unknown-objective",
            "action[0].objective",
            'no objective "patrols"',
            'did you mean "joint-patrols"?',
            id="objective-of-an-action",
        ),
        pytest.param(
            '[[action]]\nid = "a"\ntitle = "A"\nobjective = "joint-patrols"\n'
            'groups = ["police-chiefs", "police-chief"]',
            "unknown-working-group",
            "action[0].groups",
            'no working group "police-chief"',
            'did you mean "police-chiefs"?',
            id="group-of-an-action",
        ),
        pytest.param(
            '[[action]]\nid = "a"\ntitle = "A"\nobjective = "joint-patrols"\n'
            'groups = ["police-chiefs"]\npartners = ["nrw", "unep"]',
            "unknown-partner",
            "action[0].partners",
            'no partner "unep"',
            "known: nrw",
            id="partner-of-an-action",
        ),
        pytest.param(
            '[[action]]\nid = "a"\ntitle = "A"\nobjective = "joint-patrols"\n'
            'groups = ["police-chiefs"]\nsuccessor = "police-treaties"',
            "unknown-action",
            "action[0].successor",
            'no action "police-treaties"',
            'did you mean "police-treaty"?',
            id="successor-of-an-action",
        ),
        pytest.param(
            '[[action]]\nid = "a"\ntitle = "A"\nobjective = "joint-patrols"\n'
            'groups = ["police-chiefs"]\nsources = ["annual-report#p9", "press#p1"]',
            "unknown-source",
            "action[0].sources",
            'no source "press"',
            "known: annual-report",
            id="source-of-an-action",
        ),
        pytest.param(
            '[[update]]\naction = "treaty"\ndate = 2025-03-01\npercent = 5',
            "unknown-action",
            "update[0].action",
            'no action "treaty"',
            'did you mean "police-treaty"?',
            id="action-of-an-update",
        ),
        pytest.param(
            '[[update]]\naction = "police-treaty"\ndate = 2025-03-01\ngroup = "police"\n'
            "percent = 5",
            "unknown-working-group",
            "update[0].group",
            'no working group "police"',
            'did you mean "police-chiefs"?',
            id="group-of-an-update",
        ),
        pytest.param(
            '[[update]]\naction = "police-treaty"\ndate = 2025-03-01\nvalues = { patrols = 5 }',
            "unknown-indicator",
            "update[0].values",
            'no indicator "patrols"',
            'did you mean "patrols-held"?',
            id="indicator-of-an-update",
        ),
        pytest.param(
            '[[update]]\naction = "police-treaty"\ndate = 2025-03-01\npercent = 5\n'
            'sources = ["#p9"]',
            "unknown-source",
            "update[0].sources",
            'no source ""',
            "known: annual-report",
            id="source-of-an-update",
        ),
        pytest.param(
            '[[event]]\nid = "e"\ntitle = "E"\nkind = "visit"\ndate = "2025"\naction = "exercise"',
            "unknown-action",
            "event[0].action",
            'no action "exercise"',
            'did you mean "border-exercise"?',
            id="action-of-an-event",
        ),
        pytest.param(
            '[[event]]\nid = "e"\ntitle = "E"\nkind = "visit"\ndate = "2025"\ndossier = "polices"',
            "unknown-dossier",
            "event[0].dossier",
            'no dossier "polices"',
            'did you mean "police"?',
            id="dossier-of-an-event",
        ),
        pytest.param(
            '[[event]]\nid = "e"\ntitle = "E"\nkind = "visit"\ndate = "2025"\nsources = ["x"]',
            "unknown-source",
            "event[0].sources",
            'no source "x"',
            "known: annual-report",
            id="source-of-an-event",
        ),
        pytest.param(
            '[[consultation]]\nlevel = "expert"\nyear = 2025\ngroup = "border"',
            "unknown-working-group",
            "consultation[0].group",
            'no working group "border"',
            'did you mean "border-guards"?',
            id="group-of-a-consultation",
        ),
        pytest.param(
            '[[consultation]]\nlevel = "expert"\nyear = 2025\nsources = ["annual-reports"]',
            "unknown-source",
            "consultation[0].sources",
            'no source "annual-reports"',
            'did you mean "annual-report"?',
            id="source-of-a-consultation",
        ),
        pytest.param(
            '[[indicator]]\nid = "i"\ntitle = "I"\nunit = "x"\naction = "patrol"',
            "unknown-action",
            "indicator[0].action",
            'no action "patrol"',
            "known: border-exercise, police-treaty",
            id="action-of-an-indicator",
        ),
        pytest.param(
            '[[indicator]]\nid = "i"\ntitle = "I"\nunit = "x"\nobjective = "joint-patrol"',
            "unknown-objective",
            "indicator[0].objective",
            'no objective "joint-patrol"',
            'did you mean "joint-patrols"?',
            id="objective-of-an-indicator",
        ),
        pytest.param(
            '[[indicator]]\nid = "i"\ntitle = "I"\nunit = "x"\nobjective = "joint-patrols"\n'
            'sources = ["x"]',
            "unknown-source",
            "indicator[0].sources",
            'no source "x"',
            "known: annual-report",
            id="source-of-an-indicator",
        ),
        pytest.param(
            '[[narrative]]\nabout = "programme"\nyear = 2025\ntext = "x"\nsources = ["x"]',
            "unknown-source",
            "narrative[0].sources",
            'no source "x"',
            "known: annual-report",
            id="source-of-a-narrative",
        ),
        pytest.param(
            '[[narrative]]\nabout = "theme:safety"\nyear = 2025\ntext = "x"',
            "unknown-theme",
            "narrative[0].about",
            'no theme "safety"',
            "known: security",
            id="narrative-about-a-theme",
        ),
        pytest.param(
            '[[narrative]]\nabout = "dossier:polices"\nyear = 2025\ntext = "x"',
            "unknown-dossier",
            "narrative[0].about",
            'no dossier "polices"',
            'did you mean "police"?',
            id="narrative-about-a-dossier",
        ),
        pytest.param(
            '[[narrative]]\nabout = "working_group:guards"\nyear = 2025\ntext = "x"',
            "unknown-working-group",
            "narrative[0].about",
            'no working group "guards"',
            'did you mean "border-guards"?',
            id="narrative-about-a-group",
        ),
    ],
)
def test_a_reference_to_nothing_is_a_problem_that_suggests_the_nearest(
    tmp_path: Path, toml: str, code: str, path: str, message: str, hint: str
) -> None:
    problem = problem_with(tmp_path, toml)

    assert (problem.code, problem.path) == (code, path)
    assert (problem.message, problem.hint) == (message, hint)


def test_every_reference_to_nothing_is_told(tmp_path: Path) -> None:
    problems = refused(
        with_plan(
            tmp_path,
            """
[[action]]
id = "audit"
title = "Audit"
objective = "one"
groups = ["two", "three"]
partners = ["four"]
successor = "five"
sources = ["six"]
""",
        )
    )

    assert [problem.message for problem in problems] == [
        'no objective "one"',
        'no working group "two"',
        'no working group "three"',
        'no partner "four"',
        'no action "five"',
        'no source "six"',
    ]


def test_references_that_hold_are_no_problem(tmp_path: Path) -> None:
    directory = with_plan(
        tmp_path,
        """
[[action]]
id = "audit"
title = "Audit"
objective = "joint-patrols"
groups = ["border-guards"]
partners = ["nrw"]
successor = "police-treaty"
sources = ["annual-report", "annual-report#p9", "annual-report#"]

[[indicator]]
id = "audits"
title = "Audits"
unit = "audits"
objective = "joint-patrols"

[[update]]
action = "audit"
date = 2025-03-01
group = "police-chiefs"
values = { audits = 1, patrols-held = 2 }

[[event]]
id = "kick-off"
title = "Kick-off"
kind = "meeting"
date = 2025-03-01
end = 2025-03-01
action = "audit"

[[event]]
id = "season"
title = "Season"
kind = "exercise"
date = "2025-Q3"
end = 2025-07-01

[[consultation]]
level = "expert"
date = 2025-03-01
group = "border-guards"

[[narrative]]
about = "programme"
year = 2025
text = "x"

[[narrative]]
about = "theme:security"
year = 2025
text = "x"

[[narrative]]
about = "dossier:police"
year = 2025
text = "x"

[[narrative]]
about = "working_group:border-guards"
year = 2025
text = "x"
""",
    )

    assert len(load(directory).narratives) == 4


@pytest.mark.parametrize(
    "about", ["", "theme", "theme:", "programme:small", "action:police-treaty", "Theme:security"]
)
def test_a_narrative_is_about_something_that_there_is(tmp_path: Path, about: str) -> None:
    problem = problem_with(
        tmp_path, f'[[narrative]]\nabout = "{about}"\nyear = 2025\ntext = "A year"'
    )

    assert (problem.code, problem.path) == ("unknown-about", "narrative[0].about")
    assert problem.message == f'nothing is called "{about}"'
    assert problem.hint == "write programme, theme:…, dossier:… or working_group:…"


HOW = (
    "write {progress:programme}, or theme:…, dossier:…, objective:… or working_group:…; "
    "coverage, low, high, planned_progress and completed_share can be cited too"
)


@pytest.mark.parametrize(
    ("figure", "hint"),
    [
        ("{progress:theme:securty}", "did you mean {progress:theme:security}?"),
        ("{progres:theme:security}", "did you mean {progress:theme:security}?"),
        ("{progress:them:security}", "did you mean {progress:theme:security}?"),
        ("{ progress:theme:security }", "did you mean {progress:theme:security}?"),
        ("{progress:security}", "did you mean {progress:theme:security}?"),
        ("{low:objective:joint-patrol}", "did you mean {low:objective:joint-patrols}?"),
        ("{progress}", "did you mean {progress:programme}?"),
        ("{progress:theme:}", HOW),
        ("{progress:action:police-treaty}", HOW),
    ],
)
def test_a_narrative_cites_figures_that_there_are(tmp_path: Path, figure: str, hint: str) -> None:
    problem = problem_with(
        tmp_path,
        '[[narrative]]\nabout = "programme"\nyear = 2025\n'
        f'text = "So {{see below}} {{low:dossier:police}}, {figure}, {figure}."',
    )

    assert (problem.code, problem.path) == ("unknown-figure", "narrative[0].text")
    assert problem.place == Place("test.toml", 4, "narrative[0]")
    assert problem.message == f"there is no figure {figure}"
    assert problem.hint == hint


def test_every_wrong_figure_is_told_in_every_language_also_of_a_table_that_is_not_read(
    tmp_path: Path,
) -> None:
    toml = """
[[narrative]]
about = "programme"
year = 2025
text.nl = "{progres:programme}, {laag:programme} en {high:programme}"
text.fr = "{progres:programme}"

[[narrative]]
about = "programme"
year = "2025"
text = "{progress}"

[[narrative]]
about = "programme"
year = "2025"
text = { nl = "{low}" }

[[narrative]]
about = "programme"
year = 2025
text = 5

[[theme]]
id = "lost"

[[narrative]]
about = "programme"
year = 2025
text = "{progress:theme:lost}"
"""
    problems = refused(with_plan(tmp_path, toml))

    figures = [
        (str(problem.place), problem.path, problem.message.removeprefix("there is no figure "))
        for problem in problems
        if problem.code == "unknown-figure"
    ]
    assert figures == [
        ("test.toml:5", "narrative[0].text.fr", "{progres:programme}"),
        ("test.toml:5", "narrative[0].text.nl", "{progres:programme}"),
        ("test.toml:5", "narrative[0].text.nl", "{laag:programme}"),
        ("test.toml:11", "narrative[1].text", "{progress}"),
        ("test.toml:16", "narrative[2].text.nl", "{low}"),
    ]


@pytest.mark.parametrize(
    ("toml", "what", "line"),
    [
        ('[[theme]]\nid = "security"\ntitle = "S"', "theme", 8),
        ('[[dossier]]\nid = "police"\ntheme = "security"\ntitle = "P"', "dossier", 12),
        (
            '[[working_group]]\nid = "border-guards"\nname = "B"\nkind = "other"',
            "working group",
            22,
        ),
        ('[[objective]]\nid = "joint-patrols"\ndossier = "police"\ntitle = "J"', "objective", 27),
        pytest.param(
            '[[action]]\nid = "border-exercise"\nobjective = "joint-patrols"\ntitle = "B"\n'
            'groups = ["border-guards"]',
            "action",
            46,
        ),
        (
            '[[indicator]]\nid = "patrols-held"\ntitle = "P"\nunit = "p"\naction = "police-treaty"',
            "indicator",
            52,
        ),
        ('[[partner]]\nid = "nrw"\nname = "N"\nkind = "region"', "partner", 58),
        ('[[source]]\nid = "annual-report"\ntitle = "A"', "source", 63),
    ],
    ids=["theme", "dossier", "group", "objective", "action", "indicator", "partner", "source"],
)
def test_an_id_stands_once_within_its_kind(tmp_path: Path, toml: str, what: str, line: int) -> None:
    problem = problem_with(tmp_path, toml)

    table = what.replace(" ", "_")
    name = toml.split('"')[1]
    assert problem == Problem(
        code="duplicate-id",
        message=f'{what} "{name}" stands already at plan.toml:{line}',
        place=Place("test.toml", 2, f"{table}[0]"),
        path=f"{table}[0].id",
    )


def test_the_same_id_may_stand_in_two_kinds(tmp_path: Path) -> None:
    directory = with_plan(
        tmp_path, '[[event]]\nid = "nrw"\ntitle = "N"\nkind = "visit"\ndate = "2025"'
    )

    loaded = load(directory)

    assert (loaded.events[0].id, loaded.partners[0].id) == ("nrw", "nrw")


def test_an_event_with_the_id_of_another_is_a_problem(tmp_path: Path) -> None:
    event = '[[event]]\nid = "visit"\ntitle = "V"\nkind = "visit"\ndate = "2025"\n'

    problem = problem_with(tmp_path, event + event + "highlight = true")

    assert (problem.code, problem.path) == ("duplicate-id", "event[1].id")
    assert problem.message == 'event "visit" stands already at test.toml:1'


def test_an_id_that_stands_three_times_is_told_twice(tmp_path: Path) -> None:
    source = '[[source]]\nid = "press"\ntitle = "Press"\n'

    problems = refused(with_plan(tmp_path, source * 3))

    assert told(problems) == [
        ("duplicate-id", "source[1].id", 'source "press" stands already at test.toml:1'),
        ("duplicate-id", "source[2].id", 'source "press" stands already at test.toml:1'),
    ]


def test_two_updates_of_one_action_and_day_need_ids(tmp_path: Path) -> None:
    problem = problem_with(
        tmp_path,
        """
[[update]]
action = "police-treaty"
date = 2025-03-01
percent = 10

[[update]]
action = "police-treaty"
date = 2025-03-01
confidence = "green"
""",
    )

    assert (problem.code, problem.path) == ("duplicate-id", "update[1].id")
    assert problem.message == 'update "police-treaty@2025-03-01" stands already at test.toml:2'
    assert problem.hint == "give each of them an id of its own"


def test_milestones_of_one_action_have_ids_of_their_own(tmp_path: Path) -> None:
    problem = problem_with(
        tmp_path,
        """
[[action]]
id = "audit"
objective = "joint-patrols"
title = "Audit"
groups = ["border-guards"]

[[action.milestone]]
id = "signed"
title = "Signed"

[[action.milestone]]
title = "Signed again"
id = "signed"
""",
    )

    assert problem == Problem(
        code="duplicate-id",
        message='milestone "signed" stands already at test.toml:8',
        place=Place("test.toml", 14, "action[0].milestone[1]"),
        path="action[0].milestone[1].id",
    )


def test_a_programme_that_ends_before_it_starts_is_a_problem_told_once(tmp_path: Path) -> None:
    head = HEAD.replace("end = 2028-12-31", "end = 2018-12-31")

    problems = refused(written(tmp_path, {"plan.toml": PLAN.replace(HEAD, head)}))

    assert problems == (
        Problem(
            code="due-before-start",
            message="the end 2018-12-31 is before the start 2025-01-01",
            place=Place("plan.toml", 5, "programme"),
            path="programme.end",
        ),
    )


def test_a_programme_may_last_one_day(tmp_path: Path) -> None:
    head = HEAD.replace("end = 2028-12-31", "end = 2025-01-01")

    assert load(written(tmp_path, {"plan.toml": head})).end == date(2025, 1, 1)


def test_what_comes_after_a_programme_of_one_day_comes_too_late(tmp_path: Path) -> None:
    head = HEAD.replace("end = 2028-12-31", "end = 2025-01-01")
    action = an_action('groups = ["border-guards"]\nadopted = 2025-01-02')

    problems = refused(written(tmp_path, {"plan.toml": PLAN.replace(HEAD, head) + action}))

    assert told(problems) == [
        (
            "due-before-start",
            "action[2].start",
            "the programme's end 2025-01-01 is before its start by default, 2025-01-02",
        )
    ]


def test_a_programme_has_a_language(tmp_path: Path) -> None:
    head = HEAD.replace('["nl", "fr"]', "[]")

    problems = refused(written(tmp_path, {"plan.toml": head}))

    assert told(problems) == [("no-language", "programme.languages", "has no language")]


def test_a_language_of_a_programme_stands_once(tmp_path: Path) -> None:
    head = HEAD.replace('["nl", "fr"]', '["nl", "fr", "nl"]')

    problems = refused(written(tmp_path, {"plan.toml": head}))

    assert told(problems) == [("repeated", "programme.languages", '"nl" stands twice')]


def an_action(fields: str) -> str:
    """An action of the small plan, with these fields."""
    return f"""\
[[action]]
id = "audit"
objective = "joint-patrols"
title = "Audit"
{fields}
"""


def test_an_action_has_a_group_that_leads(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, an_action("groups = []"))

    assert (problem.code, problem.path) == ("no-group", "action[0].groups")
    assert problem.message == "an action needs at least one working group"
    assert problem.hint == "the first one leads"


def test_a_group_or_country_of_an_action_stands_once(tmp_path: Path) -> None:
    problems = refused(
        with_plan(
            tmp_path,
            an_action(
                'groups = ["border-guards", "police-chiefs", "border-guards", "border-guards"]\n'
                'countries = ["BE", "NL", "BE"]'
            ),
        )
    )

    assert told(problems) == [
        ("repeated", "action[0].groups", '"border-guards" stands twice'),
        ("repeated", "action[0].countries", '"BE" stands twice'),
    ]


@pytest.mark.parametrize(
    ("fields", "key", "message"),
    [
        pytest.param(
            "start = 2026-02-01\ndue = 2026-01-31",
            "due",
            "due 2026-01-31 is before start 2026-02-01",
            id="both-given",
        ),
        pytest.param(
            'start = 2026-04-01\ndue = "2026-Q1"',
            "due",
            "due 2026-Q1 is before start 2026-04-01",
            id="period",
        ),
        pytest.param(
            'due = "2024"',
            "due",
            "due 2024 is before its start by default, 2025-01-01",
            id="before-the-programme",
        ),
        pytest.param(
            'adopted = 2026-01-01\ndue = "2025"',
            "due",
            "due 2025 is before its start by default, 2026-01-01",
            id="before-its-adoption",
        ),
        pytest.param(
            "start = 2029-01-01",
            "start",
            "the programme's end 2028-12-31 is before start 2029-01-01",
            id="after-the-programme",
        ),
        pytest.param(
            "adopted = 2029-01-01",
            "start",
            "the programme's end 2028-12-31 is before its start by default, 2029-01-01",
            id="adopted-after-the-programme",
        ),
    ],
)
def test_a_due_date_before_the_start_is_a_problem(
    tmp_path: Path, fields: str, key: str, message: str
) -> None:
    problem = problem_with(tmp_path, an_action(f'groups = ["border-guards"]\n{fields}'))

    assert (problem.code, problem.path) == ("due-before-start", f"action[0].{key}")
    assert problem.message == message
    assert problem.hint == "write an earlier start, or a later due"


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param("start = 2026-02-01\ndue = 2026-02-01", id="one-day"),
        pytest.param('start = 2026-03-31\ndue = "2026-Q1"', id="last-day-of-the-period"),
        pytest.param('start = 2024-01-01\ndue = "2024"', id="before-the-programme"),
        pytest.param("start = 2028-12-31", id="last-day-of-the-programme"),
        pytest.param("adopted = 2028-12-31", id="adopted-on-the-last-day"),
        pytest.param('adopted = 2024-06-01\ndue = "2025-01"', id="adopted-before-the-start"),
        pytest.param('start = 2025-01-01\nadopted = 2026-01-01\ndue = "2025"', id="adopted-later"),
        pytest.param('due = "2031"', id="after-the-programme"),
    ],
)
def test_a_due_date_on_or_after_the_start_is_no_problem(tmp_path: Path, fields: str) -> None:
    toml = an_action(f'groups = ["border-guards"]\n{fields}')

    assert load(with_plan(tmp_path, toml)).actions[2].id == "audit"


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("", id="neither"),
        pytest.param('action = "police-treaty"\nobjective = "joint-patrols"', id="both"),
    ],
)
def test_an_indicator_measures_one_action_or_one_objective(tmp_path: Path, subject: str) -> None:
    problem = problem_with(
        tmp_path, f'[[indicator]]\nid = "held"\ntitle = "Held"\nunit = "x"\n{subject}'
    )

    assert (problem.code, problem.path) == ("no-subject", "indicator[0].action")
    assert problem.message == "an indicator measures one action or one objective"
    assert problem.hint == "write either action or objective"


@pytest.mark.parametrize("when", ["", "date = 2025-03-01\nyear = 2025"], ids=["neither", "both"])
def test_meetings_are_counted_on_a_day_or_in_a_year(tmp_path: Path, when: str) -> None:
    problem = problem_with(tmp_path, f'[[consultation]]\nlevel = "expert"\n{when}')

    assert (problem.code, problem.path) == ("no-date", "consultation[0].date")
    assert problem.message == "meetings are counted on a day or in a year"
    assert problem.hint == "write either date or year"


@pytest.mark.parametrize(
    ("day", "end", "message"),
    [
        ("2025-09-05", "2025-09-04", "the end 2025-09-04 is before the date 2025-09-05"),
        ('"2025-Q3"', "2025-06-30", "the end 2025-06-30 is before the date 2025-Q3"),
    ],
)
def test_an_event_ends_no_earlier_than_it_starts(
    tmp_path: Path, day: str, end: str, message: str
) -> None:
    problem = problem_with(
        tmp_path, f'[[event]]\nid = "e"\ntitle = "E"\nkind = "visit"\ndate = {day}\nend = {end}'
    )

    assert (problem.code, problem.path) == ("due-before-start", "event[0].end")
    assert problem.message == message


def an_update(fields: str) -> str:
    """An update on the police treaty, with these fields."""
    return f'[[update]]\naction = "police-treaty"\n{fields}\n'


def test_an_update_is_not_recorded_before_its_day(tmp_path: Path) -> None:
    problem = problem_with(
        tmp_path, an_update("date = 2025-03-01\nrecorded = 2025-02-28\npercent = 5")
    )

    assert problem == Problem(
        code="recorded-before-date",
        message="recorded 2025-02-28 is before the date 2025-03-01",
        place=Place("test.toml", 4, "update[0]"),
        path="update[0].recorded",
        hint="date is the day of the fact, recorded the day it was told",
    )


def test_an_update_may_be_recorded_on_its_own_day(tmp_path: Path) -> None:
    toml = an_update("date = 2025-03-01\nrecorded = 2025-03-01\npercent = 5")

    assert load(with_plan(tmp_path, toml)).updates[0].percent == 5


def test_an_update_that_states_nothing_is_a_problem(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, an_update('date = 2025-03-01\nreason = "None"'))

    assert problem == Problem(
        code="says-nothing",
        message="an update states at least one thing",
        place=Place("test.toml", 1, "update[0]"),
        path="update[0]",
        hint="write unchanged = true when there is nothing to report",
    )


@pytest.mark.parametrize(
    ("stated", "key"),
    [
        ('status = "planned"', "status"),
        ('confidence = "green"', "confidence"),
        ("percent = 0", "percent"),
        ('reached = ["signed"]', "reached"),
        ('due = "2026"', "due"),
        ('milestone_due = { signed = "2026" }', "milestone_due"),
        ("values = { patrols-held = 0 }", "values"),
        ('summary = "Going well"', "summary"),
    ],
)
def test_one_fact_is_enough_for_an_update_and_too_much_for_a_nil_return(
    tmp_path: Path, stated: str, key: str
) -> None:
    told_alone = an_update(f"date = 2025-03-01\n{stated}")
    assert len(load(with_plan(tmp_path / "alone", told_alone)).updates) == 1

    problem = problem_with(
        tmp_path / "nil", an_update(f"date = 2025-03-01\nunchanged = true\n{stated}")
    )

    assert (problem.code, problem.path) == ("nil-with-news", "update[0].unchanged")
    assert problem.message == f"a nil return (unchanged = true) states nothing else, got {key}"


def test_a_nil_return_names_all_that_it_states(tmp_path: Path) -> None:
    problem = problem_with(
        tmp_path,
        an_update(
            'date = 2025-03-01\nunchanged = true\nsummary = "x"\npercent = 5\nstatus = "planned"'
        ),
    )

    assert problem.message == (
        "a nil return (unchanged = true) states nothing else, got status, percent, summary"
    )


def test_a_nil_return_may_have_a_reason_and_sources(tmp_path: Path) -> None:
    toml = an_update(
        'date = 2025-03-01\nunchanged = true\nreason = "Leave"\nsources = ["annual-report"]'
    )

    assert load(with_plan(tmp_path, toml)).updates[0].unchanged is True


@pytest.mark.parametrize(
    ("fields", "path", "message", "hint"),
    [
        (
            'reached = ["signed", "sign"]',
            "update[0].reached",
            'no milestone "sign" in action "police-treaty"',
            'did you mean "signed"?',
        ),
        (
            'milestone_due = { in-force = "2027" }',
            "update[0].milestone_due",
            'no milestone "in-force" in action "police-treaty"',
            "known: ratified, signed",
        ),
    ],
    ids=["reached", "milestone_due"],
)
def test_an_update_names_milestones_of_its_own_action(
    tmp_path: Path, fields: str, path: str, message: str, hint: str
) -> None:
    problem = problem_with(tmp_path, an_update(f"date = 2025-03-01\n{fields}"))

    assert (problem.code, problem.path) == ("unknown-milestone", path)
    assert (problem.message, problem.hint) == (message, hint)


def test_a_milestone_of_another_action_is_not_its_own(tmp_path: Path) -> None:
    problem = problem_with(
        tmp_path,
        '[[update]]\naction = "border-exercise"\ndate = 2025-03-01\nreached = ["signed"]',
    )

    assert problem.message == 'no milestone "signed" in action "border-exercise"'
    assert problem.hint == ""


# Corrections and retractions.

FIRST = an_update('date = 2025-03-01\nid = "first"\npercent = 10')
SECOND = an_update(
    'date = 2025-03-01\nrecorded = 2025-04-01\nid = "second"\ncorrects = "first"\npercent = 20'
)


def test_a_correction_of_a_correction_and_a_retraction_of_that_are_no_problem(
    tmp_path: Path,
) -> None:
    toml = (
        FIRST
        + SECOND
        + an_update(
            'date = 2025-03-01\nrecorded = 2025-05-01\nid = "third"\n'
            'corrects = "second"\npercent = 30'
        )
        + an_update('date = 2025-03-01\nrecorded = 2025-06-01\nid = "fourth"\nretracts = "third"')
        + an_update('date = 2025-03-01\nrecorded = 2025-07-01\nid = "fifth"\nretracts = "fourth"')
    )

    assert len(load(with_plan(tmp_path, toml)).updates) == 5


@pytest.mark.parametrize("key", ["corrects", "retracts"])
def test_a_correction_or_retraction_says_when_it_was_recorded(tmp_path: Path, key: str) -> None:
    stated = "percent = 20\n" if key == "corrects" else ""

    problem = problem_with(
        tmp_path, FIRST + an_update(f'date = 2025-03-02\n{stated}{key} = "first"')
    )

    assert (problem.code, problem.path) == ("missing-field", "update[1].recorded")
    assert problem.message == (
        "is missing: a correction or retraction must say when it was recorded"
    )
    assert problem.place == Place("test.toml", 6, "update[1]")


@pytest.mark.parametrize("key", ["corrects", "retracts"])
def test_an_update_that_there_is_not_cannot_be_corrected_or_retracted(
    tmp_path: Path, key: str
) -> None:
    stated = "percent = 20\n" if key == "corrects" else ""

    problem = problem_with(
        tmp_path,
        FIRST
        + an_update(f'date = 2025-03-01\nrecorded = 2025-04-01\nid = "x"\n{stated}{key} = "fist"'),
    )

    assert (problem.code, problem.path) == ("unknown-update", f"update[1].{key}")
    assert (problem.message, problem.hint) == ('no update "fist"', 'did you mean "first"?')


@pytest.mark.parametrize("key", ["corrects", "retracts"])
def test_an_update_of_another_action_cannot_be_corrected_or_retracted(
    tmp_path: Path, key: str
) -> None:
    stated = "percent = 20\n" if key == "corrects" else ""

    problem = problem_with(
        tmp_path,
        FIRST
        + '[[update]]\naction = "border-exercise"\ndate = 2025-03-01\nrecorded = 2025-04-01\n'
        + f'{stated}{key} = "first"',
    )

    assert (problem.code, problem.path) == ("other-action", f"update[1].{key}")
    assert problem.message == (
        '"first" is an update of action "police-treaty", not "border-exercise"'
    )


@pytest.mark.parametrize("key", ["corrects", "retracts"])
def test_what_was_recorded_later_cannot_be_corrected_or_retracted(tmp_path: Path, key: str) -> None:
    stated = "percent = 20\n" if key == "corrects" else ""

    problem = problem_with(
        tmp_path,
        FIRST.replace("percent", "recorded = 2025-04-02\npercent")
        + an_update(f'date = 2025-03-01\nrecorded = 2025-04-01\nid = "x"\n{stated}{key} = "first"'),
    )

    assert (problem.code, problem.path) == ("corrects-later", f"update[1].{key}")
    assert problem.message == '"first" was recorded on 2025-04-02, after 2025-04-01'


@pytest.mark.parametrize("key", ["corrects", "retracts"])
def test_what_was_recorded_on_the_same_day_can_be_corrected_or_retracted(
    tmp_path: Path, key: str
) -> None:
    stated = "percent = 20\n" if key == "corrects" else ""
    second = f'date = 2025-03-01\nrecorded = 2025-03-01\nid = "x"\n{stated}{key} = "first"'

    assert len(load(with_plan(tmp_path, FIRST + an_update(second))).updates) == 2


def test_an_update_corrects_or_retracts_not_both(tmp_path: Path) -> None:
    problem = problem_with(
        tmp_path,
        FIRST
        + an_update(
            'date = 2025-03-01\nrecorded = 2025-04-01\nid = "x"\n'
            'corrects = "first"\nretracts = "first"'
        ),
    )

    assert (problem.code, problem.path) == ("corrects-and-retracts", "update[1].retracts")
    assert problem.message == "an update corrects or retracts another, not both"


def test_a_retraction_can_be_retracted_not_corrected(tmp_path: Path) -> None:
    retraction = an_update(
        'date = 2025-03-01\nrecorded = 2025-04-01\nid = "second"\nretracts = "first"'
    )
    correction = an_update(
        'date = 2025-03-01\nrecorded = 2025-05-01\nid = "third"\ncorrects = "second"\npercent = 5'
    )

    problem = problem_with(tmp_path, FIRST + retraction + correction)

    assert (problem.code, problem.path) == ("corrects-retraction", "update[2].corrects")
    assert problem.message == '"second" is a retraction: it can be retracted, not corrected'
    assert problem.hint == "write retracts instead"


@pytest.mark.parametrize(
    "stated", ["percent = 5", "unchanged = true", 'summary = "x"', 'reached = ["signed"]']
)
def test_a_retraction_states_nothing(tmp_path: Path, stated: str) -> None:
    problem = problem_with(
        tmp_path,
        FIRST
        + an_update(
            f'date = 2025-03-01\nrecorded = 2025-04-01\nid = "x"\nretracts = "first"\n{stated}'
        ),
    )

    assert (problem.code, problem.path) == ("retraction-with-news", "update[1].retracts")
    assert problem.message == "a retraction states nothing"
    assert problem.hint == "write a correction (corrects = …) to state something else instead"


def test_a_correction_of_itself_is_a_circle(tmp_path: Path) -> None:
    problem = problem_with(
        tmp_path,
        an_update(
            'date = 2025-03-01\nrecorded = 2025-04-01\nid = "x"\ncorrects = "x"\npercent = 5'
        ),
    )

    assert (problem.code, problem.path) == ("circle", "update[0].corrects")
    assert problem.message == "corrections go round in a circle: x → x"


def test_a_circle_is_told_at_each_of_its_updates_and_at_no_other(tmp_path: Path) -> None:
    when = "date = 2025-03-01\nrecorded = 2025-04-01"
    problems = refused(
        with_plan(
            tmp_path,
            FIRST
            + an_update(f'{when}\nid = "a"\ncorrects = "b"\npercent = 1')
            + an_update(f'{when}\nid = "b"\nretracts = "c"')
            + an_update(f'{when}\nid = "c"\nretracts = "a"')
            + an_update(f'{when}\nid = "into-it"\nretracts = "a"')
            + an_update(f'{when}\nid = "apart"\nretracts = "first"'),
        )
    )

    # A retraction cannot be corrected either, which "a" tries.
    assert told(problems) == [
        ("circle", "update[1].corrects", "corrections go round in a circle: a → b → c → a"),
        (
            "corrects-retraction",
            "update[1].corrects",
            '"b" is a retraction: it can be retracted, not corrected',
        ),
        ("circle", "update[2].retracts", "corrections go round in a circle: b → c → a → b"),
        ("circle", "update[3].retracts", "corrections go round in a circle: c → a → b → c"),
    ]


def test_retractions_in_a_circle_beside_two_corrections_are_problems_and_no_crash(
    tmp_path: Path,
) -> None:
    when = "date = 2025-03-01\nrecorded = 2025-04-01"
    problems = refused(
        with_plan(
            tmp_path,
            FIRST
            + an_update(f'{when}\nid = "a"\ncorrects = "first"\npercent = 1')
            + an_update(f'{when}\nid = "b"\ncorrects = "first"\npercent = 2')
            + an_update(f'{when}\nid = "c"\nretracts = "d"')
            + an_update(f'{when}\nid = "d"\nretracts = "c"'),
        )
    )

    assert [problem.code for problem in problems] == ["second-correction", "circle", "circle"]


def test_a_long_chain_of_retractions_beside_two_corrections_is_read(tmp_path: Path) -> None:
    when = "date = 2025-03-01\nrecorded = 2025-04-01"
    toml = (
        FIRST
        + an_update(f'{when}\nid = "a"\ncorrects = "first"\npercent = 1')
        + an_update(f'{when}\nid = "b"\ncorrects = "first"\npercent = 2')
        + an_update(f'{when}\nid = "r0"\nretracts = "a"')
        + "".join(an_update(f'{when}\nid = "r{n + 1}"\nretracts = "r{n}"') for n in range(1200))
    )

    # 1,201 retractions: the first of them stands in the end, so "a" is retracted.
    assert len(load(with_plan(tmp_path, toml)).updates) == 1204


def a_correction(name: str, recorded: str, target: str = "first") -> str:
    return an_update(
        f'date = 2025-03-01\nrecorded = {recorded}\nid = "{name}"\n'
        f'corrects = "{target}"\npercent = 50'
    )


def a_retraction(name: str, recorded: str, target: str) -> str:
    return an_update(
        f'date = 2025-03-01\nrecorded = {recorded}\nid = "{name}"\nretracts = "{target}"'
    )


@pytest.mark.parametrize(
    ("toml", "path", "first", "second"),
    [
        pytest.param(
            a_correction("a", "2025-04-01") + a_correction("b", "2025-05-01"),
            "update[2].corrects",
            "a",
            "b",
            id="two",
        ),
        pytest.param(
            a_correction("b", "2025-05-01") + a_correction("a", "2025-04-01"),
            "update[1].corrects",
            "a",
            "b",
            id="two-in-another-file-order",
        ),
        pytest.param(
            a_correction("b", "2025-04-01") + a_correction("a", "2025-04-01"),
            "update[1].corrects",
            "a",
            "b",
            id="two-of-one-day",
        ),
        pytest.param(
            a_correction("a", "2025-04-01")
            + a_correction("b", "2025-05-01")
            + a_retraction("r", "2025-05-02", "a"),
            "update[2].corrects",
            "a",
            "b",
            id="retracted-a-day-late",
        ),
        pytest.param(
            a_correction("a", "2025-04-01")
            + a_retraction("r", "2025-04-02", "a")
            + a_retraction("s", "2025-04-03", "r")
            + a_correction("b", "2025-05-01"),
            "update[4].corrects",
            "a",
            "b",
            id="its-retraction-retracted",
        ),
        pytest.param(
            a_correction("a", "2025-04-01")
            + a_correction("c", "2025-04-02", "a")
            + a_correction("b", "2025-05-01"),
            "update[3].corrects",
            "a",
            "b",
            id="corrected-is-not-retracted",
        ),
    ],
)
def test_an_update_is_corrected_once(
    tmp_path: Path, toml: str, path: str, first: str, second: str
) -> None:
    problem = problem_with(tmp_path, FIRST + toml)

    assert f'id = "{second}"' in toml
    assert (problem.code, problem.path) == ("second-correction", path)
    assert problem.message == f'"first" is corrected already by "{first}"'
    assert problem.hint == f'correct "{first}", or retract it first'


@pytest.mark.parametrize(
    "toml",
    [
        pytest.param(
            a_correction("a", "2025-04-01")
            + a_retraction("r", "2025-04-30", "a")
            + a_correction("b", "2025-05-01"),
            id="before",
        ),
        pytest.param(
            a_correction("a", "2025-04-01")
            + a_correction("b", "2025-05-01")
            + a_retraction("r", "2025-05-01", "a"),
            id="on-the-day-of-the-second",
        ),
        pytest.param(
            a_correction("a", "2025-04-01")
            + a_retraction("r", "2025-04-02", "a")
            + a_retraction("s", "2025-04-03", "r")
            + a_retraction("t", "2025-04-04", "s")
            + a_correction("b", "2025-05-01"),
            id="retracted-after-all",
        ),
        pytest.param(
            a_correction("a", "2025-04-01")
            + a_retraction("r", "2025-04-02", "a")
            + a_retraction("s", "2025-06-01", "r")
            + a_correction("b", "2025-05-01"),
            id="its-retraction-retracted-later",
        ),
    ],
)
def test_an_update_may_be_corrected_anew_once_its_correction_is_retracted(
    tmp_path: Path, toml: str
) -> None:
    assert load(with_plan(tmp_path, FIRST + toml)).updates[0].id == "first"


def test_each_correction_after_the_first_is_told(tmp_path: Path) -> None:
    problems = refused(
        with_plan(
            tmp_path,
            FIRST
            + a_correction("a", "2025-04-01")
            + a_correction("b", "2025-05-01")
            + a_correction("c", "2025-06-01"),
        )
    )

    assert told(problems) == [
        ("second-correction", "update[2].corrects", '"first" is corrected already by "a"'),
        ("second-correction", "update[3].corrects", '"first" is corrected already by "b"'),
    ]


# A programme that was made in Python has no files to point at.


def printed(problems: list[Problem]) -> str:
    return "\n".join(map(str, problems))


def test_a_programme_made_in_python_is_checked_by_the_same_rules() -> None:
    treaty = planned(objective=ObjectiveId("less-fraud"))
    small = programme(treaty, updates=(reported(date=date(2025, 3, 1)),))

    assert (
        printed(errors(small))
        == """\
error[unknown-objective] police-treaty.objective: no objective "less-fraud"
    known: joint-patrols
error[says-nothing] police-treaty@2025-03-01: an update states at least one thing
    write unchanged = true when there is nothing to report"""
    )


def test_a_narrative_made_in_python_is_told_by_its_key() -> None:
    story = Narrative(
        about="programme", year=2025, text=Text(translations={"fr": "{progress:theme:securite}"})
    )

    assert printed(list(check(evolve(programme(), narratives=(story,))))) == (
        "error[unknown-figure] text.fr: there is no figure {progress:theme:securite}\n"
        "    did you mean {progress:theme:security}?"
    )


def test_two_records_made_in_python_with_one_id_are_told_without_a_place() -> None:
    small = programme(planned(), planned(weight=2))

    assert printed(errors(small)) == (
        'error[duplicate-id] police-treaty.id: action "police-treaty" stands already'
    )


def test_one_record_that_stands_twice_has_its_id_twice() -> None:
    signed = step(id=MilestoneId("signed"))
    treaty = planned(milestones=(signed, signed))

    assert printed(errors(programme(treaty))) == (
        'error[duplicate-id] signed.id: milestone "signed" stands already'
    )


def test_a_record_without_an_id_made_in_python_is_told_by_its_key() -> None:
    small = evolve(programme(), consultations=(Consultation(level=Level.EXPERT),))

    assert (
        printed(errors(small))
        == """\
error[no-date] date: meetings are counted on a day or in a year
    write either date or year"""
    )


def test_what_is_known_to_stand_in_a_file_that_could_not_be_read_is_not_missed() -> None:
    audit = planned(
        id=ActionId("audit"),
        groups=(GroupId("auditors"),),
        sources=("press#p1",),
        successor=ActionId("next-audit"),
    )
    told_of = reported(date=date(2025, 3, 1), action=ActionId("lost"), percent=5)
    correction = reported(
        date=date(2025, 3, 1), recorded=date(2025, 4, 1), corrects=named("gone"), percent=5
    )
    small = programme(planned(), audit, updates=(told_of, correction))

    assert [problem.code for problem in errors(small)] == [
        "unknown-action",
        "unknown-working-group",
        "unknown-source",
        "unknown-action",
        "unknown-update",
    ]
    lost = {
        "working_group": {"auditors"},
        "action": {"next-audit", "lost"},
        "source": {"press"},
        "update": {"gone"},
    }
    assert errors(small, lost) == []


def chained(links: list[tuple[int, bool, int]]) -> WorkProgramme:
    """Updates 0, 1, 2 …, each of which corrects or retracts some earlier one, or none."""
    updates: list[StatusUpdate] = []
    for number, (target, corrects, day) in enumerate(links):
        earlier = named(f"u{target % number}") if number and target % 3 else None
        updates.append(
            reported(
                id=named(f"u{number}"),
                date=date(2025, 1, 1),
                recorded=date(2025, 1, 1 + day),
                percent=None if earlier and not corrects else 5,
                corrects=earlier if corrects else None,
                retracts=None if corrects else earlier,
            )
        )
    return programme(planned(), updates=tuple(updates))


LINKS = st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.integers(0, 5)), max_size=9)


@settings(deadline=None)
@given(LINKS, st.randoms())
def test_what_is_wrong_with_corrections_does_not_depend_on_the_order_of_the_files(
    links: list[tuple[int, bool, int]], random: Random
) -> None:
    one = chained(links)
    shuffled = list(one.updates)
    random.shuffle(shuffled)

    other = evolve(one, updates=tuple(shuffled))

    assert {str(problem) for problem in errors(one)} == {str(problem) for problem in errors(other)}


@settings(deadline=None)
@given(LINKS)
def test_corrections_of_earlier_updates_only_never_go_round_in_a_circle(
    links: list[tuple[int, bool, int]],
) -> None:
    assert "circle" not in {problem.code for problem in errors(chained(links))}


@settings(deadline=None)
@given(st.lists(st.integers(0, 7), min_size=8, max_size=8))
def test_a_circle_is_told_for_exactly_the_updates_that_come_back_to_themselves(
    targets: list[int],
) -> None:
    updates = tuple(
        reported(
            id=named(f"u{number}"),
            date=date(2025, 1, 1),
            retracts=named(f"u{target}"),
        )
        for number, target in enumerate(targets)
    )

    problems = errors(programme(planned(), updates=updates))

    def comes_back(number: int) -> bool:
        here = targets[number]
        for _ in targets:
            if here == number:
                return True
            here = targets[here]
        return False

    circles = {problem.path for problem in problems if problem.code == "circle"}
    assert circles == {f"u{number}.retracts" for number in range(8) if comes_back(number)}
