"""Counts the figures of a weekly report from a workbook's rows by plain loops.

Shares no code with the portal on purpose: it reads the cells itself and knows the rules only as domain.md states
them. Where the portal and this program disagree, one of them has misread a rule.

    python -m portal.tests.oracle WORKBOOK "12/01/2018 16:00" [CAMPAIGN [UNIT]]
"""
import datetime
import json
import sys

import python_calamine

_HOURS = {"": 0, "Sáng": 8, "Chiều": 14, "Tối": 19}
_BLOCKS = ["Xã, thị trấn", "Cơ quan", "Trường học", "Doanh nghiệp", "Lực lượng vũ trang"]
_COUNTS = [
    "units", "held", "classes", "summoned", "attended", "excused", "unexcused", "guests", "not_held", "made_up",
    "essay_required", "essay_submitted", "essay_handwritten", "essay_passed", "essay_failed", "essay_pending",
]


def read(path):
    """{sheet: [{column: cell}]} with text stripped and whole numbers as int."""
    book = python_calamine.load_workbook(str(path))
    sheets = {}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python()
        sheets[name] = [dict(zip(rows[0], map(_plain, row), strict=False)) for row in rows[1:]] if rows else []
    return sheets


def _plain(cell):
    if isinstance(cell, float) and cell == int(cell):
        return int(cell)
    return cell.strip() if isinstance(cell, str) else cell


