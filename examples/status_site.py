"""A static status site: how the programme and each theme stand, in four languages.

python status_site.py 2025-12-31 site/
python status_site.py 2026-12-31 site/ --programme worked-example

Makes site/index.html and, for each language, a page of the programme and one of each theme.
The pages have no script and fetch nothing: any web server, or a folder, will do.
"""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

import benelux_tracker as bt

LANGUAGES = {"nl": "Nederlands", "fr": "Français", "en": "English", "de": "Deutsch"}

STYLE = """
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 0 auto; padding: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; padding: 0; list-style: none; }
nav [aria-current] { font-weight: bold; text-decoration: none; }
h1 { line-height: 1.2; }
.scroll { overflow-x: auto; }
"""

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<nav aria-label="{languages}"><ul>{tongues}</ul></nav>
<nav aria-label="{title}"><ul>{themes}</ul></nav>
<main>
<h1 lang="{tongue}">{title}</h1>
<p>{summary}</p>
<div class="scroll">{body}</div>
</main>
</body>
</html>
"""

FRONT = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={page}">
<title>{title}</title>
<p><a href="{page}">{title}</a></p>
</html>
"""


Titles = Mapping[str, tuple[str, str]]
"""What the pages are called, each with the language that it is really in."""


def item(href: str, text: str, language: str, *, here: bool) -> str:
    """An entry of a navigation, with its language; the page itself is marked."""
    current = ' aria-current="page"' if here else ""
    return f'<li><a href="{href}" lang="{language}"{current}>{escape(text)}</a></li>'


def page(snap: bt.Snapshot, name: str, titles: Titles, language: str) -> str:
    """One page: the programme for the name `index`, else a theme, `theme-` and its id."""
    whole = name == "index"
    record = snap if whole else snap.explain(name.replace("-", ":", 1))
    tongues = (
        item(f"../{code}/{name}.html", word, code, here=code == language)
        for code, word in LANGUAGES.items()
    )
    themes = (item(f"{key}.html", *title, here=key == name) for key, title in titles.items())
    return PAGE.format(
        language=language,
        style=STYLE,
        languages=escape(" · ".join(LANGUAGES.values())),
        title=escape(titles[name][0]),
        tongue=titles[name][1],
        tongues="".join(tongues),
        themes="".join(themes),
        summary=escape(bt.summarise(record, language)),
        body=record.html(language),
    )


def site(snap: bt.Snapshot) -> Iterator[tuple[str, str]]:
    """Every file of the site: its path and its text."""
    programme = snap.programme
    for language in LANGUAGES:
        named: dict[str, bt.Text] = {"index": programme.title}
        named |= {f"theme-{theme.id}": theme.title for theme in programme.themes}
        titles = {key: text.read(language, programme.languages) for key, text in named.items()}
        for name in titles:
            yield f"{language}/{name}.html", page(snap, name, titles, language)
    first = next(code for code in (*programme.languages, "en") if code in LANGUAGES)
    title, tongue = programme.title.read(first, programme.languages)
    front = FRONT.format(language=tongue, title=escape(title), page=f"{first}/index.html")
    yield "index.html", front


def main() -> None:
    """Write the site, and print its first page."""
    parser = ArgumentParser(description="A static status site in four languages.")
    parser.add_argument("on", help="the day it is about, such as 2025-12-31")
    parser.add_argument("directory", type=Path, help="where to write it")
    parser.add_argument("--programme", help="a programme's directory; without it the Benelux one")
    given = parser.parse_args()

    programme = bt.load(given.programme) if given.programme else bt.load_benelux()
    for path, text in site(bt.snapshot(programme, given.on)):
        file = given.directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    print(given.directory / "index.html")


if __name__ == "__main__":
    main()
