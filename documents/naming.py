"""How prose names a body and its committee: from the letterhead, else from the unit's own name."""

# A base's papers are its committee's: "Đảng bộ xã Tân Lập" writes as "Đảng uỷ xã Tân Lập".
ORGANISATION, COMMITTEE = "Đảng bộ", "Đảng uỷ"


def prose_name(unit, body):
    """Ban Tuyên giáo Huyện uỷ: the board with its committee; a committee of a base stands alone."""
    if body is None:
        return committee_of_base(unit)
    if body.prose_name:
        return body.prose_name
    committee = committee_name(unit, body)
    is_board = body.superior_name and not body.superior_name.startswith(ORGANISATION)
    return f"{body.name} {committee}" if is_board and committee not in body.name else body.name


def committee_of_base(unit):
    return unit.name.replace(ORGANISATION, COMMITTEE, 1) if unit.name.startswith(ORGANISATION) else unit.name


def committee_name(unit, body):
    """Huyện uỷ: what the text calls the committee, without the place the reader knows."""
    if body is None:
        return committee_of_base(unit)
    if body.committee_name:
        return body.committee_name
    name = body.superior_name or committee_of_base(unit)
    if name.startswith(ORGANISATION):
        return committee_of_base(unit)
    return name.removesuffix(body.place).strip()
