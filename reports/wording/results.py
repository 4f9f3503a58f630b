"""Section I: what was done. Each function gives "" where no row stands behind its sentence."""
from campaigns.models import ChangeKind, Format
from documents.wording import count_words, date_short, hour_words, join_words, rate_words, thousands
from reports.wording.voice import block_words, capital, fraction, sentences

_FORMATS = {
    Format.IN_PERSON: " trực tiếp", Format.ONLINE: " trực tuyến", Format.HYBRID: " trực tiếp kết hợp trực tuyến",
    Format.VIDEO: " qua video",
}
_CHANGES = {
    ChangeKind.HEADS: "thay đổi số đảng viên phải học", ChangeKind.EXEMPTED: "được miễn",
    ChangeKind.RESTORED: "phải tổ chức trở lại", ChangeKind.MERGED: "sáp nhập", ChangeKind.ENDED: "kết thúc hoạt động",
    ChangeKind.MOVED: "chuyển đơn vị trực thuộc", ChangeKind.ADDED: "bổ sung vào đợt học",
}


def lead(figures, voice):
    work = f"báo cáo tiến độ tại {voice.below} như sau:"
    return f"Thực hiện {voice.basis}, {voice.body} {work}" if voice.basis else f"{capital(voice.body)} {work}"


def conference(figures, voice):
    if not figures.conferences:
        return ""
    summoned = sum(row.summoned for row in figures.conferences)
    attended = sum(row.attended for row in figures.conferences)
    people = f"; có {fraction(attended, summoned)} {{}} dự, đạt {rate_words(attended, summoned)}" if summoned else ""
    if len(figures.conferences) == 1:
        row = figures.conferences[0]
        event = f"cán bộ chủ chốt dự hội nghị{_FORMATS.get(row.format, '')}"
        return f"Ngày {date_short(row.held_on)}, {event}{people.format('đồng chí')}."
    days = join_words(dict.fromkeys(f"ngày {date_short(row.held_on)}" for row in figures.conferences))
    number = count_words(len(figures.conferences))
    return f"Đã tổ chức {number} hội nghị cán bộ chủ chốt ({days}){people.format('lượt đồng chí')}."


def classes(figures, voice):
    total = figures.total
    if not total.units:
        return f"Không có {voice.unit} nào phải tổ chức học tập, quán triệt."
    if not total.held:
        return f"Chưa có {voice.unit} nào trong {count_words(total.units)} {voice.unit} tổ chức học tập, quán triệt."
    held = (
        f"Có {fraction(total.held, total.units)} {voice.unit} đã tổ chức học tập, quán triệt, "
        f"đạt {rate_words(total.held, total.units)}{_change(figures, voice)}."
    )
    return sentences(held, _number_of_classes(figures, voice))


def _change(figures, voice):
    if figures.before is None:
        return ""
    more = figures.total.held - figures.before.held
    moment = f"{hour_words(figures.before.at)} ngày {date_short(figures.before.at)}"
    before = f"so với kỳ trước ({moment}: {fraction(figures.before.held, figures.before.units)})"
    if not more:
        return f", không tăng {before}"
    return f", {'tăng' if more > 0 else 'giảm'} {count_words(abs(more))} {voice.unit} {before}"


def _number_of_classes(figures, voice):
    total, joint = figures.total, figures.joint
    if not total.classes:
        return ""
    who = f"Các {voice.unit} này" if total.held > 1 else f"{capital(voice.unit)} này"
    verb = "học tại" if figures.own.summoned else "mở"
    text = f"{who} {verb} {count_words(total.classes)} lớp"
    if figures.own.summoned:
        text += ", có lớp học chung toàn đảng bộ"
    if joint.classes:
        block = f" {block_words(joint.blocks[0])}" if len(joint.blocks) == 1 and not figures.of_base else ""
        text += f", {_how_joint(figures)} lớp ghép của {count_words(joint.units)} {voice.unit}{block}"
    return f"{text}."


def _how_joint(figures):
    number = figures.joint.classes
    if number < figures.total.classes:
        return f"trong đó có {count_words(number)}"
    return "đều là" if number > 1 else "là"


def learners(figures, voice):
    return sentences(_summoned(figures, voice), _absent(figures), _whole(figures, voice), _guests(figures))


def _summoned(figures, voice):
    counts = figures.total.counts
    if not counts.summoned:
        return ""
    came = f"dự học {count_words(counts.attended)} đồng chí"
    if counts.made_up:
        came += f", học bù {count_words(counts.made_up)} đồng chí, cộng {count_words(counts.studied)} đồng chí"
    return (
        f"Ở {count_words(figures.total.held)} {voice.unit} đã tổ chức, có {count_words(counts.summoned)} đảng viên "
        f"được triệu tập; {came}, đạt {rate_words(counts.studied, counts.summoned)}."
    )


def _absent(figures):
    counts = figures.total.counts
    if not counts.summoned:
        return ""
    if not counts.absent:
        return "Không có đồng chí nào vắng tại lớp."
    text = f"Vắng tại lớp {count_words(counts.absent)} đồng chí ({_reasons(counts)})"
    left = counts.absent - counts.made_up
    if not left:
        return f"{text}, đã học bù đủ."
    if not counts.made_up:
        return f"{text}, {'đều ' if left > 1 else ''}chưa học bù."
    return (
        f"{text}, trong đó {count_words(counts.made_up)} đồng chí đã học bù, "
        f"còn {count_words(left)} đồng chí chưa học bù."
    )


