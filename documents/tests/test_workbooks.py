"""The appendices as a workbook: the cells of the paper, numbers as numbers, nothing as a formula."""
import datetime
import io
import zipfile

import pytest
import python_calamine

from documents.tests.sample import ON_ITS_WAY, paper
from documents.workbooks import appendices_workbook, value_of


def _sheets(content):
    book = python_calamine.load_workbook(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.mark.parametrize(("text", "align", "expected"), [
    ("2.904", "right", (2904, "#,##0")), ("96,52", "right", (96.52, "#,##0.00")), ("7", "right", (7, "#,##0")),
    ("1.234.567,5", "right", (1234567.5, "#,##0.0")), ("0", "right", (0, "#,##0")), ("–", "right", ("–", None)),
    ("06", "right", ("06", None)), ("1.5", "right", ("1.5", None)), ("12", "left", ("12", None)), ("", "right", ("", None)),
    ("15/01/2018", "center", (datetime.date(2018, 1, 15), "dd/mm/yyyy")), ("31/02/2018", "center", ("31/02/2018", None)),
    ("9" * 16, "right", ("9" * 16, None)),
])
def test_what_a_cell_is(text, align, expected):
    assert value_of(text, align) == expected


def test_the_sheets_are_the_appendices_with_numbers_and_days():
    content = appendices_workbook(paper())
    sheets = _sheets(content)

    assert list(sheets) == ["Phụ lục 1", "Phụ lục 2"]
    first, second = sheets.values()
    assert [row[0] for row in first[:3]] == [
        "PHỤ LỤC 1", "Thống kê kết quả học tập, quán triệt theo khối",
        "(Kèm theo Báo cáo số 07-BC/BTGHU, ngày 12/01/2018 của Ban Tuyên giáo Huyện uỷ)",
    ]
    assert first[4][:3] == ["(1)", "(2)", "(3)"]
    assert first[5][:8] == [1, "Xã, thị trấn", 15, 14, 1, 16, 2904, 2742]
    assert first[10][:2] == ["", "Tổng cộng"] and first[10][11] == 96.96
    assert first[11][0] == "Các cột (6)-(19) tính ở đơn vị đã tổ chức."
    assert second[4][6] == datetime.date(2018, 1, 15)
    assert appendices_workbook(paper()) == content
    assert appendices_workbook(paper(appendices=[])) is None


def test_it_is_set_up_for_paper_and_holds_no_formula():
    payload = paper(copy_to_sign=True, **ON_ITS_WAY)
    payload["appendices"][0]["rows"][0][1] = "=HYPERLINK(\"http://evil.example\")"
    with zipfile.ZipFile(io.BytesIO(appendices_workbook(payload))) as archive:
        sheet, book = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "workbook"))
        styles = archive.read("xl/styles.xml").decode()

    assert "<f>" not in sheet and 'quotePrefix="1"' in styles
    assert 'paperSize="9"' in sheet and 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet
    assert 'ySplit="5"' in sheet and 'state="frozen"' in sheet
    # The line that says to which paper it belongs, and the head, on every printed page.
    assert "'Phụ lục 1'!$3:$5" in book
    assert "hyperlink" not in sheet.lower()
