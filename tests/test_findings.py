"""What is odd but does not stop a load, rule by rule. Source: problems.md."""

from pathlib import Path

import pytest
from attrs import evolve

from benelux_tracker import check, load
from benelux_tracker.errors import Place, Problem, Severity
from benelux_tracker.findings import findings
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.vocabulary import ActionId, Confidence, Language, UpdateId

HEAD = """\
[programme]
id = "small"
title = "A small programme"
start = 2025-01-01
end = 2028-12-31
languages = ["en"]
"""

PLAN = """
[[theme]]
id = "security"
title = "Security"

[[dossier]]
id = "police"
theme = "security"
title = "Police"

[[working_group]]
id = "police-chiefs"
name = "Chiefs of police"
kind = "strategic"

[[working_group]]
id = "border-guards"
name = "Border guards"
kind = "network"

[[objective]]
id = "joint-patrols"
dossier = "police"
title = "Joint patrols"

[[action]]
id = "treaty"
objective = "joint-patrols"
title = "Police treaty"
groups = ["police-chiefs"]

[[source]]
id = "press"
title = "Press release"
"""

STEPS = """
  [[action.milestone]]
  id = "signed"
  title = "Signed"
  weight = 3

  [[action.milestone]]
  id = "ratified"
  title = "Ratified"
"""


def programme(directory: Path, told: str, *, plan: str = PLAN, head: str = HEAD) -> WorkProgramme:
    """A programme whose updates, narratives and meetings stand in a file of their own."""
    (directory / "plan.toml").write_text(head + plan, "utf-8")
    (directory / "told.toml").write_text(told, "utf-8")
    return load(directory)


def found(whole: WorkProgramme) -> list[tuple[str, str, str]]:
    """The code, path and message of every finding."""
    return [(finding.code, finding.path, finding.message) for finding in findings(whole)]


