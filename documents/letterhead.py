"""A letterhead as a page, so that an office sees what it typed before a paper is issued under it."""
from types import SimpleNamespace

from django.conf import settings

from documents.codes import code_field
from documents.layout import layout_for
from documents.payload import TYPES

_SAMPLE_TEXT = (
    "Đây là trang xem thử thể thức: phần đầu trang, cỡ chữ, lề, khối chữ ký và nơi nhận được trình bày đúng như trên "
    "văn bản sẽ ban hành. Nội dung báo cáo thay vào chỗ đoạn văn này."
)
# Leads nowhere: no paper bears it.
_SAMPLE_CODE = "ACDEFHJKMNPQ"
_NO_SIGNER = SimpleNamespace(authority="QUYỀN HẠN KÝ", post="CHỨC VỤ", full_name="Họ và tên")


def letterhead_payload(*, values, signer=None, day):
    """A report of one sample paragraph under the letterhead typed; a copy to sign, so that nothing looks issued."""
    signer = signer or _NO_SIGNER
    return {
        "layout": layout_for(day).code, "type_code": "BC", "type_name": TYPES["BC"], "symbol": values["symbol"],
        "number": None, "issued_on": None, "cut_off_on": day.isoformat(), "draft": None, "copy_to_sign": True,
        "superior": values["superior_name"], "body": values["name"],
        "body_in_prose": values["prose_name"] or values["name"], "place": values["place"],
        "abstract": ["xem thử thể thức văn bản"],
        "blocks": [{"kind": "lead", "text": _SAMPLE_TEXT}],
        "signature": {"authority": signer.authority, "post": signer.post, "name": signer.full_name},
        "recipients": values["recipients"].splitlines(), "appendices": [],
        **(code_field(_SAMPLE_CODE) if values.get("prints_code") and settings.PORTAL_URL else {}),
    }
