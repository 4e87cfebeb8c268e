"""The year-end report as data, section by section, on a small programme. Source: report.md.

At the end of 2025 the programme of `build_report` has, by action: its weight, its completion
and what the plan foresaw, and its signal.

    patrols   3  50 %   75 %  amber    one ratification is late; with customs
    hotline   1  10 %  100 %  red      overdue
    handbook  1  done  100 %  green    completed the year before
    exercise  2  40 %  100 %  amber    postponed twice
    registry  1  50 %   50 %  amber    suspended
    lessons   0   –     50 %  grey     stale
    labels    2   –    100 %  grey     overdue, never reported
    permits   1   –      0 %           not due
    tariffs   1  20 %                  cancelled
    later                              not adopted yet
"""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import YearReport, render, year_report
from benelux_tracker.errors import DateError, RequestError
from benelux_tracker.model import Narrative, Rules, Text, WorkProgramme
from benelux_tracker.periods import Due
from benelux_tracker.report.contents import (
    ActionLine,
    CitedFigure,
    Colophon,
    DossierSection,
    Finding,
    Moment,
    News,
    SourceNote,
    Step,
    Story,
    ThemeChapter,
)
from benelux_tracker.report.registers import (
    Coming,
    GroupMeetings,
    Meetings,
    Silence,
    Slip,
    Stalled,
)
from benelux_tracker.report.render import TextFormat
from benelux_tracker.report.said import Cited, Said
from benelux_tracker.state import Schedule, Signal, Verdict
from benelux_tracker.tally import NoNumber
from benelux_tracker.vocabulary import Level, Output, Reliability, Status
from build_report import LATER, PLAN, UPDATES, loaded, small
from programmes import DAYS, busy_programmes, days, programmes

CHIEFS, CUSTOMS, TRADERS = (
    Said("Chiefs of police", "en"),
    Said("Douane", "nl"),
    Said("Traders", "en"),
)
ANNUAL, PRESS, TREATY = 1, 2, 3
"""The numbers of the sources, in the order in which the report first cites them."""


def said(text: str) -> Said:
    return Said(text, "en")


def on(text: str) -> Due:
    return Due.parse(text)


def told(on: str | None = None, known_on: str | None = None) -> YearReport:
    return year_report(small(), 2025, "en", known_on, on=on)


def chapter(theme: str, report: YearReport | None = None) -> ThemeChapter:
    return next(c for c in (report or told()).themes if c.id == theme)


def dossier(name: str, report: YearReport | None = None) -> DossierSection:
    return next(d for c in (report or told()).themes for d in c.dossiers if d.id == name)


def action(name: str, report: YearReport | None = None) -> ActionLine:
    lines = (line for c in (report or told()).themes for d in c.dossiers for line in d.actions)
    return next(line for line in lines if line.id == name)


# ---- cover


def test_the_cover_says_what_the_report_is_about() -> None:
    report = told()
    assert (report.programme, report.title) == ("small", said("A small programme"))
    assert (report.start, report.end) == (date(2024, 1, 1), date(2027, 12, 31))
    assert (report.year, report.language, report.presidency) == (2025, "en", "LU")
    assert (report.on, report.known_on, report.provisional) == (date(2025, 12, 31), None, False)


def test_a_year_without_a_presidency_has_none() -> None:
    assert year_report(small(), 2024, "en").presidency is None


def test_a_report_is_in_dutch_unless_asked_otherwise() -> None:
    assert year_report(small(), 2025).language == "nl"


def test_a_text_that_is_not_in_the_language_of_the_report_keeps_its_own() -> None:
    report = year_report(small(), 2025, "nl")
    assert report.title == Said("A small programme", "en")
    assert chapter("security", report).groups[1].name == Said("Douane", "nl")


@pytest.mark.parametrize(
    ("known_on", "provisional"),
    [("2025-12-30", True), ("2025-12-31", False), ("2026-03-01", False)],
)
def test_a_report_told_before_its_day_was_over_is_provisional(
    known_on: str, *, provisional: bool
) -> None:
    assert told(known_on=known_on).provisional is provisional


def test_a_report_of_part_of_a_year_stands_at_the_close_of_its_day() -> None:
    report = told(on="2025-04-30")
    assert report.on == date(2025, 4, 30)
    assert dossier("police", report).actions[0].status is Status.PLANNED
    assert report.annex.colophon.used == 5


# ---- the year at a glance


def test_the_headline_is_the_progress_of_what_is_reported_with_coverage_and_bounds() -> None:
    # earned 3·50 + 10 + 100 + 2·40 + 50 = 390 of a known weight of 8, of a due weight of 10
    figures = told().glance.figures
    assert figures.progress == Fraction(390, 800)
    assert figures.coverage == Fraction(8, 10)
    assert (figures.low, figures.high) == (Fraction(390, 1000), Fraction(590, 1000))
    assert figures.no_number is None


def test_progress_stands_beside_what_the_plan_foresaw() -> None:
    # foreseen 3·75 + 100 + 100 + 2·100 + 50 = 675 of the known, and 2·100 of the labels
    figures = told().glance.figures
    assert figures.planned == Fraction(675, 800)
    assert figures.variance == Fraction(390 - 675, 800)
    assert figures.planned_progress == Fraction(875, 1100)
    assert (figures.whole_low, figures.whole_high) == (Fraction(390, 1100), Fraction(590, 1100))


