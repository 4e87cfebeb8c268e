"""A report as a Word document: what an editor finds when it is opened."""

import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from attrs import evolve
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import load_benelux, year_report
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
    Picture,
    Rung,
    Small,
    Strong,
    Table,
)
from benelux_tracker.report.drawings import Range, Ranges
from benelux_tracker.report.layout import page as laid_out
from benelux_tracker.report.render.docx import docx
from benelux_tracker.report.said import Said
from benelux_tracker.state import Signal
from build_documents import tool

GREEN: Final = Badge(Signal.GREEN, "green")
CARD: Final = Card(
    anchor="action-patrols",
    number="1.1.1",
    title=(Said("Patrouilles", "nl"), " – M(2025)1"),
    badge=Badge(Signal.RED, "red"),
    blocks=(
        Facts((("Status", ("late",)), ("Due", ("2026", " ", Small("a.toml:3")))), ": "),
        Ladder(
            (
                Rung(state="done", mark="✓", runs=("Signed",)),
                Rung(state="late", mark="!", runs=("Ratified",)),
                Rung(state="open", mark="○", runs=("In force",)),
            )
        ),
        Dates((("20 May 2025", ("Signed.", NoteMark(1, "p. 3"))),)),
        Paragraph(("A note",), "note"),
    ),
)
TABLE: Final = Table(
    caption="Progress",
    head=("Theme", "Share"),
    rows=((("Security",), ("48%",)), ((Strong("All"),), ("5%",))),
    align="lr",
    totals=1,
)
SOURCES: Final = Bullets(((NoteMark(1), " ", Link("A book", "https://example.org/")), ("two",)))
PICTURE: Final = Picture(
    drawing=Ranges(
        rows=(
            Range(
                label="Security",
                low=Fraction(1, 4),
                high=Fraction(3, 4),
                known=Fraction(1, 2),
                planned=Fraction(2, 3),
                said="25% to 75%",
            ),
        ),
        legend=(("low", "done"), ("high", "may be"), ("known", "known"), ("planned", "plan")),
        percents=("0%", "25%", "50%", "75%", "100%"),
    ),
    anchor="picture-themes",
    caption="What is <certain>",
    shows=("Security: 25% to 75%", 'The "rest" is unknown'),
)


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


def opened(written: bytes) -> Any:  # noqa: ANN401
    return Document(io.BytesIO(written))


def made(*blocks: Block) -> Any:  # noqa: ANN401
    """The document of a page with these blocks."""
    return opened(docx(page(*blocks), pictures=False))


def lines(*blocks: Block) -> list[tuple[str, str]]:
    """The style and the words of every paragraph below the cover, the tables left out."""
    return [(p.style.name, p.text) for p in made(*blocks).paragraphs][3:]


def at(document: Any, path: str) -> list[Any]:  # noqa: ANN401
    return list(document.element.body.xpath(path))


@cache
def shipped(language: str = "nl") -> Page:
    return laid_out(year_report(load_benelux(), 2025, language))


@cache
def written(language: str = "nl") -> bytes:
    return docx(shipped(language), pictures=False)


OURS: Final = {r'TOC \o "1-2" \h \z', "PAGE", "NUMPAGES"}


