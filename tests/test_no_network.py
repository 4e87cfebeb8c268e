"""Nothing asks for a network, or writes where it was not asked to. Source: SECURITY.md."""

import ast
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

PACKAGE = Path(str(files("benelux_tracker")))
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
NETWORK = {
    *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests"),
    *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib3", "webbrowser", "xmlrpc"),
    *("urllib.request", "urllib.error", "urllib.robotparser"),
}
RUN_AS_CODE = {"dill", "marshal", "pickle", "shelve"}

REFUSED = """
import sys
from pathlib import Path

asked = []

def refuse(event, arguments):
    if event.startswith(("socket.", "ssl.", "http.", "urllib.", "ftplib.", "smtplib.")):
        asked.append(event)
        raise PermissionError(event)

sys.addaudithook(refuse)
"""

WATCHED = """
import os
import sys
import tempfile
from pathlib import Path

asked, elsewhere = [], set()
tempfile.tempdir = os.environ["MPLCONFIGDIR"] = str(Path(sys.argv[1]).with_name("matplotlib"))
os.mkdir(tempfile.tempdir)

def watch(event, arguments):
    if event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR):
        written = [arguments[0]]
    else:
        written = {"os.mkdir": arguments[:1], "os.rename": arguments[:2]}.get(event, ())
    for path in map(str, written):
        if not path.startswith((sys.argv[1] + os.sep, os.devnull)):
            elsewhere.add(Path(path).name.split(".")[0].split("-")[0])

sys.addaudithook(watch)
"""

EVERYTHING = """
import benelux_tracker as bt

out = Path(sys.argv[1])
programme = bt.load_benelux()
then = bt.snapshot(programme, on="2025-12-31")
report = bt.year_report(programme, 2025, "fr")
for suffix in ("html", "pdf", "docx", "md", "txt", "json"):
    bt.save(report, out / f"report.{suffix}")
bt.read_report(out / "report.json")
bt.export(then, "actions", out / "actions.csv")
bt.export(then, "actions", out / "actions.parquet")
bt.plot.progress(then.roll_up("theme")).savefig(out / "plot.svg")
(out / "dates.ics").write_text(bt.calendar(then), "utf-8")
bt.save_form(then, "nsec", out / "form.xlsx")
bt.read_form(programme, out / "form.xlsx", recorded="2026-01-31")
then.frame("progress")
then.roll_up("theme")._repr_html_()
bt.write(programme, out / "written")
bt.load(out / "written")
print(len(list(out.iterdir())), asked)
"""


def known_to(tree: ast.AST) -> set[str]:
    """What a module imports, wherever it does, and the packages that these are of."""
    known: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            known.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            known.add(node.module)
            known.update(f"{node.module}.{alias.name}" for alias in node.names)
    return known | {name.partition(".")[0] for name in known}


@pytest.mark.parametrize("module", MODULES)
def test_no_module_knows_a_network_or_runs_what_it_reads(module: str) -> None:
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    called = {call.id for call in calls if isinstance(call, ast.Name)}
    assert called.isdisjoint({"eval", "exec", "compile", "__import__"})
    assert known_to(tree).isdisjoint(NETWORK | RUN_AS_CODE)


def ran(program: str, out: Path, under: str = REFUSED) -> tuple[int, str, str]:
    """The exit code of a program that is refused a network, what it prints and complains."""
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-B", "-c", under + program, str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_nothing_asks_for_a_network_while_everything_is_made(tmp_path: Path) -> None:
    assert ran(EVERYTHING, tmp_path) == (0, "12 []\n", "")


def test_only_two_packages_write_elsewhere_while_everything_is_made(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert ran(EVERYTHING + "print(sorted(elsewhere))", out, WATCHED) == (
        0,
        "12 []\n['fontlist', 'matplotlib', 'openpyxl']\n",
        "",
    )


@pytest.mark.parametrize("writing", ["open(path, 'w')", "os.mkdir(path)", "Path(path).touch()"])
def test_who_writes_elsewhere_is_told(tmp_path: Path, writing: str) -> None:
    out = tmp_path / "out"
    program = f"path = sys.argv[1] + '.odd'\n{writing}\nprint(elsewhere)"
    assert ran(program, out, WATCHED) == (0, "{'out'}\n", "")


@pytest.mark.parametrize(
    ("asking", "event"),
    [
        ("import socket; socket.socket()", "socket.__new__"),
        ("import socket; socket.getaddrinfo('localhost', 80)", "socket.getaddrinfo"),
        ("import socket; socket.gethostname()", "socket.gethostname"),
        ("from urllib.request import urlopen; urlopen('http://localhost:9')", "urllib.Request"),
    ],
)
def test_who_asks_for_a_network_is_refused_and_told(
    tmp_path: Path, asking: str, event: str
) -> None:
    caught = f"try:\n    {asking}\nexcept PermissionError:\n    print(asked)"
    assert ran(caught, tmp_path) == (0, f"['{event}']\n", "")


@pytest.mark.parametrize(
    "line", ["import http.client", "from urllib import request", "from socket import socket"]
)
def test_a_module_that_knows_a_network_is_told(line: str) -> None:
    assert not NETWORK.isdisjoint(known_to(ast.parse(line)))
