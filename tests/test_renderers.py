"""A report as Markdown, HTML, JSON and plain text: exact pages, structure, hostile texts."""

import json
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import render, save, year_report
from benelux_tracker.errors import RequestError
from benelux_tracker.model import Text, WorkProgramme
from benelux_tracker.report.blocks import (
    Badge,
    Block,
    Bullets,
    Card,
    Dates,
    Emphasis,
    Facts,
    Figure,
    Gauge,
    Heading,
    Ladder,
    Link,
    NoteMark,
    Page,
    Paragraph,
    Rung,
    Small,
    Strong,
    Table,
)
from benelux_tracker.report.contents import CitedFigure, Story
from benelux_tracker.report.prose import prose
from benelux_tracker.report.render import TextFormat
from benelux_tracker.report.render.html import html
from benelux_tracker.report.render.markdown import markdown
from benelux_tracker.report.render.text import text
from benelux_tracker.report.said import Said
from benelux_tracker.state import Signal
from benelux_tracker.storage.write import write_whole
from benelux_tracker.vocabulary import Url
from build_pages import (
    absolute_paths_in,
    faults_of_html,
    faults_of_markdown,
    faults_of_text,
    inner_tokens,
    parsed,
    said,
    tags,
    tokens_of,
)
from build_report import LATER, PLAN, UPDATES, loaded, small
from programmes import programmes

FORMATS: Final[list[TextFormat]] = ["markdown", "html", "json", "text"]

FAULTS: Final[dict[TextFormat, Callable[[str], list[str]]]] = {
    "markdown": faults_of_markdown,
    "html": faults_of_html,
    "text": faults_of_text,
}


def page(*blocks: Block) -> Page:
    return Page(
        title="Report",
        subtitle=Said("Small", "en"),
        year="2025",
        language="en",
        cover=(("As it stood on", "31 December 2025"),),
        contents="Contents",
        page="p.",
        picture="What the picture shows",
        colon=": ",
        blocks=blocks,
    )


def rendered(
    programme: WorkProgramme, form: TextFormat, language: str = "en", year: int = 2025
) -> str:
    return render(year_report(programme, year, language), form)


def as_markdown(*blocks: Block) -> str:
    """The blocks below the cover."""
    return markdown(page(*blocks)).removeprefix(
        "# Report\n\n*Small*\n\n- As it stood on: 31 December 2025\n\n"
    )


def as_text(*blocks: Block) -> str:
    """The blocks below the cover."""
    return text(page(*blocks)).removeprefix("REPORT\nSmall\n\nAs it stood on: 31 December 2025\n\n")


def as_html(*blocks: Block) -> str:
    """The inside of the chapters, line by line without blank ones."""
    main = html(page(*blocks)).partition('<main id="main" tabindex="-1">')[2]
    lines = [line for line in main.partition("</main>")[0].split("\n") if line.strip()]
    return "\n".join(line for line in lines if not re.match('</?section>|<p class="up">', line))


# ---- exact pages


GREEN = Badge(Signal.GREEN, "green")
CARD = Card(
    anchor="action-patrols",
    number="3.1.2",
    title=(Said("Patrols", "nl"), " – M(2025)1"),
    badge=GREEN,
    blocks=(
        Facts((("Status", ("in progress",)), ("Due", ("2026", " ", Small("a.toml:3")))), ": "),
        Ladder(
            (
                Rung(state="done", mark="✓", runs=("Signed",)),
                Rung(state="open", mark="○", runs=("Ratified",)),
            )
        ),
        Dates((("20 May 2025", ("Signed.", NoteMark(2, "p. 3"))),)),
        Paragraph(("A note",), "note"),
    ),
)
TABLE = Table(
    caption="Progress",
    head=("Theme", "Share"),
    rows=((("Security",), ("48%",)), ((Strong("All"),), ("5%",))),
    align="lr",
    totals=1,
)
LEADS = Paragraph((Link("Police", "#here"), " and ", Link("law", "https://example.org/<law>")))
GAUGE = Gauge(
    low=Fraction(2, 5),
    high=Fraction(81, 100),
    known=Fraction(3, 5),
    planned=Fraction(7, 10),
    text="Between 40% and 81%.",
)


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (
            Heading(level=1, text="Dates", anchor="dates", number="2"),
            '## Contents\n\n- [2 Dates](#dates)\n\n<a id="dates"></a>\n\n## 2 Dates\n',
        ),
        (
            Heading(level=2, text=Said("Police", "nl"), anchor="police", number="3.1"),
            ('## Contents\n\n  - [3.1 Police](#police)\n\n<a id="police"></a>\n\n### 3.1 Police\n'),
        ),
        (Paragraph(("Half.",)), "Half.\n"),
        (Paragraph(("Half.",), "headline"), "**Half.**\n"),
        (
            Paragraph(("so ", Strong("big"), " and ", Emphasis("so"), " ", Small("small"))),
            "so **big** and *so* *small*\n",
        ),
        (LEADS, "Police and [law](<https://example.org/%3Claw%3E>)\n"),
        (Paragraph((NoteMark(1), NoteMark(2, "p. 3"))), "\\[1\\] \\[2, p. 3\\]\n"),
        (Paragraph((GREEN, " – done")), "● green – done\n"),
        (Bullets((("one",), ("two", NoteMark(1)))), "- one\n- two \\[1\\]\n"),
        (
            TABLE,
            (
                "**Progress**\n\n| Theme | Share |\n| --- | ---: |\n| Security | 48% |\n"
                "| **All** | 5% |\n"
            ),
        ),
        (Facts((("Due", ("2026",)),), " : "), "- Due : 2026\n"),
        (GAUGE, "Between 40% and 81%.\n"),
        (Dates((("May", ("Signed",)),)), "+ **May** – Signed\n"),
        (
            CARD,
            (
                "#### 3.1.2 Patrols – M(2025)1 – ● green\n\n"
                "- Status: in progress\n- Due: 2026 *a.toml:3*\n\n"
                "* ✓ Signed\n* ○ Ratified\n\n"
                "+ **20 May 2025** – Signed. \\[2, p. 3\\]\n\n"
                "A note\n"
            ),
        ),
    ],
)
def test_a_block_in_markdown(block: Block, shown: str) -> None:
    assert as_markdown(block) == shown


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (
            Heading(level=1, text="Dates", anchor="dates", number="2"),
            "CONTENTS\n========\n2 Dates\n\n2 DATES\n=======\n",
        ),
        (
            Heading(level=2, text=Said("Police", "nl"), anchor="police", number="3.1"),
            "CONTENTS\n========\n  3.1 Police\n\n3.1 Police\n----------\n",
        ),
        (Paragraph(("Half.",), "headline"), "Half.\n"),
        (
            Paragraph(("so ", Strong("big"), " and ", Emphasis("so"), " ", Small("small"))),
            "so big and so small\n",
        ),
        (LEADS, "Police and law <https://example.org/<law>>\n"),
        (Paragraph(("Said.", NoteMark(1), NoteMark(2, "p. 3"))), "Said. [1] [2, p. 3]\n"),
        (Paragraph((GREEN, " – done")), "● green – done\n"),
        (Bullets((("one",), ("two", NoteMark(1)))), "- one\n- two [1]\n"),
        (
            TABLE,
            ("Progress\nTheme     Share\n────────────────\nSecurity    48%\n\nAll          5%\n"),
        ),
        (Facts((("Due", ("2026",)),), " : "), "Due : 2026\n"),
        (
            GAUGE,
            "0 |████████████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒·········| 100\nBetween 40% and 81%.\n",
        ),
        (Dates((("May", ("Signed",)),)), "- May – Signed\n"),
        (
            CARD,
            (
                "3.1.2 Patrols – M(2025)1 ● green\n"
                "  Status: in progress\n  Due: 2026 a.toml:3\n"
                "  ✓ Signed\n  ○ Ratified\n"
                "  - 20 May 2025 – Signed. [2, p. 3]\n"
                "  A note\n"
            ),
        ),
    ],
)
def test_a_block_in_plain_text(block: Block, shown: str) -> None:
    assert as_text(block) == shown


