"""The pictures of the documentation show the house as it is, and are small."""

import re
import runpy
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from test_house import CALCULATION, MAY_KNOW_FILES

ROOT: Final = Path(__file__).parents[1]
PICTURES: Final = ROOT / "docs" / "pictures"
SVG: Final = "{http://www.w3.org/2000/svg}"


def house() -> dict[str, Any]:
    """The names of the program that draws the house."""
    return runpy.run_path(str(PICTURES / "house.py"))


def rooms() -> set[str]:
    """The rooms of the drawing."""
    return {room for floor in house()["floors"]() for room in floor} | {"storage"}


def test_the_drawing_of_the_house_is_that_of_its_floors() -> None:
    made = "\n".join(house()["sheet"]())
    assert made + "\n" == (PICTURES / "house.svg").read_text("utf-8"), "run: make pictures"


def test_every_room_of_the_package_is_in_the_drawing() -> None:
    package = ROOT / "src" / "benelux_tracker"
    modules = {path.stem for path in package.glob("*.py") if not path.stem.startswith("__")}
    assert rooms() == modules | {path.parent.name for path in package.glob("*/__init__.py")}


def test_the_drawing_marks_what_makes_figures_and_who_may_know_files() -> None:
    assert house()["FIGURES"] == {name.removesuffix(".py") for name in CALCULATION}
    outermost = {name.removesuffix(".py") for name in MAY_KNOW_FILES}
    assert house()["FILES"] == outermost | {"storage", "cli"}


def test_the_drawing_is_told_in_words_to_who_does_not_see_it() -> None:
    drawing = ET.parse(PICTURES / "house.svg").getroot()  # noqa: S314 - our own
    assert drawing.get("role") == "img"
    said = drawing.findtext(f"{SVG}desc") or ""
    assert [room for room in sorted(rooms()) if room.lower() not in said.lower()] == []


def test_the_page_on_the_house_tells_of_every_room() -> None:
    page = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
    table = page.partition("| room |")[2].partition("\n\n")[0]
    told = {name for row in table.splitlines()[2:] for name in re.findall("`(.*?)`", row[:70])}
    assert told >= rooms()


def test_the_pictures_that_are_taken_are_there_and_small() -> None:
    names = runpy.run_path(str(PICTURES / "take.py"))["PICTURES"]
    sizes = {name: (PICTURES / name).stat().st_size for name in names}
    assert {name: size for name, size in sizes.items() if size > 200_000} == {}
