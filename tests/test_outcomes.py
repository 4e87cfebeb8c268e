"""What the work of a year came to: instruments, steps of countries, indicators. Source: report.md.

Every programme here runs from 2024 to 2027 and has one objective; the reports are of 2025.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pytest

from benelux_tracker import Due, YearReport, year_report
from benelux_tracker.report.registers import (
    CountryPart,
    CountryStep,
    Implementation,
    IndicatorLine,
    Instrument,
    Reached,
)
from benelux_tracker.report.said import Cited, Said
from benelux_tracker.vocabulary import Output, Status
from build_report import loaded

HEAD: Final = """
[programme]
id = "small"
title = "A small programme"
start = 2024-01-01
end = 2027-12-31
languages = ["en"]

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

[[objective]]
id = "joint-patrols"
dossier = "police"
title = "Joint patrols"

[[source]]
id = "press"
title = "Press release"
"""


def action(name: str, *lines: str) -> str:
    """An action of the programme's one group, its title like its id."""
    told = [f'id = "{name}"', f'title = "{name}"', 'objective = "joint-patrols"']
    return "\n".join(["\n[[action]]", *told, 'groups = ["police-chiefs"]', *lines, ""])


def milestone(name: str, *lines: str) -> str:
    return "\n".join(["\n[[action.milestone]]", f'id = "{name}"', f'title = "{name}"', *lines, ""])


def update(name: str, day: str, *lines: str) -> str:
    return "\n".join(["\n[[update]]", f'action = "{name}"', f"date = {day}", *lines, ""])


def indicator(name: str, *lines: str) -> str:
    told = [f'id = "{name}"', f'title = "{name}"', 'unit = "patrols"']
    return "\n".join(["\n[[indicator]]", *told, *lines, ""])


def report(*texts: str, year: int = 2025, on: str | None = None) -> YearReport:
    return year_report(loaded(HEAD + "".join(texts)), year, "en", on=on)


def said(text: str) -> Said:
    return Said(text, "en")


def due(text: str) -> Due:
    return Due.parse(text)


# ---- instruments


def instruments(*texts: str, year: int = 2025, on: str | None = None) -> list[str]:
    return [line.action for line in report(*texts, year=year, on=on).instruments]


def instrument(*texts: str, on: str | None = None) -> Instrument:
    (line,) = report(*texts, on=on).instruments
    return line


def test_an_instrument_is_told_whole() -> None:
    treaty = action(
        "treaty",
        'output = "treaty"',
        'reference = "M(2025)1"',
        'due = "2026"',
        'sources = ["press#line 2"]',
    )
    steps = milestone("signed") + milestone("ratified")
    signing = update("treaty", "2025-05-20", 'status = "in_progress"', 'reached = ["signed"]')
    assert instrument(treaty, steps, signing) == Instrument(
        action="treaty",
        title=said("treaty"),
        output=Output.TREATY,
        reference="M(2025)1",
        status=Status.IN_PROGRESS,
        step=said("signed"),
        day=date(2025, 5, 20),
        due=due("2026"),
        cited=(Cited(number=1, where="line 2"),),
    )


def test_instruments_stand_by_kind_and_within_one_in_the_order_of_the_plan() -> None:
    kinds = {
        "plan": "action-plan",
        "study": "study",
        "agreement": "agreement",
        "second-treaty": "treaty",
        "event": "event",
        "declaration": "declaration",
        "recommendation": "recommendation",
        "decision": "decision",
        "another-treaty": "treaty",
        "other": "other",
    }
    found = [action(name, f'output = "{kind}"', 'due = "2025"') for name, kind in kinds.items()]
    assert instruments(*found, action("of-no-kind", 'due = "2025"')) == [
        *("second-treaty", "another-treaty"),
        *("decision", "recommendation", "declaration", "agreement", "plan"),
    ]


NIL: Final = "unchanged = true"


