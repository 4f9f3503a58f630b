"""Every kind of PDF the portal draws: all its fonts lie in the file, and no ink is coloured."""
import io

import pytest

from documents import pdf
from documents.kept_drawings import join, path_of
from documents.pdf import render_pdf
from documents.tests.layout_table import drawn, payload_of
from documents.tests.printed import text_of_pages
from documents.tests.printed_ink import colours_of, fonts_of
from documents.tests.sample import paper, unit_rows
from essays.printing.attendance import AttendanceRoll, draw_attendance_lists
from essays.printing.essay_sheets import PrintedSheet, draw_essay_sheets
from reports.extra_tables.charts import charts_table

_CODE = ("0123456789ABCDEFGH", "ABC-DEF")


def _final_report():
    """With the appendix of charts, whose drawings are grey."""
    rows = {
        "first": "2018-01-02", "last": "2018-01-12", "due": "2018-01-05", "units": 60,
        "points": [["2018-01-03", 12], ["2018-01-09", 40]], "blocks": [["Cơ quan", 18, 2], ["Doanh nghiệp", 5, 4]],
    }
    payload = paper()
    return render_pdf(payload | {"appendices": [*payload["appendices"], charts_table(rows, None)]})


def _long_report():
    payload = paper()
    payload["appendices"][1]["rows"] = unit_rows(pdf.LONG_ROWS + 1)
    return render_pdf(payload)


def _joined_letters():
    digest = join(payload_of("hd36", "letter"), payload_of("hd36", "submission"))
    return path_of(digest).read_bytes()


def _attendance_list():
    target = io.BytesIO()
    roll = AttendanceRoll("Đợt học tập", "Chi bộ thôn 3", "Lớp học ngày 12/01/2018", (("Nguyễn Văn A", "Chi bộ thôn 3"),))
    draw_attendance_lists(target, [(roll, [_CODE])])
    return target.getvalue()


def _sheets(name):
    target = io.BytesIO()
    draw_essay_sheets(target, [PrintedSheet(name, "Chi bộ thôn 3", 3, (_CODE,) * 3)], campaign="Đợt học tập")
    return target.getvalue()


_KINDS = {
    "report": lambda: drawn("hd11", "report").content, "copy to sign": lambda: drawn("hd36", "copy").content,
    "final report": _final_report, "long report": _long_report, "letter": lambda: drawn("hd36", "letter").content,
    "letters in one file": _joined_letters, "minutes": lambda: drawn("hd36", "minutes").content,
    "attendance list": _attendance_list, "lined sheets": lambda: _sheets("Nguyễn Văn A"), "blank sheets": lambda: _sheets(""),
}


@pytest.mark.parametrize("kind", _KINDS)
def test_its_fonts_are_in_the_file_and_its_ink_is_black(kind, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    content = _KINDS[kind]()
    fonts = fonts_of(content)

    assert len(fonts) >= 2 and all(fonts.values()), fonts
    assert colours_of(content) == set()
    # What is drawn can be read: nothing is a picture of letters.
    assert all(len(text) > 20 for text in text_of_pages(content))


def test_coloured_ink_and_a_font_from_elsewhere_would_be_seen():
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.setFillColorRGB(0.8, 0, 0)
    canvas.drawString(10, 10, "đỏ")
    canvas.save()

    assert fonts_of(target.getvalue())["Helvetica"] is False
    assert colours_of(target.getvalue()) == {"rg [0.8, 0.0, 0.0]"}
