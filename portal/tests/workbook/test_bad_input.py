"""Each error is named by sheet, cell and reason, and nothing is written."""
import datetime
import zipfile

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from campaigns.models import Campaign
from lib.spreadsheet.container import UnreadableWorkbook
from portal.tests.workbook.samples import BODY_HEADER, import_file, problems_of, small_workbook, write_small
from portal.tests.workbook.random_workbooks import HEADERS, write_rows
from portal.workbook.models import WorkbookImport
from portal.workbook.reading import read_workbook
from units.models import Member, Unit

pytestmark = pytest.mark.django_db


def changed(tmp_path, change):
    return write_small(tmp_path / "small.xlsx", change)


def cell(sheet, row, column, value):
    """A change of one cell: `row` 0 is the first after the heading."""
    def change(sheets):
        sheets[sheet][row][column] = value
    return change


@pytest.mark.asvs("2.2.1")
@pytest.mark.parametrize(("sheet", "row", "column", "value", "address", "reason"), [
    ("Đơn vị", 2, 4, "9", "E4", "Không có đơn vị mang mã 9."),
    ("Đơn vị", 2, 2, "Chi bộ lạ", "C4", "“Chi bộ lạ” không phải là loại đơn vị."),
    ("Đơn vị", 2, 4, "1-02", "E4", "Chi bộ thôn 2 là chi bộ, không có đơn vị trực thuộc."),
    ("Đơn vị", 2, 3, "Xã thị trấn", "D4", "Không có khối “Xã thị trấn”. Có lẽ là “Xã, thị trấn”."),
    ("Đảng viên", 0, 3, "7-01", "D2", "Không có đơn vị mang mã 7-01."),
    ("Đảng viên", 0, 2, "31/02/1985", "C2", "“31/02/1985” không phải là ngày sinh. Đề nghị ghi ngày/tháng/năm, tháng/năm hoặc năm."),
    ("Đảng viên", 0, 4, "Chính", "E2", "“Chính” không thuộc các giá trị: Chính thức, Dự bị."),
    ("Đảng viên", 0, 1, "", "B2", "“Họ và tên” không được để trống."),
    ("Đảng viên", 0, 5, "y", "F2", "“y” không phải là x và cũng không để trống."),
    ("Đợt học tập", 0, 6, "18-NQ/TW; 99-NQ/TW", "G2", "Không có nghị quyết 99-NQ/TW."),
    ("Đợt học tập", 0, 3, datetime.date(2017, 11, 1), "D2", "Ngày kết thúc đợt trước ngày bắt đầu."),
    ("Kế hoạch", 0, 2, datetime.date(2018, 3, 1), "C2", "Ngày 01/03/2018 nằm ngoài đợt (từ 01/12/2017 đến 31/01/2018)."),
    ("Kế hoạch", 0, 0, "TW7", "A2", "Không có đợt mang mã TW7."),
    ("Lớp học", 0, 4, datetime.date(2018, 2, 1), "E2", "Ngày 01/02/2018 nằm ngoài đợt (từ 01/12/2017 đến 31/01/2018)."),
    ("Lớp học", 1, 5, "Trưa", "F3", "“Trưa” không phải là buổi (Sáng, Chiều, Tối) và cũng không phải là giờ (19:30)."),
    ("Đơn vị dự học", 0, 0, "L9", "A2", "Không có lớp mang mã L9."),
    ("Đơn vị dự học", 0, 3, 3, "D2", "Tham gia 3, nhiều hơn triệu tập 2."),
    ("Đơn vị dự học", 0, 4, 0, "C2", "Tham gia 1 cộng vắng 0 không bằng triệu tập 2."),
    ("Đơn vị dự học", 0, 2, "hai", "C2", "“hai” không phải là số nguyên từ 0 trở lên."),
    ("Vắng mặt", 0, 1, "000003", "B2", "Nguyễn Văn Ba không thuộc đơn vị nào dự lớp L1."),
    ("Vắng mặt", 0, 1, "999999", "B2", "Không có đảng viên mang số thẻ 999999 trong phạm vi của đồng chí."),
    ("Thu hoạch", 0, 6, "", "G2", "Có kết quả thì phải có ngày chấm."),
    ("Thu hoạch", 0, 6, datetime.date(2017, 12, 1), "G2", "Ngày chấm trước ngày nộp."),
    ("Thu hoạch", 0, 2, datetime.date(2017, 11, 1), "C2", "Ngày 01/11/2017 nằm ngoài đợt (từ 01/12/2017 đến 31/01/2018)."),
])
def test_a_wrong_cell_is_named(tmp_path, sheet, row, column, value, address, reason):
    assert problems_of(changed(tmp_path, cell(sheet, row, column, value))) == [(sheet, address, reason)]