@pytest.mark.parametrize("tie", ["\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"])
def test_a_line_of_plain_text_is_not_broken_at_a_no_break_space(tie: str) -> None:
    shown = as_text(Paragraph((f"{'w' * 76} 68{tie}% done",)))
    assert shown == f"{'w' * 76}\n68{tie}% done\n"


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (
            Heading(level=1, text="Dates", anchor="dates", number="2"),
            '<h2 id="dates"><span class="number">2</span> Dates</h2>',
        ),
        (
            Heading(level=2, text=Said("Police", "nl"), anchor="police", number="3.1"),
            '<h3 id="police"><span class="number">3.1</span> <span lang="nl">Police</span></h3>',
        ),
        (Paragraph(("Half.",), "headline"), '<p class="headline">Half.</p>'),
        (
            Paragraph((Strong("big"), Emphasis(Said("so", "en")), Small("small"))),
            '<p><strong>big</strong><em>so</em><span class="small">small</span></p>',
        ),
        (
            LEADS,
            '<p>Police and <a href="https://example.org/&lt;law&gt;">law</a></p>',
        ),
        (
            Paragraph((NoteMark(1), NoteMark(2, "p. 3"))),
            (
                '<p><sup><a href="#source-1" role="doc-noteref">1</a>; '
                '<a href="#source-2" role="doc-noteref">2, p. 3</a></sup></p>'
            ),
        ),
        (
            Bullets(((NoteMark(1), " A book"), ("two",))),
            (
                '<ul>\n<li id="source-1" class="source">'
                '<span class="number">1</span> A book</li>\n<li>two</li>\n</ul>'
            ),
        ),
        (
            Facts((("Due", ("2026",)),), ": "),
            '<dl class="facts">\n<div><dt>Due</dt><dd>2026</dd></div>\n</dl>',
        ),
        (
            Dates((("May", ("Signed",)),)),
            '<dl class="dates timeline">\n<div><dt>May</dt><dd>Signed</dd></div>\n</dl>',
        ),
    ],
)
def test_a_block_in_html(block: Block, shown: str) -> None:
    assert as_html(block) == shown


def test_a_link_within_a_page_leads_where_there_is_something() -> None:
    target = Heading(level=1, text="Here", anchor="here", number="1")
    assert '<p><a href="#here">Police</a> and ' in as_html(target, LEADS)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.org", "#none", ""])
def test_a_link_that_leads_nowhere_good_is_plain_words(url: str) -> None:
    link = Paragraph((Link("words", url),))
    assert as_html(link) == "<p>words</p>"
    assert as_markdown(link) == "words\n"


def test_the_last_row_of_a_table_is_its_total_in_html() -> None:
    rows = parsed(as_html(TABLE)).find_all("tr")
    assert [row.get("class") for row in rows] == [None, None, ["total"]]


def test_a_table_of_two_columns_without_a_first_head_has_no_head_in_html() -> None:
    plain = evolve(TABLE, head=("", "Figure"))
    assert parsed(as_html(plain)).thead is None
    assert said(parsed(as_html(TABLE)).thead) == "ThemeShare"


def test_a_gauge_shows_its_range_and_its_marks_in_html() -> None:
    spans = parsed(as_html(GAUGE)).find_all("span")
    assert [(span["class"], span["style"]) for span in spans] == [
        (["range"], "left:40%;width:41%"),
        (["sure"], "width:40%"),
        (["plan"], "left:70%"),
        (["known"], "left:60%"),
    ]
    bare = parsed(as_html(evolve(GAUGE, known=None, planned=None)))
    assert [span["class"] for span in bare.find_all("span")] == [["range"], ["sure"]]


def test_the_contents_say_from_where_to_where_a_chapter_goes() -> None:
    chapter = Heading(level=1, text="Dates", anchor="dates", number="2")
    parts = [Heading(level=2, text="P", anchor=f"p{n}", number=f"2.{n}") for n in (1, 2)]
    for shown, inside in (("Dates: 2.1", parts[:1]), ("Dates: 2.1–2.2", parts)):
        assert said(parsed(html(page(chapter, *inside))).select_one("nav summary")) == shown


def test_a_gauge_is_drawn_to_the_exact_share_so_that_what_is_all_reported_leaves_no_range() -> None:
    share = Fraction(11, 15)
    certain = evolve(GAUGE, low=share, high=share, known=share, planned=None)
    spans = parsed(as_html(certain)).find_all("span")
    assert [span["style"] for span in spans] == [
        "left:73.333%;width:0%",
        "width:73.333%",
        "left:73.333%",
    ]
    assert as_text(certain).startswith(f"0 |{'█' * 36}{'·' * 14}| 100\n")


@pytest.mark.parametrize(
    ("low", "high", "bar"),
    [
        (0, 0, "·" * 50),
        (0, 1, "▒" + "·" * 49),
        (0, 100, "▒" * 50),
        (99, 100, "█" * 49 + "▒"),
        (100, 100, "█" * 50),
        (48, 49, "█" * 24 + "▒" + "·" * 25),
    ],
)
def test_a_gauge_in_plain_text_has_a_sign_for_every_two_percent(
    low: int, high: int, bar: str
) -> None:
    shown = as_text(evolve(GAUGE, low=Fraction(low, 100), high=Fraction(high, 100)))
    assert shown.split("\n")[0] == f"0 |{bar}| 100"


def test_every_signal_has_a_shape_of_its_own() -> None:
    marks = [as_text(Paragraph((Badge(signal, "x"),)))[0] for signal in Signal]
    assert sorted(set(marks)) == sorted(marks)