def _reasons(counts):
    if counts.excused and counts.unexcused:
        return f"có lý do {count_words(counts.excused)}, không có lý do {count_words(counts.unexcused)}"
    return f"{'đều ' if counts.absent > 1 else ''}{'có lý do' if counts.excused else 'không có lý do'}"


def _whole(figures, voice):
    if not figures.heads or not figures.studied_in_all:
        return ""
    half_way = [row for row in figures.not_held if row.studied]
    # Who has left since he studied is not among those who are to study: more than all of them is no rate.
    text = (
        f"oàn {voice.organisation} có {thousands(figures.studied_in_all)} đảng viên đã học, kể cả người không còn trong danh sách; "
        f"số đảng viên phải học đến nay là {thousands(figures.heads)}."
    ) if figures.studied_in_all > figures.heads else (
        f"oàn {voice.organisation} có {thousands(figures.studied_in_all)}/{thousands(figures.heads)} đảng viên phải học "
        f"đã học, đạt {rate_words(figures.studied_in_all, figures.heads)}."
    )
    if not half_way:
        return f"T{text}"
    number = count_words(figures.studied_in_progress)
    return f"Tính cả {number} đồng chí đã học ở {count_words(len(half_way))} {voice.unit} đang tổ chức, t{text}"


def _guests(figures):
    guests = figures.total.counts.guests
    return f"Có {count_words(guests)} quần chúng cùng dự, không tính vào tỷ lệ." if guests else ""


def essays(figures, voice):
    counts = figures.total.counts
    if not counts.essay_required:
        return ""
    return sentences(_owed(counts), _marked(counts), _missing(figures), _unnamed(figures, voice))


def _owed(counts):
    text = f"Có {count_words(counts.essay_required)} đồng chí phải viết"
    if exempt := counts.studied - counts.essay_required:
        text += f" ({count_words(exempt)} đồng chí đã học được miễn viết)"
    if not counts.essay_submitted:
        return f"{text}; chưa có bài nộp."
    share = rate_words(counts.essay_submitted, counts.essay_required)
    return f"{text}; đã nộp {count_words(counts.essay_submitted)} bài, bằng {share}; {_look(counts)}."


def _look(counts):
    number = counts.essay_submitted
    if counts.essay_handwritten == counts.essay_on_a4 == number:
        return f"cả {count_words(number)} bài viết tay trên khổ giấy A4" if number > 1 else "bài viết tay trên khổ giấy A4"
    by_hand, a4 = count_words(counts.essay_handwritten), count_words(counts.essay_on_a4)
    return f"trong đó {by_hand} bài viết tay, {a4} bài trên khổ giấy A4"


def _marked(counts):
    if not counts.essay_submitted:
        return ""
    if not counts.essay_marked:
        return "Chưa chấm bài nào."
    all_ = "đều " if counts.essay_marked > 1 else ""
    left = f"; còn {count_words(counts.essay_pending)} bài chưa chấm" if counts.essay_pending else ""
    if not counts.essay_failed:
        result = f", {all_}đạt yêu cầu"
    elif not counts.essay_passed:
        result = f", {all_}chưa đạt, phải viết lại"
    else:
        result = (
            f": {count_words(counts.essay_passed)} bài đạt yêu cầu ("
            f"{rate_words(counts.essay_passed, counts.essay_marked)} số bài đã chấm), "
            f"{count_words(counts.essay_failed)} bài chưa đạt, phải viết lại"
        )
    return f"Đã chấm {count_words(counts.essay_marked)} bài{result}{left}."


def _missing(figures):
    counts, due_on = figures.total.counts, figures.essay_due_on
    missing = counts.essay_required - counts.essay_submitted
    if not missing:
        return ""
    text = f"Còn {count_words(missing)} bài chưa nộp"
    if due_on is None:
        return f"{text}."
    late = (figures.day - due_on).days
    state = f"quá hạn {count_words(late)} ngày" if late > 0 else "chưa đến hạn"
    return f"{text}, {state} (hạn nộp ngày {date_short(due_on)})."


def _unnamed(figures, voice):
    if not figures.unnamed:
        return ""
    number = count_words(len(figures.unnamed))
    return f"Có {number} {voice.unit} chưa đủ danh sách vắng, số phải viết tính theo số người dự."


def corrections(figures, voice):
    """What the ledger changed with effect before the last cut-off after that cut-off had been reported."""
    if not figures.corrections:
        return ""
    rows = [
        f"{row.unit} {_CHANGES.get(row.kind, row.kind)} từ ngày {date_short(row.effective_on)}{_delta(row.heads_delta)}"
        for row in figures.corrections
    ]
    return f"Sau kỳ trước đã cập nhật: {'; '.join(rows)}."


def _delta(heads):
    if not heads:
        return ""
    return f" ({'tăng' if heads > 0 else 'giảm'} {count_words(abs(heads))} đảng viên phải học)"
