"""Figures as an explanation shows them: with the decimals that let a reader add up."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from babel.numbers import format_decimal, format_percent

from benelux_tracker.language.figures import Figures, progress_said
from benelux_tracker.language.words import Words

_TENTHS: Final = 1000
_PERMYRIAD: Final = 10_000


def points(share: Fraction, words: Words, *, signed: bool = False) -> str:
    """A share of 1 in percentage points, to one decimal, rounded half away from zero."""
    size = Decimal((2 * _TENTHS * abs(share) + 1) // 2).scaleb(-1)
    sign = ("±" if not size else "+" if share > 0 else "−") if signed else ""
    number = format_decimal(size, "#,##0.0", locale=words.locale)
    form = 1 if words.locale.plural_form(size) == "one" else 2
    if signed:
        return words.count(
            "{sign}{number} point", "{sign}{number} points", form, number=number, sign=sign
        )
    return words.count("{number} point", "{number} points", form, number=number)


def exact(value: int, words: Words) -> str:
    """Weight × basis points as weight: 34,000 is 3.4."""
    return str(format_decimal(Decimal(value) / _PERMYRIAD, "#,##0.####", locale=words.locale))


def measured(value: Decimal, words: Words) -> str:
    """A measured value, with all its decimals."""
    return str(format_decimal(value, locale=words.locale, decimal_quantization=False))


def done(completion: int, words: Words) -> str:
    """Basis points as a percentage: 6,666 is 66.66%."""
    return _percent(Decimal(completion) / _PERMYRIAD, 2, words)


def share(part: Fraction, words: Words, *, up: bool = False) -> str:
    """A share to one decimal of a percent, floored or rounded up."""
    tenths = -(-_TENTHS * part // 1) if up else _TENTHS * part // 1
    return _percent(Decimal(tenths) / _TENTHS, 1, words)


def progress(figures: Figures, words: Words) -> str:
    """Progress to one decimal; as everywhere where it is all, or next to nothing."""
    known = figures.progress
    if known is None or known >= 1 or known < Fraction(1, 100):
        return progress_said(figures, words)
    return share(known, words)


def _percent(part: Decimal, decimals: int, words: Words) -> str:
    pattern = words.locale.percent_formats[None].pattern
    form = pattern.replace("#,##0", f"#,##0.{'#' * decimals}")
    return str(format_percent(part, form, locale=words.locale))
