"""Figures that a text cites in braces: `{progress:theme:security}`. Source: report.md."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from attrs import frozen

SHARES: Final = ("progress", "coverage", "low", "high", "planned_progress", "completed_share")
"""What can be cited."""

KINDS: Final = ("theme", "dossier", "objective", "working_group")
"""What it can be cited of, by its id; beside the programme, which has none."""

_HOW: Final = (
    "write {progress:programme}, or theme:…, dossier:…, objective:… or working_group:…; "
    "coverage, low, high, planned_progress and completed_share can be cited too"
)
_PROGRAMME: Final = "programme"
_BRACES: Final = re.compile(r"\{([\w\s:-]*)\}")
_BETWEEN: Final = re.compile(r"[\s:]+")


@frozen
class Citation:
    """A figure cited in a text: how it stands there, which share, and of what."""

    text: str
    share: str
    about: str


def cited(text: str) -> Iterator[Citation]:
    """Everything in a text that looks like a cited figure, in order, right or wrong.

    So look braces around letters, digits, `_`, `-`, `:` and blanks alone, when
    a colon is among them or their first word is a share. Others are plain text.
    """
    for match in _BRACES.finditer(text):
        share, colon, about = match[1].partition(":")
        if colon or share.split()[:1] in [[word] for word in SHARES]:
            yield Citation(match[0], share, about)


def there_is(citation: Citation, known: Mapping[str, Collection[str]]) -> bool:
    """Whether a citation is right: a share, of the programme or of an id known by its kind."""
    kind, _, name = citation.about.partition(":")
    of_part = bool(name) and name in known.get(kind, ())
    return citation.share in SHARES and (citation.about == _PROGRAMME or of_part)


def meant(citation: Citation, known: Mapping[str, Collection[str]]) -> str:
    """The hint for a wrong citation: the one that seems meant, or else how to write one."""
    words = _BETWEEN.split(citation.text[1:-1].lower())
    first, *about = [word for word in words if word] or [""]
    *kinds, name = about or [_PROGRAMME]
    share, kind = _near(first, SHARES), _near("_".join(kinds), KINDS)
    near = _near(name, known[kind]) if kind else "" if kinds else _near(name, [_PROGRAMME])
    found = [f"{kind}:{near}".lstrip(":")] if near else []
    found += [f"{of}:{name}" for of in KINDS if name in known[of]]
    return f"did you mean {{{share}:{found[0]}}}?" if share and found else _HOW


def _near(word: str, words: Collection[str]) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, sorted(words), n=1)), "")
