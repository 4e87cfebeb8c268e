"""Office files without the time of day: the same content gives the same bytes."""

import io
import re
from collections.abc import Callable
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MOMENT: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(?=</dcterms:modified>)")


def timeless(save: Callable[[io.BytesIO], object]) -> bytes:
    """What is saved, its parts without the moment of saving.

    Args:
        save: writes the file.
    """
    saved, packed = io.BytesIO(), io.BytesIO()
    save(saved)
    with ZipFile(saved) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as fixed:
        for name in parts.namelist():
            entry = ZipInfo(name)
            entry.create_system, entry.compress_type = 0, ZIP_DEFLATED
            fixed.writestr(entry, _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", parts.read(name)))
    return packed.getvalue()