def faults(document: Any) -> list[str]:  # noqa: ANN401
    """Everything that is wrong with a document, whatever the report is about."""
    names = at(document, "//w:bookmarkStart/@w:name")
    found = [f"two bookmarks {name}" for name in set(names) if names.count(name) > 1]
    found += [f"a bookmark {n}" for n in names if not re.fullmatch("[A-Za-z][A-Za-z0-9_]{,39}", n)]
    starts, ends = at(document, "//w:bookmarkStart/@w:id"), at(document, "//w:bookmarkEnd/@w:id")
    found += [] if starts == ends and len(set(starts)) == len(starts) else ["loose bookmarks"]
    found += [f"no target {n}" for n in at(document, "//w:hyperlink/@w:anchor") if n not in names]
    for rel in document.part.rels.values():
        if rel.is_external and not re.match("(https?://|mailto:)", rel.target_ref, re.IGNORECASE):
            found.append(f"a link to {rel.target_ref}")
    known = {style.style_id for style in document.styles}
    used = {*at(document, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")}
    found += [f"no style {name}" for name in used - known]
    fields = {*at(document, "//w:instrText/text()"), *at(document, "//w:fldSimple/@w:instr")}
    found += [f"a field {field}" for field in fields - OURS]
    return [*found, *(f"look of its own: {e.tag}" for e in at(document, _DIRECT))]


_DIRECT: Final = "//w:pPr/*[not(self::w:pStyle)] | //w:rPr/*[not(self::w:rStyle or self::w:lang)]"
"""Formatting outside the styles; languages are no formatting."""


# ---- blocks


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (Paragraph(("Half.",)), [("Body Text", "Half.")]),
        (Paragraph(("Half.",), "story"), [("Body Text", "Half.")]),
        (Paragraph(("Half.",), "headline"), [("Lead", "Half.")]),
        (Paragraph(("Half.",), "label"), [("Label", "Half.")]),
        (Paragraph(("Half.",), "meta"), [("Meta", "Half.")]),
        (Paragraph(("Half.",), "note"), [("Note", "Half.")]),
        (
            Paragraph((GREEN, " – done"), "signal"),
            [("Signal", "\u00a0●\u00a0green\u00a0 – done")],
        ),
        (
            SOURCES,
            [("Source", "1\tA book"), ("List Bullet", "two")],
        ),
        (Bullets(((NoteMark(3),), ())), [("Source", "3\t"), ("List Bullet", "")]),
        (Facts((("Due", ("2026",)),), ": "), [("Fact Last", "Due\t2026")]),
        (Facts((), ": "), []),
        (Facts((), ": ", "key"), []),
        (Dates((("May", ("Signed",)),)), [("Moment", "May\tSigned")]),
        (
            Gauge(
                low=Fraction(2, 5),
                high=Fraction(81, 100),
                known=None,
                planned=None,
                text="Between 40% and 81%.",
            ),
            [("Meta", "Between 40% and 81%.")],
        ),
        (
            evolve(CARD, blocks=()),
            [("Settled", "1.1.1\tPatrouilles – M(2025)1 \u00a0■\u00a0red\u00a0")],
        ),
        (
            CARD,
            [
                ("Heading 3 Red", "1.1.1\tPatrouilles – M(2025)1 \u00a0■\u00a0red\u00a0"),
                ("Fact", "Status\tlate"),
                ("Fact Last", "Due\t2026 a.toml:3"),
                ("Ladder", "✓\tSigned"),
                ("Ladder", "!\tRatified"),
                ("Ladder", "○\tIn force"),
                ("Moment", "20 May 2025\tSigned.\u00a01, p. 3"),
                ("Note", "A note"),
            ],
        ),
        (
            PICTURE,
            [
                ("Caption", "What is <certain>"),
                ("Label", "What the picture shows"),
                ("List Bullet", "Security: 25% to 75%"),
                ("List Bullet", 'The "rest" is unknown'),
            ],
        ),
    ],
)
def test_a_block_is_paragraphs_in_styles(block: Block, shown: list[tuple[str, str]]) -> None:
    assert lines(block) == shown
    assert faults(made(block)) == []


def test_words_have_character_styles() -> None:
    runs = (Strong("big"), Emphasis("so"), Small("small"), Badge(Signal.NOT_DUE, "not due"))
    [line] = made(Paragraph(runs)).paragraphs[3:]
    assert [(run.style.name, run.text) for run in line.runs] == [
        ("Strong", "big"),
        ("Emphasis", "so"),
        ("Small", "small"),
        ("Badge Grey", "\u00a0◇\u00a0not\u00a0due\u00a0"),
    ]


