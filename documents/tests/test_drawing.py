import os

import pytest
from weasyprint.urls import FatalURLFetchingError

from documents.drawing import PaperFetcher, RenderingFailed, html_to_pdf
from documents.tests.printed import runs_of_pages


@pytest.mark.asvs("1.3.6", "13.2.4", "13.2.5")
@pytest.mark.parametrize("address", [
    "http://127.0.0.1:9/x.png", "https://example.org/x.css", "file:///etc/passwd", "/etc/passwd", "//host/x",
    "data:image/png;base64,AAAA", "ftp://127.0.0.1/x", "paper-font:Other", "PAPER-FONT:../../x",
])
def test_nothing_else_is_fetched(address):
    with pytest.raises(FatalURLFetchingError):
        PaperFetcher().fetch(address)


@pytest.mark.parametrize(("html", "css"), [
    ('<img src="file:///etc/passwd">', ""),
    ('<link rel="stylesheet" href="http://127.0.0.1:9/x.css">', ""),
    ("<style>@import url('file:///etc/passwd');</style>", ""),
    ("<p>x", "p { background: url('http://127.0.0.1:9/x.png') }"),
    ("<p>x", "@font-face { font-family: x; src: url('file:///etc/passwd') }"),
])
def test_a_forbidden_address_stops_the_drawing_and_not_the_worker(html, css):
    with pytest.raises(RenderingFailed):
        html_to_pdf(html, css)


def test_the_machines_fonts_are_not_asked():
    before = os.environ.get("FONTCONFIG_FILE")
    pages = runs_of_pages(html_to_pdf("<p style='font-family: DejaVu Sans'>Chữ ✔</p>", ""))

    assert [run for runs in pages for run in runs if "DejaVu" in run.face] == []
    assert os.environ.get("FONTCONFIG_FILE") == before
