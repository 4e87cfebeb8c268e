"""Markdown and plain text: what leads where, numbers, pictures, and columns."""

import re
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from benelux_tracker import load_benelux, render, year_report
from benelux_tracker.report.blocks import (
    Badge,
    Block,
    Bullets,
    Card,
    Facts,
    Figure,
    Heading,
    Link,
    NoteMark,
    Page,
    Paragraph,
    Picture,
    Table,
)
from benelux_tracker.report.drawings import Matrix, Range, Ranges
from benelux_tracker.report.render.markdown import markdown
from benelux_tracker.report.render.text import text
from benelux_tracker.report.said import Said
from benelux_tracker.state import Signal
from build_pages import faults_of_markdown, faults_of_text

RANGES: Final = Ranges(
    rows=(
        Range(
            label="Security",
            low=Fraction(1, 2),
            high=Fraction(7, 10),
            known=None,
            planned=None,
            said="50%",
        ),
        Range(label="Market", low=None, high=None, known=None, planned=None, said="–"),
    ),
    legend=(("low", "done"), ("high", "perhaps done"), ("planned", "planned")),
    percents=("0%", "25%", "50%", "75%", "100%"),
)
EMPTY: Final = Matrix(rows=(), columns=(), cells=(), legend=())


def page(*blocks: Block) -> Page:
    return Page(
        title="Report",
        subtitle=Said("Small", "en"),
        year="2025",
        language="en",
        cover=(),
        contents="Contents",
        page="p.",
        picture="What the picture shows",
        colon=": ",
        blocks=blocks,
    )


def as_markdown(*blocks: Block) -> str:
    """The blocks below the cover, with the contents where there are headings."""
    return markdown(page(*blocks)).removeprefix("# Report\n\n*Small*\n\n").lstrip("\n")


def as_text(*blocks: Block) -> str:
    """The blocks below the cover, with the contents where there are headings."""
    return text(page(*blocks)).removeprefix("REPORT\nSmall\n").lstrip("\n")


def card(anchor: str, title: str, number: str, *blocks: Block) -> Card:
    return Card(
        anchor=anchor,
        number=number,
        title=(title,),
        badge=Badge(Signal.GREEN, "green"),
        blocks=blocks,
    )


SECURITY: Final = Heading(level=1, text="Security", anchor="theme-security", number="3")
POLICE: Final = Heading(level=2, text="Police", anchor="dossier-police", number="3.1")
TREATY: Final = card("action-treaty", "Treaty", "3.1.1", Paragraph(("Signed.",)))
HOTLINE: Final = card("action-hotline", "Hotline – completed", "3.1.2")
HANDBOOK: Final = card("action-handbook", "Handbook – completed", "3.1.3")
SOURCES: Final = Bullets(((NoteMark(1), " ", "Annual report"), (NoteMark(2), " ", "Press")))


# ---- Markdown


def test_the_contents_in_markdown_lead_to_chapters_and_their_parts() -> None:
    assert as_markdown(SECURITY, POLICE) == (
        "## Contents\n\n"
        "- [3 Security](#theme-security)\n"
        "  - [3.1 Police](#dossier-police)\n\n"
        '<a id="theme-security"></a>\n\n## 3 Security\n\n'
        '<a id="dossier-police"></a>\n\n### 3.1 Police\n'
    )


def test_a_link_of_markdown_leads_to_an_action_and_only_such_a_one_has_an_anchor() -> None:
    shown = as_markdown(Paragraph((Link("It", "#action-treaty"),)), TREATY, HOTLINE)
    assert shown == (
        "[It](#action-treaty)\n\n"
        '<a id="action-treaty"></a>\n\n#### 3.1.1 Treaty – ● green\n\nSigned.\n\n'
        "- 3.1.2 Hotline – completed – ● green\n"
    )


def test_actions_of_a_line_each_make_one_list_in_markdown() -> None:
    shown = as_markdown(HOTLINE, HANDBOOK, Paragraph((Link("It", "#action-handbook"),)))
    assert shown == (
        "- 3.1.2 Hotline – completed – ● green\n"
        '- <a id="action-handbook"></a>3.1.3 Handbook – completed – ● green\n\n'
        "[It](#action-handbook)\n"
    )


def test_a_figure_leads_to_how_it_is_made_in_markdown() -> None:
    made = Paragraph(("Weighted.",), anchor="made-progress")
    assert as_markdown(Paragraph((Figure("48%", "#made-progress"), " done")), made) == (
        '[48%](#made-progress) done\n\n<a id="made-progress"></a>Weighted.\n'
    )
    assert as_markdown(Paragraph((Figure("48%", "#made-progress"), " done"))) == "48% done\n"


def test_a_note_leads_to_its_source_in_markdown() -> None:
    assert as_markdown(Paragraph(("So.", NoteMark(2, "p. 3"))), SOURCES) == (
        "So. [\\[2, p. 3\\]](#source-2)\n\n"
        '- \\[1\\] Annual report\n- <a id="source-2"></a>\\[2\\] Press\n'
    )


@pytest.mark.parametrize("anchor", ['x"onclick="y', "a b", "A", "a)", "", "é"])
def test_an_anchor_that_is_no_plain_name_is_not_written_in_markdown(anchor: str) -> None:
    shown = as_markdown(
        Paragraph((Link("It", f"#{anchor}"),)), Paragraph(("There",), anchor=anchor)
    )
    assert shown == "It\n\nThere\n"