def test_the_cover_has_title_programme_and_dates() -> None:
    cover = made().paragraphs
    assert [(line.style.name, line.text) for line in cover] == [
        ("Subtitle", "Small"),
        ("Title", "Report"),
        ("Cover", "As it stood on\t31 December 2025"),
    ]


# ---- headings, bookmarks, links


HERE: Final = Heading(level=1, text="Here", anchor="here", number="1")


def test_a_heading_is_a_heading_with_its_number_and_a_bookmark() -> None:
    document = made(HERE, Heading(level=2, text=Said("Ici", "fr"), anchor="there"))
    assert [(p.style.name, p.text) for p in document.paragraphs[3:]] == [
        ("Heading 1", "1\tHere"),
        ("Heading 2", "Ici"),
    ]
    assert at(document, ".//w:bookmarkStart/@w:name") == ["a1_here", "a2_there"]
    assert at(document, ".//w:p[w:bookmarkStart]//w:lang/@w:val") == ["fr-BE"]


def test_a_bookmark_has_a_name_of_at_most_forty_letters() -> None:
    document = made(Heading(level=1, text="Long", anchor=f"dossier-{'é' * 99}"))
    assert at(document, ".//w:bookmarkStart/@w:name") == [f"a1_dossier_{'_' * 29}"]


def test_an_anchor_that_stands_twice_is_one_bookmark() -> None:
    assert faults(made(HERE, HERE)) == []
    assert at(made(HERE, HERE), ".//w:bookmarkStart/@w:name") == ["a1_here"]


def test_a_link_within_the_page_says_the_number_of_where_it_leads() -> None:
    rule = Paragraph(("Rules",), "", "rule")
    links = (Link("Police", "#here"), " ", Link("law", "#rule"), " ", Link("none", "#nowhere"))
    document = made(HERE, Paragraph(links), rule)
    assert document.paragraphs[4].text == "Police (1) law none"
    assert at(document, ".//w:p[w:pPr/w:pStyle/@w:val='BodyText']/w:hyperlink/@w:anchor") == [
        "a1_here",
        "a2_rule",
    ]


def test_a_figure_leads_to_how_it_is_made_where_that_is_told() -> None:
    document = made(Paragraph((Figure("48%", "#how"), Figure("9%", "#nowhere")), "", "how"))
    [link] = at(document, ".//w:hyperlink/@w:anchor")
    assert link == "a1_how"
    assert document.paragraphs[3].text == "48%9%"


def test_a_note_leads_to_its_source_in_superscript() -> None:
    document = made(CARD, SOURCES)
    [note] = at(document, ".//w:hyperlink[w:r/w:rPr/w:rStyle/@w:val='NoteMark']/@w:anchor")
    assert note == "a2_source_1"
    assert document.styles["Note Mark"].font.superscript is True


def test_notes_beside_each_other_do_not_run_together() -> None:
    notes = ("Said.", NoteMark(21), NoteMark(9), NoteMark(26, "p9"), " Then", NoteMark(1))
    [(_, told)] = lines(Paragraph(notes))
    assert told == "Said.\xa021;\xa09;\xa026, p9 Then\xa01"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"),
        ('https://example.org/<a b>"', "https://example.org/%3Ca%20b%3E%22"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/\ud800\uffff\x00", "https://example.org/%EF%BF%BD%EF%BF%BF%EF%BF%BD"),
    ],
)
def test_a_link_out_is_a_hyperlink(url: str, target: str) -> None:
    document = made(Paragraph((Link("law", url), Link("law", url))))
    assert [rel.target_ref for rel in document.part.rels.values() if rel.is_external] == [target]
    assert len(at(document, ".//w:hyperlink")) == 2


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "#here", f"https://{'a' * 2000}.org"]
)
def test_an_address_that_is_none_is_no_link(url: str) -> None:
    document = made(Paragraph((Link("law", url),)))
    assert at(document, ".//w:hyperlink") == []
    assert document.paragraphs[3].text == "law"