def test_a_card_is_marked_with_its_signal_in_html() -> None:
    article = parsed(as_html(CARD)).article
    assert article is not None
    assert (article["class"], article["id"]) == (["card", "green"], "action-patrols")
    assert said(article.h4) == "3.1.2 Patrols – M(2025)1"
    assert [tag.name for tag in article.find_all(["h4", "dl", "ol", "p"])] == [
        "h4",
        "dl",
        "ol",
        "dl",
        "p",
    ]


# ---- narratives


def story(text: str, language: str = "en", *figures: CitedFigure) -> Story:
    return Story(text=Said(text, language), figures=figures, cited=())


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("One.\n\nTwo.", '<p class="story">One.</p>\n<p class="story">Two.</p>'),
        (
            "So **big** and *so* [law](https://example.org).",
            (
                '<p class="story">So <strong>big</strong> and <em>so</em> '
                '<a href="https://example.org">law</a>.</p>'
            ),
        ),
        ("One\nline\\\nbroken.", '<p class="story">One line broken.</p>'),
        ("- one\n- **two**", "<ul>\n<li>one</li>\n<li><strong>two</strong></li>\n</ul>"),
        ("1. one\n2. two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("- one\n  - inner\n- two", "<ul>\n<li>one inner</li>\n<li>two</li>\n</ul>"),
        ("- one\n\n  more\n- two", "<ul>\n<li>one more</li>\n<li>two</li>\n</ul>"),
        ("**a [b](https://x.org) c**", '<p class="story"><strong>a b c</strong></p>'),
        ("a `b` c", '<p class="story">a b c</p>'),
        ("# No heading", '<p class="story"># No heading</p>'),
        ("> no quote", '<p class="story">&gt; no quote</p>'),
        (
            "<script>alert(1)</script>",
            '<p class="story">&lt;script&gt;alert(1)&lt;/script&gt;</p>',
        ),
        ("[law](javascript:alert(1))", '<p class="story">[law](javascript:alert(1))</p>'),
        ("<javascript:alert(1)>", '<p class="story">&lt;javascript:alert(1)&gt;</p>'),
        (
            "<mailto:a@example.org>",
            '<p class="story"><a href="mailto:a@example.org">mailto:a@example.org</a></p>',
        ),
        ("", ""),
    ],
)
def test_a_narrative_is_markdown_without_headings_quotes_or_html(told: str, shown: str) -> None:
    assert as_html(*prose(story(told))) == shown


def test_an_image_in_a_narrative_is_not_fetched() -> None:
    shown = as_html(*prose(story("![plan](https://example.org/plan.png)")))
    assert shown == '<p class="story">!<a href="https://example.org/plan.png">plan</a></p>'


def test_the_notes_of_a_narrative_stand_behind_its_last_paragraph() -> None:
    blocks = list(prose(story("One.\n\nTwo."), (NoteMark(1),)))
    assert as_text(*blocks) == "One.\n\nTwo. [1]\n"


def test_the_notes_of_a_narrative_that_ends_with_a_list_stand_below_it() -> None:
    blocks = list(prose(story("- one"), (NoteMark(1),)))
    assert as_text(*blocks) == "- one\n\n[1]\n"
    assert list(prose(story("- one"))) == blocks[:1]


def figure_of(about: str, shown: str = "48%") -> CitedFigure:
    return CitedFigure(key=f"{{progress:{about}}}", shown=shown, about=about)


@pytest.mark.parametrize(
    ("about", "made"),
    [
        ("programme", "#made-programme"),
        ("theme:security", "#made-theme-security"),
        ("dossier:police", "#made-progress"),
        ("objective:patrols", "#made-progress"),
        ("working_group:customs", "#made-progress"),
    ],
)
def test_a_figure_cited_in_a_narrative_leads_to_how_it_is_made(about: str, made: str) -> None:
    told = story(f"Of it {{progress:{about}}} is done.", "en", figure_of(about))
    assert list(prose(told)) == [
        Paragraph(
            (Said("Of it ", "en"), Figure("48%", made), Said(" is done.", "en")),
            "story",
        ),
    ]


def test_a_figure_is_cited_in_strong_words_in_lists_and_in_links_too() -> None:
    key, other = figure_of("programme"), figure_of("theme:security", "5%")
    told = f"**Done: {key.key}**\n\n- {other.key}\n\n[of {key.key} or {other.key}](https://x.org)"
    assert as_html(*prose(story(told, "en", key, other))) == (
        '<p class="story"><strong>Done: </strong>48%</p>\n'
        "<ul>\n<li>5%</li>\n</ul>\n"
        '<p class="story"><a href="https://x.org">of 48% or 5%</a></p>'
    )


def test_words_in_braces_that_cite_nothing_stay_as_they_are() -> None:
    told = story("{see the annex} {progress:theme:other}", "en", figure_of("programme"))
    assert as_html(*prose(told)) == '<p class="story">{see the annex} {progress:theme:other}</p>'


def test_a_narrative_in_another_language_is_marked_as_such() -> None:
    shown = as_html(*prose(story("Een **groot** [ding](https://x.org)", "nl")))
    assert shown == (
        '<p class="story"><span lang="nl">Een </span><strong><span lang="nl">groot</span></strong>'
        '<span lang="nl"> </span><a href="https://x.org"><span lang="nl">ding</span></a></p>'
    )


# ---- the words of a whole report


def chapter(title: str, programme: WorkProgramme | None = None, **asked: Any) -> str:  # noqa: ANN401
    """A chapter or part of the plain text, up to the next underlined heading."""
    report = year_report(programme or small(), 2025, "en", **asked)
    lines = render(report, "text").split("\n")
    ends = [n for n, line in enumerate(lines) if line and set(line) <= {"=", "-"}]
    start = next(n for n in ends if re.sub(r"^[\d.]+ ", "", lines[n - 1]) == title)
    after = next((n - 1 for n in ends if n > start), len(lines))
    return "\n".join(lines[start + 1 : after]).strip("\n")


def in_cells(told: str) -> list[list[str]]:
    """The lines of a chapter, each parted where two blanks or more stand."""
    return [re.split("  +", line.strip()) for line in told.split("\n") if line.strip(" ─")]


