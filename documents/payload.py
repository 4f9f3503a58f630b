"""The frozen content of a paper as plain JSON: everything that is printed, figures already as text."""
import copy
import datetime
import json

from documents.layout import layout_for
from documents.pictures import KINDS

TYPES = {
    "NQ": "NGHỊ QUYẾT", "QĐ": "QUYẾT ĐỊNH", "CT": "CHỈ THỊ", "KL": "KẾT LUẬN", "QC": "QUY CHẾ", "TB": "THÔNG BÁO",
    "BC": "BÁO CÁO", "KH": "KẾ HOẠCH", "CTr": "CHƯƠNG TRÌNH", "ĐA": "ĐỀ ÁN", "TTr": "TỜ TRÌNH", "CV": "CÔNG VĂN",
    "BB": "BIÊN BẢN", "HD": "HƯỚNG DẪN",
}
# Who is addressed above the text; a report has nobody there.
SALUTATIONS = {"CV": "Kính gửi", "TTr": "Kính trình"}
BLOCK_KINDS = {
    "lead": {"text"}, "section": {"number", "title"}, "item": {"heading", "text"}, "paragraph": {"text"},
}
_TEXT = (str,)
_FIELDS = {
    "layout": _TEXT, "type_code": _TEXT, "type_name": _TEXT, "symbol": _TEXT,
    "number": (int, type(None)), "issued_on": (str, type(None)), "cut_off_on": _TEXT,
    "draft": (int, type(None)), "copy_to_sign": (bool,),
    "superior": _TEXT, "body": _TEXT, "body_in_prose": _TEXT, "place": _TEXT,
    "abstract": (list,), "blocks": (list,), "signature": (dict,), "recipients": (list,), "appendices": (list,),
}
_SIGNATURE = {"authority": _TEXT, "post": _TEXT, "name": _TEXT}
# `left_signature`: who signs on the left, as minutes have it; `dated`: the day is known though the number is not yet.
# `code`: leads to the standing of the paper, on the copy to sign and on what is issued (documents/codes.py).
_OPTIONAL = {
    "layout_settings": (dict,), "addressees": (list,), "left_signature": (dict,), "dated": (bool,), "code": (dict,),
}


class InvalidPayload(ValueError):
    """The payload breaks the schema; the message names the place."""


def check_payload(payload):
    """Raise InvalidPayload, naming the place, unless the payload can be printed."""
    if not isinstance(payload, dict):
        raise InvalidPayload("payload: not an object")
    _check_fields("payload", payload, _FIELDS, _OPTIONAL)
    _check_state(payload)
    _check_texts("abstract", payload["abstract"])
    _check_texts("recipients", payload["recipients"])
    _check_fields("signature", payload["signature"], _SIGNATURE)
    if "left_signature" in payload:
        _check_fields("left_signature", payload["left_signature"], _SIGNATURE)
    if "code" in payload:
        _check_fields("code", payload["code"], {"address": _TEXT, "text": _TEXT})
    for i, block in enumerate(payload["blocks"]):
        _check_block(f"blocks[{i}]", block)
    for i, appendix in enumerate(payload["appendices"]):
        _check_appendix(f"appendices[{i}]", appendix)


def _check_fields(where, value, required, optional=()):
    _require(isinstance(value, dict), where, "not an object")
    optional = dict(optional)
    for name in required:
        _require(name in value, where, f"{name} is missing")
    for name, content in value.items():
        kinds = required.get(name) or optional.get(name)
        _require(kinds is not None, where, f"unknown field {name}")
        # bool is an int to Python, not to a schema.
        right = isinstance(content, kinds) and (not isinstance(content, bool) or bool in kinds)
        _require(right, f"{where}.{name}", f"may not be {type(content).__name__}")


