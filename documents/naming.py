"""How prose names a body and its committee: from the letterhead, else from the unit's own name.

`spelling`: where a layout puts the tone in the words added here (`Layout.tone_spelling`); names stay as they were typed.
"""
from documents.wording import spell

# A base's papers are its committee's: "Đảng bộ xã Tân Lập" writes as "Đảng uỷ xã Tân Lập".
ORGANISATION, COMMITTEE, USUAL = "Đảng bộ", "Đảng uỷ", "uỷ"


def prose_name(unit, body, spelling=USUAL):
    """Ban Tuyên giáo Huyện uỷ: the board with its committee; a committee of a base stands alone."""
    if body is None:
        return committee_of_base(unit, spelling)
    if body.prose_name:
        return body.prose_name
    committee = committee_name(unit, body, spelling)
    is_board = body.superior_name and not body.superior_name.startswith(ORGANISATION)
    return f"{body.name} {committee}" if is_board and committee not in body.name else body.name


def committee_of_base(unit, spelling=USUAL):
    return unit.name.replace(ORGANISATION, spell(COMMITTEE, spelling), 1) if unit.name.startswith(ORGANISATION) else unit.name


def committee_name(unit, body, spelling=USUAL):
    """Huyện uỷ: what the text calls the committee, without the place the reader knows."""
    if body is None:
        return committee_of_base(unit, spelling)
    if body.committee_name:
        return body.committee_name
    name = body.superior_name or committee_of_base(unit, spelling)
    if name.startswith(ORGANISATION):
        return committee_of_base(unit, spelling)
    return name.removesuffix(body.place).strip()