# ---- tables


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    document = made(TABLE)
    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Theme", "Share"],
        ["Security", "48%"],
        ["All", "5%"],
    ]
    assert [cell.paragraphs[0].style.name for row in table.rows for cell in row.cells] == [
        *("Table Head", "Table Head Figure"),
        *("Table Text Kept", "Table Figure Kept"),
        *("Table Total", "Table Total Figure"),
    ]
    assert table.style.name == "Report Table"
    assert len(at(document, ".//w:tr[1]/w:trPr/w:tblHeader")) == 1
    assert len(at(document, ".//w:tr/w:trPr/w:cantSplit")) == 3
    assert at(document, ".//w:tblPr/w:tblCaption/@w:val") == ["Progress"]
    assert at(document, ".//w:tblPr/w:tblLook/@w:val") == ["06E0"]  # a first and a last row
    assert lines(TABLE) == [("Caption", "Progress"), ("After Table", "")]


def widths(*rows: tuple[str, ...], head: tuple[str, ...], align: str) -> list[int]:
    """The widths of a table's columns, in twips."""
    cells = tuple(tuple((text,) for text in row) for row in rows)
    table = Table(caption="P", head=head, rows=cells, align=align)
    return [int(width) for width in at(made(table), ".//w:gridCol/@w:w")]