@pytest.mark.parametrize(("sheet", "address"), [
    ("Đơn vị", "A7"), ("Đảng viên", "A7"), ("Nghị quyết", "A3"), ("Đợt học tập", "A3"), ("Kế hoạch", "B3"), ("Lớp học", "A4"),
    ("Đơn vị dự học", "B4"), ("Vắng mặt", "B3"), ("Thu hoạch", "B4"),
])
def test_a_row_told_twice_is_named(tmp_path, sheet, address):
    def change(sheets):
        sheets[sheet].append(sheets[sheet][0])

    assert problems_of(changed(tmp_path, change)) == [(sheet, address, "Trùng với dòng 2.")]


@pytest.mark.asvs("2.2.3")
def test_more_present_than_members_is_refused(tmp_path):
    def change(sheets):
        sheets["Đơn vị dự học"][0] = ["L1", "1-01", 3, 3, 0, 0, 0]

    assert problems_of(changed(tmp_path, change)) == [("Đơn vị dự học", "D2", "Tham gia 3, nhiều hơn 2 đảng viên phải học.")]


def test_a_row_of_a_base_after_that_of_its_cell_is_refused(tmp_path):
    def change(sheets):
        sheets["Đơn vị dự học"].append(["L2", "1", 3, 3, 0, 0, 0])

    assert problems_of(changed(tmp_path, change)) == [
        ("Đơn vị dự học", "B4", "Đã ghi nhận lớp cho Chi bộ thôn 1, cùng những đảng viên này.")
    ]


def test_a_misspelt_sheet_is_an_error_and_an_unknown_one_is_skipped(tmp_path):
    sheets = small_workbook()
    sheets["Đảng vien"] = sheets.pop("Đảng viên")
    sheets["Ghi chép riêng"] = [["x"]]
    headers = HEADERS | {"Cơ quan ban hành": BODY_HEADER, "Đảng vien": HEADERS["Đảng viên"]}

    read = read_workbook(write_rows(tmp_path / "w.xlsx", sheets, headers), at=_now())

    assert (read.problems[0].reason, read.unknown_sheets, read.missing_sheets) == (
        "Không có trang “Đảng vien”. Có lẽ là “Đảng viên”; đề nghị sửa tên trang.", ["Ghi chép riêng"], [],
    )


def test_a_missing_column_is_an_error_and_an_unknown_one_is_skipped(tmp_path):
    headers = HEADERS | {"Đơn vị": ["Mã đơn vị", "Tên đơn vị", "Loại", "Ghi chú", "Trực thuộc", "Bí thư", "Điện thoai"]}
    path = write_rows(tmp_path / "w.xlsx", {"Đơn vị": small_workbook()["Đơn vị"]}, headers)

    read = read_workbook(path, at=_now())

    assert [(p.address, p.reason) for p in read.all_problems()] == [
        ("G1", "Không có cột “Điện thoai”. Có lẽ là “Điện thoại”; đề nghị sửa tên cột."),
        ("", "Thiếu cột “Khối”."),
    ]
    assert read.book.sheets["Đơn vị"].unknown_columns == ["Ghi chú"]


