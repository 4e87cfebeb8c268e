"""What is no word, and is not looked up when the spelling of the pages is checked."""

import re
from typing import Final

from enchant.tokenize import Filter  # type: ignore[import-untyped] # has no types

NO_WORD: Final = re.compile(r"\W*(?:[\w/-]*\.[a-z]{2,4}|[0-9]+\w*)\W*")


class FilesAndNumbers(Filter):  # type: ignore[misc] # as above
    """Skips names and suffixes of files, and numbers with letters, such as 30th."""

    def _skip(self, word: str) -> bool:
        return NO_WORD.fullmatch(word) is not None