def test_the_other_rules_stand_beside_the_headline() -> None:
    figures = told().glance.figures
    assert figures.unweighted == Fraction(50 + 10 + 100 + 40 + 50, 500)
    assert figures.completed_share == Fraction(1, 11)
    assert figures.as_adopted == Fraction(390 + 20, 900)


def test_the_actions_are_counted_by_status() -> None:
    tally = told().glance.figures.tally
    assert (tally.actions, tally.cancelled) == (8, 1)
    assert (tally.planned, tally.in_progress, tally.suspended, tally.completed) == (2, 4, 1, 1)
    assert (tally.overdue, tally.never_reported, tally.stale, tally.postponed) == (2, 1, 1, 1)
    assert (tally.milestones, tally.milestones_reached, tally.milestones_due) == (3, 1, 2)


def test_the_change_is_the_progress_less_that_of_the_year_before() -> None:
    # the year before: handbook 100 and 2·20 of the exercise, a known weight of 3
    glance = told().glance
    assert glance.before.progress == Fraction(140, 300)
    assert glance.before.coverage == Fraction(3, 10)
    assert glance.change == Fraction(390, 800) - Fraction(140, 300)


def test_there_is_no_change_where_the_year_before_has_no_figure() -> None:
    glance = year_report(small(), 2024, "en").glance
    assert glance.before.no_number is NoNumber.NOT_DUE
    assert glance.change is None


def test_there_is_no_change_where_the_year_itself_has_no_figure() -> None:
    glance = year_report(loaded(PLAN), 2025, "en").glance
    assert glance.figures.no_number is NoNumber.UNREPORTED
    assert glance.change is None


def test_groups_that_reported_are_counted_among_those_involved_in_work_that_is_due() -> None:
    # the traders reported, if only that the tariffs are cancelled; the archivists have no work
    glance = told().glance
    assert (glance.groups_reported, glance.groups_involved) == (3, 3)


def test_a_group_that_reported_in_another_year_only_did_not_report() -> None:
    glance = year_report(small(), 2024, "en").glance
    assert (glance.groups_reported, glance.groups_involved) == (2, 3)


def test_the_updated_share_is_of_the_weight_that_is_due() -> None:
    # patrols 3, hotline 1, exercise 2 and registry 1 of 10
    assert told().glance.updated_share == Fraction(7, 10)


def test_there_is_no_updated_share_where_nothing_is_due() -> None:
    assert year_report(small(), 2023, "en").glance.updated_share is None


def test_objectives_with_an_action_in_scope_are_counted() -> None:
    glance = told().glance
    assert (glance.objectives_with_actions, glance.objectives) == (3, 4)


def test_the_themes_stand_in_the_order_of_the_programme() -> None:
    themes = told().glance.themes
    assert [(theme.id, theme.title.text) for theme in themes] == [
        ("security", "Security"),
        ("market", "Market"),
        ("culture", "Culture"),
    ]
    assert [theme.figures.progress for theme in themes] == [Fraction(390, 800), None, None]
    assert [theme.figures.no_number for theme in themes] == [
        None,
        NoNumber.UNREPORTED,
        NoNumber.EMPTY,
    ]
    assert [theme.figures.signal for theme in themes] == [Signal.AMBER, Signal.GREY, Signal.NONE]


def test_every_signal_comes_with_its_reason() -> None:
    # 1 of the assessed 3 + 1 + 1 + 2 + 1 is red
    assert told().glance.figures.verdict == Verdict(
        Signal.AMBER, "{share} of the assessed work is red", {"share": Fraction(1, 8)}
    )


# ---- stories


def test_the_stories_of_the_year_stand_where_they_belong() -> None:
    report = told()
    assert [story.text.text for story in report.stories] == [
        "A year of **treaties**: {progress:programme} done."
    ]
    assert [story.text.text for story in chapter("security").stories] == [
        "Of security {coverage:theme:security} is reported."
    ]
    assert [story.text.text for story in dossier("trade").stories] == ["Trade rested."]
    assert dossier("police").stories == ()


def test_a_story_keeps_its_sources() -> None:
    (story,) = told().stories
    assert story.cited == (Cited(number=ANNUAL, where="p1"),)


@pytest.mark.parametrize(
    ("figure", "shown", "about"),
    [
        ("{progress:programme}", "48%", "programme"),
        ("{coverage:programme}", "80%", "programme"),
        ("{low:theme:security}", "48%", "theme:security"),
        ("{high:theme:security}", "49%", "theme:security"),
        ("{completed_share:programme}", "9%", "programme"),
        ("{planned_progress:programme}", "79%", "programme"),
        ("{progress:theme:market}", "–", "theme:market"),
        ("{high:theme:market}", "100%", "theme:market"),
        ("{progress:dossier:museums}", "–", "dossier:museums"),
        ("{progress:objective:exercises}", "43%", "objective:exercises"),
        ("{progress:working_group:customs}", "46%", "working_group:customs"),
    ],
)
def test_a_figure_cited_in_a_story_is_shown_as_elsewhere_in_the_report(
    figure: str, shown: str, about: str
) -> None:
    text = (
        f'\n[[narrative]]\nabout = "dossier:police"\nyear = 2025\ntext = "So {figure}, {figure}."\n'
    )
    report = year_report(loaded(PLAN + text, UPDATES), 2025, "en")
    (story,) = dossier("police", report).stories
    assert story == Story(
        text=said(f"So {figure}, {figure}."),
        figures=(CitedFigure(key=figure, shown=shown, about=about),),
        cited=(),
    )


