"""The paper reads its own fonts and nothing else: whatever HTML or CSS would fetch knocks at no door and reads no file.

A door stands open on this machine and counts who knocks; a file lies ready with a mark in it. The library as it comes does
both: the last test shows that knocking and reading would be seen.
"""
import base64
import io
import os
import socket
import threading

import pikepdf
import pytest
from PIL import Image
from weasyprint import HTML
from weasyprint.css.tokens import InvalidValues

from documents.drawing import RenderingFailed, html_to_pdf
from documents.tests.printed import text_of_pages

_MARK = b"CANARY-of-a-file"
_COLOUR = (201, 33, 97)


class Door:
    """Listens, answers nothing, and counts."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port, self.knocks = self._socket.getsockname()[1], 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                visitor, _address = self._socket.accept()
            except OSError:
                return
            self.knocks += 1
            visitor.close()

    def close(self):
        # A listener that waits is woken by a last visitor, who does not count.
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture(scope="module")
def door():
    door = Door()
    yield door
    door.close()


@pytest.fixture(scope="module")
def lying(tmp_path_factory):
    """A folder, which is also where the process stands, with a text, a picture, a style and links to them."""
    folder, before = tmp_path_factory.mktemp("lying"), os.getcwd()
    (folder / "a.txt").write_bytes(_MARK)
    Image.new("RGB", (40, 40), _COLOUR).save(folder / "a.png")
    (folder / "a.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>{_MARK.decode()}</text></svg>')
    (folder / "a.css").write_text(f'p::before {{ content: "{_MARK.decode()}" }}')
    for name in ("a.txt", "a.png", "a.svg", "a.css"):
        (folder / f"link-{name}").symlink_to(folder / name)
    os.chdir(folder)
    yield folder
    os.chdir(before)


def traces(content):
    """What of the files is in the PDF: their words in any stream or string, their picture, an attachment."""
    found = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                said = each.read_bytes() if each.get("/Subtype") != "/Image" else b""
                found |= {"words"} if _MARK in said else set()
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream) and each.get("/Type") in ("/EmbeddedFile", "/Filespec"):
                found.add("attachment")
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
                found.add("picture")
    text = "".join(text_of_pages(content)).replace("\n", "")
    return found | ({"words"} if _MARK.decode() in text else set())


# {a} stands for each address in turn.
HTML_WAYS = [
    '<img src="{a}">', '<img srcset="{a} 2x" src="{a}">', '<object data="{a}"></object>', '<embed src="{a}">', '<iframe src="{a}"></iframe>',
    '<input type="image" src="{a}">', '<video poster="{a}" src="{a}"></video>', '<picture><source srcset="{a}"><img src="{a}"></picture>',
    '<link rel="stylesheet" href="{a}">', '<link rel="attachment" href="{a}" title="x">', '<a rel="attachment" href="{a}">x</a>',
    '<link rel="icon" href="{a}">', '<style>@import url("{a}");</style>', '<style>@import "{a}" print;</style>',
    '<base href="{a}"><img src="x.png">', '<p style="background-image: url({a})">x</p>', '<svg><image href="{a}" width="9" height="9"/></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{a}" width="9" height="9"/></svg>', '<svg><use href="{a}#x"/></svg>',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="{a}#x"/></svg>',
    '<svg><foreignObject width="99" height="99"><img src="{a}"></foreignObject></svg>',
    '<svg><style>@import url("{a}"); rect {{ fill: url("{a}#x") }}</style><rect width="9" height="9"/></svg>',
    '<svg><filter id="f"><feImage href="{a}"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>',
    '<svg><script href="{a}"/><rect width="9" height="9" style="mask: url({a}#x)"/></svg>', '<meta http-equiv="refresh" content="0; url={a}">',
    '<script src="{a}"></script>', '<form action="{a}"><button>x</button></form>', '<table background="{a}"><tr><td>x</table>', '<body background="{a}">x',
]
CSS_WAYS = [
    'p {{ background: url("{a}") }}', '@import url("{a}");', '@import "{a}";', 'li {{ list-style-image: url("{a}") }}', 'p::before {{ content: url("{a}") }}',
    '@font-face {{ font-family: x; src: url("{a}") }} p {{ font-family: x }}', "p {{ border-image: url('{a}') 3 }}", 'p {{ cursor: url("{a}"), auto }}',
    '@page {{ background: url("{a}") }}', '@page {{ @top-left {{ content: url("{a}") }} }}', ':root {{ --x: url("{a}") }} p {{ background: var(--x) }}',
    'p {{ background: image-set("{a}" 1x) }}', 'p {{ shape-outside: url("{a}"); mask-image: url("{a}") }}', '@color-profile x {{ src: url("{a}") }}',
]
_PAGE = "<p>x<ul><li>x</ul>"


def addresses(door, lying):
    host = f"127.0.0.1:{door.port}"
    near = [f"file://{lying}/a.png", f"{lying}/a.png", "a.png", "./link-a.png", f"file://{lying}/link-a.svg", f"file://localhost{lying}/a.css", "a.txt"]
    data = f"data:image/png;base64,{base64.b64encode((lying / 'a.png').read_bytes()).decode()}"
    return [*near, f"http://{host}/a.png", f"https://{host}/a.css", f"//{host}/a", f"ftp://{host}/a.svg", f"HTTP://{host}/a.ttf", data]


def drawn(html, css):
    """The PDF; None where the drawing was stopped, by the fetcher or by the library, which stumbles over some relative addresses."""
    try:
        return html_to_pdf(html, css)
    except (RenderingFailed, InvalidValues):
        return None


def _sample(ways, door, lying):
    """Each way with two of the addresses, each address with many ways."""
    every = addresses(door, lying)
    return [way.format(a=every[(place + step) % len(every)]) for place, way in enumerate(ways) for step in (0, 6)]


@pytest.mark.asvs("1.3.6")
def test_whatever_is_written_into_a_paper_fetches_nothing(door, lying):
    before = door.knocks
    papers = [(html, "") for html in _sample(HTML_WAYS, door, lying)] + [(_PAGE, css) for css in _sample(CSS_WAYS, door, lying)]
    found = {}
    for html, css in papers:
        content = drawn(html, css)
        if content is not None and traces(content):
            found[html or css] = traces(content)
    assert found == {}
    assert door.knocks == before


@pytest.mark.full
def test_every_way_with_every_address_fetches_nothing(door, lying):
    before = door.knocks
    for address in addresses(door, lying):
        for html, css in [(way, "") for way in HTML_WAYS] + [(_PAGE, way) for way in CSS_WAYS]:
            content = drawn(html.format(a=address), css.format(a=address) if css else "")
            assert content is None or not traces(content), (address, html, css)
    assert door.knocks == before


def test_the_library_as_it_comes_would_be_seen(door, lying):
    """So the test above could fail: it fetches the picture, the attachment, the style, and knocks."""
    before = door.knocks
    html = (
        f'<link rel="stylesheet" href="a.css"><link rel="attachment" href="a.txt"><p>x</p><img src="link-a.png">'
        f'<img src="http://127.0.0.1:{door.port}/a.png">'
    )
    content = HTML(string=html, base_url=str(lying / "x.html")).write_pdf()

    assert traces(content) == {"words", "picture", "attachment"}
    assert door.knocks > before
