"""The layout table of official paper, row by row, and the papers on which each row is looked for.

A row says of a part: on which paper and page, with which words, where, in which size and face. The papers are typed in
small letters where the table prints capitals; each is drawn once for all tests.
"""
import dataclasses
import functools
from dataclasses import dataclass
from types import SimpleNamespace

from documents.layout import layout_from_settings
from documents.pdf import render_pdf
from documents.tests.printed import runs_of_pages
from documents.tests.sample import ON_ITS_WAY, PROFILES, paper, unit_rows

REGULAR, BOLD, ITALIC = "Paper", "Paper-Bold", "Paper-Italic"
# A day under each profile, as an issue prints it long and short, and as a copy to sign leaves it.
DAYS = {
    "hd11": ("2018-01-12", "ngày 12 tháng 01 năm 2018", "12/01/2018", "ngày tháng 01 năm 2018", "/01/2018"),
    "hd36": ("2019-03-05", "ngày 05 tháng 3 năm 2019", "05/03/2019", "ngày tháng 3 năm 2019", "/03/2019"),
    "hd05": ("2026-02-15", "ngày 15 tháng 02 năm 2026", "15/02/2026", "ngày tháng 02 năm 2026", "/02/2026"),
}


@dataclass(frozen=True)
class Place:
    """Which edge of the part stands where: a share of the text's width and millimetres more, from the left margin."""

    edge: str
    share: float = 0
    more: float = 0

    def in_text(self, layout, width):
        return layout.margin_left + (width - layout.margin_left - layout.margin_right) * self.share + self.more


@dataclass(frozen=True)
class Part:
    row: str
    paper: str
    page: int
    words: str
    where: Place
    size: float
    face: str
    case: str = ""

    def __str__(self):
        return f"{self.row} on the {self.paper}"


