import datetime
from pathlib import Path

from django.db import transaction

from lib.clock import now
from portal.tests.workbook.random_workbooks import HEADERS, write_rows
from portal.workbook.reading import read_workbook
from portal.workbook.services import write_read_workbook

AN_LAC = "data/an-lac/workbook.xlsx"
BODY_HEADER = [
    "Mã đơn vị", "Tên cấp trên", "Tên cơ quan", "Ký hiệu", "Địa danh", "Quyền hạn ký", "Chức vụ", "Người ký", "Nơi nhận",
]


def import_file(path, by=None, at=None):
    """Read and write in one transaction, as the command does; returns `(what was read, the import or None)`."""
    at, path = at or now(), Path(path)
    with transaction.atomic():
        read = read_workbook(path, at=at, by=by)
        assert [(p.sheet, p.address, p.reason) for p in read.all_problems()] == []
        return read, write_read_workbook(read, path, by=by, at=at)


def _day(text):
    day, month, year = map(int, text.split("/"))
    return datetime.date(year, month, day)


def small_workbook():
    """A committee with a base of two cells and a base cell, a campaign, two classes, an absence, two essays."""
    return {
        "Cơ quan ban hành": [
            ["AL", "Huyện uỷ An Lạc", "Ban Tuyên giáo", "BTGHU", "An Lạc", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Nguyễn Văn A", "Thường trực Huyện uỷ; Lưu"]
        ],
        "Đơn vị": [
            ["AL", "Đảng bộ huyện An Lạc", "Đảng bộ huyện", "", "", "", ""],
            ["1", "Đảng bộ xã Một", "Đảng bộ cơ sở", "Xã, thị trấn", "AL", "Lê Văn Bí", "0912345678"],
            ["1-01", "Chi bộ thôn 1", "Chi bộ trực thuộc", "Xã, thị trấn", "1", "", ""],
            ["1-02", "Chi bộ thôn 2", "Chi bộ trực thuộc", "Xã, thị trấn", "1", "", ""],
            ["2", "Chi bộ Toà án", "Chi bộ cơ sở", "Cơ quan", "AL", "", ""],
        ],
        "Đảng viên": [
            ["000001", "Nguyễn Văn Một", _day("19/05/1985"), "1-01", "Chính thức", "", ""],
            ["000002", "Nguyễn Văn Hai", "5/1985", "1-01", "Chính thức", "", ""],
            ["000003", "Nguyễn Văn Ba", "1961", "1-02", "Dự bị", "", ""],
            ["000004", "Nguyễn Văn Bốn", "", "2", "Chính thức", "", "x"],
            ["000005", "Nguyễn Văn Năm", "", "2", "Chính thức", "x", ""],
        ],
        "Nghị quyết": [["18-NQ/TW", "Sắp xếp bộ máy", _day("25/10/2017")]],
        "Đợt học tập": [
            ["TW6", "Đợt một", _day("01/12/2017"), _day("31/01/2018"), _day("05/01/2018"), _day("25/01/2018"), "18-NQ/TW", "Thứ Sáu", "16:00", "Kế hoạch 52"]
        ],
        "Kế hoạch": [["TW6", "2", _day("15/01/2018"), "Bận", 2, ""]],
        "Lớp học": [
            ["L1", "TW6", "1", "Học chính khoá", _day("12/12/2017"), "Tối", "Trực tiếp", "Đảng viên", "Hội trường", "Báo cáo viên", "18-NQ/TW"],
            ["L2", "TW6", "1", "Học chính khoá", _day("13/12/2017"), "19:30", "Trực tuyến", "Đảng viên", "", "", "18-NQ/TW"],
        ],
        "Đơn vị dự học": [["L1", "1-01", 2, 1, 1, 0, 4], ["L2", "1-02", 1, 1, 0, 0, 0]],
        "Vắng mặt": [["L1", "000002", "x", _day("20/12/2017")]],
        "Thu hoạch": [
            ["TW6", "000001", _day("20/12/2017"), "x", "x", "Đạt", _day("22/12/2017")],
            ["TW6", "000003", _day("21/12/2017"), "x", "x", "", ""],
        ],
    }


def write_small(path, change=None):
    """The small workbook, changed by `change(sheets)` before it is written."""
    sheets = small_workbook()
    if change:
        change(sheets)
    return write_rows(path, sheets, HEADERS | {"Cơ quan ban hành": BODY_HEADER})


def problems_of(path, by=None):
    """`[(sheet, address, reason)]` of a file read against the database."""
    return [(p.sheet, p.address, p.reason) for p in read_workbook(path, at=now(), by=by).all_problems()]
