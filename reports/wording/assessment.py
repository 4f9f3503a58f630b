"""Section III: what went well and what did not, as far as rows say so; the rest is the officer's to write."""
from collections import Counter
from fractions import Fraction

from documents.wording import count_words, first_lower, join_words
from lib.vietnamese import fold
from reports.wording.voice import block_words, capital, fraction, sentences

# How a sentence tells a reason that offices write in their list; any other follows "do" as it stands.
_REASONS = {"theo ca san xuat": "do bố trí ca sản xuất"}
_NOT_REPORTED = {"", "chua bao cao", "chua bao cao ly do"}


def strengths(figures, voice):
    total = figures.total
    if total.is_complete:
        all_ = "Cả " if total.units > 1 else ""
        return f"{all_}{fraction(total.held, total.units)} {voice.unit} đã tổ chức học tập, quán triệt{_all_of(total)}."
    if figures.of_base:
        return _complete_cells(figures, voice)
    done = [line for line in figures.lines if line.is_complete]
    plain = [line for line in done if not _all_of(line)]
    together = plain if len(plain) > 1 else []
    return sentences(_all_held(together, voice), *(
        f"{capital(block_words(line.name))} hoàn thành {fraction(line.held, line.units)} {voice.unit}{_all_of(line)}."
        for line in done if line not in together
    ))


def _all_held(lines, voice):
    """Several blocks of which no more is to be said than that all their units have held."""
    if not lines:
        return ""
    names = join_words(f"{block_words(line.name)} ({fraction(line.held, line.units)})" for line in lines)
    return f"{capital(names)} có 100% {voice.unit} đã tổ chức học tập, quán triệt."


def _all_of(line):
    """What all the members of the line have done, where they all have."""
    counts = line.counts
    everybody = 0 < line.heads == counts.studied
    if everybody and counts.essay_passed == counts.essay_required == counts.studied:
        return "; 100% đảng viên phải học đã học và đã nộp bài thu hoạch đạt yêu cầu"
    return "; 100% đảng viên phải học đã học" if everybody else ""


def _complete_cells(figures, voice):
    full = [line for line in figures.lines if 0 < line.heads == line.counts.studied]
    if not full:
        return ""
    who = join_words([line.name for line in full]) if len(full) <= 3 else f"{count_words(len(full))} {voice.unit}"
    return f"{capital(who)} có 100% đảng viên phải học đã học."


def shortcomings(figures, voice):
    slowest = _slowest(figures) if figures.overdue else []
    lowest = _lowest_essays(figures)
    return sentences(
        _overdue(figures, voice), _slow(figures, slowest, lowest, voice), _low(slowest, lowest), _late_essays(figures)
    )


def _overdue(figures, voice):
    if not figures.overdue:
        return ""
    days = figures.overdue[0].overdue_days
    return f"Còn {count_words(len(figures.overdue))} {voice.unit} quá hạn học {count_words(days)} ngày."


def _slowest(figures):
    """Blocks with the greatest share of units not held; none where there is nothing to compare."""
    if figures.of_base or len(figures.lines) < 2:
        return []
    shares = {line.name: Fraction(line.not_held, line.units) for line in figures.lines}
    greatest = max(shares.values())
    slowest = [line for line in figures.lines if shares[line.name] == greatest]
    return slowest if greatest and len(slowest) < len(figures.lines) else []


def _lowest_essays(figures):
    """The one block with the lowest share of essays handed in, or None."""
    if figures.of_base:
        return None
    shares = {
        line.name: Fraction(line.counts.essay_submitted, line.counts.essay_required)
        for line in figures.lines if line.counts.essay_required
    }
    # Where nobody has handed in yet there is nothing to compare.
    if len(shares) < 2 or not any(shares.values()):
        return None
    lowest = [line for line in figures.lines if shares.get(line.name) == min(shares.values())]
    return lowest[0] if len(lowest) == 1 else None


def _slow(figures, slowest, lowest, voice):
    if not slowest:
        return ""
    if len(slowest) > 1:
        names = join_words(f"{block_words(line.name)} ({fraction(line.not_held, line.units)})" for line in slowest)
        return f"{capital(names)} chậm nhất."
    line = slowest[0]
    rows = [row for row in figures.not_held if row.block == line.name]
    text = (
        f"{capital(block_words(line.name))} chậm nhất: {fraction(line.not_held, line.units)} {voice.unit} chưa tổ chức "
        f"({_reasons(rows, voice)})"
    )
    return f"{text}; tỷ lệ nộp bài thấp nhất ({lowest.counts.essay_rate}%)." if line is lowest else f"{text}."


def _reasons(rows, voice):
    numbers = Counter(_reason_words(row.reason) for row in rows)
    unreported = numbers.pop("chưa báo cáo lý do", 0)
    parts = [f"{count_words(number)} {voice.unit} {words}" for words, number in numbers.items()]
    if unreported:
        parts.append(f"{count_words(unreported)} {voice.unit} chưa báo cáo lý do")
    return ", ".join(parts)


def is_reported(reason):
    return fold(reason) not in _NOT_REPORTED


def _reason_words(reason):
    if not is_reported(reason):
        return "chưa báo cáo lý do"
    return _REASONS.get(fold(reason)) or f"do {first_lower(reason).removeprefix('do ')}"


def _low(slowest, lowest):
    if lowest is None or slowest == [lowest]:
        return ""
    return f"{capital(block_words(lowest.name))} có tỷ lệ nộp bài thấp nhất ({lowest.counts.essay_rate}%)."


def _late_essays(figures):
    counts, due_on = figures.total.counts, figures.essay_due_on
    missing = counts.essay_required - counts.essay_submitted
    if not missing or due_on is None or figures.day <= due_on:
        return ""
    return f"Còn {count_words(missing)} bài thu hoạch quá hạn nộp {count_words((figures.day - due_on).days)} ngày."