def test_formula_cells_are_refused_with_their_address(tmp_path):
    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Nghị quyết")
        sheet.write_row(0, 0, HEADERS["Nghị quyết"])
        sheet.write_row(1, 0, ["18-NQ/TW", "Một"])
        sheet.write_formula("B3", '=B2&"x"', None, "Mộtx")
        sheet.write_string("A3", "19-NQ/TW")

    assert problems_of(path) == [("Nghị quyết", "B3", "Ô chứa công thức. Đề nghị dán giá trị thay cho công thức.")]


def test_two_thousand_errors_are_all_in_the_file_of_bad_rows(tmp_path):
    def change(sheets):
        sheets["Đảng viên"] += [[f"1{i:05d}", "Tên", "", "không có", "Chính thức", "", ""] for i in range(2000)]

    assert len(problems_of(changed(tmp_path, change))) == 2000


@pytest.mark.parametrize(("content", "code"), [
    (b"S\xc3\xb4\x20theo", "not_xlsx"),
    (b"", "not_xlsx"),
    (b"PK\x03\x04 but no archive", "damaged"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "old_xls"),
])
def test_what_is_no_xlsx_is_refused_with_a_reason(tmp_path, content, code):
    path = tmp_path / "w.xlsx"
    path.write_bytes(content)

    with pytest.raises(UnreadableWorkbook) as refused:
        read_workbook(path, at=_now())
    assert refused.value.code == code


@pytest.mark.asvs("5.2.1")
def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "w.xlsx"
    with open(path, "wb") as file:
        file.truncate(200 * 1024**2)

    with pytest.raises(UnreadableWorkbook) as refused:
        read_workbook(path, at=_now())
    assert refused.value.code == "too_large"


def test_a_cell_far_outside_is_refused_before_the_sheet_is_laid_out(tmp_path):
    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Nghị quyết")
        sheet.write_row(0, 0, HEADERS["Nghị quyết"])
        sheet.write(1048575, 16383, 1)

    with pytest.raises(UnreadableWorkbook) as refused:
        read_workbook(path, at=_now())
    assert (refused.value.code, refused.value.details["address"]) == ("reaches_too_far", "1048576")


@pytest.mark.asvs("5.2.3")
def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "w.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", b"0" * (201 * 1024**2))

    with pytest.raises(UnreadableWorkbook) as refused:
        read_workbook(path, at=_now())
    assert refused.value.code == "unpacks_too_large"


@pytest.mark.asvs("1.5.1")
def test_entities_do_not_get_through(tmp_path):
    path = write_small(tmp_path / "small.xlsx")
    twisted = tmp_path / "twisted.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(twisted, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = content.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', 1)
            target.writestr(name, content)

    with pytest.raises(UnreadableWorkbook) as refused:
        read_workbook(twisted, at=_now())
    assert refused.value.code == "damaged"


def test_the_command_writes_nothing_of_a_workbook_with_errors(tmp_path, capsys):
    path = changed(tmp_path, cell("Thu hoạch", 0, 1, "999999"))

    with pytest.raises(CommandError):
        call_command("import_workbook", path)

    assert "Thu hoạch B2: Không có đảng viên mang số thẻ 999999 trong phạm vi của đồng chí." in capsys.readouterr().out
    assert (Unit.objects.count(), Member.objects.count(), Campaign.objects.count(), WorkbookImport.objects.count()) == (0, 0, 0, 0)


def test_a_check_writes_nothing(tmp_path):
    call_command("import_workbook", write_small(tmp_path / "small.xlsx"), "--check")

    assert (Unit.objects.count(), WorkbookImport.objects.count()) == (0, 0)


def test_card_numbers_in_numeric_cells_are_read_as_text(tmp_path):
    def change(sheets):
        for row in sheets["Đảng viên"] + sheets["Thu hoạch"]:
            row[0 if row in sheets["Đảng viên"] else 1] = int("10000" + row[0 if row in sheets["Đảng viên"] else 1][-3:])
        sheets["Vắng mặt"][0][1] = 10000002

    import_file(changed(tmp_path, change))

    assert list(Member.objects.order_by("card_number").values_list("card_number", flat=True)) == [
        "10000001", "10000002", "10000003", "10000004", "10000005",
    ]


def _now():
    return datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
