"""Who speaks in a report, and the small words all its sentences share."""
from dataclasses import dataclass

from documents.wording import count_words, date_short, first_lower, join_words
from reports.wording.names import NO_BLOCK


@dataclass(frozen=True)
class Voice:
    """How prose names the body that reports, its board, its organisation, its committee and the units counted."""

    # "Ban Tuyên giáo Huyện uỷ"; "Ban Tuyên giáo"; "Đảng bộ huyện"; "Huyện uỷ".
    body: str
    board: str
    organisation: str
    committee: str
    # "Kế hoạch số 52-KH/HU, ngày 20/11/2017 của Ban Thường vụ Huyện uỷ"
    basis: str = ""
    # What the campaign studies, as an abstract begins: "học tập, quán triệt các nghị quyết …"
    subject: str = ""
    # "đơn vị", or "chi bộ" where all that is counted are cells.
    unit: str = "đơn vị"
    # "các tổ chức cơ sở đảng trực thuộc"
    below: str = "các tổ chức cơ sở đảng trực thuộc"
    # Where the classes are held: "ở cơ sở", "ở chi bộ".
    place: str = "cơ sở"


def fraction(part, whole):
    """50/60, 04/09, 4.152/4.537; nothing is a bare 0."""
    return f"{count_words(part) if part else 0}/{count_words(whole)}"


def block_words(name):
    """Khối xã, thị trấn: the block as a sentence names it, its first letter small."""
    if name == NO_BLOCK or name.casefold().startswith("khối"):
        return first_lower(name)
    return f"khối {first_lower(name)}"


def capital(text):
    return text[:1].upper() + text[1:]


def days_words(days):
    """ngày 13/01/2018; từ ngày 13/01 đến ngày 19/01/2018; the year twice only where it changes."""
    first, last = min(days), max(days)
    if first == last:
        return f"ngày {date_short(first)}"
    start = f"{first:%d/%m}" if first.year == last.year else date_short(first)
    return f"từ ngày {start} đến ngày {date_short(last)}"


def names_or_number(rows, noun, *, at_most=3):
    """The names of a few, the number of many."""
    return join_words([row.name for row in rows]) if len(rows) <= at_most else f"{count_words(len(rows))} {noun}"


def sentences(*parts):
    return " ".join(part for part in parts if part)