@pytest.mark.parametrize(
    ("lines", "told", "years"),
    [
        (['due = "2025"'], (), [2025]),
        (["due = 2025-12-31"], (), [2025]),
        (["due = 2026-01-01"], (), [2026]),
        ([], (), []),
        ([], (("2025-02-01", NIL),), [2025]),
        ([], (("2025-02-01", NIL), ("2027-02-01", NIL)), [2025, 2027]),
        (['due = "2024"'], (("2025-02-01", NIL),), [2024, 2025]),
        # postponed: of the year it was due in, that it was postponed in, and that it is due in now
        (['due = "2024"'], (("2024-02-01", 'due = "2026"'),), [2024, 2026]),
        (['due = "2024"'], (("2025-02-01", 'due = "2027"'),), [2024, 2025, 2027]),
        ([], (("2024-02-01", 'due = "2028"'),), [2024]),
        # brought forward
        (['due = "2027"'], (("2024-02-01", 'due = "2025"'),), [2024, 2025, 2027]),
        ([], (("2024-02-01", 'due = "2025"'),), [2024, 2025]),
        # cancelled
        (['due = "2026"'], (("2025-02-01", 'status = "cancelled"'),), [2025, 2026]),
        # not adopted yet
        (["adopted = 2026-01-01", 'due = "2026"'], (), [2026]),
    ],
)
def test_an_instrument_is_of_the_years_it_is_due_in_and_of_those_that_brought_news_of_it(
    lines: list[str], told: tuple[tuple[str, str], ...], years: list[int]
) -> None:
    texts = [action("treaty", 'output = "treaty"', *lines)]
    texts += [update("treaty", day, line) for day, line in told]
    assert [year for year in range(2024, 2028) if instruments(*texts, year=year)] == years


def test_an_instrument_shows_the_due_it_has_now() -> None:
    treaty = action("treaty", 'output = "treaty"', 'due = "2025"')
    undated = action("undated", 'output = "treaty"')
    later, sooner = (update("treaty", "2025-02-01", f'due = "{d}"') for d in ("2027", "2025-H1"))
    assert instrument(treaty).due == due("2025")
    assert instrument(treaty, later).due == due("2027")
    assert instrument(treaty, sooner).due == due("2025-H1")
    assert instrument(undated, update("undated", "2025-02-01", NIL)).due is None
    assert instrument(undated, update("undated", "2025-02-01", 'due = "2026"')).due == due("2026")


LADDER: Final = action("treaty", 'output = "treaty"', 'due = "2025"') + "".join(
    milestone(name) for name in ("negotiated", "signed", "ratified")
)


@pytest.mark.parametrize(
    ("told", "step", "day"),
    [
        ((), None, None),
        ((("2025-02-01", NIL),), None, None),
        ((("2025-02-01", 'reached = ["signed"]'),), "signed", date(2025, 2, 1)),
        # by day, whatever the order of the plan
        (
            (("2025-02-01", 'reached = ["ratified"]'), ("2025-03-01", 'reached = ["negotiated"]')),
            "negotiated",
            date(2025, 3, 1),
        ),
        # of several on one day the one that the plan names last
        ((("2025-02-01", 'reached = ["ratified", "signed"]'),), "ratified", date(2025, 2, 1)),
        # the first day counts
        (
            (
                ("2025-02-01", 'reached = ["signed"]'),
                ("2025-03-01", 'reached = ["negotiated"]'),
                ("2025-04-01", 'reached = ["signed"]'),
            ),
            "negotiated",
            date(2025, 3, 1),
        ),
        # a step of an earlier year is still the last one
        ((("2024-02-01", 'reached = ["signed"]'),), "signed", date(2024, 2, 1)),
        # what comes after the report's day does not count
        (
            (("2025-02-01", 'reached = ["signed"]'), ("2025-07-01", 'reached = ["ratified"]')),
            "signed",
            date(2025, 2, 1),
        ),
        # completed: its day is that of the completion
        (
            (("2025-02-01", 'reached = ["signed"]'), ("2025-06-30", 'status = "completed"')),
            "signed",
            date(2025, 6, 30),
        ),
        ((("2025-05-01", 'status = "completed"'),), None, date(2025, 5, 1)),
    ],
)
def test_an_instrument_has_the_step_it_reached_last_and_the_day(
    told: tuple[tuple[str, str], ...], step: str | None, day: date | None
) -> None:
    texts = [update("treaty", at, line) for at, line in told]
    line = instrument(LADDER, *texts, on="2025-06-30")
    assert (line.step, line.day) == (said(step) if step else None, day)


# ---- implementation by country


def step(name: str, country: str, *lines: str) -> str:
    return milestone(name, f'country = "{country}"', *lines)


