"""The statistical appendix of a final report: a line for each unit, with its classes, people, essays and programme."""
from dataclasses import asdict

from campaigns.models import Format, StudySession
from documents.wording import DASH, date_short, thousands
from reports.counted import programmes_of
from reports.extra_tables.cells import roman
from reports.figures.shapes import Counts
from reports.wording.names import NO_BLOCK
from reports.wording.voice import block_words

_FORMATS = {
    Format.IN_PERSON: "Trực tiếp", Format.ONLINE: "Trực tuyến", Format.HYBRID: "Kết hợp",
    Format.VIDEO: "Xem video", Format.CELL_MEETING: "Lồng ghép", Format.SELF_STUDY: "Tự nghiên cứu",
}
# Widths in millimetres of a landscape page: at nine points no number, day or word breaks, and a programme takes two lines.
_COLUMNS = [
    ("TT", "center", 6.5), ("Đơn vị", "left", 30.2), ("Hình thức", "left", 14), ("Ngày học", "center", 17.8),
    ("Báo cáo viên", "left", 19), ("Số lớp", "right", 7), ("ĐV phải học", "right", 9.5), ("Triệu tập", "right", 9.9),
    ("Dự học", "right", 9.5), ("Tỷ lệ học (%)", "right", 11.2), ("Vắng có lý do", "right", 9.7),
    ("Vắng không lý do", "right", 10.9), ("Học bù", "right", 7.9), ("Quần chúng", "right", 10.8), ("Phải viết", "right", 9.5),
    ("Đã nộp", "right", 9.5), ("Đạt", "right", 9.5), ("Chưa đạt", "right", 9.9), ("Chương trình hành động", "left", 24),
    ("Ghi chú", "left", 12.4),
]
_NOTE = (
    "ĐV: đảng viên. Kết hợp: trực tiếp kết hợp trực tuyến; lồng ghép: trong sinh hoạt chi bộ. Số liệu người học và bài "
    "thu hoạch tính ở đơn vị đã tổ chức; tỷ lệ học tính cả học bù. Lớp ghép ghi ở từng đơn vị dự học, dòng cộng tính một lần."
)


def statistics_rows(report, counted):
    """A row for each unit in the order of lists on paper, and the totals, as plain JSON."""
    places, by_line = counted.places, {}
    for group in counted.groups.values():
        by_line.setdefault(places.line_path(group.path), []).append(group)
    sessions, programmes = _sessions(counted.groups.values()), programmes_of(places)
    own = [group for group in by_line.get(places.scope.path, []) if places.scope.path and group.path == places.scope.path]
    units = [_unit_row(row, by_line.get(row.path, []), own, sessions, programmes, places) for row in places.units]
    total = counted.figures.total
    return {
        "units": units,
        "blocks": {} if counted.figures.of_base else {line.name: line.classes for line in counted.figures.lines},
        "total": {"classes": total.classes, "heads": total.heads, **asdict(total.counts)},
    }


def _sessions(groups):
    keys = {row.session_id for group in groups for row in group.rows}
    rows = StudySession.objects.filter(pk__in=keys).order_by("moment", "pk")
    return {row.pk: row for row in rows.only("held_on", "format", "speakers", "moment")}


def _unit_row(duty, groups, own, sessions, programmes, places):
    """`classes` and counts of a unit that has held; one that has not tells only how it stands."""
    held = places.is_held(duty)
    shared = held and not groups and bool(own)
    counted = (groups or own) if held else []
    keys = {row.session_id for group in counted for row in group.rows}
    attended = [session for key, session in sessions.items() if key in keys]
    return {
        "name": duty.unit_name, "block": duty.unit__block__name or NO_BLOCK, "heads": places.heads[duty.path],
        "held": held, "shared": shared, "classes": len(attended),
        "formats": list(dict.fromkeys(_FORMATS[session.format] for session in attended)),
        "days": list(dict.fromkeys(date_short(session.held_on) for session in attended)),
        "speakers": list(dict.fromkeys(session.speakers for session in attended if session.speakers)),
        "counts": asdict(sum((group.counts() for group in groups), Counts())) if held and not shared else None,
        "programme": programmes.get(duty.id, ""), "cells": places.lowest[duty.path],
        "unnamed": held and any(group.is_unnamed for group in groups),
    }


def statistics_table(rows, report):
    if not rows["units"]:
        return None
    total, lines = rows["total"], list(_lines(rows))
    return {
        "title": "Thống kê kết quả học tập, quán triệt của từng đơn vị",
        "orientation": "landscape",
        "fine": True,
        "columns": [{"label": label, "align": align, "weight": weight} for label, align, weight in _COLUMNS],
        "number_columns": True,
        "rows": lines,
        "groups": [place for place, cells in enumerate(lines) if rows["blocks"] and not cells[0].isdigit()],
        "total": ["", "Tổng cộng", "", "", "", thousands(total["classes"]), thousands(total["heads"]), *_people(total), "", ""],
        "note": _NOTE,
    }


def _lines(rows):
    """The units, below a line for each block where there are blocks."""
    block, blocks, number = None, 0, 0
    for row in rows["units"]:
        if rows["blocks"] and row["block"] != block:
            block, blocks = row["block"], blocks + 1
            yield _block_line(roman(blocks), block, rows)
        number += 1
        yield _unit_line(str(number), row)


def _block_line(number, block, rows):
    members = [row for row in rows["units"] if row["block"] == block]
    counts = asdict(sum((Counts(**row["counts"]) for row in members if row["counts"]), Counts()))
    heads = thousands(sum(row["heads"] for row in members))
    classes = thousands(rows["blocks"][block])
    return [number, block_words(block).upper(), "", "", "", classes, heads, *_people(counts), "", ""]


def _unit_line(number, row):
    counted = row["counts"] is not None
    return [
        number, row["name"], "; ".join(row["formats"]) or DASH, _days(row["days"]), "; ".join(row["speakers"]) or DASH,
        thousands(row["classes"]) if counted else DASH, thousands(row["heads"]),
        *(_people(row["counts"]) if counted else [DASH] * 11), row["programme"] or DASH, _note(row),
    ]


def _people(counts):
    count = Counts(**{name: value for name, value in counts.items() if name not in ("classes", "heads")})
    cells = [count.summoned, count.attended, None, count.excused, count.unexcused, count.made_up, count.guests,
             count.essay_required, count.essay_submitted, count.essay_passed, count.essay_failed]
    return [count.study_rate if number is None else thousands(number) for number in cells]


def _days(days):
    """One or two days; of more the first and the last."""
    if len(days) > 2:
        return f"{days[0]} đến {days[-1]}"
    return "; ".join(days) or DASH


def _note(row):
    if row["shared"]:
        return "Học chung toàn đảng bộ"
    if not row["held"]:
        held, cells = row["cells"]
        return f"Đang tổ chức, {held}/{cells} chi bộ" if held else "Chưa tổ chức"
    return "Chưa đủ danh sách vắng" if row["unnamed"] else ""