def stories_of(*stories: Narrative, language: str = "en") -> tuple[Story, ...]:
    report = year_report(evolve(small(), narratives=stories), 2025, language)
    return dossier("police", report).stories


def story_of(text: Text) -> Narrative:
    return Narrative(about="dossier:police", year=2025, text=text)


def test_the_figures_of_a_story_stand_in_the_order_of_its_text() -> None:
    text = "{high:theme:market} {progress:programme} {high:theme:market} {low:programme} {a b}"
    (story,) = stories_of(story_of(Text(text)))
    assert [(figure.key, figure.shown) for figure in story.figures] == [
        ("{high:theme:market}", "100%"),
        ("{progress:programme}", "48%"),
        ("{low:programme}", "39%"),
    ]


def test_a_story_has_the_figures_of_the_language_it_is_shown_in() -> None:
    translated = Text(translations={"en": "{progress:programme}", "fr": "{low:programme}"})
    found = {
        language: [
            (figure.key, figure.shown)
            for story in stories_of(story_of(translated), language=language)
            for figure in story.figures
        ]
        for language in ("en", "fr", "nl")
    }
    assert found == {
        "en": [("{progress:programme}", "48%")],
        "fr": [("{low:programme}", "39\xa0%")],
        "nl": [("{progress:programme}", "48%")],
    }


def test_a_story_without_figures_has_none() -> None:
    assert dossier("trade").stories[0].figures == ()


def test_a_figure_that_is_not_there_stays_as_it_is_written() -> None:
    story = Narrative(
        about="dossier:police", year=2025, text=Text("So {progress:theme:none}, {progress:}.")
    )
    report = year_report(evolve(small(), narratives=(story,)), 2025, "en")
    (told_of,) = dossier("police", report).stories
    assert told_of.text.text == "So {progress:theme:none}, {progress:}."
    assert told_of.figures == ()


def of_group(group: str, text: str, year: int = 2025) -> str:
    return (
        f'\n[[narrative]]\nabout = "working_group:{group}"\nyear = {year}\n'
        f'text = "{text}"\nsources = ["press#{group}"]\n'
    )


OF_GROUPS = "".join(
    [
        of_group("traders", "Trade {progress:working_group:traders}."),
        of_group("archivists", "The archivists wait."),
        of_group("customs", "Customs in the market."),
        of_group("customs", "Customs at home."),
        of_group("customs", "Customs the year before.", 2024),
    ]
)
ABROAD = """
[[action]]
id = "abroad"
objective = "free-trade"
title = "Abroad"
groups = ["customs"]

[[action]]
id = "smuggling"
objective = "exercises"
title = "Smuggling"
groups = ["traders"]
"""


def stories_of_groups(report: YearReport) -> list[tuple[str, str, list[str]]]:
    return [
        (theme.id, line.id, [story.text.text for story in line.stories])
        for theme in report.themes
        for line in theme.groups
    ]


def test_what_is_told_of_a_group_stands_in_the_theme_that_it_has_a_part_in() -> None:
    report = year_report(loaded(PLAN + OF_GROUPS, UPDATES), 2025, "en")
    assert stories_of_groups(report) == [
        ("security", "police-chiefs", []),
        ("security", "customs", ["Customs in the market.", "Customs at home."]),
        ("market", "traders", ["Trade {progress:working_group:traders}."]),
    ]
    (story,) = chapter("market", report).groups[0].stories
    assert [(f.shown, f.about) for f in story.figures] == [("–", "working_group:traders")]
    assert story.cited == (Cited(number=PRESS, where="traders"),)


def test_what_is_told_of_a_group_of_several_themes_stands_in_the_first_of_them() -> None:
    report = year_report(loaded(PLAN + ABROAD + OF_GROUPS, UPDATES), 2025, "en")
    assert stories_of_groups(report) == [
        ("security", "police-chiefs", []),
        ("security", "customs", ["Customs in the market.", "Customs at home."]),
        ("security", "traders", ["Trade {progress:working_group:traders}."]),
        ("market", "customs", []),
        ("market", "traders", []),
    ]


def test_what_is_told_of_a_group_without_a_part_in_any_theme_stands_with_the_programme() -> None:
    texts = PLAN + of_group("archivists", "In 2026.", 2026) + OF_GROUPS
    report = year_report(loaded(texts, UPDATES), 2025, "en")
    assert [story.text.text for story in report.stories] == [
        "A year of **treaties**: {progress:programme} done.",
        "The archivists wait.",
    ]
    assert report.stories[1].cited == (Cited(number=2, where="archivists"),)
    adopted = year_report(loaded(texts, UPDATES), 2026, "en")
    assert adopted.stories == ()
    assert ("market", "archivists", ["In 2026."]) in stories_of_groups(adopted)


# ---- the year in dates


def test_the_timeline_has_the_highlights_of_the_year_by_date() -> None:
    assert told().timeline == (
        Moment(date=on("2025-01-15"), end=None, title=said("Hotline"), place=None, cited=()),
        Moment(date=on("2025-02"), end=None, title=said("Talks in February"), place=None, cited=()),
        Moment(
            date=on("2025-02-28"),
            end=None,
            title=said("Last day of February"),
            place=None,
            cited=(),
        ),
        Moment(
            date=on("2025-05-20"),
            end=None,
            title=said("Signature of the treaty"),
            place=said("Bourglinster"),
            cited=(Cited(number=PRESS),),
        ),
        Moment(
            date=on("2025-11-04"),
            end=date(2025, 11, 6),
            title=said("Conference"),
            place=None,
            cited=(),
        ),
    )


