"""Opens a workbook as the import does, in a process of its own (lib/tests/apart.py), and says what became of it."""
import resource

from lib.spreadsheet.container import UnreadableWorkbook
from lib.spreadsheet.reading import open_workbook

_MEMORY = 1_500 * 1024 * 1024


def read(path):
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        workbook = open_workbook(path)
        workbook.check_sheets(workbook.sheet_names)
        for name in workbook.sheet_names:
            workbook.rows(name)
        print("read")
    except UnreadableWorkbook as error:
        print(error.code)
