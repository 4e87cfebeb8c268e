"""A report laid out: its pictures and their words, its registers, its annex. Source: report.md.

The figures of the small programme are worked out in test_year_report.py: at the close of 2025
security has done 3.9 of its weight of 8, of which all is reported; market reported nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Final

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import render, what_if, year_report
from benelux_tracker.model import StatusUpdate, WorkProgramme
from benelux_tracker.report import blocks as b
from benelux_tracker.report import drawings as d
from benelux_tracker.report.layout import page
from benelux_tracker.report.said import Said
from benelux_tracker.state import Signal
from benelux_tracker.vocabulary import ActionId, Status
from build_report import PLAN, UPDATES, loaded, rich, small
from programmes import programmes

PERCENTS: Final = ("0%", "25%", "50%", "75%", "100%")
HALF: Final = Fraction(1, 2)


def laid_out(
    programme: WorkProgramme, year: int = 2025, language: str = "en", **asked: str
) -> b.Page:
    return page(year_report(programme, year, language, **asked))


@cache
def whole() -> b.Page:
    """The rich programme at the close of 2025."""
    return laid_out(rich())


def all_blocks(blocks: Iterable[b.Block]) -> Iterator[b.Block]:
    for block in blocks:
        yield block
        if isinstance(block, b.Card):
            yield from all_blocks(block.blocks)


def picture(anchor: str, shown: b.Page) -> b.Picture:
    found = [x for x in shown.blocks if isinstance(x, b.Picture) and x.anchor == anchor]
    assert len(found) == 1
    return found[0]


def pictures(shown: b.Page) -> list[str]:
    return [block.anchor for block in shown.blocks if isinstance(block, b.Picture)]


def below(anchor: str, shown: b.Page) -> list[b.Block]:
    """The blocks of a chapter or part, without its parts' own."""
    blocks = iter(shown.blocks)
    for block in blocks:
        if isinstance(block, b.Heading) and block.anchor == anchor:
            break
    inside: list[b.Block] = []
    for block in blocks:
        if isinstance(block, b.Heading):
            break
        inside.append(block)
    return inside


def chapters(shown: b.Page) -> list[str]:
    return [block.anchor for block in shown.headings if block.level == 1]


def plain(run: b.Run) -> str:
    """The words of a run."""
    match run:
        case str():
            return run
        case Said(text=text):
            return text
        case b.NoteMark(number, where):
            return f"[{number}{where and ', '}{where}]"
        case b.Strong(text) | b.Emphasis(text) | b.Small(text) | b.Link(text) | b.Figure(text):
            return text.text if isinstance(text, Said) else text
        case b.Badge(text=text):
            return text


def words_of(runs: b.Runs) -> str:
    return "".join(map(plain, runs))


def table(inside: Iterable[b.Block]) -> b.Table:
    (found,) = (block for block in inside if isinstance(block, b.Table))
    return found


def rows_of(shown: b.Table) -> list[list[str]]:
    return [[words_of(cell) for cell in row] for row in shown.rows]


def items_of(inside: Iterable[b.Block]) -> list[str]:
    return [
        words_of(item) for block in inside if isinstance(block, b.Bullets) for item in block.items
    ]


def card(action: str, shown: b.Page) -> b.Card:
    found = [x for x in shown.blocks if isinstance(x, b.Card) and x.anchor == f"action-{action}"]
    assert len(found) == 1
    return found[0]


def facts_of(inside: Iterable[b.Block]) -> dict[str, str]:
    (found,) = (block for block in inside if isinstance(block, b.Facts))
    return {label: words_of(runs) for label, runs in found.pairs}


# ---- pictures


def test_the_ranges_are_those_of_each_theme_and_of_the_programme() -> None:
    drawn = picture("picture-themes", whole())
    done, planned = Fraction(39, 80), Fraction(27, 32)
    assert drawn.drawing == d.Ranges(
        rows=(
            d.Range(label="Security", low=done, high=done, known=done, planned=planned, said="48%"),
            d.Range(
                label="Market",
                low=Fraction(0),
                high=Fraction(1),
                known=None,
                planned=None,
                said="0% to 100%",
            ),
            d.Range(label="Culture", low=None, high=None, known=None, planned=None, said="–"),
            d.Range(
                label="Programme",
                low=Fraction(39, 100),
                high=Fraction(59, 100),
                known=done,
                planned=planned,
                said="48%",
            ),
        ),
        legend=(
            ("low", "certainly done"),
            ("high", "perhaps done: nobody reported"),
            ("known", "progress of what is reported"),
            ("planned", "what the plan foresaw"),
        ),
        percents=PERCENTS,
    )
    assert drawn.shows == (
        "Security: 48% of what is reported; of all that is due 48%; plan: 84%",
        "Market – Nothing of the due work is reported: 0% to 100% may be done.",
        "Culture – There are no actions, so there is no figure.",
        "Programme: 48% of what is reported; of all that is due 39% to 59%; plan: 84%",
    )


