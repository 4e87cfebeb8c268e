"""How problems are printed: where, which, what is wrong, and what to write instead."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import load
from benelux_tracker.errors import (
    BeneluxTrackerError,
    LoadError,
    Place,
    Problem,
    ProgrammeNotFoundError,
    RequestError,
    Severity,
    UnknownKeyError,
    did_you_mean,
)
from build_files import HEAD, PLAN, refused, written


def printed(directory: Path) -> str:
    """What a person reads of the problems for which a directory does not load."""
    with pytest.raises(LoadError) as caught:
        load(directory)
    return str(caught.value)


def test_a_problem_names_file_and_line_and_key_and_what_to_write_instead(tmp_path: Path) -> None:
    plan = PLAN.replace("police-treaty", "police-treaty-second-tranche")
    updates = """\
[[update]]
action = "border-exercise"
date = 2025-01-10
percent = 10
[[update]]
action = "border-exercise"
date = 2025-02-10
percent = 20
[[update]]
action = "border-exercise"
date = 2025-03-10
percent = 30
[[update]]
action = "police-treaty-second-trance"
date = 2025-10-22
percent = 40
"""

    directory = written(tmp_path, {"plan.toml": plan, "updates/2025/police.toml": updates})

    assert (
        printed(directory)
        == """\
updates/2025/police.toml:14: error[unknown-action] update[3].action: \
no action "police-treaty-second-trance"
    did you mean "police-treaty-second-tranche"?"""
    )


def test_all_problems_of_all_files_are_told_in_one_go_by_file_and_line(tmp_path: Path) -> None:
    directory = written(
        tmp_path,
        {
            "programme.toml": HEAD + 'colour = "blue"\n\n[programme.rules]\nred = 25\n',
            "plan/security.toml": """\
[[theme]]
id = "security"
title = "Security"

[[dossier]]
id = "Police"
theme = "security"
title = 5

[[working_group]]
id = "police-chiefs"
name = "Police chiefs"
kind = "strategical"

[[action]]
id = "police-treaty"
objective = "joint-patrols"
title = { nl = "Politieverdrag", fr = 5 }
groups = "police-chiefs"
due = 2025
weight = 1.5
countries = ["BE", "nl"]

  [[action.milestone]]
  id = "signed"
  title = "Signed"

  [[action.milestone]]
  id = "ratified"
  due = "2025-Q5"

[[action]]
id = "border-exercise"
objective = "joint-patrol"
title = "Border exercise"
groups = ["police-chiefs", "border-guards"]
start = 2026-01-01
due = "2025"

[[objective]]
id = "joint-patrols"
dossier = "police"
title = "Joint patrols"
""",
            "broken.toml": '[[theme]]\nid = "economy"\ntitle = Economy\n',
            "latin.toml": "[[theme]]\nid = 'caf\u00e9'\n".encode("latin-1"),
            "updates/2025.toml": """\
[[update]]
action = "police-treaty"
date = 2025-06-30
reached = ["signed", "in-force"]
percent = 140

[[update]]
action = "border-exercise"
date = "2025-06-30"
status = "in progress"

[[update]]
action = "border-exercises"
date = 2025-06-30
recorded = 2025-01-31
reason = "None"

[updates]
action = "border-exercise"
""",
        },
    )

    assert (
        printed(directory)
        == """\
broken.toml:3: error[not-toml]: is not TOML: Invalid value (at line 3, column 9)
    write quotes around a text: "…"
latin.toml: error[not-utf-8]: is not UTF-8: byte 0xe9 in line 2; save it as UTF-8
plan/security.toml:6: error[bad-id] dossier[0].id: must be lower-case letters, digits and \
hyphens, such as police-treaty, got "Police"
plan/security.toml:8: error[wrong-type] dossier[0].title: must be a text in quotes or \
{ nl = "…", fr = "…", en = "…" }, got a whole number, 5
plan/security.toml:13: error[unknown-word] working_group[0].kind: must be one of working-group, \
steering-group, platform, network, strategic, committee, secretariat, other, got "strategical"
    did you mean "strategic"?
plan/security.toml:18: error[wrong-type] action[0].title: must be a text in quotes for the \
language fr, got a whole number, 5
plan/security.toml:19: error[wrong-type] action[0].groups: must be an array [ … ], \
got a text in quotes, "police-chiefs"
    put it in square brackets
plan/security.toml:20: error[wrong-type] action[0].due: must be a date (2025-09-10) or "2025", \
"2025-H2", "2025-Q3" or "2025-09", got a whole number, 2025
    write it in quotes: "2025"
