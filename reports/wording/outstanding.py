"""Section II: the units that have not held their study."""
from documents.wording import count_words, date_short
from reports.wording.voice import block_words, capital, days_words, fraction, sentences

# Cells of a base are named where they are few; the rest stand in the appendix.
_NAMED = 5


def outstanding(figures, voice):
    if not figures.total.units:
        return ""
    if not figures.not_held:
        return f"Không còn {voice.unit} nào chưa tổ chức học tập, quán triệt."
    return sentences(_how_many(figures, voice), _plans(figures, voice))


def _how_many(figures, voice):
    number = len(figures.not_held)
    if figures.overdue:
        due = f"{'đều ' if number > 1 else ''}quá hạn"
    else:
        due = "chưa đến hạn"
    where = _names(figures) if figures.of_base else _blocks(figures)
    left = f"Còn {fraction(number, figures.total.units)} {voice.unit}"
    text = f"{left}, {due} (hạn học ngày {date_short(figures.study_due_on)})"
    return f"{text}: {where}." if where else f"{text}."


def _blocks(figures):
    numbers = {}
    for row in figures.not_held:
        numbers[row.block] = numbers.get(row.block, 0) + 1
    return "; ".join(f"{block_words(block)} {count_words(number)}" for block, number in numbers.items())


def _names(figures):
    return "; ".join(row.name for row in figures.not_held) if len(figures.not_held) <= _NAMED else ""


def _plans(figures, voice):
    facts = [
        (figures.planned, lambda rows: _registered(rows, figures, voice)),
        (figures.unplanned, lambda rows: "chưa đăng ký lịch (danh sách tại Phụ lục 2)"),
        (figures.in_progress, lambda rows: "đang tổ chức ở một số chi bộ"),
    ]
    whole = len(figures.not_held)
    if whole == 1:
        said = "; ".join(words(rows) for rows, words in facts if rows)
        return f"{capital(voice.unit)} này {said}."
    said = [_part(len(rows), whole, voice) + words(rows) for rows, words in facts if rows]
    return f"Trong đó, {'; '.join(said)}."


def _registered(rows, figures, voice):
    """The days registered; a day that went by without a class is told apart from one to come."""
    text = f"đã đăng ký lịch {days_words([row.planned_on for row in rows])}"
    past = sum(row.planned_on < figures.day for row in rows)
    if not past:
        return text
    who = "" if past == len(rows) else f"trong đó {count_words(past)} {voice.unit} "
    return f"{text} ({who}đã qua ngày đăng ký)"


def _part(number, whole, voice):
    return f"{'cả ' if number == whole else ''}{count_words(number)} {voice.unit} "