def test_a_range_of_which_nothing_is_reported_is_told_without_a_dash() -> None:
    gauges = [block.text for block in whole().blocks if isinstance(block, b.Gauge)]
    assert gauges == [
        "Between 39% and 59% of the due work is done; the plan foresaw 84%.",
        "48% of the due work is done; the plan foresaw 84%.",
        "Nothing of the due work is reported: 0% to 100% may be done.",
    ]


def test_the_weights_by_signal_come_to_the_whole_of_each_theme() -> None:
    drawn = picture("picture-signals", whole())
    assert drawn.drawing == d.Signals(
        rows=(
            d.SignalBar(
                label="Security",
                parts=(
                    (Signal.GREEN, Fraction(1, 8), "1"),
                    (Signal.AMBER, Fraction(6, 8), "6"),
                    (Signal.RED, Fraction(1, 8), "1"),
                ),
            ),
            d.SignalBar(
                label="Market",
                parts=(
                    (Signal.GREY, Fraction(2, 3), "2"),
                    (Signal.NOT_DUE, Fraction(1, 3), "1"),
                ),
            ),
            d.SignalBar(label="Culture", parts=()),
        ),
        legend=(
            ("green", "green"),
            ("amber", "amber"),
            ("red", "red"),
            ("grey", "unknown"),
            ("not_due", "not due yet"),
        ),
        percents=PERCENTS,
    )
    assert drawn.shows == (
        "Security: green 1, amber 6, red 1",
        "Market: unknown 2, not due yet 1",
        "Culture: nothing to assess",
    )


def test_themes_of_one_name_keep_their_own_signals() -> None:
    alike = loaded(PLAN.replace('title = "Market"', 'title = "Security"'), UPDATES)
    assert picture("picture-signals", laid_out(alike)).shows == (
        "Security: green 1, amber 6, red 1",
        "Security: unknown 2, not due yet 1",
        "Culture: nothing to assess",
    )


def test_a_signal_that_no_action_has_is_not_in_the_legend() -> None:
    settled = loaded(PLAN.replace("\nweight = 2\n", "\nweight = 0\n"), UPDATES)
    drawing = picture("picture-signals", laid_out(settled)).drawing
    assert isinstance(drawing, d.Signals)
    assert [key for key, _ in drawing.legend] == ["green", "amber", "red", "not_due"]


def test_the_course_has_the_end_of_every_month_and_what_is_known_ends_with_the_report() -> None:
    drawn = picture("picture-years", whole())
    drawing = drawn.drawing
    assert isinstance(drawing, d.Course)
    assert (len(drawing.points), drawing.on) == (48, date(2025, 12, 31))
    assert [(p.day, p.low, p.high, p.planned) for p in drawing.points if p.day.month == 12] == [
        # of a weight of 12: 1.4 known; 7 unknown; 4.1361 planned
        (date(2024, 12, 31), Fraction(14, 120), Fraction(84, 120), Fraction(13787, 40000)),
        # of a weight of 11: 3.9 known, 2 unknown; 8.75 planned
        (date(2025, 12, 31), Fraction(39, 110), Fraction(59, 110), Fraction(875, 1100)),
        # of 12: 10 of what was due; permits 214 of 579 days; what was adopted in 2026 half
        (date(2026, 12, 31), None, None, Fraction(108696, 120000)),
        (date(2027, 12, 31), None, None, Fraction(1)),
    ]
    assert drawing.legend == (
        ("band", "done of the whole programme: at least, at most"),
        ("planned", "what the plan foresaw"),
        ("on", "31 December 2025"),
    )
    assert drawing.percents == PERCENTS
    assert drawn.shows == (
        "31 December 2024: 11% to 70%; plan 34%",
        "31 December 2025: 35% to 54%; plan 79%",
        "31 December 2026: plan 90%",
        "31 December 2027: plan 100%",
    )


def test_a_report_made_within_the_year_has_its_own_day_in_the_course() -> None:
    shown = laid_out(small(), on="2025-06-15")
    drawing = picture("picture-years", shown).drawing
    assert isinstance(drawing, d.Course)
    assert len(drawing.points) == 49
    assert [p.day for p in drawing.points if p.low is not None][-2:] == [
        date(2025, 5, 31),
        date(2025, 6, 15),
    ]
    assert [line.partition(":")[0] for line in picture("picture-years", shown).shows] == [
        "31 December 2024",
        "15 June 2025",
        "31 December 2025",
        "31 December 2026",
        "31 December 2027",
    ]


def test_a_course_without_an_end_of_year_says_its_last_day() -> None:
    days = "start = 2024-01-01\nend = 2027-12-31"
    short = ONE.replace(days, "start = 2025-02-01\nend = 2025-10-31")
    half = '\n[[update]]\naction = "treaty"\ndate = 2025-03-01\npercent = 50\n'
    assert picture("picture-years", laid_out(loaded(short, half), 2026)).shows == (
        "31 October 2025: 50%; plan 100%",
    )