def test_a_programme_with_nothing_odd_has_no_findings(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
group = "police-chiefs"
status = "in_progress"
percent = 40
confidence = "green"

[[update]]
action = "treaty"
date = 2025-06-01
due = "2026"
reason = "Elections."

[[update]]
action = "treaty"
date = 2025-12-01
status = "completed"
percent = 100
sources = ["press"]
"""
    assert findings(programme(tmp_path, told)) == ()


# ---- reasons


@pytest.mark.parametrize(
    ("stated", "key", "message"),
    [
        ('status = "cancelled"', "status", 'status "cancelled" has no reason'),
        ('status = "suspended"', "status", 'status "suspended" has no reason'),
        ('due = "2026-H1"', "due", 'due "2026-H1" has no reason'),
        ('confidence = "amber"', "confidence", 'confidence "amber" has no reason'),
        ('confidence = "red"', "confidence", 'confidence "red" has no reason'),
        ('confidence = "red"\ndue = "2027"', "due", 'due "2027" has no reason'),
    ],
)
def test_bad_news_wants_a_reason(tmp_path: Path, stated: str, key: str, message: str) -> None:
    told = f'[[update]]\naction = "treaty"\ndate = 2025-03-01\n{stated}\n'
    (finding,) = findings(programme(tmp_path, told))
    assert finding == Problem(
        code="missing-reason",
        severity=Severity.WARNING,
        place=Place("told.toml", 1, "update[0]"),
        path=f"update[0].{key}",
        message=message,
        hint="add reason = { … }: readers will ask why",
    )


@pytest.mark.parametrize(
    "stated",
    [
        'status = "cancelled"\nreason = "No money."',
        'status = "in_progress"',
        'status = "planned"',
        'confidence = "green"',
        "percent = 0",
    ],
)
def test_good_news_and_explained_news_want_no_reason(tmp_path: Path, stated: str) -> None:
    told = f'[[update]]\naction = "treaty"\ndate = 2025-03-01\n{stated}\n'
    assert found(programme(tmp_path, told)) == []


def test_an_update_that_was_retracted_wants_no_reason_any_more(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "suspended"

[[update]]
action = "treaty"
date = 2025-04-01
recorded = 2025-04-01
retracts = "treaty@2025-03-01"
"""
    assert found(programme(tmp_path, told)) == []


# ---- corrections


CORRECTED = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"
percent = 40
confidence = "green"
reached = ["signed"]
values = {{ patrols = 5 }}

[[update]]
action = "treaty"
date = 2025-03-01
recorded = 2025-04-01
id = "better"
corrects = "treaty@2025-03-01"
{restated}
"""
MEASURED = f"""{PLAN.replace("[[source]]", STEPS + "[[source]]")}
[[indicator]]
id = "patrols"
action = "treaty"
title = "Patrols"
unit = "patrols"
"""


def test_a_correction_that_leaves_out_what_its_target_stated_is_told(tmp_path: Path) -> None:
    told = CORRECTED.format(restated='percent = 0\nreached = ["signed"]')
    whole = programme(tmp_path, told, plan=MEASURED)
    (finding,) = (f for f in findings(whole) if f.code == "correction-leaves-out")
    assert finding.path == "update[1].corrects"
    assert finding.message == (
        '"treaty@2025-03-01" stated status, confidence, values, its correction does not'
    )
    assert finding.hint == "a correction replaces its target whole: restate what still holds"


def test_a_correction_that_states_everything_anew_is_not(tmp_path: Path) -> None:
    restated = """
status = "in_progress"
percent = 30
confidence = "green"
reached = ["ratified"]
values = { patrols = 6 }
"""
    told = CORRECTED.format(restated=restated)
    codes = [code for code, _, _ in found(programme(tmp_path, told, plan=MEASURED))]
    assert "correction-leaves-out" not in codes


# ---- groups


def test_a_report_by_a_group_that_is_not_one_of_the_actions_is_told(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
group = "border-guards"
percent = 0
"""
    (finding,) = findings(programme(tmp_path, told))
    assert (finding.code, finding.path) == ("strange-group", "update[0].group")
    assert finding.message == '"border-guards" is not one of the groups of action "treaty"'
    assert finding.hint == "its groups are police-chiefs"


def test_a_report_by_any_of_the_actions_groups_is_not(tmp_path: Path) -> None:
    plan = PLAN.replace('["police-chiefs"]', '["police-chiefs", "border-guards"]')
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
group = "border-guards"
percent = 0
"""
    assert found(programme(tmp_path, told, plan=plan)) == []


# ---- percents


def test_a_percent_of_an_action_that_is_planned_is_told(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
percent = 1
"""
    (finding,) = findings(programme(tmp_path, told))
    assert (finding.code, finding.path) == ("percent-while-planned", "update[0].percent")
    assert finding.message == "1 % is reported of an action that is planned"
    assert finding.hint == 'add status = "in_progress"'


@pytest.mark.parametrize(
    "stated", ["percent = 0", 'status = "in_progress"\npercent = 1', 'status = "in_progress"']
)
def test_a_percent_of_an_action_that_is_under_way_is_not(tmp_path: Path, stated: str) -> None:
    told = f'[[update]]\naction = "treaty"\ndate = 2025-03-01\n{stated}\n'
    assert found(programme(tmp_path, told)) == []


def test_a_percent_is_judged_by_the_status_stated_before_it(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"

[[update]]
action = "treaty"
date = 2025-04-01
percent = 5

[[update]]
action = "treaty"
date = 2025-05-01
status = "planned"
percent = 5
"""
    assert found(programme(tmp_path, told)) == [
        (
            "percent-while-planned",
            "update[2].percent",
            "5 % is reported of an action that is planned",
        )
    ]


FALLEN = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"
percent = 40

[[update]]
action = "treaty"
date = 2025-04-01
summary = "No figure."

[[update]]
action = "treaty"
date = 2025-05-01
percent = {percent}
{reason}
"""


def test_progress_that_went_down_without_a_reason_is_told(tmp_path: Path) -> None:
    told = FALLEN.format(percent=39, reason="")
    assert found(programme(tmp_path, told)) == [
        (
            "progress-went-down",
            "update[2].percent",
            "progress went down from 40 % to 39 % without a reason",
        )
    ]


@pytest.mark.parametrize(("percent", "reason"), [(40, ""), (41, ""), (39, 'reason = "Recount."')])
def test_progress_that_stayed_rose_or_was_explained_is_not(
    tmp_path: Path, percent: int, reason: str
) -> None:
    assert found(programme(tmp_path, FALLEN.format(percent=percent, reason=reason))) == []


# ---- the last word on an action


def test_a_whole_percent_of_an_action_that_is_not_completed_is_told(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"
percent = 100
"""
    (finding,) = findings(programme(tmp_path, told))
    assert (finding.code, finding.path) == ("whole-but-not-completed", "update[0].percent")
    assert finding.message == '100 % is reported, but action "treaty" is not completed'
    assert finding.hint == 'add status = "completed" when it is'


def test_ninety_nine_percent_of_an_action_that_is_not_completed_is_not(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"
percent = 99
"""
    assert found(programme(tmp_path, told)) == []


LADDER = PLAN.replace("[[source]]", STEPS + "\n[[source]]")


def test_a_completed_action_with_open_milestones_is_told(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "completed"
reached = ["signed"]
sources = ["press"]
"""
    (finding,) = findings(programme(tmp_path, told, plan=LADDER))
    assert (finding.code, finding.path) == ("completed-with-open-milestones", "update[0].status")
    assert finding.message == '"treaty" is completed, but not its milestones ratified'
    assert finding.hint == "add them to reached, or take them out of the plan"


def test_a_completed_action_whose_milestones_are_reached_is_not(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-02-01
reached = ["signed"]

[[update]]
action = "treaty"
date = 2025-03-01
status = "completed"
reached = ["ratified"]
sources = ["press"]
"""
    assert found(programme(tmp_path, told, plan=LADDER)) == []


def test_a_percent_far_from_milestones_that_are_all_reached_is_told(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"
percent = 50
reached = ["signed", "ratified"]
"""
    ((_, _, message),) = found(programme(tmp_path, told, plan=LADDER))
    assert message == "50 % is reported, the milestones say 100 %"


@pytest.mark.parametrize(
    ("percent", "apart"),
    [(64, True), (65, False), (75, False), (85, False), (86, True)],
)
def test_a_percent_and_milestones_more_than_ten_points_apart_are_told(
    tmp_path: Path, percent: int, *, apart: bool
) -> None:
    told = f"""
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"
percent = {percent}
reached = ["signed"]
"""
    message = f"{percent} % is reported, the milestones say 75 %"
    expected = [("percent-and-milestones-apart", "update[0].percent", message)] if apart else []
    assert found(programme(tmp_path, told, plan=LADDER)) == expected


@pytest.mark.parametrize(
    "steps",
    ["", '  [[action.milestone]]\n  id = "signed"\n  title = "Signed"\n  weight = 0\n'],
    ids=["no milestones", "a milestone of weight 0"],
)
def test_a_percent_of_an_action_without_weighty_milestones_is_not_compared(
    tmp_path: Path, steps: str
) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"
percent = 64
"""
    plan = PLAN.replace("[[source]]", f"{steps}\n[[source]]")
    assert found(programme(tmp_path, told, plan=plan)) == []


def test_a_completed_action_without_a_source_is_told(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "completed"
"""
    (finding,) = findings(programme(tmp_path, told))
    assert (finding.code, finding.path) == ("completed-without-source", "update[0].sources")
    assert finding.message == '"treaty" is completed, but nothing says by which source'


@pytest.mark.parametrize(
    ("on_the_plan", "on_the_update", "earlier"),
    [
        ('sources = ["press"]', "", ""),
        ("", 'sources = ["press"]', ""),
        ("", "", 'sources = ["press"]'),
    ],
    ids=["the plan cites one", "the last update cites one", "an earlier update cites one"],
)
def test_a_completed_action_with_any_source_is_not(
    tmp_path: Path, on_the_plan: str, on_the_update: str, earlier: str
) -> None:
    plan = PLAN.replace('groups = ["police-chiefs"]', f'groups = ["police-chiefs"]\n{on_the_plan}')
    told = f"""
[[update]]
action = "treaty"
date = 2025-02-01
status = "in_progress"
{earlier}

[[update]]
action = "treaty"
date = 2025-03-01
status = "completed"
{on_the_update}
"""
    assert found(programme(tmp_path, told, plan=plan)) == []


LATER = """
[[update]]
action = "treaty"
date = 2025-06-01
summary = "The minister thanked the delegations."
"""


@pytest.mark.parametrize(
    ("stated", "place"),
    [
        ("percent = 100", ("whole-but-not-completed", "update[0].percent")),
        ("percent = 20", ("percent-and-milestones-apart", "update[0].percent")),
        (
            'status = "completed"\nsources = ["press"]',
            ("completed-with-open-milestones", "update[0].status"),
        ),
        (
            'status = "completed"\nreached = ["ratified"]',
            ("completed-without-source", "update[0].sources"),
        ),
    ],
)
def test_what_is_odd_is_told_of_the_update_that_states_it_not_of_the_last(
    tmp_path: Path, stated: str, place: tuple[str, str]
) -> None:
    first = f"""
[[update]]
action = "treaty"
date = 2025-03-01
{stated}
"""
    begun = """
[[update]]
action = "treaty"
date = 2025-02-01
status = "in_progress"
reached = ["signed"]
"""
    whole = programme(tmp_path, first + LATER + begun, plan=LADDER)
    places = [(code, path) for code, path, _ in found(whole)]
    assert place in places
    assert {path.partition(".")[0] for _, path in places} == {"update[0]"}


# ---- contradictions


SAME_DAY = """
[[update]]
action = "treaty"
date = 2025-03-01
id = "one"
status = "in_progress"
{one}

[[update]]
action = "treaty"
date = 2025-03-01
id = "two"
summary = "Nothing new."

[[update]]
action = "treaty"
date = {day}
id = "zz-last"
reason = "As was told."
{other}
"""


@pytest.mark.parametrize(
    ("one", "other", "key", "said"),
    [
        ("", 'status = "suspended"', "status", "in_progress on the same day, this one suspended"),
        (
            'confidence = "green"',
            'confidence = "amber"',
            "confidence",
            "green on the same day, this one amber",
        ),
        ("percent = 40", "percent = 50", "percent", "40 on the same day, this one 50"),
        (
            'due = "2026"\nreason = "Rain."',
            'due = "2027"',
            "due",
            "2026 on the same day, this one 2027",
        ),
    ],
    ids=["status", "confidence", "percent", "due"],
)
def test_updates_of_one_day_that_state_different_values_are_told(
    tmp_path: Path, one: str, other: str, key: str, said: str
) -> None:
    told = SAME_DAY.format(one=one, other=other, day="2025-03-01")
    (finding,) = findings(programme(tmp_path, told))
    assert (finding.code, finding.path) == ("contradiction", f"update[2].{key}")
    assert finding.message == f'"one" says {said}'
    assert finding.hint == "correct the wrong one, or date one of them otherwise"


@pytest.mark.parametrize(
    ("one", "other", "key", "said"),
    [
        (
            'milestone_due = { signed = "2026", ratified = "2028" }',
            'milestone_due = { signed = "2027", ratified = "2028" }',
            "milestone_due.signed",
            "2026 on the same day, this one 2027",
        ),
        (
            "values = { patrols = 5 }",
            "values = { patrols = 6 }",
            "values.patrols",
            "5 on the same day, this one 6",
        ),
    ],
    ids=["the due of a milestone", "the value of an indicator"],
)
def test_so_are_those_that_state_different_values_of_one_milestone_or_indicator(
    tmp_path: Path, one: str, other: str, key: str, said: str
) -> None:
    told = SAME_DAY.format(one=one, other=other, day="2025-03-01")
    (finding,) = findings(programme(tmp_path, told, plan=MEASURED))
    assert (finding.code, finding.path) == ("contradiction", f"update[2].{key}")
    assert finding.message == f'"one" says {said}'


def test_updates_of_one_day_about_two_milestones_do_not_contradict_each_other(
    tmp_path: Path,
) -> None:
    one = 'milestone_due = { signed = "2026" }'
    other = 'milestone_due = { ratified = "2027" }'
    told = SAME_DAY.format(one=one, other=other, day="2025-03-01")
    assert found(programme(tmp_path, told, plan=MEASURED)) == []


@pytest.mark.parametrize(
    ("other", "day"),
    [("percent = 40", "2025-03-01"), ("percent = 50", "2025-03-02"), ("", "2025-03-01")],
    ids=["the same value", "another day", "no value"],
)
def test_updates_that_agree_or_are_of_different_days_are_not(
    tmp_path: Path, other: str, day: str
) -> None:
    told = SAME_DAY.format(one="percent = 40", other=f'{other}\nsummary = "Told."', day=day)
    assert found(programme(tmp_path, told)) == []


def test_a_correction_does_not_contradict_what_it_corrects(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
status = "in_progress"
percent = 40

[[update]]
action = "treaty"
date = 2025-03-01
recorded = 2025-04-01
id = "better"
corrects = "treaty@2025-03-01"
status = "in_progress"
percent = 30
"""
    assert found(programme(tmp_path, told)) == []


# ---- translations


def test_a_text_that_lacks_a_language_of_the_programme_is_told(tmp_path: Path) -> None:
    head = HEAD.replace('["en"]', '["nl", "fr", "en"]').replace(
        '"A small programme"', '{ nl = "Klein", fr = "Petit", en = "Small" }'
    )
    plan = """
[[theme]]
id = "security"
title = { fr = "Sécurité", en = "Security" }

[[partner]]
id = "nrw"
name = "Nordrhein-Westfalen"
kind = "region"
"""
    assert found(programme(tmp_path, "", plan=plan, head=head)) == [
        ("missing-translation", "theme[0].title", "has no text in nl; fr is shown instead"),
        ("missing-translation", "partner[0].name", "has no text in fr, en; nl is shown instead"),
    ]


TRANSLATED = """
[[theme]]
id = "security"
title = { en = "Security" }

[[dossier]]
id = "police"
theme = "security"
title = { en = "Police" }

[[working_group]]
id = "police-chiefs"
name = { en = "Chiefs of police" }
kind = "strategic"

[[objective]]
id = "joint-patrols"
dossier = "police"
title = { en = "Joint patrols" }

[[action]]
id = "treaty"
objective = "joint-patrols"
title = { en = "Police treaty" }
note = { en = "A note" }
groups = ["police-chiefs"]

  [[action.milestone]]
  id = "signed"
  title = { en = "Signed" }

[[update]]
action = "treaty"
date = 2025-03-01
summary = { en = "News" }
reason = { en = "Because" }

[[indicator]]
id = "patrols"
action = "treaty"
title = { en = "Patrols" }
unit = { en = "patrols" }

[[event]]
id = "signature"
date = 2025-03-01
title = { en = "Signature" }
place = { en = "Brussels" }
kind = "signature"

[[partner]]
id = "nrw"
name = { en = "North Rhine-Westphalia" }
kind = "region"

[[narrative]]
about = "programme"
year = 2025
text = { en = "A year." }

[[source]]
id = "press"
title = { en = "Press release" }
"""


def test_every_text_but_places_and_titles_of_sources_is_looked_at(tmp_path: Path) -> None:
    head = HEAD.replace('["en"]', '["en", "nl"]').replace('"A small programme"', '{ en = "Small" }')
    whole = programme(tmp_path, "", plan=TRANSLATED, head=head)
    assert sorted(path for _, path, _ in found(whole)) == [
        "action[0].milestone[0].title",
        "action[0].note",
        "action[0].title",
        "dossier[0].title",
        "event[0].title",
        "indicator[0].title",
        "indicator[0].unit",
        "narrative[0].text",
        "objective[0].title",
        "partner[0].name",
        "programme.title",
        "theme[0].title",
        "update[0].reason",
        "update[0].summary",
        "working_group[0].name",
    ]


def test_texts_in_the_only_language_of_a_programme_lack_nothing(tmp_path: Path) -> None:
    assert found(programme(tmp_path, "", plan=TRANSLATED)) == []


def test_a_text_only_in_a_foreign_language_lacks_even_the_only_language(tmp_path: Path) -> None:
    plan = '[[theme]]\nid = "security"\ntitle = { nl = "Veiligheid" }\n'
    assert found(programme(tmp_path, "", plan=plan)) == [
        ("missing-translation", "theme[0].title", "has no text in en; nl is shown instead")
    ]


# ---- objectives, figures, meetings


def test_an_objective_without_actions_is_told(tmp_path: Path) -> None:
    plan = f'{PLAN}\n[[objective]]\nid = "later"\ndossier = "police"\ntitle = "Later"\n'
    (finding,) = findings(programme(tmp_path, "", plan=plan))
    assert (finding.code, finding.path) == ("objective-without-actions", "objective[1]")
    assert finding.message == 'objective "later" has no actions: not yet operationalised'
    assert finding.place == Place("plan.toml", 42, "objective[1]")


@pytest.mark.parametrize(
    "figure",
    ["{progress:programme}", "{high:working_group:police-chiefs}", "{low:objective:joint-patrols}"],
)
def test_a_narrative_that_cites_figures_has_nothing_odd(tmp_path: Path, figure: str) -> None:
    told = f'[[narrative]]\nabout = "programme"\nyear = 2025\ntext = "So far {figure}."\n'
    assert found(programme(tmp_path, told)) == []


def story_of_2025(text: str) -> str:
    return f'[[narrative]]\nabout = "programme"\nyear = 2025\ntext = {text}\n'


def an_update(word: str, day: str, recorded: str, stated: str = "percent = 40") -> str:
    return (
        f'[[update]]\nid = "{word}"\naction = "treaty"\ndate = {day}\nrecorded = {recorded}\n'
        f'{stated}\nstatus = "in_progress"\n'
    )


def test_a_narrative_is_outdated_when_its_figure_moves_more_than_a_year_later(
    tmp_path: Path,
) -> None:
    told = story_of_2025('"Of security {progress:theme:security}."')
    (finding,) = findings(programme(tmp_path, told + an_update("said", "2025-12-31", "2027-01-01")))
    assert str(finding) == (
        "told.toml:1: warning[outdated-narrative] narrative[0].text: {progress:theme:security} "
        'rests on "said", recorded on 2027-01-01: more than a year after 2025\n'
        "    read it again, and restate or correct the text"
    )


@pytest.mark.parametrize(
    ("updates", "plan"),
    [
        (an_update("said", "2025-12-31", "2026-12-31"), PLAN),
        (an_update("said", "2026-01-01", "2027-01-01"), PLAN),
        (
            an_update("wrong", "2025-06-01", "2027-01-01")
            + '[[update]]\naction = "treaty"\ndate = 2025-06-01\n'
            'recorded = 2027-02-01\nretracts = "wrong"\n',
            PLAN,
        ),
        (
            an_update("said", "2025-12-31", "2027-01-01"),
            PLAN.replace('title = "Police treaty"', 'title = "Treaty"\nadopted = 2026-01-01'),
        ),
        (
            an_update("said", "2025-12-31", "2027-01-01"),
            PLAN.replace('["police-chiefs"]', '["border-guards"]'),
        ),
    ],
    ids=[
        "recorded within a year",
        "about the next year",
        "retracted",
        "of an action adopted only later",
        "of an action of another group",
    ],
)
def test_a_narrative_is_not_outdated_by_an_update(tmp_path: Path, updates: str, plan: str) -> None:
    told = story_of_2025('"The chiefs did {low:working_group:police-chiefs}."')
    codes = {code for code, _, _ in found(programme(tmp_path, told + updates, plan=plan))}
    assert "outdated-narrative" not in codes


def test_an_action_adopted_in_the_year_of_a_narrative_counts_for_it(tmp_path: Path) -> None:
    plan = PLAN.replace('title = "Police treaty"', 'title = "Treaty"\nadopted = 2025-12-31')
    told = story_of_2025('"{low:programme}"') + an_update("said", "2025-12-31", "2027-01-01")
    (finding,) = findings(programme(tmp_path, told, plan=plan))
    assert finding.code == "outdated-narrative"


def test_an_outdated_narrative_is_told_once_for_each_figure_with_the_last_update(
    tmp_path: Path,
) -> None:
    told = (
        story_of_2025('{ en = "{low:programme}, {high:programme}", nl = "{low:programme}" }')
        + an_update("first", "2025-03-01", "2027-01-01", "percent = 10")
        + an_update("last", "2025-04-01", "2027-03-01", "percent = 20")
        + an_update("other", "2025-05-01", "2027-02-01", "percent = 30")
    )
    head = HEAD.replace('["en"]', '["en", "nl"]')
    outdated = [
        finding.message
        for finding in findings(programme(tmp_path, told, head=head))
        if finding.code == "outdated-narrative"
    ]
    rests = 'rests on "last", recorded on 2027-03-01: more than a year after 2025'
    assert outdated == [f"{{low:programme}} {rests}", f"{{high:programme}} {rests}"]


MEETINGS = """
[[consultation]]
level = "expert"
year = 2025
count = {published}

[[consultation]]
level = "expert"
date = 2025-03-01
group = "police-chiefs"
count = 2

[[consultation]]
level = "expert"
year = 2025
group = "border-guards"
count = 3

[[consultation]]
level = "expert"
year = 2024
group = "border-guards"
count = 100

[[consultation]]
level = "workshop"
year = 2025
group = "border-guards"
count = 100
"""


def test_more_meetings_listed_than_published_are_told(tmp_path: Path) -> None:
    assert found(programme(tmp_path, MEETINGS.format(published=4))) == [
        (
            "more-meetings-than-published",
            "consultation[0].count",
            "5 expert meetings of 2025 are listed, 4 published",
        )
    ]


@pytest.mark.parametrize("published", [5, 6])
def test_as_many_meetings_as_published_or_fewer_are_not(tmp_path: Path, published: int) -> None:
    assert found(programme(tmp_path, MEETINGS.format(published=published))) == []


def test_totals_published_for_parts_of_a_year_are_added_up(tmp_path: Path) -> None:
    second = '[[consultation]]\nlevel = "expert"\ndate = 2025-07-01\ncount = 2\n'
    assert found(programme(tmp_path, MEETINGS.format(published=3) + second)) == []
    (finding,) = findings(programme(tmp_path, MEETINGS.format(published=2) + second))
    assert finding.message == "5 expert meetings of 2025 are listed, 4 published"


# ---- all of them


def test_findings_stand_by_file_line_and_code(tmp_path: Path) -> None:
    told = """
[[update]]
action = "treaty"
date = 2025-03-01
group = "border-guards"
status = "suspended"

[[update]]
action = "treaty"
date = 2023-03-01
recorded = 2025-04-01
summary = "A first talk."

[[narrative]]
about = "programme"
year = 2023
text = "{progress:theme:security}"
"""
    plan = f'{PLAN}\n[[objective]]\nid = "later"\ndossier = "police"\ntitle = "Later"\n'
    assert [
        (str(finding.place), finding.code)
        for finding in findings(programme(tmp_path, told, plan=plan))
    ] == [
        ("plan.toml:42", "objective-without-actions"),
        ("told.toml:2", "strange-group"),
        ("told.toml:2", "missing-reason"),
        ("told.toml:14", "outdated-narrative"),
    ]


def test_a_finding_about_a_record_made_in_python_names_the_record(tmp_path: Path) -> None:
    update = StatusUpdate(
        action=ActionId("treaty"),
        date=programme(tmp_path, "").start,
        id=UpdateId("said"),
        confidence=Confidence.RED,
    )
    whole = evolve(programme(tmp_path, ""), updates=(update,))
    (finding,) = findings(whole)
    assert (finding.place, finding.path) == (None, "said.confidence")


# ---- check


def test_a_check_of_a_programme_with_errors_tells_them_and_no_warnings(tmp_path: Path) -> None:
    whole = programme(tmp_path, "")
    update = StatusUpdate(
        action=ActionId("treaty"), date=whole.start, confidence=Confidence.RED, percent=100
    )
    lost = evolve(update, action=ActionId("trety"), id=UpdateId("lost"))
    (problem,) = check(evolve(whole, updates=(update, lost)))
    assert (problem.severity, problem.code) == (Severity.ERROR, "unknown-action")
    assert problem.hint == 'did you mean "treaty"?'


def test_a_check_without_errors_tells_the_warnings(tmp_path: Path) -> None:
    told = '[[update]]\naction = "treaty"\ndate = 2025-03-01\nconfidence = "red"\n'
    problems = check(programme(tmp_path, told))
    assert [(p.severity, p.code) for p in problems] == [(Severity.WARNING, "missing-reason")]


@pytest.mark.parametrize(
    ("language", "lacks"),
    [
        ("", [("theme[0].title", "has no text in fr, en; nl is shown instead")]),
        ("fr", [("theme[0].title", "has no text in fr; nl is shown instead")]),
        ("nl", []),
        (
            "de",
            [
                ("programme.title", "has no text in de; nl is shown instead"),
                ("theme[0].title", "has no text in de; nl is shown instead"),
            ],
        ),
    ],
)
def test_a_check_may_look_for_translations_into_one_language_only(
    tmp_path: Path, language: str, lacks: list[tuple[str, str]]
) -> None:
    head = HEAD.replace('["en"]', '["nl", "fr", "en"]').replace(
        '"A small programme"', '{ nl = "Klein", fr = "Petit", en = "Small" }'
    )
    plan = '[[theme]]\nid = "security"\ntitle = "Veiligheid"\n'
    whole = programme(tmp_path, "", plan=plan, head=head)
    assert [(problem.path, problem.message) for problem in check(whole, language)] == lacks


def test_a_check_into_the_first_language_tells_what_is_not_written_in_it(tmp_path: Path) -> None:
    head = HEAD.replace('["en"]', '["en", "nl"]')
    plan = '[[theme]]\nid = "security"\ntitle = { nl = "Veiligheid" }\n'
    (finding,) = check(programme(tmp_path, "", plan=plan, head=head), Language("en"))
    assert finding.message == "has no text in en; nl is shown instead"
