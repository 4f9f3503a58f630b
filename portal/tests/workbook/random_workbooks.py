"""Random tracking workbooks that hold no error: any tree, joint classes, absences named or not, essays at any time."""
import datetime
import random

import xlsxwriter

BLOCKS = ["Xã, thị trấn", "Cơ quan", "Trường học", "Doanh nghiệp", "Lực lượng vũ trang"]
HEADERS = {
    "Đơn vị": ["Mã đơn vị", "Tên đơn vị", "Loại", "Khối", "Trực thuộc", "Bí thư", "Điện thoại"],
    "Đảng viên": ["Số thẻ", "Họ và tên", "Ngày sinh", "Mã chi bộ", "Loại đảng viên", "Miễn sinh hoạt", "Miễn viết thu hoạch"],
    "Nghị quyết": ["Số ký hiệu", "Trích yếu", "Ngày ban hành"],
    "Đợt học tập": [
        "Mã đợt", "Tên đợt", "Từ ngày", "Đến ngày", "Hạn học", "Hạn nộp thu hoạch", "Nghị quyết", "Ngày chốt", "Giờ chốt", "Căn cứ",
    ],
    "Kế hoạch": ["Mã đợt", "Mã đơn vị", "Ngày dự kiến", "Lý do chậm", "Số lần đôn đốc", "Chương trình hành động"],
    "Lớp học": [
        "Mã lớp", "Mã đợt", "Đơn vị chủ trì", "Loại lớp", "Ngày", "Buổi", "Hình thức", "Đối tượng", "Địa điểm", "Báo cáo viên", "Nghị quyết",
    ],
    "Đơn vị dự học": ["Mã lớp", "Mã đơn vị", "Triệu tập", "Tham gia", "Vắng có lý do", "Vắng không lý do", "Quần chúng"],
    "Vắng mặt": ["Mã lớp", "Số thẻ", "Có lý do", "Học bù ngày"],
    "Thu hoạch": ["Mã đợt", "Số thẻ", "Ngày nộp", "Viết tay", "Khổ A4", "Kết quả", "Ngày chấm"],
}
CAMPAIGN = "D1"
FIRST, LAST = datetime.date(2018, 1, 1), datetime.date(2018, 2, 15)


def random_workbook(seed):
    """`{sheet: [rows]}` without headers."""
    return _Maker(random.Random(seed)).make()


