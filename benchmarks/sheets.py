"""Stamping sheets of paper, against reportlab stamping one fixed page on the same background; bytes of a page beyond it.

    bin/manage shell -c "from benchmarks.sheets import main; main()"

Nothing is written to the database: numbers, names and keys are made up.
"""
import io
import time

from essays.models import Sheet
from essays.printing.code_squares import path_of
from essays.printing.essay_sheets import PrintedSheet, draw_essay_sheets
from essays.printing.paper import Paper

CAMPAIGN = "Học tập, quán triệt các nghị quyết Hội nghị lần thứ sáu Ban Chấp hành Trung ương"
UNIT = "Chi bộ thôn 3, Đảng bộ xã Tân Lập"


def main(members=500, pages=4, rounds=3):
    draw_essay_sheets(io.BytesIO(), _sheets(1, pages), campaign=CAMPAIGN)        # fonts are read once
    ours, size = min(_timed(lambda: _draw(members, pages)) for _i in range(rounds))
    fixed, _size = min(_timed(lambda: _stamp_fixed(members * pages)) for _i in range(rounds))
    background = _draw(1, pages)
    number = members * pages
    print(
        f"{number} pages: {number / ours:.0f} pages/s with the codes signed and drawn, {number / fixed:.0f} pages/s of one "
        f"fixed page, ratio {fixed / ours:.2f} (at least 0.5)"
    )
    print(f"{(size - background) / (number - pages) / 1000:.2f} kB a page beyond the background (less than 6)")


def _timed(draw):
    began = time.perf_counter()
    size = draw()
    return time.perf_counter() - began, size


def _sheets(members, pages):
    for number in range(members):
        sheet = Sheet(number=10_000_001 + number, pages=pages)
        codes = tuple((sheet.code_of(page), sheet.letters_of(page)) for page in range(1, pages + 1))
        yield PrintedSheet(name=f"Nguyễn Thị Ngọc Ánh {number}", unit=UNIT, pages=pages, codes=codes)


def _draw(members, pages):
    target = io.BytesIO()
    draw_essay_sheets(target, _sheets(members, pages), campaign=CAMPAIGN)
    return len(target.getvalue())


def _stamp_fixed(pages):
    """The library alone: background, words and both codes of one page, ready as drawing instructions, stamped each time."""
    target = io.BytesIO()
    paper = Paper(target, title="")
    [sheet] = _sheets(1, 4)
    paper.background("page", lambda paper: paper.ruling(47, 260, 8.5))
    code, letters = sheet.codes[1]
    squares = path_of(code)
    for _number in range(pages):
        paper.stamp("page")
        paper.text(104, 24, f"{sheet.name} – {sheet.unit}", align="centre")
        for words in (letters, letters, "Trang 2/4"):
            paper.text(198, 285, words, align="right")
        for _code in range(2):
            paper.canvas.addLiteral(f"q 2.5 0 0 2.5 0 0 cm {squares} f Q")
        paper.next_page()
    paper.save()
    return len(target.getvalue())
