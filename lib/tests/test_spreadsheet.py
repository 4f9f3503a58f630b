import datetime
import io
import zipfile

import pytest
import python_calamine

from lib.spreadsheet.container import Limits, UnreadableWorkbook, check_container
from lib.spreadsheet.forms import Column, Outcome, SheetForm, nearest, read_sheet
from lib.spreadsheet.kinds import BadCell, Choice, Day, Listing, Text, Tick, Whole
from lib.spreadsheet.reading import open_workbook
from lib.spreadsheet.scan import address_of, column_letters, column_number
from lib.spreadsheet.writing import WorkbookWriter

FORM = SheetForm(
    "Trang",
    (
        Column("Mã", "code", Text(10), required=True), Column("Ngày", "day", Day()), Column("Số", "number", Whole()),
        Column("Dấu", "tick", Tick()), Column("Loại", "kind", Choice({"a": "Loại A", "b": "Loại B"})),
        Column("Nhiều", "many", Listing()),
    ),
    key=("code",),
)
HEADER = [column.label for column in FORM.columns]


def write(rows, target=None):
    target = target if target is not None else io.BytesIO()
    with WorkbookWriter(target) as workbook:
        workbook.add_form(FORM, rows)
    if not isinstance(target, str):
        target.seek(0)
    return target


def test_what_is_written_is_read_as_the_same_values(tmp_path):
    values = ["0012", datetime.date(2018, 1, 5), 7, True, "b", ("một", "hai")]
    path = tmp_path / "w.xlsx"
    write([[c.kind.write(v) for c, v in zip(FORM.columns, values, strict=True)]], str(path))

    workbook = open_workbook(path)
    sheet = read_sheet(FORM, workbook.rows("Trang"), workbook.formulas("Trang"))

    assert [list(row.values.values()) for row in sheet.rows] == [values]


def test_the_same_rows_give_the_same_bytes():
    assert write([["a", "", 1]]).getvalue() == write([["a", "", 1]]).getvalue()


def test_a_text_is_never_taken_for_a_formula_a_number_or_a_link():
    book = python_calamine.load_workbook(write([[text] for text in ("=1+1", "+84912", "-1", "@x", "007", "http://a.b")]))

    assert [row[0] for row in book.get_sheet_by_index(0).to_python()[1:]] == ["=1+1", "+84912", "-1", "@x", "007", "http://a.b"]


def test_codes_typed_as_numbers_are_text_again():
    assert [Text().read(10000005.0), Text().read(7.5), Text().read("  a\u00a0 b ")] == ["10000005", "7.5", "a b"]


def test_text_is_composed():
    assert Text().read("Hoa\u0300") == "Hoà"


@pytest.mark.parametrize(("kind", "raw"), [
    (Text(3), "bốn chữ"), (Text(), datetime.date(2018, 3, 5)), (Text(), "#REF!"), (Whole(), "1.5"), (Whole(), -1.0),
    (Whole(), 2.5), (Whole(), "một"), (Tick(), "y"), (Choice({"a": "A"}), "B"), (Day(), "mai"),
])
def test_a_cell_that_cannot_be_read_is_refused(kind, raw):
    with pytest.raises(BadCell):
        kind.read(raw)


@pytest.mark.parametrize(("raw", "number"), [("12", 12), ("1.204", 1204), (12.0, 12), (0.0, 0)])
def test_whole_numbers_are_read_as_offices_write_them(raw, number):
    assert Whole().read(raw) == number


def test_columns_may_stand_in_any_order_and_empty_rows_are_none():
    sheet = read_sheet(FORM, [["Số", "Mã", "Ngày", "Dấu", "Loại", "Nhiều"], [3.0, "a", "", "", "", ""], ["", "", "", "", "", ""]])

    assert [(row.number, row["code"], row["number"]) for row in sheet.rows] == [(2, "a", 3)]


def test_problems_bear_the_address_of_their_cell():
    sheet = read_sheet(FORM, [HEADER, ["a", "mai", "", "", "", ""], ["", "", 1.0, "", "", ""], ["a", "", "", "", "", ""]])

    assert [problem.address for problem in sheet.all_problems()] == ["B2", "A3", "A4"]


def test_a_row_is_new_changed_same_or_wrong():
    sheet = read_sheet(FORM, [HEADER, *([code, "", 1.0, "", "", ""] for code in "abc"), ["d", "x", "", "", "", ""]])
    stored = {"b": {"number": 2}, "c": {"number": 1}}
    for row in sheet.rows:
        row.compare(stored.get(row["code"]))

    assert [row.outcome for row in sheet.rows] == [Outcome.NEW, Outcome.CHANGED, Outcome.SAME, Outcome.WRONG]
    assert sheet.rows[1].changes == {"number": 2}


@pytest.mark.parametrize(("text", "meant"), [
    ("Đảng vien", "Đảng viên"), ("đảng viên ", "Đảng viên"), ("Đang viên", "Đảng viên"), ("Đơn vi", "Đơn vị"), ("Ghi chú", None),
])
def test_a_near_miss_names_what_is_meant(text, meant):
    assert nearest(text, ["Đảng viên", "Đơn vị", "Lớp học"]) == meant


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")])
def test_columns_are_lettered_as_spreadsheets_do(number, letters):
    assert (column_letters(number), column_number(letters)) == (letters, number)
    assert address_of(5, number) == f"{letters}5"


@pytest.mark.asvs("5.2.3")
@pytest.mark.parametrize(("limits", "code"), [
    (Limits(size=100), "too_large"), (Limits(members=2), "too_many_parts"), (Limits(unpacked=100), "unpacks_too_large"),
    (Limits(part=100), "unpacks_too_large"),
])
def test_bounds_are_checked_before_anything_is_unpacked(tmp_path, limits, code):
    path = tmp_path / "w.xlsx"
    write([["a"]], str(path))

    with pytest.raises(UnreadableWorkbook) as refused:
        check_container(path, limits)
    assert refused.value.code == code


@pytest.mark.parametrize("limits", [Limits(rows=2), Limits(columns=2)])
def test_a_sheet_that_reaches_too_far_is_refused(tmp_path, limits):
    path = tmp_path / "w.xlsx"
    write([["a", "", 1], ["b", "", 1]], str(path))

    with pytest.raises(UnreadableWorkbook) as refused:
        open_workbook(path, limits).check_sheets(["Trang"])
    assert refused.value.code == "reaches_too_far"


@pytest.mark.parametrize("cut", [10, 400, 2000])
def test_a_file_cut_off_is_damaged(tmp_path, cut):
    path = tmp_path / "w.xlsx"
    write([["a"]], str(path))
    path.write_bytes(path.read_bytes()[:-cut])

    with pytest.raises(UnreadableWorkbook) as refused:
        open_workbook(path).rows("Trang")
    assert refused.value.code == "damaged"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "w.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")

    with pytest.raises(UnreadableWorkbook) as refused:
        open_workbook(path)
    assert refused.value.code == "not_xlsx"


def test_formulas_are_found_where_a_tag_is_cut_between_two_pieces(tmp_path, monkeypatch):
    path, pieces = tmp_path / "w.xlsx", tmp_path / "f.xlsx"
    write([["a", "", 77]], str(path))
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(pieces, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<v>77</v>", b"<f>B2+1</f><v>77</v>")
            target.writestr(name, content)
    whole = zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda self, n=-1: whole(self, 7 if n and n > 7 else n))

    workbook = open_workbook(pieces)
    workbook.check_sheets(["Trang"])
    assert workbook.formulas("Trang") == ["C2"]