def test_the_year_at_a_glance_is_said_in_figures() -> None:
    told = chapter("THE YEAR AT A GLANCE")
    assert told.startswith(
        "48% of what is reported is done (80% of the due work is reported); of all that\n"
        "is due, between 39% and 59%.\n\n"
        "0 |███████████████████▒▒▒▒▒▒▒▒▒▒▒····················| 100\n"
        "Between 39% and 59% of the due work is done; the plan foresaw 84%.\n\n"
        "A year of treaties: 48% done. [1, p1]\n\n"
        "Progress of what is reported 48%\n"
        "Coverage of the due work     80%\n"
        "Bounds of the due work       39% to 59%\n"
        "Change since 2024            +2 points\n"
        "Completed in 2025            0\n"
        "Overdue                      2\n\n"
        "The year in numbers\n"
    )
    cells = in_cells(told)
    assert [line for line in cells if len(line) == 2][-8:] == [
        ["Of the whole programme,", "35% to 54% done; the plan foresaw 79%"],
        ["Actions", "8 live; 2 planned, 4 in progress, 1 suspended, 1"],
        ["Actions of weight 0, outside", "1"],
        ["Never reported", "1"],
        ["Milestones reached", "1 of 3; 2 were due by now"],
        ["Objectives with actions", "3 of 4"],
        ["Working groups that reported", "3 of 3"],
        ["Due work with an update in", "70%"],
    ]
    assert [line for line in cells if len(line) == 6] == [
        ["Theme", "Progress", "Coverage", "Bounds", "Plan", "Signal"],
        ["Security (3)", "48%", "100%", "48%", "84%", "▲ amber"],
        ["Market (4)", "–", "0%", "0% to 100%", "–", "○ unknown"],
        ["Culture (5)", "–", "–", "–", "–", "– nothing to assess"],
        ["Programme", "48%", "80%", "39% to 59%", "84%", "▲ amber"],
    ]
    assert told.endswith(
        "Why each signal:\n\n"
        "- Security – ▲ amber: 12% of the assessed work is red\n"
        "- Market – ○ unknown: none of the due work can be assessed\n"
        "- Culture – – nothing to assess\n"
        "- Programme – ▲ amber: 12% of the assessed work is red"
    )


def test_a_theme_is_said_with_its_groups_and_what_they_share() -> None:
    told = chapter("SECURITY")
    assert told.startswith(
        "▲ amber – 12% of the assessed work is red\n\n"
        "0 |████████████████████████··························| 100\n"
        "48% of the due work is done; the plan foresaw 84%.\n\n"
        "Of security 100% is reported.\n\n"
    )
    assert [line for line in in_cells(told) if len(line) == 6] == [
        ["Working group", "Actions", "Completed", "Progress", "Coverage", "Signal"],
        ["Chiefs of police", "4", "1", "52%", "100%", "▲ amber"],
        ["Douane", "3", "0", "46%", "100%", "▲ amber"],
        ["Theme, each action once", "6", "1", "48%", "100%", "▲ amber"],
    ]
    assert told.endswith(
        "Actions of the groups 7 − shared 1 = theme 6.\n\n"
        "The actions over the years: planned, postponed, done\n"
        "- Open: 3\n- Late: 1\n- Suspended: 1\n- Later than planned: 1"
    )


def test_a_theme_without_due_work_has_no_gauge() -> None:
    gauges = parsed(rendered(small(), "html")).select(".gauge")
    assert [said(gauge.find_previous("h2")) for gauge in gauges] == [
        "1 The year at a glance",
        "3 Security",
        "4 Market",
    ]


def test_meetings_are_said_by_level_and_by_group() -> None:
    assert in_cells(chapter("CONSULTATIONS"))[:6] == [
        ["Meetings held"],
        ["Level", "2025", "2024", "How it is counted"],
        ["Working groups and", "40", "4", "total as published [1, p9]"],
        ["experts", "programme.toml:247"],
        ["Strategic consultations", "–", "2", "no figure known"],
        ["Workshops and study days", "2", "–", "sum of what is listed"],
    ]
    assert chapter("CONSULTATIONS").endswith(
        "Working groups and experts\n\n"
        "- Chiefs of police: 1 programme.toml:259\n"
        "- Douane: 5 programme.toml:253 programme.toml:265\n\n"
        "Workshops and study days\n\n"
        "- Traders: 2 programme.toml:282 programme.toml:287"
    )


def test_what_comes_next_year_is_said_by_date() -> None:
    assert chapter("Due in 2026") == (
        "- Exercise (3.2.1) – February 2026 (Douane)\n"
        "- Patrol treaty (3.1.1): Ratified – first half of 2026 (Chiefs of police,\n"
        "  Douane)\n"
        "- Patrol treaty (3.1.1) – 2026 (Chiefs of police, Douane)\n"
        "- Registry (3.2.2) – 2026 (Douane)"
    )
    assert chapter("Carried over from 2025") == (
        "- Hotline (3.1.2) – 31 October 2025 (Chiefs of police)\n"
        "- Labels (4.1.1) – 2025 (Traders)\n"
        "- Patrol treaty (3.1.1): Ratified – 4th quarter 2025 (Chiefs of police, Douane)"
    )


def test_the_rules_in_force_are_said_with_their_figures() -> None:
    told = " ".join(chapter("Rules in force").split())
    assert "News is stale after 365 days." in told
    assert "behind its plan when it is more than 15 points short of it." in told
    assert "grey when less than 60% of its due work can be assessed, red when 25% or more" in told


def test_the_headline_is_said_under_every_rule() -> None:
    assert in_cells(chapter("The same facts under other rules")) == [
        ["Progress of the programme under each rule"],
        ["Rule", "Progress"],
        ["Weighted, of what is due and reported (this report)", "48%"],
        ["Each action the same weight, those of weight 0 included", "50%"],
        ["Only completed work counts, of everything", "9%"],
        ["As adopted: cancelled work still counts", "45%"],
        ["What is unknown counts as nothing", "39%"],
    ]


def test_findings_are_said_with_their_meaning() -> None:
    cells = in_cells(chapter("Quality of the data"))
    assert [line for line in cells if len(line) == 4] == [
        ["Code", "What it means", "Number", "First of them"],
        ["missing-reason", "A change or a judgement has", "2", "updates/2025.toml:45"],
        ["missing-translation", "A text lacks a language;", "1", "programme.toml:46"],
        ["strange-group", "A group reports on an", "1", "updates/2025.toml:65"],
    ]


def test_sources_are_said_by_number() -> None:
    assert chapter("Sources") == (
        "- [1] Annual report <https://example.org/report>, Secretariat, June 2025\n"
        "- [2] Press release, Ministry\n"
        "- [3] Text of the treaty"
    )


