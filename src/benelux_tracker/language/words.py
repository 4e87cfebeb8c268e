"""Words, dates and numbers of a language, the phrases from the translation files.

Phrases are English sentences in the code; a translation file `locale/<language>.po` says
them in another language, and `make pages` compiles it for reading: `locale/<language>.mo`.
"""

import gettext
import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Final, cast

from attrs import frozen
from babel import Locale
from babel.numbers import format_decimal, format_percent

from benelux_tracker.errors import RequestError
from benelux_tracker.periods import Due
from benelux_tracker.state import Verdict
from benelux_tracker.visible import visible

LANGUAGES: Final = ("nl", "fr", "en", "de")
"""The languages a report can be written in."""

_SOURCE: Final = "en"
_REGION: Final = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB", "de": "de_BE"}
_BLANK: Final = re.compile("[ \t\r\n\u2028\u2029]+")
_INNER: Final = {"«": ("“", "”"), "„": ("‚", "‘"), "‘": ("“", "”"), "“": ("‘", "’")}
"""The quotes within quotes that open so."""


Figure = str | int | Fraction | None
"""What a gap of a phrase is filled with; None is no number."""


@frozen(eq=False)
class Words:
    """How one language says things."""

    language: str
    locale: Locale
    phrases: gettext.NullTranslations

    def say(self, phrase: str, /, **figures: Figure) -> str:
        """A phrase in this language, its gaps filled with words, numbers and floored shares."""
        said = self.phrases.gettext(phrase) if phrase else ""
        return said.format_map(self._shown(figures)) if figures else said

    def count(self, one: str, many: str, number: int, /, **figures: Figure) -> str:
        """A phrase about a number of things; the gap {number} is filled with it."""
        said = self.phrases.ngettext(one, many, number)
        return said.format_map(self._shown({"number": number, **figures}))

    def _shown(self, figures: Mapping[str, Figure]) -> Mapping[str, str]:
        return {
            name: figure
            if isinstance(figure, str)
            else self.number(figure)
            if isinstance(figure, int)
            else self.share(figure)
            for name, figure in figures.items()
        }

    def day(self, day: date) -> str:
        """A day in full: 26 november 2024."""
        from babel.dates import format_date

        if self.language == "fr" and day.day == 1:
            return "1er " + format_date(day, "MMMM y", self.locale)
        return format_date(day, "long", self.locale)

    def days(self, first: Due, end: date | None) -> str:
        """A day, or the days from first to end: 4–6 november 2024."""
        if end is None or end == first.last:
            return self.due(first)
        start, begin, last = first.first, self.day(first.first), self.day(end)
        if (start.year, start.month) == (end.year, end.month):
            return f"{begin.partition(' ')[0]}–{last}"
        if start.year == end.year:
            begin = begin.removesuffix(f" {end.year}")
        return f"{begin} – {last}"

    def due(self, due: Due | None) -> str:
        """A due as written: a day, or a period as people call it."""
        if due is None:
            return self.say("no date")
        if due.is_day:
            return self.day(due.first)
        year, _, part = due.text.partition("-")
        if not part:
            return year
        if part.startswith("H"):
            phrase = "first half of {year}" if part == "H1" else "second half of {year}"
            return self.say(phrase, year=year)
        from babel.dates import format_date

        return format_date(due.first, "QQQQ y" if part[0] == "Q" else "MMMM y", self.locale)

    def when(self, due: Due) -> str:
        """A due within a sentence: on 26 November 2024, in the first half of 2025."""
        if due.is_day:
            return self.say("on {day}", day=self.day(due.first))
        year, _, part = due.text.partition("-")
        if not part:
            return self.say("during {year}", year=year)
        if part.startswith("H"):
            phrase = (
                "in the first half of {year}" if part == "H1" else "in the second half of {year}"
            )
            return self.say(phrase, year=year)
        from babel.dates import format_date

        if part[0] == "Q":
            quarter = format_date(due.first, "QQQQ", self.locale)
            return self.say("in the {quarter} of {year}", quarter=quarter, year=year)
        return self.say("during {month}", month=format_date(due.first, "MMMM y", self.locale))

    def quoted(self, text: str) -> str:
        """A title within a sentence: on one line, in quotes, its own quotes made inner ones."""
        before, _, after = self.say("“{text}”").partition("{text}")
        first, last = before.strip(), after.strip()
        one, two = _INNER[first]
        own = re.compile(rf"{first}\s*([^{first}{last}]*?)\s*{last}")
        inner = own.sub(rf"{one}\1{two}", one_line(text))
        return f"{before}{inner}{after}"

    def span(self, first: date, last: date) -> str:
        """The time between two days in words: 6 maanden 3 weken 4 dagen."""
        import pendulum

        begin = pendulum.date(first.year, first.month, first.day)
        return begin.diff(pendulum.date(last.year, last.month, last.day)).in_words(self.language)

    def number(self, number: int) -> str:
        """A whole number with the separators of the language."""
        return str(format_decimal(number, locale=self.locale))

    def percent(self, whole: int) -> str:
        """A whole number of percent."""
        return format_percent(whole / 100, locale=self.locale)

    def share(self, share: Fraction | None, *, up: bool = False) -> str:
        """A share as a percentage, floored (or rounded up); a dash for no number."""
        if share is None:
            return "–"
        return self.percent(-(-100 * share // 1) if up else 100 * share // 1)

    def done(self, share: Fraction | None, *, all_completed: bool) -> str:
        """Progress as shown: 100 % only when all is completed, 0 % only when nothing moved."""
        if share is None:
            return "–"
        if share >= 1 and not all_completed:
            return f">{self.percent(99)}"
        if 0 < share < Fraction(1, 100):
            return f"<{self.percent(1)}"
        return self.share(share)

    def points(self, change: Fraction | None) -> str:
        """A difference in percentage points, signed, rounded half away from zero."""
        if change is None:
            return "–"
        size = (200 * abs(change) + 1) // 2
        sign = "±" if size == 0 else ("+" if change > 0 else "−")
        return self.count("{sign}{number} point", "{sign}{number} points", int(size), sign=sign)

    def listed(self, words: Iterable[str]) -> str:
        """Words as a list: a, b and c."""
        from babel.lists import format_list

        return format_list(list(words), locale=self.locale)

    def country(self, code: str) -> str:
        """The name of a country, the code itself where there is none."""
        territories = cast("Mapping[str, str]", self.locale.territories)
        return territories.get(code, code)

    def language_name(self, code: str) -> str:
        """The name of a language, the code itself where there is none."""
        languages = cast("Mapping[str, str]", self.locale.languages)
        return languages.get(code, code)

    def why(self, verdict: Verdict) -> str:
        """The reason of a signal."""
        return self.say(verdict.reason, **verdict.figures)


def one_line(text: str) -> str:
    """A text on one line, with a mark for what cannot be seen."""
    return _BLANK.sub(" ", visible(text)).strip(" ")


def words(language: str) -> Words:
    """The words of a language.

    Raises:
        RequestError: when nothing is written in it (a `ValueError`).
    """
    if language not in LANGUAGES:
        raise RequestError(f'nothing is written in "{language}"; write nl, fr, en or de')
    return _words(language)


@cache
def _words(language: str) -> Words:
    locale = _locale(language)
    if language == _SOURCE:
        return Words(language, locale, gettext.NullTranslations())
    file = files("benelux_tracker.language") / "locale" / f"{language}.mo"
    with file.open("rb") as compiled:
        return Words(language, locale, gettext.GNUTranslations(compiled))


def _locale(language: str) -> Locale:
    return Locale.parse(_REGION[language])
