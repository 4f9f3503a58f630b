"""Rows of each kind, from the rows the figures were counted from."""
from documents.wording import DASH, date_short
from reports.evidence.shapes import Linked, Row
from reports.figures.basis import OWN

UNIT_HEADS = ("Đơn vị", "Khối", "Căn cứ")
CLASS_HEADS = ("Lớp", "Đơn vị dự học", "Tính vào")
WRITER_HEADS = ("Đơn vị", "Tính vào")


def units(keep=None, of=None):
    """Units of the line for which `keep(row)` is true; `of(row)` gives numbers beside them."""
    def rows(basis, selection):
        reasons = _grounds(basis)
        return [
            Row(("unit", row.code), (Linked(row.name, "unit", row.unit), row.block, reasons(row)), of(row) if of else ())
            for row in selection.units(basis) if keep is None or keep(row)
        ]
    return rows


def _grounds(basis):
    """Why each unit stands where it stands."""
    own, any_below = {}, set()
    for row in basis.classes:
        own.setdefault(row.unit, []).append(row)
        any_below.add(row.line)

    def ground(row):
        if row.held_at is None:
            return state_of_missing(row)
        day = row.held_at.date()
        attended = [one for one in own.get(row.unit, ()) if one.held_on == day]
        if attended:
            return f"Lớp {attended[0].code} ngày {date_short(day)}"
        if row.cells:
            return f"{row.cells_held}/{row.cells} đơn vị cấp dưới đã học, ngày {date_short(day)}"
        return f"Học chung hoặc tiếp nối đơn vị trước khi thay đổi, ngày {date_short(day)}"

    return ground


def state_of_missing(row):
    state = f"Đang tổ chức, {row.cells_held}/{row.cells} đơn vị cấp dưới" if row.cells_held else "Chưa ghi nhận buổi học"
    return f"{state}; dự kiến {date_short(row.planned_on)}" if row.planned_on else f"{state}; chưa đăng ký lịch"


def classes(basis, selection):
    """Distinct classes of units that have held, each with the units that attended it."""
    return [_class(session, rows) for session, rows in _by_session(basis, selection).items()]


def joint_classes(basis, selection):
    return [
        _class(session, rows) for session, rows in _by_session(basis, selection).items()
        if len({row.line for row in rows} - {OWN}) > 1
    ]


def joint_units(basis, selection):
    joint = [rows for rows in _by_session(basis, selection).values() if len({row.line for row in rows} - {OWN}) > 1]
    codes = {row.line for rows in joint for row in rows}
    return units(lambda row: row.code in codes)(basis, selection)


def _by_session(basis, selection):
    found = {}
    for row in sorted(basis.classes, key=lambda row: (row.held_on, row.code)):
        if row.counted and selection.has(basis, row.line):
            found.setdefault(row.session, []).append(row)
    return found


def _class(session, rows):
    first = rows[0]
    names = ", ".join(row.name for row in rows)
    return Row(("class", session), (Linked(first.code, "class", session), date_short(first.held_on), names))


def people(*of, counted=True):
    """Rows of units at classes with the numbers `of(row)`; those of units that have held, or that have not."""
    def rows(basis, selection):
        names = {row.code: row.name for row in basis.units} | {OWN: basis.name}
        return [
            _attending(row, names, tuple(number(row) for number in of))
            for row in basis.classes if row.counted in _which(counted) and selection.has(basis, row.line)
        ]
    return rows


def _which(counted):
    return (True, False) if counted is None else (counted,)


def _attending(row, names, numbers):
    words = f"{row.code}, {date_short(row.held_on)}"
    return Row(
        ("class", row.session, row.unit),
        (Linked(words, "class", row.session), Linked(row.name, "unit", row.unit), names[row.line]), numbers,
    )


def writers(*of):
    def rows(basis, selection):
        names = {row.code: row.name for row in basis.units} | {OWN: basis.name}
        return [
            Row(("unit", row.unit), (Linked(row.name, "unit", row.unit), names[row.line]), tuple(number(row) for number in of))
            for row in basis.writers if row.counted and selection.has(basis, row.line)
        ]
    return rows


def heads(basis, selection):
    """Members to study by unit: as launched, what the ledger changed, now; the base's own last."""
    rows = [
        Row(("unit", row.code), (Linked(row.name, "unit", row.unit), row.block), (row.launched, row.heads - row.launched, row.heads))
        for row in selection.units(basis)
    ]
    own = (basis.own_launched, basis.own_heads - basis.own_launched, basis.own_heads)
    if selection.kind == "tong" and any(own):
        rows.append(Row(("own",), (f"Thuộc chính {basis.name} hoặc đơn vị đã thôi phải học", DASH), own))
    return rows


def whole(basis, selection):
    """By unit: all who studied, in progress too, of all who are to study."""
    studied = {}
    for row in basis.classes:
        studied[row.line] = studied.get(row.line, 0) + row.attended + row.made_up
    rows = [
        Row(("unit", row.code), (Linked(row.name, "unit", row.unit), row.block), (studied.get(row.code, 0), row.heads))
        for row in selection.units(basis)
    ]
    if selection.kind == "tong" and (basis.own_heads or studied.get(OWN)):
        rows.append(Row(("own",), (f"Thuộc chính {basis.name}", DASH), (studied.get(OWN, 0), basis.own_heads)))
    return rows


def more(basis, selection):
    return [
        Row(("unit", row.code), (Linked(row.name, "unit", row.unit), row.block, _step_words(row)), (row.change,))
        for row in basis.steps if selection.kind == "tong"
    ]


def _step_words(row):
    if row.change > 0:
        return "Tổ chức sau kỳ trước"
    return "Kỳ trước đã tính là đã tổ chức, nay thôi phải học" if not row.owes else "Kỳ trước đã tính là đã tổ chức, nay chưa"


def unnamed(basis, selection):
    codes = {row.line for row in basis.writers if row.counted and row.unnamed}
    return units(lambda row: row.code in codes)(basis, selection)


def conferences(*of):
    def rows(basis, selection):
        return [
            Row(("class", row.session), (Linked(row.code, "class", row.session), date_short(row.held_on)), tuple(number(row) for number in of))
            for row in basis.conferences
        ]
    return rows


def cells(keep=None):
    """The lowest units below a unit in progress."""
    def rows(basis, selection):
        return [
            Row(("unit", row.code), (Linked(row.name, "unit", row.unit), f"Đã học ngày {date_short(row.held_at)}" if row.held_at else "Chưa ghi nhận buổi học"))
            for row in basis.cells if selection.has(basis, row.line) and (keep is None or keep(row))
        ]
    return rows


def changes(basis, selection):
    """What the ledger changed by the moment in the line."""
    return [row for row in basis.changes if selection.has(basis, row.line)]


def in_progress_left_out(figure, basis, selection):
    """Rows at classes that a figure of units that have held leaves out, as their unit is in progress."""
    if figure.heads != CLASS_HEADS or figure.key.startswith("studied_in"):
        return []
    names = {row.code: row.name for row in basis.units} | {OWN: basis.name}
    return [
        _attending(row, names, (row.summoned, row.attended)) for row in basis.classes
        if not row.counted and selection.has(basis, row.line)
    ]