def test_a_picture_in_markdown_is_its_caption_and_what_it_shows() -> None:
    picture = Picture(
        drawing=EMPTY, anchor="picture-1", caption="Steps", shows=("Belgium: *1*", "Two")
    )
    assert as_markdown(picture) == "**Steps**\n\n* Belgium: \\*1\\*\n* Two\n"
    assert as_markdown(Paragraph((Link("See", "#picture-1"),)), picture).startswith(
        '[See](#picture-1)\n\n<a id="picture-1"></a>**Steps**\n\n'
    )


def test_key_facts_stand_side_by_side_in_markdown() -> None:
    facts = Facts((("Progress", ("48%",)), ("Overdue", ("2",))), ": ", "key")
    assert as_markdown(facts) == "| Progress | Overdue |\n| --- | --- |\n| 48% | 2 |\n"


def test_a_forge_makes_of_the_shipped_report_links_that_all_lead_somewhere() -> None:
    shown = render(year_report(load_benelux(), 2025, "nl"), "markdown")
    assert faults_of_markdown(shown) == []
    made = MarkdownIt("commonmark", {"html": True}).enable("table").render(shown)
    leads = set(re.findall('href="#([^"]+)"', made))
    assert len(leads) > 100
    assert leads == set(re.findall('id="([^"]+)"', made))


# ---- plain text


def test_the_contents_in_plain_text_have_the_numbers_before_the_titles() -> None:
    assert as_text(SECURITY, POLICE) == (
        "CONTENTS\n========\n3     Security\n  3.1 Police\n\n"
        "3 SECURITY\n==========\n\n3.1 Police\n----------\n"
    )


def test_a_long_title_hangs_behind_its_number_in_the_contents() -> None:
    title = " ".join(["word"] * 20)
    shown = as_text(Heading(level=1, text=title, anchor="x", number="3"))
    assert shown.startswith(
        f"CONTENTS\n========\n3 {' '.join(['word'] * 15)}\n  word word word word word\n\n"
    )


def test_a_link_of_plain_text_says_the_number_of_what_it_leads_to() -> None:
    links = Paragraph((Link("Treaty", "#action-treaty"), ", ", Link("Police", "#dossier-police")))
    assert as_text(links, TREATY) == ("Treaty (3.1.1), Police\n\n3.1.1 Treaty ● green\n  Signed.\n")


def test_a_link_that_leads_out_says_its_address_in_plain_text() -> None:
    links = Paragraph((Link("law", "https://example.org"), Link(", x", "javascript:alert(1)")))
    assert as_text(links) == "law <https://example.org>, x\n"


def test_a_figure_is_its_words_in_plain_text() -> None:
    assert as_text(Paragraph((Figure("48%", "#made-progress"), " done"))) == "48% done\n"


def test_actions_of_a_line_each_stand_together_in_plain_text() -> None:
    assert as_text(HOTLINE, HANDBOOK, TREATY) == (
        "- 3.1.2 Hotline – completed ● green\n- 3.1.3 Handbook – completed ● green\n\n"
        "3.1.1 Treaty ● green\n  Signed.\n"
    )


def test_key_facts_stand_in_columns_in_plain_text() -> None:
    facts = Facts((("Progress", ("48%",)), ("Overdue", ("2",))), ": ", "key")
    assert as_text(facts) == "Progress 48%\nOverdue  2\n"


def test_a_picture_in_plain_text_is_its_caption_and_what_it_shows() -> None:
    picture = Picture(drawing=EMPTY, anchor="picture-1", caption="Steps", shows=("One", "Two"))
    assert as_text(picture) == "Steps\n- One\n- Two\n"


def test_a_picture_of_ranges_has_bars_in_plain_text() -> None:
    picture = Picture(drawing=RANGES, anchor="picture-1", caption="Themes", shows=("One",))
    assert as_text(picture) == (
        "Themes\n"
        "Security |███████████████▒▒▒▒▒▒·········|\n"
        "Market   –\n"
        "█ done, ▒ perhaps done\n"
        "- One\n"
    )


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("w" * 170, ["w" * 80, "w" * 80, "w" * 10]),
        ("漢字" * 30, ["漢字" * 20, "漢字" * 10]),
        ("e\u0301" * 90, ["e\u0301" * 80, "e\u0301" * 10]),
    ],
    ids=["long", "wide", "combining"],
)
def test_a_word_longer_than_the_line_is_folded_at_80_columns(word: str, lines: list[str]) -> None:
    assert as_text(Paragraph((word,))).splitlines() == lines


def test_a_heading_is_underlined_as_wide_as_it_is() -> None:
    shown = as_text(Heading(level=2, text="漢字", anchor="x", number="1.1"))
    assert shown.endswith("1.1 漢字\n--------\n")


WIDE: Final = st.text(st.sampled_from("a b漢é\u0301\u200d👩\t-"), min_size=1, max_size=120)


@settings(deadline=None, max_examples=100)
@given(WIDE)
def test_no_line_of_plain_text_is_wider_than_80_columns(said: str) -> None:
    shown = as_text(
        Heading(level=1, text=said, anchor="x", number="1"),
        card("action-x", said, "1.1.1", Paragraph((said,)), Facts(((said, (said,)),), ": ")),
        Bullets(((said,),)),
        Table(caption=said, head=(said, "b"), rows=(((said,), (said,)),), align="lr"),
        Facts(((said, (said,)),), ": ", "key"),
    )
    assert [line for line in shown.split("\n") if cell_len(line) > 80] == []


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_the_shipped_report_in_plain_text_is_well_made(language: str) -> None:
    assert faults_of_text(render(year_report(load_benelux(), 2025, language), "text")) == []