def test_a_highlighted_update_is_told_by_its_summary() -> None:
    plan = PLAN.replace('kind = "signature"', 'kind = "signature"\naction = "hotline"').replace(
        'action = "patrols"\nsources = ["press"]', ""
    )
    moments = year_report(loaded(plan, UPDATES), 2025, "en").timeline
    assert moments[3] == Moment(
        date=on("2025-05-20"),
        end=None,
        title=said("Signature of the treaty"),
        place=said("Bourglinster"),
        cited=(),
    )
    assert moments[4].title == said("Signed by the three ministers.")
    assert [note.where for note in moments[4].cited] == ["", "line 2"]


# ---- chapters


def test_a_theme_has_its_groups_and_what_they_share() -> None:
    security = chapter("security")
    assert [
        (line.id, line.name, line.figures.tally.actions, line.figures.progress)
        for line in security.groups
    ] == [
        ("police-chiefs", CHIEFS, 4, Fraction(3 * 50 + 10 + 100, 500)),
        ("customs", CUSTOMS, 3, Fraction(3 * 50 + 2 * 40 + 50, 600)),
    ]
    assert security.figures.tally.actions == 6
    assert (security.shared.actions, security.shared.weight, security.shared.earned) == (
        1,
        3,
        3 * 5000,
    )


def test_a_theme_without_actions_has_no_groups_and_shares_nothing() -> None:
    culture = chapter("culture")
    assert (culture.groups, culture.shared.actions) == ((), 0)
    assert [(section.id, section.actions) for section in culture.dossiers] == [("museums", ())]


def test_a_dossier_has_its_actions_in_the_order_of_the_programme() -> None:
    assert [line.id for line in dossier("police").actions] == ["patrols", "hotline", "handbook"]
    assert [line.id for line in dossier("crises").actions] == ["exercise", "registry", "lessons"]
    assert [line.id for line in dossier("trade").actions] == ["labels", "permits", "tariffs"]
    assert dossier("police").figures.progress == Fraction(3 * 50 + 10 + 100, 500)


def test_a_dossier_has_the_dated_moments_of_its_own_and_of_its_actions() -> None:
    plan = PLAN.replace('kind = "meeting"\n\n', 'kind = "meeting"\ndossier = "police"\n\n')
    report = year_report(loaded(plan, UPDATES), 2025, "en")
    assert [moment.title.text for moment in dossier("police", report).moments] == [
        "A quiet meeting",
        "Signature of the treaty",
    ]
    assert dossier("trade", report).moments == ()


def test_an_action_is_told_whole() -> None:
    assert action("patrols") == ActionLine(
        id="patrols",
        title=said("Patrol treaty"),
        objective=said("Joint patrols"),
        reference="M(2025)1",
        output=Output.TREATY,
        groups=(CHIEFS, CUSTOMS),
        countries=("BE", "NL"),
        partners=(),
        successor=None,
        successor_title=None,
        status=Status.IN_PROGRESS,
        stated=True,
        verdict=Verdict(Signal.AMBER, "a milestone's due date has passed"),
        schedule=Schedule.ON_TIME,
        completion=5000,
        planned_completion=7500,
        weight=3,
        points=Fraction(3 * 50, 800),
        critical=False,
        original_due=on("2026"),
        due=on("2026"),
        begins=date(2024, 1, 1),
        planned_end=date(2026, 12, 31),
        ends=date(2026, 12, 31),
        days_late=0,
        slip=0,
        steps=(
            Step(
                title=said("Signed"),
                due=on("2025-06"),
                original_due=on("2025-06"),
                reached=date(2025, 5, 20),
                late=False,
                country=None,
                weight=2,
            ),
            Step(
                title=said("Ratified"),
                due=on("2025-Q4"),
                original_due=on("2025-Q4"),
                reached=None,
                late=True,
                country="BE",
                weight=1,
            ),
            Step(
                title=said("Ratified"),
                due=on("2026-H1"),
                original_due=on("2026-H1"),
                reached=None,
                late=False,
                country="NL",
                weight=1,
            ),
        ),
        news=(
            News(
                date=date(2025, 5, 20),
                recorded=date(2025, 5, 21),
                status=Status.IN_PROGRESS,
                summary=said("Signed by the three ministers."),
                reason=None,
                unchanged=False,
                cited=(Cited(number=TREATY), Cited(number=PRESS, where="line 2")),
                place="updates/2025.toml:1",
            ),
        ),
        note=None,
        cited=(Cited(number=TREATY, where="art. 1"),),
        place="programme.toml:81",
    )


def test_the_news_of_a_year_leaves_out_other_years_and_what_was_corrected() -> None:
    assert [news.date for news in action("exercise").news] == [date(2025, 4, 1), date(2025, 9, 15)]
    assert [news.recorded for news in action("hotline").news] == [date(2025, 2, 1)]
    assert [news.status for news in action("registry").news] == [Status.SUSPENDED]
    assert action("handbook").news == ()


