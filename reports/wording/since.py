"""What the paper says of the one issued last: what came since, and what it must set right."""
from documents.wording import count_words, date_short, hour_words, join_words
from reports.wording.results import corrections as ledger_words
from reports.wording.voice import block_words, capital, sentences

# So many units are named; of more their number in each block.
_NAMED = 10
FIGURES = {
    "units": "số {unit} phải tổ chức", "held": "số {unit} đã tổ chức", "classes": "số lớp",
    "heads": "số đảng viên phải học", "summoned": "số đảng viên được triệu tập", "attended": "số đảng viên dự học",
    "excused": "số vắng có lý do", "unexcused": "số vắng không lý do", "made_up": "số đã học bù",
    "guests": "số quần chúng dự học", "essay_required": "số phải viết thu hoạch", "essay_submitted": "số bài đã nộp",
    "essay_handwritten": "số bài viết tay", "essay_on_a4": "số bài trên khổ giấy A4", "essay_passed": "số bài đạt yêu cầu",
    "essay_failed": "số bài chưa đạt", "essay_pending": "số bài chưa chấm",
    "studied_in_progress": "số đảng viên đã học ở {unit} đang tổ chức",
}


def figure_words(name, voice_unit):
    return FIGURES[name].format(unit=voice_unit)


def since(figures, voice, delta=None):
    """Newly held, newly late, newly owing and no longer owing since the paper issued last."""
    if delta is None or delta.supersedes or not delta.has_progress:
        return ""
    begin = f"Từ Báo cáo số {delta.paper}, ngày {date_short(delta.issued_on)}, đến nay"
    said = [words for words in (_held(delta, voice), _people(delta)) if words]
    first = f"{begin}, {'; '.join(said)}." if said else ""
    rest = [words for words in (_late(delta, voice), _joined(delta, voice), _left(delta, voice)) if words]
    if not first and rest:
        rest[0] = f"{begin}, {rest[0]}"
    return sentences(first, *(f"{capital(words)}." for words in rest))


def _held(delta, voice):
    if not delta.held:
        return f"chưa có thêm {voice.unit} nào tổ chức học tập, quán triệt"
    number = count_words(len(delta.held))
    return f"có thêm {number} {voice.unit} đã tổ chức học tập, quán triệt ({_who(delta.held)})"


def _people(delta):
    parts = []
    if delta.studied > 0:
        parts.append(f"thêm {count_words(delta.studied)} đảng viên đã học")
    if delta.handed_in > 0:
        parts.append(f"thêm {count_words(delta.handed_in)} bài thu hoạch đã nộp")
    return join_words(parts)


def _late(delta, voice):
    return f"{count_words(len(delta.late))} {voice.unit} chuyển sang quá hạn học" if delta.late else ""


def _joined(delta, voice):
    if not delta.joined:
        return ""
    return f"bổ sung {count_words(len(delta.joined))} {voice.unit} phải tổ chức ({_who(delta.joined)})"


def _left(delta, voice):
    if not delta.left:
        return ""
    return f"{count_words(len(delta.left))} {voice.unit} không còn phải tổ chức ({_who(delta.left)})"


def _who(units):
    """The names of a few; of many how many in each block."""
    if len(units) <= _NAMED:
        return "; ".join(unit.name for unit in units)
    numbers = {}
    for unit in units:
        numbers[unit.block] = numbers.get(unit.block, 0) + 1
    return "; ".join(f"{block_words(block)} {count_words(number)}" for block, number in numbers.items())


def corrections(figures, voice, delta=None):
    """The figures of the paper issued last that read otherwise today, and what the ledger changed."""
    ledger = ledger_words(figures, voice)
    if delta is None or not delta.has_corrections:
        return ledger
    return sentences(_opening(delta), _units(delta, voice), _totals(delta, voice), ledger)


def _opening(delta):
    paper = f"Báo cáo số {delta.paper}, ngày {date_short(delta.issued_on)}"
    if delta.supersedes:
        return f"Báo cáo này thay thế {paper}."
    return f"Số liệu tại {paper} (tính đến {hour_words(delta.at)} ngày {date_short(delta.at)}) được đính chính như sau."


def _units(delta, voice):
    parts = []
    if delta.had_held:
        names = "; ".join(f"{unit.name}, ngày {date_short(unit.day)}" for unit in delta.had_held[:_NAMED])
        number = count_words(len(delta.had_held))
        parts.append(f"Bổ sung {number} {voice.unit} đã tổ chức trước thời điểm đó nhưng cập nhật sau ({_cut(names, delta.had_held)}).")
    if delta.had_not_held:
        names = "; ".join(unit.name for unit in delta.had_not_held[:_NAMED])
        number = count_words(len(delta.had_not_held))
        parts.append(f"Chuyển {number} {voice.unit} sang chưa tổ chức tại thời điểm đó ({_cut(names, delta.had_not_held)}).")
    return sentences(*parts)


def _cut(names, units):
    return f"{names}; …" if len(units) > _NAMED else names


def _totals(delta, voice):
    if not delta.totals:
        return ""
    rows = [f"{figure_words(row.figure, voice.unit)} từ {_number(row.was)} thành {_number(row.now)}" for row in delta.totals]
    return f"{capital('; '.join(rows))}."


def _number(number):
    return count_words(number) if number else "0"
