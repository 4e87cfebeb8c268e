"""The pages are made without a warning, every name leads somewhere, and words are spelt right."""

import importlib.util
import inspect
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from importlib.resources import files
from inspect import signature
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, sync_playwright

import benelux_tracker as bt
from build_documents import missing, tool

ROOT: Final = Path(__file__).parents[1]
DOCS: Final = ROOT / "docs"
API: Final = sorted((DOCS / "reference" / "api").glob("*.md"))
SHOWN: Final = re.compile(
    r"^(?:\.\. (?:auto\w+|py:type)::| {12}) benelux_tracker\.(\w+)$", re.MULTILINE
)
AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def made(builder: str, room: Path) -> subprocess.CompletedProcess[str]:
    """What Sphinx says while it makes the pages; what it read once it keeps."""
    return subprocess.run(  # noqa: S603 - our own pages
        [
            *(sys.executable, "-m", "sphinx", "--builder", builder, "--quiet", "--nitpicky"),
            *("--fail-on-warning", "--keep-going", "--doctree-dir", room / "read"),
            *(DOCS, room / builder),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the pages have been made."""
    for package in ("sphinx", "furo", "myst_parser", "sphinx_copybutton"):
        if importlib.util.find_spec(package) is None:
            missing(package)
    folder = tmp_path_factory.mktemp("pages")
    said = made("html", folder)
    assert said.returncode == 0, said.stderr
    return folder


def test_the_pages_are_made_without_a_warning(room: Path) -> None:
    assert (room / "html" / "index.html").exists()


def test_every_public_name_has_a_place_of_its_own_on_the_pages(room: Path) -> None:
    listed = (room / "html" / "objects.inv").read_bytes().split(b"\n", 4)[4]
    names = {line.split()[0] for line in zlib.decompress(listed).decode("utf-8").splitlines()}
    assert {name for name in bt.__all__ if f"benelux_tracker.{name}" not in names} == set()


def test_every_public_name_stands_once_on_the_pages_of_the_api() -> None:
    shown = [name for page in API for name in SHOWN.findall(page.read_text("utf-8"))]
    assert sorted(shown) == list(bt.__all__)


@pytest.mark.parametrize("name", bt.__all__)
def test_a_function_with_several_parameters_tells_of_each(name: str) -> None:
    function = getattr(bt, name)
    if inspect.isfunction(function) and len(asked := list(signature(function).parameters)) > 1:
        args = re.split(r"\n +(?:Args|Returns|Raises):\n", function.__doc__ or "")[1]
        assert re.findall(r"^ {8}(\w+): ", args, re.MULTILINE) == asked


def test_words_are_spelt_right(room: Path) -> None:
    try:
        import enchant  # type: ignore[import-untyped]
    except ImportError:
        missing("enchant")
    if not enchant.dict_exists("en_GB"):
        missing("the dictionary hunspell-en-gb")
    said = made("spelling", room)
    assert said.returncode == 0, said.stderr


def test_the_list_of_words_is_in_order_and_has_each_once() -> None:
    words = (DOCS / "words.txt").read_text("utf-8").splitlines()
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = tool("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as play:
        args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        opened = play.chromium.launch(executable_path=chromium, args=args)
        yield opened
        opened.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("page", ["index", "reference/api/snapshot", "reference/glossary"])
def test_a_page_breaks_no_rule_of_accessibility(
    room: Path, browser: Browser, page: str, width: int
) -> None:
    shown = browser.new_page(viewport={"width": width, "height": 800})
    shown.goto((room / "html" / f"{page}.html").as_uri())
    shown.evaluate(AXE)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found: dict[str, Any] = shown.evaluate("options => axe.run(options)", options)
    shown.close()
    assert found["passes"], "no rule was tried"
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]] == []
