"""Nothing in the package asks for a network. Source: SECURITY.md."""

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

EVERYTHING = """
import sys
from pathlib import Path

asked = []

def listen(event, arguments):
    if event.startswith(("socket.", "ssl.", "http.", "urllib.", "ftplib.", "smtplib.")):
        asked.append(f"{event} {arguments}")

sys.addaudithook(listen)
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
bt.save_form(then, "nsec", out / "form.xlsx")
bt.read_form(programme, out / "form.xlsx", recorded="2026-01-31")
then.frame("progress")
then.roll_up("theme")._repr_html_()
bt.write(programme, out / "written")
bt.load(out / "written")
print(len(list(out.iterdir())), asked)
"""


@pytest.mark.parametrize("module", MODULES)
def test_no_module_knows_a_network_or_runs_what_it_reads(module: str) -> None:
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    known: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            known.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            known.add(node.module)
            known.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"eval", "exec", "compile", "__import__"}
    parts = {name.partition(".")[0] for name in known}
    assert NETWORK.isdisjoint(known | parts)
    assert RUN_AS_CODE.isdisjoint(parts)


def test_nothing_asks_for_a_network_while_everything_is_made(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", EVERYTHING, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "10 []\n", "")
