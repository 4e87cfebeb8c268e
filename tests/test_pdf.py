"""The PDF of a report: accessible, linked, safe with any text, the same bytes every time."""

import datetime as dt
import io
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

import pikepdf
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker import load_benelux, year_report
from benelux_tracker.report import blocks as b
from benelux_tracker.report import drawings as d
from benelux_tracker.report.layout import page
from benelux_tracker.report.render.pdf import pdf
from benelux_tracker.report.said import Said
from benelux_tracker.state import Signal
from build_documents import faults_of_pdf, keys_of, missing, text_of_pdf
from build_report import small

RANGES = d.Ranges(
    rows=(
        d.Range(
            label="Veiligheid",
            low=Fraction(1, 4),
            high=Fraction(3, 4),
            known=Fraction(1, 2),
            planned=Fraction(3, 5),
            said="50 %",
        ),
    ),
    legend=(("low", "zeker"), ("high", "kan"), ("known", "gemeld"), ("planned", "plan")),
    percents=("0 %", "25 %", "50 %", "75 %", "100 %"),
)

CARD = b.Card(
    anchor="action-train",
    number="2.1.1",
    title=("Een trein", b.NoteMark(1, "p. 3")),
    badge=b.Badge(Signal.RED, "rood"),
    blocks=(
        b.Facts((("Status", ("bezig",)), ("Reden", ("lang " * 30,)), ("Duur", ("kort",))), ": "),
        b.Ladder(
            (
                b.Rung(state="done", mark="✓", runs=("Getekend",)),
                b.Rung(state="late", mark="!", runs=("Bekrachtigd", b.Small("te laat"))),
                b.Rung(state="open", mark="○", runs=("In werking",)),
            )
        ),
        b.Dates((("3 mei 2025", ("De trein reed.",)),)),
        b.Paragraph(("Een noot.",), "note"),
    ),
)

EVERY_BLOCK: tuple[b.Block, ...] = (
    b.Heading(level=1, text="In één oogopslag", anchor="glance", number="1"),
    b.Paragraph(("Van het werk is 49 % af.",), "headline"),
    b.Facts(
        (("Acties", (b.Figure("130", "#rules"),)), ("Hoe", ("een langer antwoord",))), ":", "key"
    ),
    b.Gauge(
        low=Fraction(1, 3),
        high=Fraction(2, 3),
        known=Fraction(1, 2),
        planned=Fraction(13, 25),
        text="Tussen 33 % en 67 %.",
    ),
    b.Gauge(low=Fraction(0), high=Fraction(1), known=None, planned=None, text="Niets bekend."),
    b.Paragraph(("Let op:",), "label"),
    b.Bullets(
        (
            (b.Link("naar de trein", "#action-train"), b.Link("nergens heen", "#gone")),
            (
                b.Link("naar buiten", "https://example.org/a"),
                b.Link("kwaad", "javascript:alert(1)"),
            ),
        )
    ),
    b.Bullets(()),
    b.Table(
        caption="Voortgang per thema",
        head=("Thema", "Voortgang", "Signaal"),
        rows=(
            (("Veiligheid",), (b.Figure("50 %", "#gone"),), (b.Badge(Signal.GREEN, "groen"),)),
            (("Programma",), ("50 %",), (b.Badge(Signal.NOT_DUE, "nog niet"),)),
        ),
        align="lrl",
        totals=1,
    ),
    b.Picture(drawing=RANGES, anchor="picture-1", caption="Waar het staat", shows=("Een", "Twee")),
    b.Heading(level=1, text=Said("La sécurité", "fr"), anchor="theme-security", number="2"),
    b.Paragraph((Said("Un récit", "fr"), " – ", Said("odd", "x1"), b.Strong("vet")), "story"),
    b.Dates((("1 mei", (b.Emphasis("schuin"),)), ("2 mei", ("later",)))),
    b.Heading(level=2, text="Sporen", anchor="dossier-rail", number="2.1"),
    CARD,
    b.Card(
        anchor="action-old",
        number="2.1.2",
        title=("Af",),
        badge=b.Badge(Signal.NONE, "geen"),
        blocks=(),
    ),
    b.Heading(level=2, text="Regels", anchor="rules"),
    b.Paragraph(("Zo wordt geteld.",), "meta", "how"),
    b.Bullets(((b.NoteMark(1), " ", "Een bron"), (b.NoteMark(12), " ", "Nog een"))),
)

PAGE = b.Page(
    title="Voortgangsrapport 2025",
    subtitle=Said("Werkprogramma", "nl"),
    year="2025",
    language="nl",
    cover=(("Peildatum", "31 december 2025"),),
    contents="Inhoud",
    page="p.",
    picture="Wat de afbeelding toont",
    colon=": ",
    blocks=EVERY_BLOCK,
)


