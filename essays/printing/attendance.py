"""The attendance list of a unit at a class: names and a field for each signature, a signed code on each page."""
from dataclasses import dataclass

from campaigns.models import RosterEntry
from essays.printing import labels
from essays.printing.paper import BOLD, ITALIC, LEFT, REGULAR, RIGHT, Paper, balanced_lines
from units.models import Unit

ROW = 8.5
_HEAD_LEFT, _HEAD_RIGHT = 38, 170
_TOP, _TOP_BELOW_HEAD, _BOTTOM, _BOTTOM_ABOVE_SUM = 45, 58, 258, 241
# Left edges of the columns: number, name, cell, signature; where all are of one cell its name stands above only.
_EDGES = (LEFT, LEFT + 12, LEFT + 76, LEFT + 125, RIGHT)
_EDGES_OF_ONE_CELL = (LEFT, LEFT + 12, LEFT + 95, RIGHT)


@dataclass(frozen=True)
class AttendanceRoll:
    """Who is to sign: `[(name, cell)]`, and what stands above."""

    campaign: str
    unit: str
    when: str
    people: tuple

    @property
    def is_of_one_cell(self):
        return {cell for _name, cell in self.people} <= {self.unit}


def roll_of(campaign, unit, *, on, place):
    """The roster of the unit and all below it on the day of the class, cell by cell in people order."""
    duties = campaign.duties.filter(unit__in=Unit.objects.within(unit))
    entries = RosterEntry.objects.filter(duty__in=duties).on(on).select_related("member", "duty__unit")
    people = [(entry.member.full_name, entry.duty.unit.name) for entry in entries.order_by("duty__path", "member__sort_key")]
    when = labels.LIST_CLASS.format(day=on.strftime("%d/%m/%Y"), place=labels.LIST_PLACE.format(place=place) if place else "")
    return AttendanceRoll(campaign=campaign.title, unit=unit.name, when=when, people=tuple(people))


def pages_of(roll):
    """The rows of each page: the first has the head, the last room for the sum and a signature."""
    left, pages = list(enumerate(roll.people, 1)), []
    while True:
        top = _TOP if pages else _TOP_BELOW_HEAD
        fits, fits_last = (int((bottom - top) / ROW) - 1 for bottom in (_BOTTOM, _BOTTOM_ABOVE_SUM))
        if len(left) <= fits_last:
            return [*pages, left]
        # Never a last page without a name: the sum stands below at least one.
        taken = min(fits, len(left) - 1)
        pages.append(left[:taken])
        left = left[taken:]


def draw_attendance_lists(target, lists):
    """Draw `[(roll, [(code, letters)])]`, each list on pages of its own; without codes where the class is not logged yet (`None`)."""
    paper = Paper(target, title=labels.LIST_TITLE)
    for roll, codes in lists:
        pages = pages_of(roll)
        for number, rows in enumerate(pages, 1):
            _draw_page(paper, roll, rows, number, len(pages))
            if codes:
                paper.codes(*codes[number - 1])
            paper.text(41, 282, labels.CODE_KEPT if codes else labels.LIST_BACK, font=ITALIC, size=9.5)
            paper.next_page()
    paper.save()


def _draw_page(paper, roll, rows, number, pages):
    top = _draw_head(paper, roll, number)
    bottom = _draw_rows(paper, rows, top, one_cell=roll.is_of_one_cell)
    if number == pages:
        paper.text(LEFT, bottom + 8, labels.LIST_SUM.format(total=len(roll.people)), size=11)
        paper.text(162, bottom + 16, labels.LIST_KEEPER, font=BOLD, size=11, align="centre")
        paper.text(162, bottom + 21, labels.SIGN_HERE, font=ITALIC, size=10, align="centre")
    paper.text(RIGHT, 285, labels.PAGE.format(page=number, pages=pages), font=BOLD, size=12, align="right")


def _draw_head(paper, roll, number):
    """What stands above the table; where the table begins."""
    centre, room = (_HEAD_LEFT + _HEAD_RIGHT) / 2, _HEAD_RIGHT - _HEAD_LEFT
    if number > 1:
        paper.text(centre, 24, f"{labels.LIST_TITLE} – {roll.unit}", size=12, align="centre", width=room)
        paper.text(centre, 30, roll.when, font=ITALIC, size=11, align="centre", width=room)
        return _TOP
    paper.text(centre, 19, labels.LIST_TITLE, font=BOLD, size=16, align="centre")
    lines = balanced_lines(roll.campaign, font=REGULAR, size=11, width=room, most=2)
    for line, words in enumerate(lines):
        paper.text(centre, 26 + 5 * line, words, size=11, align="centre", width=room)
    paper.text(centre, 27 + 5 * len(lines), roll.when, font=ITALIC, size=11, align="centre", width=room)
    paper.text(LEFT, 51, f"{labels.UNIT} {roll.unit}", font=BOLD, size=13, width=RIGHT - LEFT)
    return _TOP_BELOW_HEAD


def _draw_rows(paper, rows, top, *, one_cell):
    """The table; where it ends."""
    bottom = top + ROW * (len(rows) + 1)
    edges = _EDGES_OF_ONE_CELL if one_cell else _EDGES
    columns = [words for words in labels.LIST_COLUMNS if not (one_cell and words == labels.LIST_CELL)]
    paper.canvas.setLineWidth(0.5)
    for line in range(len(rows) + 2):
        paper.line(LEFT, top + ROW * line, RIGHT)
    for edge in edges:
        paper.line(edge, top, edge, bottom)
    for words, left, right in zip(columns, edges[:-1], edges[1:], strict=True):
        paper.text((left + right) / 2, top + 6, words, font=BOLD, size=12, align="centre")
    for line, (number, (name, cell)) in enumerate(rows, 1):
        y = top + ROW * line + 6
        paper.text(edges[1] - 3, y, str(number), size=12, align="right")
        paper.text(edges[1] + 2, y, name, size=12, width=edges[2] - edges[1] - 4)
        if not one_cell:
            paper.text(edges[2] + 2, y, cell, size=10, width=edges[3] - edges[2] - 4)
    return bottom
