"""Every figure a page or a paper shows, with the rows that make it up."""
from operator import attrgetter as each

from reports.evidence import rows as of
from reports.evidence.shapes import ROWS, SHARE, SUM, TOTAL, UNIT, Figure

_UNIT_ONLY = ("Đơn vị", "Khối")
_CLASS_ONLY = ("Lớp", "Ngày", "Đơn vị dự học")


def _missing(row):
    return row.held_at is None


def _held(row):
    return row.held_at is not None


def _of_line(name):
    return lambda paper: getattr(paper.line, name) if paper.line else None


def _of_counts(*names):
    def on_paper(paper):
        found = tuple(getattr(paper.line.counts, name) for name in names) if paper.line else None
        return found[0] if found and len(found) == 1 else found
    return on_paper


def _of_missing(count):
    return lambda paper: None if paper.selection.kind == UNIT else count(paper.missing)


def _in_total(value):
    return lambda paper: value(paper.figures) if paper.selection.kind == TOTAL else None


def _heads_on_paper(paper):
    if paper.line:
        return paper.line.heads
    return paper.missing[0].heads if paper.selection.kind == UNIT and paper.missing else None


def _cells_on_paper(paper, name):
    """Of units in progress."""
    return sum(getattr(row, name) for row in paper.missing if row.in_progress)


def _less(first, second):
    return lambda row: getattr(row, first) - getattr(row, second)


def _counts_less(first, second):
    return lambda paper: getattr(paper.line.counts, first) - getattr(paper.line.counts, second) if paper.line else None


def _absent(row):
    return row.excused + row.unexcused


def _studied(row):
    return row.attended + row.made_up


def _units(key, slug, keep, on_paper):
    return Figure(key, slug, ROWS, of.UNIT_HEADS, (), of.units(keep), on_paper)


def _people(key, slug, label, number, on_paper, **options):
    return Figure(key, slug, SUM, of.CLASS_HEADS, (label,), of.people(number, **options), on_paper)


def _essays(key, slug, label, name):
    return Figure(key, slug, SUM, of.WRITER_HEADS, (label,), of.writers(each(name)), _of_counts(key))