def test_where_nothing_is_unknown_the_course_has_one_figure() -> None:
    told = """
[[update]]
action = "labels"
date = 2025-12-01
status = "completed"
"""
    shown = laid_out(loaded(PLAN, UPDATES + told))
    assert picture("picture-years", shown).shows[1] == "31 December 2025: 53%; plan 79%"


def test_the_bars_of_a_timeline_carry_the_numbers_of_their_cards() -> None:
    drawn = picture("picture-theme-security", whole())
    first, of_2024 = date(2024, 1, 1), date(2027, 12, 31)
    rows = (
        ("3.1.1", "Patrol treaty", first, date(2026, 12, 31), date(2026, 12, 31), "open"),
        ("3.1.2", "Glossary", first, of_2024, date(2025, 6, 15), "done"),
        ("3.1.3", "Hotline", first, date(2025, 10, 31), date(2025, 10, 31), "late"),
        ("3.2.1", "Exercise", first, date(2025, 6, 30), date(2026, 2, 28), "open"),
        (
            *("3.2.2", "Registry", date(2025, 1, 1)),
            *(date(2026, 12, 31), date(2026, 12, 31), "suspended"),
        ),
        ("3.2.3", "Lessons learnt", first, of_2024, of_2024, "open"),
    )
    assert drawn.drawing == d.Timeline(
        bars=tuple(
            d.Bar(number=number, label=label, start=start, planned=planned, now=now, state=state)
            for number, label, start, planned, now, state in rows
        ),
        first=first,
        last=of_2024,
        on=date(2025, 12, 31),
        legend=(
            ("planned", "as planned"),
            ("postponed", "later than planned"),
            ("done", "completed"),
            ("open", "open"),
            ("late", "late"),
            ("suspended", "suspended"),
            ("on", "31 December 2025"),
        ),
    )
    assert drawn.shows == (
        "Completed: 1",
        "Open: 3",
        "Late: 1",
        "Suspended: 1",
        "Later than planned: 1",
    )
    numbers = {card.title[0]: card.number for card in cards(whole())}
    assert [numbers[Said(label, "en")] for _, label, *_ in rows] == [row[0] for row in rows]


def cards(shown: b.Page) -> list[b.Card]:
    return [block for block in shown.blocks if isinstance(block, b.Card)]


def test_what_is_overdue_is_late_in_a_timeline_even_where_nobody_reported() -> None:
    drawn = picture("picture-theme-market", whole())
    assert drawn.shows == ("Open: 1", "Late: 1", "Cancelled: 1")
    assert isinstance(drawn.drawing, d.Timeline)
    assert [(bar.label, bar.state) for bar in drawn.drawing.bars] == [
        ("Labels", "late"),
        ("Permits", "open"),
        ("Tariffs", "cancelled"),
    ]
    assert [key for key, _ in drawn.drawing.legend] == [
        *("planned", "open", "late", "cancelled", "on"),
    ]


def test_what_was_settled_before_the_year_has_no_bar_and_a_theme_without_bars_no_timeline() -> None:
    assert "Handbook" not in [bar.label for bar in bars_of("picture-theme-security")]
    assert "picture-theme-culture" not in pictures(whole())
    one = PLAN.replace('theme = "security"\ntitle = "Crises"', 'theme = "market"\ntitle = "Crises"')
    settled = "".join(
        f'\n[[update]]\naction = "{name}"\ndate = 2025-12-30\nstatus = "completed"\n'
        for name in ("patrols", "hotline")
    )
    assert "picture-theme-security" not in pictures(laid_out(loaded(one, UPDATES + settled), 2026))


def bars_of(anchor: str) -> tuple[d.Bar, ...]:
    drawing = picture(anchor, whole()).drawing
    assert isinstance(drawing, d.Timeline)
    return drawing.bars


def test_a_timeline_of_many_actions_fills_several_pictures() -> None:
    more = "".join(
        f"""
[[action]]
id = "step-{number}"
objective = "joint-patrols"
title = "Step"
groups = ["customs"]
"""
        for number in range(40)
    )
    shown = laid_out(loaded(PLAN + more, UPDATES))
    parts = [picture(f"picture-theme-security{end}", shown) for end in ("", "_2")]
    bars = [part.drawing.bars for part in parts if isinstance(part.drawing, d.Timeline)]
    assert [len(part) for part in bars] == [40, 5]
    assert [part[0].number for part in bars] == ["3.1.1", "3.1.41"]
    caption = "The actions over the years: planned, postponed, done"
    assert [part.caption for part in parts] == [f"{caption} (1/2)", f"{caption} (2/2)"]


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [(2023, 2023, 2027), (2025, 2024, 2027), (2028, 2024, 2028)],
)
def test_a_timeline_spans_the_programme_and_the_year_of_the_report(
    year: int, first: int, last: int
) -> None:
    drawing = picture("picture-theme-security", laid_out(small(), year)).drawing
    assert isinstance(drawing, d.Timeline)
    assert (drawing.first, drawing.last) == (date(first, 1, 1), date(last, 12, 31))