def test_an_action_has_its_original_and_its_current_due() -> None:
    exercise = action("exercise")
    assert (exercise.original_due, exercise.due) == (on("2025-H1"), on("2026-02"))
    assert (exercise.slip, exercise.days_late) == (243, 0)
    hotline = action("hotline")
    assert (hotline.original_due, hotline.due) == (on("2025-10-31"), on("2025-10-31"))
    assert (hotline.slip, hotline.days_late) == (0, 61)


@pytest.mark.parametrize(
    ("name", "begins", "planned_end", "ends"),
    [
        ("registry", "2025-01-01", "2026-12-31", "2026-12-31"),
        ("handbook", "2024-01-01", "2024-12-31", "2024-06-01"),  # completed
        ("exercise", "2024-01-01", "2025-06-30", "2026-02-28"),  # postponed
        ("permits", "2026-06-01", "2027-12-31", "2027-12-31"),  # without a due
        ("tariffs", "2024-01-01", "2027-12-31", "2027-12-31"),  # cancelled
    ],
)
def test_an_action_spans_the_days_from_its_start_to_its_due_or_completion(
    name: str, begins: str, planned_end: str, ends: str
) -> None:
    line = action(name)
    assert (line.begins, line.planned_end, line.ends) == (
        date.fromisoformat(begins),
        date.fromisoformat(planned_end),
        date.fromisoformat(ends),
    )


def test_an_action_begins_when_it_is_adopted_unless_its_start_is_planned() -> None:
    assert action("later", year_report(small(), 2026, "en")).begins == date(2026, 1, 1)


def test_an_action_that_is_no_longer_completed_ends_with_its_due() -> None:
    text = '\n[[update]]\naction = "handbook"\ndate = 2025-03-01\nstatus = "in_progress"\n'
    handbook = action("handbook", year_report(loaded(PLAN, UPDATES + text), 2025, "en"))
    assert handbook.ends == date(2024, 12, 31)


def test_the_points_of_an_action_are_its_part_of_the_progress_of_its_theme() -> None:
    names = ("patrols", "hotline", "handbook", "exercise", "registry")
    parts = [3 * 50, 10, 100, 2 * 40, 50]
    assert [action(name).points for name in names] == [Fraction(part, 800) for part in parts]
    assert chapter("security").figures.progress == Fraction(sum(parts), 800)


@pytest.mark.parametrize("name", ["lessons", "labels", "permits", "tariffs"])
def test_an_action_that_is_no_part_of_progress_has_no_points(name: str) -> None:
    assert action(name).points is None


def test_work_that_has_not_moved_adds_nothing_and_work_that_is_gone_has_no_points() -> None:
    text = """
[[update]]
action = "labels"
date = 2025-12-01
status = "planned"
"""
    report = year_report(loaded(PLAN, UPDATES + text), 2025, "en")
    points = {line.id: line.points for line in dossier("trade", report).actions}
    assert points == {"labels": 0, "permits": None, "tariffs": None}


@settings(deadline=None, max_examples=60)
@given(
    programme=programmes() | busy_programmes(),
    year=st.integers(2025, 2027),
    known_on=st.none() | days,
)
def test_the_points_of_the_actions_come_exactly_to_the_progress_of_their_theme(
    programme: WorkProgramme, year: int, known_on: date | None
) -> None:
    for theme in year_report(programme, year, "en", known_on).themes:
        points = [line.points for d in theme.dossiers for line in d.actions]
        told_of = [part for part in points if part is not None]
        assert len(told_of) == (
            theme.figures.tally.known_actions if theme.figures.progress is not None else 0
        )
        assert sum(told_of) == (theme.figures.progress or 0)


def test_an_action_has_its_partners_and_what_came_of_it() -> None:
    plan = PLAN.replace(
        'title = "Tariffs"\n',
        'title = "Tariffs"\npartners = ["osce", "nrw"]\nsuccessor = "registry"\n',
    )
    partners = """
[[partner]]
id = "nrw"
name = "North Rhine-Westphalia"
kind = "region"

[[partner]]
id = "osce"
name = { nl = "OVSE" }
kind = "organisation"
"""
    tariffs = action("tariffs", year_report(loaded(plan + partners, UPDATES), 2025, "en"))
    assert tariffs.partners == (Said("OVSE", "nl"), said("North Rhine-Westphalia"))
    assert (tariffs.successor, tariffs.successor_title) == ("registry", said("Registry"))


def test_an_action_whose_plan_names_no_due_has_none() -> None:
    permits = action("permits")
    assert (permits.original_due, permits.due) == (None, None)
    assert (permits.stated, permits.status) == (False, Status.PLANNED)


def test_an_action_whose_plan_names_no_due_has_the_one_stated_later() -> None:
    text = (
        '[[update]]\naction = "permits"\ndate = 2025-12-01\ndue = "2028"\nreason = "Elections."\n'
    )
    report = year_report(loaded(PLAN, UPDATES + "\n" + text), 2025, "en")
    permits = dossier("trade", report).actions[1]
    assert (permits.original_due, permits.due) == (None, on("2028"))


def test_a_milestone_has_the_due_stated_last_beside_the_planned_one() -> None:
    text = """
[[update]]
action = "patrols"
date = 2025-12-01
milestone_due = { ratified-be = "2026-Q1" }
"""
    report = year_report(loaded(PLAN, UPDATES + text), 2025, "en")
    step = dossier("police", report).actions[0].steps[1]
    assert (step.original_due, step.due, step.late) == (on("2025-Q4"), on("2026-Q1"), False)


