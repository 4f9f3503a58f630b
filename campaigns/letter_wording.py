"""Wording of the reminder letter and of the text for a group chat: names of units and counts, never a person's."""
from campaigns.status import Status
from documents.naming import committee_of_base
from documents.wording import count_words, date_short, first_lower, spell, thousands

AS_ABOVE = "Như trên"


def abstract_of(campaign):
    return [f"đôn đốc việc {first_lower(campaign.title)}"]


def addressees_of(units, spelling):
    """One unit by its name; several by what they are, the list stands in the annex."""
    if len(units) == 1:
        return [committee_of_base(units[0], spelling)]
    return [f"{spell('Cấp uỷ', spelling)} các đơn vị có tên trong danh sách kèm theo"]


def standing_of(*, campaign, body, number, at_day, only=None):
    """The first paragraph: what the units owe and how they stand. `only`: the progress of the one unit addressed."""
    basis = f"Thực hiện {campaign.basis} về {first_lower(campaign.title)}" if campaign.basis else f"Thực hiện kế hoạch {first_lower(campaign.title)}"
    due = f"thời hạn tổ chức học tập là ngày {date_short(campaign.study_due_on)}"
    if only is not None:
        state = f"{body} chưa nhận được báo cáo đã tổ chức học tập của đơn vị{_cells(only)}."
    else:
        # Of those listed alone: a letter to some of them is no count of all.
        state = f"{count_words(number)} đơn vị có tên trong danh sách kèm theo chưa tổ chức xong."
    return f"{basis}, {due}. Đến ngày {date_short(at_day)}, {state}"


def request_of(*, body, finish_by, to_one, spelling):
    """The paragraphs that follow: what is asked for."""
    committee = spell("cấp uỷ", spelling)
    return [
        f"Để bảo đảm tiến độ chung, {body} đề nghị {committee} đơn vị quan tâm chỉ đạo, tổ chức học tập xong trước ngày "
        f"{date_short(finish_by)} và báo kết quả; trường hợp có khó khăn, vướng mắc (báo cáo viên, địa điểm, thời gian), "
        f"đề nghị phản ánh sớm để {body} phối hợp giải quyết.",
        f"{body} mong nhận được sự quan tâm, phối hợp của {'đơn vị' if to_one else f'{committee} các đơn vị'}.",
    ]


def _cells(progress):
    if progress.status != Status.IN_PROGRESS:
        return ""
    return f" (đã có {count_words(progress.lowest_held)}/{count_words(progress.lowest)} chi bộ tổ chức)"


_COLUMNS = [
    ("TT", "right", 0.6), ("Đơn vị", "left", 3.3), ("Số đảng viên phải học", "right", 1.1), ("Tình trạng", "left", 2.3),
    ("Ngày dự kiến", "center", 1.8), ("Số lần đã đôn đốc", "right", 1),
]
_CELL_COLUMNS = [("TT", "right", 0.6), ("Chi bộ", "left", 5), ("Số đảng viên phải học", "right", 1.5)]


def units_annex(progresses):
    """The units listed, by block and code as given."""
    rows = [
        [
            str(i), one.duty.unit.name, thousands(one.duty.heads), _state(one),
            date_short(one.planned_on) if one.planned_on else "Chưa đăng ký", str(one.reminders),
        ]
        for i, one in enumerate(progresses, 1)
    ]
    total = ["", "Cộng", thousands(sum(one.duty.heads for one in progresses)), "", "", ""]
    return _annex("Danh sách đơn vị chưa tổ chức học tập", _COLUMNS, rows, total)


def cells_annex(cells):
    """The cells of the one unit addressed that are missing; None where it has none below."""
    if not cells:
        return None
    rows = [[str(i), duty.unit.name, thousands(duty.heads)] for i, duty in enumerate(cells, 1)]
    total = ["", "Cộng", thousands(sum(duty.heads for duty in cells))]
    return _annex("Danh sách chi bộ chưa tổ chức học tập", _CELL_COLUMNS, rows, total)


def _annex(title, columns, rows, total):
    return {
        "title": title, "orientation": "portrait", "number_columns": False, "rows": rows, "total": total, "note": None,
        "columns": [{"label": label, "align": align, "weight": weight} for label, align, weight in columns],
    }


def _state(progress):
    if progress.status == Status.IN_PROGRESS:
        return f"Đang tổ chức, {progress.lowest_held}/{progress.lowest} chi bộ"
    return "Chưa tổ chức"


def chat_text(progress, cells, campaign):
    """A polite text for the group of a unit."""
    unit = progress.duty.unit
    lines = [f"Kính gửi {committee_of_base(unit)}.", f"{campaign.title}: hạn học tập là ngày {date_short(campaign.study_due_on)}."]
    if cells:
        lines.append(f"Hiện còn {count_words(len(cells))} chi bộ chưa ghi nhận buổi học:")
        lines += [f"- {duty.unit.name} ({thousands(duty.heads)} đảng viên)" for duty in cells]
    else:
        lines.append(f"Hiện chưa ghi nhận buổi học của đơn vị ({thousands(progress.duty.heads)} đảng viên).")
    if progress.planned_on:
        lines.append(f"Ngày dự kiến đã đăng ký: {date_short(progress.planned_on)}.")
    lines.append("Đề nghị các đồng chí quan tâm tổ chức và báo ngày học giúp. Trân trọng cảm ơn!")
    return "\n".join(lines)
