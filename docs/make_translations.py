"""Compile the translations for reading: each `locale/<language>.po` to an `.mo` beside it."""

from importlib.resources import files
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(str(files("benelux_tracker"))) / "language" / "locale"


class Plain(Catalog):
    """A catalogue that says no more of itself than a reader needs: no day, no names."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Its signs and its plurals."""
        return [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", self.plural_forms),
        ]


def compiled(source: Path) -> Catalog:
    """The phrases of a translation file."""
    plain = Plain(source.stem)
    with source.open("rb") as file:
        for message in read_po(file, locale=source.stem):
            if message.id:
                plain[message.id] = message
    return plain


if __name__ == "__main__":
    for source in sorted(LOCALE.glob("*.po")):
        with source.with_suffix(".mo").open("wb") as target:
            write_mo(target, compiled(source))