def test_a_bridge_leads_from_one_figure_to_the_other() -> None:
    drawn = picture("picture-bridge", whole())
    before, same, now = Fraction(7, 15), Fraction(9, 15), Fraction(39, 80)
    piles = (
        ("31 December 2024", Fraction(0), before, "46.6%", True),
        ("Corrections", before, before, "±0.0 points", False),
        ("Actions that left", before, before, "±0.0 points", False),
        ("The same actions", before, same, "+13.3 points", False),
        ("Actions that joined", same, now, "−11.3 points", False),
        ("31 December 2025", Fraction(0), now, "48.7%", True),
    )
    assert drawn.drawing == d.Waterfall(
        piles=tuple(
            d.Pile(label=label, start=start, end=end, said=said, whole=total)
            for label, start, end, said, total in piles
        ),
        legend=(("whole", "progress of what is reported"), ("up", "up"), ("down", "down")),
        percents=PERCENTS,
    )
    assert drawn.shows == tuple(f"{label}: {said}" for label, _, _, said, _ in piles)
    assert drawn.caption == "From the figure of 31 December 2024 to that of 31 December 2025"


def test_countries_stand_against_actions_with_a_mark_and_a_date() -> None:
    drawn = picture("picture-countries", whole())
    assert drawn.drawing == d.Matrix(
        rows=("Belgium", "Netherlands", "Luxembourg"),
        columns=("Patrol treaty",),
        cells=(
            (d.Cell(state="late", said="4th quarter 2025"),),
            (d.Cell(state="open", said="first half of 2026"),),
            (d.Cell(state="done", said="1 June 2025"),),
        ),
        legend=(("done", "completed"), ("late", "late"), ("open", "open")),
    )
    assert drawn.shows == (
        (
            "Patrol treaty: Belgium late, 4th quarter 2025; Netherlands open, first half of 2026;"
            " Luxembourg completed, 1 June 2025"
        ),
    )


PACT: Final = """
[[action]]
id = "treaty"
objective = "patrols"
title = "Treaty"
groups = ["chiefs"]
"""
ONE: Final = f"""
[programme]
id = "bare"
title = "Bare"
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
id = "chiefs"
name = "Chiefs"
kind = "network"

[[objective]]
id = "patrols"
dossier = "police"
title = "Patrols"
{PACT}"""
STEPS: Final = """
  [[action.milestone]]
  id = "{0}"
  title = "{0}"
  country = "{1}"
{2}
"""


@pytest.mark.parametrize(
    ("steps", "told", "cell"),
    [
        ((("law", ""), ("deposit", "")), (), d.Cell(state="open", said="no date")),
        ((("law", ""), ("deposit", 'due = "2026"')), (), d.Cell(state="open", said="2026")),
        # of several that are open the one due first
        (
            (("law", "due = 2027-06-01"), ("deposit", 'due = "2026"')),
            (),
            d.Cell(state="open", said="2026"),
        ),
        # late when one of them is, with the due of that one
        (
            (("law", "due = 2024-06-01"), ("deposit", 'due = "2026"')),
            (),
            d.Cell(state="late", said="1 June 2024"),
        ),
        # done when all of them are, on the day of the last
        (
            (("law", "due = 2024-06-01"), ("deposit", 'due = "2026"')),
            (("law", "2025-02-01"), ("deposit", "2025-03-01")),
            d.Cell(state="done", said="1 March 2025"),
        ),
        (
            (("law", "due = 2024-06-01"), ("deposit", 'due = "2026"')),
            (("law", "2025-02-01"),),
            d.Cell(state="open", said="2026"),
        ),
    ],
)
def test_the_steps_of_a_country_make_one_cell(
    steps: tuple[tuple[str, str], ...], told: tuple[tuple[str, str], ...], cell: d.Cell
) -> None:
    plan = "".join(STEPS.format(name, "BE", due) for name, due in steps)
    news = "".join(
        f'\n[[update]]\naction = "treaty"\ndate = {day}\nreached = ["{name}"]\n'
        for name, day in told
    )
    pact = PACT.replace("treaty", "pact").replace("Treaty", "Pact") + STEPS.format("x", "NL", "")
    drawing = picture("picture-countries", laid_out(loaded(ONE + plan, pact, news))).drawing
    assert isinstance(drawing, d.Matrix)
    assert drawing.columns == ("Treaty", "Pact")
    assert drawing.rows == ("Belgium", "Netherlands")
    assert drawing.cells[0] == (cell, EMPTY_CELL)
    assert drawing.cells[1] == (EMPTY_CELL, d.Cell(state="open", said="no date"))


EMPTY_CELL: Final = d.Cell(state="", said="")


def test_a_programme_with_nothing_in_it_has_no_pictures_and_no_chapter_of_them() -> None:
    bare = laid_out(loaded(ONE.partition("\n[[theme]]")[0]))
    assert pictures(bare) == []
    assert chapters(bare) == ["glance", "stalls", "year-on-year", "next-year", "annex"]


