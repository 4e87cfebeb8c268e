"""Pictures for notebooks: those of the report, from figures at hand."""

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from typing import Final

import pytest
from attrs import evolve
from IPython.core.formatters import DisplayFormatter
from matplotlib.figure import Figure
from matplotlib.image import imread

import benelux_tracker as bt
from benelux_tracker import (
    DateError,
    RequestError,
    Snapshot,
    StatusUpdate,
    Text,
    UnknownKeyError,
    WorkProgramme,
    snapshot,
    what_if,
    year_report,
)
from benelux_tracker.language.words import LANGUAGES
from benelux_tracker.periods import Due
from benelux_tracker.report.blocks import Picture
from benelux_tracker.report.layout import page
from benelux_tracker.report.pictures import figure, saved
from benelux_tracker.vocabulary import ActionId, Status
from build_action import planned, programme, told
from build_report import small
from test_public_names import loaded_by

NOW: Final = "2025-12-31"
MARGIN: Final = 8


@cache
def year_end() -> Snapshot:
    return snapshot(small(), NOW)


@cache
def in_the_report(anchor: str, language: str = "en") -> Picture:
    blocks = page(year_report(small(), 2025, language)).blocks
    (found,) = (b for b in blocks if isinstance(b, Picture) and b.anchor == anchor)
    return found


def dots(drawn: Figure) -> bytes:
    return saved(drawn, "png", 72)


def words_of(drawn: Figure) -> list[str]:
    return [text.get_text() for text in drawn.axes[0].texts]


def supposed() -> WorkProgramme:
    return what_if(
        small(), StatusUpdate(action=ActionId("labels"), date=date(2025, 12, 1), percent=50)
    )


def compared(language: str = "en") -> Figure:
    return bt.plot.bridge(bt.compare(snapshot(small(), "2024-12-31"), year_end()), language)


# ---- the pictures of the report


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bridge_is_that_of_the_report(language: str) -> None:
    picture = in_the_report("picture-bridge", language)
    assert dots(compared(language)) == dots(figure(picture.drawing, margin=MARGIN))
    assert said(compared(language)) == "\n".join(picture.shows)


def said(drawn: Figure) -> str:
    return str(getattr(drawn, "said"))  # noqa: B009 - matplotlib's own class has none


@pytest.mark.parametrize("language", LANGUAGES)
def test_progress_is_drawn_as_in_the_report(language: str) -> None:
    idle = {"culture"}  # a report has its themes without actions too
    picture = in_the_report("picture-themes", language)
    themes = year_end().roll_up("theme")
    assert {*themes} == {theme.id for theme in small().themes} - idle
    shows = [line for line in picture.shows if not line.startswith("Culture")]
    assert said(bt.plot.progress(themes, language)) == "\n".join(shows)


def test_progress_is_drawn_by_any_dimension() -> None:
    drawn = bt.plot.progress(year_end().roll_up("working_group"))
    assert said(drawn).splitlines() == [
        "Chiefs of police: 52% of what is reported; of all that is due 52%; plan: 85%",
        "Douane: 46% of what is reported; of all that is due 46%; plan: 79%",
        "Traders – Nothing of the due work is reported: 0% to 100% may be done.",
        "Programme: 48% of what is reported; of all that is due 39% to 59%; plan: 84%",
    ]
    assert {"Chiefs of police", "Traders", "0% to 100%"} <= set(words_of(drawn))
    cells = bt.plot.progress(year_end().roll_up(("theme", "working_group")))
    assert said(cells).startswith("Security × Chiefs of police: 52%")


def test_the_course_is_that_of_the_report() -> None:
    picture = in_the_report("picture-years")
    drawn = bt.plot.series(bt.series(small()), on=NOW)
    lines = said(drawn).splitlines()
    assert lines[0] == picture.shows[0]
    assert lines[1] == picture.shows[1] == "31 December 2025: 35% to 54%; plan 79%"
    assert {"done of the whole programme: at least, at most", "31 December 2025"} <= set(
        words_of(drawn)
    )


