"""Takes the pictures of the documentation with a browser, and keeps them small.

python docs/pictures/take.py                      # or: make pictures
python docs/pictures/take.py report-2025.png      # only this one

It needs Chromium or Chrome, besides what the tests need. The pictures are made anew when the
report looks different; no test compares them, for another machine has other fonts.
"""

import shutil
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

import benelux_tracker as bt

HERE = Path(__file__).parent
sys.path.append(str(HERE.parents[1] / "tests"))  # where the tutorial is run
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLOURS = 128


class Picture(NamedTuple):
    """A page to make, and the window it is seen through: its size, and how much it is reduced."""

    page: Callable[[Path], None]
    width: int
    height: int
    reduced: float


def report_2025(page: Path) -> None:
    """The report on 2025 of the Benelux programme."""
    bt.save(bt.year_report(bt.load_benelux(), 2025, language="en"), page)


def of_tutorial(name: str) -> Callable[[Path], None]:
    """A page that is published at the end of the tutorial."""

    def made(page: Path) -> None:
        from build_sessions import Session

        with chdir(page.parent):
            Session().run(HERE.parent / "tutorial" / "index.md")
        shutil.copy(page.parent / "public" / name, page)

    return made


PICTURES = {
    "report-2025.png": Picture(report_2025, 1440, 1296, 1200 / 1440),
    "tutorial-report.png": Picture(of_tutorial("report.en.html"), 1100, 1460, 0.75),
    "tutorial-front-page.png": Picture(of_tutorial("index.html"), 900, 560, 1),
}
"""The pictures, by the name of their file."""


def take(picture: Picture, name: str, browser: Browser) -> None:
    """Make the page, look at it, and keep what is seen, in a few colours."""
    with TemporaryDirectory() as directory:
        page, seen = Path(directory, "page.html"), Path(directory, name)
        picture.page(page)
        window = browser.new_page(
            viewport={"width": picture.width, "height": picture.height},
            device_scale_factor=picture.reduced,
        )
        window.goto(page.as_uri())
        window.screenshot(path=seen)
        with Image.open(seen) as taken:
            few = taken.convert("RGB").quantize(
                COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
            )
            few.save(HERE / name, optimize=True)


def main(names: list[str]) -> None:
    """Take the pictures that are named, or all."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit(f"a browser is needed: {', '.join(BROWSERS)}")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names or PICTURES:
            take(PICTURES[name], name, browser)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