def write_rows(path, sheets, headers=HEADERS):
    """Write sheets of plain rows to an xlsx; text as text, days as days."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate([headers.get(name, ["?"]), *rows]):
                for place, cell in enumerate(row):
                    if cell not in ("", None):
                        sheet.write(number, place, cell)
    return path


class _Maker:
    def __init__(self, source):
        self.random = source
        self.sheets = {name: [] for name in HEADERS}
        self.below = {}
        self.members = {}

    def make(self):
        self.sheets["Đơn vị"].append(["AL", "Đảng bộ huyện", "Đảng bộ huyện", "", "", "", ""])
        for i in range(self.random.randint(1, 7)):
            self.add_direct_unit(f"{i + 1}")
        self.sheets["Nghị quyết"] = [["1-NQ/TW", "Một", datetime.date(2017, 10, 25)], ["2-NQ/TW", "Hai", ""]]
        self.sheets["Đợt học tập"].append(
            [CAMPAIGN, "Đợt", FIRST, LAST, datetime.date(2018, 1, 20), "", "1-NQ/TW; 2-NQ/TW", "Thứ Sáu", "16:00", ""]
        )
        self.add_classes()
        self.add_essays()
        self.add_plans()
        return self.sheets

    # Units and members

    def add_unit(self, code, kind, above, block):
        self.sheets["Đơn vị"].append([code, f"Đơn vị {code}", kind, block, above, "", ""])
        self.below.setdefault(above, []).append(code)
        self.below[code] = []

    def add_direct_unit(self, code):
        block = self.random.choice(BLOCKS[: self.random.randint(1, 5)])
        if self.random.random() < 0.3:
            self.add_unit(code, "Chi bộ cơ sở", "AL", block)
            self.add_members(code)
            return
        self.add_unit(code, "Đảng bộ cơ sở", "AL", block)
        for j in range(self.random.randint(1, 4)):
            cell = f"{code}-{j}"
            if self.random.random() < 0.2:
                self.add_unit(cell, "Đảng bộ bộ phận", code, block)
                for k in range(self.random.randint(1, 2)):
                    self.add_unit(f"{cell}{k}", "Chi bộ trực thuộc", cell, block)
                    self.add_members(f"{cell}{k}")
            else:
                self.add_unit(cell, "Chi bộ trực thuộc", code, block)
                self.add_members(cell)

    def add_members(self, code):
        self.members[code] = []
        for _i in range(self.random.choice([0, 1, 2, 3, 5, 8])):
            card = f"{len(self.sheets['Đảng viên']) + 1:06d}"
            inactive, exempt = self.random.random() < 0.1, self.random.random() < 0.15
            self.sheets["Đảng viên"].append(
                [card, f"Nguyễn Văn {card}", "", code, "Chính thức", "x" if inactive else "", "x" if exempt else ""]
            )
            if not inactive:
                self.members[code].append(card)

    def people(self, code):
        found = list(self.members.get(code, []))
        for below in self.below[code]:
            found += self.people(below)
        return found

    # Classes

    def day(self):
        return FIRST + datetime.timedelta(days=self.random.randrange((LAST - FIRST).days + 1))

    def add_class(self, host, kind="Học chính khoá"):
        code = f"L{len(self.sheets['Lớp học']) + 1}"
        part = self.random.choice(["Sáng", "Chiều", "Tối", "", "16:00", "16:01"])
        self.sheets["Lớp học"].append(
            [code, CAMPAIGN, host, kind, self.day(), part, "Trực tiếp", "Đảng viên", "", "", "1-NQ/TW"]
        )
        return code

    def add_classes(self):
        self.attend(self.add_class("AL", "Hội nghị cán bộ chủ chốt"), "AL", self.people("AL")[:3], named=False)
        if self.random.random() < 0.3:
            self.attend(self.add_class("AL"), "AL", self.people("AL")[:2], named=False)
        joint = self.add_class(self.below["AL"][0])
        for unit in self.below["AL"]:
            self.add_classes_of(unit, joint)
        if self.random.random() < 0.5 and self.members:
            unit = self.random.choice(sorted(self.members))
            if self.people(unit):
                self.attend(self.add_class(unit, "Học bù"), unit, self.people(unit)[:1], named=False)

    def add_classes_of(self, unit, joint):
        people, way = self.people(unit), self.random.random()
        if not people or way < 0.2:
            return
        if way < 0.4:
            self.attend(self.add_class(unit), unit, people)
        elif way < 0.55:
            self.attend(joint, unit, people)
        elif way < 0.65 and len(people) > 1:
            # Two classes, each for some of the people.
            self.attend(self.add_class(unit), unit, people[: len(people) // 2])
            self.attend(self.add_class(unit), unit, people[len(people) // 2 :])
        elif self.below[unit]:
            for below in self.below[unit]:
                self.add_classes_of(below, self.random.choice([joint, self.add_class(unit)]))
        else:
            self.attend(self.add_class(unit), unit, people)

    def attend(self, code, unit, people, named=True):
        absent = [card for card in people if self.random.random() < 0.25]
        if len(absent) == len(people):
            absent = absent[1:]
        excused = self.random.randint(0, len(absent))
        self.sheets["Đơn vị dự học"].append(
            [code, unit, len(people), len(people) - len(absent), excused, len(absent) - excused, self.random.choice([0, 0, 7])]
        )
        if not named:
            return
        # All, some, or one more than counted.
        names = self.random.choice([absent, absent, absent, absent[:-1], absent + [c for c in people if c not in absent][:1]])
        for card in names:
            made_up = self.random.choice(["", self.day()])
            self.sheets["Vắng mặt"].append([code, card, self.random.choice(["x", ""]), made_up])

    # Essays and plans

    def add_essays(self):
        for row in self.sheets["Đảng viên"]:
            if self.random.random() < 0.6:
                handed_in = self.day()
                marked = min(handed_in + datetime.timedelta(days=self.random.randint(0, 9)), LAST)
                result = self.random.choice(["Đạt", "Đạt", "Chưa đạt", ""])
                self.sheets["Thu hoạch"].append(
                    [CAMPAIGN, row[0], handed_in, self.random.choice(["x", "x", ""]), self.random.choice(["x", ""]), result, marked if result else ""]
                )

    def add_plans(self):
        for unit in self.below["AL"]:
            if self.random.random() < 0.6 and self.people(unit):
                self.sheets["Kế hoạch"].append([CAMPAIGN, unit, self.random.choice(["", self.day()]), "Bận", self.random.randint(0, 3), ""])