def test_a_timeline_has_the_bars_of_the_report() -> None:
    drawn = bt.plot.timeline(year_end(), about="security")
    whole = set(words_of(drawn))
    titles = {"Patrol treaty", "Handbook", "Hotline", "Exercise", "Registry", "Lessons learnt"}
    assert titles | {"later than planned", "31 December 2025"} <= whole
    assert said(drawn).splitlines() == [
        "Completed: 1",
        "Open: 3",
        "Late: 1",
        "Suspended: 1",
        "Later than planned: 1",
    ]


# ---- what they are of


def test_a_timeline_is_of_any_subject() -> None:
    assert "Labels" in words_of(bt.plot.timeline(year_end()))
    customs = words_of(bt.plot.timeline(year_end(), ("security", "working_group:customs"), "nl"))
    assert {"Exercise", "Registry", "31 december 2025"} <= set(customs)
    assert "Hotline" not in customs


def test_what_is_not_adopted_yet_has_no_bar() -> None:
    assert "Not adopted yet" not in words_of(bt.plot.timeline(year_end(), "market"))
    with pytest.raises(RequestError, match="no action of theme:culture is in scope on 2025-12-31"):
        bt.plot.timeline(year_end(), "culture")


def test_a_series_is_of_a_part_as_well() -> None:
    drawn = bt.plot.series(bt.series(small(), every="year"), "de", about="security", on=NOW)
    assert "umgesetzt (Security): mindestens, höchstens" in words_of(drawn)
    assert said(drawn).splitlines()[1] == "31. Dezember 2025: 48\xa0%; Plan 84\xa0%"
    cell = bt.plot.series(
        bt.series(small(), ("theme", "working_group"), "year"), about=("market", "traders")
    )
    assert "done (Market × Traders): at least, at most" in words_of(cell)


def test_what_is_done_ends_with_the_last_news_unless_a_day_is_given() -> None:
    last = max(update.recorded for update in small().updates)
    assert last == date(2026, 2, 1)
    assert "1 February 2026" in words_of(bt.plot.series(bt.series(small())))
    known = bt.plot.series(bt.series(small(), known_on="2025-06-30"))
    assert "10 June 2025 (as known on 30 June 2025)" in words_of(known)
    untold = bt.plot.series(bt.series(programme(planned())))
    assert said(untold).splitlines()[0] == "31 December 2025: plan 24%"
    assert "1 January 2025" in words_of(untold)


def test_a_series_that_ends_before_the_last_news_is_known_to_its_end() -> None:
    early = bt.plot.series(bt.series(small(), end="2025-03-31"))
    assert "31 March 2025" in words_of(early)


def test_work_whose_due_was_moved_before_its_start_is_open_until_it_is_to_begin() -> None:
    early = told(date=date(2025, 6, 1), status=Status.PLANNED, due=Due.parse("2025-09"))
    whole = programme(planned(start=date(2026, 2, 1), due=Due.parse("2026")), updates=(early,))
    assert said(bt.plot.timeline(snapshot(whole, NOW))) == "Open: 1"
    report = year_report(whole, 2025, "en")
    bars = (b for b in page(report).blocks if isinstance(b, Picture) and b.anchor[8:13] == "theme")
    assert "Open: 1" in [line for picture in bars for line in picture.shows]
    assert said(bt.plot.timeline(snapshot(whole, "2026-02-01"))) == "Late: 1"


# ---- what cannot be drawn


def test_a_series_without_the_key_or_without_days_has_no_picture() -> None:
    with pytest.raises(
        UnknownKeyError, match="no figures of 'securty' in the series; did you mean"
    ):
        bt.plot.series(bt.series(small()), about="securty")
    none = bt.series(small(), start="2025-01-02", end="2025-01-03")
    for about in ("programme", "security"):
        with pytest.raises(RequestError, match="nothing to show: no period ends within the days"):
            bt.plot.series(none, about=about)
    with pytest.raises(DateError, match="on must be a day"):
        bt.plot.series(bt.series(small()), on="2025")


