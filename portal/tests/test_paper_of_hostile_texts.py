"""Every text of people that reaches paper is printed as text: put as marks of HTML, SVG and CSS into each field of each kind of
paper, it fetches nothing (a door listens), shows no file (one lies ready), and stands on the page as it was typed."""
import copy
import io
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from documents import pdf
from documents.docx import render_docx
from documents.paper import paper_html
from documents.pdf import render_pdf
from documents.tests.layout_table import payload_of
from documents.tests.printed import text_of_pages
from documents.tests.sample import paper
from documents.tests.test_closed_fetcher import door, lying, traces  # noqa: F401 (fixtures)
from documents.workbooks import appendices_workbook
from essays.printing.attendance import AttendanceRoll, draw_attendance_lists
from essays.printing.essay_sheets import PrintedSheet, draw_essay_sheets
from portal.tests.test_exports import texts_of
from reports.extra_tables.charts import charts_table

# What is no text of people: chosen by the program, checked before a paper is drawn.
_FIXED = {
    "layout", "layout_settings", "type_code", "kind", "align", "orientation", "issued_on", "cut_off_on", "weight", "drawings", "symbol",
}
# Symbols and numbers have shapes of their own, and stand in the same places of the paper.
_SAID = "<img src=file://{lying}/a.png>"
_MORE = (
    '"><link rel=attachment href=file://{lying}/a.txt>', "</p><style>@import url(http://127.0.0.1:{port}/a.css)</style>",
    "<svg><image href='http://127.0.0.1:{port}/a.svg'/></svg>", "{{{{ layout }}}}{{% include '/etc/passwd' %}}", "url(file://{lying}/a.png)",
    "<a rel=attachment href=//127.0.0.1:{port}/a>", "]]>&lt;!ENTITY x SYSTEM 'a.txt'&gt;&x;", "<font name=a><img src='http://127.0.0.1:{port}/b'/></font>",
)


def hostile(payload, texts):
    """The payload with each text of people, however deep, replaced by one of the texts in turn."""
    turn = iter(range(10**9))

    def change(value, name=""):
        if name in _FIXED:
            return value
        if isinstance(value, str):
            return texts[next(turn) % len(texts)] if value else value
        if isinstance(value, list):
            return [change(one, name) for one in value]
        return {key: change(one, key) for key, one in value.items()} if isinstance(value, dict) else value

    return change(copy.deepcopy(payload))


@pytest.fixture
def texts(door, lying):  # noqa: F811
    return [text.format(lying=lying, port=door.port) for text in (_SAID, *_MORE)]


class _Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found |= {(tag, name) for name, _value in attributes} | {(tag, "")}


def _report():
    """With a code on its first page and drawings in its appendix: blocks are named by people and stand within them."""
    rows = {
        "first": "2018-01-02", "last": "2018-01-12", "due": "2018-01-05", "units": 60, "points": [["2018-01-03", 12]],
        "blocks": [["<image href='http://127.0.0.1:1/a'/>", 18, 2], ['"><script>x</script>', 5, 4]],
    }
    payload = payload_of("hd36", "report") | {"code": {"address": "https://portal.example/x", "text": "ABC-DEF"}}
    return payload | {"appendices": [payload["appendices"][1], charts_table(rows, None)]}


_PAPERS = {
    "report": _report, "letter": lambda: payload_of("hd11", "letter"), "minutes": lambda: payload_of("hd36", "minutes"),
    "draft": lambda: payload_of("hd11", "draft"),
}


@pytest.mark.asvs("1.2.1", "1.3.6", "1.1.2")
@pytest.mark.parametrize("kind", _PAPERS)
def test_marks_in_any_field_are_printed_as_they_were_typed(kind, texts, door, lying):  # noqa: F811
    plain, before = _PAPERS[kind](), door.knocks
    payload = hostile(plain, texts)

    # Nothing of them has become an element, an attribute or a style.
    assert _Tags(paper_html(payload)[0]).found == _Tags(paper_html(plain)[0]).found
    assert paper_html(payload)[1] == paper_html(plain)[1]
    content = render_pdf(payload)
    assert traces(content) == set()
    said = "".join("".join(text_of_pages(content)).split()).lower()
    assert f"<imgsrc=file://{lying}/a.png>".lower() in said and "{{layout}}" in said
    word = render_docx(payload)
    assert _reaching_out(word) == [] and f"file://{lying}/a.png" in _words(word)
    if payload["appendices"]:
        texts_of(appendices_workbook(payload))
    assert door.knocks == before


def test_long_tables_and_sheets_are_drawn_from_texts_alone(texts, door, lying, monkeypatch):  # noqa: F811
    """The engine of long tables knows marks of its own (`<img>`, `<font>`), where paragraphs are made of them: none are."""
    before = door.knocks
    monkeypatch.setattr(pdf, "LONG_ROWS", 2)
    payload = hostile(paper(blocks=[]), texts)
    payload["appendices"] = payload["appendices"][1:]
    drawn = [render_pdf(payload)]
    for draw in (
        lambda target: draw_essay_sheets(target, [PrintedSheet(texts[0], texts[1], 2, (("0123456789ABCDEFGH", "ABC-DEF"),) * 2)], campaign=texts[3]),
        lambda target: draw_attendance_lists(
            target, [(AttendanceRoll(texts[3], texts[1], texts[2], tuple((text, text) for text in texts)), [("0123456789ABCDEFGH", "ABC-DEF")])]
        ),
    ):
        target = io.BytesIO()
        draw(target)
        drawn.append(target.getvalue())

    assert [traces(content) for content in drawn] == [set()] * 3
    assert all("<img" in "".join("".join(text_of_pages(content)).split()).lower() for content in drawn)
    assert door.knocks == before


def _reaching_out(word):
    """Relations of a Word file that lead out of it, and fields that fetch."""
    found = []
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        for name in archive.namelist():
            if name.endswith(".rels"):
                found += [row.get("Target") for row in ElementTree.fromstring(archive.read(name)) if row.get("TargetMode", "").lower() == "external"]
            if name.endswith(".xml") and b"instrText" in archive.read(name):
                texts = [one.text or "" for one in ElementTree.fromstring(archive.read(name)).iter() if one.tag.endswith("}instrText")]
                found += [text for text in texts if not text.split()[:1] or text.split()[0] not in ("PAGE", "NUMPAGES", "SECTIONPAGES")]
    return found


def _words(word):
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        return "".join(one.text or "" for one in ElementTree.fromstring(archive.read("word/document.xml")).iter() if one.tag.endswith("}t"))