def test_an_action_with_steps_of_countries_has_a_part_for_every_country_of_the_table() -> None:
    treaty = action("treaty", 'due = "2026"') + milestone("signed", 'due = "2025-H1"')
    treaty += step("law-nl", "NL", 'due = "2025-H2"') + step("deposit-nl", "NL")
    treaty += step("law-be", "BE", 'due = "2025-H2"')
    other = action("plain", 'countries = ["FR"]') + milestone("drafted")
    exercise = action("exercise") + step("team-lu", "LU")
    told = update("treaty", "2025-09-01", 'reached = ["law-nl"]')
    assert report(treaty, other, exercise, told).implementation == (
        Implementation(
            action="treaty",
            title=said("treaty"),
            parts=(
                CountryPart(
                    country="NL",
                    steps=(
                        CountryStep(
                            title=said("law-nl"),
                            reached=date(2025, 9, 1),
                            late=False,
                            due=due("2025-H2"),
                        ),
                        CountryStep(
                            title=said("deposit-nl"), reached=None, late=False, due=due("2026")
                        ),
                    ),
                ),
                CountryPart(
                    country="BE",
                    steps=(
                        CountryStep(
                            title=said("law-be"), reached=None, late=True, due=due("2025-H2")
                        ),
                    ),
                ),
                CountryPart(country="LU", steps=()),
            ),
        ),
        Implementation(
            action="exercise",
            title=said("exercise"),
            parts=(
                CountryPart(country="NL", steps=()),
                CountryPart(country="BE", steps=()),
                CountryPart(
                    country="LU",
                    steps=(CountryStep(title=said("team-lu"), reached=None, late=False, due=None),),
                ),
            ),
        ),
    )


def test_without_steps_of_countries_there_is_no_table_of_countries() -> None:
    assert report(action("plain", 'countries = ["BE"]') + milestone("drafted")).implementation == ()


def test_what_is_not_adopted_yet_has_no_row_and_no_country() -> None:
    now, later = action("now"), action("later", "adopted = 2026-01-01")
    (line,) = report(now, step("a", "BE"), later, step("b", "NL")).implementation
    assert (line.action, [part.country for part in line.parts]) == ("now", ["BE"])


def test_a_step_without_a_due_of_its_own_has_that_of_its_action_if_there_is_one() -> None:
    def due_of(plan: list[str], *told: str) -> Due | None:
        treaty = action("treaty", *plan) + step("law", "BE")
        texts = [update("treaty", "2025-02-01", text) for text in told]
        return report(treaty, *texts).implementation[0].parts[0].steps[0].due

    assert due_of(['due = "2026"']) == due("2026")
    assert due_of(['due = "2026"'], 'due = "2027"') == due("2027")
    assert due_of([]) is None
    assert due_of([], 'due = "2027"') == due("2027")
    assert due_of([], 'milestone_due = { law = "2026-H1" }') == due("2026-H1")


LAW: Final = action("treaty", 'due = "2025-H2"') + step("law", "BE", 'due = "2025-H1"')


@pytest.mark.parametrize(
    ("told", "reached", "late", "now"),
    [
        ((), None, True, "2025-H1"),
        # open until its due, and late at the close of that day
        ((("2025-02-01", 'milestone_due = { law = "2026" }'),), None, False, "2026"),
        ((("2025-02-01", "milestone_due = { law = 2026-01-01 }"),), None, False, "2026-01-01"),
        ((("2025-02-01", "milestone_due = { law = 2025-12-31 }"),), None, True, "2025-12-31"),
        ((("2025-08-01", 'reached = ["law"]'),), date(2025, 8, 1), False, "2025-H1"),
        ((("2026-01-01", 'reached = ["law"]'),), None, True, "2025-H1"),
        # nobody waits for a step of what is completed or cancelled
        ((("2025-08-01", 'status = "completed"'),), None, False, "2025-H1"),
        ((("2025-08-01", 'status = "cancelled"'),), None, False, "2025-H1"),
    ],
)
def test_a_step_of_a_country_is_reached_on_a_day_or_late_or_open(
    told: tuple[tuple[str, str], ...], reached: date | None, now: str, *, late: bool
) -> None:
    (line,) = report(LAW, *(update("treaty", day, text) for day, text in told)).implementation
    assert line.parts[0].steps == (
        CountryStep(title=said("law"), reached=reached, late=late, due=due(now)),
    )


# ---- indicators


