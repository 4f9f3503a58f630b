"""The tables behind a report."""
from documents.pdf import render_pdf
from documents.tests.printed import runs_of_pages
from documents.tests.sample import paper
from reports.appendices import appendices_of, results_table, units_table
from reports.extra_tables.cells import cells_table
from reports.tests.making import figures, late, line, total


def test_an_appendix_without_rows_is_left_out():
    assert appendices_of(figures()) == []
    held = figures(lines=(line(units=1, held=1),), total=total(units=1, held=1))
    assert [appendix["title"] for appendix in appendices_of(held)] == ["Thống kê kết quả học tập, quán triệt theo khối"]


def test_a_line_of_results_has_a_cell_for_every_column():
    row = line(
        "Xã, thị trấn", units=15, held=14, classes=16, summoned=2904, attended=2742, excused=139, unexcused=23, made_up=61,
        guests=812, essay_required=2589, essay_submitted=2301, essay_passed=2188, essay_failed=37, essay_pending=76,
    )
    table = results_table(figures(lines=(row,), total=total(units=15, held=14)))

    assert " ".join(table["rows"][0]) == (
        "1 Xã, thị trấn 15 14 1 16 2.904 2.742 139 23 61 96,52 812 2.589 2.301 88,88 2.188 37 76"
    )
    assert {len(cells) for cells in (*table["rows"], table["total"], table["columns"])} == {19}


def test_nothing_of_nothing_is_a_dash():
    table = results_table(figures(lines=(line(units=1),), total=total(units=1)))

    assert (table["total"][11], table["total"][15]) == ("–", "–")


def test_cells_of_a_base_that_studied_together_show_dashes():
    rows = (line("Chi bộ A", units=1, held=1, shared=True), line("Chi bộ B", units=1, held=1, classes=1, summoned=3, attended=3))
    table = results_table(figures(of_base=True, only_cells=True, lines=rows, total=total(units=2, held=2)))

    assert table["columns"][1]["label"] == "Chi bộ"
    assert table["rows"][0] == ["1", "Chi bộ A (học chung toàn đảng bộ)", "1", "1", "0", *["–"] * 14]
    assert table["note"] == (
        "Các cột (6)-(19) tính ở đơn vị đã tổ chức. Dấu “–”: học chung toàn đảng bộ, số liệu ở dòng tổng cộng."
    )


def test_units_not_held_before_and_after_the_deadline():
    rows = (
        late("Đảng bộ xã Tân Lập", "Xã, thị trấn", planned="15/01/2018", reason="Chờ báo cáo viên", cells=(6, 12), reminders=1),
        late("Chi bộ A"), late("Chi bộ B", days=0),
    )
    table = units_table(figures(not_held=rows, total=total(units=3)))

    assert table["rows"] == [
        ["1", "Đảng bộ xã Tân Lập", "Xã, thị trấn", "3", "Đang tổ chức, 6/12 chi bộ", "7", "15/01/2018", "Chờ báo cáo viên", "1"],
        ["2", "Chi bộ A", "Cơ quan", "3", "Chưa tổ chức", "7", "Chưa đăng ký", "Chưa báo cáo", "0"],
        ["3", "Chi bộ B", "Cơ quan", "3", "Chưa tổ chức", "–", "Chưa đăng ký", "–", "0"],
    ]
    assert table["total"] == ["", "Cộng", "", "9", "", "", "", "", ""]


def test_a_base_needs_no_column_of_blocks():
    table = units_table(figures(of_base=True, not_held=(late("Chi bộ A"),), total=total(units=1)))

    assert "Khối" not in [column["label"] for column in table["columns"]]
    assert {len(cells) for cells in (*table["rows"], table["total"], table["columns"])} == {8}


def test_what_is_one_word_stays_on_one_line_in_the_list_of_cells():
    """On the narrowest page, that of 11-HD: Roman numbers, days, and names as long as those of An Lạc."""
    base = {"name": "Đảng bộ thị trấn An Lạc", "heads": 1233, "held": True, "held_on": "12/12/2017", "cells": 1, "cells_held": 1}
    cell = {"name": "Chi bộ tổ dân phố 12 thị trấn An Lạc", "heads": 20, "held": True, "held_on": "28/12/2017"}
    payload = paper("hd11", blocks=[], appendices=[cells_table([base, cell] * 38, None)])

    words = {run.text for runs in runs_of_pages(render_pdf(payload)) for run in runs}

    assert {"XXXVIII", "12/12/2017", "28/12/2017", "1.233", base["name"], cell["name"], "Cộng 38 chi bộ"} <= words
