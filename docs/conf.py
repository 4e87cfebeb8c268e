"""How Sphinx makes these pages; `make docs` builds them with warnings as errors."""

import benelux_tracker

project = "benelux_tracker"
author = "the authors of benelux_tracker"
copyright = "2026, the authors of benelux_tracker"  # noqa: A001 - Sphinx's own name for it
release = version = "0.1.0"
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.intersphinx",
    "sphinx_copybutton",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = "benelux_tracker"
copybutton_exclude = ".linenos, .gp, .go"

assert benelux_tracker.__all__