def test_a_programme_whose_work_nobody_reported_on_has_pictures_without_a_bridge() -> None:
    shown = laid_out(loaded(ONE))
    assert pictures(shown) == [
        *("picture-themes", "picture-signals", "picture-years", "picture-theme-security"),
    ]


# ---- the year at a glance


def test_the_figures_to_remember_lead_to_how_they_are_made() -> None:
    (tiles,) = (x for x in below("glance", whole()) if isinstance(x, b.Facts))
    assert tiles.role == "key"
    assert tiles.pairs == (
        ("Progress of what is reported", (b.Figure("48%", "#made-programme"),)),
        ("Coverage of the due work", (b.Figure("80%", "#made-programme"),)),
        ("Bounds of the due work", (b.Figure("39% to 59%", "#made-programme"),)),
        ("Change since 2024", (b.Figure("+2 points", "#year-on-year"),)),
        ("Completed in 2025", (b.Figure("1", "#completed"),)),
        ("Overdue", (b.Figure("2", "#overdue"),)),
    )


def test_a_year_without_a_figure_is_named_where_no_change_can_be_told() -> None:
    first, later = year_report(small(), 2024, "en"), year_report(small(), 2025, "en")
    lost = evolve(later, glance=evolve(later.glance, change=None))
    for report, since, without in ((first, "2023", "2023"), (lost, "2024", "2025")):
        (tiles,) = (x for x in below("glance", page(report)) if isinstance(x, b.Facts))
        told = ("–", " ", b.Small(f"there is no figure for {without}"))
        assert dict(tiles.pairs)[f"Change since {since}"] == told


@pytest.mark.parametrize(
    ("day", "told"), [("2025-07-01", "1 of 3; 1 was due by now"), ("2026-01-01", "1 of 3; 2 were")]
)
def test_milestones_that_were_due_are_counted_in_the_number_they_are(day: str, told: str) -> None:
    shown = laid_out(small(), int(day[:4]), on=day)
    numbers = next(x for x in below("glance", shown) if isinstance(x, b.Table))
    assert any(words_of(figures).startswith(told) for _, figures in numbers.rows)


def test_a_report_within_the_year_says_so_and_looks_ahead_from_its_day() -> None:
    shown = laid_out(small(), on="2025-06-30")
    assert ("Interim", "the year is not over on that day") in shown.cover
    (head,) = [x for x in shown.blocks if isinstance(x, b.Heading) and x.anchor == "due-next-year"]
    assert head.text == "Due by the end of 2026"
    assert items_of(below("due-next-year", shown)) == [
        "Exercise – 3rd quarter 2025 (Douane)",
        "Hotline – 31 October 2025 (Chiefs of police)",
        "Labels – 2025 (Traders)",
        "Patrol treaty: Ratified – 4th quarter 2025 (Chiefs of police, Douane)",
        "Patrol treaty: Ratified – first half of 2026 (Chiefs of police, Douane)",
        "Patrol treaty – 2026 (Chiefs of police, Douane)",
        "Registry – 2026 (Douane)",
    ]


def test_the_year_in_dates_is_left_out_where_nothing_was_highlighted() -> None:
    quiet = loaded(ONE)
    assert "pictures-dates" not in laid_out(quiet).anchors
    assert "pictures-dates" in whole().anchors


def test_a_report_with_supposed_updates_says_so_first_and_last() -> None:
    supposed = StatusUpdate(
        action=ActionId("labels"), date=date(2025, 12, 1), status=Status.COMPLETED
    )
    shown = laid_out(what_if(small(), [supposed]))
    assert dict(shown.cover)["Supposed updates"] == "1"
    first = below("glance", shown)[0]
    assert isinstance(first, b.Paragraph)
    assert first.role == "note"
    assert words_of(first.runs).startswith("Hypothetical")
    assert facts_of(below("colophon", shown))["Supposed updates"] == "1"
    assert "Supposed updates" not in facts_of(below("colophon", whole()))


# ---- themes and actions


def test_the_stories_of_a_group_stand_under_its_name_below_the_groups() -> None:
    inside = below("theme-security", whole())
    places = [n for n, block in enumerate(inside) if block == b.Paragraph((DOUANE,), "label")]
    assert len(places) == 1
    told = inside[places[0] + 1]
    assert isinstance(told, b.Paragraph)
    assert told.runs == (
        Said("Customs ", "en"),
        b.Emphasis(Said("met", "en")),
        Said(" in ", "en"),
        b.Figure("100%", "#made-progress"),
        Said(" of its work.", "en"),
    )
    kinds = [type(block) for block in inside]
    assert kinds.index(b.Table) < places[0] < kinds.index(b.Picture)


DOUANE: Final = Said("Douane", "nl")


