from django.db import transaction

from lib.clock import now
from portal.workbook.reading import read_workbook
from portal.workbook.services import write_read_workbook

AN_LAC = "data/an-lac/workbook.xlsx"


def import_file(path, by=None, at=None):
    """Read and write in one transaction, as the command does; returns `(what was read, the import or None)`."""
    at = at or now()
    with transaction.atomic():
        read = read_workbook(path, at=at, by=by)
        assert [(p.sheet, p.address, p.reason) for p in read.all_problems()] == []
        return read, write_read_workbook(read, path, by=by, at=at)