def test_the_headings_are_those_of_the_chapters_and_their_parts() -> None:
    soup = parsed(rendered(small(), "html"))
    told = [(tag.name, said(tag)) for tag in soup.find_all(re.compile("^h[1-4]$"))]
    assert told[:6] == [
        ("h1", "Progress report 2025"),
        ("h2", "Contents"),
        ("h2", "1 The year at a glance"),
        ("h2", "2 The year in pictures"),
        ("h3", "2.1 Progress by theme"),
        ("h3", "2.2 Signals by theme"),
    ]
    assert told[6:18] == [
        ("h3", "2.3 The programme over its years"),
        ("h3", "2.4 The year in dates"),
        ("h2", "3 Security"),
        ("h3", "3.1 Police"),
        ("h4", "3.1.1 Patrol treaty – M(2025)1"),
        ("h4", "3.1.2 Hotline"),
        ("h3", "3.2 Crises"),
        ("h4", "3.2.1 Exercise"),
        ("h4", "3.2.2 Registry"),
        ("h4", "3.2.3 Lessons learnt"),
        ("h2", "4 Market"),
        ("h3", "4.1 Trade"),
    ]
    assert [words.partition(" ")[2] for name, words in told if name == "h3"][8:] == [
        "Overdue",
        "Milestones whose date has passed",
        "Suspended",
        "Cancelled",
        "Postponed",
        "Started in the year",
        "Due in 2026",
        "Carried over from 2025",
        "Not heard from: the chase list",
        "Rules in force",
        "From actions to figures",
        "The same facts under other rules",
        "Quality of the data",
        "Sources",
        "To make this report again",
    ]


def test_totals_are_set_apart_in_html() -> None:
    soup = parsed(rendered(small(), "html"))
    assert [said(row.th) for row in soup.select("tr.total")] == [
        "Programme",
        "Theme, each action once",
        "Theme, each action once",
        "31 December 2025",
        "Sum of what is reported",
        "Sum of what is reported",
    ]


def test_what_is_overdue_is_said_with_its_days_and_its_reason() -> None:
    assert chapter("Overdue") == (
        "- Hotline (3.1.2) (Chiefs of police) – 31 October 2025, 61 days late. No reason\n"
        "  was given.\n"
        "- Labels (4.1.1) (Traders) – 2025. No reason was given."
    )


def test_what_was_postponed_is_said_with_every_later_date() -> None:
    assert chapter("Postponed") == (
        "- Exercise (3.2.1) (Douane) – first half of 2025 → 3rd quarter 2025 (stated on 1\n"
        "  April 2025: No room was free.) → February 2026 (stated on 15 September 2025);\n"
        "  243 days in all (7 months 4 weeks 1 day)."
    )


def test_a_delay_of_a_month_or_less_is_said_in_days_only() -> None:
    late = UPDATES.replace('due = "2025-Q3"', "due = 2025-07-01").replace("2026-02", "2025-07-31")
    later = late.replace("2025-07-31", "2025-08-01")
    told = [" ".join(chapter("Postponed", loaded(PLAN, t)).split()) for t in (late, later)]
    assert [words.rpartition("; ")[2] for words in told] == [
        "31 days in all.",
        "32 days in all (1 month 2 days).",
    ]


def test_what_was_cancelled_or_suspended_is_said_with_its_reason() -> None:
    assert chapter("Cancelled") == (
        "- Tariffs (4.1.3) (Traders). Reason: The Union decides on tariffs."
    )
    assert chapter("Suspended") == "- Registry (3.2.2) (Douane). No reason was given."


def test_the_chase_list_is_said_group_by_group() -> None:
    assert chapter("Not heard from: the chase list") == (
        "- Chiefs of police – no news for too long: Lessons learnt\n"
        "- Traders – never reported: Labels"
    )


def test_a_group_that_is_silent_in_both_ways_is_said_once() -> None:
    plan = PLAN.replace('groups = ["traders"]\ndue = "2025"', 'groups = ["police-chiefs"]')
    assert chapter("Not heard from: the chase list", loaded(plan, UPDATES)) == (
        "- Chiefs of police – never reported: Labels; no news for too long: Lessons\n  learnt"
    )


def test_a_dossier_is_said_in_words() -> None:
    assert (
        chapter("Police")
        == """\
- 20 May 2025 – Signature of the treaty (Bourglinster) [2]

3.1.1 Patrol treaty – M(2025)1 ▲ amber
  Status: in progress
  Why this signal: a milestone's due date has passed
  Completion: 50%; the plan foresaw 75%
  Due: 2026
  Working groups: Chiefs of police, Douane
  Objective: Joint patrols
  Kind: treaty
  Countries: Belgium and Netherlands
  Weight: 3
  Stands at: [3, art. 1] programme.toml:81
  ✓ Signed – reached by 20 May 2025
  ! Ratified (Belgium) – due: 4th quarter 2025, passed
  ○ Ratified (Netherlands) – due: first half of 2026
  - 20 May 2025 – Signed by the three ministers. [3] [2, line 2]
    updates/2025.toml:1

3.1.2 Hotline ■ red
  Status: in progress, late
  Why this signal: its due date has passed
  Completion: 10%; the plan foresaw 100%
  Due: 31 October 2025 (61 days late)
  Working groups: Chiefs of police
  Objective: Joint patrols
  Weight: 1
  Stands at: programme.toml:111
  - 15 January 2025 – In progress. updates/2025.toml:18
  The hotline shares its number with the fire brigade.

Settled before this year:

- 3.1.3 Handbook – completed [1] programme.toml:119 ● green"""
    )


def test_an_action_of_no_kind_or_of_another_kind_has_no_kind() -> None:
    assert "Kind:" not in chapter("Trade")
    assert "Kind:" not in chapter("Crises")


def test_the_schedule_is_left_unsaid_only_where_a_step_is_late() -> None:
    assert "Registry ▲ amber\n  Status: suspended, on schedule\n" in chapter("Crises")
    assert "Exercise ▲ amber\n  Status: in progress, postponed\n" in chapter("Crises")


def test_the_sources_of_an_action_stand_behind_its_note_where_it_has_one() -> None:
    plan = PLAN.replace('fire brigade."', 'fire brigade."\nsources = ["press#line 9"]')
    told = chapter("Police", loaded(plan, UPDATES))
    assert "  Stands at: 0.toml:111\n" in told
    assert "  The hotline shares its number with the fire brigade. [2, line 9]\n" in told


def test_news_without_a_text_is_said_by_what_it_states() -> None:
    nothing = '\n[[update]]\naction = "labels"\ndate = 2025-12-01\nunchanged = true\n'
    programme = loaded(PLAN, UPDATES + nothing)
    assert "  - 1 December 2025 – Nothing to report. 1.toml:85" in chapter("Trade", programme)
    assert "  - 15 January 2025 – In progress. updates/2025.toml:18" in chapter("Police")
    assert "  - 15 September 2025 – Reported without a text. updates/2025.toml:45" in chapter(
        "Crises"
    )


def test_a_milestone_without_a_due_is_late_with_its_action() -> None:
    plan = PLAN.replace('  due = "2025-Q4"\n', "")
    assert "○ Ratified (Belgium) – no date" in chapter("Police", loaded(plan, UPDATES))
    late = loaded(plan.replace('due = "2026"\nweight = 3', 'due = "2025"\nweight = 3'), UPDATES)
    assert "! Ratified (Belgium) – no date of its own, that of the action has passed" in chapter(
        "Police", late
    )