def test_a_card_names_the_partners_and_leads_to_the_action_that_goes_on() -> None:
    labels = card("labels", whole())
    told = facts_of(labels.blocks)
    assert told["Partners"] == "OSCE, North Rhine-Westphalia"
    assert told["Goes on as"] == "Permits"
    (facts,) = (block for block in labels.blocks if isinstance(block, b.Facts))
    links = [run for _, runs in facts.pairs for run in runs if isinstance(run, b.Link)]
    assert links == [b.Link(Said("Permits", "en"), "#action-permits")]
    assert {"Partners", "Goes on as"}.isdisjoint(facts_of(card("permits", whole()).blocks))


def test_a_theme_leads_from_its_signal_to_the_rule_of_signals() -> None:
    first = below("theme-security", whole())[0]
    assert isinstance(first, b.Paragraph)
    assert first.runs[-1] == b.Figure("12% of the assessed work is red", "#made-signal")


# ---- instruments, countries, indicators


def test_instruments_are_listed_with_reference_state_and_day() -> None:
    shown = table(below("instruments", whole()))
    assert shown.head == ("Instrument", "Kind", "Reference", "State", "Date")
    assert rows_of(shown) == [
        [
            "Patrol treaty",
            "treaty[3, art. 1]",
            "M(2025)1",
            "in progress: Ratified in Luxembourg",
            "1 June 2025",
        ],
    ]


@pytest.mark.parametrize(
    ("plan", "row"),
    [
        ('due = "2025"', ["Treaty", "decision", "planned", "due: 2025"]),
        (
            'due = 2025-03-01\nreference = "M(2025)2"',
            ["Treaty", "decision", "M(2025)2", "planned", "due: 1 March 2025"],
        ),
    ],
)
def test_an_instrument_of_which_nothing_is_reached_says_its_due(plan: str, row: list[str]) -> None:
    decision = loaded(f'{ONE}output = "decision"\n{plan}\n')
    assert rows_of(table(below("instruments", laid_out(decision)))) == [row]


def test_columns_of_instruments_that_would_hold_only_dashes_are_left_out() -> None:
    nil = '\n[[update]]\naction = "treaty"\ndate = 2025-03-01\nunchanged = true\n'
    decision = loaded(f'{ONE}output = "decision"\n', nil)
    shown = table(below("instruments", laid_out(decision)))
    assert (shown.head, shown.align) == (("Instrument", "Kind", "State"), "lll")
    assert rows_of(shown) == [["Treaty", "decision", "planned"]]


def test_the_steps_of_each_country_stand_in_its_column_with_a_mark() -> None:
    shown = table(below("countries", whole()))
    assert shown.head == ("Action", "Belgium", "Netherlands", "Luxembourg")
    assert rows_of(shown) == [
        [
            "Patrol treaty",
            "! Ratified, due: 4th quarter 2025",
            "○ Ratified, due: first half of 2026",
            "✓ Ratified in Luxembourg, 1 June 2025",
        ],
    ]


def test_several_steps_of_a_country_stand_one_after_the_other_and_none_is_a_dash() -> None:
    plan = STEPS.format("law", "BE", 'due = "2026"') + STEPS.format("deposit", "BE", "")
    pact = PACT.replace("treaty", "pact").replace("Treaty", "Pact") + STEPS.format("x", "NL", "")
    shown = table(below("countries", laid_out(loaded(ONE + plan, pact))))
    assert rows_of(shown) == [
        ["Treaty", "○ law, due: 2026; ○ deposit", "–"],
        ["Pact", "–", "○ x"],
    ]


def test_indicators_are_listed_from_baseline_to_target() -> None:
    shown = table(below("indicators", whole()))
    assert shown.head == (*("Indicator", "Baseline", "Latest value", "Target", "Share of the way"),)
    assert shown.align == "lrrrr"
    assert rows_of(shown) == [
        # 50.25 of 200.5
        [
            "Hours on patrol",
            "100 hours (1 June 2024)[2]",
            "150.25 hours (1 June 2025)",
            "300.5 hours (2026)",
            "25%",
        ],
        ["Goods traded", "–", "–", "12 million euro (2027)", "–"],
    ]
    assert shown.rows[0][0] == (b.Link(Said("Hours on patrol", "en"), "#action-patrols"),)
    assert shown.rows[1][0] == (Said("Goods traded", "en"),)
    assert shown.rows[0][-1] == (b.Figure("25%", "#made-way"),)


def measured(*lines: str) -> list[list[str]]:
    """The head and the rows of the indicators of one action."""
    about = '\n[[indicator]]\nid = "hours"\ntitle = "Hours"\nunit = "h"\naction = "treaty"\n'
    text = "\n".join(lines)
    source = '\n[[source]]\nid = "press"\ntitle = "Press"\n'
    shown = table(below("indicators", laid_out(loaded(f"{ONE}{about}{text}{source}"))))
    return [list(shown.head), *rows_of(shown)]


def test_a_column_of_indicators_that_would_be_empty_is_left_out() -> None:
    assert measured('target = { value = 3, due = "2026" }', 'sources = ["press"]') == [
        ["Indicator", "Target"],
        ["Hours", "3 h (2026)[1]"],
    ]
    assert measured("baseline = { value = 1.25, date = 2024-06-01 }") == [
        ["Indicator", "Baseline"],
        ["Hours", "1.25 h (1 June 2024)"],
    ]


