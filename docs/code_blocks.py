"""How blocks of code look on the pages: the file that one is stands above it.

An extension of Sphinx. tests/build_sessions.py says what the comments above a block mean.
"""

import re
from collections.abc import Mapping
from typing import Final

from sphinx.application import Sphinx

FILE: Final = re.compile(r"^( *)<!-- file: (.*) -->\n *```([a-z]+)\n", re.MULTILINE)
CONSOLE: Final = re.compile(
    r"^( *)```console\n((?:(?! *(?:\$ |```)).*\n)*)(?= *```$)", re.MULTILINE
)
LAST: Final = re.compile(r"^( *```pycon\n(?:(?! *```).*\n)*)\n(?= *```$)", re.MULTILINE)
"""The empty line that a test wants at the end of what is printed."""


def shown(_app: Sphinx, _page: str, text: list[str]) -> None:
    """Name the file of a block; a console without prompts is a script, and can be copied whole."""
    captioned = FILE.sub(r"\1```{code-block} \3\n\1:caption: \2\n\n", text[0])
    text[0] = LAST.sub(r"\1", CONSOLE.sub(r"\1```bash\n\2", captioned))


def setup(app: Sphinx) -> Mapping[str, bool]:
    """Tell Sphinx of this."""
    app.connect("source-read", shown)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