def test_a_dossier_without_actions_says_so() -> None:
    assert chapter("Museums") == "No action has been set out for this dossier yet."


def test_the_colophon_says_how_to_make_the_report_again() -> None:
    made = year_report(small(), 2025, "en", "2026-01-15").annex.colophon
    assert chapter("To make this report again", known_on="2026-01-15") == (
        "Digest of the data (SHA-256):\n"
        f"{made.digest}\n"
        "As it stood on: 2025-12-31\n"
        "As known on: 2026-01-15\n"
        "Updates used: 9\n"
        "Updates about later days: 0\n"
        "Updates corrected or retracted: 3\n"
        "Made with: benelux_tracker 0.2.0.dev0"
    )
    assert "\nAs known on: all that is in the files\n" in chapter("To make this report again")


def test_a_provisional_report_says_so_on_its_cover() -> None:
    cover = render(year_report(small(), 2025, "en", "2025-12-01"), "text").split("\n\n")[1]
    assert cover.split("\n") == [
        "Presidency: Luxembourg",
        "As it stood on: 31 December 2025",
        "As known on: 1 December 2025",
        "Language: English",
        "Provisional: the year was not over when it was told",
    ]


BARE = """\
[programme]
id = "bare"
title = "Bare"
start = 2025-01-01
end = 2028-12-31
languages = ["en"]
"""
ONE = f"""{BARE}
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

[[action]]
id = "treaty"
objective = "patrols"
title = "Treaty"
groups = ["chiefs"]
"""


def one(stated: str, plan: str = "") -> str:
    """The file of one action, and of what is told of it."""
    told = f'\n[[update]]\naction = "treaty"\ndate = 2025-12-01\n{stated}\n' if stated else ""
    return f"{ONE}{plan}{told}"


@pytest.mark.parametrize(
    ("files", "headline"),
    [
        (BARE, "There are no actions, so there is no figure."),
        (one('status = "cancelled"'), "All actions were cancelled, so there is no figure."),
        (one("", "weight = 0"), "None of the actions carries weight, so there is no figure."),
        (
            one("", "start = 2026-01-01"),
            "None of the work is due yet, so there is no figure.",
        ),
        (one(""), "Nothing of the due work is reported: 0% to 100% may be done."),
        (
            one('status = "in_progress"\npercent = 30'),
            "30% of the due work is done; all of it is reported.",
        ),
        (one('status = "completed"'), "100% of the due work is done; all of it is reported."),
    ],
    ids=["empty", "all cancelled", "zero weight", "not due", "unreported", "all", "completed"],
)
def test_the_headline_says_what_is_known(files: str, headline: str) -> None:
    shown = parsed(rendered(loaded(files), "html"))
    assert said(shown.select_one("p.headline")) == headline


def test_the_headline_gives_no_progress_where_too_little_is_reported() -> None:
    shown = rendered(loaded(PLAN.replace("weight = 3", "weight = 9"), UPDATES), "html", year=2024)
    assert said(parsed(shown).select_one("p.headline")) == (
        "18% of the due work is reported; between 8% and 90% of it is done."
    )


def test_a_programme_with_nothing_in_it_has_a_report_all_the_same() -> None:
    shown = rendered(loaded(BARE), "text")
    assert "Nothing is overdue, suspended or postponed." in shown
    assert "Nothing falls due and nothing is carried over." in shown
    assert re.search(r"\nActions +0\n", shown)
    assert "Sources\n-----------" not in shown
    assert "Quality of the data" not in shown
    assert "Consultations" not in shown.title()
    assert FAULTS["html"](rendered(loaded(BARE), "html")) == []


def test_a_whole_without_unknowns_is_said_with_one_figure() -> None:
    shown = rendered(loaded(one('status = "in_progress"\npercent = 30')), "text")
    assert "30%; the plan foresaw 24%" in " ".join(shown.split())


# ---- structure


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
@pytest.mark.parametrize("form", ["markdown", "html", "text"])
def test_a_page_of_any_year_and_language_is_well_made(
    form: TextFormat, language: str, year: int
) -> None:
    shown = rendered(small(), form, language, year)
    assert FAULTS[form](shown) == []
    assert absolute_paths_in(shown) == []


@settings(deadline=None, max_examples=25)
@given(programme=programmes(), year=st.integers(2025, 2027))
def test_a_page_of_any_programme_is_well_made(programme: WorkProgramme, year: int) -> None:
    report = year_report(programme, year, "en")
    assert {form: faults(render(report, form)) for form, faults in FAULTS.items()} == {
        "markdown": [],
        "html": [],
        "text": [],
    }


def test_texts_that_fell_back_to_another_language_are_marked_in_html() -> None:
    soup = parsed(rendered(small(), "html", "en"))
    marked = list(soup.select("span[lang]"))
    assert {(tag["lang"], said(tag)) for tag in marked} == {("nl", "Douane")}
    assert {tag["lang"] for tag in parsed(rendered(small(), "html", "nl")).select("[lang]")} == {
        "nl",
        "en",
    }


def test_the_title_of_a_programme_that_fell_back_is_marked_in_html() -> None:
    soup = parsed(rendered(small(), "html", "nl"))
    title = soup.select_one(".cover .programme")
    assert said(title) == "A small programme"
    assert title is not None
    assert [tag["lang"] for tag in [title, *tags(title)] if tag.has_attr("lang")] == ["en"]


def test_the_contents_lead_to_every_chapter() -> None:
    soup = parsed(rendered(small(), "html"))
    links = soup.select("nav > ol > li > a")
    assert [str(link["href"]) for link in links] == [
        f"#{tag['id']}" for tag in soup.select("main h2")
    ]
    assert [said(link) for link in links] == [
        "1 The year at a glance",
        "2 The year in pictures",
        "3 Security",
        "4 Market",
        "5 Culture",
        "6 Legal and policy instruments",
        "7 Implementation by country",
        "8 Consultations",
        "9 Where it stalls",
        "10 Year on year",
        "11 Looking ahead to 2026",
        "12 Annex: how the figures are made",
    ]


def test_what_stalls_leads_to_its_action() -> None:
    soup = parsed(rendered(small(), "html"))
    overdue = soup.select_one("#overdue")
    assert overdue is not None
    listed = overdue.find_next("ul")
    assert listed is not None
    assert [str(link["href"]) for link in listed.find_all("a")] == [
        "#action-hotline",
        "#action-labels",
    ]


def test_a_signal_never_speaks_by_its_colour_alone() -> None:
    soup = parsed(rendered(small(), "html"))
    badges = soup.select(".badge")
    assert badges
    assert {said(badge) for badge in badges} == {
        "● green",
        "▲ amber",
        "■ red",
        "○ unknown",
        "◇ not due yet",
        "– nothing to assess",
    }


