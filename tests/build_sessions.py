"""A page of the documentation as a session: its blocks of code run, one after the other.

How a page says what is to become of a block is told in CONTRIBUTING.md, "The documentation".
"""

import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from importlib.metadata import metadata
from pathlib import Path
from typing import Any, Final, NamedTuple

import tomli
from markdown_it import MarkdownIt

from benelux_tracker.cli import run

MARK: Final = re.compile(r"<!-- (file|output|exit|not run|runs in)(?:: (.*?))? -->\s*")
HIDDEN: Final = re.compile(r"<!--(.*?)\n(.*```.*)-->\s*", re.DOTALL)
TOLD_AS_CODE: Final = re.compile(r"^(\$|>>>|benelux-tracker|make|pip|python) ", re.MULTILINE)
EXTRAS: Final = set(metadata("benelux-tracker").get_all("Provides-Extra", ()))
SHELL: Final = re.compile(r"[|<>;&*]")
PROGRAMS: Final = {"benelux-tracker", "cat", "cp", "ls", "mkdir", "python", "rm"}


class Block(NamedTuple):
    """A block of code of a page: its language, its marks, and the line that it begins on."""

    language: str
    code: str
    line: int
    marks: Mapping[str, str]


class Command(NamedTuple):
    """A command of a console, and what stands below it."""

    typed: str
    shown: str


def blocks(text: str, first: int = 1) -> Iterator[Block]:
    """The blocks of a page in order, those in comments too; directives are none."""
    marks: dict[str, str] = {}
    for token in MarkdownIt("commonmark").parse(text):
        line = first + (token.map or [0])[0]
        if token.type == "html_block" and (mark := MARK.fullmatch(token.content)):
            marks[mark[1]] = mark[2] or ""
            continue
        if token.type == "html_block" and (hidden := HIDDEN.fullmatch(token.content)):
            yield from blocks(hidden[2], line + 1)
        if token.type == "fence" and not token.info.startswith("{"):
            yield Block(token.info, token.content, line + 1, marks)
        marks = {}


def commands(code: str) -> list[Command]:
    """The commands of a console: behind `$`, or every line when there is none."""
    lines = code.replace("\\\n", " ").splitlines()
    if not any(line.startswith("$ ") for line in lines):
        return [Command(line, "") for line in lines if shlex.split(line, comments=True)]
    found: list[Command] = []
    for line in lines:
        if line.startswith("$ "):
            found.append(Command(line[2:], ""))
        else:
            found[-1] = Command(found[-1].typed, f"{found[-1].shown}{line}\n")
    return found


def same(shown: str, printed: str) -> None:
    """What a page shows is what is printed; `...` stands for anything."""
    want, got = (
        "".join(f"{line.rstrip()}\n" for line in text.strip("\n").split("\n"))
        for text in (shown, printed)
    )
    checker, example = doctest.OutputChecker(), doctest.Example("", want)
    if not checker.check_output(want, got, doctest.ELLIPSIS):
        raise AssertionError(checker.output_difference(example, got, doctest.REPORT_NDIFF))


class Session:
    """What carries on from block to block: names in Python, the folder, what was printed last."""

    def __init__(self) -> None:
        """Begin without any name."""
        self.names: dict[str, Any] = {"__name__": "__page__"}
        self.printed = ""

    def run(self, page: Path) -> None:
        """Run the blocks of a page in order."""
        for block in blocks(page.read_text("utf-8")):
            try:
                self.take(block, page.name)
            except BaseException as error:
                error.add_note(f"in the block at {page}:{block.line}")
                raise

    def take(self, block: Block, page: str) -> None:
        """Do with a block what its language and marks say."""
        if "not run" in block.marks:
            assert block.marks["not run"], "a reason not to run it"
        elif "output" in block.marks:
            same(block.code, self.printed)
        elif "file" in block.marks:
            written(block)
        elif block.language == "toml":
            tomli.loads(block.code)
        elif block.language == "console":
            self.type(block)
        elif block.language in {"python", "pycon"}:
            self.evaluate(block, page)
        else:
            assert block.language == "text", f"no block may be {block.language or 'nameless'}"
            assert not TOLD_AS_CODE.search(block.code), "commands: a console, or pycon"

    def evaluate(self, block: Block, page: str) -> None:
        """Run Python; of prompts, compare what is printed with what stands below them."""
        if block.language == "pycon":
            parse = doctest.DocTestParser().get_doctest
            shown = parse(block.code, self.names, page, page, block.line - 1)
            told: list[str] = []
            options = doctest.ELLIPSIS | doctest.REPORT_NDIFF
            runner = doctest.DocTestRunner(optionflags=options)
            runner.run(shown, out=told.append, clear_globs=False)
            self.names.update(shown.globs)
            assert not told, "".join(told)
            return
        with redirect_stdout(io.StringIO()) as printed:
            lines = "\n" * (block.line - 1) + block.code
            exec(compile(lines, page, "exec"), self.names)  # noqa: S102 - our own pages
        self.printed = printed.getvalue()

    def type(self, block: Block) -> None:
        """Type the commands of a console."""
        typed = commands(block.code)
        self.printed = ""
        for number, command in enumerate(typed, 1):
            code, printed = executed(command.typed)
            last = number == len(typed)
            want = int(block.marks.get("exit", 0)) if last else 0
            assert code == want, f"{command.typed} ends with {code}\n{printed}"
            if command.shown:
                same(command.shown, printed)
            self.printed += printed


def executed(typed: str) -> tuple[int, str]:
    """The exit code of a command, and what a terminal would show of it."""
    words = shlex.split(typed, comments=True)
    if words[:2] == ["pip", "install"]:  # looked at: the extras are there
        asked = {extra for word in words for extra in re.findall(r"[a-z]+", word.partition("[")[2])}
        assert asked <= EXTRAS, f"no extras {asked - EXTRAS}"
        return 0, ""
    if words[0] == "cd":
        os.chdir(words[1])
        return 0, ""
    assert words[0] in PROGRAMS, f"{words[0]}: mark the block as not run"
    if words[0] == "benelux-tracker" and not any(SHELL.search(word) for word in words):
        with redirect_stdout(io.StringIO()) as shown, redirect_stderr(shown):
            return run(words[1:]), shown.getvalue()
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(  # noqa: S603 - the commands of our own pages
        ["bash", "-eo", "pipefail", "-c", typed],  # noqa: S607 - whatever bash there is
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def written(block: Block) -> None:
    """Write the file that a block is, or change one as a diff says."""
    path = Path(block.marks["file"])
    assert not {"/", ".."} & set(path.parts), f"{path} is outside the folder"
    if block.language == "diff":
        before, after = (
            "".join(f"{line[1:]}\n" for line in block.code.splitlines() if line[:1] in signs)
            for signs in ("- ", "+ ")
        )
        text = path.read_text("utf-8")
        assert text.count(before) == 1, f"{path} has not once:\n{before}\nbut is:\n{text}"
        path.write_text(text.replace(before, after), "utf-8")
        return
    if block.language == "toml":
        tomli.loads(block.code)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.code, "utf-8")