# ---- consultations


def test_meetings_are_counted_by_level_as_published_or_else_summed() -> None:
    assert told().meetings == (
        Meetings(
            level=Level.EXPERT,
            count=40,
            before=4,
            published=True,
            groups=(
                GroupMeetings(name=CHIEFS, count=1, places=("programme.toml:259",)),
                GroupMeetings(
                    name=CUSTOMS, count=5, places=("programme.toml:253", "programme.toml:265")
                ),
            ),
            cited=(Cited(number=ANNUAL, where="p9"),),
            places=("programme.toml:247",),
        ),
        Meetings(
            level=Level.STRATEGIC,
            count=None,
            before=2,
            published=False,
            groups=(),
            cited=(),
            places=(),
        ),
        Meetings(
            level=Level.WORKSHOP,
            count=2,
            before=None,
            published=False,
            groups=(
                GroupMeetings(
                    name=TRADERS, count=2, places=("programme.toml:282", "programme.toml:287")
                ),
            ),
            cited=(),
            places=("programme.toml:282", "programme.toml:287"),
        ),
    )


def test_totals_published_for_parts_of_a_year_are_added_up() -> None:
    more = '\n[[consultation]]\nlevel = "expert"\nyear = 2025\ncount = 5\n'
    report = year_report(loaded(PLAN + more), 2025, "en")
    assert (report.meetings[0].count, report.meetings[0].published) == (45, True)


# ---- where it stalls


def stalled(name: str, title: str, *groups: Said) -> Stalled:
    return Stalled(
        action=name,
        title=said(title),
        groups=groups,
        original_due=None,
        due=None,
        days=0,
        reason=None,
    )


def test_what_is_overdue_has_its_days_late() -> None:
    assert told().stalls.overdue == (
        evolve(
            stalled("hotline", "Hotline", CHIEFS),
            original_due=on("2025-10-31"),
            due=on("2025-10-31"),
            days=61,
        ),
        evolve(stalled("labels", "Labels", TRADERS), original_due=on("2025"), due=on("2025")),
    )


def test_the_slippage_ledger_has_every_later_due_with_its_reason() -> None:
    (moved,) = told().stalls.postponed
    assert moved == Stalled(
        action="exercise",
        title=said("Exercise"),
        groups=(CUSTOMS,),
        original_due=on("2025-H1"),
        due=on("2026-02"),
        days=243,
        reason=said("No room was free."),
        slips=(
            Slip(due=on("2025-Q3"), stated=date(2025, 4, 1), reason=said("No room was free.")),
            Slip(due=on("2026-02"), stated=date(2025, 9, 15), reason=None),
        ),
    )


def test_a_due_stated_again_on_the_same_day_is_no_slip() -> None:
    text = '\n[[update]]\naction = "exercise"\ndate = 2025-10-01\ndue = 2026-02-28\n'
    (moved,) = year_report(loaded(PLAN, UPDATES + text), 2025, "en").stalls.postponed
    assert [str(slip.due) for slip in moved.slips] == ["2025-Q3", "2026-02"]


def test_a_milestone_is_overdue_though_its_action_is_not() -> None:
    assert told().stalls.milestones == (
        Coming(
            action="patrols",
            title=said("Patrol treaty"),
            milestone=said("Ratified"),
            due=on("2025-Q4"),
            groups=(CHIEFS, CUSTOMS),
        ),
    )


def test_the_milestones_of_an_overdue_action_are_not_told_apart() -> None:
    plan = PLAN.replace('due = "2026"\nweight = 3', 'due = "2025"\nweight = 3')
    stalls = year_report(loaded(plan, UPDATES), 2025, "en").stalls
    assert [line.action for line in stalls.overdue] == ["patrols", "hotline", "labels"]
    assert stalls.milestones == ()


def test_what_is_suspended_or_cancelled_has_its_last_reason() -> None:
    stalls = told().stalls
    assert stalls.suspended == (
        evolve(stalled("registry", "Registry", CUSTOMS), original_due=on("2026"), due=on("2026")),
    )
    assert stalls.cancelled == (
        evolve(
            stalled("tariffs", "Tariffs", TRADERS),
            reason=said("The Union decides on tariffs."),
        ),
    )


# ---- next year


def coming(name: str, title: str, due: str, *groups: Said, milestone: str = "") -> Coming:
    step = said(milestone) if milestone else None
    return Coming(action=name, title=said(title), milestone=step, due=on(due), groups=groups)


def test_what_falls_due_next_year_stands_by_date() -> None:
    assert told().next_year.due == (
        coming("exercise", "Exercise", "2026-02", CUSTOMS),
        coming("patrols", "Patrol treaty", "2026-H1", CHIEFS, CUSTOMS, milestone="Ratified"),
        coming("patrols", "Patrol treaty", "2026", CHIEFS, CUSTOMS),
        coming("registry", "Registry", "2026", CUSTOMS),
    )


def test_a_milestone_due_with_its_action_is_not_told_apart() -> None:
    plan = PLAN.replace('due = "2026-H1"', 'due = "2026"')
    due = year_report(loaded(plan, UPDATES), 2025, "en").next_year.due
    assert [(line.action, line.milestone) for line in due] == [
        ("exercise", None),
        ("patrols", None),
        ("registry", None),
    ]


