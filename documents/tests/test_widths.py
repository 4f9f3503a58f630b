"""Lines of the letterhead: a name that needs two is broken in the middle, not before its last word."""
import pytest

from documents.docx import render_docx
from documents.pdf import render_pdf
from documents.tests.printed import runs_of_pages
from documents.tests.sample import paper
from documents.tests.test_docx import _written
from documents.widths import balanced_lines, width_of


@pytest.mark.parametrize(("name", "lines"), [
    ("CHI BỘ THÔN 3", ["CHI BỘ THÔN 3"]), ("", [""]),
    ("CHI BỘ TRƯỜNG MẦM NON HOA MAI", ["CHI BỘ TRƯỜNG", "MẦM NON HOA MAI"]),
    ("ĐẢNG UỶ CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN MAY MẶC ĐẠI PHÁT",
     ["ĐẢNG UỶ CÔNG TY TRÁCH", "NHIỆM HỮU HẠN MỘT THÀNH", "VIÊN MAY MẶC ĐẠI PHÁT"]),
    ("Đ" * 60, ["Đ" * 60]),
])
def test_a_name_is_broken_into_equal_lines(name, lines):
    room = 80.5 * 72 / 25.4
    found = balanced_lines(name, face="Bold", size=14, room=room)

    assert found == lines
    assert len(found) == 1 or max(width_of(line, face="Bold", size=14) for line in found) <= room


def test_pdf_and_word_break_it_there():
    payload = paper("hd36", body="Chi bộ Trường Mầm non Hoa Mai", appendices=[])
    runs = runs_of_pages(render_pdf(payload))[0]

    assert [run.text for run in runs[1:3]] == ["CHI BỘ TRƯỜNG", "MẦM NON HOA MAI"]
    assert "CHIBỘTRƯỜNGMẦMNONHOAMAI*" in _written(render_docx(payload))
