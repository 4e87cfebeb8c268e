"""Files that someone might write, from odd tables to nearly right ones, drawn at random."""

import json
from collections.abc import Mapping
from typing import Final

from hypothesis import strategies as st

TABLES: Final[Mapping[str, str]] = {
    "programme": "id title start end languages presidencies rules",
    "theme": "id title",
    "dossier": "id theme title",
    "working_group": "id name kind",
    "objective": "id dossier title",
    "action": "id objective title groups start due adopted weight measure milestone output "
    "reference critical countries partners successor note sources",
    "update": "action date recorded id group status confidence percent reached due milestone_due "
    "values unchanged summary reason highlight corrects retracts sources",
    "indicator": "id title unit action objective baseline target sources",
    "consultation": "level count date year group sources",
    "event": "id date title kind end place action dossier highlight sources",
    "partner": "id name kind",
    "narrative": "about year text sources",
    "source": "id title publisher published url language reliability",
}
"""The tables and their fields."""

KEYS: Final = sorted({key for keys in TABLES.values() for key in keys.split()} | {"origin", "x"})

SCALARS: Final = [
    *('"a"', '"b"', '"2025"', '"2025-Q3"', '"2025-13"', '"nl"', '"BE"', '"other"', '"region"'),
    *('"expert"', '"completed"', '"theme:a"', "true", "false", "0", "1", "-1", "40", "2025"),
    *("1.5", "-0.0", "1e400", "1e-400", "nan", "inf", "-inf", "0xffffffffffffffffffff"),
    *("2025-01-01", "2025-06-30", "9999-12-31", "0001-01-01"),
    *("2025-01-01T07:30:00Z", "07:30:00"),
]


def _table(entries: Mapping[str, str]) -> str:
    inside = ", ".join(f"{json.dumps(key)} = {value}" for key, value in entries.items())
    return f"{{ {inside} }}"


def _nested(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    arrays = st.lists(values, max_size=3).map(lambda row: f"[{', '.join(row)}]")
    keys = st.sampled_from([*KEYS, "nl", "fr", "a", "2025", "value", "", "é\n"])
    return arrays | st.dictionaries(keys, values, max_size=3).map(_table)


TEXTS: Final = st.text(max_size=8).map(lambda text: json.dumps(text, ensure_ascii=False))
VALUES: Final = st.recursive(st.sampled_from(SCALARS) | TEXTS, _nested, max_leaves=5)

ROWS: Final = st.tuples(
    st.sampled_from(["[{}]", "[[{}]]"]),
    st.sampled_from([*TABLES, "action.milestone", "programme.rules", "update.values", "themes"]),
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6),
).map(
    lambda row: "\n".join(
        [row[0].format(row[1]), *(f"{key} = {value}" for key, value in row[2].items()), ""]
    )
)

ODD_FILES: Final = st.lists(ROWS | st.text(max_size=5), max_size=5).map("\n".join)
"""The known tables and keys with values of any kind, mostly wrong."""

IDS: Final = st.sampled_from(['"a"', '"b"', '"c"'])
DAYS: Final = st.sampled_from(["2025-01-01", "2025-06-30", "2026-01-01"])
DUES: Final = DAYS | st.sampled_from(['"2025"', '"2024"', '"2026-H1"'])
WORDS: Final = st.sampled_from(['"x"', '{ nl = "x" }', '{ fr = "x", de = "y" }'])
MANY: Final = st.lists(IDS, max_size=2).map(lambda row: f"[{', '.join(row)}]")
FLAGS: Final = st.sampled_from(["true", "false"])

PLAUSIBLE: Final[Mapping[str, st.SearchStrategy[str]]] = {
    **dict.fromkeys(
        (
            *("id", "theme", "dossier", "objective", "action", "group", "successor"),
            *("corrects", "retracts"),
        ),
        IDS,
    ),
    **dict.fromkeys(("groups", "partners", "sources", "reached"), MANY),
    **dict.fromkeys(("start", "end", "adopted", "date", "recorded"), DAYS),
    **dict.fromkeys(("due", "published"), DUES),
    **dict.fromkeys(("title", "name", "unit", "note", "summary", "reason", "text", "place"), WORDS),
    **dict.fromkeys(("critical", "highlight", "unchanged"), FLAGS),
    "languages": st.sampled_from(["[]", '["nl"]', '["nl", "fr"]']),
    "presidencies": st.just('{ 2025 = "LU" }'),
    "rules": st.sampled_from(["{}", "{ red = 0.5 }", "{ stale_after_days = 0 }"]),
    "weight": st.sampled_from(["0", "1", "1000000"]),
    "measure": st.sampled_from(['"milestones"', '"reported"', '"status"']),
    "milestone": st.sampled_from(
        ["[]", '[{ id = "a", title = "x" }]', '[{ id = "a", title = "x", due = "2025" }]']
    ),
    "output": st.just('"treaty"'),
    "countries": st.just('["BE"]'),
    "status": st.sampled_from(['"planned"', '"completed"']),
    "confidence": st.just('"amber"'),
    "percent": st.sampled_from(["0", "100"]),
    "milestone_due": st.sampled_from(["{}", '{ a = "2026" }']),
    "values": st.sampled_from(["{}", "{ a = 1.5 }"]),
    "baseline": st.just("{ value = 0, date = 2024-12-31 }"),
    "target": st.just('{ value = 5, due = "2028" }'),
    "level": st.just('"expert"'),
    "count": st.just("2"),
    "year": st.just("2025"),
    "kind": st.sampled_from(['"other"', '"region"', '"visit"']),
    "about": st.sampled_from(['"programme"', '"theme:a"', '"theme"']),
    "url": st.just('"https://example.org"'),
    "language": st.just('"nl"'),
    "reliability": st.just('"high"'),
}


@st.composite
def _plausible_row(draw: st.DrawFn, table: str) -> str:
    keys = [key for key in TABLES[table].split() if key in PLAUSIBLE]
    left_out = draw(st.sets(st.sampled_from(keys), max_size=3 if table == "update" else 1))
    header = "[programme]" if table == "programme" else f"[[{table}]]"
    fields = [f"{key} = {draw(PLAUSIBLE[key])}" for key in keys if key not in left_out]
    return "\n".join([header, *fields, ""])


PLAUSIBLE_FILES: Final = st.lists(
    st.sampled_from([*TABLES, "update", "update", "update"]).flatmap(_plausible_row), max_size=8
).map("\n".join)
"""Tables whose fields are of the right kind, and whose references may or may not hold."""