def test_a_milestone_that_is_reached_falls_due_no_more() -> None:
    text = '\n[[update]]\naction = "patrols"\ndate = 2025-12-01\nreached = ["ratified-nl"]\n'
    due = year_report(loaded(PLAN, UPDATES + text), 2025, "en").next_year.due
    assert [line.milestone for line in due if line.action == "patrols"] == [None]


def test_what_is_overdue_is_carried_over_with_its_late_milestones() -> None:
    assert told().next_year.carried_over == (
        coming("hotline", "Hotline", "2025-10-31", CHIEFS),
        coming("labels", "Labels", "2025", TRADERS),
        coming("patrols", "Patrol treaty", "2025-Q4", CHIEFS, CUSTOMS, milestone="Ratified"),
    )


def test_the_chase_list_has_what_a_leading_group_never_reported_or_not_for_too_long() -> None:
    assert told().next_year.silent == (
        Silence(group=CHIEFS, never=(), stale=(said("Lessons learnt"),)),
        Silence(group=TRADERS, never=(said("Labels"),), stale=()),
    )


# ---- annex


def test_the_rules_in_force_are_those_of_the_programme() -> None:
    assert told().annex.rules == Rules()
    strict = loaded(PLAN + "\n[programme.rules]\nstale_after_days = 30\n")
    assert year_report(strict, 2025, "en").annex.rules.stale_after_days == 30


def test_findings_are_counted_by_code_with_the_first_of_them() -> None:
    assert told().annex.findings == (
        Finding(
            code="missing-reason",
            count=2,
            example='due "2026-02" has no reason',
            place="updates/2025.toml:45",
        ),
        Finding(
            code="missing-translation",
            count=1,
            example="has no text in en; nl is shown instead",
            place="programme.toml:46",
        ),
        Finding(
            code="strange-group",
            count=1,
            example='"archivists" is not one of the groups of action "registry"',
            place="updates/2025.toml:65",
        ),
    )


def test_findings_are_those_of_what_was_known() -> None:
    assert [finding.code for finding in told(known_on="2025-06-30").annex.findings] == [
        "missing-translation"
    ]


def test_a_finding_about_a_programme_made_in_python_has_no_place() -> None:
    plain = evolve(small(), updates=(evolve(small().updates[6], origin=None),), origin=None)
    (finding,) = (
        f for f in year_report(plain, 2025, "en").annex.findings if f.code == "missing-reason"
    )
    assert finding.place == ""


def test_sources_are_numbered_in_the_order_in_which_the_report_first_cites_them() -> None:
    assert told().annex.sources == (
        SourceNote(
            number=ANNUAL,
            id="annual-report",
            title=said("Annual report"),
            publisher="Secretariat",
            published=on("2025-06"),
            url="https://example.org/report",
            language="en",
            reliability=Reliability.HIGH,
        ),
        SourceNote(
            number=PRESS,
            id="press",
            title=said("Press release"),
            publisher="Ministry",
            published=None,
            url=None,
            language=None,
            reliability=None,
        ),
        SourceNote(
            number=TREATY,
            id="treaty-text",
            title=said("Text of the treaty"),
            publisher="",
            published=None,
            url=None,
            language=None,
            reliability=None,
        ),
    )


def test_a_source_of_what_the_report_does_not_show_is_not_listed() -> None:
    quiet = 'kind = "meeting"\nsources = ["never-cited"]\n\n'
    group = """
[[narrative]]
about = "working_group:customs"
year = 2026
text = "Customs."
sources = ["never-cited"]

[[indicator]]
id = "unmeasured"
action = "patrols"
title = "Unmeasured"
unit = "patrols"
sources = ["never-cited"]
"""
    plan = PLAN.replace('kind = "meeting"\n\n', quiet, 1) + group
    report = year_report(loaded(plan, UPDATES), 2025, "en")
    assert [note.id for note in report.annex.sources] == ["annual-report", "press", "treaty-text"]


# ---- the colophon


@pytest.mark.parametrize(
    ("known_on", "used", "later", "superseded"),
    [(None, 9, 1, 3), ("2026-01-15", 9, 0, 3), ("2025-06-09", 7, 0, 1), ("2024-12-31", 3, 0, 0)],
)
def test_the_colophon_counts_the_updates_used_later_and_superseded(
    known_on: str | None, used: int, later: int, superseded: int
) -> None:
    made = told(known_on=known_on).annex.colophon
    assert (made.used, made.later, made.superseded) == (used, later, superseded)


def test_the_colophon_names_the_version_of_the_library() -> None:
    made = told().annex.colophon
    assert made == Colophon(digest=made.digest, used=9, later=1, superseded=3, version="0.2.0.dev0")


def digest(*texts: str, known_on: str | None = None) -> str:
    return year_report(loaded(*texts), 2025, "en", known_on).annex.colophon.digest


def test_the_digest_is_a_sha_256_of_the_data() -> None:
    made = digest(PLAN, UPDATES)
    assert len(made) == 64
    assert set(made) <= set("0123456789abcdef")