def test_registers_without_an_entry_are_left_out() -> None:
    assert {"instruments", "countries", "indicators"}.isdisjoint(chapters(laid_out(loaded(ONE))))
    assert {"instruments", "countries", "indicators"} < set(chapters(whole()))


# ---- year on year


def test_the_bridge_is_told_step_by_step() -> None:
    shown = table(below("year-on-year", whole()))
    assert shown.head == ("Step", "Figure", "Actions")
    assert rows_of(shown) == [
        ["31 December 2024", "46.6%", ""],
        ["Corrections of what was known", "±0.0 points", "0"],
        ["Actions that left: cancelled, or no longer known", "±0.0 points", "0"],
        ["Progress of the same actions", "+13.3 points", "1"],
        ["Actions that joined: new, newly due or newly reported", "−11.3 points", "3"],
        ["31 December 2025", "48.7%", ""],
    ]
    assert shown.totals == 1


def test_the_bridge_from_a_year_as_it_was_known_then_says_so() -> None:
    shown = laid_out(rich(), known_on="2026-02-01", before_known_on="2025-03-01")
    assert rows_of(table(below("year-on-year", shown)))[0] == [
        "31 December 2024 (as known on 1 March 2025)",
        "46.6%",
        "",
    ]
    assert facts_of(below("colophon", shown))["The year before as known on"] == "2025-03-01"


def test_the_colophon_names_the_day_of_the_year_before_only_where_it_is_another() -> None:
    for shown in (whole(), laid_out(rich(), known_on="2026-02-01")):
        assert "The year before as known on" not in facts_of(below("colophon", shown))


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (
            ONE,
            (
                "The earlier day has no figure to start from. "
                "Nothing of the due work is reported: 0% to 100% may be done."
            ),
        ),
        (
            ONE + '\n[[update]]\naction = "treaty"\ndate = 2024-03-01\npercent = 50\n'
            '\n[[update]]\naction = "treaty"\ndate = 2025-03-01\nstatus = "cancelled"\n',
            (
                "The later day has no figure to arrive at. "
                "All actions were cancelled, so there is no figure."
            ),
        ),
    ],
    ids=["opening", "closing"],
)
def test_where_there_is_no_bridge_the_reason_is_told_in_its_place(files: str, reason: str) -> None:
    shown = laid_out(loaded(files))
    first = below("year-on-year", shown)[0]
    assert isinstance(first, b.Paragraph)
    assert words_of(first.runs) == reason
    assert "picture-bridge" not in pictures(shown)


def test_what_was_completed_and_started_is_listed_by_day_with_its_groups() -> None:
    assert items_of(below("completed", whole())) == ["Glossary – 15 June 2025 (Douane)"]
    assert items_of(below("started", whole())) == [
        "Hotline – 15 January 2025 (Chiefs of police)",
        "Patrol treaty – 20 May 2025 (Chiefs of police, Douane)",
    ]
    assert "completed" not in laid_out(small()).anchors
    assert "started" not in laid_out(loaded(ONE)).anchors


# ---- annex


def test_the_figures_of_a_theme_are_made_of_its_weights() -> None:
    told = [x for x in below("contributions", whole()) if isinstance(x, b.Paragraph)]
    assert {x.role for x in told} == {"made"}
    assert {x.anchor: words_of(x.runs) for x in told} == {
        "made-programme": "Programme – Of the weight reported (8), 3.9 is done: progress 48%. "
        "Of the weight due (10), 8 is reported: coverage 80%. "
        "Of all that is due, 39% to 59% is done.",
        "made-theme-security": "Security – Of the weight reported (8), 3.9 is done: progress 48%. "
        "Of the weight due (8), 8 is reported: coverage 100%. Of all that is due, 48% is done.",
        "made-theme-market": "Market – Nothing of the due work is reported: "
        "0% to 100% may be done.",
        "made-theme-culture": "Culture – There are no actions, so there is no figure.",
    }


def test_what_each_action_adds_comes_to_the_progress_of_its_theme() -> None:
    tables = [x for x in below("contributions", whole()) if isinstance(x, b.Table)]
    assert [shown.caption for shown in tables] == [
        "Security: what each action adds to its progress",
        "Market: what each action adds to its progress",
    ]
    assert tables[0].head == ("Action", "Weight", "Completion", "Contribution")
    # eighths of 3 × 50%, 10%, 100%, 2 × 40% and 50%; what weighs nothing is not listed
    assert rows_of(tables[0]) == [
        ["Patrol treaty", "3", "50%", "18.8 points"],
        ["Hotline", "1", "10%", "1.3 points"],
        ["Handbook", "1", "100%", "12.5 points"],
        ["Exercise", "2", "40%", "10.0 points"],
        ["Registry", "1", "50%", "6.3 points"],
        ["Sum of what is reported", "8", "", "48.8 points"],
    ]
    assert rows_of(tables[1]) == [
        ["Labels", "2", "unknown", "–"],
        ["Permits", "1", "not due yet", "–"],
        ["Tariffs", "1", "cancelled", "–"],
        ["Sum of what is reported", "0", "", "–"],
    ]
    assert [shown.totals for shown in tables] == [1, 1]