def test_a_table_is_as_wide_as_the_text_each_column_as_its_texts_need() -> None:
    needs = widths(("Internal market", "48%"), ("S", "-"), head=("Theme", "Share"), align="lr")
    assert needs == [9638 * 18 // 26, 9638 * 8 // 26]  # 15 and 5 signs, 3 more beside each
    badged = Table(caption="P", head=("A", ""), rows=((("12",), (GREEN,)),), align="ll")
    wide = [int(width) for width in at(made(badged), ".//w:gridCol/@w:w")]
    assert wide == [9638 * 5 // 17, 9638 * 12 // 17]  # a badge has four signs beside its word


def test_a_long_text_leaves_the_words_of_the_others_whole() -> None:
    head = ("Action", "Kind", "Contribution")
    long, word, figure = "so much to say " * 40, "w" * 20, "3.3 percentage points"
    first, second, third = widths((long, word, figure), head=head, align="llr")
    assert second == 9638 * 23 // 104
    assert third == 9638 * 24 // 104
    assert first == 9638 * 57 // 104
    assert widths(*[("w" * 999,) * 4] * 2, head=("", "", "", ""), align="lrlr") == [9638 // 4] * 4


def test_a_short_table_stays_on_a_page_and_the_end_of_a_long_one_together() -> None:
    def kept(rows: int, totals: int) -> list[bool]:
        table = evolve(TABLE, rows=((("a",), ("1",)),) * rows, totals=totals)
        styles = [row.cells[0].paragraphs[0].style for row in made(table).tables[0].rows[1:]]
        return [bool(style.paragraph_format.keep_with_next) for style in styles]

    assert kept(9, 1) == [True] * 8 + [False]
    assert kept(10, 0) == [False] * 8 + [True, False]
    assert kept(10, 1) == [False] * 8 + [True, False]
    assert kept(10, 2) == [False] * 7 + [True, True, False]


def test_the_facts_of_an_action_stay_on_a_page() -> None:
    facts = Facts((("Status", ("late",)), ("Due", ("2026",)), ("Weight", ("1",))), ": ")
    styles = [line.style for line in made(facts).paragraphs[3:]]
    assert [style.paragraph_format.keep_with_next for style in styles] == [True, True, False]


def test_a_table_of_two_columns_without_a_name_has_no_head() -> None:
    table = evolve(TABLE, head=("", "Figure"), totals=0)
    document = made(table)
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Security", "48%"]
    assert at(document, ".//w:tblHeader") == []
    assert at(document, ".//w:tblPr/w:tblLook/@w:val") == ["0680"]


def test_a_table_without_rows_has_a_head() -> None:
    assert [[c.text for c in r.cells] for r in made(evolve(TABLE, rows=())).tables[0].rows] == [
        ["Theme", "Share"]
    ]


@pytest.mark.parametrize(
    ("facts", "across", "rows"), [(1, 1, 1), (3, 3, 1), (4, 4, 1), (5, 3, 2), (7, 4, 2), (8, 4, 2)]
)
def test_key_facts_are_tiles(facts: int, across: int, rows: int) -> None:
    pairs = tuple((f"Label {number}", (f"{number}%",)) for number in range(facts))
    document = made(Facts(pairs, ": ", "key"))
    [table] = document.tables
    assert (len(table.columns), len(table.rows)) == (across, rows)
    assert [(p.style.name, p.text) for p in table.rows[0].cells[0].paragraphs] == [
        ("Key Figure", "0%"),
        ("Key Label", "Label 0"),
    ]
    assert faults(document) == []


# ---- pictures


def test_a_picture_is_as_wide_as_the_text_and_says_what_it_shows() -> None:
    document = opened(docx(page(PICTURE, evolve(PICTURE, anchor="again"))))
    first, second = document.inline_shapes
    [alt, other] = at(document, ".//wp:docPr")
    assert alt.get("descr") == 'Security: 25% to 75%\nThe "rest" is unknown'
    assert alt.get("title") == "What is <certain>"
    assert (alt.get("id"), other.get("id")) == ("1", "2")
    assert abs(first.width.cm - 17) < 0.01
    assert first.height == second.height
    styles = [p.style.name for p in document.paragraphs[3:]]
    assert styles == ["Caption", "Picture", "Caption", "Picture"]
    assert faults(document) == []


# ---- the whole


def test_the_table_of_contents_is_filled_in() -> None:
    part = Heading(level=2, text="Part", anchor="part", number="1.1")
    document = made(HERE, part)
    entries = at(document, ".//w:sdtContent/w:p[w:hyperlink]")
    assert [(entry.style, "".join(entry.xpath(".//w:t/text()"))) for entry in entries] == [
        ("Toc1", "1Here"),
        ("Toc2", "1.1Part"),
    ]
    assert at(document, ".//w:sdtContent//w:instrText/text()") == [r'TOC \o "1-2" \h \z']
    kinds = at(document, ".//w:sdtContent//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]
    assert at(document, ".//w:sdtContent//w:hyperlink/@w:anchor") == ["a1_here", "a2_part"]
    assert document.settings.element.xpath("./w:updateFields") == []


def test_the_styles_are_ours_alone_and_word_knows_its_own() -> None:
    styles = made().styles
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "Normal"):
        assert styles[name].builtin
    assert styles["Heading 3 Red"].base_style.name == "Heading 3"
    assert len([s for s in styles if s.type is WD_STYLE_TYPE.PARAGRAPH]) < 50


def test_the_document_says_its_language_and_no_author() -> None:
    document = opened(written("fr"))
    default = document.styles.element.xpath("./w:docDefaults//w:lang/@w:val")
    about = document.core_properties
    assert default == ["fr-BE"]
    assert (about.title, about.language) == ("Rapport d'avancement 2025", "fr-BE")
    assert about.subject == shipped("fr").subtitle.text
    assert (about.author, about.comments, about.created, about.modified) == ("", "", None, None)


def test_a_page_is_a4_with_the_title_above_and_its_number_below() -> None:
    [section] = made().sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.header.paragraphs[0].text == "Report – Small"
    fields = section.footer.part.element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer


def test_the_shipped_report_reads_back() -> None:
    document = opened(written())
    heads = [p.text for p in document.paragraphs if re.fullmatch("Heading [12]", p.style.name)]
    titles = [
        f"{h.number}\t{h.text.text if isinstance(h.text, Said) else h.text}"
        for h in shipped().headings
    ]
    assert heads == titles
    assert len(at(document, ".//w:sdtContent//w:hyperlink")) == len(titles)
    tables = [block for block in shipped().blocks if isinstance(block, Table)]
    headed = [table for table in tables if table.head[0] or len(table.head) > 2]
    assert len(at(document, ".//w:tblHeader")) == len(headed)
    assert faults(document) == []


def test_two_processes_write_the_same_bytes() -> None:
    code = (
        "import hashlib, benelux_tracker as bt\n"
        "from benelux_tracker.report.layout import page\n"
        "from benelux_tracker.report.render.docx import docx\n"
        "report = page(bt.year_report(bt.load_benelux(), 2025, 'nl'))\n"
        "print(hashlib.sha256(docx(report, pictures=False)).hexdigest())"
    )
    seeded = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], env=seeded, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == hashlib.sha256(written()).hexdigest()
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(written())).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


# ---- hostile texts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<w:p/> & \"'</w:t>", "<w:p/> & \"'</w:t>"),
        ("a\x00b\x1b\ud800\ufffe\uffff\u202e", "a\ufffdb" + "\ufffd" * 5),
        ("a\r\n\tb\u2028c", "a\ufffd b c"),
        ('{ HYPERLINK "x" }', '{ HYPERLINK "x" }'),
        ("w" * 100_000, "w" * 100_000),
    ],
)
def test_a_hostile_text_is_text(text: str, shown: str) -> None:
    document = made(Heading(level=1, text=text, anchor=text), Paragraph((text, Strong(text))))
    assert document.paragraphs[3].text == shown
    assert document.paragraphs[4].text == shown * 2
    assert faults(document) == []


