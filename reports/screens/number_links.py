"""Where each number of a report leads: the cells of its tables, and the numbers its sentences speak of."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from reports.evidence.figures import BY_KEY
from reports.evidence.shapes import BLOCK, TOTAL, UNIT, Paper, Selection, words_of

# Columns of the tables by their heads; a table with other heads has no links.
_RESULTS = {
    "Tổng số đơn vị": "units", "Đã tổ chức": "held", "Chưa tổ chức": "not_held", "Số lớp": "classes",
    "Được triệu tập (ở đơn vị đã tổ chức)": "summoned", "Tham gia": "attended", "Vắng có lý do": "excused",
    "Vắng không lý do": "unexcused", "Đã học bù": "made_up", "Tỷ lệ học (%)": "study_rate", "Quần chúng dự học": "guests",
    "Phải viết": "essay_required", "Đã nộp": "essay_submitted", "Tỷ lệ nộp (%)": "essay_rate", "Đạt": "essay_passed",
    "Chưa đạt": "essay_failed", "Chưa chấm": "essay_pending",
}
_MISSING = {"Số đảng viên phải học": "heads", "Quá hạn (ngày)": "overdue_days", "Số lần đôn đốc": "reminders", "Tình trạng": "cells"}
_OF_TEXT = [
    ("Kết quả", (
        "held", "units", "held_rate", "more", "classes", "joint", "joint_units", "conferences", "conference_summoned",
        "conference_attended", "summoned", "attended", "made_up", "studied", "study_rate", "absent", "absent_left",
        "studied_in_progress", "studied_in_all", "heads", "whole_rate", "guests", "essay_required", "essay_submitted",
        "essay_missing", "essay_rate", "essay_handwritten", "essay_on_a4", "essay_passed", "essay_failed", "essay_pending",
        "unnamed",
    )),
    ("Đơn vị chưa tổ chức; nhiệm vụ", ("not_held", "in_progress", "planned", "unplanned", "overdue", "reminders")),
]


@dataclass(frozen=True)
class LinkedCell:
    """A cell as the table has it, and where its number leads."""

    text: str
    label: str
    is_number: bool
    url: str = ""
    about: str = ""


@dataclass(frozen=True)
class NumberLink:
    label: str
    text: str
    url: str


def url_of(report_pk, key, selection):
    """The page of why the number is what it is."""
    address = reverse("reports:evidence", args=[report_pk, BY_KEY[key].slug, selection.kind])
    return f"{address}?{urlencode({'of': selection.of})}" if selection.of else address


def with_links(tables, report_pk, figures):
    """The tables of the screen with a link in each cell whose number has rows behind it."""
    return [_linked(table, report_pk, figures) for table in tables]


def _linked(table, report_pk, figures):
    labels = {cell.label for cell in table["columns"]}
    if set(_RESULTS) <= labels:
        lines = [_line_of(line, figures) for line in figures.lines]
        total = _cells(table["total"], _RESULTS, Selection(TOTAL), report_pk, figures)
        return {**table, "rows": _rows(table, _RESULTS, lines, report_pk, figures), "total": total}
    if set(_MISSING) <= labels and table["total"]:
        units = [Selection(UNIT, row.code) for row in figures.not_held]
        total = _cells(table["total"], {"Số đảng viên phải học": "heads"}, None, report_pk, figures)
        return {**table, "rows": _rows(table, _MISSING, units, report_pk, figures), "total": total}
    return table


def _line_of(line, figures):
    """None for a line that leads nowhere: a shared cell, or one kept without its code."""
    if figures.of_base:
        return Selection(UNIT, line.code) if line.code and not line.shared else None
    return Selection(BLOCK, line.name)


def _rows(table, keys, selections, report_pk, figures):
    return [
        _cells(row, keys, selection, report_pk, figures)
        for row, selection in zip(table["rows"], selections, strict=False)
    ]


def _cells(row, keys, selection, report_pk, figures):
    return [_cell(cell, keys.get(cell.label), selection, report_pk, figures) for cell in row]


def _cell(cell, key, selection, report_pk, figures):
    plain = LinkedCell(cell.text, cell.label, cell.is_number)
    if key is None or selection is None or not cell.text:
        return plain
    value = BY_KEY[key].on_paper(Paper(figures, selection))
    if value is None or (key == "cells" and not value):
        return plain
    return LinkedCell(cell.text, cell.label, cell.is_number, url_of(report_pk, key, selection), _about(key, selection, figures))


def _about(key, selection, figures):
    names = {row.code: row.name for row in figures.not_held} | {line.code: line.name for line in figures.lines if line.code}
    whose = names.get(selection.of, selection.of)
    return f"{BY_KEY[key].label}, {whose}" if whose else BY_KEY[key].label


def links_of_text(report_pk, figures):
    """`[(part of the text, links)]` of the numbers its sentences are made of; none where nothing is counted."""
    paper = Paper(figures, Selection(TOTAL))
    parts = []
    for title, keys in _OF_TEXT:
        values = [(key, BY_KEY[key].on_paper(paper)) for key in keys]
        links = [
            NumberLink(BY_KEY[key].label, words_of(value), url_of(report_pk, key, Selection(TOTAL)))
            for key, value in values if value not in (None, 0)
        ]
        parts.append((title, links))
    return parts
