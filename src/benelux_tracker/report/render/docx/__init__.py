"""A page as a Word document: styles, headings and fields that an editor goes on working with."""

import io
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import count
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import quote

from benelux_tracker.errors import MissingExtraError
from benelux_tracker.report.blocks import Page
from benelux_tracker.report.drawings import Drawing
from benelux_tracker.report.render.docx.body import LOCALES, WIDTH, Draw, Writer
from benelux_tracker.report.render.docx.elements import field, paragraph, run, shown
from benelux_tracker.timeless import timeless
from benelux_tracker.visible import visible

if TYPE_CHECKING:
    from docx.document import Document

_NAMES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_PICTURE: Final = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name="Picture {number}" title="{title}" descr="{shows}"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="{image}"/><a:stretch><a:fillRect/></a:stretch>'
    '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)
_NUMBERING: Final = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
    '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="283"/>'
    '</w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat>'
)
_TWIP: Final = 635
"""A twip in the units of pictures."""

_HIGHEST: Final = 12700
"""Of a picture, in twips: its caption still fits on the page."""

_KEPT: Final = frozenset({"styles", "numbering", "settings", "officeDocument", "core-properties"})
"""The parts of python-docx's template that are filled anew; no other stays."""


def docx(page: Page, pictures: bool = True) -> bytes:  # noqa: FBT001, FBT002
    """The page as a Word document; without pictures it says what they show.

    The same page gives the same bytes.

    Raises:
        MissingExtraError: where python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError as error:
        raise MissingExtraError("a DOCX", "docx") from error
    document = Document()
    _restyle(document, LOCALES[page.language])
    _describe(document, page)
    _frame(document, page)
    writer = Writer.of(page, _leading(document), _drawing(document) if pictures else None)
    _fill(cast("Any", document.element).body, _whole(*writer.body()), kept=1)
    return timeless(document.save)


def _fill(element: Any, xml: str, kept: int = 0) -> None:  # noqa: ANN401
    """Put the inside of some XML in place of an element's, but for the last few kept."""
    from docx.oxml.parser import parse_xml

    element[: len(element) - kept] = list(cast("Any", parse_xml(xml)))


def _whole(*inside: str) -> str:
    """Elements as a piece of XML that stands alone."""
    return f"<w:all {_NAMES}>{''.join(inside)}</w:all>"


def _restyle(document: "Document", locale: str) -> None:
    """Our styles, list and settings, and nothing else of the template."""
    part = document.part
    for rels in (part.rels, cast("Any", part.package).rels):
        for key in [
            key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] not in _KEPT
        ]:
            del rels[key]
    styles = (files(__name__) / "styles.xml").read_text("utf-8")
    _fill(document.styles.element, styles.replace("en-GB", locale))
    _fill(part.numbering_part.element, _whole(_NUMBERING))
    _fill(document.settings.element, _whole(_SETTINGS))


def _describe(document: "Document", page: Page) -> None:
    """What the file says of itself: no author, and no time of making, for there is no clock."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    told = {"title": page.title, "subject": page.subtitle.text, "language": LOCALES[page.language]}
    inside = "".join(f"<dc:{key}>{shown(text[:255])}</dc:{key}>" for key, text in told.items())
    core = cast("Any", document.part.package).part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    _fill(core.element, _whole(inside))


def _frame(document: "Document", page: Page) -> None:
    """Paper, margins, and what stands above and below every page but the cover."""
    from docx.shared import Twips

    section = document.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = section.right_margin = Twips((11906 - WIDTH) // 2)
    section.top_margin, section.bottom_margin = Twips(1417), Twips(1304)
    section.header_distance = section.footer_distance = Twips(680)
    section.different_first_page_header_footer = True
    above = paragraph("Header", run(f"{page.title} – {page.subtitle.text}"))
    number = (run(f"{page.page} "), field("PAGE"), run(" / "), field("NUMPAGES"))
    for place, inside in (
        (section.header, above),
        (section.footer, paragraph("Footer", *number)),
    ):
        place.is_linked_to_previous = False
        _fill(place.part.element, _whole(inside))


def _leading(document: "Document") -> Callable[[str], str]:
    """Addresses of the web to what stands for them in the document."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    @cache
    def lead(url: str) -> str:
        address = quote(visible(url), safe="%/?#:@!$&'()*+,;=~")
        return document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    return lead


def _drawing(document: "Document") -> Draw:
    """Drawings to pictures as wide as the text, with their words for who cannot see them."""
    from benelux_tracker.report.pictures import png

    numbers = count(1)

    def draw(drawing: Drawing, title: str, shows: str) -> str:
        identity, image = document.part.get_or_add_image(io.BytesIO(png(drawing)))
        scale = min(WIDTH / image.px_width, _HIGHEST / image.px_height) * _TWIP
        return _PICTURE.format(
            number=next(numbers),
            wide=int(image.px_width * scale),
            high=int(image.px_height * scale),
            title=title,
            shows=shows,
            image=identity,
        )

    return draw
