"""Scans read back: how many pages tell whose they are, how fast, and in how much memory.

    bin/manage shell -c "from benchmarks.scans import main; main()"
    bin/manage shell -c "from benchmarks.scans import main; main(pages=200)"

The corpus is drawn by `scan_corpus.py`, whose docstring states every range of wear: no kinder than an old office
copier. Promised: at least 99.5 % of the pages filed, none misfiled; pages a second at least 0.6 of bare rasterising at
200 dpi and one look for the code, in the same run; memory that does not grow from 100 pages to 1,000.
"""
import collections
import resource
import tempfile
import time
import tracemalloc
from pathlib import Path

import pypdfium2 as pdfium
import zxingcpp

from benchmarks.scan_corpus import KEY, pdf_of_scans, worn_pages
from essays.reading.scans import read_scan

_FILE = 100


def main(pages=2000, seed=1):
    """Print the filing rate, the speeds and their ratio, and the memory."""
    counts, times, missed, first = collections.Counter(), collections.Counter(), [], None
    made = worn_pages(pages, seed=seed)
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, pages, _FILE):
            batch = [page for _place, page in zip(range(min(_FILE, pages - start)), made)]
            path = Path(folder) / "scan.pdf"
            path.write_bytes(pdf_of_scans([content for content, _code, _wear in batch]))
            first = first or [content for content, _code, _wear in batch]
            _count(path, batch, counts, times, missed)
            print(f"{counts['in']:>6} pages: {counts['filed']} filed, {counts['misfiled']} misfiled", flush=True)
        print(f"filed {100 * counts['filed'] / counts['in']:.2f} % (at least 99.5), misfiled {counts['misfiled']} (0)")
        ratio = times["bare"] / times["read"]
        print(
            f"read {counts['in'] / times['read']:.1f} pages/s, bare rasterise and decode {counts['in'] / times['bare']:.1f}: "
            f"{ratio:.2f} (at least 0.6)"
        )
        for wear in missed[:20]:
            print("missed:", wear)
        for size in (100, 1000):
            _memory(Path(folder) / "scan.pdf", first, min(size, pages))


def _count(path, batch, counts, times, missed):
    started = time.perf_counter()
    for page, (_content, code, wear) in zip(read_scan(path, name="scan.pdf", keys=[KEY]), batch, strict=True):
        counts["in"] += 1
        counts["filed"] += page.code == code
        counts["misfiled"] += page.code not in (None, code)
        if page.code != code:
            missed.append((page.failure or page.reason, wear))
    read = time.perf_counter()
    _bare(path)
    times["read"] += read - started
    times["bare"] += time.perf_counter() - read


def _bare(path):
    """The floor: each page drawn at 200 dpi and looked at once."""
    pdf = pdfium.PdfDocument(path)
    for page in pdf:
        picture = page.render(scale=200 / 72, may_draw_forms=False).to_pil().convert("L")
        zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    pdf.close()


def _memory(path, contents, pages):
    """Peak of this process's own objects and of the largest child, over files of at most 500 pages."""
    tracemalloc.start()
    left = pages
    while left:
        part = min(left, 500)
        path.write_bytes(pdf_of_scans([contents[place % len(contents)] for place in range(part)]))
        tracemalloc.reset_peak()
        peak = 0
        for _page in read_scan(path, name="scan.pdf", keys=[KEY]):
            peak = max(peak, tracemalloc.get_traced_memory()[1])
        left -= part
    tracemalloc.stop()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{pages:>6} pages: reader at most {peak / 2**20:.1f} MB, its largest child {child:.0f} MB")
