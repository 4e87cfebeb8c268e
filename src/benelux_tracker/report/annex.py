"""What closes a report: consultations, findings, sources and the colophon."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from typing import Any, cast

from attrs import fields, has

from benelux_tracker.findings import findings
from benelux_tracker.history import in_force
from benelux_tracker.model import Consultation, Source
from benelux_tracker.report import contents as c
from benelux_tracker.report import registers as r
from benelux_tracker.report.reading import Reading, place_of
from benelux_tracker.report.said import Cited, Said
from benelux_tracker.snapshot import Snapshot
from benelux_tracker.vocabulary import GroupId, Level


def meetings(reading: Reading) -> tuple[r.Meetings, ...]:
    """The consultations of the year by level, beside the year before."""
    return tuple(found for level in Level if (found := _of_level(level, reading)) is not None)


def _of_level(level: Level, reading: Reading) -> r.Meetings | None:
    now = _held(level, reading.year, reading)
    before = _held(level, reading.year - 1, reading)
    if not now and not before:
        return None
    published = _totals(now)
    by_group: dict[GroupId, list[Consultation]] = {}
    for meeting in now:
        if meeting.group:
            by_group.setdefault(meeting.group, []).append(meeting)
    return r.Meetings(
        level=level,
        count=_count(now),
        before=_count(before),
        published=bool(published),
        groups=tuple(
            r.GroupMeetings(
                name=name,
                count=sum(meeting.count for meeting in by_group[group]),
                places=_places(by_group[group]),
            )
            for group, name in reading.group_names.items()
            if group in by_group
        ),
        cited=_distinct(note for meeting in now for note in reading.cited(meeting.sources)),
        places=_places(published or now),
    )


def _places(held: Iterable[Consultation]) -> tuple[str, ...]:
    return tuple(place_of(meeting) for meeting in held if meeting.origin)


def _held(level: Level, year: int, reading: Reading) -> list[Consultation]:
    return [
        meeting
        for meeting in reading.programme.consultations
        if meeting.level is level and (meeting.date.year if meeting.date else meeting.year) == year
    ]


def _totals(held: Iterable[Consultation]) -> list[Consultation]:
    return [meeting for meeting in held if meeting.group is None]


def _count(held: list[Consultation]) -> int | None:
    counted = _totals(held) or held
    return sum(meeting.count for meeting in counted) if counted else None


def _distinct(notes: Iterable[Cited]) -> tuple[Cited, ...]:
    return tuple(dict.fromkeys(notes))


def annex(reading: Reading) -> c.Annex:
    """How the figures are made, what is odd in the data, and what it rests on."""
    return c.Annex(
        rules=reading.programme.rules,
        findings=tuple(_findings(reading)),
        sources=tuple(_sources(reading)),
        colophon=_colophon(reading.snapshot),
    )


def _findings(reading: Reading) -> Iterator[c.Finding]:
    by_code: dict[str, list[Any]] = {}
    for problem in findings(reading.programme):
        by_code.setdefault(problem.code, []).append(problem)
    for code in sorted(by_code):
        first = by_code[code][0]
        place = str(first.place) if first.place else ""
        count = len(by_code[code])
        yield c.Finding(code=code, count=count, example=first.message, place=place)


def _sources(reading: Reading) -> Iterator[c.SourceNote]:
    sources = {source.id: source for source in reading.programme.sources}
    for name, number in reading.numbers.items():
        source: Source = sources[name]  # type: ignore[index]
        yield c.SourceNote(
            number=number,
            id=source.id,
            title=_title(source, reading),
            publisher=source.publisher,
            published=source.published,
            url=source.url,
            language=source.language,
            reliability=source.reliability,
        )


def _title(source: Source, reading: Reading) -> Said:
    """A title in the language of its document, unless it is translated."""
    if source.language and not source.title.translations:
        return Said(source.title.plain, source.language)
    return reading.said(source.title)


def _colophon(snapshot: Snapshot) -> c.Colophon:
    programme = snapshot.programme
    kept = [u for updates in programme.history.values() for u in in_force(updates)]
    later = sum(update.date > snapshot.on for update in kept)
    return c.Colophon(
        digest=digest(snapshot),
        used=len(kept) - later,
        later=later,
        superseded=len(programme.updates) - len(kept),
        version=version("benelux-tracker"),
    )


def digest(snapshot: Snapshot) -> str:
    """The SHA-256 of everything a snapshot rests on, whatever the order of files and tables."""
    programme = snapshot.programme
    lines: list[str] = []
    for attribute in fields(type(programme)):
        value = getattr(programme, attribute.name)
        if attribute.eq_key is not None:
            lines += sorted(_canonical(record) for record in value)
        elif attribute.eq:
            lines.append(f"{attribute.name}={_canonical(value)}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _canonical(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = sorted(cast("Mapping[str, object]", value).items())
        return f"{{{','.join(f'{key}:{_canonical(item)}' for key, item in pairs)}}}"
    if isinstance(value, tuple):
        return f"[{','.join(map(_canonical, cast('tuple[object, ...]', value)))}]"
    if has(type(value)):
        kept = [
            f"{a.name}={_canonical(getattr(value, a.name))}"
            for a in fields(cast("Any", type(value)))
            if a.eq and getattr(value, a.name) != a.default
        ]
        return f"{type(value).__name__}({','.join(kept)})"
    return repr(str(value))