def test_the_digest_does_not_depend_on_the_arrangement_of_files_and_tables() -> None:
    tables = UPDATES.split("\n\n")
    scattered = [f"{table}\n" for table in reversed(tables)]
    assert digest(*scattered, PLAN) == digest(PLAN, UPDATES)
    respelt = UPDATES.replace("percent = 10", "percent = 1_0 # ten").replace("T", "\\u0054")
    assert digest(PLAN, respelt) == digest(PLAN, UPDATES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "Security"', 'title = "Safety"'),
        ("weight = 3", "weight = 4"),
        ('due = "2025-06"', 'due = "2025-07"'),
        ('country = "BE"', 'country = "LU"'),
        ("count = 40", "count = 41"),
        ('2025 = "LU"', '2025 = "BE"'),
        ('languages = ["en"]', 'languages = ["en", "nl"]'),
        ("percent = 40", "percent = 41"),
        ("No room was free.", "No room was free!"),
        ("[programme]", "[programme.rules]\nred = 0.3\n[programme]"),
    ],
)
def test_the_digest_changes_with_anything_that_the_data_say(old: str, new: str) -> None:
    assert digest(PLAN.replace(old, new, 1), UPDATES.replace(old, new, 1)) != digest(PLAN, UPDATES)


def test_the_digest_leaves_out_what_was_not_known() -> None:
    known = digest(PLAN, UPDATES, known_on="2026-01-15")
    assert digest(PLAN, UPDATES, LATER, known_on="2026-01-15") == known
    assert digest(PLAN, UPDATES, LATER) != known


# ---- the same report again


AFTERWARDS = """
[[update]]
action = "hotline"
id = "hotline-at-last"
date = 2025-01-15
recorded = 2026-01-16
corrects = "hotline-right"
status = "completed"

[[update]]
action = "registry"
date = 2026-01-16
retracts = "registry@2025-07-01"
recorded = 2026-01-16

[[update]]
action = "labels"
date = 2025-12-31
recorded = 2026-02-01
status = "suspended"
highlight = true
sources = ["never-cited"]
"""


@pytest.mark.parametrize("form", ["markdown", "html", "json", "text"])
def test_a_report_as_known_on_a_day_stays_the_same_byte_for_byte(form: TextFormat) -> None:
    before = year_report(loaded(PLAN, UPDATES), 2025, "en", "2026-01-15")
    after = year_report(loaded(PLAN, UPDATES, LATER + AFTERWARDS), 2025, "en", "2026-01-15")
    restated = year_report(loaded(PLAN, UPDATES, LATER + AFTERWARDS), 2025, "en")
    assert render(after, form) == render(before, form)
    assert render(restated, form) != render(before, form)


@settings(deadline=None, max_examples=40)
@given(programme=programmes(), known_on=days)
def test_what_was_recorded_later_is_never_in_a_report(
    programme: WorkProgramme, known_on: date
) -> None:
    known = evolve(programme, updates=tuple(u for u in programme.updates if u.recorded <= known_on))
    report = year_report(programme, 2026, "en", known_on)
    assert report == year_report(known, 2026, "en", known_on)


@settings(deadline=None, max_examples=60)
@given(
    programme=programmes() | busy_programmes(),
    on=st.sampled_from(DAYS),
    known_on=st.none() | days,
)
def test_what_happens_after_its_day_is_told_nowhere_in_a_report_but_in_its_annex(
    programme: WorkProgramme, on: date, known_on: date | None
) -> None:
    so_far = tuple(u for u in programme.updates if u.date <= on or u.corrects or u.retracts)
    report = year_report(programme, on.year, "en", known_on, on=on)
    cut = year_report(evolve(programme, updates=so_far), on.year, "en", known_on, on=on)
    assert evolve(report, annex=cut.annex) == cut


@settings(deadline=None, max_examples=40)
@given(data=st.data(), programme=programmes())
def test_the_order_of_updates_in_the_files_changes_nothing_in_a_report(
    data: st.DataObject, programme: WorkProgramme
) -> None:
    shuffled = evolve(programme, updates=tuple(data.draw(st.permutations(programme.updates))))
    first, second = (year_report(p, 2026, "en") for p in (programme, shuffled))
    examples = evolve(first.annex, findings=()), evolve(second.annex, findings=())
    assert evolve(first, annex=examples[0]) == evolve(second, annex=examples[1])


# ---- questions that cannot be answered


@pytest.mark.parametrize("year", [0, 1, 9999, 10000, -2025])
def test_there_is_no_report_of_a_year_without_a_year_before_and_after(year: int) -> None:
    with pytest.raises(RequestError) as caught:
        year_report(small(), year, "en")
    assert str(caught.value) == f"there is no report of the year {year}"


@pytest.mark.parametrize("year", [2, 1900, 9998])
def test_a_year_far_from_the_programme_has_a_report_all_the_same(year: int) -> None:
    assert year_report(small(), year, "en").year == year


def test_a_report_is_refused_in_a_language_there_is_not() -> None:
    with pytest.raises(RequestError) as caught:
        year_report(small(), 2025, "lb")
    assert str(caught.value) == 'nothing is written in "lb"; write nl, fr, en or de'


def test_a_report_is_refused_on_a_day_of_another_year() -> None:
    with pytest.raises(RequestError) as caught:
        told(on="2024-12-31")
    assert str(caught.value) == "2024-12-31 is not a day of the year 2025"


@pytest.mark.parametrize("what", ["on", "known_on"])
def test_a_report_is_refused_on_what_is_no_day(what: str) -> None:
    with pytest.raises(DateError) as caught:
        told(**{what: "2025-06"})
    assert str(caught.value) == (
        f"{what} must be a day such as 2025-12-31, without a time; got '2025-06'"
    )
