"""How Sphinx makes these pages; `make docs` builds them with warnings as errors."""

import sys
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for the two extensions of our own

project = "benelux_tracker"
author = "the authors of benelux_tracker"
copyright = "2026, the authors of benelux_tracker"  # noqa: A001 - Sphinx's own name for it
release = version = installed("benelux-tracker")
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "api_pages",
    "code_blocks",
]
with suppress(ImportError):  # the library that knows the words may be missing
    import_module("enchant")
    extensions.append("sphinxcontrib.spelling")
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_type_aliases = {name: name for name in ("Dimension", "Format", "TextFormat")}
autodoc_default_options = {"members": True, "undoc-members": True, "exclude-members": "memory"}
python_display_short_literal_types = True
python_use_unqualified_type_names = True
maximum_signature_line_length = 80
add_module_names = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = "benelux_tracker"
html_copy_source = False
html_static_path = ["pages.css", "pages.js"]
html_css_files = ["pages.css"]
html_js_files = ["pages.js"]
copybutton_exclude = ".linenos, .gp, .go"  # neither prompts nor what is printed

spelling_lang = "en_GB"
spelling_word_list_filename = "words.txt"
spelling_filters = ["unspelt.FilesAndNumbers"]
spelling_show_suggestions = True
spelling_ignore_contributor_names = False  # would ask git
spelling_ignore_importable_modules = False  # would import whatever is named
spelling_warning = True
