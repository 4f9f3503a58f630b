"""The sample report of An Lạc as a payload, for tests of the paper."""
import copy

from documents.layout import layout_from_settings
from documents.profiles import SEED

_RESULTS = [
    {"kind": "lead", "text": (
        "Thực hiện Kế hoạch số 52-KH/HU, ngày 20/11/2017 của Ban Thường vụ Huyện uỷ, Ban Tuyên giáo Huyện uỷ báo cáo "
        "tiến độ tại các tổ chức cơ sở đảng trực thuộc như sau:"
    )},
    {"kind": "section", "number": "I", "title": "KẾT QUẢ"},
    {"kind": "item", "heading": "1. Hội nghị cán bộ chủ chốt.", "text": (
        "Ngày 30/11/2017, cán bộ chủ chốt dự hội nghị trực tuyến; có 205/210 đồng chí dự, đạt 97,62%."
    )},
    {"kind": "item", "heading": "2. Lớp học ở cơ sở.", "text": (
        "Có 50/60 đơn vị đã tổ chức học tập, quán triệt, đạt 83,33%, tăng 10 đơn vị so với kỳ trước "
        "(16 giờ ngày 05/01/2018: 40/60). Các đơn vị này mở 40 lớp, trong đó có 06 lớp ghép của 18 đơn vị khối cơ quan."
    )},
    {"kind": "item", "heading": "3. Người học.", "text": (
        "Ở 50 đơn vị đã tổ chức, có 4.174 đảng viên được triệu tập; dự học 3.970 đồng chí, học bù 77 đồng chí, cộng "
        "4.047 đồng chí, đạt 96,96%. Vắng tại lớp 204 đồng chí (có lý do 173, không có lý do 31), trong đó 77 đồng chí "
        "đã học bù, còn 127 đồng chí chưa học bù. Tính cả 105 đồng chí đã học ở 02 đơn vị đang tổ chức, toàn Đảng bộ "
        "huyện có 4.152/4.537 đảng viên phải học đã học, đạt 91,51%. Có 1.033 quần chúng cùng dự, không tính vào tỷ lệ."
    )},
    {"kind": "item", "heading": "4. Bài thu hoạch.", "text": (
        "Có 3.830 đồng chí phải viết (217 đồng chí đã học được miễn viết); đã nộp 3.473 bài, bằng 90,68%; cả 3.473 bài "
        "viết tay trên khổ giấy A4. Đã chấm 3.391 bài: 3.345 bài đạt yêu cầu (98,64% số bài đã chấm), 46 bài chưa đạt, "
        "phải viết lại; còn 82 bài chưa chấm. Còn 357 bài chưa nộp, chưa đến hạn (hạn nộp ngày 25/01/2018)."
    )},
    {"kind": "section", "number": "II", "title": "Đơn vị chưa tổ chức học tập, quán triệt"},
    {"kind": "paragraph", "text": (
        "Còn 10/60 đơn vị, đều quá hạn (hạn học ngày 05/01/2018): khối xã, thị trấn 01; khối cơ quan 02; khối trường học "
        "03; khối doanh nghiệp 04. Trong đó, 07 đơn vị đã đăng ký lịch từ ngày 13/01 đến ngày 19/01/2018; 03 đơn vị chưa "
        "đăng ký lịch (danh sách tại Phụ lục 2); 02 đơn vị đang tổ chức ở một số chi bộ."
    )},
    {"kind": "section", "number": "III", "title": "ĐÁNH GIÁ"},
    {"kind": "item", "heading": "1. Ưu điểm.", "text": (
        "Khối lực lượng vũ trang hoàn thành 02/02 đơn vị; 100% đảng viên phải học đã học và đã nộp bài thu hoạch đạt "
        "yêu cầu."
    )},
    {"kind": "section", "number": "IV", "title": "NHIỆM VỤ TUẦN TỚI"},
    {"kind": "paragraph", "text": (
        "1. 10 đơn vị chưa tổ chức hoàn thành trước ngày 20/01/2018; 03 đơn vị chưa có lịch đăng ký trước ngày "
        "16/01/2018.\n2. Ban Tuyên giáo cử báo cáo viên hỗ trợ Đảng bộ xã Tân Lập và 03 đơn vị chưa đăng ký lịch."
    )},
    {"kind": "section", "number": "V", "title": "KIẾN NGHỊ"},
    {"kind": "paragraph", "text": "Đề nghị Thường trực Huyện uỷ chỉ đạo, đôn đốc các đơn vị quá hạn chưa đăng ký lịch."},
]

