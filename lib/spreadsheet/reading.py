"""Opens a workbook: bounds first, then formulas, then values."""
import python_calamine

from lib.spreadsheet.container import Limits, UnreadableWorkbook, check_container
from lib.spreadsheet.scan import scan_sheets
from lib.spreadsheet.texts import lengths_of_texts


class Workbook:
    """The sheets of a file that has passed every bound; values and addresses of formulas of a sheet on demand."""

    def __init__(self, book, path, limits, texts):
        self._book = book
        self._path = path
        self._limits = limits
        self._texts = texts
        self._formulas = {}

    @property
    def sheet_names(self):
        return list(self._book.sheet_names)

    def check_sheets(self, names):
        """Look at the XML of the sheets about to be read; raises UnreadableWorkbook."""
        self._formulas.update(scan_sheets(self._path, set(names), self._limits, self._texts))

    def formulas(self, name):
        return self._formulas[name]

    def rows(self, name):
        """Rows of raw cells from A1 on, so that the indexes are the addresses."""
        if name not in self._formulas:
            self.check_sheets([name])
        try:
            return self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (python_calamine.CalamineError, OSError, ValueError) as error:
            raise UnreadableWorkbook("damaged") from error


def open_workbook(path, limits=Limits()):
    """A Workbook; raises UnreadableWorkbook with a code for every file that is not one within the limits."""
    check_container(path, limits)
    # Before the reader loads them all.
    texts = lengths_of_texts(path, limits)
    try:
        book = python_calamine.load_workbook(str(path))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableWorkbook("damaged") from error
    return Workbook(book, path, limits, texts)
