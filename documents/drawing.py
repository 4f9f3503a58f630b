"""HTML drawn as PDF with the paper's own fonts; nothing else is read. Importing this takes a second: see pdf.py."""
import hashlib
import os
import threading

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.fonts import FONT_FOLDER

FONT_ADDRESS = "paper-font:"
FONTS = {
    FONT_ADDRESS + name: FONT_FOLDER / f"LiberationSerif-{name}.ttf"
    for name in ("Regular", "Bold", "Italic", "BoldItalic")
}
# Always part of the style: with the machine's fonts away, drawing without a single face crashes the process.
FACES = "".join(
    f'@font-face {{ font-family: Paper; font-weight: {weight}; font-style: {style}; src: url("{FONT_ADDRESS}{name}") }}'
    for name, weight, style in [
        ("Regular", "normal", "normal"), ("Bold", "bold", "normal"),
        ("Italic", "normal", "italic"), ("BoldItalic", "bold", "italic"),
    ]
)
_NO_SYSTEM_FONTS = str(FONT_FOLDER / "fonts.conf")
_environment = threading.Lock()


class RenderingFailed(Exception):
    """The paper could not be drawn."""


class PaperFetcher(URLFetcher):
    """Hands out the paper's fonts and nothing else: no file, no host, no data address."""

    def __init__(self):
        super().__init__(fail_on_errors=True)

    def fetch(self, url, headers=None):
        if url not in FONTS:
            raise FatalURLFetchingError(f"the paper may not read {url[:200]}")
        try:
            content = FONTS[url].read_bytes()
        except OSError as error:
            raise FatalURLFetchingError(f"the paper's font is missing: {error}") from None
        return URLFetcherResponse(url, content, {"Content-Type": "font/ttf"})


def html_to_pdf(html, css):
    """Draw HTML with the paper's fonts; a forbidden address stops it with RenderingFailed."""
    fetcher, fonts = PaperFetcher(), _paper_fonts()
    identifier = hashlib.sha256((css + html).encode()).hexdigest()[:32].encode()
    try:
        style = CSS(string=FACES + css, url_fetcher=fetcher, font_config=fonts)
        document = HTML(string=html, url_fetcher=fetcher)
        return document.write_pdf(stylesheets=[style], font_config=fonts, pdf_identifier=identifier)
    except FatalURLFetchingError as error:
        # It is a BaseException and would end the worker.
        raise RenderingFailed(str(error)) from None


def _paper_fonts():
    """A font configuration without the machine's fonts: paper looks the same wherever it is drawn."""
    with _environment:
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = _NO_SYSTEM_FONTS
        try:
            return FontConfiguration()
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before
