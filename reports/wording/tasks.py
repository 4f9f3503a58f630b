"""Sections IV and V: what is to be done next week, proposed from the rows; the officer has the last word."""
import datetime

from documents.wording import count_words, date_short, join_words
from lib.vietnamese import fold
from reports.wording.voice import capital, names_or_number

_ONE_DAY = datetime.timedelta(days=1)


def complete(figures, voice):
    """Who is to hold by when, who is to name a day by when."""
    if not figures.not_held:
        return ""
    number = count_words(len(figures.not_held))
    if figures.study_due_on >= figures.next_cut_off_on:
        text = f"{number} {voice.unit} chưa tổ chức hoàn thành đúng hạn (ngày {date_short(figures.study_due_on)})"
    else:
        text = f"{number} {voice.unit} chưa tổ chức hoàn thành trước ngày {date_short(figures.next_cut_off_on + _ONE_DAY)}"
    if figures.unplanned:
        by = date_short(figures.next_monday + _ONE_DAY)
        text += f"; {count_words(len(figures.unplanned))} {voice.unit} chưa có lịch đăng ký trước ngày {by}"
    return f"{text}."


def speakers(figures, voice):
    """Whom to help with speakers: units that wait for one, and overdue ones without a day."""
    waiting = [row for row in figures.not_held if waits_for_speaker(row)]
    stuck = [row for row in figures.unplanned if row.overdue_days and row not in waiting]
    whom = []
    if waiting:
        whom.append(names_or_number(waiting, f"{voice.unit} đang chờ báo cáo viên"))
    if stuck:
        whom.append(f"{count_words(len(stuck))} {voice.unit} chưa đăng ký lịch")
    return f"{voice.board} cử báo cáo viên hỗ trợ {join_words(whom)}." if whom else ""


def waits_for_speaker(row):
    return "cho bao cao vien" in fold(row.reason)


def follow_up(figures, voice):
    """Make-up, essays still to come, marking, for the units that have held."""
    parts = [part for part in (_make_up(figures), _essays(figures)) if part]
    if not parts or not figures.total.held:
        return ""
    who = f"Các {voice.unit}" if figures.total.held > 1 else capital(voice.unit)
    return f"{who} đã tổ chức {'; '.join(parts)}."


def _make_up(figures):
    left = figures.total.counts.absent - figures.total.counts.made_up
    return f"bố trí học bù cho {count_words(left)} đồng chí" if left else ""


def _essays(figures):
    counts = figures.total.counts
    missing = counts.essay_required - counts.essay_submitted
    parts = []
    if missing and figures.essay_due_on is not None and figures.day <= figures.essay_due_on:
        parts.append(f"thu bài thu hoạch đúng hạn (ngày {date_short(figures.essay_due_on)})")
    elif missing:
        parts.append(f"thu đủ {count_words(missing)} bài thu hoạch còn thiếu")
    if (missing or counts.essay_pending) and figures.day < figures.marking_due_on:
        parts.append(f"chấm xong trước ngày {date_short(figures.marking_due_on)}")
    elif counts.essay_pending:
        parts.append(f"chấm xong {count_words(counts.essay_pending)} bài còn lại")
    return ", ".join(parts)


def request(figures, voice):
    """What to ask of the committee's leaders; a base asks the level above for speakers."""
    if figures.of_base:
        waiting = [row for row in figures.not_held if waits_for_speaker(row)]
        whom = names_or_number(waiting, voice.unit)
        return f"Đề nghị cấp trên cử báo cáo viên hỗ trợ {whom}." if waiting else ""
    rows = [row for row in figures.overdue if not row.planned_on]
    if not rows:
        return ""
    if len(rows) == 1:
        whom = f"{rows[0].name} (quá hạn, chưa đăng ký lịch)"
    else:
        whom = f"các {voice.unit} quá hạn chưa đăng ký lịch"
    return f"Đề nghị Thường trực {voice.committee} chỉ đạo, đôn đốc {whom}."