def measured(*texts: str, year: int = 2025, on: str | None = None) -> IndicatorLine:
    (line,) = report(*texts, year=year, on=on).indicators
    return line


def value(name: str, day: str, number: str, *lines: str) -> str:
    return update(name, day, f"values = {{ held = {number} }}", *lines)


PATROLS: Final = action("patrols")
FROM: Final = "baseline = { value = 10, date = 2024-01-01 }"
UPTO: Final = 'target = { value = 50, due = "2026" }'
HELD: Final = indicator("held", 'action = "patrols"', FROM, UPTO)


def test_an_indicator_is_told_whole() -> None:
    sources = 'sources = ["press#p2"]'
    held = indicator("held", 'action = "patrols"', FROM, UPTO, sources)
    assert measured(PATROLS, held, value("patrols", "2025-06-01", "20.50")) == IndicatorLine(
        id="held",
        title=said("held"),
        unit=said("patrols"),
        action="patrols",
        about=said("patrols"),
        baseline=Reached(value=Decimal(10), due=due("2024-01-01")),
        target=Reached(value=Decimal(50), due=due("2026")),
        latest=Reached(value=Decimal("20.50"), due=due("2025-06-01")),
        news=True,
        way=Fraction(21, 80),  # 10.5 of 40
        cited=(Cited(number=1, where="p2"),),
    )


def test_an_indicator_of_an_objective_is_about_the_objective() -> None:
    held = indicator("held", 'objective = "joint-patrols"', FROM)
    line = measured(held)
    assert (line.action, line.about) == (None, said("Joint patrols"))
    line = measured(PATROLS, held, value("patrols", "2025-06-01", "20"))
    assert line.latest == Reached(value=Decimal(20), due=due("2025-06-01"))


def test_an_indicator_of_which_nothing_is_known_is_not_shown() -> None:
    bare = indicator("held", 'action = "patrols"')
    assert report(PATROLS, bare).indicators == ()
    assert report(PATROLS, bare, value("patrols", "2026-01-01", "20")).indicators == ()
    assert measured(PATROLS, bare, value("patrols", "2025-12-31", "20")).id == "held"
    assert measured(PATROLS, indicator("held", 'action = "patrols"', FROM)).target is None
    assert measured(PATROLS, indicator("held", 'action = "patrols"', UPTO)).baseline is None


def test_an_indicator_that_measured_nought_is_shown() -> None:
    line = measured(
        PATROLS, indicator("held", 'action = "patrols"'), value("patrols", "2025-06-01", "0")
    )
    assert line.latest == Reached(value=Decimal(0), due=due("2025-06-01"))


def test_an_indicator_of_an_action_that_is_not_adopted_yet_is_not_shown() -> None:
    later = action("patrols", "adopted = 2026-01-01")
    told = value("patrols", "2025-06-01", "20")
    assert report(later, HELD, told).indicators == ()
    assert measured(later, HELD, told, year=2026).id == "held"


def test_indicators_stand_in_the_order_of_the_programme() -> None:
    second = indicator("calls", 'objective = "joint-patrols"', UPTO)
    assert [line.id for line in report(PATROLS, HELD, second).indicators] == ["held", "calls"]
    assert [line.id for line in report(PATROLS, second, HELD).indicators] == ["calls", "held"]


@pytest.mark.parametrize(
    ("told", "number", "day"),
    [
        # the latest day
        ([("2025-06-01", "20", ""), ("2025-03-01", "30", "")], 20, "2025-06-01"),
        # of one day, what was recorded last
        (
            [
                ("2025-06-01", "20", 'id = "a"\nrecorded = 2025-06-03'),
                ("2025-06-01", "30", 'id = "b"\nrecorded = 2025-06-02'),
            ],
            20,
            "2025-06-01",
        ),
        # of one day and one recording, the last by id
        (
            [("2025-06-01", "20", 'id = "b"'), ("2025-06-01", "30", 'id = "a"')],
            20,
            "2025-06-01",
        ),
        # the day counts for more than the recording
        (
            [
                ("2025-03-01", "20", "recorded = 2025-12-01"),
                ("2025-06-01", "30", "recorded = 2025-06-01"),
            ],
            30,
            "2025-06-01",
        ),
        # what was corrected or retracted is gone
        (
            [
                ("2025-06-01", "20", 'id = "a"'),
                ("2025-05-01", "30", 'recorded = 2025-07-01\ncorrects = "a"'),
            ],
            30,
            "2025-05-01",
        ),
        ([("2025-06-01", "20", ""), ("2026-01-01", "30", "")], 20, "2025-06-01"),
        ([("2024-06-01", "20", "")], 20, "2024-06-01"),
    ],
)
def test_of_several_values_the_latest_counts(
    told: list[tuple[str, str, str]], number: int, day: str
) -> None:
    texts = [value("patrols", at, of, lines) for at, of, lines in told]
    latest = measured(PATROLS, HELD, *texts).latest
    assert latest == Reached(value=Decimal(number), due=due(day))