def test_work_without_weight_has_no_course() -> None:
    light = bt.series(programme(planned(weight=0)))
    with pytest.raises(RequestError, match="none of the work carries weight"):
        bt.plot.series(light)


def test_where_there_is_no_bridge_the_reason_is_told() -> None:
    nothing = bt.compare(snapshot(small(), "2024-01-01"), year_end(), "market")
    with pytest.raises(RequestError) as caught:
        bt.plot.bridge(nothing)
    assert str(caught.value) == (
        "there is no bridge. The earlier day has no figure to start from. "
        "Nothing of the due work is reported: 0% to 100% may be done."
    )


PLOTS: Final[dict[str, Callable[[str], Figure]]] = {
    "progress": lambda language: bt.plot.progress(year_end().roll_up("theme"), language),
    "timeline": lambda language: bt.plot.timeline(year_end(), language=language),
    "series": lambda language: bt.plot.series(bt.series(small()), language),
    "bridge": compared,
}


@pytest.mark.parametrize("plot", PLOTS)
def test_another_language_is_refused(plot: str) -> None:
    with pytest.raises(RequestError, match='nothing is written in "es"'):
        PLOTS[plot]("es")


# ---- what is only supposed


def test_whatever_is_drawn_says_that_it_supposes_something() -> None:
    taken = snapshot(supposed(), NOW, "2026-01-31")
    day = "31 December 2025 (as known on 31 January 2026) (with what is supposed)"
    assert "(with what is supposed)" in " ".join(words_of(bt.plot.progress(taken.roll_up("theme"))))
    assert day in words_of(bt.plot.timeline(taken))
    assert day in words_of(bt.plot.series(bt.series(supposed(), known_on="2026-01-31"), on=NOW))
    bridge = bt.plot.bridge(bt.compare(snapshot(small(), "2024-12-31"), taken))
    assert day in " ".join(words_of(bridge))
    assert day in said(bridge)


# ---- as figures of matplotlib


@pytest.mark.parametrize("plot", PLOTS)
def test_a_notebook_is_given_one_picture_with_its_words(plot: str) -> None:
    drawn = PLOTS[plot]("en")
    assert isinstance(drawn, Figure)
    data, metadata = DisplayFormatter().format(drawn)  # type: ignore[no-untyped-call]
    assert [*data] == ["text/plain", "image/png"]
    size = metadata["image/png"]
    down, across, _ = imread(BytesIO(data["image/png"])).shape
    assert (across, down) == (2 * size["width"], pytest.approx(2 * size["height"], abs=2))
    assert size["width"] == 750
    assert size["alt"] == said(drawn)


def test_a_figure_is_one_s_own_to_change_before_it_is_shown() -> None:
    drawn, other = PLOTS["bridge"]("en"), PLOTS["bridge"]("en")
    assert dots(drawn) == dots(other)
    drawn.text(0.5, 0.5, "Draft")
    assert drawn._repr_png_() != other._repr_png_()  # type: ignore[attr-defined]
    drawn.savefig(target := BytesIO(), format="svg")
    assert b"<svg" in target.getvalue()


def test_a_hostile_title_is_drawn_as_text() -> None:
    made = programme(planned(title=Text("<b>$\\frac{1}{2}$</b>\n\x1b[31m")))
    drawn = bt.plot.timeline(snapshot(evolve(made, title=Text("x")), NOW))
    assert "<b>$\\frac{1}{2}$</b> �[31m" in words_of(drawn)
    assert dots(drawn)


def test_plots_are_there_by_name_and_bring_matplotlib_only_when_drawn() -> None:
    modules = loaded_by("import benelux_tracker as bt\nbt.plot.progress")
    assert "benelux_tracker.plot" in modules
    assert "matplotlib" not in modules
    assert bt.plot.__all__ == ["bridge", "progress", "series", "timeline"]