def rows_of_html(shown: str) -> list[list[int]]:
    """For every table the number of cells in each row of its body."""
    tables = parsed(shown).find_all("table")
    return [[len(row.find_all(["th", "td"])) for row in t.select("tbody tr")] for t in tables]


def rows_of_markdown(shown: str) -> list[list[int]]:
    """For every table the number of cells in each row of its body."""
    tables: list[list[int]] = []
    for token in tokens_of(shown):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append(0)
        elif token.type in {"th_open", "td_open"}:
            tables[-1][-1] += 1
    return [rows[1:] for rows in tables]


def test_markdown_and_html_have_the_same_tables() -> None:
    in_html = rows_of_html(rendered(small(), "html"))
    assert in_html == [
        [2] * 8,  # the year in numbers
        [6] * 4,  # themes
        [6] * 3,  # the groups of two themes
        [6] * 2,
        [5],  # instruments
        [3],  # countries
        [4] * 3,  # meetings
        [3] * 6,  # from one figure to the other
        [4] * 6,  # the actions of two themes
        [4] * 4,
        [2] * 5,  # other rules
        [4] * 3,  # findings
    ]
    # the figures to remember are a table there
    assert rows_of_markdown(rendered(small(), "markdown")) == [[6], *in_html]


# ---- JSON


def test_the_json_has_every_field_by_its_name() -> None:
    told = json.loads(rendered(small(), "json"))
    names = [field.name for field in fields(type(year_report(small(), 2025, "en")))]
    assert list(told) == ["format", *names]
    assert told["format"] == "benelux-tracker/year-report/3"


def test_the_json_has_iso_dates_exact_shares_and_dues_as_written() -> None:
    told = json.loads(rendered(small(), "json"))
    assert (told["on"], told["known_on"], told["provisional"]) == ("2025-12-31", None, False)
    assert told["glance"]["figures"]["progress"] == "39/80"
    assert told["glance"]["figures"]["tally"]["earned"] == 39000
    assert told["glance"]["figures"]["verdict"]["figures"] == {"share": {"share": "1/8"}}
    assert told["glance"]["change"] == "1/48"
    assert told["themes"][1]["figures"]["no_number"] == "unreported"
    patrols = told["themes"][0]["dossiers"][0]["actions"][0]
    assert (patrols["status"], patrols["due"], patrols["completion"]) == (
        "in_progress",
        "2026",
        5000,
    )
    assert patrols["steps"][0]["reached"] == "2025-05-20"
    assert patrols["title"] == {"text": "Patrol treaty", "language": "en"}
    assert told["timeline"][1]["date"] == "2025-02"
    assert told["annex"]["rules"]["min_coverage"] == "3/5"


def test_the_json_is_indented_and_has_letters_as_they_are() -> None:
    shown = rendered(retold(small(), "Sécurité"), "json")
    assert '\n  "title": {\n    "text": "Sécurité",\n    "language": "en"\n  },\n' in shown


def test_the_json_of_a_report_as_known_on_a_day_has_that_day() -> None:
    told = json.loads(render(year_report(small(), 2025, "en", date(2026, 1, 15)), "json"))
    assert told["known_on"] == "2026-01-15"


# ---- hostile texts


HOSTILE = [
    "<script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "[law](javascript:alert(1)) ![x](https://example.org/x.png)",
    "# Heading",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "> quote",
    "=== ---",
    "***bold*** __bold__ ~~gone~~ `code`",
    "| a | b |",
    "\\",
    "a\\",
    "`",
    "a\nb\n\n# c\n\n| d |",
    "a\r\nb\tc",
    "&lt;b&gt; &amp; &#60;",
    "<!-- comment",
    "{{ page }} {% for x in y %} {progress:programme} {0} {number}",
    "right \u202e to left \u2067 mark \u200f end",
    "\x00\x07\x08\x1b[31mred\x1b[0m\x7f\x9b1m",
    "[bold red]rich[/bold red] :smile: [/]",
    "w" * 300,
    "漢字" * 60,
    "e\u0301\u200d\U0001f469\u200d\U0001f467",
    "\N{NO-BREAK SPACE}tied\N{NO-BREAK SPACE}",
    "line\u2028separator\x85next",
    "$$x^2$$ @everyone #1 !important",
]


def retold(programme: WorkProgramme, said: str) -> WorkProgramme:
    """The programme with one text in place of every title, name, summary and reason."""
    new = Text(said)

    def told(record: Any) -> Any:  # noqa: ANN401 - any record of the model
        changed: dict[str, Any] = {
            field.name: new
            for field in fields(type(record))
            if isinstance(getattr(record, field.name), Text)
        }
        if hasattr(record, "milestones"):
            steps = tuple(evolve(step, title=new) for step in record.milestones)
            changed |= {"milestones": steps, "reference": said}
        if hasattr(record, "publisher"):
            changed |= {"publisher": said}
        if record is not programme and hasattr(record, "sources"):
            changed |= {"sources": tuple(f"{s.partition('#')[0]}#{said}" for s in record.sources)}
        return evolve(record, **changed)

    tables = (
        "themes",
        "dossiers",
        "working_groups",
        "objectives",
        "actions",
        "updates",
        "events",
        "sources",
    )
    rows = {name: tuple(map(told, getattr(programme, name))) for name in tables}
    whole: WorkProgramme = evolve(told(programme), **rows)
    return whole


def shape_of_html(shown: str) -> list[tuple[str, list[str]]]:
    """The elements of a page and the names of their attributes, in order.

    The parts of a picture change with the length of its labels: see test_pictures.py.
    """
    soup = parsed(shown)
    for picture in soup.find_all("svg"):
        picture.clear()
    return [(tag.name, sorted(tag.attrs)) for tag in tags(soup)]


def shape_of_markdown(shown: str) -> list[str]:
    """The blocks and runs of a page in order, without its words."""
    blocks = [token.type for token in tokens_of(shown) if token.type != "inline"]
    plain = {"text", "text_special", "entity"}
    return blocks + [token.type for token in inner_tokens(shown) if token.type not in plain]


@cache
def harmless(form: TextFormat) -> str:
    return rendered(retold(small(), "Words"), form)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda said: ascii(said)[1:25])
def test_a_hostile_text_is_shown_as_text_in_every_format(hostile: str) -> None:
    report = year_report(retold(small(), hostile), 2025, "en")
    told = {form: render(report, form) for form in FORMATS}
    assert {form: faults(told[form]) for form, faults in FAULTS.items()} == {
        "markdown": [],
        "html": [],
        "text": [],
    }
    assert shape_of_html(told["html"]) == shape_of_html(harmless("html"))
    assert shape_of_markdown(told["markdown"]) == shape_of_markdown(harmless("markdown"))
    assert json.loads(told["json"])["title"]["text"] == hostile


words_of_any_kind = st.text(min_size=1, max_size=40).filter(lambda said: said.strip() != "")