def test_a_value_that_was_retracted_is_gone() -> None:
    first = value("patrols", "2025-03-01", "20")
    wrong = value("patrols", "2025-06-01", "30", 'id = "wrong"')
    gone = update("patrols", "2025-07-01", 'retracts = "wrong"', "recorded = 2025-07-01")
    assert measured(PATROLS, HELD, first, wrong, gone).latest == Reached(
        value=Decimal(20), due=due("2025-03-01")
    )
    line = measured(PATROLS, HELD, wrong, gone)
    assert (line.latest, line.news, line.way) == (None, False, None)


def test_a_value_may_be_told_with_another_action() -> None:
    told = value("patrols", "2025-03-01", "20") + value("other", "2025-06-01", "30")
    line = measured(PATROLS, action("other"), HELD, told)
    assert line.action == "patrols"
    assert line.latest == Reached(value=Decimal(30), due=due("2025-06-01"))


def test_of_several_actions_the_latest_value_counts_whatever_their_order() -> None:
    told = value("other", "2025-03-01", "20") + value("patrols", "2025-06-01", "30")
    line = measured(PATROLS, action("other"), HELD, told)
    assert line.latest == Reached(value=Decimal(30), due=due("2025-06-01"))


def test_of_several_actions_on_one_day_the_last_by_id_counts() -> None:
    told = value("patrols", "2025-06-01", "20", 'id = "b"')
    told += value("other", "2025-06-01", "30", 'id = "a"')
    line = measured(PATROLS, action("other"), HELD, told)
    assert line.latest == Reached(value=Decimal(20), due=due("2025-06-01"))


@pytest.mark.parametrize(("year", "news"), [(2024, False), (2025, True), (2026, False)])
def test_a_value_is_news_in_its_own_year(year: int, *, news: bool) -> None:
    line = measured(PATROLS, HELD, value("patrols", "2025-12-31", "20"), year=year)
    assert line.news is news
    assert (line.latest is None) == (year == 2024)


def test_a_report_of_part_of_a_year_has_the_value_of_its_day() -> None:
    told = value("patrols", "2025-03-01", "20") + value("patrols", "2025-06-01", "30")
    latest = measured(PATROLS, HELD, told, on="2025-05-31").latest
    assert latest == Reached(value=Decimal(20), due=due("2025-03-01"))


@pytest.mark.parametrize(
    ("lines", "number", "way"),
    [
        ([FROM, UPTO], "10", Fraction(0)),
        ([FROM, UPTO], "30", Fraction(1, 2)),
        ([FROM, UPTO], "50", Fraction(1)),
        ([FROM, UPTO], "0", Fraction(-1, 4)),
        ([FROM, UPTO], "70", Fraction(3, 2)),
        ([FROM, UPTO], "10.1", Fraction(1, 400)),
        # downwards
        (
            [
                "baseline = { value = 50, date = 2024-01-01 }",
                'target = { value = 10, due = "2026" }',
            ],
            "20",
            Fraction(3, 4),
        ),
        # no distance
        ([FROM, 'target = { value = 10.0, due = "2026" }'], "10", None),
        ([FROM, 'target = { value = 10.0, due = "2026" }'], "20", None),
        # something is missing
        ([UPTO], "20", None),
        ([FROM], "20", None),
        ([FROM, UPTO], None, None),
        ([], "20", None),
    ],
)
def test_the_share_of_the_way_is_from_baseline_to_target(
    lines: list[str], number: str | None, way: Fraction | None
) -> None:
    told = value("patrols", "2025-06-01", number) if number else ""
    held = indicator("held", 'action = "patrols"', *lines)
    assert measured(PATROLS, held, told).way == way
