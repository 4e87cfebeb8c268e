"""Print, as Markdown, how well a programme's data covers its dossiers.

    python examples/data_coverage.py              # the Benelux programme
    python examples/data_coverage.py my-programme

The page docs/reference/data-coverage.md is made with it (`make pages`).
"""

import sys
from collections.abc import Iterator

import benelux_tracker as bt

LEAD = """\
Per dossier: its objectives, actions and milestones, the updates on them, its dated events, the
sources cited, and the last day that an update tells of."""


def page(programme: bt.WorkProgramme) -> str:
    """The page as Markdown: a table per theme, a row per dossier."""
    parts = [
        "# What the data covers, dossier by dossier",
        LEAD,
    ]
    for theme in programme.themes:
        parts.append(f"## {english(theme.title, programme)}")
        parts.append("\n".join(rows(theme, programme)))
    return "\n\n".join(parts) + "\n"


def rows(theme: bt.Theme, programme: bt.WorkProgramme) -> Iterator[str]:
    """The lines of a theme's table."""
    yield "| dossier | objectives | actions | milestones | updates | events | sources | last news |"
    yield "|---|---:|---:|---:|---:|---:|---:|---|"
    for dossier in programme.dossiers:
        if dossier.theme == theme.id:
            cells = (english(dossier.title, programme), *map(str, counts(dossier, programme)))
            yield f"| {' | '.join(cells)} |"


def counts(dossier: bt.Dossier, programme: bt.WorkProgramme) -> tuple[int | str, ...]:
    """Objectives, actions, milestones, updates, events, sources, and the last day of news."""
    objectives = {o.id for o in programme.objectives if o.dossier == dossier.id}
    actions = [action for action in programme.actions if action.objective in objectives]
    ids = {action.id for action in actions}
    updates = [update for update in programme.updates if update.action in ids]
    events = [e for e in programme.events if e.action in ids or e.dossier == dossier.id]
    texts = [text for text in programme.narratives if text.about == f"dossier:{dossier.id}"]
    citations = (
        *(source for action in actions for source in action.sources),
        *(source for update in updates for source in update.sources),
        *(source for event in events for source in event.sources),
        *(source for text in texts for source in text.sources),
    )
    return (
        len(objectives),
        len(actions),
        sum(len(action.milestones) for action in actions),
        len(updates),
        len(events),
        len({source.partition("#")[0] for source in citations}),
        max((update.date.isoformat() for update in updates), default="–"),
    )


def english(text: bt.Text, programme: bt.WorkProgramme) -> str:
    """A text in English, or the language it falls back to."""
    return text.read("en", programme.languages)[0]


if __name__ == "__main__":
    chosen = bt.load(sys.argv[1]) if len(sys.argv) > 1 else bt.load_benelux()
    sys.stdout.write(page(chosen))
