"""Appendix of charts: the units held by day as a curve, held and not held of each block as bars, and the days in figures."""
from collections import Counter

from documents.wording import as_day, date_short, thousands
from lib.clock import local_day

_COLUMNS = [("TT", "center", 0.6), ("Ngày", "center", 2), ("Số đơn vị tổ chức", "right", 2), ("Cộng dồn", "right", 2)]


def charts_rows(report, counted):
    """The numbers of both drawings as plain JSON: `points` are the days on which the number rose."""
    figures, places, campaign = counted.figures, counted.places, report.campaign
    per_day = Counter(local_day(row.held_at) for row in places.units if places.is_held(row))
    points, total = [], 0
    for day in sorted(per_day):
        total += per_day[day]
        points.append([day.isoformat(), total])
    return {
        "first": min([campaign.starts_on, *per_day]).isoformat(), "last": figures.day.isoformat(),
        "due": campaign.study_due_on.isoformat(), "units": figures.total.units, "points": points,
        # In a base's report a line is a cell: held or not, nothing to draw.
        "blocks": [] if figures.of_base else [[line.name, line.held, line.not_held] for line in figures.lines],
    }


def charts_table(rows, report):
    if not rows["points"]:
        return None
    return {
        "title": "Biểu đồ tiến độ học tập, quán triệt",
        "orientation": "portrait",
        "drawings": [_curve(rows), *([_bars(rows)] if rows["blocks"] else [])],
        "columns": [{"label": label, "align": align, "weight": weight} for label, align, weight in _COLUMNS],
        "number_columns": False,
        "rows": list(_days(rows["points"])),
        "total": None,
        "note": None,
    }


def _curve(rows):
    return {
        "kind": "curve", "title": "Số đơn vị đã tổ chức học tập, quán triệt theo ngày", "total": rows["units"],
        "first": rows["first"], "last": rows["last"], "points": rows["points"],
        "marks": [[rows["due"], "hạn học"]] if rows["due"] <= rows["last"] else [],
    }


def _bars(rows):
    return {
        "kind": "bars", "title": "Đơn vị đã tổ chức và chưa tổ chức theo khối", "rows": rows["blocks"],
        "done_word": "Đã tổ chức", "left_word": "Chưa tổ chức",
    }


def _days(points):
    before = 0
    for number, (day, count) in enumerate(points, 1):
        yield [str(number), date_short(as_day(day)), thousands(count - before), thousands(count)]
        before = count