@settings(deadline=None, max_examples=15)
@given(words_of_any_kind)
def test_no_text_changes_the_shape_of_a_page(said_by_someone: str) -> None:
    programme = retold(small(), said_by_someone)
    assert shape_of_html(rendered(programme, "html")) == shape_of_html(harmless("html"))
    assert shape_of_markdown(rendered(programme, "markdown")) == shape_of_markdown(
        harmless("markdown")
    )
    assert faults_of_text(rendered(programme, "text")) == []


@settings(deadline=None)
@given(words_of_any_kind)
def test_any_text_can_be_read_back_from_html(said_by_someone: str) -> None:
    shown = parsed(as_html(Paragraph((Said(said_by_someone, "en"),))))
    seen = str.maketrans(dict.fromkeys(UNSEEN, "\N{REPLACEMENT CHARACTER}"))
    assert said(shown.p) == " ".join(said_by_someone.translate(seen).split())


UNSEEN = [
    chr(code)
    for code in (
        *range(9),
        *range(0x0B, 0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
]


@settings(deadline=None)
@given(words_of_any_kind)
def test_any_text_can_be_read_back_from_markdown(said_by_someone: str) -> None:
    shown = as_markdown(Paragraph(("A ", Said(said_by_someone, "en"))))
    seen = str.maketrans(dict.fromkeys(UNSEEN, "\N{REPLACEMENT CHARACTER}"))
    told = "".join(token.content for token in inner_tokens(shown))
    assert told.split() == f"A {said_by_someone.translate(seen)}".split()


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=120))
def test_any_narrative_stays_a_narrative(told: str) -> None:
    shown = html(page(*prose(story(told))))
    assert faults_of_html(shown) == []
    inside = parsed(shown).main
    assert inside is not None
    names = {tag.name for tag in tags(inside)}
    assert names <= {"section", "p", "ul", "li", "strong", "em", "a", "span"}


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    sources = tuple(evolve(s, url=Url("javascript:alert(1)")) for s in small().sources)
    programme = evolve(small(), sources=sources)
    assert faults_of_html(rendered(programme, "html")) == []
    assert "javascript" not in rendered(programme, "html")
    assert faults_of_markdown(rendered(programme, "markdown")) == []
    assert "javascript" not in rendered(programme, "markdown")


@pytest.mark.parametrize(
    "url", ["https://example.org/?a=1&b=<2>", "https://example.org/a(b)\\c", "HTTPS://EXAMPLE.ORG"]
)
def test_an_odd_web_address_stays_a_link(url: str) -> None:
    sources = tuple(evolve(s, url=Url(url)) for s in small().sources)
    programme = evolve(small(), sources=sources)
    links = parsed(rendered(programme, "html")).select("#source-1 a")
    assert [str(link["href"]) for link in links] == [url]
    runs = inner_tokens(rendered(programme, "markdown"))
    urls = [str(run.attrGet("href")) for run in runs if run.type == "link_open"]
    assert len([found for found in urls if not found.startswith("#")]) == 3


# ---- the same again, and files


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(form: TextFormat) -> None:
    first = rendered(loaded(PLAN, UPDATES, LATER), form)
    assert rendered(loaded(PLAN, UPDATES, LATER), form) == first
    assert first.endswith("\n")
    assert not first.endswith("\n\n")


@pytest.mark.parametrize("form", FORMATS)
def test_a_terminal_around_it_does_not_change_a_report(
    form: TextFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = rendered(small(), form)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("LANG", "fr_BE.UTF-8")
    assert rendered(small(), form) == plain


def test_another_format_is_refused() -> None:
    with pytest.raises(RequestError) as caught:
        rendered(small(), "htm")  # type: ignore[arg-type]
    assert str(caught.value) == 'there is no format "htm"; did you mean "html"?'


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("report.html", "html"),
        ("report.HTM", "html"),
        ("report.md", "markdown"),
        ("report.json", "json"),
        ("report.txt", "text"),
        ("with.dots.in.it.md", "markdown"),
    ],
)
def test_a_report_is_saved_in_the_format_of_the_suffix(
    tmp_path: Path, name: str, form: TextFormat
) -> None:
    report = year_report(small(), 2025, "fr")
    save(report, tmp_path / name)
    assert (tmp_path / name).read_bytes() == render(report, form).encode()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_report_may_be_saved_by_a_path_in_text(tmp_path: Path) -> None:
    save(year_report(small(), 2025, "en"), f"{tmp_path}/report.md")
    assert (tmp_path / "report.md").exists()


def test_a_report_saved_again_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    save(year_report(small(), 2024, "en"), path)
    save(year_report(small(), 2025, "en"), path)
    assert path.read_text("utf-8").startswith("PROGRESS REPORT 2025\n")
    assert [found.name for found in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize("name", ["report.odt", "report", ".html"])
def test_a_report_is_not_saved_by_another_suffix(tmp_path: Path, name: str) -> None:
    with pytest.raises(RequestError) as caught:
        save(year_report(small(), 2025, "en"), tmp_path / name)
    assert "known: .html, .htm, .pdf, .docx, .md, .txt, .json" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_whole_is_not_written_at_all(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("what was there", "utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half \ud800")
    assert path.read_text("utf-8") == "what was there"
    assert [found.name for found in tmp_path.iterdir()] == ["report.txt"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("none/report.txt", FileNotFoundError),
        ("folder", IsADirectoryError),
        ("file/report.txt", NotADirectoryError),
    ],
)
def test_a_place_that_cannot_be_written_is_named(
    tmp_path: Path, name: str, kind: type[OSError]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(kind) as caught:
        write_whole(tmp_path / name, "text")
    assert caught.value.filename == str(tmp_path / name)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["file", "folder"]
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_file_with_the_longest_name_there_may_be_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 251}.txt"
    write_whole(path, "text")
    assert path.read_text("utf-8") == "text"


def test_lines_end_alike_on_every_system(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "one\ntwo\n")
    assert (tmp_path / "a.txt").read_bytes() == b"one\ntwo\n"


def test_a_file_that_is_written_again_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("before", "utf-8")
    path.chmod(0o600)
    write_whole(path, "after")
    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777) == ("after", 0o600)


def test_a_link_stays_and_the_file_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    path, link = tmp_path / "folder" / "report.txt", tmp_path / "latest.txt"
    path.write_text("before", "utf-8")
    link.symlink_to(path)
    write_whole(link, "after")
    assert link.is_symlink()
    assert path.read_text("utf-8") == "after"
    assert sorted(each.name for each in tmp_path.rglob("*")) == [
        "folder",
        "latest.txt",
        "report.txt",
    ]


@pytest.mark.parametrize("content", ["é", b"\xc3\xa9"])
def test_a_pipe_is_written_to_and_stays(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(path.read_bytes)
        write_whole(path, content)
        assert read.result() == b"\xc3\xa9"
    assert path.is_fifo()