LEFT_HALF, CENTRE, RIGHT_HALF = (Place("middle", share) for share in (0.25, 0.5, 0.75))
MARGIN, FIRST_LINE, UNDER_NUMBER = Place("left"), Place("left", more=10), Place("left", more=1)
SALUTATION, ADDRESSEE = Place("right", 0.4, -2), Place("left", 0.4)
# The columns of the table, in its order; sizes in points.
PARTS = [
    Part("1", "report", 1, "ĐẢNG CỘNG SẢN VIỆT NAM", RIGHT_HALF, 15, BOLD, "upper"),
    Part("2", "report", 1, "HUYỆN UỶ AN LẠC", LEFT_HALF, 14, REGULAR, "upper"),
    Part("3", "report", 1, "BAN TUYÊN GIÁO", LEFT_HALF, 14, BOLD, "upper"),
    Part("4", "report", 1, "*", LEFT_HALF, 14, REGULAR),
    Part("5", "report", 1, "Số 07-BC/BTGHU", LEFT_HALF, 14, REGULAR),
    Part("5", "letter", 1, "Số 12-CV/BTGHU", LEFT_HALF, 14, REGULAR),
    Part("6", "report", 1, "An Lạc, {long}", RIGHT_HALF, 14, ITALIC),
    Part("6", "minutes", 1, "An Lạc, {long}", RIGHT_HALF, 14, ITALIC),
    Part("7a", "report", 1, "BÁO CÁO", CENTRE, 16, BOLD, "upper"),
    Part("7a", "minutes", 1, "BIÊN BẢN", CENTRE, 16, BOLD, "upper"),
    Part("7a", "submission", 1, "TỜ TRÌNH", CENTRE, 16, BOLD, "upper"),
    Part("7b", "report", 1, "tiến độ học tập, quán triệt các nghị quyết Hội nghị lần thứ sáu", CENTRE, 14, BOLD, "small"),
    Part("7b", "report", 1, "Ban Chấp hành Trung ương Đảng khoá XII", CENTRE, 14, BOLD),
    Part("7b rule", "report", 1, "-----", CENTRE, 14, REGULAR),
    Part("7c", "letter", 1, "V/v đôn đốc học tập, quán triệt", UNDER_NUMBER, 12, ITALIC),
    Part("8", "report", 1, "Thực hiện Kế hoạch", FIRST_LINE, 14, REGULAR),
    Part("8a I-", "report", 1, "I- KẾT QUẢ", FIRST_LINE, 14, BOLD, "upper"),
    Part("8a 1.", "report", 1, "1. Hội nghị cán bộ chủ chốt.", FIRST_LINE, 14, BOLD),
    Part("8a a)", "report", 1, "a) Ở huyện.", FIRST_LINE, 14, BOLD),
    Part("8a -", "report", 1, "- Đã học ở hội trường huyện.", FIRST_LINE, 14, REGULAR),
    Part("9", "submission", 1, "Kính trình:", SALUTATION, 14, REGULAR),
    Part("9", "letter", 1, "Kính gửi:", SALUTATION, 14, REGULAR),
    Part("9 list", "letter", 1, "- Đảng uỷ xã Tân Lập;", ADDRESSEE, 14, REGULAR),
    Part("9 list", "letter", 1, "- Chi bộ Toà án.", ADDRESSEE, 14, REGULAR),
    Part("10a", "report", 2, "K/T TRƯỞNG BAN", RIGHT_HALF, 14, BOLD, "upper"),
    Part("10b", "report", 2, "PHÓ TRƯỞNG BAN", RIGHT_HALF, 14, REGULAR, "upper"),
    Part("10c", "report", 2, "Nguyễn Văn A", RIGHT_HALF, 14, BOLD),
    Part("11a", "report", 2, "Nơi nhận:", MARGIN, 14, REGULAR),
    Part("11b", "report", 2, "- Thường trực Huyện uỷ (để báo cáo);", MARGIN, 12, REGULAR),
    Part("11b", "report", 2, "- Ban Tuyên giáo Thành uỷ;", MARGIN, 12, REGULAR),
    Part("11b", "report", 2, "- Lưu Ban Tuyên giáo.", MARGIN, 12, REGULAR),
    Part("11b", "letter", 1, "- Như trên;", MARGIN, 12, REGULAR),
    Part("13", "report", 3, "PHỤ LỤC 1", CENTRE, 14, BOLD, "upper"),
    Part("13", "report", 4, "PHỤ LỤC 2", CENTRE, 14, BOLD, "upper"),
    Part("13", "list", 2, "PHỤ LỤC", CENTRE, 14, BOLD, "upper"),
    Part("13 title", "report", 3, "Thống kê kết quả học tập, quán triệt theo khối", CENTRE, 14, BOLD),
    Part("15 draft", "draft", 1, "Dự thảo lần 2", LEFT_HALF, 14, REGULAR),
    Part("15 number", "copy", 1, "Số -BC/BTGHU", LEFT_HALF, 14, REGULAR),
    Part("15 day", "copy", 1, "An Lạc, {open}", RIGHT_HALF, 14, ITALIC),
    Part("16", "report", 3, "(Kèm theo Báo cáo số 07-BC/BTGHU, ngày {short} của Ban Tuyên giáo Huyện uỷ)", CENTRE, 14, ITALIC),
    # Upright the line does not fit and goes on below.
    Part("16", "report", 4, "(Kèm theo Báo cáo số 07-BC/BTGHU, ngày {short} của Ban Tuyên giáo", CENTRE, 14, ITALIC),
    Part("16", "copy", 3, "(Kèm theo Báo cáo số -BC/BTGHU, ngày {short_open} của Ban Tuyên giáo Huyện uỷ)", CENTRE, 14, ITALIC),
    Part("minutes", "minutes", 1, "NGƯỜI GHI BIÊN BẢN", LEFT_HALF, 14, BOLD, "upper"),
    Part("minutes", "minutes", 1, "CHỦ TRÌ HỘI NGHỊ", RIGHT_HALF, 14, BOLD, "upper"),
    Part("minutes", "minutes", 1, "Lê Thị Hồng", LEFT_HALF, 14, BOLD),
    Part("minutes", "minutes", 1, "Nguyễn Văn A", RIGHT_HALF, 14, BOLD),
]
# Who signs how: `case, superior, body, symbol, number, authority, post` and the number as printed.
SIGNATURES = [
    ("secretary", "Thành uỷ", "Huyện uỷ An Lạc", "HU", 3, "T/M Ban Thường vụ", "Bí thư", "Số 03-BC/HU"),
    ("deputy secretary", "Thành uỷ", "Huyện uỷ An Lạc", "HU", 9, "T/M Ban Thường vụ", "Phó Bí thư", "Số 09-BC/HU"),
    ("committee of a base", "Đảng bộ huyện An Lạc", "Đảng uỷ xã Tân Lập", "ĐU", 12, "T/M Đảng uỷ", "Bí thư", "Số 12-BC/ĐU"),
    ("board, by its deputy", "Huyện uỷ An Lạc", "Ban Tuyên giáo", "BTGHU", 7, "K/T Trưởng ban", "Phó Trưởng ban", "Số 07-BC/BTGHU"),
    ("board, by its head", "Huyện uỷ An Lạc", "Ban Tuyên giáo", "BTGHU", 10, "Trưởng ban", "", "Số 10-BC/BTGHU"),
    ("by order", "Thành uỷ", "Huyện uỷ An Lạc", "HU", 108, "T/L Ban Thường vụ", "Chánh Văn phòng", "Số 108-BC/HU"),
    ("base cell", "Đảng bộ huyện An Lạc", "Chi bộ Toà án", "CB", 1, "T/M Chi bộ", "Bí thư", "Số 01-BC/CB"),
    ("cell", "Đảng bộ xã Tân Lập", "Chi bộ thôn 3", "CB", 3, "T/M Chi bộ", "Bí thư", "Số 03-BC/CB"),
]
_LINE = "Các đơn vị báo cáo tiến độ trước ngày 12 hằng tháng để tổng hợp, trình cấp có thẩm quyền xem xét. "