plan/security.toml:21: error[wrong-type] action[0].weight: must be a whole number 0 to 1000000, \
got a number with a decimal point, 1.5
    use whole numbers; multiply all weights by 10
plan/security.toml:22: error[bad-country] action[0].countries[1]: must be a country code of two \
capitals such as BE, got "nl"
plan/security.toml:28: error[missing-field] action[0].milestone[1].title: is missing
plan/security.toml:30: error[bad-due] action[0].milestone[1].due: no date or period: "2025-Q5"; \
write a date (2025-09-10) or "2025", "2025-H2", "2025-Q3" or "2025-09"
plan/security.toml:34: error[unknown-objective] action[1].objective: no objective "joint-patrol"
    did you mean "joint-patrols"?
plan/security.toml:36: error[unknown-working-group] action[1].groups: \
no working group "border-guards"
plan/security.toml:38: error[due-before-start] action[1].due: \
due 2025 is before start 2026-01-01
    write an earlier start, or a later due
plan/security.toml:42: error[unknown-dossier] objective[0].dossier: no dossier "police"
programme.toml:7: error[unknown-field] programme.colour: there is no field "colour" here
    known: end, id, languages, presidencies, rules, start, title
programme.toml:10: error[bad-share] programme.rules.red: must be a share from 0 to 1 such as 0.6, \
got a whole number, 25
updates/2025.toml:5: error[bad-percent] update[0].percent: must be a whole number 0 to 100, got 140
updates/2025.toml:9: error[wrong-type] update[1].date: must be a date, \
got a text in quotes, "2025-06-30"
    write the date without quotes, as 2025-09-10
updates/2025.toml:10: error[unknown-word] update[1].status: must be one of planned, in_progress, \
suspended, completed, cancelled, got "in progress"
    did you mean "in_progress"?
updates/2025.toml:12: error[says-nothing] update[2]: an update states at least one thing
    write unchanged = true when there is nothing to report
updates/2025.toml:13: error[unknown-action] update[2].action: no action "border-exercises"
    did you mean "border-exercise"?
updates/2025.toml:15: error[recorded-before-date] update[2].recorded: \
recorded 2025-01-31 is before the date 2025-06-30
    date is the day of the fact, recorded the day it was told
updates/2025.toml:18: error[unknown-table] updates: there is no table "updates"
    did you mean "update"?"""
    )


def test_a_hundred_problems_are_a_hundred_problems(tmp_path: Path) -> None:
    themes = "".join(f'[[theme]]\nid = "t{number}"\ntitle = {number}\n' for number in range(100))

    problems = refused(written(tmp_path, {"programme.toml": HEAD, "themes.toml": themes}))

    assert [problem.place for problem in problems] == [
        Place("themes.toml", 3 * number + 3, f"theme[{number}]") for number in range(100)
    ]


# What could not be read is told once, not again at every reference to it.

FOLLOWERS = """
[[objective]]
id = "less-fraud"
dossier = "tax"
title = "Less fraud"

[[update]]
action = "joint-audit"
date = 2025-06-30
reached = ["signed"]
sources = ["press#p1"]

[[narrative]]
about = "dossier:tax"
year = 2025
text = "A year of tax"
"""

LEADERS = """\
[[dossier]]
id = "tax"
theme = "security"
title = "Tax"

[[action]]
id = "joint-audit"
objective = "less-fraud"
title = "Joint audit"
groups = ["police-chiefs"]

[[action.milestone]]
id = "signed"
title = "Signed"

