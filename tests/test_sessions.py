"""Every block of code of the documentation runs, page by page, and prints what the page shows."""

import shutil
from pathlib import Path
from typing import Final

import pytest

from build_sessions import Session, blocks, commands

ROOT: Final = Path(__file__).parents[1]
OWN_TEST: Final = ROOT / "docs" / "how-to" / "a-year.md"
"""A page with a test of its own, test_a_year, that runs it too."""
PAGES: Final = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")} - {OWN_TEST})
EMPTY: Final = "<!-- runs in: an empty folder -->\n"


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


WITH_CODE: Final = [page for page in PAGES if any(blocks(page.read_text("utf-8")))]


@pytest.mark.parametrize("page", WITH_CODE, ids=name_of)
def test_the_code_of_a_page_runs_and_prints_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "session"
    if EMPTY in page.read_text("utf-8"):
        folder.mkdir()
    else:
        shutil.copytree(ROOT / "examples", folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    Session().run(page)


PAGE: Final = """\
<!-- file: notes/a.toml -->
```toml
a = 1
b = 2
```

<!-- file: notes/a.toml -->
```diff
 a = 1
-b = 2
+b = 4
```

1. Look:

   ```console
   $ cat notes/a.toml
   a = 1
   ...
   $ cd notes
   ```

<!-- Somebody else writes:
```python
from pathlib import Path

print(Path("a.toml").exists())
```
-->

<!-- output -->
```text
True
```

<!-- exit: 1 -->
```console
cat \\
  nothing.toml  # is not there
```

<!-- output -->
```text
cat: ...
```

<!-- not run: it is for another machine -->
```console
shutdown now
```

```{toctree}
```
"""


def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    Session().run(page)


def test_a_page_writes_files_changes_them_and_carries_on_from_block_to_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session(tmp_path, monkeypatch, PAGE)
    assert (tmp_path / "notes" / "a.toml").read_text("utf-8") == "a = 1\nb = 4\n"


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        ("```\nx\n```", "no block may be nameless"),
        ("```perl\nx\n```", "no block may be perl"),
        ("```text\nbenelux-tracker check\n```", "commands: a console"),
        ("```toml\na =\n```", "Invalid value"),
        ("```console\nshutdown now\n```", "mark the block as not run"),
        ("```console\npip install 'benelux-tracker[pdf,wings]'\n```", "no extras {'wings'}"),
        ("```console\n$ cat page.md\nanother page\n```", "Differences"),
        ("```console\nbenelux-tracker status --on never\n```", "ends with 2"),
        ("```pycon\n>>> 1 + 1\n3\n```", "Expected|Differences"),
        ("```python\nprint(1)\n```\n\n<!-- output -->\n```text\n2\n```", "Differences"),
        ("<!-- not run:  -->\n```console\nx\n```", "a reason not to run it"),
        ("<!-- file: page.md -->\n```diff\n-x\n y\n+z\n```", "has not once"),
        ("<!-- file: ../page.md -->\n```text\nx\n```", "outside"),
    ],
)
def test_a_page_that_does_not_hold_what_it_shows_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: str, complaint: str
) -> None:
    with pytest.raises((AssertionError, ValueError), match=complaint):
        session(tmp_path, monkeypatch, f"{block}\n")


def test_a_console_without_prompts_is_a_command_on_each_line() -> None:
    typed = [command.typed for command in commands("one\n# a remark\n\ntwo \\\n  more\n")]
    assert typed == ["one", "two    more"]
