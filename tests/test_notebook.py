"""The notebook of the examples runs, and shows what is stored in it.

After a change that is meant: `pytest tests/test_notebook.py --update-golden`, then look at the
notebook before it is committed. Pictures are not compared: their dots may differ from one
machine to another; their words are.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK: Final = Path(__file__).parents[1] / "examples" / "benelux_in_a_notebook.ipynb"
METADATA: Final = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}

Cell = dict[str, Any]


def stored() -> Any:  # noqa: ANN401 - a notebook is what its format says
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call] # it is untyped


def executed(notebook: Any, directory: Path) -> Any:  # noqa: ANN401
    """A notebook as it is after all its cells have run, without traces of the machine."""
    client = NotebookClient(
        notebook, timeout=600, record_timing=False, resources={"metadata": {"path": str(directory)}}
    )
    client.execute()
    notebook.metadata = METADATA
    return notebook


def shown(cells: list[Cell]) -> Iterator[tuple[str, Any]]:
    """What the cells of a notebook show, with the words of pictures for the pictures."""
    for cell in cells:
        for output in cell.get("outputs", []):
            data = dict(output.get("data", {}))
            for kind in [kind for kind in data if kind.startswith("image/")]:
                data[kind] = output["metadata"][kind]
            yield cell["source"], data or output.get("text") or output


def test_the_notebook_shows_what_is_stored_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    again = executed(stored(), tmp_path)
    if pytestconfig.getoption("--update-golden"):
        nbformat.write(again, NOTEBOOK)  # type: ignore[no-untyped-call] # it is untyped
    assert list(shown(again.cells)) == list(shown(stored().cells))


def code_cells() -> list[Cell]:
    return [cell for cell in stored().cells if cell.cell_type == "code"]


def test_the_notebook_was_run_from_the_top_and_nothing_failed() -> None:
    assert [cell["execution_count"] for cell in code_cells()] == [*range(1, len(code_cells()) + 1)]
    kinds = {output["output_type"] for cell in code_cells() for output in cell["outputs"]}
    assert kinds <= {"execute_result", "stream"}
    streams = [o for cell in code_cells() for o in cell["outputs"] if o["output_type"] == "stream"]
    assert {stream["name"] for stream in streams} == {"stdout"}


def test_every_picture_stands_there_once_with_its_words() -> None:
    drawn = [cell for cell in code_cells() if "bt.plot." in cell["source"]]
    assert len(drawn) == 4
    for cell in drawn:
        (output,) = cell["outputs"]
        assert output["data"]["image/png"]
        assert "%" in output["metadata"]["image/png"]["alt"] or "Open: " in str(output["metadata"])


def test_the_notebook_answers_five_questions() -> None:
    prose = "\n".join(cell.source for cell in stored().cells if cell.cell_type == "markdown")
    assert re.findall(r"^## (\d)\. .*\?$", prose, re.MULTILINE) == ["1", "2", "3", "4", "5"]


def test_the_notebook_says_nothing_of_the_machine_it_ran_on() -> None:
    text = NOTEBOOK.read_text("utf-8")
    assert json.loads(text)["metadata"] == METADATA
    assert [cell["metadata"] for cell in stored().cells] == [{}] * len(stored().cells)
    assert re.findall(r"site-packages|/home/|/usr/|/tmp/|\bat 0x[0-9a-f]+", text) == []
