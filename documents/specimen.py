"""Specimen pages of a layout, as pictures: a report with its appendix, and the first page of an official letter."""
import base64
import io

import pypdfium2

from documents.letterhead import letterhead_payload
from documents.payload import TYPES
from documents.pdf import render_pdf
from documents.wording import spell

_OFFICE = {
    "superior_name": "HUYỆN UỶ AN LẠC", "name": "BAN TUYÊN GIÁO", "symbol": "BTGHU", "place": "An Lạc",
    "prose_name": "Ban Tuyên giáo Huyện uỷ", "recipients": "Thường trực Huyện uỷ (để báo cáo)\nLưu Ban Tuyên giáo",
}
_TEXT = (
    "Đây là văn bản mẫu để xem thể thức: lề trang, cỡ chữ, khoảng cách giữa các dòng và các đoạn được trình bày đúng như "
    "trên văn bản sẽ ban hành. Nội dung thật thay vào chỗ các đoạn văn này."
)
# Dots to the inch on the screen, enough to read the smallest size.
_DPI = 80


def specimen_payloads(layout, *, day):
    """Payloads of a report and a letter in the layout, which is frozen in them."""
    base = {
        **letterhead_payload(values=_OFFICE, day=day), "layout": layout.code, "layout_settings": layout.as_settings(),
    }
    report = {
        **base, "blocks": [
            {"kind": "lead", "text": _TEXT}, {"kind": "section", "number": "I", "title": "Kết quả"},
            *({"kind": "item", "heading": f"{n}. Mục thứ {n}:", "text": _TEXT} for n in range(1, 4)),
            {"kind": "section", "number": "II", "title": "Nhiệm vụ thời gian tới"}, {"kind": "paragraph", "text": _TEXT},
        ],
        "appendices": [_appendix()],
    }
    letter = {
        **base, "type_code": "CV", "type_name": TYPES["CV"], "addressees": [spell("Đảng uỷ các xã, thị trấn", layout.tone_spelling)],
        "recipients": ["Như trên", "Lưu Ban Tuyên giáo"], "blocks": [{"kind": "lead", "text": _TEXT}],
    }
    return report, letter


def _appendix():
    columns = [("TT", "center", 1), ("Đơn vị", "left", 6), ("Đảng viên", "right", 2)]
    return {
        "title": "BẢNG MẪU", "orientation": "portrait", "number_columns": True, "note": None,
        "columns": [{"label": label, "align": align, "weight": weight} for label, align, weight in columns],
        "rows": [["1", "Đảng bộ xã Tân Lập", "229"], ["2", "Chi bộ Toà án", "12"]], "total": ["", "Cộng", "241"],
    }


def specimen_pictures(layout, *, day):
    """`data:` addresses of the pages as PNG, in their order."""
    return [
        picture for payload in specimen_payloads(layout, day=day) for picture in _pictures_of(render_pdf(payload))
    ]


def _pictures_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            target = io.BytesIO()
            page.render(scale=_DPI / 72, grayscale=True).to_pil().save(target, "PNG")
            yield "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()
    finally:
        document.close()