[[source]]
id = "press"
title = "Press"
"""


@pytest.mark.parametrize(
    ("leaders", "line"),
    [
        pytest.param(
            LEADERS.replace('title = "Tax"', "title = 5"),
            "leaders.toml:4: error[wrong-type] dossier[0].title",
            id="a-field-of-another-type",
        ),
        pytest.param(
            LEADERS.replace('title = "Joint audit"\n', ""),
            "leaders.toml:6: error[missing-field] action[0].title",
            id="a-missing-field",
        ),
        pytest.param(
            LEADERS.replace('title = "Press"', 'title = "Press"\nlink = "x"'),
            "leaders.toml:19: error[unknown-field] source[0].link",
            id="an-unknown-field",
        ),
        pytest.param(
            LEADERS.replace("[[dossier]]", "[dossier]"),
            "leaders.toml:1: error[wrong-type] dossier",
            id="a-table-for-an-array",
        ),
        pytest.param(
            LEADERS.replace("[[action", "[[actions"),
            "leaders.toml:6: error[unknown-table] actions",
            id="a-misspelt-table",
        ),
        pytest.param(LEADERS + "\nbroken\n", "leaders.toml:20: error[not-toml]: is", id="not-toml"),
        pytest.param(
            LEADERS.replace("Press", "Pr\u00e9sse").encode("latin-1"),
            "leaders.toml: error[not-utf-8]: is",
            id="not-utf-8",
        ),
        pytest.param(
            LEADERS + "\nx = " + "[" * 1000, "leaders.toml: error[too-deep]: is", id="too-deep"
        ),
        pytest.param(
            LEADERS + "\nx = " + "1" * 5000, "leaders.toml: error[too-long]: has", id="too-long"
        ),
    ],
)
def test_what_could_not_be_read_causes_no_second_problem(
    tmp_path: Path, leaders: str | bytes, line: str
) -> None:
    directory = written(
        tmp_path, {"plan.toml": PLAN, "leaders.toml": leaders, "followers.toml": FOLLOWERS}
    )

    problems = refused(directory)

    assert len(problems) == 1, printed(directory)
    assert str(problems[0]).startswith(line)


@pytest.mark.parametrize(
    ("programme", "code"),
    [
        pytest.param(HEAD.replace("2025-01-01", '"2025"'), "wrong-type", id="wrong-type"),
        pytest.param(HEAD.replace("start = ", "begin = "), "missing-field", id="missing"),
        pytest.param(HEAD + "broken", "not-toml", id="not-toml"),
        pytest.param(HEAD.replace("programme]", "programmes]"), "unknown-table", id="misspelt"),
    ],
)
def test_a_programme_that_could_not_be_read_is_not_missed(
    tmp_path: Path, programme: str, code: str
) -> None:
    plan = PLAN.removeprefix(HEAD)

    problems = refused(written(tmp_path, {"plan.toml": plan, "programme.toml": programme}))

    assert problems[0].code == code
    assert {problem.code for problem in problems} <= {code, "unknown-field"}
    assert {problem.place.file for problem in problems if problem.place} == {"programme.toml"}


@pytest.mark.parametrize(
    "update",
    [
        pytest.param('date = 2025-06-30\nid = "first"\npercent = "5"', id="by-its-id"),
        pytest.param("date = 2025-06-30\npercent = 5.5", id="by-action-and-day"),
    ],
)
def test_an_update_that_could_not_be_read_can_be_corrected(tmp_path: Path, update: str) -> None:
    name = "first" if "first" in update else "police-treaty@2025-06-30"
    correction = f"""
[[update]]
action = "police-treaty"
date = 2025-06-30
recorded = 2025-07-31
id = "second"
corrects = "{name}"
percent = 6
"""
    text = f'[[update]]\naction = "police-treaty"\n{update}\n{correction}'

    problems = refused(written(tmp_path, {"plan.toml": PLAN, "updates.toml": text}))

    assert [(problem.code, problem.path) for problem in problems] == [
        ("wrong-type", "update[0].percent")
    ]


def test_an_update_without_a_day_has_no_name_to_go_by(tmp_path: Path) -> None:
    text = """
[[update]]
action = "police-treaty"
date = 2025
percent = 5

