"""The pages say what the library does: their code runs, their tables are complete."""

import ast
import doctest
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import attrs
import pytest
import tomli

import benelux_tracker
from benelux_tracker import Severity, check, load
from benelux_tracker.checks import ABOUT, REFERENCES
from benelux_tracker.language import phrases
from benelux_tracker.storage.codes import problem_codes
from benelux_tracker.storage.structure import RENAMED, TABLES

ROOT: Final = Path(__file__).parents[1]
PAGES: Final = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SOURCES: Final = sorted((ROOT / "src" / "benelux_tracker").rglob("*.py"))

FENCE: Final = re.compile(r"^```([a-z]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE: Final = re.compile(r"^\| `([a-z0-9-]+)` \| ([a-z]+) \|", re.MULTILINE)
LINK: Final = re.compile(r"\]\(([^)#:]+)(?:#([^)]*))?\)")
HEADING: Final = re.compile(r"^#+ (.*)$", re.MULTILINE)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


class Block(NamedTuple):
    """A block of code of a page, and the line of the page it begins on."""

    language: str
    code: str
    line: int


def blocks(page: Path, *languages: str) -> Iterator[Block]:
    """The blocks of a page in some languages, in order."""
    text = page.read_text("utf-8")
    for fence in FENCE.finditer(text):
        if fence[1] in languages:
            yield Block(fence[1], fence[2], text.count("\n", 0, fence.start(2)) + 1)


WITH_CODE: Final = [page for page in PAGES if any(blocks(page, "python", "pycon"))]


@pytest.mark.parametrize("page", WITH_CODE, ids=name_of)
def test_the_code_of_a_page_runs_and_prints_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = tmp_path / "examples"
    shutil.copytree(ROOT / "examples", examples)
    monkeypatch.chdir(examples)
    names: dict[str, Any] = {"__name__": "__page__"}
    for block in blocks(page, "python", "pycon"):
        if ">>> " in block.code:
            run_as_shown(block, page, names)
        else:
            lines = "\n" * (block.line - 1) + block.code
            exec(compile(lines, name_of(page), "exec"), names)  # noqa: S102 - our own pages


def run_as_shown(block: Block, page: Path, names: dict[str, Any]) -> None:
    """Run a block of prompts, and compare what it prints with what stands below them."""
    shown = doctest.DocTestParser().get_doctest(
        block.code, names, name_of(page), str(page), block.line - 1
    )
    told: list[str] = []
    options = doctest.ELLIPSIS | doctest.REPORT_NDIFF
    doctest.DocTestRunner(optionflags=options).run(shown, out=told.append, clear_globs=False)
    assert "".join(told) == ""
    names.update(shown.globs)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as a forge makes them."""
    headings = HEADING.findall(page.read_text("utf-8")) if page.suffix == ".md" else []
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_links_to_what_is_there(page: Path) -> None:
    links = [match.groups() for match in LINK.finditer(page.read_text("utf-8"))]
    assert [link for link, _ in links if not (page.parent / link).exists()] == []
    places = [(link, anchor) for link, anchor in links if anchor]
    assert [place for place in places if place[1] not in anchors(page.parent / place[0])] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_toml_of_a_page_is_toml(page: Path) -> None:
    for block in blocks(page, "toml"):
        tomli.loads(block.code)


def codes_raised(source: Path) -> set[str]:
    """The codes of problems that a module writes out."""
    codes: set[str] = set()
    for call in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(call, ast.Call):
            codes.update(codes_of(call))
    return codes


# The position of the code among the arguments of what makes a problem.
POSITIONS: Final = {
    "problem_at": 0,
    "RefusalError": 0,
    "UnreadableError": 0,
    "refused": 0,
    "matching": 1,
    "between": 2,
    "_not_found": 0,
    "AnswerError": 0,
    "tell": 0,
}


def codes_of(call: ast.Call) -> Iterator[str]:
    """The codes that stand in a call, none for most calls."""
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    arguments = dict(enumerate(call.args))
    given = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    given += [arguments[n] for n in (POSITIONS.get(name, -1),) if n in arguments]
    yield from (str(node.value) for node in given if isinstance(node, ast.Constant))
    if name == "unknown":  # a reference to a table: the code has the table's name in it
        table = arguments[0]
        tables = [str(table.value)] if isinstance(table, ast.Constant) else ABOUT[1:]
        yield from (f"unknown-{name.replace('_', '-')}" for name in tables)


def test_the_table_of_codes_has_every_code_of_the_source_and_no_other() -> None:
    warnings = codes_raised(ROOT / "src" / "benelux_tracker" / "findings.py")
    tables = {table for keys in REFERENCES.values() for table in keys.values()}
    raised = {code for source in SOURCES for code in codes_raised(source)}
    raised |= {f"unknown-{table.replace('_', '-')}" for table in tables}
    assert {code: str(kind.severity) for code, kind in problem_codes().items()} == {
        code: "warning" if code in warnings else "error" for code in raised
    }


def test_the_table_of_codes_is_in_order_by_group_and_name() -> None:
    order = ["files", "records", "warnings"]
    places = [(order.index(kind.group), code) for code, kind in problem_codes().items()]
    assert places == sorted(places)


@pytest.mark.parametrize("code", problem_codes())
def test_a_code_says_what_it_means_and_what_to_do(code: str) -> None:
    kind = problem_codes()[code]
    assert kind.code == code
    assert kind.meaning.endswith(".")
    assert kind.remedy.endswith(".")
    assert "|" not in kind.meaning + kind.remedy  # they stand in a table
    assert (kind.group == "warnings") == (kind.severity is Severity.WARNING)


def test_the_meaning_of_a_warning_is_plain_text_for_the_command_line() -> None:
    meanings = [kind.meaning for kind in problem_codes().values() if kind.group == "warnings"]
    assert [meaning for meaning in meanings if re.search(r"[`*\[]", meaning)] == []


def test_the_report_has_words_for_the_warnings_and_no_other_code() -> None:
    warnings = {kind.code for kind in problem_codes().values() if kind.group == "warnings"}
    assert set(phrases.FINDINGS) == warnings


def test_the_page_of_problems_is_that_of_the_table() -> None:
    script = ROOT / "examples" / "problem_codes.py"
    made = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-X", "utf8", script], check=True, capture_output=True, encoding="utf-8"
    )
    shown = (ROOT / "docs" / "reference" / "problems.md").read_text("utf-8")
    assert made.stdout == shown, "run: make pages"
    assert [match.groups() for match in CODE.finditer(shown)] == [
        (code, str(kind.severity)) for code, kind in problem_codes().items()
    ]


SECTION: Final = re.compile(r"^### .*`\[+([a-z_.]+)\]+`.*\n((?:(?!^##).*\n)*)", re.MULTILINE)
FIELD: Final = re.compile(r"^\| `([a-z_]+)` \| [^|]+ \| ([^|]+) \|", re.MULTILINE)


def fields_told() -> dict[str, dict[str, bool]]:
    """The fields of each table on the page of files, and whether it calls them compulsory."""
    page = (ROOT / "docs" / "reference" / "files.md").read_text("utf-8")
    return {
        section[1]: {row[1]: row[2].strip() == "required" for row in FIELD.finditer(section[2])}
        for section in SECTION.finditer(page)
    }


def fields_taken(record: Any) -> dict[str, bool]:  # noqa: ANN401 - any class of records
    """The keys that a table may have, and whether it must."""
    return {
        RENAMED.get(field.name, field.name): field.default is attrs.NOTHING
        for field in attrs.fields(record)
        if field.init and field.name != "origin" and field.eq_key is None
    }


def test_the_page_of_files_has_every_field_of_every_table() -> None:
    records = {
        **TABLES,
        "programme.rules": benelux_tracker.Rules,
        "action.milestone": benelux_tracker.Milestone,
    }
    assert fields_told() == {name: fields_taken(record) for name, record in records.items()}


def test_the_example_lines_of_the_page_of_files_make_a_programme(tmp_path: Path) -> None:
    lines = [block.code for block in blocks(ROOT / "docs" / "reference" / "files.md", "toml")]
    (tmp_path / "programme.toml").write_text("\n".join(lines), "utf-8")
    assert check(load(tmp_path)) == ()
