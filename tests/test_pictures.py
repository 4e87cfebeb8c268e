"""Pictures: the same each time, fit for any page, never by colour alone. Source: report.md."""

import datetime as dt
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from benelux_tracker.errors import MissingExtraError
from benelux_tracker.report.drawings import (
    Bar,
    Cell,
    Course,
    CoursePoint,
    Drawing,
    Matrix,
    Pile,
    Range,
    Ranges,
    SignalBar,
    Signals,
    Timeline,
    Waterfall,
)
from benelux_tracker.report.pictures import PALETTE, figure, png, svg, themed
from benelux_tracker.report.pictures.letters import width, wrapped
from benelux_tracker.report.pictures.looks import DONE, SIGNALS, STATES, STEPS
from benelux_tracker.state import Signal

PERCENTS: Final = ("0 %", "25 %", "50 %", "75 %", "100 %")
HALF: Final = Fraction(1, 2)
LONG: Final = "Benelux " * 12_500
HOSTILE: Final = (
    '<script>alert("1")</script>',
    "$\\frac{1}{2}$ & #17406d url(#h1)",
    "\u202eesrever \u200f\x00\ud800\ufffe",
    "汉字 🙂 \U0010ffff",
    LONG,
    "n" * 300,
    "",
    " \n\t ",
)


def ranges(label: str = "Energy") -> Ranges:
    rows = [
        (Fraction(2, 5), Fraction(4, 5), Fraction(3, 5), HALF, "60 %"),
        (None, None, None, HALF, ""),
        (Fraction(0), Fraction(1), None, None, "0 to 100 %"),
    ]
    return Ranges(
        rows=tuple(
            Range(label=label, low=low, high=high, known=known, planned=planned, said=said)
            for low, high, known, planned, said in rows
        ),
        legend=(("low", "done"), ("high", "perhaps"), ("known", label), ("planned", "planned")),
        percents=PERCENTS,
    )


def course(label: str = "31 December 2026") -> Course:
    return Course(
        points=(
            CoursePoint(day=dt.date(2025, 1, 1), low=None, high=None, planned=None),
            CoursePoint(day=dt.date(2026, 1, 1), low=Fraction(0), high=HALF, planned=Fraction(0)),
            CoursePoint(day=dt.date(2026, 12, 31), low=HALF, high=Fraction(1), planned=HALF),
            CoursePoint(day=dt.date(2028, 12, 31), low=None, high=None, planned=Fraction(1)),
        ),
        on=dt.date(2026, 12, 31),
        legend=(("band", "between"), ("planned", "planned"), ("on", label)),
        percents=PERCENTS,
    )


def signals(label: str = "Energy") -> Signals:
    parts = (
        (Signal.GREEN, HALF, "50 %"),
        (Signal.AMBER, Fraction(9, 20), "45 %"),
        (Signal.RED, Fraction(3, 100), "3 %"),
        (Signal.GREY, Fraction(2, 100), "2 %"),
    )
    return Signals(
        rows=(SignalBar(label=label, parts=parts), SignalBar(label="none", parts=())),
        legend=tuple((signal, label) for signal in Signal),
        percents=PERCENTS,
    )


def timeline(label: str = "A treaty on trains", many: int = 5) -> Timeline:
    states = ("done", "open", "late", "suspended", "cancelled")
    return Timeline(
        bars=tuple(
            Bar(
                number=f"4.{n}",
                label=label,
                start=dt.date(2024, 6, 1),
                planned=dt.date(2026, 6, 1),
                now=dt.date(2026 + n % 4, 9, 1),
                state=states[n % 5],
            )
            for n in range(many)
        ),
        first=dt.date(2025, 1, 1),
        last=dt.date(2028, 12, 31),
        on=dt.date(2026, 12, 31),
        legend=(
            ("planned", "planned"),
            ("postponed", label),
            *((state, state) for state in states),
            ("on", "31 December 2026"),
        ),
    )


def waterfall(label: str = "Completed") -> Waterfall:
    steps = [(0, 30, True), (30, 45, False), (45, 40, False), (0, 40, True)]
    return Waterfall(
        piles=tuple(
            Pile(
                label=label,
                start=Fraction(start, 100),
                end=Fraction(end, 100),
                said=f"{end - start} points",
                whole=whole,
            )
            for start, end, whole in steps
        ),
        legend=(("whole", "progress"), ("up", "more"), ("down", label)),
        percents=PERCENTS,
    )


def matrix(label: str = "Netherlands") -> Matrix:
    cells = [Cell(state=state, said="1 May 2026") for state in ("done", "late", "open")]
    return Matrix(
        rows=("Belgium", label),
        columns=("Signed", label, "Ratified", "In force"),
        cells=((*cells, Cell(state="", said="")), (*cells, Cell(state="open", said=label))),
        legend=(("done", "done"), ("late", "late"), ("open", label)),
    )