def test_a_theme_of_actions_without_weight_has_no_table_of_contributions() -> None:
    shown = laid_out(loaded(f"{ONE}weight = 0\n"))
    assert [type(block) for block in below("contributions", shown)] == [b.Paragraph, b.Paragraph]


def test_a_source_of_less_than_high_reliability_says_so() -> None:
    assert items_of(below("sources", whole())) == [
        "[1] Annual report, Secretariat, June 2025",
        "[2] Press release, Ministry, of medium reliability",
        "[3] Text of the treaty, of low reliability",
    ]


# ---- what leads where


MAY_BE_MISSING: Final = {"completed", "overdue", "chase-list", "contributions", "year-on-year"}
"""Parts that a report leaves out where they would be empty."""


def targets(shown: b.Page) -> set[str]:
    """The anchors that something in a page leads to."""
    found: set[str] = set()
    for run in runs_of(all_blocks(shown.blocks)):
        match run:
            case b.Figure(made=url) | b.Link(url=url) if url.startswith("#"):
                found.add(url[1:])
            case b.NoteMark(number=number):
                found.add(f"source-{number}")
            case _:
                pass
    return found


def runs_of(blocks: Iterable[b.Block]) -> Iterator[b.Run]:
    for block in blocks:
        match block:
            case b.Paragraph(runs=runs):
                yield from runs
            case b.Bullets(items=items):
                yield from (run for item in items for run in item)
            case b.Table(rows=rows):
                yield from (run for row in rows for cell in row for run in cell)
            case b.Facts(pairs=pairs) | b.Dates(moments=pairs):
                yield from (run for _, runs in pairs for run in runs)
            case b.Ladder(rungs=rungs):
                yield from (run for rung in rungs for run in rung.runs)
            case b.Card(title=title):
                yield from title
            case _:
                pass


def numbers_of(shown: b.Page) -> list[tuple[int, ...]]:
    blocks = (x for x in shown.blocks if isinstance(x, b.Heading | b.Card))
    return [tuple(map(int, block.number.split("."))) for block in blocks]


def test_everything_in_the_rich_report_leads_somewhere() -> None:
    assert targets(whole()) - whole().anchors == set()
    assert {name for name in targets(whole()) if name.startswith("made-")} == {
        *("made-programme", "made-theme-security", "made-theme-market"),
        *("made-progress", "made-plan", "made-signal", "made-completion", "made-way"),
        *("made-points", "made-reporting", "made-objectives", "made-whole"),
        "made-weight",
    }


@pytest.mark.parametrize("year", range(2023, 2029))
@pytest.mark.parametrize("programme", [small(), rich()], ids=["small", "rich"])
def test_in_every_year_all_leads_somewhere_but_to_parts_left_out(
    programme: WorkProgramme, year: int
) -> None:
    shown = laid_out(programme, year)
    assert targets(shown) - shown.anchors <= MAY_BE_MISSING


@settings(deadline=None, max_examples=40)
@given(programme=programmes(), year=st.integers(2024, 2029))
def test_every_figure_and_every_link_of_any_report_leads_somewhere(
    programme: WorkProgramme, year: int
) -> None:
    shown = laid_out(programme, year)
    missing = targets(shown) - shown.anchors
    assert missing <= MAY_BE_MISSING
    words = render(year_report(programme, year, "en"), "html", pictures=False)
    assert [name for name in missing if f'href="#{name}"' in words] == []


@settings(deadline=None, max_examples=40)
@given(programme=programmes(), year=st.integers(2024, 2029))
def test_parts_and_actions_of_any_report_are_numbered_in_order_and_bars_have_their_numbers(
    programme: WorkProgramme, year: int
) -> None:
    shown = laid_out(programme, year)
    numbers = numbers_of(shown)
    assert numbers == sorted(set(numbers))
    drawings = [x.drawing for x in shown.blocks if isinstance(x, b.Picture)]
    bars = [bar for x in drawings if isinstance(x, d.Timeline) for bar in x.bars]
    by_number = {block.number: block.title[0] for block in cards(shown)}
    assert [by_number[bar.number] for bar in bars] == [Said(bar.label, "en") for bar in bars]


# ---- languages


def test_a_text_in_another_language_than_the_report_is_marked_wherever_it_stands() -> None:
    shown = laid_out(small(), language="nl")
    assert all(
        run.language in {"nl", "en"} for run in runs_of(shown.blocks) if isinstance(run, Said)
    )
    heads = {x.anchor: x.text for x in shown.headings}
    assert heads["theme-security"] == Said("Security", "en")
    assert heads["stalls"] == "Knelpunten"
    assert shown.subtitle == Said("A small programme", "en")
    assert card("patrols", shown).title[0] == Said("Patrol treaty", "en")
