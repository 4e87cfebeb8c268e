"""Files made to take all time and memory take no more than SECURITY.md says.

They stay below a limit, or would take far more without one. Neither seconds nor memory are
measured here: the system ends a process that takes more than the page says.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from benelux_tracker.report.render.json import FORMAT
from build_files import PLAN
from build_forms import blank, packed, parts_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits work otherwise elsewhere")

ROOT = Path(__file__).parents[1]
FILE = 127 * 1024**2
FORM = 7_500_000
UPDATE = b'[[update]]\naction = "police-treaty"\ndate = 2025-01-01\n'
SHEET = "xl/worksheets/sheet2.xml"

READ = """
import resource, sys
import benelux_tracker as bt
kind, path, seconds, mebibytes = sys.argv[1:]
programme = bt.load_benelux()
read = {
    "programme": bt.load,
    "form": lambda path: bt.read_form(programme, path, recorded="2027-01-31"),
    "report": bt.read_report,
}
resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
resource.setrlimit(resource.RLIMIT_DATA, (int(mebibytes) * 1024**2, int(mebibytes) * 1024**2))
try:
    read[kind](path)
    print("read")
except bt.LoadError as error:
    print(error.problems[0].code)
"""


def unpacked(part: bytes) -> bytes:
    parts = parts_of(blank())
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", part + b"</sheetData>")
    return packed(parts)


def bomb() -> bytes:
    made = BytesIO(blank())
    with ZipFile(made, "a", ZIP_DEFLATED) as file, file.open("x", "w", force_zip64=True) as part:
        for _ in range(256):
            part.write(bytes(1024**2))
    return made.getvalue()


CASES: dict[tuple[str, str], tuple[Callable[[], bytes], str]] = {
    ("programme", "a comment"): (lambda: b"#" * FILE, "read"),
    ("programme", "tables"): (lambda: b"[[a]]\n" * (FILE // 6), "too-many"),
    ("programme", "many tables"): (
        lambda: b"".join(b"[a%d]\n" % number for number in range(600_000)),
        "too-many",
    ),
    ("programme", "wrong tables"): (lambda: b"[[update]]\na = 1\n" * 200_000, "too-many"),
    ("programme", "lists"): (
        lambda: b"[[theme]]\nx = [" + b"[]," * 2_000_000 + b"]",
        "missing-field",
    ),
    ("programme", "braces"): (
        lambda: (
            b"[[narrative]]\nabout = 'programme'\nyear = 2025\ntext = '%b'" % (b"{a:" * 1_000_000)
        ),
        "read",
    ),
    ("programme", "no UTF-8"): (lambda: b"\n" * (FILE // 4) + b"\xff", "not-utf-8"),
    ("programme", "ids of a file that is not TOML"): (
        lambda: b"".join(b"id='%x'\n" % number for number in range(9_900_000)),
        "not-toml",
    ),
    ("form", "a bomb"): (bomb, "too-large"),
    ("form", "cells"): (
        lambda: unpacked(b'<row r="9">' + b"<c/>" * (FORM // 4) + b"</row>"),
        "other-programme",
    ),
    ("form", "elements in one another"): (
        lambda: unpacked(b"<a>" * (FORM // 7) + b"</a>" * (FORM // 7)),
        "other-programme",
    ),
    ("report", "objects"): (lambda: b'{"x": [' + b"{}," * (FILE // 3), "too-many"),
    ("report", "objects in one another"): (lambda: b'{"x":' * 3_000_000, "too-deep"),
    ("report", "a text"): (
        lambda: b'{"format": "%b", "x": "%b"}' % (FORMAT.encode(), b"x" * FILE),
        "missing-field",
    ),
}


def documented(kind: str) -> tuple[str, str]:
    """The seconds and mebibytes that a page promises."""
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    found = re.search(rf"^\| a {kind}[^|]*\| (\d+) seconds \| ([\d,]+) MiB \|$", page, re.MULTILINE)
    assert found
    return found[1], found[2].replace(",", "")


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that is gone at once: what is in it is large."""
    with TemporaryDirectory() as directory:
        yield Path(directory)


def read(kind: str, content: bytes, folder: Path, seconds: str, mebibytes: str) -> str:
    """What comes of a file, or of the process that reads it."""
    (folder / "programme.toml").write_text(PLAN, "utf-8")
    path = folder / {"programme": "x.toml", "form": "x.xlsx", "report": "x.json"}[kind]
    path.write_bytes(content)
    asked = kind, str(folder if kind == "programme" else path), seconds, mebibytes
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", READ, *asked],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # each holds memory of its own
    )
    return done.stdout.strip() or (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_file_made_to_take_much_takes_no_more_than_is_said(
    folder: Path, kind: str, name: str
) -> None:
    content, code = CASES[kind, name]
    assert read(kind, content(), folder, *documented(kind)) == code


def test_long_numbers_are_looked_at_once_and_not_from_each_digit(folder: Path) -> None:
    numbers = b"x = [" + (b"1." + b"1" * 4_000 + b",") * 4_000 + b"]"
    assert read("programme", numbers, folder, "15", "1000") == "unknown-table"


def test_a_reader_that_takes_more_than_it_may_is_ended(folder: Path) -> None:
    assert read("programme", b"#" * FILE, folder, "60", "64") == "MemoryError"
    keys = b"".join(b"a%d = 1\n" % number for number in range(3_000_000))
    assert read("programme", b"[[theme]]\n" + keys, folder, "1", "4000") == "-9"