ANY: Final = st.text(st.characters(exclude_categories=()), max_size=40)


@settings(max_examples=20, deadline=None)
@given(texts=st.lists(ANY, min_size=9, max_size=9), url=ANY.map("https://".__add__))
def test_any_text_makes_a_document(texts: list[str], url: str) -> None:
    a, b, c, d, e, f, g, h, i = texts
    said = Said(d, "nl")
    blocks: tuple[Block, ...] = (
        Heading(level=1, text=a, anchor=b, number=c),
        Paragraph((a, said, Strong(e), Link(f, url), Link(f, f"#{b}"), NoteMark(1, g)), h, i),
        Bullets(((NoteMark(1), a), (b,))),
        Table(caption=c, head=(d, e), rows=(((f,), (g,)),), align="lr"),
        Facts(((a, (b,)),), c, "key"),
        Facts(((a, (b,)),), c),
        evolve(PICTURE, caption=d, shows=(e, f), anchor=g),
        Dates(((h, (Figure(i, f"#{b}"),)),)),
        evolve(CARD, title=(said,), number=h, anchor=i),
    )
    told = evolve(page(*blocks), title=a, subtitle=said, cover=((b, c),), contents=d, page=e)
    assert faults(opened(docx(told, pictures=False))) == []


# ---- in an office


@pytest.mark.parametrize(
    ("language", "contents", "word"), [("nl", "Inhoud", "pagina"), ("fr", "Table des mat", "page")]
)
def test_libreoffice_opens_it(tmp_path: Path, language: str, contents: str, word: str) -> None:
    writer, reader = tool("soffice", "libreoffice", "lowriter"), tool("pdftotext")
    (tmp_path / "report.docx").write_bytes(written(language))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    convert = [writer, home, "--headless", "--convert-to", "pdf", "report.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=180)  # noqa: S603
    read = [reader, "-layout", "report.pdf", "-"]
    told = subprocess.run(read, cwd=tmp_path, check=True, capture_output=True, timeout=60)  # noqa: S603
    pages = told.stdout.decode().split("\f")[:-1]
    assert 30 < len(pages) < 120
    assert shipped(language).title in " ".join(pages[0].split())
    assert contents in pages[1]
    assert f"{word} 2 / {len(pages)}" in pages[1]
    numbers = [heading.number for heading in shipped(language).headings]
    text = "\n".join(pages[2:])
    assert [n for n in numbers if not re.search(rf"^ *{re.escape(n)} ", text, re.MULTILINE)] == []
