"""Word documents as LibreOffice prints them: the pages, words, places, sizes and faces of the PDF, under all profiles."""
from collections import Counter

import pytest

from documents.docx import render_docx
from documents.tests.layout_table import PARTS, drawn, found_in, payload_of
from documents.tests.printed import page_sizes, runs_of_pages
from documents.tests.printed_tables import rows_of_page
from documents.tests.sample import PROFILES
from documents.tests.through_office import through_office

PAPERS = ["report", "copy", "draft", "letter", "submission", "minutes", "list"]
pytestmark = pytest.mark.parametrize("code", sorted(PROFILES))


@pytest.fixture(scope="module")
def office():
    """`(bytes, runs of each page)` of what LibreOffice makes of each Word document, by profile and paper."""
    documents = {(code, name): render_docx(payload_of(code, name)) for code in PROFILES for name in PAPERS}
    return {key: (content, runs_of_pages(content)) for key, content in through_office(documents).items()}


@pytest.mark.parametrize("name", PAPERS)
def test_as_many_pages_with_the_same_words_on_each(office, code, name):
    content, pages = office[code, name]
    ours = drawn(code, name)

    assert page_sizes(content) == page_sizes(ours.content)
    assert [_words(runs) for runs in pages] == [_words(runs) for runs in ours.pages]


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_each_part_stands_where_the_pdf_has_it(office, code, part):
    ours, pages = drawn(code, part.paper), office[code, part.paper][1]
    expected, run = (found_in(runs[part.page - 1], part.words, ours) for runs in (ours.pages, pages))

    assert (run.size, run.face.partition("-")[2]) == (part.size, part.face.partition("-")[2])
    # A base line may lie a little lower in its line, never a line further.
    assert (run.left, run.base) == (pytest.approx(expected.left, abs=0.5), pytest.approx(expected.base, abs=0.6))


@pytest.mark.parametrize(("name", "first"), [("report", 3), ("copy", 3), ("list", 2)])
def test_each_cell_of_the_appendices_says_the_same(office, code, name, first):
    content, ours = office[code, name][0], drawn(code, name).content

    for number in range(first, len(page_sizes(ours)) + 1):
        rows = rows_of_page(content, number)
        assert rows and rows == rows_of_page(ours, number)


def _words(runs):
    return Counter(" ".join(run.text for run in runs).split())
