"""An Lạc from file to commit, against its floor: reading its cells, and one bulk insert a table of the same rows.

    bin/manage shell -c "from benchmarks.import_workbook import main; main()"

Everything is rolled back. History triggers are on in both; the import adds preview, checks, comparison and held_at.
"""
import time

import python_calamine
from django.apps import apps
from django.conf import settings
from django.db import transaction

from lib.clock import now
from portal.workbook.reading import read_workbook
from portal.workbook.services import write_read_workbook

_WORKBOOK = settings.BASE_DIR / "data" / "an-lac" / "workbook.xlsx"
_LIMIT = 4


def main(rounds=3):
    """Print the best of some rounds and say whether the limit is kept."""
    times = [_round() for _i in range(rounds)]
    imported, floor = min(t[0] for t in times), min(t[1] for t in times)
    print(f"import {imported:.2f} s, floor {floor:.2f} s, ratio {imported / floor:.2f} (at most {_LIMIT})")
    return imported / floor


def _round():
    with transaction.atomic():
        began = time.perf_counter()
        at = now()
        sent = write_read_workbook(read_workbook(_WORKBOOK, at=at), _WORKBOOK, by=None, at=at)
        imported = time.perf_counter() - began
        rows = _rows_of(sent.journal)
        transaction.set_rollback(True)
    with transaction.atomic():
        began = time.perf_counter()
        book = python_calamine.load_workbook(str(_WORKBOOK))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
        for model, instances in rows:
            model._base_manager.bulk_create(instances, batch_size=5000)
        floor = time.perf_counter() - began
        transaction.set_rollback(True)
    return imported, floor


def _rows_of(journal):
    """`[(model, its rows)]` the import made, ready to be inserted again after the rollback."""
    found = []
    for label, keys in journal["created"]:
        model = apps.get_model(label)
        found.append((model, list(model._base_manager.filter(pk__in=keys))))
    return found