def read(written: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(written))


@cache
def every_block() -> pikepdf.Pdf:
    return read(pdf(PAGE))


def elements(file: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The elements of the structure tree, in reading order."""

    def inside(kids: object) -> Iterator[pikepdf.Dictionary]:
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from inside(kid.get("/K"))

    return inside(file.Root.StructTreeRoot.K)


def named(file: pikepdf.Pdf, *names: str) -> list[pikepdf.Dictionary]:
    return [element for element in elements(file) if str(element.S) in names]


def annotations(file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    notes = [note for leaf in file.pages for note in leaf.get("/Annots", [])]
    return cast("list[pikepdf.Dictionary]", notes)


def leads(file: pikepdf.Pdf) -> list[str | int]:
    """Where the links lead, in reading order: an address or the number of a page."""
    numbers = {leaf.obj.objgen: number for number, leaf in enumerate(file.pages, 1)}
    places = pikepdf.NameTree(file.Root.Names.Dests)

    def lead(link: pikepdf.Dictionary) -> str | int:
        if "/A" in link:
            return str(link.A.URI)
        place = link.Dest
        place = places[str(place)] if isinstance(place, pikepdf.String) else place
        return numbers[place[0].objgen]

    return [lead(link) for link in annotations(file)]


def bookmarks(file: pikepdf.Pdf) -> list[tuple[int, str]]:
    """The bookmarks with their depth."""

    def inside(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, item.title
            yield from inside(item.children, depth + 1)

    with file.open_outline() as outline:
        return list(inside(list(outline.root), 1))


def test_the_file_says_that_it_is_accessible() -> None:
    file = every_block()
    assert bool(file.Root.MarkInfo.Marked)
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    assert str(file.Root.Lang) == "nl"
    with file.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Voortgangsrapport 2025 – Werkprogramma"
        assert "dc:creator" not in about


def test_the_file_bears_no_date() -> None:
    assert "/CreationDate" not in every_block().docinfo


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_a_page_is_in_its_language(language: str) -> None:
    assert str(read(pdf(evolve(PAGE, language=language))).Root.Lang) == language


def test_text_in_another_language_is_marked() -> None:
    languages = [str(element.Lang) for element in elements(every_block()) if "/Lang" in element]
    assert languages.count("fr") >= 2
    assert set(languages) == {"nl", "fr"} or set(languages) == {"fr"}


def test_headings_go_down_one_level_at_a_time() -> None:
    headings = named(every_block(), "/H1", "/H2", "/H3", "/H4")
    assert [(str(h.S), str(h.T)) for h in headings] == [
        ("/H1", "Inhoud"),
        ("/H1", "In één oogopslag"),
        ("/H1", "La sécurité"),
        ("/H2", "Sporen"),
        ("/H3", "2.1.1 Een trein\u202f1,\xa0p.\xa03 ■\xa0rood"),
        ("/H2", "Regels"),
    ]


def test_a_heading_too_deep_is_raised() -> None:
    deep = b.Heading(level=2, text="Diep", anchor="deep", number="1.1")
    file = read(pdf(evolve(PAGE, blocks=(deep,))))
    assert [str(h.S) for h in named(file, "/H1", "/H2")] == ["/H1", "/H1"]


def test_headings_are_bookmarks_with_their_numbers() -> None:
    assert bookmarks(every_block()) == [
        (1, "1 In één oogopslag"),
        (1, "2 La sécurité"),
        (2, "2.1 Sporen"),
        (2, "Regels"),
    ]


def test_every_table_has_heads_with_a_scope() -> None:
    nameless = b.Table(
        caption="In cijfers", head=("", "Cijfer"), rows=((("Een",), ("1",)),), align="ll"
    )
    written = pdf(evolve(PAGE, blocks=(*EVERY_BLOCK, nameless)))
    file = read(written)
    heads = named(file, "/TH")
    assert len(heads) == 5
    assert "In cijfers Cijfer\nEen 1" in text_of_pdf(written)
    assert {str(kind.Scope) for head in heads for kind in head.A if "/Scope" in kind} == {"/Column"}


def test_a_picture_says_in_words_what_it_shows() -> None:
    assert [str(figure.Alt) for figure in named(every_block(), "/Figure")] == ["Een\nTwee"]


def test_without_pictures_the_words_stand_in_their_place() -> None:
    written = pdf(PAGE, pictures=False)
    assert named(read(written), "/Figure") == []
    assert "Waar het staat\nWat de afbeelding toont:\n• Een\n• Twee" in text_of_pdf(written)


def test_every_link_says_where_it_leads() -> None:
    notes = annotations(every_block())
    assert {str(note.Subtype) for note in notes} == {"/Link"}
    assert all(str(note.Contents) for note in notes)


def test_links_lead_out_or_to_a_page_of_the_file() -> None:
    contents, glance, security = [3, 4, 4, 4], [4, 4], [4]
    assert leads(every_block()) == [*contents, *glance, "https://example.org/a", *security]


def test_every_anchor_can_be_led_to() -> None:
    assert {*PAGE.anchors} == {
        *("glance", "picture-1", "theme-security", "dossier-rail", "action-train", "action-old"),
        *("rules", "how", "source-1", "source-12"),
    }
    links: list[b.Run] = [b.Link("x", f"#{name}") for name in sorted(PAGE.anchors)]
    file = read(pdf(evolve(PAGE, blocks=(*EVERY_BLOCK, b.Paragraph(tuple(links))))))
    action, dossier, glance, how, picture, rules, source, theme = 4, 4, 3, 4, 3, 4, 4, 4
    assert leads(file)[-10:] == [
        *(action, action, dossier, glance, how, picture, rules, source, source, theme),
    ]


def test_every_font_is_embedded() -> None:
    fonts = [
        font for leaf in every_block().pages for font in leaf.Resources.get("/Font", {}).values()
    ]
    descriptors = [inner.FontDescriptor for font in fonts for inner in font.DescendantFonts]
    assert fonts
    assert all("/FontFile2" in it or "/FontFile3" in it for it in descriptors)
    names = {str(it.FontName).partition("+")[2] for it in descriptors}
    assert names <= {
        "SourceSans3-Regular",
        "SourceSans3-It",
        "SourceSans3-Semibold",
        "DejaVuSansMono",
        "DejaVuSansMono-Bold",
    }


def test_nothing_runs_and_nothing_is_fetched() -> None:
    assert faults_of_pdf(pdf(PAGE)) == []
    keys = {key for it in every_block().objects for key in keys_of(it)}
    assert {"/Pages", "/URI", "/Dest"} <= keys


def test_what_would_run_is_found() -> None:
    broken, saved = read(pdf(PAGE)), io.BytesIO()
    broken.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    next(note for note in annotations(broken) if "/A" in note).A.URI = "file:///etc/passwd"
    broken.save(saved)
    found = faults_of_pdf(saved.getvalue())
    assert {"a key /OpenAction", "a key /JS", "a link to file:///etc/passwd"} == {*found}


def test_a_reference_names_the_page() -> None:
    assert "naar de trein (p. 4)" in text_of_pdf(pdf(PAGE)).replace("\xa0", " ")


def test_pages_are_numbered_and_chapters_open_on_a_new_one() -> None:
    pages = text_of_pdf(pdf(PAGE)).split("\f")
    assert "Voortgangsrapport\n2025\nPeildatum\n31 december 2025" in pages[0]
    assert [leaf.rstrip().rpartition("\n")[2] for leaf in pages[1:4]] == ["2 / 4", "3 / 4", "4 / 4"]
    assert pages[3].startswith("2 La sécurité")


def test_a_long_table_repeats_its_head_and_a_long_report_its_titles() -> None:
    rows = tuple(((f"Thema {number}",), ("50 %",)) for number in range(80))
    table = b.Table(caption="Lang", head=("Thema", "Voortgang"), rows=rows, align="lr")
    pages = text_of_pdf(pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], table)))).split("\f")
    assert pages[2].count("Thema Voortgang") == pages[3].count("Thema Voortgang") == 1
    assert pages[3].startswith("Voortgangsrapport 2025")
    assert "In één oogopslag" in pages[3]


def test_a_table_over_pages_does_not_end_in_a_lone_total() -> None:
    def last_page(number: int) -> str:
        rows = tuple(((f"Thema {n}",), ("50 %",)) for n in range(number))
        table = b.Table(
            caption="Lang",
            head=("Thema", "Voortgang"),
            rows=(*rows, (("Samen",), ("49 %",))),
            align="lr",
            totals=1,
        )
        return text_of_pdf(pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], table)))).split("\f")[-2]

    ends = [last_page(number) for number in range(26, 42)]
    assert any("Thema 0" not in end for end in ends)
    assert all("Samen" in end for end in ends)
    assert [n for n, end in enumerate(ends, 26) if f"Thema {n - 1}" not in end] == []


def test_a_caption_stands_on_the_page_of_its_table() -> None:
    rows = tuple(((f"Thema {number}",), ("50 %",)) for number in range(30))
    table = b.Table(caption="Bijschrift", head=("Thema", "Voortgang"), rows=rows, align="lr")
    for lines in range(36, 46):
        text = b.Bullets((("regel",),) * lines)
        pages = text_of_pdf(pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], text, table)))).split("\f")
        [place] = [page for page in pages if "Bijschrift" in page]
        assert "Thema 0" in place


def test_a_picture_higher_than_a_page_is_shown_whole() -> None:
    day = dt.date(2026, 1, 1)
    bars = tuple(
        d.Bar(number=f"1.{n}", label=f"Actie {n}", start=day, planned=day, now=day, state="open")
        for n in range(99)
    )
    drawing = d.Timeline(
        bars=bars, first=day, last=dt.date(2028, 1, 1), on=day, legend=(("open", "open"),)
    )
    picture = b.Picture(drawing=drawing, anchor="picture-1", caption="Hoog", shows=("Veel",))
    written = pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], picture)))
    file = read(written)
    [figure] = named(file, "/Figure")
    left, bottom, right, top = (float(side) for side in figure.A[0].BBox)
    assert 0 < left < right < 595
    assert 0 < bottom < top < 842
    assert "Hoog\n" in text_of_pdf(written)


def test_a_long_table_of_contents_stands_in_columns() -> None:
    many = [
        b.Heading(level=2, text=f"Deel {n}", anchor=f"part-{n}", number=f"1.{n}")
        for n in range(200)
    ]
    pages = text_of_pdf(pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], *many[:60])))).split("\f")
    assert "Deel 0" in pages[1]
    assert "Deel 59" in pages[1]
    pages = text_of_pdf(pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], *many)))).split("\f")
    assert "Deel 199" in pages[2]


# ---- by another checker of PDF/UA-1

DOUBTED: Final = {
    "TAG-002",  # takes the running head of a chapter of few pages for prose that is not read
    "PAG-001",  # takes labels at the top of several pages for a running head that is read
    "ORD-001",  # takes the words of an element for read before the elements between them
    "FIG-012",  # "33% to 66%" is language enough where figures are told
}
"""Rules by guesses of which none is about how the file is tagged."""


def checked(written: bytes, at: Path) -> Any:  # noqa: ANN401
    """What outloud finds in a PDF, every rule of it tried."""
    try:
        checker = import_module("outloud")
    except ImportError:
        missing("outloud")
    path = at / "report.pdf"
    path.write_bytes(written)
    result = checker.check(str(path), skip=DOUBTED)
    assert result.error is None
    assert [run.rule for run in result.runs if run.status == "crashed"] == []
    return result


def said_of(result: Any) -> list[str]:  # noqa: ANN401
    return [f"{it.rule} p. {it.page}: {it.message} {it.evidence}" for it in result.findings]


@pytest.mark.parametrize("pictures", [True, False])
def test_another_checker_finds_every_block_accessible(tmp_path: Path, pictures: bool) -> None:  # noqa: FBT001
    result = checked(pdf(PAGE, pictures=pictures), tmp_path)
    assert said_of(result) == []
    passed = {run.rule for run in result.runs if run.outcome == "pass"}
    assert len(passed) > 50
    assert {"DOC-012", "TAG-001", "TXT-001", "HDG-001", "TBL-002", "LST-001", "LNK-002"} <= passed
    assert ("FIG-001" in passed) == pictures


@pytest.mark.parametrize(
    ("language", "pictures"), [("nl", True), ("fr", False), ("en", True), ("de", False)]
)
def test_another_checker_finds_a_report_accessible(
    tmp_path: Path,
    language: str,
    pictures: bool,  # noqa: FBT001
) -> None:
    written = pdf(page(year_report(small(), 2025, language)), pictures=pictures)
    assert said_of(checked(written, tmp_path)) == []


def test_another_checker_finds_the_report_of_the_benelux_accessible(tmp_path: Path) -> None:
    written = pdf(page(year_report(load_benelux(), 2025, "nl")))
    assert said_of(checked(written, tmp_path)) == []


def test_another_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    broken, saved = read(pdf(PAGE)), io.BytesIO()
    del broken.Root.Lang
    del named(broken, "/Figure")[0]["/Alt"]
    del annotations(broken)[0]["/Contents"]
    named(broken, "/H1")[0].S = pikepdf.Name("/H3")
    broken.save(saved)
    found = {it.rule for it in checked(saved.getvalue(), tmp_path).findings}
    assert {"DOC-013", "FIG-001", "LNK-002", "HDG-002"} <= found


# ---- any text


def test_two_runs_write_the_same_bytes() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests'); from test_pdf import PAGE, pdf; import hashlib;"
        "print(hashlib.sha256(pdf(PAGE)).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout  # noqa: S603
        for _ in range(2)
    ]
    assert runs[0] == runs[1] != b""


def test_a_report_is_written() -> None:
    written = pdf(page(year_report(small(), 2025, language="en")))
    assert bookmarks(read(written))[0] == (1, "1 The year at a glance")


def everywhere(text: str) -> b.Page:
    """A page with a text in every place that data can reach."""
    said = Said(text, "fr")
    runs: b.Runs = (text, said, b.Strong(said), b.Emphasis(text), b.Small(said), b.Link(said, text))
    return evolve(
        PAGE,
        subtitle=said,
        cover=((text, text),),
        blocks=(
            b.Heading(level=1, text=said, anchor="one", number="1"),
            b.Paragraph((*runs, b.NoteMark(1, text), b.Link(said, f"https://{text}"))),
            b.Bullets((runs, (b.NoteMark(1), *runs))),
            b.Table(caption=text, head=(text, "r"), rows=((runs, runs),), align="lr", totals=1),
            b.Facts(((text, runs),), ":", "key"),
            b.Facts(((text, runs), ("kort", ("kort",))), ":"),
            b.Picture(drawing=RANGES, anchor="picture-1", caption=text, shows=(text, text)),
            b.Dates(((text, runs),)),
            b.Heading(level=2, text=text, anchor="two", number="1.1"),
            evolve(CARD, title=runs, blocks=(b.Dates(((text, runs),)), b.Paragraph(runs, "note"))),
            evolve(CARD, anchor="action-old", title=runs, blocks=()),
        ),
    )


HOSTILE = [
    '#panic("x") $x$ *a* _b_ `c` @d <e> // f /* g \\ ~ = h',
    "<script>alert(1)</script> & \" ' ]] }}",
    "中文字 😀 👩\u200d👩 \u0378 \ue000 \U0010ffff",
    "\x00\x07\x1b[31m\x85 a\nb\tc\u2028d\ud800",
    "e\u0301 \u0301 中\u0301 a\u0338\u20e3 \u202eabc\u202c \u2066d\u2069",
    "עברית العربية \u200e\u200f\u061c",
    "",
    " ",
    "\ufeff\u00ad\u200b\u2060",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_only_text(text: str) -> None:
    assert len(read(pdf(everywhere(text))).pages) >= 3


def test_signs_that_no_font_has_are_marked() -> None:
    written = pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], b.Paragraph(("a中b😀c",)))))
    assert "a�b�c" in text_of_pdf(written)


def test_the_mark_of_every_signal_can_be_shown() -> None:
    written = pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], b.Paragraph(("●▲■○◇–",)))))
    assert "●▲■○◇–" in text_of_pdf(written)


def test_typst_in_a_text_is_shown_as_it_is() -> None:
    written = pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], b.Paragraph((HOSTILE[0],)))))
    assert HOSTILE[0] in text_of_pdf(written)


def test_an_address_too_long_for_a_pdf_is_no_link() -> None:
    runs: b.Runs = tuple(b.Link("x", f"https://{'x' * size}") for size in (1991, 1992, 100_000))
    file = read(pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], b.Paragraph(runs)))))
    assert len(annotations(file)) == 2  # one of them in the table of contents


@pytest.mark.parametrize("sign", ["x", "1\xa0", "中", "\u0301", "-"])
def test_a_text_without_a_blank_stays_on_the_page(sign: str) -> None:
    file = read(pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], b.Paragraph((sign * 100_000,))))))
    assert len(file.pages) > 10


@pytest.mark.parametrize("text", ["\xad", "Grenz\xad", "Grenz\xadarbeit"])
def test_a_soft_hyphen_stops_no_report_wherever_it_stands(text: str) -> None:
    written = text_of_pdf(pdf(everywhere(text)))
    assert text.replace("\xad", "") in written


LATIN = st.text(st.sampled_from("abc éàüß#$*_`@<>\\/[]{}\"'~=-+&%.,:;0123456789"), max_size=60)


@settings(max_examples=25, deadline=None)
@given(LATIN)
def test_latin_text_can_be_read_back(text: str) -> None:
    written = text_of_pdf(pdf(evolve(PAGE, blocks=(EVERY_BLOCK[0], b.Paragraph((f"({text})",))))))
    assert "".join(f"({text})".split()) in "".join(written.split())


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_no_text_stops_a_report(text: str) -> None:
    assert pdf(everywhere(text)).startswith(b"%PDF")
