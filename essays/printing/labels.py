"""The fixed words of printed sheets: Vietnamese, as paper is."""
TITLE = "BÀI THU HOẠCH"
NAME, POSITION, UNIT = "Họ và tên:", "Chức vụ:", "Đơn vị:"
DATE_LINE = ("ngày", "tháng", "năm")
SIGNED_BY, SIGN_HERE = "NGƯỜI VIẾT", "(Ký và ghi rõ họ tên)"
PAGE = "Trang {page}/{pages}"
CODE_KEPT = "Xin không viết, gấp hoặc dán lên hai ô mã."

LIST_TITLE = "DANH SÁCH ĐIỂM DANH"
LIST_CELL = "Chi bộ"
LIST_COLUMNS = ("STT", "Họ và tên", LIST_CELL, "Ký tên")
LIST_CLASS = "Lớp học ngày {day}{place}"
LIST_PLACE = ", tại {place}"
LIST_SUM = "Có mặt: ........... / {total}   Vắng có lý do: ...........   Vắng không lý do: ..........."
LIST_BACK = "Ký xong, xin chụp lại và gửi kèm lớp học trên hệ thống."
LIST_KEEPER = "NGƯỜI LẬP DANH SÁCH"

FILE_OF_UNIT = "{code} {name}.pdf"
FOLDER_OF_UNIT = "{code} {name}"
ZIP = "Phiếu thu hoạch {code}.zip"
ESSAY_SHEETS = "Phiếu thu hoạch {code} {name}.pdf"
BLANK_SHEETS = "Phiếu trắng {code} {name}.pdf"
MORE_PAGES = "Phiếu nối trang {code} {name}.pdf"
ATTENDANCE = "Danh sách điểm danh {code}.pdf"

ESSAY_OF = "Bài thu hoạch {name}"
ESSAYS_OF_UNIT = "Bài thu hoạch {code} {unit}"