def _check_state(payload):
    _require(payload["type_code"] in TYPES, "payload.type_code", f"unknown type {payload['type_code']!r}")
    for name in ("issued_on", "cut_off_on"):
        _require(payload[name] is None or _is_day(payload[name]), f"payload.{name}", "not a day (YYYY-MM-DD)")
    numbered = payload["number"] is not None
    _require(not numbered or payload["number"] >= 1, "payload.number", "numbers start at 1")
    open_ended = payload["copy_to_sign"] or payload["draft"] is not None
    if not open_ended:
        _require(numbered, "payload.number", "an issued paper has a number")
        _require(payload["issued_on"] is not None, "payload.issued_on", "an issued paper has a day")
    if "addressees" in payload:
        _require(payload["type_code"] in SALUTATIONS, "payload.addressees", "this type addresses nobody")
        _check_texts("addressees", payload["addressees"])


def _check_texts(where, texts):
    for i, text in enumerate(texts):
        _require(isinstance(text, str), f"{where}[{i}]", "not text")


def _check_block(where, block):
    _require(isinstance(block, dict), where, "not an object")
    kind = block.get("kind")
    _require(kind in BLOCK_KINDS, f"{where}.kind", f"unknown kind {kind!r}")
    _check_fields(where, block, dict.fromkeys({"kind", *BLOCK_KINDS[kind]}, _TEXT))


def _check_appendix(where, appendix):
    _check_fields(where, appendix, {
        "title": _TEXT, "orientation": _TEXT, "columns": (list,), "number_columns": (bool,), "rows": (list,),
        "total": (list, type(None)), "note": (str, type(None)),
    }, {"drawings": (list,), "fine": (bool,), "groups": (list,)})
    for i, drawing in enumerate(appendix.get("drawings", [])):
        _check_drawing(f"{where}.drawings[{i}]", drawing)
    _require(appendix["orientation"] in ("portrait", "landscape"), f"{where}.orientation", "portrait or landscape")
    _require(appendix["columns"], f"{where}.columns", "no column")
    for i, column in enumerate(appendix["columns"]):
        _check_column(f"{where}.columns[{i}]", column)
    rows = [("total", appendix["total"])] if appendix["total"] is not None else []
    rows += [(f"rows[{i}]", row) for i, row in enumerate(appendix["rows"])]
    for name, row in rows:
        _require(isinstance(row, list), f"{where}.{name}", "not a list")
        _require(len(row) == len(appendix["columns"]), f"{where}.{name}", "not as many cells as columns")
        _check_texts(f"{where}.{name}", row)
    # Rows that head the ones below them.
    places = range(len(appendix["rows"]))
    _require(all(type(row) is int and row in places for row in appendix.get("groups", [])), f"{where}.groups", "not numbers of rows")


def _check_drawing(where, drawing):
    _require(isinstance(drawing, dict), where, "not an object")
    kind = drawing.get("kind")
    _require(kind in KINDS, f"{where}.kind", f"unknown kind {kind!r}")
    _require(drawing.keys() == KINDS[kind], where, f"a drawing of this kind has {', '.join(sorted(KINDS[kind]))}")


def _check_column(where, column):
    _check_fields(where, column, {"label": _TEXT, "align": _TEXT, "weight": (int, float)})
    _require(column["align"] in ("left", "right", "center"), f"{where}.align", "left, right or center")
    _require(column["weight"] > 0, f"{where}.weight", "must be more than 0")


def _require(right, where, what):
    if not right:
        raise InvalidPayload(f"{where}: {what}")


def _is_day(text):
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def payload_bytes(payload):
    """Canonical JSON: the same content gives the same bytes, whatever the order of its keys."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def issued_payload(payload, *, number, issued_on, signer):
    """The payload with number, day, signer and the layout in force that day: what is frozen at issue."""
    layout = layout_for(issued_on)
    return {
        **copy.deepcopy(payload),
        "number": number, "issued_on": issued_on.isoformat(), "draft": None, "copy_to_sign": False,
        "signature": {"authority": signer.authority, "post": signer.post, "name": signer.full_name},
        "layout": layout.code, "layout_settings": layout.as_settings(),
    }
