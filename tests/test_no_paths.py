"""What is made holds no path, user or name of the machine it was made on. Source: SECURITY.md."""

import getpass
import io
import socket
import sys
import zlib
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile, is_zipfile

import pikepdf
import polars as pl
import pytest

import benelux_tracker as bt
from benelux_tracker.cli import run
from build_documents import text_of_pdf

EXAMPLE = Path(__file__).parents[1] / "examples" / "worked-example"
MADE = (
    *("report.html", "report.pdf", "report.docx", "report.md", "report.txt", "report.json"),
    *("form.xlsx", "actions.csv", "actions.parquet", "dates.ics", "written", "begun"),
    *("plot.svg", "shown.html", "told.txt"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that can be made, of a programme in a folder whose name tells it."""
    root = tmp_path_factory.mktemp("the-tell-tale-folder")
    copytree(EXAMPLE, root / "programme")
    out = root / "out"
    out.mkdir()
    programme = bt.load(root / "programme")
    then, report = bt.snapshot(programme, on="2026-12-31"), bt.year_report(programme, 2026, "en")
    for name in MADE[:6]:
        bt.save(report, out / name)
    bt.save_form(then, "trade", out / "form.xlsx")
    bt.export(then, "actions", out / "actions.csv")
    bt.export(then, "actions", out / "actions.parquet")
    (out / "dates.ics").write_text(bt.calendar(then), "utf-8")
    bt.write(programme, out / "written")
    bt.begin(out / "begun", start="2026-01-01", end="2028-12-31")
    rolled, explained = then.roll_up("theme"), then.explain("market")
    bt.plot.progress(rolled).savefig(out / "plot.svg")
    shown = rolled._repr_html_(), explained._repr_html_()
    (out / "shown.html").write_text("".join(shown), "utf-8")
    told = *map(str, (rolled, explained)), *map(repr, (programme, then, report, rolled, explained))
    (out / "told.txt").write_text("\n".join(told), "utf-8")
    return out


def contents(path: Path) -> Iterator[bytes]:
    """A file's bytes, and those that are packed in it."""
    if path.is_dir():
        for inner in path.rglob("*"):
            if inner.is_file():
                yield inner.read_bytes()
        return
    yield path.read_bytes()
    if is_zipfile(path):
        with ZipFile(path) as parts:
            yield from map(parts.read, parts.namelist())
    elif path.suffix == ".parquet":
        table = pl.read_parquet(path)
        yield f"{pl.read_parquet_metadata(path)} {table.to_dicts()}".encode()
    elif path.suffix == ".pdf":
        yield text_of_pdf(path.read_bytes()).encode()
        with pikepdf.open(path) as document:
            for each in document.objects:
                with suppress(pikepdf.PdfError, zlib.error):
                    is_stream = isinstance(each, pikepdf.Stream)
                    yield each.read_bytes() if is_stream else each.unparse()


def traces(root: Path) -> list[bytes]:
    """What would tell of this machine, in the encodings that files use."""
    words = {str(root.parent), "the-tell-tale-folder", str(Path.home())} - {"/root"}
    words |= {socket.gethostname(), f"/{getpass.getuser()}/", str(Path.cwd())}
    words |= {str(Path(bt.__file__).parent), sys.prefix}
    long = [word for word in words if len(word) > 4]
    return [word.encode(code) for word in long for code in ("utf-8", "utf-16-le", "utf-16-be")]


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_does_not_tell_where(made: Path, name: str) -> None:
    told = [word for content in contents(made / name) for word in traces(made) if word in content]
    assert told == []


@pytest.mark.parametrize("name", [name for name in MADE if name not in {"begun", "plot.svg"}])
def test_a_word_of_the_programme_is_found_wherever_it_is_packed(made: Path, name: str) -> None:
    assert any(b"Action 2" in content for content in contents(made / name))


@pytest.mark.parametrize(
    "command",
    [
        *("status --on 2026-12-31", "check", "find a", "explain market --on 2026-12-31"),
        *("chase --on 2026-12-31", "compare 2025-12-31 2026-12-31"),
    ],
)
def test_what_a_command_prints_for_programs_does_not_tell_where(made: Path, command: str) -> None:
    with redirect_stdout(io.StringIO()) as printed:
        run([*command.split(), "--json", "--programme", str(made.parent / "programme")])
    text = printed.getvalue().encode()
    assert text.startswith((b"{", b"["))
    assert [word for word in traces(made) if word in text] == []
