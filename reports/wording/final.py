"""The final report of a campaign: what is told once it is over, in the past tense. Other sentences are the weekly ones."""
import dataclasses

from documents.wording import count_words, date_short, rate_words
from reports.wording import assessment, results
from reports.wording import outstanding as weekly
from reports.wording.voice import capital, fraction, sentences


def stages_are_over(figures):
    """Nothing of the campaign is still due: the last day of study, essays and marking has ended."""
    deadlines = [figures.study_due_on, figures.essay_due_on, figures.marking_due_on]
    return figures.day > max(day for day in deadlines if day)


def lead(figures, voice):
    work = f"báo cáo kết quả tại {voice.below} như sau:"
    return f"Thực hiện {voice.basis}, {voice.body} {work}" if voice.basis else f"{capital(voice.body)} {work}"


def classes(figures, voice):
    """Without the week before: a final report tells the whole campaign."""
    return results.classes(dataclasses.replace(figures, before=None), voice)


def programmes(figures, voice):
    if not figures.programmes:
        return ""
    return (
        f"Có {fraction(figures.programmes, figures.total.units)} {voice.unit} đã gửi chương trình hành động, "
        f"đạt {rate_words(figures.programmes, figures.total.units)}."
    )


def outstanding(figures, voice):
    """Only where some are left: that all have held is said with the classes."""
    return weekly.outstanding(figures, voice) if figures.not_held else ""


def shortcomings(figures, voice):
    return sentences(assessment.shortcomings(figures, voice), _left_out(figures))


def _left_out(figures):
    left = figures.total.counts.absent - figures.total.counts.made_up
    return f"Kết thúc đợt, còn {count_words(left)} đồng chí chưa học bù." if left and stages_are_over(figures) else ""


def complete(figures, voice):
    if not figures.not_held:
        return ""
    number = count_words(len(figures.not_held))
    return f"{number} {voice.unit} chưa tổ chức khẩn trương hoàn thành việc học tập, quán triệt và báo cáo kết quả."


def follow_up(figures, voice):
    """What is still to be made good by the units that have held."""
    counts, parts = figures.total.counts, []
    if left := counts.absent - counts.made_up:
        parts.append(f"bố trí học bù cho {count_words(left)} đồng chí")
    if missing := counts.essay_required - counts.essay_submitted:
        due_on = figures.essay_due_on
        by = f" đúng hạn (ngày {date_short(due_on)})" if due_on and figures.day <= due_on else ""
        parts.append(f"thu {count_words(missing)} bài thu hoạch còn thiếu{by}")
    if counts.essay_pending:
        parts.append(f"chấm {count_words(counts.essay_pending)} bài đã nộp chưa chấm")
    if counts.essay_failed:
        parts.append(f"tổ chức viết lại {count_words(counts.essay_failed)} bài chưa đạt")
    return f"{_who(figures, voice)} đã tổ chức tiếp tục {', '.join(parts)}." if parts and figures.total.held else ""


def _who(figures, voice):
    return f"Các {voice.unit}" if figures.total.held > 1 else capital(voice.unit)