KINDS: Final = (ranges, course, signals, timeline, waterfall, matrix)
DRAWINGS: Final[tuple[Drawing, ...]] = tuple(kind() for kind in KINDS)
EMPTY: Final[tuple[Drawing, ...]] = (
    Ranges(rows=(), legend=(), percents=()),
    Course(points=(), on=dt.date(2026, 1, 1), legend=(), percents=()),
    Signals(rows=(), legend=(), percents=PERCENTS),
    evolve(timeline(), bars=(), legend=()),
    Waterfall(piles=(), legend=(), percents=PERCENTS),
    Matrix(rows=(), columns=(), cells=(), legend=()),
)


def texts(picture: str) -> list[str]:
    return ["".join(tag.itertext()) for tag in ET.fromstring(picture).iter() if "text" in tag.tag]  # noqa: S314


def ids(picture: str) -> list[str]:
    return re.findall(r'\bid="([^"]*)"', "".join(re.findall("<[^>]*>", picture)))


@pytest.mark.parametrize("drawing", DRAWINGS + EMPTY)
def test_every_drawing_becomes_an_svg_and_a_png(drawing: Drawing) -> None:
    picture = svg(drawing)
    assert ET.fromstring(picture).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314
    assert png(drawing, 50).startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_picture_has_what_a_page_needs_and_nothing_that_leaks(drawing: Drawing) -> None:
    picture = svg(drawing)
    root = picture[: picture.index(">")]
    assert picture.startswith('<svg viewBox="0 0 484 ')
    assert "width=" not in root
    assert "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" in root
    for word in ("<style", "<?xml", "<!DOCTYPE", "metadata", "clip-path", "DejaVu", "atplotlib"):
        assert word not in picture


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_every_reference_of_a_picture_leads_somewhere(drawing: Drawing) -> None:
    picture = svg(drawing)
    assert set(re.findall(r"url\(#(\w+)\)|href=\"#(\w+)\"", picture)) <= {
        pair for name in ids(picture) for pair in ((name, ""), ("", name))
    }


def test_ids_are_unique_among_the_pictures_of_a_page() -> None:
    every = [name for drawing in DRAWINGS for name in ids(svg(drawing))]
    every += ids(svg(ranges("Mobility"))) + ids(svg(timeline("A treaty on roads")))
    assert len(every) > 20
    assert len(every) == len(set(every))


def test_the_same_drawing_gives_the_same_bytes_in_another_process() -> None:
    here = [digest(drawing) for drawing in DRAWINGS]
    code = "import test_pictures as t; print(*[t.digest(d) for d in t.DRAWINGS])"
    for seed in ("1", "2"):
        around = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.path.dirname(__file__)}  # noqa: PTH120
        there = subprocess.run(  # noqa: S603
            [sys.executable, "-c", code], env=around, capture_output=True, text=True, check=True
        )
        assert there.stdout.split() == here


def digest(drawing: Drawing) -> str:
    from hashlib import sha256

    return sha256(svg(drawing).encode() + png(drawing, 50)).hexdigest()


def test_the_bytes_do_not_hang_on_the_settings_of_who_draws() -> None:
    import matplotlib as mpl

    before = svg(timeline()), png(timeline(), 50)
    svg.cache_clear()
    png.cache_clear()
    with mpl.rc_context({"svg.fonttype": "path", "hatch.linewidth": 9, "lines.markersize": 30}):
        assert (svg(timeline()), png(timeline(), 50)) == before
        assert mpl.rcParams["hatch.linewidth"] == 9


def test_a_figure_is_matplotlibs_own_and_a_new_one_each_time() -> None:
    one, other = figure(ranges()), figure(ranges())
    assert one is not other
    assert tuple(one.get_size_inches() * 72) == (484, 108)


def test_a_timeline_of_forty_actions_stays_small() -> None:
    picture = svg(timeline("A recommendation on something that takes two lines to say here", 40))
    assert len(picture.encode()) < 40_000


def test_a_picture_says_what_the_drawing_says() -> None:
    told = texts(svg(ranges()))
    assert told.count("Energy") == 4
    assert {"60 %", "–", "0 to 100 %", "0 %", "100 %", "planned"} <= set(told)
    assert {"2025", "2028", "4.0", "A treaty on trains", "31 December 2026"} <= set(
        texts(svg(timeline()))
    )


def test_an_unknown_row_has_a_dash_and_no_bar() -> None:
    row = Range(label="Youth", low=None, high=None, known=None, planned=None, said="")
    drawing = Ranges(rows=(row,), legend=(), percents=())
    assert texts(svg(drawing)) == ["Youth", "–"]
    assert "<path" not in svg(drawing)


def test_a_part_without_room_for_its_words_shows_its_mark_or_nothing() -> None:
    assert [t for t in texts(svg(signals())) if "%" in t and t not in PERCENTS] == ["45 %"]


def test_a_course_of_days_that_nothing_is_known_of_is_an_empty_frame() -> None:
    day = CoursePoint(day=dt.date(2026, 12, 31), low=None, high=None, planned=None)
    picture = svg(evolve(course(), points=(day,)))
    assert texts(picture) == ["between", "planned", *PERCENTS, "31 December 2026"]


