"""The tables behind a report: results by block (of a base: by cell), and the units that have not held."""
from documents.wording import DASH, date_short, thousands
from essays.whose_proposal import FEWEST_OF_A_NAMED_CELL

_LANDSCAPE = "landscape"
_RESULT_LABELS = [
    "TT", "Khối", "Tổng số đơn vị", "Đã tổ chức", "Chưa tổ chức", "Số lớp", "Được triệu tập (ở đơn vị đã tổ chức)",
    "Tham gia", "Vắng có lý do", "Vắng không lý do", "Đã học bù", "Tỷ lệ học (%)", "Quần chúng dự học", "Phải viết",
    "Đã nộp", "Tỷ lệ nộp (%)", "Đạt", "Chưa đạt", "Chưa chấm",
]
_UNIT_COLUMNS = [
    ("TT", "right", 0.7), ("Đơn vị", "left", 3), ("Khối", "left", 1.7), ("Số đảng viên phải học", "right", 1.2),
    ("Tình trạng", "left", 2), ("Quá hạn (ngày)", "right", 1), ("Ngày dự kiến", "center", 1.6), ("Lý do", "left", 2),
    ("Số lần đôn đốc", "right", 1),
]
_PROPOSAL_COLUMNS = [
    ("TT", "right", 0.6), ("Nội dung kiến nghị, đề xuất", "left", 5), ("Nơi kiến nghị", "left", 2.8), ("Số kiến nghị", "right", 1),
    ("Trả lời", "left", 1.7),
]
SHARED = "học chung toàn đảng bộ"


def appendices_of(figures):
    """Both appendices as a paper prints them; one without rows is left out."""
    found = [results_table(figures) if figures.lines else None, units_table(figures) if figures.not_held else None]
    return [appendix for appendix in found if appendix]


def results_table(figures):
    """Appendix 1: a line a block; columns (6) to (19) count the units that have held."""
    labels = list(_RESULT_LABELS)
    if figures.of_base:
        labels[1] = "Chi bộ" if figures.only_cells else "Đơn vị"
    columns = [_column(label) for label in labels]
    columns[0]["weight"], columns[6]["weight"] = 0.7, 1.3
    columns[1] |= {"align": "left", "weight": 3 if figures.of_base else 2}
    by = "theo khối" if not figures.of_base else f"theo {labels[1].lower()}"
    return {
        "title": f"Thống kê kết quả học tập, quán triệt {by}",
        "orientation": _LANDSCAPE,
        "columns": columns,
        "number_columns": True,
        "rows": [_result_row(str(i), line) for i, line in enumerate(figures.lines, 1)],
        "total": _result_row("", figures.total),
        "note": _note(figures),
    }


def _result_row(number, line):
    name = f"{line.name} ({SHARED})" if line.shared else line.name
    cells = [number, name, thousands(line.units), thousands(line.held), thousands(line.not_held)]
    if line.shared:
        return cells + [DASH] * 14
    c = line.counts
    return cells + [
        thousands(line.classes), thousands(c.summoned), thousands(c.attended), thousands(c.excused),
        thousands(c.unexcused), thousands(c.made_up), c.study_rate, thousands(c.guests), thousands(c.essay_required),
        thousands(c.essay_submitted), c.essay_rate, thousands(c.essay_passed), thousands(c.essay_failed),
        thousands(c.essay_pending),
    ]


def _note(figures):
    notes = ["Các cột (6)-(19) tính ở đơn vị đã tổ chức."]
    if any(line.shared for line in figures.lines):
        notes.append(f"Dấu “{DASH}”: {SHARED}, số liệu ở dòng tổng cộng.")
    if figures.unnamed:
        notes.append(f"Chưa đủ danh sách vắng: {', '.join(figures.unnamed)}.")
    return " ".join(notes)


def units_table(figures):
    """Appendix 2: every unit not held, by block, then code; a base's own has no column of blocks."""
    kept = [i for i, column in enumerate(_UNIT_COLUMNS) if not (figures.of_base and column[0] == "Khối")]
    rows = [_unit_row(str(i), row) for i, row in enumerate(figures.not_held, 1)]
    total = ["", "Cộng", "", thousands(sum(row.heads for row in figures.not_held)), "", "", "", "", ""]
    return {
        "title": "Danh sách đơn vị chưa tổ chức học tập, quán triệt",
        "orientation": _LANDSCAPE,
        "columns": [_column(*_UNIT_COLUMNS[i]) for i in kept],
        "number_columns": False,
        "rows": [[row[i] for i in kept] for row in rows],
        "total": [total[i] for i in kept],
        "note": None,
    }


def _unit_row(number, row):
    return [
        number, row.name, row.block, thousands(row.heads), state_words(row),
        str(row.overdue_days) if row.overdue_days else DASH,
        date_short(row.planned_on) if row.planned_on else "Chưa đăng ký",
        row.reason or ("Chưa báo cáo" if row.overdue_days else DASH),
        str(row.reminders),
    ]


def state_words(row):
    """Đang tổ chức, 6/12 chi bộ; Chưa tổ chức."""
    return f"Đang tổ chức, {row.cells_held}/{row.cells} chi bộ" if row.in_progress else "Chưa tổ chức"


def proposals_table(rows):
    """The annex of proposals (`reports/proposals.py`), the most often asked for first; None without rows."""
    if not rows:
        return None
    return {
        "title": "Tổng hợp kiến nghị, đề xuất",
        "orientation": "portrait",
        "columns": [_column(*column) for column in _PROPOSAL_COLUMNS],
        "number_columns": False,
        "rows": [
            [str(i), row["text"], _listed(row["whose"]), thousands(row["number"]), _answer(row["answered"])]
            for i, row in enumerate(rows, 1)
        ],
        "total": ["", "Cộng", "", thousands(sum(row["number"] for row in rows)), ""],
        "note": f"Kiến nghị của chi bộ có dưới {FEWEST_OF_A_NAMED_CELL} đảng viên được ghi chung theo khối.",
    }


def _listed(names):
    text = "; ".join(names)
    return text[:1].upper() + text[1:]


def _answer(day):
    return f"Đã trả lời ngày {day}" if day else "Chưa trả lời"


def _column(label, align="right", weight=1):
    return {"label": label, "align": align, "weight": weight}