class Count:
    """The figures of one committee (or base) as of a moment."""

    def __init__(self, sheets, campaign=None, of=None):
        self.sheets = sheets
        self.campaign = campaign or sheets["Đợt học tập"][0]["Mã đợt"]
        self.units = {row["Mã đơn vị"]: row for row in sheets["Đơn vị"]}
        self.root = next(code for code, row in self.units.items() if not row["Trực thuộc"])
        self.of = of or self.root
        self.members = {row["Số thẻ"]: row for row in sheets["Đảng viên"]}
        self.heads = {code: 0 for code in self.units}
        for row in self.members.values():
            if not row["Miễn sinh hoạt"]:
                for code in self.lineage(row["Mã chi bộ"]):
                    self.heads[code] += 1
        self.classes = {row["Mã lớp"]: row for row in self.of_campaign("Lớp học")}
        self.attendances = [r for r in sheets.get("Đơn vị dự học", []) if r["Mã lớp"] in self.classes]
        self.absences = [r for r in sheets.get("Vắng mặt", []) if r["Mã lớp"] in self.classes]

    def of_campaign(self, sheet):
        return [row for row in self.sheets.get(sheet, []) if row["Mã đợt"] == self.campaign]

    def lineage(self, code):
        found = []
        while code:
            found.append(code)
            code = self.units[code]["Trực thuộc"]
        return found

    def owing_below(self, code):
        return [c for c, row in self.units.items() if row["Trực thuộc"] == code and self.heads[c] > 0]

    # Held

    def moment(self, class_code):
        row = self.classes[class_code]
        if ":" in str(row["Buổi"]):
            hour, minute = map(int, row["Buổi"].split(":"))
        elif isinstance(row["Buổi"], datetime.time):
            hour, minute = row["Buổi"].hour, row["Buổi"].minute
        else:
            hour, minute = _HOURS[row["Buổi"]], 0
        return datetime.datetime.combine(row["Ngày"], datetime.time(hour, minute))

    def rows_at(self, at):
        """Attendance rows of classes (no conference, no make-up) held by the moment, the committee's own apart."""
        found = []
        for row in self.attendances:
            is_class = self.classes[row["Mã lớp"]]["Loại lớp"] == "Học chính khoá"
            if is_class and self.moment(row["Mã lớp"]) <= at and row["Mã đơn vị"] != self.root:
                found.append(row)
        return found

    def has_held(self, code, at):
        attended = {row["Mã đơn vị"] for row in self.rows_at(at)}
        return self._held(code, attended)

    def _held(self, code, attended):
        if any(c in attended for c in self.lineage(code)):
            return True
        below = self.owing_below(code)
        return bool(below) and all(self._held(c, attended) for c in below)

    def lowest_below(self, code):
        below = self.owing_below(code)
        found = []
        for c in below:
            found += self.lowest_below(c) or [c]
        return found

    # Sums

    def direct_unit_of(self, code):
        """The unit directly below `of` that the unit belongs to; `of` itself for its own rows; None outside."""
        way = self.lineage(code)
        if self.of not in way:
            return None
        i = way.index(self.of)
        return way[i - 1] if i else self.of

    def made_up(self, attendance, day):
        return sum(1 for a in self.absences_of(attendance) if a["Học bù ngày"] and a["Học bù ngày"] <= day)

    def absences_of(self, attendance):
        """Absences of the class whose member belongs to the attending unit or below it."""
        found = []
        for absence in self.absences:
            if absence["Mã lớp"] == attendance["Mã lớp"]:
                home = self.members[absence["Số thẻ"]]["Mã chi bộ"]
                if attendance["Mã đơn vị"] in self.lineage(home):
                    found.append(absence)
        return found

    def exempt_writers(self, code):
        return {
            card for card, row in self.members.items()
            if row["Miễn viết thu hoạch"] and not row["Miễn sinh hoạt"] and code in self.lineage(row["Mã chi bộ"])
        }

    def line(self, units, rows, at):
        """One line of Appendix 1: `rows` are the attendance rows of its units that have held."""
        day = at.date()
        figures = dict.fromkeys(_COUNTS, 0)
        figures["units"] = len(units)
        figures["held"] = sum(1 for code in units if self.has_held(code, at))
        figures["not_held"] = figures["units"] - figures["held"]
        figures["classes"] = len({row["Mã lớp"] for row in rows})
        for row in rows:
            figures["summoned"] += row["Triệu tập"]
            figures["attended"] += row["Tham gia"]
            figures["excused"] += row["Vắng có lý do"]
            figures["unexcused"] += row["Vắng không lý do"]
            figures["guests"] += row["Quần chúng"]
            figures["made_up"] += self.made_up_capped(row, day)
        for code in {row["Mã đơn vị"]: None for row in rows}:
            self.add_essays(figures, code, [row for row in rows if row["Mã đơn vị"] == code], day)
        figures["study_rate"] = rate(figures["attended"] + figures["made_up"], figures["summoned"])
        figures["essay_rate"] = rate(figures["essay_submitted"], figures["essay_required"])
        return figures

    def made_up_capped(self, row, day):
        return min(self.made_up(row, day), row["Vắng có lý do"] + row["Vắng không lý do"])

    def add_essays(self, figures, code, rows, day):
        """Essays of one attending unit with all below it."""
        studied = sum(row["Tham gia"] + self.made_up_capped(row, day) for row in rows)
        counted = sum(row["Vắng có lý do"] + row["Vắng không lý do"] for row in rows)
        named = sum(len(self.absences_of(row)) for row in rows)
        still_absent = {
            a["Số thẻ"] for row in rows for a in self.absences_of(row)
            if not (a["Học bù ngày"] and a["Học bù ngày"] <= day)
        }
        exempt = self.exempt_writers(code)
        owed = max(studied - len(exempt if named < counted else exempt - still_absent), 0)
        figures["essay_required"] += owed
        essays = []
        for essay in self.of_campaign("Thu hoạch"):
            member = self.members[essay["Số thẻ"]]
            if code in self.lineage(member["Mã chi bộ"]) and essay["Ngày nộp"] <= day:
                if not (member["Miễn viết thu hoạch"] or member["Miễn sinh hoạt"] or essay["Số thẻ"] in still_absent):
                    essays.append(essay)
        passed = sum(1 for e in essays if marked(e, day) and e["Kết quả"] == "Đạt")
        failed = sum(1 for e in essays if marked(e, day) and e["Kết quả"] == "Chưa đạt")
        handed_in = min(len(essays), owed)
        # More papers than writers known: absentees not named; what is surely marked stays as far as it fits.
        passed = min(passed, handed_in)
        failed = min(failed, handed_in - passed)
        figures["essay_submitted"] += handed_in
        figures["essay_handwritten"] += min(sum(1 for e in essays if e["Viết tay"]), handed_in)
        figures["essay_passed"] += passed
        figures["essay_failed"] += failed
        figures["essay_pending"] += handed_in - passed - failed

    # The whole

    def figures(self, at):
        units = sorted(self.owing_below(self.of), key=self.paper_order)
        held = {code for code in units if self.has_held(code, at)}
        rows = [(self.direct_unit_of(row["Mã đơn vị"]), row) for row in self.rows_at(at)]
        of_held = [row for unit, row in rows if unit in held or unit == self.of != self.root]
        blocks = {}
        for block in dict.fromkeys(self.units[code]["Khối"] for code in units):
            members = [code for code in units if self.units[code]["Khối"] == block]
            blocks[block] = self.line(members, [row for unit, row in rows if unit in held and unit in members], at)
        total = blocks["Tổng cộng"] = self.line(units, of_held, at)
        not_held = [code for code in units if code not in held]
        half_way = sum(
            row["Tham gia"] + self.made_up_capped(row, at.date()) for unit, row in rows if unit in not_held
        )
        week_before = at - datetime.timedelta(days=7)
        year, week, _day = at.date().isocalendar()
        planned = {row["Mã đơn vị"]: row["Ngày dự kiến"] for row in self.of_campaign("Kế hoạch")}
        studied = total["attended"] + total["made_up"] + half_way
        with_date = sum(1 for code in not_held if planned.get(code))
        return {
            "campaign": self.campaign,
            "cut_off": at.strftime("%d/%m/%Y %H:%M"),
            "week": f"{year}-W{week:02d}",
            "blocks": blocks,
            "held_rate": rate(len(held), len(units)),
            "held_more_than_last_week": len(held) - sum(1 for code in units if self.has_held(code, week_before)),
            "members_to_study": self.heads[self.of],
            "studied_in_units_in_progress": half_way,
            "whole_committee_study_rate": rate(studied, self.heads[self.of]),
            "not_held": [self.units[code]["Tên đơn vị"] for code in not_held],
            "in_progress": self.in_progress(not_held, at),
            "not_held_with_date": with_date,
            "not_held_without_date": len(not_held) - with_date,
        }

    def in_progress(self, not_held, at):
        found = {}
        for code in not_held:
            lowest = self.lowest_below(code)
            done = sum(1 for c in lowest if self.has_held(c, at))
            if done:
                found[self.units[code]["Tên đơn vị"]] = f"{done}/{len(lowest)}"
        return found

    def paper_order(self, code):
        return _BLOCKS.index(self.units[code]["Khối"]), code


def marked(essay, day):
    return bool(essay["Ngày chấm"]) and essay["Ngày chấm"] <= day


def rate(part, whole):
    """Two decimals, half up, decimal comma; "–" for 0/0."""
    if not whole:
        return "–"
    hundredths = (part * 20000 + whole) // (2 * whole)
    return f"{hundredths // 100},{hundredths % 100:02d}"


def main():
    path, cut_off, *rest = sys.argv[1:]
    at = datetime.datetime.strptime(cut_off, "%d/%m/%Y %H:%M")
    json.dump(Count(read(path), *rest).figures(at), sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