_BLOCK_LABELS = [
    "TT", "Khối", "Tổng số đơn vị", "Đã tổ chức", "Chưa tổ chức", "Số lớp", "Được triệu tập (ở đơn vị đã tổ chức)",
    "Tham gia", "Vắng có lý do", "Vắng không lý do", "Đã học bù", "Tỷ lệ học (%)", "Quần chúng dự học", "Phải viết",
    "Đã nộp", "Tỷ lệ nộp (%)", "Đạt", "Chưa đạt", "Chưa chấm",
]
_BLOCK_ROWS = [
    "1|Xã, thị trấn|15|14|1|16|2.904|2.742|139|23|61|96,52|812|2.589|2.301|88,88|2.188|37|76",
    "2|Cơ quan|20|18|2|6|492|478|12|2|8|98,78|0|486|471|96,91|468|3|0",
    "3|Trường học|14|11|3|11|487|476|9|2|5|98,77|163|478|455|95,19|449|2|4",
    "4|Doanh nghiệp|9|5|4|5|141|127|10|4|0|90,07|58|127|96|75,59|90|4|2",
    "5|Lực lượng vũ trang|2|2|0|2|150|147|3|0|3|100,00|0|150|150|100,00|150|0|0",
]
_BLOCK_TOTAL = "|Tổng cộng|60|50|10|40|4.174|3.970|173|31|77|96,96|1.033|3.830|3.473|90,68|3.345|46|82"
_UNIT_LABELS = [
    "TT", "Đơn vị", "Khối", "Số đảng viên phải học", "Tình trạng", "Quá hạn (ngày)", "Ngày dự kiến", "Lý do",
    "Số lần đôn đốc",
]
_UNIT_ROWS = [
    "1|Đảng bộ xã Tân Lập|Xã, thị trấn|216|Đang tổ chức, 6/12 chi bộ|7|15/01/2018|Chờ báo cáo viên|1",
    "2|Chi bộ Trạm Khuyến nông|Cơ quan|7|Chưa tổ chức|7|16/01/2018|Ghép lớp với cụm cơ quan|1",
    "3|Chi bộ Hợp tác xã Vận tải Sông Trà|Doanh nghiệp|6|Chưa tổ chức|7|Chưa đăng ký|Chưa báo cáo|2",
]


def unit_rows(count):
    """As many rows of units not yet held."""
    return [[str(i), f"Chi bộ thôn {i} xã Tân Lập", *_UNIT_ROWS[i % 3].split("|")[2:]] for i in range(1, count + 1)]


def _column(label, align="right", weight=1):
    return {"label": label, "align": align, "weight": weight}


def _appendices():
    blocks = [_column(label) for label in _BLOCK_LABELS]
    blocks[0]["weight"], blocks[1]["weight"], blocks[1]["align"] = 0.7, 2, "left"
    blocks[6]["weight"] = 1.3
    weights = [0.7, 3, 1.7, 1.2, 2, 1, 1.6, 2, 1]
    aligns = ["right", "left", "left", "right", "left", "right", "center", "left", "right"]
    units = [_column(*column) for column in zip(_UNIT_LABELS, aligns, weights, strict=True)]
    return [
        {
            "title": "Thống kê kết quả học tập, quán triệt theo khối", "orientation": "landscape", "columns": blocks,
            "number_columns": True, "rows": [row.split("|") for row in _BLOCK_ROWS], "total": _BLOCK_TOTAL.split("|"),
            "note": "Các cột (6)-(19) tính ở đơn vị đã tổ chức.",
        },
        {
            "title": "Danh sách đơn vị chưa tổ chức học tập, quán triệt", "orientation": "landscape", "columns": units,
            "number_columns": False, "rows": [row.split("|") for row in _UNIT_ROWS],
            "total": ["", "Cộng", "", "229", "", "", "", "", ""], "note": None,
        },
    ]


_SAMPLE = {
    "layout": "hd11", "type_code": "BC", "type_name": "BÁO CÁO", "symbol": "BTGHU", "number": 7,
    "issued_on": "2018-01-12", "cut_off_on": "2018-01-12", "draft": None, "copy_to_sign": False,
    "superior": "HUYỆN UỶ AN LẠC", "body": "BAN TUYÊN GIÁO", "body_in_prose": "Ban Tuyên giáo Huyện uỷ",
    "place": "An Lạc",
    "abstract": [
        "tiến độ học tập, quán triệt các nghị quyết Hội nghị lần thứ sáu", "Ban Chấp hành Trung ương Đảng khoá XII",
        "(số liệu tính đến 16 giờ ngày 12/01/2018)",
    ],
    "blocks": _RESULTS,
    "signature": {"authority": "K/T TRƯỞNG BAN", "post": "PHÓ TRƯỞNG BAN", "name": "Nguyễn Văn A"},
    "recipients": ["Thường trực Huyện uỷ (để báo cáo)", "Ban Tuyên giáo Thành uỷ", "Lưu Ban Tuyên giáo"],
    "appendices": _appendices(),
}


def sample_payload(**changes):
    """The sample report; with other fields where named."""
    return {**copy.deepcopy(_SAMPLE), **changes}


PROFILES = {code: settings for code, _starts_on, _regulation, settings in SEED}
ON_ITS_WAY = {"number": None, "issued_on": None}


def paper(code="hd36", **changes):
    """The sample with its layout frozen in it: drawn without a database."""
    settings = layout_from_settings(code, PROFILES[code]).as_settings()
    return sample_payload(layout=code, layout_settings=settings | changes.pop("settings", {}), **changes)
