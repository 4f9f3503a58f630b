"""The fixed words of minutes: Vietnamese, as paper is."""
TYPE_CODE = "BB"
ABSTRACT_OF_KIND = {
    "conference": "hội nghị cán bộ chủ chốt học tập, quán triệt",
    "class": "lớp học tập, quán triệt",
    "make_up": "lớp học bù, quán triệt",
}

TIME_PLACE, PEOPLE, CONTENT = "Thời gian, địa điểm", "Thành phần", "Nội dung"
DISCUSSION, CONCLUSION = "Thảo luận", "Kết luận của chủ trì hội nghị"
BEGINS = "Hội nghị bắt đầu lúc {hour}, {day}."
BEGINS_IN_PART = "Hội nghị tổ chức vào buổi {part}, {day}."
HELD_ON = "Hội nghị tổ chức {day}."
PLACE, FORMAT = "Địa điểm: {place}.", "Hình thức: {format}."
CHAIR, MINUTE_TAKER, SPEAKER = "Chủ trì: {name}.", "Người ghi biên bản: {name}.", "Báo cáo viên: {names}."
UNITS = "Đơn vị dự học: {names}."
PART_ONLY = "Lớp học ghép nhiều đơn vị; biên bản này ghi phần của các đơn vị nêu trên."
COUNTS = "Triệu tập: {summoned} đảng viên; có mặt: {present}; vắng có lý do: {excused}; vắng không lý do: {unexcused}."
NON_MEMBERS = "Quần chúng cùng dự: {number}."
UNIT_COUNTS = "{unit}: triệu tập {summoned}, có mặt {present}, vắng có lý do {excused}, vắng không lý do {unexcused}."
ABSENT_WITH, ABSENT_WITHOUT = "Vắng có lý do: {names}.", "Vắng không lý do: {names}."
ABSENT_IN = "{names} ({unit})"
NAMES_SHORT = "Danh sách vắng ghi {named} người, số vắng ghi {counted} người; đơn vị đang rà soát."
STUDIED, STUDIED_ONE = "Hội nghị đã học tập, quán triệt:", "- {symbol}: {title}."
NO_DISCUSSION = "Hội nghị thống nhất với các nội dung được quán triệt, không có ý kiến khác."
CLOSED = "Biên bản được đọc lại trước hội nghị và thống nhất thông qua."
ENDS = "Hội nghị kết thúc lúc {hour} cùng ngày."
SIGNS_LEFT, SIGNS_RIGHT = "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"
WITH_POST = "{name}, {post}"
NOBODY = "............................................................"

PLACE_OF_ISSUE = "............"
SYMBOLS = {"committee": "HU", "base": "ĐU", "section": "ĐU", "base_cell": "CB", "cell": "CB"}
FILE = "Biên bản {code}.pdf"
