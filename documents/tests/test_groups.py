"""Rows that head a group of rows are bold in every format and never stand at the foot of a page alone."""
import io
import zipfile

import docx
import pytest

from documents import pdf
from documents.docx import render_docx
from documents.payload import InvalidPayload, check_payload
from documents.pdf import render_pdf
from documents.tests.printed import runs_of_pages
from documents.tests.sample import paper
from documents.workbooks import appendices_workbook


def grouped(count):
    """A group of so many rows, then one of a single row."""
    payload = paper(blocks=[])
    [table] = payload["appendices"] = payload["appendices"][1:]
    units = [[str(i), f"Chi bộ thôn {i}", *["–"] * 7] for i in range(1, count + 1)]
    heads = [[number, f"KHỐI {number}", *[""] * 7] for number in ("I", "II")]
    table |= {"rows": [heads[0], *units, heads[1], [str(count + 1), "Chi bộ cuối", *["–"] * 7]], "groups": [0, count + 1], "total": None}
    return payload


@pytest.mark.parametrize("long_rows", [1, 1000])
def test_the_head_of_a_group_is_bold_and_followed_by_its_first_row(monkeypatch, long_rows):
    monkeypatch.setattr(pdf, "LONG_ROWS", long_rows)
    sheets = set()
    # Around the number of rows that fill the first page.
    for count in range(15, 22):
        pages = runs_of_pages(render_pdf(grouped(count)))[1:]
        sheets.add(len(pages))
        [(page, head)] = [(page, run) for page in pages for run in page if run.text == "KHỐI II"]
        assert "Bold" in head.face
        assert [run for run in page if run.text == "Chi bộ cuối" and run.base > head.base and "Bold" not in run.face], f"{count} rows"
    assert sheets == {1, 2}


def test_word_and_excel_have_it_bold():
    document = docx.Document(io.BytesIO(render_docx(grouped(2))))
    styles = [cell.paragraphs[0].style for table in document.tables for row in table.rows for cell in row.cells if "KHỐI" in cell.text]
    with zipfile.ZipFile(io.BytesIO(appendices_workbook(grouped(2)))) as book:
        sheet, looks = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/styles.xml").decode()

    assert [style.font.bold for style in styles] == [True, True]
    # The cell's look names a face of its own, and that face is bold.
    look = int(sheet.partition('r="B5"')[2].partition('s="')[2].partition('"')[0])
    faces = looks.partition("<fonts")[2].partition("</fonts>")[0].split("<font>")[1:]
    face = looks.partition("<cellXfs")[2].split("<xf ")[1:][look].partition('fontId="')[2].partition('"')[0]
    assert "<b/>" in faces[int(face)]


@pytest.mark.parametrize("groups", [[9], [-1], ["0"], [True]])
def test_a_group_is_the_number_of_a_row(groups):
    payload = grouped(2)
    payload["appendices"][0]["groups"] = groups
    with pytest.raises(InvalidPayload):
        check_payload(payload)
