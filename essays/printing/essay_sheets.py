"""The lined sheets of an essay: a background drawn once per file, then name, page and codes of each page."""
from dataclasses import dataclass

from essays.printing import labels
from essays.printing.paper import BOLD, ITALIC, LEFT, REGULAR, RIGHT, Paper, balanced_lines, width_of

STEP = 8.5
_HEAD_LEFT, _HEAD_RIGHT = 38, 170
_FIRST_LINE, _FIRST_LINE_BELOW_HEAD, _LAST_LINE, _LAST_LINE_ABOVE_SIGNATURE = 47, 89.5, 260, 226
_NAME, _POSITION, _UNIT, _DATE = 46, 54.5, 63, 76
_VALUE = LEFT + 24
_SIGNATURE = 156


@dataclass(frozen=True)
class PrintedSheet:
    """What stands on the pages of one sheet; `name` is "" on a blank one."""

    name: str
    unit: str
    pages: int
    codes: tuple            # of every page: (code, letters)
    first: int = 1

    @classmethod
    def of(cls, sheet, *, unit, first=1):
        codes = tuple((sheet.code_of(page), sheet.letters_of(page)) for page in range(1, sheet.pages + 1))
        name = sheet.member.full_name if sheet.member_id else ""
        return cls(name=name, unit=unit, pages=sheet.pages, codes=codes, first=first)


def draw_essay_sheets(target, sheets, *, campaign, progress=None):
    """Draw the sheets in their order; the number of pages drawn."""
    paper = Paper(target, title=labels.TITLE)
    drawn, known = 0, set()
    for sheet in sheets:
        for page in range(sheet.first, sheet.pages + 1):
            ends = (page == 1, page == sheet.pages)
            if ends not in known:
                paper.background(_name_of(*ends), lambda paper, ends=ends: _draw_background(paper, campaign, *ends))
                known.add(ends)
            _draw_page(paper, sheet, page, _name_of(*ends))
            drawn += 1
        if progress:
            progress(drawn)
    paper.save()
    return drawn


def _name_of(is_first, is_last):
    return f"page-{is_first:d}{is_last:d}"


def _draw_background(paper, campaign, is_first, is_last):
    if is_first:
        _draw_head(paper, campaign)
    else:
        centre, room = (_HEAD_LEFT + _HEAD_RIGHT) / 2, _HEAD_RIGHT - _HEAD_LEFT
        paper.text(centre, 31, campaign, font=ITALIC, size=10, align="centre", width=room)
    first = _FIRST_LINE_BELOW_HEAD if is_first else _FIRST_LINE
    paper.ruling(first, _LAST_LINE_ABOVE_SIGNATURE if is_last else _LAST_LINE, STEP)
    if is_last:
        paper.text(_SIGNATURE, 237, labels.SIGNED_BY, font=BOLD, size=12, align="centre")
        paper.text(_SIGNATURE, 243, labels.SIGN_HERE, font=ITALIC, size=11, align="centre")
    paper.text(41, 282, labels.CODE_KEPT, font=ITALIC, size=9.5)


def _draw_head(paper, campaign):
    centre, room = (_HEAD_LEFT + _HEAD_RIGHT) / 2, _HEAD_RIGHT - _HEAD_LEFT
    paper.text(centre, 19, labels.TITLE, font=BOLD, size=17, align="centre")
    for number, line in enumerate(balanced_lines(campaign, font=REGULAR, size=12, width=room, most=3)):
        paper.text(centre, 26 + 5 * number, line, align="centre", width=room)
    paper.text(LEFT, _NAME, labels.NAME, size=13)
    paper.text(LEFT, _POSITION, labels.POSITION, size=13)
    paper.text(LEFT, _UNIT, labels.UNIT, size=13)
    paper.dots(_VALUE, _POSITION, RIGHT)
    _draw_date_line(paper)


def _draw_date_line(paper):
    """Place, day, month, year, to be filled in by hand."""
    day, month, year = labels.DATE_LINE
    paper.dots(86, _DATE, 124)
    for x, words, until in ((126, day, 148), (149, month, 172), (173, year, RIGHT)):
        paper.text(x, _DATE, words, font=ITALIC, size=13)
        paper.dots(x + width_of(words, ITALIC, 13) + 1, _DATE, until)


def _draw_page(paper, sheet, page, background):
    paper.stamp(background)
    if page == 1:
        _fill_head(paper, sheet)
    elif sheet.name:
        words = f"{sheet.name} – {sheet.unit}"
        paper.text((_HEAD_LEFT + _HEAD_RIGHT) / 2, 24, words, size=12, align="centre", width=_HEAD_RIGHT - _HEAD_LEFT)
    else:
        paper.text(LEFT + 13, 24, labels.NAME, size=12)
        paper.dots(LEFT + 35, 24, _HEAD_RIGHT)
    paper.text(RIGHT, 285, labels.PAGE.format(page=page, pages=sheet.pages), font=BOLD, size=12, align="right")
    paper.codes(*sheet.codes[page - 1])
    paper.next_page()


def _fill_head(paper, sheet):
    if sheet.name:
        paper.text(_VALUE, _NAME, sheet.name, font=BOLD, size=14, width=RIGHT - _VALUE)
    else:
        paper.dots(_VALUE, _NAME, RIGHT)
    paper.text(_VALUE, _UNIT, sheet.unit, size=13, width=RIGHT - _VALUE)