def _blocks():
    return [
        {"kind": "lead", "text": "Thực hiện Kế hoạch số 52-KH/HU, ngày 20/11/2017 của Ban Thường vụ Huyện uỷ, báo cáo như sau:"},
        {"kind": "section", "number": "I", "title": "Kết quả"},
        {"kind": "item", "heading": "1. Hội nghị cán bộ chủ chốt.", "text": _LINE * 3},
        {"kind": "item", "heading": "a) Ở huyện.", "text": _LINE},
        {"kind": "paragraph", "text": f"- Đã học ở hội trường huyện.\n{_LINE * 5}\n{_LINE * 6}\n{_LINE * 2}"},
    ]


def _report(**changes):
    changes = {"number": 7, "superior": "Huyện uỷ An Lạc", "body": "Ban Tuyên giáo", "blocks": _blocks(), **changes}
    payload = paper(**changes)
    payload["appendices"][1]["orientation"] = "portrait"
    return payload


def _short(**changes):
    return _report(**{"blocks": _blocks()[:2] + [{"kind": "paragraph", "text": _LINE * 2}], **changes}) | {"appendices": []}


def _list(code, day):
    """One appendix over several pages; a cell of each row takes some lines."""
    payload = _short(code=code, issued_on=day)
    payload["appendices"] = _report()["appendices"][1:]
    rows = unit_rows(60)
    for number, row in enumerate(rows, 1):
        row[7] = f"đầu{number} {'lý do ' * (number % 9)}cuối{number}"
    payload["appendices"][0] |= {"rows": rows, "orientation": "landscape", "number_columns": True}
    return payload


_LETTER = {
    "type_code": "CV", "type_name": "Công văn", "number": 12, "abstract": ["đôn đốc học tập, quán triệt"],
    "addressees": ["Đảng uỷ xã Tân Lập", "Chi bộ Toà án"], "recipients": ["Như trên", "Lưu Ban Tuyên giáo"],
}
_MINUTES = {
    "type_code": "BB", "type_name": "Biên bản", "copy_to_sign": True, "dated": True, "number": None, "issued_on": None,
    "recipients": [],
    "left_signature": {"authority": "NGƯỜI GHI BIÊN BẢN", "post": "", "name": "Lê Thị Hồng"},
    "signature": {"authority": "CHỦ TRÌ HỘI NGHỊ", "post": "", "name": "Nguyễn Văn A"},
}
_PAPERS = {
    "report": lambda code, day: _report(code=code, issued_on=day),
    "copy": lambda code, day: _report(code=code, copy_to_sign=True, cut_off_on=day, blocks=_blocks() + _blocks()[:4], **ON_ITS_WAY),
    "draft": lambda code, day: _short(code=code, draft=2, cut_off_on=day, **ON_ITS_WAY),
    "letter": lambda code, day: _short(code=code, issued_on=day, **_LETTER),
    "submission": lambda code, day: _short(
        code=code, issued_on=day, type_code="TTr", type_name="Tờ trình", addressees=["Ban Thường vụ Huyện uỷ", "Thường trực"]
    ),
    "minutes": lambda code, day: _short(code=code, cut_off_on=day, **_MINUTES),
    "list": _list,
}


def payload_of(code, name):
    """The payload of one of the papers above, or of a signature case by its name."""
    day = DAYS[code][0]
    if name in _PAPERS:
        return _PAPERS[name](code, day)
    _case, superior, body, symbol, number, authority, post, _printed = next(case for case in SIGNATURES if case[0] == name)
    signature = {"authority": authority, "post": post, "name": "Nguyễn Văn A"}
    return _short(
        code=code, issued_on=day, superior=superior, body=body, symbol=symbol, number=number, signature=signature,
        blocks=[{"kind": "paragraph", "text": _LINE}],
    )


@functools.cache
def drawn(code, name):
    """Its layout, bytes and runs of each page: drawn once, read by many tests."""
    content = render_pdf(payload_of(code, name))
    return SimpleNamespace(
        layout=layout_from_settings(code, PROFILES[code]), content=content, pages=runs_of_pages(content),
        long=DAYS[code][1], short=DAYS[code][2], open=DAYS[code][3], short_open=DAYS[code][4],
    )


def found_in(runs, words, paper):
    """The one run with exactly these words, else that begins with them; room for the pen counts as a space."""
    wanted = words.format(long=paper.long, short=paper.short, open=paper.open, short_open=paper.short_open)
    for said in (runs, _without_gaps(runs)):
        said = [(" ".join(run.text.split()), run) for run in said]
        found = [run for text, run in said if text == wanted] or [run for text, run in said if text.startswith(wanted)]
        if found:
            break
    assert len(found) == 1, f"{len(found)} times {wanted!r} in {[text for text, _run in said]}"
    return found[0]


def _without_gaps(runs):
    """Another program may print hard spaces and room for the pen as gaps: what follows in a line's face belongs to it."""
    whole = []
    for run in runs:
        last = whole[-1] if whole else None
        if last and (last.base, last.face, last.size) == (run.base, run.face, run.size) and 0 < run.left - last.right < 20:
            whole[-1] = dataclasses.replace(last, text=f"{last.text} {run.text}", right=run.right)
        else:
            whole.append(run)
    return whole
