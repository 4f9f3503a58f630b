"""From a file to a book: every known sheet read by its form and settled against the database. Writes nothing."""
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from lib.spreadsheet.book import Book
from lib.spreadsheet.forms import Problem, nearest, read_sheet
from lib.spreadsheet.reading import open_workbook
from portal.workbook.order import NOTES, SHEET_NAMES, SHEETS
from units.models import Unit
from units.scope import main_unit, paths_permitted

PERMISSION = "workbook.import"


@dataclass
class ReadWorkbook:
    """A book, the objects that know its sheets, and what is amiss with the file as a whole."""

    book: Book
    sheets: list
    unknown_sheets: list = field(default_factory=list)
    missing_sheets: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    def read_sheets(self):
        """The sheets that the file holds, in the order of the file's kind."""
        return [self.book.sheets[name] for name in SHEET_NAMES if name in self.book.sheets]

    def all_problems(self):
        return self.problems + [problem for sheet in self.read_sheets() for problem in sheet.all_problems()]

    def all_warnings(self):
        return [warning for sheet in self.read_sheets() for warning in sheet.all_warnings()]

    def count(self, outcome):
        return sum(row.outcome == outcome for sheet in self.read_sheets() for row in sheet.rows)


def read_workbook(path, *, at, by=None, committee_code="", accepts_ledger=False, progress=None):
    """Read the file as the user sees it (None: everything is permitted); raises UnreadableWorkbook."""
    book = Book(
        at=at, by=by, paths=paths_permitted(by, PERMISSION) if by else None,
        committee_code=committee_code or _committee_code(by), accepts_ledger=accepts_ledger,
    )
    read = ReadWorkbook(book, [sheet() for sheet in SHEETS])
    workbook = open_workbook(path)
    _judge_names(read, workbook.sheet_names)
    held = [sheet for sheet in read.sheets if sheet.form.name in workbook.sheet_names]
    workbook.check_sheets([sheet.form.name for sheet in held])
    for sheet in held:
        name = sheet.form.name
        book.sheets[name] = read_sheet(sheet.form, workbook.rows(name), workbook.formulas(name))
    _settle(read, progress or (lambda done, total: None))
    return read


def _settle(read, progress):
    total = sum(len(sheet.rows) for sheet in read.read_sheets())
    done = 0
    progress(done, total)
    for sheet in read.sheets:
        sheet.settle(read.book)
        done += len(sheet.read(read.book).rows)
        progress(done, total)
    if not read.book.sheets and not read.problems:
        read.problems.append(Problem("", _("The workbook holds none of the known sheets.")))


def _judge_names(read, names):
    missing = [name for name in SHEET_NAMES if name not in names]
    for name in names:
        if name in SHEET_NAMES or name == NOTES:
            continue
        meant = nearest(name, missing)
        if meant is None:
            read.unknown_sheets.append(name)
            continue
        missing.remove(meant)
        reason = _("The sheet “%(name)s” is not known. “%(meant)s” is probably meant; correct its name.")
        read.problems.append(Problem(name, reason % {"name": name, "meant": meant}))
    read.missing_sheets = missing


def _committee_code(by):
    """Code of the committee above the user's unit; of the only committee there is for a command."""
    if by is None:
        tops = list(Unit.objects.filter(depth=1, valid_to=None).values_list("code", flat=True)[:2])
        return tops[0] if len(tops) == 1 else ""
    unit = main_unit(by)
    if unit is None:
        return ""
    committees = Unit.objects.filter(Q(path__in=unit.lineage_paths()), kind="committee").order_by("-depth")
    return committees.values_list("code", flat=True).first() or ""
