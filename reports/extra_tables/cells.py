"""Appendix of the cells within bases: how each stands."""
from documents.wording import DASH, date_short, thousands
from lib.clock import local_day

_COLUMNS = [
    # As wide as XXXVIII: the number of a base is one word.
    ("TT", "center", 1.2), ("Đơn vị", "left", 4), ("Số đảng viên phải học", "right", 1.1), ("Tình trạng", "left", 2.2),
    ("Ngày hoàn thành", "center", 1.35),
]


def cells_rows(report, counted):
    """A row for each unit with units below it, and one for each of its lowest ones, as plain JSON."""
    places, rows = counted.places, []
    for unit in places.units:
        below = [row for row in places.lowest_owing if row.path.startswith(unit.path)]
        if below:
            held, number = places.lowest[unit.path]
            rows.append({**_row(unit, places), "cells": number, "cells_held": held})
            rows += [_row(row, places) for row in sorted(below, key=lambda row: row.unit__code)]
    return rows


def _row(duty, places):
    held = places.is_held(duty)
    return {
        "name": duty.unit_name, "heads": places.heads[duty.path], "held": held,
        "held_on": date_short(local_day(duty.held_at)) if held else "",
    }


def cells_table(rows, report):
    if not rows:
        return None
    cells = [row for row in rows if "cells" not in row]
    held = sum(row["held"] for row in cells)
    return {
        "title": "Tiến độ học tập, quán triệt của các chi bộ trong đảng bộ cơ sở",
        "orientation": "portrait",
        "columns": [{"label": label, "align": align, "weight": weight} for label, align, weight in _COLUMNS],
        "number_columns": False,
        "rows": list(_numbered(rows)),
        "groups": [place for place, row in enumerate(rows) if "cells" in row],
        "total": [
            "", f"Cộng {thousands(len(cells))} chi bộ", thousands(sum(row["heads"] for row in cells)),
            f"Đã tổ chức {thousands(held)}/{thousands(len(cells))}", "",
        ],
        "note": None,
    }


def _numbered(rows):
    """Bases by Roman numbers, cells by their number within the base."""
    base = cell = 0
    for row in rows:
        if "cells" in row:
            base, cell = base + 1, 0
            yield [roman(base), row["name"], thousands(row["heads"]), _state_of_base(row), row["held_on"] or DASH]
        else:
            cell += 1
            state = "Đã tổ chức" if row["held"] else "Chưa tổ chức"
            yield [str(cell), row["name"], thousands(row["heads"]), state, row["held_on"] or DASH]


def _state_of_base(row):
    if row["held"]:
        return "Đã tổ chức"
    return f"Đang tổ chức, {row['cells_held']}/{row['cells']} chi bộ" if row["cells_held"] else "Chưa tổ chức"


def roman(number):
    """4 is IV; up to a few hundred, as many as a committee has bases."""
    words = ""
    for value, letters in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            words, number = words + letters, number - value
    return words