def test_a_bridge_is_shown_as_far_as_it_reaches() -> None:
    assert [text for text in texts(svg(waterfall())) if "%" in text] == ["0 %", "25 %", "50 %"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_shown_as_text_and_warns_of_nothing(
    kind: Callable[[str], Drawing], text: str
) -> None:
    picture = svg(kind(text))
    told = "".join(texts(picture))
    assert "script" not in {tag.tag for tag in ET.fromstring(picture).iter()}  # noqa: S314
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\ufffe\ud800-\udfff]", told)
    assert png(kind(text), 40)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_no_label_breaks_a_picture(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for kind in (ranges, timeline):
            assert ET.fromstring(themed(svg(kind(text)))) is not None  # noqa: S314


@given(st.text(max_size=200), st.floats(5, 300), st.integers(1, 4))
def test_wrapped_words_keep_to_their_room(text: str, room: float, lines: int) -> None:
    rows = wrapped(text, room, lines)
    assert 1 <= len(rows) <= lines
    assert all(width(row) <= room or len(row) <= 2 for row in rows)


def test_long_words_are_wrapped_and_cut_with_an_ellipsis() -> None:
    assert wrapped("a treaty on trains", 60, 2) == ["a treaty on", "trains"]
    assert wrapped("a treaty on trains", 42, 3) == ["a treaty", "on trains"]
    assert wrapped("a treaty on trains and roads", 48, 2) == ["a treaty on", "trains an…"]
    assert wrapped("n" * 30, 50, 1) == ["nnnnnnn…"]


def test_colours_are_unique_and_those_of_the_page() -> None:
    assert len(set(PALETTE.values())) == len(PALETTE)
    assert {name: scheme(dark=False)[name] for name in PALETTE} == dict(PALETTE)


def test_a_themed_picture_names_its_colours_but_leaves_its_words() -> None:
    picture = themed(svg(ranges("#17406d is a colour")))
    assert "var(--blue, #17406d)" in picture
    assert "#17406d is a colour" in texts(picture)
    assert not re.search(r'(?:fill|stroke)="#', picture)
    named = re.sub(r"var\(--[a-z-]+, #[0-9a-f]{6}\)", "", "".join(re.findall("<[^>]*>", picture)))
    assert not re.search(r"(?<!\()#[0-9a-f]{6}\b", named)


@cache
def scheme(*, dark: bool) -> dict[str, str]:
    """The colours of a page by name, for light or for dark."""
    style = (files("benelux_tracker.report.render") / "page.css").read_text("utf-8")
    light, night = (part.partition("}")[0] for part in style.split(":root {", 2)[1:])
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", light))
    if dark:
        found |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", night))
    return {k: "#" + v[1:] * 2 if len(v) == 4 else v for k, v in found.items()}


def contrast(one: str, other: str, *, dark: bool) -> float:
    """The ratio of WCAG 2.2 between two colours of a scheme."""
    low, high = sorted(luminance(scheme(dark=dark)[name]) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_every_part(dark: bool) -> None:  # noqa: FBT001
    fills = [fill for fill, _ in SIGNALS.values()] + [*STEPS.values(), DONE]
    assert [f for f in fills if contrast(f.words, f.face, dark=dark) < 4.5] == []
    on = [(ink, on) for ink in ("ink", "soft") for on in ("paper", "shade")]
    on += [("orange", "paper"), ("orange", "shade"), ("ink", "green-bg"), ("ink", "red-bg")]
    assert [pair for pair in on if contrast(*pair, dark=dark) < 4.5] == []


@pytest.mark.parametrize("dark", [False, True])
def test_marks_and_edges_stand_out(dark: bool) -> None:  # noqa: FBT001
    marks = [(fill.face, mark) for fill, mark in SIGNALS.values()]
    marks += [(on, mark) for mark in STATES.values() for on in ("paper", "shade")]
    tints = {"done": "green-bg", "late": "red-bg", "open": "shade"}
    marks += [(on, STATES[state]) for state, on in tints.items()]
    for on, mark in marks:
        assert max(contrast(c, on, dark=dark) for c in (mark.face, mark.edge)) >= 3
    for colour in ("blue", "orange", "green", "amber", "red", "grey", "soft", "ink"):
        assert contrast(colour, "paper", dark=dark) >= 3


def test_no_two_signals_states_or_steps_differ_by_colour_alone() -> None:
    assert len({(f.hatch, m.shape, m.face == f.face) for f, m in SIGNALS.values()}) == len(SIGNALS)
    assert len({(m.shape, m.face == "paper") for m in STATES.values()}) == len(STATES)
    assert len({fill.hatch for fill in STEPS.values()}) == len(STEPS)


def test_a_picture_without_matplotlib_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r'a picture needs .*"benelux-tracker\[plot\]"'):
        figure(ranges())