[[update]]
action = "police-treaty"
date = 2025-06-30
recorded = 2025-07-31
corrects = "police-treaty@2025"
percent = 6
"""

    problems = refused(written(tmp_path, {"plan.toml": PLAN, "updates.toml": text}))

    assert [(problem.code, problem.path) for problem in problems] == [
        ("wrong-type", "update[0].date"),
        ("unknown-update", "update[1].corrects"),
    ]


# The parts of a problem.


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        pytest.param(
            Problem(code="no-programme", message="no file has it"),
            "error[no-programme]: no file has it",
            id="of-the-whole",
        ),
        pytest.param(
            Problem(code="too-large", message="is too large", place=Place("a/b.toml")),
            "a/b.toml: error[too-large]: is too large",
            id="of-a-file",
        ),
        pytest.param(
            Problem(code="says-nothing", message="says nothing", place=Place("b.toml", 7)),
            "b.toml:7: error[says-nothing]: says nothing",
            id="of-a-line",
        ),
        pytest.param(
            Problem(
                code="no-reason",
                message="has no reason",
                place=Place("b.toml", 7, "update[3]"),
                path="update[3].reason",
                hint="say why",
                severity=Severity.WARNING,
            ),
            "b.toml:7: warning[no-reason] update[3].reason: has no reason\n    say why",
            id="warning-with-a-hint",
        ),
        pytest.param(
            Problem(
                code="bad-due",
                message='no date: "2025\n\x1b[31m"',
                place=Place("a\tb.toml"),
                path="action[0].d\x7fue",
                hint='did you mean "\x85"?',
            ),
            r'a\x09b.toml: error[bad-due] action[0].d\x7fue: no date: "2025\x0a\x1b[31m"'
            "\n"
            r'    did you mean "\x85"?',
            id="signs-that-do-not-print",
        ),
        pytest.param(
            Problem(code="x", message=" ~\x7e\xa0é…", hint="\x1f\x20\x9f\xa0"),
            "error[x]:  ~~\xa0é…\n    \\x1f \\x9f\xa0",
            id="signs-that-just-do",
        ),
    ],
)
def test_a_problem_is_printed_as_where_which_what_and_hint(problem: Problem, text: str) -> None:
    assert str(problem) == text


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_a_problem_never_prints_more_than_its_line_and_its_hint(
    message: str, path: str, hint: str
) -> None:
    text = str(Problem(code="x", message=message, path=path, hint=hint))

    assert text.count("\n") == (1 if hint else 0)
    assert all(sign >= " " for sign in text if sign != "\n")


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("securty", ["security", "economy"], 'did you mean "security"?'),
        ("patrol", ["joint-patrols", "patrols"], 'did you mean "patrols"?'),
        ("x", ["security", "economy"], "known: economy, security"),
        ("x", [], ""),
        ("x", ["a" * 100, "b" * 98], f"known: {'a' * 100}, {'b' * 98}"),
        ("x", ["a" * 100, "b" * 99], ""),
        (None, ["security", "economy"], "known: economy, security"),
        (["security"], ["security", "economy"], 'did you mean "security"?'),
    ],
    ids=["near", "nearest", "choice", "none", "200-signs", "201-signs", "nothing", "list"],
)
def test_a_hint_is_the_nearest_word_or_the_choice_when_it_is_small(
    word: object, known: list[str], hint: str
) -> None:
    assert did_you_mean(word, known) == hint  # type: ignore[arg-type]


def test_a_load_error_prints_all_its_problems_and_keeps_them() -> None:
    one, two = Problem(code="one", message="first"), Problem(code="two", message="second")

    error = LoadError([one, two])

    assert str(error) == "error[one]: first\nerror[two]: second"
    assert error.problems == (one, two)


def test_a_load_error_travels_between_processes() -> None:
    error = LoadError([Problem(code="one", message="first", place=Place("a.toml", 3, "theme[0]"))])

    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - of the test's own making

    assert isinstance(copy, LoadError)
    assert copy.problems == error.problems


@pytest.mark.parametrize(
    ("kind", "caught_as"),
    [
        (LoadError, ValueError),
        (ProgrammeNotFoundError, LoadError),
        (ProgrammeNotFoundError, FileNotFoundError),
        (RequestError, ValueError),
        (UnknownKeyError, KeyError),
    ],
)
def test_every_exception_is_also_what_a_caller_would_catch(
    kind: type[Exception], caught_as: type[Exception]
) -> None:
    assert issubclass(kind, caught_as)
    assert issubclass(kind, BeneluxTrackerError)


def test_an_unknown_key_prints_as_a_sentence_not_as_a_key() -> None:
    assert str(UnknownKeyError('no theme "safety"')) == 'no theme "safety"'


def test_a_table_with_a_wrong_field_is_still_asked_what_it_refers_to(tmp_path: Path) -> None:
    action = (
        '[[action]]\nid = "a"\ntitle = "A"\ngroups = 5\nobjective = "joint-patrol"\n'
        'weight = 1.5\nsources = ["press#p1"]\n'
    )
    (tmp_path / "a.toml").write_text(
        '[programme]\nid = "p"\ntitle = "P"\nstart = 2025-01-01\nend = 2028-12-31\n'
        'languages = ["en"]\n[[theme]]\nid = "t"\ntitle = "T"\n'
        '[[dossier]]\nid = "d"\ntheme = "t"\ntitle = "D"\n'
        '[[objective]]\nid = "joint-patrols"\ndossier = "d"\ntitle = "O"\n' + action,
        "utf-8",
    )
    with pytest.raises(LoadError) as raised:
        load(tmp_path)
    assert [(p.code, p.path, p.place and p.place.line) for p in raised.value.problems] == [
        ("wrong-type", "action[0].groups", 21),
        ("unknown-objective", "action[0].objective", 22),
        ("wrong-type", "action[0].weight", 23),
        ("unknown-source", "action[0].sources", 24),
    ]