FIGURES = [
    _units("units", "tong-so-don-vi", None, _of_line("units")),
    _units("held", "da-to-chuc", _held, _of_line("held")),
    _units("not_held", "chua-to-chuc", _missing, _of_line("not_held")),
    Figure("held_rate", "ty-le-to-chuc", SHARE, of.UNIT_HEADS, ("Đã tổ chức", "Phải tổ chức"),
           of.units(of=lambda row: (int(_held(row)), 1)), lambda p: (p.line.held, p.line.units) if p.line else None),
    Figure("more", "tang-so-voi-ky-truoc", SUM, of.UNIT_HEADS, ("Tăng, giảm",), of.more,
           _in_total(lambda f: f.total.held - f.before.held if f.before else None)),
    _units("in_progress", "dang-to-chuc", lambda r: _missing(r) and r.cells_held,
           _of_missing(lambda rows: sum(row.in_progress for row in rows))),
    _units("planned", "da-dang-ky-lich", lambda r: _missing(r) and r.planned_on,
           _of_missing(lambda rows: sum(bool(row.planned_on) for row in rows))),
    _units("unplanned", "chua-dang-ky-lich", lambda r: _missing(r) and not r.planned_on,
           _of_missing(lambda rows: sum(not row.planned_on for row in rows))),
    _units("overdue", "qua-han", lambda r: r.overdue_days, _of_missing(lambda rows: sum(bool(row.overdue_days) for row in rows))),
    Figure("classes", "so-lop", ROWS, _CLASS_ONLY, (), of.classes, _of_line("classes")),
    Figure("joint", "lop-ghep", ROWS, _CLASS_ONLY, (), of.joint_classes, _in_total(lambda f: f.joint.classes)),
    Figure("joint_units", "don-vi-lop-ghep", ROWS, of.UNIT_HEADS, (), of.joint_units, _in_total(lambda f: f.joint.units)),
    Figure("heads", "phai-hoc", SUM, _UNIT_ONLY, ("Khi phát động", "Biến động", "Phải học"), of.heads, _heads_on_paper),
    _people("summoned", "trieu-tap", "Triệu tập", each("summoned"), _of_counts("summoned")),
    _people("attended", "tham-gia", "Tham gia", each("attended"), _of_counts("attended")),
    _people("absent", "vang", "Vắng", _absent, _of_counts("absent")),
    _people("excused", "vang-co-ly-do", "Vắng có lý do", each("excused"), _of_counts("excused")),
    _people("unexcused", "vang-khong-ly-do", "Vắng không lý do", each("unexcused"), _of_counts("unexcused")),
    _people("made_up", "hoc-bu", "Đã học bù", each("made_up"), _of_counts("made_up")),
    Figure("absent_left", "chua-hoc-bu", SUM, of.CLASS_HEADS, ("Vắng", "Đã học bù", "Chưa học bù"),
           of.people(_absent, each("made_up"), lambda r: _absent(r) - r.made_up), _counts_less("absent", "made_up")),
    Figure("studied", "da-hoc", SUM, of.CLASS_HEADS, ("Tham gia", "Học bù", "Đã học"),
           of.people(each("attended"), each("made_up"), _studied), _of_counts("studied")),
    Figure("study_rate", "ty-le-hoc", SHARE, of.CLASS_HEADS, ("Đã học", "Triệu tập"),
           of.people(_studied, each("summoned")), _of_counts("studied", "summoned")),
    _people("guests", "quan-chung", "Quần chúng", each("guests"), _of_counts("guests")),
    _people("studied_in_progress", "da-hoc-dang-to-chuc", "Đã học", _studied,
            _in_total(lambda f: f.studied_in_progress), counted=False),
    _people("studied_in_all", "toan-dang-bo-da-hoc", "Đã học", _studied, _in_total(lambda f: f.studied_in_all), counted=None),
    Figure("whole_rate", "ty-le-hoc-toan-dang-bo", SHARE, _UNIT_ONLY, ("Đã học", "Phải học"), of.whole,
           _in_total(lambda f: (f.studied_in_all, f.heads) if f.studied_in_all <= f.heads else None)),
    Figure("essay_required", "phai-viet", SUM, of.WRITER_HEADS, ("Đã học", "Được miễn viết", "Phải viết"),
           of.writers(each("studied"), _less("studied", "owed"), each("owed")), _of_counts("essay_required")),
    _essays("essay_submitted", "da-nop", "Đã nộp", "handed_in"),
    Figure("essay_missing", "chua-nop", SUM, of.WRITER_HEADS, ("Phải viết", "Đã nộp", "Chưa nộp"),
           of.writers(each("owed"), each("handed_in"), _less("owed", "handed_in")),
           _counts_less("essay_required", "essay_submitted")),
    Figure("essay_rate", "ty-le-nop", SHARE, of.WRITER_HEADS, ("Đã nộp", "Phải viết"),
           of.writers(each("handed_in"), each("owed")), _of_counts("essay_submitted", "essay_required")),
    _essays("essay_handwritten", "viet-tay", "Viết tay", "by_hand"),
    _essays("essay_on_a4", "kho-a4", "Khổ A4", "on_a4"),
    _essays("essay_passed", "dat", "Đạt", "passed"),
    _essays("essay_failed", "chua-dat", "Chưa đạt", "failed"),
    _essays("essay_pending", "chua-cham", "Chưa chấm", "pending"),
    Figure("unnamed", "chua-du-danh-sach-vang", ROWS, of.UNIT_HEADS, (), of.unnamed, _in_total(lambda f: len(f.unnamed))),
    Figure("conferences", "hoi-nghi", ROWS, ("Hội nghị", "Ngày"), (), of.conferences(), _in_total(lambda f: len(f.conferences))),
    Figure("conference_summoned", "trieu-tap-hoi-nghi", SUM, ("Hội nghị", "Ngày"), ("Triệu tập",),
           of.conferences(each("summoned")), _in_total(lambda f: sum(row.summoned for row in f.conferences))),
    Figure("conference_attended", "du-hoi-nghi", SUM, ("Hội nghị", "Ngày"), ("Có mặt",),
           of.conferences(each("attended")), _in_total(lambda f: sum(row.attended for row in f.conferences))),
    Figure("reminders", "don-doc", SUM, of.UNIT_HEADS, ("Số lần",), of.units(_missing, of=lambda r: (r.reminders,)),
           lambda p: sum(row.reminders for row in p.missing)),
    Figure("overdue_days", "so-ngay-qua-han", SUM, of.UNIT_HEADS, ("Ngày",),
           of.units(_missing, of=lambda r: (r.overdue_days,)),
           lambda p: p.missing[0].overdue_days if p.selection.kind == UNIT and p.missing else None),
    Figure("cells", "don-vi-cap-duoi", ROWS, ("Đơn vị", "Căn cứ"), (), of.cells(), lambda p: _cells_on_paper(p, "cells")),
    Figure("cells_held", "don-vi-cap-duoi-da-hoc", ROWS, ("Đơn vị", "Căn cứ"), (), of.cells(_held),
           lambda p: _cells_on_paper(p, "cells_held")),
]
BY_KEY = {figure.key: figure for figure in FIGURES}
BY_SLUG = {figure.slug: figure for figure in FIGURES}
