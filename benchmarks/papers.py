"""Papers as PDF, Word and Excel: appendices of 2,000 and 12,000 rows; time and peak memory.

    bin/manage shell -c "from benchmarks.papers import main; main()"

Nothing is read from or written to the database. Each length is drawn in a process of its own, so that a peak is its own.
"""
import multiprocessing
import resource
import time

import django

from documents.docx import render_docx
from documents.pdf import render_pdf
from documents.tests.sample import paper, unit_rows
from documents.workbooks import appendices_workbook

_DRAWINGS = {"PDF": render_pdf, "Word": render_docx, "Excel": appendices_workbook}


def main(sizes=(2000, 12_000)):
    for name in _DRAWINGS:
        found = [_in_child(_draw, name, size) for size in sizes]
        for size, (seconds, memory, length) in zip(sizes, found, strict=True):
            print(f"{name:>5}, {size:>6} rows: {seconds:6.2f} s, peak memory {memory:4.0f} MiB, {length / 1e6:.1f} MB")
        (short, small, _), (long, large, _) = found
        print(f"{name:>5}, time × {long / short:.1f} (at most 7), memory × {large / small:.2f} (at most 1.5 for the PDF)")


def _in_child(work, *arguments):
    with multiprocessing.get_context("spawn").Pool(1, initializer=django.setup) as pool:
        return pool.apply(work, arguments)


def _draw(name, rows):
    """`(seconds, MiB, bytes)`"""
    payload = paper()
    payload["appendices"][1]["rows"] = unit_rows(rows)
    began = time.perf_counter()
    content = _DRAWINGS[name](payload)
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, len(content)
